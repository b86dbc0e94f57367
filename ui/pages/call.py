"""Home: who is next, a ticket to be taken, the drafts of the day, and when the doors close."""

from PySide6.QtWidgets import QWidget

from app.domain.language import Lang
from app.domain.visit import Purpose, Ticket, TicketState
from app.usecases.queue.call import Call
from app.usecases.queue.take_ticket import TakeTicket
from app.usecases.views import QueueView
from i18n import N_
from ui.binding.drafts import DraftItem
from ui.binding.present_findings import reason_of
from ui.binding.present_queue import minutes
from ui.binding.presentation import Choice, Tone, Verb, VerbItem
from ui.binding.texts import show_time, tr_, ui_language
from ui.binding.words import PURPOSES
from ui.pages.blocks import Card, Line
from ui.pages.step_page import PageView, StepPage
from ui.theme.metrics import TextRole
from ui.widgets.card_list import Card as ListCard
from ui.widgets.card_panel import CardPanel
from ui.widgets.choice import ChoiceList
from ui.widgets.key_button import KeyButton
from ui.widgets.text import Label

OWN_NAMES = {Lang.KK: "Қазақша", Lang.RU: "Русский"}
"""Each language calls itself by its own name."""
_TICKET_LANGUAGE = N_("Language of the visitor")
_DRAFT_ROOM = 200


class CallPage(StepPage):
    """The page while nobody is at the desk."""

    word = "call"

    def __init__(self) -> None:
        super().__init__()
        self._next = Card()
        self._number, self._line = Label("", TextRole.NUMBER), Label("")
        self._doors = Line("clock")
        self._next.add(self._number, self._line, self._doors)
        self._drafts = CardPanel(goes_on=True)
        self._drafts.chosen.connect(self._on_draft_chosen)
        self._ticket = Card()
        self._purposes, self._languages = ChoiceList(beside=True), ChoiceList(beside=True)
        self._language_name = Label("", TextRole.STRONG)
        self._take = KeyButton("", icon="plus")
        self._take.clicked.connect(self._on_take)
        for choices in (self._purposes, self._languages):
            choices.chosen.connect(lambda _id: self._draw_take())
        self._ticket.add(self._purposes, self._language_name, self._languages, self._take)
        for part in (self._next, self._drafts, self._ticket):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def draw(self, view: PageView) -> None:
        """Show the next ticket, the drafts, and what a new ticket may be for."""
        self.set_title(tr_("Waiting list"))
        self.help = tr_(
            "F2 or Enter calls the next ticket and opens the visit. A ticket of the list at the left"
            " is called by choosing it. Drafts of the day are kept until closing: call the same"
            " person again, identify them, and the draft is offered."
        )
        self._draw_next(view)
        self._draw_drafts(view.drafts)
        self._draw_ticket()

    def _draw_next(self, view: PageView) -> None:
        queue = view.queue
        ticket = _next_of(queue) if queue is not None else None
        if queue is None:
            self._next.head(tr_("The waiting list is being read…"))
        elif ticket is None:
            self._next.head(tr_("Nobody is waiting"), tr_("A new ticket is taken below."))
        else:
            self._next.head(tr_("Next in line"))
        self._number.setText(ticket.number if ticket is not None else "")
        self._number.setVisible(ticket is not None)
        if ticket is not None:
            waited = max(0, int((view.now - ticket.taken_at).total_seconds() // 60))
            purpose = tr_(PURPOSES[ticket.purpose])
            said = tr_("waits {minutes}", minutes=minutes(waited))
            self._line.setText(f"{purpose} · {said} · {OWN_NAMES[ticket.language]}")
        self._line.setVisible(ticket is not None)
        closed = queue is not None and not queue.open
        words = reason_of(queue.open_findings) if closed and queue is not None else ""
        self._doors.say(words, "warning", Tone.WARN)

    def _draw_drafts(self, drafts: tuple[DraftItem, ...]) -> None:
        self._drafts.name(tr_("Drafts of the day"), "")
        cards = tuple(
            ListCard(
                id=draft.id,
                title=f"{draft.ticket} · {draft.person}",
                hint=ui_language().of(draft.service),
                note=tr_("until {time}", time=show_time(draft.until)) if draft.until else "",
            )
            for draft in drafts
        )
        self._drafts.setVisible(bool(cards))
        self._drafts.show_cards(cards, room=min(len(cards), 2) * _DRAFT_ROOM)

    def _draw_ticket(self) -> None:
        self._ticket.head(tr_("Take a ticket for a visitor"))
        purposes = tuple(Choice(id=p.value, label=tr_(PURPOSES[p])) for p in Purpose)
        self._purposes.setAccessibleName(tr_("What the visitor came for"))
        self._purposes.render_choices(purposes, self._purposes.current_id() or Purpose.INTAKE)
        self._language_name.setText(tr_(_TICKET_LANGUAGE))
        self._languages.setAccessibleName(tr_(_TICKET_LANGUAGE))
        languages = tuple(Choice(id=lang.value, label=OWN_NAMES[lang]) for lang in Lang)
        self._languages.render_choices(languages, self._languages.current_id())
        self._draw_take()

    def _draw_take(self) -> None:
        self._take.setText(tr_("Take a ticket"))
        queue = self.view.queue if self.view is not None else None
        closed = queue is not None and not queue.open
        chosen = bool(self._languages.current_id())
        reason = tr_("the doors are closed") if closed else ""
        self._take.set_blocked(reason or ("" if chosen else tr_("choose the language first")))

    def first_focus(self) -> QWidget | None:
        """While nobody waits, what a new ticket is taken for."""
        known = self.view is not None and self.view.queue is not None
        return self._purposes.first_focus() if known and self.forward().blocked else None

    def forward(self) -> VerbItem:
        """The next ticket."""
        queue = self.view.queue if self.view is not None else None
        waits = queue is not None and _next_of(queue) is not None
        return VerbItem(
            verb=Verb.CONTINUE,
            label=tr_("Call the next ticket"),
            blocked="" if waits else tr_("nobody is waiting"),
            primary=True,
        )

    def submit(self) -> None:
        """Call."""
        if not self.forward().blocked:
            self.intent.emit(Call())

    def answered(self, word: str, outcome: object) -> bool:  # noqa: ARG002
        """After a ticket was taken the next visitor chooses a language anew."""
        if word == "take_ticket":
            self._languages.render_choices(
                tuple(Choice(id=lang.value, label=OWN_NAMES[lang]) for lang in Lang), ""
            )
            self._draw_take()
        return False

    def _on_take(self) -> None:
        purpose = Purpose(self._purposes.current_id())
        self.intent.emit(TakeTicket(purpose=purpose, language=Lang(self._languages.current_id())))

    def _on_draft_chosen(self, draft_id: str) -> None:
        drafts = self.view.drafts if self.view is not None else ()
        draft = next((item for item in drafts if item.id == draft_id), None)
        queue = self.view.queue if self.view is not None else None
        if draft is None or queue is None:
            return
        if any(t.number == draft.ticket for t in queue.waiting):
            self.intent.emit(Call(ticket=draft.ticket))
        else:
            words = tr_(
                "Call the visitor by a ticket and identify them: the draft is offered then."
            )
            self.said.emit(words)


def _next_of(queue: QueueView) -> Ticket | None:
    return next((t for t in queue.waiting if t.state is TicketState.WAITING), None)
