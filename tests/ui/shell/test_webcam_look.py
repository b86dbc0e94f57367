"""The webcam's card in both languages and sizes: nothing cut, laid over another or nameless."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.language import Lang
from app.ports.simulation import CameraScene
from tests.fakes.seat import Seat
from tests.fakes.ui_checks import cut_words, nameless, overlapping_words
from ui.binding.presentation import Verb
from ui.pages.identify import IdentifyPage
from ui.pages.webcam_card import Showing
from ui.theme.center import Appearance, theme

pytestmark = [pytest.mark.usefixtures("dressed"), pytest.mark.requirement("R-216")]


@pytest.fixture(params=[(lang, scale) for lang in Lang for scale in (100, 200)], ids=str)
def seat(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Seat]:
    lang, scale = request.param
    theme().apply(Appearance(scale=scale, animations=False))
    made = Seat(tmp_path, lang=lang, devices={"camera": "simulated"})
    yield made
    made.leave()


def sound(seat: Seat, what: str) -> None:
    assert cut_words(seat.window) == [], what
    assert overlapping_words(seat.window) == [], what
    assert nameless(seat.window) == [], what


def test_it_is_sound_whatever_it_shows(seat: Seat, qtbot: QtBot) -> None:
    seat.press(Verb.NEXT)
    seat.enter()
    sound(seat, "off")
    seat.press(Verb.CAMERA)
    page = seat.page
    assert isinstance(page, IdentifyPage)
    card = page.webcam
    qtbot.waitUntil(lambda: card.showing is Showing.LIVE)
    sound(seat, "live")
    seat.card()
    qtbot.waitUntil(lambda: card.photo.picture is not None)
    seat.settle()
    sound(seat, "beside the photograph")
    seat.place.simulation.show_camera(CameraScene.UPSIDE_DOWN)
    qtbot.waitUntil(lambda: card.hints != ())
    seat.settle()
    sound(seat, "with a hint")
    assert card.live.accessibleName()
    assert card.photo.accessibleName()


def test_two_pictures_stand_beside_each_other_in_one_size(seat: Seat, qtbot: QtBot) -> None:
    seat.press(Verb.NEXT)
    seat.enter()
    seat.press(Verb.CAMERA)
    seat.card()
    page = seat.page
    assert isinstance(page, IdentifyPage)
    card = page.webcam
    qtbot.waitUntil(lambda: card.photo.picture is not None and card.live.picture is not None)
    seat.settle()
    live, photo = (one.mapTo(card, one.rect().topLeft()) for one in (card.live, card.photo))
    assert card.live.size() == card.photo.size()
    assert live.y() == photo.y()
    assert photo.x() >= live.x() + card.live.width()
