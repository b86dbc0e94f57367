"""What closing the line would do: looked at before it is done, with whatever still stands in the way."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.finding import Finding
from app.domain.opening import Opening
from app.domain.queue_rules import QueueDay
from app.domain.visit import Ticket
from app.rules.opening import next_opening
from app.rules.queue.closing import CLOSE_LINE_RULES
from app.rules.registry import judge
from app.usecases.queue.closing import tail_of
from app.usecases.queue.facts import queue_facts
from app.usecases.transit import guards_of
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingPlan:
    """The rule of the day, who would be rebooked to ``slot``, who would be noted as absent.

    ``findings`` say why the line cannot be closed now; none when it can. Without a ``slot`` (the
    calendar does not reach so far) nobody is rebooked: they are carried over.
    """

    tail: QueueDay
    rebooked: tuple[Ticket, ...]
    absent: tuple[Ticket, ...]
    slot: datetime | None
    findings: tuple[Finding, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nobody is in line any more."""
        return not self.rebooked and not self.absent


def closing_plan(work: Work) -> ClosingPlan:
    """The plan as it stands now; it changes nothing."""
    day = tail_of(work)
    line = tuple(work.store.visits.waiting(day.day))
    here = {ticket.id for ticket in line}
    absent = tuple(one for one in work.store.visits.unfinished(day.day) if one.id not in here)
    busy = tuple(visit.desk for visit in work.store.visits.all_open())
    facts = queue_facts(work, line=line, tail=day.tail, busy_desks=busy)
    return ClosingPlan(
        tail=day,
        rebooked=line,
        absent=absent,
        slot=next_opening(Opening(work.calendar, work.branch.department), work.now),
        findings=judge(guards_of(CLOSE_LINE_RULES), facts, day.day),
    )
