"""Ratings and consultations as rows: written once, and never with a person."""

from collections.abc import Sequence

from sqlalchemy import insert, select

from app.ports.storage import ConsultationRecord, RatingRecord
from app.storage.payloads import CONSULTATION, RATING, encoded, moment_text
from app.storage.tables import CONSULTATIONS, RATINGS
from app.storage.transaction import Transaction

_ADD_RATING = insert(RATINGS)
_ADD_CONSULTATION = insert(CONSULTATIONS)
_RATINGS = select(RATINGS.c.payload).order_by(RATINGS.c.at, RATINGS.c.id)
_CONSULTATIONS = select(CONSULTATIONS.c.payload).order_by(CONSULTATIONS.c.at, CONSULTATIONS.c.id)


class SqlRecords:
    """The records of one unit of work."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add_rating(self, rating: RatingRecord) -> None:
        """Write a rating; the database itself forbids to change or delete it (R-193)."""
        self._transaction.change(_ADD_RATING, _row(rating))

    def add_consultation(self, consultation: ConsultationRecord) -> None:
        """Write a consultation."""
        self._transaction.change(_ADD_CONSULTATION, _row(consultation))

    def ratings(self) -> Sequence[RatingRecord]:
        """Every rating, oldest first."""
        return self._transaction.every(_RATINGS, {}, RATING)

    def consultations(self) -> Sequence[ConsultationRecord]:
        """Every consultation, oldest first."""
        return self._transaction.every(_CONSULTATIONS, {}, CONSULTATION)


def _row(record: RatingRecord | ConsultationRecord) -> dict[str, str]:
    return {"id": record.id, "at": moment_text(record.at), "payload": encoded(record)}
