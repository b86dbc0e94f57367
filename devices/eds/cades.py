"""A detached CAdES-B put together around a signature that was made elsewhere (ETSI EN 319 122-1)."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from asn1crypto import algos, cms, core, parser, tsp, x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key

RSA, EC = "1.2.840.113549.1.1.1", "1.2.840.10045.2.1"
ALGORITHMS = {RSA: "sha256_rsa", EC: "sha256_ecdsa"}
"""The kinds of keys that sign here, by the identifier in the certificate."""
_SET = 17


def attributes_over(certificate: bytes, content: bytes, at: datetime) -> bytes:
    """The signed attributes (DER, as they are signed) of a signature by that certificate."""
    attributes = (
        _attribute("content_type", "data"),
        _attribute("signing_time", cms.Time({"utc_time": core.UTCTime(at)})),
        _attribute("message_digest", sha256(content).digest()),
        _attribute(
            "signing_certificate_v2",
            tsp.SigningCertificateV2({"certs": [{"cert_hash": sha256(certificate).digest()}]}),
        ),
    )
    # A set of the library encodes its children again and again while it sorts them.
    return bytes(parser.emit(0, 1, _SET, b"".join(sorted(one.dump() for one in attributes))))


def assembled(certificate: bytes, attributes: bytes, signature: bytes) -> bytes:
    """The CMS (DER) that holds the signer's certificate and not the content.

    ``signature`` is over ``attributes`` with SHA-256: PKCS#1, or ECDSA in DER. Raises ``ValueError``
    for a key of another kind.
    """
    holder = x509.Certificate.load(certificate)
    digest = algos.DigestAlgorithm({"algorithm": "sha256"})
    by = cms.IssuerAndSerialNumber({"issuer": holder.issuer, "serial_number": holder.serial_number})
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier({"issuer_and_serial_number": by}),
            "digest_algorithm": digest,
            "signed_attrs": cms.CMSAttributes.load(attributes),
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": _algorithm(holder)}),
            "signature": signature,
        }
    )
    signed = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [digest],
            "encap_content_info": {"content_type": "data"},
            "certificates": [holder],
            "signer_infos": [signer],
        }
    )
    der: bytes = cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump()
    return der


def stands(certificate: bytes, attributes: bytes, signature: bytes) -> bool:
    """Whether the signature over the attributes is by the key of the certificate."""
    key: Any = load_der_public_key(x509.Certificate.load(certificate).public_key.dump())
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, attributes, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, attributes, ec.ECDSA(hashes.SHA256()))
        else:
            return False
    except InvalidSignature:
        return False
    return True


def _algorithm(certificate: x509.Certificate) -> str:
    kind = certificate.public_key["algorithm"]["algorithm"].dotted
    try:
        return ALGORITHMS[kind]
    except KeyError:
        raise ValueError("a key of another kind") from None


def _attribute(kind: str, value: object) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": kind, "values": [value]})
