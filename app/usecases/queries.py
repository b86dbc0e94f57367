"""What the surfaces ask without changing anything: lists, searches, a case by whatever names it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.catalogue.search import ServiceIndex
from app.domain.case import Case
from app.domain.finding import Finding
from app.domain.language import Bilingual, Lang
from app.domain.passport import Passport
from app.ports.storage import OrganisationHit, OutboxItem, PersonHit, applicant_key, person_key
from app.rules.choose_service import Choice, choose_service_findings
from app.rules.refuse_intake import Refusable, refusable
from app.usecases.case_view import case_view
from app.usecases.queue.line_view import queue_view
from app.usecases.situation import facts_of, find_case, visit_here
from app.usecases.views import CaseView, VisitView
from app.usecases.visit_view import visit_view
from app.usecases.work import Services, Work

__all__ = [
    "MOST_SERVICES",
    "ServiceOffer",
    "case_of",
    "cases_of_applicant",
    "find_by_code",
    "find_cases_of_person",
    "find_organisations",
    "find_persons",
    "find_services",
    "pending",
    "queue_view",
    "refusable_now",
    "unfinished",
    "visit_at_desk",
]
MOST_SERVICES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceOffer:
    """A service found: whether it can be opened here and now, and if not, why."""

    passport: Passport
    name: Bilingual
    provider: Bilingual
    open: bool
    findings: tuple[Finding, ...]
    in_documents: bool = False


def visit_at_desk(work: Work) -> VisitView | None:
    """The visit that is open at this desk."""
    visit = visit_here(work)
    return visit_view(visit, work) if visit is not None else None


def case_of(named: str, work: Work) -> CaseView | None:
    """A case by its id, its number, the code of a draft or a scanned code; an empty name means the
    last case of the visit at this desk."""
    case = find_case(work, named)
    return case_view(case, work) if case is not None else None


def find_by_code(code: str, work: Work) -> CaseView | None:
    """The case that a scanned code leads to: its own code, or that of one of its units."""
    return case_of(code, work) if code else None


def unfinished(work: Work, desk: str = "") -> Sequence[Case]:
    """Cases of the desk that were left in the middle; of a bundle the whole, not its members."""
    cases = work.store.cases.unfinished(desk or work.desk)
    return tuple(case for case in cases if not case.parent_id)


def find_persons(text: str, work: Work) -> Sequence[PersonHit]:
    """People seen before; offered, never merged."""
    return work.store.persons.find(text) if text.strip() else ()


def find_organisations(text: str, work: Work) -> Sequence[OrganisationHit]:
    """Organisations seen before."""
    return work.store.persons.find_organisations(text) if text.strip() else ()


def find_cases_of_person(hit: PersonHit, work: Work) -> Sequence[Case]:
    """The cases of a person seen before, newest first."""
    return work.store.cases.of_person(person_key(hit.person))


def cases_of_applicant(case: Case, work: Work) -> Sequence[Case]:
    """The other cases of the applicant of ``case``, newest first."""
    found = work.store.cases.of_person(applicant_key(case.applicant))
    return tuple(other for other in found if other.id != case.id)


def find_services(
    text: str, lang: Lang, work: Work, limit: int = MOST_SERVICES
) -> tuple[ServiceOffer, ...]:
    """Services by words in any order and on either keyboard; those that open here go first."""
    hits = _index(work.services, work.now.date()).find(text, lang, limit)
    offers = [_offer(hit.passport, work, in_documents=hit.in_documents) for hit in hits]
    return tuple(sorted(offers, key=lambda offer: not offer.open))


def _offer(passport: Passport, work: Work, *, in_documents: bool) -> ServiceOffer:
    choice = Choice(passport=passport, branch_is_practice=work.branch.practice, on=work.now.date())
    findings = choose_service_findings(choice)
    return ServiceOffer(
        passport=passport,
        name=passport.name.shown,
        provider=passport.provider.shown,
        open=not any(finding.blocks for finding in findings),
        findings=findings,
        in_documents=in_documents,
    )


_INDEXES: dict[date, tuple[Services, ServiceIndex]] = {}


def _index(services: Services, on: date) -> ServiceIndex:
    """The folded words of the services in force on the day, made once for a day and a catalogue."""
    kept = _INDEXES.get(on)
    if kept is None or kept[0] is not services:
        _INDEXES.clear()
        _INDEXES[on] = kept = (services, ServiceIndex(services.all_in_force(on)))
    return kept[1]


def pending(work: Work) -> Sequence[OutboxItem]:
    """Everything still under way outside."""
    return work.store.outbox.pending()


def refusable_now(case_id: str, work: Work) -> Refusable:
    """What a refusal of intake would name today: the two lists of its receipt, before it is made."""
    case = work.store.cases.get(case_id)
    return refusable(facts_of(work, case)) if case is not None else Refusable()
