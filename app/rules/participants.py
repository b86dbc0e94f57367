"""Who takes part beside the applicant: there, identified and consenting before anything is registered."""

from collections.abc import Iterator
from dataclasses import replace

from app.domain.case import ConsentKind, ConsentState
from app.domain.finding import Finding, Severity
from app.rules.facts import Facts
from app.rules.registry import RULES_IN_FORCE, Rule, rule
from app.rules.taking_part import Part, awaits, parts_of, seen_as
from i18n import N_


def _parts(facts: Facts) -> tuple[Part, ...]:
    if facts.case is None or facts.passport is None:
        return ()
    return parts_of(facts.case, facts.passport)


def _of(entry: Rule, part: Part, **more: str) -> Finding:
    params = {"who_kk": part.who.kk, "who_ru": part.who.ru, **more}
    return entry.finding(subject=part.row.key, severity=Severity.BLOCK, **params)


@rule(
    "participants.present",
    requirements=("R-057", "R-065"),
    citation="rules.15.2",
    title=N_("Somebody who takes part is not here"),
    message=N_("«{who}» is not identified in this visit."),
    advice=N_(
        "Call them to the desk and identify them (F5), or who represents them. If they cannot come"
        " now, keep the draft (F9): this is no ground to refuse."
    ),
    in_force_from=RULES_IN_FORCE,
)
def present(facts: Facts) -> Iterator[Finding]:
    """Nothing goes on to a signature while somebody whom the act obliges is missing."""
    yield from (_of(present, part) for part in _parts(facts) if part.missing)


@rule(
    "participants.consented",
    requirements=("R-073", "R-077", "R-082"),
    citation="rules.8",
    title=N_("A consent of somebody who takes part is lacking"),
    message=N_("«{who}»: consent {kind} is needed of them, and it is not given."),
    advice=N_(
        "Ask them for that very consent; nobody else gives it. If they do not consent now, keep the"
        " draft (F9): this is no ground to refuse."
    ),
    in_force_from=RULES_IN_FORCE,
)
def consented(facts: Facts) -> Iterator[Finding]:
    """Each gives their own; the applicant's does not take its place."""
    yield from _lacking(consented, facts, frozenset(ConsentKind))


@rule(
    "participants.awaited",
    requirements=("R-077",),
    citation="rules.8",
    title=N_("The answer of the state service is awaited"),
    message=N_("«{who}»: consent {kind} was asked for; the answer has not come yet."),
    advice=N_("Wait for the answer; there is nothing to ask again. The draft is kept."),
    in_force_from=RULES_IN_FORCE,
)
def awaited(_facts: Facts) -> Iterator[Finding]:
    """Silent by itself: ``participants.consented`` answers with it while a question is open."""
    return iter(())


@rule(
    "participants.others_consented",
    requirements=("R-073", "R-078"),
    citation="rules.7.2",
    title=N_("A consent of somebody who takes part is lacking"),
    message=N_("«{who}»: consent {kind} is needed of them, and it is not given."),
    advice=N_(
        "An applicant may insist on filing without an own consent, not without that of another."
        " Ask them, or keep the draft (F9): this is no ground to refuse."
    ),
    in_force_from=RULES_IN_FORCE,
)
def others_consented(facts: Facts) -> Iterator[Finding]:
    """On the road without consent the data of who is no applicant still want that person's own A."""
    yield from _lacking(others_consented, facts, frozenset({ConsentKind.A}), applicants=False)


@rule(
    "participants.access_confirmed",
    requirements=("R-077",),
    citation="rules.8",
    title=N_("Consent C of somebody who takes part does not stand"),
    message=N_("«{who}»: consent {kind} is not given or was taken back."),
    advice=N_("Ask for it through the state service; until then the application is not sent."),
    in_force_from=RULES_IN_FORCE,
)
def access_confirmed(facts: Facts) -> Iterator[Finding]:
    """Nobody's data leave by the electronic road without that person's own access consent."""
    yield from _lacking(access_confirmed, facts, frozenset({ConsentKind.C}))


def _lacking(
    entry: Rule, facts: Facts, kinds: frozenset[ConsentKind], *, applicants: bool = True
) -> Iterator[Finding]:
    case = facts.case
    for part in _parts(facts):
        if case is None or (part.row.applicant and not applicants):
            continue
        unseen = part.needed if part.one is None and part.missing else part.lacking
        for kind in unseen:
            if kind in kinds:
                open_ = awaits(case, part.row.key, kind) and entry is consented
                found = _of(awaited if open_ else entry, part, kind=kind.value)
                yield replace(found, subject=f"{part.row.key}.{kind.value}")


@rule(
    "participants.consent_b_earlier",
    requirements=("R-126", "R-073"),
    citation="law.21.3",
    title=N_("Consent B must be there before the signature"),
    message=N_("«{who}» has given no written consent B earlier than this signature."),
    advice=N_("Take the written consent first; a consent taken afterwards heals nothing."),
)
def consent_b_earlier(facts: Facts) -> Iterator[Finding]:
    """The request of a co-applicant is certified with their own earlier consent alone."""
    for part in _parts(facts):
        if facts.case is None or ConsentKind.B not in part.needed:
            continue
        act = seen_as(facts.case, part.row.key).consent(ConsentKind.B)
        if act is None or act.state is not ConsentState.GIVEN or not act.at < facts.now:
            yield _of(consent_b_earlier, part)


@rule(
    "participants.known",
    requirements=("R-057",),
    citation="rules.14",
    title=N_("The act knows no such participant"),
    message=N_("The act of this service names nobody under «{key}» who takes part."),
    advice=N_("Choose one of those whom the case names, or the applicant."),
    in_force_from=RULES_IN_FORCE,
)
def known(facts: Facts) -> Iterator[Finding]:
    """Only whom the act names takes part."""
    if facts.participant not in {part.row.key for part in _parts(facts)}:
        yield known.finding(key=facts.participant[:40])


@rule(
    "participants.identified",
    requirements=("R-057", "R-073"),
    citation="rules.15.2",
    title=N_("Somebody who takes part is not identified"),
    message=N_("«{who}» is not identified, so nothing can be written down in their name."),
    advice=N_("Identify them first (F5)."),
    in_force_from=RULES_IN_FORCE,
)
def identified(facts: Facts) -> Iterator[Finding]:
    """A consent has a person behind it who was seen."""
    for part in _parts(facts):
        if part.row.key == facts.participant and part.one is None:
            yield _of(identified, part)


@rule(
    "participants.another_person",
    requirements=("R-057",),
    citation="rules.15.2",
    title=N_("This person takes part already"),
    message=N_("«{who}» is another person than the applicant and than the others who take part."),
    advice=N_("Ask for the document of the person who is meant."),
    in_force_from=RULES_IN_FORCE,
)
def another_person(facts: Facts) -> Iterator[Finding]:
    """One person takes one part; who represents a participant is another person than they."""
    case, seen = facts.case, facts.proposed_identification
    shown = facts.proposed_representation
    person = shown.principal if shown is not None else (seen.person if seen is not None else None)
    if case is None or person is None:
        return
    others = [one.person for one in case.participants if one.key != facts.participant]
    first = [case.applicant.person] if case.applicant.person is not None else []
    for part in _parts(facts):
        meant = part.row.key == facts.participant
        if meant and any(person.same_as(other) for other in (*first, *others)):
            yield _of(another_person, part)


@rule(
    "participants.document_valid",
    requirements=("R-061", "R-105"),
    citation="law.20.2",
    title=N_("The identity document has expired"),
    message=N_("The document of «{who}» was valid until {date}."),
    advice=N_("Identify them by another valid document or a digital one; the draft is kept (F9)."),
)
def document_valid(facts: Facts) -> Iterator[Finding]:
    """At filing the document of everybody who takes part is within its term."""
    if facts.passport is not None and facts.passport.replaces_identity_document:
        return
    for part in _parts(facts):
        document = part.one.identification.document if part.one is not None else None
        if document is not None and not document.valid_on(facts.now.date()):
            yield _of(document_valid, part, date=f"{document.expires:%d.%m.%Y}")


IDENTIFY_PARTICIPANT_RULES = (
    "call.its_visit",
    "identify.visit_open",
    "identify.no_image",
    "identify.digital_confirmed",
    "identify.manual_reason",
    "participants.known",
    "participants.another_person",
    "identify.document_expired",
    "identify.chip_altered",
)
"""What is judged when somebody who takes part is identified."""
