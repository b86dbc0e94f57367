"""Consult: tell about a service at once, print its memo or passport, record the topic; no names."""

from datetime import datetime, timedelta

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.language import Lang
from app.domain.passport import Passport
from app.usecases.consult import Consult, MakeMemo
from app.usecases.outcome import Outcome
from app.usecases.queue.arrive import Arrive
from i18n import N_
from ui.binding.present_passport import passport_group
from ui.binding.presentation import (
    Choice,
    FieldError,
    SearchHit,
    Verb,
    VerbItem,
)
from ui.binding.texts import tr_, tr_plural, ui_language
from ui.pages.called_card import CalledCard
from ui.pages.step_page import PageView, StepPage
from ui.widgets.choice import ChoiceList
from ui.widgets.digits_edit import DigitsEdit
from ui.widgets.field import Field
from ui.widgets.flow import FlowLayout
from ui.widgets.item_table import ItemTable
from ui.widgets.key_button import KeyButton
from ui.widgets.search_box import SearchBox
from ui.widgets.text import wraps

_TOPICS: dict[str, str] = {
    "service": N_("How to obtain a service"),
    "papers": N_("Which documents are needed"),
    "stage": N_("Where my case stands"),
    "appeal": N_("Appeals and complaints, e-otinish"),
    "portal": N_("Portal and electronic signature"),
    "other": N_("Another topic"),
}
_NAMES = {Lang.KK: "Қазақша", Lang.RU: "Русский"}
_MOST_MINUTES = 480


class ConsultPage(StepPage):
    """A consultation needs no identification, no case and no personal data."""

    word = "consult"

    def __init__(self) -> None:
        super().__init__()
        self._passport: Passport | None = None
        self._recorded = False
        self.topics = ChoiceList(beside=True)
        self.topics.chosen.connect(self._on_topic_chosen)
        self.fields["topic"] = Field("", self.topics)
        self.other = QLineEdit()
        self.other.setMaxLength(200)
        self.other.textChanged.connect(lambda _: self.forward_changed.emit())
        self.fields["other"] = Field("", self.other)
        self.minutes = DigitsEdit()
        self.fields["minutes"] = Field("", self.minutes)
        self.search = SearchBox("")
        self.search.asked.connect(lambda words: self.looked_up.emit("service", words))
        self.search.chosen.connect(lambda service: self.looked_up.emit("passport", service))
        self.card = ItemTable()
        self.memo, self.passport = KeyButton(icon="printer"), KeyButton(icon="printer")
        self.away = KeyButton(icon="cross")
        self.memo.clicked.connect(lambda: self._print("memo"))
        self.passport.clicked.connect(lambda: self._print("passport"))
        self.away.clicked.connect(self._put_away)
        self._buttons = QWidget()
        flow = FlowLayout(self._buttons, gap=8)
        for button in (self.memo, self.passport, self.away):
            flow.addWidget(button)
        wraps(self._buttons)
        self.called = CalledCard()
        self.called.verb_pressed.connect(self.verb_wanted)
        self.called.arrived.connect(lambda: self.intent.emit(Arrive()))
        for part in (self.called, self.search, self._buttons, self.card, *self.fields.values()):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.retranslate()

    # What happens.

    def begin(self, view: PageView) -> None:
        """Another visitor: nothing of the former consultation stays."""
        self._passport, self._recorded = None, False
        self.search.edit.clear()
        self.search.show_hits(())
        self.other.clear()
        self.minutes.set_digits(str(_minutes(view)))
        self._render_topics("")

    def show_hits(self, kind: str, words: str, hits: tuple[SearchHit, ...]) -> None:
        """The services found, best first."""
        if kind != "service" or words != self.search.words():
            return
        if not words:
            self.search.show_hits(())
            return
        count = tr_plural("{count} service", "{count} services", len(hits))
        self.search.show_hits(hits, count if hits else tr_("No service has these words."))

    def show_passport(self, passport: Passport, _members: tuple[Passport, ...]) -> None:
        """The service that is told about."""
        self._passport = passport
        self.search.edit.clear()
        self.search.show_hits(())
        if not self.topics.current_id():
            self._render_topics("service")
        self._draw_again()
        self.focus_on(self.memo)

    def _put_away(self) -> None:
        self._passport = None
        self._draw_again()
        self.focus_on(self.search.edit)

    def _on_topic_chosen(self, topic: str) -> None:
        self._recorded = False
        self._draw_again()
        if topic == "other":
            self.focus_on(self.other)

    def _print(self, kind: str) -> None:
        if self._passport is not None:
            self.intent.emit(MakeMemo(service=self._passport.id, kind=kind))

    def answered(self, word: str, outcome: Outcome) -> bool:
        """Say what was kept or sent to the printer."""
        if not outcome.ok or word not in ("consult", "make_memo"):
            return False
        if word == "make_memo":
            self.said.emit(tr_("The print goes to the printer."))
            return True
        self._recorded = True
        self.said.emit(tr_("The consultation is recorded without a name. F2 goes on."))
        self.forward_changed.emit()
        return True

    def ticked(self, now: datetime) -> None:
        """The clock since the call goes on."""
        super().ticked(now)
        if self.view is not None:
            self.called.draw(self.view)

    def tells_about(self, service: str) -> bool:
        """Whether that service is told about now."""
        return self._passport is not None and self._passport.id == service

    # What is drawn.

    def forward(self) -> VerbItem:
        """Record the consultation."""
        label = tr_("Record the consultation")
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=self._missing(), primary=True)

    def _missing(self) -> str:
        if self._recorded:
            return tr_("it is recorded already")
        if not self._topic():
            return tr_("choose the topic")
        return ""

    def _topic(self) -> str:
        chosen = self.topics.current_id()
        return " ".join(self.other.text().split()) if chosen == "other" else chosen

    def submit(self) -> None:
        """Record it."""
        if self._missing():
            return
        minutes = int(self.minutes.digits or "0")
        if minutes > _MOST_MINUTES:
            said = tr_("A consultation lasts at most {count} minutes.", count=_MOST_MINUTES)
            self.show_errors((FieldError("minutes", said),))
            return
        self.show_errors(())
        service = self._passport.id if self._passport is not None else ""
        self.intent.emit(Consult(topic=self._topic(), service=service, minutes=minutes))

    def leave(self) -> bool:
        """Esc: put the service away."""
        if self._passport is not None:
            self._put_away()
            return True
        return False

    def first_focus(self) -> QWidget | None:
        """The search: a question is answered at once."""
        return self.search.edit if self._passport is None else self.memo

    def retranslate(self) -> None:
        """Say the fixed words in the present language."""
        self.search.name(tr_("Service"), tr_("Words of the name, in any order"))
        self.fields["topic"].set_label(tr_("Topic"))
        self.fields["other"].set_label(tr_("What was asked about"))
        self.fields["other"].set_hint(tr_("Without names and numbers of people."))
        self.fields["minutes"].set_label(tr_("Minutes"))
        self.away.setText(tr_("Another service"))
        self._render_topics(self.topics.current_id())
        super().retranslate()

    def _render_topics(self, chosen: str) -> None:
        topics = tuple(Choice(id=key, label=tr_(words)) for key, words in _TOPICS.items())
        self.topics.render_choices(topics, chosen)

    def _draw_again(self) -> None:
        if self.view is not None:
            self.draw(self.view)
        self.forward_changed.emit()

    def draw(self, view: PageView) -> None:
        """The search or the passport, and what is recorded."""
        passport = self._passport
        name = passport.name.in_(ui_language().lang) if passport is not None else ""
        self.set_title(tr_("Consultation"), name)
        self.help = tr_(
            "Answer at once from the passport of the service; identification and numbers of people "
            "are not asked for. Record topic, service and minutes."
        )
        self.called.draw(view)
        self.search.setVisible(passport is None)
        self._buttons.setVisible(passport is not None)
        self.fields["other"].setVisible(self.topics.current_id() == "other")
        lang = view.visit.visit.display_language if view.visit is not None else Lang.KK
        self.memo.setText(f"{tr_('Print the memo')} · {_NAMES[lang]}")
        self.passport.setText(f"{tr_('Print the passport of the service')} · {_NAMES[lang]}")
        self.card.show_group(passport_group(passport) if passport is not None else None)


def _minutes(view: PageView) -> int:
    """How long the visitor has been at the desk, at least one minute."""
    if view.visit is None:
        return 1
    spent: timedelta = view.now - view.visit.visit.called_at
    return max(1, min(_MOST_MINUTES, int(spent.total_seconds() // 60)))
