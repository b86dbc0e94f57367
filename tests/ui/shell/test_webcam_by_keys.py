"""The webcam at the real window: on by one key while somebody is identified, dark and empty after it."""

import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import resources
from app.domain.language import Lang
from app.domain.visit import Purpose
from app.log import logger
from app.ports.camera import Picture, Seen
from app.ports.devices import DeviceState, Slot
from app.ports.simulation import CameraScene
from app.usecases.queue.take_ticket import TakeTicket
from devices.camera.simulated import SimulatedCamera
from devices.hub import RETRY_SECONDS
from tests.fakes.journal_file import WrittenLine, written_lines
from tests.fakes.page_stand import words_of
from tests.fakes.seat import Seat
from ui.binding.presentation import Verb
from ui.pages.identify import IdentifyPage
from ui.pages.webcam_card import Showing, WebcamCard

pytestmark = pytest.mark.usefixtures("dressed")
SeatMaker = Callable[..., Seat]
CAMERA = {"camera": "simulated"}
PHOTO = resources.path("practice", "drawn-person.jpg").read_bytes()


@pytest.fixture
def seat(seat_at: SeatMaker) -> Seat:
    """A visitor is called and stands on the page of identification."""
    made = seat_at(devices=CAMERA)
    made.press(Verb.NEXT)
    made.enter()
    assert made.word == "identify"
    return made


def card_of(seat: Seat) -> WebcamCard:
    page = seat.page
    assert isinstance(page, IdentifyPage)
    return page.webcam


def looking(seat: Seat, qtbot: QtBot) -> WebcamCard:
    """The camera is turned on, and its first picture is there."""
    seat.press(Verb.CAMERA)
    card = card_of(seat)
    qtbot.waitUntil(lambda: card.showing is Showing.LIVE)
    return card


def hinted(card: WebcamCard, qtbot: QtBot, word: str) -> None:
    qtbot.waitUntil(lambda: word in words_of(card))


def lines(seat: Seat) -> list[WrittenLine]:
    return written_lines(seat.home / "tereze.db")


def camera_of(seat: Seat) -> SimulatedCamera:
    camera = seat.place.hub._devices[Slot.CAMERA]
    assert isinstance(camera, SimulatedCamera)
    return camera


def dark(seat: Seat) -> bool:
    """The camera looks no more, and no window says that it does."""
    shown = words_of(seat.window.header)
    window = seat.station.applicant.window
    visitor = words_of(window) if window is not None else ""
    words = ("Камера включена", "Камера қосулы")
    looks = camera_of(seat)._looking is not None or camera_of(seat)._wanted is not None
    return not looks and not any(word in shown + visitor for word in words)


@pytest.mark.requirement("R-058", "R-085")
def test_one_key_turns_it_on_and_everybody_sees_that_it_looks(seat: Seat, qtbot: QtBot) -> None:
    seat.station.show_applicant_screen()
    seat.settle()
    assert dark(seat)
    card = looking(seat, qtbot)
    assert card.live.picture is not None
    assert "Камера включена" in words_of(seat.window.header)
    screen = seat.station.applicant.window
    assert screen is not None
    assert "Камера қосулы" in words_of(screen)
    assert "Посетитель видит на экране заявителя" in words_of(card)
    assert "Свет и резкость хорошие." in words_of(card)
    seat.press(Verb.CAMERA)
    still = card.live.picture
    assert card.showing is Showing.STILL
    seat.settle()
    assert card.live.picture is still
    seat.press(Verb.CAMERA)
    qtbot.waitUntil(lambda: card.live.picture is not still)


@pytest.mark.requirement("R-085")
def test_without_the_applicants_screen_the_operator_tells_the_visitor(
    seat: Seat, qtbot: QtBot
) -> None:
    assert "скажите посетителю, что камера включена" in words_of(looking(seat, qtbot))


@pytest.mark.requirement("R-058")
def test_the_photograph_of_the_card_stands_beside_the_face_until_one_goes_on(
    seat: Seat, qtbot: QtBot
) -> None:
    card = looking(seat, qtbot)
    seat.card()
    assert seat.word == "identify"
    qtbot.waitUntil(lambda: card.photo.picture is not None)
    assert card.photo.size() == card.live.size()
    assert seat.filled == "Дальше"
    seat.enter()
    assert seat.word == "choose_service"
    assert dark(seat)


@pytest.mark.requirement("R-058")
def test_without_the_camera_a_card_identifies_as_ever(seat: Seat) -> None:
    seat.card()
    assert seat.word == "choose_service"
    assert dark(seat)


def test_a_desk_without_a_camera_has_no_card_for_it(seat_at: SeatMaker) -> None:
    seat = seat_at()
    seat.press(Verb.NEXT)
    seat.enter()
    assert not card_of(seat).isVisible()
    seat.press(Verb.CAMERA)
    assert "нет камеры" in seat.told


ENDS = {
    "visit_over": lambda seat: seat.press(Verb.NEXT),
    "locked": lambda seat: seat.press(Verb.LOCK),
    "left": lambda seat: seat.press(Verb.FIND),
    "pressed": lambda seat: card_of(seat).off.click(),
    "program_closed": lambda seat: seat.station.companions.webcam.close(),
}


@pytest.mark.requirement("R-085")
@pytest.mark.parametrize("end", ENDS)
def test_every_way_out_leaves_it_dark_and_the_log_says_which(
    seat: Seat, qtbot: QtBot, end: str
) -> None:
    card = looking(seat, qtbot)
    visit = seat.station.session.visit
    assert visit is not None
    ENDS[end](seat)
    seat.settle()
    assert dark(seat)
    assert card.live.picture is None
    assert card.showing is Showing.OFF
    told = [(one.verb, one.visit_id, one.facts) for one in lines(seat)]
    assert ("start_webcam", visit.visit.id) in [one[:2] for one in told]
    told = [one for one in told if one[0] != "lock_desk"]
    assert told[-1] == ("stop_webcam", visit.visit.id, {"end": end})
    assert [one[0] for one in told].count("stop_webcam") == 1


@pytest.mark.requirement("R-085")
def test_gone_on_is_told_as_such(seat: Seat, qtbot: QtBot) -> None:
    looking(seat, qtbot)
    seat.card()
    seat.enter()
    stops = [one.facts for one in lines(seat) if one.verb == "stop_webcam"]
    assert stops == [{"end": "gone_on"}]


@pytest.mark.requirement("R-085")
def test_outside_the_identification_its_key_says_no(seat: Seat) -> None:
    seat.card()
    seat.press(Verb.CAMERA)
    assert "только на странице идентификации" in seat.told
    assert dark(seat)
    assert [one for one in lines(seat) if one.verb.endswith("start_webcam")] == []


@pytest.mark.requirement("R-085")
def test_beside_a_case_it_looks_where_the_identification_is_opened_anew(
    seat: Seat, qtbot: QtBot
) -> None:
    seat.card()
    seat.find("academic_leave")
    seat.settle()
    assert seat.station.session.case is not None
    seat.press(Verb.IDENTIFY)
    card = looking(seat, qtbot)
    (start,) = [one for one in lines(seat) if one.verb == "start_webcam"]
    assert start.facts["again"] == "true"
    seat.press(Verb.IDENTIFY)
    assert dark(seat)
    assert card.live.picture is None


@pytest.mark.requirement("R-058")
@pytest.mark.parametrize(
    ("scene", "words"),
    [
        (CameraScene.BLACK, "Изображение чёрное"),
        (CameraScene.DARK, "Слишком темно"),
        (CameraScene.BLURRED, "Изображение нечёткое"),
        (CameraScene.UPSIDE_DOWN, "Изображение перевёрнуто"),
        (CameraScene.NOBODY, "Лица не видно"),
        (CameraScene.TWO_PEOPLE, "Видно несколько лиц"),
    ],
)
def test_what_is_wrong_is_said_with_the_next_step(
    seat: Seat, qtbot: QtBot, scene: CameraScene, words: str
) -> None:
    seat.place.simulation.show_camera(scene)
    card = looking(seat, qtbot)
    hinted(card, qtbot, words)
    seat.place.simulation.show_camera(CameraScene.WELL)
    hinted(card, qtbot, "Свет и резкость хорошие.")


@pytest.mark.requirement("R-058")
def test_pulled_or_taken_it_says_so_and_goes_on_by_itself(seat: Seat, qtbot: QtBot) -> None:
    card = looking(seat, qtbot)
    hands, alarm = seat.place.simulation, seat.place.hub._lanes[Slot.CAMERA].alarm  # type: ignore[attr-defined]
    hands.unplug(Slot.CAMERA)
    hinted(card, qtbot, "не отвечает")
    assert card.live.picture is None
    hands.plug_in(Slot.CAMERA)
    alarm.advance(RETRY_SECONDS)
    hinted(card, qtbot, "Свет и резкость хорошие.")
    hands.show_camera(CameraScene.TAKEN)
    hinted(card, qtbot, "занято другой программой")
    hands.show_camera(CameraScene.WELL)
    alarm.advance(RETRY_SECONDS)
    hinted(card, qtbot, "Свет и резкость хорошие.")
    assert seat.place.hub.status(Slot.CAMERA).state is DeviceState.READY
    # Without a camera the person is identified all the same.
    hands.unplug(Slot.CAMERA)
    seat.card()
    seat.enter()
    assert seat.word == "choose_service"


def test_a_code_before_the_camera_is_a_scan(seat: Seat, qtbot: QtBot) -> None:
    looking(seat, qtbot)
    seat.place.simulation.hold_code("no-code-of-ours")
    qtbot.waitUntil(lambda: "код" in seat.told.lower())
    assert seat.told.startswith("Это не наш код")


class TestNothingIsKept:
    """R-070, R-085: of the faces nothing outlives the identification."""

    @pytest.fixture
    def slices(self, seat: Seat, qtbot: QtBot) -> list[bytes]:
        """Parts of the very pictures that were shown, after the identification has ended."""
        card = looking(seat, qtbot)
        seat.card()
        qtbot.waitUntil(lambda: card.photo.picture is not None)
        seat.press(Verb.CAMERA)
        live, photo = card.live.picture, card.photo.picture
        assert live is not None
        assert photo is not None
        middle = live.stride * (live.height // 2)
        kept = [live.pixels[middle + 900 : middle + 940], photo.pixels[90_000:90_040]]
        del live, photo
        seat.enter()
        assert seat.word == "choose_service"
        seat.settle()
        return [*kept, PHOTO[2000:2040], PHOTO[-200:-160]]

    @pytest.mark.requirement("R-070", "R-085")
    def test_in_memory(self, seat: Seat, slices: list[bytes]) -> None:
        gc.collect()
        assert [one for one in gc.get_objects() if isinstance(one, Picture | Seen)] == []

    @pytest.mark.requirement("R-070", "R-085")
    def test_on_disk(self, seat: Seat, slices: list[bytes], tmp_path: Path) -> None:
        seat.leave()
        files = [one for one in tmp_path.rglob("*") if one.is_file()]
        assert any(one.suffix == ".db" for one in files)
        for file in files:
            content = file.read_bytes()
            assert not any(part in content for part in slices), file.name
            assert b"JFIF" not in content, file.name
            assert file.suffix not in (".jpg", ".jpeg", ".png", ".avi", ".bmp"), file.name

    @pytest.mark.requirement("R-070", "R-085")
    def test_in_the_log_of_acts(self, seat: Seat, slices: list[bytes]) -> None:
        about = [one for one in lines(seat) if one.verb.endswith("webcam")]
        assert [set(one.facts) for one in about] == [{"purpose", "again"}, {"end"}]
        assert not any(one.personal for one in about)

    @pytest.mark.requirement("R-070", "R-085")
    def test_in_the_log_of_the_program(
        self, seat: Seat, slices: list[bytes], caplog: pytest.LogCaptureFixture
    ) -> None:
        logger("camera").info("the end")
        assert "pixels" not in caplog.text
        assert "Picture(" not in caplog.text

    @pytest.mark.requirement("R-070", "R-085")
    def test_for_the_next_visitor(self, seat: Seat, slices: list[bytes], qtbot: QtBot) -> None:
        seat.press(Verb.NEXT)
        assert seat.station.session.visit is None
        seat.do(TakeTicket(purpose=Purpose.INTAKE, language=Lang.KK))
        seat.look()
        seat.press(Verb.NEXT)
        card = card_of(seat)
        assert card.live.picture is None
        assert card.photo.picture is None
        assert card.showing is Showing.OFF
