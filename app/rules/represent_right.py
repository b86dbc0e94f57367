"""What ends or narrows a right to act for another: age, a revocation, a power that was passed on."""

from collections.abc import Iterator
from datetime import date

from app.domain.finding import Finding, Severity
from app.domain.identification import (
    AuthorityDocument,
    AuthorityKind,
    LegalGround,
    Representation,
    RepresentationKind,
    RevocationResult,
)
from app.rules.facts import Facts
from app.rules.intake_words import DETAILS, said, words
from app.rules.registry import RULES_IN_FORCE, rule
from i18n import N_

_OF_AGE_TOO = (LegalGround.GUARDIAN, LegalGround.TRUSTEE)


def judged(facts: Facts) -> Representation | None:
    """The representation that the step judges: the proposed one, else the case's."""
    if facts.proposed_representation is not None:
        return facts.proposed_representation
    if facts.proposed_case is not None:
        return facts.proposed_case.representation
    return facts.case.representation if facts.case is not None else None


def came_of_age(shown: Representation, on: date) -> bool:
    """Whether a legal representative speaks on that day for somebody who is of age; guardians and
    trustees may, by the decision that appointed them."""
    return (
        shown.kind is RepresentationKind.LEGAL_REPRESENTATIVE
        and shown.principal is not None
        and not shown.principal.minor_on(on)
        and shown.ground not in _OF_AGE_TOO
    )


@rule(
    "represent.of_age",
    requirements=("R-065",),
    citation="rules.14",
    title=N_("The person represented is of age"),
    message=N_("{name} has reached eighteen: a parent no longer represents them by law."),
    advice=N_(
        "The person comes themselves or gives a power; a guardian or trustee of somebody of age"
        " shows the decision that appointed them."
    ),
    in_force_from=RULES_IN_FORCE,
)
def of_age(facts: Facts) -> Iterator[Finding]:
    """A parent's right ends on the eighteenth birthday, also between the filing and the issue."""
    shown = judged(facts)
    if shown is not None and shown.principal is not None and came_of_age(shown, facts.now.date()):
        yield of_age.finding(subject="birth_date", name=shown.principal.name.short)


def passed_on_wrongly(shown: Representation, on: date) -> bool:
    """Whether a power was passed on without a right to it, or after the first one ended."""
    first = shown.authority.substitution
    if first is None:
        return False
    ended = first.valid_until is not None and first.valid_until < on
    return not first.allowed or ended or not first.number.strip()


@rule(
    "represent.passed_on",
    requirements=("R-066",),
    citation="rules.14",
    title=N_("The power may not have been passed on"),
    message=N_(
        "This power was passed on by another representative; the first power is not named, has"
        " ended, or gives no right to pass it on."
    ),
    advice=N_("Look at the first power: its number, its term, and the right to pass it on."),
    in_force_from=RULES_IN_FORCE,
)
def passed_on(facts: Facts) -> Iterator[Finding]:
    """A power that was passed on is worth what the first one allows."""
    shown = judged(facts)
    if shown is not None and passed_on_wrongly(shown, facts.now.date()):
        yield passed_on.finding(subject="first_number")


@rule(
    "represent.revocation_place",
    requirements=("R-066",),
    citation="rules.14",
    title=N_("Where it was looked up is not named"),
    message=N_("A look-up of a revocation is written down with the place where it was made."),
    advice=N_("Name the register or the notary that was asked."),
    in_force_from=RULES_IN_FORCE,
)
def revocation_place(facts: Facts) -> Iterator[Finding]:
    """A look-up without its place cannot be proved later."""
    shown = facts.proposed_representation
    looked = shown.authority.revocation if shown is not None else None
    if looked is not None and not looked.source.strip():
        yield revocation_place.finding(subject="revocation_source")


@rule(
    "represent.revocation_looked_up",
    requirements=("R-066",),
    citation="rules.14",
    title=N_("Nobody has looked whether the power was revoked"),
    message=N_("There is no answer yet whether the power of attorney {number} was revoked."),
    advice=N_(
        "Where a register can be asked, look there and write down the answer. Work goes on either"
        " way: a register that is silent is not a revocation."
    ),
    in_force_from=RULES_IN_FORCE,
)
def revocation_looked_up(facts: Facts) -> Iterator[Finding]:
    """A word in time, never a stop: the Rules name no register that must be asked."""
    shown = facts.proposed_representation
    if shown is None or shown.authority.kind is not AuthorityKind.NOTARISED_POWER:
        return
    looked = shown.authority.revocation
    if looked is None or looked.result is RevocationResult.NO_ANSWER:
        yield revocation_looked_up.finding(severity=Severity.WARN, number=shown.authority.number)


def differing(paper: AuthorityDocument, former: AuthorityDocument) -> tuple[str, ...]:
    """What the document on the desk says otherwise than the one shown last time, as detail codes."""
    pairs = {
        "authority_kind": (paper.kind, former.kind),
        "authority_number": (paper.number.casefold(), former.number.casefold()),
        "authority_issued_on": (paper.issued_on, former.issued_on),
        "authority_valid_until": (paper.valid_until, former.valid_until),
        "authority_powers": (paper.powers, former.powers),
    }
    return tuple(name for name, (now, before) in pairs.items() if now != before)


@rule(
    "represent.as_last_time",
    requirements=("R-067",),
    citation="rules.14",
    title=N_("The document differs from the one shown last time"),
    message=N_("On {date} the same representative showed another document; different: {details}."),
    advice=N_("Compare with the document that lies before you: it alone counts."),
    in_force_from=RULES_IN_FORCE,
)
def as_last_time(facts: Facts) -> Iterator[Finding]:
    """What was stored last time serves to compare and for nothing else."""
    shown = facts.proposed_representation
    if shown is None or shown.former is None or shown.former_at is None:
        return
    codes = differing(shown.authority, shown.former)
    if codes:
        named = [words("details", DETAILS[code]) for code in codes]
        listed = {key: ", ".join(one[key] for one in named) for key in named[0]}
        day = {"date": f"{shown.former_at:%d.%m.%Y}"}
        yield said(as_last_time, day | listed, subject="authority", severity=Severity.WARN)
