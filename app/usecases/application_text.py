"""The exact text that the applicant sees and confirms before it is certified, in the case's language."""

from hashlib import sha256

from app.domain.case import Case, RowState
from app.domain.passport import Passport
from app.rules.checklist import applicable_rows, entry_of
from app.usecases.bundle import members_of
from app.usecases.situation import passport_of
from app.usecases.work import Work
from i18n import N_, text

_IN_PACKAGE = (RowState.PRESENT, RowState.OBTAINED)


def application_text(case: Case, passport: Passport) -> str:
    """The application as plain lines: service, applicant, fields, documents. Nothing else is
    certified, so whatever changes here changes the hash and undoes the confirmation (R-127)."""
    lang = case.language
    lines = [
        text(lang, N_("Service: {name}"), name=passport.name.in_(lang)),
        text(lang, N_("Applicant: {name}"), name=_applicant(case)),
    ]
    if case.representation is not None:
        who = case.identification.person.name.full
        lines.append(text(lang, N_("Representative: {name}"), name=who))
    lines.extend(f"{who}: {name}" for who, name in participant_lines(case, passport))
    values = {value.field_id: value.value for value in case.fields}
    lines.extend(
        f"{field.label.in_(lang)}: {values[field.id]}"
        for field in passport.fields
        if values.get(field.id)
    )
    lines.append(text(lang, N_("Documents and data:")))
    for number, row in enumerate(_rows(case, passport), start=1):
        lines.append(f"{number}. {row}")
    return "\n".join(lines)


def participant_lines(case: Case, passport: Passport) -> tuple[tuple[str, str], ...]:
    """Who takes part beside the applicant: what the act calls them, and their name; with who speaks
    for them where somebody does."""
    lang, lines = case.language, []
    for row in passport.participants:
        one = case.participant(row.key)
        if one is None:
            continue
        who = row.who.in_(lang)
        lines.append((who[:1].upper() + who[1:], one.person.name.full))
        if one.representation is not None:
            name = one.identification.person.name.full
            lines.append((text(lang, N_("Speaks for them")), name))
    return tuple(lines)


def _applicant(case: Case) -> str:
    if case.applicant.organisation is not None:
        return case.applicant.organisation.name.in_(case.language)
    return case.applicant.person.name.full if case.applicant.person is not None else "—"


def _rows(case: Case, passport: Passport) -> list[str]:
    rows = []
    for row in applicable_rows(case, passport):
        entry = entry_of(case, row)
        if entry.state in _IN_PACKAGE:
            number = f", № {entry.document_number}" if entry.document_number else ""
            rows.append(f"{row.name.in_(case.language)}{number}")
    return rows


def application_hash(case: Case, passport: Passport) -> str:
    """The SHA-256 of that text, in hexadecimal."""
    return sha256(application_text(case, passport).encode()).hexdigest()


def shown_text(work: Work, case: Case) -> str:
    """What the applicant's screen shows: the text of the case, or of every member of a bundle."""
    shown = (case, *members_of(work, case)) if case.children else (case,)
    texts = []
    for member in shown:
        passport = passport_of(work, member)
        if passport is not None:
            texts.append(application_text(member, passport))
    return "\n\n".join(texts)


def shown_hash(work: Work, case: Case) -> str:
    """The SHA-256 of what is shown, in hexadecimal."""
    return sha256(shown_text(work, case).encode()).hexdigest()
