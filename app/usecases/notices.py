"""Messages that leave the counter: by template alone, with the case, the branch and the action."""

from app.domain.case import Case
from app.ports.gateways import Request
from app.usecases.situation import leave_for_courier
from app.usecases.work import Work
from i18n import N_, text

TEMPLATES: dict[str, str] = {
    "result_ready": N_("Case {number}: ready for issue, department {branch}."),
    "storage_ends": N_("Case {number}: please come soon, department {branch}."),
    "cabinet": N_("Case {number}: the answer is in your cabinet, department {branch}."),
    "sms": N_("Case {number}: the answer is in your cabinet, department {branch}."),
}
"""Every message to an applicant (English message ids): no name, no service, no kind of document."""


def phone_of(case: Case) -> str:
    """The number that the applicant left; empty when none was left."""
    person = case.applicant.person or case.identification.person
    return person.phone or ""


def notify(work: Work, case: Case, template: str, personal: dict[str, str] | None = None) -> bool:
    """Leave a message for the courier, in the language of the case; whether there was an address.

    Without ``personal`` it goes to the number that the applicant left (R-176).
    """
    address = personal if personal is not None else {"phone": phone_of(case)}
    if not any(address.values()):
        return False
    named = {"number": case.number, "branch": work.branch.department_number}
    request = Request(
        id=work.new_id(),
        system="notices",
        what=template,
        case_id=case.id,
        personal=address,
        params={**named, "text": text(case.language, TEMPLATES[template], **named)},
        asked_at=work.now,
    )
    leave_for_courier(work, "notice", request)
    return True


def tell_provider(work: Work, case: Case, what: str) -> None:
    """A word to the provider about a case it has: a reminder, a withdrawal."""
    request = Request(
        id=work.new_id(),
        system="provider",
        what=what,
        case_id=case.id,
        params={"number": case.number},
        asked_at=work.now,
    )
    leave_for_courier(work, "notice", request)
