"""Codes shown at the desk: bookings, digital tickets, tickets of ours; each is taken or told plainly."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.booking import BookingState
from app.domain.branch import DepartmentKind
from app.domain.codes import CodeKind, printed_code
from app.domain.language import Lang
from app.domain.ticket_code import code_number
from app.domain.visit import Purpose, TicketOrigin
from app.errors import InputInvalid
from app.usecases.outcome import Outcome
from app.usecases.queue.call import Call
from app.usecases.queue.check_in import (
    CheckIn,
    FetchBookings,
    RecordBookings,
    RecordCheckIn,
)
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.queue.take_ticket import TakeTicket
from tests.fakes.intake_desk import FILED, people, rules_of
from tests.fakes.queue_desk import QueueDesk

SLOT = FILED + timedelta(minutes=40)


def _booked(desk: QueueDesk, code: str = "BK-1", slot: datetime = SLOT, **other: Any) -> Outcome:
    row = {
        "code": code,
        "purpose": "intake",
        "language": "kk",
        "channel": "app",
        "phone_masked": "+7 7•• ••• •• 11",
        "slot_at": slot.isoformat(),
    }
    return desk.must(RecordBookings(answer="found", bookings=json.dumps([row | other])))


def _digital(issued: datetime, code: str = "DT-1", branch: str = "9900", **other: Any) -> str:
    row = {
        "code": code,
        "purpose": "issue",
        "language": "ru",
        "issued_at": issued.isoformat(),
        "branch": branch,
    }
    return json.dumps(row | other)


def _answered(desk: QueueDesk, ticket: str, code: str = "DT-1", answer: str = "found") -> Outcome:
    return desk.do(RecordCheckIn(code=code, answer=answer, ticket=ticket))


@pytest.mark.requirement("R-038")
def test_who_comes_in_time_stands_at_the_booked_time() -> None:
    desk = QueueDesk()
    _booked(desk)
    desk.pass_time(minutes=10)
    early = desk.take()
    outcome = desk.must(CheckIn(code=" BK-1 "))
    desk.pass_time(minutes=45)
    late = desk.take()
    booked = outcome.facts["ticket"]
    ticket = desk.ticket(booked)
    assert (ticket.origin, ticket.booked_for, ticket.turn_at) == (TicketOrigin.BOOKING, SLOT, SLOT)
    assert ticket.taken_at < SLOT
    assert desk.line == [early, booked, late]
    assert outcome.findings == ()
    (kept,) = desk.store.tables.bookings.values()
    assert (kept.state, kept.ticket_id) == (BookingState.ARRIVED, ticket.id)


@pytest.mark.requirement("R-038")
@pytest.mark.parametrize(
    ("minutes", "at_slot", "warned"),
    [
        (-61, False, False),
        (-60, True, False),
        (0, True, False),
        (15, True, False),
        (16, False, True),
        (300, False, True),
    ],
)
def test_too_early_or_too_late_waits_by_the_time_of_arrival(
    minutes: int, at_slot: bool, warned: bool
) -> None:
    desk = QueueDesk()
    slot = FILED.replace(hour=12, minute=0)
    _booked(desk, slot=slot)
    desk.clock.at = slot + timedelta(minutes=minutes, seconds=-1)
    outcome = desk.must(CheckIn(code="BK-1"))
    ticket = desk.ticket(outcome.facts["ticket"])
    assert (ticket.turn_at == slot) is at_slot
    assert at_slot or ticket.turn_at == ticket.taken_at
    assert (rules_of(outcome) == {"check_in.in_time"}) is warned


@pytest.mark.requirement("R-038")
def test_one_booking_is_one_place() -> None:
    desk = QueueDesk()
    _booked(desk)
    desk.must(CheckIn(code="BK-1"))
    assert desk.refused(CheckIn(code="BK-1")) == {"check_in.once"}
    assert len(desk.line) == 1


@pytest.mark.requirement("R-038", "R-039")
@pytest.mark.parametrize("days", [-1, 1])
def test_a_booking_of_another_day_is_told_and_stays(days: int) -> None:
    desk = QueueDesk()
    _booked(desk, slot=SLOT + timedelta(days=days))
    assert "check_in.today" in desk.refused(CheckIn(code="BK-1"))
    (kept,) = desk.store.tables.bookings.values()
    assert kept.state is BookingState.BOOKED


@pytest.mark.requirement("R-022")
def test_outside_the_hours_a_booking_waits_too() -> None:
    desk = QueueDesk()
    _booked(desk)
    desk.at("2026-03-06T18:00")
    assert "opening.open" in desk.refused(CheckIn(code="BK-1"))


@pytest.mark.requirement("R-038")
def test_a_walk_in_at_a_fully_booked_hour_gets_a_ticket() -> None:
    desk = QueueDesk()
    for place in range(12):
        _booked(desk, f"BK-{place}", FILED + timedelta(minutes=5 * place))
    assert desk.must(TakeTicket(language=Lang.RU)).facts["ticket"] == "A3001"
    assert desk.call().ticket_number == "A3001"


def test_bookings_are_asked_for_and_written_once() -> None:
    desk = QueueDesk()
    desk.must(FetchBookings())
    (item,) = desk.pending("bookings")
    order = json.loads(item.payload)
    assert (order["system"], order["params"]) == (
        "booking",
        {"branch": "9900", "day": "2026-03-06"},
    )
    assert _booked(desk).facts == {"new": "1"}
    desk.must(CheckIn(code="BK-1"))
    (before,) = desk.store.tables.bookings.values()
    assert _booked(desk).facts == {"new": "0"}
    assert list(desk.store.tables.bookings.values()) == [before]


@pytest.mark.requirement("R-038")
def test_a_phone_is_kept_masked_and_never_leaves_with_the_ticket() -> None:
    desk = QueueDesk()
    _booked(desk)
    desk.must(CheckIn(code="BK-1", paper=True))
    (kept,) = desk.store.tables.bookings.values()
    assert kept.phone_masked == "+7 7•• ••• •• 11"
    for item in desk.store.tables.outbox.values():
        assert "••" not in item.payload
    assert "••" not in repr([line.entry for line in desk.store.tables.journal])
    assert "••" not in repr(desk.board)


def test_a_booking_in_another_zone_is_shown_in_the_branchs_time() -> None:
    desk = QueueDesk()
    _booked(desk, slot=SLOT.astimezone(UTC))
    (kept,) = desk.store.tables.bookings.values()
    assert f"{kept.slot_at:%H:%M}" == f"{SLOT:%H:%M}"
    desk.must(CheckIn(code="BK-1"))


@pytest.mark.parametrize(
    "bookings",
    [
        "{}",
        "[1]",
        "not json",
        '[{"code": "x"}]',
        '[{"code":"x","purpose":"intake","language":"kk","slot_at":"2026-03-06T12:00:00"}]',
        '[{"code":"x","purpose":"vip","language":"kk","slot_at":"2026-03-06T12:00:00+05:00"}]',
    ],
)
def test_an_answer_that_is_no_booking_is_named(bookings: str) -> None:
    desk = QueueDesk()
    with pytest.raises(InputInvalid) as caught:
        desk.do(RecordBookings(answer="found", bookings=bookings))
    assert caught.value.code == "check_in.answer"
    with pytest.raises(InputInvalid):
        desk.do(RecordCheckIn(code="x", answer="found", ticket=bookings))
    assert not desk.store.tables.bookings


def test_no_answer_leaves_everything_as_it_is() -> None:
    desk = QueueDesk()
    assert desk.must(RecordBookings(answer="outage")).facts == {"new": "0"}


@pytest.mark.requirement("R-039")
def test_a_digital_ticket_stands_in_the_line_at_its_issue_time() -> None:
    desk = QueueDesk()
    first = desk.take(Purpose.ISSUE)
    asked = desk.must(CheckIn(code="DT-1", paper=True))
    assert asked.facts == {"asked": "booking"}
    issued = FILED - timedelta(minutes=50)
    outcome = desk.settled(
        "check_in",
        lambda order: RecordCheckIn(
            code=order["params"]["code"],
            answer="found",
            ticket=_digital(issued),
            paper=order["params"]["paper"] == "true",
        ),
    )
    number = outcome.facts["ticket"]
    ticket = desk.ticket(number)
    assert outcome.facts["check_in"] == "taken"
    assert (ticket.taken_at, ticket.origin) == (issued, TicketOrigin.DIGITAL)
    assert ticket.entered_at == desk.clock.now()
    assert desk.line == [number, first]
    assert len(desk.pending("ticket")) == 1
    assert "check_in.once" in desk.refused(CheckIn(code="DT-1"))


@pytest.mark.requirement("R-039")
def test_a_code_shown_twice_before_the_answer_is_one_place() -> None:
    desk = QueueDesk()
    told = _digital(FILED - timedelta(minutes=5))
    assert _answered(desk, told).facts["check_in"] == "taken"
    again = _answered(desk, told)
    assert (again.facts["check_in"], rules_of(again)) == ("used", {"check_in.once"})
    assert len(desk.line) == 1


def test_a_booking_fetched_before_the_answer_is_taken_by_its_booking() -> None:
    desk = QueueDesk()
    _booked(desk, "DT-1")
    outcome = _answered(desk, _digital(FILED))
    assert desk.ticket(outcome.facts["ticket"]).booked_for == SLOT


@pytest.mark.requirement("R-039")
@pytest.mark.parametrize(
    "ticket",
    [
        "",
        _digital(FILED - timedelta(days=1)),
        _digital(FILED, branch="0001"),
        _digital(FILED + timedelta(days=1)),
    ],
)
def test_an_old_or_a_foreign_token_is_told_plainly(ticket: str) -> None:
    desk = QueueDesk()
    outcome = _answered(desk, ticket, answer="not_found" if not ticket else "found")
    assert rules_of(outcome) == {"check_in.known"}
    assert outcome.facts == {"check_in": "unknown", "shown": "DT-1"}
    assert desk.line == []
    assert desk.must(TakeTicket(language=Lang.KK)).facts["ticket"] == "A3001"


@pytest.mark.requirement("R-039")
def test_the_day_of_a_token_is_told_in_the_branchs_time() -> None:
    desk = QueueDesk().at("2026-03-06T09:30")
    issued = datetime(2026, 3, 5, 20, 0, tzinfo=UTC)
    outcome = _answered(desk, _digital(issued))
    ticket = desk.ticket(outcome.facts["ticket"])
    assert (ticket.day, f"{ticket.taken_at:%H:%M}") == ("2026-03-06", "01:00")


def test_a_token_of_a_clock_that_goes_ahead_comes_now() -> None:
    desk = QueueDesk()
    outcome = _answered(desk, _digital(FILED + timedelta(minutes=9)))
    assert desk.ticket(outcome.facts["ticket"]).taken_at == desk.clock.now()


def test_our_own_printed_code_finds_its_ticket() -> None:
    desk = QueueDesk()
    told = desk.must(TakeTicket(language=Lang.KK)).facts
    desk.take()
    found = desk.must(CheckIn(code=told["code"])).facts
    assert (found["known"], found["ticket"], found["before"]) == ("ticket", told["ticket"], "0")
    assert desk.pending("check_in") == []
    assert len(desk.line) == 2


@pytest.mark.requirement("R-039")
def test_our_own_code_of_yesterday_or_of_a_finished_visit_is_told_plainly() -> None:
    desk = QueueDesk()
    told = desk.must(TakeTicket(language=Lang.KK)).facts
    other = desk.must(TakeTicket(language=Lang.KK)).facts
    desk.must(Call())
    desk.must(FinishVisit())
    assert desk.refused(CheckIn(code=told["code"])) == {"check_in.known"}
    desk.at("2026-03-10T10:00")
    assert desk.refused(CheckIn(code=other["code"])) == {"check_in.known"}
    assert desk.pending("check_in") == []


@pytest.mark.requirement("R-039")
def test_a_printed_code_of_another_branch_is_asked_about_and_told_plainly() -> None:
    desk = QueueDesk()
    number = code_number("A3001", FILED.date())
    foreign = printed_code(CodeKind.TICKET, people().branch(DepartmentKind.DUTY).code, number)
    desk.take()
    assert desk.must(CheckIn(code=foreign)).facts == {"asked": "booking"}
    outcome = desk.settled("check_in", lambda _: RecordCheckIn(code=foreign, answer="not_found"))
    assert rules_of(outcome) == {"check_in.known"}
    assert len(desk.line) == 1


@pytest.mark.parametrize("code", ["", "   "])
def test_nothing_is_no_code(code: str) -> None:
    with pytest.raises(InputInvalid) as caught:
        QueueDesk().do(CheckIn(code=code))
    assert (caught.value.code, caught.value.field) == ("check_in.empty", "code")
