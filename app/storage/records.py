"""Ratings, consultations and read notices as rows, written once."""

from collections.abc import Sequence

from sqlalchemy import bindparam, insert, select

from app.domain.notice import Acknowledgement
from app.ports.storage import ConsultationRecord, RatingRecord
from app.storage.payloads import (
    ACKNOWLEDGEMENT,
    CONSULTATION,
    RATING,
    encoded,
    moment_text,
)
from app.storage.tables import ACKNOWLEDGEMENTS, CONSULTATIONS, RATINGS
from app.storage.transaction import Transaction

_ADD_RATING = insert(RATINGS)
_ADD_CONSULTATION = insert(CONSULTATIONS)
_ADD_ACKNOWLEDGEMENT = insert(ACKNOWLEDGEMENTS)
_RATINGS = select(RATINGS.c.payload).order_by(RATINGS.c.at, RATINGS.c.id)
_CONSULTATIONS = select(CONSULTATIONS.c.payload).order_by(CONSULTATIONS.c.at, CONSULTATIONS.c.id)
_ACKNOWLEDGEMENTS = (
    select(ACKNOWLEDGEMENTS.c.payload)
    .where(ACKNOWLEDGEMENTS.c.operator_id == bindparam("operator_id"))
    .order_by(ACKNOWLEDGEMENTS.c.notice_id)
)


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

    def add_acknowledgement(self, acknowledgement: Acknowledgement) -> None:
        """Write that a notice was read; the database itself forbids to change or delete it.

        Raises ``Unavailable(store.stale)`` when that employee had acknowledged it before.
        """
        row = {
            "operator_id": acknowledgement.operator_id,
            "notice_id": acknowledgement.notice_id,
            "payload": encoded(acknowledgement),
        }
        self._transaction.change(_ADD_ACKNOWLEDGEMENT, row)

    def acknowledgements(self, operator_id: str) -> Sequence[Acknowledgement]:
        """What that employee has acknowledged, by the ids of the notices."""
        values = {"operator_id": operator_id}
        return self._transaction.every(_ACKNOWLEDGEMENTS, values, ACKNOWLEDGEMENT)


def _row(record: RatingRecord | ConsultationRecord) -> dict[str, str]:
    return {"id": record.id, "at": moment_text(record.at), "payload": encoded(record)}
