"""Whether a certificate was revoked: answers and lists, who may say it, when it counts, and no word."""

from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import core, crl, ocsp
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.signature_verdict import Check, Outcome, Standing
from app.signatures.crl import read_list
from app.signatures.encoding import UnreadableError, plain
from app.signatures.ocsp import read_answer
from app.signatures.revocation import answer_fault
from app.signatures.trust import Trust
from tests.fakes.lab_authority import NOW, Authority, extension, point
from tests.fakes.lab_keys import SHA1, ec_key, gost_key
from tests.fakes.lab_message import Part, attribute, message, stamper
from tests.fakes.lab_scene import TEXT, Scene, make_scene, plain_scene, row_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SINCE = NOW - 2 * DAY
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def scene() -> Scene:
    return plain_scene()


def state(scene: Scene, trust: Trust, **options: object) -> tuple[Outcome, str]:
    row = row_of(scene.verdict(scene.signed(), trust=trust, **options), Check.REVOCATION)
    return row.outcome, row.reason


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, (Outcome.OK, "")),
        ({"digest_oid": SHA1, "by_name": True}, (Outcome.OK, "")),
        ({"state": "revoked", "since": SINCE}, (Outcome.FAILED, "revoked")),
        ({"state": "revoked", "why": "certificate_hold"}, (Outcome.FAILED, "on_hold")),
        (
            {"state": "revoked", "why": "certificate_hold", "since": EPOCH},
            (Outcome.FAILED, "unknown_to_ca"),
        ),
        ({"state": "unknown"}, (Outcome.FAILED, "unknown_to_ca")),
        ({"at": NOW - 23 * HOUR}, (Outcome.OK, "")),
        ({"at": NOW - 25 * HOUR}, (Outcome.UNKNOWN, "revocation_stale")),
        ({"at": NOW - 3 * DAY, "until": NOW + HOUR}, (Outcome.OK, "")),
        ({"at": NOW - 3 * DAY, "until": NOW - HOUR}, (Outcome.UNKNOWN, "revocation_stale")),
        (
            {"state": "revoked", "since": SINCE, "at": NOW - 25 * HOUR},
            (Outcome.FAILED, "revoked"),
        ),
        ({"with_certificate": False}, (Outcome.UNKNOWN, "revocation_unproven")),
    ],
)
def test_what_a_responder_says(
    scene: Scene, said: dict[str, object], expected: tuple[Outcome, str]
) -> None:
    assert state(scene, scene.trust(scene.answer(**said))) == expected


@pytest.mark.requirement("R-125")
def test_an_answer_of_the_issuer_itself_counts(scene: Scene) -> None:
    own = scene.answer(responder=scene.centre.holder, with_certificate=False)
    assert state(scene, scene.trust(own)) == (Outcome.OK, "")


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    "wish",
    [
        {"purposes": ("1.3.6.1.5.5.7.3.4",)},
        {"days": (NOW - 9 * DAY, NOW - DAY)},
        {"usages": ("key_encipherment",)},
        {"no_check": False},
    ],
)
def test_not_everybody_may_answer(scene: Scene, wish: dict[str, object]) -> None:
    other = scene.centre.responder(ec_key(), **wish)
    answer = scene.answer(responder=other)
    assert state(scene, scene.trust(answer)) == (Outcome.UNKNOWN, "revocation_unproven")


@pytest.mark.requirement("R-125")
def test_a_responder_of_another_centre_does_not_speak(scene: Scene) -> None:
    stranger = Authority(ec_key(), "ҰКО (СЫНАҚ)", scene.root).responder(ec_key())
    answer = scene.answer(responder=stranger)
    assert state(scene, scene.trust(answer)) == (Outcome.UNKNOWN, "revocation_unproven")


def test_a_responder_that_is_not_exempted_is_proven_by_a_list(scene: Scene) -> None:
    other = scene.centre.responder(ec_key(), no_check=False)
    serial = other.certificate.serial
    answer = scene.answer(responder=other)
    good = Trust(lists=(read_list(scene.centre.revocation_list()),))
    centre = scene.centre.holder.certificate
    assert answer_fault(read_answer(answer), centre, good) == ""
    bad = scene.centre.revocation_list({serial: (SINCE, "key_compromise")})
    assert answer_fault(read_answer(answer), centre, Trust(lists=(read_list(bad),)))


@pytest.mark.requirement("R-125")
def test_the_answer_to_another_question_is_told_apart(scene: Scene) -> None:
    centre = scene.centre.holder.certificate
    answer = read_answer(scene.answer(nonce=b"12345678"))
    asked = core.OctetString(b"12345678").contents
    assert answer.nonce in (asked, core.OctetString(asked).dump())
    assert answer_fault(answer, centre, Trust(), nonce=answer.nonce) == ""
    assert answer_fault(answer, centre, Trust(), nonce=b"87654321") == "nonce_differs"
    assert answer_fault(read_answer(scene.answer()), centre, Trust(), nonce=b"1") == "nonce_differs"


@pytest.mark.requirement("R-125")
def test_a_changed_answer_proves_nothing(scene: Scene) -> None:
    good = scene.answer()
    for place in range(0, len(good), 3):
        turned = bytearray(good)
        turned[place] ^= 1
        try:
            trust = scene.trust(bytes(turned))
        except UnreadableError:
            continue
        outcome, _ = state(scene, trust)
        if outcome is Outcome.OK:
            told = trust.answers[0]
            assert (told.tbs, told.about) == (read_answer(good).tbs, read_answer(good).about)


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, (Outcome.OK, "")),
        ({"until": NOW - timedelta(seconds=1)}, (Outcome.UNKNOWN, "revocation_stale")),
        ({"until": None}, (Outcome.OK, "")),
        ({"until": None, "at": NOW - 2 * DAY}, (Outcome.UNKNOWN, "revocation_stale")),
        ({"key": ec_key()}, (Outcome.UNKNOWN, "revocation_unproven")),
        (
            {"more": [extension("1.2.3.4", core.Null(), critical=True)]},
            (Outcome.UNKNOWN, "revocation_unavailable"),
        ),
        (
            {
                "more": [
                    extension("2.5.29.28", crl.IssuingDistributionPoint({"indirect_crl": True}))
                ]
            },
            (Outcome.UNKNOWN, "revocation_unavailable"),
        ),
        (
            {
                "more": [
                    extension(
                        "2.5.29.28", crl.IssuingDistributionPoint({"only_contains_ca_certs": True})
                    )
                ]
            },
            (Outcome.UNKNOWN, "revocation_unavailable"),
        ),
    ],
)
def test_a_list_on_which_the_certificate_does_not_stand(
    scene: Scene, said: dict[str, object], expected: tuple[Outcome, str]
) -> None:
    found = scene.centre.revocation_list(**said)
    assert state(scene, scene.trust(lists=(found,))) == expected


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("why", "reason"),
    [("key_compromise", "revoked"), ("superseded", "revoked"), ("certificate_hold", "on_hold")],
)
def test_a_list_on_which_it_stands(scene: Scene, why: str, reason: str) -> None:
    serial = scene.signer.certificate.serial
    found = scene.centre.revocation_list({serial: (SINCE, why), 7: (SINCE, "superseded")})
    assert state(scene, scene.trust(lists=(found,))) == (Outcome.FAILED, reason)


@pytest.mark.requirement("R-125")
def test_what_was_revoked_stays_so_and_a_hold_may_be_lifted(scene: Scene) -> None:
    serial = scene.signer.certificate.serial
    old = {"at": NOW - 3 * DAY, "until": NOW - 2 * DAY}
    revoked = scene.centre.revocation_list({serial: (NOW - 4 * DAY, "superseded")}, **old)
    held = scene.centre.revocation_list({serial: (NOW - 4 * DAY, "certificate_hold")}, **old)
    fresh = scene.centre.revocation_list(number=6)
    assert state(scene, scene.trust(lists=(revoked, fresh))) == (Outcome.FAILED, "revoked")
    assert state(scene, scene.trust(lists=(held, fresh))) == (Outcome.OK, "")
    newest_word = scene.trust(scene.answer(), lists=(revoked,))
    assert state(scene, newest_word) == (Outcome.FAILED, "revoked")


@pytest.mark.requirement("R-125")
def test_a_delta_brings_its_full_list_up_to_date(scene: Scene) -> None:
    serial = scene.signer.certificate.serial
    full = scene.centre.revocation_list(number=5)
    held = scene.centre.revocation_list({serial: (SINCE, "certificate_hold")}, number=5)

    def delta(why: str, base: int = 5, number: int = 6) -> bytes:
        entries = {serial: (SINCE, why)} if why else {}
        return scene.centre.revocation_list(entries, number=number, base=base, at=NOW - HOUR / 2)

    def told(*lists: bytes) -> tuple[Outcome, str]:
        return state(scene, scene.trust(lists=lists))

    assert told(full, delta("key_compromise")) == (Outcome.FAILED, "revoked")
    assert told(held, delta("remove_from_crl")) == (Outcome.OK, "")
    assert told(held, delta("")) == (Outcome.FAILED, "on_hold")
    assert told(full, delta("key_compromise", base=9, number=10)) == (Outcome.OK, "")
    assert told(delta("")) == (Outcome.UNKNOWN, "revocation_unavailable"), (
        "a delta alone is nothing"
    )


@pytest.mark.requirement("R-125")
def test_a_list_of_one_part_says_nothing_of_the_others(scene: Scene) -> None:
    def part(url: str) -> bytes:
        scope = crl.IssuingDistributionPoint({"distribution_point": point(url)})
        return scene.centre.revocation_list(more=[extension("2.5.29.28", scope, critical=True)])

    own, other = part("http://crl.lab.invalid/nca.crl"), part("http://crl.lab.invalid/2.crl")
    assert state(scene, scene.trust(lists=(own,))) == (Outcome.OK, "")
    assert state(scene, scene.trust(lists=(other,))) == (
        Outcome.UNKNOWN,
        "revocation_unavailable",
    )


@pytest.mark.requirement("R-125", "R-129")
def test_no_word_is_no_proof_where_one_could_be_had() -> None:
    told = make_scene()
    silent = make_scene(sources=False)
    assert state(told, told.trust(told=False)) == (Outcome.UNKNOWN, "revocation_unavailable")
    assert told.verdict(told.signed(), trust=told.trust(told=False)).standing is Standing.UNDECIDED
    assert state(silent, silent.trust(told=False)) == (Outcome.WARNING, "no_revocation_source")
    assert state(told, told.trust(told=False), revocation=False) == (
        Outcome.WARNING,
        "revocation_not_asked",
    )


def test_an_expired_certificate_that_fell_off_the_list_is_not_proven() -> None:
    scene = make_scene(days=(NOW - 9 * DAY, NOW - DAY))
    stamp = stamper(scene.centre.stamper(ec_key()), at=NOW - 2 * DAY)
    late = scene.centre.revocation_list()
    row = row_of(
        scene.verdict(scene.signed(stamp=stamp), trust=scene.trust(lists=(late,))),
        Check.REVOCATION,
    )
    assert (row.outcome, row.reason) == (Outcome.UNKNOWN, "revocation_stale")


@pytest.mark.requirement("R-125")
def test_a_signature_stamped_before_the_revocation_stands(scene: Scene) -> None:
    answer = scene.answer(state="revoked", since=NOW - DAY)
    trust, authority = scene.trust(answer), scene.centre.stamper(ec_key())
    before = scene.signed(stamp=stamper(authority, at=NOW - 2 * DAY))
    after = scene.signed(stamp=stamper(authority, at=NOW - HOUR))
    assert row_of(scene.verdict(before, trust=trust), Check.REVOCATION).reason == "revoked_later"
    assert scene.verdict(before, trust=trust).standing is Standing.VALID
    assert scene.verdict(after, trust=trust).reasons == ("revoked",)
    assert scene.verdict(scene.signed(), trust=trust).reasons == ("revoked",)


@pytest.mark.requirement("R-125")
def test_a_revoked_issuer_takes_its_certificates_along(scene: Scene) -> None:
    serial = scene.centre.holder.certificate.serial
    found = scene.root.revocation_list({serial: (SINCE, "ca_compromise")})
    verdict = scene.verdict(scene.signed(), trust=scene.trust(scene.answer(), lists=(found,)))
    assert verdict.reasons == ("issuer_revoked",)
    clean = scene.trust(scene.answer(), lists=(scene.root.revocation_list(),))
    assert row_of(scene.verdict(scene.signed(), trust=clean), Check.ISSUER_REVOCATION).reason == ""


def test_lists_and_answers_on_gost_keys_are_checked_too() -> None:
    scene = make_scene(gost_key)
    trust = scene.trust(scene.answer(), lists=(scene.centre.revocation_list(),))
    assert state(scene, trust) == (Outcome.OK, "")
    forged = scene.centre.revocation_list(key=gost_key())
    assert state(scene, scene.trust(lists=(forged,))) == (Outcome.UNKNOWN, "revocation_unproven")


def test_evidence_in_the_message_counts_like_evidence_beside_it(scene: Scene) -> None:
    brought = message(TEXT, [Part(holder=scene.signer)], lists=[scene.centre.revocation_list()])
    assert scene.verdict(brought, trust=scene.trust(told=False)).standing is Standing.VALID
    serial = scene.signer.certificate.serial
    bad = scene.centre.revocation_list({serial: (SINCE, "superseded")})
    brought = message(TEXT, [Part(holder=scene.signer)], lists=[bad])
    assert scene.verdict(brought).reasons == ("revoked",)


def _kept(oid: str, lists: list[bytes], answers: list[bytes]) -> bytes:
    """An attribute that keeps [0] lists and [1] answers for later."""

    def wrapped(tag: bytes, parts: list[bytes]) -> bytes:
        return plain(tag + b"\x80" + b"".join(parts) + b"\0\0")

    groups = [
        wrapped(tag, [wrapped(b"\x30", parts)])
        for tag, parts in ((b"\xa0", lists), (b"\xa1", answers))
        if parts
    ]
    return attribute(oid, core.Any.load(wrapped(b"\x30", groups)))


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize("place", ["unsigned", "more"])
def test_evidence_kept_among_the_attributes_counts(scene: Scene, place: str) -> None:
    oid = "1.2.840.113549.1.9.16.2.24" if place == "unsigned" else "1.2.840.113583.1.1.8"
    whole = scene.answer()
    basic = ocsp.OCSPResponse.load(whole)["response_bytes"]["response"].parsed.dump()
    bare = scene.trust(told=False)
    for lists, answers in [
        ([scene.centre.revocation_list()], []),
        ([], [basic]),
        ([b"\x05\x00"], [b"\x05\x00", whole]),
    ]:
        signed = scene.signed(**{place: [_kept(oid, lists, answers)]})
        assert scene.verdict(signed, trust=bare).standing is Standing.VALID
    empty = scene.signed(**{place: [_kept(oid, [], [b"\x05\x00"])]})
    assert scene.verdict(empty, trust=bare).reasons == ("revocation_unavailable",)


@given(st.binary(max_size=300))
@settings(max_examples=40)
def test_noise_is_no_evidence_and_no_error(noise: bytes) -> None:
    for read in (read_list, read_answer):
        with pytest.raises(UnreadableError):
            read(noise)
