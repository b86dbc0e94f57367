"""The print of a service passport and the memo, made from the passport and nothing else."""

from app.domain.branch import Branch
from app.domain.language import Lang
from app.domain.papers import (
    Memo,
    PaperHead,
    PaperService,
    PassportDocument,
    PassportPrintStatus,
    ServicePassportPrint,
)
from app.domain.passport import Fee, Passport, PassportText, Schedule, Term
from app.rules.passport_words import word_of
from i18n import N_, text


def service_line(passport: Passport, lang: Lang) -> PaperService:
    """The service as a paper names it: its name, and its code where one is known."""
    return PaperService(name=passport.name.in_(lang), register_code=passport.register_code or "")


def _texts(lang: Lang, *found: PassportText) -> tuple[str, ...]:
    return tuple(one.in_(lang) for one in found if one.in_(lang).strip())


def _term(term: Term, lang: Lang) -> str:
    unit = word_of(term.unit).in_(lang) if term.unit is not None else ""
    value = f"{term.value} {unit}".strip() if term.value is not None else ""
    case = term.case.in_(lang)
    return f"{case}: {value}" if case and value else case or value


def _terms(passport: Passport, lang: Lang) -> tuple[str, ...]:
    lines = tuple(line for line in (_term(term, lang) for term in passport.terms) if line)
    return lines or _texts(lang, passport.term_text)


def _results(passport: Passport, lang: Lang) -> tuple[str, ...]:
    return _texts(lang, *(result.what for result in passport.results or ()))


def _fee(fee: Fee | None, lang: Lang) -> tuple[str, ...]:
    if fee is None:
        return ()
    if fee.free is True:
        return (text(lang, N_("Free of charge")),)
    return _texts(lang, *(item.what for item in fee.items))


def _schedule(schedule: Schedule | None, lang: Lang) -> tuple[str, ...]:
    if schedule is None:
        return ()
    hours = schedule.corporation
    own: tuple[str, ...] = ()
    if hours is not None:
        days, duty, saturday = hours.weekdays, hours.duty_weekdays, hours.duty_saturday
        own = (
            text(
                lang,
                N_("The Corporation: Monday to Friday {opens}–{closes} without a break"),
                opens=f"{days.opens:%H:%M}",
                closes=f"{days.closes:%H:%M}",
            ),
            text(
                lang,
                N_("Duty departments: Monday to Friday {opens}–{closes}, Saturday {from_}–{to}"),
                opens=f"{duty.opens:%H:%M}",
                closes=f"{duty.closes:%H:%M}",
                from_=f"{saturday.opens:%H:%M}",
                to=f"{saturday.closes:%H:%M}",
            ),
        )
    return (*_texts(lang, schedule.provider), *own, *_texts(lang, schedule.information_objects))


def ten_items(passport: Passport, lang: Lang) -> dict[str, tuple[str, ...]]:
    """The ten items of the passport in the law's order; what no source says is an empty item."""
    return {
        "name": (passport.name.in_(lang),),
        "provider": _texts(lang, passport.provider),
        "ways": tuple(word_of(channel).in_(lang) for channel in passport.channels),
        "term": _terms(passport, lang),
        "form": tuple(word_of(form).in_(lang) for form in passport.forms),
        "result": _results(passport, lang),
        "fee": _fee(passport.fee, lang),
        "schedule": _schedule(passport.schedule, lang),
        "documents": tuple(row.name.in_(lang) for row in passport.documents),
        "grounds": _texts(lang, *(ground.text for ground in passport.refusal_grounds or ())),
    }


def passport_print_of(passport: Passport, head: PaperHead, _branch: Branch) -> ServicePassportPrint:
    """The ten items as the passport knows them; what is unknown stays empty and is printed so."""
    lang = head.lang
    act = passport.act
    items = ten_items(passport, lang)
    return ServicePassportPrint(
        head=head,
        status=PassportPrintStatus(passport.status.value),
        name=passport.name.in_(lang),
        provider=items["provider"],
        ways=items["ways"],
        term=items["term"],
        form=items["form"],
        result=items["result"],
        fee=items["fee"],
        schedule=items["schedule"],
        documents=tuple(
            PassportDocument(
                name=row.name.in_(lang),
                condition=row.condition.text.in_(lang) if row.condition is not None else "",
                clause=row.clause.text.in_(lang),
            )
            for row in passport.documents
        ),
        grounds=items["grounds"],
        register_code=passport.register_code or "",
        act=act.title.in_(lang) if act is not None else "",
        edition=passport.edition,
    )


def memo_of(passport: Passport, head: PaperHead, branch: Branch) -> Memo:
    """The one-page memo on the order of obtaining the service (R-015)."""
    lang = head.lang
    schedule = passport.schedule
    return Memo(
        head=head,
        service=service_line(passport, lang),
        edition=passport.edition,
        provider=passport.provider.in_(lang),
        provider_schedule=schedule.provider.in_(lang) if schedule is not None else "",
        accepting=(branch.name.in_(lang), branch.address.in_(lang)),
        term=_terms(passport, lang),
        documents=tuple(row.name.in_(lang) for row in passport.documents),
        result=_results(passport, lang),
        phones=(branch.contact_centre, *branch.reference_phones),
    )
