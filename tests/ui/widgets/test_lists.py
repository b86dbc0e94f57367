"""Lists that are walked by keys: the checklist, the queue, the hits of a search, the staircase."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.language import Lang
from tests.fakes import window_states as states
from tests.fakes.ui_checks import cut_words
from ui.binding.presentation import (
    DeviceLight,
    LightState,
    SearchHit,
    StepItem,
    StepState,
)
from ui.widgets.card_delegate import _Plan
from ui.widgets.card_list import Card, CardList
from ui.widgets.checklist import Checklist
from ui.widgets.chip import SIGNS, StatusChip
from ui.widgets.device_lights import DeviceLights
from ui.widgets.fact_row import FactRow
from ui.widgets.finding_card import FindingCard
from ui.widgets.flow import FlowLayout
from ui.widgets.queue_list import QueueList
from ui.widgets.search_box import SearchBox
from ui.widgets.staircase import Staircase


@pytest.fixture
def checklist(dressed: None, qtbot: QtBot) -> Checklist:
    checklist = Checklist()
    qtbot.addWidget(checklist)
    checklist.resize(760, 500)
    checklist.render_rows(states.rows(Lang.RU))
    checklist.show()
    checklist.activateWindow()
    QApplication.processEvents()
    return checklist


def spoken(widget: QWidget) -> str:
    face = QAccessible.queryAccessibleInterface(widget)
    return str(face.text(QAccessible.Text.Name))


def test_the_row_that_blocks_takes_the_focus(checklist: Checklist) -> None:
    first = checklist.first_focus()
    assert first is not None
    assert spoken(first) == "Заключение врачебной комиссии. срок истёк 14.11.2026"
    assert checklist.current_id() == "verdict"


@pytest.mark.requirement("R-216")
def test_arrows_walk_space_acts_enter_goes_on(dressed: None, qtbot: QtBot) -> None:
    checklist = Checklist()
    checklist.render_rows(states.rows(Lang.RU))
    outer: list[int] = []
    host = QWidget()
    qtbot.addWidget(host)
    host.keyPressEvent = lambda event: outer.append(event.key())  # type: ignore[method-assign]
    QVBoxLayout(host).addWidget(checklist)
    host.show()
    host.activateWindow()
    QApplication.processEvents()
    chosen: list[str] = []
    checklist.row_chosen.connect(chosen.append)
    checklist.focus_row("verdict")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert checklist.current_id() == "identity"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert chosen == ["identity"]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    assert checklist.current_id() == "study"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Home)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert checklist.current_id() == "application"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert chosen == ["identity"]
    assert outer == [Qt.Key.Key_Return]


def test_redrawing_keeps_the_focus_with_its_document(checklist: Checklist) -> None:
    checklist.focus_row("identity")
    checklist.render_rows(states.rows(Lang.KK)[1:])
    assert checklist.current_id() == "identity"
    assert QApplication.focusWidget().row.id == "identity"


def test_a_row_opens_its_norm(checklist: Checklist, qtbot: QtBot) -> None:
    row = checklist._buttons[1]
    with qtbot.waitSignal(checklist.norm_asked, timeout=0) as told:
        row.link.click()
    assert told.args == [states.rows(Lang.RU)[1].citation]


@pytest.mark.parametrize("width", [420, 600, 900])
def test_names_of_180_letters_are_whole(checklist: Checklist, width: int) -> None:
    assert len(states.LONG_NAME.ru) >= 180
    checklist.resize(width, 1200)
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    assert cut_words(checklist) == []
    words = [label.text() for label in checklist.findChildren(QLabel)]
    assert states.LONG_NAME.ru in words


@pytest.mark.requirement("R-216")
@pytest.mark.parametrize("tone", SIGNS)
def test_a_state_has_a_word_and_all_but_the_neutral_a_sign(
    tone: object, dressed: None, qtbot: QtBot
) -> None:
    chip = StatusChip("есть", tone)  # type: ignore[arg-type]
    qtbot.addWidget(chip)
    chip.show()
    assert spoken(chip) == "есть"
    assert chip._icon.isVisible() is bool(tone)
    assert len(set(SIGNS.values())) == len(SIGNS)


@pytest.mark.parametrize("lang", Lang)
def test_the_staircase_says_where_the_case_stands(lang: Lang, dressed: None, qtbot: QtBot) -> None:
    from ui.binding.texts import ui_language

    ui_language().choose(lang)
    stairs = Staircase()
    qtbot.addWidget(stairs)
    stairs.render_steps(states.steps(lang))
    told = [tile.accessibleDescription() for tile in stairs._tiles]
    now = {Lang.RU: "Шаг 4 из 7: текущий шаг", Lang.KK: "4-қадам, барлығы 7: қазіргі қадам"}
    assert told[3] == now[lang]
    assert len(set(told)) == 7


def test_the_staircase_takes_another_road(dressed: None, qtbot: QtBot) -> None:
    stairs = Staircase()
    qtbot.addWidget(stairs)
    stairs.render_steps(states.steps(Lang.RU))
    stairs.show()
    stairs.render_steps((StepItem("pack", "Пакет", StepState.BLOCKED),))
    visible = [tile for tile in stairs._tiles if tile.isVisible()]
    assert [tile.accessibleName() for tile in visible] == ["Пакет"]
    assert visible[0].accessibleDescription() == "Шаг 1 из 1: остановлено"


def test_the_queue_is_read_whole_and_opened_by_enter(dressed: None, qtbot: QtBot) -> None:
    queue = QueueList()
    qtbot.addWidget(queue)
    queue.render_items(states.queue(Lang.RU).items)
    model = queue.view.cards
    assert model.data(model.index(1)) == "A 106, Приём · запись 11:00, 4 мин"
    queue.view.walk_to(2)
    with qtbot.waitSignal(queue.chosen, timeout=0) as told:
        QTest.keyClick(queue.view, Qt.Key.Key_Return)
    assert told.args == ["3"]
    assert spoken(queue.view) == "Очередь"


def test_an_empty_queue_says_so(dressed: None, qtbot: QtBot) -> None:
    queue = QueueList()
    qtbot.addWidget(queue)
    queue.show()
    queue.render_items((), "Никто не ждёт")
    assert [x.text() for x in queue.findChildren(QLabel) if x.isVisible()] == ["Никто не ждёт"]
    queue.render_items(states.queue(Lang.RU).items, "Никто не ждёт")
    assert not [x for x in queue.findChildren(QLabel) if x.isVisible()]


def test_the_card_under_the_arrows_stays_when_others_come_and_go(
    dressed: None, qtbot: QtBot
) -> None:
    view = CardList()
    qtbot.addWidget(view)
    view.show_cards(tuple(Card(id=str(n), title=f"A {n}") for n in range(10)))
    view.walk_to(7)
    view.show_cards(tuple(Card(id=str(n), title=f"A {n}") for n in range(3, 12)))
    assert view.current_id() == "7"
    view.show_cards(tuple(Card(id=str(n), title="changed") for n in range(3, 12)))
    assert view.current_id() == "7"
    assert view.cards.data(view.currentIndex()) == "changed"


@pytest.mark.parametrize("width", [180, 248, 500])
def test_painted_words_have_the_room_they_were_measured_for(
    width: int, dressed: None, qtbot: QtBot
) -> None:
    view = CardList()
    qtbot.addWidget(view)
    card = Card(
        id="1", title=states.LONG_NAME.kk, note="120 мин", hint=states.SERVICE.kk, chip="терезеде"
    )
    view.show_cards((card,))
    plan = _Plan(view.cards.index(0), width)
    rects = [plan.title_rect, plan.note_rect, plan.hint_rect, plan.chip_rect]
    assert all(0 < rect.right() < width and rect.bottom() < plan.height for rect in rects)
    for place, rect in enumerate(rects):
        assert not [other for other in rects[place + 1 :] if rect.intersects(other)]


def test_search_is_asked_walked_and_taken_without_leaving_the_line(
    dressed: None, qtbot: QtBot
) -> None:
    box = SearchBox("Найти услугу", "Начните набирать")
    qtbot.addWidget(box)
    box.show()
    asked: list[str] = []
    box.asked.connect(asked.append)
    for sign in "по":
        box.edit.insert(sign)
    assert asked == ["п", "по"]
    box.show_hits((SearchHit(id="a", title="Пособие"), SearchHit(id="b", title="Паспорт")))
    QTest.keyClick(box.edit, Qt.Key.Key_Down)
    with qtbot.waitSignal(box.chosen, timeout=0) as told:
        QTest.keyClick(box.edit, Qt.Key.Key_Return)
    assert told.args == ["b"]
    assert spoken(box.edit) == "Найти услугу"


def test_nothing_found_is_said_and_enter_takes_nothing(dressed: None, qtbot: QtBot) -> None:
    box = SearchBox("Найти услугу")
    qtbot.addWidget(box)
    box.show()
    taken: list[str] = []
    box.chosen.connect(taken.append)
    box.show_hits((), "Ничего не найдено")
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    assert taken == []
    assert not box.hits.isVisible()
    assert "Ничего не найдено" in [label.text() for label in box.findChildren(QLabel)]


@pytest.mark.requirement("R-216")
@pytest.mark.parametrize("state", LightState)
def test_a_light_tells_its_state_in_words(state: LightState, dressed: None, qtbot: QtBot) -> None:
    lights = DeviceLights()
    qtbot.addWidget(lights)
    lights.render_lights((DeviceLight(slot="printer", label="Принтер", state=state),))
    shown = lights._shown[0]
    assert spoken(shown).startswith("Принтер: ")
    assert spoken(shown) != "Принтер: "


def test_a_finding_is_read_by_keyboard_and_opens_its_norm(dressed: None, qtbot: QtBot) -> None:
    card = FindingCard(states.finding(Lang.RU))
    qtbot.addWidget(card)
    assert card.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert spoken(card) == "Документ просрочен"
    assert "подать снова можно" in card.accessibleDescription()
    with qtbot.waitSignal(card.norm_asked, timeout=0) as told:
        card._link.click()
    assert told.args == [states.citation(Lang.RU)]


def test_a_fact_explains_itself_on_one_key(dressed: None, qtbot: QtBot) -> None:
    fact = states.facts(Lang.RU)[1].facts[0]
    row = FactRow(fact)
    qtbot.addWidget(row)
    row.show()
    assert spoken(row) == "Выдача: 24.11.2026"
    assert fact.explain not in [x.text() for x in row.findChildren(QLabel) if x.isVisible()]
    QTest.keyClick(row._link, Qt.Key.Key_Return)
    assert fact.explain in [x.text() for x in row.findChildren(QLabel) if x.isVisible()]
    assert row._link.text() == "Скрыть"


@pytest.mark.parametrize("equal", [False, True])
@pytest.mark.parametrize("width", [120, 300, 900])
def test_a_flow_keeps_everything_inside_and_apart(
    equal: bool, width: int, dressed: None, qtbot: QtBot
) -> None:
    host, column = QWidget(), QVBoxLayout()
    qtbot.addWidget(host)
    host.setLayout(column)
    row = QWidget()
    flow = FlowLayout(row, gap=8, equal=equal)
    labels = [QLabel(f"Шаг номер {n}") for n in range(5)]
    for label in labels:
        flow.addWidget(label)
    column.addWidget(row)
    host.resize(width, 400)
    host.show()
    rects = [label.geometry() for label in labels]
    assert all(row.rect().contains(rect) for rect in rects)
    assert not [1 for i, a in enumerate(rects) for b in rects[i + 1 :] if a.intersects(b)]
    if equal:
        assert max(r.width() for r in rects) - min(r.width() for r in rects) <= 1
