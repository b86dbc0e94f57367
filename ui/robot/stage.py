"""The stage with windows: words are said by keys where the window has a way, else through the session."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from app.desk.practice import HandClock, PracticeDesk
from app.domain.language import Lang
from app.lanes import InlineLane
from app.ports.devices import Slot
from app.robot.printers import DeviceHealth
from app.robot.scanned_document import scanned_file
from app.robot.scenario import Scenario
from app.robot.stage import DeskStage, command_of, not_understood
from app.settings import Settings
from app.usecases.outcome import Outcome
from app.usecases.registry import word_of
from ui.binding.texts import ui_language
from ui.bootstrap.workplace import Surroundings, Workplace, open_workplace
from ui.robot.hands import Hands, NoWay
from ui.robot.reader_events import ReaderEvents
from ui.robot.recorder import Act, Recorder
from ui.robot.roads import Roads
from ui.robot.ways import SAID_BY_ITSELF
from ui.shell.main_window import MainWindow
from ui.shell.workstation import Workstation

_DEVICES = {
    "card": "simulated",
    "scanner": "simulated",
    "printer": "folder",
    "display": "simulated",
    "tickets": "simulated",
}


@dataclass(slots=True)
class How:
    """How the last step was done: ``by`` is ``window``, ``ahead`` (by the step before), ``session``
    or ``event``; ``why`` says why the window was not the way, ``differs`` what it said otherwise."""

    by: str = "event"
    why: str = ""
    differs: tuple[str, ...] = ()


class WindowStage:
    """One window on a practice desk whose clock and devices are moved by the scenario."""

    def __init__(self, scenario: Scenario, folder: Path, papers: Path, store: str = "") -> None:
        self._scenario, self._folder, self._papers = scenario, folder, papers
        self._store = store or f"sqlite:///{folder / 'store.db'}"
        self._clock = HandClock(scenario.clock)
        self.window = MainWindow()
        self.hands = Hands(self.window)
        self.how = How()
        self._ahead: list[Act] = []
        self._reader = ReaderEvents(self)
        self._open(None)
        self.window.show()
        self.station.applicant.open()
        self._begin()

    # The workplace.

    def _open(self, former: Workplace | None) -> None:
        settings = Settings(
            desk=int(self._scenario.desk), operator=self._scenario.operator, devices=dict(_DEVICES)
        )
        self.workplace = open_workplace(
            Surroundings(
                settings=settings,
                store_url=self._store,
                home=self._folder,
                papers=self._papers,
                clock=self._clock,
                branch=self._scenario.branch,
                lanes=InlineLane,
                device_lane=InlineLane,
                pace=lambda _seconds: None,
                people_wait=False,
                opened=True,
                gateways=former.practice.gateways if former is not None else None,
            )
        )
        self._desks = DeskStage(self.workplace.practice)
        self.recorder = Recorder(self.workplace.parts.desk)
        parts = replace(self.workplace.parts, desk=self.recorder)
        self.station = Workstation(self.window, parts)
        self.roads = Roads(self.station, self.hands, self.workplace.simulation)

    def _begin(self) -> None:
        self.station.session.refresh()
        self.station.read_drafts()
        self.station.draw()
        self.hands.settle()
        self.hands.sit_down()

    def close(self) -> None:
        """End in order."""
        self._desks.leave_others()
        self.station.stop()
        self.workplace.close()
        self.window.close()
        self.window.deleteLater()
        self.hands.settle()

    @property
    def practice(self) -> PracticeDesk:
        """The desk behind the window as it stands now, or the other one at which the scenario sits."""
        return self._desks.practice

    @property
    def _elsewhere(self) -> bool:
        """Whether the scenario sits at a desk that has no window here."""
        return self.practice is not self.workplace.practice

    # What a scenario asks for.

    def say(self, word_: str, arguments: Mapping[str, Any], key: str) -> Outcome:
        """Perform a word: by the window, or, with the reason told, through its session."""
        if self._elsewhere:
            self.how = How(by="event", why="said at a desk without a window here")
            return self._after(self._desks.say(word_, arguments, key))
        command = command_of(word_, arguments)
        if isinstance(command, Outcome):
            self.how = How(by="event", why="the values are not understood")
            return command
        command = self._desks.scanned.put_in(command)
        done = self._done_ahead(command, arguments)
        if done is not None and not key:
            self.how = How(by="ahead")
            return done
        why = "the step repeats a key" if key else self._try(word_, command, frozenset(arguments))
        done = self._answer_of(command, arguments)
        if done is not None:
            return done
        self.how = How(by="session", why=why or self._held_back())
        return self._through_session(command, key)

    def event(self, name: str, arguments: Mapping[str, Any]) -> Outcome:
        """Let something happen to the devices, the clock, the outside or the applicant's screen."""
        self._ahead = []
        self.how = How()
        handler = getattr(self, f"_{name}", None) or getattr(self._reader, name, None)
        if handler is not None and (name == "restart" or not self._elsewhere):
            done = handler(**arguments)
            self.hands.settle()
            if isinstance(done, Outcome):
                return done
        return self._after(self._desks.event(name, arguments))

    def _after(self, outcome: Outcome) -> Outcome:
        self._look_again()
        return outcome

    # By the window.

    def begin_act(self) -> None:
        """Forget what the window handed in before."""
        self.recorder.acts.clear()

    def identified(self) -> Outcome | None:
        """The answer to the identification that the window has handed in, if it did."""
        acts = [act for act in self.recorder.acts if word_of(type(act.command)) == "identify"]
        return acts[0].answer.result() if acts else None

    def by_window(self) -> None:
        """It came about at the window."""
        self.how = How(by="window")
        self._look_again()

    def _try(self, word_: str, command: object, named: frozenset[str]) -> str:
        """Let the hands do it; why they could not, in words."""
        road = getattr(self.roads, word_, None)
        self.recorder.acts.clear()
        if road is None:
            return "no page says this word"
        self.roads.named, self.roads.turned = named, False
        try:
            self.roads.ready()
            road(command)
            self.hands.settle()
        except NoWay as none:
            self.hands.settle()
            return str(none)
        return ""

    def _held_back(self) -> str:
        strays = [word_of(type(act.command)) for act in self.recorder.acts]
        if strays:
            return f"the window did something else: {', '.join(strays)}"
        page = self.station.page
        forward = page.forward() if page is not None else None
        held = forward.blocked if forward is not None else ""
        return f"the window held it back: {held}" if held else "the window did not hand it in"

    def _answer_of(self, command: object, arguments: Mapping[str, Any]) -> Outcome | None:
        acts = [act for act in self.recorder.acts if act.answer.done()]
        same = [act for act in acts if type(act.command) is type(command)]
        if not same:
            return None
        # A word that the window first tries without its reason is the one that says the reason.
        meant = (act for act in same if not differences(command, act.command, arguments))
        mine = next(meant, same[0])
        acts = acts[acts.index(mine) :]
        self._ahead = [
            *(act for act in self._ahead if type(act.command) is not type(command)),
            *(act for act in acts if act is not mine),
        ]
        turned = "turned to the page without a key" if self.roads.turned else ""
        differs = differences(command, mine.command, arguments)
        self.how = How(by="window", why=turned, differs=differs)
        return mine.answer.result()

    def _done_ahead(self, command: object, arguments: Mapping[str, Any]) -> Outcome | None:
        """The window may have gone one step further by itself: then the word is already said."""
        for act in self._ahead:
            same = type(act.command) is type(command) and self._about_one_case(act.command, command)
            if same and not differences(command, act.command, arguments):
                self._ahead.remove(act)
                return act.answer.result()
        return None

    def _about_one_case(self, said: object, wanted: object) -> bool:
        if not hasattr(wanted, "case"):
            return True
        case: str = getattr(said, "case", "")
        named: str = getattr(wanted, "case", "")
        here = self.station.session.case
        return case == (self.roads.case_id(named) if named else here.case.id if here else "")

    def _through_session(self, command: object, key: str) -> Outcome:
        self.recorder.acts.clear()
        if not self.station.session.submit(command, key):
            return not_understood(word_of(type(command)), "the window is busy")
        self.hands.settle()
        outcome = self.recorder.acts[0].answer.result()
        self._look_again()
        return outcome

    def _look_again(self) -> None:
        """Something happened behind the window: it reads what stands now."""
        self.practice.desk.carry()
        self.station.session.refresh()
        self.station.session.refresh_case()
        self.station.read_drafts()
        self.hands.settle()

    # Events.

    def _device(self, slot: str, health: str) -> None:
        """Hands at a simulated device; afterwards the hub looks at it as it does by itself."""
        place, hands = Slot(slot), self.workplace.simulation
        match DeviceHealth(health):
            case DeviceHealth.PAPER_OUT:
                hands.take_paper(place)
            case DeviceHealth.JAMMED:
                hands.jam_paper(place)
            case DeviceHealth.UNPLUGGED:
                hands.unplug(place)
            case DeviceHealth.WELL:
                hands.plug_in(place)
                if place is Slot.TICKETS:
                    hands.refill(place)
        self.workplace.hub.retry(place)

    def _scan_document(self, file: str) -> None:
        """The file lies where the scanner wrote it; the hands name it when a copy is made."""
        self.roads.scanned = str(scanned_file(file))

    def _applicant_answers(self, **answer: Any) -> Outcome | None:
        """A touch on the applicant's screen; what it does not show now is said behind it."""
        self.recorder.acts.clear()
        self.roads.touch(answer)
        self.hands.settle()
        if not self.recorder.acts:
            return None
        self.how = How(by="window")
        self._look_again()
        return self.recorder.acts[0].answer.result()

    def _restart(self) -> Outcome:
        former, desk = self.workplace, self.practice.choice.desk
        self._desks.leave_others()
        self.station.stop()
        self.window.close()
        self.window.deleteLater()
        former.close()
        self.window = MainWindow()
        self.hands.window = self.window
        self._open(former)
        self.window.show()
        self.station.applicant.open()
        self._begin()
        if desk != self.practice.choice.desk:
            self._desks.event("at_desk", {"desk": desk})
        return Outcome()


def differences(wanted: object, said: object, arguments: Mapping[str, Any]) -> tuple[str, ...]:
    """The named values that the window said otherwise than the scenario."""
    found = []
    for field in fields(wanted):  # type: ignore[arg-type]
        if field.name not in arguments or field.name in SAID_BY_ITSELF:
            continue
        mine, theirs = getattr(wanted, field.name), getattr(said, field.name)
        if mine != theirs:
            found.append(field.name)
    return tuple(found)


def speak(scenario: Scenario, lang: Lang | None) -> None:
    """Let the windows speak the chosen language, else that of the scenario."""
    ui_language().choose(lang or Lang(scenario.ui_language))
