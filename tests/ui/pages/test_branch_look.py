"""The supervisor's pages in both languages and sizes: nothing cut, nothing over another, all named."""

from collections.abc import Callable

import pytest

from app.domain.language import Lang
from app.usecases.queue.ordinary_queue import EndFailure
from tests.fakes.branch_morning import busy_morning, ordinary_morning
from tests.fakes.intake_desk import FILED, IntakeDesk
from tests.fakes.page_stand import PageStand, speak
from tests.fakes.ui_checks import cut_words, nameless, overlapping_words
from ui.pages.branch_day import BranchDayPage
from ui.pages.ordinary_queue import ACT, JOURNAL, PAPER, OrdinaryQueuePage
from ui.theme.center import Appearance, theme

pytestmark = [pytest.mark.usefixtures("dressed"), pytest.mark.requirement("R-216")]

SHAPES = [(lang, scale) for lang in Lang for scale in (100, 150, 200)]
_WIDTHS = {100: 726, 150: 740, 200: 960}
"""The middle zone at each size: at 100 per cent between both side zones, larger with them folded."""


@pytest.fixture(params=SHAPES, ids=lambda shape: f"{shape[0]}-{shape[1]}")
def shape(request: pytest.FixtureRequest) -> object:
    lang, scale = request.param
    speak(lang)
    theme().apply(Appearance(scale=scale, animations=False))
    yield request.param
    speak(Lang.RU)
    theme().apply(Appearance())


def stand_of(page: BranchDayPage | OrdinaryQueuePage, desk: IntakeDesk, scale: int) -> PageStand:
    stand = PageStand(page, desk, width=_WIDTHS[scale])  # type: ignore[arg-type]
    stand.show()
    return stand


def sound(stand: PageStand, what: str) -> None:
    for _ in range(3):  # what wraps anew asks its surroundings for room, and these theirs
        stand.settle()
    assert stand.page.help, what
    assert cut_words(stand.host) == [], what
    assert overlapping_words(stand.host) == [], what
    assert nameless(stand.host) == [], what


def test_the_day(shape: tuple[Lang, int]) -> None:
    desk = busy_morning()
    page = BranchDayPage()
    stand = stand_of(page, desk, shape[1])
    for tab in page.panels:
        page.show_tab(tab)
        sound(stand, tab)
    page.show_tab("now")
    page.panel._on_turned()  # type: ignore[attr-defined]
    sound(stand, "the curve as a table")
    page.show_tab("desks")
    page.panel.list.chosen.emit("2")  # type: ignore[attr-defined]
    sound(stand, "a desk in hand")
    desk.clock.at = FILED.replace(hour=18, minute=30)
    page.show_tab("closing")
    page.refresh()
    page.panel.rules.row_of("rebook").click()  # type: ignore[attr-defined]
    sound(stand, "another rule")


def test_an_empty_day(shape: tuple[Lang, int]) -> None:
    page = BranchDayPage()
    stand = stand_of(page, IntakeDesk("operator"), shape[1])
    for tab in page.panels:
        page.show_tab(tab)
        sound(stand, tab)


def _ended(desk: IntakeDesk) -> None:
    desk.must(EndFailure())


def _lapsed(desk: IntakeDesk) -> None:
    desk.pass_time(minutes=70)


@pytest.mark.parametrize("change", [None, _lapsed, _ended])
def test_the_ordinary_queue(
    shape: tuple[Lang, int], change: Callable[[IntakeDesk], None] | None
) -> None:
    desk = ordinary_morning()
    if change is not None:
        change(desk)
    page = OrdinaryQueuePage()
    stand = stand_of(page, desk, shape[1])
    for tab in (ACT, JOURNAL, PAPER):
        page.show_tab(tab)
        sound(stand, tab)
    page.entry.ends.take("rebooked")
    sound(stand, "a line of paper with its end")
    page.show_tab(JOURNAL)
    page.journal.take("K3003")
    sound(stand, "a line in hand")


def test_before_a_failure(shape: tuple[Lang, int]) -> None:
    page = OrdinaryQueuePage()
    stand = stand_of(page, IntakeDesk("supervisor"), shape[1])
    for tab in (ACT, JOURNAL, PAPER):
        page.show_tab(tab)
        sound(stand, tab)
