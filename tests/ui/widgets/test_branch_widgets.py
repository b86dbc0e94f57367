"""The parts of the supervisor's picture: bars that say a level, a curve that is walked, times typed."""

from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.binding.presentation import Tone
from ui.theme.center import Appearance, theme
from ui.theme.tokens import THEMES, ThemeName, contrast
from ui.widgets.day_curve import CurveState, CurveStop, DayCurve
from ui.widgets.figure_table import FigureRow, FigureTable
from ui.widgets.load_card import LoadCard, LoadMeter, LoadState, load_colour
from ui.widgets.time_edit import TimeEdit

pytestmark = pytest.mark.usefixtures("dressed")


def stop(hour: float, waiting: int = 1, called: int = 0) -> CurveStop:
    return CurveStop(hour=hour, waiting=waiting, called=called, words=f"{hour}: {waiting}")


def painted(curve: DayCurve) -> set[str]:
    image = curve.grab().toImage()
    return {
        QColor(image.pixel(x, y)).name().upper()
        for x in range(0, image.width(), 1)
        for y in range(0, image.height(), 1)
    }


@pytest.fixture
def curve(qtbot: QtBot) -> DayCurve:
    made = DayCurve()
    qtbot.addWidget(made)
    made.resize(600, 190)
    made.show()
    return made


def test_the_curve_is_painted_with_now_and_closing(curve: DayCurve) -> None:
    stops = tuple(stop(9 + n / 4, n % 7, n % 3) for n in range(20))
    state = CurveState(stops=stops, first=9, last=18)
    curve.show_state(state)
    plain = painted(curve)
    assert theme().tokens.accent.upper() in plain
    assert theme().tokens.accent_soft.upper() in plain
    from dataclasses import replace

    curve.show_state(replace(state, now=14.0, now_label="now", closing=18.0, closing_label="end"))
    assert theme().tokens.text.upper() in painted(curve)


def test_an_empty_curve_says_so(curve: DayCurve) -> None:
    curve.show_state(CurveState(stops=(), first=9, last=18, empty="nobody"))
    painted(curve)
    QTest.keyClick(curve, Qt.Key.Key_Right)
    assert curve.walked() == ""
    assert curve.accessibleDescription() == "nobody"


def test_arrows_walk_and_a_shorter_day_keeps_the_walker_inside(curve: DayCurve) -> None:
    curve.show_state(CurveState(stops=tuple(stop(9 + n) for n in range(4)), first=9, last=18))
    QTest.keyClick(curve, Qt.Key.Key_Right)
    assert curve.walked() == "12: 1", "the first step shows what is last"
    QTest.keyClick(curve, Qt.Key.Key_Left)
    assert curve.walked() == "11: 1"
    painted(curve)
    curve.show_state(CurveState(stops=(stop(9),), first=9, last=18))
    assert curve.walked() == "9: 1"


def test_space_asks_for_the_table(qtbot: QtBot, curve: DayCurve) -> None:
    with qtbot.waitSignal(curve.table_asked, timeout=1000):
        QTest.keyClick(curve, Qt.Key.Key_Space)


@given(
    st.lists(st.tuples(st.floats(0, 24), st.integers(0, 500), st.integers(0, 90)), max_size=100),
    st.integers(0, 23),
    st.integers(0, 24),
    st.none() | st.floats(0, 24),
)
@settings(max_examples=40, deadline=None)
def test_no_day_breaks_the_painting(
    stops: list[tuple[float, int, int]], first: int, last: int, now: float | None
) -> None:
    curve = DayCurve()
    curve.resize(300, 120)
    found = tuple(stop(hour, waiting, called) for hour, waiting, called in sorted(stops))
    curve.show_state(
        CurveState(stops=found, first=first, last=last, now=now, closing=last, empty="—")
    )
    curve.grab()
    curve.deleteLater()


@pytest.mark.requirement("R-216")
def test_a_level_is_said_by_bars_and_words_not_by_colour(qtbot: QtBot) -> None:
    pictures = set()
    for level in range(5):
        meter = LoadMeter()
        qtbot.addWidget(meter)
        meter.show_level(level)
        image = meter.grab().toImage().convertToFormat(meter.grab().toImage().Format.Format_Mono)
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == 5, "without any colour the five pictures differ"
    card = LoadCard()
    qtbot.addWidget(card)
    card.show_state(
        LoadState(
            id="intake", name="Intake", waiting=9, waiting_words="wait", level=4,
            word="overloaded", tone=Tone.STOP, lines=("A1 waits 9 min",), warning="in half an hour",
        )
    )  # fmt: skip
    assert card.accessibleName() == ("Intake: overloaded, 9 wait, in half an hour, A1 waits 9 min")


@pytest.mark.parametrize("name", list(ThemeName))
def test_every_level_stands_out_from_the_ground(name: ThemeName) -> None:
    theme().apply(Appearance(theme=name))
    try:
        outline = contrast(THEMES[name].text, THEMES[name].surface)
        assert outline >= 3
        assert len({load_colour(level).name() for level in range(1, 5)}) == 4
    finally:
        theme().apply(Appearance())


def test_a_table_is_read_row_by_row(qtbot: QtBot) -> None:
    table = FigureTable()
    qtbot.addWidget(table)
    rows = (FigureRow(name="9:00", cells=("3", "—")), FigureRow(name="all", cells=("3", "7")))
    table.show_rows("By hours", ("hour", "came", "waited"), rows, "medians")
    assert table.accessibleDescription() == "9:00: came 3, waited —\nall: came 3, waited 7"
    table.show_rows("By hours", ("hour", "came", "waited"), rows[:1], "")
    assert table.accessibleDescription() == "9:00: came 3, waited —"


@pytest.mark.parametrize(
    ("typed", "shown", "at"),
    [
        ("0905", "09:05", time(9, 5)),
        ("2359", "23:59", time(23, 59)),
        ("9", "9", None),
        ("2460", "24:60", None),
        ("09:05", "09:05", time(9, 5)),
        ("090512", "09:05", time(9, 5)),
        ("ab0905", "09:05", time(9, 5)),
    ],
)
def test_a_time_is_four_digits(qtbot: QtBot, typed: str, shown: str, at: time | None) -> None:
    edit = TimeEdit()
    qtbot.addWidget(edit)
    QTest.keyClicks(edit, typed)
    assert (edit.text(), edit.typed()) == (shown, at)
    assert bool(edit.problem()) is (at is None)


def test_the_kazakh_digit_row_types_a_time(qtbot: QtBot) -> None:
    edit = TimeEdit()
    qtbot.addWidget(edit)
    for sign in ('"', "ә", "і", "ң"):
        event = QKeyEvent(
            QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, 10, 0, 0, sign, False, 1
        )
        QApplication.sendEvent(edit, event)
    assert edit.typed() == time(12, 34)
    edit.set_time(None)
    assert edit.problem() == ""
    edit.set_time(time(7, 0))
    assert edit.text() == "07:00"
