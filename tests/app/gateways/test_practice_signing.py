"""The practice key and the check of a CMS: this content, this key, in its days, and nothing else."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import DeviceFault
from app.gateways.cms_verifier import CmsVerifier
from app.gateways.practice_key import PRACTICE_ORGANISATION, PracticeKeys

NOW = datetime.now(UTC).replace(microsecond=0)
TEXT = "Өтініш: мәтіні қол қойылғандай".encode()


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> PracticeKeys:
    return PracticeKeys(tmp_path_factory.mktemp("keys"), lambda: NOW)


@pytest.fixture(scope="module")
def verifier(keys: PracticeKeys) -> CmsVerifier:
    return CmsVerifier(lambda: (keys.root(),))


@pytest.fixture(scope="module")
def signed(keys: PracticeKeys) -> bytes:
    return keys.sign("operator", TEXT, NOW)


@pytest.mark.requirement("R-125")
def test_a_signature_stands_over_exactly_its_content(verifier: CmsVerifier, signed: bytes) -> None:
    verdict = verifier.verify(TEXT, signed, NOW)
    assert (verdict.valid, verdict.reasons) == (True, ())
    assert verdict.certificate is not None
    assert (verdict.certificate.operator_id, verdict.certificate.practice) == ("operator", True)
    assert verdict.signed_at is not None
    assert TEXT not in signed, "the signature is detached"


@pytest.mark.requirement("R-125", "R-127")
@pytest.mark.parametrize("content", [b"", TEXT + b" ", TEXT[:-1], b"another text"])
def test_another_content_is_told_apart(
    verifier: CmsVerifier, signed: bytes, content: bytes
) -> None:
    verdict = verifier.verify(content, signed, NOW)
    assert (verdict.valid, verdict.reasons) == (False, ("content_differs",))


@pytest.mark.requirement("R-125")
def test_a_key_of_another_root_is_not_trusted(verifier: CmsVerifier, tmp_path: Path) -> None:
    foreign = PracticeKeys(tmp_path, lambda: NOW).sign("operator", TEXT, NOW)
    verdict = verifier.verify(TEXT, foreign, NOW)
    assert (verdict.valid, verdict.reasons) == (False, ("untrusted",))
    assert not CmsVerifier(tuple).verify(TEXT, foreign, NOW).valid


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("moment", "reason"),
    [
        (NOW - timedelta(days=2), "not_yet_valid"),
        (NOW + timedelta(days=365 * 3 + 1), "expired"),
    ],
)
def test_a_certificate_has_its_days(
    verifier: CmsVerifier, signed: bytes, moment: datetime, reason: str
) -> None:
    verdict = verifier.verify(TEXT, signed, moment)
    assert (verdict.valid, verdict.reasons) == (False, (reason,))


@pytest.mark.requirement("R-125")
def test_the_root_itself_signs_no_application(keys: PracticeKeys, verifier: CmsVerifier) -> None:
    verdict = verifier.verify(TEXT, keys.sign("root", TEXT, NOW), NOW)
    assert "not_for_signing" in verdict.reasons


def spoiled(der: bytes, change: Callable[[cms.SignedData], None]) -> bytes:
    info = cms.ContentInfo.load(der)
    change(info["content"])
    return info.dump(force=True)


@pytest.mark.requirement("R-125")
def test_a_changed_signature_is_seen(verifier: CmsVerifier, signed: bytes) -> None:
    def other_bytes(data: cms.SignedData) -> None:
        signer = data["signer_infos"][0]
        bare = bytearray(signer["signature"].native)
        bare[-1] ^= 1
        signer["signature"] = bytes(bare)

    verdict = verifier.verify(TEXT, spoiled(signed, other_bytes), NOW)
    assert not verdict.valid
    assert verdict.reasons in (("bad_signature",), ("unreadable",))


@pytest.mark.requirement("R-125")
def test_two_signers_are_one_too_many(verifier: CmsVerifier, signed: bytes) -> None:
    def twice(data: cms.SignedData) -> None:
        data["signer_infos"].append(data["signer_infos"][0])

    assert "several_signers" in verifier.verify(TEXT, spoiled(signed, twice), NOW).reasons


@pytest.mark.requirement("R-125")
def test_a_message_without_its_certificate_is_not_believed(
    verifier: CmsVerifier, signed: bytes
) -> None:
    def stripped(data: cms.SignedData) -> None:
        data["certificates"] = []

    assert verifier.verify(TEXT, spoiled(signed, stripped), NOW).reasons == ("unreadable",)


@pytest.mark.requirement("R-125")
@given(st.binary(max_size=200))
@settings(max_examples=40)
def test_garbage_is_a_no_and_never_an_error(noise: bytes) -> None:
    verdict = CmsVerifier(tuple).verify(TEXT, noise, NOW)
    assert (verdict.valid, verdict.reasons) == (False, ("unreadable",))


@pytest.mark.requirement("R-125")
@given(st.data())
@settings(max_examples=40)
def test_a_bit_turned_anywhere_is_never_valid_for_another_text(
    signed: bytes, verifier: CmsVerifier, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(signed) - 1))
    turned = bytearray(signed)
    turned[place] ^= 1 << data.draw(st.integers(0, 7))
    assert not verifier.verify(TEXT + b"!", bytes(turned), NOW).valid


@pytest.mark.requirement("R-125")
def test_an_rsa_key_under_the_same_root_is_read_too(tmp_path: Path) -> None:
    root_key, leaf_key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    root = _certificate("root", root_key, "root", root_key, signs=False)
    leaf = _certificate("operator", leaf_key, "root", root_key, signs=True)
    options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    builder = pkcs7.PKCS7SignatureBuilder().set_data(TEXT)
    signed = builder.add_signer(leaf, leaf_key, hashes.SHA256()).sign(
        serialization.Encoding.DER, options
    )
    verifier = CmsVerifier(lambda: (root,))
    assert verifier.verify(TEXT, signed, NOW).valid
    assert not verifier.verify(TEXT + b" ", signed, NOW).valid
    bare = _certificate("operator", leaf_key, "root", root_key, signs=None)
    unmarked = builder.add_signer(bare, leaf_key, hashes.SHA256()).sign(
        serialization.Encoding.DER, options
    )
    assert "not_for_signing" in verifier.verify(TEXT, unmarked, NOW).reasons


def _certificate(
    name: str,
    key: rsa.RSAPrivateKey,
    issuer: str,
    issuer_key: rsa.RSAPrivateKey,
    *,
    signs: bool | None,
) -> x509.Certificate:
    def called(common: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])

    builder = (
        x509.CertificateBuilder()
        .subject_name(called(name))
        .issuer_name(called(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=9))
    )
    if signs is not None:
        builder = builder.add_extension(
            x509.KeyUsage(signs, signs, False, False, False, not signs, False, False, False), True
        )
    return builder.sign(issuer_key, hashes.SHA256())


@pytest.mark.requirement("R-125", "R-126")
def test_each_operator_has_a_practice_certificate_that_says_so(keys: PracticeKeys) -> None:
    one, other = keys.certificate("operator"), keys.certificate("issuer")
    assert (one.operator_id, one.organisation) == ("operator", PRACTICE_ORGANISATION)
    assert one.practice
    assert one.official
    assert one.serial != other.serial
    assert one.valid_from < NOW < one.valid_until
    assert keys.certificate("operator") == one


@pytest.mark.requirement("R-128")
def test_keys_stay_in_their_folder_and_are_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    first = PracticeKeys(folder, lambda: NOW)
    signed = first.sign("operator", TEXT, NOW)
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700
    again = PracticeKeys(folder, lambda: NOW)
    assert again.certificate("operator") == first.certificate("operator")
    assert CmsVerifier(lambda: (again.root(),)).verify(TEXT, signed, NOW).valid


@pytest.mark.requirement("R-125")
def test_a_certificate_past_its_days_is_replaced(tmp_path: Path) -> None:
    old = PracticeKeys(tmp_path, lambda: NOW).certificate("operator")
    later = NOW + timedelta(days=365 * 4)
    renewed = PracticeKeys(tmp_path, lambda: later).certificate("operator")
    assert renewed.serial != old.serial
    assert renewed.valid_until > later


@pytest.mark.requirement("R-129")
@pytest.mark.parametrize("content", [b"", b"not a key", b"\x00" * 40])
def test_a_broken_key_file_is_a_fault_and_not_another_key(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "root.pem").write_bytes(content)
    with pytest.raises(DeviceFault) as fault:
        PracticeKeys(tmp_path, lambda: NOW).certificate("operator")
    assert (fault.value.code, fault.value.slot) == ("key.unreadable", "eds")
    assert (tmp_path / "root.pem").read_bytes() == content


@pytest.mark.requirement("R-129")
def test_a_folder_that_cannot_be_made_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DeviceFault):
        PracticeKeys(tmp_path / "file" / "keys", lambda: NOW).root()
