"""The ten items of the list of main requirements: what of each is still lacking in a passport."""

from collections.abc import Callable, Iterable

from app.domain.passport import CorporationHours, Passport, PassportText, ServiceForm
from i18n import N_

ITEMS: dict[str, str] = {
    "name": N_("item: name of the service"),
    "provider": N_("item: name of the provider"),
    "ways": N_("item: ways of rendering"),
    "term": N_("item: term"),
    "form": N_("item: form"),
    "result": N_("item: result"),
    "fee": N_("item: fee and ways of paying"),
    "schedule": N_("item: work schedule"),
    "documents": N_("item: list of documents and data"),
    "grounds": N_("item: grounds for refusal"),
}
"""The ten items of article 14, sub-paragraph 3-1, in the Law's order, as English message ids."""


def lacking(passport: Passport, hours: CorporationHours) -> tuple[str, ...]:
    """The items that are empty or stand in one language only, in the Law's order."""
    return tuple(item for item in ITEMS if not _CHECKS[item](passport, hours))


def _all(texts: Iterable[PassportText]) -> bool:
    return all(text.complete for text in texts)


def _name(passport: Passport, _hours: CorporationHours) -> bool:
    return passport.name.complete


def _provider(passport: Passport, _hours: CorporationHours) -> bool:
    return passport.provider.complete


def _ways(passport: Passport, _hours: CorporationHours) -> bool:
    return bool(passport.channels)


def _term(passport: Passport, _hours: CorporationHours) -> bool:
    terms = passport.counter_terms()
    known = bool(terms) and all(term.known for term in passport.terms)
    return known and _all(term.case for term in passport.terms)


def _form(passport: Passport, _hours: CorporationHours) -> bool:
    """«Electronic» without its degree of automation is not yet the Law's item."""
    return bool(passport.forms) and ServiceForm.ELECTRONIC not in passport.forms


def _result(passport: Passport, _hours: CorporationHours) -> bool:
    results = passport.results or ()
    whole = all(result.kind is not None and bool(result.carriers) for result in results)
    return bool(results) and whole and _all(result.what for result in results)


def _fee(passport: Passport, _hours: CorporationHours) -> bool:
    fee = passport.fee
    if fee is None or fee.free is None:
        return False
    items_known = _all(item.what for item in fee.items) and _all(fee.methods)
    if fee.free:
        return items_known
    decided = fee.in_package is not None and fee.pay_before_issue is not None
    return items_known and decided and bool(fee.items) and bool(fee.methods)


def _schedule(passport: Passport, hours: CorporationHours) -> bool:
    schedule = passport.schedule
    if schedule is None or schedule.corporation != hours:
        return False
    return schedule.provider.complete and schedule.information_objects.complete


def _documents(passport: Passport, _hours: CorporationHours) -> bool:
    """An empty list that is known is the explicit «none» of a service without documents."""
    rows = passport.documents
    conditions = (row.condition.text for row in rows if row.condition is not None)
    return passport.documents_known and _all(row.name for row in rows) and _all(conditions)


def _grounds(passport: Passport, _hours: CorporationHours) -> bool:
    """``()`` is the explicit «none»; ``None`` is unknown."""
    grounds = passport.refusal_grounds
    return grounds is not None and _all(ground.text for ground in grounds)


_CHECKS: dict[str, Callable[[Passport, CorporationHours], bool]] = {
    "name": _name,
    "provider": _provider,
    "ways": _ways,
    "term": _term,
    "form": _form,
    "result": _result,
    "fee": _fee,
    "schedule": _schedule,
    "documents": _documents,
    "grounds": _grounds,
}
