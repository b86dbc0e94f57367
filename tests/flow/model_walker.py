"""A walker of the counter: mostly a diligent operator, now and then a careless or a wicked one.

Every choice comes from one seeded source. What a step refers to is remembered as «the case made by
step 12», so that a walk can be played again with steps left out, and shrinks to what matters.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from app.desk.practice import HandClock, PracticeChoice, PracticeDesk, open_practice_desk
from app.gateways.simulated import REGISTERS
from app.robot.scene import case_named, journal_verdict
from app.robot.stage import DeskStage, command_of
from app.usecases.outcome import Outcome, Status
from app.usecases.registry import words
from app.usecases.views import CaseView
from tests.flow.model_acts import Act, Ref
from tests.flow.model_choices import Chooser
from tests.flow.model_guards import broken
from tests.flow.model_sight import Eyes, Sight
from tests.flow.model_step import Step

START = datetime.fromisoformat("2026-03-02T09:30:00+05:00")
IN_MEMORY = "sqlite://"
_NO_VALUES: Mapping[str, Any] = {}
Script = Sequence[tuple[int, Act]]


class CountedIds:
    """Identities that are the same in every walk of a seed; they sort by their age."""

    def __init__(self) -> None:
        self._count = 0

    def new(self) -> str:
        self._count += 1
        return f"00000000-0000-7000-8000-{self._count:012d}"


class Walk:
    """One walk over one practice desk; ``acts``, ``keys`` and ``statuses`` go by the step's number.

    ``taken`` is the last step itself, ``last`` the courier's round after it.
    """

    def __init__(self, keys: Path, store: str = IN_MEMORY) -> None:
        choice = PracticeChoice(
            store_url=store,
            keys=keys,
            clock=HandClock(START),
            ids=CountedIds(),
            print_paper=lambda _paper, _copies: None,
        )
        self.lasting = store != IN_MEMORY
        self.stage = DeskStage(open_practice_desk(choice))
        self._eyes = Eyes(self.stage)
        self.sight = self._eyes.look()
        self.acts: dict[int, Act] = {}
        self.keys: dict[int, str] = {}
        self.statuses: dict[int, Status] = {}
        self.last: Step | None = None
        self.taken: Step | None = None
        self._born: dict[tuple[int, str, int], str] = {}
        self._names: dict[str, tuple[int, str, int]] = {}

    @property
    def practice(self) -> PracticeDesk:
        """The desk as it stands now."""
        return self.stage.practice

    def close(self) -> None:
        """Leave the desk."""
        self.practice.close()

    def do(self, act: Act, number: int = -1) -> list[str]:
        """Take the step and look, then let the courier go his round and look again.

        Tells what no guard should have seen.
        """
        number = len(self.acts) if number < 0 else number
        self.acts[number] = act
        before = self.sight
        found = self._seen(act.name, lambda: self._outcome(number, act), act.values)
        self._remember(number, before)
        assert self.last is not None
        self.taken = self.last
        self.statuses[number] = self.taken.outcome.status
        if act.again is not None and not before.same_but_for_the_log(self.sight):
            found.append(f"second_click: the key of step {act.again} had a second effect")
        return found or self._seen("carry", self._carry)

    def ended(self) -> list[str]:
        """What is wrong at the end of the walk."""
        verdict = journal_verdict(self.practice)
        return [] if verdict["intact"] == "true" else ["journal: it is not intact"]

    def _seen(
        self, name: str, act: Callable[[], Outcome], values: Mapping[str, Any] = _NO_VALUES
    ) -> list[str]:
        before, asked = self.sight, self._questions()
        outcome = act()
        self.sight = self._eyes.look()
        self.last = Step(
            word=name,
            outcome=outcome,
            before=before,
            after=self.sight,
            now=self.practice.choice.clock.now(),
            services=self.practice.desk.place.services,
            questions=tuple(self.practice.gateways[REGISTERS].asked[asked:]),
            values=values,
        )
        return broken(self.last)

    def _questions(self) -> int:
        return len(self.practice.gateways[REGISTERS].asked)

    def _carry(self) -> Outcome:
        self.practice.desk.carry().result()
        return Outcome()

    def _outcome(self, number: int, act: Act) -> Outcome:
        values = {name: self._filled(value) for name, value in act.values.items()}
        if act.name not in words():
            return self.stage.event(act.name, values)
        key = self.keys.get(act.again, "") if act.again is not None else ""
        self.keys[number] = key or f"walk-{number}"
        command = command_of(act.name, values)
        if isinstance(command, Outcome):
            return command
        return self.practice.desk.submit(command, key=self.keys[number]).result()

    def _filled(self, value: Any) -> Any:
        if isinstance(value, Ref):
            return self._named(value)
        if isinstance(value, list):
            return [self._filled(item) for item in value]
        return value

    def _named(self, ref: Ref) -> str:
        id_ = self._born.get((ref.step, ref.kind, ref.place), "")
        case, unit = self.sight.cases.get(id_), self.sight.units.get(id_)
        if unit is not None and ref.what == "code":
            return unit.code
        if case is not None and ref.what == "number":
            return case.number
        if case is not None and ref.what == "code":
            return case.registration.code if case.registration else ""
        return id_

    def _remember(self, number: int, before: Sight) -> None:
        for kind in ("cases", "units", "visits"):
            there: Mapping[str, Any] = getattr(self.sight, kind)
            fresh = sorted(set(there) - set(getattr(before, kind)))
            for place, id_ in enumerate(fresh):
                self._born[number, kind, place] = id_
                self._names[id_] = (number, kind, place)

    def ref(self, kind: str, id_: str, what: str = "id") -> Ref:
        """How a walk names a thing that it made."""
        step, _, place = self._names[id_]
        return Ref(step, kind, place, what)

    def view(self, id_: str) -> CaseView | None:
        """The case as a page would show it."""
        return case_named(self.practice, id_)


def wander(seed: int, steps: int, walk: Walk) -> list[str]:
    """Walk by that seed until something is broken; what was broken."""
    chooser = Chooser(walk, random.Random(seed))
    for _ in range(steps):
        found = walk.do(chooser.next())
        if found:
            return found
    return walk.ended()


def replay(script: Script, walk: Walk) -> list[str]:
    """Play a script, whole or with steps left out, until something is broken."""
    for number, act in script:
        found = walk.do(act, number)
        if found:
            return found
    return walk.ended()


def shortened(script: Script, found: list[str], again: Callable[[Script], list[str]]) -> Script:
    """The script with every step left out that the same fault does not need."""
    guard = found[0].split(":")[0]
    size = max(1, len(script) // 2)
    while True:
        kept = list(script)
        at = len(kept)
        while at > 0:
            without = kept[: max(0, at - size)] + kept[at:]
            if any(one.startswith(guard) for one in again(without)):
                kept = without
            at -= size
        if size == 1 and len(kept) == len(script):
            return kept
        script, size = kept, max(1, size // 2)
