"""Whether a package is whole on a day, counted by hand and apart from the rules."""

from collections.abc import Iterator
from datetime import date, timedelta

from app.domain.calendar import add_months
from app.domain.case import Case, DocumentEntry, PaymentState
from app.domain.case import RowState as Row
from app.domain.passport import DocumentMode, DocumentRow, Passport, ValidityKind
from app.rules.checklist import applicable_rows


def last_day(row: DocumentRow, entry: DocumentEntry) -> date | None:
    """Until when a shown document is good, counted by hand."""
    days = [entry.valid_until] if entry.valid_until else []
    if entry.issued_on and row.validity.value:
        if row.validity.kind is ValidityKind.DAYS_FROM_ISSUE:
            days.append(entry.issued_on + timedelta(days=row.validity.value))
        if row.validity.kind is ValidityKind.MONTHS_FROM_ISSUE:
            days.append(add_months(entry.issued_on, row.validity.value))
    return None if row.validity.kind is ValidityKind.TERMLESS else min(days, default=None)


def lacking(case: Case, passport: Passport, on: date) -> Iterator[str]:
    """The rows that are not in order on that day."""
    shown = case.identification.document
    if shown.expires and shown.expires < on and not passport.replaces_identity_document:
        yield "identity"
    authority = case.representation.authority if case.representation else None
    if authority and (authority.revoked or (authority.valid_until and authority.valid_until < on)):
        yield "authority"
    for row in applicable_rows(case, passport):
        entry = case.document(row.id) or DocumentEntry(row_id=row.id)
        own_step = row.mode in (DocumentMode.APPLICATION, DocumentMode.PAYMENT_PROOF)
        if not (own_step or row.id == "identity_document" or row.representation):
            yield from _lacking_row(row, entry, on)
    fee = passport.fee
    if fee and fee.in_package and not fee.free_for(case.fee_key):
        settled = (PaymentState.PAID, PaymentState.OVERPAID)
        if case.payment is None or case.payment.state not in settled:
            yield "payment"


def _lacking_row(row: DocumentRow, entry: DocumentEntry, on: date) -> Iterator[str]:
    if entry.state in (Row.PRESENT, Row.OBTAINED):
        last = last_day(row, entry)
        if row.mandatory and last is not None and last < on:
            yield row.id
        return
    waits = row.mandatory and entry.state in (Row.REQUESTED, Row.OUTAGE, Row.EXPIRED)
    dropped = entry.state is Row.NOT_APPLICABLE and (row.condition or not row.mandatory)
    nowhere = entry.state is Row.NOT_FOUND and row.state_held and row.fallback is None
    if waits or (row.enforceable and not dropped and not nowhere):
        yield row.id
