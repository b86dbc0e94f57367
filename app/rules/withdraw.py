"""Withdrawal: the applicant's own signed act, before a result exists."""

from collections.abc import Iterator

from app.domain.finding import Finding
from app.domain.identification import Power
from app.rules.facts import Facts
from app.rules.recipient import same_person, speaks_for
from app.rules.registry import rule
from app.rules.represent import holds
from app.rules.represent_right import came_of_age, passed_on_wrongly
from app.rules.scanning import code_read
from i18n import N_


@rule(
    "withdraw.signed_statement",
    requirements=("R-102",),
    citation="law.1.5",
    title=N_("There is no signed statement"),
    message=N_("Only the applicant withdraws, by a statement with a signature."),
    advice=N_("Take the signed statement and enter its number."),
)
def signed_statement(facts: Facts) -> Iterator[Finding]:
    """``reason`` carries the statement."""
    if not facts.reason.strip():
        yield signed_statement.finding(subject="statement")


@rule(
    "withdraw.by_applicant",
    requirements=("R-102",),
    citation="law.1.5",
    title=N_("This is not the applicant"),
    message=N_("Only the applicant withdraws, or a representative who may file in their name."),
    advice=N_("Identify the applicant, or see the document of authority."),
)
def by_applicant(facts: Facts) -> Iterator[Finding]:
    """The person identified in this visit is the applicant, or shows the power to act for them."""
    visit, case = facts.visit, facts.case
    seen = visit.identification if visit is not None and visit.open else None
    if visit is None or case is None or seen is None:
        yield by_applicant.finding()
        return
    if case.applicant.person is not None and same_person(seen.person, case.applicant.person):
        return
    shown = visit.representation
    if shown is None or not speaks_for(shown, case) or not _in_force(facts):
        yield by_applicant.finding()


def _in_force(facts: Facts) -> bool:
    shown = facts.visit.representation if facts.visit is not None else None
    if shown is None:
        return False
    until, today = shown.authority.valid_until, facts.now.date()
    in_term = until is None or today <= until
    ended = shown.authority.revoked or came_of_age(shown, today) or passed_on_wrongly(shown, today)
    return in_term and not ended and holds(shown, Power.FILE)


@rule(
    "withdraw.before_result",
    requirements=("R-102",),
    citation="law.1.5",
    title=N_("The result exists already"),
    message=N_("An application can be withdrawn until its result exists."),
    advice=N_("Issue the result to the applicant."),
)
def before_result(facts: Facts) -> Iterator[Finding]:
    """No result has come."""
    if facts.case is None or facts.case.result is not None:
        yield before_result.finding()


@rule(
    "withdraw.papers_scanned",
    requirements=("R-102", "R-158"),
    citation="law.1.5",
    title=N_("The papers were not scanned"),
    message=N_("The papers in the package go back to the applicant by a scan."),
    advice=N_("Scan the label of the package. A damaged code is typed by the supervisor."),
)
def papers_scanned(facts: Facts) -> Iterator[Finding]:
    """The package that is given back is the one that was read."""
    if not code_read(facts, facts.unit):
        yield papers_scanned.finding(subject=facts.unit.code if facts.unit is not None else "")
