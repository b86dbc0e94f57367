"""The driver's end of an act: a fresh interpreter is started, asked, and gone when the act is over.

Every wait has an end and notices a cancel of the running task. A process that crashes, hangs or
talks nonsense is killed; what is left of it is one named fault.
"""

import os
import select
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from app.lanes import current_work
from devices.eds.act.words import (
    HEAD,
    MessageWrongError,
    Trouble,
    TroubleError,
    framed,
    packed,
    read,
    size_of,
)

Clock = Callable[[], float]
_STEP = 0.05
_PROGRAM = Path(__file__).parents[3]
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from devices.eds.act.child import main; main()"
)


class End(Enum):
    """How a process ended that should have answered."""

    CRASHED = auto()
    HUNG = auto()


class EndedError(Exception):
    """The process is gone without an answer."""

    def __init__(self, end: End) -> None:
        super().__init__(end)
        self.end = end


class ActProcess:
    """One process; use it as a context. ``kind`` and ``place`` say which carrier it opens."""

    def __init__(self, kind: str, place: str, clock: Clock) -> None:
        self._carrier = {"kind": kind, "place": place}
        self._clock = clock
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Start it; the module is loaded with the first thing that is asked."""
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
            [sys.executable, "-I", "-c", _START, str(_PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd="/",
            start_new_session=True,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it, whatever it is doing: nothing of it is needed any more."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()

    def ask(self, seconds: float, do: str, **told: Any) -> dict[str, Any]:
        """Say it and hear the answer. Raises ``TroubleError``, ``EndedError``, ``Cancelled``."""
        self.say(do, **told)
        return self.hear(seconds)

    def say(self, do: str, **told: Any) -> None:
        """Say something. Raises ``EndedError``."""
        self._write(framed(packed({**self._carrier, "do": do, **told})))

    def hand_over(self, pin: bytearray) -> None:
        """Give the PIN once and overwrite it. Raises ``EndedError``."""
        try:
            self._write(len(pin).to_bytes(HEAD, "big"))
            self._write(pin)
        finally:
            pin[:] = bytes(len(pin))

    def hear(self, seconds: float, meanwhile: Callable[[], None] | None = None) -> dict[str, Any]:
        """The next answer; ``meanwhile`` may end the wait by raising. Raises as :meth:`ask`."""
        until = self._clock() + seconds
        look = meanwhile if meanwhile is not None else _nothing
        try:
            answer = read(self._read(size_of(self._read(HEAD, until, look)), until, look))
        except MessageWrongError as error:
            raise EndedError(End.CRASHED) from error
        if "trouble" in answer:
            raise TroubleError(_known(answer["trouble"]), str(answer.get("reason", ""))[:80])
        return answer

    def _write(self, content: bytes | bytearray) -> None:
        left = memoryview(content)
        try:
            while left:
                left = left[os.write(self._pipe("stdin"), left) :]
        except BrokenPipeError as error:
            raise EndedError(End.CRASHED) from error

    def _read(self, size: int, until: float, look: Callable[[], None]) -> bytes:
        content, pipe = b"", self._pipe("stdout")
        while len(content) < size:
            current_work().check()
            look()
            if select.select([pipe], [], [], _STEP)[0]:
                piece = os.read(pipe, size - len(content))
                if not piece:
                    raise EndedError(End.CRASHED)
                content += piece
            elif self._clock() >= until:
                raise EndedError(End.HUNG)
        return content

    def _pipe(self, name: str) -> int:
        pipe = getattr(self._process, name, None)
        if pipe is None:
            raise EndedError(End.CRASHED)
        number: int = pipe.fileno()
        return number


def _nothing() -> None:
    """Nothing else may end the wait."""


def _known(word: object) -> Trouble:
    try:
        return Trouble(str(word))
    except ValueError:
        return Trouble.FAILED
