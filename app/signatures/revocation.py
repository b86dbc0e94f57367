"""Whether a certificate was revoked: what its issuer says, if it is the issuer who says it, and in time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from app.domain.signature_verdict import Check, Row, failed, ok, unknown, warning
from app.signatures.algorithms import trouble
from app.signatures.certificate import Certificate
from app.signatures.chain import issue_trouble
from app.signatures.crl import RevocationList, State, Statement, statement
from app.signatures.ocsp import Answer
from app.signatures.trust import Trust

_OCSP_SIGNING = "1.3.6.1.5.5.7.3.9"
FRESH = timedelta(days=1)
"""How long an answer counts that does not say itself until when (the national responder's do not)."""


@dataclass(frozen=True, slots=True)
class Told:
    """Everything proven about one certificate, and why other evidence was passed over."""

    statements: tuple[Statement, ...]
    passed_over: frozenset[str]


@lru_cache(maxsize=512)
def list_stands(found: RevocationList, issuer: Certificate) -> bool:
    """Whether ``issuer`` may sign lists and signed this one."""
    may = issuer.usages is None or "crl_sign" in issuer.usages
    return may and not trouble(issuer.key, found.algorithm, found.tbs, found.signature)


@lru_cache(maxsize=512)
def _answer_stands(found: Answer, signer: Certificate) -> bool:
    return not trouble(signer.key, found.algorithm, found.tbs, found.signature)


def _delegated(signer: Certificate, issuer: Certificate) -> bool:
    """Whether ``issuer`` itself made ``signer`` its responder."""
    return (
        signer.issuer == issuer.subject
        and _OCSP_SIGNING in (signer.purposes or ())
        and not signer.strange
        and (signer.usages is None or "digital_signature" in signer.usages)
        and not issue_trouble(signer, issuer)
    )


def answer_fault(
    answer: Answer, issuer: Certificate, trust: Trust, *, nonce: bytes | None = None
) -> str:
    """What speaks against an answer of ``issuer``'s responder; empty: nothing.

    ``nonce`` is the value that was asked with, where one was. Codes: ``nonce_differs``,
    ``revocation_unproven``.
    """
    if nonce is not None and answer.nonce != nonce:
        return "nonce_differs"
    for signer in (issuer, *answer.certificates):
        if not answer.may_be_by(signer):
            continue
        if signer is not issuer and not _may_answer(signer, issuer, answer.said_at, trust):
            continue
        if _answer_stands(answer, signer):
            return ""
    return "revocation_unproven"


def _may_answer(signer: Certificate, issuer: Certificate, at: datetime, trust: Trust) -> bool:
    if not signer.valid_from <= at <= signer.valid_until or not _delegated(signer, issuer):
        return False
    if signer.no_check:
        return True
    # Who is not exempted must be shown to be in force; a list can, another answer would go in a ring.
    listed = _from_lists(signer, issuer, trust, set())
    return any(said.state is State.GOOD and _speaks(said, at) for said in listed) and not any(
        said.state is State.REVOKED for said in listed
    )


def told_of(certificate: Certificate, issuer: Certificate, trust: Trust) -> Told:
    """What the evidence proves about ``certificate``."""
    passed_over: set[str] = set()
    found = [
        *_from_answers(certificate, issuer, trust, passed_over),
        *_from_lists(certificate, issuer, trust, passed_over),
    ]
    return Told(tuple(found), frozenset(passed_over))


def _from_answers(
    certificate: Certificate, issuer: Certificate, trust: Trust, passed_over: set[str]
) -> Iterator[Statement]:
    for answer in trust.answers:
        said = [one.statement for one in answer.about if one.is_about(certificate, issuer)]
        if not said:
            continue
        if fault := answer_fault(answer, issuer, trust):
            passed_over.add(fault)
        else:
            yield from said


def _from_lists(
    certificate: Certificate, issuer: Certificate, trust: Trust, passed_over: set[str]
) -> list[Statement]:
    proven: list[RevocationList] = []
    for found in trust.lists:
        if not found.covers(certificate):
            continue
        if list_stands(found, issuer):
            proven.append(found)
        else:
            passed_over.add("revocation_unproven")
    deltas = [one for one in proven if one.base is not None]
    return [
        _until_expiry(certificate, statement(certificate, full, _newest(full, deltas)))
        for full in proven
        if full.base is None
    ]


def _newest(full: RevocationList, deltas: list[RevocationList]) -> RevocationList | None:
    fitting = [
        one
        for one in deltas
        if one.base is not None
        and one.base <= full.number < one.number
        and one.said_at >= full.said_at
    ]
    return max(fitting, key=lambda one: one.number, default=None)


def _until_expiry(certificate: Certificate, said: Statement) -> Statement:
    """An expired certificate is dropped from the lists, so its absence there proves nothing."""
    if said.state is State.GOOD and said.said_at > certificate.valid_until:
        return Statement(State.GOOD, None, certificate.valid_from, certificate.valid_from)
    return said


def _speaks(said: Statement, at: datetime) -> bool:
    """Whether a statement tells the state at ``at``: made later, or still holding then."""
    if said.said_at >= at:
        return True
    return at <= (said.until if said.until is not None else said.said_at + FRESH)


def revocation_row(
    certificate: Certificate, issuer: Certificate, trust: Trust, at: datetime
) -> Row:
    """The state of ``certificate`` at the moment ``at``.

    What is revoked stays so, whoever says it last. A hold can be lifted, so there the newest word
    counts. No word is no proof, unless the issuer names no place where one could be had.
    """
    told = told_of(certificate, issuer, trust)
    for said in told.statements:
        if said.state is State.REVOKED and (said.since is None or said.since <= at):
            return failed(Check.REVOCATION, "revoked")
    speaking = [said for said in told.statements if _speaks(said, at)]
    if not speaking:
        return _nothing_told(certificate, told)
    last = max(speaking, key=lambda said: said.said_at)
    if last.state is State.UNKNOWN:
        return failed(Check.REVOCATION, "unknown_to_ca")
    if last.state is State.ON_HOLD and (last.since is None or last.since <= at):
        return failed(Check.REVOCATION, "on_hold")
    if last.state is not State.GOOD:
        return warning(Check.REVOCATION, "revoked_later")
    return ok(Check.REVOCATION)


def _nothing_told(certificate: Certificate, told: Told) -> Row:
    if told.passed_over:
        return unknown(Check.REVOCATION, min(told.passed_over))
    if told.statements:
        return unknown(Check.REVOCATION, "revocation_stale")
    if certificate.names_sources:
        return unknown(Check.REVOCATION, "revocation_unavailable")
    return warning(Check.REVOCATION, "no_revocation_source")
