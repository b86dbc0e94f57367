"""The queue and the header in words: tickets with their waiting, the desk, the person, the practice band."""

from datetime import datetime

from app.domain.branch import Branch, Operator
from app.domain.visit import Ticket, TicketState
from app.usecases.views import CaseView, QueueView, VisitView
from ui.binding.presentation import HeaderState, QueueItem, QueueState, Tone, Verb, VerbItem
from ui.binding.texts import show_time, tr_, tr_plural, ui_language
from ui.binding.words import PURPOSES


def minutes(count: int) -> str:
    """So many minutes in words."""
    return tr_plural("{count} minute", "{count} minutes", count)


def _waited(ticket: Ticket, now: datetime) -> str:
    return minutes(max(0, int((now - ticket.taken_at).total_seconds() // 60)))


def queue_state(view: QueueView, now: datetime, *, visit_open: bool) -> QueueState:
    """The left zone."""
    at_desk = view.at_desk
    items = []
    if at_desk is not None:
        items.append(
            QueueItem(
                id=at_desk.id,
                number=at_desk.number,
                line=tr_(PURPOSES[at_desk.purpose]),
                state=tr_("at the desk"),
                tone=Tone.GOOD,
                current=True,
            )
        )
    items.extend(_item(ticket, now) for ticket in view.waiting)
    closed = view.open_findings[0].params if view.open_findings else {}
    lang = ui_language().lang.value
    empty = closed.get(f"words_{lang}", "") if not view.open else tr_("Nobody is waiting.")
    return QueueState(
        waiting=len(view.waiting),
        items=tuple(items),
        verbs=_verbs(view, visit_open=visit_open),
        empty=empty,
    )


def _item(ticket: Ticket, now: datetime) -> QueueItem:
    parked = ticket.state is TicketState.PARKED
    return QueueItem(
        id=ticket.id,
        number=ticket.number,
        line=tr_(PURPOSES[ticket.purpose]),
        wait=_waited(ticket, now),
        state=tr_("put aside") if parked else "",
        tone=Tone.WARN if parked else Tone.NEUTRAL,
    )


def _verbs(view: QueueView, *, visit_open: bool) -> tuple[VerbItem, ...]:
    alone = "" if visit_open else tr_("nobody is at the desk")
    if visit_open:
        first = VerbItem(verb=Verb.NEXT, label=tr_("Finish the visit"))
    else:
        nobody = "" if view.waiting else tr_("nobody is waiting")
        first = VerbItem(verb=Verb.NEXT, label=tr_("Next"), blocked=nobody, primary=True)
    return (
        first,
        VerbItem(verb=Verb.AGAIN, label=tr_("Again"), blocked=alone),
        VerbItem(verb=Verb.PARK, label=tr_("Put aside"), blocked=alone),
    )


def header_state(
    branch: Branch,
    desk: str,
    operator: Operator,
    visit: VisitView | None,
    case: CaseView | None,
) -> HeaderState:
    """The line at the top."""
    called = ""
    if visit is not None:
        called = tr_(
            "called {time} · waited {minutes}",
            time=show_time(visit.visit.called_at),
            minutes=minutes(visit.waited_minutes),
        )
    shown = (case.case.number or case.case.draft_code) if case is not None else ""
    return HeaderState(
        desk=desk,
        person=operator.name_in(ui_language().lang).short,
        paper_lang=case.case.language if case is not None else None,
        ticket=visit.ticket.number if visit is not None else "",
        ticket_note=called,
        case_number=shown,
        practice=tr_("Practice branch") if branch.practice else "",
    )


__all__ = ["header_state", "minutes", "queue_state"]
