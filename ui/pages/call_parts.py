"""Parts of the home page: the drafts of the day, and where a code that was shown has led."""

from app.usecases.outcome import Outcome
from ui.binding.drafts import DraftItem
from ui.binding.present_findings import finding_items
from ui.binding.present_ticket import stands_in_line
from ui.binding.presentation import Tone
from ui.binding.texts import show_time, tr_, ui_language
from ui.widgets.card_list import Card
from ui.widgets.card_panel import CardPanel
from ui.widgets.notices import Banner, announce

_DRAFT_ROOM = 200


class DraftsPanel(CardPanel):
    """The drafts that wait until closing."""

    def __init__(self) -> None:
        super().__init__(goes_on=True)

    def show_drafts(self, drafts: tuple[DraftItem, ...]) -> None:
        """List ``drafts``; none take no room."""
        self.name(tr_("Drafts of the day"), "")
        cards = tuple(
            Card(
                id=draft.id,
                title=f"{draft.ticket} · {draft.person}",
                hint=ui_language().of(draft.service),
                note=tr_("until {time}", time=show_time(draft.until)) if draft.until else "",
            )
            for draft in drafts
        )
        self.setVisible(bool(cards))
        self.show_cards(cards, room=min(len(cards), 2) * _DRAFT_ROOM)


class CheckInAnswer(Banner):
    """Signals: ``acted`` when a ticket is wanted instead of the code."""

    def clear(self) -> None:
        """Say nothing."""
        self.show_words("")

    def show_answer(self, outcome: Outcome) -> None:
        """A code was shown: it stands in the line now, or the booking system is asked."""
        if outcome.facts.get("asked"):
            words = tr_("The booking system is asked; nobody has to wait for it: take a ticket.")
            self._say(words, Tone.INFO, tr_("Take a ticket"))
        else:
            tone = Tone.WARN if outcome.findings else Tone.GOOD
            self._say(stands_in_line(outcome), tone)

    def show_came_back(self, outcome: Outcome) -> None:
        """The booking system answered: a place in the line, or that the code leads to none."""
        if outcome.facts.get("check_in") == "taken":
            self._say(stands_in_line(outcome), Tone.GOOD)
            return
        found = finding_items(outcome.findings)
        words = " ".join(f"{item.title}. {item.text} {item.advice}" for item in found)
        self._say(words, Tone.WARN, tr_("Take a ticket"))

    def _say(self, words: str, tone: Tone, action: str = "") -> None:
        self.show_words(words, tone, action=action)
        announce(self, words)
