"""The ordinary queue at the window: declared, confirmed by Enter, reconciled line by line, closed."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.language import Lang
from app.domain.ordinary_queue import FailureCause
from app.domain.visit import Purpose, TicketEnd
from app.usecases.queue.blank_journal import PrintBlankJournal
from app.usecases.queue.ordinary_queue import (
    CloseFailure,
    ConfirmFailure,
    DeclareFailure,
    EndFailure,
    EnterArrival,
    SettleLine,
)
from tests.fakes.branch_morning import as_operator, ordinary_morning, take
from tests.fakes.intake_desk import FILED, IntakeDesk
from tests.fakes.page_stand import PageStand, speak, words_of
from ui.pages.ordinary_queue import ACT, JOURNAL, PAPER, OrdinaryQueuePage
from ui.shell.pages import IN_MENU, STAYS, make_page

pytestmark = pytest.mark.usefixtures("dressed")


def seated(desk: IntakeDesk) -> PageStand:
    stand = PageStand(OrdinaryQueuePage(), desk)  # type: ignore[arg-type]
    stand.show()
    return stand


def page_of(stand: PageStand) -> OrdinaryQueuePage:
    assert isinstance(stand.page, OrdinaryQueuePage)
    return stand.page


def tab(stand: PageStand, name: str) -> Any:
    page_of(stand).show_tab(name)
    stand.settle()
    return page_of(stand).panel


def filled(stand: PageStand) -> tuple[str, str]:
    """What the filled button says, and why it cannot be pressed."""
    forward = page_of(stand).forward()
    assert forward is not None
    return forward.label, forward.blocked


@pytest.mark.requirement("R-036")
def test_a_failure_is_declared_with_its_cause_and_its_start() -> None:
    stand = seated(IntakeDesk("supervisor"))
    panel = tab(stand, ACT)
    assert filled(stand) == ("Объявить обычную очередь", "выберите причину")
    assert stand.go_on() is None
    panel.causes.row_of("power").click()
    panel.note.setText("щит на первом этаже")
    QTest.keyClicks(panel.since, "105")
    assert "Такого времени нет" in filled(stand)[1]
    panel.since.clear()
    stand.go_on()
    assert stand.commands == [
        DeclareFailure(cause=FailureCause.POWER, note="щит на первом этаже", started_at=None)
    ]


@pytest.mark.requirement("R-036")
def test_the_start_of_the_failure_may_lie_before_now() -> None:
    stand = seated(IntakeDesk("supervisor"))
    panel = tab(stand, ACT)
    panel.causes.row_of("power").click()
    QTest.keyClicks(panel.since, "1050")
    stand.go_on()
    (command,) = stand.commands
    assert isinstance(command, DeclareFailure)
    assert command.started_at == FILED.replace(hour=10, minute=50)
    shown = words_of(stand.page)
    assert "действует обычная очередь" in shown
    assert "06.03.2026 10:50" in shown
    assert panel.causes.current_id() == ""


@pytest.mark.requirement("R-036")
def test_the_countdown_and_the_confirmation_by_one_key() -> None:
    desk = ordinary_morning()
    desk.pass_time(minutes=50)
    stand = seated(desk)
    assert "осталось 9 минут" in words_of(stand.page)
    focus = page_of(stand).first_focus()
    assert focus is page_of(stand).act.countdown, "Enter there goes to the window: it confirms"
    assert filled(stand) == ("Сбой продолжается: подтвердить", "")
    stand.go_on()
    assert stand.commands == [ConfirmFailure()]
    assert "осталось 60 минут" in words_of(stand.page)
    desk.pass_time(minutes=61)
    page_of(stand).refresh()
    assert "талоны снова выдаются" in words_of(stand.page)
    stand.go_on()
    assert "осталось 60 минут" in words_of(stand.page)


@pytest.mark.requirement("R-036", "R-037")
def test_the_failure_ends_and_the_act_waits_for_its_lines() -> None:
    desk = ordinary_morning()
    stand = seated(desk)
    page_of(stand).act.end.click()
    stand.settle()
    assert stand.commands == [EndFailure()]
    assert stand.said == ["Электронная очередь снова работает; строк к сверке: 3."]
    assert filled(stand) == ("Закрыть акт", "строк к сверке: 3")
    assert stand.go_on() is None


@pytest.mark.requirement("R-037")
def test_each_line_is_reconciled_and_the_act_becomes_a_paper() -> None:
    desk = ordinary_morning()
    desk.must(EndFailure())
    stand = seated(desk)
    journal = tab(stand, JOURNAL)
    cards = journal.list.list.cards.cards
    assert [card.title for card in cards] == ["1 · K3003", "1 · K3001", "2 · K3002"]
    assert cards[0].note == "11:00"
    assert "внесена 11:20" in cards[0].hint
    assert filled(stand)[1] == "выберите строку: пробел на ней"
    for number, end in (("K3003", "left"), ("K3001", "served"), ("K3002", "consulted")):
        journal.list.chosen.emit(number)
        assert filled(stand)[1] == "выберите, чем закончился визит"
        journal.ends.row_of(end).click()
        assert filled(stand)[1] == "укажите дело или причину"
        journal.reason.setText("по записи журнала")
        stand.go_on()
        assert journal.reason.text() == ""
    assert [command for command in stand.commands if isinstance(command, SettleLine)] == [
        SettleLine(
            ticket=number,
            end=TicketEnd(end),
            reason="по записи журнала",
            act=desk.ask(lambda work: work.store.queue.failures_since(FILED - timedelta(days=1)))[
                0
            ].number,
        )
        for number, end in (("K3003", "left"), ("K3001", "served"), ("K3002", "consulted"))
    ]
    tab(stand, ACT)
    outcome = stand.go_on()
    assert outcome is not None
    assert isinstance(stand.commands[-1], CloseFailure)
    assert [paper.kind for paper in outcome.papers] == ["failure_act"]
    assert "закрыт, бумага готова" in words_of(stand.page)
    page_of(stand).notice.acted.emit()
    assert stand.papers == [outcome.papers[0].id]


def test_a_case_that_does_not_exist_is_told_at_its_field() -> None:
    from app.errors import InputInvalid

    desk = ordinary_morning()
    stand = seated(desk)
    journal = tab(stand, JOURNAL)
    journal.list.chosen.emit("K3003")
    journal.ends.row_of("served").click()
    journal.link.setText("03-2699999")
    with pytest.raises(InputInvalid) as caught:
        desk.do(page_of(stand).panel.order())  # type: ignore[arg-type]
    assert caught.value.field in page_of(stand).fields
    assert journal.link.text() == "03-2699999"


@pytest.mark.requirement("R-037")
def test_lines_of_paper_are_four_digits_and_enter() -> None:
    desk = ordinary_morning()
    stand = seated(desk)
    entry = tab(stand, PAPER)
    assert page_of(stand).first_focus() is entry.time
    assert filled(stand) == ("Внести строку", "запишите время прихода")
    entry.line.set_digits("2")
    entry.purposes.row_of("issue").click()
    entry.languages.row_of("ru").click()
    for digits in ("1102", "1107"):
        QTest.keyClicks(entry.time, digits)
        stand.go_on()
        assert entry.time.text() == ""
    act = desk.ask(lambda work: work.store.queue.open_failure()).number
    assert stand.commands == [
        EnterArrival(
            arrived_at=FILED.replace(hour=11, minute=minute),
            purpose=Purpose.ISSUE,
            language=Lang.RU,
            line=line,
            act=act,
        )
        for minute, line in ((2, 2), (7, 3))
    ]
    assert stand.said == ["Внесена как K3004.", "Внесена как K3005."]
    assert entry.line.digits == "4"
    assert [card.title for card in entry.list.list.cards.cards][:2] == ["3 · K3005", "2 · K3004"]


@pytest.mark.requirement("R-037")
def test_a_line_that_ended_on_paper_names_its_case_or_reason() -> None:
    stand = seated(ordinary_morning())
    entry = tab(stand, PAPER)
    QTest.keyClicks(entry.time, "1102")
    entry.ends.take("consulted")
    stand.settle()
    assert filled(stand)[1] == "укажите дело или причину"
    entry.reason.setText("консультация у окна 5")
    stand.go_on()
    (command,) = stand.commands
    assert isinstance(command, EnterArrival)
    assert (command.end, command.reason) == (TicketEnd.CONSULTED, "консультация у окна 5")
    assert "сверена" in str(entry.list.list.cards.cards[0])


@pytest.mark.requirement("R-037")
def test_a_time_that_cannot_be_stops_with_its_reason() -> None:
    stand = seated(ordinary_morning())
    entry = tab(stand, PAPER)
    QTest.keyClicks(entry.time, "2575")
    assert "Такого времени нет" in filled(stand)[1]
    entry.time.clear()
    QTest.keyClicks(entry.time, "2330")
    outcome = stand.go_on()
    assert outcome is not None
    assert [finding.rule for finding in outcome.findings] == ["ordinary_queue.true_time"]
    assert entry.time.text() == "23:30", "what was typed stays to be looked at"


@pytest.mark.requirement("R-037")
def test_the_next_day_the_lines_keep_their_day() -> None:
    desk = ordinary_morning()
    desk.must(EndFailure())
    desk.pass_time(days=4)
    stand = seated(desk)
    entry = tab(stand, PAPER)
    assert entry.day.isVisible()
    assert entry.day.day() == FILED.date()
    QTest.keyClicks(entry.time, "1105")
    stand.go_on()
    (command,) = stand.commands
    assert isinstance(command, EnterArrival)
    assert command.arrived_at == FILED.replace(hour=11, minute=5)
    cards = tab(stand, JOURNAL).list.list.cards.cards
    assert {card.note for card in cards} >= {"06.03.2026 11:05"}


@pytest.mark.requirement("R-036")
def test_blank_sheets_are_printed_and_a_parcel_is_not() -> None:
    stand = seated(IntakeDesk("operator"))
    sheet = page_of(stand).act.sheet
    assert filled(stand)[1] == "это решает супервайзер"
    sheet.sheets.set_digits("90")
    assert sheet.wanted.reason == "от 1 до 50 листов"
    sheet.sheets.set_digits("3")
    sheet.languages.row_of("ru").click()
    sheet.wanted.click()
    assert stand.commands == [PrintBlankJournal(sheets=3, language=Lang.RU)]
    assert stand.said == ["Пустой журнал отправлен на принтер."]


@pytest.mark.requirement("R-229")
def test_others_read_and_are_told_who_decides() -> None:
    desk = ordinary_morning()
    as_operator(desk, "operator")
    stand = seated(desk)
    for name in (ACT, JOURNAL, PAPER):
        tab(stand, name)
        assert filled(stand)[1] == "это решает супервайзер"
        assert stand.go_on() is None
    assert page_of(stand).act.end.reason == "это решает супервайзер"


def test_another_act_is_taken_in_hand() -> None:
    desk = ordinary_morning()
    desk.must(EndFailure())
    desk.must(DeclareFailure(cause=FailureCause.SERVER))
    stand = seated(desk)
    (other,) = page_of(stand).act.others.list.cards.cards
    page_of(stand).act.others.chosen.emit(other.id)
    stand.settle()
    assert other.title in words_of(stand.page)
    assert filled(stand) == ("Закрыть акт", "строк к сверке: 3")


def test_the_journal_follows_the_queue_and_escape_leads_to_the_act() -> None:
    desk = ordinary_morning()
    stand = seated(desk)
    journal = tab(stand, JOURNAL)
    take(desk, Purpose.APPEAL)
    stand.draw()
    assert len(journal.list.list.cards.cards) == 4
    assert stand.page.leave()
    assert page_of(stand).tabs.current_id() == ACT
    assert not stand.page.leave()


def test_space_takes_a_line_in_hand() -> None:
    stand = seated(ordinary_morning())
    journal = tab(stand, JOURNAL)
    journal.list.list.setFocus()
    QTest.keyClick(journal.list.list, Qt.Key.Key_Space)
    stand.settle()
    assert journal.line is not None
    assert journal.form.isVisible()
    assert QApplication.focusWidget() is not journal.list.list or not stand.host.isActiveWindow()


def test_the_page_stands_in_the_menu_and_speaks_kazakh() -> None:
    assert "ordinary_queue" in dict(IN_MENU)
    assert set(OrdinaryQueuePage.acts) <= STAYS
    page = make_page("ordinary_queue")
    stand = PageStand(page, ordinary_morning())  # type: ignore[arg-type]
    speak(Lang.KK)
    try:
        stand.show()
        assert page.title == "Кәдімгі кезек"
        assert "кәдімгі кезек қолданылуда" in words_of(page)
        assert page.forward().label == "Ақау жалғасуда: растау"  # type: ignore[union-attr]
    finally:
        speak(Lang.RU)
