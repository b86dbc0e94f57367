"""Which run of the program this is at which machine: so that a crash does not keep a desk taken.

The system lets a lock go when its process ends, however that happens. Whoever holds the lock of a
desk at this machine therefore knows that every former run for it at this machine has ended.
"""

import os
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from uuid import uuid4

if os.name == "posix":
    import fcntl


class RunningHere:
    """One run for one desk; ``folder`` is where the program keeps its own things at this machine."""

    def __init__(self, folder: Path, desk: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._machine = _machine(folder / "machine")
        self._lock = _locked(folder / f"desk-{desk}.lock")
        self.name = f"{self._machine}:{uuid4()}"

    @property
    def alone(self) -> bool:
        """Whether no other run for this desk is going on at this machine."""
        return self._lock is not None

    def gone(self, session: str) -> bool:
        """Whether that run is known to have ended: it was one of this machine, and it is not this."""
        return self.alone and session != self.name and session.startswith(f"{self._machine}:")

    def end(self) -> None:
        """Let the lock go."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()


def _machine(place: Path) -> str:
    """A name for this machine that tells nothing about it; made once."""
    try:
        with place.open("x", encoding="ascii") as file:
            file.write(uuid4().hex)
    except FileExistsError:
        pass
    return place.read_text(encoding="ascii").strip() or "?"


def _locked(place: Path) -> IO[bytes] | None:
    file = place.open("ab")
    if os.name != "posix":  # nothing is known there: a silent desk is free after its time
        file.close()
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file
