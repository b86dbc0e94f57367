"""The turns of the voice: first called, first said; never twice, never late, never what is not so."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.domain.language import Lang
from app.ports.devices import Announcement, TicketCall
from devices.voice.turns import CallTurns

FRESH = 60.0
MOST = 4


def call(ticket: str, desk: int = 1) -> Announcement:
    return Announcement(call=TicketCall(ticket, desk), languages=(Lang.KK, Lang.RU))


@dataclass
class Board:
    """What stands on the board: a desk by ticket."""

    desks: dict[str, int] = field(default_factory=dict)
    asked: list[TicketCall] = field(default_factory=list)

    def still_true(self, asked: TicketCall) -> bool:
        self.asked.append(asked)
        return self.desks.get(asked.ticket) == asked.desk


def everything(_call: TicketCall) -> bool:
    return True


def turns(**other: object) -> CallTurns:
    return CallTurns(everything, fresh_seconds=FRESH, at_most=MOST, **other)  # type: ignore[arg-type]


def drained(row: CallTurns, now: float) -> list[Announcement]:
    return list(iter(lambda: row.next(now), None))


def test_first_called_first_said_and_each_once() -> None:
    row = turns()
    for number in range(MOST):
        row.add(call(f"A{number}"), float(number))
    assert drained(row, 4.0) == [call(f"A{number}") for number in range(MOST)]
    assert row.next(4.0) is None


def test_a_newer_call_takes_the_place_of_the_waiting_one() -> None:
    row = turns()
    row.add(call("A1", 3), 0.0)
    row.add(call("A2", 4), 1.0)
    row.add(call("A1", 5), 50.0)
    assert row.waiting == (call("A1", 5), call("A2", 4))
    assert drained(row, 61.0) == [call("A1", 5), call("A2", 4)]


def test_a_recall_makes_a_call_fresh_again() -> None:
    row = turns()
    row.add(call("A1"), 0.0)
    row.add(call("A1"), 50.0)
    assert row.next(100.0) == call("A1")


@pytest.mark.parametrize(("now", "said"), [(FRESH, call("A1")), (FRESH + 0.1, None)])
def test_an_old_call_is_not_said(now: float, said: Announcement | None) -> None:
    row = turns()
    row.add(call("A1"), 0.0)
    assert row.next(now) == said
    assert row.waiting == ()


def test_a_withdrawn_call_is_not_said() -> None:
    row = turns()
    row.add(call("A1"), 0.0)
    row.add(call("A2"), 0.0)
    row.withdraw("A1")
    row.withdraw("A9")
    assert drained(row, 1.0) == [call("A2")]


def test_the_truth_is_asked_at_the_last_moment() -> None:
    board = Board({"A1": 1, "A2": 1})
    row = CallTurns(board.still_true)
    row.add(call("A1"), 0.0)
    row.add(call("A2"), 0.0)
    assert board.asked == []
    del board.desks["A1"]
    assert row.next(1.0) == call("A2")
    assert board.asked == [TicketCall("A1", 1), TicketCall("A2", 1)]


def test_the_oldest_gives_way_when_too_many_wait() -> None:
    row = turns()
    for number in range(MOST + 2):
        row.add(call(f"A{number}"), float(number))
    assert row.waiting == tuple(call(f"A{number}") for number in range(2, MOST + 2))


def test_the_oldest_is_told_by_its_last_call() -> None:
    row = turns()
    for number in range(MOST):
        row.add(call(f"A{number}"), float(number))
    row.add(call("A0"), 10.0)
    row.add(call("A9"), 11.0)
    assert row.waiting == (call("A0"), call("A2"), call("A3"), call("A9"))


@pytest.mark.parametrize("wrong", [{"at_most": 0}, {"fresh_seconds": 0.0}])
def test_a_row_without_room_is_no_row(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="at least one"):
        CallTurns(everything, **wrong)  # type: ignore[arg-type]


TICKETS = st.sampled_from([f"A{number}" for number in range(7)])
DESKS = st.integers(1, 3)


class VoiceOfAHall(RuleBasedStateMachine):
    """Any order of calls, recalls, undone calls and pauses, against the board and a plain record."""

    def __init__(self) -> None:
        super().__init__()
        self.board = Board()
        self.row = CallTurns(self.board.still_true, fresh_seconds=FRESH, at_most=MOST)
        self.now = 0.0
        self.last_call: dict[str, tuple[Announcement, float]] = {}

    @rule(ticket=TICKETS, desk=DESKS)
    def called(self, ticket: str, desk: int) -> None:
        self.board.desks[ticket] = desk
        self.last_call[ticket] = (call(ticket, desk), self.now)
        self.row.add(call(ticket, desk), self.now)
        assert call(ticket, desk) in self.row.waiting

    @rule(ticket=TICKETS)
    def withdrawn(self, ticket: str) -> None:
        self.row.withdraw(ticket)
        self.last_call.pop(ticket, None)

    @rule(ticket=TICKETS)
    def undone_without_a_word(self, ticket: str) -> None:
        self.board.desks.pop(ticket, None)

    @rule(ticket=TICKETS, desk=DESKS)
    def moved_without_a_word(self, ticket: str, desk: int) -> None:
        self.board.desks[ticket] = desk

    @rule(seconds=st.floats(0, 2 * FRESH))
    def time_goes_on(self, seconds: float) -> None:
        self.now += seconds

    @rule()
    def said(self) -> None:
        before = self.row.waiting
        following = self.row.next(self.now)
        if following is None:
            assert self.row.waiting == ()
            assert not [entry for entry in before if self._may_be_said(entry)]
            return
        assert self._may_be_said(following)
        passed_over = before[: before.index(following)]
        assert not [entry for entry in passed_over if self._may_be_said(entry)]
        assert self.row.waiting == before[before.index(following) + 1 :]
        del self.last_call[following.call.ticket]

    def _may_be_said(self, said: Announcement) -> bool:
        called, at = self.last_call[said.call.ticket]
        fresh = self.now - at <= FRESH
        return called == said and fresh and self.board.desks.get(said.call.ticket) == said.call.desk

    @invariant()
    def few_wait_and_no_ticket_twice(self) -> None:
        tickets = [entry.call.ticket for entry in self.row.waiting]
        assert len(tickets) == len(set(tickets)) <= MOST


TestVoiceOfAHall = VoiceOfAHall.TestCase


@given(tickets=st.lists(TICKETS, min_size=1, max_size=20))
def test_the_newest_call_is_never_the_one_dropped(tickets: list[str]) -> None:
    row = turns()
    for place, ticket in enumerate(tickets):
        row.add(call(ticket), float(place))
    assert tickets[-1] in {entry.call.ticket for entry in row.waiting}
