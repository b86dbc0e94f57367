"""The parts of a service passport: channels, terms, fees, document rows, form fields, hours."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from app.domain.identification import RepresentationKind
from app.domain.passport_text import NO_CLAUSE, NO_TEXT, Clause, Grade, PassportText

MINUTES_OF_A_WORKING_DAY = 9 * 60
"""From 9:00 to 18:00 without a break (Rules, paragraph 3)."""


class Channel(StrEnum):
    """Through what a service is rendered: the closed list of article 18, the counter and its video
    call told apart."""

    PROVIDER = "provider"
    CORPORATION = "corporation"
    CORPORATION_VIDEO = "corporation_video"
    PORTAL = "portal"
    LANDLINE = "landline"
    MOBILE = "mobile"
    OTHER = "other"

    @property
    def of_law(self) -> "Channel":
        """The member of the Law's list: a video call is rendered through the Corporation too."""
        return Channel.CORPORATION if self is Channel.CORPORATION_VIDEO else self


class Carrier(StrEnum):
    """On what the application travels to the provider, or the result to the applicant."""

    PAPER = "paper"
    ELECTRONIC = "electronic"


class TermUnit(StrEnum):
    """The unit in which a term is counted."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    HOURS = "hours"
    MINUTES = "minutes"


class TermRole(StrEnum):
    """What a term is for: the service itself, or a step around it."""

    SERVICE = "service"
    NOTICE = "notice"
    COMPLETION = "completion"
    EXTENSION = "extension"
    FORMER = "former"


class DocumentMode(StrEnum):
    """How a document or datum takes part in the case."""

    APPLICATION = "application"
    IDENTIFICATION = "identification"
    ORIGINAL_FOR_COMPARISON = "original_for_comparison"
    ORIGINAL_RETAINED = "original_retained"
    ORIGINAL_RETAINED_OR_SHOWN = "original_retained_or_shown"
    COPY_RETAINED = "copy_retained"
    PAYMENT_PROOF = "payment_proof"
    STATE_HELD = "state_held"
    DIGITAL = "digital"


class ValidityKind(StrEnum):
    """From what the last day of a document is known; it is compared with the filing date."""

    UNKNOWN = "unknown"
    TERMLESS = "termless"
    UNTIL_DATE = "until_date"
    DAYS_FROM_ISSUE = "days_from_issue"
    MONTHS_FROM_ISSUE = "months_from_issue"


class FieldKind(StrEnum):
    """What kind of value a field of the application takes."""

    TEXT = "text"
    NAME = "name"
    IIN = "iin"
    BIN = "bin"
    PHONE = "phone"
    DATE = "date"
    ADDRESS = "address"
    ACCOUNT = "account"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term: ``value`` of ``unit``; ``None`` means the sources do not say."""

    key: str
    case: PassportText = NO_TEXT
    value: int | None = None
    unit: TermUnit | None = None
    role: TermRole = TermRole.SERVICE
    channel: Channel | None = None
    counting: PassportText = NO_TEXT
    carrier: Carrier | None = None

    @property
    def known(self) -> bool:
        """Whether the term can be counted."""
        return self.value is not None and self.unit is not None

    @property
    def within_one_working_day(self) -> bool:
        """Whether the service ends within one working day, so that no early delivery is due."""
        if self.value is None or self.unit is None:
            return False
        longest = {
            TermUnit.MINUTES: MINUTES_OF_A_WORKING_DAY,
            TermUnit.HOURS: MINUTES_OF_A_WORKING_DAY // 60,
            TermUnit.WORKING_DAYS: 1,
        }
        return self.value <= longest.get(self.unit, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeItem:
    """One price: ``mci_rate`` × the monthly index, or ``tenge`` fixed by an order.

    ``printed_tenge`` is the sum that the source itself printed: a check value, never charged.
    Dates are the first and the last day of the price; ``None``: not known.
    ``added_to_duty`` marks a surcharge paid over another item, ``separate_service`` the price of
    something beside the service (an apostille), which may be charged though the service is free.
    """

    key: str
    what: PassportText
    mci_rate: Decimal | None = None
    tenge: Decimal | None = None
    printed_tenge: Decimal | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    added_to_duty: bool = False
    separate_service: bool = False
    grade: Grade = Grade.NONE
    sources: tuple[str, ...] = ()

    def in_force(self, on: date) -> bool:
        """Whether the price may stand on that day."""
        after_start = self.valid_from is None or self.valid_from <= on
        return after_start and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """What the public service costs. ``None`` everywhere means: the sources do not say.

    ``in_package``: the act lists the payment document among the documents of the package.
    ``pay_before_issue``: the act asks for payment before the result is handed out. ``payee`` and
    ``purpose_code`` are the details a payment must bear; empty: the sources name none.
    """

    free: bool | None = None
    free_basis: Clause = NO_CLAUSE
    in_package: bool | None = None
    pay_before_issue: bool | None = None
    payee: str = ""
    purpose_code: str = ""
    methods: tuple[PassportText, ...] = ()
    items: tuple[FeeItem, ...] = ()

    def item(self, key: str, on: date) -> FeeItem | None:
        """The price of that key in force on the day, the latest one first."""
        found = [entry for entry in self.items if entry.key == key and entry.in_force(on)]
        return max(found, key=lambda entry: entry.valid_from or date.min, default=None)

    def free_for(self, key: str = "") -> bool | None:
        """Whether nothing may be charged under that key; ``None``: the sources do not say."""
        if self.free and key:
            return not any(entry.key == key and entry.separate_service for entry in self.items)
        return self.free


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """Until when a document is good; ``value`` counts the days or months from its issue."""

    kind: ValidityKind = ValidityKind.UNKNOWN
    value: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A circumstance under which a row is needed; ``key`` is how a case names it."""

    key: str
    text: PassportText = NO_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One row of the closed list of documents and data.

    Empty ``channels``, ``categories`` and ``representation`` mean: for everybody. ``fallback``
    is the mode in which the applicant may show a state-held document when its system answers that
    it holds none (an outage is not such an answer). ``shared_key`` is equal on rows of different
    services that one paper satisfies. ``without_consent`` is the confirmed clause of a law by which a
    protected source is asked without consent A; nobody at a counter can set it (R-075).
    ``certified_copy`` is the clause of the act that provides for an electronic copy certified from
    the original (R-110).
    """

    id: str
    name: PassportText
    mode: DocumentMode
    mandatory: bool = True
    condition: Condition | None = None
    clause: Clause = NO_CLAUSE
    obtainable_from: str = ""
    fallback: DocumentMode | None = None
    digital_allowed: bool = False
    protected_secret: bool = False
    without_consent: Clause = NO_CLAUSE
    notarised_required: bool = False
    certified_copy: Clause = NO_CLAUSE
    retained_by_act: bool = False
    validity: Validity = Validity()
    channels: tuple[Channel, ...] = ()
    categories: tuple[str, ...] = ()
    representation: tuple[RepresentationKind, ...] = ()
    shared_key: str = ""
    note: PassportText = NO_TEXT

    @property
    def state_held(self) -> bool:
        """Whether the state already holds it, so that it must not be demanded."""
        return self.mode is DocumentMode.STATE_HELD or bool(self.obtainable_from)

    @property
    def certified_copy_allowed(self) -> bool:
        """Whether the act provides for a certified copy; without a clause it does not (R-110)."""
        return self.certified_copy.known

    @property
    def wants_consent(self) -> bool:
        """Whether its source is asked only after consent A (R-074, R-075)."""
        by_law = self.without_consent.known and self.without_consent.confirmed
        return self.protected_secret and not by_law

    @property
    def enforceable(self) -> bool:
        """Whether its absence may count: mandatory and with a ground (R-005)."""
        return self.mandatory and self.clause.known

    @property
    def one_paper(self) -> str:
        """The key under which bundles count this row once."""
        return self.shared_key or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of the application. ``auto_source`` names where it is filled from, if anywhere.

    ``applicant_kind`` is ``natural``, ``legal`` or empty for both (R-103).
    """

    id: str
    label: PassportText
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    applicant_kind: str = ""
    auto_source: str = ""
    choices: tuple[PassportText, ...] = ()
    clause: Clause = NO_CLAUSE


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalGround:
    """A ground on which the provider may refuse; ``code`` as ``19-1.2.1``, or empty."""

    code: str = ""
    text: PassportText = NO_TEXT
    clause: Clause = NO_CLAUSE


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Opening and closing time of a day."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True, kw_only=True)
class CorporationHours:
    """The hours of the Corporation as the Rules set them."""

    weekdays: Hours
    duty_weekdays: Hours
    duty_saturday: Hours
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Work schedule of the provider, of the Corporation and of information objects."""

    provider: PassportText = NO_TEXT
    corporation: CorporationHours | None = None
    information_objects: PassportText = NO_TEXT
    note: PassportText = NO_TEXT
