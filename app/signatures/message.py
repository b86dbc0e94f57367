"""A signed message (CMS SignedData) taken apart: content, certificates, evidence, signers and their words.

Nothing is judged here. What cannot be taken apart is an ``UnreadableError``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from asn1crypto import cms, core, x509

from app.signatures.algorithms import Algorithm, algorithm_of
from app.signatures.brought import Brought
from app.signatures.certificate import Certificate, read_certificate
from app.signatures.crl import RevocationList
from app.signatures.encoding import UnreadableError, guarded, parts, plain, sorted_set
from app.signatures.holder import compared
from app.signatures.ocsp import Answer

CONTENT_TYPE, MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
SIGNING_TIME = "1.2.840.113549.1.9.5"
TIME_STAMP = "1.2.840.113549.1.9.16.2.14"
DATA, STAMP_INFO = "1.2.840.113549.1.7.1", "1.2.840.113549.1.9.16.1.4"
CERTIFICATE_VALUES = "1.2.840.113549.1.9.16.2.23"
REVOCATION_VALUES = "1.2.840.113549.1.9.16.2.24"
_ARCHIVAL = "1.2.840.113583.1.1.8"
_OCSP_INFO = "1.3.6.1.5.5.7.16.2"
_SIGNED_DATA = "1.2.840.113549.1.7.2"
_MOST_SIGNERS, _MOST_CERTIFICATES = 32, 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """One signer's part; attributes are lists of DER values by object identifier.

    ``signed_forms`` are the bytes that the signature may cover: the attributes as they travelled and
    as DER orders them. Without signed attributes there are none. ``doubled`` says that an attribute
    stands twice.
    """

    issuer: str
    serial: int | None
    key_id: bytes
    digest_oid: str
    algorithm: Algorithm
    signature: bytes
    signed: Mapping[str, tuple[bytes, ...]]
    unsigned: Mapping[str, tuple[bytes, ...]]
    signed_forms: tuple[bytes, ...]
    doubled: bool

    def is_of(self, certificate: Certificate) -> bool:
        """Whether the signer names this certificate as its own."""
        if self.key_id:
            return self.key_id == certificate.key_id
        return self.serial == certificate.serial and self.issuer == certificate.issuer

    def claimed_at(self) -> datetime | None:
        """What the signer's own clock said."""
        values = self.signed.get(SIGNING_TIME, ())
        return _time(values[0]) if len(values) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A signed message; ``content`` is none when it is detached."""

    content_type: str
    content: bytes | None
    signers: tuple[Signer, ...]
    certificates: tuple[Certificate, ...]
    lists: tuple[RevocationList, ...] = field(repr=False)
    answers: tuple[Answer, ...] = field(repr=False)


@guarded
def read_message(raw: bytes, *, padded: bool = False) -> Message:
    """The message in ``raw`` (BER or DER). Raises :class:`UnreadableError`."""
    info = cms.ContentInfo.load(plain(raw, padded=padded), strict=True)
    if info["content_type"].dotted != _SIGNED_DATA:
        raise UnreadableError("not signed data")
    signed = info["content"]
    signers = tuple(_signer(one) for one in _few(signed["signer_infos"], _MOST_SIGNERS))
    content_type, content = _content(signed["encap_content_info"].dump())
    brought = Brought()
    _take_from_message(brought, signed)
    for signer in signers:
        _take_from_attributes(brought, signer)
    return Message(
        content_type=content_type,
        content=content,
        signers=signers,
        certificates=tuple(dict.fromkeys(brought.certificates)),
        lists=tuple(brought.lists),
        answers=tuple(brought.answers),
    )


def _few(listed: Any, most: int) -> list[Any]:
    if len(listed) > most:
        raise UnreadableError("too many")
    return list(listed)


def _content(wrapped: bytes) -> tuple[str, bytes | None]:
    """The type and the bytes of what is signed; none when they are elsewhere."""
    kind, *rest = parts(wrapped)
    oid = str(core.ObjectIdentifier.load(kind, strict=True).dotted)
    if not rest:
        return oid, None
    (outer,) = rest
    (inner,) = parts(outer)
    return oid, bytes(core.OctetString.load(inner, strict=True).native)


def _signer(one: Any) -> Signer:
    named = one["sid"]
    by_key = named.name != "issuer_and_serial_number"
    signed, doubled = _attributes(one["signed_attrs"])
    unsigned, _ = _attributes(one["unsigned_attrs"])
    return Signer(
        issuer="" if by_key else compared(named.chosen["issuer"].dump()),
        serial=None if by_key else named.chosen["serial_number"].native,
        key_id=named.chosen.native if by_key else b"",
        digest_oid=one["digest_algorithm"]["algorithm"].dotted,
        algorithm=algorithm_of(one["signature_algorithm"]),
        signature=one["signature"].native,
        signed=signed,
        unsigned=unsigned,
        signed_forms=_signed_forms(one["signed_attrs"]),
        doubled=doubled,
    )


def _attributes(listed: Any) -> tuple[dict[str, tuple[bytes, ...]], bool]:
    found: dict[str, tuple[bytes, ...]] = {}
    doubled = False
    if isinstance(listed, core.Void):
        return found, doubled
    for attribute in listed:
        oid = attribute["type"].dotted
        doubled = doubled or oid in found
        found[oid] = (*found.get(oid, ()), *parts(attribute["values"].dump()))
    return found, doubled


def _signed_forms(listed: Any) -> tuple[bytes, ...]:
    # The signature covers the attributes as a SET OF (RFC 5652, 5.4), not as they travel.
    if isinstance(listed, core.Void):
        return ()
    travelled = bytes(listed.untag().dump())
    ordered = sorted_set([attribute.dump() for attribute in listed])
    return tuple(dict.fromkeys((travelled, ordered)))


@guarded
def _time(value: bytes) -> datetime | None:
    found = x509.Time.load(value, strict=True).native
    return found if isinstance(found, datetime) else None


def _take_from_message(brought: Brought, signed: Any) -> None:
    for choice in _few(signed["certificates"] or (), _MOST_CERTIFICATES):
        # An own certificate that cannot be read is no message; the rest is only proof.
        if choice.name == "certificate":
            brought.certificates.append(read_certificate(choice.chosen.dump()))
    for choice in _few(signed["crls"] or (), _MOST_CERTIFICATES):
        if choice.name == "crl":
            brought.revocation_list(choice.chosen.dump())
        elif choice.chosen["other_rev_info_format"].dotted == _OCSP_INFO:
            brought.answer(choice.chosen["other_rev_info"].dump())


def _take_from_attributes(brought: Brought, signer: Signer) -> None:
    """What CAdES keeps for later among the unsigned, and PDF among the signed attributes."""
    for value in signer.unsigned.get(CERTIFICATE_VALUES, ()):
        for one in parts(value):
            brought.certificate(one)
    kept = (*signer.unsigned.get(REVOCATION_VALUES, ()), *signer.signed.get(_ARCHIVAL, ()))
    for value in kept:
        brought.values(value)
