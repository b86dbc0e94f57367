"""The rules of the waiting list and of the end of a visit."""

from datetime import datetime, timedelta

import pytest

from app.domain.branch import DepartmentKind
from app.domain.case import RowSource
from app.domain.case_states import CaseState
from app.domain.visit import CallReason, Purpose, TicketState, VisitOutcome
from app.rules.facts import Facts
from app.rules.queue import call, take_ticket
from tests.fakes.intake_desk import FILED, people
from tests.fakes.intake_facts import (
    draft,
    entry,
    facts,
    queue_facts,
    speaks,
    ticket,
    visit,
    warns,
)


def _at(moment: str, department: DepartmentKind = DepartmentKind.ORDINARY) -> Facts:
    when = datetime.fromisoformat(moment).replace(tzinfo=FILED.tzinfo)
    return facts(now=when, branch=people().branch(department))


@pytest.mark.requirement("R-022", "R-024", "R-026", "R-028")
@pytest.mark.parametrize(
    ("moment", "department", "closed"),
    [
        ("2026-03-06T09:00", DepartmentKind.ORDINARY, False),
        ("2026-03-06T17:59:59", DepartmentKind.ORDINARY, False),
        ("2026-03-06T18:00", DepartmentKind.ORDINARY, True),
        ("2026-03-06T19:59", DepartmentKind.DUTY, False),
        ("2026-06-13T12:59", DepartmentKind.DUTY, False),
        ("2026-06-13T13:00", DepartmentKind.DUTY, True),
        ("2026-06-13T10:00", DepartmentKind.ORDINARY, True),
        ("2026-05-09T10:00", DepartmentKind.DUTY, True),
    ],
)
def test_tickets_within_opening_hours_only(
    moment: str, department: DepartmentKind, closed: bool
) -> None:
    assert speaks(take_ticket.doors_open, _at(moment, department)) is closed


@pytest.mark.requirement("R-025")
def test_without_a_calendar_nothing_is_open() -> None:
    assert speaks(take_ticket.doors_open, _at("2099-03-06T10:00"))


@pytest.mark.requirement("R-072")
def test_the_former_visitor_leaves_first() -> None:
    assert speaks(call.former_visit_finished, facts())
    assert not speaks(call.former_visit_finished, facts(visit=None))
    assert not speaks(call.former_visit_finished, facts(visit=visit(closed_at=FILED)))


@pytest.mark.requirement("R-032")
@pytest.mark.parametrize(
    ("state", "blocked"),
    [
        (TicketState.WAITING, False),
        (TicketState.PARKED, False),
        (TicketState.SERVING, True),
        (TicketState.CLOSED, True),
    ],
)
def test_only_a_waiting_ticket_is_called(state: TicketState, blocked: bool) -> None:
    assert speaks(call.somebody_waits, facts(ticket=ticket(state=state))) is blocked


@pytest.mark.requirement("R-032")
def test_nobody_is_called_without_a_ticket() -> None:
    assert speaks(call.somebody_waits, facts(ticket=None))
    assert speaks(call.visit_open, facts(visit=None))
    assert not speaks(call.visit_open, facts())


@pytest.mark.requirement("R-033")
def test_out_of_order_needs_a_reason() -> None:
    first, second = ticket("A3001"), ticket("A3002")
    line = (first, second)
    assert not speaks(call.in_order, queue_facts(ticket=first, line=line))
    assert speaks(call.in_order, queue_facts(ticket=second, line=line))
    assert not speaks(
        call.in_order, queue_facts(ticket=second, line=line, out_of_turn=CallReason.LET_AHEAD)
    )


@pytest.mark.requirement("R-033")
def test_another_purpose_and_a_parked_one_have_their_own_turn() -> None:
    first = ticket("A3001")
    other = ticket("B3002", purpose=Purpose.ISSUE)
    parked = ticket("A3003", state=TicketState.PARKED)
    line = (first, other, parked)
    assert not speaks(call.in_order, queue_facts(ticket=other, line=line))
    assert not speaks(call.in_order, queue_facts(ticket=parked, line=line))


@pytest.mark.requirement("R-109")
def test_a_visit_ends_with_every_original_returned() -> None:
    here = draft("shown", documents=(entry("certificate", returned=False),))
    assert speaks(call.originals_returned, facts(here))
    back = draft("shown", documents=(entry("certificate"),))
    assert not speaks(call.originals_returned, facts(back))


@pytest.mark.requirement("R-109")
def test_what_the_act_retains_may_stay() -> None:
    kept = entry("kept", source=RowSource.PAPER_RETAINED, returned=False)
    assert not speaks(call.originals_returned, facts(draft("kept", documents=(kept,))))


@pytest.mark.requirement("R-109")
def test_an_original_of_an_unknown_row_is_no_less_an_original() -> None:
    lost = draft("plain", documents=(entry("gone", returned=False),))
    assert speaks(call.originals_returned, facts(lost))


@pytest.mark.requirement("R-129")
def test_a_signed_case_is_reminded_of() -> None:
    assert warns(call.signed_is_registered, facts(draft(state=CaseState.SIGNED)))
    assert not warns(call.signed_is_registered, facts(draft(state=CaseState.REGISTERED)))


@pytest.mark.requirement("R-033")
def test_who_was_here_did_come() -> None:
    absent = {"outcome": VisitOutcome.NO_SHOW}
    assert speaks(call.outcome_fits, facts(**absent))
    assert speaks(
        call.outcome_fits, facts(visit=visit(identification=None, case_ids=("c",)), **absent)
    )
    assert not speaks(call.outcome_fits, facts(visit=visit(identification=None), **absent))
    assert not speaks(call.outcome_fits, facts(outcome=VisitOutcome.SERVED))


def test_the_clock_of_the_samples_is_in_opening_hours() -> None:
    assert not speaks(take_ticket.doors_open, facts(now=FILED + timedelta(minutes=1)))
