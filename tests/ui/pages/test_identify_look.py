"""The page of identification in each of its states, in both languages and sizes: nothing cut or nameless."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.language import Lang
from tests.fakes.seat import Seat
from tests.fakes.ui_checks import cut_words, nameless, overlapping_words
from ui.binding.presentation import Verb
from ui.theme.center import Appearance, theme

pytestmark = [pytest.mark.usefixtures("dressed"), pytest.mark.requirement("R-058", "R-216")]

SHAPES = [(lang, scale) for lang in Lang for scale in (100, 150, 200)]
ZONE = (
    "IDKAZ0000009014870412399019<<<\n8704120M3205150KAZ<<<<<<<<<<<7\nSYNAKOV<<ASSAN<<<<<<<<<<<<<<<<"
)
SLIP = ZONE.replace("9014", "9O14")
SeatMaker = Callable[..., Seat]


@pytest.fixture
def sit(tmp_path: Path) -> Iterator[SeatMaker]:
    seats: list[Seat] = []

    def make(lang: Lang, scale: int) -> Seat:
        look = Appearance(scale=scale, animations=False)
        if theme().appearance != look:
            theme().apply(look)
        seats.append(Seat(tmp_path, lang=lang))
        seats[-1].press(Verb.NEXT)
        return seats[-1]

    yield make
    for seat in seats:
        seat.leave()


def sound(seat: Seat, what: str) -> None:
    seat.settle()
    assert cut_words(seat.window) == [], what
    assert overlapping_words(seat.window) == [], what
    assert nameless(seat.window) == [], what


@pytest.mark.parametrize(("lang", "scale"), SHAPES)
def test_each_state_of_the_reader(sit: SeatMaker, lang: Lang, scale: int) -> None:
    seat = sit(lang, scale)
    sound(seat, "waiting")
    seat.scan(SLIP)
    sound(seat, "repairs")
    seat.card("passport")
    sound(seat, "locked")
    seat.scan(ZONE)
    sound(seat, "another document")
    seat.card("altered")
    seat.type("111111")
    seat.enter()
    sound(seat, "wrong digits")
    seat.card("altered")
    seat.type("519404")
    seat.enter()
    sound(seat, "altered")
    seat.card("damaged")
    sound(seat, "damaged")
    seat.place.simulation.remove_card()
    seat.card("altered")
    seat.type("519404")
    seat.enter()
    seat.type("причина")
    seat.enter()
    seat.press(Verb.IDENTIFY)
    sound(seat, "known")
