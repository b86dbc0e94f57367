"""The waiting list and the visit: doors open, one visitor at a time, nothing of theirs left behind."""

from collections.abc import Iterator

from app.domain.calendar import CalendarMissingError
from app.domain.case import RowSource
from app.domain.case_states import CaseState
from app.domain.finding import Finding, Severity
from app.domain.opening import Opening
from app.domain.visit import TicketState, VisitOutcome
from app.rules.checklist import original_is_here
from app.rules.facts import Facts
from app.rules.opening import department_open
from app.rules.registry import RULES_IN_FORCE, rule
from i18n import N_


@rule(
    "call.doors_open",
    requirements=("R-022", "R-024", "R-026", "R-028"),
    citation="rules.3",
    title=N_("The hours of the department are not known"),
    message=N_("Without an approved calendar nobody can say whether the department is open."),
    advice=N_("The administrator loads the approved calendar."),
    in_force_from=RULES_IN_FORCE,
)
def doors_open(facts: Facts) -> Iterator[Finding]:
    """New tickets only within the hours of this kind of department; the closing hour is closed."""
    try:
        opening = Opening(facts.calendar, facts.branch.department)
        yield from department_open.judge((opening, facts.now))
    except CalendarMissingError:
        yield doors_open.finding()


@rule(
    "call.former_visit_finished",
    requirements=("R-072",),
    citation="rules.23",
    title=N_("The former visitor is still at the desk"),
    message=N_("The visit by the ticket {ticket} is not finished."),
    advice=N_("Finish the visit: the screens are cleared, then call the next visitor."),
    in_force_from=RULES_IN_FORCE,
)
def former_visit_finished(facts: Facts) -> Iterator[Finding]:
    """The next visitor cannot inherit an open session."""
    if facts.visit is not None and facts.visit.open:
        yield former_visit_finished.finding(ticket=facts.visit.ticket_number)


@rule(
    "call.somebody_waits",
    requirements=("R-032",),
    citation="rules.6",
    title=N_("There is nobody to call"),
    message=N_("No waiting ticket fits this call."),
    advice=N_("Let the visitor take a ticket, or choose another number of the waiting list."),
    in_force_from=RULES_IN_FORCE,
)
def somebody_waits(facts: Facts) -> Iterator[Finding]:
    """A visit begins only with a ticket that is waiting or parked."""
    waiting = (TicketState.WAITING, TicketState.PARKED)
    if facts.ticket is None or facts.ticket.state not in waiting:
        yield somebody_waits.finding(subject=facts.ticket.number if facts.ticket else "")


@rule(
    "call.in_order",
    requirements=("R-033",),
    citation="rules.6",
    title=N_("This ticket is not the next one"),
    message=N_("The next one in the line is {next}; a call out of order needs a reason."),
    advice=N_("Call the next ticket, or write why this one goes first."),
    in_force_from=RULES_IN_FORCE,
)
def in_order(facts: Facts) -> Iterator[Finding]:
    """Out of order only with a recorded reason; who was parked was called before already."""
    ticket = facts.ticket
    if ticket is None or ticket.state is TicketState.PARKED or facts.reason.strip():
        return
    before = [
        other
        for other in facts.line
        if other.state is TicketState.WAITING and other.purpose is ticket.purpose
    ]
    if before and before[0].id != ticket.id:
        yield in_order.finding(subject=ticket.number, next=before[0].number)


@rule(
    "call.visit_open",
    requirements=("R-032",),
    citation="rules.6",
    title=N_("Nobody is at the desk"),
    message=N_("No visit is open at this desk."),
    advice=N_("Call a visitor by a ticket first."),
    in_force_from=RULES_IN_FORCE,
)
def visit_open(facts: Facts) -> Iterator[Finding]:
    """The step needs a visitor who was called to this desk."""
    if facts.visit is None or not facts.visit.open:
        yield visit_open.finding()


@rule(
    "call.originals_returned",
    requirements=("R-109",),
    citation="rules.22.2",
    title=N_("An original is still at the desk"),
    message=N_("«{name}» was shown for comparison and has not been given back."),
    advice=N_("Give the original back and tick it, then finish the visit."),
    in_force_from=RULES_IN_FORCE,
)
def originals_returned(facts: Facts) -> Iterator[Finding]:
    """A visit ends with every original in the visitor's hands, but those that the act retains."""
    case, passport = facts.case, facts.passport
    if case is None:
        return
    for entry in case.documents:
        row = passport.document(entry.row_id) if passport is not None else None
        if row is None and entry.source is RowSource.ORIGINAL_SHOWN and not entry.returned:
            yield originals_returned.finding(subject=entry.row_id, name=entry.row_id)
        elif row is not None and original_is_here(row, entry):
            name = row.name.shown
            yield originals_returned.finding(
                subject=row.id, name_kk=name.kk or name.ru, name_ru=name.ru or name.kk
            )


@rule(
    "call.signed_is_registered",
    requirements=("R-129", "R-132"),
    citation="rules.15.5",
    title=N_("A signed application is not registered yet"),
    message=N_("The application {draft} is signed, but the applicant has no receipt."),
    advice=N_("Register it before the applicant leaves, or tell them how the receipt will come."),
    in_force_from=RULES_IN_FORCE,
)
def signed_is_registered(facts: Facts) -> Iterator[Finding]:
    """A warning: a signed application stays with the desk until it is registered."""
    if facts.case is not None and facts.case.state is CaseState.SIGNED:
        yield signed_is_registered.finding(
            severity=Severity.WARN, subject=facts.case.id, draft=facts.case.draft_code
        )


@rule(
    "call.outcome_fits",
    requirements=("R-033",),
    citation="rules.6",
    title=N_("The visitor was here"),
    message=N_("«Did not come» cannot be written of a visitor who was identified or has a case."),
    advice=N_("Finish the visit as served or as consulted."),
    in_force_from=RULES_IN_FORCE,
)
def outcome_fits(facts: Facts) -> Iterator[Finding]:
    """Nobody who stood at the desk is written down as absent."""
    visit = facts.visit
    was_here = visit is not None and (visit.identification is not None or visit.case_ids)
    if facts.outcome is VisitOutcome.NO_SHOW and was_here:
        yield outcome_fits.finding()


@rule(
    "call.its_visit",
    requirements=("R-072", "R-091", "R-101"),
    citation="rules.23",
    title=N_("This draft's person is not at the desk"),
    message=N_("The draft was put aside or belongs to another visit."),
    advice=N_("Call its person by their ticket, identify them, and take the draft up."),
    in_force_from=RULES_IN_FORCE,
)
def its_visit(facts: Facts) -> Iterator[Finding]:
    """A draft goes on only in the open visit of the person it belongs to."""
    case, visit = facts.case, facts.visit
    here = visit is not None and visit.open and case is not None and case.visit_id == visit.id
    if not here:
        yield its_visit.finding(subject=case.id if case is not None else "")


CALL_RULES = ("call.former_visit_finished", "call.somebody_waits", "call.in_order")
FINISH_RULES = ("call.visit_open", "call.outcome_fits")
CASE_AT_FINISH_RULES = ("call.originals_returned", "call.signed_is_registered")
"""What is judged when a visit begins, when it ends, and of each of its cases then."""
