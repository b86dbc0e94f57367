"""One card in the reader: what opens it, which answers count, and that nothing is asked twice."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.domain.chip import Authenticity, CardNumberKey, ChipVerdict, ZoneKey
from app.domain.person import DocumentKind, IdentityDocument, Person, PersonName
from app.errors import DeviceFault
from app.ports.devices import CardFacts
from ui.pages.identify_card import CardForm
from ui.pages.identify_turn import CardTurn

pytestmark = [pytest.mark.usefixtures("dressed"), pytest.mark.requirement("R-058")]

ZONE, KEY = "the lines of a zone", ZoneKey("000000901", "870412", "320515")
FACTS = CardFacts(
    person=Person(name=PersonName("Тестов", "Ерлан"), birth_date=date(1979, 11, 3)),
    document=IdentityDocument(kind=DocumentKind.PASSPORT, number="N00000901"),
)
AT = datetime(2026, 3, 19, 11, 0, tzinfo=UTC)


class Page:
    """What a turn asks of its page, noted."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, Callable[..., Any], Callable[..., Any]]] = []
        self.taken: list[CardFacts] = []
        self.zones: list[tuple[str, str]] = []

    def read_chip(self, key: object, done: Any, failed: Any) -> None:
        self.asked.append((key, done, failed))

    def card_changed(self) -> None:
        """An answer has come."""

    def take_card(self, facts: CardFacts) -> None:
        self.taken.append(facts)

    def take_zone(self, text: str, code: str) -> None:
        self.zones.append((text, code))

    def answer(self, facts: CardFacts = FACTS, which: int = -1) -> None:
        self.asked[which][1](facts)

    def fail(self, code: str, which: int = -1) -> None:
        self.asked[which][2](DeviceFault(code, slot="card"))


@pytest.fixture
def page() -> Page:
    return Page()


@pytest.fixture
def form() -> CardForm:
    return CardForm()


@pytest.fixture
def turn(form: CardForm, page: Page) -> CardTurn:
    made = CardTurn(form, page)
    made.present()
    made.unreadable("card.key_needed")
    return made


def test_a_scanned_zone_opens_the_chip(turn: CardTurn, form: CardForm, page: Page) -> None:
    assert form.locked
    assert turn.scanned(ZONE, KEY)
    assert form.reading
    page.answer()
    assert [key for key, _, _ in page.asked] == [KEY]
    assert (page.taken, page.zones) == ([FACTS], [])


def test_the_six_digits_open_it(turn: CardTurn, form: CardForm, page: Page) -> None:
    form.number.set_digits("24011")
    turn.typed()
    assert page.asked == []
    form.number.set_digits("240118")
    turn.typed()
    page.fail("card.key_wrong")
    assert form.locked
    assert form.number.digits == "240118"
    turn.typed()
    page.answer()
    assert [key for key, _, _ in page.asked] == [CardNumberKey("240118")] * 2
    assert page.taken == [FACTS]


def test_a_chip_that_fails_leaves_it_to_the_zone(turn: CardTurn, page: Page) -> None:
    turn.scanned(ZONE, KEY)
    page.fail("card.broken")
    assert page.zones == [(ZONE, "card.broken")]
    # What waited is spent: a later trouble asks for nothing again.
    turn.unreadable("card.unreadable")
    assert len(page.zones) == 1


def test_a_zone_scanned_before_the_chip_asks_for_it_is_not_asked_again(
    form: CardForm, page: Page
) -> None:
    turn = CardTurn(form, page)
    turn.present()
    assert turn.scanned(ZONE, KEY)
    assert page.asked == []
    turn.unreadable("card.key_needed")
    assert [key for key, _, _ in page.asked] == [KEY]
    page.answer()
    assert page.taken == [FACTS]


def test_a_zone_scanned_while_wrong_digits_are_tried_is_tried_after_them(
    turn: CardTurn, form: CardForm, page: Page
) -> None:
    form.number.set_digits("111111")
    turn.typed()
    turn.scanned(ZONE, KEY)
    page.fail("card.key_wrong")
    assert [key for key, _, _ in page.asked] == [CardNumberKey("111111"), KEY]
    page.fail("card.key_wrong")
    assert page.zones == [(ZONE, "card.key_wrong")]
    assert form.locked


def test_a_card_taken_out_identifies_nobody_however_late_it_answers(
    turn: CardTurn, form: CardForm, page: Page
) -> None:
    form.number.set_digits("240118")
    turn.typed()
    turn.removed()
    page.answer()
    page.fail("card.removed")
    assert (page.taken, page.zones) == ([], [])
    turn.present()
    page.answer(which=0)
    assert page.taken == []
    assert form.number.digits == ""


def test_a_card_torn_out_leaves_it_to_the_zone_that_was_scanned(turn: CardTurn, page: Page) -> None:
    turn.scanned(ZONE, KEY)
    turn.removed()
    page.answer()
    assert (page.taken, page.zones) == ([], [(ZONE, "card.removed")])


def test_another_visitor_inherits_no_answer(turn: CardTurn, page: Page) -> None:
    turn.scanned(ZONE, KEY)
    turn.forget()
    page.answer()
    assert (page.taken, page.zones) == ([], [])


def test_without_a_card_or_a_sound_zone_nothing_is_opened(form: CardForm, page: Page) -> None:
    turn = CardTurn(form, page)
    assert not turn.scanned(ZONE, KEY)
    turn.present()
    assert not turn.scanned(ZONE, None)
    turn.unreadable("card.unreadable")
    assert not turn.scanned(ZONE, KEY)
    assert page.asked == []


def test_altered_data_wait_for_the_employee(form: CardForm, page: Page) -> None:
    turn = CardTurn(form, page)
    turn.present()
    verdict = ChipVerdict(authenticity=Authenticity.ALTERED, at=AT, code="chip.data_changed")
    doubted = CardFacts(person=FACTS.person, document=FACTS.document, verdict=verdict)
    turn.read(doubted)
    assert page.taken == []
    assert form.doubted
    assert form.lacking()
    form.reason.setEditText("сам документ без признаков подделки")
    command = form.command()
    assert form.lacking() == ""
    assert command is not None
    assert command.reason == "сам документ без признаков подделки"
    assert command.chip is not None
    assert command.chip.altered


@pytest.mark.parametrize("kind", [one for one in Authenticity if one is not Authenticity.ALTERED])
def test_no_other_verdict_holds_anything_up(form: CardForm, page: Page, kind: Authenticity) -> None:
    turn = CardTurn(form, page)
    turn.present()
    verdict = ChipVerdict(authenticity=kind, at=AT, code="chip.no_countries")
    turn.read(CardFacts(person=FACTS.person, document=FACTS.document, verdict=verdict))
    assert len(page.taken) == 1
