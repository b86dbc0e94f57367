"""The papers of the queue from what the store knows: tickets, the nameplate, the act of a failure."""

from app.domain.language import Lang
from app.domain.ordinary_queue import FailureAct, FailureCause
from app.domain.papers import (
    BlankJournalPaper,
    FailureActPaper,
    JournalLinePaper,
    NameplatePaper,
    PaperBranch,
    PaperHead,
    QueueTicketPaper,
)
from app.domain.visit import IN_LINE, Ticket, TicketEnd, TicketState
from app.usecases.papers import paper_head
from app.usecases.queue.place_in_line import code_of, people_before
from app.usecases.work import Work
from app.wording import both
from i18n import N_

CAUSES = {
    FailureCause.SERVER: N_("cause: the server of the queue does not answer"),
    FailureCause.NETWORK: N_("cause: the network does not work"),
    FailureCause.POWER: N_("cause: there is no electricity"),
    FailureCause.TICKETS: N_("cause: tickets are not given out"),
    FailureCause.BOARD: N_("cause: the board and the calls do not work"),
    FailureCause.OTHER: N_("cause: another technical failure"),
}
ENDS = {
    TicketEnd.SERVED: N_("end: served"),
    TicketEnd.CONSULTED: N_("end: consulted"),
    TicketEnd.NO_SHOW: N_("end: called and did not come"),
    TicketEnd.LEFT: N_("end: left"),
    TicketEnd.REBOOKED: N_("end: rebooked"),
}
_AWAY = (TicketEnd.NO_SHOW, TicketEnd.LEFT, TicketEnd.REBOOKED)


def ticket_paper(work: Work, ticket_id: str) -> QueueTicketPaper | None:
    """The paper of a ticket that still waits, or of one that was rebooked; ``None`` for any other:
    a ticket that comes out after its call would mislead."""
    ticket = work.store.visits.ticket(ticket_id)
    if ticket is None or (ticket.state not in IN_LINE and ticket.end is not TicketEnd.REBOOKED):
        return None
    branch, lang = work.branch, ticket.language
    head = PaperHead(
        lang=lang,
        number=ticket.number,
        issued_at=work.now,
        branch=PaperBranch(
            department_number=branch.department_number,
            name=branch.name.in_(lang),
            address=branch.address.in_(lang),
            contact_centre=branch.contact_centre,
            code=branch.code,
        ),
        code=code_of(work, ticket),
        practice=branch.practice,
    )
    return QueueTicketPaper(
        head=head,
        purpose=ticket.purpose,
        taken_at=ticket.taken_at,
        people_before=len(people_before(work, ticket)),
        expected_minutes=ticket.expected_minutes,
        booked_for=ticket.booked_for,
        copy=ticket.copies,
    )


def plate_paper(work: Work, lang: Lang = Lang.KK) -> NameplatePaper:
    """The nameplate of who works at this desk (R-043)."""
    who = work.actor
    return NameplatePaper(
        head=paper_head(work, lang, coded=False),
        name_kk=who.name,
        name_ru=who.name_ru,
        position=who.position,
        desk=int(work.desk),
    )


def act_paper(
    work: Work, act: FailureAct, lines: tuple[Ticket, ...], lang: Lang = Lang.KK
) -> FailureActPaper:
    """The act with its journal, in the language of the office."""
    cause = both(CAUSES[act.cause]).in_(lang)
    return FailureActPaper(
        head=paper_head(work, lang),
        cause=f"{cause}. {act.cause_note}" if act.cause_note else cause,
        declared_by=employee(work, act.declared_by, lang),
        declared_position=_position(work, act.declared_by, lang),
        started_at=act.started_at,
        ended_at=act.ended_at,
        ended_by=employee(work, act.ended_by, lang) if act.ended_at is not None else "",
        confirmations=act.confirmed_at,
        lines=tuple(_line(order, line, lang) for order, line in enumerate(lines, 1)),
    )


def blank_journal(work: Work, sheets: int, lang: Lang) -> BlankJournalPaper:
    """Sheets to write on when nothing works."""
    return BlankJournalPaper(head=paper_head(work, lang), sheets=sheets)


def employee(work: Work, operator_id: str, lang: Lang) -> str:
    """The name of an employee as the sign writes it; the login of one who is not known here."""
    known = work.staff.get(operator_id)
    return known.name_in(lang).short if known is not None else operator_id


def _position(work: Work, operator_id: str, lang: Lang) -> str:
    known = work.staff.get(operator_id, work.actor)
    return known.position.in_(lang)


def _line(order: int, line: Ticket, lang: Lang) -> JournalLinePaper:
    end = both(ENDS[line.end]).in_(lang) if line.end is not None else ""
    told = f"{end}: {line.end_reason}" if end and line.end_reason else end
    away = line.end in _AWAY
    # A line taken over from paper names the desk or the one who took it over.
    served_by = line.desk or "—"
    # A clock set back between the arrival and the call gives a time that cannot be: left out.
    possible = line.called_at is not None and line.called_at >= line.taken_at
    return JournalLinePaper(
        order=line.line_number or order,
        arrived_at=line.taken_at,
        purpose=line.purpose,
        operator="" if line.state is TicketState.WAITING else served_by,
        called_at=line.called_at if possible else None,
        outcome=told,
        link=line.link,
        left=away,
        entered_at=line.entered_at,
    )
