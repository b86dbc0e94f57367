"""The dates and the price as a page shows them: promised, or as they would be if accepted now."""

from app.domain.case import Case, Registration
from app.domain.language import Bilingual
from app.domain.passport import Passport
from app.rules.facts import Facts
from app.rules.pay import fee_in_package
from app.rules.register import term_of
from app.rules.terms import ServiceTerm
from app.usecases.views import FeeView, TermsView

NO_TERMS = TermsView(promised=False, issue_date=None, delivery_due=None)
NO_FEE = FeeView(free=None, amount=None)


def terms_view(case: Case, passport: Passport, facts: Facts) -> TermsView:
    """What stands on the receipt once registered; before that what would stand there now."""
    if case.registration is not None:
        return _promised(case, passport, case.registration, facts)
    term = term_of(case, passport, facts, facts.now)
    return TermsView(
        promised=False,
        issue_date=term.issue_date,
        delivery_due=term.delivery_due,
        trace=_trace(term),
        findings=term.findings,
    )


def _promised(
    case: Case, passport: Passport, registration: Registration, facts: Facts
) -> TermsView:
    """The promise as it was given; its reasons in both languages while the calendar is the same."""
    again = term_of(case, passport, facts, registration.filed_at)
    same = (
        again.calendar_version == registration.calendar_version
        and again.issue_date == registration.issue_date
    )
    said = tuple(Bilingual(line, line) for line in registration.trace)
    return TermsView(
        promised=True,
        issue_date=registration.issue_date,
        delivery_due=registration.delivery_due,
        trace=_trace(again) if same else said,
    )


def _trace(term: ServiceTerm) -> tuple[Bilingual, ...]:
    return tuple(
        Bilingual(f"{day.date:%d.%m.%Y}: {day.reason.kk}", f"{day.date:%d.%m.%Y}: {day.reason.ru}")
        for day in term.days
    )


def fee_view(case: Case, passport: Passport, facts: Facts) -> FeeView:
    """Free by law, a sum with its formula, or why it is not known."""
    fee, answer = passport.fee, facts.fee
    return FeeView(
        free=fee.free_for(case.fee_key) if fee is not None else None,
        amount=answer.amount if answer is not None else None,
        formula=answer.formula if answer is not None else "",
        in_package=fee_in_package(case, passport),
        pay_before_issue=bool(fee and fee.pay_before_issue),
        methods=tuple(method.shown for method in fee.methods) if fee is not None else (),
        findings=answer.findings if answer is not None else (),
    )
