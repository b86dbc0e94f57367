"""Random days in the hall: desks, every word of the queue, a clock that jumps; nobody lost or doubled."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.desk.practice import HandClock
from app.domain.language import Lang
from app.domain.ordinary_queue import FailureCause
from app.domain.queue_rules import TailRule
from app.domain.visit import Need, Purpose, Ticket, TicketEnd, TicketState, VisitOutcome
from app.ports.storage import Store
from app.storage import open_store
from app.usecases.outcome import Outcome
from app.usecases.queue.arrive import Arrive, MarkInaccurate
from app.usecases.queue.call import Call, Recall, UndoCall
from app.usecases.queue.check_in import CheckIn, RecordBookings, RecordCheckIn
from app.usecases.queue.closing import CloseLine, DecideTail
from app.usecases.queue.finish_visit import FinishVisit, Park
from app.usecases.queue.open_desk import CloseDesk, OpenDesk, PauseDesk, ReleaseDesk, ResumeDesk
from app.usecases.queue.ordinary_queue import (
    CloseFailure,
    ConfirmFailure,
    DeclareFailure,
    EndFailure,
    EnterArrival,
    SettleLine,
)
from app.usecases.queue.return_to_line import CarryOver, EndTicket, ReturnToLine
from app.usecases.queue.take_ticket import ReprintTicket, TakeTicket
from app.usecases.queue.transfer import Transfer
from tests.fakes.fake_store import FakeStore
from tests.fakes.intake_desk import identify_of, people
from tests.flow.queue_hall import DAYS, DESKS, Hall, Look
from tests.flow.queue_truths import in_turn, next_for, untrue

desks = st.sampled_from(DESKS)
purposes = st.sampled_from(Purpose)
languages = st.sampled_from(Lang)
places = st.integers(0, 30)
"""Which of the tickets that were ever given is meant."""
reasons = st.sampled_from(["", "let_ahead", "келушінің өтініші"])


class QueueWalk(RuleBasedStateMachine):
    """Every rule is an act of somebody in the hall; after each all truths are looked at."""

    make_store: Callable[[HandClock], Store]

    def __init__(self) -> None:
        super().__init__()
        self.hall = Hall(type(self).make_store)
        self.seen = self.hall.look()
        self.taken: dict[str, Ticket] = {}
        self.codes = 0

    def teardown(self) -> None:
        self.hall.close()

    # How the walk acts.

    def do(self, desk: str, command: object) -> Outcome:
        """Say it; what was stopped changes nothing of the queue."""
        outcome = self.hall.do(desk, command)
        before, self.seen = self.seen, self.hall.look()
        if not outcome.ok:
            assert self.seen.tickets == before.tickets, command
            assert self.seen.visits == before.visits, command
        fresh = set(self.seen.tickets) - set(self.taken)
        assert len(fresh) <= 1
        self.taken |= {id_: self.seen.tickets[id_] for id_ in fresh}
        return outcome

    def number(self, place: int) -> str:
        """The number of a ticket that was given at some time, more often of one without an end; a
        number that never was, while none is given."""
        every = list(self.seen.tickets.values())
        alive = [one for one in every if one.state is not TicketState.CLOSED]
        given = alive if alive and place % 4 else every
        return given[place % len(given)].number if given else "A3999"

    @invariant()
    def nothing_is_untrue(self) -> None:
        found = untrue(self.seen, self.taken)
        assert not found, found

    # The line.

    @rule(desk=desks, purpose=purposes, language=languages, paper=st.booleans())
    def take(self, desk: str, purpose: Purpose, language: Lang, paper: bool) -> None:
        need = Need.MOBILITY if paper else None
        self.do(desk, TakeTicket(purpose=purpose, language=language, paper=paper, need=need))

    @rule(desk=desks, purpose=st.sampled_from([Purpose.INTAKE, Purpose.ISSUE]))
    def take_while_the_doors_are_open(self, desk: str, purpose: Purpose) -> None:
        self._doors_open()
        for language in Lang:
            assert self.do(desk, TakeTicket(purpose=purpose, language=language)).ok

    @rule(desk=desks, place=places)
    def reprint(self, desk: str, place: int) -> None:
        self.do(desk, ReprintTicket(ticket=self.number(place)))

    @rule(desk=desks, minutes=st.integers(-90, 90))
    def come_by_booking(self, desk: str, minutes: int) -> None:
        self.codes += 1
        slot = self.hall.now() + timedelta(minutes=minutes)
        row = f'"code":"BK-{self.codes}","purpose":"intake","language":"kk","channel":"app"'
        self.do(
            desk,
            RecordBookings(answer="found", bookings=f'[{{{row},"slot_at":"{slot.isoformat()}"}}]'),
        )
        self.do(desk, CheckIn(code=f"BK-{self.codes}"))
        assert not self.do(desk, CheckIn(code=f"BK-{self.codes}")).facts.get("ticket")

    @rule(desk=desks, minutes=st.integers(-120, 5), twice=st.booleans())
    def come_by_digital_ticket(self, desk: str, minutes: int, twice: bool) -> None:
        self.codes += 1
        issued = self.hall.now() + timedelta(minutes=minutes)
        told = (
            f'{{"code":"DT-{self.codes}","purpose":"issue","language":"ru","branch":"9900",'
            f'"issued_at":"{issued.isoformat()}"}}'
        )
        for _ in range(1 + twice):
            self.do(desk, RecordCheckIn(code=f"DT-{self.codes}", answer="found", ticket=told))

    # Calls.

    @rule(desk=desks, ready=st.sampled_from([True, True, False]))
    def call(self, desk: str, ready: bool) -> None:
        if ready:
            self._ready(desk)
        before = self.seen
        expected = next_for(self.hall, desk, before)
        outcome = self.do(desk, Call())
        if outcome.ok:
            assert outcome.visit is not None
            assert expected is not None
            assert outcome.visit.visit.ticket_id == expected.id

    @rule(desk=desks, place=places, reason=reasons, ready=st.sampled_from([True, True, False]))
    def call_named(self, desk: str, place: int, reason: str, ready: bool) -> None:
        if ready:
            self._ready(desk)
        before = self.seen
        outcome = self.do(desk, Call(ticket=self.number(place), reason=reason))
        if not outcome.ok:
            return
        assert outcome.visit is not None
        visit = outcome.visit.visit
        ticket = before.tickets[visit.ticket_id]
        today = ticket.day == before.today.isoformat()
        assert visit.out_of_turn is not None or not today or in_turn(ticket, desk, before)
        assert (visit.out_of_turn is not None) == bool(reason)

    @rule(desk=desks, word=st.sampled_from([Recall(), UndoCall(), Arrive(), MarkInaccurate()]))
    def word_about_the_call(self, desk: str, word: object) -> None:
        self.do(desk, word)

    @rule(desk=desks)
    def undo_at_once(self, desk: str) -> None:
        self._ready(desk)
        before = self.seen
        if self.do(desk, Call()).ok:
            assert self.do(desk, UndoCall()).ok
            assert self.seen.waiting == before.waiting

    @rule(desk=desks, last=st.sampled_from([
        FinishVisit(outcome=VisitOutcome.NO_SHOW), FinishVisit(), Park(), Recall(),
        Transfer(to_purpose=Purpose.APPEAL, reason="жолданым"), Arrive()]))  # fmt: skip
    def call_and_go_on(self, desk: str, last: object) -> None:
        self._ready(desk)
        if self.do(desk, Call()).ok:
            self.do(desk, last)

    @rule(desk=desks)
    def come_back(self, desk: str) -> None:
        outside = (TicketState.ABSENT, TicketState.PARKED)
        for ticket in self.seen.tickets.values():
            if ticket.state in outside and ticket.day == self.seen.today.isoformat():
                assert self.do(desk, ReturnToLine(ticket=ticket.number)).ok

    @rule(desk=desks)
    def identify(self, desk: str) -> None:
        self.do(desk, identify_of(people().people["citizen"]))

    @rule(desk=desks, outcome=st.sampled_from(VisitOutcome))
    def finish(self, desk: str, outcome: VisitOutcome) -> None:
        self.do(desk, FinishVisit(outcome=outcome))

    @rule(desk=desks)
    def park(self, desk: str) -> None:
        self.do(desk, Park(reason="құжат әкеледі"))

    @rule(desk=desks, to=st.sampled_from(["", *DESKS]), purpose=st.none() | purposes)
    def transfer(self, desk: str, to: str, purpose: Purpose | None) -> None:
        if to:
            self.do(to, OpenDesk(badge=True))
        self.do(desk, Transfer(to_desk=to, to_purpose=purpose, reason="басқа терезе"))

    @rule(desk=desks, place=places)
    def return_to_line(self, desk: str, place: int) -> None:
        self.do(desk, ReturnToLine(ticket=self.number(place)))

    @rule(desk=desks, place=places)
    def end_ticket(self, desk: str, place: int) -> None:
        self.do(desk, EndTicket(ticket=self.number(place), reason="кетіп қалды"))

    # Desks.

    @rule(desk=desks, word=st.sampled_from([PauseDesk(), ResumeDesk(), CloseDesk()]))
    def leave_the_desk(self, desk: str, word: object) -> None:
        self.do(desk, word)

    @rule(desk=desks)
    def open_the_desk(self, desk: str) -> None:
        self.do(desk, OpenDesk(badge=True))

    @rule(desk=desks, other=desks)
    def release(self, desk: str, other: str) -> None:
        self.do(desk, ReleaseDesk(desk=other, reason="жұмыс орны істемейді"))

    @rule(desk=desks, gone=st.booleans())
    def open_elsewhere(self, desk: str, gone: bool) -> None:
        if gone:
            self.hall.gone.add(self.hall.session(desk))
        other = self.hall.elsewhere(desk)
        if self.hall.said(other, OpenDesk(badge=True)).ok:
            assert not self.do(desk, Call()).ok
            self.hall.desks[desk] = other
        self.seen = self.hall.look()

    # The ordinary queue.

    @rule(desk=desks, word=st.sampled_from([DeclareFailure(cause=FailureCause.SERVER),
        ConfirmFailure(), EndFailure(), CloseFailure()]))  # fmt: skip
    def failure(self, desk: str, word: object) -> None:
        self.do(desk, word)

    @rule(desk=desks, minutes=st.integers(-60, 2000), over=st.booleans())
    def enter_arrival(self, desk: str, minutes: int, over: bool) -> None:
        self.do(
            desk,
            EnterArrival(
                arrived_at=self.hall.now() - timedelta(minutes=minutes),
                purpose=Purpose.INTAKE,
                language=Lang.RU,
                end=TicketEnd.SERVED if over else None,
                reason="қағаз журнал",
            ),
        )

    @rule(desk=desks, place=places)
    def settle(self, desk: str, place: int) -> None:
        number = self.number(place)
        self.do(desk, SettleLine(ticket=number, end=TicketEnd.LEFT, reason="кетіп қалды"))

    @rule(desk=desks)
    def reconcile_everything(self, desk: str) -> None:
        """Whatever happened meanwhile, an act of a failure can be ended, reconciled and closed."""
        self.do(desk, EndFailure())
        for act in self.seen.acts:
            lines = [one for one in self.seen.tickets.values() if one.failure_id == act.id]
            for line in lines:
                if line.desk and line.state is not TicketState.CLOSED:
                    assert self.do(line.desk, FinishVisit()).ok
                settled = SettleLine(ticket=line.number, reason="журналда жазылған", act=act.number)
                self.do(desk, settled)
            closed = self.do(desk, CloseFailure(act=act.number))
            assert closed.ok is (act.closed_at is None), closed

    # The day and the clock.

    @rule(desk=desks, tail=st.sampled_from(TailRule))
    def close_the_day(self, desk: str, tail: TailRule) -> None:
        self._set(self.hall.now().replace(hour=18, minute=5))
        self.do(desk, DecideTail(rule=tail, reason="жұмыс уақыты бітті"))
        self.do(desk, CloseLine())
        self.another_day(min((day for day in DAYS if day > self.seen.today), default=DAYS[0]))

    @rule(day=st.sampled_from(DAYS))
    def another_day(self, day: date) -> None:
        morning = self.hall.now().replace(hour=9, minute=30)
        self._set(datetime.combine(day, morning.timetz()))

    @rule(desk=desks)
    def carry_over(self, desk: str) -> None:
        self.do(desk, CarryOver(reason="кеше үлгермеді"))

    @rule(minutes=st.sampled_from([1, 15, 59, 90, -1, -30, -120]))
    def the_clock_jumps(self, minutes: int) -> None:
        self._set(self.hall.now() + timedelta(minutes=minutes))

    @precondition(lambda self: self.hall.now().date() > DAYS[0])
    @rule()
    def the_clock_goes_back_over_midnight(self) -> None:
        earlier = self.hall.now() - timedelta(days=1)
        self._set(earlier.replace(hour=16))

    def _doors_open(self) -> None:
        if self.seen.today not in DAYS:
            self.another_day(DAYS[0])
        if not 9 <= self.hall.now().hour < 18:
            self._set(self.hall.now().replace(hour=10))

    def _ready(self, desk: str) -> None:
        """The desk is open and nobody sits at it any more."""
        self.do(desk, FinishVisit())
        self.do(desk, OpenDesk(badge=True))

    def _set(self, moment: datetime) -> None:
        self.hall.clock.set(moment)
        self.seen = self.hall.look()


class PlainWalk(QueueWalk):
    """Over the store of plain dicts."""

    make_store = staticmethod(FakeStore)


class SqliteWalk(QueueWalk):
    """Over SQLite."""

    @staticmethod
    def make_store(clock: HandClock) -> Store:
        return open_store("sqlite://", clock=clock)


TestPlainStore = pytest.mark.requirement("R-029", "R-033", "R-034", "R-045")(PlainWalk.TestCase)
TestPlainStore.settings = settings(max_examples=40, stateful_step_count=50)
TestSqlite = pytest.mark.requirement("R-029", "R-033", "R-034", "R-045")(SqliteWalk.TestCase)
TestSqlite.settings = settings(max_examples=12, stateful_step_count=40)


def test_a_walk_sees_what_is_wrong() -> None:
    """The truths are no empty words: a ticket lost, doubled, moved in time, or falsely shown is seen."""
    from dataclasses import replace

    hall = Hall(FakeStore)
    hall.do("3", TakeTicket(language=Lang.KK))
    hall.do("3", Call())
    hall.do("3", TakeTicket(language=Lang.KK))
    look = hall.look()
    taken = dict(look.tickets)
    assert untrue(look, taken) == []
    called, waiting = sorted(taken.values(), key=lambda one: one.number)
    late = replace(waiting, taken_at=waiting.taken_at + timedelta(minutes=1))
    wrong: list[Look] = [
        replace(look, tickets={called.id: called}),
        replace(look, reachable=frozenset()),
        replace(look, tickets={**taken, waiting.id: late}),
        replace(look, tickets={**taken, waiting.id: replace(waiting, number=called.number)}),
        replace(look, tickets={**taken, called.id: replace(called, desk="4")}),
        replace(look, visits={}),
        replace(look, orders=('{"ticket":"x","name":"y"}',)),
    ]
    assert all(untrue(one, taken) for one in wrong)
    hall.close()
