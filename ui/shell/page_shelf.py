"""The pages that were shown once: each is made when it is first turned to, and heard from then on."""

from collections.abc import Callable

from PySide6.QtCore import QTimer

from ui.pages.step_page import StepPage
from ui.shell.hands import Hands
from ui.shell.keeping import Keeping
from ui.shell.lookups import Lookups
from ui.shell.pages import make_page
from ui.shell.station import Station

_QUIET = 120
"""Milliseconds between two pages that are made in advance."""


class PageShelf:
    """Makes pages, and brings what they ask for to those who can do it."""

    def __init__(
        self,
        station: Station,
        lookups: Lookups,
        keeping: Keeping,
        hands: Hands,
        copy: Callable[[object], None],
    ) -> None:
        self._station, self._lookups, self._keeping = station, lookups, keeping
        self._hands, self._copy = hands, copy
        self._pages: dict[str, StepPage] = {}

    def peek(self, word: str) -> StepPage | None:
        """The page of that word, if it was made."""
        return self._pages.get(word)

    def take(self, word: str) -> StepPage:
        """The page of that word, made when it is first wanted."""
        if word not in self._pages:
            self._pages[word] = self._make(word)
        return self._pages[word]

    def prepare(self, words: tuple[str, ...]) -> None:
        """Make the pages of the road one by one in quiet moments, so that no turn has to wait for
        one to be built."""
        missing = [word for word in words if word not in self._pages]
        if missing:
            self.take(missing[0])
            QTimer.singleShot(_QUIET, self._station.window, lambda: self.prepare(words))

    def _make(self, word: str) -> StepPage:
        station, page = self._station, make_page(word)
        station.window.add_page(word, page)
        page.forward_changed.connect(lambda: station.draw_forward(page))
        page.looked_up.connect(lambda kind, words: self._lookups.look_up(page, kind, words))
        page.turned_to.connect(station.turn_to)
        page.opened.connect(station.open_case)
        page.said.connect(station.tell)
        page.reader_changed.connect(station.applicant.follow)
        page.asked.connect(station.session.ask)
        page.handed_in.connect(station.session.hand_in)
        page.file_given.connect(
            lambda content, take: take(station.parts.terminal_scans(content, station.parts.now()))
        )
        page.verb_wanted.connect(station.window.press)
        page.paper_wanted.connect(self._keeping.open_paper)
        page.chip_asked.connect(self._hands.read_chip)
        page.card_missed.connect(self._hands.tell_missed)
        page.key_asked.connect(self._hands.look_at_key)
        page.copy_wanted.connect(self._copy)
        return page
