"""The list of the exchange: stages with their moments, alarms of delivery, stages that wait."""

from datetime import timedelta

import pytest

from app.domain.case import SendingStage
from app.rules.delivery_watch import Watch
from app.usecases.exchange_list import exchange_now
from app.usecases.send import RecordDeparture, RecordSendError, Send
from tests.fakes.road_desk import at


@pytest.mark.requirement("R-156", "R-235")
def test_a_message_that_cannot_leave_stands_there_as_kept_here() -> None:
    desk, case = at("filed", "on_line")
    desk.must(Send(case=case.id))
    (line,) = desk.ask(exchange_now).sending
    assert (line.number, line.stage) == (case.number, SendingStage.KEPT_HERE)
    assert line.since == desk.again(case).sending.sent_at
    message = desk.again(case).sending.message_id
    desk.must(RecordDeparture(case=case.id, message=message))
    (line,) = desk.ask(exchange_now).sending
    assert line.stage is SendingStage.ON_ITS_WAY
    desk.must(RecordSendError(case=case.id, message=message, error="schema"))
    (line,) = desk.ask(exchange_now).sending
    assert (line.stage, line.error) == (SendingStage.REJECTED, "schema")


@pytest.mark.requirement("R-161", "R-162")
def test_what_is_due_goes_from_ahead_to_soon_to_passed() -> None:
    desk, case = at("at_work", "leave")
    due = desk.again(case).registration.delivery_due
    seen = []
    for moment in (due - timedelta(days=6), due - timedelta(hours=2), due + timedelta(hours=1)):
        desk.clock.at = moment
        (line,) = desk.ask(exchange_now).due
        assert line.due == due
        seen.append(line.watch)
    assert seen[1:] == [Watch.SOON, Watch.PASSED]
    assert desk.again(case).registration.issue_date == case.registration.issue_date


@pytest.mark.requirement("R-163")
def test_stages_that_wait_for_the_monitoring_system_are_counted() -> None:
    desk, _ = at("at_work", "leave")
    seen = desk.ask(exchange_now)
    pending = desk.pending("monitoring")
    assert seen.stages_waiting == len(pending)
    assert seen.stages_since == min(item.made_at for item in pending)
    for item in pending:
        assert "Сынақов" not in item.payload
