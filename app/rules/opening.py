"""Whether a department may take people in at a moment, and the words for why or why not."""

from collections.abc import Iterator
from datetime import datetime

from app.domain.calendar import CalendarMissingError, DayKind
from app.domain.finding import Finding
from app.domain.language import Bilingual
from app.domain.opening import Opening, OpenReason, OpenState
from app.rules.registry import rule
from app.rules.words import both
from i18n import N_

_WORDS = {
    OpenReason.WITHIN_HOURS: N_("Open on working days from {opens} to {closes} without a break"),
    OpenReason.DUTY_SATURDAY: N_("A duty department, open on Saturday from {opens} to {closes}"),
    OpenReason.DUTY_HOURS: N_(
        "{reason}: duty departments were announced to work from {opens} to {closes}"
    ),
    OpenReason.BEFORE_OPENING: N_("Closed: the department opens at {opens}"),
    OpenReason.AFTER_CLOSING: N_("Closed: the department closed at {closes}"),
    OpenReason.WEEKEND: N_("Closed: day off"),
    OpenReason.HOLIDAY: N_("Closed: public holiday. {reason}"),
    OpenReason.MOVED_DAY_OFF: N_("Closed: {reason}"),
}


@rule(
    "opening.open",
    requirements=("R-022", "R-024", "R-025", "R-026", "R-027"),
    citation="rules.3",
    title=N_("The department is closed"),
    message=N_("{words}."),
    advice=N_("Tell the visitor the next opening: {next}."),
)
def department_open(facts: tuple[Opening, datetime]) -> Iterator[Finding]:
    """Intake and issue happen within the hours of the department only."""
    opening, at = facts
    state = opening.at(at)
    if not state.open:
        words, following = opening_words(state), next_opening(opening, at)
        yield department_open.finding(
            subject=str(state.reason),
            words_kk=words.kk,
            words_ru=words.ru,
            next=f"{following:%d.%m.%Y %H:%M}" if following else "",
        )


def opening_words(state: OpenState) -> Bilingual:
    """Why a department is open or closed, in both languages."""
    params = {"reason_kk": state.day.reason.kk, "reason_ru": state.day.reason.ru}
    if state.hours is not None:
        params["opens"] = f"{state.hours.opens:%H:%M}"
        params["closes"] = f"{state.hours.closes:%H:%M}"
    words = both(_WORDS[state.reason], params)
    if state.open and state.day.kind is DayKind.MOVED_WORKING_DAY:
        reason = state.day.reason
        return Bilingual(f"{reason.kk}. {words.kk}", f"{reason.ru}. {words.ru}")
    return words


def next_opening(opening: Opening, at: datetime) -> datetime | None:
    """When the doors open next; ``None`` where the approved calendars end before that."""
    try:
        return opening.next_opening(at)
    except CalendarMissingError:
        return None
