"""The applicant takes the application back: a signed act, the papers by a scan, the provider told."""

import pytest

from app.domain.case_states import CaseState
from app.domain.unit_states import UnitKind, UnitState
from app.usecases.postpone import Withdraw
from app.usecases.receive_result import ReceiveResult
from tests.fakes.intake_desk import rules_of
from tests.fakes.road_desk import at

STATEMENT = "өтініш № 4, 06.03.2026"


@pytest.mark.requirement("R-102")
def test_without_a_signed_statement_or_the_applicant_nothing_is_withdrawn() -> None:
    desk, case = at("filed")
    nobody = desk.do(Withdraw(case=case.number, statement=STATEMENT))
    assert rules_of(nobody) == {"withdraw.by_applicant"}
    desk.visitor()
    assert rules_of(desk.do(Withdraw(case=case.number))) == {"withdraw.signed_statement"}
    desk.must(Withdraw(case=case.number, statement=STATEMENT))
    gone = desk.again(case)
    assert (gone.state, gone.withdrawal_statement) == (CaseState.WITHDRAWN, STATEMENT)
    assert not [order for order in desk.orders() if order["what"] == "withdrawal"]


@pytest.mark.requirement("R-102")
def test_a_stranger_withdraws_nothing() -> None:
    desk, case = at("filed")
    desk.visitor("second_citizen")
    stopped = desk.do(Withdraw(case=case.number, statement=STATEMENT))
    assert rules_of(stopped) == {"withdraw.by_applicant"}


@pytest.mark.requirement("R-102", "R-158")
def test_packed_papers_are_given_back_by_a_scan() -> None:
    desk, case = at("sealed")
    code = desk.unit(case, UnitKind.OUT).code
    desk.visitor()
    bare = desk.do(Withdraw(case=case.number, statement=STATEMENT))
    assert rules_of(bare) == {"withdraw.papers_scanned"}
    assert desk.again(case).state is CaseState.PACKAGED
    done = desk.must(Withdraw(case=case.number, statement=STATEMENT, code=code))
    unit = desk.unit(case, UnitKind.OUT)
    assert (unit.state, unit.holder, unit.moves[-1].verb) == (
        UnitState.WITH_APPLICANT,
        "applicant",
        "give_back",
    )
    assert done.facts["unit"] == code


@pytest.mark.requirement("R-102", "R-158")
def test_the_package_of_another_case_is_not_given_away() -> None:
    desk, case = at("sealed")
    other = desk.sealed()
    desk.visitor()
    wrong = desk.unit(other, UnitKind.OUT).code
    stopped = desk.do(Withdraw(case=case.number, statement=STATEMENT, code=wrong))
    assert "scanning.this_unit" in rules_of(stopped)
    assert {desk.again(one).state for one in (case, other)} == {CaseState.PACKAGED}


@pytest.mark.requirement("R-102")
@pytest.mark.parametrize("stair", ["sent", "at_work"])
def test_a_provider_that_has_the_papers_is_told(stair: str) -> None:
    desk, case = at(stair)
    desk.visitor().must(Withdraw(case=case.number, statement=STATEMENT))
    assert [order["what"] for order in desk.orders()] == ["withdrawal"]
    late = desk.do(ReceiveResult(code=case.registration.code, kind="document"))
    assert not late.ok
    assert desk.again(case).state is CaseState.WITHDRAWN


@pytest.mark.requirement("R-102")
def test_with_a_result_there_is_nothing_to_withdraw() -> None:
    desk, case = at("answered")
    stopped = desk.visitor().do(Withdraw(case=case.number, statement=STATEMENT))
    assert rules_of(stopped) == {"step.not_from_here"}


@pytest.mark.requirement("R-102", "R-097")
def test_a_member_is_withdrawn_and_the_others_go_on() -> None:
    desk, parent = at("filed", "pair")
    first, second = map(desk.case, parent.children)
    desk.visitor().must(Withdraw(case=first.id, statement=STATEMENT))
    assert desk.again(first).state is CaseState.WITHDRAWN
    assert desk.again(second).state is CaseState.REGISTERED
    assert desk.again(parent).state is CaseState.REGISTERED
