"""Papers as rows: what a paper says is written once; marks and the signature over it follow."""
# ruff: noqa: A002 - the ports call it id

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from app.errors import Unavailable
from app.ports.storage import STORE_STALE, PaperRecord
from app.storage.payloads import PAPER, encoded, moment_text, or_none
from app.storage.tables import PAPERS
from app.storage.transaction import Transaction

_P = PAPERS.c
_COLUMNS = select(_P.payload, _P.printed_copies, _P.delivery)
_BY_ID = _COLUMNS.where(_P.id == bindparam("id"))
_OF_CASE = _COLUMNS.where(_P.case_id == bindparam("case")).order_by(_P.made_at, _P.id)
_ADD = insert(PAPERS)
_PRINTED = (
    update(PAPERS)
    .where(_P.id == bindparam("this_id"))
    .values(printed_copies=_P.printed_copies + bindparam("more"))
)
_SIGNED = update(PAPERS).where(_P.id == bindparam("this_id"))
_DELIVERED = update(PAPERS).where(_P.id == bindparam("this_id"))


class SqlPapers:
    """The papers of one unit of work."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, paper: PaperRecord) -> None:
        """Keep a paper. Raises ``Unavailable(store.stale)`` for a number and version in use."""
        self._transaction.change(_ADD, _row(paper))

    def get(self, id: str) -> PaperRecord | None:
        """The paper of that id."""
        found = self._transaction.first(_BY_ID, {"id": id})
        return _paper(*found) if found is not None else None

    def of_case(self, case_id: str) -> Sequence[PaperRecord]:
        """The papers of a case, oldest first."""
        return tuple(_paper(*row) for row in self._transaction.rows(_OF_CASE, {"case": case_id}))

    def mark_printed(self, id: str, copies: int) -> None:
        """Count printed copies. Raises ``Unavailable(store.stale)`` for a paper that is not there."""
        values = {"this_id": id, "more": copies}
        self._transaction.change_one(_PRINTED, values, STORE_STALE)

    def mark_delivered(self, id: str, delivery: str) -> None:
        """Note how the paper reached the person. Raises ``Unavailable(store.stale)`` as above."""
        values = {"this_id": id, "delivery": delivery}
        self._transaction.change_one(_DELIVERED, values, STORE_STALE)

    def mark_signed(self, id: str, signature: str) -> None:
        """Keep the signature, once. Raises ``Unavailable(store.stale)`` as above, and when the paper
        is signed already."""
        paper = self.get(id)
        if paper is None or paper.signature:
            raise Unavailable(STORE_STALE)
        # Printing and delivery stand beside the payload and are as they were made in it.
        made = replace(paper, signature=signature, printed_copies=0, delivery="")
        values = {"this_id": id, "payload": encoded(made)}
        self._transaction.change_one(_SIGNED, values, STORE_STALE)


def _paper(payload: str, printed_copies: int, delivery: str) -> PaperRecord:
    paper = PAPER.decode(payload)
    return replace(paper, printed_copies=printed_copies, delivery=delivery)


def _row(paper: PaperRecord) -> dict[str, Any]:
    return {
        "id": paper.id,
        "case_id": or_none(paper.case_id),
        "kind": paper.kind,
        "number": paper.number,
        "version": paper.version,
        "made_at": moment_text(paper.made_at),
        "printed_copies": paper.printed_copies,
        "delivery": paper.delivery,
        "payload": encoded(paper),
    }
