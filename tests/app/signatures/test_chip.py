"""The judge of chips: who signed, whether the data are as signed, and what is said where nobody knows."""

import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from asn1crypto import pem
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.chip import Authenticity, ChipFiles
from app.errors import ERROR_TEXTS
from app.rules import chip_words
from app.signatures.chip_security import issuing_state
from app.signatures.explicit_curve import named
from app.signatures.states import two_letters
from tests.fakes.lab_authority import DAY, ISSUING, NOW, SIGNING
from tests.fakes.lab_chip import (
    Country,
    Utopia,
    chip,
    explicit_key,
    framed,
    groups,
    judge,
    security_object,
    utopia,
    zone_group,
)
from tests.fakes.lab_keys import SHA1, SHA224, SHA384, SHA512, LabKey, ec_key, pss_key, rsa_key

KINDS: dict[str, Callable[[], LabKey]] = {
    "rsa": rsa_key,
    "pss": pss_key,
    "p256": ec_key,
    "p224": lambda: ec_key(ec.SECP224R1()),
    "p521": lambda: ec_key(ec.SECP521R1()),
    "brainpool-256": lambda: ec_key(ec.BrainpoolP256R1()),
    "brainpool-512": lambda: ec_key(ec.BrainpoolP512R1()),
    "explicit": explicit_key,
}


@pytest.fixture(scope="module")
def land() -> Utopia:
    return utopia()


def _code(land: Utopia, files: ChipFiles, *others: Country, **how: object) -> tuple[str, str]:
    verdict = judge(land.country, *others, **how).judge(files, NOW)  # type: ignore[arg-type]
    return verdict.authenticity.value, verdict.code


@pytest.mark.requirement("R-058")
@pytest.mark.parametrize("kind", KINDS)
def test_a_chip_signed_by_an_installed_country_is_genuine(kind: str) -> None:
    land = utopia(KINDS[kind])
    verdict = judge(land.country).judge(chip(land.signer), NOW)
    assert (verdict.authenticity, verdict.code, verdict.at) == (Authenticity.GENUINE, "", NOW)
    assert verdict.signer == "UT, CSCA TRIAL UT"
    changed = groups() | {2: b"another picture"}
    assert _code(land, chip(land.signer, shown=changed)) == ("altered", "chip.data_changed")


@pytest.mark.parametrize("oid", [SHA1, SHA224, SHA384, SHA512])
def test_every_digest_of_the_standard_counts(land: Utopia, oid: str) -> None:
    part = {"digest_oid": land.signer.key.digest_oid}
    assert _code(land, chip(land.signer, oid=oid, part=part)) == ("genuine", "")
    changed = groups() | {1: zone_group(("X" * 30,) * 3)}
    files = chip(land.signer, oid=oid, part=part, shown=changed)
    assert _code(land, files) == ("altered", "chip.data_changed")


def test_without_certificates_it_says_that_it_was_not_checked(land: Utopia) -> None:
    verdict = judge().judge(chip(land.signer), NOW)
    assert (verdict.authenticity, verdict.code) == (Authenticity.NOT_CHECKED, "chip.no_countries")
    assert verdict.signer == "UT, CSCA TRIAL UT"
    other = Country(ec_key(), "KZ")
    verdict = judge(other).judge(chip(land.signer), NOW)
    assert (verdict.authenticity, verdict.code) == (Authenticity.NOT_CHECKED, "chip.no_country")


def test_altered_data_are_seen_where_no_country_is_installed(land: Utopia) -> None:
    changed = chip(land.signer, shown=groups() | {2: b"another picture"})
    assert judge().judge(changed, NOW).code == "chip.data_changed"
    wrong = chip(land.signer, spoil=_last_byte)
    assert judge().judge(wrong, NOW).authenticity is Authenticity.ALTERED


def _last_byte(signed: bytes) -> bytes:
    return signed[:-1] + bytes([signed[-1] ^ 1])


def test_a_group_that_is_not_signed_is_told(land: Utopia) -> None:
    more = groups() | {11: b"\x6b\x00"}
    assert _code(land, chip(land.signer, shown=more)) == ("altered", "chip.data_not_signed")
    fewer = {1: groups()[1]}
    assert _code(land, chip(land.signer, shown=fewer)) == ("genuine", "")
    assert _code(land, chip(land.signer, shown={})) == ("untrusted", "chip.no_data")


def test_another_content_than_the_signed_one_is_a_wrong_signature(land: Utopia) -> None:
    honest, forged = security_object(groups()), security_object(groups() | {2: b"forged"})
    files = chip(land.signer, shown=groups() | {2: b"forged"}, spoil=_swap(honest, forged))
    assert _code(land, files) == ("altered", "chip.signature_wrong")


def _swap(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    assert len(old) == len(new)
    return lambda signed: signed.replace(old, new)


def test_a_signer_of_another_key_of_that_name_is_not_believed(land: Utopia) -> None:
    forger = utopia()
    assert _code(land, chip(forger.signer)) == ("untrusted", "chip.signer_untrusted")
    # Installed beside the true one it vouches: a country renews its key under the same name.
    assert _code(land, chip(forger.signer), forger.country) == ("genuine", "")


def test_an_own_curve_vouches_for_nobody() -> None:
    for other in ({"a": 3}, {"b": 5}, {"order": 7}, {"x": 9}, {"prime": 2**255 + 95}):
        key = explicit_key(**other)
        assert named(key.public) == key.public
        land = utopia(lambda made=key: made)  # type: ignore[misc]
        assert _code(land, chip(land.signer)) == ("untrusted", "chip.algorithm")
    assert named(explicit_key().public) != explicit_key().public


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"days": (NOW - 200 * DAY, NOW - DAY)}, "chip.signer_expired"),
        ({"days": (NOW + DAY, NOW + 200 * DAY)}, "chip.signer_not_yet"),
        ({"usages": ("key_encipherment",)}, "chip.signer_use"),
        ({"usages": ISSUING, "authority": True}, "chip.signer_use"),
        ({"usages": SIGNING}, ""),
        ({"usages": ()}, ""),
    ],
)
def test_days_and_use_of_the_signer(wish: dict[str, object], code: str) -> None:
    land = utopia(**wish)
    assert _code(land, chip(land.signer))[1] == code


def test_the_moment_of_signing_is_inside_the_days_of_the_signer(land: Utopia) -> None:
    inside = {"claimed": NOW - 50 * DAY}
    assert _code(land, chip(land.signer, part=inside)) == ("genuine", "")
    outside = {"claimed": NOW - 500 * DAY}
    assert _code(land, chip(land.signer, part=outside)) == ("untrusted", "chip.signed_outside")
    assert _code(land, chip(land.signer, part={"claimed": None})) == ("genuine", "")


def test_a_revoked_signer_is_told_and_only_by_its_country(land: Utopia) -> None:
    serial = land.signer.certificate.serial
    entries = {serial: (NOW - 2 * DAY, "key_compromise")}
    listed = land.country.revocation_list(entries)
    assert _code(land, chip(land.signer), lists=(listed,)) == ("untrusted", "chip.signer_revoked")
    # A list that has grown old still says who is revoked.
    old = land.country.revocation_list(entries, at=NOW - 90 * DAY, until=NOW - 60 * DAY)
    assert _code(land, chip(land.signer), lists=(old,)) == ("untrusted", "chip.signer_revoked")
    forged = land.country.revocation_list(entries, key=ec_key())
    empty = land.country.revocation_list()
    assert _code(land, chip(land.signer), lists=(forged, empty)) == ("genuine", "")


def test_a_country_does_not_sign_for_another() -> None:
    land = utopia()
    lines = ("I<KAZD231458907<<<<<<<<<<<<<<<", "7408122F3204159KAZ<<<<<<<<<<<6", "A<<B" + "<" * 26)
    files = chip(land.signer, signed=groups(zone=lines))
    assert _code(land, files) == ("untrusted", "chip.other_country")


def test_states_of_the_zone() -> None:
    assert issuing_state(zone_group()) == "UTO"
    assert issuing_state(b"") == issuing_state(b"\x75\x01\x00") == issuing_state(b"\x61\x00") == ""
    found = [two_letters(code) for code in ("KAZ", "RUS", "UZB", "D", "UTO", "GBD", "ZZZ", "KZ")]
    assert found == ["KZ", "RU", "UZ", "DE", "UT", "GB", "", ""]


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"certificates": []}, "chip.signer_missing"),
        ({"content": b"\x30\x00"}, "chip.unreadable"),
        ({"content": security_object(groups(), doubled=True)}, "chip.unreadable"),
        ({"content_type": "1.2.840.113549.1.7.1"}, "chip.unreadable"),
        ({"part": {"attributes": False}}, "chip.unreadable"),
        ({"oid": "2.16.840.1.101.3.4.2.1", "spoil": lambda signed: signed[:-9]}, "chip.unreadable"),
    ],
)
def test_what_is_no_signature_of_a_chip_is_named(
    land: Utopia, wish: dict[str, object], code: str
) -> None:
    assert _code(land, chip(land.signer, **wish)) == ("untrusted", code)


def test_a_file_padded_with_zeros_is_read(land: Utopia) -> None:
    files = chip(land.signer)
    padded = ChipFiles(files.security + bytes(40), files.groups)
    bare = ChipFiles(files.security[4:], files.groups)
    for one in (padded, bare):
        assert _code(land, one) == ("genuine", "")


def test_every_cause_has_words() -> None:
    codes = {value for value in vars(chip_words).values() if str(value).startswith("chip.")}
    assert len(codes) == 17
    assert codes <= set(ERROR_TEXTS)


@given(st.binary(max_size=200), st.dictionaries(st.integers(-1, 20), st.binary(max_size=40)))
@settings(max_examples=200, deadline=None)
def test_whatever_bytes_come_there_is_a_verdict(content: bytes, shown: dict[int, bytes]) -> None:
    for security in (content, framed(b"\x77", content)):
        verdict = judge().judge(ChipFiles(security, shown), NOW)
        assert verdict.authenticity is Authenticity.UNTRUSTED
        assert verdict.code == "chip.unreadable"


_LAND = utopia()
_FILES = chip(_LAND.signer)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_chip_with_any_byte_changed_is_never_genuine_by_another_content(
    data: st.DataObject,
) -> None:
    place = data.draw(st.integers(0, len(_FILES.security) - 1))
    changed = bytearray(_FILES.security)
    changed[place] ^= data.draw(st.integers(1, 255))
    verdict = judge(_LAND.country).judge(ChipFiles(bytes(changed), _FILES.groups), NOW)
    assert verdict.authenticity in Authenticity
    forged = ChipFiles(bytes(changed), _FILES.groups | {2: b"another picture"})
    assert judge(_LAND.country).judge(forged, NOW).authenticity is not Authenticity.GENUINE


@pytest.mark.requirement("R-058")
@pytest.mark.parametrize("kind", KINDS)
def test_openssl_agrees_on_signature_and_chain(kind: str, tmp_path: Path) -> None:
    land = utopia(KINDS[kind])
    files = chip(land.signer)
    _, signed = _after_frame(files.security)
    # OpenSSL follows no chain whose keys write their curve out, so there the signature alone is asked.
    chain = kind != "explicit"
    assert _openssl(tmp_path, land, signed, chain=chain)
    assert not _openssl(tmp_path, land, _last_byte(signed), chain=chain)
    assert not (chain and _openssl(tmp_path, utopia(ec_key), signed))


def _after_frame(file: bytes) -> tuple[bytes, bytes]:
    start = 2 + (file[1] & 0x7F if file[1] & 0x80 else 0)
    return file[:start], file[start:]


def _openssl(folder: Path, land: Utopia, signed: bytes, *, chain: bool = True) -> bool:
    (folder / "country.pem").write_bytes(pem.armor("CERTIFICATE", land.country.der))
    (folder / "signed.der").write_bytes(signed)
    at = str(int((NOW + timedelta(hours=1)).timestamp()))
    words = ["cms", "-verify", "-binary", "-inform", "DER", "-in", "signed.der", "-purpose", "any"]
    words += ["-CAfile", "country.pem", "-attime", at] if chain else ["-noverify"]
    done = subprocess.run(
        ["openssl", *words, "-out", "out"],
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=60,
    )
    return done.returncode == 0
