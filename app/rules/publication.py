"""May a passport be published: ten items in both languages, grounds, dates, no forbidden demand."""

from collections.abc import Iterable
from dataclasses import replace

from app.domain.finding import Finding, Severity
from app.domain.passport import (
    Carrier,
    Passport,
    PassportText,
    TermUnit,
)
from app.domain.procedures import ProceduresUnclearError, longest_road, working_minutes
from app.rules.publication_items import ITEMS, lacking
from app.rules.publication_rows import IMPORT_RULES, ROW_RULES, Publication
from app.rules.registry import RULES_IN_FORCE, Rule, judge, rule
from i18n import N_, text

_DAY_UNITS = frozenset({TermUnit.WORKING_DAYS, TermUnit.CALENDAR_DAYS, TermUnit.MONTHS})


@rule(
    "publication.item",
    requirements=("R-006", "R-090"),
    citation="law.14.3-1",
    title=N_("An item of the list of main requirements is missing"),
    message=N_("«{item}» is empty or stands in one language only."),
    advice=N_("Fill it in Kazakh and in Russian from the act of the service."),
)
def item(publication: Publication) -> Iterable[Finding]:
    """Each of the ten items, non-empty in both languages."""
    for name in lacking(publication.passport, publication.corporation_hours):
        words = {f"item_{lang}": text(lang, ITEMS[name]) for lang in ("kk", "ru")}
        yield replace(item.finding(subject=name), params=words)


@rule(
    "publication.schedule",
    requirements=("R-022",),
    citation="rules.3",
    title=N_("The hours of the Corporation differ from the Rules"),
    message=N_("The passport names other hours of the Corporation than the Rules do."),
    advice=N_("Take the hours of the Rules; they are the same for every service."),
    in_force_from=RULES_IN_FORCE,
)
def schedule(publication: Publication) -> Iterable[Finding]:
    """The Corporation's part of the schedule is that of the Rules, to the minute."""
    found = publication.passport.schedule
    own = found.corporation if found is not None else None
    if own is not None and own != publication.corporation_hours:
        yield schedule.finding(subject="schedule.corporation")


@rule(
    "publication.term",
    requirements=("R-006", "R-160"),
    citation="law.20.1",
    title=N_("The term cannot be counted"),
    message=N_("The passport does not say on what carrier the application goes to the provider."),
    advice=N_("State the carrier: on paper the day of intake is not in the term."),
)
def term(publication: Publication) -> Iterable[Finding]:
    """A carrier is needed: it decides whether the day of intake is in the term."""
    if not publication.passport.carriers:
        yield term.finding(subject="carriers")


@rule(
    "publication.intake_day",
    requirements=("R-160",),
    citation="law.20.1",
    title=N_("It is not said whether the day of intake counts"),
    message=N_(
        "The service is sent electronically; the passport must say if the intake day counts."
    ),
    advice=N_("Take it from the act of the service; there is no default."),
)
def intake_day(publication: Publication) -> Iterable[Finding]:
    """Electronic sending with a term in days: counted or not, but stated (DA-3)."""
    if intake_day_missing(publication.passport):
        yield intake_day.finding(subject="intake_day_counted")


@rule(
    "publication.retention",
    requirements=("R-170",),
    citation="rules.20",
    title=N_("The storage class of the result is not set"),
    message=N_("It is not said how long a result waits for its owner."),
    advice=N_("Choose the class by the Rules: a month, a year, or never returned."),
)
def retention(publication: Publication) -> Iterable[Finding]:
    """Every result has a class; a bundle has those of its members."""
    passport = publication.passport
    if passport.retention is None and not passport.one_application:
        yield retention.finding(subject="retention")


@rule(
    "publication.durations",
    requirements=("R-014",),
    citation="law.14.3-1",
    title=N_("The procedures take longer than the term"),
    message=N_("The procedures take {procedures} hours of work, the term allows {term}."),
    advice=N_("Correct the durations; lanes that run side by side are not added up."),
)
def durations(publication: Publication) -> Iterable[Finding]:
    """The critical path must fit into the first term of the service."""
    passport = publication.passport
    chosen = passport.term()
    if not passport.procedures or chosen is None or chosen.value is None or chosen.unit is None:
        return
    limit = working_minutes(chosen.value, chosen.unit)
    if limit is None:
        return
    try:
        road = longest_road(passport.procedures)
    except ProceduresUnclearError:
        return
    if road > limit:
        params = {"procedures": _hours(road), "term": _hours(limit)}
        yield replace(durations.finding(subject="procedures"), params=params)


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.1f}".removesuffix(".0")


@rule(
    "publication.durations_unclear",
    requirements=("R-014",),
    citation="law.14.3-1",
    title=N_("The durations of the procedures cannot be added up"),
    message=N_("Procedure «{procedure}»: its duration, its unit or its predecessor is not clear."),
    advice=N_("Give every procedure a duration in working time and predecessors that exist."),
)
def durations_unclear(publication: Publication) -> Iterable[Finding]:
    """A warning: durations are informative, they never change the term."""
    try:
        longest_road(publication.passport.procedures)
    except ProceduresUnclearError as error:
        found = durations_unclear.finding(subject="procedures", severity=Severity.WARN)
        yield replace(found, params={"procedure": str(error)})


def intake_day_missing(passport: Passport) -> bool:
    """Whether an electronic term in days cannot be counted for want of that one word."""
    counted_in_days = any(entry.unit in _DAY_UNITS for entry in passport.counter_terms())
    electronic = Carrier.ELECTRONIC in passport.carriers
    return electronic and counted_in_days and passport.intake_day_counted is None


@rule(
    "publication.practice_values",
    requirements=("R-005",),
    citation="rules.5",
    title=N_("Values invented for training are left"),
    message=N_("The passport still holds values that were invented for training."),
    advice=N_("Replace them by those of the act and remove the section."),
    in_force_from=RULES_IN_FORCE,
)
def practice_values(publication: Publication) -> Iterable[Finding]:
    """No invented value may be published."""
    if not publication.passport.practice.empty:
        yield practice_values.finding(subject="practice")


@rule(
    "publication.register",
    requirements=("R-004",),
    citation="rules.4",
    title=N_("The entry in the register is not confirmed"),
    message=N_("It is not confirmed that the register has this service through the Corporation."),
    advice=N_("Enter the code of the register and the mark of the Corporation from its extract."),
    in_force_from=RULES_IN_FORCE,
)
def register(publication: Publication) -> Iterable[Finding]:
    """In the register, with its code, through the Corporation."""
    passport = publication.passport
    if not (passport.in_register and passport.register_code and passport.via_corporation):
        yield register.finding(subject="register_code")


@rule(
    "publication.edition",
    requirements=("R-008",),
    citation="law.14.3",
    title=N_("The edition has no date"),
    message=N_("It is not said from what day this edition is in force, or its dates contradict."),
    advice=N_("Enter the day of entry into force."),
)
def edition(publication: Publication) -> Iterable[Finding]:
    """A published edition starts on a day and does not end before it."""
    passport = publication.passport
    starts, ends = passport.valid_from, passport.valid_to
    if starts is None or (ends is not None and ends < starts):
        yield edition.finding(subject="valid_from")


@rule(
    "publication.act",
    requirements=("R-005", "R-002"),
    citation="rules.5",
    title=N_("The governing act is not named or not in force"),
    message=N_("The act that sets the order of the service is missing or not in force: {act}"),
    advice=N_("Name the act in force, in both languages, with its number and date."),
    in_force_from=RULES_IN_FORCE,
)
def act(publication: Publication) -> Iterable[Finding]:
    """The act is named in both languages with number and date; nothing repealed is a basis."""
    found = publication.passport.act
    if found is None or not (found.title.complete and found.number and found.adopted):
        shown = found.title.shown if found is not None else PassportText().shown
        yield replace(act.finding(subject="act"), params={"act_kk": shown.kk, "act_ru": shown.ru})
    elif found.repealed is not None and found.repealed <= publication.on:
        params = {"act_kk": found.title.kk, "act_ru": found.title.ru}
        yield replace(act.finding(subject="act"), params=params)
    for name in publication.dead_bases:
        yield replace(act.finding(subject=name), params={"act": name})


PUBLICATION_RULES: tuple[Rule, ...] = (
    item, term, intake_day, retention, schedule, *ROW_RULES, durations, durations_unclear,
    practice_values, register, edition, act,
)  # fmt: skip
"""Every check before publication, in the order of the passport."""


def publication_findings(publication: Publication) -> tuple[Finding, ...]:
    """What is lacking before the passport may be published; none that blocks: it may."""
    return judge(PUBLICATION_RULES, publication, publication.on)


def import_findings(publication: Publication) -> tuple[Finding, ...]:
    """What keeps a file out of the catalogue altogether, whatever its status."""
    return judge(IMPORT_RULES, publication, publication.on)


@rule(
    "publication.practice",
    requirements=("R-006",),
    citation="law.14.3-1",
    title=N_("The passport cannot be walked in training"),
    message=N_("For training the passport still lacks: {item}."),
    advice=N_("Leave it a draft, or fill it from a source."),
)
def practice(publication: Publication) -> Iterable[Finding]:
    """A practice passport has a name in both languages, a term, a carrier, a class and a list."""
    for name in practice_lacking(publication.passport.for_practice()):
        words = {f"item_{lang}": text(lang, PRACTICE_ITEMS[name]) for lang in ("kk", "ru")}
        yield replace(practice.finding(subject=name), params=words)


PRACTICE_ITEMS: dict[str, str] = {
    "name": ITEMS["name"],
    "terms": ITEMS["term"],
    "carriers": N_("item: carrier"),
    "intake_day_counted": N_("item: whether the day of intake counts"),
    "retention": N_("item: storage class"),
    "documents": ITEMS["documents"],
}


def practice_lacking(passport: Passport) -> tuple[str, ...]:
    """The keys of :data:`PRACTICE_ITEMS` that a practice passport still lacks."""
    if passport.one_application:
        return () if passport.name.shown.complete else ("name",)
    known = {
        "name": passport.name.shown.complete,
        "terms": any(entry.known for entry in passport.counter_terms()),
        "carriers": bool(passport.carriers),
        "intake_day_counted": not intake_day_missing(passport),
        "retention": passport.retention is not None,
        "documents": bool(passport.documents),
    }
    return tuple(name for name, there in known.items() if not there)


def practice_findings(publication: Publication) -> tuple[Finding, ...]:
    """What is lacking before the passport may be used on a practice branch."""
    return judge((practice,), publication, publication.on)
