"""Sending: three statuses, a technical rejection that bothers nobody, the same content again."""

import msgspec
import pytest

from app.domain.case import ConsentKind, SendingStage
from app.domain.case_states import CaseState
from app.errors import InputInvalid
from app.usecases.case_view import case_view
from app.usecases.consent import WithdrawConsent
from app.usecases.send import (
    RecordDelivery,
    RecordDeparture,
    RecordProviderRegistration,
    RecordSendError,
    Send,
)
from tests.fakes.intake_desk import rules_of
from tests.fakes.road_desk import at


@pytest.mark.requirement("R-156", "R-163")
def test_sent_delivered_registered_each_with_its_time() -> None:
    desk, case = at("filed", "on_line")
    sent = desk.must(Send(case=case.id)).case
    assert sent is not None
    assert sent.case.state is CaseState.SENT
    (message,) = desk.orders("send")
    assert message["params"]["sha256"] == case.signature.manifest_sha256
    assert message["personal"]["manifest"] == case.signature.manifest
    desk.pass_time(minutes=5)
    arrived = desk.clock.at
    desk.pass_time(minutes=5)
    desk.must(
        RecordProviderRegistration(case=case.id, provider_number="SYN-1", delivered_at=arrived)
    )
    sending = desk.again(case).sending
    assert sending is not None
    assert desk.again(case).state is CaseState.IN_WORK
    assert sending.provider_number == "SYN-1"
    assert sending.sent_at < sending.delivered_at < sending.registered_at


@pytest.mark.requirement("R-156")
def test_a_technical_rejection_is_no_draft_and_is_repeated_with_the_same_content() -> None:
    desk, case = at("sent", "on_line")
    desk.must(RecordSendError(case=case.id, error="timeout"))
    waiting = desk.again(case)
    assert waiting.state is CaseState.SEND_ERROR
    assert waiting.sending.error == "timeout"
    again = desk.must(Send(case=case.id))
    assert again.facts == {"attempt": "2"}
    sending = desk.again(case).sending
    assert (desk.again(case).state, sending.error) == (CaseState.SENT, "")
    assert sending.content_sha256 == case.signature.manifest_sha256
    first, second = desk.orders("send")
    assert first["params"] == second["params"]


@pytest.mark.requirement("R-077", "R-081")
def test_a_consent_withdrawn_meanwhile_stops_the_repetition() -> None:
    desk, case = at("sent", "on_line")
    desk.must(RecordSendError(case=case.id, error="timeout"))
    desk.visitor()
    desk.must(WithdrawConsent(case=case.id, kind=ConsentKind.C))
    assert "send.consent_c_confirmed" in rules_of(desk.do(Send(case=case.id)))
    assert desk.again(case).state is CaseState.SEND_ERROR


@pytest.mark.requirement("R-156")
def test_a_paper_case_is_neither_sent_nor_rejected_electronically() -> None:
    desk, case = at("filed")
    assert "send.electronic_route" in rules_of(desk.do(Send(case=case.id)))
    desk, case = at("sent")
    stopped = desk.do(RecordSendError(case=case.id, error="x"))
    assert rules_of(stopped) == {"send.electronic_route"}
    assert desk.again(case).state is CaseState.SENT


@pytest.mark.requirement("R-156")
def test_a_late_or_empty_answer_changes_nothing() -> None:
    desk, case = at("at_work", "on_line")
    for late in (
        RecordSendError(case=case.id, error="late"),
        RecordProviderRegistration(case=case.id, provider_number="SYN-9"),
    ):
        assert rules_of(desk.do(late)) == {"step.not_from_here"}
    desk, case = at("sent")
    bare = RecordProviderRegistration(case=case.id, provider_number=" ")
    assert rules_of(desk.do(bare)) == {"receive_result.provider_number"}


@pytest.mark.requirement("R-163")
def test_each_change_of_state_is_told_once_and_in_order() -> None:
    desk, _ = at("at_work")
    told = [
        msgspec.json.decode(item.payload)["params"]["state"] for item in desk.pending("monitoring")
    ]
    assert told == ["REGISTERED", "PACKAGED", "SENT", "IN_WORK"]


@pytest.mark.requirement("R-156")
def test_an_unknown_case_is_said_to_be_unknown() -> None:
    desk, _ = at("filed")
    with pytest.raises(InputInvalid) as error:
        desk.do(Send(case="99-9999999"))
    assert (error.value.code, error.value.field) == ("case.unknown", "case")


@pytest.mark.requirement("R-156")
def test_no_stage_is_claimed_before_somebody_told_it() -> None:
    desk, case = at("filed", "on_line")
    desk.must(Send(case=case.id))
    sending = desk.again(case).sending
    assert sending.stage is SendingStage.KEPT_HERE
    desk.must(RecordDeparture(case=case.id, message=sending.message_id))
    assert desk.again(case).sending.stage is SendingStage.ON_ITS_WAY
    told = RecordDelivery(case=case.id, message=sending.message_id, delivered_at=desk.clock.at)
    desk.must(told)
    reached = desk.again(case).sending
    assert reached.stage is SendingStage.DELIVERED
    assert desk.again(case).state is CaseState.SENT
    assert desk.must(told).changes == ()
    assert desk.again(case).sending == reached
    desk.must(RecordProviderRegistration(case=case.id, provider_number="SYN-1"))
    assert desk.again(case).sending.stage is SendingStage.REGISTERED


@pytest.mark.requirement("R-156")
def test_what_is_told_of_an_older_message_changes_nothing() -> None:
    desk, case = at("sent", "on_line")
    older = desk.again(case).sending.message_id
    desk.must(RecordSendError(case=case.id, error="timeout", message=older))
    assert desk.again(case).sending.stage is SendingStage.REJECTED
    desk.must(Send(case=case.id))
    standing = desk.again(case)
    assert standing.sending.message_id != older
    assert standing.sending.stage is SendingStage.KEPT_HERE
    for late in (
        RecordSendError(case=case.id, error="late", message=older),
        RecordDelivery(case=case.id, message=older, delivered_at=desk.clock.at),
    ):
        assert rules_of(desk.do(late)) == {"send.on_its_way"}
    desk.must(RecordDeparture(case=case.id, message=older))
    assert desk.again(case) == standing


@pytest.mark.requirement("R-156")
def test_every_proved_stage_is_shown_with_its_own_moment() -> None:
    desk, case = at("at_work", "on_line")
    view = desk.ask(lambda work: case_view(desk.again(case), work))
    shown = [(fact.value, fact.at) for fact in view.facts if fact.name == "sending"]
    sending = desk.again(case).sending
    assert shown == [
        ("on_its_way", sending.left_at),
        ("delivered", sending.delivered_at),
        ("registered", sending.registered_at),
    ]
