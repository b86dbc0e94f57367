"""The hall board: read from ten metres, calls in their turn, and no old number as if it were new."""

import re
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QVariantAnimation
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QProxyStyle, QStyle, QWidget
from pytestqt.qtbot import QtBot

import i18n
from app.domain.language import Bilingual
from tests.fakes.board_checks import (
    cut_words,
    overlapping_words,
    painted_height,
    place_of,
    shown_words,
    weak_words,
)
from tests.fakes.hand_seconds import HandSeconds
from ui.binding.board import (
    PURPOSE_WORDS,
    BoardCall,
    BoardKind,
    BoardState,
    closed_line,
    ordinary_line,
    stale_line,
)
from ui.displays.call_card import BLINKS
from ui.displays.call_list import MOST
from ui.displays.call_turns import DWELL
from ui.displays.display_window import POINTER_RESTS
from ui.displays.hall_board import RENEWED_WITHIN, HallBoard
from ui.theme.board_metrics import LINE
from ui.theme.center import Appearance, theme
from ui.theme.tokens import ThemeName

NOW = datetime(2026, 11, 20, 10, 42, tzinfo=timezone(timedelta(hours=5)))
SIZES = ((1280, 720), (1366, 768), (1920, 1080), (3840, 2160), (1080, 1920))
PRACTICE = Bilingual("Оқу бөлімшесі", "Учебный отдел")


def call(ticket: str, desk: int, minutes: float, times: int = 1) -> BoardCall:
    return BoardCall(ticket, desk, NOW - timedelta(minutes=minutes), times)


LONGEST = tuple(call(f"A{3009 - n}", 999 - n, 5 + n, 2) for n in range(12))
COUNTS = tuple((purpose, 888) for purpose in PURPOSE_WORDS)
FULL = BoardState(now=NOW, calls=LONGEST, waiting=COUNTS, practice=PRACTICE)
REASON = Bilingual("мереке: Қазақстан Республикасының Республика күні", "праздник: День Республики")
LINES = {
    BoardKind.CLOSED: closed_line(NOW + timedelta(days=3), REASON),
    BoardKind.ORDINARY: ordinary_line(),
    BoardKind.STALE: stale_line(NOW - timedelta(minutes=8)),
}
STATES: dict[str, BoardState] = {
    "open": FULL,
    "few": BoardState(now=NOW, calls=LONGEST[:2], waiting=COUNTS[:3]),
    "nobody": BoardState(now=NOW, waiting=COUNTS, practice=PRACTICE),
    **{kind.value: replace(FULL, kind=kind, line=line) for kind, line in LINES.items()},
    **{
        f"{kind.value}, nobody": BoardState(now=NOW, kind=kind, line=line, practice=PRACTICE)
        for kind, line in LINES.items()
    },
}


@pytest.fixture
def clock() -> HandSeconds:
    return HandSeconds()


@pytest.fixture
def board(dressed: None, qtbot: QtBot, clock: HandSeconds) -> HallBoard:
    board = HallBoard(clock=clock)
    qtbot.addWidget(board)
    board.show()
    return board


@pytest.fixture
def later(board: HallBoard, clock: HandSeconds) -> Callable[[float], None]:
    def go(seconds: float) -> None:
        clock.seconds += seconds
        board.tick()

    return go


def texts(board: QWidget) -> set[str]:
    return {word.text() for word in shown_words(board)}


def running(board: HallBoard) -> list[bool]:
    state = QVariantAnimation.State.Running
    return [animation.state() is state for animation in board.card.animations]


@pytest.mark.requirement("R-033", "R-215")
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", STATES)
def test_every_word_is_whole_clear_and_at_its_own_place(
    board: HallBoard, size: tuple[int, int], name: str
) -> None:
    board.resize(*size)
    board.show_state(STATES[name])
    assert cut_words(board) == []
    assert overlapping_words(board) == []
    assert weak_words(board) == []
    # A fiftieth of the shorter side: 14 mm on a screen of 55 inches.
    least = min(size) / 50
    assert [w.text() for w in shown_words(board) if w.size_px < least] == []


@pytest.mark.requirement("R-033", "R-215")
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_called_number_is_a_fifth_of_the_screen(
    board: HallBoard, size: tuple[int, int]
) -> None:
    board.resize(*size)
    board.set_animations(False)
    board.show_state(FULL)
    height = size[1]
    for word in (board.card.ticket, board.card.desk):
        assert not word.wordWrap()
        painted = painted_height(board, word)
        # Upright, a line of such digits would not fit across: there it is the line of type.
        assert painted >= min(size) / 5
        assert word.size_px * LINE >= height / 5


@pytest.mark.parametrize("size", [(1024, 768), (800, 600), (2560, 1080)], ids=str)
def test_other_screens_cut_nothing_either(board: HallBoard, size: tuple[int, int]) -> None:
    board.resize(*size)
    for state in STATES.values():
        board.show_state(state)
        assert cut_words(board) == []
        assert overlapping_words(board) == []


def test_the_longest_ticket_number_there_can_be_is_whole(board: HallBoard) -> None:
    board.resize(1280, 720)
    calls = (call("ЩЩ-88888", 888, 1), call("ЖЖ-88887", 887, 2))
    board.show_state(BoardState(now=NOW, calls=calls))
    assert cut_words(board) == []
    assert overlapping_words(board) == []


@pytest.mark.requirement("R-215")
@pytest.mark.parametrize("name", STATES)
def test_high_contrast_reaches_every_word(board: HallBoard, name: str) -> None:
    board.set_colours(ThemeName.CONTRAST)
    board.show_state(STATES[name])
    assert weak_words(board) == []


@pytest.mark.requirement("R-033")
def test_the_newest_is_large_and_the_last_ones_stand_beside_with_their_desks(
    board: HallBoard,
) -> None:
    board.resize(1920, 1080)
    board.show_state(FULL)
    assert (board.card.ticket.text(), board.card.desk.text()) == ("A3009", "999")
    rows = [(r.ticket.text(), r.desk.text()) for r in board.calls.rows if r.isVisible()]
    assert rows == [(c.ticket, str(c.desk)) for c in LONGEST[1 : len(rows) + 1]]
    assert 4 <= len(rows) <= MOST
    assert place_of(board.card.ticket).right() < place_of(board.calls.rows[0].ticket).left()


def test_an_upright_board_has_room_for_four_at_least(board: HallBoard) -> None:
    board.resize(1080, 1920)
    board.show_state(FULL)
    assert board.calls.room >= 4
    assert place_of(board.card.desk).bottom() < place_of(board.calls.rows[0].ticket).top()


def test_counts_stand_with_their_words_in_both_languages(board: HallBoard) -> None:
    board.show_state(BoardState(now=NOW, waiting=(("appeal", 2), ("intake", 14))))
    cells = [(n.text(), kk.text(), ru.text()) for n, (kk, ru) in board.waiting.cells]
    assert cells == [("14", "Қабылдау", "Приём"), ("2", "Жолданымдар", "Обращения")]
    board.show_state(BoardState(now=NOW, waiting=(("issue", 3),)))
    assert [number.text() for number, _ in board.waiting.cells] == ["3"]


def test_the_clock_goes_on_between_two_states(
    board: HallBoard, later: Callable[[float], None]
) -> None:
    board.show_state(FULL)
    later(20)
    assert (board.head.date.text(), board.head.clock.text()) == ("20.11.2026", "10:42")
    later(41)
    assert board.head.clock.text() == "10:43"


def fresh(ticket: str, desk: int, times: int = 1) -> BoardCall:
    return BoardCall(ticket, desk, NOW, times)


@pytest.mark.requirement("R-033")
def test_quick_calls_take_their_turns_and_are_told_to_the_voice(
    board: HallBoard, later: Callable[[float], None]
) -> None:
    told: list[BoardCall] = []
    board.call_shown.connect(told.append)
    a, b, c = fresh("A101", 1), fresh("A102", 2), fresh("A103", 3)
    board.show_state(BoardState(now=NOW, calls=(a,)))
    board.show_state(BoardState(now=NOW, calls=(c, b, a)))
    assert told == [a]
    assert {"A102", "A103"} <= texts(board)  # nobody is told late: they stand in the list already
    later(DWELL - 0.5)
    assert board.card.ticket.text() == "A101"
    later(0.5)
    assert board.card.ticket.text() == "A102"
    later(DWELL)
    assert told == [a, b, c]
    later(RENEWED_WITHIN / 2)
    assert board.card.ticket.text() == "A103"


def test_an_undone_call_disappears_at_once_and_everywhere(
    board: HallBoard, later: Callable[[float], None]
) -> None:
    told: list[BoardCall] = []
    board.call_shown.connect(told.append)
    a, b, c = fresh("A101", 1), fresh("A102", 2), fresh("A103", 3)
    board.show_state(BoardState(now=NOW, calls=(c, b, a)))
    board.show_state(BoardState(now=NOW, calls=(c,)))
    assert not {"A101", "A102"} & texts(board)
    assert board.card.ticket.text() == "A103"
    board.show_state(BoardState(now=NOW))
    later(30)
    assert not any(text.startswith("A1") for text in texts(board))
    assert told == [a, c]
    assert running(board) == [False, False]


def test_a_recall_is_shown_again_with_its_sign(
    board: HallBoard, later: Callable[[float], None]
) -> None:
    told: list[BoardCall] = []
    first, again = fresh("A101", 1), fresh("A101", 1, times=2)
    board.show_state(BoardState(now=NOW, calls=(first,)))
    assert not board.card.mark.isVisible()
    later(DWELL)
    board.call_shown.connect(told.append)
    board.show_state(BoardState(now=NOW, calls=(again,)))
    assert told == [again]
    assert board.card.mark.isVisible()
    assert board.card.mark.text() == "Қайта шақыру · Повторный вызов"


def test_calls_from_before_the_board_was_are_shown_and_not_called_out(board: HallBoard) -> None:
    told: list[BoardCall] = []
    board.call_shown.connect(told.append)
    board.show_state(BoardState(now=NOW, calls=(call("A104", 4, 2), call("A103", 3, 3))))
    assert told == []
    assert board.card.ticket.text() == "A104"
    assert running(board) == [False, False]


@pytest.mark.parametrize("fed", [True, False], ids=["told stale", "never fed again"])
def test_old_numbers_are_grey_and_say_since_when(
    board: HallBoard, later: Callable[[float], None], fed: bool
) -> None:
    told: list[BoardCall] = []
    calls = (call("A104", 4, 2), call("A103", 3, 3))
    board.show_state(BoardState(now=NOW, calls=calls, waiting=COUNTS))
    board.call_shown.connect(told.append)
    if fed:
        line = stale_line(NOW)
        board.show_state(
            BoardState(now=NOW, calls=calls, waiting=COUNTS, kind=BoardKind.STALE, line=line)
        )
    else:
        later(RENEWED_WITHIN - 1)
        assert board.state_shown is BoardKind.OPEN
        later(1)
    assert board.state_shown is BoardKind.STALE
    numbers = (board.card.ticket, board.card.desk, board.calls.rows[0].ticket)
    assert {word.ink for word in numbers} == {"muted"}
    assert "Жаңартылмаған · Не обновлено" in texts(board)
    assert any("10:42" in line.text() for line in board.band.lines if line.isVisible())
    assert "888" not in texts(board)
    # Back again: what was called meanwhile and long ago is shown, what is new is called out.
    new = BoardCall("A106", 6, NOW + timedelta(minutes=9))
    old = BoardCall("A105", 5, NOW + timedelta(minutes=2))
    board.show_state(BoardState(now=NOW + timedelta(minutes=9), calls=(new, old, *calls)))
    assert told == [new]
    assert board.card.ticket.ink == "on_accent"


def test_what_waited_for_its_turn_is_not_called_out_of_old_data(
    board: HallBoard, later: Callable[[float], None]
) -> None:
    told: list[BoardCall] = []
    board.call_shown.connect(told.append)
    calls = (fresh("A102", 2), fresh("A101", 1))
    board.show_state(BoardState(now=NOW, calls=calls))
    board.show_state(BoardState(now=NOW, calls=calls, kind=BoardKind.STALE, line=stale_line(NOW)))
    later(DWELL * 3)
    assert [one.ticket for one in told] == ["A101"]
    assert board.card.ticket.text() == "A102"


@pytest.mark.requirement("R-025")
def test_a_closed_board_says_when_it_opens(board: HallBoard) -> None:
    opens = datetime(2026, 11, 23, 9, 0, tzinfo=NOW.tzinfo)
    board.show_state(BoardState(now=NOW, kind=BoardKind.CLOSED, line=closed_line(opens, REASON)))
    said = " ".join(texts(board))
    assert said.count("23.11.2026") == said.count("09:00") == 2
    assert REASON.kk in said and REASON.ru in said


@pytest.mark.requirement("R-036")
def test_the_ordinary_queue_is_said_in_both_languages(board: HallBoard) -> None:
    board.show_state(BoardState(now=NOW, kind=BoardKind.ORDINARY, line=ordinary_line()))
    assert {ordinary_line().kk, ordinary_line().ru} <= texts(board)


def test_practice_stands_on_every_state(board: HallBoard) -> None:
    for state in STATES.values():
        board.show_state(replace(state, practice=PRACTICE))
        assert "Оқу бөлімшесі · Учебный отдел" in texts(board)
    board.show_state(replace(FULL, practice=None))
    assert not board.practice.isVisible()


def test_a_new_call_moves_in_and_lights_up_three_times_at_most(board: HallBoard) -> None:
    board.show_state(BoardState(now=NOW, calls=(fresh("A101", 1),)))
    assert running(board) == [True, True]
    _, blinking = board.card.animations
    lit = []
    for moment in range(0, blinking.duration() + 1, 20):
        blinking.setCurrentTime(moment)
        lit.append(board.card.glow)
    peaks = [b for a, b, c in zip(lit, lit[1:], lit[2:], strict=False) if a < b >= c]
    assert len(peaks) == BLINKS <= 3
    assert blinking.duration() / BLINKS > 334  # never three flashes within a second
    assert lit[-1] == pytest.approx(0.0)
    assert blinking.loopCount() == 1


class NoMotion(QProxyStyle):
    """A desktop that wants nothing to move."""

    def styleHint(self, hint: QStyle.StyleHint, *rest: object) -> int:
        if hint is QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, *rest)  # type: ignore[arg-type]


@pytest.mark.requirement("R-215")
@pytest.mark.parametrize("by", ["display", "program", "desktop"])
def test_nothing_moves_where_it_is_not_wanted(board: HallBoard, by: str) -> None:
    still = NoMotion()
    if by == "display":
        board.set_animations(False)
    elif by == "program":
        theme().apply(Appearance(animations=False))
    else:
        board.setStyle(still)
    board.show_state(BoardState(now=NOW, calls=(fresh("A101", 1),)))
    assert running(board) == [False, False]
    assert board.card.ticket.opacity == 1.0
    assert board.card.glow == 0.0
    assert painted_height(board, board.card.ticket) > board.height() / 5
    board.setStyle(None)


@pytest.mark.requirement("R-215")
def test_the_call_is_one_sentence_in_both_languages_for_assistive_technology(
    board: HallBoard,
) -> None:
    board.show_state(BoardState(now=NOW, calls=(fresh("A3001", 7, times=2),)))
    face = QAccessible.queryAccessibleInterface(board.card)
    assert face is not None
    assert face.text(QAccessible.Text.Name) == (
        "Қайта шақыру: A3001 талоны, 7-терезе. Повторный вызов: талон A3001, окно 7."
    )


@pytest.mark.requirement("R-034", "R-042")
def test_the_hall_reads_numbers_desks_counts_and_fixed_words_only(
    board: HallBoard, later: Callable[[float], None]
) -> None:
    assert {f.name for f in fields(BoardCall)} == {"ticket", "desk", "called_at", "times"}
    assert {f.name for f in fields(BoardState)} == {
        *("now", "calls", "waiting", "kind", "line", "practice")
    }
    fixed = {"Queue", "Ticket", "Desk", "Once more", "In the queue", *PURPOSE_WORDS.values()}
    words = {word for one in fixed for word in (i18n.text("kk", one), i18n.text("ru", one), "·")}
    number = re.compile(r"A\d{3}|\d{1,3}|\d\d:\d\d|\d\d\.\d\d\.\d{4}")
    calls: tuple[BoardCall, ...] = ()
    for place in range(100):
        newest = BoardCall(f"A{place:03d}", 1 + place % 40, NOW, 1 + place % 2)
        calls = (newest, *calls)[:10]
        board.show_state(BoardState(now=NOW, calls=calls, waiting=(("intake", place),)))
        later(DWELL)
        assert board.card.ticket.text() == newest.ticket
        for text in texts(board):
            left = text
            for word in sorted(words, key=len, reverse=True):
                left = left.replace(word, "")
            assert not left.strip() or number.fullmatch(left), text


def test_full_screen_by_f11_and_back_by_escape(board: HallBoard) -> None:
    board.setGeometry(10, 20, 640, 360)
    for leave in (Qt.Key.Key_F11, Qt.Key.Key_Escape):
        QTest.keyClick(board, Qt.Key.Key_F11)
        assert board.isFullScreen()
        assert board.geometry() == board.screen().geometry()
        QTest.keyClick(board, leave)
        assert not board.isFullScreen()
        assert board.geometry().getRect() == (10, 20, 640, 360)
        assert board.isVisible()
    QTest.keyClick(board, Qt.Key.Key_Escape)
    assert board.isVisible()


def test_a_closing_key_leaves_the_full_screen_first(board: HallBoard) -> None:
    board.fill_screen(board.screen())
    assert board.isFullScreen()
    QTest.keyClick(board, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert board.isVisible() and not board.isFullScreen()
    QTest.keyClick(board, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert not board.isVisible()


def test_a_resting_pointer_hides_and_a_moved_one_is_back(
    board: HallBoard, later: Callable[[float], None]
) -> None:
    board.show_state(FULL)
    later(POINTER_RESTS - 1)
    assert board.cursor().shape() is not Qt.CursorShape.BlankCursor
    later(1)
    assert board.cursor().shape() is Qt.CursorShape.BlankCursor
    none = Qt.MouseButton.NoButton
    at, mods = QPointF(9, 9), Qt.KeyboardModifier.NoModifier
    board.mouseMoveEvent(QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, mods))
    assert board.cursor().shape() is not Qt.CursorShape.BlankCursor
