"""Calling and leaving: one visitor at a time, in order, nothing of theirs left behind."""

from collections.abc import Iterator
from datetime import timedelta
from math import ceil

from app.domain.case import RowSource
from app.domain.case_states import CaseState
from app.domain.finding import Finding, Severity
from app.domain.visit import TicketState, VisitOutcome
from app.rules.checklist import original_is_here
from app.rules.facts import Facts
from app.rules.queue.facts import QueueFacts
from app.rules.registry import RULES_IN_FORCE, rule
from i18n import N_


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
    advice=N_("Call the next ticket, or name the reason why this one goes first."),
    in_force_from=RULES_IN_FORCE,
)
def in_order(facts: QueueFacts) -> Iterator[Finding]:
    """Out of order only with a recorded reason; who was parked was called before already, and who
    was sent to this very desk is its own next one."""
    ticket = facts.ticket
    if ticket is None or ticket.state is TicketState.PARKED or facts.out_of_turn is not None:
        return
    if ticket.for_desk == facts.desk:
        return
    before = [
        other
        for other in facts.line
        if other.state is TicketState.WAITING
        and other.purpose is ticket.purpose
        and not other.for_desk
    ]
    if before and before[0].id != ticket.id:
        yield in_order.finding(subject=ticket.number, next=before[0].number)


@rule(
    "call.desk_open",
    requirements=("R-043", "R-033"),
    citation="rules.6.3",
    title=N_("The desk is not open"),
    message=N_("Nobody is called to a desk before its employee can be seen by name."),
    advice=N_("Open the desk: the badge is on, or the nameplate is shown."),
    in_force_from=RULES_IN_FORCE,
)
def desk_open(facts: QueueFacts) -> Iterator[Finding]:
    """Calls come only from the workplace that holds the desk, open and with a name on it."""
    hold = facts.hold
    if hold is None or hold.session != facts.session or not hold.takes_visitors:
        yield desk_open.finding(subject=facts.desk)


@rule(
    "call.desk_serves",
    requirements=("R-033", "R-045"),
    citation="rules.6",
    title=N_("This ticket belongs to another desk"),
    message=N_("{number} was sent to another desk or is for what this one does not serve."),
    advice=N_("Call another ticket, or ask the visitor's desk to transfer them here."),
    in_force_from=RULES_IN_FORCE,
)
def desk_serves(facts: QueueFacts) -> Iterator[Finding]:
    """A desk calls those whom it can serve, and nobody who was sent to a colleague."""
    ticket = facts.ticket
    if ticket is None:
        return
    if ticket.for_desk not in ("", facts.desk) or ticket.purpose not in facts.serves:
        yield desk_serves.finding(subject=ticket.number, number=ticket.number)


@rule(
    "call.recall_limit",
    requirements=("R-033",),
    citation="rules.6",
    title=N_("The ticket was called often enough"),
    message=N_("{number} was called again {count} times; more is not foreseen."),
    advice=N_("Serve the visitor, put the ticket aside, or note that they did not come."),
    in_force_from=RULES_IN_FORCE,
)
def recall_limit(facts: QueueFacts) -> Iterator[Finding]:
    """The hall hears a number so often and no more."""
    ticket = facts.ticket
    if ticket is not None and ticket.recalls >= facts.rules.recall_limit:
        count = str(ticket.recalls)
        yield recall_limit.finding(subject=ticket.number, number=ticket.number, count=count)


@rule(
    "call.recall_pause",
    requirements=("R-033",),
    citation="rules.6",
    title=N_("The call is still being heard"),
    message=N_("{number} was called {seconds} s ago; the next call may come {left} s later."),
    advice=N_("Give the visitor time to hear it and to come."),
    in_force_from=RULES_IN_FORCE,
)
def recall_pause(facts: QueueFacts) -> Iterator[Finding]:
    """Two repetitions of a call keep their distance."""
    ticket = facts.ticket
    called = ticket.recalled_at if ticket is not None else None
    if ticket is None or called is None:
        return
    passed = facts.now - called
    left = facts.rules.recall_pause - passed
    if timedelta() <= passed and left > timedelta():
        yield recall_pause.finding(
            subject=ticket.number,
            number=ticket.number,
            seconds=str(int(passed.total_seconds())),
            left=str(ceil(left.total_seconds())),
        )


@rule(
    "call.called_enough",
    requirements=("R-033",),
    citation="rules.6",
    title=N_("The visitor was called too seldom"),
    message=N_("{number} was called {count} times; at least {least} are needed."),
    advice=N_("Call the ticket once more and give the visitor time to come."),
    in_force_from=RULES_IN_FORCE,
)
def called_enough(facts: QueueFacts) -> Iterator[Finding]:
    """Nobody is written down as absent before they were called as often as the branch sets."""
    ticket = facts.ticket
    if facts.outcome is not VisitOutcome.NO_SHOW or ticket is None:
        return
    calls, least = 1 + ticket.recalls, facts.rules.calls_before_absent
    if calls < least:
        yield called_enough.finding(
            subject=ticket.number, number=ticket.number, count=str(calls), least=str(least)
        )


@rule(
    "call.undo_in_time",
    requirements=("R-033",),
    citation="rules.6",
    title=N_("The call cannot be taken back any more"),
    message=N_("The visitor has come, or more than {seconds} s have passed since the call."),
    advice=N_("Put the ticket aside or transfer it; it keeps its place and its time."),
    in_force_from=RULES_IN_FORCE,
)
def undo_in_time(facts: QueueFacts) -> Iterator[Finding]:
    """A wrong call is undone within seconds, before anything was done for the visitor."""
    visit = facts.visit
    if visit is None:
        return
    late = facts.now - visit.called_at > facts.rules.undo_within
    begun = visit.identification is not None or bool(visit.case_ids) or visit.arrived_at is not None
    if late or begun:
        seconds = str(int(facts.rules.undo_within.total_seconds()))
        yield undo_in_time.finding(subject=visit.ticket_number, seconds=seconds)


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
    """Nobody who stood at the desk is written down as absent; a wrong call is undone, not finished."""
    visit = facts.visit
    was_here = visit is not None and (
        visit.identification is not None or visit.case_ids or visit.arrived_at is not None
    )
    by_mistake = facts.outcome is VisitOutcome.UNDONE
    if by_mistake or (facts.outcome is VisitOutcome.NO_SHOW and was_here):
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


CALL_RULES = (
    "call.former_visit_finished",
    "call.desk_open",
    "call.somebody_waits",
    "call.desk_serves",
    "call.in_order",
)
RECALL_RULES = ("call.visit_open", "call.recall_limit", "call.recall_pause")
UNDO_RULES = ("call.visit_open", "call.undo_in_time")
FINISH_RULES = ("call.visit_open", "call.outcome_fits", "call.called_enough")
CASE_AT_FINISH_RULES = ("call.originals_returned", "call.signed_is_registered")
"""What is judged when somebody is called, called again, or called by mistake; when a visit ends,
and of each of its cases then."""
