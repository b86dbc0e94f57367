"""The supervisor's day at the window: a picture, its table, and what is decided from it."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.desk_hold import HoldState
from app.domain.language import Lang
from app.domain.queue_rules import TailRule
from app.domain.visit import Purpose, VisitOutcome
from app.usecases.queue.closing import CloseLine, DecideTail
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.queue.open_desk import ReleaseDesk
from app.usecases.queue.return_to_line import CarryOver, EndTicket
from tests.fakes.branch_morning import as_operator, busy_morning, take
from tests.fakes.intake_desk import FILED, IntakeDesk
from tests.fakes.page_stand import PageStand, speak, words_of
from tests.fakes.store_samples import ALMATY
from ui.pages.branch_day import CLOSING, DESKS, HOURS, LEFT, NOW, BranchDayPage
from ui.shell.pages import IN_MENU, STAYS, make_page

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def desk() -> IntakeDesk:
    return busy_morning()


@pytest.fixture
def stand(desk: IntakeDesk) -> PageStand:
    stand = PageStand(BranchDayPage(), desk)  # type: ignore[arg-type]
    stand.show()
    return stand


def page_of(stand: PageStand) -> BranchDayPage:
    assert isinstance(stand.page, BranchDayPage)
    return stand.page


def tab(stand: PageStand, name: str) -> Any:
    page_of(stand).show_tab(name)
    stand.settle()
    return page_of(stand).panel


def press(widget: Any, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)


@pytest.mark.requirement("R-040", "R-238")
def test_the_lights_say_how_full_it_is_in_word_sign_and_number(stand: PageStand) -> None:
    cards = tab(stand, NOW).loads.cards
    spoken = [card.accessibleName() for card in cards]
    assert spoken[0].startswith("Приём: Прибывает, 2 человека ждут")
    assert "A3005 ждёт 7 мин" in spoken[0]
    assert "Прогноз: " in spoken[0]
    assert spoken[3].startswith("Обращение: Спокойно, 1 человек ждёт")
    assert all("Тестов" not in words for words in spoken)


def test_a_half_hour_that_will_be_too_full_is_told(desk: IntakeDesk, stand: PageStand) -> None:
    as_operator(desk, "small_branch")
    take(desk, *[Purpose.APPEAL] * 5)
    page_of(stand).refresh()
    assert "Через полчаса могут ждать: 12" in tab(stand, NOW).loads.cards[3].accessibleName()


@pytest.mark.requirement("R-238", "R-216")
def test_the_curve_is_walked_by_arrows_and_is_a_table_by_one_key(stand: PageStand) -> None:
    panel = tab(stand, NOW)
    assert panel.first_focus() is panel.curve
    assert panel.curve.accessibleName()
    press(panel.curve, Qt.Key.Key_Left)
    last = panel.curve.walked()
    assert last.startswith("12:15: ждали")
    for _ in range(60):
        press(panel.curve, Qt.Key.Key_Left)
    assert panel.curve.walked().startswith("09:00: ждали 0")
    assert panel.curve.accessibleDescription() == panel.curve.walked()
    press(panel.curve, Qt.Key.Key_Space)
    assert panel.table.isVisible()
    assert not panel.curve.isVisible()
    assert "11:30: Приём 1" in panel.table.accessibleDescription()
    panel.turn.click()
    assert panel.curve.isVisible()


@pytest.mark.requirement("R-033")
def test_calls_out_of_turn_are_seen_with_reason_and_desk(stand: PageStand) -> None:
    shown = words_of(tab(stand, NOW).calls)
    assert "B3003 · окно 3 · пропустила очередь" in shown


@pytest.mark.requirement("R-023", "R-238")
def test_the_desks_say_how_they_stand_and_who_is_there(stand: PageStand) -> None:
    tiles = [tile.accessibleName() for tile in tab(stand, NOW).desks.tiles]
    assert tiles == [
        "Окно 1, на паузе: перерыв",
        "Окно 2, не отвечает с 12:21",
        "Окно 3, открыто, A3004, вызван 12:26",
    ]
    assert "Закрыты окна: 4, 5, 6, 9" in words_of(tab(stand, NOW))


@pytest.mark.requirement("R-023")
def test_a_purpose_without_a_desk_is_told(desk: IntakeDesk, stand: PageStand) -> None:
    hold = desk.store.tables.holds["3"]
    desk.store.tables.holds["3"] = replace(hold, state=HoldState.CLOSED)
    desk.store.tables.holds["2"] = replace(desk.store.tables.holds["2"], state=HoldState.CLOSED)
    page_of(stand).refresh()
    assert "Нет открытого окна для целей: приём, выдача" in words_of(stand.page)


@pytest.mark.requirement("R-040", "R-041", "R-042")
def test_the_figures_of_the_day(stand: PageStand) -> None:
    panel = tab(stand, HOURS)
    told = panel.hours.accessibleDescription()
    assert "11:00: Пришли 3, Вызваны 3" in told
    assert "Весь день: Пришли 9, Вызваны 4" in told
    shown = words_of(panel)
    assert "в среднем" in shown
    assert re.search(r"казахский 6,\d мин, русский 2\d,\d мин, разница 1\d,\d мин", shown)
    assert "слух 1" in shown


@pytest.mark.requirement("R-238")
def test_a_silent_desk_is_set_free_with_a_reason(desk: IntakeDesk, stand: PageStand) -> None:
    panel = tab(stand, DESKS)
    assert "пробел" in page_of(stand).forward().blocked  # type: ignore[union-attr]
    panel.list.chosen.emit("4")
    assert page_of(stand).forward().blocked  # type: ignore[union-attr]
    panel.list.chosen.emit("2")
    assert page_of(stand).forward().blocked == "сначала запишите причину"  # type: ignore[union-attr]
    panel.reason.setText("компьютер выключен")
    outcome = stand.go_on()
    assert outcome is not None
    assert outcome.ok
    assert stand.commands == [ReleaseDesk(desk="2", reason="компьютер выключен")]
    assert stand.said == ["Окно свободно для другого рабочего места."]
    assert desk.store.tables.holds["2"].state is HoldState.CLOSED


@pytest.mark.requirement("R-029")
def test_the_rule_of_the_day_is_recorded_and_the_line_closed(
    desk: IntakeDesk, stand: PageStand
) -> None:
    panel = tab(stand, CLOSING)
    assert page_of(stand).forward().blocked == "Отдел ещё открыт"  # type: ignore[union-attr]
    assert "Правила" in words_of(panel)
    desk.clock.at = FILED.replace(hour=18, minute=10)
    as_operator(desk, "small_branch")
    desk.must(FinishVisit(outcome=VisitOutcome.SERVED))
    as_operator(desk, "supervisor")
    page_of(stand).refresh()
    assert "сначала обслужить" in str(panel.plan.list.cards.cards)
    panel.rules.row_of("rebook").click()
    assert page_of(stand).forward().label == "Записать правило дня"  # type: ignore[union-attr]
    assert stand.go_on() is None
    panel.reason.setText("нет отопления")
    stand.go_on()
    assert "перенос на 10.03.2026 09:00" in str(panel.plan.list.cards.cards)
    assert "нет отопления" in words_of(panel)
    stand.go_on()
    assert stand.commands == [
        DecideTail(rule=TailRule.REBOOK, reason="нет отопления"),
        CloseLine(reason="", paper=False),
    ]
    assert stand.said[-1] == ("Очередь закрыта: перенесено 5, не подошли 0; никто не потерян.")
    assert "В очереди больше никого нет." in words_of(panel)


@pytest.mark.requirement("R-029")
def test_tickets_of_former_days_are_carried_over_or_ended(
    desk: IntakeDesk, stand: PageStand
) -> None:
    panel = tab(stand, LEFT)
    assert page_of(stand).forward().label == "В сегодняшнюю очередь: 1"  # type: ignore[union-attr]
    assert panel.end.reason == "отметьте один талон"
    panel.list.chosen.emit("A9001")
    assert panel.end.reason == "сначала запишите причину"
    panel.reason.setText("сбой вечером")
    panel.end.click()
    assert stand.commands == [EndTicket(ticket="A9001", reason="сбой вечером")]
    assert "Все талоны прошлых дней завершены." in words_of(panel)
    assert page_of(stand).forward() is None
    desk.clock.at = datetime(2026, 3, 10, 9, 30, tzinfo=ALMATY)
    page_of(stand).refresh()
    panel.reason.setText("вечером не закрыли")
    stand.go_on()
    assert stand.commands[-1] == CarryOver(tickets=(), reason="вечером не закрыли")
    assert page_of(stand).forward() is None


@pytest.mark.requirement("R-229")
def test_others_look_and_are_told_who_decides(desk: IntakeDesk) -> None:
    as_operator(desk, "operator")
    stand = PageStand(BranchDayPage(), desk)  # type: ignore[arg-type]
    stand.show()
    assert tab(stand, NOW).loads.cards[0].isVisible()
    for name in (DESKS, CLOSING, LEFT):
        tab(stand, name)
        assert page_of(stand).forward().blocked == "это решает супервайзер"  # type: ignore[union-attr]
        assert stand.go_on() is None
    assert page_of(stand).panel.end.reason == "это решает супервайзер"  # type: ignore[attr-defined]


def test_the_day_is_read_anew_with_the_queue(desk: IntakeDesk, stand: PageStand) -> None:
    before = tab(stand, NOW).loads.cards[2].accessibleName()
    as_operator(desk, "small_branch")
    take(desk, Purpose.CONSULTATION)
    stand.draw()
    after = tab(stand, NOW).loads.cards[2].accessibleName()
    assert "1 человек ждёт" in before
    assert "2 человека ждут" in after


def test_what_is_typed_outlives_a_new_reading(stand: PageStand) -> None:
    panel = tab(stand, DESKS)
    panel.list.chosen.emit("2")
    panel.reason.setText("полслова")
    page_of(stand).refresh()
    stand.draw()
    assert panel.reason.text() == "полслова"
    assert panel.reason.isVisible()


def test_escape_leads_back_to_the_picture(stand: PageStand) -> None:
    tab(stand, HOURS)
    assert stand.page.leave()
    assert page_of(stand).tabs.current_id() == NOW
    assert not stand.page.leave()


def test_an_empty_day_and_a_closed_one_are_drawn(desk: IntakeDesk) -> None:
    empty = IntakeDesk("supervisor")
    empty.clock.at = datetime(2026, 3, 1, 12, 0, tzinfo=ALMATY)
    stand = PageStand(BranchDayPage(), empty)  # type: ignore[arg-type]
    stand.show()
    assert "сегодня закрыто" in page_of(stand).subtitle
    assert "Вне очереди никого не вызывали." in words_of(stand.page)
    for name in (HOURS, DESKS, CLOSING, LEFT, NOW):
        tab(stand, name)
        stand.host.grab()
    empty.clock.at = FILED - timedelta(hours=5)
    page_of(stand).refresh()
    stand.host.grab()
    assert "Пока никто не приходил" in tab(stand, NOW).curve.accessibleDescription()


def test_the_day_stands_in_the_menu_and_speaks_kazakh(desk: IntakeDesk) -> None:
    assert "branch_day" in dict(IN_MENU)
    page = make_page("branch_day")
    assert set(BranchDayPage.acts) <= STAYS
    stand = PageStand(page, desk)  # type: ignore[arg-type]
    speak(Lang.KK)
    try:
        stand.show()
        assert page.title == "Бөлімнің күні"
        assert "Толып келеді" in words_of(page)
        assert "кезектегілер алға жіберді" in words_of(page)
    finally:
        speak(Lang.RU)
