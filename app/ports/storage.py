"""What the use-cases need of the store: one unit of work, its repositories, journal and outbox."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import TracebackType
from typing import Protocol, Self

from app.domain.booking import Booking
from app.domain.case import Case
from app.domain.case_states import CaseState
from app.domain.desk_hold import DeskHold
from app.domain.notice import Acknowledgement
from app.domain.ordinary_queue import FailureAct
from app.domain.person import Organisation, Person
from app.domain.queue_rules import QueueDay
from app.domain.visit import Purpose, Ticket, TicketState, Visit
from app.ports.custody import ScanRuns, Units
from app.ports.store_errors import (
    STORE_BROKEN,
    STORE_BUSY,
    STORE_FULL,
    STORE_READ_ONLY,
    STORE_STALE,
)
from app.ports.store_records import (
    DAILY_SERIES,
    NEED_SERIES,
    PAYLOAD_GONE,
    UNFINISHED_STATES,
    ConsultationRecord,
    JournalEntry,
    JournalLine,
    NextTicket,
    OrganisationHit,
    OutboxItem,
    PaperRecord,
    PersonHit,
    RatingRecord,
    applicant_key,
    due_day,
    person_key,
)

__all__ = [
    "DAILY_SERIES",
    "NEED_SERIES",
    "PAYLOAD_GONE",
    "STORE_BROKEN",
    "STORE_BUSY",
    "STORE_FULL",
    "STORE_READ_ONLY",
    "STORE_STALE",
    "UNFINISHED_STATES",
    "Cases",
    "ConsultationRecord",
    "Journal",
    "JournalEntry",
    "JournalLine",
    "NextTicket",
    "Numbers",
    "OrganisationHit",
    "Outbox",
    "OutboxItem",
    "PaperRecord",
    "Papers",
    "PersonHit",
    "Persons",
    "QueueBooks",
    "RatingRecord",
    "Records",
    "ScanRuns",
    "Store",
    "UnitOfWork",
    "Units",
    "Visits",
    "applicant_key",
    "due_day",
    "person_key",
]


class Cases(Protocol):
    """Cases by id, number, state and place."""

    def get(self, id: str) -> Case | None: ...  # noqa: A002, D102
    def by_number(self, number: str) -> Case | None: ...  # noqa: D102
    def by_code(self, code: str) -> Case | None:
        """The registered case whose papers carry that code."""

    def add(self, case: Case) -> None: ...  # noqa: D102
    def save(self, case: Case) -> Case:
        """Write a changed case; returns it with ``version`` + 1.

        Raises ``Unavailable(store.stale)`` when the stored version is another."""

    def unfinished(self, desk: str) -> Sequence[Case]:
        """Cases of that desk that are neither registered nor ended, oldest first."""

    def in_states(self, states: Sequence[CaseState]) -> Sequence[Case]: ...  # noqa: D102
    def due(self, state: CaseState, since: date | None, until: date | None) -> Sequence[Case]:
        """Cases in that state whose day (see ``due_day``) lies in those days, the earliest first;
        without days those that have none."""

    def of_visit(self, visit_id: str) -> Sequence[Case]: ...  # noqa: D102
    def of_person(self, person_key: str) -> Sequence[Case]:
        """Cases of the person with that key (see ``person_key``), newest first."""

    def erase(self, id: str) -> None:  # noqa: A002
        """Remove a draft and what was retrieved for it beyond recovery (R-101): its payload,
        papers, messages and what the journal keeps apart about it. Raises ``ValueError`` for a
        case that was numbered or refused."""


class Visits(Protocol):
    """Tickets of the waiting list and visits."""

    def add_ticket(self, ticket: Ticket) -> None: ...  # noqa: D102
    def ticket(self, id: str) -> Ticket | None: ...  # noqa: A002, D102
    def ticket_by_number(self, number: str, day: date) -> Ticket | None:
        """The ticket of that number in the line of that day, else the one taken on it."""

    def save_ticket(self, ticket: Ticket, expected: TicketState) -> None:
        """Write a ticket whose stored state must still be ``expected``; otherwise raises
        ``Unavailable(store.ticket_taken)``."""

    def waiting(self, day: date) -> Sequence[Ticket]:
        """Waiting and parked tickets of the day's line, in its order."""

    def line_length(self, day: date) -> int:
        """How many ``waiting`` would give, without reading them."""

    def waiting_by_purpose(self, day: date) -> Mapping[Purpose, int]:
        """How many wait for each purpose, the parked left out; a purpose may be missing."""

    def unfinished(self, day: date) -> Sequence[Ticket]:
        """As ``waiting``, and those who were called and did not come."""

    def left_before(self, day: date) -> Sequence[Ticket]:
        """Tickets of former days that have no end yet."""

    def tickets_of(self, day: date) -> Sequence[Ticket]:
        """Every ticket of the day's line, whatever became of it."""

    def taken_on(self, day: date) -> Sequence[Ticket]:
        """Every ticket taken on that day, in whichever day's line it stands, as it was taken."""

    def next_waiting(self, wanted: NextTicket) -> Ticket | None:
        """The first waiting ticket that fits. In a writing unit no other unit gets the same one:
        it waits, or takes the one behind it."""

    def calls(self, day: date, limit: int) -> Sequence[Ticket]:
        """The tickets that were called last and stand at their desk or are done, newest first."""

    def get(self, id: str) -> Visit | None: ...  # noqa: A002, D102
    def open_at(self, desk: str) -> Visit | None: ...  # noqa: D102
    def all_open(self) -> Sequence[Visit]:
        """Every visit that is open at any desk, the earliest called first."""

    def called_between(self, start: datetime, end: datetime) -> Sequence[Visit]:
        """Visits called from ``start`` until before ``end``, in the order of their calls."""

    def add(self, visit: Visit) -> None: ...  # noqa: D102
    def save(self, visit: Visit) -> Visit: ...  # noqa: D102


class QueueBooks(Protocol):
    """The books of the queue: held desks, bookings, failures of the electronic queue, days."""

    def hold(self, desk: str) -> DeskHold | None: ...  # noqa: D102
    def holds(self) -> Sequence[DeskHold]: ...  # noqa: D102
    def save_hold(self, hold: DeskHold, former: DeskHold | None) -> None:
        """Write a hold over ``former``. Raises ``Unavailable(store.stale)`` when another workplace
        took the desk meanwhile."""

    def booking(self, named: str) -> Booking | None:
        """The booking of that id or code."""

    def bookings(self, day: date) -> Sequence[Booking]:
        """The bookings of a day by their times."""

    def add_booking(self, booking: Booking) -> None: ...  # noqa: D102
    def save_booking(self, booking: Booking) -> None: ...  # noqa: D102
    def add_failure(self, act: FailureAct) -> None: ...  # noqa: D102
    def save_failure(self, act: FailureAct) -> None: ...  # noqa: D102
    def failure(self, named: str) -> FailureAct | None:
        """The act of that id or number."""

    def open_failure(self) -> FailureAct | None:
        """The act by which the ordinary queue is in force now."""

    def failures_since(self, start: datetime) -> Sequence[FailureAct]: ...  # noqa: D102
    def day(self, day: date) -> QueueDay | None:
        """What was recorded for that day."""

    def save_day(self, day: QueueDay) -> None: ...  # noqa: D102


class Persons(Protocol):
    """Applicants seen before, found by folded search; never merged silently."""

    def remember(self, person: Person, at: datetime) -> None: ...  # noqa: D102
    def remember_organisation(self, organisation: Organisation, at: datetime) -> None: ...  # noqa: D102
    def find(self, text: str, limit: int = 20) -> Sequence[PersonHit]:
        """People by name parts in any order and any of the two layouts, or by the start of an IIN,
        in Kazakh order of names (by number when only a number was typed). The same IIN under
        another name is another answer."""

    def find_organisations(self, text: str, limit: int = 20) -> Sequence[OrganisationHit]:
        """Organisations by words of either name, or by the start of a BIN."""


class Papers(Protocol):
    """Papers as made; never edited, replaced only by a new version."""

    def add(self, paper: PaperRecord) -> None: ...  # noqa: D102
    def get(self, id: str) -> PaperRecord | None: ...  # noqa: A002, D102
    def of_case(self, case_id: str) -> Sequence[PaperRecord]: ...  # noqa: D102
    def mark_printed(self, id: str, copies: int) -> None: ...  # noqa: A002, D102
    def mark_delivered(self, id: str, delivery: str) -> None: ...  # noqa: A002, D102
    def mark_signed(self, id: str, signature: str) -> None:  # noqa: A002
        """Keep the signature of a paper, once. Raises ``Unavailable(store.stale)`` for a paper that
        is not there or is signed already."""


class Outbox(Protocol):
    """What must still happen outside."""

    def add(self, item: OutboxItem) -> None: ...  # noqa: D102
    def due(self, now: datetime, limit: int = 50, *, desk: str = "") -> Sequence[OutboxItem]:
        """Pending items whose time has come, the longest due first; with ``desk`` those that this
        desk may carry."""

    def pending(self) -> Sequence[OutboxItem]: ...  # noqa: D102
    def of_case(self, case_id: str) -> Sequence[OutboxItem]:
        """What is pending for that case, the longest due first."""

    def get(self, item_id: str) -> OutboxItem | None: ...  # noqa: D102
    def kept(self) -> Sequence[OutboxItem]:
        """What came from outside and fits nothing, the oldest first: it waits for a person."""

    def save(self, item: OutboxItem) -> None:
        """Write what became of an item. One that is neither ``pending`` nor ``kept`` loses its
        payload: what was sent or dropped is not kept here (R-231)."""


class Numbers(Protocol):
    """Numbers shown to people, from a range of each desk, so that desks cut off never clash."""

    def next(self, series: str, desk: str, day: date) -> int:
        """The next number of that series (``ticket``, ``case``, ``draft``, ``unit``, …).

        ``desk`` is the desk's number, ``"0"`` to ``"999"``; it is part of the answer. A daily
        series (``DAILY_SERIES``) gives desk · 1000 + 1 … 799 (desk 7: 7001), any other ten digits:
        year, three of the desk, five counted through the year (2600700001), fit for a printed
        code. The end of each range, from 800 and from 90 000 on, is kept for the desk's own store
        while the branch's cannot be reached. Raises ``Unavailable(store.numbers_used_up)`` at the
        end of a range.
        """

    def given(self, series: str, day: date) -> int:
        """How many numbers of a daily series all desks together gave on that day."""


class Records(Protocol):
    """Ratings and consultations, written once and never read with a person; and which employee has
    read which notice."""

    def add_rating(self, rating: RatingRecord) -> None: ...  # noqa: D102
    def add_consultation(self, consultation: ConsultationRecord) -> None: ...  # noqa: D102
    def ratings(self) -> Sequence[RatingRecord]: ...  # noqa: D102
    def consultations(self) -> Sequence[ConsultationRecord]: ...  # noqa: D102
    def add_acknowledgement(self, acknowledgement: Acknowledgement) -> None:
        """Write that a notice was read; never changed or taken back.

        Raises ``Unavailable(store.stale)`` when that employee had acknowledged it before."""

    def acknowledgements(self, operator_id: str) -> Sequence[Acknowledgement]:
        """What that employee has acknowledged, by the ids of the notices."""


class Journal(Protocol):
    """The append-only action log."""

    def append(self, entry: JournalEntry) -> None:
        """Chain one more line to that desk's journal."""

    def of_case(self, case_id: str) -> Sequence[JournalLine]:
        """What was done with a case, in the order in which it was written."""

    def latest(self) -> datetime | None:
        """When the last line of any desk was written; a clock that shows less was set back."""


class UnitOfWork(Protocol):
    """One transaction. Leaving the block without :meth:`commit` changes nothing."""

    @property
    def cases(self) -> Cases: ...  # noqa: D102
    @property
    def visits(self) -> Visits: ...  # noqa: D102
    @property
    def queue(self) -> QueueBooks: ...  # noqa: D102
    @property
    def units(self) -> Units: ...  # noqa: D102
    @property
    def runs(self) -> ScanRuns: ...  # noqa: D102
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
        """The stored outcome (JSON) of an idempotency key that was handled before, or ``None``.

        ``PAYLOAD_GONE`` when the case that it spoke of was erased."""

    def remember_answer(self, key: str, outcome: str) -> None:
        """Keep the outcome of a handled command under its key, in the same transaction.

        Raises ``Unavailable(store.stale)`` when the key was handled meanwhile elsewhere."""

    def forget_answers(self, before: datetime) -> None:
        """Drop kept outcomes older than that: nobody repeats a command of last week."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
    def commit(self) -> None:
        """Make everything lasting and end the unit; only then may a person be told."""


class Store(Protocol):
    """The store itself: hands out units of work."""

    def begin(self, *, writing: bool) -> UnitOfWork:
        """A new unit of work; writers take the write lock at once."""

    def close(self) -> None: ...  # noqa: D102
