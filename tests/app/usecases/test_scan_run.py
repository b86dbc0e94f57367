"""Runs of scans: every scan is judged and kept, an error halts, and only what agrees is closed."""

from datetime import timedelta

import pytest

from app.domain.case import Case
from app.domain.codes import CodeKind, printed_code
from app.domain.scan_run import Heard, Mark, RunKind
from app.domain.unit_states import UnitKind, UnitState
from app.errors import InputInvalid
from app.usecases.close_run import CloseCount
from app.usecases.hand_over import HandOver
from app.usecases.outcome import Outcome
from app.usecases.return_unclaimed import ReturnUnclaimed
from app.usecases.run_view import RunView, open_runs, run_by_id, run_view
from app.usecases.scan_run import (
    AcknowledgeScan,
    MergeScans,
    OpenRun,
    ScanInRun,
    TerminalScan,
    TurnLine,
    UndoScan,
)
from tests.fakes.intake_desk import rules_of
from tests.fakes.road_desk import RECEIVER, RoadDesk, at


class Run:
    """A run out with three sealed packages of one provider and one of another."""

    def __init__(self) -> None:
        self.desk, first = at("sealed")
        self.cases = [first, self.desk.sealed("leave"), self.desk.sealed("leave")]
        self.codes = [self.desk.unit(case, UnitKind.OUT).code for case in self.cases]
        foreign = self.desk.sealed("elsewhere")
        self.foreign = self.desk.unit(foreign, UnitKind.OUT).code
        self.provider = self.desk.unit(first, UnitKind.OUT).provider
        opened = self.desk.must(OpenRun(kind=RunKind.TO_PROVIDER, about=self.provider))
        self.id = opened.facts["run"]

    def scan(self, code: str, reason: str = "") -> Outcome:
        return self.desk.must(ScanInRun(run=self.id, code=code, typed_reason=reason))

    def heard(self, code: str) -> str:
        return self.scan(code).facts["heard"]

    def view(self) -> RunView:
        found = self.desk.ask(lambda work: run_by_id(work, self.id))
        assert found is not None
        return found

    def close(self, *codes: str, **other: object) -> Outcome:
        return self.desk.do(HandOver(codes=codes, received_by=RECEIVER, **other))  # type: ignore[arg-type]


@pytest.mark.requirement("R-158", "R-159")
def test_a_scan_is_counted_once_and_nothing_moves_before_the_register() -> None:
    run = Run()
    assert [run.heard(code) for code in (*run.codes, run.codes[0])] == ["taken"] * 3 + ["twice"]
    view = run.view()
    assert view.marks == dict.fromkeys(run.codes, Mark.SCANNED)
    assert ({line.code for line in view.lines}, view.twice) == (set(run.codes), 1)
    for case in run.cases:
        assert run.desk.unit(case, UnitKind.OUT).state is UnitState.SEALED
    done = run.close(*run.codes)
    assert done.ok
    assert run.desk.ask(lambda work: run_by_id(work, run.id)) is None
    kept = run.desk.ask(lambda work: work.store.runs.get(run.id))
    assert kept.closed_by == done.facts["register"]
    with pytest.raises(InputInvalid):
        run.scan(run.codes[0])


@pytest.mark.requirement("R-158", "R-165")
def test_an_error_halts_and_the_scans_behind_it_are_held_not_lost() -> None:
    run = Run()
    stopped = run.scan(run.foreign)
    assert stopped.facts["heard"] == "stranger"
    assert (rules_of(stopped), stopped.facts["halted"]) == ({"scan_run.one_place"}, "1")
    assert [run.heard(code) for code in run.codes] == ["held"] * 3
    assert run.view().held == 3
    assert not run.view().marks
    gone_on = run.desk.must(AcknowledgeScan(run=run.id))
    assert "halted" not in gone_on.facts
    assert run.view().marks == dict.fromkeys(run.codes, Mark.SCANNED)
    assert run.view().held == 0
    assert run.close(*run.codes).ok


@pytest.mark.requirement("R-158")
def test_a_held_scan_that_is_wrong_halts_again_before_the_ones_behind_it() -> None:
    run = Run()
    for code in (run.foreign, run.codes[0], run.foreign, run.codes[1], run.codes[0]):
        run.scan(code)
    again = run.desk.must(AcknowledgeScan(run=run.id))
    assert (again.facts["heard"], again.facts["held"]) == ("stranger", "2")
    assert run.view().marks == {run.codes[0]: Mark.SCANNED}
    run.desk.must(AcknowledgeScan(run=run.id))
    assert run.view().marks == dict.fromkeys(run.codes[:2], Mark.SCANNED)
    assert run.view().twice == 1
    assert run.desk.must(AcknowledgeScan(run=run.id)).ok


@pytest.mark.requirement("R-158", "R-231")
@pytest.mark.parametrize(
    ("code", "heard", "why"),
    [
        ("900101300123", "misread", "unit.not_ours"),
        ("P0214", "misread", "unit.not_ours"),
        ("", "misread", "unit.not_ours"),
        ("x" * 4096, "misread", "unit.misread"),
        (printed_code(CodeKind.PACKAGE_OUT, "77", 5), "stranger", "unit.other_branch"),
        (printed_code(CodeKind.CELL, "9900", 5), "stranger", "unit.other_kind"),
        (printed_code(CodeKind.RESULT_IN, "9900", 5), "stranger", "unit.unknown"),
    ],
)
def test_what_is_none_of_ours_halts_and_its_text_is_not_kept(
    code: str, heard: str, why: str
) -> None:
    run = Run()
    told = run.scan(code).facts
    assert (told["heard"], told["why"]) == (heard, why)
    line = run.view().halted
    assert line is not None
    assert line.code == (code if heard == "stranger" else "")
    assert not rules_of(run.desk.must(AcknowledgeScan(run=run.id)))


@pytest.mark.requirement("R-158")
def test_ten_thousand_scans_of_rubbish_cost_no_scan_that_is_right() -> None:
    run = Run()
    for number in range(200):
        run.scan("9" * (number % 60 + 1))
    run.scan(run.codes[0])
    kept = run.desk.ask(lambda work: work.store.runs.get(run.id))
    assert (kept.last, kept.held, kept.halted) == (201, 1, 1)
    run.desk.must(AcknowledgeScan(run=run.id))
    assert run.view().marks == {run.codes[0]: Mark.SCANNED}


@pytest.mark.requirement("R-158")
def test_the_last_scan_is_taken_back_and_both_stay_on_record() -> None:
    run = Run()
    for code in run.codes[:2]:
        run.scan(code)
    assert run.desk.must(UndoScan(run=run.id)).facts["code"] == run.codes[1]
    assert run.view().marks == {run.codes[0]: Mark.SCANNED, run.codes[1]: Mark.AWAITED}
    assert run.heard(run.codes[1]) == "taken"
    for _ in range(2):
        run.desk.must(UndoScan(run=run.id))
    with pytest.raises(InputInvalid):
        run.desk.do(UndoScan(run=run.id))
    lines = run.desk.ask(lambda work: work.store.runs.lines(run.id))
    assert [line.heard for line in lines].count(Heard.UNDONE) == 3


@pytest.mark.requirement("R-158", "R-229")
def test_a_typed_code_counts_from_a_supervisor_alone() -> None:
    run = Run()
    told = run.scan(run.codes[1], "torn")
    run.desk.must(AcknowledgeScan(run=run.id))
    typed = ScanInRun(run=run.id, code=run.codes[0], typed_reason="torn")
    assert run.desk.as_supervisor(typed).facts["heard"] == "taken"
    assert run.view().typed == {run.codes[0]: "torn"}
    assert (told.facts["heard"], rules_of(told)) == ("stranger", {"scan_run.typed_by_right"})


@pytest.mark.requirement("R-159", "R-166")
def test_a_run_closes_only_when_it_is_reconciled_or_explained() -> None:
    run = Run()
    run.scan(run.codes[0])
    assert rules_of(run.close(run.codes[0])) == {"scan_run.reconciled"}
    with pytest.raises(InputInvalid):
        run.close(*run.codes)
    run.desk.must(TurnLine(run=run.id, code=run.codes[1]))
    assert run.view().marks[run.codes[1]] is Mark.STAYS
    run.scan(run.foreign)
    with pytest.raises(InputInvalid):
        run.close(run.codes[0], remark="кейін")
    run.desk.must(AcknowledgeScan(run=run.id))
    assert run.close(run.codes[0], remark="кейін").ok


@pytest.mark.requirement("R-158")
def test_a_run_is_taken_up_again_where_it_was_left() -> None:
    run = Run()
    run.scan(run.codes[0])
    again = run.desk.must(OpenRun(kind=RunKind.TO_PROVIDER, about=run.provider))
    assert (again.facts["run"], again.facts["scans"]) == (run.id, "1")
    found = run.desk.ask(lambda work: open_runs(work, RunKind.TO_PROVIDER))
    assert [one.id for one in found] == [run.id]
    seen = run.desk.ask(lambda work: run_view(work, RunKind.TO_PROVIDER, run.provider))
    assert seen.marks == {run.codes[0]: Mark.SCANNED}
    with pytest.raises(InputInvalid):
        run.desk.do(OpenRun(kind=RunKind.CELL, about=" "))


def cell(count: int) -> tuple[RoadDesk, list[Case], list[str], str]:
    desk, first = at("lying")
    cases = [first, *(desk.lying("leave") for _ in range(count - 1))]
    codes = [desk.unit(case).code for case in cases]
    run = desk.must(OpenRun(kind=RunKind.CELL, about="A-1")).facts["run"]
    return desk, cases, codes, run


@pytest.mark.requirement("R-178")
def test_the_count_of_a_cell_changes_nothing_by_itself() -> None:
    desk, cases, codes, run = cell(2)
    for code in codes:
        desk.must(ScanInRun(run=run, code=code))
    before = [desk.unit(case) for case in cases]
    done = desk.must(CloseCount(run=run))
    assert (done.facts["scanned"], done.facts["missing"], done.papers) == ("2", "0", ())
    assert [desk.unit(case) for case in cases] == before


@pytest.mark.requirement("R-178", "R-166")
def test_what_is_missing_in_a_cell_goes_into_an_act_of_both_sides() -> None:
    desk, cases, codes, run = cell(2)
    desk.must(ScanInRun(run=run, code=codes[0]))
    assert rules_of(desk.do(CloseCount(run=run))) == {"scan_run.reconciled", "scan_run.both_sides"}
    alone = desk.do(CloseCount(run=run, explanation="ұяшықта жоқ"))
    assert rules_of(alone) == {"scan_run.both_sides"}
    done = desk.must(CloseCount(run=run, explanation="ұяшықта жоқ", witness="Тестов Н."))
    assert [paper.kind for paper in done.papers] == ["discrepancy_act"]
    assert desk.unit(cases[0]).state is UnitState.IN_ISSUING_SECTOR
    assert desk.unit(cases[1]).state is UnitState.DISCREPANCY
    assert desk.unit(cases[1]).cell == "A-1"


@pytest.mark.requirement("R-178")
def test_what_lies_in_the_wrong_cell_is_told_and_stays_where_the_books_have_it() -> None:
    desk, cases, codes, _ = cell(1)
    other = desk.must(OpenRun(kind=RunKind.CELL, about="B-7")).facts["run"]
    told = desk.must(ScanInRun(run=other, code=codes[0]))
    assert rules_of(told) == {"scan_run.one_place"}
    assert told.findings[0].params["place"] == "A-1"
    assert desk.unit(cases[0]).cell == "A-1"
    with pytest.raises(InputInvalid):
        desk.do(CloseCount(run=other))


@pytest.mark.requirement("R-172")
def test_the_run_back_holds_the_register_too() -> None:
    desk, case = at("lying")
    desk.timers("2026-03-20")
    desk.timers("2026-12-01")
    unit = desk.unit(case)
    assert unit.state is UnitState.RETURN_LISTED
    run = desk.must(OpenRun(kind=RunKind.UNCLAIMED, about=unit.provider)).facts["run"]
    with pytest.raises(InputInvalid):
        desk.do(ReturnUnclaimed(codes=(unit.code,), received_by=RECEIVER))
    desk.must(ScanInRun(run=run, code=unit.code))
    assert desk.must(ReturnUnclaimed(codes=(unit.code,), received_by=RECEIVER)).ok
    assert desk.ask(lambda work: run_by_id(work, run)) is None


@pytest.mark.requirement("R-165", "R-158")
def test_the_file_of_a_terminal_ends_in_the_same_lines_as_scans_by_hand() -> None:
    run, by_hand = Run(), Run()
    start = run.desk.clock.now() - timedelta(hours=3)
    scans = tuple(
        TerminalScan(code=code, at=start + timedelta(seconds=number))
        for number, code in enumerate((*run.codes, run.codes[0]))
    )
    told = run.desk.must(MergeScans(run=run.id, scans=tuple(reversed(scans)))).facts
    assert (told["taken"], told["twice"]) == ("3", "1")
    for code in (*by_hand.codes, by_hand.codes[0]):
        by_hand.scan(code)

    def lines(one: Run) -> list[tuple[object, ...]]:
        found = one.desk.ask(lambda work: work.store.runs.lines(one.id))
        return [(x.code, x.heard, x.mark, x.why) for x in found]

    assert lines(run) == lines(by_hand)
    kept = run.desk.ask(lambda work: work.store.runs.lines(run.id))
    assert [line.at for line in kept] == [scan.at for scan in scans]
    assert run.desk.must(MergeScans(run=run.id, scans=scans)).facts["twice"] == "4"


@pytest.mark.requirement("R-165")
def test_a_terminal_whose_clock_is_wrong_halts_and_loses_nothing() -> None:
    run = Run()
    now = run.desk.clock.now()
    scans = (
        TerminalScan(code=run.codes[0], at=now),
        TerminalScan(code=run.codes[1], at=now + timedelta(days=9), doubt="offline.ahead"),
        TerminalScan(code=run.codes[2], at=now + timedelta(days=10), doubt="offline.ahead"),
        TerminalScan(code="not ours", at=now + timedelta(seconds=1)),
    )
    told = run.desk.must(MergeScans(run=run.id, scans=scans)).facts
    assert (told["taken"], told["misread"], told["held"]) == ("1", "1", "2")
    first = run.desk.must(AcknowledgeScan(run=run.id)).facts
    assert (first["why"], first["held"]) == ("offline.ahead", "1")
    run.desk.must(AcknowledgeScan(run=run.id))
    run.desk.must(AcknowledgeScan(run=run.id))
    assert run.heard(run.codes[1]) == "taken"
    assert run.view().marks == dict.fromkeys(run.codes[:2], Mark.SCANNED)
