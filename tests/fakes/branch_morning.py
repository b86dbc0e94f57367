"""A desk of the supervisor after a busy morning: visitors served, waiting, out of turn, left over."""

from datetime import timedelta

from app.domain.desk_hold import HoldState
from app.domain.language import Lang
from app.domain.ordinary_queue import FailureCause
from app.domain.visit import Need, Purpose, TicketState, VisitOutcome
from app.usecases.queue.arrive import Arrive
from app.usecases.queue.call import Call
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.queue.ordinary_queue import DeclareFailure, EnterArrival
from app.usecases.queue.take_ticket import TakeTicket
from tests.fakes.held_desk import held
from tests.fakes.intake_desk import FILED, IntakeDesk, people
from tests.fakes.queue_samples import ticket


def as_operator(desk: IntakeDesk, name: str) -> None:
    """Let another employee act at the desk."""
    desk.operator = people().operators[name]


def take(desk: IntakeDesk, *purposes: Purpose, language: Lang = Lang.KK) -> list[str]:
    """Tickets for those purposes; their numbers."""
    taken = (desk.must(TakeTicket(purpose=one, language=language)) for one in purposes)
    return [outcome.facts["ticket"] for outcome in taken]


def serve(desk: IntakeDesk, minutes: float = 10, reason: str = "", ticket: str = "") -> None:
    """One visit from the call to its end."""
    desk.must(Call(ticket=ticket, reason=reason))
    desk.pass_time(minutes=1)
    desk.must(Arrive())
    desk.pass_time(minutes=minutes)
    desk.must(FinishVisit(outcome=VisitOutcome.SERVED))


def busy_morning() -> IntakeDesk:
    """Three were served (one out of turn), five wait, one is at desk 3, desk 2 is silent, desk 1
    paused, one ticket is left from the day before. The supervisor sits at the desk."""
    desk = IntakeDesk("small_branch")
    left = ticket(
        id="left", number="A9001", taken_at=FILED - timedelta(days=1), state=TicketState.PARKED
    )
    desk.store.tables.tickets["left"] = left
    desk.must(TakeTicket(purpose=Purpose.INTAKE, language=Lang.KK, need=Need.HEARING))
    take(desk, Purpose.INTAKE, Purpose.ISSUE, language=Lang.RU)
    desk.pass_time(minutes=6)
    serve(desk)
    serve(desk, ticket="B3003", reason="let_ahead")
    serve(desk)
    desk.pass_time(minutes=20)
    take(desk, *[Purpose.INTAKE] * 3, Purpose.ISSUE, Purpose.APPEAL, Purpose.CONSULTATION)
    desk.pass_time(minutes=7)
    desk.must(Call())
    holds, now = desk.store.tables.holds, desk.clock.at
    holds["1"] = held("1", now, state=HoldState.PAUSED, pause_reason="перерыв")
    consults = frozenset({Purpose.CONSULTATION})
    holds["2"] = held("2", now - timedelta(minutes=5), purposes=consults)
    holds["3"] = held("3", now)
    as_operator(desk, "supervisor")
    return desk


def ordinary_morning() -> IntakeDesk:
    """A failure with two visitors in the journal and one line of paper; the supervisor sits there."""
    desk = IntakeDesk("supervisor")
    desk.must(
        DeclareFailure(
            cause=FailureCause.NETWORK,
            note="порт",
            started_at=FILED - timedelta(minutes=30),
        )
    )
    take(desk, Purpose.APPEAL, Purpose.CONSULTATION)
    desk.must(
        EnterArrival(
            arrived_at=FILED - timedelta(minutes=20),
            purpose=Purpose.ISSUE,
            language=Lang.RU,
            line=1,
        )
    )
    return desk
