"""Several desks over one plain store: who sits where is changed by a word, the clock by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec

from app.domain.branch import DepartmentKind
from app.domain.language import Lang
from app.domain.visit import Purpose, Ticket, Visit
from app.usecases.outcome import Outcome
from app.usecases.queue.board import BoardView, board_view
from app.usecases.queue.call import Call
from app.usecases.queue.open_desk import OpenDesk
from app.usecases.queue.take_ticket import TakeTicket
from app.usecases.work import Work
from tests.fakes.intake_desk import IntakeDesk, people


class QueueDesk(IntakeDesk):
    """The desk at which somebody sits now; ``sit`` goes to another one, with its own session.

    ``gone`` are sessions that are known to have ended. Desk 3 is open from the start.
    """

    def __init__(
        self,
        operator: str = "small_branch",
        department: DepartmentKind = DepartmentKind.ORDINARY,
    ) -> None:
        super().__init__(operator, department=department)
        self.session = ""
        self.gone: set[str] = set()

    def work(self, unit: Any) -> Work:
        """As the desk's own, with the session of who sits here."""
        return replace(
            super().work(unit),
            session=self.session,
            session_gone=lambda session: session in self.gone,
            staff=people().operators,
        )

    def sit(self, desk: str, operator: str = "small_branch", session: str | None = None) -> None:
        """Go to that desk; without words about it the desk is not opened."""
        self.desk = desk
        self.operator = people().operators[operator]
        self.session = session if session is not None else ("" if desk == "3" else f"at-{desk}")

    def open(self, desk: str, operator: str = "small_branch", **how: Any) -> "QueueDesk":
        """Sit down there and open the desk."""
        self.sit(desk, operator)
        self.must(OpenDesk(**({"badge": True} | how)))
        return self

    def take(self, purpose: Purpose = Purpose.INTAKE, **other: Any) -> str:
        """A new ticket; its number."""
        taken = TakeTicket(**({"purpose": purpose, "language": Lang.KK} | other))
        return self.must(taken).facts["ticket"]

    def call(self, ticket: str = "", **other: Any) -> Visit:
        """Somebody is called; the visit."""
        view = self.must(Call(ticket=ticket, **other)).visit
        assert view is not None
        return view.visit

    def refused(self, command: object) -> set[str]:
        """The rules that stop it; it must be stopped, and nothing of the queue may change."""
        before = (dict(self.store.tables.tickets), dict(self.store.tables.visits))
        outcome: Outcome = self.do(command)
        assert not outcome.ok
        assert (dict(self.store.tables.tickets), dict(self.store.tables.visits)) == before
        return {finding.rule for finding in outcome.findings}

    def ticket(self, number: str) -> Ticket:
        """The ticket of that number, the newest where several bear it."""
        found = [one for one in self.store.tables.tickets.values() if one.number == number]
        return max(found, key=lambda one: one.taken_at)

    @property
    def line(self) -> list[str]:
        """The numbers in today's line, waiting and parked, in their order."""
        today = self.clock.now().date()
        return [one.number for one in self.ask(lambda work: work.store.visits.waiting(today))]

    @property
    def left(self) -> list[str]:
        """The numbers that were left from former days."""
        today = self.clock.now().date()
        return [one.number for one in self.ask(lambda work: work.store.visits.left_before(today))]

    @property
    def board(self) -> BoardView:
        """What the hall sees now."""
        view: BoardView = self.ask(board_view)
        return view

    def settled(self, kind: str, answer: Callable[[dict[str, Any]], object]) -> Outcome:
        """Carry the one pending message of that kind and say what came back."""
        (item,) = self.pending(kind)
        self.settle(item)
        return self.do(answer(msgspec.json.decode(item.payload)))

    def all_show_life(self) -> "QueueDesk":
        """Every workplace that holds a desk tells that it is there, as its program does by itself."""
        holds, now = self.store.tables.holds, self.clock.now()
        holds.update({number: replace(hold, seen_at=now) for number, hold in holds.items()})
        return self

    def at(self, moment: str) -> "QueueDesk":
        """Set the clock to that moment in the branch's time."""
        self.clock.at = datetime.fromisoformat(moment).replace(tzinfo=self.clock.at.tzinfo)
        return self
