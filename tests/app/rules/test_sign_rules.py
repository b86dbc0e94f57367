"""The certification: the text that was seen, the consent that was first, the key that is one's own."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.branch import DepartmentKind
from app.domain.case import Confirmation, ConsentKind, ConsentState
from app.domain.signing import SignatureVerdict, SignerCertificate
from app.rules import sign
from app.wording import finding_words
from tests.fakes.intake_desk import FILED, PlainKey, people
from tests.fakes.intake_facts import draft, facts, given, speaks, subjects

_HASH = "a" * 64


def _confirmed(digest: str = _HASH) -> object:
    return draft(confirmation=Confirmation(text_sha256=digest, at=FILED))


@pytest.mark.requirement("R-127")
def test_what_is_signed_was_seen() -> None:
    assert speaks(sign.text_confirmed, facts(draft(), text_sha256=_HASH))
    assert not speaks(sign.text_confirmed, facts(_confirmed(), text_sha256=_HASH))
    assert speaks(sign.text_confirmed, facts(_confirmed(), text_sha256="b" * 64))
    assert speaks(sign.text_confirmed, facts(_confirmed("")))


@pytest.mark.requirement("R-126")
@pytest.mark.parametrize(
    ("act", "blocked"),
    [
        (given(ConsentKind.B, at=FILED - timedelta(seconds=1)), False),
        (given(ConsentKind.B, at=FILED), True),
        (given(ConsentKind.B, at=FILED + timedelta(seconds=1)), True),
        (given(ConsentKind.B, ConsentState.WITHDRAWN), True),
        (given(ConsentKind.A), True),
    ],
)
def test_the_consent_is_earlier_than_the_signature(act: object, blocked: bool) -> None:
    assert speaks(sign.consent_b_earlier, facts(draft(consents=(act,)))) is blocked


def _certificate(**other: object) -> SignerCertificate:
    return replace(PlainKey().certificate("small_branch"), **other)  # type: ignore[arg-type]


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("change", "trouble"),
    [
        ({}, set()),
        ({"official": False}, {"not_official"}),
        ({"operator_id": "colleague"}, {"of_another_person"}),
        ({"valid_until": FILED - timedelta(seconds=1)}, {"not_in_force"}),
        ({"valid_from": FILED + timedelta(seconds=1)}, {"not_in_force"}),
        ({"revoked": True}, {"revoked"}),
        ({"practice": False}, {"practice_key"}),
        ({"for_signing": False}, {"not_for_signing"}),
        ({"iin": "940808399324"}, {"of_another_person"}),
        ({"iin": "861201399331", "operator_id": ""}, set()),
    ],
)
def test_only_the_own_official_valid_key(change: dict[str, object], trouble: set[str]) -> None:
    situation = facts(draft(), certificate=_certificate(**change))
    assert subjects(sign.own_official_certificate, situation) == trouble


@pytest.mark.requirement("R-125")
def test_a_practice_key_certifies_nothing_real() -> None:
    live = replace(people().branch(DepartmentKind.ORDINARY), practice=False)
    situation = facts(draft(), certificate=_certificate(), branch=live)
    assert subjects(sign.own_official_certificate, situation) == {"practice_key"}
    real = facts(draft(), certificate=_certificate(practice=False), branch=live)
    assert not speaks(sign.own_official_certificate, real)
    assert subjects(sign.own_official_certificate, facts(draft())) == {"none"}


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("in_certificate", "trouble"),
    [
        ("990140000017", set()),
        ("990140000027", {"of_another_organisation"}),
        ("", {"of_another_organisation"}),
    ],
)
def test_the_employer_is_that_of_the_branch(in_certificate: str, trouble: set[str]) -> None:
    branch = replace(people().branch(DepartmentKind.ORDINARY), bin="990140000017")
    situation = facts(draft(), certificate=_certificate(bin=in_certificate), branch=branch)
    assert subjects(sign.own_official_certificate, situation) == trouble


def _verdict(*reasons: str) -> SignatureVerdict:
    return SignatureVerdict(
        valid=not reasons, certificate=_certificate(), signed_at=FILED, reasons=reasons
    )


@pytest.mark.requirement("R-127", "R-125")
def test_the_signature_is_over_exactly_these_bytes() -> None:
    good = facts(draft(), verdict=_verdict(), manifest_sha256=_HASH)
    assert not speaks(sign.signature_verifies, good)
    broken = facts(draft(), verdict=_verdict("content_differs"), manifest_sha256=_HASH)
    assert subjects(sign.signature_verifies, broken) == {"content_differs"}
    assert speaks(sign.signature_verifies, facts(draft(), verdict=_verdict()))
    assert speaks(sign.signature_verifies, facts(draft(), manifest_sha256=_HASH))


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (("foreign_iin",), "ИИН другого лица"),
        (("on_hold", "wrong_role"), "действие сертификата приостановлено"),
        (("a_code_of_tomorrow",), "он для этого не подходит"),
    ],
)
def test_what_the_whole_check_of_a_key_found_is_said(codes: tuple[str, ...], words: str) -> None:
    situation = facts(draft(), certificate=_certificate(troubles=codes))
    assert subjects(sign.own_official_certificate, situation) == set(codes)
    found = next(iter(sign.own_official_certificate.judge(situation)))
    assert words in finding_words(found).message.ru


@pytest.mark.requirement("R-125")
def test_a_signature_by_a_revoked_key_is_not_said_to_be_unreadable() -> None:
    situation = facts(draft(), verdict=_verdict("revoked"), manifest_sha256=_HASH)
    (found,) = sign.signature_verifies.judge(situation)
    assert "сертификат отозван" in finding_words(found).message.ru
