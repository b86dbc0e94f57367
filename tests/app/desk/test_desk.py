"""The Desk: one command, one transaction, one answer; a «no» is logged, a bug keeps the case."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from app.domain.case_states import CaseState
from app.domain.language import Lang
from app.domain.unit_states import UnitKind, UnitState
from app.ports.storage import PAYLOAD_GONE
from app.usecases.choose_service import ChooseLanguage
from app.usecases.outcome import Outcome, Status
from app.usecases.pack import Pack, Seal
from app.usecases.postpone import Abandon
from app.usecases.queue.call import Call
from app.usecases.queue.take_ticket import TakeTicket
from app.usecases.send import RecordSendError, Send
from app.usecases.store import DecideHeld
from tests.fakes.busy_store import BusyStore
from tests.fakes.road_desk import RoadDesk, at
from tests.fakes.whole_desk import WholeDesk, whole


class BrokenServices:
    """A catalogue that fails at every look."""

    def get(self, *_: Any) -> Any:
        raise RuntimeError("the catalogue is broken")

    in_force = all_in_force = get


class NoIds:
    """A source of ids that has run dry."""

    def new(self) -> str:
        raise RuntimeError("no ids")


@pytest.mark.requirement("R-228")
def test_the_same_key_has_one_effect_and_one_answer() -> None:
    desk, case = whole("filed")
    lines = len(desk.road.store.tables.journal)
    first = desk.do(Pack(case=case.id), key="click-1")
    again = desk.do(Pack(case=case.id), key="click-1")
    assert first.ok
    assert (again.facts, again.papers, again.findings) == (
        first.facts,
        first.papers,
        first.findings,
    )
    assert again.case is not None
    assert again.case.case.state is CaseState.PACKAGED
    assert len(desk.road.units(case)) == 1
    assert len(desk.road.store.tables.journal) == lines + 1
    assert len([paper for paper in desk.road.papers() if paper.kind == "package_label"]) == 1


@pytest.mark.requirement("R-228")
def test_the_answer_under_a_key_outlives_the_program() -> None:
    desk, case = whole("filed")
    first = desk.do(Pack(case=case.id), key="click-1")
    fresh = WholeDesk(desk.road)
    assert fresh.do(Pack(case=case.id), key="click-1").facts == first.facts
    other_key = fresh.do(Pack(case=case.id), key="click-2")
    assert other_key.status is Status.BLOCKED


@pytest.mark.requirement("R-101")
def test_an_answer_about_an_erased_draft_tells_nothing_any_more() -> None:
    road = RoadDesk().opened("leave")
    desk = WholeDesk(road)
    case = road.case()
    assert desk.do(ChooseLanguage(case=case.id, language=Lang.KK), key="k").case is not None
    assert desk.do(Abandon(case=case.id)).ok
    with road.store.begin(writing=False) as unit:
        assert unit.answered("k") == PAYLOAD_GONE
    again = desk.do(ChooseLanguage(case=case.id, language=Lang.KK), key="k")
    assert (again.status, again.case, again.changes) == (Status.OK, None, ())
    assert case.id not in road.store.tables.cases


@pytest.mark.requirement("R-228", "R-158")
def test_a_stopped_attempt_changes_nothing_and_stands_in_the_log() -> None:
    desk, case = whole("packed")
    code = desk.road.unit(case, UnitKind.OUT).code
    stopped = desk.do(Seal(code=code, sheets=9), key="k")
    assert (stopped.status, stopped.changes) == (Status.BLOCKED, ())
    assert desk.road.unit(case, UnitKind.OUT).state is UnitState.OPEN
    line = desk.last_line
    assert (line.verb, line.actor, line.facts) == (
        "stopped:seal",
        "small_branch",
        {"finding_0": "pack.sheets_match"},
    )
    assert desk.do(Seal(code=code, sheets=1), key="k").ok


@pytest.mark.requirement("R-228")
def test_a_stopped_attempt_shows_the_case_as_it_stands() -> None:
    desk, case = whole("filed")
    stopped = desk.do(Send(case=case.number))
    assert stopped.case is None or stopped.case.case.id == case.id
    named = desk.do(Send(case=case.id))
    assert named.case is not None
    assert named.case.case.state is CaseState.REGISTERED
    assert desk.last_line.case_id == case.id


@pytest.mark.requirement("R-228")
def test_wrong_input_names_its_field_and_is_logged_without_its_value() -> None:
    desk, _ = whole("filed")
    wrong = desk.do(Pack(case="870412399019"))
    assert (wrong.status, wrong.error.code, wrong.error.place) == (
        Status.INVALID,
        "case.unknown",
        "case",
    )
    assert desk.last_line.verb == "stopped:pack"
    assert "870412399019" not in repr(desk.last_line)


@dataclass(frozen=True)
class NoSuchStep:
    """Something that is no command."""


@pytest.mark.requirement("R-007")
def test_what_is_no_step_of_the_counter_is_turned_away() -> None:
    desk, _ = whole("filed")
    wrong = desk.do(NoSuchStep())
    assert (wrong.status, wrong.error.code) == (Status.INVALID, "desk.unknown_word")
    assert wrong.error.params == {"word": "NoSuchStep"}


@pytest.mark.requirement("R-228")
def test_a_bug_gets_a_number_and_the_case_is_kept(caplog: pytest.LogCaptureFixture) -> None:
    desk, case = whole("filed", services=BrokenServices())
    before = desk.road.store.tables
    failed = desk.do(Pack(case=case.id))
    assert failed.status is Status.BUG
    assert failed.error.code == "bug"
    number = failed.error.params["incident"]
    assert re.fullmatch(r"H\d{6}-\d{4}-[A-Z0-9]{3}", number)
    assert number in caplog.text
    assert desk.road.store.tables.cases == before.cases
    assert not desk.road.units(case)
    healthy = WholeDesk(desk.road)
    assert healthy.do(Pack(case=case.id)).ok


@pytest.mark.requirement("R-228")
def test_a_bug_in_a_step_is_logged_with_the_step(caplog: pytest.LogCaptureFixture) -> None:
    """The step itself fails; the look at the case does not."""
    desk, case = whole("filed", ids=NoIds())
    failed = desk.do(Pack(case=case.id), key="k")
    assert failed.status is Status.BUG
    assert desk.last_line.verb == "stopped:pack"
    assert desk.last_line.facts == {"error": "bug"}
    assert failed.case is not None
    assert failed.case.case.state is CaseState.REGISTERED
    assert caplog.text


@pytest.mark.requirement("R-021")
def test_a_check_that_cannot_be_carried_out_stops_the_step() -> None:
    desk, _ = whole("filed", calendar=None)
    stopped = desk.do(TakeTicket(language=Lang.KK))
    assert stopped.status is Status.BLOCKED
    assert [(f.rule, f.params) for f in stopped.findings] == [
        ("rule.failed", {"rule": "call.doors_open"})
    ]


@pytest.mark.requirement("R-229", "R-228")
def test_a_role_that_is_not_yours_stops_and_is_logged() -> None:
    desk, case = whole("filed")
    desk.desk.seat(desk.road.sits("consultant").operator).result()
    stopped = desk.do(Pack(case=case.id))
    assert [f.rule for f in stopped.findings] == ["roles.not_yours"]
    line = desk.last_line
    assert (line.actor, line.role, line.facts) == (
        "consultant",
        "CNS",
        {"finding_0": "roles.not_yours"},
    )


@pytest.mark.requirement("R-229")
def test_each_act_bears_its_own_role_and_its_own_employee() -> None:
    desk, case = whole("filed")
    desk.do(Pack(case=case.id))
    assert (desk.last_line.actor, desk.last_line.role) == ("small_branch", "HND")
    desk.desk.seat(desk.road.sits("branch_manager").operator).result()
    desk.do(DecideHeld(case=case.id, decision="x"))
    assert (desk.last_line.actor, desk.last_line.verb) == ("branch_manager", "stopped:decide_held")


@pytest.mark.requirement("R-228")
def test_a_listener_that_fails_undoes_nothing() -> None:
    desk, case = whole("filed")
    told: list[tuple[str, Outcome]] = []

    def broken(word: str, outcome: Outcome) -> None:
        raise RuntimeError("a window is gone")

    desk.desk.listen(broken)
    desk.desk.listen(lambda word, outcome: told.append((word, outcome)))
    assert desk.do(Pack(case=case.id)).ok
    assert [word for word, _ in told] == ["pack"]
    assert f"case:{case.id}" in told[0][1].changes
    desk.do(Pack(case=case.id))
    assert len(told) == 1


@pytest.mark.requirement("R-235")
def test_a_store_that_is_busy_means_wait_and_repeat() -> None:
    road, case = at("filed")
    desk = WholeDesk(road, store=BusyStore(road.store, 2))
    answer = desk.do(Pack(case=case.id), key="k")
    assert (answer.status, answer.error.code) == (Status.UNAVAILABLE, "store.busy")
    assert desk.do(Pack(case=case.id), key="k").ok


@pytest.mark.requirement("R-156")
def test_a_question_reads_and_changes_nothing() -> None:
    desk, case = whole("filed")
    commits = desk.road.store.commits
    seen = desk.desk.ask(lambda work: work.store.cases.get(case.id).state).result()
    assert seen is CaseState.REGISTERED
    assert desk.road.store.commits == commits
    desk.desk.close()
    assert desk.road.store.closed


@pytest.mark.requirement("R-229")
def test_words_of_the_desk_need_no_role_and_move_nothing_that_is_not_so() -> None:
    desk, case = whole("filed")
    desk.desk.seat(desk.road.sits("auditor").operator).result()
    stopped = desk.do(RecordSendError(case=case.id, error="x"))
    assert stopped.status is Status.BLOCKED
    assert {f.rule for f in stopped.findings} == {"step.not_from_here"}


@pytest.mark.requirement("R-033")
def test_time_set_back_breaks_nothing() -> None:
    desk, _ = whole("filed")
    desk.road.clock.at -= timedelta(hours=1)
    assert desk.do(TakeTicket(language=Lang.KK)).ok
    assert desk.do(Call()).ok
    assert replace(desk.last_line).verb == "call"
