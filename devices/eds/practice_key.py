"""Makes a key of practice on a token or in a key file.

Its certificate has the shape of an employee's official one, says that it is practice, and is issued
by the practice root of this computer, so that the practice branch alone takes what it signs.
"""

import getpass
import os
import sys
from argparse import Namespace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    load_pem_private_key,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID, ObjectIdentifier

from app.domain.signing_key import SIGNING_USAGE, RoleOid
from app.errors import InputInvalid, declare
from devices.eds.certificates import PRACTICE_ORGANISATION
from i18n import N_

BAD_ROOT = declare(
    "practice_key.root",
    N_("The file «{file}» holds no root of practice with its key."),
    N_(
        "Name root.pem in the folder of keys beside the store; the first practice signature makes it."
    ),
)
NOT_WRITTEN = declare(
    "practice_key.not_written",
    N_("The practice key could not be put there ({reason})."),
    N_("Check the path, the label of the token and the PIN."),
)
_VALID = timedelta(days=365)
"""As keys in files are issued; there is no reason why practice should last longer."""
_ID = b"\x01"
_TRUSTED = "practice-root.pem"


def make(arguments: Namespace) -> int:
    """Make a key with its certificate and put it there. Raises ``InputInvalid``."""
    issuer, by = _root(arguments.root)
    key = rsa.generate_private_key(65_537, 2048)
    certificate = _certificate(key, arguments, issuer, by)
    secret = _secret()
    try:
        if arguments.file is not None:
            _write(arguments.file, key, certificate, secret)
        else:
            _put(arguments.module, arguments.token, key, certificate, secret)
        if arguments.trust is not None:
            arguments.trust.mkdir(parents=True, exist_ok=True)
            (arguments.trust / _TRUSTED).write_bytes(issuer.public_bytes(Encoding.PEM))
    except Exception as error:  # whatever a module or a disk brings up is told by its name
        raise InputInvalid(NOT_WRITTEN, field="--file", reason=type(error).__name__) from error
    return 0


def _root(file: Path) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    try:
        content = file.read_bytes()
        key = load_pem_private_key(content, None)
        certificate = x509.load_pem_x509_certificate(content)
    except (OSError, ValueError, TypeError) as error:
        raise InputInvalid(BAD_ROOT, field="--root", file=file.name) from error
    organisation = certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    ours = [one.value for one in organisation] == [PRACTICE_ORGANISATION]
    if not ours or not isinstance(key, ec.EllipticCurvePrivateKey):
        raise InputInvalid(BAD_ROOT, field="--root", file=file.name)
    return certificate, key


def _certificate(
    key: rsa.RSAPrivateKey,
    told: Namespace,
    issuer: x509.Certificate,
    by: ec.EllipticCurvePrivateKey,
) -> x509.Certificate:
    now = datetime.now(UTC)
    person = {
        NameOID.COMMON_NAME: told.name,
        NameOID.SURNAME: told.name.split()[0],
        NameOID.SERIAL_NUMBER: f"IIN{told.iin}",
        NameOID.COUNTRY_NAME: "KZ",
        NameOID.ORGANIZATION_NAME: PRACTICE_ORGANISATION,
    }
    if told.bin:
        person[NameOID.ORGANIZATIONAL_UNIT_NAME] = f"BIN{told.bin}"
    usages = (SIGNING_USAGE, RoleOid.ORGANISATION.value, RoleOid.EMPLOYEE.value)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(oid, text) for oid, text in person.items()]))
        .issuer_name(issuer.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + _VALID)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(True, True, False, False, False, False, False, False, False), True
        )
        .add_extension(x509.ExtendedKeyUsage([ObjectIdentifier(one) for one in usages]), False)
        .sign(by, hashes.SHA256())
    )


def _secret() -> str:
    """Typed without an echo, or the first line of the standard input; never an argument."""
    if sys.stdin.isatty():
        return getpass.getpass("PIN: ")
    return sys.stdin.readline().rstrip("\n")


def _write(file: Path, key: rsa.RSAPrivateKey, certificate: x509.Certificate, secret: str) -> None:
    safe = BestAvailableEncryption(secret.encode())
    content = serialize_key_and_certificates(b"practice", key, certificate, None, safe)
    number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "wb") as handle:
        handle.write(content)


def _put(
    module: Path, label: str, key: rsa.RSAPrivateKey, certificate: x509.Certificate, secret: str
) -> None:
    import pkcs11  # noqa: PLC0415 - only for a token
    from pkcs11.util.rsa import decode_rsa_private_key  # noqa: PLC0415

    named = pkcs11.Attribute
    common: dict[Any, Any] = {named.TOKEN: True, named.ID: _ID, named.LABEL: "practice"}
    private = decode_rsa_private_key(_pkcs1(key))
    private |= {named.PRIVATE: True, named.SENSITIVE: True, named.EXTRACTABLE: False}
    private |= {named.SIGN: True, **common}
    shown = {
        named.CLASS: pkcs11.ObjectClass.CERTIFICATE,
        named.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
        named.PRIVATE: False,
        named.SUBJECT: certificate.subject.public_bytes(),
        named.VALUE: certificate.public_bytes(Encoding.DER),
        **common,
    }
    try:
        token = pkcs11.lib(str(module)).get_token(token_label=label)
        with token.open(rw=True, user_pin=secret) as session:
            session.create_object(private)
            session.create_object(shown)
    finally:
        pkcs11.unload(str(module))


def _pkcs1(key: rsa.RSAPrivateKey) -> bytes:
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415
        NoEncryption,
        PrivateFormat,
    )

    return key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
