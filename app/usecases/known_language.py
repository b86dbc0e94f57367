"""The language of papers that an applicant chose before: kept over a visit, proposed at the next one."""

from dataclasses import dataclass

from app.domain.case import Applicant
from app.domain.language import Lang
from app.domain.visit import Visit
from app.ports.storage import applicant_key
from app.usecases.situation import visit_here
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownLanguage:
    """A language that was chosen. ``in_this_visit``: by who stands here now, so it is kept; else it
    is only proposed, and the applicant says so themselves (R-087)."""

    language: Lang
    in_this_visit: bool


def known_language(work: Work) -> KnownLanguage | None:
    """What was chosen for the newest case of this visit, else for the newest case that the same
    visitor filed for the same applicant; ``None`` when nobody chose yet."""
    visit = visit_here(work)
    if visit is None or visit.identification is None:
        return None
    for case_id in reversed(visit.case_ids):
        case = work.store.cases.get(case_id)
        if case is not None:
            return KnownLanguage(language=case.language, in_this_visit=True)
    for case in work.store.cases.of_person(applicant_key(_applicant(visit))):
        if case.identification.person.same_as(visit.identification.person):
            return KnownLanguage(language=case.language, in_this_visit=False)
    return None


def _applicant(visit: Visit) -> Applicant:
    shown, seen = visit.representation, visit.identification
    if shown is not None:
        return Applicant(person=shown.principal, organisation=shown.organisation)
    return Applicant(person=seen.person if seen is not None else None)
