"""A service as it is chosen: what is known of it in a few facts, and what there is to choose."""

from dataclasses import dataclass
from datetime import date

from app.domain.passport import Carrier, Passport, Term, TermUnit
from app.rules.choose_service import result_forms
from app.rules.passport_words import word_of
from app.usecases.passport_print import ten_items
from ui.binding.presentation import Choice, FactGroup, FactItem, SearchHit
from ui.binding.texts import tr_, tr_plural, ui_language

_MANY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceChoices:
    """What the passport leaves to choose; a list of one or none is no choice."""

    terms: tuple[Choice, ...] = ()
    fees: tuple[Choice, ...] = ()
    carriers: tuple[Choice, ...] = ()
    forms: tuple[Choice, ...] = ()


def term_words(term: Term) -> str:
    """How long it takes, or that no source says it."""
    if term.value is None or term.unit is None:
        return tr_("no source says it")
    count = term.value
    match term.unit:
        case TermUnit.WORKING_DAYS:
            return tr_plural("{count} working day", "{count} working days", count)
        case TermUnit.CALENDAR_DAYS:
            return tr_plural("{count} calendar day", "{count} calendar days", count)
        case TermUnit.MONTHS:
            return tr_plural("{count} month", "{count} months", count)
        case TermUnit.HOURS:
            return tr_plural("{count} hour", "{count} hours", count)
        case TermUnit.MINUTES:
            return tr_plural("{count} minute", "{count} minutes", count)


def service_hit(passport: Passport) -> SearchHit:
    """The service as a line of the search: its name, its provider, its term."""
    of = ui_language().of
    term = passport.term()
    parts = [of(passport.provider.shown), term_words(term) if term is not None else ""]
    if passport.one_application:
        parts = [tr_("«one application»: several services at once")]
    elif passport.fee is not None and passport.fee.free:
        parts.append(tr_("free of charge"))
    hint = " · ".join(part for part in parts if part)
    return SearchHit(id=passport.id, title=of(passport.name.shown), hint=hint)


def service_group(passport: Passport, members: tuple[Passport, ...]) -> FactGroup:
    """The facts that matter at the counter; what no source says is said to be unknown."""
    lang = ui_language().lang
    items = ten_items(passport, lang)
    unknown = tr_("no source says it")
    terms = tuple(_named_term(term) for term in passport.counter_terms())
    shown = (
        (tr_("Provider"), items["provider"]),
        (tr_("Term"), terms or items["term"]),
        (tr_("Fee"), items["fee"]),
        (tr_("Result"), items["result"]),
    )
    facts = [FactItem(label=label, value="\n".join(value) or unknown) for label, value in shown]
    if members:
        names = "\n".join(ui_language().of(member.name.shown) for member in members)
        facts = [FactItem(label=tr_("Services of the application"), value=names)]
    note = tr_("The wording in Kazakh awaits its editor.") if passport.name.proposed else ""
    if not passport.documents_known and not members:
        note = " ".join((tr_("The list of documents of its act was not read yet."), note)).strip()
    return FactGroup(title=tr_("Service"), lead=items["name"][0], facts=tuple(facts), note=note)


def service_choices(passport: Passport, members: tuple[Passport, ...], on: date) -> ServiceChoices:
    """What must be chosen when the draft is opened; of «one application» what suits all its members."""
    of = ui_language().of
    if members:
        common = (c for c in passport.carriers if all(c in m.carriers for m in members))
        return ServiceChoices(carriers=_several(tuple(map(_carrier_choice, common))))
    terms = tuple(
        Choice(id=term.key, label=of(term.case.shown) or term.key, hint=term_words(term))
        for term in passport.counter_terms()
    )
    items = passport.fee.items if passport.fee is not None else ()
    fees = {
        item.key: Choice(id=item.key, label=of(item.what.shown) or item.key)
        for item in items
        if item.in_force(on)
    }
    carriers = tuple(map(_carrier_choice, passport.carriers))
    known = {c.id: c.label for c in carriers}
    forms = tuple(Choice(id=f, label=known.get(f, f)) for f in result_forms(passport))
    return ServiceChoices(
        terms=_several(terms),
        fees=_several(tuple(fees.values())),
        carriers=_several(carriers),
        forms=_several(forms),
    )


def _carrier_choice(carrier: Carrier) -> Choice:
    return Choice(id=carrier.value, label=ui_language().of(word_of(carrier)))


def _several(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    return choices if len(choices) >= _MANY else ()


def _named_term(term: Term) -> str:
    case = ui_language().of(term.case.shown)
    return f"{case}: {term_words(term)}" if case else term_words(term)
