"""What all roads share: to be on a page, to have a case in hand, to find what is written there."""

from dataclasses import fields
from datetime import date
from enum import Enum
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from app.domain.case import Case
from app.ports.simulation import Simulation
from app.usecases.situation import find_case
from ui.binding.presentation import Verb
from ui.binding.texts import tr_, ui_language
from ui.pages.people_card import APPLICANT, PeopleCard
from ui.pages.step_page import StepPage
from ui.robot.hands import Hands, NoWay, visible
from ui.shell.pages import IN_MENU, OPENED_BY
from ui.shell.workstation import Workstation
from ui.widgets.choice import ChoiceRow
from ui.widgets.search_box import SearchBox
from ui.widgets.sheet import Sheet

T = TypeVar("T", bound=QWidget)
SAID_BY_ITSELF = frozenset({"case", "provider", "participant"})
"""What a window says in its own way: it knows the case in hand and the provider of a run."""
_MOST_ESCAPES = 6
_FIRST_LETTERS = (6, 12, 24, 60, 180)
"""How much of a name is typed before the eyes find it in the list."""
_SEEN_AT_ONCE = 6


class Ways:
    """The window with its conductor, its hands and its devices."""

    def __init__(self, station: Workstation, hands: Hands, simulation: Simulation) -> None:
        self.station, self.hands, self.simulation = station, hands, simulation
        self.window = station.window
        self.named: frozenset[str] = frozenset()
        self.turned = False
        self.scanned = ""

    # Where we are.

    def ready(self) -> None:
        """The window has the keys, and no sheet lies over its page."""
        self.hands.sit_down()
        for sheet in visible(self.window, Sheet):
            sheet.dismiss()
        self.hands.settle()

    def page(self, word: str) -> StepPage:
        """The page of that word, which must be on the window. Raises :class:`NoWay`."""
        page = self.station.page
        if page is None or self.station.word != word or page.word != word:
            raise NoWay(f"the window shows «{self.station.word}», not «{word}»")
        return page

    def turn(self, word: str) -> StepPage:
        """Turn to a page by its key or by the menu, when it is not there already."""
        if self.station.word == word:
            return self.page(word)
        verb = next((verb for verb, page in OPENED_BY.items() if page == word), "")
        if verb:
            self.hands.verb(Verb(verb))
        else:
            self._by_menu(word)
        return self.page(word)

    def _by_menu(self, word: str) -> None:
        label = next((words for page, words in IN_MENU if page == word), "")
        if not label:
            raise NoWay(f"no key and no entry of the menu leads to «{word}»")
        self.hands.verb(Verb.MENU)
        self.hands.push(tr_(label), self.window.menu)

    def home(self) -> None:
        """Back to the road with Esc."""
        for _ in range(_MOST_ESCAPES):
            if not self.station.opened:
                return
            self.hands.press(Qt.Key.Key_Escape)

    def road(self, word: str) -> StepPage:
        """The page of a step of the road. The robot may turn to a step that comes later or earlier
        than the window would: that it did so is told."""
        if self.station.word != word:
            self.home()
        if self.station.word != word and self.station.session.case is not None:
            self.station.turn_to(word)
            self.hands.settle()
            self.turned = True
        return self.page(word)

    def go_on_as(self, *labels: str) -> None:
        """Enter, when the filled button says one of these words and may be pressed."""
        page = self.station.page
        forward = page.forward() if page is not None else None
        if forward is None or forward.label not in labels:
            raise NoWay(f"Enter means «{forward.label if forward else '—'}» here")
        if forward.blocked:
            raise NoWay(f"the window held it back: {forward.blocked}")
        self.hands.go_on()

    def only_if(self, prepared: object, wanted: object, *freely: str) -> None:
        """Go on only when the page is about to say what is wanted; what the scenario does not name
        may differ in the values that the page says ``freely``."""
        free = SAID_BY_ITSELF | (set(freely) - self.named)
        names = {field.name for field in fields(wanted)} - free  # type: ignore[arg-type]
        other = [n for n in names if getattr(prepared, n, None) != getattr(wanted, n)]
        if other:
            raise NoWay(f"the page would say otherwise: {', '.join(sorted(other))}")

    def pick_participant(self, page: StepPage, key: str) -> None:
        """Pick in the list of people of whom the page is; an empty key means the applicant."""
        if visible(page, PeopleCard):
            self.hands.choose(key or APPLICANT, the(PeopleCard, page))
            self.hands.settle()
        elif key:
            raise NoWay("the case names nobody beside the applicant")

    # Which case is in hand.

    def take_case(self, named: str) -> None:
        """Have the case of that name in hand: it is open, or F6 finds it by its number."""
        session = self.station.session
        if not named or self._is(named):
            return
        number = self.number_of(named)
        if not number:
            raise NoWay("this case has no number to be found by")
        if session.case is not None and session.case.case.number == number:
            return
        page = self.turn("find")
        self.hands.choose("case", page)
        self.hands.type_into(page.search.edit, number)  # type: ignore[attr-defined]
        self.hands.press(Qt.Key.Key_Return)
        if not self._is(named):
            raise NoWay("the search did not open the case")

    def _is(self, named: str) -> bool:
        view = self.station.session.case
        if view is None:
            return False
        case = view.case
        code = case.registration.code if case.registration is not None else ""
        units = {code for code, _kind, _state in view.units}
        return named in {case.id, case.number, case.draft_code, code, case.service_id} | units

    def case_id(self, named: str) -> str:
        """The id of the case that is named by any of its names; empty when there is none."""
        case = self._found(named)
        return case.id if case is not None else ""

    def number_of(self, named: str) -> str:
        """Its number."""
        case = self._found(named)
        return case.number if case is not None else ""

    def _found(self, named: str) -> Case | None:
        return self.station.parts.desk.ask(lambda work: find_case(work, named)).result()

    # What is written there.

    def offered(self, choice: str, within: QWidget) -> bool:
        """Whether a choice can be taken."""
        return any(
            row.choice.id == choice and row.isEnabled() for row in visible(within, ChoiceRow)
        )

    def find_service(self, page: StepPage, service: str) -> None:
        """Type words of a service's name until it is among the first hits, and take it. One that
        is taken already is put back first."""
        if not visible(page, SearchBox):
            self.hands.push(tr_("Another service"), page)
        search = the(SearchBox, page)
        passport = self.station.parts.catalogue.get(service)
        if passport is None:
            raise NoWay("the catalogue of this branch has no such service")
        name = passport.name.in_(ui_language().lang)
        for letters in _FIRST_LETTERS:
            self.hands.type_into(search.edit, name[:letters].strip())
            ids = [card.id for card in search.hits.cards.cards]
            if service in ids[:_SEEN_AT_ONCE]:
                for _ in range(ids.index(service)):
                    self.hands.press(Qt.Key.Key_Down)
                self.hands.press(Qt.Key.Key_Return)
                return
        raise NoWay("the search does not bring this service")

    def tick_named(self, label: str, within: QWidget, *, on: bool) -> None:
        """Set the tick of that name, when it is there."""
        for box in visible(within, QCheckBox):
            if box.text() == label:
                self.hands.tick(box, on=on)

    def scan(self, code: str) -> None:
        """Hold a code before the scanner."""
        self.simulation.scan(code)
        self.hands.settle()


def the(kind: type[T], within: QWidget) -> T:
    """The one part of that kind that is seen. Raises :class:`NoWay` when there is none."""
    found = visible(within, kind)
    if not found:
        raise NoWay(f"no {kind.__name__} is seen")
    part: T = found[0]
    return part


def said(command: object, *names: str) -> dict[str, object]:
    """The values of those names that say something; a closed value by its own word."""
    found: dict[str, object] = {}
    for name in names or tuple(field.name for field in fields(command)):  # type: ignore[arg-type]
        value = getattr(command, name)
        if value in ("", None, ()):
            continue
        found[name] = value.value if isinstance(value, Enum) else value
    return {key: value for key, value in found.items() if not isinstance(value, date) or value}
