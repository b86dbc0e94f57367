"""At every size, scale, language and theme: nothing cut, nothing overlapping, nothing nameless."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.language import Lang
from tests.fakes import window_states as states
from tests.fakes.ui_checks import cut_words, nameless, overlapping_words
from ui.binding.presentation import Verb
from ui.binding.texts import ui_language
from ui.pages.base import PageFrame
from ui.shell.main_window import MainWindow
from ui.theme.center import Appearance, theme
from ui.theme.tokens import ThemeName
from ui.widgets.checklist import Checklist
from ui.widgets.key_button import LinkButton

SHAPES = [
    (lang, scale, width)
    for lang in Lang
    for scale, width in (
        (100, 1366),
        (100, 1024),
        (125, 1366),
        (150, 1366),
        (200, 1366),
        (200, 1024),
    )
]


class DocumentsPage(PageFrame):
    """A page with the longest words that a service can bring."""

    def __init__(self) -> None:
        super().__init__()
        self.list = Checklist()
        self.body.addWidget(self.list)
        self.body.addStretch(1)

    def render(self, view: Lang) -> None:
        self.set_title("Құжаттар · Документы", states.SERVICE.in_(view))
        self.list.render_rows(states.rows(view))

    def first_focus(self) -> QWidget | None:
        return self.list.first_focus()


class Opened:
    """Opens windows dressed as asked; dressing a window that is there already costs more."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def __call__(self, lang: Lang, width: int = 1366, **look: object) -> MainWindow:
        ui_language().choose(lang)
        appearance = Appearance(animations=False, **look)  # type: ignore[arg-type]
        if theme().appearance != appearance:
            theme().apply(appearance)
        window = MainWindow()
        self._qtbot.addWidget(window)
        page = DocumentsPage()
        window.add_page("complete", page)
        window.resize(width, 768)
        window.show_state(states.window(lang))
        page.render(lang)
        window.show()
        window.activateWindow()
        window.show_page("complete")
        settle()
        return window


@pytest.fixture
def opened(dressed: None, qtbot: QtBot) -> Opened:
    return Opened(qtbot)


def settle() -> None:
    for _ in range(4):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


@pytest.mark.requirement("R-216")
@pytest.mark.parametrize(("lang", "scale", "width"), SHAPES)
def test_nothing_is_cut_and_nothing_overlaps(
    opened: Opened, lang: Lang, scale: int, width: int
) -> None:
    window = opened(lang, width, scale=scale)
    assert window.width() == width
    assert cut_words(window) == []
    assert overlapping_words(window) == []


@pytest.mark.requirement("R-216")
@pytest.mark.parametrize("verb", [Verb.HELP, Verb.MENU, Verb.FACTS, Verb.QUEUE])
@pytest.mark.parametrize(("lang", "scale", "width"), SHAPES[::5])
def test_sheets_and_drawers_cut_nothing(
    opened: Opened, lang: Lang, scale: int, width: int, verb: Verb
) -> None:
    window = opened(lang, width, scale=scale)
    window.press(verb)
    settle()
    assert cut_words(window) == []


@pytest.mark.requirement("R-216")
@pytest.mark.parametrize("lang", Lang)
def test_every_control_has_a_name(opened: Opened, lang: Lang) -> None:
    window = opened(lang)
    assert nameless(window) == []
    for verb in (Verb.HELP, Verb.MENU):
        window.press(verb)
        settle()
        assert nameless(window) == []
        window.press(verb)
    window.show_norm(states.citation(lang))
    settle()
    assert nameless(window) == []


def walked(window: MainWindow, key: Qt.Key = Qt.Key.Key_Tab) -> list[str]:
    """The names that Tab comes to, once round."""
    came: list[QWidget] = []
    window.queue.list.view.setFocus()
    while (focus := QApplication.focusWidget()) not in came:
        came.append(focus)
        QTest.keyClick(focus, key)
    return [widget.accessibleName() for widget in came]


@pytest.mark.requirement("R-216")
def test_tab_follows_reading(opened: Opened) -> None:
    window = opened(Lang.RU)
    named = walked(window)
    reading = [
        "Очередь",
        "Следующий",
        "Повторить",
        "Отложить",
        "Заключение врачебной комиссии. срок истёк 14.11.2026",
        "Отложить дело",
        "Отказ в приёме",
        "Документ просрочен",
        "справка и клавиши",
    ]
    assert [name for name in named if name in reading] == reading
    assert walked(window, Qt.Key.Key_Backtab) == [named[0], *reversed(named[1:])]


@pytest.mark.requirement("R-216")
def test_assistive_technology_meets_the_zones_in_the_order_of_reading(opened: Opened) -> None:
    window = opened(Lang.RU)
    face = QAccessible.queryAccessibleInterface(window.work)
    children = [face.child(place).object() for place in range(face.childCount())]
    zones = [window.header, window.queue, window.step, window.side, window.bar]
    assert [child for child in children if child in zones] == zones


@pytest.mark.requirement("R-216")
@pytest.mark.parametrize("name", ThemeName)
def test_the_focus_can_be_seen_in_every_theme(opened: Opened, name: ThemeName) -> None:
    window = opened(Lang.RU, theme=name)
    target = window.ring.target
    assert target is window.step.page().list.first_focus()  # type: ignore[union-attr]
    picture = window.grab().toImage()
    corner = target.mapTo(window, target.rect().center())
    left = target.mapTo(window, target.rect().topLeft()).x()
    seen = {picture.pixelColor(x, corner.y()).name().upper() for x in range(left - 5, left + 1)}
    assert theme().tokens.focus in seen
    assert theme().tokens.focus_inner in seen


def test_folded_zones_are_drawers_with_their_state(opened: Opened) -> None:
    window = opened(Lang.RU, 1024)
    assert window.header.side_button.isVisible()
    assert not window.side.isVisible()
    window.press(Verb.FACTS)
    settle()
    assert window.side.isVisible()
    assert window.focusWidget() is window.side.first_finding()
    window.press(Verb.FACTS)
    window.resize(1366, 768)
    settle()
    assert window.side.isVisible()
    assert not window.header.side_button.isVisible()
    assert window.side.width() == theme().metrics.side_width


def test_what_leaves_the_header_is_in_the_drawer(opened: Opened) -> None:
    window = opened(Lang.RU, 1024, scale=200)
    left = {"вызван 10:42 · ожидал 6 мин", "Сынақова А.", "Интерфейс: Рус · Документы: Қаз"}
    assert set(window.header.details()) == left
    window.press(Verb.FACTS)
    settle()
    seen = "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())
    assert all(seen.count(words) == 1 for words in left)


def test_zones_have_the_sizes_of_the_look(opened: Opened) -> None:
    window = opened(Lang.RU)
    assert window.header.height() == 48
    assert window.queue.width() == 248
    assert window.side.width() == 320
    assert window.bar.height() == 32


@pytest.mark.requirement("R-088")
def test_language_of_the_window_changes_under_way_and_papers_stay(opened: Opened) -> None:
    window = opened(Lang.RU)
    ui_language().choose(Lang.KK)
    settle()
    assert window.bar.findChildren(QWidget)
    assert window.windowTitle() == "Терезе: жұмыс орны"
    assert "Құжаттар: Қаз" in window.header._languages.text()
    ui_language().choose(Lang.RU)
    assert "Документы: Қаз" in window.header._languages.text()


def test_every_letter_of_the_words_is_in_the_shipped_type(dressed: None, qtbot: QtBot) -> None:
    import i18n
    from ui.theme.fonts import FAMILY
    from ui.widgets.text import Label

    label = Label("")
    qtbot.addWidget(label)
    font = label.font()
    font.setFamily(FAMILY)
    font.setStyleStrategy(font.StyleStrategy.NoFontMerging)
    metrics = QFontMetrics(font)
    words = "".join(
        source.read_text(encoding="utf-8") for source in Path(i18n.__file__).parent.glob("*/*.po")
    )
    assert {c for c in words if c.isprintable() and not metrics.inFontUcs4(ord(c))} == set()


@pytest.mark.requirement("R-216")
@pytest.mark.parametrize("scale", [100, 200])
def test_what_can_be_pressed_is_large_enough(opened: Opened, scale: int) -> None:
    window = opened(Lang.RU, scale=scale)
    bar = set(window.bar.findChildren(QAbstractButton))
    small = [
        button.accessibleName()
        for button in window.findChildren(QAbstractButton)
        if button.isVisible()
        and button.height() < (24 if button in bar or isinstance(button, LinkButton) else 36)
    ]
    assert small == []
