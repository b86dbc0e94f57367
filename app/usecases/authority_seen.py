"""The document by which the same representative acted for the same applicant last time: to compare."""

from dataclasses import replace

from app.domain.case import Applicant
from app.domain.identification import AuthorityKind, Representation
from app.domain.visit import Visit
from app.ports.storage import applicant_key
from app.usecases.work import Work


def beside_former(work: Work, visit: Visit | None, shown: Representation) -> Representation:
    """``shown`` with the newest document of the same two people from another visit beside it; as it
    was when there is none, or when the right needs no paper. Yesterday's gives no right (R-067)."""
    if visit is None or visit.identification is None:
        return shown
    if shown.authority.kind is AuthorityKind.REGISTER_OF_HEADS:
        return shown
    applicant = Applicant(person=shown.principal, organisation=shown.organisation)
    for case in work.store.cases.of_person(applicant_key(applicant)):
        before = case.representation
        if before is None or before.visit_id == visit.id:
            continue
        if case.identification.person.same_as(visit.identification.person):
            return replace(shown, former=before.authority, former_at=before.at)
    return shown
