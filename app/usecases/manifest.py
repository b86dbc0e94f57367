"""The canonical manifest of an application: the exact bytes that are signed, and their hash."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from app.domain.case import Case, ConsentKind, DocumentEntry, RowState
from app.domain.passport import Passport
from app.rules.checklist import applicable_rows, entry_of
from app.usecases.electronic_documents import electronic_documents

_VERSION = 2
_HERE = (RowState.PRESENT, RowState.OBTAINED)


def manifest_of(
    case: Case, passport: Passport, *, operator: str, text_sha256: str, at: datetime
) -> str:
    """The manifest as JSON: keys in order, no spaces, UTF-8; the same case gives the same text.

    It holds the form, the documents with source, number and sheets, the electronic ones with their
    hash, the applicant, the service with its edition, the employee, consent B, the hash of the text
    that the applicant confirmed, and the time.
    """
    consent = case.consent(ConsentKind.B)
    content: dict[str, Any] = {
        "version": _VERSION,
        "case": case.id,
        "branch": case.branch_id,
        "service": {"id": case.service_id, "edition": case.edition, "name": passport.name.ru},
        "language": case.language.value,
        "carrier": case.carrier.value,
        "applicant": _applicant(case),
        "representative": _representative(case),
        "participants": _participants(case),
        "form": {entry.field_id: [entry.value, entry.source.value] for entry in case.fields},
        "documents": documents_in(case, passport),
        "files": [
            {"path": one.path, "label": one.label, "sha256": one.sha256}
            for one in electronic_documents(case, passport)
        ],
        "payment": _payment(case),
        "consent_b": consent.id if consent is not None else "",
        "operator": operator,
        "text_sha256": text_sha256,
        "at": at.isoformat(),
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def manifest_hash(manifest: str) -> str:
    """The SHA-256 of the manifest's bytes, in hexadecimal."""
    return sha256(manifest.encode()).hexdigest()


def text_hash_in(manifest: str) -> str:
    """The hash of the confirmed text that the manifest carries; empty when it is no manifest."""
    try:
        content = json.loads(manifest)
    except ValueError:
        return ""
    found = content.get("text_sha256", "") if isinstance(content, dict) else ""
    return found if isinstance(found, str) else ""


def _applicant(case: Case) -> dict[str, str]:
    body, person = case.applicant.organisation, case.applicant.person
    if body is not None:
        return {"bin": body.bin, "name": body.name.in_(case.language)}
    if person is None:
        return {}
    return {"iin": person.iin or "", "name": person.name.full}


def _participants(case: Case) -> list[dict[str, str]]:
    return [
        {
            "part": one.key,
            "iin": one.person.iin or "",
            "name": one.person.name.full,
            "consents": ",".join(act.id for act in one.consents),
        }
        for one in case.participants
    ]


def _representative(case: Case) -> dict[str, str]:
    shown = case.representation
    if shown is None:
        return {}
    return {
        "name": case.identification.person.name.full,
        "kind": shown.kind.value,
        "authority": shown.authority.number,
    }


def documents_in(case: Case, passport: Passport) -> list[dict[str, str | int]]:
    """The documents that are signed along: row, source, number, sheets."""
    entries = ((row, entry_of(case, row)) for row in applicable_rows(case, passport))
    return [
        {
            "row": row.id,
            "source": entry.source.value if entry.source is not None else "",
            "number": entry.document_number,
            "sheets": entry.sheets,
            **_copy(entry),
        }
        for row, entry in entries
        if entry.state in _HERE
    ]


def _copy(entry: DocumentEntry) -> dict[str, str]:
    """The certified copy by the hash of its signed file; nothing where there is none."""
    copy = entry.copy
    if copy is None or not copy.certified:
        return {}
    return {"copy": copy.signed_sha256, "copy_number": copy.number}


def _payment(case: Case) -> dict[str, str]:
    paid = case.payment
    if paid is None or paid.paid is None:
        return {}
    return {"paid": str(paid.paid), "state": paid.state.value, "document": paid.document_number}
