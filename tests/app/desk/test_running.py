"""Which run holds a desk at a machine, and what is known of the runs before it."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.desk.running import RunningHere

_HOLD = """
import sys
from pathlib import Path
from app.desk.running import RunningHere
running = RunningHere(Path(sys.argv[1]), "3")
print(running.name, running.alone, flush=True)
sys.stdin.read()
"""


def _other(folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )


@pytest.mark.requirement("R-033")
def test_a_second_run_for_the_same_desk_knows_that_it_is_not_alone(tmp_path: Path) -> None:
    with RunningHere(tmp_path, "3") as first, RunningHere(tmp_path, "3") as second:
        assert first.alone
        assert not second.alone
        assert not second.gone(first.name)
        with RunningHere(tmp_path, "4") as elsewhere:
            assert elsewhere.alone


def test_a_run_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    with _other(tmp_path) as process:
        assert process.stdout is not None
        name, alone = process.stdout.readline().split()
        assert alone == "True"
        with RunningHere(tmp_path, "3") as while_it_runs:
            assert not while_it_runs.gone(name)
        process.kill()
        process.wait(10)
    with RunningHere(tmp_path, "3") as after:
        assert after.gone(name)
        assert not after.gone(after.name)
        assert not after.gone("another-machine:1")
