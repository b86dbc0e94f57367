"""May this service be opened here, today, on this channel, in this form, for this applicant?"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain.finding import Finding, Severity
from app.domain.passport import (
    Carrier,
    Channel,
    Passport,
    PassportStatus,
    ServiceForm,
    ServiceKind,
)
from app.domain.person import KAZAKHSTAN, Organisation
from app.rules.passport_words import word_of
from app.rules.registry import RULES_IN_FORCE, Rule, judge, rule
from i18n import N_

COUNTER_CHANNELS = (Channel.CORPORATION, Channel.CORPORATION_VIDEO)
CITIZENS_ONLY = "citizens_only"
"""The key of a restriction that leaves a service to citizens; it needs a clause of a law."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is about to be opened. ``carrier`` and ``result_form`` may still be unchosen."""

    passport: Passport
    branch_is_practice: bool
    on: date
    channel: Channel = Channel.CORPORATION
    carrier: Carrier | None = None
    result_form: str = ""
    organisation: Organisation | None = None
    citizenship: str = KAZAKHSTAN


def _about(
    entry: Rule,
    passport: Passport,
    severity: Severity = Severity.BLOCK,
    word: tuple[str, StrEnum] | None = None,
    **params: str,
) -> Finding:
    """A finding about a service: its name in both languages beside the other values."""
    shown = passport.name.shown
    named = {"name_kk": shown.kk or shown.ru, "name_ru": shown.ru or shown.kk}
    if word is not None:
        said = word_of(word[1])
        named |= {f"{word[0]}_kk": said.kk, f"{word[0]}_ru": said.ru}
    found = entry.finding(subject=passport.id, severity=severity)
    return replace(found, params={**named, **params})


@rule(
    "choose_service.status",
    requirements=("R-006", "R-004"),
    citation="law.14.3-1",
    title=N_("The passport of the service is not published"),
    message=N_("«{name}»: the passport has no complete list of main requirements yet ({status})."),
    advice=N_("Choose another service, or open the case on a practice branch for training."),
)
def status(choice: Choice) -> Iterable[Finding]:
    """Published passports open live cases; practice ones only exercises; drafts nothing."""
    wanted = {PassportStatus.PUBLISHED}
    if choice.branch_is_practice:
        wanted.add(PassportStatus.PRACTICE)
    if choice.passport.status not in wanted:
        yield _about(status, choice.passport, word=("status", choice.passport.status))


@rule(
    "choose_service.practice_values",
    requirements=("R-005",),
    citation="rules.5",
    title=N_("The passport holds values invented for training"),
    message=N_("«{name}»: some values are invented for training and cannot stand in a live case."),
    advice=N_("Ask the catalogue editor to take them from the act of the service."),
    in_force_from=RULES_IN_FORCE,
)
def practice_values(choice: Choice) -> Iterable[Finding]:
    """Invented values never reach a live case, whatever the status says."""
    if not choice.branch_is_practice and not choice.passport.practice.empty:
        yield _about(practice_values, choice.passport)


@rule(
    "choose_service.register",
    requirements=("R-004",),
    citation="rules.4",
    title=N_("The service is not in the register as rendered through the Corporation"),
    message=N_("«{name}» is not marked in the register as rendered through the Corporation."),
    advice=N_("Choose a service of the register; explain to the visitor where this one is given."),
    in_force_from=RULES_IN_FORCE,
)
def register(choice: Choice) -> Iterable[Finding]:
    """In the register, and through the Corporation; on a practice branch an unknown mark passes."""
    passport = choice.passport
    listed = passport.in_register or (passport.in_register is None and choice.branch_is_practice)
    if passport.one_application:
        listed = listed or choice.branch_is_practice
    if not passport.via_corporation or not listed:
        yield _about(register, choice.passport)


@rule(
    "choose_service.in_force",
    requirements=("R-008", "R-004"),
    citation="law.14.3",
    title=N_("This edition is not in force today"),
    message=N_("«{name}»: edition {edition} is not in force on {on}."),
    advice=N_("Take the edition in force on the day; running cases keep theirs."),
)
def in_force(choice: Choice) -> Iterable[Finding]:
    """New cases open only under an edition in force on the day."""
    if not choice.passport.in_force(choice.on):
        yield _about(
            in_force, choice.passport, edition=choice.passport.edition, on=f"{choice.on:%d.%m.%Y}"
        )


@rule(
    "choose_service.channel",
    requirements=("R-016",),
    citation="law.18",
    title=N_("The service is not rendered in this way"),
    message=N_("«{name}» cannot be opened here: the way «{channel}» is not one of its ways."),
    advice=N_("Choose the counter or the video call if the service has it."),
)
def channel(choice: Choice) -> Iterable[Finding]:
    """Only the counter and its video call open here, and only where the passport has them."""
    at_counter = choice.channel in COUNTER_CHANNELS
    if not at_counter or choice.channel.of_law not in choice.passport.channels:
        yield _about(channel, choice.passport, word=("channel", choice.channel))


@rule(
    "choose_service.kind",
    requirements=("R-017",),
    citation="law.1.1",
    title=N_("This is not a public service"),
    message=N_("«{name}» follows its own act: terms and grounds of public services do not apply."),
    advice=N_("Go on by the act of the service; the complaint order is the one that act names."),
)
def kind(choice: Choice) -> Iterable[Finding]:
    """A notice, not a block: the other two kinds of work have their own rules."""
    if not law_applies(choice.passport):
        yield _about(kind, choice.passport, severity=Severity.INFO)


@rule(
    "choose_service.carrier",
    requirements=("R-096",),
    citation="law.4.1.4",
    title=N_("This form is not provided for the service"),
    message=N_("«{name}»: the form «{form}» is not among those that its act allows."),
    advice=N_("Offer the forms that the act allows; each of them must be offered."),
)
def carrier(choice: Choice) -> Iterable[Finding]:
    """The carrier of the application must be one of the passport's."""
    allowed = choice.passport.carriers
    if choice.carrier is not None and choice.carrier not in allowed:
        yield _about(carrier, choice.passport, word=("form", choice.carrier))


def _about_form(choice: Choice) -> Finding:
    """The form in words; a value that is no form is shown as it was typed."""
    if choice.result_form in set(Carrier):
        return _about(result_form, choice.passport, word=("form", Carrier(choice.result_form)))
    return _about(result_form, choice.passport, form=choice.result_form)


@rule(
    "choose_service.result_form",
    requirements=("R-096",),
    citation="law.4.1.4",
    title=N_("The result is not given in this form"),
    message=N_("«{name}»: the result is not given in the form «{form}»."),
    advice=N_("Offer the forms that the act allows; each of them must be offered."),
)
def result_form(choice: Choice) -> Iterable[Finding]:
    """The form of the result must be one of the passport's, where the passport knows them."""
    allowed = result_forms(choice.passport)
    if choice.result_form and allowed and choice.result_form not in allowed:
        yield _about_form(choice)


@rule(
    "choose_service.recipient",
    requirements=("R-064",),
    citation="law.1.3",
    title=N_("This body is not a recipient of public services"),
    message=N_("State bodies listed in the Law are not recipients of public services."),
    advice=N_("Direct the visitor to the channel between state bodies; no case is opened."),
)
def recipient(choice: Choice) -> Iterable[Finding]:
    """The bodies that the Law excludes open no case."""
    if choice.organisation is not None and choice.organisation.state_body:
        yield recipient.finding(subject=choice.organisation.bin)


@rule(
    "choose_service.restriction",
    requirements=("R-063",),
    citation="law.4.2",
    title=N_("A law restricts this service for foreigners"),
    message=N_("«{name}»: {restriction}"),
    advice=N_("Show the visitor the provision that restricts the service."),
)
def restriction(choice: Choice) -> Iterable[Finding]:
    """Equal treatment unless a law says otherwise: without a clause a restriction is void."""
    if choice.citizenship == KAZAKHSTAN or choice.organisation is not None:
        return
    for entry in choice.passport.restrictions:
        if entry.key == CITIZENS_ONLY and entry.clause.known:
            shown = entry.text.shown
            yield _about(
                restriction,
                choice.passport,
                restriction_kk=shown.kk or shown.ru,
                restriction_ru=shown.ru or shown.kk,
            )


@rule(
    "choose_service.proactive",
    requirements=("R-099",),
    citation="law.21-1",
    title=N_("The service may come without an application"),
    message=N_(
        "«{name}» is also rendered proactively: do not press an application on the visitor."
    ),
    advice=N_("Explain the two conditions: the phone on the portal and the consent."),
)
def proactive(choice: Choice) -> Iterable[Finding]:
    """A notice where the passport knows the proactive form."""
    if ServiceForm.PROACTIVE in choice.passport.forms:
        yield _about(proactive, choice.passport, severity=Severity.INFO)


CHOOSE_SERVICE_RULES: tuple[Rule, ...] = (
    status,
    practice_values,
    register,
    in_force,
    channel,
    kind,
    carrier,
    result_form,
    recipient,
    restriction,
    proactive,
)
"""Every rule of the step, in the order in which its findings are shown."""


def law_applies(passport: Passport) -> bool:
    """Whether refusals, complaints and ratings of the Law apply to this kind of work (R-017)."""
    return passport.kind is ServiceKind.PUBLIC_SERVICE


def result_forms(passport: Passport) -> tuple[str, ...]:
    """The forms of the result that the passport knows; empty when the sources do not say."""
    found = [str(form) for result in passport.results or () for form in result.carriers]
    return tuple(dict.fromkeys(found))


def choose_service_findings(choice: Choice) -> tuple[Finding, ...]:
    """All findings about one choice; an error inside a rule blocks."""
    return judge(CHOOSE_SERVICE_RULES, choice, choice.on)


def may_open(passport: Passport, branch_is_practice: bool, on: date) -> bool:
    """Whether the service can be offered for choice at all on this branch and day."""
    choice = Choice(passport=passport, branch_is_practice=branch_is_practice, on=on)
    return not any(finding.blocks for finding in choose_service_findings(choice))
