"""The ordinary queue in words: the act, its hourly confirmation, the lines of its journal."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from app.domain.ordinary_queue import FailureAct, FailureCause
from app.domain.visit import TicketEnd
from app.usecases.queue.acts_view import ActState, ActView
from app.usecases.queue.papers import CAUSES, ENDS
from i18n import N_
from ui.binding.presentation import Choice, FactGroup, FactItem, Tone
from ui.binding.texts import show_moment, show_time, tr_, tr_plural

STATES: Mapping[ActState, tuple[str, Tone]] = {
    ActState.IN_FORCE: (N_("act: the ordinary queue is in force"), Tone.WARN),
    ActState.LAPSED: (N_("act: not confirmed, tickets are given again"), Tone.STOP),
    ActState.ENDED: (N_("act: the failure is over, the journal is being reconciled"), Tone.INFO),
    ActState.CLOSED: (N_("act: closed"), Tone.GOOD),
}
SOON = timedelta(minutes=15)
"""So long before its end a confirmation is asked for louder."""


def cause_choices() -> tuple[Choice, ...]:
    """The causes of a failure as large choices."""
    return tuple(
        Choice(id=cause.value, label=capital(tr_(CAUSES[cause]))) for cause in FailureCause
    )


def end_choices(*, still: bool) -> tuple[Choice, ...]:
    """How a line ended; with ``still`` that it has no end yet."""
    none = (Choice(id="", label=tr_("Waits still")),) if still else ()
    return (*none, *(Choice(id=end.value, label=capital(tr_(ENDS[end]))) for end in TicketEnd))


def capital(words: str) -> str:
    """Words that begin a line."""
    return words[:1].upper() + words[1:]


def left_until(now: datetime, until: datetime) -> str:
    """How long until a moment, in whole minutes; how long it has been over."""
    minutes = int((until - now).total_seconds() // 60)
    if until > now:
        return tr_plural("{count} minute is left", "{count} minutes are left", max(0, minutes))
    return tr_("over since {time}", time=show_time(until))


def confirm_words(view: ActView, now: datetime) -> tuple[str, Tone]:
    """The countdown to the hourly confirmation and how it sounds; empty for an act that is over."""
    until, left = show_time(view.confirm_by), left_until(now, view.confirm_by)
    if view.state is ActState.IN_FORCE:
        words = tr_("Confirm by {time}: {left}.", time=until, left=left)
        return words, Tone.STOP if view.confirm_by - now <= SOON else Tone.WARN
    if view.state is ActState.LAPSED:
        return tr_(
            "Nobody confirmed the failure by {time}: tickets are given again. If it lasts, "
            "confirm it; if it is over, end it.",
            time=until,
        ), Tone.STOP
    return "", Tone.INFO


def act_group(view: ActView) -> FactGroup:
    """The facts of an act."""
    act = view.act
    cause = capital(tr_(CAUSES[act.cause]))
    facts = [
        FactItem(
            label=tr_("Cause of the failure"),
            value=f"{cause}: {act.cause_note}" if act.cause_note else cause,
        ),
        FactItem(label=tr_("Failure began"), value=show_moment(act.started_at), strong=True),
        FactItem(label=tr_("Failure declared"), value=show_moment(act.declared_at)),
        FactItem(label=tr_("Failure confirmed"), value=_confirmed(act)),
    ]
    if act.ended_at is not None:
        facts.append(FactItem(label=tr_("Failure ended"), value=show_moment(act.ended_at)))
    note = tr_("A desk went over by itself.") if act.by_desk and not act.confirmed_at else ""
    lead = tr_("Act {number}", number=act.number)
    return FactGroup(title=tr_("Act of the failure"), lead=lead, facts=tuple(facts), note=note)


def _confirmed(act: FailureAct) -> str:
    return ", ".join(map(show_time, act.confirmed_at)) or tr_("not confirmed yet")
