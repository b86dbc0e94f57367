"""Time stamps: of exactly this signature, by a key for stamps alone, and the moment they give a verdict."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.signature_verdict import Check, Outcome, Standing, TimeSource
from app.signatures.time_stamp import judge_stamp
from app.signatures.trust import trust_in
from tests.fakes.lab_authority import EMAIL, NOW, STAMPING, Authority, Holder
from tests.fakes.lab_keys import SHA1, STREEBOG_512, LabKey, ec_key, gost_key, rsa_key
from tests.fakes.lab_message import Part, message, stamper
from tests.fakes.lab_scene import TEXT, Scene, make_scene, plain_scene, remarks, row_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(scope="module")
def scene() -> Scene:
    return plain_scene()


@pytest.fixture(scope="module")
def authority(scene: Scene) -> Holder:
    return scene.centre.stamper(ec_key())


def reason(scene: Scene, stamp: Callable[[bytes], bytes]) -> str:
    return row_of(scene.verdict(scene.signed(stamp=stamp)), Check.TIME).reason


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize("key", [rsa_key, ec_key, gost_key])
def test_a_stamp_gives_the_moment_at_which_all_is_judged(key: Callable[[], LabKey]) -> None:
    scene = make_scene(days=(NOW - 9 * DAY, NOW - DAY))
    oid = STREEBOG_512 if key is gost_key else "2.16.840.1.101.3.4.2.1"
    stamp = stamper(scene.centre.stamper(key()), at=NOW - 2 * DAY, digest_oid=oid)
    verdict = scene.verdict(scene.signed(stamp=stamp, claimed=NOW - 2 * DAY))
    assert verdict.standing is Standing.VALID
    (signer,) = verdict.signers
    assert (signer.stamped_at, signer.judged_at) == (NOW - 2 * DAY, NOW - 2 * DAY)
    assert signer.time_source is TimeSource.STAMP
    without = scene.verdict(scene.signed(claimed=NOW - 2 * DAY))
    assert without.reasons == ("expired",), "the signer's own clock proves nothing"


@pytest.mark.requirement("R-125")
def test_a_stamp_of_another_signature_is_told_apart(scene: Scene, authority: Holder) -> None:
    def turned(signature: bytes) -> bytes:
        return signature[:-1] + bytes([signature[-1] ^ 1])

    verdict = scene.verdict(scene.signed(stamp=stamper(authority, spoilt=turned)))
    assert (verdict.standing, verdict.reasons) == (
        Standing.INVALID,
        ("stamp_of_another_signature",),
    )
    whole = stamper(authority)
    other = scene.signed(stamp=lambda _: whole(b"an older signature"))
    assert scene.verdict(other).reasons == ("stamp_of_another_signature",)


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({"purposes": (EMAIL,)}, "stamp_not_for_stamping"),
        ({"purposes": (STAMPING, EMAIL)}, "stamp_not_for_stamping"),
        ({"purposes_critical": False}, "stamp_not_for_stamping"),
        ({"days": (NOW - 9 * DAY, NOW - HOUR)}, "stamp_untrusted"),
        ({"days": (NOW + HOUR, NOW + DAY)}, "stamp_untrusted"),
    ],
)
def test_not_every_key_makes_stamps(scene: Scene, wish: dict[str, Any], told: str) -> None:
    assert reason(scene, stamper(scene.centre.stamper(ec_key(), **wish))) == told


@pytest.mark.requirement("R-125")
def test_a_stamp_of_a_stranger_is_not_believed(scene: Scene) -> None:
    stranger = Authority(ec_key(), "ҰКО (СЫНАҚ)").stamper(ec_key())
    assert reason(scene, stamper(stranger)) == "stamp_untrusted"


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"digest_oid": SHA1}, "stamp_weak"),
        ({"attributes": False}, "stamp_bad_signature"),
        ({"at": NOW + timedelta(minutes=6)}, "stamp_from_future"),
    ],
)
def test_a_stamp_of_the_wrong_make(
    scene: Scene, authority: Holder, options: dict[str, Any], told: str
) -> None:
    assert reason(scene, stamper(authority, **options)) == told


def test_two_clocks_may_differ_a_little(scene: Scene, authority: Holder) -> None:
    signed = scene.signed(stamp=stamper(authority, at=NOW + timedelta(minutes=4)))
    assert scene.verdict(signed).standing is Standing.VALID
    ahead = scene.verdict(scene.signed(stamp=stamper(authority, at=NOW + HOUR)))
    assert ahead.standing is Standing.UNDECIDED
    assert ahead.signers[0].time_source is TimeSource.GIVEN


@pytest.mark.requirement("R-125")
def test_a_signed_message_that_is_no_stamp_is_none(scene: Scene, authority: Holder) -> None:
    other = message(TEXT, [Part(holder=authority)], attached=True)
    assert reason(scene, lambda _: other) == "stamp_unreadable"


@pytest.mark.requirement("R-125")
def test_the_certificate_of_the_stamp_is_bound_into_it(scene: Scene, authority: Holder) -> None:
    twin = scene.centre.stamper(authority.key)
    assert reason(scene, stamper(authority, bound=twin)) == "stamp_bad_signature"


@pytest.mark.requirement("R-125")
def test_a_revoked_stamping_key_proves_nothing_after_its_revocation() -> None:
    scene = make_scene()
    authority = scene.centre.stamper(ec_key(), sources=True)
    serial = authority.certificate.serial
    signed = scene.signed(stamp=stamper(authority, at=NOW - HOUR))
    unknown = scene.verdict(signed)
    assert (unknown.standing, "stamp_revocation_unknown" in remarks(unknown)) == (
        Standing.VALID,
        True,
    )
    for since, told in [(NOW - DAY, "stamp_revoked"), (NOW - timedelta(minutes=1), "")]:
        found = scene.centre.revocation_list(
            {serial: (since, "key_compromise")}, at=NOW - timedelta(seconds=1)
        )
        trust = scene.trust(scene.answer(), lists=(found,))
        assert row_of(scene.verdict(signed, trust=trust), Check.TIME).reason == told


@pytest.mark.requirement("R-125")
def test_a_stamp_is_asked_for_by_a_number(scene: Scene, authority: Holder) -> None:
    token = stamper(authority, nonce=42)(b"signature")
    trust = trust_in([scene.root.holder.certificate, scene.centre.holder.certificate])
    assert judge_stamp(token, b"signature", trust, nonce=42).at == NOW
    assert judge_stamp(token, b"signature", trust, nonce=43).reason == "nonce_differs"
    assert judge_stamp(token, b"signature!", trust).reason == "stamp_of_another_signature"


@pytest.mark.requirement("R-125")
def test_of_two_stamps_the_earlier_counts_and_a_wrong_one_spoils_both(
    scene: Scene, authority: Holder
) -> None:
    def stamped(*stamps: Callable[[bytes], bytes]) -> bytes:
        return scene.signed(stamps=stamps)

    early, late = stamper(authority, at=NOW - HOUR), stamper(authority, at=NOW - HOUR / 2)
    assert scene.verdict(stamped(late, early)).signers[0].stamped_at == NOW - HOUR
    wrong = stamper(authority, spoilt=lambda signature: signature + b"!")
    assert scene.verdict(stamped(early, wrong)).reasons == ("stamp_of_another_signature",)


@pytest.mark.requirement("R-125")
def test_a_turned_byte_never_moves_the_time(scene: Scene, authority: Holder) -> None:
    token = stamper(authority)(b"signature")
    trust = trust_in([scene.root.holder.certificate, scene.centre.holder.certificate])
    for place in range(0, len(token), 2):
        turned = bytearray(token)
        turned[place] ^= 1
        assert judge_stamp(bytes(turned), b"signature", trust).at in (None, NOW), place


@given(st.binary(max_size=200))
@settings(max_examples=30)
def test_noise_is_no_stamp_and_no_error(noise: bytes) -> None:
    assert judge_stamp(noise, b"", plain_scene().trust()).reason == "stamp_unreadable"


def test_an_unanswered_question_is_no_failure(scene: Scene) -> None:
    row = row_of(scene.verdict(scene.signed()), Check.TIME)
    assert (row.outcome, row.reason) == (Outcome.WARNING, "not_stamped")
