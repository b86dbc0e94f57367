"""A desk cut off from the branch's store: it goes over to the ordinary queue by itself, and comes back."""

from dataclasses import dataclass, replace

from app.domain.ordinary_queue import FailureAct, FailureCause
from app.domain.visit import UNFINISHED, Ticket, TicketEnd
from app.usecases.numbering import next_number
from app.usecases.outcome import Outcome
from app.usecases.queue.facts import queue_facts
from app.usecases.queue.finish_visit import ended
from app.usecases.queue.ordinary_queue import lines_of
from app.usecases.situation import note
from app.usecases.transit import check
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginOrdinary:
    """Go on in the ordinary queue at this desk, because the branch's store cannot be reached
    (word ``begin_ordinary``); the supervisor's word follows at the reconciliation."""

    cause: FailureCause = FailureCause.SERVER
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOrdinary:
    """The branch's store can be reached again: end the act of this desk, before its lines are
    taken over (word ``end_ordinary``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTakeOver:
    """The branch's store has the lines of a desk that was cut off (word ``record_take_over``; the
    desk says it). ``lines`` are their ids."""

    lines: tuple[str, ...] = ()


def handle_begin_ordinary(command: BeginOrdinary, work: Work) -> Outcome:
    """The offer of the desk itself; an act that is open already goes on (R-036)."""
    facts = queue_facts(work, failure=work.store.queue.open_failure())
    check(("cut_off.unreachable",), facts)
    act = facts.failure
    if act is None:
        number, _ = next_number(work, "failure")
        act = FailureAct(
            id=work.new_id(),
            number=number,
            cause=command.cause,
            cause_note=command.note.strip(),
            declared_by=work.actor.id,
            started_at=work.now,
            declared_at=work.now,
            by_desk=True,
        )
        work.store.queue.add_failure(act)
        note(work, "begin_ordinary", facts={"act": act.number, "cause": command.cause.value})
    return Outcome(changes=("queue", "failures"), facts={"act": act.number})


def handle_end_ordinary(_command: EndOrdinary, work: Work) -> Outcome:
    """Nobody stands at the desk: what was done here can be taken over."""
    act = work.store.queue.open_failure()
    check(("cut_off.unreachable", "open_desk.nobody_there"), queue_facts(work, failure=act))
    lines: tuple[Ticket, ...] = ()
    if act is not None:
        lines = lines_of(work, act)
        work.store.queue.save_failure(replace(act, ended_at=work.now, ended_by=work.actor.id))
    note(work, "end_ordinary", facts={"lines": str(len(lines))})
    ids = " ".join(line.id for line in lines)
    return Outcome(changes=("queue", "failures"), facts={"lines": ids})


def handle_record_take_over(command: RecordTakeOver, work: Work) -> Outcome:
    """The electronic ticket of a visitor who went over into the journal ends: nobody is twice in
    the line. One that was called meanwhile is left to its desk."""
    ended_here = 0
    for line_id in command.lines:
        line = work.store.visits.ticket(line_id)
        former = (
            work.store.visits.ticket_by_number(line.former, line.taken_at.date())
            if line is not None and line.former
            else None
        )
        if line is None or former is None or former.state not in UNFINISHED:
            continue
        done = ended(former, work, line.end or TicketEnd.SERVED, line.number)
        work.store.visits.save_ticket(done, expected=former.state)
        ended_here += 1
    told = {"lines": str(len(command.lines)), "ended": str(ended_here)}
    note(work, "record_take_over", facts=told)
    return Outcome(changes=("queue", "failures"), facts=told)
