"""The checklist and the form as a page shows them: rows with what may be done, fields with source."""

from collections.abc import Iterable
from dataclasses import replace

from app.domain.case import DocumentEntry, FieldSource, RowState
from app.domain.finding import Finding
from app.domain.passport import DocumentMode, DocumentRow
from app.rules.certified_copy import MAY_COPY_RULES
from app.rules.checklist import demandable, fills_itself, original_is_here, rows_and_entries
from app.rules.complete_rows import (
    ABSENT_RULES,
    NOT_APPLICABLE_RULES,
    NOTE_RULES,
    REQUEST_RULES,
    RETURN_RULES,
)
from app.rules.facts import Facts
from app.rules.form import form_fields
from app.rules.postpone import DRAFTS
from app.rules.registry import judge
from app.usecases.transit import guards_of
from app.usecases.views import FieldView, RowView

_TO_ASK = (
    RowState.OPEN,
    RowState.NOT_FOUND,
    RowState.OUTAGE,
    RowState.EXPIRED,
    RowState.NOT_VERIFIED,
)
_HERE = (RowState.PRESENT, RowState.OBTAINED)


def row_views(facts: Facts, findings: tuple[Finding, ...]) -> tuple[RowView, ...]:
    """Every row of the closed list with its entry, what is found of it, and the words that may be
    said of it now."""
    return tuple(_row(facts, row, entry, findings) for row, entry in rows_and_entries(facts))


def _row(
    facts: Facts, row: DocumentRow, entry: DocumentEntry, findings: Iterable[Finding]
) -> RowView:
    actions, stopped = _actions(facts, row, entry)
    about = tuple(finding for finding in findings if finding.subject == row.id)
    return RowView(
        row=row,
        entry=entry,
        needed=row.mandatory and entry.state is not RowState.NOT_APPLICABLE,
        may_be_demanded=demandable(row, entry),
        actions=actions,
        findings=(*about, *(finding for finding in stopped if finding not in about)),
    )


def _actions(
    facts: Facts, row: DocumentRow, entry: DocumentEntry
) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """The words for this row, and why the one that asks its source may not be said."""
    words: list[str] = []
    stopped: tuple[Finding, ...] = ()
    draft = facts.case is not None and facts.case.state in DRAFTS
    if draft and row.state_held and entry.state in _TO_ASK:
        stopped = _blocks(REQUEST_RULES, facts, row)
        if not stopped:
            words.append("request_data")
    if draft and not fills_itself(row) and row.mode is not DocumentMode.PAYMENT_PROOF:
        words.append("present")
        if row.certified_copy_allowed and not _blocks(MAY_COPY_RULES, facts, row):
            words.append("certify_copy")
    candidates = (
        ("mark_absent", ABSENT_RULES, entry.state is not RowState.ABSENT),
        ("mark_not_applicable", NOT_APPLICABLE_RULES, entry.state is not RowState.NOT_APPLICABLE),
        ("return_original", RETURN_RULES, original_is_here(row, entry)),
        ("note_doubt", NOTE_RULES, entry.state in _HERE),
        ("note_difference", NOTE_RULES, entry.state in _HERE and row.state_held),
    )
    words += [w for w, rules, fits in candidates if fits and not _blocks(rules, facts, row)]
    return tuple(words), stopped


def _blocks(rules: Iterable[str], facts: Facts, row: DocumentRow) -> tuple[Finding, ...]:
    judged = judge(guards_of(rules), replace(facts, row_id=row.id), facts.now.date())
    return tuple(finding for finding in judged if finding.blocks)


def field_views(facts: Facts) -> tuple[FieldView, ...]:
    """Every field of this applicant's form; what a system formed is read-only (R-095)."""
    if facts.case is None or facts.passport is None:
        return ()
    values = {value.field_id: value for value in facts.case.fields}
    views = []
    for field in form_fields(facts.case, facts.passport):
        value = values.get(field.id)
        views.append(
            FieldView(
                field=field,
                value=value.value if value is not None else "",
                read_only=value is not None and value.source is FieldSource.SYSTEM,
                source=value.source.value if value is not None else "",
            )
        )
    return tuple(views)
