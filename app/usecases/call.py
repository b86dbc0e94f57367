"""Tickets and calling: take a ticket, call the next visitor, recall, park, finish the visit."""

from dataclasses import dataclass, replace

from app.domain.case import Case
from app.domain.case_states import TERMINAL
from app.domain.finding import Finding
from app.domain.language import Lang
from app.domain.visit import Purpose, Ticket, TicketState, Visit, VisitOutcome
from app.rules.call import CALL_RULES, CASE_AT_FINISH_RULES, FINISH_RULES
from app.rules.postpone import DRAFTS
from app.usecases.bundle import members_of
from app.usecases.outcome import Outcome
from app.usecases.postpone import closing_of
from app.usecases.situation import facts_of, note, visit_here
from app.usecases.transit import check
from app.usecases.visit_view import visit_view
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeTicket:
    """Put a visitor into the waiting list (word ``take_ticket``)."""

    purpose: Purpose = Purpose.INTAKE
    language: Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Call the next ticket, or the one of that number, and open the visit (word ``call``).

    A ticket out of its turn needs a ``reason``.
    """

    ticket: str = ""
    purpose: Purpose | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """Call the present ticket once more (word ``recall``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Park:
    """Send the present visitor back to wait, keeping the case (word ``park``)."""

    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishVisit:
    """Close the visit: every original returned, the screens cleared, the rating invited
    (word ``finish_visit``)."""

    outcome: VisitOutcome = VisitOutcome.SERVED


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseDisplayLanguage:
    """Set the language of the applicant's screen (word ``choose_display_language``)."""

    language: Lang


LETTERS = {
    Purpose.INTAKE: "A",
    Purpose.ISSUE: "B",
    Purpose.CONSULTATION: "C",
    Purpose.APPEAL: "D",
}
"""The letter of a ticket says the purpose; letters that look alike on every layout of the keys."""


def handle_take_ticket(command: TakeTicket, work: Work) -> Outcome:
    """A place in the waiting list: a number, no name (R-032, R-034)."""
    check(("call.doors_open",), facts_of(work))
    number = work.store.numbers.next("ticket", work.desk, work.now.date())
    ticket = Ticket(
        id=work.new_id(),
        number=f"{LETTERS[command.purpose]}{number}",
        purpose=command.purpose,
        language=command.language,
        taken_at=work.now,
    )
    work.store.visits.add_ticket(ticket)
    note(work, "take_ticket", facts={"ticket": ticket.number, "purpose": ticket.purpose.value})
    return Outcome(
        changes=("queue",),
        facts={"ticket": ticket.number, "waiting": str(len(_line(work)))},
    )


def handle_call(command: Call, work: Work) -> Outcome:
    """The next visitor: a new visit, with nothing of the former one in it."""
    line = _line(work)
    ticket = _chosen(command, work, line)
    facts = facts_of(work, ticket=ticket, line=line, reason=command.reason)
    check(CALL_RULES, facts)
    assert ticket is not None  # noqa: S101 - a rule has just proved it
    called = replace(ticket, state=TicketState.SERVING, desk=work.desk, called_at=work.now)
    work.store.visits.save_ticket(called, expected=ticket.state)
    visit = Visit(
        id=work.new_id(),
        ticket_id=ticket.id,
        ticket_number=ticket.number,
        purpose=ticket.purpose,
        desk=work.desk,
        operator_id=work.actor.id,
        called_at=work.now,
        display_language=ticket.language,
    )
    work.store.visits.add(visit)
    note(work, "call", facts={"ticket": ticket.number, "reason": command.reason})
    left = str(len(_line(work)))
    return Outcome(
        visit=visit_view(visit, work), changes=("queue", "visit"), facts={"waiting": left}
    )


def _line(work: Work) -> tuple[Ticket, ...]:
    return tuple(work.store.visits.waiting(work.now.date()))


def _chosen(command: Call, work: Work, line: tuple[Ticket, ...]) -> Ticket | None:
    if command.ticket:
        return work.store.visits.ticket_by_number(command.ticket, work.now.date())
    return next(
        (
            ticket
            for ticket in line
            if ticket.state is TicketState.WAITING and command.purpose in (None, ticket.purpose)
        ),
        None,
    )


def _visit_and_ticket(work: Work) -> tuple[Visit, Ticket]:
    """The open visit and its ticket. Raises ``Blocked`` when nobody is at the desk."""
    visit = visit_here(work)
    check(("call.visit_open",), facts_of(work, visit=visit))
    assert visit is not None  # noqa: S101 - a rule has just proved it
    ticket = work.store.visits.ticket(visit.ticket_id)
    if ticket is None:
        raise LookupError(f"the ticket of visit {visit.id} is gone")
    return visit, ticket


def handle_recall(_command: Recall, work: Work) -> Outcome:
    """Announce the present ticket once more."""
    visit, ticket = _visit_and_ticket(work)
    again = replace(ticket, recalls=ticket.recalls + 1)
    work.store.visits.save_ticket(again, expected=ticket.state)
    note(work, "recall", facts={"ticket": ticket.number, "recalls": str(again.recalls)})
    return Outcome(visit=visit_view(visit, work), changes=("queue", "visit"))


def handle_park(command: Park, work: Work) -> Outcome:
    """Back to the waiting list; the drafts wait with the ticket until closing (R-101)."""
    visit, ticket = _visit_and_ticket(work)
    warnings = _leave(work, visit, VisitOutcome.MOVED)
    parked = replace(ticket, state=TicketState.PARKED, desk="", called_at=None)
    work.store.visits.save_ticket(parked, expected=ticket.state)
    note(work, "park", facts={"ticket": ticket.number, "reason": command.reason})
    return Outcome(findings=warnings, changes=("queue", "visit", "drafts"))


def handle_finish_visit(command: FinishVisit, work: Work) -> Outcome:
    """Every original in the visitor's hands, the drafts kept, the screens cleared, a rating asked."""
    visit, ticket = _visit_and_ticket(work)
    check(FINISH_RULES, facts_of(work, visit=visit, outcome=command.outcome))
    warnings = _leave(work, visit, command.outcome)
    closed = replace(ticket, state=TicketState.CLOSED, closed_at=work.now)
    work.store.visits.save_ticket(closed, expected=ticket.state)
    note(work, "finish_visit", facts={"ticket": ticket.number, "outcome": command.outcome.value})
    invited = command.outcome in RATED
    return Outcome(
        findings=warnings,
        changes=("queue", "visit", "drafts"),
        facts={"visit": visit.id, "rating": "invited" if invited else ""},
    )


RATED = (VisitOutcome.SERVED, VisitOutcome.CONSULTED)
"""After these a rating is asked for; a refusal of intake is served too (R-191)."""


def _leave(work: Work, visit: Visit, outcome: VisitOutcome) -> tuple[Finding, ...]:
    """Close the visit; its unfinished drafts are kept until closing. Raises ``Blocked``."""
    cases = [case for case in _cases(work, visit) if case.state not in TERMINAL]
    warnings: list[Finding] = []
    for case in cases:
        warnings += check(CASE_AT_FINISH_RULES, facts_of(work, case, visit=visit))
    work.store.visits.save(
        replace(
            visit,
            outcome=outcome,
            closed_at=work.now,
            rating_invited_at=work.now if outcome in RATED else None,
        )
    )
    for case in cases:
        if case.state in DRAFTS:
            kept = replace(case, postponed_at=work.now, draft_until=closing_of(work, work.now))
            work.store.cases.save(kept)
    return tuple(warnings)


def _cases(work: Work, visit: Visit) -> tuple[Case, ...]:
    found = (work.store.cases.get(case_id) for case_id in visit.case_ids)
    return tuple(
        case for first in found if first is not None for case in (first, *members_of(work, first))
    )


def handle_choose_display_language(command: ChooseDisplayLanguage, work: Work) -> Outcome:
    """The applicant's screen speaks another language; papers and windows stay as they are."""
    visit, _ = _visit_and_ticket(work)
    saved = work.store.visits.save(replace(visit, display_language=command.language))
    note(work, "choose_display_language", facts={"language": command.language.value})
    return Outcome(visit=visit_view(saved, work), changes=("visit",))
