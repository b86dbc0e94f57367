"""Packing: one label, the sheets counted, a reason for opening, an act for what differs."""

import pytest

from app.domain.case_states import CaseState
from app.domain.codes import CodeKind, printed_code
from app.domain.unit_states import UnitKind, UnitState
from app.errors import InputInvalid
from app.usecases.pack import CloseDiscrepancy, Pack, RecordDiscrepancy, Reopen, Seal
from tests.fakes.intake_desk import rules_of
from tests.fakes.road_desk import RECEIVER, RoadDesk, at


@pytest.mark.requirement("R-157", "R-116")
def test_the_package_holds_what_the_receipt_lists_and_its_label_no_name() -> None:
    desk, case = at("filed", "originals")
    made = desk.must(Pack(case=case.number))
    unit = desk.unit(case, UnitKind.OUT)
    assert (unit.state, unit.contents, unit.sheets) == (UnitState.OPEN, ("kept",), 3)
    assert made.facts == {"unit": unit.code, "sheets": "3"}
    assert desk.again(case).state is CaseState.PACKAGED
    (label,) = [paper for paper in desk.papers() if paper.kind == "package_label"]
    assert unit.code in label.data
    assert "Сынақов" not in label.data
    assert [order["paper"] for order in desk.orders("print")] == [label.id]


@pytest.mark.requirement("R-157")
def test_a_case_is_packed_once_and_an_electronic_one_never() -> None:
    desk, case = at("packed")
    assert rules_of(desk.do(Pack(case=case.id))) == {"step.not_from_here"}
    assert len(desk.units(case)) == 1
    desk, case = at("filed", "on_line")
    assert "pack.paper_route" in rules_of(desk.do(Pack(case=case.id)))
    assert not desk.units(case)


@pytest.mark.requirement("R-157", "R-158")
def test_sealing_needs_the_label_and_the_count() -> None:
    desk, case = at("packed")
    code = desk.unit(case, UnitKind.OUT).code
    assert rules_of(desk.do(Seal(code=code, sheets=2))) == {"pack.sheets_match"}
    desk.must(Seal(code=code, sheets=1))
    assert desk.unit(case, UnitKind.OUT).state is UnitState.SEALED
    twice = desk.do(Seal(code=code, sheets=1))
    assert rules_of(twice) == {"scanning.not_from_here"}
    assert desk.unit(case, UnitKind.OUT).moves[-1].verb == "seal"


@pytest.mark.requirement("R-157")
def test_reopening_leaves_an_event_with_its_reason() -> None:
    desk, case = at("sealed")
    code = desk.unit(case, UnitKind.OUT).code
    order = Reopen(code=code, reason="парақ қате саналған")
    assert rules_of(desk.do(order)) == {"pack.supervisor"}
    assert rules_of(desk.as_supervisor(Reopen(code=code, reason=" "))) == {"pack.reason_given"}
    assert desk.as_supervisor(order).ok
    unit = desk.unit(case, UnitKind.OUT)
    assert (unit.state, unit.moves[-1].verb) == (UnitState.OPEN, "reopen")
    line = desk.store.tables.journal[-1].entry
    assert (line.verb, line.facts["reason"], line.role) == ("reopen", order.reason, "SUP")


@pytest.mark.requirement("R-166")
def test_a_discrepancy_stands_until_the_supervisor_closes_its_act() -> None:
    desk, case = at("sealed")
    code = desk.unit(case, UnitKind.OUT).code
    found = RecordDiscrepancy(
        code=code, kind="missing_papers", explanation="бір парақ жоқ", other_side=RECEIVER
    )
    act = desk.must(found)
    assert [paper.kind for paper in act.papers] == ["discrepancy_act"]
    assert desk.unit(case, UnitKind.OUT).state is UnitState.DISCREPANCY
    assert rules_of(desk.do(Seal(code=code, sheets=1))) == {"scanning.not_from_here"}
    assert rules_of(desk.do(found)) == {"scanning.not_from_here"}
    assert rules_of(desk.do(CloseDiscrepancy(code=code))) == {"pack.supervisor"}
    closed = desk.as_supervisor(CloseDiscrepancy(code=code, act=act.papers[0].number))
    assert closed.facts["act"] == act.facts["act"]
    unit = desk.unit(case, UnitKind.OUT)
    assert (unit.state, unit.state_before_discrepancy) == (UnitState.SEALED, None)


@pytest.mark.requirement("R-166")
def test_an_act_of_one_side_or_of_no_known_kind_is_no_act() -> None:
    desk, case = at("sealed")
    code = desk.unit(case, UnitKind.OUT).code
    one_side = RecordDiscrepancy(code=code, kind="damaged", explanation="x", other_side=" ")
    assert rules_of(desk.do(one_side)) == {"pack.act_of_both_sides"}
    with pytest.raises(InputInvalid) as error:
        desk.do(RecordDiscrepancy(code=code, kind="wet", explanation="x", other_side=RECEIVER))
    assert error.value.code == "unit.discrepancy_kind"
    assert desk.unit(case, UnitKind.OUT).state is UnitState.SEALED


@pytest.mark.requirement("R-166")
def test_only_an_act_about_this_very_unit_closes_it() -> None:
    desk, case = at("sealed")
    code = desk.unit(case, UnitKind.OUT).code
    desk.must(RecordDiscrepancy(code=code, kind="damaged", explanation="x", other_side=RECEIVER))
    desk.sits("supervisor")
    with pytest.raises(InputInvalid) as error:
        desk.do(CloseDiscrepancy(code=code, act="03-2699999"))
    assert error.value.code == "unit.act_unknown"
    assert desk.unit(case, UnitKind.OUT).state is UnitState.DISCREPANCY


def scanned(desk: RoadDesk, code: str) -> InputInvalid:
    with pytest.raises(InputInvalid) as error:
        desk.do(Seal(code=code, sheets=1))
    return error.value


@pytest.mark.requirement("R-158")
def test_a_code_that_is_no_unit_says_what_it_is() -> None:
    desk, case = at("packed")
    code = desk.unit(case, UnitKind.OUT).code
    assert case.registration is not None
    foreign = scanned(desk, printed_code(CodeKind.PACKAGE_OUT, "0214", 2600300001))
    assert (foreign.code, foreign.params) == ("unit.other_branch", {"branch": "0214"})
    receipt = scanned(desk, case.registration.code)
    assert receipt.code == "unit.other_kind"
    assert receipt.params["what_ru"] == "расписка о приёме заявления"
    assert scanned(desk, code[:-1] + str((int(code[-1]) + 1) % 10)).code == "unit.misread"
    assert scanned(desk, "4870000000017").code == "unit.not_ours"
    assert scanned(desk, printed_code(CodeKind.RESULT_IN, "9900", 99)).code == "unit.unknown"
