"""What every store promises of runs of scans, of cells, and of the days on which time moves a case."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.case import Registration, Storage
from app.domain.case_states import CaseState
from app.domain.scan_run import Heard, RunKind, RunLine, ScanRun
from app.errors import Unavailable
from app.ports.storage import STORE_STALE, Store
from tests.fakes.store_samples import MORNING, case, unit
from tests.fakes.store_trial import commit

TODAY = MORNING.date()


def run(number: int = 1, **other: object) -> ScanRun:
    values: dict[str, object] = {
        "id": f"run-{number}",
        "kind": RunKind.CELL,
        "about": "A-1",
        "desk": "3",
        "opened_at": MORNING + timedelta(minutes=number),
        "opened_by": "operator",
    }
    return ScanRun(**(values | other))  # type: ignore[arg-type]


def line(sequence: int, code: str = "R1", run_id: str = "run-1") -> RunLine:
    return RunLine(
        run_id=run_id,
        sequence=sequence,
        code=code,
        heard=Heard.TAKEN,
        at=MORNING,
        operator_id="operator",
    )


@pytest.mark.requirement("R-158", "R-178")
def test_one_run_is_open_about_one_thing(store: Store) -> None:
    commit(store, lambda work: work.runs.add(run()))
    with pytest.raises(Unavailable) as stopped:
        commit(store, lambda work: work.runs.add(run(2)))
    assert stopped.value.code == STORE_STALE
    commit(store, lambda work: work.runs.add(run(3, about="A-2")))
    commit(store, lambda work: work.runs.add(run(4, kind=RunKind.TO_PROVIDER)))
    with store.begin(writing=False) as work:
        assert [one.id for one in work.runs.all_open()] == ["run-1", "run-3", "run-4"]
        assert work.runs.open_of(RunKind.CELL, "A-1") == run()
        assert work.runs.open_of(RunKind.UNCLAIMED, "A-1") is None
        assert work.runs.get("run-9") is None
    closed = replace(run(), closed_at=MORNING, closed_by="act")
    commit(store, lambda work: work.runs.save(closed))
    with store.begin(writing=False) as work:
        assert work.runs.open_of(RunKind.CELL, "A-1") is None
        assert work.runs.get("run-1") == replace(closed, version=1)
    commit(store, lambda work: work.runs.add(run(5)))
    with pytest.raises(Unavailable):
        commit(store, lambda work: work.runs.save(closed))


@pytest.mark.requirement("R-158", "R-165")
def test_lines_stay_in_their_order_and_are_found_by_their_code(store: Store) -> None:
    commit(store, lambda work: work.runs.add(run()))
    lines = (line(1), line(2, ""), line(3, "R2"), line(4))
    for one in lines:
        commit(store, lambda work, one=one: work.runs.add_line(one))
    commit(store, lambda work: work.runs.add_line(line(1, run_id="run-2")))
    with pytest.raises(Unavailable):
        commit(store, lambda work: work.runs.add_line(line(4, "R3")))
    with store.begin(writing=False) as work:
        assert tuple(work.runs.lines("run-1")) == lines
        assert tuple(work.runs.lines("run-1", after=2)) == lines[2:]
        assert work.runs.last_of("run-1", "R1") == lines[3]
        assert work.runs.last_of("run-1", "") is None
        found = [(one.run_id, one.sequence) for one in work.runs.of_code("R1")]
        assert found == [("run-1", 1), ("run-1", 4), ("run-2", 1)]


@pytest.mark.requirement("R-168", "R-178")
def test_cells_tell_what_lies_in_them(store: Store) -> None:
    commit(store, lambda work: work.cases.add(case("c1")))
    for number, cell in enumerate(("B-1", "A-1", "B-1", "")):
        one = replace(unit(f"u{number}", code=f"R{number}", case_id="c1"), cell=cell)
        commit(store, lambda work, one=one: work.units.add(one))
    with store.begin(writing=False) as work:
        assert dict(work.units.cells()) == {"A-1": 1, "B-1": 2}
        assert list(work.units.cells()) == ["A-1", "B-1"]
        assert [one.id for one in work.units.in_cell("B-1")] == ["u0", "u2"]
        assert not work.units.in_cell("")
        moved = work.units.get("u0")
    assert moved is not None
    commit(store, lambda work: work.units.save(replace(moved, cell="")))
    with store.begin(writing=False) as work:
        assert dict(work.units.cells()) == {"A-1": 1, "B-1": 1}


def _kept(name: str, state: CaseState, promised: date, until: date | None) -> object:
    filed = Registration(
        number=name,
        code=name,
        filed_at=MORNING,
        trace=(),
        term_end=MORNING,
        issue_date=promised,
        delivery_due=None,
        calendar_version="HS-2026",
    )
    kept = Storage(cell="A-1", arrived_at=MORNING, starts_on=promised, until=until)
    return replace(case(name), number=name, state=state, registration=filed, storage=kept)


@pytest.mark.requirement("R-171", "R-174")
def test_cases_are_found_by_the_day_on_which_time_moves_them(store: Store) -> None:
    week = timedelta(days=7)
    rows = (
        _kept("ready", CaseState.READY_FOR_ISSUE, TODAY, TODAY + week),
        _kept("later", CaseState.READY_FOR_ISSUE, TODAY + week, None),
        _kept("stored", CaseState.STORED, TODAY - week, TODAY),
        _kept("sooner", CaseState.STORED, TODAY - week, TODAY - timedelta(days=1)),
        _kept("social", CaseState.STORED, TODAY - week, None),
    )
    for row in rows:
        commit(store, lambda work, row=row: work.cases.add(row))
    with store.begin(writing=False) as work:

        def due(state: CaseState, since: date | None, until: date | None) -> list[str]:
            return [one.id for one in work.cases.due(state, since, until)]

        assert due(CaseState.READY_FOR_ISSUE, TODAY, TODAY) == ["ready"]
        assert due(CaseState.STORED, TODAY - week, TODAY) == ["sooner", "stored"]
        assert due(CaseState.STORED, None, None) == ["social"]
        assert due(CaseState.STORED, TODAY + week, TODAY + 2 * week) == []


@pytest.mark.requirement("R-157", "R-158")
def test_a_dead_code_leads_to_what_bore_it_and_is_nobodys_own(store: Store) -> None:
    commit(store, lambda work: work.cases.add(case("c1")))
    one, two = (unit(f"u{n}", code=f"R{n}", case_id="c1") for n in (1, 2))
    for made in (one, two):
        commit(store, lambda work, made=made: work.units.add(made))
    new = replace(one, code="R9", former_codes=("R1",))
    commit(store, lambda work: work.units.relabel(new))
    with store.begin(writing=False) as work:
        assert work.units.by_code("R1") is None
        assert work.units.once_bore("R1") == work.units.by_code("R9") == replace(new, version=1)
        assert work.units.once_bore("R9") is None
        assert work.units.once_bore("") is None
    with pytest.raises(Unavailable):
        commit(
            store, lambda work: work.units.relabel(replace(two, code="R9", former_codes=("R2",)))
        )
    with pytest.raises(Unavailable):
        commit(store, lambda work: work.units.relabel(replace(new, code="R8")))
