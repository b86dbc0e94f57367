"""Certify the application with the operator's own official signature."""

from base64 import b64decode
from dataclasses import dataclass, replace

import msgspec

from app.domain.case import Case, Signature
from app.domain.case_states import transitions_for
from app.domain.signing import SignatureVerdict
from app.ports.storage import OutboxItem
from app.rules.facts import Facts
from app.rules.register import RECEIPT_CHECKS
from app.usecases.draft_facts import intake_facts, passport_needed
from app.usecases.intake import Change, each, settle
from app.usecases.manifest import manifest_hash, manifest_of, text_hash_in
from app.usecases.outcome import Outcome
from app.usecases.situation import case_meant
from app.usecases.stamp import await_stamp
from app.usecases.transit import Blocked, check, move, obstacles
from app.usecases.work import Work

_ROW = next(transitions_for("record_signature"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Have the canonical manifest signed (word ``sign``); the signature comes back by itself."""

    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSignature:
    """The signature that came back, base64 DER (word ``record_signature``)."""

    case: str
    manifest_sha256: str
    cms: str


BEFORE_KEY = (
    *(guard for guard in _ROW.guards if guard != "sign.signature_verifies"),
    "sign.certificate_ends_soon",
    *RECEIPT_CHECKS,
)
"""All that a signature needs but itself, and that the registration after it will not fail."""


def handle_sign(command: Sign, work: Work) -> Outcome:
    """Leave the manifest for the key; nothing is registered before its signature stands (R-129)."""
    addressed = case_meant(work, command.case)

    def order(case: Case) -> Change:
        facts = intake_facts(work, case)
        if case.state not in _ROW.sources:
            raise Blocked(obstacles("record_signature", case.state, facts))
        certificate = work.signing_key.certificate(work.actor.id)
        warnings = check(BEFORE_KEY, replace(facts, certificate=certificate))
        ordered = _order(work, case, facts)
        told = {"manifest_sha256": ordered}
        return Change(before=case, after=case, findings=warnings, facts=told)

    return settle(work, "sign", addressed, each(work, addressed, order))


def _order(work: Work, case: Case, facts: Facts) -> str:
    """The hash of the manifest that waits for the key: the one that waits already when nothing has
    changed since, else a new one in its place."""
    for item in _waiting(work, case):
        before = _content(item)
        if _still(before, facts.text_sha256, work.actor.id):
            # Whoever presses again does not wait for the next try by itself.
            work.store.outbox.save(replace(item, due_at=min(item.due_at, work.now)))
            return before["manifest_sha256"]
        work.store.outbox.save(replace(item, state="dropped"))
    passport = passport_needed(work, case)
    manifest = manifest_of(
        case,
        passport,
        operator=work.actor.id,
        text_sha256=facts.text_sha256,
        at=work.now,
    )
    digest = manifest_hash(manifest)
    order = {
        "case": case.id,
        "operator": work.actor.id,
        "manifest": manifest,
        "manifest_sha256": digest,
        "about": f"{passport.name.in_(case.language)}, {case.number or case.draft_code}",
    }
    work.store.outbox.add(
        OutboxItem(
            id=work.new_id(),
            kind="signature",
            case_id=case.id,
            payload=msgspec.json.encode(order).decode(),
            due_at=work.now,
            made_at=work.now,
        )
    )
    return digest


def _waiting(work: Work, case: Case) -> tuple[OutboxItem, ...]:
    return tuple(
        item
        for item in work.store.outbox.pending()
        if item.kind == "signature" and item.case_id == case.id
    )


def _content(item: OutboxItem) -> dict[str, str]:
    return msgspec.json.decode(item.payload.encode(), type=dict[str, str])


def _still(order: dict[str, str], text_sha256: str, operator: str) -> bool:
    same_text = text_hash_in(order.get("manifest", "")) == text_sha256
    return same_text and order.get("operator") == operator


def handle_record_signature(command: RecordSignature, work: Work) -> Outcome:
    """The signature that came back, verified over exactly the bytes that were left for the key.

    What is no signature, or one over another text, blocks: the case waits as it was.
    """
    case = case_meant(work, command.case)
    manifest = _manifest(work, case, command.manifest_sha256)
    verdict = work.verifier.verify(manifest.encode(), _decoded(command.cms), work.now)
    facts = intake_facts(work, case, certificate=verdict.certificate, verdict=verdict)
    current = bool(manifest) and text_hash_in(manifest) == facts.text_sha256
    facts = replace(facts, manifest_sha256=command.manifest_sha256 if current else "")
    signed = _signature(work, command, manifest, verdict)
    moved, warnings = move(case, "record_signature", facts, signature=signed)
    if work.stamps and verdict.stamped_at is None:
        await_stamp(work, case)
    change = Change(
        before=case,
        after=moved,
        findings=warnings,
        facts={
            "manifest_sha256": command.manifest_sha256,
            "certificate": signed.certificate_serial,
        },
    )
    return settle(work, "record_signature", case, (change,))


def _manifest(work: Work, case: Case, digest: str) -> str:
    """The manifest of that hash that waits for the key; empty when none does."""
    for item in _waiting(work, case):
        order = _content(item)
        manifest = order.get("manifest", "")
        if order.get("manifest_sha256") == digest and manifest_hash(manifest) == digest:
            return manifest
    return ""


def _decoded(cms: str) -> bytes:
    try:
        return b64decode(cms, validate=True)
    except ValueError:
        return b""


def _signature(
    work: Work, command: RecordSignature, manifest: str, verdict: SignatureVerdict
) -> Signature:
    certificate = verdict.certificate
    return Signature(
        manifest_sha256=command.manifest_sha256,
        manifest=manifest,
        cms=command.cms,
        certificate_serial=certificate.serial if certificate is not None else "",
        signer_id=certificate.operator_id if certificate is not None else "",
        practice_key=certificate.practice if certificate is not None else False,
        at=work.now,
    )
