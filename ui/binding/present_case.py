"""A case and a visit as the zones around the page: staircase, findings, facts with source and time."""

from datetime import datetime

from app.usecases.views import CaseView, FactView, PendingView, StepState, VisitView
from ui.binding.present_findings import both_lines, finding_items
from ui.binding.presentation import FactGroup, FactItem, SideState, StepItem
from ui.binding.presentation import StepState as Stair
from ui.binding.texts import show_date, show_moment, show_money, show_time, tr_, ui_language
from ui.binding.words import FACT_VALUES, FACTS, PAYMENT_STATES, PENDING, SOURCES, STATES, STEPS

_STAIRS = {
    StepState.DONE: Stair.DONE,
    StepState.CURRENT: Stair.CURRENT,
    StepState.AHEAD: Stair.AHEAD,
    StepState.BLOCKED: Stair.BLOCKED,
    StepState.NOT_NEEDED: Stair.NOT_NEEDED,
}


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
    return FactItem(
        label=tr_(FACTS.get(fact.name, fact.name)),
        value=value,
        source=source_line(fact.source, fact.at) if fact.source else "",
    )


def people_of(facts: tuple[FactView, ...]) -> FactGroup:
    """Who applies and who stands at the desk, each fact with its source."""
    lead = next((fact.value for fact in facts if fact.name in ("person", "organisation")), "")
    rest = tuple(fact_item(fact) for fact in facts if fact.value != lead)
    return FactGroup(title=tr_("Applicant"), lead=lead, facts=rest)


def _dates(view: CaseView) -> FactGroup | None:
    terms = view.terms
    if terms.issue_date is None:
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
    facts = [FactItem(label=tr_("To be paid"), value=show_money(fee.amount), source=fee.formula)]
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
    return FactGroup(
        title=tr_("Case"),
        lead=tr_(STATES[case.state]),
        facts=(
            FactItem(label=tr_("Number"), value=code),
            FactItem(label=tr_("Service"), value=ui_language().of(view.service_name)),
        ),
    )


def side_of_case(view: CaseView, applicant_note: str = "") -> SideState:
    """The right zone of a case."""
    groups = (people_of(view.facts), _dates(view), _money(view), _pending(view), _state(view))
    return SideState(
        findings=finding_items(view.findings),
        groups=tuple(group for group in groups if group is not None),
        applicant_note=applicant_note,
    )


def side_of_visit(view: VisitView, applicant_note: str = "") -> SideState:
    """The right zone while no case is open."""
    groups = (people_of(view.facts),) if view.facts else ()
    return SideState(groups=groups, applicant_note=applicant_note)
