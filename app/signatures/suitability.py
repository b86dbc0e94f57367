"""What a key may be used for, and whether it is the one that is wanted: asked before a PIN and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from app.domain.signature_verdict import Check, KeyRole, Row, failed, ok, warning
from app.signatures.certificate import Certificate
from app.signatures.chain import chain_of
from app.signatures.revocation import revocation_row
from app.signatures.trust import Trust

_EMAIL, _CLIENT = "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.2"
_SIGNING = frozenset({_EMAIL, "1.3.6.1.5.5.7.3.36", "2.5.29.37.0"})
"""Purposes of a key that signs for a person: mail protection (so at the national centre), documents, any."""
_NATIONAL = "1.2.398.3.3.4."
"""Roles stand among the purposes, and say nothing of signing or signing in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands:
    """What a signature must be besides true: whose, for whom, in which role, by how many.

    Empty or none: not asked. ``revocation`` false leaves the question of revocation out, and the
    verdict says so. Numbers are compared as they are written.
    """

    iin: str = ""
    bin: str = ""
    roles: frozenset[KeyRole] = frozenset()
    signers: int | None = None
    revocation: bool = True


def certificate_rows(
    certificate: Certificate, trust: Trust, at: datetime, demands: Demands
) -> Iterator[Row]:
    """Every check of a certificate at the moment ``at``, in the order of a verdict."""
    chain = chain_of(certificate, trust, at)
    yield failed(Check.CHAIN, chain.reason) if chain.reason else ok(Check.CHAIN)
    yield validity_row(certificate, at)
    yield usage_row(certificate)
    yield from demand_rows(certificate, demands)
    if chain.issuer is None:
        return
    if not demands.revocation:
        yield warning(Check.REVOCATION, "revocation_not_asked")
        return
    # A root is believed as it is: nobody above it could take it back.
    if chain.issuer != certificate:
        yield revocation_row(certificate, chain.issuer, trust, at)
    yield from _issuer_rows(chain.steps, trust, at)


def _issuer_rows(steps: tuple[Certificate, ...], trust: Trust, at: datetime) -> Iterator[Row]:
    """The authorities between the certificate and the root; messages seldom carry their state."""
    for below, above in pairwise(steps[1:]):
        row = revocation_row(below, above, trust, at)
        if row.reason in ("revoked", "on_hold", "unknown_to_ca"):
            yield failed(Check.ISSUER_REVOCATION, "issuer_revoked")
        elif row.reason:
            yield warning(Check.ISSUER_REVOCATION, "issuer_revocation_unknown")
        else:
            yield ok(Check.ISSUER_REVOCATION)


def validity_row(certificate: Certificate, at: datetime) -> Row:
    """Whether the certificate is in its days."""
    if at < certificate.valid_from:
        return failed(Check.VALIDITY, "not_yet_valid")
    if at > certificate.valid_until:
        return failed(Check.VALIDITY, "expired")
    return ok(Check.VALIDITY)


def usage_row(certificate: Certificate) -> Row:
    """Whether the key signs documents; a key for signing in does not, though it could."""
    usages = certificate.usages or frozenset()
    purposes = {one for one in certificate.purposes or () if not one.startswith(_NATIONAL)}
    for_other = bool(purposes) and not purposes & _SIGNING
    if for_other and _CLIENT in purposes:
        return failed(Check.USAGE, "authentication_key")
    if "non_repudiation" in usages and not for_other:
        return ok(Check.USAGE)
    if {"digital_signature", "key_encipherment"} <= usages and "non_repudiation" not in usages:
        return failed(Check.USAGE, "authentication_key")
    return failed(Check.USAGE, "not_for_signing")


def demand_rows(certificate: Certificate, demands: Demands) -> Iterator[Row]:
    """Role, IIN and BIN where they are asked for; unknown is not the one wanted."""
    facts = certificate.facts
    if demands.roles:
        fits = bool(demands.roles & facts.roles)
        yield ok(Check.ROLE) if fits else failed(Check.ROLE, "wrong_role")
    if demands.iin:
        yield ok(Check.IIN) if facts.iin == demands.iin else failed(Check.IIN, "foreign_iin")
    if demands.bin:
        yield ok(Check.BIN) if facts.bin == demands.bin else failed(Check.BIN, "foreign_bin")
