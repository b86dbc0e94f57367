"""Nobody at the desk: the window locks by itself, the visitor's screen is cleared, each lock is kept."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import QApplication

from app.usecases.lock_desk import LockCause
from tests.fakes.journal_file import written_lines
from tests.fakes.page_stand import words_of
from tests.fakes.seat import Seat
from ui.binding.applicant import IdleScreen, LanguageScreen
from ui.binding.presentation import Verb

pytestmark = [pytest.mark.usefixtures("dressed"), pytest.mark.requirement("R-232")]
SeatMaker = Callable[..., Seat]
LIMIT = 180


def pass_seconds(seat: Seat, seconds: int) -> None:
    for _ in range(seconds):
        seat.station.companions.absence.tick()


def locks(seat: Seat) -> list[tuple[str, str]]:
    wanted = ("lock_desk", "unlock_desk")
    lines = written_lines(seat.home / "tereze.db")
    return [(one.verb, one.facts.get("cause", "")) for one in lines if one.verb in wanted]


def test_three_minutes_without_a_touch_lock_the_window_and_are_written_down(
    seat_at: SeatMaker,
) -> None:
    seat = seat_at()
    pass_seconds(seat, LIMIT - 1)
    assert not seat.window.is_locked
    pass_seconds(seat, 1)
    assert seat.window.is_locked
    pass_seconds(seat, LIMIT)
    seat.hands.settle()
    assert locks(seat) == [("lock_desk", "idle")]
    seat.window.lock_pane.unlock_asked.emit("")
    seat.hands.settle()
    assert not seat.window.is_locked
    assert "никто не прикасался" in seat.told
    assert locks(seat) == [("lock_desk", "idle"), ("unlock_desk", "")]
    pass_seconds(seat, LIMIT - 1)
    assert not seat.window.is_locked


def test_a_key_a_movement_and_a_scan_mean_that_somebody_is_here(seat_at: SeatMaker) -> None:
    seat = seat_at()
    seat.window.activateWindow()
    QApplication.processEvents()
    window = seat.window.windowHandle()
    assert isinstance(window, QWindow)
    seat.station.companions.absence._watch(window)
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
    middle = QPointF(10, 10)
    no = Qt.MouseButton.NoButton
    move = QMouseEvent(
        QEvent.Type.MouseMove, middle, middle, no, no, Qt.KeyboardModifier.NoModifier
    )
    for touch in (
        lambda: QApplication.sendEvent(window, key),
        lambda: QApplication.sendEvent(window, move),
        lambda: seat.scan("no code of ours"),
        seat.card,
    ):
        pass_seconds(seat, LIMIT - 1)
        touch()
        pass_seconds(seat, LIMIT - 1)
        assert not seat.window.is_locked
        seat.station.companions.absence.touch()


def test_the_visitors_screen_is_cleared_while_the_window_is_locked(seat_at: SeatMaker) -> None:
    seat = seat_at()
    seat.station.show_applicant_screen()
    seat.press(Verb.NEXT)
    screen = seat.station.applicant.window
    assert screen is not None
    assert isinstance(screen.screen_shown, LanguageScreen)
    seat.press(Verb.LOCK)
    seat.hands.settle()
    assert isinstance(screen.screen_shown, IdleScreen)
    seat.window.unlock()
    seat.hands.settle()
    assert isinstance(screen.screen_shown, LanguageScreen)
    assert locks(seat) == [("lock_desk", "key"), ("unlock_desk", "")]


def test_a_lock_for_a_cause_is_kept_once(seat_at: SeatMaker) -> None:
    seat = seat_at()
    absence = seat.station.companions.absence
    absence.lock(LockCause.CARD)
    absence.lock(LockCause.IDLE)
    seat.hands.settle()
    assert locks(seat) == [("lock_desk", "card")]
    assert "Рабочее место заблокировано" in words_of(seat.window.lock_pane)
