"""The ticket kiosk: whole words in every state and size, large targets, keys alone, nobody's traces."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.language import Bilingual, Lang
from app.domain.visit import Need, Purpose
from tests.fakes.board_checks import cut_words, overlapping_words, shown_words, weak_words
from tests.fakes.hand_seconds import HandSeconds
from tests.fakes.ui_checks import nameless
from ui.binding.board import closed_line
from ui.binding.kiosk import (
    HallKind,
    KioskHall,
    KioskNotice,
    KioskWish,
    PaperKind,
    TicketShown,
)
from ui.binding.kiosk_notices import NOT_REACHED, SILENT, UNKNOWN
from ui.binding.present_board import kiosk_away
from ui.displays.display_window import POINTER_RESTS
from ui.displays.kiosk import KioskWindow
from ui.displays.kiosk_steps import GROWN, SECONDS, SECONDS_TO_PHOTOGRAPH, KioskStep
from ui.displays.kiosk_words import LEAST_TARGET, KioskButton
from ui.theme.tokens import THEMES, ThemeName

SIZES = ((1280, 800), (1920, 1080), (1080, 1920))
PRACTICE = Bilingual("Оқу бөлімшесі", "Учебный отдел")
COUNTS = tuple((purpose, 888) for purpose in Purpose)
OPEN = KioskHall(waiting=COUNTS, practice=PRACTICE)
ORDINARY = replace(
    OPEN,
    kind=HallKind.ORDINARY,
    line=Bilingual(
        "Электрондық кезек жұмыс істемейді: орныңыз журналға жазылады.",
        "Электронная очередь не работает: ваше место записывается в журнал.",
    ),
)
CLOSED = KioskHall(kind=HallKind.CLOSED, line=closed_line(None), practice=PRACTICE)
AWAY = kiosk_away(practice=True)
TICKET = TicketShown(
    number="A88012",
    code="Q021400260288012" + "31",
    before=888,
    minutes=600,
    paper=PaperKind.OUT,
    note=Bilingual(
        "Брондалған уақыт өтіп кетті: кезекте келген уақытыңыз бойынша тұрсыз.",
        "Забронированное время прошло: вы в очереди по времени прихода.",
    ),
)


@pytest.fixture
def clock() -> HandSeconds:
    return HandSeconds()


@pytest.fixture
def kiosk(dressed: None, qtbot: QtBot, clock: HandSeconds) -> KioskWindow:
    window = KioskWindow(clock=clock)
    qtbot.addWidget(window)
    window.show()
    window.show_hall(OPEN)
    return window


@pytest.fixture
def later(kiosk: KioskWindow, clock: HandSeconds) -> Callable[[float], None]:
    def go(seconds: float) -> None:
        clock.seconds += seconds
        kiosk.tick()

    return go


def texts(window: QWidget) -> str:
    return " | ".join(word.text() for word in shown_words(window))


def press(window: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        target = window.focusWidget() or window
        QTest.keyClick(target, key)


def to_need(kiosk: KioskWindow, lang: Lang = Lang.RU) -> None:
    kiosk.languages.buttons[lang].click()
    kiosk.purposes.answers[1].click()


def states(kiosk: KioskWindow, lang: Lang) -> dict[str, Callable[[], None]]:
    def speak() -> None:
        kiosk.begin_anew()
        kiosk.languages.buttons[lang].click()

    def spoken(act: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            speak()
            act()

        return run

    return {
        "language": kiosk.begin_anew,
        "purpose": speak,
        "need": spoken(kiosk.purposes.answers[0].click),
        "code": spoken(kiosk.foot.code.click),
        "wait": spoken(kiosk.show_waiting),
        "paper": spoken(lambda: kiosk.show_ticket(TICKET)),
        "photograph": spoken(lambda: kiosk.show_ticket(replace(TICKET, paper=PaperKind.NONE))),
        "journal": spoken(lambda: kiosk.show_ticket(replace(TICKET, journal=True))),
        "unknown": spoken(lambda: kiosk.show_notice(UNKNOWN)),
        "not reached": spoken(lambda: kiosk.show_notice(NOT_REACHED)),
        "both languages": lambda: (kiosk.begin_anew(), kiosk.show_notice(SILENT))[0],
        "code, both languages": lambda: (kiosk.begin_anew(), kiosk.languages.code.click())[0],
        "closed": lambda: (kiosk.begin_anew(), kiosk.show_hall(CLOSED))[0],
        "away": lambda: (kiosk.begin_anew(), kiosk.show_hall(AWAY))[0],
    }


@pytest.mark.requirement("R-215")
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("hall", [OPEN, ORDINARY], ids=lambda hall: hall.kind.value)
def test_every_state_is_whole_in_every_size(
    kiosk: KioskWindow, size: tuple[int, int], lang: Lang, hall: KioskHall
) -> None:
    kiosk.resize(*size)
    kiosk.set_voice(True)
    faults = {}
    for grown in range(len(GROWN)):
        for name, show in states(kiosk, lang).items():
            kiosk.show_hall(hall)
            show()
            kiosk._size = grown
            kiosk.arrange()
            kiosk.tick()
            found = [*cut_words(kiosk), *overlapping_words(kiosk), *weak_words(kiosk)]
            found += [f"nameless {one}" for one in nameless(kiosk)]
            found += small_targets(kiosk)
            if found:
                faults[name, grown] = found
    assert not faults


def small_targets(kiosk: KioskWindow) -> list[str]:
    parts = [*kiosk.findChildren(KioskButton), *kiosk.findChildren(QLineEdit)]
    return [
        f"{part.accessibleName()}: {part.width()}×{part.height()}"
        for part in parts
        if part.isVisible() and min(part.width(), part.height()) < LEAST_TARGET
    ]


@pytest.mark.requirement("R-215")
def test_high_contrast_is_high(kiosk: KioskWindow) -> None:
    kiosk.head.contrast.click()
    assert kiosk.look.tokens is THEMES[ThemeName.CONTRAST]
    for show in states(kiosk, Lang.KK).values():
        show()
        kiosk.set_colours(ThemeName.CONTRAST)
        assert not weak_words(kiosk)


@pytest.mark.requirement("R-032", "R-216")
def test_a_ticket_is_asked_for_with_keys_alone(kiosk: KioskWindow) -> None:
    wishes: list[object] = []
    kiosk.ticket_wanted.connect(wishes.append)
    press(kiosk, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert (kiosk.step, kiosk.tongue.chosen) == (KioskStep.PURPOSE, Lang.RU)
    press(kiosk, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert kiosk.step is KioskStep.NEED
    press(kiosk, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Enter)
    wish = KioskWish(language=Lang.RU, purpose=Purpose.APPEAL, need=Need.VISION)
    assert (wishes, kiosk.step) == ([wish], KioskStep.WAIT)


@pytest.mark.requirement("R-042")
def test_nobody_has_to_say_what_help_they_need(kiosk: KioskWindow) -> None:
    wishes: list[KioskWish] = []
    kiosk.ticket_wanted.connect(wishes.append)
    to_need(kiosk)
    assert kiosk.focusWidget() is kiosk.needs.none
    press(kiosk, Qt.Key.Key_Return)
    assert wishes == [KioskWish(language=Lang.RU, purpose=Purpose.ISSUE)]


def test_escape_goes_back_step_by_step_and_never_out(kiosk: KioskWindow) -> None:
    kiosk.showFullScreen()
    to_need(kiosk)
    press(kiosk, Qt.Key.Key_Escape)
    assert kiosk.step is KioskStep.PURPOSE
    kiosk.foot.code.click()
    press(kiosk, Qt.Key.Key_Escape)
    assert kiosk.step is KioskStep.PURPOSE
    press(kiosk, Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    assert (kiosk.step, kiosk.tongue.chosen) == (KioskStep.LANGUAGE, None)
    assert kiosk.isVisible()
    assert kiosk.isFullScreen()


def test_tab_walks_round_and_the_step_comes_first(kiosk: KioskWindow) -> None:
    to_need(kiosk)
    reached = kiosk.stops()
    assert reached[0] is kiosk.needs.none
    assert {kiosk.foot.back, kiosk.head.larger, kiosk.head.contrast, kiosk.head.language} < set(
        reached
    )
    for expected in (*reached[1:], reached[0]):
        press(kiosk, Qt.Key.Key_Tab)
        assert kiosk.focusWidget() is expected


@pytest.mark.requirement("R-034")
def test_nothing_of_the_former_visitor_is_left(
    kiosk: KioskWindow, later: Callable[[float], None]
) -> None:
    first = texts(kiosk)
    kiosk.languages.buttons[Lang.RU].click()
    kiosk.head.larger.click()
    kiosk.head.contrast.click()
    kiosk.foot.code.click()
    kiosk.code.keys[3].click()
    assert kiosk.code.field.text() == "3"
    kiosk.show_ticket(TICKET)
    assert "A88012" in texts(kiosk)
    later(SECONDS[KioskStep.DONE] + 1)
    assert (kiosk.step, texts(kiosk)) == (KioskStep.LANGUAGE, first)
    assert kiosk.look.tokens is THEMES[ThemeName.LIGHT]
    assert kiosk.code.field.text() == ""
    assert "A88012" not in kiosk.done.accessibleName()
    assert kiosk.done.number.text() == ""


def test_a_touch_gives_more_time_and_a_picture_needs_more(
    kiosk: KioskWindow, later: Callable[[float], None]
) -> None:
    kiosk.show_ticket(TICKET, Lang.KK)
    later(SECONDS[KioskStep.DONE] - 1)
    QTest.mouseClick(kiosk, Qt.MouseButton.LeftButton)
    later(SECONDS[KioskStep.DONE] - 1)
    assert kiosk.step is KioskStep.DONE
    kiosk.show_paper("A88012", PaperKind.NONE)
    later(SECONDS_TO_PHOTOGRAPH - 1)
    assert kiosk.step is KioskStep.DONE
    later(2)
    assert kiosk.step is KioskStep.LANGUAGE


@pytest.mark.parametrize("step", [KioskStep.PURPOSE, KioskStep.NEED, KioskStep.CODE])
def test_who_goes_away_in_the_middle_is_forgotten(
    kiosk: KioskWindow, later: Callable[[float], None], step: KioskStep
) -> None:
    kiosk.languages.buttons[Lang.KK].click()
    {
        KioskStep.PURPOSE: lambda: None,
        KioskStep.NEED: kiosk.purposes.answers[0].click,
        KioskStep.CODE: kiosk.foot.code.click,
    }[step]()
    assert kiosk.step is step
    later(SECONDS[step] + 1)
    assert (kiosk.step, kiosk.tongue.chosen) == (KioskStep.LANGUAGE, None)


@pytest.mark.requirement("R-032")
def test_a_ticket_without_paper_can_be_photographed(kiosk: KioskWindow) -> None:
    kiosk.resize(1280, 800)
    kiosk.languages.buttons[Lang.RU].click()
    kiosk.show_ticket(replace(TICKET, paper=PaperKind.COMING))
    assert not kiosk.done.qr.isVisible()
    kiosk.show_paper("A1", PaperKind.NONE)
    assert not kiosk.done.qr.isVisible()
    kiosk.show_paper("A88012", PaperKind.NONE)
    assert kiosk.done.qr.isVisible()
    assert kiosk.done.qr.accessibleName()
    picture = kiosk.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = bytes(picture.constBits())
    found = zxingcpp.read_barcodes(
        memoryview(rows).cast("B", (picture.height(), picture.bytesPerLine()))
    )
    assert [code.text for code in found] == [TICKET.code]


def test_a_code_is_typed_on_the_screen_or_on_keys(kiosk: KioskWindow) -> None:
    given: list[str] = []
    kiosk.code_given.connect(given.append)
    kiosk.languages.code.click()
    assert kiosk.focusWidget() is kiosk.code.field
    press(kiosk, Qt.Key.Key_Return)
    assert given == []
    for letter in ("S", "Y", "N", "-", "7", "8"):
        next(key for key in kiosk.code.keys if key.accessibleName() == letter).click()
    kiosk.code.erase.click()
    press(kiosk, Qt.Key.Key_Return)
    assert (given, kiosk.step, kiosk.code.field.text()) == (["SYN-7"], KioskStep.WAIT, "")


@pytest.mark.requirement("R-032")
@pytest.mark.parametrize("hall", [CLOSED, AWAY], ids=lambda hall: hall.kind.value)
def test_no_ticket_can_be_asked_for_while_none_is_given(
    kiosk: KioskWindow, hall: KioskHall
) -> None:
    to_need(kiosk)
    kiosk.show_hall(hall)
    assert kiosk.step is KioskStep.SHUT
    assert {kiosk.foot.back, kiosk.needs.none, *kiosk.languages.buttons.values()}.isdisjoint(
        kiosk.stops()
    )
    assert hall.line.kk in texts(kiosk)
    assert hall.line.ru in texts(kiosk)
    kiosk.show_hall(OPEN)
    assert (kiosk.step, kiosk.tongue.chosen) == (KioskStep.LANGUAGE, None)


def test_who_has_a_ticket_keeps_it_when_the_doors_close(kiosk: KioskWindow) -> None:
    kiosk.show_ticket(TICKET, Lang.KK)
    kiosk.show_hall(CLOSED)
    assert "A88012" in texts(kiosk)
    kiosk.done.ready.click()
    assert kiosk.step is KioskStep.SHUT


def test_the_ordinary_queue_is_said_at_every_step(kiosk: KioskWindow) -> None:
    kiosk.show_hall(ORDINARY)
    to_need(kiosk, Lang.KK)
    assert ORDINARY.line.kk in texts(kiosk)
    kiosk.show_ticket(replace(TICKET, journal=True))
    assert "Журналдағы нөміріңіз" in texts(kiosk)


def test_the_language_can_be_changed_on_the_way(kiosk: KioskWindow) -> None:
    to_need(kiosk, Lang.KK)
    kiosk.head.language.click()
    assert (kiosk.step, kiosk.tongue.chosen) == (KioskStep.NEED, Lang.RU)
    assert "Вам нужна помощь?" in texts(kiosk)


def test_a_scanned_ticket_speaks_its_own_language(kiosk: KioskWindow) -> None:
    read: list[tuple[str, Lang]] = []
    kiosk.read_wanted.connect(lambda number, lang: read.append((number, lang)))
    kiosk.set_voice(True)
    kiosk.show_ticket(TICKET, Lang.KK)
    assert "Сіздің талоныңыз" in texts(kiosk)
    kiosk.done.read.click()
    assert read == [("A88012", Lang.KK)]


def test_a_notice_leads_on(kiosk: KioskWindow) -> None:
    again: list[bool] = []
    kiosk.again_wanted.connect(lambda: again.append(True))
    kiosk.show_notice(UNKNOWN)
    kiosk.notice.ticket.click()
    assert kiosk.step is KioskStep.LANGUAGE
    kiosk.languages.buttons[Lang.KK].click()
    kiosk.show_notice(KioskNotice(title=PRACTICE, ticket=True, again=True))
    kiosk.notice.ticket.click()
    assert kiosk.step is KioskStep.PURPOSE
    kiosk.show_notice(NOT_REACHED)
    press(kiosk, Qt.Key.Key_Return)
    assert (again, kiosk.step) == ([True], KioskStep.WAIT)


@pytest.mark.requirement("R-034")
def test_only_the_number_of_a_ticket_can_be_shown() -> None:
    with pytest.raises(ValueError, match="ticket"):
        replace(TICKET, number="Сынақов Тест")
    with pytest.raises(ValueError, match="why"):
        KioskHall(kind=HallKind.CLOSED)


def test_the_pointer_comes_back_over_every_answer(
    kiosk: KioskWindow, later: Callable[[float], None]
) -> None:
    later(POINTER_RESTS + 1)
    assert kiosk.cursor().shape() is Qt.CursorShape.BlankCursor
    QTest.mouseMove(kiosk.languages.buttons[Lang.RU])
    assert kiosk.cursor().shape() is not Qt.CursorShape.BlankCursor
