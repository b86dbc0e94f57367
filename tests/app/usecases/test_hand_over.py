"""Runs to a provider: scanned, signed by both sides, whole or not at all."""

from dataclasses import replace

import msgspec
import pytest

from app.domain.case import Case
from app.domain.case_states import CaseState
from app.domain.codes import CodeKind, understand
from app.domain.unit_states import UnitKind, UnitState
from app.errors import InputInvalid
from app.usecases.hand_over import HandOver, TakeBack
from app.usecases.pack import Pack, Seal
from tests.fakes.intake_desk import rules_of
from tests.fakes.road_desk import RECEIVER, RoadDesk, at


def run_of(count: int, *services: str) -> tuple[RoadDesk, list[Case], list[str]]:
    """Sealed packages of several cases."""
    desk, first = at("sealed")
    cases = [first]
    for number in range(1, count):
        cases.append(desk.sealed(services[number - 1] if services else "leave"))
    return desk, cases, [desk.unit(case, UnitKind.OUT).code for case in cases]


@pytest.mark.requirement("R-158", "R-159")
def test_a_run_moves_every_unit_and_every_case_and_is_signed() -> None:
    desk, cases, codes = run_of(3)
    done = desk.must(HandOver(codes=tuple(codes), received_by=RECEIVER, courier="Тестов Н."))
    for case in cases:
        unit = desk.unit(case, UnitKind.OUT)
        assert desk.again(case).state is CaseState.SENT
        assert (unit.state, unit.holder) == (UnitState.WITH_PROVIDER, RECEIVER)
        assert (unit.moves[-1].scan, unit.moves[-1].register_number) == (1, done.facts["register"])
    kept = desk.ask(lambda work: work.store.units.register(done.facts["register"]))
    assert (kept.received_by, [line.code for line in kept.lines]) == (RECEIVER, codes)
    (paper,) = done.papers
    assert (paper.kind, paper.number) == ("handover_register", done.facts["register"])
    record = desk.store.tables.papers[paper.id]
    assert kept.paper_id == record.id
    assert RECEIVER in record.data
    assert "Тестов Н." in record.data
    assert record.id in {order["paper"] for order in desk.orders("print")}


@pytest.mark.requirement("R-159")
def test_the_register_is_known_by_a_printed_code_of_its_own() -> None:
    desk, _, codes = run_of(1)
    done = desk.must(HandOver(codes=tuple(codes), received_by=RECEIVER))
    (paper,) = [p for p in desk.papers() if p.kind == "handover_register"]
    code = msgspec.json.decode(paper.data)["head"]["code"]
    assert understand(code, "9900").kind is CodeKind.REGISTER
    assert done.facts["unit"] == codes[0]
    assert done.case is not None


@pytest.mark.requirement("R-159", "R-166")
def test_what_the_provider_did_not_accept_stays_with_a_reason_and_an_act() -> None:
    desk, cases, codes = run_of(3)
    done = desk.must(
        HandOver(
            codes=tuple(codes),
            received_by=RECEIVER,
            not_accepted=(codes[2],),
            remark="мөр бүлінген",
        )
    )
    assert [paper.kind for paper in done.papers] == ["handover_register", "discrepancy_act"]
    stayed = desk.unit(cases[2], UnitKind.OUT)
    assert (stayed.state, desk.again(cases[2]).state) == (
        UnitState.NOT_ACCEPTED,
        CaseState.PACKAGED,
    )
    kept = desk.ask(lambda work: work.store.units.register(done.facts["register"]))
    assert [(line.accepted, line.remark) for line in kept.lines] == [
        (True, ""),
        (True, ""),
        (False, "мөр бүлінген"),
    ]
    assert kept.act_number == done.papers[1].number
    again = HandOver(codes=(codes[2],), received_by=RECEIVER)
    assert "scanning.not_from_here" in rules_of(desk.do(again))
    desk.must(TakeBack(code=codes[2], reason="қайта мөрленді"))
    desk.must(again)
    assert desk.again(cases[2]).state is CaseState.SENT


@pytest.mark.requirement("R-159")
def test_without_a_reason_nothing_is_left_behind() -> None:
    desk, cases, codes = run_of(2)
    order = HandOver(codes=tuple(codes), received_by=RECEIVER, not_accepted=(codes[1],))
    assert rules_of(desk.do(order)) == {"hand_over.discrepancy_act"}
    assert {desk.again(case).state for case in cases} == {CaseState.PACKAGED}


@pytest.mark.requirement("R-159")
def test_one_unit_that_may_not_go_stops_the_run_and_is_named() -> None:
    desk, cases, codes = run_of(2)
    open_case = desk.packed()
    codes.append(desk.unit(open_case, UnitKind.OUT).code)
    stopped = desk.do(HandOver(codes=tuple(codes), received_by=RECEIVER))
    assert {finding.subject for finding in stopped.findings} == {codes[2]}
    assert "hand_over.unit_sealed" in rules_of(stopped)
    assert {desk.again(case).state for case in (*cases, open_case)} == {CaseState.PACKAGED}
    assert not desk.store.tables.registers


@pytest.mark.requirement("R-159")
def test_packages_of_two_providers_do_not_share_a_register() -> None:
    desk, _, codes = run_of(2, "elsewhere")
    stopped = desk.do(HandOver(codes=tuple(codes), received_by=RECEIVER))
    assert rules_of(stopped) == {"hand_over.one_provider"}
    assert stopped.findings[0].subject == codes[1]


@pytest.mark.requirement("R-159")
def test_nobody_received_means_nothing_was_handed_over() -> None:
    desk, _, codes = run_of(1)
    stopped = desk.do(HandOver(codes=tuple(codes), received_by=" "))
    assert rules_of(stopped) == {"hand_over.register_acknowledged"}


@pytest.mark.requirement("R-157", "R-158")
@pytest.mark.parametrize(
    ("codes", "refused", "code"),
    [
        ((), (), "register.empty"),
        ((0, 0), (), "register.twice"),
        ((0,), ("x",), "register.not_on_it"),
    ],
)
def test_a_wrong_list_is_told_before_anything_moves(
    codes: tuple[int, ...], refused: tuple[str, ...], code: str
) -> None:
    desk, _, known = run_of(1)
    with pytest.raises(InputInvalid) as error:
        desk.do(
            HandOver(
                codes=tuple(known[number] for number in codes),
                received_by=RECEIVER,
                not_accepted=refused,
            )
        )
    assert error.value.code == code


@pytest.mark.requirement("R-158")
def test_one_damaged_code_of_a_run_is_typed_by_the_supervisor() -> None:
    desk, cases, codes = run_of(2)
    order = HandOver(
        codes=tuple(codes), received_by=RECEIVER, typed=(codes[1],), typed_reason="код жыртылған"
    )
    stopped = desk.do(order)
    assert {(f.rule, f.subject) for f in stopped.findings} == {("hand_over.code_scanned", codes[1])}
    assert desk.as_supervisor(order).ok
    moves = [desk.unit(case, UnitKind.OUT).moves[-1].typed_code_reason for case in cases]
    assert moves == ["", "код жыртылған"]


@pytest.mark.requirement("R-158")
def test_a_package_handed_over_goes_no_second_time() -> None:
    desk, case = at("sent")
    code = desk.unit(case, UnitKind.OUT).code
    twice = desk.do(HandOver(codes=(code,), received_by=RECEIVER))
    (said,) = [f for f in twice.findings if f.rule == "scanning.not_from_here"]
    assert said.params["where_ru"] == "у услугодателя"
    assert said.params["number"] == case.number


@pytest.mark.requirement("R-158")
def test_a_unit_of_another_branch_stays_where_it_is() -> None:
    desk, case = at("sealed")
    unit = desk.unit(case, UnitKind.OUT)
    with desk.store.begin(writing=True) as work:
        work.units.save(replace(unit, branch_id="0214"))
        work.commit()
    stopped = desk.do(HandOver(codes=(unit.code,), received_by=RECEIVER))
    assert rules_of(stopped) == {"scanning.of_this_branch"}


@pytest.mark.requirement("R-097", "R-157")
def test_members_of_one_application_travel_each_for_itself() -> None:
    desk, parent = at("filed", "pair")
    assert parent.children
    member, other = map(desk.case, parent.children)
    desk.must(Pack(case=member.number))
    unit = desk.unit(member, UnitKind.OUT)
    desk.must(Seal(code=unit.code, sheets=unit.sheets))
    desk.must(HandOver(codes=(unit.code,), received_by=RECEIVER))
    assert desk.again(member).state is CaseState.SENT
    assert desk.again(other).state is CaseState.REGISTERED
    assert not desk.do(Pack(case=parent.id)).ok
