"""The made-up certificates of the simulator: roots, a server's leaf, employees; all marked as practice."""

import os
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from app.domain.signing_key import SIGNING_USAGE, RoleOid
from devices.eds.certificates import PRACTICE_ORGANISATION

OPERATOR_IIN = "861201399331"
"""The employee of the practice branch who does every step."""
COLLEAGUE_IIN = "940808399324"
PRACTICE_BIN = "990140000017"
OTHER_BIN = "990140000027"
TLS_ROOT = "tls-root.pem"
SIGNING_ROOT = "signing-root.pem"
_TLS_LEAF = "tls-leaf.pem"

_ENTRY_USAGE = "1.3.6.1.5.5.7.3.2"
# The server's certificates must hold on whatever day the practice is.
_LONG_AGO, _LONG_AFTER = datetime(2020, 1, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC)


class Signer(StrEnum):
    """Whose key the simulator signs with; only the first one may certify."""

    OPERATOR = "operator"
    COLLEAGUE = "colleague"
    PERSONAL = "personal"
    ELSEWHERE = "elsewhere"
    ENTRY = "entry"
    EXPIRED = "expired"


class Pair(NamedTuple):
    """A key with its certificate."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    @property
    def der(self) -> bytes:
        """The certificate's bytes."""
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> str:
        """The certificate as text."""
        return self.certificate.public_bytes(serialization.Encoding.PEM).decode()


class Lab:
    """Roots and keys made anew at the start; files of ``folder`` hold what others must read.

    ``at`` is the day of the practice: the employees' certificates began a day before it. A key is
    made when it is first asked for and never leaves the memory, but for that of the server.
    """

    def __init__(
        self, folder: Path, at: datetime, *, iin: str = OPERATOR_IIN, employer: str = PRACTICE_BIN
    ) -> None:
        self._at = at
        self._iin, self._employer = iin, employer
        self._made: dict[Signer, Pair] = {}
        self._root = _root("ОҚУ КУӘЛАНДЫРУШЫ ОРТАЛЫҒЫ (RSA)")
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        server_root = _root("ОҚУ БАЙЛАНЫС ОРТАЛЫҒЫ (RSA)")
        self.tls_root = folder / TLS_ROOT
        self.signing_root = folder / SIGNING_ROOT
        self.tls_leaf = folder / _TLS_LEAF
        self.tls_root.write_text(server_root.pem)
        self.signing_root.write_text(self._root.pem)
        _write_private(self.tls_leaf, _leaf(server_root))

    @property
    def root(self) -> Pair:
        """Who issued the employees' certificates."""
        return self._root

    @cached_property
    def stamper(self) -> Pair:
        """The key of the time-stamping service."""
        return self._service("ОҚУ УАҚЫТ БЕЛГІСІ", ExtendedKeyUsageOID.TIME_STAMPING)

    @cached_property
    def responder(self) -> Pair:
        """The key of the service that tells the state of certificates."""
        return self._service("ОҚУ OCSP", ExtendedKeyUsageOID.OCSP_SIGNING)

    @cached_property
    def stranger(self) -> Pair:
        """A key under no root that anybody believes."""
        return _root("БӨТЕН ОРТАЛЫҚ")

    def _service(self, common: str, purpose: ObjectIdentifier) -> Pair:
        return _issued(
            _marked(common),
            self._root,
            (_LONG_AGO, _LONG_AFTER),
            (_usage(entry=False), True),
            (x509.ExtendedKeyUsage([purpose]), True),
            (x509.OCSPNoCheck(), False),
        )

    def pair(self, signer: Signer) -> Pair:
        """The key and certificate of an employee."""
        if signer not in self._made:
            self._made[signer] = self._employee(signer)
        return self._made[signer]

    def _employee(self, signer: Signer) -> Pair:
        person = {
            NameOID.COMMON_NAME: "ТЕСТОВ НҰРЛАН",
            NameOID.SURNAME: "ТЕСТОВ",
            NameOID.SERIAL_NUMBER: f"IIN{self._iin}",
            NameOID.COUNTRY_NAME: "KZ",
            NameOID.GIVEN_NAME: "ҚАНАТҰЛЫ",
            NameOID.ORGANIZATION_NAME: PRACTICE_ORGANISATION,
        }
        usages = [SIGNING_USAGE, RoleOid.ORGANISATION, RoleOid.EMPLOYEE]
        if signer is Signer.COLLEAGUE:
            person[NameOID.COMMON_NAME], person[NameOID.SURNAME] = "СЫНАҚОВ ТИМУР", "СЫНАҚОВ"
            person[NameOID.SERIAL_NUMBER] = f"IIN{COLLEAGUE_IIN}"
        if signer is Signer.PERSONAL:
            usages = [SIGNING_USAGE, RoleOid.PERSON]
        else:
            employer = OTHER_BIN if signer is Signer.ELSEWHERE else self._employer
            person[NameOID.ORGANIZATIONAL_UNIT_NAME] = f"BIN{employer}"
        if signer is Signer.ENTRY:
            usages[0] = _ENTRY_USAGE
        days = (-400, -35) if signer is Signer.EXPIRED else (-1, 364)
        span = [self._at + timedelta(days=count) for count in days]
        return _issued(
            _name(person),
            self._root,
            (span[0], span[1]),
            (_usage(entry=signer is Signer.ENTRY), True),
            (x509.ExtendedKeyUsage([ObjectIdentifier(one) for one in usages]), False),
        )


def _name(parts: dict[ObjectIdentifier, str]) -> x509.Name:
    return x509.Name([x509.NameAttribute(oid, text) for oid, text in parts.items()])


def _marked(common: str) -> x509.Name:
    return _name(
        {
            NameOID.COMMON_NAME: common,
            NameOID.ORGANIZATION_NAME: PRACTICE_ORGANISATION,
            NameOID.COUNTRY_NAME: "KZ",
        }
    )


def _root(common: str) -> Pair:
    return _issued(
        _marked(common),
        None,
        (_LONG_AGO, _LONG_AFTER),
        (x509.BasicConstraints(ca=True, path_length=0), True),
        (x509.KeyUsage(False, False, False, False, False, True, True, False, False), True),
    )


def _leaf(root: Pair) -> bytes:
    here = x509.SubjectAlternativeName(
        [x509.IPAddress(ip_address("127.0.0.1")), x509.DNSName("localhost")]
    )
    leaf = _issued(_marked("127.0.0.1"), root, (_LONG_AGO, _LONG_AFTER), (here, False))
    secret = leaf.key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return secret + leaf.pem.encode()


def _issued(
    name: x509.Name,
    issuer: Pair | None,
    span: tuple[datetime, datetime],
    *extensions: tuple[x509.ExtensionType, bool],
) -> Pair:
    key = rsa.generate_private_key(65_537, 2048)
    by, by_name = (key, name) if issuer is None else (issuer.key, issuer.certificate.subject)
    public, by_public = key.public_key(), by.public_key()
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(by_name)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(span[0])
        .not_valid_after(span[1])
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by_public), False)
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return Pair(key, builder.sign(by, hashes.SHA256()))


def _usage(*, entry: bool) -> x509.KeyUsage:
    return x509.KeyUsage(True, not entry, entry, False, False, False, False, False, False)


def _write_private(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(content)
