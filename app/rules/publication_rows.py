"""What the rows of a passport may ask: grounds, notarised copies, obtainable data, treaties, fees."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.domain.finding import Finding
from app.domain.passport import (
    CorporationHours,
    DocumentMode,
    FeeItem,
    Passport,
    PassportText,
    ServiceKind,
)
from app.rules.registry import RULES_IN_FORCE, Rule, rule
from i18n import N_

LAW_GROUNDS = "19-1.2."
"""How the codes of the closed list of article 19-1, paragraph 2, begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A passport on its way to publication. ``corporation_hours`` are those of the Rules;
    ``dead_bases`` names the citations and acts in it that are not in force on the day."""

    passport: Passport
    corporation_hours: CorporationHours
    on: date
    dead_bases: tuple[str, ...] = ()


def _row(entry: Rule, subject: str, name: PassportText, **params: str) -> Finding:
    """A finding about a named row, field or ground: its name in both languages."""
    shown = name.shown
    named = {"name_kk": shown.kk or shown.ru, "name_ru": shown.ru or shown.kk}
    return replace(entry.finding(subject=subject), params={**named, **params})


@rule(
    "publication.clause",
    requirements=("R-005", "R-021"),
    citation="rules.5",
    title=N_("A mandatory row has no clause of the act"),
    message=N_("«{name}» cannot be mandatory: the clause of the service's act is not confirmed."),
    advice=N_("Name the clause that demands it, or make it optional."),
    in_force_from=RULES_IN_FORCE,
)
def clause(publication: Publication) -> Iterable[Finding]:
    """Rows and fields that would be demanded must stand on a confirmed clause."""
    passport = publication.passport
    for row in passport.documents:
        if row.mandatory and not (row.clause.known and row.clause.confirmed):
            yield _row(clause, f"documents.{row.id}", row.name)
    for field in passport.fields:
        if field.required and not (field.clause.known and field.clause.confirmed):
            yield _row(clause, f"fields.{field.id}", field.label)


@rule(
    "publication.notarised",
    requirements=("R-108",),
    citation="rules.22.2",
    title=N_("A notarised copy must not be demanded here"),
    message=N_("«{name}»: notarised copies are demanded only in social protection, with a clause."),
    advice=N_("Let the original be shown for comparison instead."),
)
def notarised(publication: Publication) -> Iterable[Finding]:
    """The only exception is social-protection legislation, and it needs its clause."""
    passport = publication.passport
    for row in passport.documents:
        allowed = passport.social_protection and row.clause.known
        if row.notarised_required and not allowed:
            yield _row(notarised, f"documents.{row.id}", row.name)


@rule(
    "publication.obtainable",
    requirements=("R-106",),
    citation="rules.22.1",
    title=N_("What the state holds must not be demanded"),
    message=N_("«{name}» can be obtained from a system, yet the list asks the applicant for it."),
    advice=N_("Mark the row as held by the state; keep the way by paper as the fallback."),
)
def obtainable(publication: Publication) -> Iterable[Finding]:
    """A row with a source system must be a state-held row, and the other way round."""
    for row in publication.passport.documents:
        if bool(row.obtainable_from) != (row.mode is DocumentMode.STATE_HELD):
            yield _row(obtainable, f"documents.{row.id}", row.name)


@rule(
    "publication.treaty",
    requirements=("R-019",),
    citation="law.2.2",
    title=N_("A treaty rule without its reference"),
    message=N_("An override names no treaty or no article of it."),
    advice=N_("Name the ratified treaty and the article."),
)
def treaty(publication: Publication) -> Iterable[Finding]:
    """An override needs treaty and article, and a row that exists."""
    passport = publication.passport
    for override in passport.treaty_overrides:
        if not override.referenced or passport.document(override.waives) is None:
            yield treaty.finding(subject=f"treaty_overrides.{override.waives}")


@rule(
    "publication.restriction",
    requirements=("R-063",),
    citation="law.4.2",
    title=N_("A restriction for foreigners without a law"),
    message=N_("«{name}» restricts foreigners, yet no clause of a law is named."),
    advice=N_("Name the law, or remove the restriction."),
)
def restriction(publication: Publication) -> Iterable[Finding]:
    """Equal treatment unless a law says otherwise."""
    for entry in publication.passport.restrictions:
        if not (entry.clause.known and entry.clause.confirmed):
            yield _row(restriction, f"restrictions.{entry.key}", entry.text)


@rule(
    "publication.grounds",
    requirements=("R-152", "R-017"),
    citation="law.19-1.4",
    title=N_("A ground for refusal that does not belong here"),
    message=N_("«{name}» is a ground of the closed list, which does not apply to this service."),
    advice=N_("Take the grounds from the act that governs the licence or the other kind of work."),
)
def grounds(publication: Publication) -> Iterable[Finding]:
    """Licences and the two other kinds of work have grounds of their own laws."""
    passport = publication.passport
    if not passport.licence and passport.kind is ServiceKind.PUBLIC_SERVICE:
        return
    for ground in passport.refusal_grounds or ():
        if ground.code.startswith(LAW_GROUNDS):
            yield _row(grounds, f"refusal_grounds.{ground.code}", ground.text)


@rule(
    "publication.free",
    requirements=("R-120",),
    citation="law.24.2",
    title=N_("A charge for a free service"),
    message=N_("«{name}»: the service is free, yet a price is named."),
    advice=N_("Remove the price, or mark it as that of another service."),
)
def free(publication: Publication) -> Iterable[Finding]:
    """A free service has no price of its own."""
    fee = publication.passport.fee
    if fee is None or not fee.free:
        return
    for item in fee.items:
        if _priced(item) and not item.separate_service:
            yield _row(free, f"fee.{item.key}", item.what)


def _priced(item: FeeItem) -> bool:
    return bool(item.mci_rate) or bool(item.tenge) or bool(item.printed_tenge)


ROW_RULES: tuple[Rule, ...] = (
    clause, notarised, obtainable, treaty, restriction, grounds, free,
)  # fmt: skip

IMPORT_RULES: tuple[Rule, ...] = (notarised, obtainable, treaty, grounds, free)
"""What no file may hold, whatever its status: these demands are never only «lacking»."""
