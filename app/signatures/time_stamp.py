"""Time stamps (RFC 3161): over exactly this signature, by an authority whose key does nothing else."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from asn1crypto import tsp

from app.domain.signature_verdict import Check, Outcome, Row
from app.signatures.algorithms import UnfitAlgorithmError, digest
from app.signatures.certificate import Certificate
from app.signatures.chain import chain_of
from app.signatures.encoding import UnreadableError, guarded
from app.signatures.message import STAMP_INFO, Message, Signer, read_message
from app.signatures.revocation import revocation_row
from app.signatures.signer_check import (
    attributes_row,
    binding_row,
    content_row,
    digests_of,
    signature_row,
)
from app.signatures.trust import Trust

_TIME_STAMPING = ("1.3.6.1.5.5.7.3.8",)
SKEW = timedelta(minutes=5)
"""How far two honest clocks may differ."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a stamp proves: the moment, or nothing and why (``reason``); a ``remark`` stops nothing."""

    at: datetime | None
    reason: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class _Info:
    digest_oid: str
    imprint: bytes
    at: datetime
    nonce: int | None


@guarded
def _info(content: bytes) -> _Info:
    said = tsp.TSTInfo.load(content, strict=True)
    imprint = said["message_imprint"]
    return _Info(
        digest_oid=imprint["hash_algorithm"]["algorithm"].dotted,
        imprint=imprint["hashed_message"].native,
        at=said["gen_time"].native,
        nonce=said["nonce"].native,
    )


def judge_stamp(token: bytes, stamped: bytes, trust: Trust, *, nonce: int | None = None) -> Stamp:
    """What ``token`` (a CMS message, BER or DER) proves about ``stamped``, the bytes of a signature.

    ``nonce`` is the number that was asked with, where one was. The authority is judged at the moment
    that it names: a stamp outlives the certificate of its maker.
    """
    try:
        message = read_message(token)
        if message.content is None or message.content_type != STAMP_INFO:
            return Stamp(None, "stamp_unreadable")
        info = _info(message.content)
    except UnreadableError:
        return Stamp(None, "stamp_unreadable")
    try:
        same = digest(info.digest_oid, stamped) == info.imprint
    except UnfitAlgorithmError:
        return Stamp(None, "stamp_weak")
    if not same:
        return Stamp(None, "stamp_of_another_signature")
    if nonce is not None and info.nonce != nonce:
        return Stamp(None, "nonce_differs")
    return _judged(message, info, trust)


def _judged(message: Message, info: _Info, trust: Trust) -> Stamp:
    if len(message.signers) != 1:
        return Stamp(None, "stamp_bad_signature")
    (signer,) = message.signers
    # The token is often sent without its certificate where the other side has it.
    known = (*message.certificates, *trust.others)
    maker = next((one for one in known if signer.is_of(one)), None)
    if maker is None:
        return Stamp(None, "stamp_untrusted")
    if any(row.outcome is Outcome.FAILED for row in _made_by(message, signer, maker)):
        return Stamp(None, "stamp_bad_signature")
    if maker.purposes != _TIME_STAMPING or not maker.purposes_critical:
        return Stamp(None, "stamp_not_for_stamping")
    around = trust.beside(others=message.certificates, lists=message.lists, answers=message.answers)
    return _of_maker(maker, info.at, around)


def _made_by(message: Message, signer: Signer, maker: Certificate) -> list[Row]:
    return [
        attributes_row(signer, message.content_type),
        content_row(signer, digests_of(message.content or b"")),
        signature_row(signer, maker),
        binding_row(signer, maker, old_too=True),
    ]


def _of_maker(maker: Certificate, at: datetime, trust: Trust) -> Stamp:
    chain = chain_of(maker, trust, at)
    if chain.reason or chain.issuer is None or not maker.valid_from <= at <= maker.valid_until:
        return Stamp(None, "stamp_untrusted")
    state = revocation_row(maker, chain.issuer, trust, at)
    if state.outcome is Outcome.FAILED:
        return Stamp(None, "stamp_revoked")
    remark = "stamp_revocation_unknown" if state.outcome is Outcome.UNKNOWN else ""
    return Stamp(at, "", remark)


def stamp_row(stamp: Stamp, moment: datetime) -> Row:
    """How a stamp counts in a verdict given at ``moment``."""
    if stamp.at is None:
        return Row(Check.TIME, Outcome.FAILED, stamp.reason)
    if stamp.at > moment + SKEW:
        return Row(Check.TIME, Outcome.UNKNOWN, "stamp_from_future")
    if stamp.remark:
        return Row(Check.TIME, Outcome.WARNING, stamp.remark)
    return Row(Check.TIME, Outcome.OK)
