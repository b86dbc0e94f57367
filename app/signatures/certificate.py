"""The reading of a certificate: the holder as the national centre writes them, uses, chain, addresses.

asn1crypto reads the structure, since `cryptography` knows no Kazakh key; every value is taken by its
object identifier, so that an unknown one is an unknown one and no error.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from asn1crypto import core, x509

from app.domain.signature_verdict import CertificateFacts
from app.signatures.algorithms import Algorithm, algorithm_of, key_bits, key_name
from app.signatures.encoding import UnreadableError, der, guarded
from app.signatures.holder import compared, facts_of, name_text

_MOST_BYTES = 64 * 1024
_KEY_USAGE, _PURPOSES, _CONSTRAINTS = "2.5.29.15", "2.5.29.37", "2.5.29.19"
_SUBJECT_KEY, _AUTHORITY_KEY = "2.5.29.14", "2.5.29.35"
_LISTS, _FRESHEST, _ACCESS = "2.5.29.31", "2.5.29.46", "1.3.6.1.5.5.7.1.1"
_NO_CHECK = "1.3.6.1.5.5.7.48.1.5"
_KEY_STORE = "1.2.398.3.3.5"
_UNDERSTOOD = frozenset(
    {_KEY_USAGE, _PURPOSES, _CONSTRAINTS, "2.5.29.32", "2.5.29.17", _SUBJECT_KEY, _AUTHORITY_KEY}
)
"""Extensions that may be critical: these are judged, or cannot make a certificate mean less."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Certificate:
    """A certificate as it was read; ``usages`` and ``purposes`` are none where nothing is said."""

    der: bytes
    tbs: bytes
    algorithm: Algorithm
    signature: bytes
    key: bytes
    key_bits: bytes
    key_name: str
    serial: int
    subject: str
    issuer: str
    issuer_der: bytes
    subject_der: bytes
    valid_from: datetime
    valid_until: datetime
    usages: frozenset[str] | None
    purposes: tuple[str, ...] | None
    purposes_critical: bool
    authority: bool
    path_length: int | None
    key_id: bytes
    authority_key_id: bytes
    lists: tuple[str, ...]
    responders: tuple[str, ...]
    no_check: bool
    strange: bool
    facts: CertificateFacts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Certificate) and self.der == other.der

    def __hash__(self) -> int:
        return hash(self.der)

    @property
    def self_issued(self) -> bool:
        """Whether holder and issuer bear the same name."""
        return self.subject == self.issuer

    @property
    def names_sources(self) -> bool:
        """Whether its issuer says where the state of this certificate is told."""
        return bool(self.lists or self.responders)


@lru_cache(maxsize=256)
@guarded
def read_certificate(content: bytes) -> Certificate:
    """The certificate in ``content`` (DER). Raises :class:`UnreadableError`."""
    if len(content) > _MOST_BYTES:
        raise UnreadableError("too large")
    whole = x509.Certificate.load(der(content), strict=True)
    tbs = whole["tbs_certificate"]
    algorithm = algorithm_of(whole["signature_algorithm"])
    if algorithm != algorithm_of(tbs["signature"]):
        raise UnreadableError("two signature algorithms")
    key = tbs["subject_public_key_info"].dump()
    extensions = _Extensions(tbs["extensions"])
    subject, issuer = tbs["subject"], tbs["issuer"]
    valid_from, valid_until = (tbs["validity"][end].native for end in ("not_before", "not_after"))
    usages, purposes = extensions.usages(), extensions.purposes()
    authority, path_length = extensions.constraints()
    return Certificate(
        der=content,
        tbs=tbs.dump(),
        algorithm=algorithm,
        signature=whole["signature_value"].native,
        key=key,
        key_bits=key_bits(key),
        key_name=key_name(key),
        serial=tbs["serial_number"].native,
        subject=compared(subject.dump()),
        issuer=compared(issuer.dump()),
        subject_der=subject.dump(),
        issuer_der=issuer.dump(),
        valid_from=valid_from,
        valid_until=valid_until,
        usages=usages,
        purposes=purposes,
        purposes_critical=extensions.critical(_PURPOSES),
        authority=authority,
        path_length=path_length,
        key_id=extensions.octets(_SUBJECT_KEY),
        authority_key_id=extensions.authority_key(),
        lists=extensions.lists(),
        responders=extensions.responders(),
        no_check=extensions.has(_NO_CHECK),
        strange=extensions.strange(),
        facts=facts_of(
            subject,
            issuer=name_text(issuer),
            serial=format(tbs["serial_number"].native, "x"),
            purposes=purposes or (),
            usages=usages or frozenset(),
            key_store=extensions.key_store(),
            valid=(valid_from, valid_until),
        ),
    )


class _Extensions:
    """The extensions of one certificate, each at most once."""

    def __init__(self, listed: Any) -> None:
        self._found: dict[str, tuple[bool, bytes]] = {}
        for extension in listed or ():
            oid = extension["extn_id"].dotted
            if oid in self._found:
                raise UnreadableError("an extension twice")
            self._found[oid] = (extension["critical"].native, extension["extn_value"].contents)

    def has(self, oid: str) -> bool:
        return oid in self._found

    def critical(self, oid: str) -> bool:
        return self.has(oid) and self._found[oid][0]

    def strange(self) -> bool:
        """Whether one that is not understood here must be understood."""
        return any(
            critical and oid not in _UNDERSTOOD for oid, (critical, _) in self._found.items()
        )

    def _value(self, oid: str, kind: Any) -> Any:
        return kind.load(self._found[oid][1], strict=True)

    def usages(self) -> frozenset[str] | None:
        """The uses of the key by the names of RFC 5280."""
        return (
            frozenset(self._value(_KEY_USAGE, x509.KeyUsage).native)
            if self.has(_KEY_USAGE)
            else None
        )

    def purposes(self) -> tuple[str, ...] | None:
        """The purposes of the key as object identifiers."""
        if not self.has(_PURPOSES):
            return None
        return tuple(one.dotted for one in self._value(_PURPOSES, x509.ExtKeyUsageSyntax))

    def constraints(self) -> tuple[bool, int | None]:
        if not self.has(_CONSTRAINTS):
            return False, None
        said = self._value(_CONSTRAINTS, x509.BasicConstraints)
        return bool(said["ca"].native), said["path_len_constraint"].native

    def octets(self, oid: str) -> bytes:
        return bytes(self._value(oid, core.OctetString).native) if self.has(oid) else b""

    def authority_key(self) -> bytes:
        if not self.has(_AUTHORITY_KEY):
            return b""
        said = self._value(_AUTHORITY_KEY, x509.AuthorityKeyIdentifier)
        return bytes(said["key_identifier"].native or b"")

    def lists(self) -> tuple[str, ...]:
        """Where its lists of revoked certificates are, the full ones first."""
        kinds = (oid for oid in (_LISTS, _FRESHEST) if self.has(oid))
        points = (point for oid in kinds for point in self._value(oid, x509.CRLDistributionPoints))
        return tuple(url for point in points for url in point_urls(point["distribution_point"]))

    def responders(self) -> tuple[str, ...]:
        if not self.has(_ACCESS):
            return ()
        return tuple(
            one["access_location"].native
            for one in self._value(_ACCESS, x509.AuthorityInfoAccessSyntax)
            if one["access_method"].native == "ocsp" and one["access_location"].name == _URL
        )

    def key_store(self) -> str:
        """The carrier of the key as the national centre writes it: a sequence of one identifier."""
        if not self.has(_KEY_STORE):
            return ""
        said = self._value(_KEY_STORE, core.SequenceOf)
        listed = core.SequenceOf.load(said.dump(), spec=core.ObjectIdentifier)
        return str(listed[0].dotted) if len(listed) else ""


_URL = "uniform_resource_identifier"


def point_urls(point: Any) -> Iterable[str]:
    """The addresses in the name of a distribution point."""
    if point.native is None or point.name != "full_name":
        return ()
    return tuple(name.native for name in point.chosen if name.name == _URL)
