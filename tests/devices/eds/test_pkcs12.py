"""Signatures by a key in a file: the password opens it in a process of its own, and nothing else does."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import NoEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

from app.errors import Cancelled, DeviceFault
from app.ports import signing_faults
from app.ports.pin import Refused
from devices.catalog import fit
from devices.eds.simulator.lab import OPERATOR_IIN, Lab, Signer
from tests.fakes.signature_judges import fault_of, openssl_says, ours_says
from tests.fakes.token_room import Heard, Person, acts, key_file, ordered, outfit_for

PASSWORD = "Сынақ-2026"


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize("old", [False, True])
def test_a_signature_stands_for_two_verifiers(lab: Lab, tmp_path: Path, old: bool) -> None:
    file, person, heard = key_file(tmp_path, lab, PASSWORD, old=old), Person(PASSWORD), Heard()
    contents = ("бір".encode(), b"two")
    signatures = acts(file, person, heard, kind="pkcs12").sign(ordered(*contents))
    for signature, content in zip(signatures, contents, strict=True):
        assert openssl_says(signature, content, lab.signing_root, tmp_path)
        assert ours_says(signature, content, lab.signing_root) == ()
    (question,) = person.asked
    assert question.password
    assert question.certificate is None, "it lies under the password as well"
    assert (question.count, heard.counts) == (2, [2])
    assert person.given == [bytearray(len(PASSWORD.encode()))]


def test_a_look_at_the_key_asks_for_the_password(lab: Lab, tmp_path: Path) -> None:
    file, person = key_file(tmp_path, lab, PASSWORD), Person("wrong", PASSWORD)
    (key,) = acts(file, person, kind="pkcs12").look().keys
    assert person.asked == []
    seen = acts(file, person, kind="pkcs12").look_at(key.id)
    assert seen.certificate is not None
    assert seen.certificate.iin == OPERATOR_IIN
    assert [(one.count, one.refused) for one in person.asked] == [(0, None), (0, Refused.WRONG)]


def test_giving_up_signs_nothing(lab: Lab, tmp_path: Path) -> None:
    file = key_file(tmp_path, lab, PASSWORD)
    with pytest.raises(Cancelled):
        acts(file, Person("wrong", None), kind="pkcs12").sign(ordered())


@pytest.mark.requirement("R-125")
def test_another_persons_file_signs_nothing(lab: Lab, tmp_path: Path) -> None:
    file = key_file(tmp_path, lab, PASSWORD, Signer.COLLEAGUE)
    signing = acts(file, Person(PASSWORD), kind="pkcs12")
    assert fault_of(lambda: signing.sign(ordered())) == signing_faults.OTHER_PERSON


@pytest.mark.parametrize("kind", ["missing", "garbage", "open"])
def test_a_file_that_is_no_protected_key(lab: Lab, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "key.p12"
    if kind == "garbage":
        file.write_bytes(b"\x30\x82garbage" * 40)
    if kind == "open":
        pair = lab.pair(Signer.OPERATOR)
        file.write_bytes(
            serialize_key_and_certificates(b"k", pair.key, pair.certificate, None, NoEncryption())
        )
    person = Person(PASSWORD)
    code = fault_of(lambda: acts(file, person, kind="pkcs12").sign(ordered()))
    assert code == signing_faults.STORAGE_UNREADABLE
    assert person.asked == []


@pytest.mark.parametrize(
    ("driver", "options", "code"),
    [
        ("pkcs12", {"file": "x"}, "device.option_missing"),
        ("pkcs12", {"file": "x", "allowed": "no"}, "device.option_wrong"),
        ("pkcs12", {"allowed": "yes"}, "device.option_missing"),
        ("pkcs11", {}, "device.option_missing"),
        ("pkcs11", {"module": "x", "lock": "perhaps"}, "device.option_wrong"),
        ("pkcs11", {"module": "x", "pin": "1234"}, "device.option_unknown"),
    ],
)
def test_the_options_of_the_drivers(
    tmp_path: Path, driver: str, options: dict[str, str], code: str
) -> None:
    (fitted,) = fit({"eds": driver}, outfit_for(tmp_path, None, **options)).values()
    assert isinstance(fitted, DeviceFault)
    assert fitted.code == code
