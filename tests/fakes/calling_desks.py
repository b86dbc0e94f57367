"""Desks of a large branch that call and finish through the real Desk, over a store of any kind."""

import time
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from app.catalogue.calendar import shipped_calendar
from app.catalogue.practice import practice
from app.catalogue.services import load_catalogue
from app.desk.counter import Desk
from app.desk.place import DeskPlace
from app.desk.system import SystemIds
from app.domain.branch import Branch, Role
from app.domain.branch import Desk as Workplace
from app.domain.language import Lang
from app.domain.visit import Purpose
from app.gateways.practice_signing import PracticeSigning
from app.lanes import AnyLane, Lane
from app.ports.storage import Store
from app.storage import open_store
from app.usecases.outcome import Outcome
from app.usecases.queue.call import Call
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.queue.open_desk import OpenDesk
from tests.fakes.store_samples import MORNING, ticket
from tests.fakes.store_trial import commit

NOBODY = "call.somebody_waits"
"""The finding of a call for which nobody waits."""
_ROLES = frozenset({Role.OPR, Role.ISS})
_AT_ONCE = 500


class MorningClock:
    """Real time that began on one morning, so that no run crosses a midnight."""

    def __init__(self) -> None:
        self._begun = time.monotonic()

    def now(self) -> datetime:
        return MORNING + timedelta(seconds=time.monotonic() - self._begun)


@cache
def large_branch(desks: int = 40) -> Branch:
    """The practice branch with that many desks that serve everything."""
    places = tuple(Workplace(number=n, roles=_ROLES) for n in range(1, desks + 1))
    return replace(practice().branch(), desks=places)


@cache
def _services() -> object:
    return load_catalogue(practice=True, on=MORNING.date())


def fill_line(store: Store, count: int) -> None:
    """Let that many people wait, of every purpose and language, one in twenty with a priority."""
    purposes, languages = tuple(Purpose), tuple(Lang)
    rows = [
        ticket(
            f"t{n:05d}",
            purpose=purposes[n % len(purposes)],
            language=languages[n % 3 % len(languages)],
            weight=1 if n % 20 == 0 else 0,
            taken_at=MORNING - timedelta(hours=2) + timedelta(milliseconds=100 * n),
        )
        for n in range(count)
    ]
    for first in range(0, count, _AT_ONCE):
        part = rows[first : first + _AT_ONCE]
        commit(store, *(lambda work, row=row: work.visits.add_ticket(row) for row in part))


def _refusal(outcome: Outcome) -> str:
    if outcome.ok:
        return ""
    return outcome.error.code if outcome.error else outcome.findings[0].rule


class CallingDesk:
    """One desk with a store, lanes and an employee of its own, as one workstation has them; it is
    opened for visitors, unless it only looks on."""

    def __init__(self, url: str, number: int, folder: Path, *, opened: bool = True) -> None:
        clock = MorningClock()
        self.store = open_store(url, clock=clock, migrate=False)
        staff = practice().operators["small_branch"]
        signing = PracticeSigning(folder, clock.now)
        self.place = DeskPlace(
            branch=large_branch(),
            desk=str(number),
            operator=replace(staff, id=f"operator_at_{number}"),
            store=self.store,
            clock=clock,
            ids=SystemIds(),
            services=_services(),  # type: ignore[arg-type]
            calendar=shipped_calendar(),
            signing_key=signing,
            verifier=signing,
            gateways={},
            session=f"machine-{number}",
        )
        self._lanes: tuple[AnyLane, ...] = (Lane(f"case-{number}"), Lane(f"courier-{number}"))
        self.desk = Desk(self.place, lane=self._lanes[0], courier_lane=self._lanes[1])
        if opened:
            self.done(OpenDesk(badge=True))

    def say(self, command: object) -> Outcome:
        """Hand a command in and wait for its outcome."""
        return self.desk.submit(command).result()

    def done(self, command: object) -> Outcome:
        """As :meth:`say`, of a command that must succeed."""
        outcome = self.say(command)
        assert outcome.ok, outcome
        return outcome

    def call(self) -> tuple[str, str]:
        """The number that was called, or why none was."""
        outcome = self.say(Call())
        return outcome.facts.get("ticket", ""), _refusal(outcome)

    def finish(self) -> str:
        """Why the visit could not be finished; empty when it is."""
        return _refusal(self.say(FinishVisit()))

    def close(self) -> None:
        self.desk.close()
        for lane in self._lanes:
            lane.stop(drain=True)
