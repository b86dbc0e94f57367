"""Runs of scans as plain dicts and a list; held to the same contract as the real ones."""
# ruff: noqa: A002 - the ports call it id

from collections.abc import Sequence

from app.domain.scan_run import RunKind, RunLine, ScanRun
from app.errors import Unavailable
from app.ports.storage import STORE_STALE
from tests.fakes.fake_tables import Tables, fresh, next_version


class FakeScanRuns:
    def __init__(self, tables: Tables) -> None:
        self._t = tables

    def get(self, id: str) -> ScanRun | None:
        return self._t.runs.get(id)

    def open_of(self, kind: RunKind, about: str) -> ScanRun | None:
        return next((r for r in self.all_open() if (r.kind, r.about) == (kind, about)), None)

    def all_open(self) -> Sequence[ScanRun]:
        found = (run for run in self._t.runs.values() if run.open)
        return tuple(sorted(found, key=lambda run: (run.opened_at, run.id)))

    def add(self, run: ScanRun) -> None:
        if run.open and self.open_of(run.kind, run.about) is not None:
            raise Unavailable(STORE_STALE)
        fresh(self._t.runs, run)

    def save(self, run: ScanRun) -> ScanRun:
        return next_version(self._t.runs, run)

    def add_line(self, line: RunLine) -> None:
        if any(self._place(line) == self._place(other) for other in self._t.run_lines):
            raise Unavailable(STORE_STALE)
        self._t.run_lines.append(line)

    @staticmethod
    def _place(line: RunLine) -> tuple[str, int]:
        return line.run_id, line.sequence

    def lines(self, run_id: str, after: int = 0) -> Sequence[RunLine]:
        found = (x for x in self._t.run_lines if x.run_id == run_id and x.sequence > after)
        return tuple(sorted(found, key=self._place))

    def last_of(self, run_id: str, code: str) -> RunLine | None:
        return next((x for x in reversed(self.lines(run_id)) if code and x.code == code), None)

    def of_code(self, code: str) -> Sequence[RunLine]:
        found = (x for x in self._t.run_lines if code and x.code == code)
        return tuple(sorted(found, key=self._place))
