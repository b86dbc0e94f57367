"""Digits in any layout, dates that exist, names as they are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.widgets.date_edit import DateEdit, _dotted
from ui.widgets.digits_edit import DigitsEdit
from ui.widgets.field import Field
from ui.widgets.layout_keys import DIGIT_OF, digit_key, mask_digits, to_digits
from ui.widgets.name_edit import LONGEST, NameEdit

_LETTER_OF = {digit: letter for letter, digit in DIGIT_OF.items()}
_KEY_CODES = {digit: code for code, digit in enumerate("1234567890", 10)}


def press(edit: DigitsEdit | DateEdit, text: str, *, code: int = 0) -> None:
    """A key as the window system sends it; ``code`` is its place."""
    event = QKeyEvent(
        QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, code, 0, 0, text, False, 1
    )
    QApplication.sendEvent(edit, event)


@given(st.text("0123456789", min_size=1, max_size=20), st.sampled_from("234589"))
def test_the_kazakh_digit_row_comes_back_as_digits(digits: str, letter: str) -> None:
    digits += letter
    typed = "".join(_LETTER_OF[digit] for digit in digits)
    assert to_digits(typed) == (digits, len(digits))
    assert to_digits(typed.upper()) == (digits, len(digits))
    assert to_digits(digits) == (digits, 0)


@pytest.mark.parametrize("text", ["12.03.1987", "12,03,1987", '"12031987"'])
def test_signs_between_digits_are_no_digits(text: str) -> None:
    assert to_digits(text) == ("12031987", 0)


@given(st.text(max_size=40))
def test_only_digits_ever_come_out(text: str) -> None:
    digits, mapped = to_digits(text)
    assert all(sign in "0123456789" for sign in digits)
    assert mapped <= len(digits)


@pytest.mark.parametrize(
    ("text", "code", "digit"),
    [
        ("ү", 17, "8"),
        ("Ү", 17, "8"),
        (".", 16, "7"),
        (".", 60, ""),
        (",", 15, "6"),
        (",", 59, ""),
        ('"', 10, "1"),
        ('"', 11, ""),
        ('"', 48, ""),
        ("!", 10, "1"),
        (";", 15, "6"),
        (";", 13, ""),
        (";", 47, ""),
        (":", 16, "7"),
        (":", 15, ""),
        ("5", 14, "5"),
        ("ө", 20, ""),
        ("ф", 38, ""),
    ],
)
def test_the_place_of_a_key_decides_where_layouts_differ(text: str, code: int, digit: str) -> None:
    event = QKeyEvent(
        QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, code, 0, 0, text, False, 1
    )
    assert digit_key(event) == digit


@pytest.mark.parametrize(
    ("digits", "shown"),
    [("900101400017", "9001 •••• ••17"), ("123456", "123456"), ("1234567", "1234 •67")],
)
def test_masked_numbers_can_be_compared_not_copied(digits: str, shown: str) -> None:
    assert mask_digits(digits) == shown


def test_kazakh_keys_type_a_number_and_the_field_says_so(dressed: None, qtbot: QtBot) -> None:
    edit = DigitsEdit(length=12)
    qtbot.addWidget(edit)
    said: list[str] = []
    edit.noticed.connect(said.append)
    for digit in "870412300123":
        press(edit, _LETTER_OF[digit], code=_KEY_CODES[digit])
    assert edit.digits == "870412300123"
    assert any("казахской раскладки" in words for words in said)


def test_a_pasted_number_is_cleaned_and_nothing_is_cut_in_silence(
    dressed: None, qtbot: QtBot
) -> None:
    edit = DigitsEdit(length=12)
    qtbot.addWidget(edit)
    said: list[str] = []
    edit.noticed.connect(said.append)
    edit.setText("870412 300123-99")
    assert edit.digits == "870412300123"
    assert "12" in said[-1]


@pytest.mark.parametrize("sign", ["a", "я", "/", "😀"])
def test_other_signs_are_refused_with_words(sign: str, dressed: None, qtbot: QtBot) -> None:
    edit = DigitsEdit(length=12)
    qtbot.addWidget(edit)
    with qtbot.waitSignal(edit.noticed, timeout=0, raising=False) as told:
        press(edit, sign)
    assert edit.text() == ""
    assert told.args == ["Здесь вводятся только цифры"]


def test_a_whole_right_number_is_told_once_and_marked(dressed: None, qtbot: QtBot) -> None:
    edit = DigitsEdit(length=4, check=lambda digits: "" if digits == "1234" else "не сходится")
    qtbot.addWidget(edit)
    edit.show()
    whole: list[str] = []
    edit.completed.connect(whole.append)
    edit.setText("123")
    assert not edit._mark.isVisible()
    assert edit.problem() == "Введено цифр: 3 из 4"
    edit.setText("1239")
    assert edit.problem() == "не сходится"
    assert edit._mark.isVisible()
    assert whole == []
    edit.setText("1234")
    assert edit.problem() == ""
    assert whole == ["1234"]


@given(st.text("0123456789", max_size=12))
def test_groups_change_the_look_not_the_number(digits: str) -> None:
    edit = DigitsEdit(length=12, groups=(6, 6))
    edit.setText(digits)
    assert edit.digits == digits
    assert edit.text() == (f"{digits[:6]} {digits[6:]}" if len(digits) > 6 else digits)


def test_typing_in_the_middle_keeps_the_cursor_there(dressed: None, qtbot: QtBot) -> None:
    edit = DigitsEdit(length=12, groups=(6, 6))
    qtbot.addWidget(edit)
    edit.setText("90010140001")
    edit.setCursorPosition(2)
    QTest.keyClicks(edit, "7")
    assert edit.digits == "907010140001"
    assert edit.cursorPosition() == 3


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_typed_as_digits_is_read(day: date) -> None:
    edit = DateEdit()
    QTest.keyClicks(edit, day.strftime("%d%m%Y"))
    assert edit.day() == day
    assert edit.text() == day.strftime("%d.%m.%Y")


@given(st.text("0123456789./- ", max_size=14))
def test_no_text_breaks_a_date(text: str) -> None:
    assert len(_dotted(text)) <= 10
    edit = DateEdit()
    edit.setText(text)
    assert edit.day() is None or edit.problem() == ""


@pytest.mark.parametrize("typed", ["7.3.2026", "07.03.2026", "07032026", "7/3/2026", "7-3-2026"])
def test_a_date_may_be_typed_in_many_ways(typed: str, dressed: None, qtbot: QtBot) -> None:
    edit = DateEdit()
    qtbot.addWidget(edit)
    for sign in typed:
        QTest.keyClicks(edit, sign)
    assert edit.day() == date(2026, 3, 7)


def test_a_date_can_be_typed_in_the_kazakh_layout(dressed: None, qtbot: QtBot) -> None:
    edit = DateEdit()
    qtbot.addWidget(edit)
    for digit in "07072026":
        press(edit, _LETTER_OF[digit], code=_KEY_CODES[digit])
    assert edit.day() == date(2026, 7, 7)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("31.02.2026", "Такого дня нет в календаре: 31.02.2026"),
        ("01.01.1899", "Дата раньше допустимой: не ранее 01.01.1900"),
        ("01.01.2100", "Дата позже допустимой: не позднее 21.11.2026"),
        ("01.01", "Дата неполная: день, месяц и год в виде дд.мм.гггг"),
        ("", ""),
    ],
)
def test_a_wrong_date_says_what_is_wrong(
    typed: str, problem: str, dressed: None, qtbot: QtBot
) -> None:
    edit = DateEdit(earliest=date(1900, 1, 1), latest=date(2026, 11, 21))
    qtbot.addWidget(edit)
    edit.setText(typed)
    assert edit.problem() == problem
    assert edit.day() is None


def test_arrows_move_a_date_by_a_day(dressed: None, qtbot: QtBot) -> None:
    edit = DateEdit()
    qtbot.addWidget(edit)
    edit.set_day(date(2026, 2, 28))
    QTest.keyClick(edit, Qt.Key.Key_Up)
    assert edit.day() == date(2026, 3, 1)
    QTest.keyClick(edit, Qt.Key.Key_Down)
    assert edit.day() == date(2026, 2, 28)


def test_a_day_that_is_gone_is_told(dressed: None, qtbot: QtBot) -> None:
    edit = DateEdit()
    qtbot.addWidget(edit)
    days: list[date | None] = []
    edit.day_changed.connect(days.append)
    edit.set_day(date(2026, 2, 28))
    edit.set_day(None)
    assert days == [date(2026, 2, 28), None]


@pytest.mark.requirement("R-089")
def test_a_name_keeps_every_kazakh_letter(dressed: None, qtbot: QtBot) -> None:
    edit = NameEdit()
    qtbot.addWidget(edit)
    edit.setText("  Әбілқасымова   Ұлжан Іңкәрқызы ")
    assert edit.value() == "Әбілқасымова Ұлжан Іңкәрқызы"
    edit.setText("И\u0306")
    assert edit.value() == "Й"


def test_ten_thousand_letters_are_not_taken_in_silence(dressed: None, qtbot: QtBot) -> None:
    edit = NameEdit()
    qtbot.addWidget(edit)
    with qtbot.waitSignal(edit.noticed, timeout=0) as told:
        edit.setText("а" * 10_000)
    assert len(edit.value()) == LONGEST
    assert str(LONGEST) in told.args[0]


def test_a_name_is_judged_by_whoever_knows(dressed: None, qtbot: QtBot) -> None:
    edit = NameEdit(check=lambda name: "нет" if "😀" in name else "")
    qtbot.addWidget(edit)
    assert edit.problem() == ""
    edit.setText("Айгүл 😀")
    assert edit.problem() == "нет"


@pytest.mark.requirement("R-216")
def test_a_field_tells_name_hint_and_error_to_assistive_technology(
    dressed: None, qtbot: QtBot
) -> None:
    field = Field("ИИН", DigitsEdit(length=12), hint="12 цифр")
    qtbot.addWidget(field)
    field.set_error("Контрольная цифра не сходится")
    face = QAccessible.queryAccessibleInterface(field.control)
    assert face.text(QAccessible.Text.Name) == "ИИН"
    told = face.text(QAccessible.Text.Description)
    assert told == "Контрольная цифра не сходится. 12 цифр"
    assert field.control.property("invalid") is True
    field.set_error("")
    assert field.error() == ""
    assert face.text(QAccessible.Text.Description) == "12 цифр"
