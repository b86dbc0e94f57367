"""What the window handed in at the Desk while the hands worked, and what came of it."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TypeVar

from app.usecases.outcome import Outcome
from app.usecases.work import Work
from ui.binding.session import Counter

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Act:
    """One command that was handed in, and its answer."""

    command: object
    answer: Future[Outcome]


class Recorder:
    """Stands between the window and the Desk and remembers what the window handed in."""

    def __init__(self, desk: Counter) -> None:
        self._desk = desk
        self.acts: list[Act] = []

    def submit(self, command: object, *, key: str = "") -> Future[Outcome]:
        """Hand in and remember."""
        answer = self._desk.submit(command, key=key)
        self.acts.append(Act(command, answer))
        return answer

    def ask(self, question: Callable[[Work], T]) -> Future[T]:
        """Read."""
        return self._desk.ask(question)

    def hurry(self, kind: str) -> Future[int]:
        """As the Desk's."""
        return self._desk.hurry(kind)

    def carry(self) -> Future[int]:
        """Let the courier go round."""
        return self._desk.carry()

    def listen(self, listener: Callable[[str, Outcome], None]) -> None:
        """Be told of what changed."""
        self._desk.listen(listener)
