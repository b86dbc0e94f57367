"""A hall with four desks over one store, its clock by hand: what the walks of the queue act upon."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from app.catalogue.calendar import shipped_calendar
from app.catalogue.services import catalogue_of
from app.desk.counter import Desk
from app.desk.place import DeskPlace
from app.desk.practice import HandClock
from app.domain.branch import Branch, Role
from app.domain.language import Lang
from app.domain.ordinary_queue import FailureAct
from app.domain.visit import Ticket, Visit
from app.lanes import InlineLane
from app.ports.storage import Store
from app.usecases.outcome import Outcome, Status
from app.usecases.queue.board import BoardView, board_view
from app.usecases.queue.open_desk import OpenDesk
from app.usecases.work import Work
from tests.fakes.intake_desk import FILED, PlainKey, people
from tests.fakes.intake_passports import PASSPORTS
from tests.flow.model_walker import CountedIds

DESKS = ("2", "3", "4", "5")
DAYS = tuple(date(2026, 3, day) for day in (6, 10, 11, 12, 13))
"""Days on which the doors open; 9 March is moved off."""
_LOOKED_AT = tuple(DAYS[0] + timedelta(days=n) for n in range(-3, 12))
_SKILLS = frozenset({Role.OPR, Role.ISS, Role.CNS, Role.APC, Role.SUP})


@dataclass(frozen=True)
class Look:
    """The queue as it stands: tickets by id with every day in whose line they were found."""

    tickets: Mapping[str, Ticket]
    days: Mapping[str, tuple[date, ...]]
    visits: Mapping[str, Visit]
    waiting: tuple[Ticket, ...]
    reachable: frozenset[str]
    board: BoardView
    orders: tuple[str, ...]
    acts: tuple[FailureAct, ...]
    today: date

    @property
    def open(self) -> tuple[Visit, ...]:
        """The visits that are under way."""
        return tuple(visit for visit in self.visits.values() if visit.open)


class Hall:
    """Commands at any of the desks; each look reads everything through the ports alone."""

    def __init__(self, open_store: Callable[[HandClock], Store]) -> None:
        self.clock = HandClock(FILED)
        self.store = open_store(self.clock)
        self.gone: set[str] = set()
        self._ids = CountedIds()
        self._runs = 0
        self.branch = _with_a_kazakh_desk(people().branches["9900"])
        self.desks = {number: self._desk(number) for number in DESKS}
        for number in DESKS:
            assert self.do(number, OpenDesk(badge=True)).ok

    def close(self) -> None:
        """Leave the hall."""
        self.store.close()

    def do(self, desk: str, command: object) -> Outcome:
        """Say it there a second later; an error of the program is never an answer."""
        return self.said(self.desks[desk], command)

    def said(self, desk: Desk, command: object) -> Outcome:
        """As :meth:`do`, at a desk that may be another run of the program."""
        self.clock.advance(timedelta(seconds=1))
        outcome = desk.submit(command).result()
        assert outcome.status is not Status.BUG, command
        return outcome

    def elsewhere(self, number: str) -> Desk:
        """Another run of the program that means to hold the same desk."""
        return self._desk(number)

    def session(self, number: str) -> str:
        """The name of the run of the program that sits at that desk."""
        return self.desks[number].place.session

    def now(self) -> datetime:
        """The present moment."""
        return self.clock.now()

    def look(self) -> Look:
        """Everything that can be seen of the queue."""
        seen: Look = self.desks["3"].ask(_read).result()
        return seen

    def _desk(self, number: str) -> Desk:
        self._runs += 1
        key = PlainKey()
        place = DeskPlace(
            branch=self.branch,
            desk=number,
            operator=replace(people().operators["small_branch"], roles=_SKILLS),
            store=self.store,
            clock=self.clock,
            ids=self._ids,
            services=catalogue_of(PASSPORTS, practice=True),
            calendar=shipped_calendar(),
            signing_key=key,
            verifier=key,
            gateways={},
            session=f"run-{self._runs}",
            session_gone=lambda session: session in self.gone,
        )
        return Desk(place, lane=InlineLane("case"), courier_lane=InlineLane("courier"))


def _with_a_kazakh_desk(branch: Branch) -> Branch:
    desks = tuple(
        replace(one, languages=(Lang.KK,)) if one.number == 2 else one for one in branch.desks
    )
    return replace(branch, desks=desks)


def _read(work: Work) -> Look:
    visits, today = work.store.visits, work.now.date()
    days: dict[str, tuple[date, ...]] = {}
    tickets: dict[str, Ticket] = {}
    for day in _LOOKED_AT:
        for ticket in visits.tickets_of(day):
            tickets[ticket.id] = ticket
            days[ticket.id] = (*days.get(ticket.id, ()), day)
    listed = (*visits.unfinished(today), *visits.left_before(today))
    start = datetime.combine(_LOOKED_AT[0], FILED.time(), FILED.tzinfo)
    called = visits.called_between(start, start + timedelta(days=len(_LOOKED_AT)))
    return Look(
        tickets=tickets,
        days=days,
        visits={visit.id: visit for visit in called},
        waiting=tuple(visits.waiting(today)),
        reachable=frozenset(ticket.id for ticket in listed),
        board=board_view(work),
        orders=tuple(one.payload for one in work.store.outbox.pending() if one.kind == "ticket"),
        acts=tuple(work.store.queue.failures_since(start)),
        today=today,
    )


def names_in_order(order: str) -> set[str]:
    """The names of everything that an order to print a ticket holds."""
    told: dict[str, Any] = json.loads(order)
    return set(told)
