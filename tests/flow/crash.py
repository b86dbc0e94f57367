"""Kills a real process with SIGKILL before and after each of its commits, and tells what it had said.

A road is a function ``road(folder, acknowledge)``: it opens its store in ``folder``, walks its steps
and calls ``acknowledge(text)`` whenever a person would be told that something is done. It must be
able to walk again over what an earlier try left in the folder.

    tries = every_crash("tests.flow.store_road:road", tmp_path)

One process is started and imports the road; it forks for every try, so that a try costs
milliseconds. Commits are counted on ``SqlUnitOfWork``; nothing of this is in the program itself.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from app.storage.unit_of_work import SqlUnitOfWork

Road = Callable[[Path, Callable[[str], None]], None]
ROOT = Path(__file__).resolve().parents[2]
BEFORE, AFTER = "before", "after"


@dataclass(frozen=True)
class Try:
    """One walk: where it was to die (commit 0: nowhere), what it acknowledged, how it ended.

    ``again`` is what the second walk over the same folder acknowledged; it is not killed.
    """

    folder: str
    commit: int
    moment: str
    acknowledged: list[str]
    killed: bool
    again: list[str]
    ended_well: bool


def every_crash(road: str, folder: Path, timeout: float = 120.0) -> list[Try]:
    """Walk ``module:function`` once undisturbed, then die before and after each of its commits.

    The first answer is the undisturbed walk. Each try has a folder of its own.
    """
    done = subprocess.run(
        [sys.executable, "-m", "tests.flow.crash", road, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [Try(**json.loads(row)) for row in done.stdout.splitlines()]


def walk(road: Road, folder: Path, commit: int, moment: str) -> tuple[list[str], int, int]:
    """Fork, walk, and die there: what was acknowledged, the number of commits, the exit status."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _be_the_child(road, folder, writer, commit, moment)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as said:
        rows = [json.loads(row) for row in said if row.endswith("\n")]
    _, status = os.waitpid(child, 0)
    commits = next((row["commits"] for row in rows if "commits" in row), 0)
    return [row["done"] for row in rows if "done" in row], commits, status


def _be_the_child(road: Road, folder: Path, writer: int, commit: int, moment: str) -> None:
    def say(row: dict[str, Any]) -> None:
        os.write(writer, (json.dumps(row) + "\n").encode())

    counted = _count_commits(commit, moment)
    try:
        road(folder, lambda text: say({"done": text}))
        say({"commits": counted()})
    except BaseException as error:  # noqa: BLE001 - a fork must never run on as its parent
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


def _count_commits(deadly: int, moment: str) -> Callable[[], int]:
    count = 0
    commit = SqlUnitOfWork.commit

    def counting(unit: SqlUnitOfWork) -> None:
        nonlocal count
        count += 1
        if count == deadly and moment == BEFORE:
            os.kill(os.getpid(), signal.SIGKILL)
        commit(unit)
        if count == deadly and moment == AFTER:
            os.kill(os.getpid(), signal.SIGKILL)

    SqlUnitOfWork.commit = counting  # type: ignore[method-assign]
    return lambda: count


def was_killed(status: int) -> bool:
    """Whether a walk died as it was to die."""
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def _tried(road: Road, folder: Path, commit: int, moment: str) -> tuple[Try, int]:
    place = folder / f"{moment or 'whole'}-{commit}"
    place.mkdir(parents=True)
    told, commits, status = walk(road, place, commit, moment)
    again, _, last = walk(road, place, 0, "")
    killed = was_killed(status)
    made = Try(
        folder=str(place),
        commit=commit,
        moment=moment,
        acknowledged=told,
        killed=killed,
        again=again,
        ended_well=(killed or status == 0) and last == 0,
    )
    return made, commits


def main(road_name: str, folder: str) -> None:
    """Walk, crash everywhere, and print one JSON line a try."""
    module, _, function = road_name.partition(":")
    road: Road = getattr(import_module(module), function)
    whole, commits = _tried(road, Path(folder), 0, "")
    print(json.dumps(asdict(whole)))
    for commit in range(1, commits + 1):
        for moment in (BEFORE, AFTER):
            print(json.dumps(asdict(_tried(road, Path(folder), commit, moment)[0])))


if __name__ == "__main__":
    main(*sys.argv[1:])
