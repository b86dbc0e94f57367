"""What the service costs this applicant today: the chosen price, its exact sum, or why it is open."""

from app.catalogue.fees import load_index
from app.domain.case import Case
from app.domain.passport import FeeItem, Passport
from app.rules.fees import FREE, FeeAnswer, case_chosen, compute
from app.usecases.work import Work


def fee_today(work: Work, case: Case, passport: Passport) -> FeeAnswer | None:
    """The fee of the case on this day; ``None`` where the sources say nothing of a fee.

    Of several prices none is taken by guess: without a chosen one the sum is not known.
    """
    fee, today, table = passport.fee, work.now.date(), load_index()
    if fee is None:
        return None
    if fee.free_for(case.fee_key):
        return FeeAnswer(amount=FREE, currency=table.currency, formula="0")
    items = [item for item in fee.items if item.in_force(today)]
    if not items and fee.free is None:
        return None
    keys = tuple(dict.fromkeys(item.key for item in items))
    item = fee.item(case.fee_key, today) if case.fee_key else _only(items, keys)
    if item is None and len(keys) > 1:
        findings = tuple(case_chosen.judge(keys))
        return FeeAnswer(amount=None, currency=table.currency, findings=findings)
    return compute(
        rate=item.mci_rate if item is not None else None,
        fixed=item.tenge if item is not None else None,
        on=today,
        table=table,
    )


def _only(items: list[FeeItem], keys: tuple[str, ...]) -> FeeItem | None:
    return items[-1] if len(keys) == 1 else None
