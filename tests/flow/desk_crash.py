"""Kills a real Desk before and after each commit of a whole road, and lets it take up its work again.

The road is walked once, a step at a time, and the folder is kept as it stood before every step. Each
try begins from such a folder, dies at one commit of its step, and is then opened again: it walks the
step it died in and the one after it. One process forks for every try.
"""

import functools
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from app.desk import practice as desk
from tests.flow.crash import AFTER, BEFORE, walk, was_killed
from tests.flow.desk_road import ROADS, Said, steps_from

# The catalogue is the same for every try.
desk.load_catalogue = functools.cache(desk.load_catalogue)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class StepTry:
    """One try: the step, the commit and the moment it died at, what it said before and after.

    ``said`` is what the undisturbed walk acknowledged for this step and the next.
    """

    step: str
    commit: int
    moment: str
    said: list[str]
    acknowledged: list[str]
    again: list[str]
    killed: bool
    ended_well: bool


class Crashes:
    """All the tries of one road in one folder."""

    def __init__(self, steps: Sequence[Said], folder: Path) -> None:
        self._steps = steps
        self._folder = folder

    def all(self) -> Iterator[StepTry]:
        """Walk undisturbed, then crash everywhere."""
        said, commits = self._undisturbed()
        for number in range(len(self._steps)):
            for commit in range(1, commits[number] + 1):
                for moment in (BEFORE, AFTER):
                    yield self._try(number, said[number : number + 2], (commit, moment))

    def _place(self, number: int) -> Path:
        return self._folder / f"before-{number}"

    def _undisturbed(self) -> tuple[list[str], list[int]]:
        """What each step acknowledges, and how many commits it takes; the folders are kept."""
        said: list[str] = []
        commits: list[int] = []
        self._place(0).mkdir(parents=True)
        for number, (name, _, _) in enumerate(self._steps):
            after = shutil.copytree(self._place(number), self._place(number + 1))
            told, count, status = walk(steps_from(self._steps, number, 1), after, 0, "")
            if status != 0:
                raise SystemExit(f"the road ends at {name}")
            said += told
            commits.append(count)
        return said, commits

    def _try(self, number: int, said: list[str], death: tuple[int, str]) -> StepTry:
        place = self._folder / "try"
        shutil.copytree(self._place(number), place)
        told, _, status = walk(steps_from(self._steps, number, 1), place, *death)
        going_on = steps_from(self._steps, number, 2, later=True)
        again, _, last = walk(going_on, place, 0, "")
        shutil.rmtree(place)
        return StepTry(
            step=self._steps[number][0],
            commit=death[0],
            moment=death[1],
            said=said,
            acknowledged=told,
            again=again,
            killed=was_killed(status),
            ended_well=was_killed(status) and last == 0,
        )


def main(name: str, folder: Path) -> None:
    """Crash the road of that name everywhere; one JSON line a try."""
    steps = ROADS[name]
    warm = folder / "warm"  # what a process reads once is read before it forks
    warm.mkdir(parents=True)
    steps_from(steps, 0, len(steps))(warm, lambda _said: None)
    for made in Crashes(steps, folder).all():
        print(json.dumps(asdict(made)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
