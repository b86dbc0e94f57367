"""A practice desk put together: the made-up branch, its people, a real store, real rules, simulated outside.

Scenarios, the demo, tests and the workstation on its demo branch all sit at this desk.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from app.catalogue.calendar import shipped_calendar
from app.catalogue.notices import load_notices
from app.catalogue.practice import Practice, practice
from app.catalogue.services import load_catalogue
from app.desk.counter import Desk
from app.desk.courier import PrintPaper, PrintTicket
from app.desk.fallback import FallbackDesk
from app.desk.place import DeskPlace, DeskSigning
from app.desk.practice_cards import identification_by
from app.desk.pullable_store import PullableStore
from app.domain.branch import Branch, DepartmentKind, Operator
from app.domain.chip import AccessKey
from app.domain.notice import Notice
from app.gateways.practice_signing import PracticeSigning
from app.gateways.simulated import PROVIDER, SimulatedGateway, practice_gateways
from app.gateways.simulated_booking import BOOKING, SimulatedBooking
from app.gateways.simulated_digital import DIGITAL, SimulatedDigital
from app.lanes import AnyLane, InlineLane
from app.log import logger
from app.ports.clock import Clock, Ids
from app.ports.gateways import Gateway
from app.storage import open_store
from app.usecases.identify import Identify
from app.usecases.queue.open_desk import OpenDesk


class HandClock:
    """A clock that is set by hand: time passes when somebody says so, a microsecond at each look.

    The small step keeps the order of acts visible in their times.
    """

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """The present moment."""
        self._now += timedelta(microseconds=1)
        return self._now

    def advance(self, span: timedelta) -> None:
        """Let ``span`` pass."""
        self._now += span

    def set(self, to: datetime) -> None:
        """Put the hands to ``to``, forwards or back."""
        self._now = to


class Lanes(Protocol):
    """Makes a lane of that name."""

    def __call__(self, name: str) -> AnyLane: ...  # noqa: D102


def _never(_session: str) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeChoice:
    """What a practice desk is to be: which branch, desk and person, and where its data lie.

    ``opened``: the desk takes visitors from the start, the badge being on; else it waits until the
    employee opens it. ``signing``: a device signs and its signatures are judged by the authorities of
    the settings; else the practice keys do. ``provider`` is the way to providers; none: the
    simulated one. ``own_branch`` is the department of the branch's own file; ``None``: the made-up
    one of the kind ``branch``.
    """

    store_url: str
    keys: Path
    clock: Clock
    ids: Ids
    branch: str = DepartmentKind.ORDINARY.value
    own_branch: Branch | None = None
    desk: str = "3"
    operator: str = "small_branch"
    session: str = "practice"
    session_gone: Callable[[str], bool] = _never
    opened: bool = True
    lanes: Lanes = InlineLane
    print_paper: PrintPaper | None = None
    print_ticket: PrintTicket | None = None
    signing: DeskSigning | None = None
    provider: Gateway | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeDesk:
    """The desk and everything around it that a hand may move."""

    desk: FallbackDesk
    gateways: Mapping[str, SimulatedGateway]
    people: Practice
    choice: PracticeChoice
    lanes: tuple[AnyLane, ...]
    spare_lanes: Sequence[AnyLane] = ()

    def operator(self, operator_id: str) -> Operator:
        """The made-up employee of that id. Raises ``KeyError``."""
        return self.people.operators[operator_id]

    def card(self, card_id: str, key: AccessKey | None = None) -> Identify:
        """What reading that card leads to. Raises ``DeviceFault`` for one that cannot be read, or
        that opens to another key alone."""
        return identification_by(self.people.cards[card_id], self.choice.clock.now(), key)

    def advance(self, span: timedelta) -> None:
        """Let time pass on a clock that is set by hand."""
        self._hands().advance(span)

    def set_clock(self, to: datetime) -> None:
        """Set a clock that is set by hand."""
        self._hands().set(to)

    def _hands(self) -> HandClock:
        clock = self.choice.clock
        if not isinstance(clock, HandClock):
            raise TypeError("this desk keeps real time")
        return clock

    def reopened(self) -> "PracticeDesk":
        """The same desk after the program was closed and started again; outside systems live on."""
        self.close()
        fresh = open_practice_desk(self.choice, self.gateways)
        return replace(fresh, gateways=self.gateways)

    def close(self) -> None:
        """Close the store and stop the lanes."""
        self.desk.close()
        for lane in (*self.spare_lanes, *self.lanes):
            lane.stop(drain=True)

    def pull_store(self, *, out: bool) -> None:
        """Pull the cable of the branch's store, or put it back."""
        store = self.store
        store.pulled = out

    @property
    def store(self) -> PullableStore:
        """The branch's store with its cable."""
        store = self.desk.branch_place.store
        if not isinstance(store, PullableStore):
            raise TypeError("this store has no cable")
        return store


def open_practice_desk(
    choice: PracticeChoice, gateways: Mapping[str, SimulatedGateway] | None = None
) -> PracticeDesk:
    """Put a practice desk together. Raises ``Unavailable`` when its store cannot be opened."""
    people = practice()
    outside = _outside(people) if gateways is None else gateways
    signing = choice.signing or _practice_signing(choice)
    services = load_catalogue(practice=True, on=choice.clock.now().date())
    place = DeskPlace(
        branch=_branch(choice, people, signing.employer),
        desk=choice.desk,
        operator=people.operators[choice.operator],
        store=PullableStore(open_store(choice.store_url, clock=choice.clock)),
        clock=choice.clock,
        ids=choice.ids,
        services=services,
        calendar=shipped_calendar(),
        signing_key=signing.key,
        verifier=signing.verifier,
        upgrade=signing.upgrade,
        signs_papers=True,
        gateways={**outside, PROVIDER: choice.provider or outside[PROVIDER]},
        notices=_notices(services.ids()),
        staff=people.operators,
        session=choice.session,
        session_gone=choice.session_gone,
    )
    # Threads begin last: what cannot be opened leaves none behind.
    case_lane, courier_lane = choice.lanes("case"), choice.lanes("courier")
    paper, ticket = choice.print_paper, choice.print_ticket
    desk = Desk(
        place, lane=case_lane, courier_lane=courier_lane, print_paper=paper, print_ticket=ticket
    )
    opened = OpenDesk(badge=True) if choice.opened else None
    if opened is not None:
        desk.submit(opened).result()
    probe_lane, spare_lanes = choice.lanes("probe"), list[AnyLane]()

    def open_spare(spare_place: DeskPlace) -> Desk:
        store = open_store(own_store_url(choice), clock=choice.clock, spare=True)
        spare_lanes.extend((choice.lanes("own-courier"), choice.lanes("own-case")))
        return Desk(
            replace(spare_place, store=store),
            lane=spare_lanes[1],
            courier_lane=spare_lanes[0],
            print_paper=paper,
            print_ticket=ticket,
        )

    return PracticeDesk(
        desk=FallbackDesk(desk, open_spare, lane=probe_lane, opened=opened),
        gateways=outside,
        people=people,
        choice=choice,
        lanes=(courier_lane, case_lane, probe_lane),
        spare_lanes=spare_lanes,
    )


def _practice_signing(choice: PracticeChoice) -> DeskSigning:
    made = PracticeSigning(choice.keys, choice.clock.now)
    return DeskSigning(key=made, verifier=made)


def _branch(choice: PracticeChoice, people: Practice, employer: str) -> Branch:
    """The branch of the settings, else the made-up one. What is outside is simulated at this desk, so
    that its screens and papers say «practice» whatever the file says."""
    if choice.own_branch is None:
        return replace(people.branch(DepartmentKind(choice.branch)), bin=employer)
    own = choice.own_branch
    return replace(own, practice=True, bin=employer or own.bin)


def _outside(people: Practice) -> dict[str, SimulatedGateway]:
    return {
        **practice_gateways(),
        BOOKING: SimulatedBooking(),
        DIGITAL: SimulatedDigital(people),
    }


def own_store_url(choice: PracticeChoice) -> str:
    """Where a desk works while the branch's store cannot be reached: beside its keys."""
    return f"sqlite:///{choice.keys.parent / f'own-desk-{choice.desk}.db'}"


def _notices(services: tuple[str, ...]) -> tuple[Notice, ...]:
    """The notices of changed acts; a file that cannot be used is named in the log."""
    folder = load_notices(practice=True, services=services)
    for problem in folder.problems:
        logger("notices").warning("%s: %s %s", problem.file, problem.code, problem.field)
    return folder.notices
