"""The applicant's screen: one thought, three large answers, nothing of the person before."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.language import Bilingual, Lang
from tests.fakes.ui_checks import cut_words, nameless, overlapping_words
from ui.binding.applicant import (
    Answer,
    AnswerRow,
    ByeScreen,
    IdleScreen,
    LanguageScreen,
    QuestionScreen,
    RatingScreen,
    Screen,
)
from ui.binding.texts import ui_language
from ui.displays.applicant import SIZES, ApplicantWindow
from ui.displays.panes import LEVELS

DESK = Bilingual("Терезе 7", "Окно 7")
ANSWERS = (
    Answer(id="right", label=Bilingual("Бәрі дұрыс", "Всё верно"), primary=True),
    Answer(id="fix", label=Bilingual("Түзету керек", "Нужно исправить")),
    Answer(id="unclear", label=Bilingual("Түсінбедім", "Не понимаю")),
)
CHECK = QuestionScreen(
    id="check",
    title=Bilingual("Мәліметтеріңізді тексеріңіз", "Проверьте свои данные"),
    lead=Bilingual("Ештеңе әлі жіберілген жоқ.", "Ничего ещё не отправлено."),
    rows=(
        AnswerRow(
            label=Bilingual("Тегі, аты", "Фамилия, имя"),
            value=Bilingual("Сынақова Айгүл", "Сынақова Айгүл"),
            marked="Сынақова",
        ),
        AnswerRow(
            label=Bilingual("Қызмет", "Услуга"),
            value=Bilingual("Академиялық демалыс беру", "Предоставление академического отпуска"),
        ),
    ),
    note=Bilingual("Мемлекет мәліметті өзі алады.", "Сведения государство получает само."),
    answers=ANSWERS,
)
CONSENT = QuestionScreen(
    id="consent",
    title=Bilingual("Дербес деректерге келісім", "Согласие на обработку персональных данных"),
    text=Bilingual("Келісім мәтіні, ұзақ және толық. " * 30, "Текст согласия, целиком. " * 40),
    answers=ANSWERS,
)
SCREENS: dict[str, Screen] = {
    "idle": IdleScreen(desk=DESK),
    "language": LanguageScreen(),
    "check": CHECK,
    "consent": CONSENT,
    "rating": RatingScreen(id="visit"),
    "bye": ByeScreen(desk=DESK),
}


@pytest.fixture
def window(dressed: None, qtbot: QtBot) -> ApplicantWindow:
    window = ApplicantWindow(DESK)
    window.set_voice(True)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    settle()
    return window


def settle() -> None:
    for _ in range(4):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def words(widget: QWidget) -> str:
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def everything_held(window: QWidget) -> str:
    """Every word that the window still holds, seen or not, spoken or not."""
    held = [label.text() for label in window.findChildren(QLabel)]
    held += [button.text() for button in window.findChildren(QPushButton)]
    held += [w.accessibleName() + w.accessibleDescription() for w in window.findChildren(QWidget)]
    return " ".join((*held, window.accessibleName()))


@pytest.mark.requirement("R-195", "R-215")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", Lang)
def test_nothing_is_cut_at_any_size(window: ApplicantWindow, lang: Lang, size: int) -> None:
    window.resize(1024, 768)
    for name, screen in SCREENS.items():
        window.show_screen(screen)
        window.set_language(lang)
        window.grow(SIZES.index(size) - SIZES.index(window.scale))
        settle()
        assert cut_words(window) == [], name
        assert overlapping_words(window) == [], name
        assert nameless(window) == [], name


@pytest.mark.parametrize("name", SCREENS)
def test_everything_to_be_pressed_is_large(window: ApplicantWindow, name: str) -> None:
    window.show_screen(SCREENS[name])
    settle()
    buttons = [b for b in window.findChildren(QPushButton) if b.isVisible()]
    in_head = set(window.head.findChildren(QPushButton))
    assert all(b.height() >= (48 if b in in_head else 64) for b in buttons)


@pytest.mark.requirement("R-088")
def test_its_language_is_its_own(window: ApplicantWindow, qtbot: QtBot) -> None:
    window.show_screen(CHECK)
    window.set_language(Lang.RU)
    ui_language().choose(Lang.KK)
    assert "Проверьте свои данные" in words(window)
    with qtbot.waitSignal(window.language_chosen, timeout=0) as told:
        window.head.languages[Lang.KK].click()
    assert told.args == [Lang.KK]
    assert "Мәліметтеріңізді тексеріңіз" in words(window)
    assert "Бәрі дұрыс" in words(window)
    ui_language().choose(Lang.RU)
    assert "Мәліметтеріңізді тексеріңіз" in words(window)


@pytest.mark.requirement("R-087")
def test_the_language_is_asked_in_both_and_nothing_is_preset(
    window: ApplicantWindow, qtbot: QtBot
) -> None:
    window.show_screen(LanguageScreen())
    assert "Қай тілде" in words(window)
    assert "На каком языке" in words(window)
    with qtbot.waitSignal(window.language_chosen, timeout=0) as told:
        window.languages.buttons[Lang.RU].click()
    assert told.args == [Lang.RU]
    assert window.language.lang is Lang.RU


def test_an_answer_is_given_once(window: ApplicantWindow) -> None:
    answers: list[tuple[str, str]] = []
    window.answered.connect(lambda screen, answer: answers.append((screen, answer)))
    window.show_screen(CHECK)
    window.answers.buttons[1].click()
    window.answers.buttons[0].click()
    window.set_language(Lang.RU)
    window.answers.buttons[0].click()
    assert answers == [("check", "fix")]
    window.show_screen(CHECK)
    window.answers.buttons[0].click()
    assert answers == [("check", "fix"), ("check", "right")]


def test_more_than_three_answers_are_more_than_one_thought() -> None:
    with pytest.raises(ValueError, match="three"):
        QuestionScreen(id="x", title=DESK, answers=(*ANSWERS, ANSWERS[0]))


@pytest.mark.parametrize("after", [IdleScreen(desk=DESK), ByeScreen(desk=DESK)])
def test_nothing_of_the_person_stays(window: ApplicantWindow, after: Screen) -> None:
    window.show_screen(CHECK)
    window.set_language(Lang.RU)
    window.grow(2)
    assert "Сынақова" in everything_held(window)
    window.show_screen(after)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert "Сынақова" not in everything_held(window)
    assert "демалыс" not in everything_held(window)
    assert window.scale == SIZES[0]


def test_thanks_give_way_to_an_empty_screen(window: ApplicantWindow, qtbot: QtBot) -> None:
    window.show_screen(ByeScreen(desk=DESK))
    assert "рақмет" in words(window)
    assert "Спасибо" in words(window)
    with qtbot.waitSignal(window.emptied, timeout=0):
        window._bye_timer.timeout.emit()
    assert isinstance(window.screen_shown, IdleScreen)
    assert words(window).count("Терезе 7") == 2


@pytest.mark.requirement("R-190", "R-195")
@pytest.mark.parametrize("lang", Lang)
def test_each_level_has_a_sign_and_a_word(window: ApplicantWindow, lang: Lang) -> None:
    window.show_screen(RatingScreen(id="visit"))
    window.set_language(lang)
    said = [window.rating.levels[score].text() for score, _, _ in LEVELS]
    assert len(set(said)) == 5
    assert len({sign for _, sign, _ in LEVELS}) == 5
    faces = [QAccessible.queryAccessibleInterface(b) for b in window.rating.levels.values()]
    assert [face.text(QAccessible.Text.Name) for face in faces] == said


@pytest.mark.requirement("R-190")
def test_a_rating_is_told_with_its_visit_and_vanishes(window: ApplicantWindow) -> None:
    told: list[tuple[str, object]] = []
    window.rated.connect(lambda screen, score: told.append((screen, score)))
    window.show_screen(RatingScreen(id="visit"))
    window.rating.levels[4].click()
    assert told == [("visit", 4)]
    assert isinstance(window.screen_shown, ByeScreen)
    window.rating.levels[1].click()
    window.rating.tick()
    assert told == [("visit", 4)]


@pytest.mark.requirement("R-192")
def test_rating_is_voluntary_and_closes_itself(window: ApplicantWindow) -> None:
    told: list[tuple[str, object]] = []
    window.rated.connect(lambda screen, score: told.append((screen, score)))
    window.show_screen(RatingScreen(id="a"))
    window.rating.skip.click()
    window.show_screen(RatingScreen(id="b", seconds=3))
    for _ in range(2):
        window.rating.tick()
    assert told == [("a", None)]
    window.rating.tick()
    assert told == [("a", None), ("b", None)]


@pytest.mark.requirement("R-195")
def test_a_touch_gives_more_time(window: ApplicantWindow) -> None:
    told: list[object] = []
    window.rated.connect(lambda _screen, score: told.append(score))
    window.show_screen(RatingScreen(id="visit", seconds=2))
    window.rating.tick()
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(5, window.height() - 5))
    window.rating.tick()
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier)
    QApplication.sendEvent(QApplication.focusWidget() or window, key)
    window.rating.tick()
    assert told == []
    window.rating.tick()
    assert told == [None]


def test_another_thought_ends_the_rating_without_an_answer(window: ApplicantWindow) -> None:
    told: list[object] = []
    window.rated.connect(lambda _screen, score: told.append(score))
    window.show_screen(RatingScreen(id="visit", seconds=1))
    window.show_screen(CHECK)
    assert not window.rating._timer.isActive()
    assert told == []


@pytest.mark.requirement("R-215")
def test_what_is_written_can_be_read_aloud(window: ApplicantWindow, qtbot: QtBot) -> None:
    window.show_screen(CHECK)
    window.set_language(Lang.RU)
    with qtbot.waitSignal(window.read_asked, timeout=0) as told:
        window.head.voice.click()
    text, lang = told.args
    assert lang is Lang.RU
    assert "Фамилия, имя: Сынақова Айгүл" in text
    assert "Сведения государство получает само" in text
    window.show_screen(RatingScreen(id="visit"))
    with qtbot.waitSignal(window.read_asked, timeout=0) as told:
        window.head.voice.click()
    assert "Отлично" in told.args[0]


@pytest.mark.requirement("R-080", "R-215")
def test_a_consent_is_read_aloud_by_a_voice_of_its_own_language(
    window: ApplicantWindow, qtbot: QtBot
) -> None:
    """The screen speaks Russian, the papers are Kazakh: no Russian voice reads Kazakh words."""
    window.show_screen(replace(CONSENT, text_lang=Lang.KK))
    window.set_language(Lang.RU)
    with qtbot.waitSignal(window.read_asked, timeout=0) as told:
        window.head.voice.click()
    assert told.args == [CONSENT.text.kk, Lang.KK]
    window.set_language(Lang.KK)
    with qtbot.waitSignal(window.read_asked, timeout=0) as told:
        window.head.voice.click()
    text, lang = told.args
    assert lang is Lang.KK
    assert CONSENT.title.kk in text


def test_a_long_consent_can_be_read_to_its_end(window: ApplicantWindow) -> None:
    window.show_screen(CONSENT)
    window.resize(1024, 768)
    window.grow(3)
    settle()
    bar = window._scroll.verticalScrollBar()
    pressed = 0
    while window.more.isVisible() and pressed < 60:
        QTest.keyClick(window.more, Qt.Key.Key_Return)
        settle()
        pressed += 1
    assert pressed > 1
    assert bar.value() == bar.maximum()


@pytest.mark.requirement("R-085")
def test_the_visitor_sees_that_the_camera_looks(window: ApplicantWindow) -> None:
    window.show_screen(CHECK)
    window.set_language(Lang.RU)
    assert "Камера включена" not in words(window)
    window.set_camera(True)
    assert "Камера включена" in words(window)
    window.set_camera(False)
    assert "Камера включена" not in words(window)


@pytest.mark.requirement("R-221")
def test_practice_is_said_to_the_visitor_too(window: ApplicantWindow) -> None:
    window.set_practice(Bilingual("ОҚУ РЕЖИМІ", "УЧЕБНЫЙ РЕЖИМ"))
    for screen in SCREENS.values():
        window.show_screen(screen)
        assert "ОҚУ РЕЖИМІ" in words(window)


@pytest.mark.requirement("R-216")
def test_the_screen_is_walked_by_keyboard(window: ApplicantWindow) -> None:
    window.show_screen(CHECK)
    settle()
    assert QApplication.focusWidget() is window.answers.buttons[0]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is window.answers.buttons[1]
