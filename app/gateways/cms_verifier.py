"""The check of what a key gave back: the whole verdict of ``app.signatures``, as the desk's port asks it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from app.domain.signature_verdict import (
    CertificateFacts,
    Check,
    KeyRole,
    Outcome,
    Row,
    SignedVerdict,
    SignerVerdict,
    Standing,
)
from app.domain.signing import SignatureVerdict, SignerCertificate
from app.domain.signing_key import SIGNING_USAGE
from app.gateways.practice_key import PRACTICE_ORGANISATION
from app.signatures.certificate import read_certificate
from app.signatures.suitability import Demands
from app.signatures.trust import Trust
from app.signatures.verify import NO_DEMANDS, verify_certificate, verify_message

OFFICIAL = frozenset({KeyRole.EMPLOYEE, KeyRole.RIGHT_TO_SIGN, KeyRole.HEAD})
"""Roles of a key that was issued to act for an organisation."""
_STOPPING = (Outcome.FAILED, Outcome.UNKNOWN)
_SAID_AS = {"certificate_missing": "unreadable"}
"""A message without the signer's certificate says nothing that could be told apart further."""


class TrustVerifier:
    """Verifies signatures of one signer against a trust that is asked for at each check.

    ``demands`` say what the key must be besides: the employer's, for official use.
    """

    def __init__(self, trust: Callable[[], Trust], demands: Demands = NO_DEMANDS) -> None:
        self._trust = trust
        self._demands = replace(demands, signers=1)

    def verify(self, content: bytes, cms: bytes, at: datetime) -> SignatureVerdict:
        """The verdict on ``cms`` (DER or BER) over ``content`` at the moment ``at``.

        Never raises on bad input: what cannot be read does not stand, with the reason ``unreadable``.
        """
        return _short(verify_message(cms, content, self._trust(), at, self._demands))


class CmsVerifier(TrustVerifier):
    """The same against a bare set of roots."""

    def __init__(self, roots: Callable[[], tuple[x509.Certificate, ...]]) -> None:
        super().__init__(lambda: trust_in_roots(roots()))


def trust_in_roots(roots: tuple[x509.Certificate, ...]) -> Trust:
    """The trust in these certificates alone."""
    return Trust(roots=tuple(read_certificate(root.public_bytes(Encoding.DER)) for root in roots))


def _short(verdict: SignedVerdict) -> SignatureVerdict:
    signer = verdict.signers[0] if verdict.signers else None
    reasons = tuple(dict.fromkeys(_SAID_AS.get(code, code) for code in verdict.reasons))
    holder = signer.holder if signer is not None else None
    return SignatureVerdict(
        valid=verdict.standing is Standing.VALID,
        certificate=signer_certificate(holder, signer.rows) if signer and holder else None,
        signed_at=_time(signer) if signer is not None else None,
        reasons=reasons,
        stamped_at=signer.stamped_at if signer is not None else None,
    )


def _time(signer: SignerVerdict) -> datetime | None:
    return signer.stamped_at or signer.claimed_at


def certificate_to_sign(
    certificate: bytes, trust: Trust, at: datetime, demands: Demands
) -> SignerCertificate | None:
    """A certificate (DER) as the desk judges it before a PIN is asked; none when it cannot be read.

    ``demands`` say whose it must be: the IIN of the one who is logged in, the employer's BIN, the
    roles that certify.
    """
    verdict = verify_certificate(certificate, trust, at, demands)
    if verdict.holder is None:
        return None
    stops = (row.reason for row in verdict.rows if row.outcome in _STOPPING)
    shown = signer_certificate(verdict.holder, verdict.rows)
    return replace(shown, troubles=tuple(dict.fromkeys(stops)))


def signer_certificate(holder: CertificateFacts, rows: tuple[Row, ...] = ()) -> SignerCertificate:
    """What the desk keeps of a certificate: a person is known by the IIN in it, a trainee by name.

    ``rows`` are those of its check; that of the use tells whether the key is for signing.
    """
    practice = holder.organisation == PRACTICE_ORGANISATION
    return SignerCertificate(
        serial=holder.serial,
        operator_id=holder.common_name if practice else holder.iin,
        organisation=holder.organisation,
        official=practice or bool(holder.bin and holder.roles & OFFICIAL),
        practice=practice,
        valid_from=holder.valid_from,
        valid_until=holder.valid_until,
        for_signing=not any(
            row.check is Check.USAGE and row.outcome is Outcome.FAILED for row in rows
        ),
        holder=holder.common_name,
        iin=holder.iin,
        bin=holder.bin,
        roles=tuple(purpose for purpose in holder.purposes if purpose != SIGNING_USAGE),
    )
