"""The waiting list and the visit: who comes next, who leaves, and what stays behind."""

from datetime import timedelta

import pytest

from app.domain.branch import DepartmentKind
from app.domain.case_states import CaseState
from app.domain.language import Lang
from app.domain.visit import Purpose, TicketState, VisitOutcome
from app.errors import Unavailable
from app.usecases.choose_display_language import ChooseDisplayLanguage
from app.usecases.choose_service import ChooseService
from app.usecases.complete import Present, ReturnOriginal
from app.usecases.identify import Identify
from app.usecases.postpone import Resume
from app.usecases.queries import queue_view, unfinished, visit_at_desk
from app.usecases.queue.call import Call, Recall
from app.usecases.queue.finish_visit import FinishVisit, Park
from app.usecases.queue.take_ticket import TakeTicket
from tests.fakes.intake_desk import IntakeDesk, identify_of, people, rules_of


def _tickets(desk: IntakeDesk) -> dict[str, TicketState]:
    return {t.number: t.state for t in desk.store.tables.tickets.values()}


@pytest.mark.requirement("R-032", "R-034")
def test_a_ticket_has_a_number_and_no_name() -> None:
    desk = IntakeDesk()
    outcome = desk.must(TakeTicket(purpose=Purpose.ISSUE, language=Lang.RU))
    assert (outcome.facts["ticket"], outcome.facts["waiting"]) == ("B3001", "1")
    assert outcome.changes == ("queue",)


@pytest.mark.requirement("R-022", "R-024")
def test_after_closing_no_ticket_is_given() -> None:
    desk = IntakeDesk()
    desk.clock.at = desk.clock.at.replace(hour=18, minute=0)
    assert rules_of(desk.do(TakeTicket(language=Lang.KK))) == {"opening.open"}
    assert not desk.store.tables.tickets
    duty = IntakeDesk(department=DepartmentKind.DUTY)
    duty.clock.at = desk.clock.at
    duty.must(TakeTicket(language=Lang.KK))


@pytest.mark.requirement("R-029")
def test_who_came_before_closing_is_called_after_it() -> None:
    desk = IntakeDesk()
    desk.must(TakeTicket(language=Lang.KK))
    desk.clock.at = desk.clock.at.replace(hour=18, minute=5)
    desk.must(Call())


@pytest.mark.requirement("R-033")
def test_tickets_are_called_in_their_order() -> None:
    desk = IntakeDesk()
    for purpose in (Purpose.INTAKE, Purpose.ISSUE, Purpose.INTAKE):
        desk.must(TakeTicket(purpose=purpose, language=Lang.KK))
    assert rules_of(desk.do(Call(ticket="A3003"))) == {"call.in_order"}
    outcome = desk.must(Call(ticket="A3003", reason="адам мүгедектігі бар"))
    assert outcome.facts["waiting"] == "2"
    assert outcome.visit is not None
    assert outcome.visit.visit.display_language is Lang.KK
    desk.must(FinishVisit(outcome=VisitOutcome.NO_SHOW))
    assert desk.must(Call(purpose=Purpose.ISSUE)).visit.ticket.number == "B3002"


@pytest.mark.requirement("R-032")
def test_with_nobody_waiting_nobody_is_called() -> None:
    desk = IntakeDesk()
    for command in (Call(), Call(ticket="A3001"), Recall(), FinishVisit(), Park()):
        assert not desk.do(command).ok
    assert not desk.store.tables.visits


def test_one_ticket_is_called_once() -> None:
    desk = IntakeDesk().called()
    assert rules_of(desk.do(Call(ticket="A3001"))) >= {"call.somebody_waits"}
    with desk.store.begin(writing=True) as unit, pytest.raises(Unavailable):
        ticket = next(iter(desk.store.tables.tickets.values()))
        unit.visits.save_ticket(ticket, expected=TicketState.WAITING)


@pytest.mark.requirement("R-072")
def test_the_next_visitor_waits_until_the_former_is_done() -> None:
    desk = IntakeDesk().identified()
    desk.must(TakeTicket(language=Lang.RU))
    assert rules_of(desk.do(Call())) == {"call.former_visit_finished"}
    desk.must(FinishVisit())
    visit = desk.must(Call()).visit
    assert visit is not None
    assert visit.visit.identification is None
    assert visit.visit.case_ids == ()
    assert visit.facts == ()


@pytest.mark.requirement("R-109")
def test_nobody_leaves_without_their_original() -> None:
    desk = IntakeDesk().checking("shown")
    desk.must(Present(row="certificate", returned=False))
    for command in (FinishVisit(), Park()):
        assert rules_of(desk.do(command)) == {"call.originals_returned"}
    desk.must(ReturnOriginal(row="certificate"))
    desk.must(FinishVisit())


@pytest.mark.requirement("R-101")
def test_a_draft_is_kept_until_closing_and_taken_up_again() -> None:
    desk = IntakeDesk().checking("shown")
    draft = desk.case()
    desk.must(Park(reason="принесет копию"))
    assert _tickets(desk) == {"A3001": TicketState.PARKED}
    kept = desk.case(draft.id)
    assert kept.draft_until is not None
    assert kept.draft_until.hour == 18
    assert [case.id for case in desk.ask(unfinished)] == [draft.id]
    desk.must(Call(ticket="A3001"))
    assert not desk.do(Resume(case="A3001")).ok
    desk.must(identify_of(people().people["citizen"]))
    resumed = desk.must(Resume(case="A3001")).case
    assert resumed is not None
    assert (resumed.case.id, resumed.case.state) == (draft.id, CaseState.CHECKING)


@pytest.mark.requirement("R-029", "R-101")
def test_a_draft_of_a_late_visitor_lives_to_the_end_of_the_day() -> None:
    desk = IntakeDesk().opened()
    desk.clock.at = desk.clock.at.replace(hour=18, minute=20)
    draft = desk.case()
    desk.must(FinishVisit())
    kept = desk.case(draft.id)
    assert kept.draft_until is not None
    assert kept.draft_until > desk.clock.at


@pytest.mark.requirement("R-033")
def test_who_was_identified_did_come() -> None:
    desk = IntakeDesk().identified()
    assert rules_of(desk.do(FinishVisit(outcome=VisitOutcome.NO_SHOW))) == {"call.outcome_fits"}
    desk.must(FinishVisit(outcome=VisitOutcome.CONSULTED))


@pytest.mark.requirement("R-191")
@pytest.mark.parametrize(
    ("outcome", "invited"),
    [
        (VisitOutcome.SERVED, True),
        (VisitOutcome.CONSULTED, True),
        (VisitOutcome.NO_SHOW, False),
        (VisitOutcome.MOVED, False),
    ],
)
def test_a_rating_is_asked_of_who_was_served(outcome: VisitOutcome, invited: bool) -> None:
    desk = IntakeDesk().called()
    desk.must(FinishVisit(outcome=outcome))
    visit = next(iter(desk.store.tables.visits.values()))
    assert (visit.rating_invited_at is not None) is invited


@pytest.mark.requirement("R-129")
def test_a_signed_application_is_not_forgotten_at_the_end() -> None:
    desk = IntakeDesk().signed()
    assert rules_of(desk.must(FinishVisit())) == {"call.signed_is_registered"}


def test_recalling_counts_and_changes_nothing_else() -> None:
    desk = IntakeDesk().called()
    before = desk.ask(visit_at_desk)
    desk.must(Recall())
    after = desk.ask(visit_at_desk)
    assert after.ticket.recalls == before.ticket.recalls + 1
    assert after.visit == before.visit


@pytest.mark.requirement("R-088")
def test_the_applicants_screen_has_its_own_language() -> None:
    desk = IntakeDesk().opened(language=Lang.RU)
    desk.must(ChooseDisplayLanguage(language=Lang.RU))
    desk.must(ChooseDisplayLanguage(language=Lang.KK))
    assert desk.case().language is Lang.RU
    assert desk.ask(visit_at_desk).visit.display_language is Lang.KK


def test_the_queue_is_read_without_changing_it() -> None:
    desk = IntakeDesk()
    for purpose in (Purpose.INTAKE, Purpose.INTAKE, Purpose.APPEAL):
        desk.must(TakeTicket(purpose=purpose, language=Lang.KK))
    desk.must(Call())
    view = desk.ask(queue_view)
    assert view.counts == {"intake": 1, "appeal": 1}
    assert view.at_desk is not None
    assert view.at_desk.number == "A3001"
    assert view.open
    desk.clock.at += timedelta(days=1)
    closed = desk.ask(queue_view)
    assert not closed.open
    assert {finding.rule for finding in closed.open_findings} == {"opening.open"}


@pytest.mark.requirement("R-032")
def test_no_case_and_no_identification_without_a_visit() -> None:
    desk = IntakeDesk()
    identify: Identify = identify_of(people().people["citizen"])
    assert rules_of(desk.do(identify)) == {"identify.visit_open"}
    opened = desk.do(ChooseService(service="plain", language=Lang.KK))
    assert "choose_service.visit_open" in rules_of(opened)
    assert not desk.store.tables.cases
