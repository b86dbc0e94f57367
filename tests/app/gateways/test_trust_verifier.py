"""The desk's check of official keys: before a PIN is asked, and of what the key gave back."""

import ast
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import app.signatures
from app.domain.signature_verdict import KeyRole
from app.gateways.cms_verifier import TrustVerifier, certificate_to_sign
from app.rules import sign
from app.rules.signature_words import REASONS
from app.signatures.suitability import Demands
from tests.fakes.intake_facts import draft, facts, subjects
from tests.fakes.lab_authority import (
    BIN,
    CLIENT,
    EMAIL,
    HEAD,
    IIN,
    INDIVIDUAL,
    NOW,
    SIGNING_IN,
    person,
)
from tests.fakes.lab_keys import ec_key, gost_key
from tests.fakes.lab_scene import TEXT, Scene, make_scene, plain_scene

OWN = Demands(iin=IIN, bin=BIN, roles=frozenset({KeyRole.EMPLOYEE, KeyRole.HEAD}))


@pytest.fixture(scope="module")
def scene() -> Scene:
    return plain_scene()


@pytest.mark.requirement("R-125")
def test_an_official_key_certifies_in_the_name_of_its_holder() -> None:
    scene = make_scene(gost_key)
    verdict = TrustVerifier(scene.trust).verify(TEXT, scene.signed(), NOW)
    assert (verdict.valid, verdict.reasons, verdict.signed_at) == (True, (), NOW)
    shown = verdict.certificate
    assert shown is not None
    assert (shown.operator_id, shown.official, shown.practice) == (IIN, True, False)
    assert not TrustVerifier(scene.trust).verify(TEXT + b"!", scene.signed(), NOW).valid


@pytest.mark.requirement("R-125")
def test_the_own_official_key_has_nothing_against_it(scene: Scene) -> None:
    shown = certificate_to_sign(scene.signer.der, scene.trust(), NOW, OWN)
    assert shown is not None
    assert (shown.troubles, shown.official, shown.operator_id) == ((), True, IIN)


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("wish", "trouble"),
    [
        ({"parts": person("900101300025")}, "foreign_iin"),
        ({"parts": person()}, "foreign_bin"),
        ({"purposes": (EMAIL, INDIVIDUAL)}, "wrong_role"),
        ({"usages": SIGNING_IN, "purposes": (CLIENT, HEAD)}, "authentication_key"),
        ({"days": (NOW - timedelta(9), NOW - timedelta(1))}, "expired"),
        ({"days": (NOW + timedelta(1), NOW + timedelta(9))}, "not_yet_valid"),
    ],
)
def test_a_key_that_may_not_certify_is_named_before_the_pin(
    scene: Scene, wish: dict[str, Any], trouble: str
) -> None:
    other = scene.centre.issue(ec_key(), **wish)
    trust = scene.trust(lists=(scene.centre.revocation_list(),))
    shown = certificate_to_sign(other.der, trust, NOW, OWN)
    assert shown is not None
    assert trouble in shown.troubles


@pytest.mark.requirement("R-125", "R-129")
@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        ({"state": "revoked"}, "revoked"),
        ({"state": "revoked", "why": "certificate_hold"}, "on_hold"),
        ({"state": "unknown"}, "unknown_to_ca"),
        ({"at": NOW - timedelta(9)}, "revocation_stale"),
    ],
)
def test_a_key_that_its_centre_does_not_stand_by_is_named(
    scene: Scene, said: dict[str, Any], trouble: str
) -> None:
    shown = certificate_to_sign(scene.signer.der, scene.trust(scene.answer(**said)), NOW, OWN)
    assert shown is not None
    assert shown.troubles == (trouble,)


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("iin", "number", "told"),
    [
        (IIN, BIN, set()),
        ("900101300025", BIN, {"of_another_person"}),
        (IIN, "160440007162", {"of_another_organisation"}),
    ],
)
def test_the_rules_know_the_holder_again(
    scene: Scene, iin: str, number: str, told: set[str]
) -> None:
    """The certificate that comes back with a signature is held against the one who is logged in."""
    shown = TrustVerifier(scene.trust).verify(TEXT, scene.signed(), NOW).certificate
    here = facts(draft(), certificate=shown, now=NOW)
    here = replace(
        here,
        operator=replace(here.operator, iin=iin),
        branch=replace(here.branch, bin=number, practice=False),
    )
    assert subjects(sign.own_official_certificate, here) == told


@pytest.mark.requirement("R-125")
def test_a_key_for_signing_in_is_told_once(scene: Scene) -> None:
    other = scene.centre.issue(ec_key(), usages=("digital_signature",))
    trust = scene.trust(lists=(scene.centre.revocation_list(),))
    shown = certificate_to_sign(other.der, trust, NOW, OWN)
    assert shown is not None
    assert (shown.for_signing, shown.troubles) == (False, ("not_for_signing",))
    found = sign.own_official_certificate.judge(facts(draft(), certificate=shown, now=NOW))
    assert [one.subject for one in found].count("not_for_signing") == 1


def test_what_is_no_certificate_is_none(scene: Scene) -> None:
    assert certificate_to_sign(b"noise", scene.trust(), NOW, OWN) is None


def test_every_reason_that_the_program_gives_has_words() -> None:
    """Codes are passed as plain strings; each one that stands in a row's place is looked up here."""
    makers = {"failed", "unknown", "warning"}
    given = set()
    for path in Path(app.signatures.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name), args=[_, ast.Constant(value=str(code))]) if (
                    name in makers
                ):
                    given.add(code)
                case ast.Call(func=ast.Name(id="Stamp"), args=[_, ast.Constant(value=str(code))]):
                    given.add(code)
                case ast.Return(value=ast.Constant(value=str(code))) if "_" in code:
                    given.add(code)
    assert len(given) > 30
    assert not given - set(REASONS)
