"""A case and a visit as the zones around the page: staircase, findings, facts with source and time."""

from dataclasses import replace
from datetime import datetime

from app.domain.case_states import TERMINAL
from app.domain.chip import Authenticity
from app.domain.steps import INTAKE_STAIRCASE, Step
from app.usecases.views import CaseView, FactView, PendingView, StepState, VisitView
from ui.binding.present_devices import trouble
from ui.binding.present_findings import both_lines, finding_items
from ui.binding.presentation import FactGroup, FactItem, SideState, StepItem
from ui.binding.presentation import StepState as Stair
from ui.binding.texts import (
    show_date,
    show_formula,
    show_moment,
    show_money,
    show_time,
    tr_,
    ui_language,
)
from ui.binding.words import (
    CONSENT_VALUES,
    FACT_VALUES,
    FACTS,
    PAYMENT_STATES,
    PENDING,
    SOURCES,
    STATES,
    STEPS,
)

_STAIRS = {
    StepState.DONE: Stair.DONE,
    StepState.CURRENT: Stair.CURRENT,
    StepState.AHEAD: Stair.AHEAD,
    StepState.BLOCKED: Stair.BLOCKED,
    StepState.NOT_NEEDED: Stair.NOT_NEEDED,
}


_OF_PEOPLE = frozenset(
    {"person", "organisation", "iin", "bin", "birth_date", "document", "document_until",
     "representative", "authority", "authority_before", "revocation", "chip", "authenticity",
     "authenticity_cause", "zone", "participant", "participant_iin"}
)  # fmt: skip
_CAUSES = frozenset({"chip", "authenticity_cause"})
"""Facts that may be a code with words of its own."""
_OF_CUSTODY = frozenset({"sending", "provider_number", "cell", "kept_until"})


def intake_done(view: CaseView) -> tuple[StepItem, ...]:
    """The staircase of an intake that has just ended with the receipt."""
    free = view.case.payment is None
    return tuple(
        StepItem(
            step.value,
            tr_(STEPS[step]),
            Stair.NOT_NEEDED if step is Step.PAY and free else Stair.DONE,
        )
        for step in INTAKE_STAIRCASE
    )


def stairs(view: CaseView) -> tuple[StepItem, ...]:
    """The staircase above the page."""
    return tuple(
        StepItem(step.step.value, tr_(STEPS[step.step]), _STAIRS[step.state]) for step in view.steps
    )


def source_line(source: str, at: datetime | None) -> str:
    """Where a fact came from, and when."""
    words = tr_(SOURCES[source]) if source in SOURCES else source
    return f"{words}, {show_time(at)}" if at is not None else words


def fact_item(fact: FactView) -> FactItem:
    """One fact; a number of a person is masked."""
    value = fact.masked or fact.value
    if fact.value in FACT_VALUES:
        value = tr_(FACT_VALUES[fact.value])
    elif fact.name in _CAUSES:
        value = trouble(fact.value)
    return FactItem(
        label=tr_(FACTS.get(fact.name, fact.name)),
        value=value,
        source=source_line(fact.source, fact.at) if fact.source else "",
        strong=fact.value == Authenticity.ALTERED,
    )


def people_of(facts: tuple[FactView, ...]) -> FactGroup:
    """Who applies and who stands at the desk; a source that all share is told once."""
    mine = [fact for fact in facts if fact.name in _OF_PEOPLE]
    lead = next((fact.value for fact in mine if fact.name in ("person", "organisation")), "")
    items = [fact_item(fact) for fact in mine if fact.value != lead]
    sources = dict.fromkeys(source_line(fact.source, fact.at) for fact in mine if fact.source)
    if len(sources) == 1:
        items = [replace(item, source="") for item in items]
    note = next(iter(sources), "") if len(sources) == 1 else ""
    return FactGroup(title=tr_("Applicant"), lead=lead, facts=tuple(items), note=note)


def _consents(view: CaseView) -> FactGroup | None:
    found = [fact for fact in view.facts if fact.name.startswith("consent_")]
    items = tuple(
        FactItem(
            label=tr_("Consent {kind}", kind=fact.name.removeprefix("consent_").upper()),
            value=tr_(CONSENT_VALUES.get(fact.value, fact.value)),
            source=source_line(fact.source, fact.at) if fact.at is not None else "",
        )
        for fact in found
    )
    return FactGroup(title=tr_("Consents"), facts=items) if items else None


def _obtained(view: CaseView) -> FactGroup | None:
    found = [fact for fact in view.facts if fact.name == "obtained"]
    items = tuple(
        FactItem(label=fact.value, value="", source=source_line(fact.source, fact.at))
        for fact in found
    )
    title = tr_("Received for this case alone")
    return FactGroup(title=title, facts=items) if items else None


def _dates(view: CaseView) -> FactGroup | None:
    terms = view.terms
    over = view.state in TERMINAL and not terms.promised
    if terms.issue_date is None or over:
        return None
    explain = both_lines(terms.trace)
    facts = [
        FactItem(
            label=tr_("Date of issue"),
            value=show_date(terms.issue_date),
            strong=True,
            explain=explain,
        )
    ]
    if terms.delivery_due is not None:
        due = show_moment(terms.delivery_due)
        facts.append(FactItem(label=tr_("From the provider to us by"), value=due))
    title = tr_("Promised dates") if terms.promised else tr_("Dates if accepted now")
    return FactGroup(title=title, facts=tuple(facts))


def _money(view: CaseView) -> FactGroup | None:
    fee, payment = view.fee, view.case.payment
    if fee.free:
        return FactGroup(title=tr_("Payment"), lead=tr_("Free of charge"))
    if fee.amount is None:
        return None
    facts = [
        FactItem(
            label=tr_("To be paid"), value=show_money(fee.amount), source=show_formula(fee.formula)
        )
    ]
    if payment is not None:
        facts.append(
            FactItem(label=tr_("Check"), value=tr_(PAYMENT_STATES[payment.state]), strong=True)
        )
    return FactGroup(title=tr_("Payment"), facts=tuple(facts))


def _pending(view: CaseView) -> FactGroup | None:
    shown = tuple(_under_way(item) for item in view.pending if item.kind != "monitoring")
    return FactGroup(title=tr_("Under way"), facts=shown) if shown else None


def _under_way(item: PendingView) -> FactItem:
    tries = tr_("attempt {count}", count=item.attempts + 1)
    words = tr_(PENDING.get(item.kind, item.kind))
    return FactItem(label=words, value=tries, source=item.last_error and tr_("will be repeated"))


def _state(view: CaseView) -> FactGroup:
    case = view.case
    code = case.number or case.draft_code
    further = tuple(fact_item(fact) for fact in view.facts if fact.name in _OF_CUSTODY)
    return FactGroup(
        title=tr_("Case"),
        lead=tr_(STATES[view.state]),
        facts=(FactItem(label=tr_("Number"), value=code), *further),
    )


def services_group(view: CaseView) -> FactGroup | None:
    """The services of «one application», each with its own number and date; ``None`` for one case."""
    facts = tuple(
        FactItem(
            label=ui_language().of(member.service_name),
            value=_dated(member) or tr_(STATES[member.state]),
            source=tr_("Number {number}", number=member.case.number) if member.case.number else "",
        )
        for member in view.members
    )
    return FactGroup(title=tr_("Services of the application"), facts=facts) if facts else None


def _dated(view: CaseView) -> str:
    day = view.terms.issue_date
    return tr_("issue {date}", date=show_date(day)) if day is not None else ""


def side_of_case(view: CaseView, applicant_note: str = "") -> SideState:
    """The right zone of a case."""
    groups = (
        people_of(view.facts),
        _dates(view),
        _money(view),
        _consents(view),
        _obtained(view),
        _pending(view),
        _state(view),
    )
    return SideState(
        findings=finding_items(view.findings),
        groups=tuple(group for group in groups if group is not None),
        applicant_note=applicant_note,
    )


def side_of_visit(view: VisitView, applicant_note: str = "") -> SideState:
    """The right zone while no case is open."""
    groups = (people_of(view.facts),) if view.facts else ()
    return SideState(groups=groups, applicant_note=applicant_note)
