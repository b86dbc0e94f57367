"""The journal of arrivals: every line in its order, and what became of each."""

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.visit import TicketEnd
from app.usecases.queue.acts_view import ActsView, LineState, LineView
from app.usecases.queue.ordinary_queue import SettleLine
from ui.binding.present_ordinary import end_choices
from ui.binding.presentation import Tone, Verb, VerbItem
from ui.binding.texts import tr_
from ui.pages.blocks import Card, Columns
from ui.pages.branch_panel import BranchPanel
from ui.pages.ordinary_cards import line_card
from ui.widgets.card_panel import CardPanel
from ui.widgets.choice import ChoiceList
from ui.widgets.count_row import Count, CountRow
from ui.widgets.field import Field

_ROOM = 520
_MAY_SETTLE = (LineState.WAITING, LineState.OPEN)


class JournalPanel(BranchPanel[ActsView]):
    """Space on a line takes it in hand; the filled button writes down what became of it."""

    def __init__(self) -> None:
        super().__init__()
        self._chosen = ""
        self.counts = CountRow()
        self.list = CardPanel(goes_on=True)
        self.list.chosen.connect(self._on_chosen)
        self.form = Card()
        self.ends = ChoiceList(beside=True)
        self.ends.chosen.connect(lambda _: self.changed.emit())
        self.link, self.reason = QLineEdit(), QLineEdit()
        for edit in (self.link, self.reason):
            edit.setMaxLength(200)
            edit.textChanged.connect(lambda _: self.changed.emit())
        self.fields = {
            "end": Field("", self.ends),
            "link": Field("", self.link),
            "reason": Field("", self.reason),
        }
        self.form.add(self.fields["end"], Columns(self.fields["link"], self.fields["reason"]))
        for part in (self.counts, self.form, self.list):
            self.body.addWidget(part)

    def first_focus(self) -> QWidget | None:
        """What became of the line in hand, else the list."""
        return self.ends.first_focus() if self.line is not None else self.list.first_focus()

    def _lines(self) -> tuple[LineView, ...]:
        return self.seen.act.lines if self.seen is not None and self.seen.act is not None else ()

    @property
    def line(self) -> LineView | None:
        """The line in hand."""
        found = (one for one in self._lines() if one.ticket == self._chosen)
        return next((one for one in found if one.state in _MAY_SETTLE), None)

    def take(self, ticket: str) -> None:
        """Take that line in hand."""
        if ticket != self._chosen:
            self._chosen = ticket
            self._forget()
        self.draw_again()

    def _on_chosen(self, ticket: str) -> None:
        self.take("" if ticket == self._chosen else ticket)
        focus = self.first_focus()
        if focus is not None and self.line is not None:
            focus.setFocus()

    def _forget(self) -> None:
        self.ends.render_choices(end_choices(still=False))
        self.link.clear()
        self.reason.clear()

    def draw(self, seen: ActsView) -> None:
        """The counts, the line in hand, the journal."""
        lines, line = self._lines(), self.line
        self.counts.show_counts(_counts(lines))
        self.form.setVisible(line is not None)
        if line is not None:
            self.form.head(tr_("What became of line {ticket}", ticket=line.ticket))
        self.fields["end"].set_label(tr_("How the visit ended"))
        self.fields["link"].set_label(tr_("Number of the case"))
        self.fields["link"].set_hint(tr_("As on the receipt; empty where there is none."))
        self.fields["reason"].set_label(tr_("Appeal, consultation, issue, or why none"))
        self.fields["reason"].set_hint(tr_("A few words, no personal data."))
        self.ends.render_choices(end_choices(still=False), self.ends.current_id())
        empty = tr_("Nobody has been written into the journal.")
        self.list.name(tr_("Journal of the ordinary queue"), empty)
        ordered = sorted(lines, key=lambda one: one.state is LineState.SETTLED)
        cards = (
            line_card(one, seen.now, current=line is not None and one.ticket == line.ticket)
            for one in ordered
        )
        self.list.show_cards(tuple(cards), _ROOM)

    def forward(self) -> VerbItem | None:
        """Write down what became of the line in hand."""
        line = self.line
        number = line.ticket if line is not None else ""
        label = (
            tr_("Write down line {ticket}", ticket=number) if number else tr_("Write down a line")
        )
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=self._missing(), primary=True)

    def _missing(self) -> str:
        forbidden = self.not_yours("settle_line")
        if forbidden or self.line is None:
            return forbidden or tr_("choose a line: Space on its row")
        if not self.ends.current_id():
            return tr_("choose how the visit ended")
        told = self.link.text().strip() or self.reason.text().strip()
        return "" if told else tr_("name the case or the reason")

    def order(self) -> object | None:
        """The end of the line, with its case or its reason."""
        line = self.line
        if line is None or self._missing() or self.seen is None or self.seen.act is None:
            return None
        return SettleLine(
            ticket=line.ticket,
            end=TicketEnd(self.ends.current_id()),
            link=self.link.text().strip(),
            reason=self.reason.text().strip(),
            act=self.seen.act.act.number,
        )

    def done(self, word: str) -> None:
        """The line is written down: on to the next one that lacks its end."""
        if word != "settle_line":
            return
        self._forget()
        after = [one.ticket for one in self._lines() if one.state is LineState.OPEN]
        self._chosen = next((ticket for ticket in after if ticket != self._chosen), "")


def _counts(lines: tuple[LineView, ...]) -> tuple[Count, ...]:
    def count(*states: LineState) -> int:
        return sum(1 for line in lines if line.state in states)

    waiting = count(LineState.WAITING, LineState.AT_DESK)
    left, done = count(LineState.OPEN), count(LineState.SETTLED)
    return (
        Count(id="all", label=tr_("in the journal"), number=len(lines)),
        Count(id="waiting", label=tr_("wait or are at a desk"), number=waiting, tone=Tone.INFO),
        Count(id="open", label=tr_("to be reconciled"), number=left, tone=Tone.WARN),
        Count(id="settled", label=tr_("reconciled"), number=done, tone=Tone.GOOD),
    )
