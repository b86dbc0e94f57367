"""The three consents of a case as a list: needed or not, how each stands, its text, its forms."""

from dataclasses import dataclass

from app.domain.case import Case, Consent, ConsentForm, ConsentKind, ConsentState
from app.domain.passport import Passport
from app.rules.consent import FORMS, needed_consents
from app.rules.consent_subject import Asked, asked
from app.usecases.bundle import members_of
from app.usecases.consent_papers import consent_text
from app.usecases.situation import passport_of
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentItem:
    """One consent. ``text`` is what the applicant reads, in the language of the case; ``last`` is
    the latest act, ``None`` where nobody asked yet; ``asked`` whose consent it is."""

    kind: ConsentKind
    needed: bool
    text: str
    forms: tuple[ConsentForm, ...]
    last: Consent | None
    asked: Asked


def consents_of(case_id: str, work: Work) -> tuple[ConsentItem, ...]:
    """The consents A, B, C of a case; for «one application» each as its first member that needs it
    has it, because an act is recorded for every member."""
    case = work.store.cases.get(case_id)
    if case is None:
        return ()
    members = members_of(work, case) or (case,)
    pairs = [(member, passport_of(work, member)) for member in members]
    known = [(member, passport) for member, passport in pairs if passport is not None]
    return tuple(_item(work, kind, known) for kind in ConsentKind) if known else ()


def _item(work: Work, kind: ConsentKind, members: list[tuple[Case, Passport]]) -> ConsentItem:
    needing = [pair for pair in members if kind in needed_consents(*pair)]
    shown, passport = (needing or members)[0]
    return ConsentItem(
        kind=kind,
        needed=bool(needing),
        text=_words(work, shown, passport, kind),
        asked=asked(shown),
        forms=FORMS[kind],
        last=shown.consent(kind),
    )


def _words(work: Work, case: Case, passport: Passport, kind: ConsentKind) -> str:
    """The text as it stands; what was given or asked for is shown as it was read then (R-080)."""
    last = case.consent(kind)
    standing = (ConsentState.GIVEN, ConsentState.REQUESTED)
    if last is not None and last.state in standing and last.text:
        return last.text
    return consent_text(work, case, passport, kind)
