"""The signature of the simulator: a detached CAdES-BES with the attributes that the real ones have."""

from base64 import encodebytes
from datetime import datetime
from hashlib import sha256

from asn1crypto import algos, cms, core, tsp, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from devices.eds.simulator.lab import Pair


def detached(pair: Pair, content: bytes, at: datetime) -> bytes:
    """A CMS (DER) over ``content`` that does not hold it."""
    return bytes(_signed(pair, content, at, "data", {"content_type": "data"}).dump())


def attached(pair: Pair, content: bytes, at: datetime, kind: str) -> cms.ContentInfo:
    """A CMS that holds ``content``, which is of the kind with that object identifier."""
    inside = {"content_type": kind, "content": core.ParsableOctetString(content)}
    return _signed(pair, content, at, kind, inside)


def _signed(
    pair: Pair, content: bytes, at: datetime, kind: str, inside: dict[str, object]
) -> cms.ContentInfo:
    certificate = x509.Certificate.load(pair.der)
    digest = algos.DigestAlgorithm({"algorithm": "sha256"})
    attributes = cms.CMSAttributes(
        [
            _attribute("content_type", kind),
            _attribute("signing_time", cms.Time({"utc_time": core.UTCTime(at)})),
            _attribute("message_digest", sha256(content).digest()),
            _attribute(
                "signing_certificate_v2",
                tsp.SigningCertificateV2({"certs": [{"cert_hash": sha256(pair.der).digest()}]}),
            ),
        ]
    )
    signature = pair.key.sign(attributes.dump(), padding.PKCS1v15(), hashes.SHA256())
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                {
                    "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                        {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
                    )
                }
            ),
            "digest_algorithm": digest,
            "signed_attrs": attributes,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa"}),
            "signature": signature,
        }
    )
    signed = cms.SignedData(
        {
            "version": "v1" if kind == "data" else "v3",
            "digest_algorithms": [digest],
            "encap_content_info": inside,
            "certificates": [certificate],
            "signer_infos": [signer],
        }
    )
    return cms.ContentInfo({"content_type": "signed_data", "content": signed})


def _attribute(kind: str, value: object) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": kind, "values": [value]})


def armoured(signature: bytes) -> str:
    """The signature as ``basics`` gives it."""
    return f"-----BEGIN CMS-----\n{encodebytes(signature).decode()}-----END CMS-----\n"
