"""The plain records that go into the store beside the aggregates, and the keys of applicants."""

from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from app.domain.case import Applicant, Case
from app.domain.case_states import CaseState
from app.domain.language import Lang
from app.domain.person import Organisation, Person
from app.domain.visit import Need, Purpose

PAYLOAD_GONE = "{}"
"""What stands in place of a kept answer or a message after its personal content was erased."""

UNFINISHED_STATES = (
    CaseState.DRAFT,
    CaseState.CHECKING,
    CaseState.DRAFT_PENDING_DATA,
    CaseState.AWAITING_CONSENT,
    CaseState.READY_TO_SIGN,
    CaseState.SIGNED,
)
"""Neither registered nor ended: offered again at start, and cleared when their day is over."""

NEED_SERIES = {need: f"need_{need.value}" for need in Need}
"""How often a need was told on a day is counted as a series of its own: a bare number, beside no
ticket, so that it outlives the visit without leading back to it (R-042)."""
DAILY_SERIES = frozenset({"ticket", "draft", "line", *NEED_SERIES.values()})
"""Series that begin anew each day and are short enough to be called out."""


def person_key(person: Person) -> str:
    """By what a person's cases are found again: the IIN, else name, birth date and citizenship
    (as one hash, since a name knows no length)."""
    if person.iin:
        return f"iin:{person.iin}"
    said = f"{person.name.full.casefold()}|{person.birth_date}|{person.citizenship}"
    return f"name:{sha256(said.encode()).hexdigest()}"


def due_day(case: Case) -> date | None:
    """The day on which time moves the case by itself: the promised one, then the last of keeping."""
    if case.state is CaseState.READY_FOR_ISSUE and case.registration is not None:
        return case.registration.issue_date
    if case.state is CaseState.STORED and case.storage is not None:
        return case.storage.until
    return None


def applicant_key(applicant: Applicant) -> str:
    """The key of a case's applicant; ``bin:…`` for an organisation, empty for nobody."""
    if applicant.organisation is not None:
        return f"bin:{applicant.organisation.bin}"
    return person_key(applicant.person) if applicant.person is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextTicket:
    """Which waiting ticket a desk may call: what it serves, in which languages, on which day."""

    day: date
    desk: str
    purposes: tuple[Purpose, ...]
    languages: tuple[Lang, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRecord:
    """A paper as it was made: its data, not its pixels; ``data`` is the JSON of its dataclass."""

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
    command; until then the item stays visible. ``due_at`` is the earliest next attempt. ``desk`` is
    the one whose hands or screen wait for it, so that no other desk carries it; empty: any may.
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
    desk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One line of the action log before it is chained. ``personal`` is kept apart and erasable:
    the chain holds only its hash. ``at`` is when it truly happened; ``time_source`` tells by whose
    clock (see ``TimeSource``), empty for the store's own: the store adds when it was written."""

    at: datetime
    actor: str
    role: str
    desk: str
    verb: str
    case_id: str = ""
    visit_id: str = ""
    key: str = ""
    time_source: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    personal: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """One line of the action log as it was chained, without what is personal.

    ``sequence`` counts from 1 within ``chain`` (the desk); ``recorded_at`` is the store's own time.
    """

    chain: str
    sequence: int
    recorded_at: datetime
    entry: JournalEntry


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


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationHit:
    """One organisation seen before."""

    id: str
    organisation: Organisation
    last_seen: datetime
