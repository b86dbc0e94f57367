"""Whose consent it is: the applicant themselves, or who represents by law somebody who cannot."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.case import Case, ConsentKind
from app.domain.finding import Finding
from app.domain.identification import RepresentationKind
from app.domain.person import Person
from app.rules.facts import Facts
from app.rules.registry import RULES_IN_FORCE, rule
from i18n import N_

SUBJECT, BY_LAW, HEAD = "subject", "by_law", "head"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whom the state service asks, and why them: ``subject``, ``by_law`` or ``head``."""

    person: Person
    role: str


def asked(case: Case) -> Asked:
    """Whom the state service asks (R-082).

    An attorney never answers for the applicant: the question goes to the applicant's own number. Who
    represents by law answers for a child or a ward; for an organisation, who stands for it.
    """
    applicant, shown = case.applicant.person, case.representation
    if applicant is None:
        return Asked(person=case.identification.person, role=HEAD)
    if shown is not None and shown.kind is RepresentationKind.LEGAL_REPRESENTATIVE:
        return Asked(person=case.identification.person, role=BY_LAW)
    return Asked(person=applicant, role=SUBJECT)


def _digits(phone: str | None) -> str:
    """The last ten digits: ``+7 700…`` and ``8 700…`` are one number."""
    return "".join(c for c in phone or "" if c.isdigit())[-10:]


@rule(
    "consent.own_number",
    requirements=("R-082",),
    citation="rules.8",
    title=N_("This is not the applicant's own number"),
    message=N_("The phone of the applicant is the phone of the representative."),
    advice=N_(
        "Consent C is asked of the applicant: correct the phone, or leave it empty so that the"
        " state service finds it by the IIN."
    ),
    in_force_from=RULES_IN_FORCE,
)
def own_number(facts: Facts) -> Iterator[Finding]:
    """An attorney does not get the question of the state service on their own phone."""
    act, case = facts.proposed_consent, facts.case
    if act is None or case is None or act.kind is not ConsentKind.C:
        return
    whom, at_desk = asked(case), case.identification.person
    if whom.role != SUBJECT or case.representation is None:
        return
    number = _digits(whom.person.phone)
    if number and number == _digits(at_desk.phone):
        yield own_number.finding(subject="phone")


@rule(
    "consent.reachable",
    requirements=("R-077", "R-063"),
    citation="rules.8",
    title=N_("The state service cannot reach this person"),
    message=N_(
        "{name} has neither an IIN nor an own phone number on record, so consent C cannot be asked"
        " for."
    ),
    advice=N_(
        "Identify the person again (F5) and enter their own phone number. Without an IIN and without"
        " a phone nothing is sent: the draft is kept (F9), or the applicant goes the road without"
        " consent."
    ),
    in_force_from=RULES_IN_FORCE,
)
def reachable(facts: Facts) -> Iterator[Finding]:
    """The question needs an address: the IIN, or the own number; one of the two is enough."""
    act, case = facts.proposed_consent, facts.case
    if act is None or case is None or act.kind is not ConsentKind.C:
        return
    person = asked(case).person
    if not (person.iin or "").strip() and not _digits(person.phone):
        yield reachable.finding(subject="phone", name=person.name.short)
