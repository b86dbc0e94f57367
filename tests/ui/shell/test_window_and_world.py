"""The window and the world beside it: cards, scans, the applicant's screen, a store that says no."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.domain.case_states import CaseState
from app.domain.language import Lang
from app.usecases.outcome import ErrorInfo, Outcome, Status
from tests.fakes.seat import Seat
from ui.binding.applicant import IdleScreen, LanguageScreen, QuestionScreen, RatingScreen
from ui.binding.presentation import Verb
from ui.shell.parts import Parts

pytestmark = pytest.mark.usefixtures("dressed")

# A made-up foreigner's passport, sound and in force.
ZONE = "P<UZBTESTOV<<IVAN<<<<<<<<<<<<<<<<<<<<<<<<<<<\nA123456784UZB9002029M3005154<<<<<<<<<<<<<<00"
SeatMaker = Callable[..., Seat]


@pytest.fixture
def sit(tmp_path: Path) -> Iterator[SeatMaker]:
    """Makes seats; every one is left in the end."""
    seats: list[Seat] = []

    def make(**how: object) -> Seat:
        seats.append(Seat(tmp_path, **how))  # type: ignore[arg-type]
        return seats[-1]

    yield make
    for seat in seats:
        seat.leave()


# Cards and scans.


@pytest.mark.requirement("R-057")
def test_a_card_identifies_by_itself(sit: SeatMaker) -> None:
    seat = sit()
    seat.press(Verb.NEXT)
    keys = seat.hands.keys
    seat.card()
    assert seat.word == "choose_service"
    assert seat.hands.keys == keys


def test_a_card_before_a_call_and_a_card_later_only_say_so(sit: SeatMaker) -> None:
    seat = sit()
    seat.card()
    assert (seat.word, "талон" in seat.told) == ("call", True)
    seat.press(Verb.NEXT)
    seat.place.simulation.remove_card()
    seat.card()
    seat.place.simulation.remove_card()
    seat.find("birth_care_allowance")
    seat.card("second_citizen")
    assert seat.word == "consent"
    assert "F5" in seat.told
    visit = seat.station.session.visit
    assert visit is not None
    assert visit.visit.identification is not None
    assert visit.visit.identification.person.name.surname == "Сынақов"


@pytest.mark.requirement("R-059")
def test_a_zone_identifies_on_its_page_and_nowhere_else(sit: SeatMaker) -> None:
    seat = sit()
    seat.press(Verb.NEXT)
    seat.scan(ZONE)
    assert seat.word == "choose_service"
    seat.scan(ZONE)
    assert "F5" in seat.told


@pytest.mark.requirement("R-059")
def test_a_zone_with_a_wrong_digit_is_no_identification(sit: SeatMaker) -> None:
    seat = sit()
    seat.press(Verb.NEXT)
    seat.scan(ZONE.replace("900202", "900203"))
    visit = seat.station.session.visit
    assert visit is not None
    assert visit.visit.identification is None
    assert seat.word == "identify"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("T0001000000000112", "Контрольные"),
        ("ни один код", "не наш код"),
        ("https://example.kz/x?y=1", "не"),
        ("9" * 300, "длинно"),
    ],
)
def test_a_scan_that_means_nothing_says_what_it_is(sit: SeatMaker, code: str, said: str) -> None:
    seat = sit()
    seat.scan(code)
    assert seat.word == "call"
    assert said in seat.told


@pytest.mark.requirement("R-141")
def test_the_scan_of_a_receipt_opens_its_case(sit: SeatMaker) -> None:
    seat = sit(people=2)
    _register(seat)
    code = seat.case.case.registration
    assert code is not None
    number = seat.case.case.number
    seat.press(Verb.NEXT)
    assert seat.station.session.case is None
    seat.scan(code.code)
    assert seat.case.case.number == number


def _register(seat: Seat) -> None:
    seat.press(Verb.NEXT)
    seat.card()
    seat.place.simulation.remove_card()
    seat.find("academic_leave")
    for _ in range(40):
        if seat.word == "register":
            break
        seat.enter()
        seat.wait()
    seat.enter()
    assert seat.case.state is CaseState.REGISTERED


# The applicant's screen.


def _screen(seat: Seat) -> Any:
    seat.settle()
    window = seat.station.applicant.window
    assert window is not None
    return window.screen_shown


@pytest.mark.requirement("R-088", "R-219", "R-125")
def test_the_applicants_screen_follows_and_its_answers_count(sit: SeatMaker) -> None:
    seat = sit()
    seat.station.show_applicant_screen()
    assert isinstance(_screen(seat), IdleScreen)
    seat.press(Verb.NEXT)
    assert isinstance(_screen(seat), LanguageScreen)
    window = seat.station.applicant.window
    assert window is not None
    window.language_chosen.emit(Lang.RU)
    assert _screen(seat).id == "welcome"
    visit = seat.station.session.visit
    assert visit is not None
    assert visit.visit.display_language is Lang.RU
    seat.card()
    assert _screen(seat).id == "seen"
    seat.find("academic_leave", Lang.KK)
    assert _screen(seat).id.startswith("consent")
    seat.until("sign")
    assert _screen(seat).id == "check"
    assert seat.case.case.confirmation is None
    window.answered.emit("check", "right")
    seat.settle()
    assert seat.case.case.confirmation is not None
    seat.until("register")
    seat.enter()
    shown = _screen(seat)
    assert isinstance(shown, QuestionScreen)
    assert shown.number == seat.case.case.number
    window.answered.emit("receipt", "paper")
    seat.wait()
    assert list((seat.home / "papers").rglob("*.pdf"))
    seat.enter()
    assert isinstance(_screen(seat), RatingScreen)
    assert seat.word == "rate"
    window.rated.emit(_screen(seat).id, 5)
    seat.settle()
    kept = seat.place.practice.desk.ask(lambda work: tuple(work.store.records.ratings())).result()
    assert [rating.score for rating in kept] == [5]
    assert seat.station.session.visit is None


@pytest.mark.requirement("R-226")
def test_nothing_of_the_former_visitor_stays(sit: SeatMaker) -> None:
    seat = sit(people=2)
    seat.station.show_applicant_screen()
    seat.press(Verb.NEXT)
    seat.card()
    seat.press(Verb.NEXT)
    assert isinstance(_screen(seat), IdleScreen | RatingScreen)
    seat.station.turn_to("")
    seat.place.simulation.remove_card()
    seat.press(Verb.NEXT)
    assert isinstance(_screen(seat), LanguageScreen)
    words = " ".join(
        label.text() for label in seat.window.findChildren(_label()) if label.isVisible()
    )
    assert "Сынақов" not in words


def _label() -> type[Any]:
    from PySide6.QtWidgets import QLabel

    return QLabel


# The doors, the store, the people.


@pytest.mark.requirement("R-026")
def test_after_closing_time_the_page_says_so(sit: SeatMaker) -> None:
    seat = sit(people=0, at=datetime(2026, 11, 20, 22, 0, tzinfo=ZoneInfo("Asia/Almaty")))
    assert seat.page._doors.words()  # type: ignore[attr-defined]
    assert seat.lacking == "никто не ждёт"


class Broken:
    """A counter that answers the acts of some words with an error, or not at all."""

    def __init__(self, desk: Any, answer: Outcome | None) -> None:
        self.desk, self.answer = desk, answer
        self.keys: list[str] = []
        self.broken = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.desk, name)

    def submit(self, command: object, *, key: str = "") -> Future[Outcome]:
        if not self.broken or type(command).__name__ != "Call":
            return self.desk.submit(command, key=key)
        self.keys.append(key)
        future: Future[Outcome] = Future()
        if self.answer is None:
            future.set_exception(RuntimeError("the disk is gone"))
        else:
            future.set_result(self.answer)
        return future


def _broken(answer: Outcome | None) -> tuple[list[Broken], Callable[[Parts], Parts]]:
    made: list[Broken] = []

    def parts(given: Parts) -> Parts:
        made.append(Broken(given.desk, answer))
        return replace(given, desk=made[0])

    return made, parts


@pytest.mark.requirement("R-221")
def test_an_act_that_was_not_answered_keeps_its_key(sit: SeatMaker) -> None:
    busy = Outcome(status=Status.UNAVAILABLE, error=ErrorInfo(code="store.busy", params={}))
    made, parts = _broken(busy)
    seat = sit(parts=parts)
    made[0].broken = True
    seat.press(Verb.NEXT)
    assert seat.word == "call"
    assert seat.told
    seat.press(Verb.NEXT)
    assert len(made[0].keys) == 2
    assert made[0].keys[0] == made[0].keys[1]
    made[0].broken = False
    seat.press(Verb.NEXT)
    assert seat.word == "identify"


def test_a_bug_is_said_with_words_and_the_window_lives(sit: SeatMaker) -> None:
    made, parts = _broken(None)
    seat = sit(parts=parts)
    made[0].broken = True
    seat.press(Verb.NEXT)
    assert seat.told
    made[0].broken = False
    seat.press(Verb.NEXT)
    assert seat.word == "identify"


def test_settings_that_cannot_be_saved_are_told(sit: SeatMaker) -> None:
    from app.errors import Unavailable

    def cannot(_settings: object) -> None:
        raise Unavailable("settings.not_saved")

    seat = sit()
    seat.station.parts = replace(seat.station.parts, save=cannot)
    seat.window.language_chosen.emit(Lang.KK)
    seat.settle()
    assert seat.told


def test_pages_beside_the_road_come_back_with_esc(sit: SeatMaker) -> None:
    seat = sit()
    seat.press(Verb.PAPERS)
    assert seat.word == "call"
    assert seat.told
    seat.press(Verb.NEXT)
    seat.card()
    seat.press(Verb.IDENTIFY)
    assert seat.word == "identify"
    seat.press(Verb.BACK)
    assert seat.word == "choose_service"
    seat.press(Verb.FIND)
    assert seat.word == "find"
    seat.press(Verb.BACK)
    assert seat.word == "choose_service"
