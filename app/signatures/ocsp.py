"""Answers of a responder on the state of certificates (RFC 6960), as they came: read, not yet believed."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from asn1crypto import core, ocsp

from app.signatures.algorithms import SHA1, Algorithm, UnfitAlgorithmError, algorithm_of, digest
from app.signatures.certificate import Certificate, read_certificate
from app.signatures.crl import State, Statement
from app.signatures.encoding import UnreadableError, guarded
from app.signatures.holder import compared

_BASIC = "1.3.6.1.5.5.7.48.1.1"
_NONCE = "1.3.6.1.5.5.7.48.1.2"
_MOST_BYTES = 1024 * 1024
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNDERSTOOD = frozenset({_NONCE, "1.3.6.1.5.5.7.48.1.9"})


@dataclass(frozen=True, slots=True)
class Answered:
    """What one answer says of one certificate, which it names by digests of its issuer."""

    digest_oid: str
    issuer_name: bytes
    issuer_key: bytes
    serial: int
    statement: Statement

    def is_about(self, certificate: Certificate, issuer: Certificate) -> bool:
        """Whether it speaks of ``certificate``, issued by ``issuer``."""
        if self.serial != certificate.serial:
            return False
        try:
            names = (label(self.digest_oid, one) for one in (issuer.subject_der, issuer.key_bits))
            return (self.issuer_name, self.issuer_key) == tuple(names)
        except UnfitAlgorithmError:
            return False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answer:
    """A whole answer; the responder is named by name or by the SHA-1 of its key."""

    tbs: bytes
    algorithm: Algorithm
    signature: bytes
    said_at: datetime
    responder: str
    responder_key: bytes
    certificates: tuple[Certificate, ...]
    nonce: bytes
    about: tuple[Answered, ...]

    def may_be_by(self, signer: Certificate) -> bool:
        """Whether ``signer`` is the responder that the answer names."""
        if self.responder_key:
            return self.responder_key == label(SHA1, signer.key_bits)
        return self.responder == signer.subject


def label(oid: str, content: bytes) -> bytes:
    """A digest that only names something, so that SHA-1 will do."""
    if oid == SHA1:
        return hashlib.sha1(content, usedforsecurity=False).digest()
    return digest(oid, content)


@guarded
def read_answer(content: bytes) -> Answer:
    """The answer in ``content`` (DER: an OCSP response, or the basic response in it).

    Raises :class:`UnreadableError`, also when the responder did not answer the question.
    """
    if len(content) > _MOST_BYTES:
        raise UnreadableError("too large")
    basic = _basic(content)
    data = basic["tbs_response_data"]
    extensions = {
        one["extn_id"].dotted: (one["critical"].native, one["extn_value"].contents)
        for one in data["response_extensions"] or ()
    }
    if any(critical and oid not in _UNDERSTOOD for oid, (critical, _) in extensions.items()):
        raise UnreadableError("an unknown critical extension")
    responder = data["responder_id"]
    by_key = responder.name == "by_key"
    return Answer(
        tbs=data.dump(),
        algorithm=algorithm_of(basic["signature_algorithm"]),
        signature=basic["signature"].native,
        said_at=data["produced_at"].native,
        responder="" if by_key else compared(responder.chosen.untag().dump()),
        responder_key=responder.native if by_key else b"",
        certificates=tuple(read_certificate(one.dump()) for one in basic["certs"] or ()),
        nonce=extensions.get(_NONCE, (False, b""))[1],
        about=tuple(_answered(one) for one in data["responses"]),
    )


def basic_answer(content: bytes) -> bytes:
    """The basic response inside ``content``, as signatures keep it. Raises :class:`UnreadableError`."""
    return _basic_der(content)


@guarded
def _basic_der(content: bytes) -> bytes:
    return bytes(_basic(content).dump())


def _basic(content: bytes) -> Any:
    # A whole response opens with a status (ENUMERATED), a basic one with a sequence.
    if core.Sequence.load(content, strict=True)[0].tag == core.Sequence.tag:
        return ocsp.BasicOCSPResponse.load(content, strict=True)
    whole = ocsp.OCSPResponse.load(content, strict=True)
    if whole["response_status"].native != "successful":
        raise UnreadableError("the responder did not answer")
    inner = whole["response_bytes"]
    if inner["response_type"].dotted != _BASIC:
        raise UnreadableError("another kind of answer")
    return ocsp.BasicOCSPResponse.load(inner["response"].contents, strict=True)


def _answered(one: Any) -> Answered:
    named, status = one["cert_id"], one["cert_status"]
    for extension in one["single_extensions"] or ():
        if extension["critical"].native:
            raise UnreadableError("an unknown critical extension")
    state, since = State.GOOD, None
    if status.name == "unknown":
        state = State.UNKNOWN
    elif status.name == "revoked":
        since = status.chosen["revocation_time"].native
        held = status.chosen["revocation_reason"].native == "certificate_hold"
        state = State.ON_HOLD if held else State.REVOKED
        # RFC 6960, 2.2: so a responder speaks of a number that its authority never issued.
        if held and since == _EPOCH:
            state, since = State.UNKNOWN, None
    return Answered(
        digest_oid=named["hash_algorithm"]["algorithm"].dotted,
        issuer_name=named["issuer_name_hash"].native,
        issuer_key=named["issuer_key_hash"].native,
        serial=named["serial_number"].native,
        statement=Statement(state, since, one["this_update"].native, one["next_update"].native),
    )
