"""What nobody came for goes back: the month's class alone, after its month, signed, whole runs only."""

from dataclasses import replace

import msgspec
import pytest

from app.domain.branch import Role
from app.domain.case import Case
from app.domain.case_states import CaseState
from app.domain.unit_states import UnitKind, UnitState
from app.errors import InputInvalid
from app.usecases.issue import Issue
from app.usecases.return_unclaimed import ReturnUnclaimed
from tests.fakes.intake_desk import people, requirements_of, rules_of
from tests.fakes.road_desk import RECEIVER, RoadDesk, at

DUE = "2026-04-17"


def due(service: str = "leave", **other: object) -> tuple[RoadDesk, Case, str]:
    desk, case = at("lying", service, **other)
    desk.timers(DUE)
    return desk, case, desk.unit(case).code


@pytest.mark.requirement("R-172", "R-177")
def test_a_listed_result_goes_back_by_a_signed_register() -> None:
    desk, case, code = due()
    done = desk.must(ReturnUnclaimed(codes=(code,), received_by=RECEIVER, courier="Тестов Н."))
    unit = desk.unit(case)
    assert (desk.again(case).state, unit.state) == (CaseState.RETURNED, UnitState.RETURNED)
    assert (unit.holder, unit.cell, unit.moves[-1].register_number) == (
        RECEIVER,
        "",
        done.facts["register"],
    )
    (paper,) = done.papers
    data = msgspec.json.decode(desk.store.tables.papers[paper.id].data)
    assert (paper.kind, data["received_by"]) == ("unclaimed_return_register", RECEIVER)
    assert data["rows"][0] == {
        "package_code": code,
        "case_number": case.number,
        "promised_on": "2026-03-16",
        "stored_from": "2026-03-16",
        "stored_until": "2026-04-16",
    }
    late = desk.visitor().do(Issue(case=case.number, code=code, acknowledgement="signed"))
    assert "step.not_from_here" in rules_of(late)
    assert desk.again(case).state is CaseState.RETURNED


@pytest.mark.requirement("R-171", "R-172")
def test_nothing_goes_back_before_its_month_is_over() -> None:
    desk, case = at("lying")
    code = desk.unit(case).code
    for day in ("2026-03-17", "2026-04-16"):
        desk.timers(day)
        stopped = desk.do(ReturnUnclaimed(codes=(code,), received_by=RECEIVER))
        assert "return_unclaimed.month_ended" in rules_of(stopped)
        assert desk.again(case).state is CaseState.STORED


@pytest.mark.requirement("R-173", "R-174", "R-172")
@pytest.mark.parametrize("service", ["allowance", "card"])
@pytest.mark.parametrize("who", sorted(people().operators))
def test_no_role_returns_payments_or_identity_documents(service: str, who: str) -> None:
    desk, case, code = due(service)
    desk.sits(who)
    stopped = desk.do(ReturnUnclaimed(codes=(code,), received_by=RECEIVER))
    assert {"R-173", "R-171"} <= requirements_of(stopped) | {"R-171"}
    assert "return_unclaimed.class_month" in rules_of(stopped)
    assert desk.again(case).state is CaseState.STORED
    everything = replace(desk.operator, roles=frozenset(Role))
    desk.operator = everything
    assert not desk.do(ReturnUnclaimed(codes=(code,), received_by=RECEIVER)).ok


@pytest.mark.requirement("R-172")
def test_one_unit_that_may_not_go_stops_the_run() -> None:
    desk, case = at("lying")
    kept = desk.lying("allowance")
    desk.timers(DUE)
    codes = (desk.unit(case).code, desk.unit(kept).code)
    stopped = desk.do(ReturnUnclaimed(codes=codes, received_by=RECEIVER))
    assert {finding.subject for finding in stopped.findings} == {codes[1]}
    assert desk.again(case).state is CaseState.RETURN_DUE
    assert not [p for p in desk.papers() if p.kind == "unclaimed_return_register"]
    desk.must(ReturnUnclaimed(codes=codes[:1], received_by=RECEIVER))


@pytest.mark.requirement("R-172", "R-158")
def test_unsigned_unscanned_or_strange_is_not_returned() -> None:
    desk, _, code = due()
    assert rules_of(desk.do(ReturnUnclaimed(codes=(code,), received_by=""))) == {
        "return_unclaimed.provider_acknowledged"
    }
    typed = ReturnUnclaimed(codes=(code,), received_by=RECEIVER, typed_reason="жыртық")
    assert rules_of(desk.do(typed)) == {"return_unclaimed.code_scanned"}
    other = ReturnUnclaimed(provider="another", codes=(code,), received_by=RECEIVER)
    assert rules_of(desk.do(other)) == {"hand_over.one_provider"}
    for codes in ((), (code, code), ("R0",)):
        with pytest.raises(InputInvalid):
            desk.do(ReturnUnclaimed(codes=codes, received_by=RECEIVER))


@pytest.mark.requirement("R-172")
def test_what_belongs_together_goes_back_together() -> None:
    desk, case, code = due("originals", result={"originals": ("kept",)})
    beside = desk.unit(case, UnitKind.ORIG).code
    alone = desk.do(ReturnUnclaimed(codes=(code,), received_by=RECEIVER))
    assert "return_unclaimed.goes_whole" in rules_of(alone)
    desk.must(ReturnUnclaimed(codes=(code, beside), received_by=RECEIVER))
    gone = {unit.state for unit in desk.units(case) if unit.kind is not UnitKind.OUT}
    assert gone == {UnitState.RETURNED}
    assert desk.verbs()[-4:].count("return_unclaimed") >= 3


@pytest.mark.requirement("R-172", "R-181")
def test_who_comes_before_the_run_still_receives() -> None:
    desk, case, code = due()
    desk.visitor()
    desk.must(Issue(code=code, acknowledgement="signed"))
    unit = desk.unit(case)
    assert (desk.again(case).state, unit.state) == (CaseState.ISSUED, UnitState.WITH_APPLICANT)
    assert [step.verb for step in unit.moves[-2:]] == ["take_off_return_list", "issue"]
