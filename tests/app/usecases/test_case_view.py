"""The view of a case: what may be done, why not, where it stands, with sources and masks."""

import pytest

from app.domain.case import ConsentKind, RowState
from app.domain.case_states import CaseState
from app.domain.steps import Step
from app.domain.visit import Purpose
from app.rules.registry import rule_by_id
from app.usecases.complete import (
    FinishCheck,
    FormApplication,
    MarkAbsent,
    MarkNotApplicable,
    Present,
    RequestData,
)
from app.usecases.consent import GiveConsent, RequestConsent
from app.usecases.queries import cases_of_applicant, visit_at_desk
from app.usecases.sign import Sign
from app.usecases.view_facts import masked_iin
from app.usecases.views import StepState
from tests.fakes.intake_desk import IntakeDesk, blocks_of, people


def _stairs(desk: IntakeDesk) -> dict[Step, StepState]:
    return {view.step: view.state for view in desk.view().steps}


def _verb(desk: IntakeDesk, word: str) -> bool | None:
    found = desk.view().verb(word)
    return None if found is None else found.allowed


@pytest.mark.requirement("R-091")
def test_the_staircase_climbs_with_the_case() -> None:
    desk = IntakeDesk().opened("shown")
    assert desk.view().present_step is Step.CONSENT
    desk.must(GiveConsent(kind=ConsentKind.B))
    assert desk.view().present_step is Step.COMPLETE
    desk.must(FormApplication())
    desk.must(Present(row="certificate"))
    assert desk.view().present_step is Step.COMPLETE
    desk.must(MarkNotApplicable(row="if_married"))
    desk.must(FinishCheck())
    assert desk.view().present_step is Step.SIGN
    stairs = _stairs(desk)
    assert stairs[Step.IDENTIFY] is StepState.DONE
    assert stairs[Step.CONSENT] is StepState.DONE
    assert stairs[Step.COMPLETE] is StepState.DONE
    assert stairs[Step.PAY] is StepState.NOT_NEEDED
    assert stairs[Step.SIGN] is StepState.CURRENT
    assert stairs[Step.REGISTER] is StepState.AHEAD


@pytest.mark.requirement("R-107")
def test_a_silent_source_blocks_the_stair_and_nothing_else() -> None:
    desk = IntakeDesk().checking("held")
    desk.must(GiveConsent(kind=ConsentKind.B))
    desk.must(RequestData(row="held"))
    desk.answer_query(desk.pending("query")[0], "outage")
    assert _stairs(desk)[Step.COMPLETE] is StepState.BLOCKED
    assert _verb(desk, "refuse_intake") is None
    assert _verb(desk, "request_data") is True


@pytest.mark.requirement("R-021")
def test_every_obstacle_has_its_rule_and_citation() -> None:
    desk = IntakeDesk().checking("secret")
    view = desk.view()
    assert view.findings
    for finding in view.findings:
        assert rule_by_id(finding.rule).citation
        assert finding.requirement
    assert blocks_of(view.findings) == {"complete.every_row_present", "consent.given_as_needed"}


@pytest.mark.requirement("R-092", "R-144")
def test_accepting_and_refusing_are_never_possible_at_once() -> None:
    desk = IntakeDesk().checking("shown").consented()
    assert (_verb(desk, "finish_check"), _verb(desk, "refuse_intake")) == (False, False)
    desk.must(MarkAbsent(row="certificate"))
    desk.must(MarkNotApplicable(row="if_married"))
    assert (_verb(desk, "finish_check"), _verb(desk, "refuse_intake")) == (False, True)
    desk.must(Present(row="certificate"))
    assert (_verb(desk, "finish_check"), _verb(desk, "refuse_intake")) == (True, False)


@pytest.mark.requirement("R-106", "R-074")
def test_each_row_offers_what_the_rules_allow() -> None:
    desk = IntakeDesk().checking("secret")
    rows = {view.row.id: view for view in desk.view().rows}
    assert rows["identity_document"].actions == ("note_doubt",)
    assert rows["identity_document"].entry.state is RowState.PRESENT
    assert rows["certificate"].actions == ("present", "mark_absent")
    assert rows["certificate"].may_be_demanded
    assert rows["secret"].actions == ("present",)
    assert not rows["secret"].may_be_demanded
    assert "consent.before_protected_query" in {f.rule for f in rows["secret"].findings}
    desk.must(GiveConsent(kind=ConsentKind.A))
    rows = {view.row.id: view for view in desk.view().rows}
    assert rows["secret"].actions == ("request_data", "present")
    assert "complete.every_row_present" in {f.rule for f in rows["certificate"].findings}


@pytest.mark.requirement("R-150", "R-229")
def test_only_words_of_ones_own_role_are_offered() -> None:
    desk = IntakeDesk().checking("plain")
    desk.operator = people().operators["consultant"]
    assert desk.view().verbs == ()


@pytest.mark.requirement("R-125")
def test_the_key_itself_is_no_obstacle_beforehand() -> None:
    desk = IntakeDesk().ready()
    assert _verb(desk, "sign") is True
    desk.must(Sign())
    assert [item.kind for item in desk.view().pending] == ["consent", "signature"]


@pytest.mark.requirement("R-225", "R-034")
def test_numbers_of_people_are_masked() -> None:
    assert masked_iin("900113499018") == "9001 •••• ••18"
    facts = {fact.name: fact for fact in IntakeDesk().opened("plain").view().facts}
    assert facts["iin"].masked == "8704 •••• ••19"
    assert facts["iin"].source == "card"
    assert facts["iin"].at is not None


@pytest.mark.requirement("R-049")
def test_what_is_under_way_is_shown_with_its_subject() -> None:
    desk = IntakeDesk().checking("electronic")
    desk.must(RequestData())
    desk.must(RequestConsent())
    assert {(item.kind, item.what) for item in desk.view().pending} == {
        ("query", "held"),
        ("consent", "consent"),
    }


@pytest.mark.requirement("R-184")
def test_the_visit_shows_who_is_there_and_their_cases() -> None:
    desk = IntakeDesk().called(Purpose.INTAKE)
    assert desk.ask(visit_at_desk).facts == ()
    desk.opened("plain")
    view = desk.ask(visit_at_desk)
    assert [number for _, number, _ in view.cases] == ["3001"]
    assert {fact.name for fact in view.facts} >= {"person", "iin", "document", "document_until"}


@pytest.mark.requirement("R-049")
def test_the_other_cases_of_the_applicant() -> None:
    desk = IntakeDesk().opened("plain")
    first = desk.case()
    desk.opened("shown")
    others = desk.ask(lambda work: cases_of_applicant(desk.case(), work))
    assert [case.id for case in others] == [first.id]


def test_a_case_whose_passport_is_gone_is_still_shown() -> None:
    desk = IntakeDesk().registered()
    from app.catalogue.services import catalogue_of

    desk.services = catalogue_of([], practice=True)
    view = desk.view(desk.case("03-2600001").id)
    assert view.case.state is CaseState.REGISTERED
    assert view.rows == ()
    assert view.terms.issue_date is None


def test_reading_changes_nothing() -> None:
    desk = IntakeDesk().checking("held")
    before = (desk.store.commits, desk.store.tables)
    desk.view()
    desk.ask(visit_at_desk)
    assert (desk.store.commits, desk.store.tables) == before
