"""The workplace: store, desk, devices and catalogue put together, with what a window needs of them.

Heavy to import, so the window is painted before. A robot opens the same workplace with a clock,
lanes and a pace of its choosing.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import resources
from app.catalogue.practice import practice as practice_people
from app.catalogue.services import load_catalogue
from app.desk.branch_time import ZONE, zone_warning
from app.desk.demo import let_wait
from app.desk.own_branch import branch_named
from app.desk.practice import Lanes, PracticeChoice, PracticeDesk, open_practice_desk
from app.desk.practice_cards import simulated
from app.desk.practice_clock import PracticeClock
from app.desk.pullable_store import real_store
from app.desk.running import RunningHere
from app.desk.system import SystemClock, SystemIds
from app.domain.branch import DepartmentKind, Operator
from app.domain.papers import QueueTicketPaper
from app.errors import AppError
from app.gateways.exchange.chosen import chosen_provider
from app.gateways.simulated import SimulatedGateway
from app.lanes import AnyLane, Lane
from app.log import Log, log_bug
from app.ports.clock import Clock
from app.ports.devices import PrintJob, Slot, TicketCall
from app.ports.keyed_scanner import KeyedScanner
from app.ports.queue_feed import QueueFeed
from app.ports.simulation import SimulatedCard
from app.ports.storage import PaperRecord
from app.settings import Settings, save
from app.storage import SqlStore
from app.storage.feed import open_feed
from app.usecases.queries import queue_view
from app.usecases.queue.open_desk import CloseDesk
from devices.camera.faces import comparer_of
from devices.camera.verbs import DeskWebcam
from devices.catalog import fit
from devices.hub import Hub
from devices.outfit import Outfit, Pace, real_pace
from devices.simulation import SimulatedDesk
from devices.voice.hall import HallVoice
from devices.voice.turns import CallTurns
from ui.binding.pin_post import PinPost
from ui.binding.service_finder import ServiceFinder
from ui.bootstrap.chip_judge import judge_for
from ui.bootstrap.copying import DeskCopying
from ui.bootstrap.desk_signing import key_looker, signing_for
from ui.bootstrap.outside_hands import OutsideHands
from ui.bootstrap.terminal_file import terminal_scans
from ui.bootstrap.ticket_printer import TicketPrinter
from ui.shell.parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a workplace is opened with; the defaults are those of a person at a desk.

    ``home`` holds what the program keeps beside the store, ``papers`` what is printed. ``clock``:
    none is real time, moved on to opening hours. ``branch`` is a kind of department. ``gateways``:
    outside systems that live on while the program is closed and opened again. ``number`` is that of
    the desk when it is not the settings'; ``takes_visitors``: somebody works at it, else it only
    looks at the store; ``opened``: it takes them from the start, the badge being on, else the person
    is asked first (R-043); ``seated`` sits there instead of the settings' employee; ``slots`` are the
    devices that are its own, ``None`` all of them; ``watched``: a thread tells at once what others
    change; ``running``: this run of the program, so that no other takes the same desk. The workplace
    ends it.
    """

    settings: Settings
    store_url: str
    home: Path
    papers: Path
    log: Log | None = None
    clock: Clock | None = None
    branch: str = DepartmentKind.ORDINARY.value
    lanes: Lanes = Lane
    device_lane: Callable[[str], AnyLane] | None = None
    pace: Pace = real_pace
    people_wait: bool = True
    gateways: Mapping[str, SimulatedGateway] | None = None
    number: int | None = None
    takes_visitors: bool = True
    seated: Operator | None = None
    slots: tuple[Slot, ...] | None = None
    watched: bool = False
    opened: bool = False
    running: RunningHere | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """One desk with everything around it, open and at work; ``warning`` is for the administrator.

    ``keyed_scanner``: the scanner, when it is one whose keys come through the window.
    """

    practice: PracticeDesk
    hub: Hub
    simulation: SimulatedDesk
    parts: Parts
    papers_lane: AnyLane
    warning: AppError | None = None
    keyed_scanner: KeyedScanner | None = None
    running: RunningHere | None = None
    key_lane: AnyLane | None = None

    def close(self) -> None:
        """Let the devices go, finish what was handed in, close the store."""
        if self.parts.feed is not None:
            self.parts.feed.close()
        self.papers_lane.stop()
        self.practice.close()
        self.hub.stop()
        if self.key_lane is not None:
            self.key_lane.stop()
        if self.running is not None:
            self.running.end()


def open_workplace(around: Surroundings) -> Workplace:
    """Open everything; may run on any thread. Raises ``Unavailable`` for a store that stays shut."""
    clock = around.clock or PracticeClock(SystemClock(ZONE))
    printer = _Printer(around.settings.device_options.get(Slot.TICKETS.value, {}))
    staff, keys = (lambda: practice_people().operators), around.home / "keys"
    chosen = around.settings
    signing, untrusted = signing_for(chosen, lambda: printer.hub, staff, clock.now, keys)
    desk = (around.number or around.settings.desk) if around.takes_visitors else None
    practice = open_practice_desk(
        PracticeChoice(
            store_url=around.store_url,
            keys=around.home / "keys",
            clock=clock,
            ids=SystemIds(),
            branch=around.branch,
            own_branch=branch_named(around.settings, clock.now().date(), desk),
            desk=str(around.number or around.settings.desk),
            operator=around.settings.operator,
            lanes=around.lanes,
            opened=around.opened and around.takes_visitors,
            print_paper=printer.print_paper,
            print_ticket=printer.print_ticket,
            signing=signing,
            provider=chosen_provider(around.settings.exchange),
            **_run_of(around.running),
        ),
        around.gateways,
    )
    try:
        if around.seated is not None:
            practice.desk.seat(around.seated).result()
        _begin_day(around, practice, clock)
    except BaseException:
        practice.close()
        raise
    workplace = _fit_out(around, practice, clock)
    if workplace.warning is None and untrusted is not None:
        workplace = replace(workplace, warning=untrusted)
    printer.hub = workplace.hub
    workplace.hub.start()
    return workplace


def _run_of(running: RunningHere | None) -> dict[str, Any]:
    if running is None:
        return {}
    return {"session": running.name, "session_gone": running.gone}


def _begin_day(around: Surroundings, practice: PracticeDesk, clock: Clock) -> None:
    """Open doors and people who wait. Raises ``AppError`` for a store that holds real cases."""
    if isinstance(clock, PracticeClock):
        place = practice.desk.place
        clock.begin_together(place.store, place.branch, place.calendar)
    if around.takes_visitors and not around.opened:
        _ask_again(practice)
    if around.people_wait:
        let_wait(practice.desk.place.store, practice.people, clock.now())


def _ask_again(practice: PracticeDesk) -> None:
    """A hold of the former run says nothing about today's badge; a visit that a crash left open keeps
    its desk."""
    queue = practice.desk.ask(queue_view).result()
    if queue.hold is not None and queue.at_desk is None:
        practice.desk.submit(CloseDesk()).result()


class _Printer:
    """Puts a kept paper out through the hub; the desk is opened before the hub stands."""

    hub: Hub | None = None

    def __init__(self, options: Mapping[str, str]) -> None:
        self._options = options

    def print_paper(self, record: PaperRecord, copies: int) -> None:
        """Raises ``DeviceFault`` when the printer did not do it."""
        from app.papers.render import render_record  # noqa: PLC0415 - reportlab waits for a paper

        if self.hub is None:
            raise RuntimeError("the printer is not fitted yet")
        name = f"{record.kind}-{record.number}-v{record.version}".replace("/", "-")
        job = PrintJob(name=name, content=render_record(record), copies=copies)
        self.hub.print_paper(job).result()

    def print_ticket(self, paper: QueueTicketPaper) -> None:
        """As :class:`TicketPrinter`."""
        if self.hub is None:
            raise RuntimeError("the ticket printer is not fitted yet")
        TicketPrinter(self.hub, self._options)(paper)


def _fit_out(around: Surroundings, practice: PracticeDesk, clock: Clock) -> Workplace:
    cards = _cards(practice, clock)
    judge, unusable = judge_for(around.settings.country_certificates)
    post = PinPost()
    outfit = Outfit(
        now=clock.now,
        paper_folder=around.papers,
        cards=cards,
        pace=around.pace,
        options=around.settings.device_options,
        chip_judge=judge,
        pin_desk=post,
    )
    chosen = around.settings.devices
    if around.slots is not None:
        chosen = {name: driver for name, driver in chosen.items() if name in around.slots}
    fitted = fit(chosen, outfit)
    hub = Hub(
        fitted,
        now=clock.now,
        incident=lambda error: log_bug("devices", error, clock.now()),
        lane=around.device_lane,
    )
    papers_lane = around.lanes("papers")

    def paper_file(paper_id: str) -> Future[Path]:
        return papers_lane.submit(_write_paper, practice, around.home / "looked-at", paper_id)

    simulation = SimulatedDesk(fitted, cards)
    scanner = fitted.get(Slot.SCANNER)
    look_at_key, key_lane = key_looker(practice, around.lanes)
    parts = replace(
        _parts(around, practice, hub, clock, simulation, paper_file),
        webcam=_webcam(around, hub, papers_lane),
        look_at_key=look_at_key,
        pin_post=post,
        copying=DeskCopying(papers_lane),
    )
    return Workplace(
        practice=practice,
        hub=hub,
        simulation=simulation,
        parts=parts,
        papers_lane=papers_lane,
        warning=unusable or (zone_warning(ZONE) if around.clock is None else None),
        keyed_scanner=scanner if isinstance(scanner, KeyedScanner) else None,
        running=around.running,
        key_lane=key_lane,
    )


def _webcam(around: Surroundings, hub: Hub, lane: AnyLane) -> DeskWebcam:
    """Photographs are read and faces compared where papers are made: never on the windows' thread."""
    options = around.settings.device_options.get(Slot.CAMERA.value, {})
    return DeskWebcam(hub, lane, comparer_of(options.get("models", "")))


def _cards(practice: PracticeDesk, clock: Clock) -> tuple[SimulatedCard, ...]:
    photo = resources.path("practice", "drawn-person.jpg").read_bytes()
    return tuple(simulated(card, clock.now(), photo) for card in practice.people.cards.values())


def _parts(
    around: Surroundings,
    practice: PracticeDesk,
    hub: Hub,
    clock: Clock,
    simulation: SimulatedDesk,
    paper_file: Callable[[str], Future[Path]],
) -> Parts:
    place, log = practice.desk.place, around.log
    today, practising = clock.now().date(), place.branch.practice
    catalogue = load_catalogue(practice=practising, on=today)
    return Parts(
        desk=practice.desk,
        number=place.desk,
        branch=place.branch,
        operator=lambda: practice.desk.place.operator,
        now=clock.now,
        catalogue=ServiceFinder(catalogue, today, practice=practising),
        devices=hub,
        simulation=simulation,
        settings=around.settings,
        save=save,
        hide=log.redactor.hide if log is not None else lambda _names: None,
        forget=log.redactor.forget if log is not None else lambda: None,
        asks_secret=not practising,
        unlock=lambda _typed: practising,
        paper_file=paper_file,
        terminal_scans=terminal_scans,
        fallback=practice.desk,
        outside=OutsideHands(practice.gateways) if practising else None,
        feed=_feed(practice, clock) if around.watched else None,
        make_crier=lambda still_true: _crier(hub, still_true),
    )


def _feed(practice: PracticeDesk, clock: Clock) -> QueueFeed:
    store = real_store(practice.desk.branch_place.store)
    if not isinstance(store, SqlStore):
        raise TypeError("only a store in a database can be watched")
    return open_feed(store, clock=clock)


def _crier(hub: Hub, still_true: Callable[[TicketCall], bool]) -> HallVoice:
    return HallVoice(hub.announce, CallTurns(still_true))


def _write_paper(practice: PracticeDesk, folder: Path, paper_id: str) -> Path:
    from app.papers.folder import PaperFolder  # noqa: PLC0415 - reportlab waits for a paper

    return Path(PaperFolder(folder).write(practice.desk, paper_id))
