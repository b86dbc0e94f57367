"""Keeping: scan 3, the dates of the passport's class, and what the days do by themselves."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.case import Registration
from app.domain.case_states import CaseState, Mark
from app.domain.unit_states import UnitKind, UnitState
from app.usecases.notices import TEMPLATES
from app.usecases.pack import RecordDiscrepancy
from app.usecases.receive_result import ReceiveResult
from app.usecases.store import DecideHeld, RunTimers, ToIssuingSector
from i18n import text
from tests.fakes.intake_desk import rules_of
from tests.fakes.road_desk import RECEIVER, RoadDesk, at


def states(desk: RoadDesk, case: Any) -> tuple[CaseState, UnitState]:
    return desk.again(case).state, desk.unit(case).state


def changed(desk: RoadDesk, case: Any, **registration: Any) -> None:
    """Another promise on the receipt, as if the calendar had given it."""
    with desk.store.begin(writing=True) as work:
        stored = work.cases.get(case.id)
        filed: Registration = replace(stored.registration, **registration)
        work.cases.save(replace(stored, registration=filed))
        work.commit()


@pytest.mark.requirement("R-158", "R-168", "R-170")
def test_scan_three_lays_the_result_and_computes_its_days() -> None:
    desk, case = at("answered")
    code = desk.unit(case).code
    assert rules_of(desk.do(ToIssuingSector(code=code, cell=" "))) == {"store.cell_assigned"}
    done = desk.must(ToIssuingSector(code=code, cell="B-7", handed_by="Тестова Ж."))
    unit, kept = desk.unit(case), desk.again(case).storage
    assert (unit.state, unit.cell, unit.moves[-1].scan) == (UnitState.IN_ISSUING_SECTOR, "B-7", 3)
    assert (kept.starts_on, kept.until) == (date(2026, 3, 16), date(2026, 4, 16))
    assert kept.return_allowed_from == date(2026, 4, 17)
    (paper,) = done.papers
    assert paper.kind == "issuing_sector_register"
    register = desk.ask(lambda work: work.store.units.register(paper.number))
    assert (register.handed_by, register.lines[0].code) == ("Тестова Ж.", code)
    assert paper.id not in {order["paper"] for order in desk.orders("print")}
    twice = desk.do(ToIssuingSector(code=code, cell="B-8"))
    assert "scanning.not_from_here" in rules_of(twice)


@pytest.mark.requirement("R-158")
def test_a_paper_result_is_not_laid_by_its_number() -> None:
    desk, case = at("answered")
    stopped = desk.do(ToIssuingSector(code=case.number, cell="A-1"))
    assert "store.code_scanned" in rules_of(stopped)
    outgoing = desk.unit(case, UnitKind.OUT).code
    stopped = desk.do(ToIssuingSector(code=outgoing, cell="A-1"))
    assert "scanning.not_from_here" in rules_of(stopped)
    assert desk.again(case).state is CaseState.RESULT_RECEIVED


@pytest.mark.requirement("R-170")
def test_without_a_class_nothing_is_laid() -> None:
    desk, case = at("answered", "unclassed")
    stopped = desk.do(ToIssuingSector(code=desk.unit(case).code, cell="A-1"))
    assert rules_of(stopped) == {"store.retention_known"}


@pytest.mark.requirement("R-183", "R-168")
def test_an_electronic_result_needs_no_cell() -> None:
    desk, case = at("answered", "on_line")
    desk.must(ToIssuingSector(code=case.number))
    assert desk.again(case).state is CaseState.READY_FOR_ISSUE


@pytest.mark.requirement("R-175", "R-171")
def test_a_late_result_is_kept_a_month_from_its_arrival() -> None:
    """Worked example 12 by the shape: the applicant loses nothing by the provider's delay."""
    desk, case = at("at_work")
    desk.on_day("2026-06-18")
    desk.must(ReceiveResult(code=case.registration.code, kind="document"))
    desk.must(ToIssuingSector(code=desk.unit(case).code, cell="A-1"))
    kept = desk.again(case).storage
    assert (kept.starts_on, kept.until) == (date(2026, 6, 18), date(2026, 7, 20))
    assert kept.return_allowed_from == date(2026, 7, 21)


@pytest.mark.requirement("R-171", "R-172", "R-186")
def test_the_class_of_a_month_waits_keeps_and_is_listed() -> None:
    desk, case = at("lying")
    desk.timers("2026-03-16", hour=19)
    assert states(desk, case) == (CaseState.READY_FOR_ISSUE, UnitState.IN_ISSUING_SECTOR)
    desk.timers("2026-03-17")
    assert states(desk, case) == (CaseState.STORED, UnitState.IN_ISSUING_SECTOR)
    desk.timers("2026-04-16", hour=19)
    assert states(desk, case) == (CaseState.STORED, UnitState.IN_ISSUING_SECTOR)
    done = desk.timers("2026-04-17")
    assert states(desk, case) == (CaseState.RETURN_DUE, UnitState.RETURN_LISTED)
    assert done.facts == {"changed": "1"}
    assert f"case:{case.id}" in done.changes
    assert desk.timers("2026-05-30").facts == {"changed": "0"}


@pytest.mark.requirement("R-174")
def test_identity_documents_are_kept_a_year_and_then_a_person_decides() -> None:
    desk, case = at("lying", "card")
    desk.timers("2026-04-20")
    assert states(desk, case) == (CaseState.STORED, UnitState.IN_ISSUING_SECTOR)
    until = desk.again(case).storage.until
    assert until == date(2027, 3, 16)
    desk.timers("2027-03-16", hour=19)
    assert desk.again(case).state is CaseState.STORED
    desk.timers("2027-03-17")
    assert states(desk, case) == (CaseState.HELD_YEAR_EXPIRED, UnitState.IN_ISSUING_SECTOR)
    desk.timers("2030-01-15")
    assert desk.again(case).state is CaseState.HELD_YEAR_EXPIRED
    desk.sits("branch_manager")
    assert rules_of(desk.do(DecideHeld(case=case.id, decision=" "))) == {
        "store.decision_after_year"
    }
    desk.must(DecideHeld(case=case.id, decision="ішкі істер органына хабарлау"))
    assert desk.again(case).storage.decision == "ішкі істер органына хабарлау"
    assert desk.again(case).state is CaseState.HELD_YEAR_EXPIRED


@pytest.mark.requirement("R-173")
def test_documents_for_payments_are_kept_for_ever() -> None:
    desk, case = at("lying", "allowance")
    assert desk.again(case).storage.until is None
    for day in ("2026-03-17", "2026-04-17", "2027-04-17", "2031-06-02"):
        desk.timers(day)
        assert states(desk, case) == (CaseState.STORED, UnitState.IN_ISSUING_SECTOR)


@pytest.mark.requirement("R-172")
def test_an_electronic_result_is_never_listed_for_return() -> None:
    desk, case = at("lying", "on_line")
    for day in ("2026-04-01", "2026-06-01"):
        desk.timers(day)
    assert desk.again(case).state is CaseState.STORED


@pytest.mark.requirement("R-166", "R-172")
def test_a_case_does_not_move_without_its_paper() -> None:
    desk, case = at("lying")
    desk.must(
        RecordDiscrepancy(
            code=desk.unit(case).code, kind="damaged", explanation="су тиген", other_side=RECEIVER
        )
    )
    desk.timers("2026-05-20")
    assert states(desk, case) == (CaseState.READY_FOR_ISSUE, UnitState.DISCREPANCY)


@pytest.mark.requirement("R-172", "R-168")
def test_originals_wait_and_are_listed_with_their_result() -> None:
    desk, case = at("lying", "originals", result={"originals": ("kept",)})
    desk.timers("2026-04-17")
    kinds = {unit.kind: unit.state for unit in desk.units(case) if unit.kind is not UnitKind.OUT}
    assert set(kinds.values()) == {UnitState.RETURN_LISTED}


@pytest.mark.requirement("R-171", "R-176")
def test_reminders_go_out_at_seven_days_and_at_one_and_once_each() -> None:
    desk, case = at("lying")
    assert [order["what"] for order in desk.orders()] == ["result_ready"]
    sent = []
    for day in ("2026-04-08", "2026-04-09", "2026-04-10", "2026-04-14", "2026-04-15", "2026-04-16"):
        desk.timers(day)
        sent.append([order["what"] for order in desk.orders()].count("storage_ends"))
    assert sent == [0, 1, 1, 1, 2, 2]
    assert desk.again(case).storage.reminded == (7, 1)


@pytest.mark.requirement("R-171", "R-176")
def test_after_days_without_the_program_one_reminder_is_enough() -> None:
    desk, case = at("lying")
    desk.timers("2026-04-16")
    assert [order["what"] for order in desk.orders()].count("storage_ends") == 1
    assert desk.again(case).storage.reminded == (7, 1)


@pytest.mark.requirement("R-176", "R-171")
def test_without_a_number_no_message_goes_and_nothing_gets_shorter() -> None:
    desk, case = at("lying", person="foreigner")
    assert not desk.again(case).applicant.person.phone
    until = desk.again(case).storage.until
    desk.timers("2026-04-15")
    assert not desk.orders()
    assert desk.again(case).storage.until == until


@pytest.mark.requirement("R-233", "R-176")
def test_a_message_holds_the_case_the_branch_and_the_action_alone() -> None:
    desk, case = at("lying")
    (order,) = desk.orders()
    person = case.applicant.person
    said = order["params"]["text"]
    assert case.number in said
    assert desk.branch.department_number in said
    for secret in (*person.name.parts, person.iin, person.phone, "leave"):
        assert secret not in said
    assert order["personal"] == {"phone": person.phone}
    for template in TEMPLATES.values():
        for lang in ("kk", "ru"):
            words = text(lang, template, number="1", branch="2")
            assert "{" not in words
            assert words != template


@pytest.mark.requirement("R-161", "R-162")
@pytest.mark.parametrize("stair", ["sent", "at_work"])
def test_a_late_provider_is_marked_and_reminded_and_the_promise_stands(stair: str) -> None:
    desk, case = at(stair)
    promised = case.registration
    desk.timers("2026-03-13", hour=18)
    assert Mark.OVERDUE_PROVIDER not in desk.again(case).marks
    desk.on_day("2026-03-13", 18)
    desk.pass_time(minutes=1)
    desk.must(RunTimers())
    late = desk.again(case)
    assert Mark.OVERDUE_PROVIDER in late.marks
    assert (late.state, late.registration) == (case.state, promised)
    assert [order["what"] for order in desk.orders()] == ["reminder"]
    desk.timers("2026-03-20")
    assert [order["what"] for order in desk.orders()] == ["reminder"]
    assert Mark.OVERDUE_BRANCH not in desk.again(case).marks


@pytest.mark.requirement("R-161")
def test_a_service_of_one_day_raises_no_alarm_for_delivery() -> None:
    desk, case = at("at_work")
    changed(desk, case, delivery_due=None)
    desk.timers("2026-03-20")
    assert Mark.OVERDUE_PROVIDER not in desk.again(case).marks


@pytest.mark.requirement("R-179")
@pytest.mark.parametrize("stair", ["filed", "packed", "answered"])
def test_the_branch_is_marked_where_the_next_step_is_its_own(stair: str) -> None:
    desk, case = at(stair)
    desk.timers("2026-03-16", hour=18)
    assert Mark.OVERDUE_BRANCH not in desk.again(case).marks
    desk.timers("2026-03-16", hour=19)
    assert Mark.OVERDUE_BRANCH in desk.again(case).marks


@pytest.mark.requirement("R-228")
def test_timers_log_what_they_moved_and_nothing_else() -> None:
    desk, _ = at("lying")
    before = len(desk.verbs())
    desk.timers("2026-03-10")
    assert len(desk.verbs()) == before
    desk.timers("2026-03-17")
    assert desk.verbs()[before:] == ["keep", "run_timers"]


@pytest.mark.requirement("R-172")
def test_timers_leave_the_cases_of_another_branch_alone() -> None:
    desk, case = at("lying")
    with desk.store.begin(writing=True) as work:
        work.cases.save(replace(work.cases.get(case.id), branch_id="0214"))
        work.commit()
    assert desk.timers("2026-05-30").facts == {"changed": "0"}
