"""Signed messages of the tests, built part by part so that each part can be spoilt: CMS, CAdES, stamps."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from asn1crypto import cms, core, tsp

from app.signatures.encoding import sorted_set
from tests.fakes.lab_authority import NOW, Holder
from tests.fakes.lab_keys import SHA256, Identifier, digest

DATA, STAMP_INFO = "1.2.840.113549.1.7.1", "1.2.840.113549.1.9.16.1.4"
TIME_STAMP = "1.2.840.113549.1.9.16.2.14"
Attributes = list[tuple[str, core.Asn1Value]]


class Attribute(core.Sequence):
    """An attribute of any kind."""

    _fields: ClassVar[list[Any]] = [
        ("type", core.ObjectIdentifier),
        ("values", core.SetOf, {"spec": core.Any}),
    ]


def attribute(oid: str, *values: core.Asn1Value) -> bytes:
    """One attribute (DER)."""
    listed = core.SetOf(spec=core.Any)
    for value in values:
        listed.append(core.Any(value))
    return Attribute({"type": oid, "values": listed}).dump()


def binding(holder: Holder, oid: str = SHA256) -> core.Asn1Value:
    """The signer's certificate bound into the signature (CAdES)."""
    one: dict[str, Any] = {"cert_hash": digest(oid, holder.der)}
    if oid != SHA256:
        one["hash_algorithm"] = {"algorithm": oid}
    return tsp.SigningCertificateV2({"certs": [one]})


@dataclass(kw_only=True)
class Part:
    """One signer's part, as wished."""

    holder: Holder
    claimed: datetime | None = NOW
    bound: Holder | None = None
    cades: bool = True
    digest_oid: str = ""
    content_type: str = DATA
    attributes: bool = True
    by_key: bool = False
    more: list[bytes] = field(default_factory=list)
    unsigned: list[bytes] = field(default_factory=list)
    stamp: Callable[[bytes], bytes] | None = None
    stamps: tuple[Callable[[bytes], bytes], ...] = ()
    order: Callable[[list[bytes]], list[bytes]] = sorted

    def info(self, content: bytes) -> cms.SignerInfo:
        """The signer's part over ``content``."""
        key, oid = self.holder.key, self.digest_oid or self.holder.key.digest_oid
        made = cms.SignerInfo(
            {
                "version": "v3" if self.by_key else "v1",
                "sid": self._named(),
                "digest_algorithm": cms.DigestAlgorithm.load(
                    Identifier({"algorithm": oid, "parameters": core.Any(core.Null())}).dump()
                ),
                "signature_algorithm": key.identifier(),
            }
        )
        signed = content
        if self.attributes:
            listed = self.order(self._attributes(oid, content))
            made["signed_attrs"] = cms.CMSAttributes.load(_set(listed))
            signed = _set(listed)
        made["signature"] = key.sign(signed)
        unsigned = list(self.unsigned)
        stamps = (self.stamp,) if self.stamp is not None else self.stamps
        tokens = [cms.ContentInfo.load(stamp(made["signature"].native)) for stamp in stamps]
        if tokens:
            unsigned.append(attribute(TIME_STAMP, *tokens))
        if unsigned:
            made["unsigned_attrs"] = cms.CMSAttributes.load(sorted_set(unsigned))
        return made

    def _attributes(self, oid: str, content: bytes) -> list[bytes]:
        made = [
            attribute("1.2.840.113549.1.9.3", core.ObjectIdentifier(self.content_type)),
            attribute("1.2.840.113549.1.9.4", core.OctetString(digest(oid, content))),
        ]
        if self.claimed is not None:
            made.append(attribute("1.2.840.113549.1.9.5", core.UTCTime(self.claimed)))
        if self.cades:
            bound = binding(self.bound or self.holder)
            made.append(attribute("1.2.840.113549.1.9.16.2.47", bound))
        return made + self.more

    def _named(self) -> cms.SignerIdentifier:
        certificate = self.holder.asn1
        if self.by_key:
            return cms.SignerIdentifier(
                name="subject_key_identifier", value=self.holder.certificate.key_id
            )
        named = {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
        return cms.SignerIdentifier(name="issuer_and_serial_number", value=named)


def _set(parts: list[bytes]) -> bytes:
    made = core.SetOf(spec=core.Any)
    made.contents = b"".join(parts)
    return made.dump()


def message(
    content: bytes,
    parts: list[Part],
    *,
    attached: bool = False,
    certificates: list[bytes] | None = None,
    lists: list[bytes] | None = None,
    content_type: str = DATA,
) -> bytes:
    """A signed message (DER) over ``content``; the signers' certificates come along unless told."""
    brought = [part.holder.der for part in parts] if certificates is None else certificates
    inside: dict[str, Any] = {"content_type": content_type}
    if attached:
        inside["content"] = core.ParsableOctetString(content)
    signed = cms.SignedData(
        {
            "version": "v3",
            "digest_algorithms": [],
            "encap_content_info": inside,
            "signer_infos": [part.info(content) for part in parts],
        }
    )
    signed["digest_algorithms"] = cms.DigestAlgorithms(
        [info["digest_algorithm"] for info in signed["signer_infos"]]
    )
    if brought:
        signed["certificates"] = [
            cms.CertificateChoices(name="certificate", value=Holder(parts[0].holder.key, der).asn1)
            if parts
            else cms.CertificateChoices(name="certificate", value=_certificate(der))
            for der in brought
        ]
    if lists:
        signed["crls"] = [cms.RevocationInfoChoice(name="crl", value=_list(der)) for der in lists]
    return cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump()


def _certificate(der: bytes) -> Any:
    from asn1crypto import x509

    return x509.Certificate.load(der)


def _list(der: bytes) -> Any:
    from asn1crypto import crl

    return crl.CertificateList.load(der)


def stamper(
    holder: Holder,
    *,
    at: datetime = NOW,
    digest_oid: str = SHA256,
    spoilt: Callable[[bytes], bytes] = bytes,
    nonce: int | None = None,
    **part: Any,
) -> Callable[[bytes], bytes]:
    """A time-stamping authority: gives the token (DER) for the bytes of a signature."""

    def stamp(signature: bytes) -> bytes:
        info = tsp.TSTInfo(
            {
                "version": "v1",
                "policy": "1.2.398.3.3.2.6.4",
                "message_imprint": {
                    "hash_algorithm": {"algorithm": digest_oid},
                    "hashed_message": digest(digest_oid, spoilt(signature)),
                },
                "serial_number": 77,
                "gen_time": at,
                "nonce": nonce,
            }
        )
        said = Part(holder=holder, content_type=STAMP_INFO, claimed=at, **part)
        return message(info.dump(), [said], attached=True, content_type=STAMP_INFO)

    return stamp
