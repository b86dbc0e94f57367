"""The signature: asked over a manifest, verified over the same bytes, over nothing else."""

import json
from base64 import b64encode
from dataclasses import fields, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from app.domain.case_states import CaseState
from app.errors import DeviceFault
from app.gateways.cms_verifier import CmsVerifier
from app.gateways.practice_key import PracticeKeys
from app.usecases.complete import ConfirmText
from app.usecases.postpone import Postpone
from app.usecases.register import Register
from app.usecases.sign import RecordSignature, Sign
from tests.fakes.intake_desk import IntakeDesk, people, rules_of


def _order(desk: IntakeDesk) -> dict[str, str]:
    (item,) = desk.pending("signature")
    return msgspec.json.decode(item.payload, type=dict[str, str])


@pytest.mark.requirement("R-125", "R-127", "R-126")
def test_the_manifest_says_what_is_certified_and_on_what_consent() -> None:
    desk = IntakeDesk().ready()
    desk.must(Sign())
    order, case = _order(desk), desk.case()
    manifest = json.loads(order["manifest"])
    assert order["manifest_sha256"] == sha256(order["manifest"].encode()).hexdigest()
    assert manifest["consent_b"] in [act.id for act in case.consents]
    assert case.confirmation is not None
    assert manifest["text_sha256"] == case.confirmation.text_sha256
    assert manifest["operator"] == "small_branch"
    assert manifest["service"] == {"id": "plain", "edition": "1", "name": "plain (учебное)"}
    assert manifest["form"]["iin"] == ["870412399019", "system"]
    assert [row["row"] for row in manifest["documents"]] == ["application", "identity_document"]
    assert case.state is CaseState.READY_TO_SIGN


@pytest.mark.requirement("R-125", "R-127")
def test_the_signature_comes_back_and_stands() -> None:
    desk = IntakeDesk().ready()
    desk.must(Sign())
    order = _order(desk)
    assert all(outcome.ok for outcome in desk.come_back())
    signature = desk.case().signature
    assert signature is not None
    assert signature.manifest == order["manifest"]
    assert signature.practice_key
    assert desk.case().state is CaseState.SIGNED


@pytest.mark.requirement("R-126")
def test_without_consent_b_there_is_nothing_to_sign() -> None:
    desk = IntakeDesk().checking("plain")
    assert rules_of(desk.do(Sign())) == {"step.not_from_here"}


@pytest.mark.requirement("R-127")
def test_without_the_confirmation_the_key_is_not_asked() -> None:
    desk = IntakeDesk().ready()
    with desk.store.begin(writing=True) as unit:
        case = unit.cases.get(desk.case().id)
        assert case is not None
        unit.cases.save(replace(case, confirmation=None))
        unit.commit()
    assert rules_of(desk.do(Sign())) == {"sign.text_confirmed"}
    assert not desk.pending("signature")


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    "change",
    [
        {"official": False},
        {"operator_id": "colleague"},
        {"revoked": True},
        {"practice": False},
    ],
)
def test_another_key_is_not_asked_and_not_believed(change: dict) -> None:
    desk = IntakeDesk().ready()
    desk.key.changes = change
    assert rules_of(desk.do(Sign())) == {"sign.own_official_certificate"}
    desk.key.changes = {}
    desk.must(Sign())
    (item,) = desk.pending("signature")
    signature = desk.signature_of(item)
    desk.key.changes = change
    assert rules_of(desk.do(signature)) == {"sign.own_official_certificate"}
    assert desk.case().signature is None


@pytest.mark.requirement("R-125", "R-127")
def test_a_signature_over_other_bytes_counts_for_nothing() -> None:
    desk = IntakeDesk().ready()
    desk.must(Sign())
    order = _order(desk)
    wrong = RecordSignature(
        case=order["case"],
        manifest_sha256=order["manifest_sha256"],
        cms=b64encode(b"small_branch:something else").decode(),
    )
    assert "sign.signature_verifies" in rules_of(desk.do(wrong))
    for broken in ("", "not base64!", "AAAA"):
        assert not desk.do(replace(wrong, cms=broken)).ok
    assert not desk.do(replace(wrong, manifest_sha256="0" * 64)).ok
    assert desk.case().state is CaseState.READY_TO_SIGN


@pytest.mark.requirement("R-127")
def test_a_change_while_the_key_works_makes_the_signature_void() -> None:
    desk = IntakeDesk().ready()
    desk.must(Sign())
    (item,) = desk.pending("signature")
    late = desk.signature_of(item)
    with desk.store.begin(writing=True) as unit:
        case = unit.cases.get(desk.case().id)
        assert case is not None
        unit.cases.save(replace(case, fields=()))
        unit.commit()
    assert {"sign.text_confirmed", "sign.signature_verifies"} <= rules_of(desk.do(late))


@pytest.mark.requirement("R-128")
def test_the_order_to_sign_holds_no_secret_and_one_case() -> None:
    desk = IntakeDesk().ready()
    desk.must(Sign())
    order = _order(desk)
    assert set(order) == {"case", "operator", "manifest", "manifest_sha256", "about"}
    assert order["case"] == desk.case().id
    assert [f.name for f in fields(Sign)] == ["case"]
    assert {f.name for f in fields(RecordSignature)} == {"case", "manifest_sha256", "cms"}


@pytest.mark.requirement("R-128")
def test_one_signature_certifies_one_application() -> None:
    desk = IntakeDesk().ready()
    first = desk.case().id
    desk.ready()
    desk.must(Sign())
    desk.come_back()
    assert desk.case().state is CaseState.SIGNED
    assert desk.case(first).state is CaseState.READY_TO_SIGN


@pytest.mark.requirement("R-129")
def test_a_second_click_asks_the_key_once() -> None:
    desk = IntakeDesk().ready()
    first = desk.must(Sign()).facts["manifest_sha256"]
    again = desk.must(Sign()).facts["manifest_sha256"]
    assert first == again
    assert len(desk.pending("signature")) == 1


@pytest.mark.requirement("R-127")
def test_a_new_text_takes_the_place_of_the_one_that_waited() -> None:
    desk = IntakeDesk().ready()
    first = desk.must(Sign()).facts["manifest_sha256"]
    with desk.store.begin(writing=True) as unit:
        case = unit.cases.get(desk.case().id)
        assert case is not None
        kept = tuple(field for field in case.fields if field.field_id != "iin")
        changed = tuple(replace(f, value="750630399018") for f in case.fields if f not in kept)
        unit.cases.save(replace(case, fields=(*kept, *changed)))
        unit.commit()
    desk.must(ConfirmText())
    assert desk.must(Sign()).facts["manifest_sha256"] != first
    assert len(desk.pending("signature")) == 1


@pytest.mark.requirement("R-129")
def test_a_key_that_fails_loses_nothing() -> None:
    desk = IntakeDesk().ready()

    def broken(_operator: str) -> None:
        raise DeviceFault("key.unreadable", slot="eds")

    desk.key.certificate = broken  # type: ignore[assignment, method-assign]
    with pytest.raises(DeviceFault):
        desk.do(Sign())
    case = desk.case()
    assert case.state is CaseState.READY_TO_SIGN
    assert case.confirmation is not None
    assert not desk.do(Register()).ok


@pytest.mark.requirement("R-135", "R-129")
def test_what_could_not_be_registered_is_not_signed() -> None:
    desk = IntakeDesk().ready("uncounted")
    assert "terms.intake_day" in rules_of(desk.do(Sign()))
    assert not desk.pending("signature")


@pytest.mark.requirement("R-125")
def test_another_employee_signs_with_their_own_key_after_their_own_confirmation() -> None:
    desk = IntakeDesk().ready()
    desk.must(Sign())
    (item,) = desk.pending("signature")
    first = desk.signature_of(item)
    desk.operator = people().operators["supervisor"]
    assert "sign.own_official_certificate" in rules_of(desk.do(first))
    desk.must(Postpone())
    desk.must(Sign())
    assert [outcome.ok for outcome in desk.come_back()] == [True]
    signature = desk.case().signature
    assert signature is not None
    assert signature.signer_id == "supervisor"


@pytest.mark.requirement("R-125", "R-127")
def test_a_real_signature_over_the_manifest(tmp_path: Path) -> None:
    desk = IntakeDesk().ready()
    keys = PracticeKeys(tmp_path, desk.clock.now)
    desk.key = keys  # type: ignore[assignment]
    verifier = CmsVerifier(lambda: (keys.root(),))
    keys.verify = verifier.verify  # type: ignore[attr-defined]
    desk.must(Sign())
    order = _order(desk)
    cms = keys.sign("small_branch", order["manifest"].encode(), desk.clock.now())
    signed = RecordSignature(
        case=order["case"],
        manifest_sha256=order["manifest_sha256"],
        cms=b64encode(cms).decode(),
    )
    forged = bytearray(cms)
    forged[len(forged) // 2] ^= 1
    assert not desk.do(replace(signed, cms=b64encode(bytes(forged)).decode())).ok
    desk.must(signed)
    assert desk.case().state is CaseState.SIGNED
    assert desk.clock.at - desk.case().signature.at < timedelta(seconds=2)  # type: ignore[union-attr]
