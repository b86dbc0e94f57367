"""The exchange with providers in words: stages with their age, alarms of delivery, letters, stages told."""

from datetime import datetime, timedelta

from app.domain.case import SendingStage
from app.errors import ERROR_TEXTS
from app.ports.exchange import LetterKind
from app.rules.delivery_watch import Watch
from app.rules.registry import rule_by_id
from app.rules.words import both
from app.usecases.exchange_list import ExchangeLine, ExchangeNow, KeptLetter
from i18n import N_
from ui.binding.presentation import Tone
from ui.binding.texts import show_moment, tr_, ui_language
from ui.binding.words import SENDING

STAGE_TONES: dict[SendingStage, Tone] = {
    SendingStage.KEPT_HERE: Tone.WARN,
    SendingStage.ON_ITS_WAY: Tone.INFO,
    SendingStage.DELIVERED: Tone.INFO,
    SendingStage.REGISTERED: Tone.GOOD,
    SendingStage.REJECTED: Tone.STOP,
}
_WATCH: dict[Watch, tuple[str, Tone]] = {
    Watch.EXEMPT: ("", Tone.NEUTRAL),
    Watch.AHEAD: (N_("delivery: in time"), Tone.NEUTRAL),
    Watch.SOON: (N_("delivery: due by tomorrow"), Tone.WARN),
    Watch.PASSED: (N_("delivery: overdue"), Tone.STOP),
}
_TO_DO: dict[Watch, str] = {
    Watch.EXEMPT: "",
    Watch.AHEAD: "",
    Watch.SOON: N_("Ask the provider whether the result will come in time."),
    Watch.PASSED: N_("Call the provider; the promised date stays as it is on the receipt."),
}
LETTERS: dict[LetterKind, str] = {
    LetterKind.DELIVERED: N_("letter: delivered"),
    LetterKind.REGISTERED: N_("letter: registered"),
    LetterKind.REJECTED: N_("letter: not taken"),
    LetterKind.RESULT: N_("letter: a result"),
    LetterKind.UNREADABLE: N_("letter: cannot be read"),
}
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def age_of(since: datetime | None, now: datetime) -> str:
    """How long something stands so: minutes, then hours, then days; empty when nobody knows."""
    if since is None:
        return ""
    passed = max(now - since, timedelta(0))
    if passed < _HOUR:
        return tr_("for {count} min", count=passed // _MINUTE)
    if passed < 2 * _DAY:
        return tr_("for {count} h", count=passed // _HOUR)
    return tr_("for {count} d", count=passed // _DAY)


def stage_words(line: ExchangeLine, now: datetime) -> str:
    """The stage and how long the case stands in it."""
    return ", ".join(part for part in (tr_(SENDING[line.stage]), age_of(line.since, now)) if part)


def sending_note(line: ExchangeLine, why: str) -> str:
    """What holds it up and when it is tried again."""
    again = (
        tr_("tried again at {moment}", moment=show_moment(line.next_try)) if line.next_try else ""
    )
    error = tr_("the provider's answer: {error}", error=line.error) if line.error else ""
    return " · ".join(part for part in (error, why, again) if part)


def due_words(line: ExchangeLine) -> tuple[str, Tone, str]:
    """The alarm, its tone, and until when and what to do."""
    words, tone = _WATCH[line.watch]
    until = tr_("to be delivered by {moment}", moment=show_moment(line.due)) if line.due else ""
    to_do = tr_(_TO_DO[line.watch]) if _TO_DO[line.watch] else ""
    return tr_(words) if words else "", tone, " · ".join(part for part in (until, to_do) if part)


def why_words(code: str) -> str:
    """What stood in the way, from the code of an error or of a rule."""
    if not code:
        return ""
    known = ERROR_TEXTS.get(code)
    if known is not None and "{" not in known.message:
        return tr_(known.message)
    try:
        return ui_language().of(both(rule_by_id(code).title))
    except KeyError:
        return tr_("The message could not leave.")


def letter_title(letter: KeptLetter) -> str:
    """What came and about what."""
    about = tr_("case {number}", number=letter.number) if letter.number else ""
    return " · ".join(part for part in (tr_(LETTERS[letter.kind]), about) if part)


def stages_line(seen: ExchangeNow) -> str:
    """How the monitoring system is told."""
    if not seen.stages_waiting:
        return tr_("Every stage has left for the monitoring system.")
    return tr_(
        "Stages that wait for the monitoring system: {count}, the oldest {age}.",
        count=seen.stages_waiting,
        age=age_of(seen.stages_since, seen.now),
    )


def service_line(line: ExchangeLine) -> str:
    """The service and its provider."""
    names = (ui_language().of(line.service), ui_language().of(line.provider))
    return " · ".join(name for name in names if name)
