"""Identify those who take part beside the applicant, note who speaks for them and their language."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from app.domain.case import Case, TakingPart
from app.domain.identification import Identification, Representation
from app.domain.language import Lang
from app.domain.visit import Visit
from app.rules.participants import IDENTIFY_PARTICIPANT_RULES
from app.rules.represent import REPRESENT_RULES
from app.usecases.checklist import settled
from app.usecases.draft_facts import intake_facts, passport_needed
from app.usecases.intake import Change, each, settle, unconfirmed
from app.usecases.outcome import Outcome
from app.usecases.situation import case_meant, visit_here
from app.usecases.transit import check
from app.usecases.work import Work

_TO_FILE = ("represent.filing_authority", "represent.power_to_file")
_NOTE_RULES = ("complete.editable", "call.its_visit", "participants.known")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakFor:
    """Who stands at the desk speaks for a participant (what ``represent`` says of a participant)."""

    case: str
    participant: str
    shown: Representation


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseParticipantLanguage:
    """In which language a participant reads and consents (word ``choose_participant_language``)."""

    case: str = ""
    participant: str
    language: Lang


def identify_participant(
    work: Work,
    named: str,
    key: str,
    seen: Identification,
    told: dict[str, str],
    **shown: Any,
) -> Outcome:
    """Bind ``seen`` to a participant of the case; another person begins without consents.

    The same person who shows another document keeps what they consented to. ``shown`` are the facts
    of how the document was shown, for the rules.
    """
    addressed = case_meant(work, named)

    def identify(case: Case) -> Change:
        facts = intake_facts(work, case, participant=key, proposed_identification=seen, **shown)
        warnings = check(("complete.editable", *IDENTIFY_PARTICIPANT_RULES), facts)
        one = _bound(work, case, key, seen)
        return Change(
            before=case,
            after=settled(work, _with(case, one)),
            findings=warnings,
            facts=told | {"participant": key},
            personal={"name": seen.person.name.full, "document": seen.document.number},
        )

    changes = each(work, addressed, identify)
    return settle(work, "identify", addressed, changes, lists=("visit",))


def _bound(work: Work, case: Case, key: str, seen: Identification) -> TakingPart:
    before = case.participant(key)
    if before is not None and before.identification.person.same_as(seen.person):
        if before.representation is None or before.representation.visit_id == case.visit_id:
            return replace(before, identification=seen)
        # An authority shown in another visit is shown again; what rested on it goes with it.
        return replace(before, identification=seen, representation=None, consents=())
    passport = passport_needed(work, case)
    row = next(row for row in passport.participants if row.key == key)
    return TakingPart(key=key, applicant=row.applicant, identification=seen, language=case.language)


def _with(case: Case, one: TakingPart) -> Case:
    """The case with that participant in place of the one before; its text is confirmed anew."""
    others = tuple(other for other in case.participants if other.key != one.key)
    return unconfirmed(case, participants=(*others, one))


def visit_as(work: Work, case: Case, key: str) -> Visit | None:
    """The visit at this desk as it stands for a participant: their document, who speaks for them."""
    visit, one = visit_here(work), case.participant(key)
    if visit is None or one is None:
        return visit
    return replace(visit, identification=one.identification, representation=one.representation)


def represent_participant(command: SpeakFor, work: Work) -> Outcome:
    """A participant is represented, where the law lets them be: by the rules of every representation."""

    def speak(case: Case, one: TakingPart) -> TakingPart:
        facts = intake_facts(
            work,
            case,
            visit=visit_as(work, case, command.participant),
            participant=command.participant,
            proposed_representation=command.shown,
        )
        check((*REPRESENT_RULES, *_TO_FILE, "participants.another_person"), facts)
        return replace(one, representation=command.shown, consents=())

    told = {
        "kind": command.shown.kind.value,
        "authority": command.shown.authority.kind.value,
    }
    number = {"authority_number": command.shown.authority.number}
    return _changed(work, command, "represent", speak, told, number)


def stand_for_self(work: Work, named: str, key: str) -> Outcome:
    """The participant is the one at the desk after all."""
    command = ChooseParticipantLanguage(case=named, participant=key, language=Lang.KK)

    def alone(case: Case, one: TakingPart) -> TakingPart:  # noqa: ARG001
        return replace(one, representation=None, consents=())

    return _changed(work, command, "act_for_self", alone, {}, {})


def handle_choose_participant_language(command: ChooseParticipantLanguage, work: Work) -> Outcome:
    """What was consented to stays in the language in which it was read (R-080)."""

    def turn(case: Case, one: TakingPart) -> TakingPart:  # noqa: ARG001
        return replace(one, language=command.language)

    told = {"language": command.language.value}
    return _changed(work, command, "choose_participant_language", turn, told, {})


def _changed(
    work: Work,
    command: SpeakFor | ChooseParticipantLanguage,
    verb: str,
    turn: Callable[[Case, TakingPart], TakingPart],
    told: dict[str, str],
    personal: dict[str, str],
) -> Outcome:
    addressed = case_meant(work, command.case)
    key = command.participant

    def change(case: Case) -> Change:
        facts = intake_facts(work, case, participant=key)
        check((*_NOTE_RULES, "participants.identified"), facts)
        one = case.participant(key)
        assert one is not None  # noqa: S101 - a rule has just proved it
        return Change(
            before=case,
            after=settled(work, _with(case, turn(case, one))),
            facts=told | {"participant": key},
            personal=personal,
        )

    return settle(work, verb, addressed, each(work, addressed, change), lists=("visit",))
