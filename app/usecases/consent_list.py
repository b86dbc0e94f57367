"""The three consents of a case as a list: needed or not, how each stands, its text, its forms."""

from dataclasses import dataclass

from app.domain.case import Consent, ConsentForm, ConsentKind
from app.rules.consent import FORMS, needed_consents
from app.usecases.bundle import members_of
from app.usecases.consent_papers import consent_text
from app.usecases.situation import passport_of
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentItem:
    """One consent. ``text`` is what the applicant reads, in the language of the case; ``last`` is
    the latest act, ``None`` where nobody asked yet."""

    kind: ConsentKind
    needed: bool
    text: str
    forms: tuple[ConsentForm, ...]
    last: Consent | None


def consents_of(case_id: str, work: Work) -> tuple[ConsentItem, ...]:
    """The consents A, B, C of a case; for «one application» those of its first member stand for
    all, because each act is recorded for every member."""
    case = work.store.cases.get(case_id)
    members = members_of(work, case) if case is not None else ()
    shown = members[0] if members else case
    passport = passport_of(work, shown) if shown is not None else None
    if shown is None or passport is None:
        return ()
    needed = needed_consents(shown, passport)
    return tuple(
        ConsentItem(
            kind=kind,
            needed=kind in needed,
            text=consent_text(work, shown, passport, kind),
            forms=FORMS[kind],
            last=shown.consent(kind),
        )
        for kind in ConsentKind
    )
