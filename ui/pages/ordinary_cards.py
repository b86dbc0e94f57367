"""Lines of the journal and acts of failures as cards of a list."""

from collections.abc import Mapping
from datetime import datetime

from app.domain.ordinary_queue import FailureAct
from app.usecases.queue.acts_view import LineState, LineView
from app.usecases.queue.papers import CAUSES, ENDS
from i18n import N_
from ui.binding.present_ordinary import capital
from ui.binding.presentation import Tone
from ui.binding.texts import show_moment, show_time, tr_
from ui.binding.words import PURPOSES
from ui.widgets.card_list import Card

_LINES: Mapping[LineState, tuple[str, Tone]] = {
    LineState.WAITING: (N_("line: waits"), Tone.INFO),
    LineState.AT_DESK: (N_("line: at the desk"), Tone.INFO),
    LineState.OPEN: (N_("line: to be reconciled"), Tone.WARN),
    LineState.SETTLED: (N_("line: reconciled"), Tone.GOOD),
}


def line_card(line: LineView, day: datetime, *, current: bool = False) -> Card:
    """One line of the journal: order, number, true time, what became of it."""
    word, tone = _LINES[line.state]
    end = tr_(ENDS[line.end]) if line.end is not None else ""
    desk = tr_("Desk {number}", number=line.desk) if line.desk else ""
    told = f"{end}: {line.reason}" if end and line.reason else end
    entered = (
        tr_("entered {time}", time=_at(line.entered_at, line.arrived_at))
        if line.entered_at is not None
        else ""
    )
    parts = (tr_(PURPOSES[line.purpose]), desk, told, ", ".join(line.links), entered)
    return Card(
        id=line.ticket,
        title=f"{line.order} · {line.ticket}",
        note=_at(line.arrived_at, day),
        hint=" · ".join(part for part in parts if part),
        chip=tr_(word),
        tone=tone,
        current=current,
    )


def _at(moment: datetime, day: datetime) -> str:
    """The time of day; with the date when it is another one."""
    return show_time(moment) if moment.date() == day.date() else show_moment(moment)


def act_card(act: FailureAct) -> Card:
    """Another act that is not closed."""
    return Card(
        id=act.number,
        title=tr_("Act {number}", number=act.number),
        note=show_moment(act.started_at),
        hint=capital(tr_(CAUSES[act.cause])),
        chip=tr_("not closed"),
        tone=Tone.WARN,
    )
