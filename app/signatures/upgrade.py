"""What is asked for a signature after it was made, and how the answers are put in: no key is needed.

A time stamp makes CAdES-T of a CMS, revocation data beside it CAdES-LT. Both are unsigned attributes:
nothing that was signed is written anew, byte by byte.
"""

from collections.abc import Iterable

from asn1crypto import algos, core, ocsp, tsp

from app.signatures.algorithms import SHA1
from app.signatures.certificate import Certificate
from app.signatures.encoding import UnreadableError, guarded, parts, plain, sorted_set, written
from app.signatures.message import (
    CERTIFICATE_VALUES,
    REVOCATION_VALUES,
    TIME_STAMP,
    read_message,
)
from app.signatures.ocsp import basic_answer, label

_SEQUENCE, _SET, _FIRST, _SECOND = b"\x30", b"\x31", b"\xa0", b"\xa1"
_GRANTED = frozenset({"granted", "granted_with_mods"})


class RefusedError(Exception):
    """An authority answered, and the answer is no."""


def signature_in(message: bytes) -> bytes:
    """The signature value of a message with one signer: the bytes that a stamp is over.

    Raises :class:`UnreadableError`.
    """
    signers = read_message(message).signers
    if len(signers) != 1:
        raise UnreadableError("one signer is needed")
    return signers[0].signature


def stamp_request(imprint: bytes, nonce: int) -> bytes:
    """The question to a time-stamping authority (RFC 3161) over a SHA-256 digest."""
    asked = tsp.TimeStampReq(
        {
            "version": "v1",
            "message_imprint": {
                "hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
                "hashed_message": imprint,
            },
            "nonce": nonce,
            "cert_req": True,
        }
    )
    made: bytes = asked.dump()
    return made


@guarded
def _reply(reply: bytes) -> tuple[str, bytes]:
    said, *token = parts(plain(reply))
    status = str(tsp.PKIStatusInfo.load(said, strict=True)["status"].native)
    return status, token[0] if token else b""


def stamp_in(reply: bytes) -> bytes:
    """The token of an authority's reply (DER).

    Raises :class:`UnreadableError` for what is no reply, :class:`RefusedError` for a no.
    """
    status, token = _reply(reply)
    if status not in _GRANTED or not token:
        raise RefusedError(status)
    return token


def state_request(certificate: Certificate, issuer: Certificate, nonce: bytes) -> bytes:
    """The question to a responder (RFC 6960) about one certificate.

    The certificate is named by SHA-1, which every responder takes: it only names.
    """
    named = {
        "hash_algorithm": {"algorithm": "sha1"},
        "issuer_name_hash": label(SHA1, issuer.subject_der),
        "issuer_key_hash": label(SHA1, issuer.key_bits),
        "serial_number": certificate.serial,
    }
    asked = ocsp.OCSPRequest(
        {
            "tbs_request": {
                "request_list": [{"req_cert": named}],
                "request_extensions": [
                    {"extn_id": "nonce", "critical": False, "extn_value": core.OctetString(nonce)}
                ],
            }
        }
    )
    made: bytes = asked.dump()
    return made


def asked_nonce(nonce: bytes) -> bytes:
    """A nonce as an answer bears it."""
    made: bytes = core.OctetString(nonce).dump()
    return made


def with_stamp(message: bytes, token: bytes) -> bytes:
    """The message with a time stamp of its signature. Raises :class:`UnreadableError`."""
    return _with_attributes(message, [_attribute(TIME_STAMP, token)])


def with_values(
    message: bytes,
    *,
    certificates: Iterable[bytes] = (),
    answers: Iterable[bytes] = (),
    lists: Iterable[bytes] = (),
) -> bytes:
    """The message with what proves it later (each DER). Raises :class:`UnreadableError`."""
    chain = b"".join(certificates)
    said = b"".join(map(basic_answer, answers))
    listed = b"".join(lists)
    kept = b""
    if listed:
        kept += written(_FIRST, written(_SEQUENCE, listed))
    if said:
        kept += written(_SECOND, written(_SEQUENCE, said))
    added = []
    if chain:
        added.append(_attribute(CERTIFICATE_VALUES, written(_SEQUENCE, chain)))
    if kept:
        added.append(_attribute(REVOCATION_VALUES, written(_SEQUENCE, kept)))
    return _with_attributes(message, added)


def _attribute(oid: str, value: bytes) -> bytes:
    kind: bytes = core.ObjectIdentifier(oid).dump()
    return written(_SEQUENCE, kind + written(_SET, value))


@guarded
def _with_attributes(message: bytes, added: list[bytes]) -> bytes:
    """Only the frames around the unsigned attributes are written anew."""
    kind, wrapped = parts(plain(message))
    (signed,) = parts(wrapped)
    *before, signers = parts(signed)
    (signer,) = parts(signers)
    fields = parts(signer)
    known: list[bytes] = []
    if fields[-1][:1] == _SECOND:
        known = parts(fields.pop())
    listed = _SECOND + sorted_set([*known, *added])[1:]
    fresh = written(_SET, written(_SEQUENCE, b"".join([*fields, listed])))
    inner = written(_SEQUENCE, b"".join([*before, fresh]))
    return written(_SEQUENCE, kind + written(_FIRST, inner))
