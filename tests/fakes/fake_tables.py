"""What the fake store holds, and how its rows are added and changed."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar

from app.domain.booking import Booking
from app.domain.case import Case
from app.domain.custody import Register, Unit
from app.domain.desk_hold import DeskHold
from app.domain.notice import Acknowledgement
from app.domain.ordinary_queue import FailureAct
from app.domain.queue_rules import QueueDay
from app.domain.scan_run import RunLine, ScanRun
from app.domain.visit import Ticket, Visit
from app.errors import Unavailable
from app.ports.storage import (
    STORE_STALE,
    ConsultationRecord,
    JournalLine,
    OrganisationHit,
    OutboxItem,
    PaperRecord,
    PersonHit,
    RatingRecord,
)

Versioned = TypeVar("Versioned", Case, Visit, Unit, ScanRun)


@dataclass
class Tables:
    """Everything the fake holds; a unit of work changes a copy."""

    cases: dict[str, Case] = field(default_factory=dict)
    tickets: dict[str, Ticket] = field(default_factory=dict)
    visits: dict[str, Visit] = field(default_factory=dict)
    holds: dict[str, DeskHold] = field(default_factory=dict)
    bookings: dict[str, Booking] = field(default_factory=dict)
    failures: dict[str, FailureAct] = field(default_factory=dict)
    days: dict[date, QueueDay] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    runs: dict[str, ScanRun] = field(default_factory=dict)
    run_lines: list[RunLine] = field(default_factory=list)
    registers: dict[str, Register] = field(default_factory=dict)
    persons: dict[str, PersonHit] = field(default_factory=dict)
    organisations: dict[str, OrganisationHit] = field(default_factory=dict)
    papers: dict[str, PaperRecord] = field(default_factory=dict)
    outbox: dict[str, OutboxItem] = field(default_factory=dict)
    numbers: dict[tuple[str, str, str], int] = field(default_factory=dict)
    ratings: list[RatingRecord] = field(default_factory=list)
    consultations: list[ConsultationRecord] = field(default_factory=list)
    acknowledgements: dict[tuple[str, str], Acknowledgement] = field(default_factory=dict)
    journal: list[JournalLine] = field(default_factory=list)
    answers: dict[str, tuple[str, datetime, frozenset[str]]] = field(default_factory=dict)

    def copied(self) -> "Tables":
        return Tables(**{name: copy(getattr(self, name)) for name in self.__dataclass_fields__})


def fresh(rows: dict[str, Versioned], row: Versioned) -> None:
    if row.id in rows:
        raise Unavailable(STORE_STALE)
    rows[row.id] = row


def next_version(rows: dict[str, Versioned], row: Versioned) -> Versioned:
    stored = rows.get(row.id)
    if stored is None or stored.version != row.version:
        raise Unavailable(STORE_STALE)
    changed = replace(row, version=row.version + 1)
    rows[row.id] = changed
    return changed


def taken(values: Iterable[str], value: str) -> None:
    if value and value in set(values):
        raise Unavailable(STORE_STALE)
