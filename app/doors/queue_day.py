"""``queue``: the figures of a day of the queue, by purpose and hour, as the supervisor reads them."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from app.catalogue.practice import practice
from app.desk.system import SystemClock
from app.domain.branch import DepartmentKind, Role
from app.domain.language import Bilingual
from app.domain.queue_figures import CallMade, Figures, ForecastError, Spread
from app.doors.answers import YES, choice, day, line, print_json, print_lines
from app.doors.reading import reader, reading_place
from app.rules.queue.purposes import PURPOSE_WORDS
from app.settings import load
from app.storage import open_store
from app.usecases.queue.figures import DayFigures, day_figures
from app.wording import both
from i18n import N_

_MINUTE = timedelta(minutes=1)
_HEAD = N_("Queue of {day}: {arrivals} came, {called} were called, {unfinished} have no end yet")
_COUNTS = N_(
    "served {served}, left {left}, rebooked {rebooked}, did not come to a call {no_shows}, "
    "called out of turn {out_of_turn}, undone calls {undone}"
)
_TIMES = N_(
    "in minutes, mean / median / nine of ten: waiting {waiting}, walking {walking}, "
    "service {service}"
)
_SPREAD = N_("{mean} / {median} / {ninth} ({count})")
_NO_SPREAD = N_("none measured")
_LEFT_OUT = N_("left out of the times: {inaccurate} marked as inaccurate, {unmeasured} unmeasured")
_GAP = N_("mean waiting in Kazakh minus that in Russian: {gap} min")
_ERROR = N_("the forecast on {count} tickets: off by {error} min in the mean, bias {bias} min")
_OVERTIME = N_("calls after closing: {count}")


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--store", default="", metavar="URL")
    parser.add_argument("--day", default="", metavar="ISO")
    parser.add_argument(
        "--department", default=DepartmentKind.ORDINARY.value, metavar="|".join(DepartmentKind)
    )


def run(args: Namespace) -> int:
    """Print the figures; a day on which nobody came has none, and that is told too."""
    branch = practice().branch(choice("--department", args.department, DepartmentKind))
    wanted = day("--day", args.day) if args.day else None
    store = open_store(args.store or load().settings.store_url, migrate=False)
    try:
        place = reading_place(store, branch, SystemClock(branch.zone))
        with store.begin(writing=False) as unit:
            figures = day_figures(place.work(unit, "", reader(), Role.AUD), wanted)
    finally:
        store.close()
    if args.json:
        print_json(_document(figures))
    else:
        print_lines(_lines(figures))
    return YES


def _minutes(span: timedelta | None) -> float | None:
    return None if span is None else round(span / _MINUTE, 2)


def _spread(spread: Spread) -> dict[str, Any]:
    return {
        "count": spread.count,
        "mean": _minutes(spread.mean),
        "median": _minutes(spread.median),
        "ninth": _minutes(spread.ninth),
    }


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "arrivals": figures.arrivals,
        "ends": {end.value: count for end, count in figures.ends.items()},
        "unfinished": figures.unfinished,
        "called": figures.called,
        "no_shows": figures.no_shows,
        "undone": figures.undone,
        "out_of_turn": figures.out_of_turn,
        "inaccurate": figures.inaccurate,
        "unmeasured": figures.unmeasured,
        "waiting": _spread(figures.waiting),
        "walking": _spread(figures.walking),
        "service": _spread(figures.service),
    }


def _document(figures: DayFigures) -> dict[str, Any]:
    """Spans are in minutes; moments carry their offset."""
    return {
        "day": figures.day.isoformat(),
        "opens": _moment(figures.opens),
        "closes": _moment(figures.closes),
        "total": _figures(figures.total),
        "purposes": {purpose.value: _figures(one) for purpose, one in figures.purposes.items()},
        "hours": {f"{hour:02d}": _figures(one) for hour, one in figures.hours.items()},
        "curve": [
            {
                "at": point.at.isoformat(),
                "waiting": {purpose.value: count for purpose, count in point.waiting.items()},
                "called": point.called,
            }
            for point in figures.curve
        ],
        "languages": {lang.value: _spread(one) for lang, one in figures.languages.items()},
        "language_gap": _minutes(figures.language_gap),
        "forecast": _error(figures.forecast),
        "out_of_turn": [_call(call) for call in figures.out_of_turn],
        "overtime": {
            "calls": figures.overtime.calls,
            "until": _moment(figures.overtime.until),
        },
        "needs": {need.value: count for need, count in figures.needs.items()},
        "carried_over": figures.carried_over,
    }


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _error(error: ForecastError | None) -> dict[str, Any] | None:
    if error is None:
        return None
    return {
        "count": error.count,
        "mean_absolute": round(error.mean_absolute, 2),
        "bias": round(error.bias, 2),
    }


def _call(call: CallMade) -> dict[str, Any]:
    return {
        "at": call.at.isoformat(),
        "ticket": call.ticket,
        "desk": call.desk,
        "reason": call.out_of_turn.value if call.out_of_turn is not None else "",
        "note": call.note,
    }


def _lines(figures: DayFigures) -> Iterator[str]:
    total = figures.total
    head = {
        "day": f"{figures.day:%d.%m.%Y}",
        "arrivals": str(total.arrivals),
        "called": str(total.called),
        "unfinished": str(total.unfinished),
    }
    yield line(both(_HEAD, head))
    yield from _told(total)
    for purpose, one in figures.purposes.items():
        if one.arrivals or one.called:
            yield line(both(PURPOSE_WORDS[purpose]))
            yield from _told(one)
    if figures.language_gap is not None:
        yield line(both(_GAP, {"gap": _written(figures.language_gap / _MINUTE, sign="+")}))
    error = figures.forecast
    if error is not None:
        told = {"count": str(error.count), "error": _written(error.mean_absolute)}
        yield line(both(_ERROR, {**told, "bias": _written(error.bias, sign="+")}))
    if figures.overtime.calls:
        yield line(both(_OVERTIME, {"count": str(figures.overtime.calls)}))


def _told(figures: Figures) -> Iterator[str]:
    """The three lines of a day or a purpose."""
    ends = {end.value: count for end, count in figures.ends.items()}
    counts = {
        "served": str(ends.get("served", 0) + ends.get("consulted", 0)),
        "left": str(figures.left),
        "rebooked": str(figures.rebooked),
        "no_shows": str(figures.no_shows),
        "out_of_turn": str(figures.out_of_turn),
        "undone": str(figures.undone),
    }
    yield f"  {line(both(_COUNTS, counts))}"
    spreads = {"waiting": figures.waiting, "walking": figures.walking, "service": figures.service}
    params: dict[str, str] = {}
    for name, spread in spreads.items():
        words = _spread_words(spread)
        params |= {f"{name}_kk": words.kk, f"{name}_ru": words.ru}
    yield f"  {line(both(_TIMES, params))}"
    if figures.inaccurate or figures.unmeasured:
        left_out = {
            "inaccurate": str(figures.inaccurate),
            "unmeasured": str(figures.unmeasured),
        }
        yield f"  {line(both(_LEFT_OUT, left_out))}"


def _spread_words(spread: Spread) -> Bilingual:
    if not spread.count:
        return both(_NO_SPREAD)
    named = {"mean": spread.mean, "median": spread.median, "ninth": spread.ninth}
    told = {name: _written(span / _MINUTE) for name, span in named.items() if span is not None}
    return both(_SPREAD, {**told, "count": str(spread.count)})


def _written(minutes: float, sign: str = "-") -> str:
    """One place after the decimal comma; with ``+`` above nought too where the sign says something."""
    return f"{minutes:{sign}.1f}".replace(".", ",")
