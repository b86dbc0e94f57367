"""A run of scans as a page shows it: what is awaited, how each unit stands, what was wrong and why."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.case_states import CaseState
from app.domain.custody import Unit
from app.domain.scan_run import SCANS, Heard, Mark, RunKind, RunLine, ScanRun, tally
from app.rules.scan_run import AWAITED_STATES
from app.usecases.custody_lists import CustodyLine, line_of, lines_of
from app.usecases.work import Work

_LATEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongScan:
    """A scan that did not belong: its place in the run, what it was, why it moved nothing."""

    sequence: int
    code: str
    why: str
    at: datetime
    line: CustodyLine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunView:
    """An open run. ``marks`` and ``at`` are by code; ``halted`` is what it stands still at, ``held``
    how many scans wait to be judged; ``latest`` are the last scans, the newest first."""

    id: str
    kind: RunKind
    about: str
    lines: tuple[CustodyLine, ...] = ()
    marks: dict[str, Mark] = field(default_factory=dict)
    at: dict[str, datetime] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    wrong: tuple[WrongScan, ...] = ()
    halted: WrongScan | None = None
    held: int = 0
    twice: int = 0
    latest: tuple[RunLine, ...] = ()


_GATHERED = {
    RunKind.TO_PROVIDER: CaseState.PACKAGED,
    RunKind.UNCLAIMED: CaseState.RETURN_DUE,
}


def awaited(work: Work, kind: RunKind, about: str) -> tuple[Unit, ...]:
    """Everything that a run of that kind about that provider or cell waits for."""
    stands = AWAITED_STATES[kind]
    if kind is RunKind.CELL:
        return tuple(unit for unit in work.store.units.in_cell(about) if unit.state in stands)
    cases = work.store.cases.in_states((_GATHERED[kind],))
    units = (unit for case in cases for unit in work.store.units.of_case(case.id))
    return tuple(unit for unit in units if unit.state in stands and unit.provider == about)


def run_view(work: Work, kind: RunKind, about: str) -> RunView | None:
    """The open run of that kind about that provider or cell, or ``None``."""
    run = work.store.runs.open_of(kind, about)
    return _view(work, run) if run is not None else None


def run_by_id(work: Work, run_id: str) -> RunView | None:
    """The run of that id, while it is open."""
    run = work.store.runs.get(run_id)
    return _view(work, run) if run is not None and run.open else None


def open_runs(work: Work, kind: RunKind) -> tuple[ScanRun, ...]:
    """The runs of that kind that somebody began and nobody closed, the latest first."""
    return tuple(reversed([run for run in work.store.runs.all_open() if run.kind is kind]))


def _view(work: Work, run: ScanRun) -> RunView:
    lines = work.store.runs.lines(run.id)
    found = tally(lines)
    wrong = tuple(_wrong(work, line) for line in found.wrong)
    return RunView(
        id=run.id,
        kind=run.kind,
        about=run.about,
        lines=lines_of(work, awaited(work, run.kind, run.about)),
        marks=found.marks,
        at=found.at,
        typed=found.typed,
        wrong=wrong,
        halted=next((one for one in wrong if one.sequence == run.halted), None),
        held=run.held,
        twice=found.twice,
        latest=_latest(lines),
    )


def _wrong(work: Work, line: RunLine) -> WrongScan:
    what = line_of(work, line.code) if line.code else None
    return WrongScan(sequence=line.sequence, code=line.code, why=line.why, at=line.at, line=what)


def _latest(lines: Iterable[RunLine]) -> tuple[RunLine, ...]:
    scans = [line for line in lines if line.heard in SCANS and line.heard is not Heard.HELD]
    return tuple(reversed(scans[-_LATEST:]))
