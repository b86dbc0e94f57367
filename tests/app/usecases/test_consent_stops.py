"""A consent taken back: what stops that had not left yet, what stays, and who is told."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from app.domain.case import ConsentKind, ConsentState, RowState
from app.domain.case_states import CaseState
from app.usecases.complete import ConfirmText, FinishCheck, FormApplication, Present, RequestData
from app.usecases.consent import GiveConsent, WithdrawConsent
from app.usecases.register import Register
from app.usecases.send import Send
from app.usecases.sign import Sign
from tests.fakes.intake_desk import IntakeDesk, rules_of

A, B, C = ConsentKind.A, ConsentKind.B, ConsentKind.C


@pytest.mark.requirement("R-081", "R-074")
def test_a_question_that_had_not_left_does_not_leave() -> None:
    desk = IntakeDesk().opened("secret")
    desk.must(GiveConsent(kind=A))
    desk.must(RequestData(row="secret"))
    desk.must(WithdrawConsent(kind=A))
    assert not desk.pending("query")
    entry = desk.case().document("secret")
    assert entry is not None
    assert entry.state is RowState.OPEN
    assert "consent.before_protected_query" in rules_of(desk.do(RequestData(row="secret")))
    desk.must(GiveConsent(kind=A))
    desk.must(RequestData(row="secret"))
    assert len(desk.pending("query")) == 1


def _sent() -> IntakeDesk:
    desk = IntakeDesk().opened("electronic").consented()
    desk.must(FormApplication())
    desk.must(Present(row="held", voluntary=True))
    desk.must(ConfirmText())
    desk.must(FinishCheck())
    desk.must(Sign())
    desk.come_back()
    desk.must(Register())
    desk.must(Send())
    return desk


def _carried(desk: IntakeDesk, kind: str, **change: Any) -> None:
    """The courier had the item in its hands: its next time is later."""
    (item,) = desk.pending(kind)
    due = item.made_at.replace(hour=item.made_at.hour + 1)
    with desk.store.begin(writing=True) as unit:
        unit.outbox.save(replace(item, due_at=due, **change))
        unit.commit()


def _told(desk: IntakeDesk) -> list[dict[str, Any]]:
    orders = [msgspec.json.decode(item.payload) for item in desk.pending("notice")]
    return [order for order in orders if order["what"] == "consent_withdrawn"]


@pytest.mark.requirement("R-081", "R-077")
def test_the_provider_that_has_it_is_told_and_nothing_is_recalled() -> None:
    desk = _sent()
    _carried(desk, "send")
    desk.must(WithdrawConsent(case=desk.case().id, kind=C))
    (notice,) = _told(desk)
    assert (notice["system"], notice["params"]["consent"]) == ("provider", "C")
    assert len(desk.pending("send")) == 1
    assert desk.case().state is CaseState.SENT


@pytest.mark.requirement("R-081", "R-077")
@pytest.mark.parametrize("tried", [False, True])
def test_an_application_that_had_not_left_does_not_leave(tried: bool) -> None:
    desk = _sent()
    if tried:
        _carried(desk, "send", last_error="gateway.down", attempts=1)
    desk.must(WithdrawConsent(case=desk.case().id, kind=C))
    assert not desk.pending("send")
    assert not _told(desk)
    case = desk.case()
    assert case.state is CaseState.SEND_ERROR
    assert case.consent(C).state is ConsentState.WITHDRAWN  # type: ignore[union-attr]
    assert "send.consent_c_confirmed" in rules_of(desk.do(Send(case=case.id)))


@pytest.mark.requirement("R-081")
def test_a_consent_to_certify_taken_back_stops_a_signature_on_its_way() -> None:
    desk = IntakeDesk().ready()
    desk.must(Sign())
    desk.must(WithdrawConsent(kind=B))
    (answer,) = desk.come_back()
    assert "consent.given_as_needed" in rules_of(answer)
    assert desk.case().signature is None
