"""Exchange with providers: how far each application is proved to be, what is due, stray letters."""

from PySide6.QtWidgets import QLineEdit, QWidget

from app.rules.delivery_watch import Watch
from app.usecases.exchange_list import ExchangeLine, ExchangeNow, KeptLetter, exchange_now
from app.usecases.letters import SettleLetter
from app.usecases.outcome import Outcome
from i18n import N_
from ui.binding.present_exchange import (
    STAGE_TONES,
    age_of,
    due_words,
    letter_title,
    sending_note,
    service_line,
    stage_words,
    stages_line,
    why_words,
)
from ui.binding.presentation import Tone, Verb, VerbItem
from ui.binding.texts import show_moment, tr_
from ui.pages.custody_cards import joined
from ui.pages.custody_page import CustodyPage
from ui.pages.step_page import PageView
from ui.widgets.card_list import Card
from ui.widgets.card_panel import CardPanel
from ui.widgets.field import Field
from ui.widgets.tabs import Tab, Tabs
from ui.widgets.text import Label

SENDING, DUE, LETTERS = "sending", "due", "letters"
_TABS = {
    SENDING: N_("exchange: On their way"),
    DUE: N_("exchange: Results awaited"),
    LETTERS: N_("exchange: Letters to decide"),
}
_EMPTY = {
    SENDING: N_("Every application that was sent is registered by its provider."),
    DUE: N_("No result is awaited from a provider."),
    LETTERS: N_("Every letter of the providers fitted its case."),
}


class ExchangePage(CustodyPage):
    """Three lists to look at; the supervisor settles with a reason what fitted nothing."""

    word = "exchange"
    acts = ("settle_letter",)

    def __init__(self) -> None:
        super().__init__()
        self._tab = SENDING
        self._seen: ExchangeNow | None = None
        self._letter = ""
        self.tabs = Tabs()
        self.tabs.chosen.connect(self._on_tab)
        self.stages = Label("", tone="muted")
        self.list = CardPanel(goes_on=True)
        self.list.chosen.connect(self._on_chosen)
        self.reason = QLineEdit()
        self.reason.textChanged.connect(lambda _: self.forward_changed.emit())
        self.fields["reason"] = Field("", self.reason)
        for part in (self.tabs, self.list, self.fields["reason"], self.stages):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.retranslate()

    # What is read.

    def read_lists(self) -> None:
        """The exchange as it stands now."""
        self.read(exchange_now, self._take)

    def _take(self, seen: ExchangeNow) -> None:
        self._seen = seen
        if self._letter not in {letter.id for letter in seen.letters}:
            self._letter = ""
        self.draw_again()

    # What happens.

    def _on_tab(self, tab: str) -> None:
        self._tab, self._letter = tab, ""
        self.reason.clear()
        self.notice.show_words("")
        self.read_lists()
        self.draw_again()

    def _on_chosen(self, card_id: str) -> None:
        if self._tab == LETTERS:
            self._letter = card_id
            self.draw_again()
            self.focus_first()

    def done(self, word: str, outcome: Outcome) -> bool:  # noqa: ARG002 - one act alone
        """The letter is settled."""
        self._letter = ""
        self.reason.clear()
        self.notice.show_words(tr_("The decision is on record."), Tone.GOOD)
        return True

    def forward(self) -> VerbItem | None:
        """Settle the letter in hand."""
        if not self._letter or self._seen is None:
            return None
        blocked = "" if self.reason.text().strip() else tr_("write what was found out")
        if not self._seen.may_settle:
            blocked = tr_("this is decided by the supervisor")
        label = tr_("Settle the letter")
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=blocked, primary=True)

    def submit(self) -> None:
        """Order it."""
        item = self.forward()
        if item is not None and not item.blocked:
            self.intent.emit(SettleLetter(letter=self._letter, reason=self.reason.text().strip()))

    def leave(self) -> bool:
        """Esc: put the letter aside."""
        if not self._letter:
            return False
        self._letter = ""
        self.draw_again()
        return True

    def first_focus(self) -> QWidget | None:
        """The reason of a letter in hand, else the list."""
        if self._letter:
            return self.reason
        return self.list.first_focus() or self.tabs.first_focus()

    # What is drawn.

    def retranslate(self) -> None:
        """Say the fixed words in the present language."""
        self.tabs.setAccessibleName(tr_("Lists of the exchange"))
        self.fields["reason"].set_label(tr_("What was found out and done"))
        super().retranslate()

    def draw(self, view: PageView) -> None:  # noqa: ARG002 - it is about no single case
        """The lists with their counts, the cards of the chosen one."""
        self.set_title(tr_("Exchange with providers"), "")
        self.help = tr_(
            "An application is kept here until the channel takes it, on its way until the provider "
            "says that it has it, and with the provider only under a number of its own. Messages "
            "that cannot leave are tried again by themselves. A result must come a day before the "
            "term ends."
        )
        seen = self._seen
        self.stages.setVisible(seen is not None)
        self.fields["reason"].setVisible(bool(self._letter))
        if seen is None:
            return
        self.stages.setText(stages_line(seen))
        counts = {SENDING: len(seen.sending), DUE: _alarms(seen), LETTERS: len(seen.letters)}
        tabs = tuple(Tab(id=tab, label=tr_(_TABS[tab]), count=counts[tab]) for tab in _TABS)
        self.tabs.show_tabs(tabs, self._tab)
        self.list.name(tr_(_TABS[self._tab]), tr_(_EMPTY[self._tab]))
        self.list.show_cards(self._cards(seen))

    def _cards(self, seen: ExchangeNow) -> tuple[Card, ...]:
        if self._tab == SENDING:
            return tuple(_sending_card(line, seen) for line in seen.sending)
        if self._tab == DUE:
            return tuple(_due_card(line) for line in seen.due)
        return tuple(_letter_card(one, seen, self._letter) for one in seen.letters)


def _alarms(seen: ExchangeNow) -> int:
    return sum(1 for line in seen.due if line.watch in (Watch.SOON, Watch.PASSED))


def _sending_card(line: ExchangeLine, seen: ExchangeNow) -> Card:
    note = sending_note(line, why_words(line.waits_for))
    return Card(
        id=line.case_id,
        title=line.number,
        hint=joined(service_line(line), note),
        chip=stage_words(line, seen.now),
        tone=STAGE_TONES[line.stage],
    )


def _due_card(line: ExchangeLine) -> Card:
    chip, tone, note = due_words(line)
    hint = joined(service_line(line), note)
    return Card(id=line.case_id, title=line.number, hint=hint, chip=chip, tone=tone)


def _letter_card(letter: KeptLetter, seen: ExchangeNow, in_hand: str) -> Card:
    came = tr_("came {moment}", moment=show_moment(letter.came_at))
    return Card(
        id=letter.id,
        title=letter_title(letter),
        hint=joined(came, why_words(letter.why)),
        chip=age_of(letter.came_at, seen.now),
        tone=Tone.WARN,
        current=letter.id == in_hand,
    )
