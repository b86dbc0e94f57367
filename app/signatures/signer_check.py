"""The mathematics of one signer: content, attributes, signature, and the binding to the certificate."""

from collections.abc import Callable, Iterator

from asn1crypto import core, tsp

from app.domain.signature_verdict import Check, Row, failed, ok, warning
from app.signatures.algorithms import (
    PAPERS,
    SHA1,
    SHA256,
    Measure,
    UnfitAlgorithmError,
    digest,
    trouble,
)
from app.signatures.certificate import Certificate
from app.signatures.encoding import UnreadableError, guarded
from app.signatures.message import CONTENT_TYPE, MESSAGE_DIGEST, Signer
from app.signatures.ocsp import label

_BINDING, _OLD_BINDING = "1.2.840.113549.1.9.16.2.47", "1.2.840.113549.1.9.16.2.12"
Digest = Callable[[str], bytes]
"""The digest of the content by the object identifier of the digest."""


def digests_of(content: bytes, measure: Measure = PAPERS) -> Digest:
    """Digests of ``content``, each made once however many signers ask for it."""
    made: dict[str, bytes] = {}

    def made_once(oid: str) -> bytes:
        if oid not in made:
            made[oid] = digest(oid, content, measure)
        return made[oid]

    return made_once


def content_row(signer: Signer, content: Digest) -> Row:
    """Whether the signer's digest is that of the content."""
    try:
        (value,) = signer.signed.get(MESSAGE_DIGEST, ())
        said = core.OctetString.load(value, strict=True).native
        same = said == content(signer.digest_oid)
    except UnfitAlgorithmError as error:
        return failed(Check.CONTENT, error.reason)
    except (ValueError, TypeError):
        return failed(Check.CONTENT, "attributes_malformed")
    return ok(Check.CONTENT) if same else failed(Check.CONTENT, "content_differs")


def attributes_row(signer: Signer, content_type: str) -> Row:
    """Whether the signed attributes are there, each once, and name the type of the content.

    A signature without them could be passed off as one over other content (the attributes' own bytes),
    so it does not count.
    """
    if not signer.signed_forms:
        return failed(Check.ATTRIBUTES, "no_signed_attributes")
    types, digests = signer.signed.get(CONTENT_TYPE, ()), signer.signed.get(MESSAGE_DIGEST, ())
    if signer.doubled or len(types) != 1 or len(digests) != 1:
        return failed(Check.ATTRIBUTES, "attributes_malformed")
    if _dotted(types[0]) != content_type:
        return failed(Check.ATTRIBUTES, "content_type_differs")
    return ok(Check.ATTRIBUTES)


def _dotted(value: bytes) -> str:
    try:
        return str(core.ObjectIdentifier.load(value, strict=True).dotted)
    except (ValueError, TypeError):
        return ""


def signature_row(signer: Signer, certificate: Certificate, measure: Measure = PAPERS) -> Row:
    """Whether the holder of the certificate's key signed these attributes."""
    reason = "no_signed_attributes"
    for form in signer.signed_forms:
        reason = trouble(
            certificate.key,
            signer.algorithm,
            form,
            signer.signature,
            digest_oid=signer.digest_oid,
            measure=measure,
        )
        if reason != "bad_signature":
            break
    return failed(Check.SIGNATURE, reason) if reason else ok(Check.SIGNATURE)


def binding_row(signer: Signer, certificate: Certificate, *, old_too: bool = False) -> Row:
    """Whether the signer bound this very certificate into the signature (CAdES).

    ``old_too``: the first form of the binding, by SHA-1, counts as well; stamps still use it.
    """
    kinds = [_BINDING, _OLD_BINDING] if old_too else [_BINDING]
    values = [(oid, value) for oid in kinds for value in signer.signed.get(oid, ())]
    if not values:
        return warning(Check.BINDING, "plain_cms")
    try:
        bound = all(label(oid, certificate.der) == said for oid, said in _bound(values))
    except (UnreadableError, UnfitAlgorithmError):
        bound = False
    return ok(Check.BINDING) if bound else failed(Check.BINDING, "binding_differs")


def _bound(values: list[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The digest algorithm and the digest of the signer's certificate, which is named first."""
    for oid, value in values:
        yield _first_of(oid, value)


@guarded
def _first_of(oid: str, value: bytes) -> tuple[str, bytes]:
    if oid == _OLD_BINDING:
        return SHA1, tsp.SigningCertificate.load(value, strict=True)["certs"][0]["cert_hash"].native
    first = tsp.SigningCertificateV2.load(value, strict=True)["certs"][0]
    named = first["hash_algorithm"]["algorithm"].dotted
    return named or SHA256, first["cert_hash"].native
