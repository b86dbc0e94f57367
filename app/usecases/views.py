"""What the surfaces read: complete frozen views of a case, a visit and the queue."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from app.domain.booking import Booking
from app.domain.case import Case, DocumentEntry
from app.domain.case_states import CaseState
from app.domain.desk_hold import DeskHold
from app.domain.finding import Finding
from app.domain.language import Bilingual
from app.domain.ordinary_queue import FailureAct
from app.domain.passport import DocumentRow, FormField
from app.domain.steps import Step
from app.domain.visit import Purpose, Ticket, Visit
from app.rules.taking_part import Part


class StepState(StrEnum):
    """How a step of the staircase stands."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"
    BLOCKED = "blocked"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One stair."""

    step: Step
    state: StepState


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """One fact with its source and time; ``name`` is a code with words in the catalogues.

    ``masked`` is what may be shown when the full value is not needed.
    """

    name: str
    value: str
    masked: str = ""
    source: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One row of the checklist: what the act wants, and what is there."""

    row: DocumentRow
    entry: DocumentEntry
    needed: bool
    may_be_demanded: bool
    actions: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """One field of the form; ``read_only`` for what a system formed."""

    field: FormField
    value: str
    read_only: bool
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsView:
    """The dates if the case were accepted now, or as promised."""

    promised: bool
    issue_date: date | None
    delivery_due: datetime | None
    trace: tuple[Bilingual, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeView:
    """What is to be paid, how it came about, when, and in which ways."""

    free: bool | None
    amount: Decimal | None
    formula: str = ""
    in_package: bool = False
    pay_before_issue: bool = False
    methods: tuple[Bilingual, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbView:
    """One thing that may be done now, or why it may not. ``word`` is the command's word."""

    word: str
    allowed: bool
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """A paper of the case."""

    id: str
    kind: str
    number: str
    language: str
    made_at: datetime
    printed_copies: int
    pending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingView:
    """Something still under way outside."""

    id: str
    kind: str
    what: str
    attempts: int
    due_at: datetime
    last_error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """Everything a page or a door shows of one case. ``stands``: where «one application» stands
    while its own state only says that it is a draft; ``members``: its services one by one;
    ``participants``: who the act says takes part beside the applicant."""

    case: Case
    service_name: Bilingual
    provider_name: Bilingual
    practice: bool
    steps: tuple[StepView, ...]
    present_step: Step
    rows: tuple[RowView, ...]
    fields: tuple[FieldView, ...]
    terms: TermsView
    fee: FeeView
    verbs: tuple[VerbView, ...]
    findings: tuple[Finding, ...]
    facts: tuple[FactView, ...]
    papers: tuple[PaperView, ...]
    pending: tuple[PendingView, ...]
    units: tuple[tuple[str, str, str], ...] = ()
    confirm_text: str = ""
    children: tuple[tuple[str, str, str], ...] = ()
    stands: CaseState | None = None
    members: tuple["CaseView", ...] = ()
    participants: tuple[Part, ...] = ()

    @property
    def state(self) -> CaseState:
        """The state of the case; of «one application» that of its member that is least far."""
        return self.stands or self.case.state

    def verb(self, word: str) -> VerbView | None:
        """The verb of that word, or ``None`` when the present state has no such way."""
        return next((verb for verb in self.verbs if verb.word == word), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitView:
    """The visit at this desk with its ticket and the numbers of its cases."""

    visit: Visit
    ticket: Ticket
    waited_minutes: int
    facts: tuple[FactView, ...] = ()
    cases: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueView:
    """The waiting list of the day as one desk sees it.

    ``waiting`` are the waiting and parked tickets in the order of the line, ``mine`` the ids of
    those among the waiting that this desk may call, ``absent`` those who were called and did not
    come, ``left_over`` the tickets of former days without an end. ``hold`` is this workplace's own
    hold of the desk (``None``: the desk is not open here), ``desk_findings`` say why it cannot be
    opened; ``desks`` are the other desks that are open or paused. ``failure`` is the act of the
    ordinary queue, in force until ``failure_until`` (``None``: it was not confirmed). The present
    call may be repeated from ``again_from`` on unless ``again_findings`` say otherwise, and taken
    back until ``undo_until``. ``may_settle``: the employee may end and carry over tickets. ``spare``:
    the branch's store cannot be reached and the line is the desk's own.
    """

    waiting: tuple[Ticket, ...]
    at_desk: Ticket | None
    counts: dict[str, int] = field(default_factory=dict)
    open: bool = True
    open_findings: tuple[Finding, ...] = ()
    mine: frozenset[str] = frozenset()
    absent: tuple[Ticket, ...] = ()
    left_over: tuple[Ticket, ...] = ()
    bookings: tuple[Booking, ...] = ()
    serves: frozenset[Purpose] = frozenset()
    hold: DeskHold | None = None
    desk_findings: tuple[Finding, ...] = ()
    desks: tuple[DeskHold, ...] = ()
    failure: FailureAct | None = None
    failure_until: datetime | None = None
    again_from: datetime | None = None
    again_findings: tuple[Finding, ...] = ()
    undo_until: datetime | None = None
    may_settle: bool = False
    spare: bool = False

    @property
    def in_turn(self) -> tuple[Ticket, ...]:
        """Those whom this desk may call, in the order in which it calls them."""
        return tuple(ticket for ticket in self.waiting if ticket.id in self.mine)
