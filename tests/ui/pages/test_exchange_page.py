"""The page of the exchange: no more claimed than proved, every alarm seen, letters settled with a reason."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from app.domain.language import Lang
from app.gateways.exchange.letters import letter_of, written
from app.ports.exchange import Letter, LetterKind
from app.ports.storage import OutboxItem
from app.usecases.letters import SettleLetter
from app.usecases.send import RecordDeparture, Send
from tests.fakes.page_stand import PageStand, speak, words_of
from tests.fakes.road_desk import RoadDesk, at
from tests.fakes.ui_checks import cut_words, nameless, overlapping_words
from ui.pages.exchange import DUE, LETTERS, SENDING, ExchangePage

pytestmark = pytest.mark.usefixtures("dressed")


def _kept(desk: RoadDesk, letter: Letter, why: str) -> None:
    item = OutboxItem(
        id=letter.id,
        kind="letter",
        payload=msgspec.json.encode(letter).decode(),
        state="kept",
        due_at=desk.clock.at,
        made_at=desk.clock.at,
        last_error=why,
    )
    with desk.store.begin(writing=True) as unit:
        unit.outbox.add(item)
        unit.commit()


def stand_with(lang: Lang = Lang.RU) -> tuple[PageStand, Any]:
    """One case is kept here, one letter fits nothing, one cannot be read."""
    speak(lang)
    desk, case = at("filed", "on_line")
    desk.must(Send(case=case.id))
    now = desk.clock.at
    told = written(
        LetterKind.REGISTERED, number="99-9999999999", at=now, facts={"provider_number": "X"}
    )
    _kept(desk, letter_of(told, now), "letter.unfit")
    _kept(desk, letter_of(b"{torn", now), "letter.unreadable")
    desk.clock.at = now + timedelta(minutes=42)
    stand = PageStand(ExchangePage(), desk)  # type: ignore[arg-type]
    stand.show()
    return stand, case


def _turn(stand: PageStand, tab: str) -> None:
    stand.page.tabs.chosen.emit(tab)
    stand.settle()


def _cards(stand: PageStand) -> list[Any]:
    return list(stand.page.list.list.cards.cards)


@pytest.mark.requirement("R-156")
def test_a_case_that_did_not_leave_is_said_to_be_kept_here_and_since_when() -> None:
    stand, case = stand_with()
    (card,) = _cards(stand)
    assert card.title == case.number
    assert card.chip == "хранится здесь, ожидает отправки, 42 мин"
    message = stand.desk.store.tables.cases[case.id].sending.message_id
    stand.desk.must(RecordDeparture(case=case.id, message=message))
    _turn(stand, SENDING)
    assert _cards(stand)[0].chip.startswith("ушло, получение не подтверждено")


@pytest.mark.requirement("R-161", "R-162")
def test_what_is_overdue_says_what_to_do() -> None:
    stand, case = stand_with()
    due = stand.desk.store.tables.cases[case.id].registration.delivery_due
    stand.desk.clock.at = due + timedelta(hours=3)
    _turn(stand, DUE)
    (card,) = _cards(stand)
    assert card.chip == "срок доставки прошёл"
    assert "дата в расписке не меняется" in card.hint


@pytest.mark.requirement("R-156", "R-235")
def test_a_letter_is_settled_with_a_reason_and_is_gone() -> None:
    stand, _ = stand_with()
    _turn(stand, LETTERS)
    assert len(_cards(stand)) == 2
    assert stand.page.forward() is None
    stand.page.list.chosen.emit(_cards(stand)[0].id)
    assert stand.page.forward().blocked
    assert stand.go_on() is None
    stand.page.reason.setText("спросили у услугодателя: не наше")
    assert "супервайзер" in stand.page.forward().blocked
    stand.desk.sits("supervisor")
    stand.page.entered()
    stand.settle()
    assert stand.go_on().ok
    assert isinstance(stand.commands[-1], SettleLetter)
    assert len(_cards(stand)) == 1
    assert stand.page.forward() is None


@pytest.mark.requirement("R-163")
def test_stages_that_wait_are_told() -> None:
    stand, _ = stand_with()
    assert "в систему мониторинга" in words_of(stand.page)


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("tab", [SENDING, DUE, LETTERS])
def test_every_list_is_whole_in_both_languages(tab: str, lang: Lang) -> None:
    stand, case = stand_with(lang)
    if tab == DUE:
        due = stand.desk.store.tables.cases[case.id].registration.delivery_due
        stand.desk.clock.at = due + timedelta(hours=3)
    _turn(stand, tab)
    if tab == LETTERS:
        stand.page.list.chosen.emit(_cards(stand)[0].id)
        stand.settle()
    assert stand.page.title and stand.page.help
    assert not cut_words(stand.host)
    assert not overlapping_words(stand.host)
    assert not nameless(stand.host)
