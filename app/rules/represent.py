"""By what right somebody acts for another: one test for filing, the wider one for receiving."""

from collections.abc import Iterator

from app.domain.finding import Finding, Severity
from app.domain.identification import (
    AuthorityKind,
    Power,
    Representation,
    RepresentationKind,
)
from app.rules.facts import Facts
from app.rules.intake_words import BEGINS_ON, EXPIRED_ON, REVOKED, said, words
from app.rules.registry import RULES_IN_FORCE, rule
from app.rules.represent_right import judged, of_age, passed_on
from i18n import N_

_FITTING = {
    RepresentationKind.LEGAL_REPRESENTATIVE: {AuthorityKind.LEGAL_REPRESENTATION_DOCUMENT},
    RepresentationKind.HEAD_OF_ORGANISATION: {
        AuthorityKind.REGISTER_OF_HEADS,
        AuthorityKind.CIVIL_LAW_DOCUMENT,
    },
    RepresentationKind.ATTORNEY: {AuthorityKind.NOTARISED_POWER, AuthorityKind.SIMPLE_POWER},
    RepresentationKind.CIVIL_LAW_AUTHORITY: {
        AuthorityKind.CIVIL_LAW_DOCUMENT,
        AuthorityKind.SIMPLE_POWER,
        AuthorityKind.NOTARISED_POWER,
    },
}
_BY_LAW = (RepresentationKind.LEGAL_REPRESENTATIVE, RepresentationKind.HEAD_OF_ORGANISATION)


def holds(representation: Representation, power: Power) -> bool:
    """Whether the representative may do that: by law everything, by a power what it names."""
    return representation.kind in _BY_LAW or power in representation.authority.powers


@rule(
    "represent.person_identified",
    requirements=("R-065", "R-057"),
    citation="rules.14",
    title=N_("The representative is not identified"),
    message=N_("A representative shows their own identity document as well."),
    advice=N_("Identify the person at the desk first, then name whom they act for."),
    in_force_from=RULES_IN_FORCE,
)
def person_identified(facts: Facts) -> Iterator[Finding]:
    """Two identities: the representative's own, and that of the person they act for."""
    if facts.visit is None or facts.visit.identification is None:
        yield person_identified.finding()


@rule(
    "represent.not_self",
    requirements=("R-065",),
    citation="rules.14",
    title=N_("The person represented is the one at the desk"),
    message=N_("Nobody represents themselves."),
    advice=N_("Go on without a representative, or name the person they act for."),
    in_force_from=RULES_IN_FORCE,
)
def not_self(facts: Facts) -> Iterator[Finding]:
    """The representative and the principal are two persons."""
    shown, visit = facts.proposed_representation, facts.visit
    if shown is None or shown.principal is None or visit is None or visit.identification is None:
        return
    if shown.principal.same_as(visit.identification.person):
        yield not_self.finding()


@rule(
    "represent.recipient",
    requirements=("R-064",),
    citation="law.1.3",
    title=N_("This body is not a recipient of public services"),
    message=N_("State bodies listed in the Law are not recipients of public services."),
    advice=N_("Direct the visitor to the channel between state bodies; no case is opened."),
)
def recipient(facts: Facts) -> Iterator[Finding]:
    """The bodies that the Law excludes are represented in no case."""
    shown = facts.proposed_representation
    if shown is not None and shown.organisation is not None and shown.organisation.state_body:
        yield recipient.finding(subject=shown.organisation.bin)


@rule(
    "represent.document_fits",
    requirements=("R-065", "R-067"),
    citation="rules.14",
    title=N_("This document does not show that right"),
    message=N_("The document of authority does not fit the kind of representation."),
    advice=N_(
        "A legal representative shows the document of legal representation and no power of"
        " attorney; whoever acts under a power shows the power itself."
    ),
    in_force_from=RULES_IN_FORCE,
)
def document_fits(facts: Facts) -> Iterator[Finding]:
    """The kind of document belongs to the kind of right."""
    shown = facts.proposed_representation
    if shown is not None and shown.authority.kind not in _FITTING[shown.kind]:
        yield document_fits.finding(subject=shown.authority.kind.value)


@rule(
    "represent.document_shown",
    requirements=("R-065", "R-067"),
    citation="rules.14",
    title=N_("The document of authority is not named"),
    message=N_("The number of the document of authority is empty."),
    advice=N_("Enter the details from the document that the representative shows now."),
    in_force_from=RULES_IN_FORCE,
)
def document_shown(facts: Facts) -> Iterator[Finding]:
    """The document is on the desk; only the register of heads needs no paper (R-069)."""
    shown = facts.proposed_representation
    if shown is None or shown.authority.kind is AuthorityKind.REGISTER_OF_HEADS:
        return
    if not shown.authority.number.strip():
        yield document_shown.finding()


@rule(
    "represent.head_by_register",
    requirements=("R-069",),
    citation="rules.14",
    title=N_("The register names another head"),
    message=N_("By the register this person is not the first head of the organisation."),
    advice=N_("Ask for the document of authority of the organisation."),
    in_force_from=RULES_IN_FORCE,
)
def head_by_register(facts: Facts) -> Iterator[Finding]:
    """The first head needs no paper, exactly when the register shows them."""
    shown, visit = facts.proposed_representation, facts.visit
    if shown is None or shown.authority.kind is not AuthorityKind.REGISTER_OF_HEADS:
        return
    seen = visit.identification if visit is not None else None
    head = shown.organisation.head_iin if shown.organisation is not None else None
    if seen is None or head is None or seen.person.iin != head:
        yield head_by_register.finding()


@rule(
    "represent.in_term",
    requirements=("R-066", "R-105"),
    citation="rules.14",
    title=N_("The document of authority is not in force"),
    message=N_("The document of authority {number} is not in force today ({why})."),
    advice=N_("Ask for a document in force, or let the person represented come themselves."),
    in_force_from=RULES_IN_FORCE,
)
def in_term(facts: Facts) -> Iterator[Finding]:
    """Neither expired nor revoked nor dated tomorrow, at every step that stands on it."""
    shown, today = judged(facts), facts.now.date()
    if shown is None:
        return
    paper = shown.authority
    why: dict[str, str] = {}
    if paper.valid_until is not None and paper.valid_until < today:
        why = words("why", EXPIRED_ON, date=f"{paper.valid_until:%d.%m.%Y}")
    elif paper.issued_on is not None and paper.issued_on > today:
        why = words("why", BEGINS_ON, date=f"{paper.issued_on:%d.%m.%Y}")
    elif paper.revoked:
        why = words("why", REVOKED)
    if why:
        yield said(in_term, {"number": paper.number} | why, subject="authority")


@rule(
    "represent.filing_authority",
    requirements=("R-065",),
    citation="rules.14",
    title=N_("This authority is not enough for filing"),
    message=N_("Under a power one files only when the power is notarised."),
    advice=N_(
        "Ask for the notarised power of attorney; to receive the result any lawful one does."
    ),
    in_force_from=RULES_IN_FORCE,
)
def filing_authority(facts: Facts) -> Iterator[Finding]:
    """Filing knows two ways: a legal representative, or a notarised power (T-02)."""
    shown = judged(facts)
    if shown is None or shown.kind in _BY_LAW:
        return
    notarised = shown.authority.kind is AuthorityKind.NOTARISED_POWER
    if not notarised or shown.kind is not RepresentationKind.ATTORNEY:
        yield filing_authority.finding(subject=shown.authority.kind.value)


@rule(
    "represent.power_to_file",
    requirements=("R-066",),
    citation="rules.14",
    title=N_("The power does not name filing"),
    message=N_("The power of attorney {number} gives no right to file the application."),
    advice=N_(
        "Ask for a power that names this act, or let the person represented come themselves."
    ),
    in_force_from=RULES_IN_FORCE,
)
def power_to_file(facts: Facts) -> Iterator[Finding]:
    """A power acts only for what it names."""
    shown = judged(facts)
    if shown is not None and not holds(shown, Power.FILE):
        yield power_to_file.finding(subject="authority", number=shown.authority.number)


@rule(
    "represent.not_for_filing",
    requirements=("R-065", "R-066"),
    citation="rules.14",
    title=N_("Enough to receive, not to file"),
    message=N_("With this document the result may be received; an application cannot be filed."),
    advice=N_("For filing ask for a notarised power that names it."),
    in_force_from=RULES_IN_FORCE,
)
def not_for_filing(facts: Facts) -> Iterator[Finding]:
    """A word in time, before a service is chosen."""
    if list(filing_authority.judge(facts)) or list(power_to_file.judge(facts)):
        yield not_for_filing.finding(severity=Severity.WARN)


@rule(
    "represent.power_to_sign",
    requirements=("R-066",),
    citation="rules.14",
    title=N_("The power does not name signing"),
    message=N_("The power of attorney {number} gives no right to sign the application."),
    advice=N_("Let the applicant sign themselves, or take a power that names it."),
    in_force_from=RULES_IN_FORCE,
)
def power_to_sign(facts: Facts) -> Iterator[Finding]:
    """Who confirms the text, or signs the paper, signs for the applicant."""
    shown = judged(facts)
    if shown is not None and not holds(shown, Power.SIGN):
        yield power_to_sign.finding(subject="authority", number=shown.authority.number)


@rule(
    "represent.still_stands",
    requirements=("R-066", "R-065"),
    citation="rules.14",
    title=N_("The right to act for the applicant does not stand"),
    message=N_("What was shown when the case was opened does not stand any more."),
    advice=N_("Look at the authority again; the draft is kept."),
    in_force_from=RULES_IN_FORCE,
)
def still_stands(facts: Facts) -> Iterator[Finding]:
    """The right is judged again at the steps that rest on it: a look-up may have ended it since."""
    return fit_for_filing(facts)


def fit_for_filing(facts: Facts) -> Iterator[Finding]:
    """All that is judged of a representation wherever an application is filed or goes on."""
    for entry in (filing_authority, power_to_file, in_term, of_age, passed_on):
        yield from entry.judge(facts)


REPRESENT_RULES = (
    "represent.person_identified",
    "represent.not_self",
    "represent.recipient",
    "represent.document_fits",
    "represent.document_shown",
    "represent.head_by_register",
    "represent.in_term",
    "represent.of_age",
    "represent.passed_on",
    "represent.revocation_place",
    "represent.revocation_looked_up",
    "represent.as_last_time",
    "represent.not_for_filing",
)
"""What is judged when the visitor names whom they act for."""
