"""Drafts put aside and taken up: only what is no application yet, only by the same person, only today."""

from collections.abc import Iterator

from app.domain.case_states import CaseState
from app.domain.finding import Finding
from app.rules.facts import Facts
from app.rules.recipient import same_person
from app.rules.registry import rule
from i18n import N_

DRAFTS = frozenset(
    {
        CaseState.DRAFT,
        CaseState.CHECKING,
        CaseState.DRAFT_PENDING_DATA,
        CaseState.AWAITING_CONSENT,
        CaseState.READY_TO_SIGN,
    }
)
"""The states without a number and without a term: what the law does not call an application."""


@rule(
    "postpone.draft_only",
    requirements=("R-101",),
    citation="law.3",
    title=N_("Only a draft is put aside"),
    message=N_("A registered application has its term and goes on by itself."),
    advice=N_("Finish the visit; the case stays where it is."),
)
def draft_only(facts: Facts) -> Iterator[Finding]:
    """The case is a draft."""
    if facts.case is None or facts.case.state not in DRAFTS:
        yield draft_only.finding()


@rule(
    "postpone.same_person",
    requirements=("R-101", "R-072", "R-226"),
    citation="rules.15.2",
    title=N_("The draft belongs to another person"),
    message=N_("A draft is taken up for the person who left it, identified in this visit."),
    advice=N_("Identify the visitor; another person gets a draft of their own."),
)
def its_person(facts: Facts) -> Iterator[Finding]:
    """The person identified in this visit is the one who stood there when the draft was made."""
    visit, case = facts.visit, facts.case
    seen = visit.identification if visit is not None else None
    if case is None or seen is None or not same_person(seen.person, case.identification.person):
        yield its_person.finding()


@rule(
    "postpone.day_not_over",
    requirements=("R-101",),
    citation="law.3",
    title=N_("The draft's day is over"),
    message=N_("Drafts are kept until closing of their day."),
    advice=N_("Begin anew; the data of the former draft are erased."),
)
def day_not_over(facts: Facts) -> Iterator[Finding]:
    """The draft's time has not run out."""
    case = facts.case
    if case is None or (case.draft_until is not None and facts.now >= case.draft_until):
        yield day_not_over.finding()
