"""Values into the form: known fields only, written as their kind demands, never over a system's."""

from datetime import datetime

from app.domain.case import Case, FieldSource, FieldValue
from app.domain.passport import FormField, Passport
from app.errors import InputInvalid, declare
from app.rules.complete import auto_fields_untouched
from app.rules.form import form_fields, value_wrong
from app.usecases.bundle import members_of
from app.usecases.intake import unconfirmed
from app.usecases.situation import passport_of
from app.usecases.transit import Blocked
from app.usecases.work import Work
from i18n import N_

FIELD_UNKNOWN = declare(
    "form.field_unknown",
    N_("The form has no field «{name}»."),
    N_("Fill in only what the act of the service asks for."),
)
FIELD_WRONG = declare(
    "form.field_wrong",
    N_("«{name}» is not written as it should be."),
    N_("Write it as it stands in the document: dates as 06.03.2026, numbers in digits."),
)


def check_known(work: Work, addressed: Case, values: dict[str, str]) -> None:
    """Raises ``InputInvalid`` for a field that no form of the application has."""
    cases = members_of(work, addressed) if addressed.children else (addressed,)
    known: set[str] = set()
    for case in cases:
        passport = passport_of(work, case)
        if passport is not None:
            known |= {field.id for field in form_fields(case, passport)}
    for name in values:
        if name not in known:
            raise InputInvalid(FIELD_UNKNOWN, field=name[:80], name=name[:80])


def with_values(
    case: Case, passport: Passport, values: dict[str, str], at: datetime
) -> tuple[Case, list[str]]:
    """The case with the values of its own fields, and the ids that were written.

    Raises ``InputInvalid`` naming the field, ``Blocked`` for a field that a system formed.
    """
    fields = {field.id: field for field in form_fields(case, passport)}
    held = {entry.field_id: entry for entry in case.fields}
    written: list[str] = []
    for name, value in values.items():
        if name not in fields:
            continue
        before = held.get(name)
        if before is not None and before.value == value:
            continue
        _check(fields[name], value, before)
        written.append(name)
        if value:
            held[name] = FieldValue(field_id=name, value=value, source=FieldSource.APPLICANT, at=at)
        else:
            held.pop(name, None)
    if not written:
        return case, written
    return unconfirmed(case, fields=tuple(held.values())), written


def _check(field: FormField, value: str, before: FieldValue | None) -> None:
    label = field.label.shown
    kk, ru = label.kk or label.ru, label.ru or label.kk
    if before is not None and before.source is FieldSource.SYSTEM:
        raise Blocked((auto_fields_untouched.finding(subject=field.id, name_kk=kk, name_ru=ru),))
    if value and value_wrong(field, value):
        raise InputInvalid(FIELD_WRONG, field=field.id, name_kk=kk, name_ru=ru)
