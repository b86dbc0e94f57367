"""What happens at the reader and the scanner of the robot's window: cards, chips that want a key, zones."""

from typing import Protocol

from app.desk.practice import PracticeDesk
from app.ports.card_faults import CARD_KEY_NEEDED, CARD_KEY_WRONG
from app.usecases.outcome import ErrorInfo, Outcome, Status
from ui.bootstrap.workplace import Workplace
from ui.robot.hands import Hands
from ui.robot.roads import Roads
from ui.shell.workstation import Workstation


class ReaderStage(Protocol):
    """What is asked of the stage."""

    roads: Roads
    hands: Hands
    workplace: Workplace
    station: Workstation

    @property
    def practice(self) -> PracticeDesk:
        """The desk behind the window."""

    def begin_act(self) -> None:
        """Forget what the window handed in before."""

    def identified(self) -> Outcome | None:
        """The answer to the identification that the window has handed in, if it did."""

    def by_window(self) -> None:
        """It came about at the window."""


class ReaderEvents:
    """Each method is an event of a scenario; ``None``: it did not come about at the window."""

    def __init__(self, stage: ReaderStage) -> None:
        self._stage = stage
        self._locked = False

    def insert_card(
        self, card: str, *, torn_out: bool = False, participant: str = ""
    ) -> Outcome | None:
        """F5 and the card; a chip that opens to a key alone is not read yet."""
        stage, known = self._stage, self._stage.practice.people.cards[card]
        sound = known.person is not None and not known.fault and not torn_out
        if stage.station.session.visit is None or not sound:
            return None
        stage.begin_act()
        stage.roads.ready()
        stage.roads.insert(card, participant)
        self._locked = known.locked
        return self._came_of_it(CARD_KEY_NEEDED if known.locked else "")

    def remove_card(self) -> Outcome:
        """The card comes out."""
        self._locked = False
        self._stage.workplace.simulation.remove_card()
        return Outcome()

    def open_chip(self, digits: str, reason: str = "") -> Outcome | None:
        """The six digits and Enter; of a chip that is doubted the reason and Enter."""
        self._stage.begin_act()
        self._stage.roads.type_card_number(digits)
        self._stage.hands.settle()
        if reason:
            self._stage.roads.give_reason(reason)
        return self._came_of_it(CARD_KEY_WRONG)

    def scan(self, code: str) -> Outcome | None:
        """A zone, after F5, or a code."""
        stage = self._stage
        stage.begin_act()
        zone = "<" in code
        if zone:
            stage.roads.scan_zone(code)
        else:
            stage.workplace.simulation.scan(code)
        done = self._came_of_it(CARD_KEY_WRONG if zone and self._locked else "")
        stage.by_window()
        return done

    def _came_of_it(self, code: str) -> Outcome | None:
        """The identification that was handed in; without one ``code`` is what the reader said."""
        stage = self._stage
        stage.hands.settle()
        done = stage.identified()
        if done is not None:
            self._locked = False
        elif code:
            done = Outcome(status=Status.FAULT, error=ErrorInfo(code=code, place="card"))
        if done is not None:
            stage.by_window()
        return done
