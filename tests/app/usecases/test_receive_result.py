"""Receiving: whose result it is, how it looks, what it is; a refusal comes like any result."""

import base64
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest

from app.domain.case_states import CaseState, Mark
from app.domain.codes import CodeKind, printed_code
from app.domain.passport import Carrier, ResultKind
from app.domain.unit_states import UnitKind, UnitState
from app.errors import InputInvalid
from app.usecases.outcome import Outcome
from app.usecases.pack import CloseDiscrepancy, RecordDiscrepancy
from app.usecases.receive_result import ReceiveResult
from app.usecases.store import ToIssuingSector
from tests.fakes.intake_desk import requirements_of, rules_of
from tests.fakes.road_desk import RECEIVER, RoadDesk, at

REFUSED = {"kind": ResultKind.REASONED_REFUSAL, "refusal_reasons": "мәліметтер расталмады"}


def receive(desk: RoadDesk, of: Any, **other: Any) -> Outcome:
    values = {"case": of.number, "code": of.registration.code, "kind": ResultKind.DOCUMENT}
    return desk.do(ReceiveResult(**(values | other)))


@pytest.mark.requirement("R-158", "R-168", "R-169")
@pytest.mark.parametrize("by", ["case", "package"])
def test_scan_two_links_the_result_to_its_case_and_labels_it(by: str) -> None:
    desk, case = at("at_work")
    package = desk.unit(case, UnitKind.OUT)
    code = case.registration.code if by == "case" else package.code
    done = desk.must(ReceiveResult(code=code, kind=ResultKind.DOCUMENT, handed_by="Тестов Н."))
    unit = desk.unit(case)
    received = desk.again(case)
    assert received.state is CaseState.RESULT_RECEIVED
    assert (received.result.kind, received.result.unit_id) == (ResultKind.DOCUMENT, unit.id)
    assert (unit.state, unit.moves[-1].scan, unit.code[0]) == (UnitState.AT_BRANCH, 2, "R")
    assert unit.provider == package.provider
    assert done.facts["unit"] == unit.code
    assert sorted(paper.kind for paper in done.papers) == [
        "package_label",
        "provider_receipt_register",
    ]
    kept = desk.ask(lambda work: work.store.units.register(unit.moves[-1].register_number))
    assert (kept.handed_by, [line.code for line in kept.lines]) == ("Тестов Н.", [unit.code])
    assert {paper.id for paper in done.papers} <= {o["paper"] for o in desk.orders("print")}


@pytest.mark.requirement("R-158", "R-168")
def test_a_bare_number_is_a_typed_code() -> None:
    desk, case = at("at_work")
    by_number = {"case": "", "code": case.number}
    assert rules_of(receive(desk, case, **by_number)) == {"receive_result.code_scanned"}
    assert rules_of(receive(desk, case, **by_number, typed_reason="код жоқ")) == {
        "receive_result.code_scanned"
    }
    desk.sits("supervisor")
    assert receive(desk, case, **by_number, typed_reason="код жоқ").ok
    assert desk.unit(case).moves[-1].typed_code_reason == "код жоқ"
    assert desk.store.tables.journal[-1].entry.facts["typed"] == "код жоқ"


@pytest.mark.requirement("R-168")
def test_a_result_of_no_case_here_is_turned_away_in_words() -> None:
    desk, case = at("at_work")
    with pytest.raises(InputInvalid) as error:
        receive(desk, case, case="03-2699999")
    assert error.value.code == "case.unknown"
    other = desk.at_work()
    stopped = receive(desk, case, code=other.registration.code)
    assert "receive_result.same_case" in rules_of(stopped)
    (said,) = [f for f in stopped.findings if f.rule == "receive_result.same_case"]
    assert said.params == {"number": other.number}
    foreign = printed_code(CodeKind.CASE, "0214", 2600300001)
    assert rules_of(receive(desk, case, code=foreign)) == {"receive_result.code_scanned"}
    assert {desk.again(one).state for one in (case, other)} == {CaseState.IN_WORK}


@pytest.mark.requirement("R-156", "R-168")
def test_a_result_may_bring_the_providers_number_with_it() -> None:
    desk, case = at("sent")
    stopped = receive(desk, case)
    assert rules_of(stopped) == {"receive_result.provider_number"}
    assert receive(desk, case, provider_number="SYN-77").ok
    received = desk.again(case)
    assert [step.state for step in received.history[-2:]] == [
        CaseState.IN_WORK,
        CaseState.RESULT_RECEIVED,
    ]
    assert received.sending.provider_number == "SYN-77"
    told = [msgspec.json.decode(i.payload)["params"]["state"] for i in desk.pending("monitoring")]
    assert told[-2:] == ["IN_WORK", "RESULT_RECEIVED"]


@pytest.mark.requirement("R-169")
def test_a_result_of_no_known_kind_enters_nowhere() -> None:
    desk, case = at("at_work")
    assert "R-169" in requirements_of(receive(desk, case, kind=None))
    wrong = receive(desk, case, kind=ResultKind.ELECTRONIC_DOCUMENT)
    assert "receive_result.kind_fits_carrier" in rules_of(wrong)
    assert not [unit for unit in desk.units(case) if unit.kind is UnitKind.IN]


@pytest.mark.requirement("R-168", "R-166")
def test_damage_is_told_at_once_and_settled_before_the_sector() -> None:
    desk, case = at("at_work")
    assert rules_of(receive(desk, case, condition="")) == {"receive_result.condition_checked"}
    assert receive(desk, case, condition="damaged").ok
    code = desk.unit(case).code
    lay = ToIssuingSector(code=code, cell="A-1")
    assert rules_of(desk.do(lay)) == {"store.damage_recorded"}
    desk.must(
        RecordDiscrepancy(code=code, kind="damaged", explanation="жыртық", other_side=RECEIVER)
    )
    assert rules_of(desk.do(lay)) == {"scanning.not_from_here"}
    assert desk.as_supervisor(CloseDiscrepancy(code=code)).ok
    desk.must(lay)
    assert desk.again(case).state is CaseState.READY_FOR_ISSUE


@pytest.mark.requirement("R-150", "R-151")
def test_a_refusal_comes_as_a_result_with_its_ground_and_day() -> None:
    desk, case = at("at_work")
    said = REFUSED | {
        "refusal_ground": "19-1.2.2",
        "number": "BAS-5",
        "dated": date(2026, 3, 9),
        "signer": "Тестов Т.",
    }
    done = receive(desk, case, **said)
    assert done.ok
    assert done.findings == ()
    result = desk.again(case).result
    assert (result.refusal_ground, result.dated) == ("2", date(2026, 3, 9))
    assert desk.again(case).state is CaseState.RESULT_RECEIVED
    assert desk.again(case).refusal is None


@pytest.mark.requirement("R-151")
def test_a_refusal_without_a_ground_is_marked_and_reported_and_still_comes() -> None:
    desk, case = at("at_work")
    done = receive(desk, case, **REFUSED)
    assert done.ok
    assert "receive_result.refusal_has_ground" in rules_of(done)
    assert Mark.DEFECTIVE_REFUSAL in desk.again(case).marks
    told = {order["system"] for order in desk.orders() if order["what"] == "defective_refusal"}
    assert told == {"provider", "notices"}


@pytest.mark.requirement("R-152")
def test_a_ground_that_the_law_does_not_know_is_not_entered() -> None:
    desk, case = at("at_work")
    assert rules_of(receive(desk, case, **REFUSED, refusal_ground="9")) == {
        "receive_result.ground_of_law"
    }
    desk, licence = at("at_work", "licence")
    stopped = receive(desk, licence, **REFUSED, refusal_ground="2")
    assert rules_of(stopped) == {"receive_result.ground_not_for_licences"}
    own = REFUSED | {"refusal_ground": "0", "refusal_law": "рұқсаттар туралы заң, 32-бап"}
    assert receive(desk, licence, **own).ok
    assert Mark.DEFECTIVE_REFUSAL not in desk.again(licence).marks


@pytest.mark.requirement("R-166", "R-168")
def test_retained_originals_come_back_as_a_unit_of_their_own() -> None:
    desk, case = at("at_work", "originals")
    wrong = receive(desk, case, originals=("passport",))
    assert rules_of(wrong) == {"receive_result.originals_of_case"}
    missing = receive(desk, case)
    assert missing.ok
    assert "receive_result.originals_back" in rules_of(missing)
    desk, case = at("at_work", "originals")
    done = receive(desk, case, originals=("kept",))
    assert "receive_result.originals_back" not in rules_of(done)
    unit = desk.unit(case, UnitKind.ORIG)
    assert (unit.state, unit.contents, unit.sheets) == (UnitState.AT_BRANCH, ("kept",), 2)
    assert done.facts["unit"] == desk.unit(case).code
    assert set(desk.again(case).unit_ids) == {one.id for one in desk.units(case)}
    assert [paper.kind for paper in done.papers].count("package_label") == 2


def electronic(desk: RoadDesk, case: Any, **other: Any) -> Outcome:
    values = {
        "case": case.id,
        "kind": ResultKind.ELECTRONIC_DOCUMENT,
        "carrier": Carrier.ELECTRONIC,
    }
    return desk.do(ReceiveResult(**(values | other)))


@pytest.mark.requirement("R-168", "R-185")
def test_an_electronic_result_is_verified_over_exactly_its_content() -> None:
    desk, case = at("at_work", "on_line")
    content = b"%PDF made up"
    signed = base64.b64encode(desk.key.sign("operator", content, desk.clock.at)).decode()
    sent = base64.b64encode(content).decode()
    altered = base64.b64encode(content + b" ").decode()
    for wrong in (
        {},
        {"signature_valid": False},
        {"content": altered, "cms": signed},
        {"content": altered, "cms": signed, "signature_valid": True},
        {"content": sent, "cms": "not base64!"},
    ):
        assert rules_of(electronic(desk, case, **wrong)) == {"receive_result.signature_valid"}
    assert electronic(desk, case, content=sent, cms=signed).ok
    assert desk.again(case).result.signature_valid is True
    assert desk.units(case) == ()


@pytest.mark.requirement("R-168")
def test_on_a_live_branch_nobodys_word_replaces_the_signature() -> None:
    desk, case = at("at_work", "on_line")
    desk.branch = replace(desk.branch, practice=False)
    stopped = electronic(desk, case, signature_valid=True)
    assert rules_of(stopped) == {"receive_result.signature_valid"}


@pytest.mark.requirement("R-158")
def test_a_result_comes_once() -> None:
    desk, case = at("answered")
    assert "step.not_from_here" in rules_of(receive(desk, case))
    assert len([unit for unit in desk.units(case) if unit.kind is UnitKind.IN]) == 1
