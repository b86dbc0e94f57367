"""The act of a failure: declared with its cause, confirmed by one key, ended, closed."""

import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.language import Lang
from app.domain.ordinary_queue import FailureCause
from app.usecases.queue.acts_view import ActState, ActsView
from app.usecases.queue.blank_journal import PrintBlankJournal
from app.usecases.queue.ordinary_queue import (
    CloseFailure,
    ConfirmFailure,
    DeclareFailure,
    EndFailure,
)
from ui.binding.present_ordinary import (
    STATES,
    act_group,
    cause_choices,
    confirm_words,
)
from ui.binding.presentation import Choice, Tone, Verb, VerbItem
from ui.binding.texts import tr_
from ui.pages.blocks import Card, Columns
from ui.pages.branch_panel import BranchPanel
from ui.pages.ordinary_cards import act_card
from ui.widgets.card_panel import CardPanel
from ui.widgets.chip import StatusChip
from ui.widgets.choice import ChoiceList
from ui.widgets.digits_edit import DigitsEdit
from ui.widgets.fact_card import FactCard
from ui.widgets.field import Field
from ui.widgets.key_button import KeyButton, VerbBox
from ui.widgets.notices import Banner
from ui.widgets.time_edit import TimeEdit

_NAMES = {Lang.KK: "Қазақша", Lang.RU: "Русский"}
_MOST_SHEETS = 50


class ActPanel(BranchPanel[ActsView]):
    """What stands in the filled button follows the act: declare, confirm, close."""

    def __init__(self) -> None:
        super().__init__()
        self.state = StatusChip()
        self.countdown = Banner()
        self.facts = FactCard()
        # Read aloud, and a place from which Enter means «it lasts»: on the button it would end it.
        self.countdown.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.facts.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.end = KeyButton(icon="check")
        self.end.clicked.connect(lambda: self.ordered.emit(EndFailure()))
        self._end = VerbBox(self.end)
        self.form = Card()
        self.causes = ChoiceList(beside=True)
        self.causes.chosen.connect(lambda _: self.changed.emit())
        self.note = QLineEdit()
        self.note.setMaxLength(200)
        self.since = TimeEdit()
        self.since.time_changed.connect(lambda _: self.changed.emit())
        self.fields = {
            "cause": Field("", self.causes),
            "note": Field("", self.note),
            "started_at": Field("", self.since),
        }
        self.form.add(self.fields["cause"], Columns(self.fields["note"], self.fields["started_at"]))
        self.others = CardPanel(goes_on=True)
        self.sheet = _BlankSheets()
        self.sheet.wanted.clicked.connect(lambda: self.ordered.emit(self.sheet.order()))
        self.sheet.sheets.digits_changed.connect(lambda _: self._draw_sheet())
        self.fields["sheets"] = self.sheet.field
        for part in (self.state, self.countdown, self.facts, self._end, self.form, self.others):
            self.body.addWidget(part)
        self.body.addWidget(self.sheet)

    def first_focus(self) -> QWidget | None:
        """The causes while nothing is declared; else the act, which needs but Enter."""
        if self.seen is None or self.seen.act is None:
            return self.causes.first_focus()
        return self.countdown if self.seen.act.act.open else self.facts

    @property
    def act(self) -> ActState | None:
        """How the act in hand stands; ``None`` when there is none."""
        return self.seen.act.state if self.seen is not None and self.seen.act is not None else None

    def draw(self, seen: ActsView) -> None:
        """The act in hand, or the form that declares one; then the sheets to print beforehand."""
        view = seen.act
        word, tone = STATES[view.state] if view is not None else ("", Tone.NEUTRAL)
        self.state.show_state(tr_(word) if word else "", tone)
        words, tone = confirm_words(view, seen.now) if view is not None else ("", Tone.INFO)
        self.countdown.show_words(words, tone)
        self.facts.show_group(act_group(view) if view is not None else None)
        self.end.setText(tr_("The electronic queue works again"))
        self.end.set_blocked(self.not_yours("end_failure"))
        self._end.setVisible(view is not None and view.act.open)
        self._draw_form(view is None)
        self.others.name(tr_("Acts that are not closed"), "")
        self.others.show_cards(tuple(map(act_card, seen.others)), 160)
        self.others.setVisible(bool(seen.others))
        self._draw_sheet()

    def _draw_form(self, shown: bool) -> None:
        self.form.setVisible(shown)
        self.form.head(
            tr_("Go over to the ordinary queue"),
            tr_("Nobody is sent away: visitors are written into the journal in their order."),
        )
        names = {
            "cause": (tr_("Cause of the failure"), ""),
            "note": (tr_("More about it"), tr_("A few words, no personal data.")),
            "started_at": (tr_("Since when"), tr_("Empty: from now on.")),
        }
        for name, (label, hint) in names.items():
            self.fields[name].set_label(label)
            self.fields[name].set_hint(hint)
        self.causes.render_choices(cause_choices(), self.causes.current_id())

    def _draw_sheet(self) -> None:
        self.sheet.draw(self.not_yours("print_blank_journal"))

    def forward(self) -> VerbItem | None:
        """Declare, confirm, or close the act."""
        labels = {
            None: (tr_("Declare the ordinary queue"), "declare_failure"),
            ActState.IN_FORCE: (tr_("The failure lasts: confirm"), "confirm_failure"),
            ActState.LAPSED: (tr_("The failure lasts: confirm"), "confirm_failure"),
            ActState.ENDED: (tr_("Close the act"), "close_failure"),
        }
        if self.seen is None or self.act is ActState.CLOSED:
            return None
        label, word = labels[self.act]
        blocked = self.not_yours(word) or self._missing()
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=blocked, primary=True)

    def _missing(self) -> str:
        if self.act is None:
            lacking = "" if self.causes.current_id() else tr_("choose the cause")
            return lacking or self.since.problem()
        view = self.seen.act if self.seen is not None else None
        if view is not None and view.state is ActState.ENDED and view.open_lines:
            return tr_("lines to be reconciled: {count}", count=len(view.open_lines))
        return ""

    def order(self) -> object | None:
        """The word that the act needs next."""
        forward = self.forward()
        if forward is None or forward.blocked or self.seen is None:
            return None
        if self.act is None:
            return DeclareFailure(
                cause=FailureCause(self.causes.current_id()),
                note=self.note.text(),
                started_at=_today_at(self.seen.now, self.since.typed()),
            )
        if self.act is ActState.ENDED and self.seen.act is not None:
            return CloseFailure(act=self.seen.act.act.number)
        return ConfirmFailure()

    def done(self, word: str) -> None:
        """The act stands: what was typed to declare it is gone."""
        if word == "declare_failure":
            self.causes.render_choices(cause_choices())
            self.note.clear()
            self.since.clear()


def _today_at(now: datetime.datetime, at: datetime.time | None) -> datetime.datetime | None:
    if at is None:
        return None
    return now.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)


class _BlankSheets(Card):
    """Sheets for the day on which nothing works, printed while everything does."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets = DigitsEdit(check=self._wrong)
        self.sheets.set_digits("2")
        self.field = Field("", self.sheets)
        self.languages = ChoiceList(beside=True)
        self.wanted = KeyButton(icon="printer")
        self._wanted = VerbBox(self.wanted)
        self._language = Field("", self.languages)
        self.add(Columns(self.field, self._language), self._wanted)
        choices = tuple(Choice(id=lang.value, label=name) for lang, name in _NAMES.items())
        self.languages.render_choices(choices, Lang.KK.value)

    def _wrong(self, digits: str) -> str:
        fits = digits.isdigit() and 1 <= int(digits) <= _MOST_SHEETS
        return "" if fits else tr_("from 1 to {count} sheets", count=_MOST_SHEETS)

    def draw(self, forbidden: str) -> None:
        """Name everything in the present language."""
        self.head(
            tr_("Blank journal for a total outage"),
            tr_("Print it beforehand: with no electricity nothing can be printed."),
        )
        self.field.set_label(tr_("Number of sheets"))
        self._language.set_label(tr_("Language of the sheets"))
        self.wanted.setText(tr_("Print the blank journal"))
        digits = self.sheets.digits
        lacking = self._wrong(digits) if digits else tr_("say how many sheets")
        self.wanted.set_blocked(forbidden or lacking)

    def order(self) -> PrintBlankJournal:
        """So many sheets in that language."""
        language = Lang(self.languages.current_id() or Lang.KK.value)
        return PrintBlankJournal(sheets=int(self.sheets.digits), language=language)
