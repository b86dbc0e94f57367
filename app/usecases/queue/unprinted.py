"""Tickets whose paper did not come out: kept in the outbox, told to the staff, tried again."""

from dataclasses import dataclass

from app.usecases.work import Work

TICKET = "ticket"
"""The kind of an outbox item that is a ticket to be printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unprinted:
    """The papers that one ticket printer owes; ``code`` is why the last of them failed."""

    desk: str
    count: int
    code: str


def unprinted(work: Work) -> tuple[Unprinted, ...]:
    """What every ticket printer of the branch owes, this desk's own first."""
    owed: dict[str, list[str]] = {}
    for item in work.store.outbox.pending():
        if item.kind == TICKET and item.last_error:
            owed.setdefault(item.desk, []).append(item.last_error)
    found = (Unprinted(desk=desk, count=len(codes), code=codes[-1]) for desk, codes in owed.items())
    return tuple(sorted(found, key=lambda one: (one.desk != work.desk, one.desk)))
