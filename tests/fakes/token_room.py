"""Tokens of software for tests: SoftHSM2 with keys and certificates made there and then, and a person.

Nothing here is real: the holders are those of :mod:`devices.eds.simulator.lab`.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import (
    PBES,
    serialize_key_and_certificates,
)

from app.domain.signing_key import KeyDemand, SigningOrder
from app.errors import Cancelled
from app.ports.devices import Slot
from app.ports.pin import PinQuestion
from devices.eds.act.acts import Acts, Patience
from devices.eds.simulator.lab import OPERATOR_IIN, PRACTICE_BIN, Lab, Signer
from devices.outfit import Outfit
from tests.fakes.card_room import lacking
from tests.fakes.device_rig import AT

PIN, SO_PIN = "4711-Сынақ", "87654321"
OWN = KeyDemand(iin=OPERATOR_IIN, bin=PRACTICE_BIN)
CALM = Patience(look=60.0, open=60.0, sign=60.0, person=60.0, keypad=60.0)
"""So much that a slow machine is never taken for a module that hangs."""
SOFT_MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
)
CARD_MODULES = ("/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so", "/usr/lib/opensc-pkcs11.so")

_PUT = """
import sys, pkcs11
from pkcs11 import Attribute as A
module, label, pin, number, certificate = sys.argv[1:]
token = pkcs11.lib(module).get_token(token_label=label)
with token.open(rw=True, user_pin=pin) as session:
    session.create_object({
        A.CLASS: pkcs11.ObjectClass.CERTIFICATE, A.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
        A.TOKEN: True, A.PRIVATE: False, A.ID: bytes.fromhex(number), A.SUBJECT: b"0\\0",
        A.VALUE: bytes.fromhex(certificate),
    })
"""

_AWAY = """
import sys, pkcs11
token = pkcs11.lib(sys.argv[1]).get_token(token_label=sys.argv[2])
with token.open(rw=True, user_pin=sys.argv[3]) as session:
    for one in session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE}):
        one.destroy()
"""


def ordered(*contents: bytes, **other: object) -> SigningOrder:
    """An order of the practice employee."""
    wanted = {"contents": contents or (b"one document",), "demand": OWN, **other}
    return SigningOrder(**wanted)  # type: ignore[arg-type]


def module_of(places: tuple[str, ...], package: str) -> Path:
    """The module of this machine; without it the test skips with its reason, and fails under CI."""
    found = next((Path(place) for place in places if Path(place).is_file()), None)
    if found is None:
        lacking(f"{package} is missing: packaging/test installs it")
        raise AssertionError(package)
    return found


class Person:
    """Answers the questions for a PIN one after another and remembers what they said; ``None`` gives
    up. Before each answer ``meanwhile`` happens."""

    def __init__(self, *answers: str | None, meanwhile: Callable[[], None] | None = None) -> None:
        self.asked: list[PinQuestion] = []
        self.given: list[bytearray] = []
        self.shown: list[Future[bytearray]] = []
        self._answers = list(answers)
        self._meanwhile = meanwhile

    def ask(self, question: PinQuestion) -> Future[bytearray]:
        """The next answer at once; without one the question stays open."""
        self.asked.append(question)
        future: Future[bytearray] = Future()
        self.shown.append(future)
        if self._meanwhile is not None:
            self._meanwhile()
        if not self._answers:
            return future
        answer = self._answers.pop(0)
        if answer is None:
            future.set_exception(Cancelled())
        else:
            self.given.append(bytearray(answer.encode()))
            future.set_result(self.given[-1])
        return future


class Heard:
    """The asides of an act, remembered."""

    def __init__(self) -> None:
        self.counts: list[int] = []
        self.factory = 0
        self.reader, self.moves = "", 0

    def awaited(self, count: int) -> None:
        """So many documents wait."""
        self.counts.append(count)

    def factory_pin(self) -> None:
        """It was the factory's."""
        self.factory += 1

    def trouble(self) -> str:
        """What the test says of the reader."""
        return self.reader

    def insertion(self) -> int:
        """How often the test moved a card."""
        return self.moves


def acts(
    module: Path,
    person: Person | None,
    heard: Heard | None = None,
    *,
    kind: str = "pkcs11",
    patience: Patience = CALM,
    now: Callable[[], datetime] = lambda: AT,
    **other: Any,
) -> Acts:
    """Acts at a carrier whose time is that of the tests."""
    return Acts(kind, module, now, person, heard or Heard(), patience=patience, **other)


def outfit_for(folder: Path, person: Person | None, **options: str) -> Outfit:
    """An outfit for the drivers of this slot."""
    return Outfit(
        now=lambda: AT, paper_folder=folder, options={Slot.EDS.value: options}, pin_desk=person
    )


class SoftToken:
    """One token of SoftHSM2 in a folder of its own."""

    def __init__(self, module: Path, folder: Path, label: str, pin: str) -> None:
        self.module, self.label, self.pin = module, label, pin
        self.folder = folder
        self._tool("--init-token", "--free", "--label", label, "--so-pin", SO_PIN, "--pin", pin)

    def put(self, key: PrivateKeyTypes, certificate: bytes, number: str = "01") -> None:
        """Put a key with its certificate (DER) on it."""
        file = self.folder / f"{self.label}-{number}.pem"
        file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        wanted = ("--token", self.label, "--label", "key", "--id", number, "--pin", self.pin)
        self._tool("--import", str(file), *wanted)
        file.unlink()
        words = [str(self.module), self.label, self.pin, number, certificate.hex()]
        # Not here: a module is initialised once in a process, and this one has other tests.
        _run([sys.executable, "-c", _PUT, *words])

    def replace(self, certificate: bytes, number: str = "01") -> None:
        """Put another certificate in the place of the one with that number."""
        words = [str(self.module), self.label, self.pin, number, certificate.hex()]
        _run([sys.executable, "-c", _AWAY + _PUT, *words])

    def _tool(self, *words: str) -> None:
        _run(["softhsm2-util", *words])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr


@contextmanager
def soft_tokens(folder: Path) -> Iterator[Callable[..., SoftToken]]:
    """Makes tokens in ``folder``; the environment names it to SoftHSM for as long as the block."""
    module = module_of(SOFT_MODULES, "softhsm2")
    assert shutil.which("softhsm2-util"), "softhsm2 without its tool"
    tokens = folder / "tokens"
    tokens.mkdir(parents=True)
    config = folder / "softhsm2.conf"
    config.write_text(
        f"directories.tokendir = {tokens}\nobjectstore.backend = file\nslots.removable = true\n"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(config))
        yield lambda label="OPERATOR", pin=PIN: SoftToken(module, folder, label, pin)


def key_file(
    folder: Path, lab: Lab, password: str, signer: Signer = Signer.OPERATOR, *, old: bool = False
) -> Path:
    """A key file of an employee; ``old`` as the national centre wrote them (3DES, MAC of SHA-1)."""
    pair = lab.pair(signer)
    safe: KeySerializationEncryption = BestAvailableEncryption(password.encode())
    if old:
        builder = PrivateFormat.PKCS12.encryption_builder().kdf_rounds(2000)
        builder = builder.key_cert_algorithm(PBES.PBESv1SHA1And3KeyTripleDESCBC)
        safe = builder.hmac_hash(hashes.SHA1()).build(password.encode())
    file = folder / f"{signer}.p12"
    file.write_bytes(serialize_key_and_certificates(b"key", pair.key, pair.certificate, None, safe))
    return file


def compiled(folder: Path, name: str, body: str) -> Path:
    """A module written here and now in C: its ``C_GetFunctionList`` is ``body``."""
    compiler = shutil.which("gcc")
    if compiler is None:
        lacking("gcc is missing: packaging/test installs it")
    source, module = folder / f"{name}.c", folder / f"{name}.so"
    source.write_text(
        "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <unistd.h>\n" + body
    )
    _run([compiler, "-shared", "-fPIC", "-w", "-o", str(module), str(source)])
    return module


def on_curve(lab: Lab) -> tuple[ec.EllipticCurvePrivateKey, bytes]:
    """A key on a curve for the employee of the lab, with a certificate of the lab's root (DER)."""
    model, root = lab.pair(Signer.OPERATOR).certificate, lab._root
    key = ec.generate_private_key(ec.SECP256R1())
    builder = (
        x509.CertificateBuilder()
        .subject_name(model.subject)
        .issuer_name(root.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(model.not_valid_before_utc)
        .not_valid_after(model.not_valid_after_utc)
    )
    for kind in (x509.KeyUsage, x509.ExtendedKeyUsage):
        found = model.extensions.get_extension_for_class(kind)
        builder = builder.add_extension(found.value, found.critical)
    return key, builder.sign(root.key, hashes.SHA256()).public_bytes(Encoding.DER)
