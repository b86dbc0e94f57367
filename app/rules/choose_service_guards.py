"""What must stand before a draft is opened: the visit, the person, the language, an open service."""

from collections.abc import Iterator

from app.domain.finding import Finding, Severity
from app.domain.identification import RepresentationKind
from app.domain.language import Lang
from app.domain.passport import DocumentRow, Passport
from app.domain.person import KAZAKHSTAN
from app.rules.choose_service import Choice, choose_service_findings
from app.rules.facts import Facts
from app.rules.registry import RULES_IN_FORCE, rule
from app.rules.represent import fit_for_filing
from i18n import N_


@rule(
    "choose_service.visit_open",
    requirements=("R-091", "R-032"),
    citation="rules.6",
    title=N_("A case begins with a ticket"),
    message=N_("No visit is open at this desk, so no case can be opened."),
    advice=N_("Call the visitor by a ticket."),
    in_force_from=RULES_IN_FORCE,
)
def visit_open(facts: Facts) -> Iterator[Finding]:
    """No case without a visit."""
    if facts.visit is None or not facts.visit.open:
        yield visit_open.finding()


@rule(
    "choose_service.person_identified",
    requirements=("R-057", "R-091"),
    citation="law.20.3",
    title=N_("The person is not identified in this visit"),
    message=N_("An application is taken from a person whom the employee has identified today."),
    advice=N_("Identify the visitor: by a card, a document, a digital document or by hand."),
)
def person_identified(facts: Facts) -> Iterator[Finding]:
    """The visit's own identification, and for a representative a right that covers filing."""
    visit, draft = facts.visit, facts.proposed_case
    seen = visit.identification if visit is not None else None
    if visit is None or draft is None or seen is None or seen.visit_id != visit.id:
        yield person_identified.finding()
        return
    if draft.identification != seen or draft.representation != visit.representation:
        yield person_identified.finding()
    yield from fit_for_filing(facts)


@rule(
    "choose_service.language_chosen",
    requirements=("R-087", "R-091"),
    citation="rules.16",
    title=N_("The language of the papers is not chosen"),
    message=N_("The applicant chooses Kazakh or Russian; nobody chooses for them."),
    advice=N_("Ask the applicant in which language they want the papers."),
    in_force_from=RULES_IN_FORCE,
)
def language_chosen(facts: Facts) -> Iterator[Finding]:
    """One of the two languages, and the service speaks both of them."""
    draft, passport = facts.proposed_case, facts.passport
    spoken = passport is None or passport.name.shown.complete
    if draft is None or draft.language not in tuple(Lang) or not spoken:
        yield language_chosen.finding()


@rule(
    "choose_service.service_open",
    requirements=("R-004", "R-006", "R-091"),
    citation="rules.4",
    title=N_("The service cannot be opened"),
    message=N_("There is no passport of this service in force today."),
    advice=N_("Choose a service of the register."),
    in_force_from=RULES_IN_FORCE,
)
def service_open(facts: Facts) -> Iterator[Finding]:
    """A passport in force, whose own rules let this applicant open it here and now."""
    draft, passport = facts.proposed_case, facts.passport
    if draft is None or passport is None:
        yield service_open.finding()
        return
    person = draft.applicant.person
    choice = Choice(
        passport=passport,
        branch_is_practice=facts.branch.practice,
        on=facts.now.date(),
        channel=draft.channel,
        carrier=draft.carrier,
        result_form=draft.result_form,
        organisation=draft.applicant.organisation,
        citizenship=person.citizenship if person is not None else KAZAKHSTAN,
    )
    yield from choose_service_findings(choice)
    yield from applicant_kind.judge(facts)
    yield from notarised_by_exception.judge(facts)


@rule(
    "choose_service.applicant_kind",
    requirements=("R-103", "R-005"),
    citation="law.1.3",
    title=N_("The service is for other applicants"),
    message=N_("By its act the service is not given to this kind of applicant."),
    advice=N_("Check whom the applicant acts for, or choose another service."),
)
def applicant_kind(facts: Facts) -> Iterator[Finding]:
    """Natural persons or organisations, as the act says; where it is silent, both."""
    draft, passport = facts.proposed_case, facts.passport
    if draft is None or passport is None or passport.applicants is None:
        return
    kind = "legal" if draft.applicant.organisation is not None else "natural"
    if passport.applicants.kinds and kind not in passport.applicants.kinds:
        yield applicant_kind.finding(subject=kind)
    if passport.applicants.representative_obligatory and not _represented(facts):
        yield applicant_kind.finding(subject="representative")


def _represented(facts: Facts) -> bool:
    shown = facts.proposed_case.representation if facts.proposed_case is not None else None
    return shown is not None and shown.kind in tuple(RepresentationKind)


@rule(
    "choose_service.notarised_by_exception",
    requirements=("R-108",),
    citation="rules.22.2",
    title=N_("The list demands a notarised copy without a right to it"),
    message=N_("«{name}»: a notarised copy is demanded outside the exception of the Law."),
    advice=N_("The editor of the catalogue corrects the row; the original is shown instead."),
)
def notarised_by_exception(facts: Facts) -> Iterator[Finding]:
    """Only social protection legislation, and only with the clause that demands it (C-04)."""
    passport = facts.passport
    for row in passport.documents if passport is not None else ():
        if row.notarised_required and not notarised_allowed(passport, row):
            name = row.name.shown
            yield notarised_by_exception.finding(
                subject=row.id, name_kk=name.kk or name.ru, name_ru=name.ru or name.kk
            )


@rule(
    "choose_service.notice_acknowledged",
    requirements=("R-009",),
    citation="law.14.3",
    title=N_("A change of the service's act is not read yet"),
    message=N_("«{act}» applies from {date}. You have not acknowledged the notice about it."),
    advice=N_("Read the notice and acknowledge it: F10, Notices of changes."),
)
def notice_acknowledged(facts: Facts) -> Iterator[Finding]:
    """From the day of effect nobody serves by an act whose change they have not read; before it
    they are warned."""
    today = facts.now.date()
    for notice in facts.unread_notices:
        yield notice_acknowledged.finding(
            subject=notice.id,
            severity=Severity.BLOCK if notice.in_effect(today) else Severity.WARN,
            act_kk=notice.act.kk,
            act_ru=notice.act.ru,
            date=f"{notice.effective_on:%d.%m.%Y}",
        )


def notarised_allowed(passport: Passport | None, row: DocumentRow) -> bool:
    """Whether the exception for notarised copies covers this row."""
    return passport is not None and passport.social_protection and row.clause.known
