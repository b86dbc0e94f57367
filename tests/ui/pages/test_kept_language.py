"""The language of the papers on the page of the service: kept in the visit, proposed at the next one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.language import Lang
from app.usecases.known_language import KnownLanguage
from tests.fakes.seat import Seat
from tests.fakes.ui_checks import cut_words
from ui.binding.presentation import Verb

pytestmark = [pytest.mark.usefixtures("dressed"), pytest.mark.requirement("R-087")]


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    """A seat that is left whatever happens, with a visitor identified."""
    made = Seat(tmp_path)
    made.press(Verb.NEXT)
    made.card("second_citizen")
    yield made
    made.leave()


def _look_up(seat: Seat, service: str) -> str:
    seat.station.lookups.look_up(seat.page, "passport", service)
    seat.settle()
    return seat.page._language[1].current_id()  # type: ignore[attr-defined]


def test_nobody_chooses_for_a_new_visitor_and_the_choice_is_kept(seat: Seat) -> None:
    assert _look_up(seat, "driver_licence") == ""
    seat.hands.choose("kk", seat.page._language[1])  # type: ignore[attr-defined]
    seat.enter()
    seat.station.turn_to("choose_service")
    seat.settle()
    assert _look_up(seat, "criminal_record") == "kk"
    assert seat.page.forward().blocked == ""
    assert "уже выбран" in seat.page._language[0].note.text()  # type: ignore[attr-defined]
    assert cut_words(seat.window) == []


def test_what_was_chosen_last_time_is_under_the_hand_and_not_taken(seat: Seat) -> None:
    page = seat.page
    assert _look_up(seat, "driver_licence") == ""
    before = KnownLanguage(language=Lang.KK, in_this_visit=False)
    page._take_language("driver_licence", before)  # type: ignore[attr-defined]
    assert page._language[1].current_id() == ""  # type: ignore[attr-defined]
    assert page._wanted_language() is page._language[1].row_of("kk")  # type: ignore[attr-defined]
    assert "в прошлый раз" in page._language[0].note.text()  # type: ignore[attr-defined]
    forward = page.forward()
    assert forward is not None
    assert forward.blocked
