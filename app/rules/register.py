"""The registration: only what is signed, with a date that can be promised and a whole receipt."""

from collections.abc import Iterator
from datetime import datetime

from app.domain.case import Case
from app.domain.finding import Finding
from app.domain.passport import Passport
from app.rules.facts import Facts
from app.rules.intake_words import DETAILS, said, words
from app.rules.promises import TermAsk
from app.rules.registry import RULES_IN_FORCE, rule
from app.rules.terms import ServiceTerm, service_term
from i18n import N_


def term_of(case: Case, passport: Passport, facts: Facts, accepted: datetime) -> ServiceTerm:
    """Every date of the case if it is accepted at that moment, or why none can be promised."""
    entry = passport.term(case.term_key)
    return service_term(
        TermAsk(
            value=entry.value if entry is not None else None,
            unit=entry.unit if entry is not None else None,
            carrier=case.carrier,
            accepted=accepted,
            calendar=facts.calendar,
            intake_day_counted=passport.intake_day_counted,
            department=facts.branch.department,
            one_working_day=passport.one_working_day,
        )
    )


@rule(
    "register.signature_stands",
    requirements=("R-129", "R-125", "R-132"),
    citation="law.21.3",
    title=N_("The application is not signed"),
    message=N_("Nothing is registered and no receipt is given before the signature stands."),
    advice=N_("Sign the application; if the key does not work now, the case waits."),
)
def signature_stands(facts: Facts) -> Iterator[Finding]:
    """The stored signature is over the text as it stands now, and consent B came before it."""
    signed = facts.case.signature if facts.case is not None else None
    seen = facts.case.confirmation if facts.case is not None else None
    whole = signed is not None and bool(signed.cms) and bool(signed.manifest_sha256)
    if not whole or seen is None or seen.text_sha256 != facts.text_sha256:
        yield signature_stands.finding()


@rule(
    "register.term_computable",
    requirements=("R-135",),
    citation="rules.15.5",
    title=N_("No date can be promised"),
    message=N_("The date of issue cannot be computed, and nobody types it at the counter."),
    advice=N_(
        "Look at the reason beside it: the passport of the service or the calendar lacks it."
    ),
    in_force_from=RULES_IN_FORCE,
)
def term_computable(facts: Facts) -> Iterator[Finding]:
    """The date of the receipt comes from the engine alone."""
    case, passport = facts.case, facts.passport
    if case is None or passport is None:
        yield term_computable.finding()
        return
    term = term_of(case, passport, facts, facts.now)
    if not term.promised:
        yield term_computable.finding()
    yield from term.findings


@rule(
    "register.receipt_complete",
    requirements=("R-132", "R-137", "R-138"),
    citation="rules.15.5",
    title=N_("A field of the receipt is empty"),
    message=N_("The receipt cannot be made: «{field}» is empty."),
    advice=N_("Fill it where it belongs; a receipt without it is no receipt."),
    in_force_from=RULES_IN_FORCE,
)
def receipt_complete(facts: Facts) -> Iterator[Finding]:
    """Applicant, service, employee, branch: every mandatory field, in the applicant's language."""
    for name in receipt_gaps(facts):
        yield said(receipt_complete, words("field", DETAILS[name]), subject=name)


def receipt_gaps(facts: Facts) -> Iterator[str]:
    """The names of the mandatory fields that would be empty."""
    case, passport, branch = facts.case, facts.passport, facts.branch
    lang = case.language if case is not None else None
    known = {
        "case": case is not None,
        "service": passport is not None and lang is not None and bool(passport.name.in_(lang)),
        "applicant": case is not None
        and (case.applicant.person is not None or case.applicant.organisation is not None),
        "employee": bool(facts.operator.name.full.strip()),
        "branch": lang is not None and bool(branch.name.in_(lang) and branch.address.in_(lang)),
        "department_number": bool(branch.department_number.strip()),
        "contact_centre": bool(branch.contact_centre.strip()),
    }
    yield from (name for name, filled in known.items() if not filled)


RECEIPT_CHECKS = ("register.term_computable", "register.receipt_complete")
"""What is judged before the key is asked too, so that nothing signed stays unregistered."""
