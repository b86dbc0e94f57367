"""A run of scans as the window mirrors it, and the queue by which every scan reaches the store."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from app.domain.scan_run import Heard, Mark
from app.usecases.custody_lists import CustodyLine
from app.usecases.outcome import Outcome, Status
from app.usecases.run_view import RunView

Take = Callable[[object, Outcome], None]
HandIn = Callable[[object, str, Callable[[Outcome], None]], None]


@dataclass(slots=True)
class ScanRun:
    """What the store has said of the run so far. ``wrong`` are codes with what was wrong, empty for
    what was none of ours; ``halted`` is whether it stands still, ``held`` how many scans wait."""

    id: str = ""
    lines: tuple[CustodyLine, ...] = ()
    marks: dict[str, Mark] = field(default_factory=dict)
    at: dict[str, datetime] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    wrong: int = 0
    twice: int = 0
    halted: bool = False
    held: int = 0
    last: str = ""

    def follow(self, lines: tuple[CustodyLine, ...]) -> None:
        """Another list; what was read of it before stays read."""
        self.lines = lines

    def restart(self) -> None:
        """No run is open."""
        self.id, self.last = "", ""
        self.marks, self.at, self.typed = {}, {}, {}
        self.wrong = self.twice = self.held = 0
        self.halted = False

    def take(self, view: RunView | None) -> None:
        """The run as it stands in the store."""
        self.restart()
        if view is None:
            return
        self.id, self.lines = view.id, view.lines
        self.marks, self.at, self.typed = dict(view.marks), dict(view.at), dict(view.typed)
        self.wrong, self.twice, self.held = len(view.wrong), view.twice, view.held
        self.halted = view.halted is not None

    def hear(self, facts: dict[str, str], at: datetime, reason: str = "") -> Heard:
        """The verdict of the store on a scan."""
        heard, code = Heard(facts["heard"]), facts["code"]
        self.halted, self.held = "halted" in facts, int(facts.get("held", "0"))
        if heard is Heard.TAKEN:
            self.marks[code], self.at[code], self.last = Mark.SCANNED, at, code
            self.typed.pop(code, None)
            if reason:
                self.typed[code] = reason
        elif heard is Heard.TWICE:
            self.twice += 1
        elif heard is not Heard.HELD:
            self.wrong += 1
        return heard

    def mark(self, code: str) -> Mark:
        """How the unit of that code stands."""
        return self.marks.get(code, Mark.AWAITED)

    def codes(self, *marks: Mark) -> tuple[str, ...]:
        """The codes that stand so, in the order of the list."""
        return tuple(line.code for line in self.lines if self.mark(line.code) in marks)

    def typed_codes(self) -> tuple[str, ...]:
        """The codes that were typed because they were damaged, in the order of the list."""
        return tuple(line.code for line in self.lines if line.code in self.typed)

    @property
    def typed_reason(self) -> str:
        """Why codes were typed."""
        return ", ".join(dict.fromkeys(self.typed.values()))

    def count(self, mark: Mark) -> int:
        """How many stand so."""
        return len(self.codes(mark))

    def line(self, code: str) -> CustodyLine | None:
        """The line of that code."""
        return next((line for line in self.lines if line.code == code), None)


class ScanQueue:
    """Hands commands in one after the other, each once. One that could not be saved stays the first
    and is tried again under the same key: no scan is lost and none is counted twice."""

    def __init__(self, hand_in: HandIn, take: Take) -> None:
        self._hand_in, self._take = hand_in, take
        self._waiting: deque[tuple[Callable[[], object], str]] = deque()
        self._under_way = False

    @property
    def waiting(self) -> int:
        """How many are not saved yet."""
        return len(self._waiting)

    def put(self, make: Callable[[], object]) -> None:
        """One more; ``make`` is asked for the command when its turn has come."""
        self._waiting.append((make, uuid4().hex))
        self.go_on()

    def go_on(self) -> None:
        """Hand the first one in, unless it is under way."""
        if self._under_way or not self._waiting:
            return
        self._under_way = True
        make, key = self._waiting[0]
        command = make()
        self._hand_in(command, key, lambda outcome: self._on_answer(command, outcome))

    def _on_answer(self, command: object, outcome: Outcome) -> None:
        self._under_way = False
        if outcome.status is not Status.UNAVAILABLE:
            self._waiting.popleft()
        self._take(command, outcome)
        if outcome.status is not Status.UNAVAILABLE:
            self.go_on()
