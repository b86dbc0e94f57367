"""Identification at the real window: chips that want a key, zones to mend, few keys and nothing twice."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.domain.chip import AccessKey, ChipAccess
from app.domain.identification import IdentitySource
from app.domain.person import Person, PersonName
from app.domain.visit import Visit
from app.ports.devices import CardFacts
from app.usecases.queue.finish_visit import FinishVisit
from tests.fakes.seat import MORNING, Seat
from ui.binding.presentation import Verb

pytestmark = [pytest.mark.usefixtures("dressed"), pytest.mark.requirement("R-057", "R-058")]

CARD_ZONE = (
    "IDKAZ0000009014870412399019<<<\n8704120M3205150KAZ<<<<<<<<<<<7\nSYNAKOV<<ASSAN<<<<<<<<<<<<<<<<"
)
BAD_ZONE = CARD_ZONE.replace("9014", "9O14")
PASSPORT_ZONE = (
    "P<KAZTESTOV<<YERLAN<<<<<<<<<<<<<<<<<<<<<<<<<\nN000009015KAZ7911037M3303067791103399014<<16"
)
SeatMaker = Callable[..., Seat]
KEYS_FOR_A_CARD_HOLDER = 1
"""The call itself; everything else are scans and a card."""


@pytest.fixture
def sit(tmp_path: Path) -> Iterator[SeatMaker]:
    seats: list[Seat] = []

    def make(**how: object) -> Seat:
        seats.append(Seat(tmp_path, **how))  # type: ignore[arg-type]
        seats[-1].press(Verb.NEXT)
        return seats[-1]

    yield make
    for seat in seats:
        seat.leave()


def _visit(seat: Seat) -> Visit:
    view = seat.station.session.visit
    assert view is not None
    return view.visit


def _seen(seat: Seat) -> Any:
    return _visit(seat).identification


def _side(seat: Seat) -> dict[str, str]:
    view = seat.station.session.visit
    assert view is not None
    return {fact.name: fact.value for fact in view.facts}


def test_a_card_holder_is_identified_by_one_key(sit: SeatMaker) -> None:
    seat = sit()
    seat.card("citizen")
    assert seat.word == "choose_service"
    assert seat.hands.keys == KEYS_FOR_A_CARD_HOLDER
    assert _seen(seat).chip.access is ChipAccess.OPEN


def test_a_scanned_zone_opens_the_chip_and_nothing_is_typed(sit: SeatMaker) -> None:
    seat = sit()
    seat.card("passport")
    assert seat.word == "identify"
    assert seat.lacking
    seat.scan(PASSPORT_ZONE)
    assert seat.word == "choose_service"
    assert seat.hands.keys == KEYS_FOR_A_CARD_HOLDER
    seen = _seen(seat)
    assert (seen.source, seen.chip.access) == (IdentitySource.CARD, ChipAccess.BAC)
    assert seen.person.name.full == "Тестов Ерлан Болатұлы"
    assert seen.person.latin_name.full == "TESTOV YERLAN"
    facts = _side(seat)
    assert facts["authenticity"] == "not_checked"
    assert facts["authenticity_cause"] == "chip.no_countries"


def test_the_six_digits_are_typed_where_the_focus_is(sit: SeatMaker) -> None:
    seat = sit()
    seat.card("passport")
    seat.type("24011")
    assert "шесть цифр" in seat.lacking
    seat.type("8")
    seat.enter()
    assert seat.word == "choose_service"
    assert _seen(seat).chip.access is ChipAccess.PACE
    assert seat.hands.keys == KEYS_FOR_A_CARD_HOLDER + 1


def test_wrong_digits_stay_to_be_corrected(sit: SeatMaker) -> None:
    seat = sit()
    seat.card("passport")
    seat.type("240117")
    seat.enter()
    assert seat.word == "identify"
    assert seat.page._card.number.digits == "240117"  # type: ignore[attr-defined]
    seat.hands.press(Qt.Key.Key_Backspace)
    seat.type("8")
    seat.enter()
    assert seat.word == "choose_service"


def test_a_zone_of_another_document_waits_for_the_employee(sit: SeatMaker) -> None:
    seat = sit()
    seat.card("passport")
    seat.scan(CARD_ZONE)
    assert seat.word == "identify"
    assert seat.filled == "Идентифицировать"
    seat.enter()
    assert seat.word == "choose_service"
    seen = _seen(seat)
    assert (seen.source, seen.chip.trouble) == (IdentitySource.MRZ, "card.key_wrong")
    assert seen.person.iin == "870412399019"


class _Reader:
    """The desk's devices, whose answers to a key are held until the test lets them go."""

    def __init__(self, devices: Any) -> None:
        self._devices = devices
        self.held: list[tuple[Future[CardFacts], Future[CardFacts]]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._devices, name)

    def read_identity(self, key: AccessKey | None = None) -> Future[CardFacts]:
        late: Future[CardFacts] = Future()
        self.held.append((self._devices.read_identity(key), late))
        return late

    def let_go(self) -> None:
        for real, late in self.held:
            late.set_result(real.result())
        self.held.clear()


def _held(sit: SeatMaker) -> tuple[Seat, _Reader]:
    readers: list[_Reader] = []

    def slowly(parts: Any) -> Any:
        readers.append(_Reader(parts.devices))
        return replace(parts, devices=readers[-1])

    return sit(parts=slowly, people=2), readers[0]


def test_the_answer_of_a_removed_card_identifies_nobody(sit: SeatMaker) -> None:
    seat, reader = _held(sit)
    seat.card("passport")
    seat.type("240118")
    seat.enter()
    seat.place.simulation.remove_card()
    seat.settle()
    reader.let_go()
    seat.settle()
    assert seat.word == "identify"
    assert _seen(seat) is None


def test_a_card_removed_behind_the_lock_identifies_nobody(sit: SeatMaker) -> None:
    seat, reader = _held(sit)
    seat.card("passport")
    seat.type("240118")
    seat.enter()
    seat.press(Verb.LOCK)
    assert seat.window.is_locked
    seat.place.simulation.remove_card()
    seat.settle()
    reader.let_go()
    seat.settle()
    assert _seen(seat) is None


def test_the_answer_for_the_former_visitor_is_not_the_next_ones(sit: SeatMaker) -> None:
    seat, reader = _held(sit)
    seat.card("passport")
    seat.type("240118")
    seat.enter()
    former = _visit(seat).id
    seat.do(FinishVisit())
    seat.look()
    seat.press(Verb.NEXT)
    assert _visit(seat).id != former
    reader.let_go()
    seat.settle()
    assert seat.word == "identify"
    assert _seen(seat) is None


def test_a_card_torn_out_leaves_it_to_the_scanned_zone(sit: SeatMaker) -> None:
    seat, reader = _held(sit)
    seat.card("passport")
    seat.scan(PASSPORT_ZONE)
    seat.place.simulation.remove_card()
    seat.settle()
    assert seat.word == "choose_service"
    seen = _seen(seat)
    assert (seen.source, seen.chip.trouble) == (IdentitySource.MRZ, "card.removed")
    reader.let_go()
    seat.settle()
    assert _seen(seat).source is IdentitySource.MRZ


def test_altered_data_need_a_reason_and_stop_nobody(sit: SeatMaker) -> None:
    seat = sit()
    seat.card("altered")
    seat.type("519404")
    seat.enter()
    assert seat.word == "identify"
    assert seat.filled == ""
    seat.type("другой документ совпадает")
    seat.enter()
    assert seat.word == "choose_service"
    assert _seen(seat).manual_reason == "другой документ совпадает"
    assert _seen(seat).chip.altered
    assert "Чип не такой" in seat.told


def test_a_doubted_card_waits_on_while_another_page_is_looked_at(sit: SeatMaker) -> None:
    seat = sit()
    seat.card("altered")
    seat.type("519404")
    seat.enter()
    seat.press(Verb.FIND)
    seat.press(Verb.IDENTIFY)
    form = seat.page._card  # type: ignore[attr-defined]
    assert form.doubted
    seat.press(Verb.FIND)
    seat.place.simulation.remove_card()
    seat.settle()
    seat.press(Verb.IDENTIFY)
    assert not form.doubted
    assert _seen(seat) is None


def test_a_repair_is_offered_and_taken_by_the_employee_alone(sit: SeatMaker) -> None:
    seat = sit()
    seat.scan(BAD_ZONE)
    assert seat.word == "identify"
    zone = seat.page._zone  # type: ignore[attr-defined]
    assert zone.text == BAD_ZONE
    seat.settle()
    seat.enter()  # the focus stands on the likeliest repair
    assert zone.text == CARD_ZONE
    assert _seen(seat) is None
    seat.enter()
    assert seat.word == "choose_service"
    assert _seen(seat).repaired
    assert _side(seat)["zone"] == "repaired"


def test_a_mended_zone_opens_the_chip_too(sit: SeatMaker) -> None:
    seat = sit()
    seat.card("passport")
    seat.scan(PASSPORT_ZONE.replace("N000009015", "N0000O9015"))
    assert seat.word == "identify"
    seat.settle()
    seat.enter()
    seat.enter()
    assert _seen(seat).chip.access is ChipAccess.BAC


@pytest.mark.requirement("R-072")
def test_records_of_perhaps_the_same_person_are_compared_at_f5(sit: SeatMaker) -> None:
    seat = sit()
    known = Person(
        name=PersonName("Тестов", "Асан"), birth_date=date(1987, 4, 12), iin="870412399019"
    )
    with seat.place.practice.desk.branch_place.store.begin(writing=True) as unit:
        unit.persons.remember(known, MORNING)
        unit.commit()
    seat.card("citizen")
    assert "F5" in seat.told
    seat.press(Verb.IDENTIFY)
    shown = seat.page._before  # type: ignore[attr-defined]
    assert shown.isVisible()
    words = " ".join(label.text() for label in shown.findChildren(QLabel))
    assert "Тестов Асан" in words
    assert "имя написано иначе" in words
    assert _seen(seat).person.name.full == "Сынақов Асан Серікұлы"
    seat.do(FinishVisit())
    seat.look()
    assert not shown.isVisible()


def test_a_card_put_in_elsewhere_is_read_when_the_page_is_turned_to(sit: SeatMaker) -> None:
    seat = sit()
    seat.press(Verb.FIND)
    seat.card("citizen")
    assert _seen(seat) is None
    assert "F5" in seat.told
    seat.press(Verb.IDENTIFY)
    assert _seen(seat).person.iin == "870412399019"


def test_a_card_that_lay_there_before_the_visit_identifies_nobody(sit: SeatMaker) -> None:
    seat = sit(people=2)
    seat.do(FinishVisit())
    seat.look()
    assert seat.station.session.visit is None
    seat.card("citizen")
    seat.press(Verb.NEXT)
    seat.press(Verb.FIND)
    seat.press(Verb.IDENTIFY)
    assert seat.word == "identify"
    assert _seen(seat) is None
