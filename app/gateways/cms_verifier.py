"""The check of a detached CMS: over exactly these bytes, by a key that leads to a trusted root."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from app.domain.signing import SignatureVerdict
from app.gateways.practice_key import describe

_REFUSED = SignatureVerdict(valid=False, certificate=None, signed_at=None, reasons=("unreadable",))


class CmsVerifier:
    """Verifies signatures against a set of roots that is asked for at each check."""

    def __init__(self, roots: Callable[[], tuple[x509.Certificate, ...]]) -> None:
        self._roots = roots

    def verify(self, content: bytes, cms_der: bytes, at: datetime) -> SignatureVerdict:
        """The verdict on ``cms_der`` (DER, detached) over ``content`` at the moment ``at``.

        Never raises on bad input: what cannot be read is refused with the reason ``unreadable``.
        """
        try:
            return self._judge(content, cms_der, at)
        except Exception:  # noqa: BLE001 - hostile bytes may break any parser; the answer is «no»
            return _REFUSED

    def _judge(self, content: bytes, cms_der: bytes, at: datetime) -> SignatureVerdict:
        info = cms.ContentInfo.load(cms_der, strict=True)
        signed = info["content"]
        signer = signed["signer_infos"][0]
        certificate = _signer_certificate(signed, signer)
        attributes = {item["type"].native: item["values"][0] for item in signer["signed_attrs"]}
        reasons = [
            reason
            for reason, wrong in (
                ("several_signers", len(signed["signer_infos"]) != 1),
                (
                    "content_differs",
                    attributes["message_digest"].native != sha256(content).digest(),
                ),
                ("bad_signature", not _stands(certificate, signer)),
                ("untrusted", not self._trusted(certificate)),
                ("not_yet_valid", at < certificate.not_valid_before_utc),
                ("expired", at > certificate.not_valid_after_utc),
                ("not_for_signing", not _for_signing(certificate)),
            )
            if wrong
        ]
        when = attributes.get("signing_time")
        return SignatureVerdict(
            valid=not reasons,
            certificate=describe(certificate),
            signed_at=when.native if when is not None else None,
            reasons=tuple(reasons),
        )

    def _trusted(self, certificate: x509.Certificate) -> bool:
        for root in self._roots():
            try:
                certificate.verify_directly_issued_by(root)
            except (ValueError, TypeError, InvalidSignature):
                continue
            return True
        return False


def _signer_certificate(signed: cms.SignedData, signer: cms.SignerInfo) -> x509.Certificate:
    serial = signer["sid"].chosen["serial_number"].native
    for choice in signed["certificates"]:
        certificate = x509.load_der_x509_certificate(choice.chosen.dump())
        if certificate.serial_number == serial:
            return certificate
    raise ValueError("the signer's certificate is not in the message")


def _stands(certificate: x509.Certificate, signer: cms.SignerInfo) -> bool:
    # The signature covers the attributes as a SET OF (RFC 5652, 5.4), not as they travel.
    signed_bytes = signer["signed_attrs"].untag().dump()
    signature = signer["signature"].native
    key = certificate.public_key()
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, signed_bytes, ec.ECDSA(hashes.SHA256()))
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, signed_bytes, padding.PKCS1v15(), hashes.SHA256())
        else:
            return False
    except InvalidSignature:
        return False
    return True


def _for_signing(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return False
    return usage.digital_signature
