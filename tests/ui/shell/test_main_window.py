"""The window's own behaviour: keys, verbs, sheets, lock; it forwards acts and decides nothing."""

from dataclasses import dataclass, replace

import pytest
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.language import Lang
from tests.fakes import window_states as states
from ui.binding.presentation import QueueState, SideState, StepPaneState, Tone, Verb, VerbItem
from ui.binding.texts import tr_, ui_language
from ui.pages.base import PageFrame
from ui.shell.keys import KEYS, WALKING, printed_key
from ui.shell.main_window import MainWindow
from ui.theme.center import Appearance, theme
from ui.theme.tokens import ThemeName


@dataclass(frozen=True)
class Typed:
    """What the form of the test page says."""

    text: str


class FormPage(PageFrame):
    """A page with one line to type into and a button of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.edit, self.own = QLineEdit(), QPushButton("Своя кнопка")
        self.edit.setAccessibleName("Строка")
        self.open = False
        self.body.addWidget(self.edit)
        self.body.addWidget(self.own)
        self.help = "О шаге"
        self.set_title("Шаг", "Услуга")

    def render(self, view: str) -> None:
        self.edit.setText(view)

    def first_focus(self) -> QWidget | None:
        return self.edit

    def submit(self) -> None:
        self.intent.emit(Typed(self.edit.text()))

    def leave(self) -> bool:
        was, self.open = self.open, False
        return was


@pytest.fixture
def window(dressed: None, qtbot: QtBot) -> MainWindow:
    theme().apply(Appearance(animations=False))
    window = MainWindow()
    qtbot.addWidget(window)
    window.show_state(states.window(Lang.RU))
    go_on = VerbItem(verb=Verb.CONTINUE, label="Дальше", primary=True)
    window.show_step(replace(states.step(Lang.RU), verbs=(go_on, *states.step(Lang.RU).verbs[1:])))
    window.add_page("form", FormPage())
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    window.show_page("form")
    return window


@pytest.fixture
def pressed(window: MainWindow) -> list[str]:
    pressed: list[str] = []
    window.verb_pressed.connect(pressed.append)
    return pressed


def key(window: MainWindow, sequence: str) -> None:
    combination = QKeySequence(sequence)[0]
    target = QApplication.focusWidget() or window
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


@pytest.mark.requirement("R-216")
def test_every_great_verb_has_a_key_that_both_layouts_type() -> None:
    assert {entry.verb for entry in KEYS} == set(Verb)
    assert len({entry.sequence for entry in KEYS}) == len(KEYS)
    for entry in KEYS:
        last = entry.sequence.split("+")[-1]
        assert last in {"Enter", "Esc"} or last[1:].isdigit(), entry


def test_keys_of_the_look_stand_where_it_says() -> None:
    said = "help F1 next F2 again F3 park F4 identify F5 find F6 papers F7 refuse F8 postpone F9"
    pairs = said.split()
    assert {v: printed_key(v) for v in pairs[::2]} == dict(
        zip(pairs[::2], pairs[1::2], strict=True)
    )
    assert (printed_key("menu"), printed_key("lock"), printed_key("another")) == ("F10", "F12", "")


def test_function_keys_reach_the_listener(window: MainWindow, pressed: list[str]) -> None:
    for name in ("F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9"):
        key(window, name)
    expected = ["next", "again", "park", "identify", "find", "papers", "refuse", "postpone"]
    assert pressed == expected


def test_enter_in_a_field_goes_on_with_the_form(window: MainWindow, pressed: list[str]) -> None:
    intents: list[object] = []
    window.intent.connect(intents.append)
    window.step.page().render("900101400017")  # type: ignore[union-attr]
    key(window, "Enter")
    assert intents == [Typed("900101400017")]
    assert pressed == ["continue"]


def test_a_blocked_verb_says_why_and_does_nothing(window: MainWindow, pressed: list[str]) -> None:
    intents: list[object] = []
    window.intent.connect(intents.append)
    window.show_step(states.step(Lang.RU))
    key(window, "Enter")
    assert (pressed, intents) == ([], [])
    assert window.step.toast.words() == "нельзя: истёк срок одного документа"


def test_a_blocked_verb_of_the_queue_says_why(window: MainWindow, pressed: list[str]) -> None:
    verb = VerbItem(verb=Verb.NEXT, label="Следующий", blocked="сначала завершите с A 105")
    window.show_queue(QueueState(waiting=1, verbs=(verb,)))
    key(window, "F2")
    assert pressed == []
    assert window.step.toast.words() == "сначала завершите с A 105"
    assert "сначала завершите с A 105" in words(window.queue)


def test_esc_closes_inside_the_page_before_it_goes_back(
    window: MainWindow, pressed: list[str]
) -> None:
    window.step.page().open = True  # type: ignore[union-attr]
    key(window, "Esc")
    assert pressed == []
    key(window, "Esc")
    assert pressed == ["back"]


def test_buttons_do_as_their_keys(window: MainWindow, pressed: list[str]) -> None:
    window.step.verbs.button(Verb.REFUSE).click()  # type: ignore[union-attr]
    window.queue._buttons[Verb.AGAIN].click()
    assert pressed == ["refuse", "again"]


@pytest.mark.parametrize(("name", "sheet"), [("F1", "help"), ("F10", "menu")])
def test_a_sheet_opens_and_closes_on_its_key_and_stops_the_others(
    name: str, sheet: str, window: MainWindow, pressed: list[str]
) -> None:
    before = QApplication.focusWidget()
    key(window, name)
    assert getattr(window, sheet).isVisible()
    key(window, "F8")
    assert pressed == []
    key(window, name)
    assert not getattr(window, sheet).isVisible()
    assert QApplication.focusWidget() is before


def test_help_prints_every_key_and_speaks_of_the_step(window: MainWindow) -> None:
    key(window, "F1")
    shown = words(window.help)
    assert "О шаге" in shown
    for entry in KEYS:
        assert entry.sequence in shown
        assert tr_(entry.meaning) in shown
    assert {tr_(meaning) for _, meaning in WALKING} <= set(shown)


@pytest.mark.requirement("R-216")
def test_the_menu_changes_language_look_and_size_at_once(window: MainWindow) -> None:
    told: list[object] = []
    window.language_chosen.connect(told.append)
    window.appearance_chosen.connect(told.append)
    key(window, "F10")
    window.menu._languages.chosen.emit("kk")
    window.menu._themes.chosen.emit("contrast")
    window.menu._scales.chosen.emit("150")
    window.menu._moves.click()
    assert ui_language().lang is Lang.KK
    last = Appearance(theme=ThemeName.CONTRAST, scale=150, animations=True)
    assert theme().appearance == last
    assert told[0] is Lang.KK
    assert told[-1] == last


def test_entries_of_the_menu_are_verbs_too(window: MainWindow, pressed: list[str]) -> None:
    window.show_menu_items((VerbItem(verb="incident", label="Инцидент"),))
    key(window, "F10")
    window.menu._buttons[0].click()
    assert pressed == ["incident"]
    assert not window.menu.isVisible()


def test_a_norm_opens_in_both_languages_beside_each_other(window: MainWindow) -> None:
    window.side.first_finding()._link.click()  # type: ignore[union-attr]
    assert window.norm.isVisible()
    item = states.citation(Lang.RU)
    assert {item.text.kk, item.text.ru, item.title.kk, item.title.ru} <= set(words(window.norm))


def test_what_is_not_known_in_a_language_is_said(window: MainWindow) -> None:
    item = states.citation(Lang.RU)
    window.show_norm(
        replace(item, title=replace(item.title, ru=""), text=replace(item.text, ru=""))
    )
    assert tr_("The text is not held in this language") in words(window.norm)


def test_nothing_is_in_the_way_is_said_too(window: MainWindow) -> None:
    window.show_side(SideState())
    assert tr_("Nothing is in the way") in words(window.side)
    window.show_side(states.side(Lang.RU))
    assert tr_("Nothing is in the way") not in words(window.side)


def test_a_locked_window_shows_nothing_and_hears_nothing(
    window: MainWindow, pressed: list[str], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.locked, timeout=0):
        key(window, "F12")
    assert window.is_locked
    seen = words(window)
    assert not [text for text in seen if "Айгүл" in text or "A 105" in text]
    key(window, "F8")
    window.press(Verb.CONTINUE)
    assert pressed == []
    with qtbot.waitSignal(window.unlock_asked, timeout=0) as asked:
        QTest.keyClicks(window.lock_pane.secret, "1234")
        key(window, "Enter")
    assert asked.args == ["1234"]
    assert window.lock_pane.secret.text() == ""
    window.refuse_unlock("Пароль не подошёл")
    assert window.is_locked
    assert "Пароль не подошёл" in words(window)
    window.unlock()
    assert not window.is_locked
    assert QApplication.focusWidget() is window.step.page().edit  # type: ignore[union-attr]


def test_the_typed_secret_is_never_shown_or_spoken(window: MainWindow) -> None:
    window.lock()
    QTest.keyClicks(window.lock_pane.secret, "1234")
    face = QAccessible.queryAccessibleInterface(window.lock_pane.secret)
    assert face.state().passwordEdit
    assert "1234" not in window.lock_pane.secret.displayText()


def test_a_busy_page_takes_no_second_click(window: MainWindow, pressed: list[str]) -> None:
    window.set_busy(True)
    window.press(Verb.CONTINUE)
    assert pressed == []
    assert not window.step.page().isEnabled()  # type: ignore[union-attr]
    window.set_busy(False)
    window.press(Verb.CONTINUE)
    assert pressed == ["continue"]
    assert QApplication.focusWidget() is window.step.page().edit  # type: ignore[union-attr]


def test_a_step_has_one_page(window: MainWindow) -> None:
    with pytest.raises(ValueError, match="form"):
        window.add_page("form", FormPage())
    with pytest.raises(KeyError):
        window.show_page("another")


def test_a_page_that_draws_nothing_says_so(dressed: None, qtbot: QtBot) -> None:
    page = PageFrame()
    qtbot.addWidget(page)
    with pytest.raises(TypeError, match="PageFrame"):
        page.render("view")


def test_redrawing_the_verbs_keeps_the_focused_button(window: MainWindow) -> None:
    button = window.step.verbs.button(Verb.POSTPONE)
    assert button is not None
    button.setFocus()
    items = tuple(replace(i, label=i.label + "!") for i in states.step(Lang.RU).verbs)
    go_on = replace(items[0], blocked="")
    window.show_step(StepPaneState(verbs=(go_on, *items[1:])))
    assert window.step.verbs.button(Verb.POSTPONE) is button
    assert button.hasFocus()
    assert button.text() == "Отложить дело!"


@pytest.mark.requirement("R-221")
def test_practice_is_said_in_words_and_framed(window: MainWindow) -> None:
    assert "УЧЕБНЫЙ РЕЖИМ" in words(window.header)
    assert window.header.property("practice") is True
    window.show_header(replace(states.header(Lang.RU), practice=""))
    assert "УЧЕБНЫЙ РЕЖИМ" not in words(window.header)
    assert window.header.property("practice") is False


def test_undo_and_closing_are_told(window: MainWindow, qtbot: QtBot) -> None:
    window.tell("Отмечено", undo=True)
    with qtbot.waitSignal(window.undone, timeout=0):
        window.step.toast._undo.click()
    window.tell("Нет бумаги", Tone.WARN, stays=True)
    assert window.step.toast.words() == "Нет бумаги"
    with qtbot.waitSignal(window.closing, timeout=0):
        window.close()
