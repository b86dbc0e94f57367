"""The desk itself: one workplace a number, a name to be seen, and no purpose without a window."""

import json
from dataclasses import replace

import pytest

from app.domain.branch import Role
from app.domain.desk_hold import HoldState, Plate
from app.domain.visit import Purpose, TicketState
from app.errors import InputInvalid, Unavailable
from app.usecases.queue.call import Call
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.queue.open_desk import (
    CloseDesk,
    OpenDesk,
    PauseDesk,
    ReleaseDesk,
    ResumeDesk,
    still_here,
)
from app.usecases.queue.transfer import Transfer
from tests.fakes.queue_desk import QueueDesk

SECOND = "2"


@pytest.mark.requirement("R-043")
def test_without_a_name_to_be_seen_no_desk_opens() -> None:
    desk = QueueDesk()
    desk.sit(SECOND)
    assert desk.refused(OpenDesk()) == {"open_desk.named"}
    assert SECOND not in desk.store.tables.holds
    desk.take()
    assert desk.refused(Call()) == {"call.desk_open"}


@pytest.mark.requirement("R-043")
def test_with_the_badge_on_no_plate_is_made() -> None:
    desk = QueueDesk().open(SECOND, badge=True, plate=Plate.PRINTED)
    hold = desk.store.tables.holds[SECOND]
    assert (hold.badge, hold.plate, hold.named) == (True, None, True)
    assert desk.papers() == []


@pytest.mark.requirement("R-043")
def test_a_plate_on_the_screen_opens_the_desk() -> None:
    desk = QueueDesk().open(SECOND, badge=False, plate=Plate.SCREEN)
    assert desk.store.tables.holds[SECOND].takes_visitors
    assert desk.papers() == []
    desk.take()
    assert desk.call().desk == SECOND


@pytest.mark.requirement("R-043")
def test_a_printed_plate_is_a_paper_and_an_order_to_print() -> None:
    desk = QueueDesk()
    desk.sit(SECOND, "operator_2")
    outcome = desk.must(OpenDesk(plate=Plate.PRINTED))
    (paper,) = desk.papers()
    (order,) = desk.pending("print")
    assert outcome.papers[0].id == paper.id == json.loads(order.payload)["paper"]
    told = json.loads(paper.data)
    assert told["name_kk"]["surname"] == "Сынақов"
    assert not told["name_kk"].get("patronymic")
    assert told["desk"] == 2


@pytest.mark.requirement("R-033", "R-242")
def test_a_number_belongs_to_one_workplace() -> None:
    desk = QueueDesk().open(SECOND)
    desk.sit(SECOND, session="another")
    assert desk.refused(OpenDesk(badge=True)) == {"open_desk.free"}
    assert "open_desk.held" in desk.refused(PauseDesk())
    assert desk.refused(ResumeDesk()) == {"open_desk.held"}
    assert desk.refused(CloseDesk()) == {"open_desk.held"}
    desk.take()
    assert desk.refused(Call()) == {"call.desk_open"}
    assert desk.store.tables.holds[SECOND].session == "at-2"


@pytest.mark.requirement("R-033")
def test_a_workplace_that_has_ended_holds_nothing() -> None:
    desk = QueueDesk().open(SECOND)
    desk.sit(SECOND, session="another")
    desk.gone.add("at-2")
    desk.must(OpenDesk(badge=True))
    assert desk.store.tables.holds[SECOND].session == "another"


@pytest.mark.parametrize(("seconds", "free"), [(88, False), (91, True)])
def test_a_silent_workplace_loses_its_desk(seconds: int, free: bool) -> None:
    desk = QueueDesk().open(SECOND)
    desk.sit(SECOND, session="another")
    desk.pass_time(seconds=seconds)
    assert desk.do(OpenDesk(badge=True)).ok is free


def test_a_sign_of_life_keeps_the_desk_and_leaves_no_word_in_the_log() -> None:
    desk = QueueDesk().open(SECOND)
    lines = len(desk.store.tables.journal)
    desk.pass_time(seconds=80)
    with desk.store.begin(writing=True) as unit:
        assert still_here(desk.work(unit)) is not None
        unit.commit()
    assert len(desk.store.tables.journal) == lines
    desk.sit(SECOND, session="another")
    desk.pass_time(seconds=80)
    assert desk.refused(OpenDesk(badge=True)) == {"open_desk.free"}
    assert desk.ask(still_here) is None


def test_the_same_workplace_opens_again_and_keeps_its_beginning() -> None:
    desk = QueueDesk().open(SECOND)
    first = desk.store.tables.holds[SECOND]
    desk.pass_time(minutes=5)
    desk.open(SECOND, "operator_2", badge=False, plate=Plate.SCREEN)
    again = desk.store.tables.holds[SECOND]
    assert (again.opened_at, again.operator_id) == (first.opened_at, "operator_2")
    assert again.seen_at > first.seen_at
    desk.must(CloseDesk())
    desk.open(SECOND)
    assert desk.store.tables.holds[SECOND].opened_at > again.seen_at


def test_a_closed_desk_is_free_for_another_workplace() -> None:
    desk = QueueDesk().open(SECOND)
    desk.must(CloseDesk())
    assert desk.refused(CloseDesk()) == {"open_desk.held"}
    desk.sit(SECOND, session="another")
    desk.must(OpenDesk(badge=True))


@pytest.mark.requirement("R-023")
def test_a_pause_stops_the_calls_of_this_desk_alone() -> None:
    desk = QueueDesk().open(SECOND)
    desk.take()
    desk.must(PauseDesk(reason="үзіліс"))
    hold = desk.store.tables.holds[SECOND]
    assert (hold.state, hold.pause_reason) == (HoldState.PAUSED, "үзіліс")
    assert desk.refused(Call()) == {"call.desk_open"}
    desk.sit("3")
    assert desk.call().desk == "3"
    desk.sit(SECOND)
    desk.must(ResumeDesk())
    desk.take()
    assert desk.call().desk == SECOND


@pytest.mark.requirement("R-023")
def test_the_last_window_of_a_purpose_is_paused_by_the_supervisor_alone() -> None:
    desk = QueueDesk().open(SECOND, "operator")
    desk.must(PauseDesk())
    desk.sit("3")
    outcome = desk.do(PauseDesk())
    assert {finding.rule for finding in outcome.findings} == {"open_desk.last_window"}
    assert {finding.subject for finding in outcome.findings} == {one.value for one in Purpose}
    desk.operator = replace(desk.operator, roles=frozenset({Role.SUP}))
    desk.must(PauseDesk())


@pytest.mark.requirement("R-023")
def test_a_colleague_who_serves_only_some_purposes_does_not_cover_the_rest() -> None:
    desk = QueueDesk().open(SECOND, "operator")
    desk.sit("3")
    outcome = desk.do(PauseDesk())
    assert [finding.subject for finding in outcome.findings] == [Purpose.ISSUE.value]


@pytest.mark.requirement("R-072")
def test_a_desk_is_not_left_while_somebody_sits_at_it() -> None:
    desk = QueueDesk().open(SECOND)
    desk.sit("3")
    desk.take()
    desk.call()
    for command in (PauseDesk(), CloseDesk()):
        assert "open_desk.nobody_there" in desk.refused(command)
    desk.must(FinishVisit())
    desk.must(CloseDesk())


@pytest.mark.requirement("R-023")
@pytest.mark.parametrize(("late", "warned"), [(False, True), (True, False)])
def test_who_closes_the_last_desk_within_the_hours_is_told_whom_nobody_serves(
    late: bool, warned: bool
) -> None:
    desk = QueueDesk().open(SECOND, "issuer")
    desk.sit("3")
    desk.clock.at = desk.clock.at.replace(hour=18 if late else 12, minute=30)
    desk.all_show_life()
    found = desk.must(CloseDesk()).findings
    assert all(one.rule == "open_desk.last_closes" and not one.blocks for one in found)
    left = {one.subject for one in found}
    assert (Purpose.INTAKE.value in left) is warned
    assert Purpose.ISSUE.value not in left


def test_a_desk_that_has_fallen_silent_serves_nobody() -> None:
    desk = QueueDesk().open(SECOND)
    desk.sit("3")
    alone_with = [{one.subject for one in desk.do(PauseDesk()).findings}]
    desk.pass_time(minutes=2)
    alone_with.append({one.subject for one in desk.do(PauseDesk()).findings})
    assert [Purpose.INTAKE.value in subjects for subjects in alone_with] == [False, True]


def test_a_supervisor_sets_a_desk_free_with_the_reason() -> None:
    desk = QueueDesk().open(SECOND)
    desk.sit("9", "supervisor")
    assert desk.refused(ReleaseDesk(desk=SECOND)) == {"transfer.reason"}
    for unknown in ("8", ""):
        with pytest.raises(InputInvalid):
            desk.do(ReleaseDesk(desk=unknown, reason="бос емес"))
    desk.must(ReleaseDesk(desk=SECOND, reason="компьютер істен шықты"))
    assert desk.store.tables.holds[SECOND].state is HoldState.CLOSED
    with pytest.raises(InputInvalid):
        desk.do(ReleaseDesk(desk=SECOND, reason="компьютер істен шықты"))
    desk.sit(SECOND, session="another")
    desk.must(OpenDesk(badge=True))


@pytest.mark.requirement("R-045")
@pytest.mark.parametrize("how", ["close", "release", "open"])
def test_who_was_sent_to_a_desk_that_is_left_stands_in_the_one_line_again(how: str) -> None:
    desk = QueueDesk().open("4", "issuer")
    desk.sit("3")
    number = desk.take()
    desk.call()
    desk.must(Transfer(to_desk="4", to_purpose=Purpose.ISSUE, reason="құжат дайын"))
    arrival = desk.ticket(number).taken_at
    assert desk.refused(Call()) == {"call.somebody_waits"}
    if how == "close":
        desk.sit("4", "issuer")
        desk.must(CloseDesk())
    elif how == "release":
        desk.sit("9", "supervisor")
        desk.must(ReleaseDesk(desk="4", reason="жұмыс орны істемейді"))
    else:
        desk.open("4", "consultant")
    kept = desk.ticket(number)
    assert (kept.for_desk, kept.taken_at, kept.state) == ("", arrival, TicketState.WAITING)
    desk.sit("3")
    assert desk.call().ticket_number == number


def test_a_hold_taken_meanwhile_is_not_written_over() -> None:
    desk = QueueDesk().open(SECOND)
    seen = desk.store.tables.holds[SECOND]
    desk.gone.add("at-2")
    desk.sit(SECOND, session="another")
    desk.must(OpenDesk(badge=True))
    with desk.store.begin(writing=True) as unit, pytest.raises(Unavailable):
        unit.queue.save_hold(seen, seen)
