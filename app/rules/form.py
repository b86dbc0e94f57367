"""The form of the application: which fields apply, what the systems formed, what is well written."""

from datetime import date
from decimal import Decimal, InvalidOperation

from app.domain.case import Case, FieldSource, FieldValue
from app.domain.identification import IdentitySource
from app.domain.national_id import check_bin, check_iin
from app.domain.passport import FieldKind, FormField, Passport
from app.domain.person import KAZAKHSTAN

FROM_IDENTIFICATION = "identification"
LONGEST_VALUE = 2000
_PHONE_DIGITS = range(7, 16)
_ACCOUNT_DIGITS = 20
_OLDEST, _NEWEST = 1900, 2100


def form_fields(case: Case, passport: Passport) -> tuple[FormField, ...]:
    """The fields of this applicant's form: a person's fields are not an organisation's (R-103)."""
    kind = "legal" if case.applicant.organisation is not None else "natural"
    return tuple(field for field in passport.fields if field.applicant_kind in ("", kind))


def demanded_fields(case: Case, passport: Passport) -> tuple[FormField, ...]:
    """The fields that must be filled.

    A phone only where the act asks for it (R-134); no IIN of somebody who may have none (R-063).
    """
    return tuple(
        field
        for field in form_fields(case, passport)
        if (field.required or value_of(case, field.id)) and not _may_lack(field, case)
    )


def _may_lack(field: FormField, case: Case) -> bool:
    if value_of(case, field.id):
        return False
    if field.kind is FieldKind.PHONE:
        return not field.clause.known
    person = case.applicant.person
    foreigner = person is not None and person.citizenship != KAZAKHSTAN
    return field.kind is FieldKind.IIN and foreigner


def value_of(case: Case, field_id: str) -> str:
    """What the field holds; empty when it is not filled."""
    return next((entry.value for entry in case.fields if entry.field_id == field_id), "")


def value_wrong(field: FormField, value: str) -> bool:
    """Whether the value is not written as its kind demands."""
    if len(value) > LONGEST_VALUE or not value.isprintable():
        return True
    match field.kind:
        case FieldKind.IIN:
            return not check_iin(value).valid
        case FieldKind.BIN:
            return not check_bin(value).valid
        case FieldKind.PHONE:
            return len([c for c in value if c.isdigit()]) not in _PHONE_DIGITS
        case FieldKind.ACCOUNT:
            return not (value.isascii() and value.isalnum() and len(value) == _ACCOUNT_DIGITS)
        case FieldKind.DATE:
            return not _is_date(value)
        case FieldKind.NUMBER:
            return not _is_number(value)
        case FieldKind.CHOICE:
            offered = {
                text for choice in field.choices for text in (choice.shown.kk, choice.shown.ru)
            }
            return bool(field.choices) and value not in offered - {""}
        case _:
            return False


def _is_date(value: str) -> bool:
    """Whether it is a day of a plausible year, written as on papers: ``06.03.2026``."""
    try:
        day, month, year = (int(part) for part in value.split("."))
        return _OLDEST <= date(year, month, day).year < _NEWEST
    except ValueError:
        return False


def _is_number(value: str) -> bool:
    try:
        return Decimal(value.replace(",", ".")).is_finite()
    except InvalidOperation:
        return False


def formed_values(case: Case, passport: Passport) -> dict[str, str]:
    """What the systems form by themselves, by field id: from the identification, or from a row that
    was obtained and holds a datum of that name."""
    obtained = {
        name: value
        for entry in case.documents
        if entry.query_id
        for name, value in entry.data.items()
    }
    known = _from_applicant(case) | obtained
    values = {}
    for field in form_fields(case, passport):
        if not field.auto_source:
            continue
        by_kind = _BY_KIND.get(field.kind, "")
        found = known.get(field.id, "")
        if not found and field.auto_source == FROM_IDENTIFICATION:
            found = known.get(by_kind, "")
        if found:
            values[field.id] = found
    return values


_BY_KIND = {
    FieldKind.NAME: "applicant_name",
    FieldKind.IIN: "iin",
    FieldKind.BIN: "bin",
    FieldKind.ADDRESS: "address",
    FieldKind.PHONE: "phone",
}


def _from_applicant(case: Case) -> dict[str, str]:
    person, organisation = case.applicant.person, case.applicant.organisation
    if organisation is not None:
        return {
            "organisation_name": organisation.name.in_(case.language),
            "bin": organisation.bin,
        }
    if person is None:
        return {}
    return {
        "applicant_name": person.name.full,
        "iin": person.iin or "",
        "address": person.address,
        "phone": person.phone or "",
    }


def formed_source(case: Case, passport: Passport) -> FieldSource:
    """By whom the formed values count as given: a typed identification is the employee's own hand
    unless the service forms its application automatically (R-095)."""
    typed = case.identification.source is IdentitySource.TYPED
    return FieldSource.OPERATOR if typed and not passport.auto_formed else FieldSource.SYSTEM


def with_formed_values(case: Case, passport: Passport) -> tuple[FieldValue, ...]:
    """The case's fields with every formed value that is not there yet, and the rest untouched."""
    formed = formed_values(case, passport)
    source = formed_source(case, passport)
    kept = {
        entry.field_id: entry
        for entry in case.fields
        if entry.source is not FieldSource.SYSTEM or entry.field_id in formed
    }
    for field_id, value in formed.items():
        before = kept.get(field_id)
        if before is None or (before.source is FieldSource.SYSTEM and before.value != value):
            kept[field_id] = FieldValue(
                field_id=field_id, value=value, source=source, at=case.identification.at
            )
    return tuple(kept.values())
