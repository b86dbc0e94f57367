"""The desk itself: opened by one workplace with a name on it, paused, gone on with, closed, set free."""

from dataclasses import dataclass, replace

from app.domain.desk_hold import DeskHold, HoldState, Plate
from app.domain.finding import Finding
from app.errors import InputInvalid, declare
from app.rules.queue.open_desk import CLOSE_RULES, OPEN_RULES, PAUSE_RULES
from app.rules.queue.purposes import serves
from app.usecases.outcome import Outcome, PaperRef
from app.usecases.papers import keep_paper, order_print, paper_ref
from app.usecases.queue.facts import holds_alive, queue_facts
from app.usecases.queue.papers import plate_paper
from app.usecases.queue.transfer import set_free
from app.usecases.situation import note
from app.usecases.transit import check
from app.usecases.work import Work
from i18n import N_

NO_HOLD = declare(
    "open_desk.unknown",
    N_("No workplace holds desk {desk}."),
    N_("Choose one of the desks that are shown as open."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDesk:
    """Hold this desk and take visitors (word ``open_desk``): the ``badge`` is on, or the nameplate
    is shown as ``plate`` says."""

    badge: bool = False
    plate: Plate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseDesk:
    """Take no visitors for a while (word ``pause_desk``); the line goes on at the other desks."""

    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeDesk:
    """Take visitors again (word ``resume_desk``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDesk:
    """Let the desk go (word ``close_desk``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseDesk:
    """Set a desk free that another workplace holds (word ``release_desk``)."""

    desk: str
    reason: str = ""


def handle_open_desk(command: OpenDesk, work: Work) -> Outcome:
    """One number, one workplace (R-033); a name for the visitor to see (R-043)."""
    former = work.store.queue.hold(work.desk)
    facts = queue_facts(work, hold=former, badge=command.badge, plate=command.plate)
    check(OPEN_RULES, facts)
    same = (
        former is not None
        and former.session == work.session
        and former.state is not HoldState.CLOSED
    )
    hold = DeskHold(
        desk=work.desk,
        session=work.session,
        operator_id=work.actor.id,
        opened_at=former.opened_at if former is not None and same else work.now,
        seen_at=work.now,
        badge=command.badge,
        plate=None if command.badge else command.plate,
        purposes=serves(work.branch, work.desk, work.actor),
    )
    work.store.queue.save_hold(hold, former)
    set_free(work, work.desk, hold.purposes)
    papers: tuple[PaperRef, ...] = ()
    if hold.plate is Plate.PRINTED:
        record = keep_paper(work, plate_paper(work))
        order_print(work, record)
        papers = (paper_ref(record),)
    plate = hold.plate.value if hold.plate is not None else ""
    told = {"badge": str(hold.badge).lower(), "plate": plate}
    note(work, "open_desk", facts={"operator": work.actor.id, **told})
    changes = ("queue", "desks", "papers", "outbox") if papers else ("queue", "desks")
    return Outcome(papers=papers, changes=changes, facts=told)


def handle_pause_desk(command: PauseDesk, work: Work) -> Outcome:
    """A pause of one's own, with its reason; the department has none (R-023)."""
    hold, _ = _held(work, PAUSE_RULES)
    reason = command.reason.strip()
    work.store.queue.save_hold(
        replace(hold, state=HoldState.PAUSED, pause_reason=reason, seen_at=work.now), hold
    )
    note(work, "pause_desk", facts={"reason": reason})
    return Outcome(changes=("queue", "desks"))


def handle_resume_desk(_command: ResumeDesk, work: Work) -> Outcome:
    """Back at the desk."""
    hold, _ = _held(work, ("open_desk.held",))
    fresh = replace(hold, state=HoldState.OPEN, pause_reason="", seen_at=work.now)
    work.store.queue.save_hold(fresh, hold)
    note(work, "resume_desk")
    return Outcome(changes=("queue", "desks"))


def handle_close_desk(_command: CloseDesk, work: Work) -> Outcome:
    """Nobody is called here any more; the number is free for another workplace."""
    hold, warnings = _held(work, CLOSE_RULES)
    work.store.queue.save_hold(replace(hold, state=HoldState.CLOSED, seen_at=work.now), hold)
    set_free(work, work.desk)
    note(work, "close_desk")
    return Outcome(findings=warnings, changes=("queue", "desks"))


def handle_release_desk(command: ReleaseDesk, work: Work) -> Outcome:
    """A supervisor's word for a workplace that cannot let go by itself."""
    hold = work.store.queue.hold(command.desk)
    if hold is None or hold.state is HoldState.CLOSED:
        raise InputInvalid(NO_HOLD, field="desk", desk=command.desk)
    check(("transfer.reason",), queue_facts(work, reason=command.reason))
    work.store.queue.save_hold(replace(hold, state=HoldState.CLOSED), hold)
    set_free(work, command.desk)
    told = {"desk": command.desk, "reason": command.reason.strip()}
    note(work, "release_desk", facts=told)
    return Outcome(changes=("queue", "desks"), facts={"desk": command.desk})


def still_here(work: Work) -> DeskHold | None:
    """A sign of life of this workplace, written without a word of the log; its hold afterwards, or
    ``None`` when it holds no desk (any more)."""
    hold = work.store.queue.hold(work.desk)
    if hold is None or hold.session != work.session or hold.state is HoldState.CLOSED:
        return None
    fresh = replace(hold, seen_at=work.now)
    work.store.queue.save_hold(fresh, hold)
    return fresh


def _held(work: Work, rules: tuple[str, ...]) -> tuple[DeskHold, tuple[Finding, ...]]:
    hold = work.store.queue.hold(work.desk)
    warnings = check(rules, queue_facts(work, hold=hold, holds=holds_alive(work)))
    assert hold is not None  # noqa: S101 - a rule has just proved it
    return hold, warnings
