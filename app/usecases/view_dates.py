"""The dates and the price as a page shows them: promised, or as they would be if accepted now."""

from app.catalogue.fees import load_index
from app.domain.case import Case
from app.domain.language import Bilingual
from app.domain.passport import Passport
from app.rules.fees import FeeAnswer, compute
from app.rules.promises import TermAsk
from app.rules.terms import ServiceTerm, service_term
from app.usecases.views import FeeView, TermsView
from app.usecases.work import Work


def term_of(work: Work, case: Case, passport: Passport) -> ServiceTerm:
    """The dates of the case if it were accepted at this moment (R-135)."""
    term = passport.term(case.term_key)
    ask = TermAsk(
        value=term.value if term is not None else None,
        unit=term.unit if term is not None else None,
        carrier=case.carrier,
        accepted=work.now,
        calendar=work.calendar,
        intake_day_counted=passport.intake_day_counted,
        department=work.branch.department,
        one_working_day=passport.one_working_day,
    )
    return service_term(ask)


def terms_view(work: Work, case: Case, passport: Passport) -> TermsView:
    """What stands on the receipt once registered; before that what would stand there now."""
    registration = case.registration
    if registration is not None:
        return TermsView(
            promised=True,
            issue_date=registration.issue_date,
            delivery_due=registration.delivery_due,
            trace=tuple(Bilingual(line, line) for line in registration.trace),
        )
    term = term_of(work, case, passport)
    trace = tuple(
        Bilingual(f"{day.date:%d.%m.%Y}: {day.reason.kk}", f"{day.date:%d.%m.%Y}: {day.reason.ru}")
        for day in term.days
    )
    return TermsView(
        promised=False,
        issue_date=term.issue_date,
        delivery_due=term.delivery_due,
        trace=trace,
        findings=term.findings,
    )


def fee_of(work: Work, case: Case, passport: Passport) -> FeeAnswer | None:
    """The fee of the case on this day; ``None`` for a free service or one without a known fee."""
    fee = passport.fee
    if fee is None or fee.free_for(case.fee_key):
        return None
    item = fee.item(case.fee_key, work.now.date()) if case.fee_key else None
    if item is None and len(fee.items) == 1:
        item = fee.items[0]
    return compute(
        rate=item.mci_rate if item is not None else None,
        fixed=item.tenge if item is not None else None,
        on=work.now.date(),
        table=load_index(),
    )


def fee_view(work: Work, case: Case, passport: Passport) -> FeeView:
    """Free by law, a sum with its formula, or why it is not known."""
    fee = passport.fee
    answer = fee_of(work, case, passport)
    return FeeView(
        free=fee.free_for(case.fee_key) if fee is not None else None,
        amount=answer.amount if answer is not None else None,
        formula=answer.formula if answer is not None else "",
        in_package=bool(fee and fee.in_package),
        pay_before_issue=bool(fee and fee.pay_before_issue),
        findings=answer.findings if answer is not None else (),
    )
