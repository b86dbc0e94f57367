"""The three consents of a case as a list: needed or not, how each stands, its text, its forms."""

from dataclasses import dataclass

from app.catalogue.law import citation
from app.domain.case import Case, Consent, ConsentForm, ConsentKind, ConsentState
from app.domain.language import Bilingual, Lang
from app.domain.passport import DocumentRow, Passport
from app.rules.checklist import applicable_rows
from app.rules.consent import FORMS, needed_consents
from app.rules.consent_subject import Asked, asked
from app.rules.taking_part import parts_of, seen_as
from app.usecases.bundle import members_of
from app.usecases.consent_papers import consent_text
from app.usecases.situation import passport_of
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentItem:
    """One consent. ``text`` is what the applicant reads, in the language of the case; ``last`` is
    the latest act, ``None`` where nobody asked yet; ``asked`` whose consent it is;
    ``by_law`` the documents that a law lets be asked for without it."""

    kind: ConsentKind
    needed: bool
    text: str
    language: Lang
    forms: tuple[ConsentForm, ...]
    last: Consent | None
    asked: Asked
    by_law: tuple[Bilingual, ...] = ()


def consents_of(case_id: str, work: Work, key: str = "") -> tuple[ConsentItem, ...]:
    """The consents A, B, C of a case; for «one application» each as its first member that needs it
    has it, because an act is recorded for every member. ``key``: of who takes
    part beside the applicant, as their own."""
    case = work.store.cases.get(case_id)
    if case is None:
        return ()
    members = members_of(work, case) or (case,)
    pairs = [(member, passport_of(work, member)) for member in members]
    known = [(member, passport) for member, passport in pairs if passport is not None]
    return tuple(_item(work, kind, known, key) for kind in ConsentKind) if known else ()


def _item(
    work: Work, kind: ConsentKind, members: list[tuple[Case, Passport]], key: str
) -> ConsentItem:
    needing = [pair for pair in members if kind in _needed(*pair, key)]
    whose, passport = (needing or members)[0]
    shown = seen_as(whose, key)
    return ConsentItem(
        kind=kind,
        needed=bool(needing),
        text=_words(work, shown, passport, kind),
        language=_language(shown, kind),
        asked=asked(shown),
        by_law=_by_law(members) if kind is ConsentKind.A else (),
        forms=FORMS[kind],
        last=shown.consent(kind),
    )


def _needed(case: Case, passport: Passport, key: str) -> tuple[ConsentKind, ...]:
    if not key:
        return needed_consents(case, passport)
    parts = (part for part in parts_of(case, passport) if part.row.key == key)
    return next((part.needed for part in parts), ())


def _words(work: Work, case: Case, passport: Passport, kind: ConsentKind) -> str:
    """The text as it stands; what was given or asked for is shown as it was read then (R-080)."""
    standing = _standing(case, kind)
    return standing.text if standing is not None else consent_text(work, case, passport, kind)


def _language(case: Case, kind: ConsentKind) -> Lang:
    """The language of those words; a later change of the language of the papers leaves them so."""
    standing = _standing(case, kind)
    return standing.language if standing is not None else case.language


def _standing(case: Case, kind: ConsentKind) -> Consent | None:
    """The act whose words are frozen: given, or asked for, with its text."""
    last = case.consent(kind)
    frozen = (ConsentState.GIVEN, ConsentState.REQUESTED)
    return last if last is not None and last.state in frozen and last.text else None


def _by_law(members: list[tuple[Case, Passport]]) -> tuple[Bilingual, ...]:
    """«Document: law»: what the catalogue lets be asked for without consent (R-075)."""
    found = []
    for case, passport in members:
        for row in applicable_rows(case, passport):
            if row.protected_secret and not row.wants_consent:
                found.append(_named(row))
    return tuple(dict.fromkeys(found))


def _named(row: DocumentRow) -> Bilingual:
    clause = row.without_consent
    law = citation(clause.citation).full if clause.citation else clause.text.shown
    name = row.name.shown
    return Bilingual(f"{name.kk or name.ru}: {law.kk}", f"{name.ru or name.kk}: {law.ru}")
