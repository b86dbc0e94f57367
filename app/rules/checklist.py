"""How one row of the checklist stands: needed, demandable, in order, missing, expired on the day."""

from collections.abc import Iterator
from datetime import date, timedelta

from app.domain.calendar import add_months
from app.domain.case import Case, DocumentEntry, RowSource, RowState
from app.domain.identification import IdentitySource, Representation
from app.domain.passport import DocumentMode, DocumentRow, Passport, ValidityKind
from app.domain.person import KAZAKHSTAN
from app.rules.facts import Facts

IDENTITY_ROW = "identity_document"
"""The row that the identification itself fills (Rules, paragraph 14)."""

_SHOWN = (RowSource.ORIGINAL_SHOWN, RowSource.CERTIFIED_COPY)
_HERE = (RowState.PRESENT, RowState.OBTAINED)


def applicable_rows(case: Case, passport: Passport) -> tuple[DocumentRow, ...]:
    """The closed list for this case: nothing outside it may be asked for (R-104).

    Rows that depend on a circumstance are in it until the circumstance is said not to hold.
    """
    person = case.applicant.person
    return passport.rows_for(
        channel=case.channel,
        representation=case.representation.kind if case.representation is not None else None,
        category=case.category,
        conditions={row.condition.key for row in passport.documents if row.condition is not None},
        citizenship=person.citizenship if person is not None else KAZAKHSTAN,
    )


def applicable_row(case: Case, passport: Passport | None, row_id: str) -> DocumentRow | None:
    """The row of that id in the closed list of this case, or ``None``."""
    if passport is None:
        return None
    return next((row for row in applicable_rows(case, passport) if row.id == row_id), None)


def entry_of(case: Case, row: DocumentRow) -> DocumentEntry:
    """What the case holds for that row; for a row that another step fills, what that step gave."""
    if row.mode is DocumentMode.APPLICATION:
        return DocumentEntry(row_id=row.id, state=RowState.PRESENT, returned=True)
    if is_identity(row):
        return _from_identification(case, row)
    if row.representation and case.representation is not None:
        return _from_authority(case.representation, row)
    return case.document(row.id) or DocumentEntry(row_id=row.id)


def row_named(facts: Facts) -> tuple[DocumentRow, DocumentEntry] | None:
    """The row that the step names, as it stands now; ``None`` where the list of the case has none."""
    if facts.case is None:
        return None
    row = applicable_row(facts.case, facts.passport, facts.row_id)
    return (row, entry_of(facts.case, row)) if row is not None else None


def is_identity(row: DocumentRow) -> bool:
    """Whether the row is the applicant's or representative's own identity document."""
    return row.mode is DocumentMode.IDENTIFICATION and IDENTITY_ROW in (row.id, row.shared_key)


def _from_identification(case: Case, row: DocumentRow) -> DocumentEntry:
    seen = case.identification
    digital = seen.source is IdentitySource.DIGITAL
    return DocumentEntry(
        row_id=row.id,
        state=RowState.PRESENT,
        source=RowSource.DIGITAL_DOCUMENT if digital else RowSource.ORIGINAL_SHOWN,
        document_number=seen.document.number,
        issued_on=seen.document.issued,
        valid_until=seen.document.expires,
        returned=True,
        at=seen.at,
        operator_id=seen.operator_id,
    )


def _from_authority(shown: Representation, row: DocumentRow) -> DocumentEntry:
    return DocumentEntry(
        row_id=row.id,
        state=RowState.PRESENT,
        source=RowSource.ORIGINAL_SHOWN,
        document_number=shown.authority.number,
        issued_on=shown.authority.issued_on,
        valid_until=shown.authority.valid_until,
        returned=True,
        at=shown.at,
    )


def rows_and_entries(facts: Facts) -> Iterator[tuple[DocumentRow, DocumentEntry]]:
    """Every row of the case's closed list with its entry; nothing without a case and a passport."""
    if facts.case is not None and facts.passport is not None:
        for row in applicable_rows(facts.case, facts.passport):
            yield row, entry_of(facts.case, row)


def fills_itself(row: DocumentRow) -> bool:
    """Whether another step fills the row: the application, the identification, the authority."""
    return row.mode is DocumentMode.APPLICATION or is_identity(row) or bool(row.representation)


def last_day(row: DocumentRow, entry: DocumentEntry) -> date | None:
    """The last day on which the document is good; ``None`` when it knows no term.

    The earlier of what is written on it and what its rule gives from the day of issue.
    """
    days = [entry.valid_until] if entry.valid_until is not None else []
    count = row.validity.value
    if entry.issued_on is not None and count is not None:
        if row.validity.kind is ValidityKind.DAYS_FROM_ISSUE:
            days.append(entry.issued_on + timedelta(days=count))
        elif row.validity.kind is ValidityKind.MONTHS_FROM_ISSUE:
            days.append(add_months(entry.issued_on, count))
    if row.validity.kind is ValidityKind.TERMLESS:
        return None
    return min(days, default=None)


def date_lacking(row: DocumentRow, entry: DocumentEntry) -> bool:
    """Whether the validity of a presented document cannot be told for want of its date."""
    if row.validity.kind is ValidityKind.UNTIL_DATE:
        return entry.valid_until is None
    if row.validity.kind in (ValidityKind.DAYS_FROM_ISSUE, ValidityKind.MONTHS_FROM_ISSUE):
        return entry.issued_on is None and entry.valid_until is None
    return False


def expired(row: DocumentRow, entry: DocumentEntry, on: date) -> bool:
    """Whether a document that was shown is past its last day on the filing date (T-06, T-07)."""
    if entry.state is not RowState.EXPIRED and entry.state not in _HERE:
        return False
    last = last_day(row, entry)
    return last is not None and last < on


def demandable(row: DocumentRow, entry: DocumentEntry) -> bool:
    """Whether the applicant may be asked for it: never what the state holds, unless its system
    answered that it holds none and the act names what to show instead (R-106, R-083)."""
    if not row.state_held:
        return True
    return row.fallback is not None and entry.not_found_at is not None


def in_order(row: DocumentRow, entry: DocumentEntry, on: date) -> bool:
    """Whether nothing more is wanted for the row on that day."""
    if entry.state is RowState.NOT_APPLICABLE:
        return True
    if row.mode is DocumentMode.PAYMENT_PROOF:  # judged by the payment check alone
        return True
    if entry.state in _HERE:
        return not expired(row, entry, on)
    return entry.state is RowState.NOT_FOUND and row.state_held and row.fallback is None


def original_is_here(row: DocumentRow, entry: DocumentEntry) -> bool:
    """Whether an original that was only shown has not been given back yet (R-109).

    A paper left of one's own will is no such thing: it stays with the case and on the receipt.
    """
    shown = entry.source in _SHOWN and (entry.state in _HERE or entry.copy_awaits)
    return shown and not entry.returned and not row.retained_by_act


def missing(row: DocumentRow, entry: DocumentEntry) -> bool:
    """Whether the applicant lacks a document that the act wants of them (R-144)."""
    return row.enforceable and entry.state is RowState.ABSENT and demandable(row, entry)


def lapsed(row: DocumentRow, entry: DocumentEntry, on: date) -> bool:
    """Whether an expired document of the applicant stands in the way (R-105)."""
    return row.enforceable and expired(row, entry, on) and demandable(row, entry)
