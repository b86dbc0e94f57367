"""The queue and the header in words: tickets with their waiting, the desk, the person, the practice band."""

from dataclasses import replace
from datetime import datetime
from math import ceil

from app.domain.branch import Branch, Operator
from app.domain.desk_hold import DeskHold, HoldState
from app.domain.visit import Ticket, TicketState
from app.usecases.views import CaseView, QueueView, VisitView
from ui.binding.present_findings import title_of
from ui.binding.presentation import HeaderState, QueueItem, QueueState, Tone, Verb, VerbItem
from ui.binding.queue_words import NEEDS, SHORT_NAMES
from ui.binding.texts import show_date, show_time, tr_, tr_plural, ui_language
from ui.binding.words import PURPOSES


def minutes(count: int) -> str:
    """So many minutes in words."""
    return tr_plural("{count} minute", "{count} minutes", count)


def waited(ticket: Ticket, now: datetime) -> str:
    """How long a ticket has waited by now."""
    return minutes(max(0, int((now - ticket.taken_at).total_seconds() // 60)))


def paused(hold: DeskHold | None) -> bool:
    """Whether the desk takes no visitors for a while."""
    return hold is not None and hold.state is HoldState.PAUSED


def queue_state(
    view: QueueView, now: datetime, visit: VisitView | None, shown: str = ""
) -> QueueState:
    """The left zone: whom this desk calls first, then who stands outside the line and elsewhere.

    ``shown`` is the id of the ticket that the page shows before its call.
    """
    at_desk = view.at_desk
    items: list[QueueItem] = []
    if at_desk is not None:
        items.append(
            QueueItem(
                id=at_desk.id,
                number=at_desk.number,
                line=_line(at_desk),
                state=tr_("at the desk"),
                tone=Tone.GOOD,
                current=True,
            )
        )
    outside = (*_parked(view), *view.absent)
    elsewhere = tuple(
        one for one in view.waiting if one.state is TicketState.WAITING and one.id not in view.mine
    )
    groups = (
        (tr_("For this desk"), view.in_turn, False),
        (tr_("Put aside and absent"), outside, False),
        (tr_("For other desks"), elsewhere, True),
        (tr_("Of former days"), view.left_over, False),
    )
    headed = bool(outside or elsewhere or view.left_over)
    for heading, tickets, quiet in groups:
        for place, ticket in enumerate(tickets):
            section = heading if headed and not place else ""
            item = _item(ticket, now, section=section, quiet=quiet)
            items.append(replace(item, current=ticket.id == shown))
    closed = view.open_findings[0].params if view.open_findings else {}
    lang = ui_language().lang.value
    empty = closed.get(f"words_{lang}", "") if not view.open else tr_("Nobody is waiting.")
    return QueueState(
        waiting=len(view.waiting),
        items=tuple(items),
        verbs=_verbs(view, now, visit),
        empty=empty,
        note=desk_note(view),
    )


def desk_note(view: QueueView | None) -> str:
    """That the desk takes no visitors now; empty while it does."""
    if view is None:
        return ""
    if view.hold is None:
        return tr_("The desk is not open")
    return tr_("The desk is paused") if paused(view.hold) else ""


def ordinary_note(view: QueueView | None) -> str:
    """That the ordinary queue is in force, since and until when; that it was not confirmed."""
    act = view.failure if view is not None else None
    if view is None or act is None:
        return ""
    since = show_time(act.started_at)
    if view.failure_until is None:
        return tr_(
            "The failure declared at {since} was not confirmed: tickets are given again. The"
            " supervisor confirms it or ends it.",
            since=since,
        )
    return tr_(
        "Ordinary queue since {since}: new visitors are written into the journal and called in the"
        " same order. Confirmed until {until}.",
        since=since,
        until=show_time(view.failure_until),
    )


def _parked(view: QueueView) -> tuple[Ticket, ...]:
    return tuple(ticket for ticket in view.waiting if ticket.state is TicketState.PARKED)


def _line(ticket: Ticket) -> str:
    parts = [tr_(PURPOSES[ticket.purpose]), SHORT_NAMES[ticket.language]]
    if ticket.booked_for is not None:
        parts.append(tr_("booked for {time}", time=show_time(ticket.booked_for)))
    if ticket.need is not None:
        parts.append(tr_(NEEDS[ticket.need]))
    return " · ".join(parts)


def mark_of(ticket: Ticket, *, quiet: bool = False) -> tuple[str, Tone]:
    """How a ticket stands beside the line: a word with its tone; nothing for who simply waits."""
    if ticket.state is TicketState.PARKED:
        return tr_("put aside"), Tone.WARN
    if ticket.state is TicketState.ABSENT:
        return tr_("did not come"), Tone.STOP
    if ticket.for_desk and quiet:
        return tr_("for desk {desk}", desk=ticket.for_desk), Tone.NEUTRAL
    if ticket.for_desk:
        return tr_("sent to this desk"), Tone.INFO
    return "", Tone.NEUTRAL


def _item(ticket: Ticket, now: datetime, *, section: str, quiet: bool) -> QueueItem:
    words, tone = mark_of(ticket, quiet=quiet)
    today = ticket.day == now.date().isoformat()
    return QueueItem(
        id=ticket.id,
        number=ticket.number,
        line=_line(ticket),
        wait=waited(ticket, now) if today else show_date(ticket.taken_at.date()),
        state=words,
        tone=tone,
        section=section,
        quiet=quiet,
    )


def _verbs(view: QueueView, now: datetime, visit: VisitView | None) -> tuple[VerbItem, ...]:
    alone = "" if visit is not None else tr_("nobody is at the desk")
    if visit is None:
        blocked = desk_note(view) or (
            "" if view.waiting or view.left_over else tr_("nobody is waiting")
        )
        first = VerbItem(verb=Verb.NEXT, label=tr_("Next"), blocked=blocked, primary=True)
    elif visit.visit.arrived_at is None:
        first = VerbItem(verb=Verb.NEXT, label=tr_("Has come"))
    else:
        first = VerbItem(verb=Verb.NEXT, label=tr_("Finish the visit"))
    again = alone or again_blocked(view, now)
    return (
        first,
        VerbItem(verb=Verb.AGAIN, label=tr_("Again"), blocked=again),
        VerbItem(verb=Verb.PARK, label=tr_("Put aside"), blocked=alone),
        VerbItem(verb=Verb.TRANSFER, label=tr_("Transfer"), blocked=alone),
    )


def again_blocked(view: QueueView, now: datetime) -> str:
    """Why the ticket cannot be called once more now: often enough, or so many seconds too soon."""
    if view.again_findings:
        return title_of(view.again_findings)
    left = seconds_left(view.again_from, now)
    return tr_("again in {left} s", left=left) if left else ""


def counting(visit: VisitView | None, queue: QueueView | None, now: datetime) -> bool:
    """Whether seconds are counted on the window: since a call, until it may be repeated."""
    if visit is None:
        return False
    again = queue is not None and seconds_left(queue.again_from, now) > 0
    return visit.visit.arrived_at is None or again


def seconds_left(until: datetime | None, now: datetime) -> int:
    """The whole seconds until a moment; none when it has passed."""
    return max(0, ceil((until - now).total_seconds())) if until is not None else 0


def header_state(
    branch: Branch,
    desk: str,
    operator: Operator,
    visit: VisitView | None,
    case: CaseView | None,
    queue: QueueView | None = None,
) -> HeaderState:
    """The line at the top."""
    called = ""
    if visit is not None:
        called = tr_(
            "called {time} · waited {minutes}",
            time=show_time(visit.visit.called_at),
            minutes=minutes(visit.waited_minutes),
        )
        if visit.visit.inaccurate:
            called = f"{called} · {tr_('time not counted')}"
    shown = (case.case.number or case.case.draft_code) if case is not None else ""
    return HeaderState(
        desk=desk,
        person=operator.name_in(ui_language().lang).short,
        paper_lang=case.case.language if case is not None else None,
        ticket=visit.ticket.number if visit is not None else "",
        ticket_note=called,
        case_number=shown,
        practice=tr_("Practice branch") if branch.practice else "",
        desk_note=desk_note(queue),
    )


__all__ = [
    "again_blocked",
    "desk_note",
    "header_state",
    "mark_of",
    "minutes",
    "ordinary_note",
    "paused",
    "queue_state",
    "seconds_left",
    "waited",
]
