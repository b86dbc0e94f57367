"""Withdrawal: the applicant's own signed act, before a result exists."""

from collections.abc import Iterator

from app.domain.finding import Finding
from app.rules.facts import Facts
from app.rules.registry import rule
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
    """``reason`` carries the statement, and the applicant is identified in this visit."""
    visit = facts.visit
    if not facts.reason.strip() or visit is None or visit.identification is None:
        yield signed_statement.finding()


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
