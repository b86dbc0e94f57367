"""Runs of scans and their lines as rows: a run has one version, a line is written once."""
# ruff: noqa: A002 - the ports call it id

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import bindparam, insert, select, true, update

from app.domain.scan_run import RunKind, RunLine, ScanRun
from app.ports.storage import STORE_STALE
from app.storage.payloads import RUN_LINE, SCAN_RUN, encoded, moment_text, or_none
from app.storage.tables import RUN_LINES, SCAN_RUNS
from app.storage.transaction import Transaction

_R = SCAN_RUNS.c
_L = RUN_LINES.c
_BY_ID = select(_R.payload).where(_R.id == bindparam("id"))
_OPEN_OF = select(_R.payload).where(
    _R.open == true(), _R.kind == bindparam("kind"), _R.about == bindparam("about")
)
_ALL_OPEN = select(_R.payload).where(_R.open == true()).order_by(_R.opened_at, _R.id)
_ADD = insert(SCAN_RUNS)
_SAVE = update(SCAN_RUNS).where(
    _R.id == bindparam("this_id"), _R.version == bindparam("expected_version")
)
_ADD_LINE = insert(RUN_LINES)
_LINES = (
    select(_L.payload)
    .where(_L.run_id == bindparam("run"), _L.sequence > bindparam("after"))
    .order_by(_L.sequence)
)
_LAST_OF = (
    select(_L.payload)
    .where(_L.code == bindparam("code"), _L.run_id == bindparam("run"))
    .order_by(_L.sequence.desc())
    .limit(1)
)
_OF_CODE = select(_L.payload).where(_L.code == bindparam("code")).order_by(_L.run_id, _L.sequence)


class SqlScanRuns:
    """The runs of one unit of work."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def get(self, id: str) -> ScanRun | None:
        """The run of that id."""
        return self._transaction.one(_BY_ID, {"id": id}, SCAN_RUN)

    def open_of(self, kind: RunKind, about: str) -> ScanRun | None:
        """The open run of that kind about that provider or cell."""
        return self._transaction.one(_OPEN_OF, {"kind": kind.value, "about": about}, SCAN_RUN)

    def all_open(self) -> Sequence[ScanRun]:
        """Every open run, the oldest first."""
        return self._transaction.every(_ALL_OPEN, {}, SCAN_RUN)

    def add(self, run: ScanRun) -> None:
        """Write a new run. Raises ``Unavailable(store.stale)`` beside an open one about the same."""
        self._transaction.change(
            _ADD,
            {
                "id": run.id,
                "version": run.version,
                "kind": run.kind.value,
                "about": run.about,
                "desk": run.desk,
                "open": run.open,
                "opened_at": moment_text(run.opened_at),
                "payload": encoded(run),
            },
        )

    def save(self, run: ScanRun) -> ScanRun:
        """Write a changed run. Raises ``Unavailable(store.stale)`` over another version."""
        changed = replace(run, version=run.version + 1)
        values = {
            "version": changed.version,
            "desk": changed.desk,
            "open": changed.open,
            "payload": encoded(changed),
            "this_id": run.id,
            "expected_version": run.version,
        }
        self._transaction.change_one(_SAVE, values, STORE_STALE)
        return changed

    def add_line(self, line: RunLine) -> None:
        """Write a line; the database itself forbids to change or delete it."""
        row = {
            "run_id": line.run_id,
            "sequence": line.sequence,
            "code": or_none(line.code),
            "payload": encoded(line),
        }
        self._transaction.change(_ADD_LINE, row)

    def lines(self, run_id: str, after: int = 0) -> Sequence[RunLine]:
        """The lines of a run behind that one, in their order."""
        return self._transaction.every(_LINES, {"run": run_id, "after": after}, RUN_LINE)

    def last_of(self, run_id: str, code: str) -> RunLine | None:
        """The last line of a run that is about that code."""
        return self._transaction.one(_LAST_OF, {"run": run_id, "code": code}, RUN_LINE)

    def of_code(self, code: str) -> Sequence[RunLine]:
        """Every line about that code, run by run."""
        return self._transaction.every(_OF_CODE, {"code": code}, RUN_LINE)
