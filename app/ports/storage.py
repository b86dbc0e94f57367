"""What the use-cases need of the store: one unit of work, its repositories, the journal and the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import TracebackType
from typing import Protocol, Self

from app.domain.case import Case
from app.domain.case_states import CaseState
from app.domain.custody import Register, Unit
from app.domain.person import Organisation, Person
from app.domain.visit import Ticket, TicketState, Visit
from app.errors import declare
from i18n import N_

STORE_STALE = declare(
    "store.stale",
    N_("This case was changed meanwhile at another place."),
    N_("Look at the case as it stands now and repeat the step."),
)
STORE_READ_ONLY = declare(
    "store.read_only",
    N_("The store cannot be written to."),
    N_("Ask the administrator to give write access to the data folder; nothing was changed."),
)
STORE_FULL = declare(
    "store.full",
    N_("The disk is full."),
    N_("Free some space and repeat the step; everything acknowledged before is kept."),
)
STORE_BUSY = declare(
    "store.busy",
    N_("The store is busy."),
    N_("Wait a moment and repeat the step."),
)
STORE_BROKEN = declare(
    "store.broken",
    N_("The store cannot be read: it is damaged or of another version."),
    N_("Do not delete anything; tell the administrator."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRecord:
    """A paper as it was made: its data, not its pixels; ``data`` is the JSON of the paper's dataclass."""

    id: str
    kind: str
    number: str
    version: int = 1
    replaces: str = ""
    language: str
    case_id: str = ""
    data: str
    sha256: str
    made_at: datetime
    made_by: str
    signature: str = ""
    delivery: str = ""
    printed_copies: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxItem:
    """Something that must happen after the commit: a query, a signature, a sending, a print.

    ``kind`` names the courier's route, ``payload`` is JSON. The courier answers with one more
    command; until then the item stays visible. ``due_at`` is the earliest next attempt.
    """

    id: str
    kind: str
    case_id: str = ""
    payload: str
    state: str = "pending"
    attempts: int = 0
    due_at: datetime
    last_error: str = ""
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One line of the action log before it is chained. ``personal`` is kept apart and erasable:
    the chain holds only its hash."""

    at: datetime
    actor: str
    role: str
    desk: str
    verb: str
    case_id: str = ""
    visit_id: str = ""
    key: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    personal: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRecord:
    """A rating without the person: who gave it cannot be found out at the desk."""

    id: str
    visit_pseudonym: str
    service_id: str
    channel: str
    form: str
    outcome: str
    score: int | None
    reasons: tuple[str, ...] = ()
    comment: str = ""
    language: str
    desk: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationRecord:
    """A consultation without a case and without personal data."""

    id: str
    topic: str
    service_id: str
    language: str
    minutes: int
    at: datetime
    operator_id: str
    desk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHit:
    """One answer of the folded applicant search."""

    id: str
    person: Person
    last_seen: datetime


class Cases(Protocol):
    """Cases by id, number, state and place."""

    def get(self, id: str) -> Case | None: ...  # noqa: A002, D102
    def by_number(self, number: str) -> Case | None: ...  # noqa: D102
    def add(self, case: Case) -> None: ...  # noqa: D102
    def save(self, case: Case) -> Case:
        """Write a changed case; returns it with ``version`` + 1. Raises ``Unavailable(store.stale)``."""

    def unfinished(self, desk: str) -> Sequence[Case]:
        """Cases of that desk that are neither registered nor ended, oldest first."""

    def in_states(self, states: Sequence[CaseState]) -> Sequence[Case]: ...  # noqa: D102
    def of_visit(self, visit_id: str) -> Sequence[Case]: ...  # noqa: D102
    def of_person(self, person_key: str) -> Sequence[Case]:
        """Cases of the person with that key (see ``person_key``), newest first."""

    def erase(self, id: str) -> None:  # noqa: A002
        """Remove a draft and what was retrieved for it beyond recovery (R-101)."""


class Visits(Protocol):
    """Tickets of the waiting list and visits."""

    def add_ticket(self, ticket: Ticket) -> None: ...  # noqa: D102
    def ticket(self, id: str) -> Ticket | None: ...  # noqa: A002, D102
    def ticket_by_number(self, number: str, day: date) -> Ticket | None: ...  # noqa: D102
    def save_ticket(self, ticket: Ticket, expected: TicketState) -> None:
        """Write a ticket whose stored state must still be ``expected``, else ``Unavailable``."""

    def waiting(self, day: date) -> Sequence[Ticket]:
        """Waiting and parked tickets of the day, in order of arrival."""

    def get(self, id: str) -> Visit | None: ...  # noqa: A002, D102
    def open_at(self, desk: str) -> Visit | None: ...  # noqa: D102
    def add(self, visit: Visit) -> None: ...  # noqa: D102
    def save(self, visit: Visit) -> Visit: ...  # noqa: D102


class Units(Protocol):
    """Units and registers."""

    def get(self, id: str) -> Unit | None: ...  # noqa: A002, D102
    def by_code(self, code: str) -> Unit | None: ...  # noqa: D102
    def of_case(self, case_id: str) -> Sequence[Unit]: ...  # noqa: D102
    def add(self, unit: Unit) -> None: ...  # noqa: D102
    def save(self, unit: Unit) -> Unit: ...  # noqa: D102
    def add_register(self, register: Register) -> None: ...  # noqa: D102
    def register(self, number: str) -> Register | None: ...  # noqa: D102


class Persons(Protocol):
    """Applicants seen before, found by folded search; never merged silently."""

    def remember(self, person: Person, at: datetime) -> None: ...  # noqa: D102
    def remember_organisation(self, organisation: Organisation, at: datetime) -> None: ...  # noqa: D102
    def find(self, text: str, limit: int = 20) -> Sequence[PersonHit]:
        """People by name parts in any order and any of the two layouts, or by the start of an IIN."""


class Papers(Protocol):
    """Papers as made; never edited, replaced only by a new version."""

    def add(self, paper: PaperRecord) -> None: ...  # noqa: D102
    def get(self, id: str) -> PaperRecord | None: ...  # noqa: A002, D102
    def of_case(self, case_id: str) -> Sequence[PaperRecord]: ...  # noqa: D102
    def mark_printed(self, id: str, copies: int) -> None: ...  # noqa: A002, D102
    def mark_delivered(self, id: str, delivery: str) -> None: ...  # noqa: A002, D102


class Outbox(Protocol):
    """What must still happen outside."""

    def add(self, item: OutboxItem) -> None: ...  # noqa: D102
    def due(self, now: datetime, limit: int = 50) -> Sequence[OutboxItem]: ...  # noqa: D102
    def pending(self) -> Sequence[OutboxItem]: ...  # noqa: D102
    def save(self, item: OutboxItem) -> None: ...  # noqa: D102


class Numbers(Protocol):
    """Numbers shown to people, from a range of each desk, so that desks cut off never clash."""

    def next(self, series: str, desk: str, day: date) -> int:
        """The next number of that series (``ticket``, ``case``, ``draft``, ``refusal``, ``unit``, …)."""


class Records(Protocol):
    """Ratings and consultations: written once, never read with a person."""

    def add_rating(self, rating: RatingRecord) -> None: ...  # noqa: D102
    def add_consultation(self, consultation: ConsultationRecord) -> None: ...  # noqa: D102
    def ratings(self) -> Sequence[RatingRecord]: ...  # noqa: D102


class Journal(Protocol):
    """The append-only action log."""

    def append(self, entry: JournalEntry) -> None: ...  # noqa: D102


class UnitOfWork(Protocol):
    """One transaction. Leaving the block without :meth:`commit` changes nothing."""

    @property
    def cases(self) -> Cases: ...  # noqa: D102
    @property
    def visits(self) -> Visits: ...  # noqa: D102
    @property
    def units(self) -> Units: ...  # noqa: D102
    @property
    def persons(self) -> Persons: ...  # noqa: D102
    @property
    def papers(self) -> Papers: ...  # noqa: D102
    @property
    def outbox(self) -> Outbox: ...  # noqa: D102
    @property
    def numbers(self) -> Numbers: ...  # noqa: D102
    @property
    def records(self) -> Records: ...  # noqa: D102
    @property
    def journal(self) -> Journal: ...  # noqa: D102

    def answered(self, key: str) -> str | None:
        """The stored outcome (JSON) of an idempotency key that was handled before, or ``None``."""

    def remember_answer(self, key: str, outcome: str) -> None:
        """Keep the outcome of a handled command under its key, in the same transaction."""

    def __enter__(self) -> Self: ...  # noqa: D105
    def __exit__(  # noqa: D105
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
    def commit(self) -> None: ...  # noqa: D102


class Store(Protocol):
    """The store itself: hands out units of work."""

    def begin(self, *, writing: bool) -> UnitOfWork:
        """A new unit of work; writers take the write lock at once."""

    def close(self) -> None: ...  # noqa: D102
