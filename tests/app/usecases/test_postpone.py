"""Drafts put aside, taken up, given up and cleared: of a draft nothing remains but ids."""

from datetime import timedelta

import pytest

from app.domain.case import ConsentKind
from app.domain.case_states import CaseState
from app.domain.language import Lang
from app.errors import InputInvalid
from app.usecases.complete import RequestData
from app.usecases.consent import GiveConsent
from app.usecases.postpone import Abandon, Postpone, PurgeDrafts, Resume
from app.usecases.queries import unfinished
from app.usecases.queue.call import Call
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.queue.take_ticket import TakeTicket
from app.usecases.register import Register
from tests.fakes.intake_desk import IntakeDesk, identify_of, people, rules_of


def _next_visitor(desk: IntakeDesk, person: str = "citizen") -> None:
    desk.must(FinishVisit())
    desk.must(TakeTicket(language=Lang.KK))
    desk.must(Call())
    desk.must(identify_of(people().people[person]))


@pytest.mark.requirement("R-101")
def test_a_draft_is_kept_until_closing() -> None:
    desk = IntakeDesk().checking("shown")
    desk.must(Postpone(reason="документ дома"))
    case = desk.case()
    assert case.state is CaseState.CHECKING
    assert case.number == ""
    assert case.draft_until is not None
    assert (case.draft_until.hour, case.draft_until.minute) == (18, 0)
    assert [draft.id for draft in desk.ask(unfinished)] == [case.id]


@pytest.mark.requirement("R-101", "R-072")
def test_only_its_own_person_takes_a_draft_up() -> None:
    desk = IntakeDesk().checking("shown")
    draft = desk.case().id
    _next_visitor(desk, "second_citizen")
    assert rules_of(desk.do(Resume(case=draft))) == {"postpone.same_person"}
    _next_visitor(desk, "citizen")
    desk.must(Resume(case=draft))
    assert desk.case().id == draft
    assert desk.case().postponed_at is None


@pytest.mark.requirement("R-101", "R-231")
def test_of_a_given_up_draft_nothing_remains_but_ids() -> None:
    desk = IntakeDesk().opened("secret")
    desk.must(GiveConsent(kind=ConsentKind.A))
    desk.must(RequestData())
    desk.answer_query(desk.pending("query")[0], data={"income": "тайна-777"})
    draft = desk.case().id
    desk.must(Abandon())
    assert not desk.store.tables.cases
    assert not desk.papers()
    kept = repr(desk.store.tables)
    assert "тайна-777" not in kept
    lines = [line.entry for line in desk.store.tables.journal if line.entry.case_id == draft]
    assert lines[-1].verb == "abandon"
    assert all(line.personal == {} for line in lines)
    with pytest.raises(InputInvalid):
        desk.do(Postpone())


@pytest.mark.requirement("R-101")
def test_at_the_end_of_the_day_drafts_are_erased() -> None:
    desk = IntakeDesk().checking("shown")
    desk.must(FinishVisit())
    assert desk.must(PurgeDrafts()).facts == {"purged": "0"}
    desk.clock.at = desk.clock.at.replace(hour=18, minute=0)
    assert desk.must(PurgeDrafts()).facts == {"purged": "1"}
    assert not desk.store.tables.cases


@pytest.mark.requirement("R-029", "R-101")
def test_a_draft_before_a_visitor_who_is_still_served_is_not_erased() -> None:
    desk = IntakeDesk().checking("shown")
    desk.clock.at = desk.clock.at.replace(hour=18, minute=10)
    assert desk.must(PurgeDrafts()).facts == {"purged": "0"}
    desk.must(FinishVisit())
    assert desk.must(PurgeDrafts()).facts == {"purged": "0"}
    desk.clock.at += timedelta(days=1)
    assert desk.must(PurgeDrafts()).facts == {"purged": "1"}


@pytest.mark.requirement("R-101")
def test_what_is_registered_or_signed_is_no_draft() -> None:
    desk = IntakeDesk().registered()
    for command in (Abandon(), Postpone()):
        assert not desk.do(command).ok
    desk.must(FinishVisit())
    desk.clock.at += timedelta(days=2)
    desk.must(PurgeDrafts())
    assert len(desk.store.tables.cases) == 1
    signed = IntakeDesk().signed()
    assert not signed.do(Abandon()).ok
    signed.must(Register())


@pytest.mark.requirement("R-101")
def test_tomorrow_yesterdays_draft_is_not_taken_up() -> None:
    desk = IntakeDesk().checking("shown")
    draft = desk.case().id
    desk.must(FinishVisit())
    desk.clock.at = desk.clock.at.replace(day=10)
    desk.must(TakeTicket(language=Lang.KK))
    desk.must(Call())
    desk.must(identify_of(people().people["citizen"]))
    assert rules_of(desk.do(Resume(case=draft))) == {"postpone.day_not_over"}
