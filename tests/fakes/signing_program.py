"""Signs once in a process of its own and then waits, so that its memory can be looked through.

The PIN comes backwards on the command line and is never put together but where a window would.
"""

import sys
from concurrent.futures import Future
from pathlib import Path

from app.ports.pin import PinQuestion
from tests.fakes.token_room import acts, ordered


class Typist:
    """Types sign by sign, as a window does; keeps a copy where it is told to."""

    def __init__(self, backwards: str, *, keeps: bool) -> None:
        self._backwards, self._keeps = backwards, keeps
        self.kept: list[bytes] = []

    def ask(self, question: PinQuestion) -> Future[bytearray]:
        """The PIN at once."""
        del question
        typed = bytearray(len(self._backwards))
        for place in range(len(typed)):
            typed[place] = ord(self._backwards[-1 - place])
        if self._keeps:
            self.kept.append(bytes(typed))
        future: Future[bytearray] = Future()
        future.set_result(typed)
        return future


def _main(module: str, backwards: str, keeps: str) -> None:
    typist = Typist(backwards, keeps=keeps == "yes")
    signed = acts(Path(module), typist).sign(ordered())
    print(len(signed), flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    _main(*sys.argv[1:])
