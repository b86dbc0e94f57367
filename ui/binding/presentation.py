"""What the frame of the window is fed with: plain frozen records of words that are ready to show.

Words are already in the language of the surface; when it changes, whoever feeds the window
feeds it again. Nothing here knows where the words come from.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.language import Bilingual, Lang


class Tone(StrEnum):
    """What a thing means for the work; each tone has a sign, and stands beside a word."""

    NEUTRAL = ""
    GOOD = "good"
    INFO = "info"
    WARN = "warn"
    STOP = "stop"


class Verb(StrEnum):
    """The great acts of the window; ``ui.shell.keys`` gives each its key."""

    HELP = "help"
    NEXT = "next"
    SKIP = "skip"
    AGAIN = "again"
    TAKE_BACK = "take_back"
    PARK = "park"
    TRANSFER = "transfer"
    IDENTIFY = "identify"
    CAMERA = "camera"
    FIND = "find"
    CHECK_IN = "check_in"
    PAPERS = "papers"
    TICKET = "ticket"
    REFUSE = "refuse"
    POSTPONE = "postpone"
    MENU = "menu"
    FACTS = "facts"
    QUEUE = "queue"
    LOCK = "lock"
    PAUSE = "pause"
    CONTINUE = "continue"
    BACK = "back"


class StepState(StrEnum):
    """Where the case stands with a step of the staircase."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"
    BLOCKED = "blocked"
    NOT_NEEDED = "not_needed"


class LightState(StrEnum):
    """What a device is doing; ``ABSENT`` is not chosen for this desk or not plugged in."""

    READY = "ready"
    BUSY = "busy"
    CONNECTING = "connecting"
    ATTENTION = "attention"
    FAULT = "fault"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderState:
    """The line at the top. ``practice`` is the words of the practice band, empty on a live desk;
    ``desk_note`` says that the desk takes no visitors now."""

    desk: str
    person: str
    paper_lang: Lang | None = None
    ticket: str = ""
    ticket_note: str = ""
    case_number: str = ""
    practice: str = ""
    desk_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """A ticket in the list. ``wait`` stands right, ``state`` is a chip such as «at the desk».

    ``section`` heads the card that is the first of a group; ``quiet`` is not for this desk.
    """

    id: str
    number: str
    line: str
    wait: str = ""
    state: str = ""
    tone: Tone = Tone.NEUTRAL
    current: bool = False
    section: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbItem:
    """A button of the window. A ``blocked`` reason forbids it; ``primary`` fills it."""

    verb: str
    label: str
    blocked: str = ""
    primary: bool = False
    danger: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueState:
    """The left zone. ``empty`` is said in place of an empty list, ``note`` is a band above it."""

    waiting: int
    items: tuple[QueueItem, ...] = ()
    verbs: tuple[VerbItem, ...] = ()
    empty: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class StepItem:
    """A step of the staircase."""

    id: str
    label: str
    state: StepState


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationItem:
    """A norm that can be opened: its short name here, title and text in both languages."""

    label: str
    title: Bilingual
    text: Bilingual
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingItem:
    """One thing in the way: what it is, why, and what would unblock it."""

    id: str
    title: str
    text: str
    advice: str = ""
    tone: Tone = Tone.STOP
    citation: CitationItem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactItem:
    """One fact of the case. ``source`` says where it came from and when."""

    label: str
    value: str
    source: str = ""
    strong: bool = False
    explain: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactGroup:
    """Facts under one heading; ``lead`` is a line in bold, ``note`` a line below."""

    title: str
    lead: str = ""
    facts: tuple[FactItem, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideState:
    """The right zone: what is in the way, the facts, and what the applicant's screen shows now."""

    findings: tuple[FindingItem, ...] = ()
    groups: tuple[FactGroup, ...] = ()
    applicant_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceLight:
    """A device in the bar. ``note`` is said after the name when something asks for attention."""

    slot: str
    label: str
    state: LightState
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarState:
    """The bar at the bottom. ``saved`` is the line «saved at …»."""

    lights: tuple[DeviceLight, ...] = ()
    saved: str = ""
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPaneState:
    """What stands around the page: the staircase above, the verbs below."""

    steps: tuple[StepItem, ...] = ()
    verbs: tuple[VerbItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowState:
    """Everything around the page in one piece."""

    header: HeaderState
    queue: QueueState
    step: StepPaneState = field(default_factory=StepPaneState)
    side: SideState = field(default_factory=SideState)
    bar: BarState = field(default_factory=BarState)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistRow:
    """A row of the checklist: the document, its state, and where that is known from."""

    id: str
    name: str
    hint: str = ""
    state: str = ""
    tone: Tone = Tone.NEUTRAL
    source: str = ""
    citation: CitationItem | None = None
    blocks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of a few large choices."""

    id: str
    label: str
    hint: str = ""
    blocked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A line of a search: what it is, and what tells it from its neighbours."""

    id: str
    title: str
    hint: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FieldError:
    """A field that cannot be taken: which, and why."""

    field: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureNotice:
    """Something that failed, in words: what happened, what to do, whether to try again."""

    title: str
    advice: str
    incident: str = ""
    tone: Tone = Tone.STOP
    retry: bool = False
