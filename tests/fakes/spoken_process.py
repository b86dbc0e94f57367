"""A process beside the test that is spoken to by lines: asked at its start, told to begin, listened to."""

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]
READY, BEGIN = "ready", "begin"


class SpokenProcess:
    """``python -m module asked``; it ends by itself when nobody speaks to it any more."""

    def __init__(self, module: str, asked: Any) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, json.dumps(asked)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ready(self) -> None:
        """Wait until it has made itself ready."""
        assert self.line() == READY

    def line(self) -> Any:
        """What it says next."""
        assert self._process.stdout is not None
        said = self._process.stdout.readline().strip()
        assert said, "the process beside has ended"
        return said if said == READY else json.loads(said)

    def begin(self) -> None:
        """Give it the word to begin."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{BEGIN}\n")
        self._process.stdin.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.__exit__(kind, error, trace)


def asked_for() -> Any:
    """In the process: what it was asked at its start."""
    return json.loads(sys.argv[1])


def is_ready() -> bool:
    """In the process: say so and wait for the word; ``False`` when nobody is there any more."""
    print(READY, flush=True)
    return sys.stdin.readline().strip() == BEGIN


def tell(told: Any) -> None:
    """In the process: say something; from several threads each a line of its own."""
    sys.stdout.write(f"{json.dumps(told)}\n")
    sys.stdout.flush()


def until_left_alone() -> None:
    """In the process: wait until nobody speaks to it any more."""
    sys.stdin.read()
