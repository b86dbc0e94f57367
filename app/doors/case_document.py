"""The JSON of a case for the door ``case``: what every page shows, in one document."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from app.domain.case import Case, DocumentEntry
from app.domain.passport import FieldKind
from app.ports.storage import JournalLine
from app.usecases.view_facts import masked_iin
from app.usecases.views import CaseView
from app.wording import finding_entry, two

_NUMBERS = frozenset({FieldKind.IIN, FieldKind.BIN, FieldKind.PHONE, FieldKind.ACCOUNT})
_HIDDEN = frozenset(
    {"iin", "bin", "head_iin", "phone", "document_number", "number_of_document", "cms", "manifest"}
)
"""Names of values that are never printed whole without ``--full``."""


def document(
    view: CaseView, journal: Iterable[JournalLine], at: datetime, *, full: bool
) -> dict[str, Any]:
    """The whole view. Keys may be added, none goes away."""
    case = view.case
    return {
        "number": case.number or None,
        "found": True,
        "id": case.id,
        "draft": case.draft_code,
        "state": case.state.value,
        "marks": sorted(mark.value for mark in case.marks),
        "practice": view.practice,
        "masked": not full,
        "seen_at": at.isoformat(),
        **_head(view),
        "facts": _facts(view, full=full),
        "steps": [{"step": str(s.step), "state": str(s.state)} for s in view.steps],
        "present_step": str(view.present_step),
        "rows": _rows(view, full=full),
        "fields": _fields(view, full=full),
        "consents": [_plain(act, _CONSENT) for act in case.consents],
        "terms": _terms(view),
        "fee": _fee(view),
        "payment": _plain(case.payment) if case.payment else None,
        "sending": _plain(case.sending) if case.sending else None,
        "result": _plain(case.result) if case.result else None,
        "storage": _plain(case.storage) if case.storage else None,
        "issue": _issue(case, full=full),
        "units": [{"code": c, "kind": kind, "state": s} for c, kind, s in view.units],
        "papers": [_plain(paper) for paper in view.papers],
        "pending": [_plain(item) for item in view.pending],
        "verbs": [
            {
                "word": verb.word,
                "allowed": verb.allowed,
                "findings": [finding_entry(found) for found in verb.findings],
            }
            for verb in view.verbs
        ],
        "findings": [finding_entry(found) for found in view.findings],
        "history": [_plain(step) for step in case.history],
        "journal": [_line(entry) for entry in journal],
    }


def _head(view: CaseView) -> dict[str, Any]:
    case = view.case
    return {
        "branch": case.branch_id,
        "desk": case.desk,
        "opened_at": case.opened_at.isoformat(),
        "language": case.language.value,
        "channel": case.channel.value,
        "carrier": case.carrier.value,
        "service": {"id": case.service_id, "edition": case.edition, **two(view.service_name)},
        "provider": two(view.provider_name),
        "parent": case.parent_id or None,
        "children": [{"id": i, "service": s, "state": state} for i, s, state in view.children],
        "previous_case": case.previous_case or None,
    }


def _facts(view: CaseView, *, full: bool) -> list[dict[str, Any]]:
    return [
        {
            "name": fact.name,
            "value": fact.value if full else fact.masked or _masked(fact.name, fact.value),
            "source": fact.source or None,
            "at": fact.at.isoformat() if fact.at is not None else None,
        }
        for fact in view.facts
    ]


def _masked(name: str, value: str) -> str:
    return masked_iin(value) if name in _HIDDEN else value


def _rows(view: CaseView, *, full: bool) -> list[dict[str, Any]]:
    return [
        {
            "id": row.row.id,
            "name": two(row.row.name.shown),
            "needed": row.needed,
            "may_be_demanded": row.may_be_demanded,
            **_entry(row.entry, full=full),
            "findings": [finding_entry(found) for found in row.findings],
        }
        for row in view.rows
    ]


def _entry(entry: DocumentEntry, *, full: bool) -> dict[str, Any]:
    number = entry.document_number
    return {
        "state": entry.state.value,
        "source": entry.source.value if entry.source is not None else None,
        "document_number": (number if full else masked_iin(number)) or None,
        "valid_until": _value(entry.valid_until),
        "sheets": entry.sheets,
        "at": _value(entry.at),
        "by": entry.operator_id or None,
    }


def _fields(view: CaseView, *, full: bool) -> list[dict[str, Any]]:
    times = {value.field_id: value.at for value in view.case.fields}
    return [
        {
            "id": field.field.id,
            "label": two(field.field.label.shown),
            "value": masked_iin(field.value)
            if field.field.kind in _NUMBERS and not full
            else field.value,
            "source": field.source or None,
            "at": _value(times.get(field.field.id)),
        }
        for field in view.fields
    ]


def _terms(view: CaseView) -> dict[str, Any]:
    filed = view.case.registration
    return {
        "promised": view.terms.promised,
        "term_end": _value(filed.term_end) if filed is not None else None,
        "issue_date": _value(view.terms.issue_date),
        "delivery_due": _value(view.terms.delivery_due),
        "trace": [two(step) for step in view.terms.trace],
        "findings": [finding_entry(found) for found in view.terms.findings],
    }


def _fee(view: CaseView) -> dict[str, Any]:
    return {
        "free": view.fee.free,
        "amount": _value(view.fee.amount),
        "formula": view.fee.formula or None,
        "in_package": view.fee.in_package,
        "pay_before_issue": view.fee.pay_before_issue,
    }


def _issue(case: Case, *, full: bool) -> dict[str, Any] | None:
    issue = case.issue
    if issue is None:
        return None
    number = issue.document.number
    return {
        "at": issue.at.isoformat(),
        "recipient": issue.recipient.name.full,
        "document": issue.document.kind.value,
        "document_number": number if full else masked_iin(number),
        "representation": issue.representation.kind.value if issue.representation else None,
        "acknowledgement": issue.acknowledgement,
        "language": issue.language.value,
        "refusal_explained": issue.refusal_explained,
        "by": issue.operator_id,
    }


_CONSENT = frozenset({"by_person", "evidence"})


def _plain(record: Any, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """A frozen record of plain values as JSON; ``without`` names what is left out."""
    return {
        key: _value(value)
        for key, value in asdict(record).items()
        if key not in without and key not in _HIDDEN
    }


def _value(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple | list | frozenset | set):
        return [_value(one) for one in value]
    return value


def _line(entry: JournalLine) -> dict[str, Any]:
    said = entry.entry
    return {
        "at": said.at.isoformat(),
        "verb": said.verb,
        "actor": said.actor,
        "role": said.role,
        "desk": said.desk,
        "chain": entry.chain,
        "sequence": entry.sequence,
    }
