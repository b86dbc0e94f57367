"""One scan tells where a thing is, who has it since when, and through whose hands it went."""

import pytest

from app.domain.scan_run import RunKind
from app.domain.unit_states import UnitKind, UnitState
from app.usecases.issue import Issue
from app.usecases.pack import Reopen
from app.usecases.scan_run import AcknowledgeScan, OpenRun, ScanInRun
from app.usecases.whereabouts import Holder, Whereabouts, whereabouts
from tests.fakes.road_desk import RECEIVER, RoadDesk, at


def told(desk: RoadDesk, named: str) -> tuple[Whereabouts, ...]:
    found: tuple[Whereabouts, ...] = desk.ask(lambda work: whereabouts(work, named))
    return found


@pytest.mark.requirement("R-158", "R-168")
def test_a_result_tells_its_whole_way_from_the_provider_to_its_owner() -> None:
    desk, case = at("lying")
    unit = desk.unit(case)
    (first, package) = told(desk, unit.code)
    assert (first.code, first.kind, first.cell) == (unit.code, UnitKind.IN, "A-1")
    assert (first.hands.holder, first.since) == (Holder.SECTOR, unit.moves[-1].at)
    assert [one.verb for one in first.passages] == ["receive_result", "to_issuing_sector"]
    came, laid = first.passages
    assert (came.given_by.holder, came.taken_by.holder) == (Holder.PROVIDER, Holder.EMPLOYEE)
    assert (laid.given_by, laid.scan) == (came.taken_by, 3)
    assert came.register
    assert (package.kind, package.hands.holder) == (UnitKind.OUT, Holder.PROVIDER)
    assert package.hands.name.ru == RECEIVER
    desk.visitor()
    desk.must(Issue(case=case.id, code=unit.code, acknowledgement="signed"))
    (given, _) = told(desk, unit.code)
    assert (given.state, given.hands.holder) == (UnitState.WITH_APPLICANT, Holder.APPLICANT)
    assert given.passages[-1].given_by.holder is Holder.SECTOR


@pytest.mark.requirement("R-158")
def test_who_holds_a_package_holds_it_since_they_took_it() -> None:
    desk, case = at("sealed")
    unit = desk.unit(case, UnitKind.OUT)
    assert desk.as_supervisor(Reopen(code=unit.code, reason="сынақ")).ok
    (found,) = told(desk, unit.code)
    assert found.since == unit.moves[0].at
    assert found.hands.name.ru == found.passages[0].operator.ru
    assert [one.verb for one in found.passages] == ["pack", "seal", "reopen"]


@pytest.mark.requirement("R-178")
def test_where_a_thing_was_seen_is_told_too() -> None:
    desk, case = at("lying")
    code = desk.unit(case).code
    for about in ("A-1", "B-2"):
        run = desk.must(OpenRun(kind=RunKind.CELL, about=about)).facts["run"]
        desk.must(ScanInRun(run=run, code=code))
        desk.must(AcknowledgeScan(run=run))
    (found, _) = told(desk, code)
    seen = [(one.about, one.foreign) for one in found.sightings]
    assert seen == [("A-1", False), ("B-2", True)]


@pytest.mark.requirement("R-158")
def test_a_case_tells_of_all_its_things_and_a_strange_code_of_none() -> None:
    desk, case = at("lying")
    assert {one.kind for one in told(desk, case.number)} == {UnitKind.IN, UnitKind.OUT}
    assert told(desk, "R9900000000000549") == ()
    assert told(desk, "") == ()
