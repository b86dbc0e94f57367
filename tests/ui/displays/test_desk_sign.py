"""The sign above a desk and the plate of its employee: large, whole, and nothing of an applicant."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.language import Bilingual
from app.domain.person import PersonName
from tests.fakes.board_checks import (
    cut_words,
    overlapping_words,
    painted_height,
    place_of,
    shown_words,
    weak_words,
)
from ui.binding.board import PlateState, SignKind, SignState
from ui.displays.desk_sign import DeskSign
from ui.displays.nameplate import NameplateWindow
from ui.theme.tokens import ThemeName

SIZES = ((1280, 720), (1920, 1080), (1920, 540), (1024, 600), (720, 1280))
PRACTICE = Bilingual("Оқу бөлімшесі", "Учебный отдел")
POSITION = Bilingual(
    "Құжаттарды қабылдау және беру секторының аға маманы",
    "Старший специалист сектора приёма и выдачи документов",
)
LONG = PlateState(
    name=PersonName("Әбдірахманов-Қожамжарұлы", "Нұрмұхаммед-Әлі", "Сәйфолламұхамедұлы-Қыпшақ"),
    name_ru=PersonName("Абдрахманов-Кожамжарулы", "Нурмухаммед-Али", "Сайфолламухамедулы-Кыпчак"),
    position=POSITION,
)
PLATES = {
    "long": LONG,
    "one word": replace(LONG, name=PersonName("Ә" + "бдірахманқожамжарұлы" * 3), name_ru=None),
    "no patronymic": PlateState(name=PersonName("Сынақова", "Айгүл"), position=POSITION),
    "no surname": PlateState(
        name=PersonName(given="Айгүл"), name_ru=PersonName(given="Айгуль"), position=POSITION
    ),
}
STATES = {
    kind: SignState(desk=999, kind=kind, ticket="A3001", times=2, practice=PRACTICE)
    if kind in (SignKind.CALLED, SignKind.SERVING)
    else SignState(desk=999, kind=kind, practice=PRACTICE)
    for kind in SignKind
}


@pytest.fixture
def sign(dressed: None, qtbot: QtBot) -> DeskSign:
    sign = DeskSign()
    qtbot.addWidget(sign)
    sign.show()
    return sign


@pytest.fixture
def nameplate(dressed: None, qtbot: QtBot) -> NameplateWindow:
    nameplate = NameplateWindow()
    qtbot.addWidget(nameplate)
    nameplate.show()
    return nameplate


def texts(window: DeskSign | NameplateWindow) -> list[str]:
    return [word.text() for word in shown_words(window)]


@pytest.mark.requirement("R-033", "R-215")
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("plate", [None, *PLATES])
def test_every_word_of_the_sign_is_whole(
    sign: DeskSign, size: tuple[int, int], plate: str | None
) -> None:
    sign.resize(*size)
    sign.show_plate(PLATES[plate] if plate else None)
    for state in STATES.values():
        sign.show_state(state)
        assert cut_words(sign) == [], state.kind
        assert overlapping_words(sign) == [], state.kind
        assert weak_words(sign) == [], state.kind


@pytest.mark.requirement("R-033")
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)], ids=str)
def test_the_ticket_is_a_fifth_of_the_sign(sign: DeskSign, size: tuple[int, int]) -> None:
    sign.resize(*size)
    sign.show_state(SignState(desk=7, kind=SignKind.CALLED, ticket="A3001"))
    assert painted_height(sign, sign.ticket.number) >= size[1] / 5
    assert painted_height(sign, sign.desk.number) >= size[1] / 5


@pytest.mark.parametrize("kind", SignKind)
def test_each_state_has_words_in_both_languages(sign: DeskSign, kind: SignKind) -> None:
    sign.show_state(replace(STATES[kind], times=1))
    said = {
        SignKind.FREE: ("Бос", "Свободно"),
        SignKind.CALLED: ("Терезеге келіңіз", "Подойдите к окну"),
        SignKind.SERVING: ("Қызмет көрсетілуде", "Идёт обслуживание"),
        SignKind.PAUSE: ("Терезе уақытша жұмыс істемейді", "Окно временно не работает"),
        SignKind.CLOSED: ("Терезе жабық", "Окно закрыто"),
        SignKind.STALE: ("Мәлімет жаңартылмай тұр", "Данные не обновляются"),
    }[kind]
    shown = " ".join(texts(sign))
    assert all(words in shown for words in said)
    assert all(words in sign.accessibleName() for words in said)
    assert "Терезе · Окно" in texts(sign)


@pytest.mark.requirement("R-033")
def test_a_ticket_is_gone_with_its_visit(sign: DeskSign) -> None:
    sign.show_state(STATES[SignKind.CALLED])
    assert "A3001" in texts(sign)
    assert "Қайта шақыру · Повторный вызов" in texts(sign)
    for kind in (SignKind.FREE, SignKind.PAUSE, SignKind.CLOSED, SignKind.STALE):
        sign.show_state(STATES[kind])
        assert "A3001" not in texts(sign)
        assert "A3001" not in sign.accessibleName()


@pytest.mark.requirement("R-043")
@pytest.mark.parametrize("size", [(1280, 400), (800, 480), (1920, 1080), (800, 1280)], ids=str)
@pytest.mark.parametrize("name", PLATES)
def test_every_name_is_whole_on_the_plate(
    nameplate: NameplateWindow, size: tuple[int, int], name: str
) -> None:
    nameplate.resize(*size)
    nameplate.show_plate(PLATES[name])
    assert cut_words(nameplate) == []
    assert overlapping_words(nameplate) == []
    assert weak_words(nameplate) == []
    if name != "one word":  # sixty letters without a break can only become small
        assert nameplate.plate.sides[0].first.size_px >= min(size) / 20


@pytest.mark.requirement("R-043")
def test_the_plate_names_person_and_position_in_both_languages(nameplate: NameplateWindow) -> None:
    nameplate.show_plate(LONG)
    said = " ".join(texts(nameplate))
    assert all(part in said for part in (*LONG.name.parts, POSITION.kk, POSITION.ru))
    assert LONG.name_ru is not None
    assert all(part in said for part in LONG.name_ru.parts)
    heard = nameplate.plate.accessibleName()
    assert LONG.name.full in heard and LONG.name_ru.full in heard


@pytest.mark.requirement("R-043")
def test_a_missing_part_of_the_name_leaves_no_gap(nameplate: NameplateWindow) -> None:
    nameplate.show_plate(PLATES["no patronymic"])
    assert texts(nameplate) == ["Сынақова", "Айгүл", f"{POSITION.kk}\n{POSITION.ru}"]
    nameplate.show_plate(PLATES["no surname"])
    assert texts(nameplate) == ["Айгүл", POSITION.kk, "Айгуль", POSITION.ru]


def test_the_languages_stand_level_beside_each_other(nameplate: NameplateWindow) -> None:
    nameplate.resize(1280, 400)
    nameplate.show_plate(LONG)
    kk, ru = nameplate.plate.sides
    tops = [[place_of(word).top() for word in side.words] for side in (kk, ru)]
    assert tops[0] == tops[1]
    assert kk.first.size_px == ru.first.size_px


@pytest.mark.requirement("R-043", "R-034")
def test_the_plate_goes_and_takes_the_name_along(sign: DeskSign) -> None:
    sign.show_state(STATES[SignKind.CALLED])
    before = texts(sign)
    sign.show_plate(LONG)
    assert LONG.name.surname in texts(sign)
    sign.show_plate(None)
    assert texts(sign) == before


@pytest.mark.requirement("R-215")
def test_sign_and_plate_take_high_contrast(sign: DeskSign) -> None:
    sign.set_colours(ThemeName.CONTRAST)
    sign.show_plate(LONG)
    for state in STATES.values():
        sign.show_state(state)
        assert weak_words(sign) == []


def test_the_sign_fills_its_screen_and_gives_it_back(sign: DeskSign) -> None:
    QTest.keyClick(sign, Qt.Key.Key_F11)
    assert sign.isFullScreen()
    QTest.keyClick(sign, Qt.Key.Key_Escape)
    assert not sign.isFullScreen()
