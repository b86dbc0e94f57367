"""The electronic road: certified, consented at the moment of sending, unchanged when repeated."""

from dataclasses import replace

import pytest

from app.domain.case import ConsentState
from app.domain.case_states import Mark
from app.domain.passport import Carrier
from app.rules.loading import every_rule
from tests.fakes.custody_facts import blocks, case, consent_c, facts, found

every_rule()
SENT = case(carrier=Carrier.ELECTRONIC)


@pytest.mark.requirement("R-156")
def test_only_a_signed_electronic_case_is_sent() -> None:
    assert not blocks("send.electronic_route", facts(case=SENT))
    assert blocks("send.electronic_route", facts(case=case()))
    assert blocks("send.electronic_route", facts(case=replace(SENT, signature=None)))
    assert blocks("send.electronic_route", facts(case=None))


@pytest.mark.requirement("R-077", "R-081")
@pytest.mark.parametrize("state", ConsentState)
def test_consent_c_stands_at_the_moment_of_sending(state: ConsentState) -> None:
    about = facts(case=replace(SENT, consents=(consent_c(), consent_c(state))))
    stopped = found("send.consent_c_confirmed", about)
    assert bool(stopped) is (state is not ConsentState.GIVEN)
    for said in stopped:
        assert said.params["state_kk"]
        assert said.params["state_ru"]


@pytest.mark.requirement("R-077", "R-078")
def test_what_was_filed_without_consent_never_goes_electronically() -> None:
    marked = replace(SENT, marks=frozenset({Mark.NO_CONSENT}))
    for consents in ((), (consent_c(),)):
        assert blocks("send.consent_c_confirmed", facts(case=replace(marked, consents=consents)))
    assert blocks("send.consent_c_confirmed", facts(case=replace(SENT, consents=())))
    assert blocks("send.consent_c_confirmed", facts(case=None))


@pytest.mark.requirement("R-156")
def test_a_repeated_sending_carries_the_same_content() -> None:
    assert not blocks("send.same_content", facts(case=SENT))
    assert SENT.sending is not None
    other = replace(SENT, sending=replace(SENT.sending, content_sha256="b" * 64))
    assert blocks("send.same_content", facts(case=other))
    assert blocks("send.same_content", facts(case=replace(SENT, sending=None)))
