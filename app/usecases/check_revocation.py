"""Look up whether a power of attorney was revoked, and write down who looked, when, where, what."""

from dataclasses import dataclass, replace

from app.domain.finding import Severity
from app.domain.identification import Representation, RevocationCheck, RevocationResult
from app.domain.visit import Visit
from app.errors import InputInvalid, declare
from app.rules.postpone import DRAFTS
from app.rules.represent import in_term
from app.rules.represent_right import revocation_place
from app.usecases.outcome import Outcome
from app.usecases.person_input import LONGEST_NAME, plain
from app.usecases.situation import facts_of, note, visit_here
from app.usecases.transit import check
from app.usecases.visit_view import visit_view
from app.usecases.work import Work
from i18n import N_

NO_POWER = declare(
    "represent.no_power",
    N_("There is no document of authority in this visit."),
    N_("Note first for whom the visitor acts, and by which document."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRevocation:
    """The power of this visit was looked up (word ``check_revocation``): what was found, where."""

    result: RevocationResult
    source: str = ""


def handle_check_revocation(command: CheckRevocation, work: Work) -> Outcome:
    """Keep the look-up with the visit and with every draft that stands on the same paper.

    A revoked power stays written down as revoked: the steps that rest on it stop from now on.
    """
    visit = visit_here(work)
    check(("call.visit_open",), facts_of(work, visit=visit))
    if visit is None or visit.representation is None:
        raise InputInvalid(NO_POWER, field="revocation")
    looked = RevocationCheck(
        result=command.result,
        source=plain(command.source)[:LONGEST_NAME],
        at=work.now,
        operator_id=work.actor.id,
    )
    shown = looked_up(visit.representation, looked)
    check((revocation_place.id,), facts_of(work, visit=visit, proposed_representation=shown))
    saved = work.store.visits.save(replace(visit, representation=shown))
    changed = _keep_with_drafts(work, visit, looked)
    note(work, "check_revocation", facts=told(looked))
    ended = in_term.judge(facts_of(work, visit=saved, proposed_representation=shown))
    return Outcome(
        visit=visit_view(saved, work),
        findings=tuple(replace(finding, severity=Severity.WARN) for finding in ended),
        changes=("visit", *changed),
    )


def looked_up(shown: Representation, looked: RevocationCheck) -> Representation:
    """The representation with that look-up as its last one."""
    return replace(shown, authority=replace(shown.authority, revocation=looked))


def told(looked: RevocationCheck | None) -> dict[str, str]:
    """The look-up as the log keeps it: what was found, where and when; who is the one logged."""
    if looked is None:
        return {}
    return {
        "revocation": looked.result.value,
        "revocation_source": looked.source,
        "revocation_at": looked.at.isoformat(),
    }


def _keep_with_drafts(work: Work, visit: Visit, looked: RevocationCheck) -> tuple[str, ...]:
    paper = visit.representation.authority.number if visit.representation is not None else ""
    changed = []
    for case in work.store.cases.of_visit(visit.id):
        shown = case.representation
        if shown is not None and case.state in DRAFTS and shown.authority.number == paper:
            work.store.cases.save(replace(case, representation=looked_up(shown, looked)))
            changed.append(f"case:{case.id}")
    return tuple(changed)
