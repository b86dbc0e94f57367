"""Closing: the rule of the day for those in line, what closing the line would do, and why not yet."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.queue_rules import TailRule
from app.domain.visit import Ticket
from app.usecases.queue.branch_day import BranchDay
from app.usecases.queue.closing import CloseLine, DecideTail
from app.usecases.queue.closing_view import ClosingPlan
from ui.binding.present_branch import TAILS
from ui.binding.present_findings import finding_items, title_of
from ui.binding.presentation import Choice, FindingItem, Tone, Verb, VerbItem
from ui.binding.texts import show_moment, show_time, tr_, tr_plural
from ui.binding.words import PURPOSES
from ui.pages.blocks import Card as Block
from ui.pages.branch_panel import BranchPanel
from ui.theme.metrics import GAP_SMALL
from ui.widgets.card_list import Card
from ui.widgets.card_panel import CardPanel
from ui.widgets.choice import ChoiceList
from ui.widgets.field import Field
from ui.widgets.finding_card import FindingCard
from ui.widgets.text import Label
from ui.widgets.tick import Tick

_ROOM = 220


class ClosingPanel(BranchPanel[BranchDay]):
    """While the rule differs from the recorded one the filled button records it, else it closes."""

    def __init__(self) -> None:
        super().__init__()
        self._rule: TailRule | None = None
        self._items: tuple[FindingItem, ...] = ()
        self._block = Block()
        self.rules = ChoiceList(beside=True)
        self.rules.chosen.connect(self._on_rule_chosen)
        self._recorded = Label("", tone="muted")
        self.reason = QLineEdit()
        self.reason.setMaxLength(200)
        self.reason.textChanged.connect(lambda _: self.changed.emit())
        self.fields["reason"] = Field("", self.reason)
        self.paper = Tick()
        self._block.add(self.rules, self._recorded, self.fields["reason"], self.paper)
        self._ways = QWidget()
        self._findings = QVBoxLayout(self._ways)
        self._findings.setContentsMargins(0, 0, 0, 0)
        self._findings.setSpacing(GAP_SMALL)
        self.plan = CardPanel(goes_on=True)
        for part in (self._block, self._ways, self.plan):
            self.body.addWidget(part)

    def first_focus(self) -> QWidget | None:
        """The rule that is taken."""
        return self.rules.first_focus()

    @property
    def rule(self) -> TailRule | None:
        """The rule that is chosen on the page: the recorded one until another is taken."""
        recorded = self.seen.closing.tail.tail if self.seen is not None else None
        return self._rule or recorded

    def _on_rule_chosen(self, rule: str) -> None:
        self._rule = TailRule(rule)
        self.draw_again()

    def _decides(self) -> bool:
        """Whether the filled button records a rule."""
        return self.seen is not None and self.rule is not self.seen.closing.tail.tail

    def draw(self, day: BranchDay) -> None:
        """The rule, what stands in the way, and what would happen to whom."""
        plan = day.closing
        self._block.head(tr_("What is done with those in line at closing"))
        choices = tuple(
            Choice(id=rule.value, label=tr_(label), hint=tr_(hint))
            for rule, (label, hint) in TAILS.items()
        )
        chosen = self.rule
        self.rules.setAccessibleName(tr_("What is done with those in line at closing"))
        self.rules.render_choices(choices, chosen.value if chosen is not None else "")
        self._recorded.setText(_recorded(plan))
        field = self.fields["reason"]
        field.set_label(tr_("Reason") if self._decides() else tr_("Reason of closing the line"))
        field.set_hint(tr_("A few words, no personal data."))
        field.setVisible(self._decides() or bool(plan.rebooked))
        self.paper.setText(tr_("Print a new ticket for everybody who is rebooked"))
        self.paper.setVisible(plan.tail.tail is TailRule.REBOOK and bool(plan.rebooked))
        self._draw_findings(finding_items(plan.findings))
        self.plan.name(tr_("What closing the line would do"), tr_("Nobody is in line any more."))
        self.plan.show_cards(_cards(plan), _ROOM)

    def _draw_findings(self, items: tuple[FindingItem, ...]) -> None:
        if items == self._items:
            return
        self._items = items
        while (item := self._findings.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for found in items:
            card = FindingCard(found)
            card.norm_asked.connect(self.norm_asked)
            self._findings.addWidget(card)
        self._ways.setVisible(bool(items))

    def forward(self) -> VerbItem | None:
        """Record the rule of the day, or close the line."""
        label = tr_("Record the rule of the day") if self._decides() else tr_("Close the line")
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=self._missing(), primary=True)

    def _missing(self) -> str:
        if self.seen is None:
            return ""
        if self._decides():
            lacking = "" if self.reason.text().strip() else tr_("write a reason first")
            return self.not_yours("decide_tail") or lacking
        plan = self.seen.closing
        blocked = self.not_yours("close_line") or title_of(plan.findings)
        told = self.reason.text().strip() or plan.tail.reason
        lacking = tr_("write a reason first") if plan.rebooked and not told else ""
        return blocked or lacking

    def order(self) -> object | None:
        """The rule with its reason, or the end of the line."""
        rule = self.rule
        if self.seen is None or rule is None or self._missing():
            return None
        if self._decides():
            return DecideTail(rule=rule, reason=self.reason.text())
        return CloseLine(reason=self.reason.text(), paper=self.paper.isChecked())

    def done(self, word: str) -> None:  # noqa: ARG002 - every act here uses the same fields
        """The rule stands, or the line is closed."""
        self._rule = None
        self.reason.clear()


def _recorded(plan: ClosingPlan) -> str:
    tail = plan.tail
    if not tail.decided_by:
        return tr_("Nothing was recorded for today: the usual rule of the branch holds.")
    return tr_("Recorded for today: {reason}", reason=tail.reason)


def _cards(plan: ClosingPlan) -> tuple[Card, ...]:
    if plan.tail.tail is TailRule.SERVE:
        fate = (tr_("is served first"), Tone.INFO)
    elif plan.slot is None:
        fate = (tr_("stays in line, the calendar ends"), Tone.WARN)
    else:
        fate = (tr_("rebooked to {time}", time=show_moment(plan.slot)), Tone.INFO)
    line = tuple(_card(ticket, *fate) for ticket in plan.rebooked)
    return (*line, *(_card(one, tr_("noted: did not come"), Tone.WARN) for one in plan.absent))


def _card(ticket: Ticket, fate: str, tone: Tone) -> Card:
    return Card(
        id=ticket.id,
        title=ticket.number,
        hint=f"{tr_(PURPOSES[ticket.purpose])} · {show_time(ticket.taken_at)}",
        chip=fate,
        tone=tone,
    )


def closed_words(facts: dict[str, str]) -> str:
    """What closing the line did."""
    rebooked, absent = int(facts.get("rebooked", "0")), int(facts.get("absent", "0"))
    return tr_(
        "The line is closed: {rebooked}, {absent}; nobody is lost.",
        rebooked=tr_plural("{count} rebooked", "{count} are rebooked", rebooked),
        absent=tr_plural("{count} did not come", "{count} have not come", absent),
    )
