"""The bars on the back of a card: a number is put in, people of that number are offered, nobody is taken."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.domain.identification import IdentitySource
from app.domain.person import Person, PersonName
from tests.fakes.seat import Seat
from ui.binding.presentation import Verb
from ui.pages.identify import IdentifyPage

pytestmark = [pytest.mark.usefixtures("dressed"), pytest.mark.requirement("R-058", "R-072")]
NUMBER = "900101300017"


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path)
    made.press(Verb.NEXT)
    yield made
    made.leave()


def page_of(seat: Seat) -> IdentifyPage:
    page = seat.page
    assert isinstance(page, IdentifyPage)
    return page


def test_a_scanned_number_is_put_in_and_identifies_nobody(seat: Seat) -> None:
    seat.scan(NUMBER)
    page = page_of(seat)
    assert page._source is IdentitySource.TYPED
    assert page._typed.person.iin.digits == NUMBER
    visit = seat.station.session.visit
    assert visit is not None
    assert visit.visit.identification is None
    assert "никого" in page._typed._search._note.text()
    assert not page._typed.person.surname.value()


def test_a_number_with_a_slip_is_no_number(seat: Seat) -> None:
    seat.scan("900101300018")
    assert page_of(seat)._source is IdentitySource.CARD
    assert page_of(seat)._typed.person.iin.digits == ""


def test_somebody_seen_before_is_offered_and_taken_by_hand(seat: Seat) -> None:
    place = seat.place.practice.desk.place
    known = Person(name=PersonName("Сынақов", "Асан"), birth_date=date(1990, 1, 1), iin=NUMBER)
    with place.store.begin(writing=True) as unit:
        unit.persons.remember(known, place.clock.now())
        unit.commit()
    seat.scan(NUMBER)
    page = page_of(seat)
    assert page._typed.person.surname.value() == ""
    assert page._typed._search.edit.hasFocus()
    seat.hands.press(Qt.Key.Key_Return)
    seat.settle()
    assert page._typed.person.surname.value() == "Сынақов"
    visit = seat.station.session.visit
    assert visit is not None
    assert visit.visit.identification is None
