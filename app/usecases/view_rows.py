"""The checklist and the form as a page shows them: rows with what may be done, fields with their source."""

from app.domain.case import Case, DocumentEntry, FieldSource, RowState
from app.domain.finding import Finding
from app.domain.passport import DocumentRow, Passport
from app.rules.checklist import (
    applicable_rows,
    demandable,
    entry_of,
    fills_itself,
    original_is_here,
)
from app.usecases.views import FieldView, RowView

_ASKED = (RowState.OPEN, RowState.NOT_FOUND, RowState.OUTAGE, RowState.NOT_VERIFIED)


def row_views(case: Case, passport: Passport, findings: tuple[Finding, ...]) -> tuple[RowView, ...]:
    """Every row of the closed list with its entry, its findings and the words that may be said."""
    return tuple(_row(case, row, findings) for row in applicable_rows(case, passport))


def _row(case: Case, row: DocumentRow, findings: tuple[Finding, ...]) -> RowView:
    entry = entry_of(case, row)
    may_be_demanded = demandable(row, entry)
    return RowView(
        row=row,
        entry=entry,
        needed=row.mandatory and entry.state is not RowState.NOT_APPLICABLE,
        may_be_demanded=may_be_demanded,
        actions=_actions(row, entry, may_be_demanded=may_be_demanded),
        findings=tuple(finding for finding in findings if finding.subject == row.id),
    )


def _actions(row: DocumentRow, entry: DocumentEntry, *, may_be_demanded: bool) -> tuple[str, ...]:
    """Words for this row; a row that the state holds never offers to ask the applicant first."""
    if fills_itself(row):
        return ()
    words: list[str] = []
    if row.state_held and entry.state in _ASKED:
        words.append("request_data")
    voluntary = row.state_held and entry.state in (RowState.OUTAGE, RowState.NOT_FOUND)
    if may_be_demanded or voluntary:
        words.append("present")
    if may_be_demanded and entry.state is not RowState.ABSENT:
        words.append("mark_absent")
    if row.condition is not None and entry.state is not RowState.NOT_APPLICABLE:
        words.append("mark_not_applicable")
    if original_is_here(row, entry):
        words.append("return_original")
    if entry.state in (RowState.PRESENT, RowState.OBTAINED):
        words.extend(("note_doubt", "note_difference"))
    return tuple(words)


def field_views(case: Case, passport: Passport) -> tuple[FieldView, ...]:
    """Every field that the act wants of this applicant; what a system formed is read-only."""
    kind = "legal" if case.applicant.organisation is not None else "natural"
    values = {value.field_id: value for value in case.fields}
    views = []
    for field in passport.fields:
        if field.applicant_kind not in ("", kind):
            continue
        value = values.get(field.id)
        formed = value is not None and value.source is FieldSource.SYSTEM
        views.append(
            FieldView(
                field=field,
                value=value.value if value is not None else "",
                read_only=formed,
                source=value.source.value if value is not None else "",
            )
        )
    return tuple(views)
