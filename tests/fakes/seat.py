"""An operator's seat: the real window over a real practice desk, lanes inline, the clock by hand."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.desk.practice import HandClock, PracticeDesk, open_practice_desk
from app.domain.language import Lang
from app.domain.visit import Purpose
from app.lanes import AnyLane, InlineLane
from app.settings import Settings, SigningSettings
from app.usecases.queue.take_ticket import TakeTicket
from app.usecases.views import CaseView
from devices.outfit import no_pace
from ui.binding.presentation import Verb
from ui.binding.texts import ui_language
from ui.bootstrap.workplace import Surroundings, Workplace, open_workplace
from ui.pages.step_page import StepPage
from ui.robot.hands import Hands
from ui.shell.main_window import MainWindow
from ui.shell.parts import Parts
from ui.shell.workstation import Workstation

MORNING = datetime(2026, 11, 20, 10, 41, 12, tzinfo=ZoneInfo("Asia/Almaty"))
DEVICES = {
    "card": "simulated",
    "scanner": "simulated",
    "printer": "folder",
    "display": "simulated",
    "tickets": "simulated",
}
"""Nothing that makes a sound or belongs to this machine."""
_SOON = timedelta(seconds=20)
_PATIENT = 12


class Seat:
    """Opens the workplace and sits down at it; ``hands`` press keys and count them.

    ``parts`` may change what the window is given, for instance to let an answer fail. ``opened``:
    the desk is open from the start, the badge being on. ``devices`` stand there beside the usual ones,
    with their ``options``.
    """

    def __init__(
        self,
        home: Path,
        *,
        lang: Lang = Lang.RU,
        people: int = 1,
        parts: Callable[[Parts], Parts] = lambda parts: parts,
        at: datetime = MORNING,
        opened: bool = True,
        devices: dict[str, str] | None = None,
        options: dict[str, dict[str, str]] | None = None,
        signing: SigningSettings | None = None,
        device_lane: Callable[[str], AnyLane] = InlineLane,
    ) -> None:
        ui_language().choose(lang)
        self.home, self.clock = home, HandClock(at)
        self.saved: list[Settings] = []
        self._left = False
        self._colleagues: list[PracticeDesk] = []
        self.place: Workplace = open_workplace(
            Surroundings(
                settings=Settings(
                    language=lang,
                    devices=DEVICES | (devices or {}),
                    device_options=options or {},
                    signing=signing or SigningSettings(),
                ),
                store_url=f"sqlite:///{home / 'tereze.db'}",
                home=home,
                papers=home / "papers",
                clock=self.clock,
                lanes=InlineLane,
                device_lane=device_lane,
                pace=no_pace,
                people_wait=False,
                opened=opened,
            )
        )
        for place in range(people):
            language = (Lang.KK, Lang.RU)[place % 2]
            self.do(TakeTicket(purpose=Purpose.INTAKE, language=language))
        self.window = MainWindow()
        self.window.resize(1366, 768)
        given = replace(self.place.parts, save=self.saved.append)
        self.station = Workstation(self.window, parts(given))
        self.hands = Hands(self.window)
        self.window.show()
        self.window.activateWindow()
        self.station.start()
        self.settle()

    # What the world does.

    def settle(self) -> None:
        """Let everything that is under way come to rest, the courier's round with it."""
        self.hands.settle()
        self.station.session.carry()
        self.hands.settle()
        self.hands.sit_down()

    def wait(self, span: timedelta = _SOON) -> None:
        """Let time pass and the courier go round."""
        self.clock.advance(span)
        self.settle()

    def do(self, command: object) -> object:
        """Something done at the desk past the window."""
        answer: Future[object] = self.place.practice.desk.submit(command)
        return answer.result()

    def colleague(self, desk: str = "4", **how: Any) -> PracticeDesk:
        """Another desk of the branch, open, over the same store; it is left with the seat."""
        choice = replace(self.place.practice.choice, desk=desk, session=f"desk-{desk}", **how)
        fresh = open_practice_desk(replace(choice, opened=True), self.place.practice.gateways)
        self._colleagues.append(fresh)
        self.look()
        return fresh

    def look(self) -> None:
        """The window reads the line anew, as it does every few seconds."""
        self.station.session.refresh_queue()
        self.settle()

    def card(self, card_id: str = "citizen") -> None:
        """Put a card into the reader."""
        self.place.simulation.insert_card(card_id)
        self.settle()

    def scan(self, text: str) -> None:
        """Hold a code before the scanner."""
        self.place.simulation.scan(text)
        self.settle()

    def leave(self) -> None:
        """Close the program; a second time changes nothing."""
        if self._left:
            return
        self._left = True
        self.station.stop()
        self.window.close()
        for colleague in self._colleagues:
            colleague.close()
        self.place.close()
        QApplication.processEvents()

    # What the operator sees and does.

    def enter(self) -> None:
        """Enter, wherever the focus is."""
        self.hands.press(Qt.Key.Key_Return)
        self.settle()

    def press(self, verb: Verb) -> None:
        """The key of a great verb."""
        self.hands.verb(verb)
        self.settle()

    def type(self, words: str) -> None:
        """Type where the focus is; the characters are no counted keys."""
        target = QApplication.focusWidget()
        assert target is not None
        keys = self.hands.keys
        for sign in words:
            self.hands._sign(target, sign)
        self.hands.keys = keys
        self.settle()

    @property
    def word(self) -> str:
        """The word of the page on the window."""
        return self.station.word

    @property
    def page(self) -> StepPage:
        """The page on the window."""
        page = self.station.page
        assert page is not None
        return page

    @property
    def case(self) -> CaseView:
        """The case on the window."""
        case = self.station.session.case
        assert case is not None
        return case

    @property
    def filled(self) -> str:
        """What the filled button says; empty while it is blocked or missing."""
        forward = self.page.forward()
        return forward.label if forward is not None and not forward.blocked else ""

    @property
    def lacking(self) -> str:
        """Why the filled button is blocked."""
        forward = self.page.forward()
        return forward.blocked if forward is not None else ""

    @property
    def told(self) -> str:
        """The words of the line above the verbs."""
        return self.window.step.toast.accessibleName()

    def until(self, word: str) -> None:
        """Press Enter until the page of ``word`` is reached."""
        for _ in range(_PATIENT):
            if self.word == word:
                return
            self.enter()
            self.wait()
        raise AssertionError(f"still on {self.word}: {self.lacking}")

    def find(self, service: str, lang: Lang = Lang.KK) -> None:
        """Search for a service by its id's words and open the draft; the papers in ``lang``."""
        self.station.lookups.look_up(self.page, "passport", service)
        self.settle()
        language = self.page._language[1]  # type: ignore[attr-defined]
        self.hands.choose(lang.value, language)
        self.enter()
