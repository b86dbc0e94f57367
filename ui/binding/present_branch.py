"""The supervisor's day in words: lights, the curve, desks, figures, closing and former days."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from app.domain.language import Lang
from app.domain.queue_figures import CallMade, Figures, Spread
from app.domain.queue_load import Light
from app.domain.queue_rules import TailRule
from app.domain.visit import CallReason, Need, Purpose
from app.domain.waiting_curve import CurvePoint
from app.usecases.queue.branch_day import BranchDay, DeskNow, DeskState, PurposeNow
from app.usecases.queue.figures import DayFigures
from i18n import N_
from ui.binding.presentation import FactGroup, FactItem, Tone
from ui.binding.texts import show_time, tr_, tr_plural
from ui.binding.words import PURPOSES

_MINUTE = timedelta(minutes=1)
LIGHTS: Mapping[Light, tuple[str, Tone, int]] = {
    Light.GREEN: (N_("load: calm"), Tone.GOOD, 1),
    Light.YELLOW: (N_("load: filling up"), Tone.WARN, 2),
    Light.ORANGE: (N_("load: crowded"), Tone.WARN, 3),
    Light.RED: (N_("load: overloaded"), Tone.STOP, 4),
    Light.NO_DESK: (N_("load: no open desk"), Tone.STOP, 0),
}
"""A light: its word, its tone, and how many bars are full."""
DESKS: Mapping[DeskState, tuple[str, Tone]] = {
    DeskState.OPEN: (N_("desk: open"), Tone.GOOD),
    DeskState.PAUSED: (N_("desk: paused"), Tone.WARN),
    DeskState.SILENT: (N_("desk: silent"), Tone.STOP),
    DeskState.CLOSED: (N_("desk: closed"), Tone.NEUTRAL),
}
REASONS: Mapping[CallReason, str] = {
    CallReason.NOT_READY: N_("out of turn: the first was not ready"),
    CallReason.LET_AHEAD: N_("out of turn: let ahead by the line"),
    CallReason.ACCESS: N_("out of turn: equal access"),
    CallReason.LANGUAGE: N_("out of turn: language of the desk"),
    CallReason.CAME_BACK: N_("out of turn: came back after a missed call"),
    CallReason.OTHER: N_("out of turn: another reason"),
}
NEEDS: Mapping[Need, str] = {
    Need.HEARING: N_("need: hearing"),
    Need.VISION: N_("need: vision"),
    Need.MOBILITY: N_("need: mobility"),
    Need.OTHER: N_("need: other"),
}
TAILS: Mapping[TailRule, tuple[str, str]] = {
    TailRule.SERVE: (
        N_("Serve everybody who is in line"),
        N_("The doors close, the desks work on until the last visitor."),
    ),
    TailRule.REBOOK: (
        N_("Rebook who is still in line"),
        N_("Each gets the next opening; the ticket they hold stays good."),
    ),
}
NO_FIGURE = "—"


def short(span: timedelta | None) -> str:
    """A span in whole minutes, without a unit; a dash where nothing was measured."""
    return NO_FIGURE if span is None else str(round(span / _MINUTE))


def written(minutes: float, sign: str = "-") -> str:
    """Minutes with one place after the decimal comma; ``sign`` ``+`` shows it above nought too."""
    return f"{minutes:{sign}.1f}".replace(".", ",")


def load_words(one: PurposeNow) -> tuple[str, tuple[str, ...]]:
    """The warning of a purpose, empty for none, and the two lines under its number."""
    longest = (
        tr_("{ticket} waits {minutes} min", minutes=one.longest_minutes, ticket=one.longest)
        if one.longest
        else tr_("Nobody waits")
    )
    forecast = (
        tr_("Forecast: {minutes} min", minutes=one.forecast)
        if one.forecast is not None
        else tr_("No forecast without a desk")
    )
    return _warning(one), (longest, forecast)


def _warning(one: PurposeNow) -> str:
    if one.alerts:
        first = one.alerts[0]
        over = N_("{ticket} waits longer than {limit} min")
        soon = N_("{ticket} will wait longer than {limit} min")
        return tr_(over if first.over else soon, ticket=first.ticket, limit=first.limit_minutes)
    if one.coming.overload:
        return tr_("In half an hour {count} may wait", count=one.coming.waiting)
    return ""


def waiting_words(count: int) -> str:
    """What follows the number of who waits."""
    return tr_plural("person waits", "people wait", count)


def point_words(point: CurvePoint) -> str:
    """One quarter hour in one line."""
    parts = ", ".join(
        f"{tr_(PURPOSES[purpose]).lower()} {count}"
        for purpose, count in point.waiting.items()
        if count
    )
    waiting = f"{point.all} ({parts})" if parts else str(point.all)
    return tr_(
        "{time}: waiting {waiting}, called {called}",
        time=show_time(point.at),
        waiting=waiting,
        called=point.called,
    )


def hour_of(moment: datetime) -> float:
    """Where a moment stands on the axis of a day."""
    return moment.hour + moment.minute / 60 + moment.second / 3600


def desk_name(number: str) -> str:
    """A desk as it is called."""
    return tr_("Desk {number}", number=number)


def desk_state(desk: DeskNow) -> tuple[str, Tone]:
    """The state in words with its reason or its time, and its tone."""
    word, tone = DESKS[desk.state]
    if desk.state is DeskState.SILENT and desk.since is not None:
        return tr_("silent since {time}", time=show_time(desk.since)), tone
    if desk.state is DeskState.PAUSED and desk.reason:
        return tr_("paused: {reason}", reason=desk.reason), tone
    return tr_(word), tone


def desk_line(desk: DeskNow) -> str:
    """Who is there and since when; that nobody is at an open desk."""
    if desk.ticket and desk.ticket_since is not None:
        words = N_("{ticket}, since {time}") if desk.come else N_("{ticket}, called {time}")
        return tr_(words, ticket=desk.ticket, time=show_time(desk.ticket_since))
    return tr_("nobody at the desk") if desk.state is DeskState.OPEN else ""


def desk_purposes(desk: DeskNow) -> str:
    """What the desk serves."""
    return ", ".join(tr_(PURPOSES[one]).lower() for one in Purpose if one in desk.purposes)


def call_line(call: CallMade) -> str:
    """A call out of turn: when, whom, where, and why."""
    said = tr_(REASONS[call.out_of_turn]) if call.out_of_turn is not None else ""
    return tr_(
        "{time} · {ticket} · desk {desk} · {reason}",
        time=show_time(call.at),
        ticket=call.ticket,
        desk=call.desk,
        reason=f"{said}: {call.note}" if call.note else said,
    )


HOUR_COLUMNS = (
    N_("column: hour"),
    N_("column: came"),
    N_("column: called"),
    N_("column: waiting"),
    N_("column: walking"),
    N_("column: service"),
    N_("column: left"),
    N_("column: did not come"),
)


def figure_cells(figures: Figures) -> tuple[str, ...]:
    """The figures of one row of the hourly table, medians of the times."""
    return (
        str(figures.arrivals),
        str(figures.called),
        short(figures.waiting.median),
        short(figures.walking.median),
        short(figures.service.median),
        str(figures.left + figures.rebooked),
        str(figures.no_shows),
    )


def quality_group(figures: DayFigures) -> FactGroup:
    """What else is known of the day: forecast, languages, overtime, needs, what was left out."""
    facts = [
        FactItem(label=tr_("Error of the forecast"), value=_forecast(figures)),
        FactItem(label=tr_("Mean waiting by language"), value=_languages(figures)),
        FactItem(label=tr_("After closing"), value=_overtime(figures)),
        FactItem(label=tr_("Asked for equal access"), value=_needs(figures)),
        FactItem(label=tr_("Left out of the times"), value=_left_out(figures.total)),
    ]
    if figures.carried_over:
        facts.append(
            FactItem(label=tr_("Carried over from former days"), value=str(figures.carried_over))
        )
    return FactGroup(title=tr_("About the figures"), facts=tuple(facts))


def _forecast(figures: DayFigures) -> str:
    error = figures.forecast
    if error is None:
        return tr_("nothing to compare yet")
    return tr_(
        "{error} min in the mean, bias {bias} min, {count} tickets",
        error=written(error.mean_absolute),
        bias=written(error.bias, "+"),
        count=error.count,
    )


def _languages(figures: DayFigures) -> str:
    kk, ru = figures.languages[Lang.KK], figures.languages[Lang.RU]
    if figures.language_gap is None:
        return tr_("not both languages were called yet")
    return tr_(
        "Kazakh {kk} min, Russian {ru} min, difference {gap} min",
        kk=_mean(kk),
        ru=_mean(ru),
        gap=written(abs(figures.language_gap / _MINUTE)),
    )


def _mean(spread: Spread) -> str:
    return NO_FIGURE if spread.mean is None else written(spread.mean / _MINUTE)


def _overtime(figures: DayFigures) -> str:
    overtime = figures.overtime
    if not overtime.calls:
        return tr_("nobody was called")
    until = show_time(overtime.until) if overtime.until is not None else NO_FIGURE
    return tr_("{count} called, the last left {time}", count=overtime.calls, time=until)


def _needs(figures: DayFigures) -> str:
    told = [f"{tr_(NEEDS[need])} {count}" for need, count in figures.needs.items() if count]
    return ", ".join(told) or tr_("need: nobody")


def _left_out(total: Figures) -> str:
    return tr_(
        "inaccurate {inaccurate}, undone {undone}, unmeasured {unmeasured}",
        inaccurate=total.inaccurate,
        undone=total.undone,
        unmeasured=total.unmeasured,
    )


def band_of(day: BranchDay) -> tuple[str, Tone]:
    """The band above the picture: the ordinary queue, a purpose without a desk; empty for none."""
    if day.act is not None:
        return tr_("The ordinary queue was declared by the act {number}.", number=day.act.number), (
            Tone.WARN
        )
    if day.uncovered:
        names = ", ".join(tr_(PURPOSES[one]).lower() for one in day.uncovered)
        return tr_("No open desk serves: {purposes}.", purposes=names), Tone.STOP
    return "", Tone.INFO
