"""What the use-cases need of the store for custody: units, registers, and runs whose lines stay."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from app.domain.custody import Register, Unit
from app.domain.scan_run import RunKind, RunLine, ScanRun


class Units(Protocol):
    """Units and registers."""

    def get(self, id: str) -> Unit | None: ...  # noqa: A002, D102
    def by_code(self, code: str) -> Unit | None: ...  # noqa: D102
    def of_case(self, case_id: str) -> Sequence[Unit]: ...  # noqa: D102
    def in_cell(self, cell: str) -> Sequence[Unit]: ...  # noqa: D102
    def cells(self) -> Mapping[str, int]:
        """How many units lie in each cell that is not empty, in the order of the cells."""

    def add(self, unit: Unit) -> None: ...  # noqa: D102
    def save(self, unit: Unit) -> Unit: ...  # noqa: D102
    def relabel(self, unit: Unit) -> Unit:
        """Write a unit under its new code; the last of ``former_codes`` is dead from now on. Raises
        ``Unavailable(store.stale)`` as ``save``, or for a code in use."""

    def once_bore(self, code: str) -> Unit | None:
        """The unit on whose label that dead code stood."""

    def add_register(self, register: Register) -> None: ...  # noqa: D102
    def register(self, number: str) -> Register | None: ...  # noqa: D102


class ScanRuns(Protocol):
    """Runs of scans; their lines are written once and stay."""

    def get(self, id: str) -> ScanRun | None: ...  # noqa: A002, D102
    def open_of(self, kind: RunKind, about: str) -> ScanRun | None: ...  # noqa: D102
    def all_open(self) -> Sequence[ScanRun]:
        """Every open run, the oldest first."""

    def add(self, run: ScanRun) -> None:
        """Raises ``Unavailable(store.stale)`` while another run of that kind is open about it."""

    def save(self, run: ScanRun) -> ScanRun: ...  # noqa: D102
    def add_line(self, line: RunLine) -> None: ...  # noqa: D102
    def lines(self, run_id: str, after: int = 0) -> Sequence[RunLine]:
        """The lines of a run behind that one, in their order."""

    def last_of(self, run_id: str, code: str) -> RunLine | None:
        """The last line of a run that is about that code."""

    def of_code(self, code: str) -> Sequence[RunLine]:
        """Every line about that code, run by run."""
