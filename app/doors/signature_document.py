"""A verdict on signatures as the door prints it: one JSON document, or lines for a person."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from app.desk.branch_time import branch_zone
from app.domain.language import Bilingual
from app.domain.signature_verdict import (
    CertificateFacts,
    KeyRole,
    Outcome,
    Row,
    SignedVerdict,
    SignerVerdict,
)
from app.doors.answers import line
from app.rules.signature_words import CHECKS, REASONS, ROLES, STANDINGS, TIMES
from app.usecases.view_facts import masked_iin
from app.wording import both, two
from i18n import N_

_SIGNED_BY = N_("Signed by: {name}")
_ROLE = N_("Role: {roles}")
_JUDGED = N_("Judged at {moment} ({source}).")
_MARKS = {Outcome.OK: "+", Outcome.WARNING: "!", Outcome.UNKNOWN: "?", Outcome.FAILED: "-"}


def document(verdict: SignedVerdict, *, full: bool) -> dict[str, Any]:
    """The whole verdict. Of several signers the first one also stands at the top."""
    signers = [_signer(one, full=full) for one in verdict.signers]
    first = signers[0] if signers else {}
    return {
        "verdict": str(verdict.standing),
        "text": two(both(STANDINGS[verdict.standing])),
        "reasons": [{"code": code, "text": two(both(REASONS[code]))} for code in verdict.reasons],
        "signer": first.get("signer"),
        "role": first.get("role", []),
        "time": first.get("time"),
        "checks": [_row(row) for row in verdict.rows],
        "signers": signers,
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "check": str(row.check),
        "outcome": str(row.outcome),
        "reason": row.reason or None,
        "text": two(_words(row)),
    }


def _words(row: Row) -> Bilingual:
    what = both(CHECKS[row.check])
    if not row.reason:
        return what
    why = both(REASONS[row.reason])
    return Bilingual(f"{what.kk}: {why.kk}", f"{what.ru}: {why.ru}")


def _signer(signer: SignerVerdict, *, full: bool) -> dict[str, Any]:
    holder = signer.holder
    return {
        "verdict": str(signer.standing),
        "signer": None if holder is None else _holder(holder, signer.algorithm, full=full),
        "role": [] if holder is None else _roles(holder),
        "time": {
            "at": signer.judged_at.isoformat(),
            "source": str(signer.time_source),
            "claimed": _moment(signer.claimed_at),
            "stamped": _moment(signer.stamped_at),
        },
        "checks": [_row(row) for row in signer.rows],
    }


def _roles(holder: CertificateFacts) -> list[str]:
    return [str(role) for role in KeyRole if role in holder.roles]


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at is not None else None


def _holder(holder: CertificateFacts, algorithm: str, *, full: bool) -> dict[str, Any]:
    return {
        "name": holder.common_name,
        "surname": holder.surname or None,
        "given_name": holder.given_name or None,
        "patronymic": holder.patronymic or None,
        "iin": (holder.iin if full else masked_iin(holder.iin)) or None,
        "organisation": holder.organisation or None,
        "bin": holder.bin or None,
        "certificate": holder.serial,
        "issuer": holder.issuer,
        "valid_from": holder.valid_from.isoformat(),
        "valid_until": holder.valid_until.isoformat(),
        "key_store": holder.key_store or None,
        "algorithm": algorithm,
    }


def told(verdict: SignedVerdict, *, full: bool) -> Iterator[str]:
    """The verdict for a person, in both languages: the answer, the checks, then each signer."""
    yield line(both(STANDINGS[verdict.standing]))
    yield from _rows(verdict.rows)
    for signer in verdict.signers:
        yield ""
        if signer.holder is not None:
            yield from _about(signer.holder, full=full)
        source = both(TIMES[signer.time_source])
        at = f"{signer.judged_at.astimezone(branch_zone()):%d.%m.%Y %H:%M:%S}"
        named = {"moment": at, "source_kk": source.kk, "source_ru": source.ru}
        yield line(both(_JUDGED, named))
        yield from _rows(signer.rows)


def _rows(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield f"  {_MARKS[row.outcome]} {line(_words(row))}"


def _about(holder: CertificateFacts, *, full: bool) -> Iterator[str]:
    iin = holder.iin if full else masked_iin(holder.iin)
    parts = [holder.common_name, holder.patronymic, iin, holder.organisation, holder.bin]
    yield line(both(_SIGNED_BY, {"name": ", ".join(part for part in parts if part)}))
    roles = [both(ROLES[role]) for role in KeyRole if role in holder.roles]
    if roles:
        named = {
            "roles_kk": ", ".join(role.kk for role in roles),
            "roles_ru": ", ".join(role.ru for role in roles),
        }
        yield line(both(_ROLE, named))
