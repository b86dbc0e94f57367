"""The board and the sign at work: fed at every event, honest about old numbers, saying only what stands."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.desk_hold import HoldState
from app.domain.language import Bilingual, Lang
from app.domain.person import PersonName
from app.domain.visit import Purpose
from app.errors import Unavailable
from app.ports.devices import TicketCall
from app.ports.queue_feed import FeedBack, FeedLost, QueueMoved
from app.ports.store_errors import STORE_UNREACHABLE
from app.usecases.queue.board import BoardView, CallShown
from app.usecases.queue.desk_sign import PlateShown, SignView
from tests.fakes.hall_fakes import HandCrier, HandFeed, HandReader
from tests.fakes.hand_seconds import HandSeconds
from ui.binding.board import BoardKind, SignKind
from ui.binding.queue_watch import EVERY_MS, EVERY_MS_WITHOUT_FEED, PATIENCE_MS, QueueWatch
from ui.displays.desk_sign import DeskSign
from ui.displays.hall_board import RENEWED_WITHIN, HallBoard
from ui.shell.hall import HallConductor
from ui.shell.sign_desk import SignConductor

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=timezone(timedelta(hours=5)))
LOST = FeedLost(STORE_UNREACHABLE, NOW)


def shown(ticket: str, desk: int = 3, lang: Lang = Lang.KK, **other: Any) -> CallShown:
    values = {"called_at": NOW, "times": 1, "here": True, "come": False}
    return CallShown(ticket=ticket, desk=desk, language=lang.value, **(values | other))


def view(*calls: CallShown, **other: Any) -> BoardView:
    values = {"now": NOW, "waiting": dict.fromkeys(Purpose, 1), "practice": True}
    return BoardView(calls=calls, **(values | other))


class Hall:
    """A board with its conductor, everything around it by hand."""

    def __init__(self, **options: Any) -> None:
        self.clock, self.feed, self.reader = HandSeconds(), HandFeed(), HandReader()
        self.criers: list[HandCrier] = []
        self.board = HallBoard(clock=self.clock)
        self.board.set_animations(False)
        self.conductor = HallConductor(
            self.board,
            self.reader,
            lambda: NOW + timedelta(minutes=5),
            feed=self.feed,
            make_crier=self._crier,
            practice=True,
            **options,
        )

    def _crier(self, still_true: Callable[[TicketCall], bool]) -> HandCrier:
        self.criers.append(HandCrier(still_true))
        return self.criers[-1]

    @property
    def crier(self) -> HandCrier:
        return self.criers[0]

    def sees(self, *calls: CallShown, **other: Any) -> None:
        """The queue has moved, and this is how it stands now."""
        self.reader.answer = view(*calls, **other)
        self.feed.tell(QueueMoved())
        settle()

    def later(self, seconds: float) -> None:
        self.clock.seconds += seconds
        self.board.tick()

    @property
    def said(self) -> list[tuple[str, int, tuple[Lang, ...]]]:
        return [(a.call.ticket, a.call.desk, a.languages) for a in self.crier.calls]


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


@pytest.fixture
def make_hall(dressed: None, qtbot: QtBot) -> Iterator[Callable[..., Hall]]:
    made: list[Hall] = []

    def make(**options: Any) -> Hall:
        hall = Hall(**options)
        made.append(hall)
        qtbot.addWidget(hall.board)
        hall.board.show()
        hall.reader.answer = view()
        hall.conductor.start()
        settle()
        return hall

    yield make
    for one in made:
        one.conductor.close()


@pytest.fixture
def hall(make_hall: Callable[..., Hall]) -> Hall:
    return make_hall()


@pytest.mark.requirement("R-033", "R-034")
def test_a_call_is_shown_at_once_and_said_in_its_own_language_first(hall: Hall) -> None:
    hall.sees(shown("A3001", lang=Lang.RU))
    assert hall.board.large is not None
    assert hall.board.large.key == ("A3001", 3)
    assert hall.said == [("A3001", 3, (Lang.RU, Lang.KK))]
    hall.sees(shown("A3001", lang=Lang.RU))
    assert len(hall.said) == 1


def test_calls_within_seconds_are_said_one_after_the_other(hall: Hall) -> None:
    second = shown("B1001", 1, called_at=NOW + timedelta(seconds=1))
    hall.sees(second, shown("A3001"))
    assert [said[0] for said in hall.said] == ["A3001"]
    hall.later(3)
    assert [said[0] for said in hall.said] == ["A3001", "B1001"]
    again = replace(second, times=2, called_at=NOW + timedelta(seconds=30))
    hall.sees(again, shown("A3001"))
    hall.later(3)
    assert [said[0] for said in hall.said] == ["A3001", "B1001", "B1001"]


@pytest.mark.requirement("R-033")
def test_a_call_undone_before_its_turn_is_never_said(hall: Hall) -> None:
    hall.sees(shown("B1001", 1, called_at=NOW + timedelta(seconds=1)), shown("A3001"))
    hall.sees(shown("A3001"))
    hall.later(10)
    assert [said[0] for said in hall.said] == ["A3001"]
    assert not hall.conductor.still_true(TicketCall("B1001", 1))


@pytest.mark.parametrize(
    "after", [(), (shown("A3001", come=True),), (shown("A3001", here=False, come=True),)]
)
def test_a_call_that_was_undone_or_served_is_withdrawn(
    hall: Hall, after: tuple[CallShown, ...]
) -> None:
    hall.sees(shown("A3001"))
    assert hall.crier.still_true(TicketCall("A3001", 3))
    hall.sees(*after)
    assert hall.crier.withdrawn == ["A3001"]
    assert not hall.crier.still_true(TicketCall("A3001", 3))


def test_a_ticket_moved_on_is_said_for_its_new_desk_and_not_taken_back(hall: Hall) -> None:
    hall.sees(shown("A3001", 3))
    hall.sees(shown("A3001", 5, called_at=NOW + timedelta(seconds=9)))
    assert hall.crier.withdrawn == []
    assert [said[:2] for said in hall.said] == [("A3001", 3), ("A3001", 5)]


def test_languages_are_those_of_the_settings(make_hall: Callable[..., Hall]) -> None:
    only_kazakh = make_hall(languages=(Lang.KK,))
    only_kazakh.sees(shown("A3001", lang=Lang.RU))
    assert only_kazakh.said == [("A3001", 3, (Lang.KK,))]
    silent = make_hall(languages=())
    silent.sees(shown("A3001"))
    assert silent.criers == []
    assert silent.board.large is not None


def test_a_number_without_words_is_shown_and_not_said(hall: Hall) -> None:
    hall.sees(shown("Б3001"))
    assert hall.board.large is not None
    assert hall.said == []


@pytest.mark.requirement("R-034")
def test_a_lost_feed_greys_the_numbers_and_silences_the_voice(hall: Hall) -> None:
    hall.sees(shown("A3001"))
    hall.feed.tell(LOST)
    settle()
    assert hall.board.state_shown is BoardKind.STALE
    assert not hall.crier.still_true(TicketCall("A3001", 3))
    old = replace(shown("B1001", 1), called_at=NOW - timedelta(minutes=3))
    hall.reader.answer = view(old, shown("A3001"))
    hall.feed.tell(FeedBack(NOW))
    settle()
    assert hall.board.state_shown is BoardKind.OPEN
    assert [said[0] for said in hall.said] == ["A3001"]


def test_a_reading_that_fails_or_never_ends_makes_the_board_old(hall: Hall) -> None:
    hall.reader.answer = Unavailable(STORE_UNREACHABLE)
    hall.feed.tell(QueueMoved())
    settle()
    assert hall.board.state_shown is BoardKind.STALE
    hall.sees(shown("A3001"))
    assert hall.board.state_shown is BoardKind.OPEN
    hall.reader.answer = None
    hall.feed.tell(QueueMoved())
    settle()
    assert hall.conductor.watch.patience.isActive()
    hall.conductor.watch.patience.timeout.emit()
    assert hall.board.state_shown is BoardKind.STALE


def test_a_board_that_never_saw_the_queue_says_so(make_hall: Callable[..., Hall]) -> None:
    hall = make_hall()
    fresh = Hall()
    fresh.reader.answer = Unavailable(STORE_UNREACHABLE)
    fresh.board.show()
    fresh.conductor.start()
    settle()
    assert fresh.board.state_shown is BoardKind.STALE
    assert fresh.board.notice.isVisible()
    fresh.conductor.close()
    fresh.board.close()
    assert hall.board.state_shown is BoardKind.OPEN


def test_closed_and_ordinary_are_said_in_both_languages(hall: Hall) -> None:
    day_off = Bilingual("Наурыз мейрамы", "Наурыз мейрамы")
    hall.sees(open=False, opens_at=NOW + timedelta(days=1), closed_for=day_off)
    assert hall.board.state_shown is BoardKind.CLOSED
    assert "Наурыз" in hall.board.notice.accessibleName()
    hall.sees(ordinary=True)
    assert hall.board.state_shown is BoardKind.ORDINARY


def test_after_the_end_nothing_is_shown_or_said(hall: Hall) -> None:
    hall.conductor.close()
    assert (hall.feed.listeners, hall.crier.stopped) == ([], True)
    hall.sees(shown("A3001"))
    assert hall.board.large is None


def test_one_question_at_a_time_and_one_more_for_what_came_meanwhile(
    dressed: None, qtbot: QtBot
) -> None:
    feed, reader = HandFeed(), HandReader()
    watch = QueueWatch(reader, lambda _work: None, feed)
    seen: list[object] = []
    watch.seen.connect(seen.append)
    watch.start()
    for _ in range(3):
        feed.tell(QueueMoved())
    settle()
    assert len(reader.asked) == 1
    reader.answer = "now"
    reader.settle(reader.asked[0])
    settle()
    assert (len(reader.asked), seen) == (2, ["now", "now"])
    watch.close()


def test_the_board_is_fed_often_enough_to_know_that_it_lives() -> None:
    assert EVERY_MS_WITHOUT_FEED < EVERY_MS <= 20_000
    assert EVERY_MS + PATIENCE_MS < RENEWED_WITHIN * 1000


PLATE = PlateShown(
    name=PersonName("Сынақова", "Айгүл"), position=Bilingual("аға маман", "старший специалист")
)
SIGN = SignView(now=NOW, desk=3, state=HoldState.OPEN)


@pytest.mark.requirement("R-033", "R-043")
def test_the_sign_shows_what_its_desk_does_and_whose_place_it_is(
    dressed: None, qtbot: QtBot
) -> None:
    feed, reader, sign = HandFeed(), HandReader(), DeskSign()
    qtbot.addWidget(sign)
    sign.show()
    conductor = SignConductor(sign, reader, 3, feed=feed)

    def seen(answer: object) -> SignKind | None:
        reader.answer = answer
        feed.tell(QueueMoved())
        settle()
        return sign._state.kind if sign._state is not None else None

    reader.answer = Unavailable(STORE_UNREACHABLE)
    conductor.start()
    settle()
    assert sign._state is not None
    assert sign._state.kind is SignKind.STALE
    assert seen(SIGN) is SignKind.FREE
    assert not sign.plate.isVisible()
    assert seen(replace(SIGN, ticket="A3001", plate=PLATE)) is SignKind.CALLED
    assert sign.plate.isVisible()
    assert "Сынақова" in sign.plate.accessibleName()
    assert seen(replace(SIGN, ticket="A3001", come=True)) is SignKind.SERVING
    assert not sign.plate.isVisible()
    assert seen(replace(SIGN, state=HoldState.PAUSED)) is SignKind.PAUSE
    assert seen(replace(SIGN, state=HoldState.CLOSED)) is SignKind.CLOSED
    assert seen(Unavailable(STORE_UNREACHABLE)) is SignKind.STALE
    conductor.close()
