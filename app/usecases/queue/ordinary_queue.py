"""The ordinary queue: declared, confirmed each hour, ended, reconciled with true times, closed."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.domain.language import Lang
from app.domain.ordinary_queue import FailureAct, FailureCause
from app.domain.visit import AT_DESK, Purpose, Ticket, TicketEnd, TicketOrigin, TicketState
from app.errors import InputInvalid, declare
from app.rules.queue.ordinary_queue import ACT_RULES, CLOSE_RULES, DECLARE_RULES, ENTER_RULES
from app.usecases.numbering import next_number
from app.usecases.outcome import Outcome
from app.usecases.papers import keep_paper, paper_ref
from app.usecases.queue.facts import queue_facts
from app.usecases.queue.papers import act_paper
from app.usecases.queue.take_ticket import journal_line, told_of
from app.usecases.situation import find_case, note
from app.usecases.transit import check
from app.usecases.work import Work
from i18n import N_

_LOOK_BACK = timedelta(days=31)
"""How long an act that is not closed is still meant where none is named."""
NO_LINE = declare(
    "ordinary_queue.line",
    N_("The journal has no line «{line}» that waits for its end."),
    N_("Look the line up on the page of the ordinary queue."),
)
NO_LINK = declare(
    "ordinary_queue.link",
    N_("There is no case «{link}»."),
    N_("Name the number of the case as it stands on its receipt, or leave it empty."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareFailure:
    """Go over to the ordinary queue (word ``declare_failure``). ``started_at``: when the failure
    began, if before now."""

    cause: FailureCause | None = None
    note: str = ""
    started_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmFailure:
    """Say that the failure still lasts (word ``confirm_failure``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndFailure:
    """The electronic queue works again (word ``end_failure``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterArrival:
    """Take over a line of the paper journal with its true time (word ``enter_arrival``).

    ``act`` is the number of the failure (empty: the last one), ``line`` the order number on the
    paper. With ``end`` the visit is over already; ``link`` then names its case.
    """

    arrived_at: datetime
    purpose: Purpose
    language: Lang
    line: int = 0
    act: str = ""
    end: TicketEnd | None = None
    link: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleLine:
    """Say what became of a line of the journal (word ``settle_line``): how it ended, the number of
    its case, or why there is none."""

    ticket: str
    end: TicketEnd = TicketEnd.SERVED
    link: str = ""
    reason: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseFailure:
    """Close the act of a failure when every line is reconciled (word ``close_failure``)."""

    act: str = ""


def handle_declare_failure(command: DeclareFailure, work: Work) -> Outcome:
    """From now on visitors are written into the journal; those in line keep their places (R-036)."""
    act = work.store.queue.open_failure()
    facts = queue_facts(work, failure=act, cause=command.cause, arrived_at=command.started_at)
    check(DECLARE_RULES, facts)
    number, _ = next_number(work, "failure")
    assert command.cause is not None  # noqa: S101 - a rule has just proved it
    fresh = FailureAct(
        id=work.new_id(),
        number=number,
        cause=command.cause,
        cause_note=command.note.strip(),
        declared_by=work.actor.id,
        started_at=command.started_at or work.now,
        declared_at=work.now,
    )
    work.store.queue.add_failure(fresh)
    note(work, "declare_failure", facts={"act": number, "cause": command.cause.value})
    return Outcome(changes=("queue", "failures"), facts={"act": number})


def handle_confirm_failure(_command: ConfirmFailure, work: Work) -> Outcome:
    """One more hour; the first word of a supervisor also stands for what a desk declared by itself."""
    act = _open_act(work)
    # As at the end: after a clock was set back the times of an act still stand in their order.
    at = max(work.now, act.declared_at, *act.confirmed_at)
    work.store.queue.save_failure(
        replace(act, confirmed_at=(*act.confirmed_at, at), confirmed_by=work.actor.id)
    )
    note(work, "confirm_failure", facts={"act": act.number})
    return Outcome(changes=("queue", "failures"), facts={"act": act.number})


def handle_end_failure(_command: EndFailure, work: Work) -> Outcome:
    """Tickets are given again; who stands in the journal stays in the one line."""
    act = _open_act(work)
    # A clock set back meanwhile must not end it before it began: such an act could not be closed.
    ended_at = max(work.now, act.declared_at, *act.confirmed_at)
    work.store.queue.save_failure(replace(act, ended_at=ended_at, ended_by=work.actor.id))
    left = len(unreconciled(work, act))
    note(work, "end_failure", facts={"act": act.number, "unreconciled": str(left)})
    told = {"act": act.number, "unreconciled": str(left)}
    return Outcome(changes=("queue", "failures"), facts=told)


def handle_enter_arrival(command: EnterArrival, work: Work) -> Outcome:
    """The event keeps its own time; when it was written down stands beside it (R-037)."""
    act = _act_named(work, command.act)
    facts = queue_facts(work, failure=act, arrived_at=command.arrived_at)
    check(ENTER_RULES, facts)
    assert act is not None  # noqa: S101 - a rule has just proved it
    line = Ticket(
        id=work.new_id(),
        number="",
        purpose=command.purpose,
        language=command.language,
        taken_at=command.arrived_at.astimezone(work.now.tzinfo),
        entered_at=work.now,
        origin=TicketOrigin.JOURNAL,
        line_number=command.line,
    )
    line = journal_line(work, line, act)
    if command.end is not None:
        line = _settled(work, line, command.end, command.link, command.reason)
    work.store.visits.add_ticket(line)
    note(work, "enter_arrival", facts={"ticket": line.number, "act": act.number})
    return Outcome(changes=("queue", "failures"), facts=told_of(work, line))


def handle_settle_line(command: SettleLine, work: Work) -> Outcome:
    """One line of the journal has its case, its appeal, its consultation, or its reason."""
    # An act over midnight may have a number twice: meant is the line that still waits for its end.
    lines = (one for one in _lines(work, command.act) if one.number == command.ticket)
    line = next((one for one in lines if one.state not in AT_DESK and not _reconciled(one)), None)
    if line is None:
        raise InputInvalid(NO_LINE, field="ticket", line=command.ticket)
    done = _settled(work, line, command.end, command.link, command.reason)
    work.store.visits.save_ticket(done, expected=line.state)
    note(work, "settle_line", facts={"ticket": line.number, "end": command.end.value})
    return Outcome(changes=("queue", "failures"), facts={"ticket": line.number})


def handle_close_failure(command: CloseFailure, work: Work) -> Outcome:
    """Every line is reconciled: the act is made as a paper and closed (R-037)."""
    act = _act_named(work, command.act)
    left = unreconciled(work, act) if act is not None else ()
    check(CLOSE_RULES, queue_facts(work, failure=act, unreconciled=len(left)))
    assert act is not None  # noqa: S101 - a rule has just proved it
    paper = keep_paper(work, act_paper(work, act, lines_of(work, act)))
    closed = replace(act, closed_at=work.now, closed_by=work.actor.id, paper=paper.id)
    work.store.queue.save_failure(closed)
    note(work, "close_failure", facts={"act": act.number})
    return Outcome(
        papers=(paper_ref(paper),),
        changes=("queue", "failures", "papers"),
        facts={"act": act.number},
    )


def lines_of(work: Work, act: FailureAct) -> tuple[Ticket, ...]:
    """The lines of an act's journal, by their true times; those that were carried over into the
    line of a later day among them."""
    day, last = act.started_at.date(), max(work.now, act.ended_at or work.now).date()
    found: list[Ticket] = []
    while day <= last:
        # As they were taken: a line that was carried over to another day is a line of this act.
        found += [one for one in work.store.visits.taken_on(day) if one.failure_id == act.id]
        day = day.fromordinal(day.toordinal() + 1)
    return tuple(sorted(found, key=lambda one: (one.taken_at, one.id)))


def unreconciled(work: Work, act: FailureAct) -> tuple[Ticket, ...]:
    """Lines without an end, or served without a visit of this program and without a link or reason."""
    return tuple(one for one in lines_of(work, act) if not _reconciled(one))


def _reconciled(line: Ticket) -> bool:
    if line.state is not TicketState.CLOSED or line.end is None:
        return False
    served_here = line.called_at is not None
    return served_here or bool(line.link or line.end_reason)


def _settled(work: Work, line: Ticket, end: TicketEnd, link: str, reason: str) -> Ticket:
    number = ""
    if link:
        case = find_case(work, link)
        if case is None:
            raise InputInvalid(NO_LINK, field="link", link=link)
        number = case.number or case.draft_code
    else:
        check(("transfer.reason",), queue_facts(work, ticket=line, reason=reason))
    return replace(
        line,
        state=TicketState.CLOSED,
        closed_at=line.closed_at or work.now,
        end=end,
        end_reason=reason.strip(),
        link=number,
        need=None,
    )


def _open_act(work: Work) -> FailureAct:
    act = work.store.queue.open_failure()
    check(ACT_RULES, queue_facts(work, failure=act))
    assert act is not None  # noqa: S101 - a rule has just proved it
    return act


def _act_named(work: Work, number: str) -> FailureAct | None:
    if number:
        return work.store.queue.failure(number)
    lately = work.store.queue.failures_since(work.now - _LOOK_BACK)
    unclosed = [one for one in lately if one.closed_at is None]
    return work.store.queue.open_failure() or (unclosed[-1] if unclosed else None)


def _lines(work: Work, number: str) -> tuple[Ticket, ...]:
    act = _act_named(work, number)
    return lines_of(work, act) if act is not None else ()
