"""A damaged label is replaced: the thing bears a new code with a mark, and the former one is dead."""

import msgspec
import pytest

from app.domain.unit_states import UnitKind, UnitState
from app.errors import InputInvalid
from app.usecases.hand_over import HandOver
from app.usecases.relabel import Relabel
from app.usecases.scan_run import OpenRun, RunKind, ScanInRun
from app.usecases.whereabouts import whereabouts
from tests.fakes.intake_desk import rules_of
from tests.fakes.road_desk import RECEIVER, at


@pytest.mark.requirement("R-157", "R-158")
def test_the_former_code_is_dead_for_ever_and_says_so() -> None:
    desk, case = at("sealed")
    former = desk.unit(case, UnitKind.OUT)
    done = desk.must(Relabel(code=former.code, reason="су тиді"))
    new = desk.unit(case, UnitKind.OUT)
    assert (new.id, new.state, new.holder) == (former.id, former.state, former.holder)
    assert (new.code, new.former_codes) == (done.facts["unit"], (former.code,))
    with pytest.raises(InputInvalid) as dead:
        desk.do(HandOver(codes=(former.code,), received_by=RECEIVER))
    assert dead.value.code == "unit.dead_label"
    run = desk.must(OpenRun(kind=RunKind.TO_PROVIDER, about=new.provider)).facts["run"]
    told = desk.must(ScanInRun(run=run, code=former.code)).facts
    assert (told["heard"], told["why"]) == ("stranger", "unit.dead_label")
    (found,) = desk.ask(lambda work: whereabouts(work, former.code))
    assert found.code == new.code
    assert [one.foreign for one in found.sightings] == [True]


@pytest.mark.requirement("R-157", "R-158")
def test_the_new_label_bears_a_mark_and_moves_the_thing() -> None:
    desk, case = at("sealed")
    for count in (1, 2):
        code = desk.unit(case, UnitKind.OUT).code
        (paper,) = desk.must(Relabel(code=code, reason="жыртылды")).papers
        data = msgspec.json.decode(desk.store.tables.papers[paper.id].data)
        assert (data["reprint"], data["head"]["code"]) == (
            count,
            desk.unit(case, UnitKind.OUT).code,
        )
        assert paper.id in {order["paper"] for order in desk.orders("print")}
    new = desk.unit(case, UnitKind.OUT)
    assert desk.must(HandOver(codes=(new.code,), received_by=RECEIVER)).ok
    assert rules_of(desk.do(Relabel(code=new.code, reason="x"))) == {"scanning.not_from_here"}


@pytest.mark.requirement("R-158", "R-229")
def test_a_code_that_cannot_be_read_is_typed_by_the_supervisor() -> None:
    desk, case = at("lying")
    code = desk.unit(case).code
    typed = Relabel(code=code, reason="бояу", typed_reason="оқылмайды")
    assert rules_of(desk.do(typed)) == {"pack.code_scanned"}
    assert rules_of(desk.do(Relabel(code=code, reason=" "))) == {"pack.reason_given"}
    assert desk.as_supervisor(typed).ok
    assert desk.unit(case).state is UnitState.IN_ISSUING_SECTOR
    assert desk.unit(case).moves[-1].typed_code_reason == "оқылмайды"
