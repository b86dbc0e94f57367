"""The practice signing key: a real key, a real certificate, a real CMS; marked as practice in each.

Every operator gets an own key under a practice root that is made on first use and never leaves its
folder. It signs in the practice branch only; official keys live on cards and tokens.
"""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.domain.signing import SignerCertificate
from app.errors import DeviceFault, declare
from app.gateways.cades import detached
from i18n import N_

PRACTICE_ORGANISATION = "TEREZE PRACTICE"
KEY_UNREADABLE = declare(
    "key.unreadable",
    N_("The practice key cannot be read or made."),
    N_("Check that the data folder can be written to, then sign again; the case waits."),
)
_YEARS = timedelta(days=365 * 3)
_CURVE = ec.SECP256R1()


def _write_private(path: Path, content: bytes) -> None:
    """Write so that only this user can read it and a crash leaves either nothing or all of it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    waiting = path.with_suffix(".new")
    descriptor = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    waiting.replace(path)


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, PRACTICE_ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


class PracticeKeys:
    """Keys and certificates of a practice branch in one folder."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self._folder = folder
        self._now = now
        self._held: dict[str, tuple[ec.EllipticCurvePrivateKey, x509.Certificate]] = {}

    def root(self) -> x509.Certificate:
        """The certificate to which every practice signature must lead."""
        return self._pair("root")[1]

    def certificate(self, operator_id: str) -> SignerCertificate:
        """The operator's practice certificate. Raises ``DeviceFault`` when it cannot be made."""
        return describe(self._pair(operator_id)[1])

    def sign(self, operator_id: str, content: bytes, at: datetime, about: str = "") -> bytes:  # noqa: ARG002
        """A detached CAdES-BES (DER) over ``content`` by the operator's practice key."""
        key, certificate = self._pair(operator_id)
        return detached(
            content,
            certificate.public_bytes(serialization.Encoding.DER),
            lambda asked: key.sign(asked, ec.ECDSA(hashes.SHA256())),
            "sha256_ecdsa",
            at,
        )

    def _pair(self, name: str) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
        if name not in self._held:
            try:
                self._held[name] = self._load(name) or self._make(name)
            except (OSError, ValueError) as error:
                raise DeviceFault(KEY_UNREADABLE, slot="eds") from error
        return self._held[name]

    def _load(self, name: str) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate] | None:
        path = self._folder / f"{name}.pem"
        if not path.exists():
            return None
        content = path.read_bytes()
        key = serialization.load_pem_private_key(content, password=None)
        certificate = x509.load_pem_x509_certificate(content)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise ValueError("not a key of ours")
        if certificate.not_valid_after_utc < self._now():
            return None
        return key, certificate

    def _make(self, name: str) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
        key = ec.generate_private_key(_CURVE)
        issuer_key, issuer_name = key, _name("root")
        if name != "root":
            issuer_key, issuer = self._pair("root")
            issuer_name = issuer.subject
        certificate = self._certificate(name, key, issuer_name, issuer_key)
        pem = certificate.public_bytes(serialization.Encoding.PEM)
        _write_private(self._folder / f"{name}.pem", _pem(key) + pem)
        return key, certificate

    def _certificate(
        self,
        name: str,
        key: ec.EllipticCurvePrivateKey,
        issuer: x509.Name,
        issuer_key: ec.EllipticCurvePrivateKey,
    ) -> x509.Certificate:
        now = self._now()
        is_root = name == "root"
        return (
            x509.CertificateBuilder()
            .subject_name(_name(name))
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + _YEARS)
            .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
            .add_extension(_usage(signs=not is_root), critical=True)
            .sign(issuer_key, hashes.SHA256())
        )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signs,
        crl_sign=not signs,
        encipher_only=False,
        decipher_only=False,
    )


def describe(certificate: x509.Certificate) -> SignerCertificate:
    """What the counter reads in a certificate before and after signing."""
    subject = certificate.subject
    organisation = subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    common = subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    practice = bool(organisation) and organisation[0].value == PRACTICE_ORGANISATION
    return SignerCertificate(
        serial=format(certificate.serial_number, "x"),
        operator_id=str(common[0].value) if common else "",
        organisation=str(organisation[0].value) if organisation else "",
        official=bool(organisation),
        practice=practice,
        valid_from=certificate.not_valid_before_utc,
        valid_until=certificate.not_valid_after_utc,
    )
