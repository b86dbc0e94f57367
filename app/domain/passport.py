"""The passport of a service: all that the counter knows about it, dated, with source and grade.

Unknown stays empty: ``None`` or an empty text means that no source says it, ``()`` that a source
says «none». Parts stand in :mod:`app.domain.passport_items` and may be imported from here.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from app.domain.identification import RepresentationKind
from app.domain.passport_applicants import Applicants, Participant, Restriction, TreatyOverride
from app.domain.passport_items import (
    MINUTES_OF_A_WORKING_DAY,
    Carrier,
    Channel,
    Condition,
    CorporationHours,
    DocumentMode,
    DocumentRow,
    Fee,
    FeeItem,
    FieldKind,
    FormField,
    Hours,
    RefusalGround,
    Schedule,
    Term,
    TermRole,
    TermUnit,
    Validity,
    ValidityKind,
)
from app.domain.passport_text import (
    NO_TEXT,
    Clause,
    GoverningAct,
    Grade,
    PassportText,
    Provenance,
    Source,
)

__all__ = [
    "MINUTES_OF_A_WORKING_DAY",
    "Applicants",
    "Carrier",
    "Channel",
    "Clause",
    "Condition",
    "CorporationHours",
    "DocumentMode",
    "DocumentRow",
    "Fee",
    "FeeItem",
    "FieldKind",
    "FormField",
    "GoverningAct",
    "Grade",
    "Hours",
    "Legacy",
    "Participant",
    "Passport",
    "PassportStatus",
    "PassportText",
    "PracticeValues",
    "Procedure",
    "Provenance",
    "RefusalGround",
    "RepresentationKind",
    "Restriction",
    "ResultKind",
    "Retention",
    "Schedule",
    "ServiceForm",
    "ServiceKind",
    "ServiceResult",
    "Source",
    "Term",
    "TermRole",
    "TermUnit",
    "TreatyOverride",
    "Validity",
    "ValidityKind",
]


class PassportStatus(StrEnum):
    """What a passport may be used for: nothing yet, a practice branch, live cases."""

    DRAFT = "draft"
    PRACTICE = "practice"
    PUBLISHED = "published"


class ServiceKind(StrEnum):
    """The three kinds of work of article 1, item 1."""

    PUBLIC_SERVICE = "public_service"
    TECHNICAL_CONDITIONS = "technical_conditions"
    QUASI_PUBLIC = "quasi_public"


class ServiceForm(StrEnum):
    """The form of rendering. ``electronic``: automation known, its degree not."""

    FULLY_AUTOMATED = "fully_automated"
    PARTLY_AUTOMATED = "partly_automated"
    ELECTRONIC = "electronic"
    PAPER = "paper"
    ONE_APPLICATION = "one_application"
    PROACTIVE = "proactive"


class Retention(StrEnum):
    """What happens to a result nobody comes for (Rules, paragraph 20)."""

    MONTH = "month"
    YEAR_ID = "year_id"
    SOCIAL = "social"


class ResultKind(StrEnum):
    """What comes back from the provider."""

    DOCUMENT = "document"
    ELECTRONIC_DOCUMENT = "electronic_document"
    INFORMATION = "information"
    REASONED_REFUSAL = "reasoned_refusal"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceResult:
    """A result that the service ends with."""

    key: str
    what: PassportText
    kind: ResultKind | None = None
    carriers: tuple[Carrier, ...] = ()
    by_message: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One procedure of the business process; ``after`` holds the ids it waits for."""

    id: str
    name: PassportText
    unit_name: PassportText = NO_TEXT
    duration: int | None = None
    unit: TermUnit | None = None
    after: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Legacy:
    """Minutes of the old standards: an internal norm, never a legal guarantee (R-010)."""

    max_wait_min: int | None = None
    max_service_min: int | None = None
    provider_max_wait_min: int | None = None
    provider_max_service_min: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeValues:
    """Values invented for training where no source speaks; live passports must have none."""

    intake_day_counted: bool | None = None
    carriers: tuple[Carrier, ...] = ()
    terms: tuple[Term, ...] = ()
    note: PassportText = NO_TEXT

    @property
    def empty(self) -> bool:
        """Whether nothing is invented."""
        return self.intake_day_counted is None and not self.carriers and not self.terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Passport:
    """One edition of one service.

    ``valid_from`` of ``None``: the sources do not say since when. ``intake_day_counted`` speaks of
    electronic sending only; on paper the day of intake is never in the term. ``one_working_day``
    frees from the early delivery by the provider. ``documents_known`` is false while the list of
    the service itself was not read: then only the rows of the Rules stand here. ``provenance`` maps
    field names to their grade.
    """

    id: str
    edition: str = "1"
    valid_from: date | None = None
    valid_to: date | None = None
    as_of: date | None = None
    status: PassportStatus = PassportStatus.DRAFT
    kind: ServiceKind = ServiceKind.PUBLIC_SERVICE
    register_code: str | None = None
    in_register: bool | None = None
    via_corporation: bool = False
    licence: bool = False
    social_protection: bool = False
    name: PassportText
    name_en: str = ""
    provider: PassportText = NO_TEXT
    channels: tuple[Channel, ...] = ()
    channels_note: PassportText = NO_TEXT
    term_text: PassportText = NO_TEXT
    terms: tuple[Term, ...] = ()
    intake_day_counted: bool | None = None
    one_working_day: bool | None = None
    early_delivery: PassportText = NO_TEXT
    carriers: tuple[Carrier, ...] = ()
    forms: tuple[ServiceForm, ...] = ()
    auto_formed: bool | None = None
    results: tuple[ServiceResult, ...] | None = None
    retention: Retention | None = None
    fee: Fee | None = None
    schedule: Schedule | None = None
    applicants: Applicants | None = None
    documents: tuple[DocumentRow, ...] = ()
    documents_known: bool = False
    fields: tuple[FormField, ...] = ()
    must_not_demand: tuple[PassportText, ...] = ()
    refusal_grounds: tuple[RefusalGround, ...] | None = None
    legacy: Legacy = Legacy()
    act: GoverningAct | None = None
    treaty_overrides: tuple[TreatyOverride, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    members: tuple[str, ...] = ()
    replaces_identity_document: bool = False
    practice: PracticeValues = PracticeValues()
    notes: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    confidence: str = ""
    sources: tuple[Source, ...] = ()
    provenance: Mapping[str, Provenance] = field(default_factory=dict)

    @property
    def participants(self) -> tuple[Participant, ...]:
        """Who takes part beside the applicant, in the order of the act."""
        return self.applicants.participants if self.applicants is not None else ()

    @property
    def one_application(self) -> bool:
        """Whether this is a bundle of several services."""
        return bool(self.members)

    def in_force(self, on: date) -> bool:
        """Whether this edition is in force on that day."""
        started = self.valid_from is None or self.valid_from <= on
        return started and (self.valid_to is None or on <= self.valid_to)

    def counter_terms(self) -> tuple[Term, ...]:
        """The terms of the service itself when it is rendered through the Corporation."""
        here = (None, Channel.CORPORATION)
        return tuple(t for t in self.terms if t.role is TermRole.SERVICE and t.channel in here)

    def term(self, key: str = "") -> Term | None:
        """The term of that key, or the first one at the counter; ``None`` when there is none."""
        if not key:
            return next(iter(self.counter_terms()), None)
        return next((entry for entry in self.terms if entry.key == key), None)

    def ends_within_one_working_day(self, key: str = "") -> bool:
        """Whether the service under that term is rendered within one working day."""
        if self.one_working_day is not None:
            return self.one_working_day
        entry = self.term(key)
        return entry is not None and entry.within_one_working_day

    def document(self, row_id: str) -> DocumentRow | None:
        """The row of that id."""
        return next((row for row in self.documents if row.id == row_id), None)

    def rows_for(
        self,
        *,
        channel: Channel = Channel.CORPORATION,
        representation: RepresentationKind | None = None,
        category: str = "",
        conditions: Collection[str] = (),
        citizenship: str = "",
    ) -> tuple[DocumentRow, ...]:
        """The rows that apply to this applicant on this channel; no other row may be asked for."""
        waived = {t.waives for t in self.treaty_overrides if citizenship in t.citizenships}
        return tuple(
            row
            for row in self.documents
            if row.id not in waived
            and (not row.channels or channel.of_law in row.channels)
            and (not row.categories or category in row.categories)
            and (not row.representation or representation in row.representation)
            and (row.condition is None or row.condition.key in conditions)
        )

    def retention_of(self, kind: ResultKind) -> Retention | None:
        """The retention class of one result: a refusal is no identity card."""
        if self.retention is Retention.YEAR_ID and kind is ResultKind.REASONED_REFUSAL:
            return Retention.MONTH
        return self.retention

    def for_practice(self) -> "Passport":
        """The same passport with its practice values put where no source speaks, marked so."""
        mark = Provenance(grade=Grade.PRACTICE, note=self.practice.note.ru)
        marks = dict(self.provenance)
        counted, carriers = self.intake_day_counted, self.carriers
        if counted is None and self.practice.intake_day_counted is not None:
            counted = self.practice.intake_day_counted
            marks["intake_day_counted"] = mark
        if not carriers and self.practice.carriers:
            carriers = self.practice.carriers
            marks["carriers"] = mark
        terms = self.terms
        if not any(entry.known for entry in terms) and self.practice.terms:
            terms = self.practice.terms
            marks["terms"] = mark
        return replace(
            self,
            intake_day_counted=counted,
            carriers=carriers,
            terms=terms,
            provenance=marks,
        )
