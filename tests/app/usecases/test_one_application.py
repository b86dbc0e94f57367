"""«One application»: one form, one paper, one receipt; each member its own term, date and fate."""

from datetime import date

import pytest

from app.domain.case import Case, RowState
from app.domain.case_states import CaseState
from app.domain.language import Lang
from app.domain.papers import OneApplicationReceipt
from app.papers.stored import paper_of
from app.usecases.choose_service import ChooseService
from app.usecases.complete import (
    ConfirmText,
    FinishCheck,
    FormApplication,
    MarkAbsent,
    MarkNotApplicable,
    Present,
    RequestData,
)
from app.usecases.postpone import Abandon, PurgeDrafts
from app.usecases.queries import unfinished
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.refuse_intake import RefuseIntake
from app.usecases.register import Register
from app.usecases.sign import Sign
from tests.fakes.intake_desk import IntakeDesk, rules_of

_MEMBERS = ("shown", "held", "second")


def _member(desk: IntakeDesk, service: str) -> Case:
    (found,) = [case for case in desk.store.tables.cases.values() if case.service_id == service]
    return found


def _bundle() -> IntakeDesk:
    return IntakeDesk().opened("bundle")


def _whole() -> IntakeDesk:
    """A bundle whose package is complete in every member."""
    desk = _bundle().consented()
    desk.must(FormApplication())
    desk.must(Present(row="certificate"))
    desk.must(MarkNotApplicable(row="if_married"))
    desk.must(RequestData())
    for item in desk.pending("query"):
        assert desk.answer_query(item).ok
    desk.must(ConfirmText())
    return desk


@pytest.mark.requirement("R-097")
def test_a_parent_holds_a_case_for_each_service() -> None:
    desk = _bundle()
    parent = desk.case()
    view = desk.view()
    assert [service for _, service, _ in view.children] == list(_MEMBERS)
    assert parent.state is CaseState.DRAFT
    assert [_member(desk, name).draft_code for name in _MEMBERS] == ["3001/1", "3001/2", "3001/3"]
    assert len(desk.ask(unfinished)) == 1
    assert "shown" in view.service_name.ru
    assert "second" in view.service_name.ru


@pytest.mark.requirement("R-097")
def test_services_may_be_named_one_by_one() -> None:
    desk = IntakeDesk().identified()
    desk.must(ChooseService(services=("shown", "second", "shown"), language=Lang.RU))
    assert [service for _, service, _ in desk.view().children] == ["shown", "second"]


@pytest.mark.requirement("R-097")
def test_one_paper_is_asked_for_once_and_counts_everywhere() -> None:
    desk = _bundle()
    desk.must(FormApplication())
    rows = [row.row.one_paper for row in desk.view().rows]
    assert len(rows) == len(set(rows))
    desk.must(Present(row="certificate", number="77"))
    for name in ("shown", "second"):
        entry = _member(desk, name).document("certificate")
        assert entry is not None
        assert (entry.state, entry.document_number) == (RowState.PRESENT, "77")


@pytest.mark.requirement("R-097", "R-079")
def test_one_question_answers_for_all_that_wait() -> None:
    desk = _bundle()
    desk.must(FormApplication())
    desk.must(RequestData())
    queries = desk.pending("query")
    assert sorted(item.payload.count('"row":"held"') for item in queries) == [0, 1]
    for item in queries:
        desk.answer_query(item, data={"number": "1"})
    for name in ("held", "second"):
        entry = _member(desk, name).document("held")
        assert entry is not None
        assert entry.state is RowState.OBTAINED


@pytest.mark.requirement("R-097", "R-141", "R-135")
def test_one_receipt_with_every_members_own_date() -> None:
    desk = _whole()
    desk.must(FinishCheck())
    desk.must(Sign())
    assert all(outcome.ok for outcome in desk.come_back())
    outcome = desk.must(Register())
    parent = desk.case()
    assert parent.state is CaseState.REGISTERED
    assert [paper.kind for paper in outcome.papers] == ["one_application_receipt"]
    record = next(paper for paper in desk.papers() if paper.kind == "one_application_receipt")
    receipt = paper_of(record)
    assert isinstance(receipt, OneApplicationReceipt)
    assert receipt.case_number == parent.number
    dates = {member.service.split()[0]: member.issue_date for member in receipt.members}
    # Paper, five days without the day of intake; electronic, three days with it.
    assert dates == {
        "shown": date(2026, 3, 16),
        "held": date(2026, 3, 16),
        "second": date(2026, 3, 11),
    }
    numbers = {member.case_number for member in receipt.members}
    assert len(numbers) == 3
    assert parent.number not in numbers
    assert desk.view().terms.issue_date is None
    assert desk.view(receipt.head.code).case.id == parent.id


@pytest.mark.requirement("R-097", "R-144")
def test_refusing_one_member_refuses_no_other() -> None:
    desk = _whole()
    desk.must(FinishCheck(case="held"))
    desk.must(MarkAbsent(case="shown", row="if_married"))
    outcome = desk.must(RefuseIntake(explained=True))
    assert len(outcome.papers) == 1
    assert _member(desk, "shown").state is CaseState.INTAKE_REFUSED
    assert _member(desk, "held").state is CaseState.READY_TO_SIGN
    assert _member(desk, "second").state is CaseState.CHECKING
    assert desk.case().state is CaseState.DRAFT
    desk.must(ConfirmText())
    desk.must(FinishCheck(case="second"))
    desk.must(Sign())
    desk.come_back()
    desk.must(Register())
    assert desk.case().state is CaseState.REGISTERED
    assert _member(desk, "shown").number == ""


@pytest.mark.requirement("R-097")
def test_what_stops_one_member_warns_of_the_others() -> None:
    desk = _bundle().consented()
    desk.must(FormApplication())
    desk.must(Present(row="certificate"))
    desk.must(MarkNotApplicable(row="if_married"))
    outcome = desk.must(FinishCheck())
    assert "complete.every_row_present" in rules_of(outcome)
    assert not any(finding.blocks for finding in outcome.findings)
    assert _member(desk, "shown").state is CaseState.READY_TO_SIGN
    assert _member(desk, "held").state is CaseState.CHECKING


@pytest.mark.requirement("R-097")
def test_a_parent_makes_no_step_of_its_own() -> None:
    desk = _bundle()
    assert all(verb.word != "refuse_intake" or not verb.allowed for verb in desk.view().verbs)
    outcome = desk.do(Register())
    assert rules_of(outcome) == {"step.not_from_here"}
    assert desk.case().state is CaseState.DRAFT


@pytest.mark.requirement("R-141", "R-143")
def test_a_member_registered_later_gets_a_receipt_that_replaces_the_former() -> None:
    desk = _whole()
    desk.must(FinishCheck(case="shown"))
    desk.must(Sign(case="shown"))
    desk.come_back()
    desk.must(Register())
    desk.must(FinishCheck())
    desk.must(Sign())
    desk.come_back()
    desk.must(Register())
    receipts = [paper for paper in desk.papers() if paper.kind == "one_application_receipt"]
    assert [(paper.version, paper.replaces) for paper in receipts] == [
        (1, ""),
        (2, f"{receipts[0].number}/1"),
    ]
    last = paper_of(receipts[1])
    assert isinstance(last, OneApplicationReceipt)
    assert len(last.members) == 3


@pytest.mark.requirement("R-101", "R-097")
def test_giving_a_bundle_up_leaves_nothing_and_what_is_registered_stays() -> None:
    desk = _bundle()
    desk.must(Abandon())
    assert not desk.store.tables.cases
    partly = _whole()
    partly.must(FinishCheck(case="shown"))
    partly.must(Sign(case="shown"))
    partly.come_back()
    partly.must(Register())
    partly.must(Abandon())
    left = {case.service_id: case.state for case in partly.store.tables.cases.values()}
    assert left == {"": CaseState.REGISTERED, "shown": CaseState.REGISTERED}


@pytest.mark.requirement("R-101")
def test_the_end_of_the_day_clears_the_members_that_are_drafts() -> None:
    desk = _whole()
    desk.must(FinishCheck(case="held"))
    desk.must(Sign(case="held"))
    desk.come_back()
    desk.must(Register())
    desk.must(FinishVisit())
    desk.clock.at = desk.clock.at.replace(hour=18)
    assert desk.must(PurgeDrafts()).facts == {"purged": "2"}
    assert {case.service_id for case in desk.store.tables.cases.values()} == {"", "held"}
