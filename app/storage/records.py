"""Ratings and consultations as rows: written once, and never with a person."""

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from app.ports.storage import ConsultationRecord, RatingRecord
from app.storage.payloads import CONSULTATION, RATING, encoded, moment_text
from app.storage.reading import every
from app.storage.tables import CONSULTATIONS, RATINGS

_ADD_RATING = insert(RATINGS)
_ADD_CONSULTATION = insert(CONSULTATIONS)
_RATINGS = select(RATINGS.c.payload).order_by(RATINGS.c.at, RATINGS.c.id)
_CONSULTATIONS = select(CONSULTATIONS.c.payload).order_by(CONSULTATIONS.c.at, CONSULTATIONS.c.id)


class SqlRecords:
    """The records of one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_rating(self, rating: RatingRecord) -> None:
        """Write a rating; the database itself forbids to change or delete it (R-193)."""
        self._connection.execute(_ADD_RATING, _row(rating))

    def add_consultation(self, consultation: ConsultationRecord) -> None:
        """Write a consultation."""
        self._connection.execute(_ADD_CONSULTATION, _row(consultation))

    def ratings(self) -> Sequence[RatingRecord]:
        """Every rating, oldest first."""
        return every(self._connection, _RATINGS, {}, RATING)

    def consultations(self) -> Sequence[ConsultationRecord]:
        """Every consultation, oldest first."""
        return every(self._connection, _CONSULTATIONS, {}, CONSULTATION)


def _row(record: RatingRecord | ConsultationRecord) -> dict[str, str]:
    return {"id": record.id, "at": moment_text(record.at), "payload": encoded(record)}
