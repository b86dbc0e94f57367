"""The verdict on a signed message: every check of every signer, in words that can be looked up."""

from collections.abc import Iterator
from datetime import datetime

from app.domain.signature_verdict import (
    Check,
    Outcome,
    Row,
    SignedVerdict,
    SignerVerdict,
    TimeSource,
    failed,
    ok,
    unknown,
    warning,
)
from app.signatures.certificate import Certificate, read_certificate
from app.signatures.encoding import UnreadableError, guarded
from app.signatures.message import TIME_STAMP, Message, Signer, read_message
from app.signatures.signer_check import (
    Digest,
    attributes_row,
    binding_row,
    content_row,
    digests_of,
    signature_row,
)
from app.signatures.suitability import Demands, certificate_rows
from app.signatures.time_stamp import SKEW, Stamp, judge_stamp, stamp_row
from app.signatures.trust import Trust

NO_DEMANDS = Demands()


def unreadable() -> SignedVerdict:
    """The verdict on what is no signed message at all."""
    return SignedVerdict(rows=(failed(Check.FORM, "unreadable"),))


def verify_message(
    raw: bytes,
    content: bytes | None,
    trust: Trust,
    at: datetime,
    demands: Demands = NO_DEMANDS,
    *,
    padded: bool = False,
) -> SignedVerdict:
    """The verdict on ``raw`` (CMS, BER or DER) at the moment ``at``.

    ``content`` is what a detached signature is over; beside an attached one it must be the same
    bytes. ``padded`` lets zero bytes follow, as in a PDF. Never raises on bad input.
    """
    try:
        return _verdict(read_message(raw, padded=padded), content, trust, at, demands)
    except UnreadableError:
        return unreadable()


@guarded
def _verdict(
    message: Message, content: bytes | None, trust: Trust, at: datetime, demands: Demands
) -> SignedVerdict:
    rows = [ok(Check.FORM), _count_row(message, demands.signers)]
    signed = message.content if message.content is not None else content
    if signed is None:
        return SignedVerdict(rows=(*rows, unknown(Check.CONTENT, "content_missing")))
    if content is not None and content != signed:
        rows.append(failed(Check.CONTENT, "content_differs"))
    around = trust.beside(others=message.certificates, lists=message.lists, answers=message.answers)
    digests = digests_of(signed)
    signers = tuple(_judged(message, one, digests, around, at, demands) for one in message.signers)
    return SignedVerdict(rows=tuple(rows), signers=signers)


def verify_certificate(
    content: bytes, trust: Trust, at: datetime, demands: Demands = NO_DEMANDS
) -> SignerVerdict:
    """What would speak against signing with this certificate (DER), before any PIN is asked."""
    try:
        certificate = read_certificate(content)
        rows = _certificate_rows(certificate, trust, at, demands)
    except UnreadableError:
        return SignerVerdict(
            rows=(failed(Check.CERTIFICATE, "certificate_unreadable"),),
            judged_at=at,
            time_source=TimeSource.GIVEN,
        )
    return SignerVerdict(
        rows=rows,
        holder=certificate.facts,
        judged_at=at,
        time_source=TimeSource.GIVEN,
        algorithm=certificate.key_name,
    )


@guarded
def _certificate_rows(
    certificate: Certificate, trust: Trust, at: datetime, demands: Demands
) -> tuple[Row, ...]:
    return tuple(certificate_rows(certificate, trust, at, demands))


def _count_row(message: Message, wanted: int | None) -> Row:
    found = len(message.signers)
    if not found:
        return failed(Check.SIGNERS, "no_signers")
    if wanted is not None and found > wanted:
        return failed(Check.SIGNERS, "several_signers")
    if wanted is not None and found < wanted:
        return failed(Check.SIGNERS, "signers_missing")
    return ok(Check.SIGNERS)


def _judged(
    message: Message,
    signer: Signer,
    digests: Digest,
    trust: Trust,
    at: datetime,
    demands: Demands,
) -> SignerVerdict:
    certificate = next((one for one in message.certificates if signer.is_of(one)), None)
    claimed = _claimed(signer)
    if certificate is None:
        return SignerVerdict(
            rows=(failed(Check.CERTIFICATE, "certificate_missing"),),
            claimed_at=claimed,
            judged_at=at,
            time_source=TimeSource.GIVEN,
        )
    stamp = _stamp(signer, trust)
    time = _time_row(stamp, claimed, at)
    proven = (
        stamp.at if stamp is not None and time.outcome in (Outcome.OK, Outcome.WARNING) else None
    )
    moment = proven or at
    rows = (
        ok(Check.CERTIFICATE),
        content_row(signer, digests),
        attributes_row(signer, message.content_type),
        *_key_rows(signer, certificate),
        time,
        *certificate_rows(certificate, trust, moment, demands),
    )
    return SignerVerdict(
        rows=rows,
        holder=certificate.facts,
        claimed_at=claimed,
        stamped_at=proven,
        judged_at=moment,
        time_source=TimeSource.GIVEN if proven is None else TimeSource.STAMP,
        algorithm=certificate.key_name,
    )


def _key_rows(signer: Signer, certificate: Certificate) -> Iterator[Row]:
    if signer.signed_forms:
        yield signature_row(signer, certificate)
        yield binding_row(signer, certificate)


def _claimed(signer: Signer) -> datetime | None:
    try:
        return signer.claimed_at()
    except UnreadableError:
        return None


def _stamp(signer: Signer, trust: Trust) -> Stamp | None:
    """The stamp of a signature: of several the earliest, but one that does not stand spoils it."""
    stamps = [
        judge_stamp(one, signer.signature, trust) for one in signer.unsigned.get(TIME_STAMP, ())
    ]
    wrong = next((one for one in stamps if one.at is None), None)
    return wrong or min(stamps, key=_moment, default=None)


def _moment(stamp: Stamp) -> float:
    return stamp.at.timestamp() if stamp.at is not None else 0.0


def _time_row(stamp: Stamp | None, claimed: datetime | None, at: datetime) -> Row:
    if stamp is not None:
        return stamp_row(stamp, at)
    if claimed is not None and claimed > at + SKEW:
        return warning(Check.TIME, "claimed_in_future")
    return warning(Check.TIME, "not_stamped")
