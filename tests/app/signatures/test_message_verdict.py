"""The verdict on a signed message: every algorithm, attached and detached, and everything that spoils it."""

import base64
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from asn1crypto import cms, core
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.signature_verdict import Check, KeyRole, Outcome, Standing, TimeSource
from app.signatures.encoding import unarmoured
from tests.fakes.lab_authority import BIN, CLIENT, EMAIL, IIN, NOW, SIGNING_IN, STAMPING
from tests.fakes.lab_keys import SHA1, STREEBOG_256, LabKey, ec_key, gost_key, pss_key, rsa_key
from tests.fakes.lab_message import Part, message
from tests.fakes.lab_scene import TEXT, Scene, make_scene, plain_scene, remarks, row_of

KINDS = {
    "rsa": rsa_key,
    "pss": pss_key,
    "ecdsa": ec_key,
    "gost-512": gost_key,
    "gost-256": partial(gost_key, 256),
}


@pytest.fixture(scope="module")
def scene() -> Scene:
    return plain_scene()


@pytest.mark.requirement("R-125", "R-127")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("attached", [False, True])
def test_a_signature_of_every_kind_stands_over_exactly_its_content(
    kind: str, attached: bool
) -> None:
    scene = make_scene(KINDS[kind])
    signed = scene.signed(attached=attached)
    verdict = scene.verdict(signed, None if attached else TEXT)
    assert (verdict.standing, verdict.reasons) == (Standing.VALID, ())
    (signer,) = verdict.signers
    holder = signer.holder
    assert holder is not None
    assert (holder.iin, holder.bin) == (IIN, BIN)
    assert holder.roles == {KeyRole.LEGAL_ENTITY, KeyRole.EMPLOYEE}
    assert (signer.claimed_at, signer.judged_at) == (NOW, NOW)
    assert signer.time_source is TimeSource.GIVEN
    other = scene.verdict(signed, TEXT + b" ")
    assert (other.standing, other.reasons) == (Standing.INVALID, ("content_differs",))


def test_what_is_not_proven_is_told_as_a_remark(scene: Scene) -> None:
    verdict = scene.verdict(scene.signed(cades=False))
    assert verdict.standing is Standing.VALID
    assert remarks(verdict) == {"not_stamped", "plain_cms", "issuer_revocation_unknown"}


def indefinite(value: bytes) -> bytes:
    """The same value in BER: open lengths, and strings in two pieces."""
    parsed = core.load(value) if value[0] & 0xC0 == 0 else None
    header = 2 + (value[1] & 0x7F if value[1] & 0x80 else 0)
    body = value[header:]
    if value[0] & 0x20:
        from app.signatures.encoding import parts

        return value[:1] + b"\x80" + b"".join(map(indefinite, parts(value))) + b"\0\0"
    if isinstance(parsed, core.OctetString) and len(body) > 1:
        pieces = (body[:1], body[1:])
        return b"\x24\x80" + b"".join(core.OctetString(one).dump() for one in pieces) + b"\0\0"
    return value


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize("attached", [False, True])
def test_open_lengths_and_strings_in_pieces_are_read(scene: Scene, attached: bool) -> None:
    signed = scene.signed(attached=attached)
    loose = indefinite(signed)
    assert loose != signed
    assert scene.verdict(loose, None if attached else TEXT).standing is Standing.VALID
    assert scene.verdict(loose, TEXT + b" ").reasons == ("content_differs",)


def test_attributes_signed_out_of_order_are_read_as_they_were_signed(scene: Scene) -> None:
    """Some programs sign the set as they send it, others as DER orders it; both are the same words."""
    signed = scene.signed(order=lambda parts: sorted(parts, reverse=True))
    assert scene.verdict(signed).standing is Standing.VALID
    travelled_otherwise = spoilt(scene.signed(), lambda data: reorder(data["signer_infos"][0]))
    assert scene.verdict(travelled_otherwise).standing is Standing.VALID


def reorder(signer: cms.SignerInfo) -> None:
    listed = [one.dump() for one in signer["signed_attrs"]]
    made = core.SetOf(spec=core.Any)
    made.contents = b"".join(reversed(listed))
    signer["signed_attrs"] = cms.CMSAttributes.load(made.dump())


@pytest.mark.parametrize("armour", ["CMS", "PKCS7", ""])
def test_armour_is_taken_off(scene: Scene, armour: str) -> None:
    signed = scene.signed()
    text = base64.encodebytes(signed)
    if armour:
        text = b"".join(
            [f"-----BEGIN {armour}-----\n".encode(), text, f"-----END {armour}-----\n".encode()]
        )
    assert unarmoured(text) == [signed]
    assert unarmoured(signed) == [signed]


def spoilt(der: bytes, change: Callable[[cms.SignedData], object]) -> bytes:
    info = cms.ContentInfo.load(der)
    change(info["content"])
    return info.dump(force=True)


@pytest.mark.requirement("R-125")
def test_several_signers_are_judged_each(scene: Scene) -> None:
    second = scene.centre.issue(ec_key())
    both = message(TEXT, [Part(holder=scene.signer), Part(holder=second, by_key=True)])
    trust = scene.trust(scene.answer(), lists=(scene.centre.revocation_list(),))
    verdict = scene.verdict(both, trust=trust)
    assert (verdict.standing, len(verdict.signers)) == (Standing.VALID, 2)
    assert scene.verdict(both, trust=trust, signers=1).reasons == ("several_signers",)
    assert scene.verdict(scene.signed(), signers=2).reasons == ("signers_missing",)
    one_wrong = spoilt(both, lambda data: turn(data["signer_infos"][1]))
    verdict = scene.verdict(one_wrong, trust=trust)
    assert sorted(one.standing for one in verdict.signers) == [Standing.INVALID, Standing.VALID]
    assert verdict.reasons == ("bad_signature",)


def turn(signer: cms.SignerInfo) -> None:
    bare = bytearray(signer["signature"].native)
    bare[-1] ^= 1
    signer["signature"] = bytes(bare)


@pytest.mark.requirement("R-125")
def test_the_order_of_certificates_changes_nothing(scene: Scene) -> None:
    chain = [scene.signer.der, scene.centre.der, scene.root.der]
    for order in (chain, chain[::-1], chain[1:] + chain[:1]):
        signed = message(TEXT, [Part(holder=scene.signer)], certificates=order)
        assert scene.verdict(signed).standing is Standing.VALID


@pytest.mark.requirement("R-125")
def test_a_message_that_nobody_signed_proves_nothing(scene: Scene) -> None:
    empty = spoilt(scene.signed(), lambda data: data.__setitem__("signer_infos", []))
    verdict = scene.verdict(empty)
    assert (verdict.standing, verdict.reasons) == (Standing.INVALID, ("no_signers",))
    assert scene.verdict(message(TEXT, [], attached=True)).reasons == ("no_signers",)


@pytest.mark.requirement("R-125")
def test_a_signer_without_a_certificate_proves_nothing(scene: Scene) -> None:
    """Not even when the trusted folder knows the certificate: the message itself must name its signer."""
    bare = message(TEXT, [Part(holder=scene.signer)], certificates=[])
    assert scene.verdict(bare).reasons == ("certificate_missing",)
    other = message(TEXT, [Part(holder=scene.signer)], certificates=[scene.centre.der])
    verdict = scene.verdict(other, trust=scene.trust().beside(others=[scene.signer.certificate]))
    assert verdict.reasons == ("certificate_missing",)


@pytest.mark.requirement("R-125")
def test_a_detached_signature_without_its_content_is_undecided(scene: Scene) -> None:
    verdict = scene.verdict(scene.signed(), None)
    assert (verdict.standing, verdict.reasons) == (Standing.UNDECIDED, ("content_missing",))


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("part", "reasons"),
    [
        ({"attributes": False}, ("no_signed_attributes",)),
        ({"content_type": "1.2.840.113549.1.7.2"}, ("content_type_differs",)),
        ({"digest_oid": SHA1}, ("weak_algorithm",)),
        ({"digest_oid": STREEBOG_256}, ("algorithms_disagree",)),
    ],
)
def test_a_message_of_the_wrong_make_does_not_stand(
    scene: Scene, part: dict[str, object], reasons: tuple[str, ...]
) -> None:
    assert set(reasons) <= set(scene.verdict(scene.signed(**part)).reasons)


@pytest.mark.requirement("R-125")
def test_the_attributes_of_a_signature_are_no_content_of_another(scene: Scene) -> None:
    """The old trick: the signed attributes given out as the content of a signature without any."""
    honest = cms.ContentInfo.load(scene.signed())
    attributes = honest["content"]["signer_infos"][0]["signed_attrs"].untag().dump()
    passed_off = spoilt(
        scene.signed(), lambda data: data["signer_infos"][0].__setitem__("signed_attrs", None)
    )
    verdict = scene.verdict(passed_off, attributes)
    assert verdict.standing is Standing.INVALID
    assert "no_signed_attributes" in verdict.reasons


@pytest.mark.requirement("R-125")
def test_another_certificate_of_the_same_key_is_not_the_one_that_was_bound(scene: Scene) -> None:
    twin = scene.centre.issue(scene.signer.key)
    signed = message(TEXT, [Part(holder=twin, bound=scene.signer)])
    trust = scene.trust(lists=(scene.centre.revocation_list(),))
    assert scene.verdict(signed, trust=trust).reasons == ("binding_differs",)


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("key", "reason"),
    [
        (lambda: rsa_key(7, 1024), "weak_key"),
        (lambda: ec_key(ec.SECP224R1()), "weak_key"),
    ],
)
def test_short_keys_do_not_count(scene: Scene, key: Callable[[], LabKey], reason: str) -> None:
    weak = scene.centre.issue(key())
    trust = scene.trust(lists=(scene.centre.revocation_list(),))
    assert scene.verdict(scene.signed(holder=weak), trust=trust).reasons == (reason,)


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize("kind", ["ecdsa", "gost-512"])
def test_a_byte_turned_anywhere_never_gives_another_valid_message(kind: str) -> None:
    """Every byte in turn: either the message falls, or it says the very same of the very same signer."""
    scene = make_scene(KINDS[kind])
    signed, trust = scene.signed(), scene.trust()
    whole = scene.verdict(signed, trust=trust)
    step = 1 if kind == "ecdsa" else 29
    for place in range(0, len(signed), step):
        turned = bytearray(signed)
        turned[place] ^= 0x01
        verdict = scene.verdict(bytes(turned), trust=trust)
        if verdict.standing is Standing.VALID:
            assert verdict.signers[0].holder == whole.signers[0].holder, place
            assert verdict.signers[0].claimed_at == whole.signers[0].claimed_at, place


@pytest.mark.requirement("R-127")
@given(st.integers(0, len(TEXT) - 1), st.integers(0, 7))
@settings(max_examples=25)
def test_a_bit_turned_in_the_content_is_seen(place: int, bit: int) -> None:
    scene = plain_scene()
    turned = bytearray(TEXT)
    turned[place] ^= 1 << bit
    signed = _signed_once()
    assert scene.verdict(signed, bytes(turned)).reasons == ("content_differs",)


_KEPT: list[bytes] = []


def _signed_once() -> bytes:
    if not _KEPT:
        _KEPT.append(plain_scene().signed())
    return _KEPT[0]


@pytest.mark.requirement("R-125")
@given(st.binary(max_size=400))
@settings(max_examples=60)
def test_noise_is_no_message_and_no_error(noise: bytes) -> None:
    verdict = plain_scene().verdict(noise)
    assert (verdict.standing, verdict.reasons) == (Standing.INVALID, ("unreadable",))


@pytest.mark.requirement("R-125")
@given(st.data())
@settings(max_examples=60)
def test_a_mangled_message_is_judged_and_never_an_error(data: st.DataObject) -> None:
    mangled = bytearray(_signed_once())
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(mangled) - 1))
        piece = data.draw(st.binary(max_size=6))
        mangled[start : start + data.draw(st.integers(0, 6))] = piece
        mangled = mangled or bytearray(b"0")
    verdict = plain_scene().verdict(bytes(mangled), TEXT + b"!")
    assert verdict.standing is not Standing.VALID


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        ({"days": (NOW - timedelta(9), NOW - timedelta(seconds=1))}, "expired"),
        ({"days": (NOW + timedelta(seconds=1), NOW + timedelta(9))}, "not_yet_valid"),
        ({"usages": SIGNING_IN, "purposes": (CLIENT,)}, "authentication_key"),
        ({"usages": SIGNING_IN, "purposes": ()}, "authentication_key"),
        ({"purposes": (CLIENT, "1.2.398.3.3.4.1.1")}, "authentication_key"),
        ({"usages": ("digital_signature",)}, "not_for_signing"),
        ({"usages": ()}, "not_for_signing"),
        ({"purposes": (STAMPING,)}, "not_for_signing"),
    ],
)
def test_a_certificate_out_of_its_days_or_use_does_not_sign(
    scene: Scene, wish: dict[str, object], reason: str
) -> None:
    other = scene.centre.issue(ec_key(), **wish)
    trust = scene.trust(lists=(scene.centre.revocation_list(),))
    verdict = scene.verdict(scene.signed(holder=other), trust=trust)
    assert (verdict.standing, verdict.reasons) == (Standing.INVALID, (reason,))


def test_the_one_key_of_a_card_signs_though_it_signs_in_too(scene: Scene) -> None:
    usages = ("digital_signature", "non_repudiation", "key_encipherment")
    other = scene.centre.issue(ec_key(), usages=usages, purposes=(EMAIL, CLIENT))
    trust = scene.trust(lists=(scene.centre.revocation_list(),))
    assert scene.verdict(scene.signed(holder=other), trust=trust).standing is Standing.VALID


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("demands", "reason"),
    [
        ({"iin": "900101300025"}, "foreign_iin"),
        ({"bin": "160440007162"}, "foreign_bin"),
        ({"roles": frozenset({KeyRole.HEAD})}, "wrong_role"),
    ],
)
def test_the_key_of_another_is_told_apart(
    scene: Scene, demands: dict[str, object], reason: str
) -> None:
    own = {"iin": IIN, "bin": BIN, "roles": frozenset({KeyRole.HEAD, KeyRole.EMPLOYEE})}
    signed = scene.signed()
    assert scene.verdict(signed, **own).standing is Standing.VALID
    assert scene.verdict(signed, **(own | demands)).reasons == (reason,)


def test_the_clock_of_the_signer_is_no_proof_but_is_looked_at(scene: Scene) -> None:
    verdict = scene.verdict(scene.signed(claimed=NOW + timedelta(minutes=6)))
    assert row_of(verdict, Check.TIME).reason == "claimed_in_future"
    assert row_of(verdict, Check.TIME).outcome is Outcome.WARNING
    assert verdict.signers[0].judged_at == NOW
    silent = scene.verdict(scene.signed(claimed=None))
    assert silent.signers[0].claimed_at is None
