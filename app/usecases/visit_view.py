"""The visit at this desk as the window shows it."""

from dataclasses import replace

from app.domain.visit import Ticket, TicketState, Visit
from app.usecases.view_facts import identification_facts, representation_facts
from app.usecases.views import FactView, VisitView
from app.usecases.work import Work


def visit_view(visit: Visit, work: Work) -> VisitView:
    """The visit with its ticket, how long it waited, who was identified, and its cases."""
    ticket = work.store.visits.ticket(visit.ticket_id) or _lost_ticket(visit)
    facts: tuple[FactView, ...] = ()
    if visit.identification is not None:
        facts = (
            *identification_facts(visit.identification),
            *representation_facts(visit.representation),
        )
    cases = (work.store.cases.get(case_id) for case_id in visit.case_ids)
    waited = visit.called_at - ticket.taken_at
    return VisitView(
        visit=visit,
        ticket=ticket,
        waited_minutes=max(0, int(waited.total_seconds() // 60)),
        facts=facts,
        cases=tuple(
            (case.id, case.number or case.draft_code, case.state.value) for case in cases if case
        ),
    )


def _lost_ticket(visit: Visit) -> Ticket:
    """A visit whose ticket row is gone still shows its number."""
    bare = Ticket(
        id=visit.ticket_id,
        number=visit.ticket_number,
        purpose=visit.purpose,
        language=visit.display_language,
        taken_at=visit.called_at,
    )
    return replace(bare, state=TicketState.SERVING, called_at=visit.called_at)
