"""What the kiosk says when there is no ticket, in words for a visitor and never without a way on."""

from app.domain.finding import Finding
from app.domain.language import Bilingual
from app.usecases.outcome import Outcome
from app.wording import both
from i18n import N_
from ui.binding.board import NO_WORDS
from ui.binding.kiosk import KioskNotice

_GO = N_("Go to any desk: you will be written into the journal of the queue and be served.")
AWAY = KioskNotice(title=both(N_("The queue is not reached now")), text=both(_GO))
"""The store does not answer."""
NOT_REACHED = KioskNotice(
    title=both(N_("The queue is not reached now")), text=both(_GO), again=True
)
"""The same after a wish, which can be tried once more."""
UNKNOWN = KioskNotice(
    title=both(N_("This code leads to no place in the queue")),
    text=both(N_("It is of another branch or day, or it is not known. A ticket of today is free.")),
    ticket=True,
)
"""A code that means nothing here and today."""
SILENT = KioskNotice(
    title=both(N_("The booking system does not answer")),
    text=both(N_("Take a ticket of today; your booking stays as it is.")),
    ticket=True,
)
"""Nobody waits for a system that is silent."""
GARBLED = KioskNotice(
    title=both(N_("The code was not read")),
    text=both(N_("Hold it before the scanner once more, or type it.")),
    ticket=True,
)
"""The scanner sent something of no use."""
_USED = KioskNotice(
    title=both(N_("This booking has been used")),
    text=both(N_("You have a ticket already. If it is lost, go to any desk.")),
    ticket=True,
)


def refusal_of(outcome: Outcome) -> KioskNotice:
    """Why there is no ticket, by what the desk answered."""
    rules = {finding.rule: finding for finding in outcome.findings}
    if "check_in.today" in rules:
        return _other_day(rules["check_in.today"])
    if "check_in.once" in rules:
        return _USED
    if "check_in.known" in rules:
        return UNKNOWN
    if "opening.open" in rules:
        words = rules["opening.open"].params
        text = Bilingual(words.get("words_kk", ""), words.get("words_ru", ""))
        return KioskNotice(title=both(N_("No tickets are given now")), text=text)
    return AWAY


def note_of(outcome: Outcome, *, known: bool) -> Bilingual:
    """What else is to be said of a ticket."""
    if known:
        return both(N_("You are in the queue already."))
    if any(finding.rule == "check_in.in_time" for finding in outcome.findings):
        return both(N_("The booked time has passed: you are in the line by your time of arrival."))
    return NO_WORDS


def _other_day(finding: Finding) -> KioskNotice:
    slot = {"slot": finding.params.get("slot", "")}
    return KioskNotice(
        title=both(N_("The booking is for another day: {slot}"), slot),
        text=both(N_("It stays as it is. If you like, take a ticket of today.")),
        ticket=True,
    )
