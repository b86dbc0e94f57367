"""Packages and runs: one code, the sheets as listed, both sides named, one provider a register."""

from dataclasses import replace

import pytest

from app.domain.branch import Role
from app.domain.case_states import Mark
from app.domain.passport import Carrier
from app.domain.unit_states import UnitState
from app.rules.loading import every_rule
from tests.fakes.custody_facts import (
    PEOPLE,
    blocks,
    case,
    facts,
    found,
    originals,
    package,
    register,
)

every_rule()


@pytest.mark.requirement("R-157", "R-078")
def test_paper_goes_on_paper_and_so_does_what_has_no_consent() -> None:
    assert not blocks("pack.paper_route", facts(case=case()))
    electronic = case(carrier=Carrier.ELECTRONIC)
    assert blocks("pack.paper_route", facts(case=electronic))
    marked = replace(electronic, marks=frozenset({Mark.NO_CONSENT}))
    assert not blocks("pack.paper_route", facts(case=marked))


@pytest.mark.requirement("R-157")
def test_one_code_is_one_unit() -> None:
    assert not blocks("pack.code_unique", facts(unit=package(), units=(package(),)))
    twin = replace(package(), id="u-other", case_id="case-2")
    assert blocks("pack.code_unique", facts(unit=package(), units=(package(), twin)))


@pytest.mark.requirement("R-157", "R-116")
@pytest.mark.parametrize(
    ("counted", "stopped"), [("3", False), ("2", True), ("4", True), ("", True)]
)
def test_sheets_are_as_listed(counted: str, stopped: bool) -> None:
    about = facts(unit=package(), reason=counted)
    assert blocks("pack.sheets_match", about) is stopped
    if stopped:
        assert found("pack.sheets_match", about)[0].params["expected"] == "3"


@pytest.mark.requirement("R-158")
@pytest.mark.parametrize(
    ("rule", "thing"),
    [
        ("pack.code_scanned", package(UnitState.OPEN)),
        ("hand_over.code_scanned", package()),
        ("withdraw.papers_scanned", package()),
    ],
)
def test_no_move_without_the_things_own_code(rule: str, thing: object) -> None:
    assert not blocks(rule, facts(unit=thing))
    assert blocks(rule, facts(unit=thing, scanned_code=""))
    assert blocks(rule, facts(unit=thing, scanned_code=originals().code))
    assert blocks(rule, facts(unit=None))
    typed = facts(unit=thing, typed_reason="жыртылған")
    assert blocks(rule, typed)
    assert not blocks(rule, replace(typed, operator=PEOPLE.operators["supervisor"]))


@pytest.mark.requirement("R-157", "R-158")
def test_reopening_is_the_supervisors_and_has_a_reason() -> None:
    assert blocks("pack.reason_given", facts(reason="  "))
    for role in Role:
        assert blocks("pack.supervisor", facts(role=role)) is (role is not Role.SUP)


@pytest.mark.requirement("R-166")
def test_an_act_has_two_sides_and_words() -> None:
    assert not blocks("pack.act_of_both_sides", facts(acknowledgement="Сынақова А."))
    assert blocks("pack.act_of_both_sides", facts(acknowledgement=" "))
    assert blocks("pack.act_of_both_sides", facts(reason=""))


@pytest.mark.requirement("R-159", "R-157")
def test_only_the_sealed_package_of_this_case_is_handed_over() -> None:
    for state in UnitState:
        stopped = state is not UnitState.SEALED
        assert blocks("hand_over.unit_sealed", facts(unit=package(state))) is stopped
    assert blocks("hand_over.unit_sealed", facts(unit=package(case_id="case-2")))
    assert blocks("hand_over.unit_sealed", facts(unit=originals(UnitState.SEALED)))


@pytest.mark.requirement("R-159")
def test_both_sides_of_a_register_are_named_and_the_unit_stands_on_it() -> None:
    unit = package()
    good = facts(unit=unit, register=register(unit))
    assert not blocks("hand_over.register_acknowledged", good)
    for wrong in (
        None,
        register(unit, received_by=" "),
        register(unit, handed_by=""),
        register(originals()),
        register(unit, lines=(replace(register(unit).lines[0], accepted=False),)),
    ):
        assert blocks("hand_over.register_acknowledged", replace(good, register=wrong))


@pytest.mark.requirement("R-159", "R-166")
def test_what_was_not_accepted_has_a_reason_and_a_person() -> None:
    unit = package()
    assert not blocks("hand_over.discrepancy_act", facts(unit=unit))
    assert blocks("hand_over.discrepancy_act", facts(unit=unit, reason=""))
    nobody = register(unit, received_by="")
    assert blocks("hand_over.discrepancy_act", facts(unit=unit, register=nobody))


@pytest.mark.requirement("R-159")
def test_one_register_one_provider() -> None:
    unit = package(provider="another")
    (said,) = found("hand_over.one_provider", facts(unit=unit, register=register(unit)))
    assert said.params == {"code": unit.code, "provider": "another"}
