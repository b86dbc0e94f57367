"""Notices of changed acts: one after another is read and acknowledged; below, those already read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.usecases.notice import AcknowledgeNotice, NoticeView, notices_for
from app.usecases.outcome import Outcome
from ui.binding.presentation import FactGroup, FactItem, Verb, VerbItem
from ui.binding.texts import show_date, show_moment, tr_, tr_plural, ui_language
from ui.pages.step_page import PageView, StepPage
from ui.widgets.card_list import Card
from ui.widgets.card_panel import CardPanel
from ui.widgets.fact_card import FactCard
from ui.widgets.notices import EmptyState

_ROW = 84
_ROWS = 3


def notice_group(view: NoticeView) -> FactGroup:
    """What changed, by which act, from when and for which services."""
    notice, of = view.notice, ui_language().of
    facts = (
        FactItem(label=tr_("Act"), value=of(notice.act)),
        FactItem(label=tr_("Applies from"), value=show_date(notice.effective_on), strong=True),
        FactItem(label=tr_("Services"), value="\n".join(of(name) for name in view.services)),
        FactItem(label=tr_("Received"), value=show_date(notice.received_on)),
    )
    note = tr_("Made up for training.") if notice.practice else ""
    return FactGroup(title=tr_("What changes"), lead=of(notice.summary), facts=facts, note=note)


class NoticePage(StepPage):
    """Enter acknowledges the notice on top; after the last one the window goes back to the step."""

    word = "notice"

    def __init__(self) -> None:
        super().__init__()
        self._unread: tuple[NoticeView, ...] = ()
        self._read: tuple[NoticeView, ...] = ()
        self._acknowledged = False
        self.card = FactCard()
        self.card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.nothing = EmptyState(icon="note")
        self.nothing.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.read_before = CardPanel(goes_on=True)
        for part in (self.card, self.nothing, self.read_before):
            self.body.addWidget(part)
        self.body.addStretch(1)

    @property
    def on_top(self) -> str:
        """The notice that Enter acknowledges; empty when nothing is left to read."""
        return self._unread[0].notice.id if self._unread else ""

    def entered(self) -> None:
        """Read the notices of this employee."""
        self._acknowledged = False
        self.asked.emit(notices_for, self._take)

    def _take(self, views: tuple[NoticeView, ...]) -> None:
        self._unread = tuple(view for view in views if view.read_at is None)
        self._read = tuple(view for view in views if view.read_at is not None)
        if self.view is not None:
            self.draw(self.view)
        self.forward_changed.emit()
        if self._unread or not self._acknowledged:
            self.focus_on(self.first_focus())
        else:
            self._acknowledged = False
            self.said.emit(tr_("Every notice is read."))
            self.turned_to.emit("")

    def draw(self, view: PageView) -> None:  # noqa: ARG002 - the notices are all that is drawn
        """The notice to be read, or that there is none; then those read before."""
        count = len(self._unread)
        left = tr_plural("{count} notice to read", "{count} notices to read", count)
        self.set_title(tr_("Notices of changes"), left if count else "")
        self.help = tr_(
            "A notice tells that the act of a service was changed. Read it and press Enter. From "
            "the day when the change applies, the service is opened only by those who have "
            "acknowledged it."
        )
        self.card.show_group(notice_group(self._unread[0]) if count else None)
        if count:
            self.card.setAccessibleDescription(ui_language().of(self._unread[0].notice.act))
        self.nothing.show_words(tr_("There is nothing to read"))
        self.nothing.setVisible(not count)
        self.read_before.name(tr_("Already read"), "")
        cards = tuple(map(_read_card, self._read))
        self.read_before.show_cards(cards, room=min(len(cards), _ROWS) * _ROW)
        self.read_before.setVisible(bool(cards))

    def first_focus(self) -> QWidget | None:
        """What is told, so that it is read aloud."""
        return self.card if self._unread else self.nothing

    def forward(self) -> VerbItem:
        """The notice was read."""
        nothing = "" if self._unread else tr_("there is nothing to read")
        label = tr_("I have read the notice")
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=nothing, primary=True)

    def submit(self) -> None:
        """Acknowledge the notice on top."""
        if self._unread:
            self.intent.emit(AcknowledgeNotice(notice=self._unread[0].notice.id))

    def answered(self, word: str, outcome: Outcome) -> bool:
        """One was acknowledged: the next."""
        if word != "acknowledge_notice" or not outcome.ok:
            return False
        self._acknowledged = True
        self.asked.emit(notices_for, self._take)
        return True


def _read_card(view: NoticeView) -> Card:
    of = ui_language().of
    read = tr_("read {time}", time=show_moment(view.read_at)) if view.read_at else ""
    return Card(
        id=view.notice.id, title=of(view.notice.act), hint=of(view.notice.summary), note=read
    )
