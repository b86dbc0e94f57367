"""A program run for its answer, killed as soon as the task that wants it should end."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from subprocess import DEVNULL, PIPE, Popen, TimeoutExpired

from app.lanes import current_work

_LOOK_EVERY_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Done:
    """How a program ended, and what it wrote."""

    code: int
    written: bytes = field(repr=False)


def run(command: Sequence[str], given: bytes = b"") -> Done:
    """Run ``command`` with ``given`` on its standard input, through pipes alone.

    What is said thus stands neither on the command line nor in a file. Raises ``OSError`` when the
    program cannot be started, ``Cancelled`` or ``Unavailable`` when the running task should end;
    the program is dead then.
    """
    work = current_work()
    work.check()
    with Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL) as process:  # noqa: S603 - ours
        try:
            given_now: bytes | None = given
            while True:
                try:
                    written, _ = process.communicate(given_now, timeout=_LOOK_EVERY_SECONDS)
                except TimeoutExpired:
                    given_now = None  # it has been taken over and goes on by itself
                    work.check()
                else:
                    return Done(process.returncode, written)
        except BaseException:
            process.kill()
            raise
