"""A detached CAdES-BES put together around a bare signature: the key may be anything that signs bytes."""

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256

from asn1crypto import algos, cms, core, tsp, x509


def detached(
    content: bytes,
    certificate: bytes,
    sign: Callable[[bytes], bytes],
    algorithm: str,
    at: datetime,
) -> bytes:
    """A CMS (DER) over ``content`` with the signer's certificate (DER) inside and bound.

    ``sign`` signs what it is handed with SHA-256, by the algorithm of that name (as asn1crypto
    names it).
    """
    own = x509.Certificate.load(certificate)
    digest = algos.DigestAlgorithm({"algorithm": "sha256"})
    bound = tsp.SigningCertificateV2({"certs": [{"cert_hash": sha256(certificate).digest()}]})
    attributes = cms.CMSAttributes(
        [
            _attribute("content_type", "data"),
            _attribute("signing_time", cms.Time({"utc_time": core.UTCTime(at.astimezone(UTC))})),
            _attribute("message_digest", sha256(content).digest()),
            _attribute("signing_certificate_v2", bound),
        ]
    )
    named = {"issuer": own.issuer, "serial_number": own.serial_number}
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                {"issuer_and_serial_number": cms.IssuerAndSerialNumber(named)}
            ),
            "digest_algorithm": digest,
            "signed_attrs": attributes,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": algorithm}),
            "signature": sign(attributes.dump()),
        }
    )
    signed = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [digest],
            "encap_content_info": {"content_type": "data"},
            "certificates": [own],
            "signer_infos": [signer],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump())


def _attribute(kind: str, value: object) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": kind, "values": [value]})
