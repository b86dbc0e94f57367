"""The comparison of faces at the window: absent until it is allowed and installed, and only an aid."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.domain.language import Bilingual
from app.domain.webcam import FaceCheck
from app.lanes import InlineLane
from app.ports.camera import Likeness
from devices.camera.verbs import DeskWebcam
from tests.fakes.face_comparer import FixedComparer
from tests.fakes.journal_file import written_lines
from tests.fakes.page_stand import words_of
from tests.fakes.seat import Seat
from ui.binding.presentation import Verb
from ui.pages.identify import IdentifyPage
from ui.pages.webcam_card import Showing, WebcamCard
from ui.shell.parts import Parts

pytestmark = [pytest.mark.usefixtures("dressed"), pytest.mark.requirement("R-070")]
SeatMaker = Callable[..., Seat]
CHECK = FaceCheck(
    rules_reference="Сынақ қағидалары (ойдан шығарылған)",
    consent=Bilingual("Беттерді салыстыруға келісемін.", "Согласен на сравнение лиц (проба)."),
)


def sit(
    seat_at: SeatMaker,
    qtbot: QtBot,
    *,
    basis: FaceCheck | None = CHECK,
    comparer: FixedComparer | None = None,
) -> tuple[Seat, WebcamCard]:
    """A visitor's card is in and the camera looks; with that basis and that comparer."""

    def given(parts: Parts) -> Parts:
        desk = parts.desk
        branch = replace(parts.branch, face_check=basis)
        for held in {id(one): one for one in _desks(desk)}.values():
            held.place = replace(held.place, branch=branch)
        hub = parts.devices
        webcam = DeskWebcam(hub, InlineLane("pictures"), comparer)  # type: ignore[arg-type]
        return replace(parts, branch=branch, webcam=webcam)

    seat = seat_at(devices={"camera": "simulated"}, parts=given)
    seat.press(Verb.NEXT)
    seat.enter()
    seat.press(Verb.CAMERA)
    page = seat.page
    assert isinstance(page, IdentifyPage)
    qtbot.waitUntil(lambda: page.webcam.showing is Showing.LIVE)
    seat.card()
    qtbot.waitUntil(lambda: page.webcam.photo.picture is not None)
    return seat, page.webcam


def _desks(desk: object) -> list[object]:
    """The counter of the window, and the one that it hands its commands to."""
    inner = [one for one in vars(desk).values() if type(one).__name__ == "Desk"]
    return [desk, *inner] if type(desk).__name__ == "Desk" else inner


@pytest.mark.parametrize(
    ("basis", "comparer"),
    [
        (None, FixedComparer(Likeness.ALIKE)),
        (replace(CHECK, rules_reference=""), FixedComparer(Likeness.ALIKE)),
        (CHECK, None),
    ],
    ids=["no basis", "half a basis", "no models"],
)
def test_without_basis_or_models_there_is_no_such_control(
    seat_at: SeatMaker, qtbot: QtBot, basis: FaceCheck | None, comparer: FixedComparer | None
) -> None:
    _, card = sit(seat_at, qtbot, basis=basis, comparer=comparer)
    assert not card.compare.isVisible()
    assert not card.agreed.isVisible()
    assert "Сравнить" not in words_of(card)


def test_it_needs_a_still_picture_and_the_visitors_consent(
    seat_at: SeatMaker, qtbot: QtBot
) -> None:
    comparer = FixedComparer(Likeness.ALIKE)
    seat, card = sit(seat_at, qtbot, comparer=comparer)
    assert CHECK.consent.ru in words_of(card)
    assert card.compare.reason == "сначала задержите кадр"
    seat.press(Verb.CAMERA)
    assert card.compare.reason == "посетитель не дал согласия"
    assert comparer.asked == 0
    card.agreed.setChecked(True)
    assert card.compare.reason == ""


@pytest.mark.parametrize(
    ("likeness", "words"),
    [
        (Likeness.ALIKE, "Лица выглядят похожими."),
        (Likeness.UNLIKE, "Лица выглядят непохожими."),
        (Likeness.CANNOT_TELL, "Определить, похожи ли лица, не удалось."),
    ],
)
def test_whatever_it_says_the_employee_decides(
    seat_at: SeatMaker, qtbot: QtBot, likeness: Likeness, words: str
) -> None:
    seat, card = sit(seat_at, qtbot, comparer=FixedComparer(likeness))
    before = seat.filled
    seat.press(Verb.CAMERA)
    card.agreed.setChecked(True)
    card.compare.click()
    seat.settle()
    shown = words_of(card)
    assert f"{words} Это лишь подсказка: решаете вы, по документу." in shown
    assert not any(sign.isdigit() for sign in words)
    assert seat.filled == before == "Дальше"
    seat.enter()
    assert seat.word == "choose_service"
    lines = written_lines(seat.home / "tereze.db")
    (allowed,) = [one for one in lines if one.verb == "allow_face_check"]
    assert set(allowed.facts) == {"rules", "consent"}
    told = " ".join(str(one) for one in lines)
    assert not any(word.value in told for word in Likeness)


def test_a_consent_is_for_one_stretch_of_looking(seat_at: SeatMaker, qtbot: QtBot) -> None:
    _, card = sit(seat_at, qtbot, comparer=FixedComparer(Likeness.ALIKE))
    card.agreed.setChecked(True)
    card.off.click()
    assert not card.agreed.isChecked()
    assert not card.compare.isVisible()
