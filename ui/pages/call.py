"""Home: the desk opened, who is next shown before the call, what stands outside the line, the drafts."""

from PySide6.QtWidgets import QWidget

from app.domain.codes import CodeKind, CodeProblem, CodeTrouble, understand
from app.domain.visit import Ticket, TicketState
from app.ports.devices import CodeScanned
from app.usecases.outcome import Outcome
from app.usecases.queue.call import Call
from app.usecases.queue.check_in import CheckIn
from app.usecases.queue.open_desk import ResumeDesk
from app.usecases.queue.return_to_line import ReturnToLine
from app.usecases.queue.take_ticket import ReprintTicket
from app.usecases.views import QueueView
from i18n import N_
from ui.binding.present_findings import reason_of
from ui.binding.present_queue import ordinary_note, paused
from ui.binding.present_ticket import ticket_face
from ui.binding.presentation import Tone, Verb, VerbItem
from ui.binding.texts import tr_, tr_plural
from ui.pages.blocks import Card, Line
from ui.pages.call_parts import CheckInAnswer, DraftsPanel
from ui.pages.open_desk_card import OpenDeskCard, open_desk, open_verbs
from ui.pages.step_page import PageView, StepPage
from ui.pages.ticket_card import TicketCard
from ui.pages.verb_keys import PRINTED
from ui.theme.metrics import GAP_SMALL
from ui.widgets.flow import FlowLayout
from ui.widgets.key_button import KeyButton
from ui.widgets.notices import Banner, announce
from ui.widgets.text import wraps

CARRY, END = "carry_over", "end_ticket"
"""Small acts on a ticket that the shell asks a reason for, as verbs with the ticket's id behind."""
CHOOSE_DESK = "choose_desk"
_ACTS = (
    (Verb.TICKET, N_("Take a ticket"), "plus"),
    (Verb.CHECK_IN, N_("Read a code"), "scanner"),
    (Verb.PAUSE, N_("Pause"), "park"),
)
_ASKED_OUTSIDE = (CodeTrouble.GARBAGE, CodeTrouble.FOREIGN, CodeTrouble.UNKNOWN_KIND)
"""Codes that mean nothing here may mean something to the booking system."""


class CallPage(StepPage):
    """The page while nobody is at the desk."""

    word = "call"

    def __init__(self) -> None:
        super().__init__()
        self._chosen = ""
        self._ordinary, self._answer = Banner(), CheckInAnswer()
        self._answer.acted.connect(lambda: self.verb_wanted.emit(Verb.TICKET.value))
        self._question = OpenDeskCard()
        self._question.taken.acted.connect(lambda: self.verb_wanted.emit(CHOOSE_DESK))
        self.ticket = TicketCard()
        self.ticket.pressed.connect(self._on_small_act)
        self._rest = Card()
        self._doors = Line("clock")
        self._drafts = DraftsPanel()
        self._drafts.chosen.connect(self._on_draft_chosen)
        self._acts = QWidget()
        self._buttons: dict[Verb, KeyButton] = {}
        flow = FlowLayout(self._acts, gap=GAP_SMALL)
        for verb, _, icon in _ACTS:
            button = KeyButton(key=PRINTED[verb], icon=icon)
            button.clicked.connect(lambda _=False, key=verb.value: self.verb_wanted.emit(key))
            self._buttons[verb] = button
            flow.addWidget(button)
        wraps(self._acts)
        parts = (self._ordinary, self._answer, self._question, self.ticket, self._rest)
        for part in (*parts, self._doors, self._acts, self._drafts):
            self.body.addWidget(part)
        self.body.addStretch(1)

    # What is drawn.

    def begin(self, view: PageView) -> None:  # noqa: ARG002
        """A visit is over: who was chosen before is forgotten, and what a code led to."""
        self._chosen = ""
        self._answer.clear()

    def draw(self, view: PageView) -> None:
        """Show the question of the badge, or who is next, and what else can be done here."""
        queue = view.queue
        opened = queue is not None and queue.hold is not None
        self.help = tr_(
            "The card shows who is called next; F2 or Enter calls this ticket and no other. Skip shows"
            " the one after it, whose call then asks for a reason. A ticket of the list at the left is"
            " shown by choosing it. Drafts of the day are kept until closing: call the same person"
            " again, identify them, and the draft is offered."
        )
        self.set_title(tr_("Waiting list") if opened or queue is None else tr_("Opening the desk"))
        self._ordinary.show_words(ordinary_note(queue), Tone.WARN)
        self._question.setVisible(queue is not None and not opened)
        if queue is not None and not opened:
            facts = view.facts
            self._question.draw(queue, facts.get("employee", ""), facts.get("position", ""))
        self._draw_ticket(view)
        closed = queue is not None and not queue.open
        words = reason_of(queue.open_findings) if closed and queue is not None else ""
        self._doors.say(words, "warning", Tone.WARN)
        self._acts.setVisible(opened)
        for verb, label, _ in _ACTS:
            self._buttons[verb].setText(tr_(label))
        self._buttons[Verb.PAUSE].setVisible(not self._paused)
        self._drafts.show_drafts(view.drafts if opened else ())

    def _draw_ticket(self, view: PageView) -> None:
        queue, shown = view.queue, self.shown
        self.ticket.setVisible(shown is not None and not self._paused)
        self.ticket_shown = shown.id if shown is not None and not self._paused else ""
        if shown is not None and queue is not None:
            self.ticket.show_face(ticket_face(shown, queue, view.now, self._standing(shown)))
            self.ticket.show_acts(self._small_acts(shown, queue))
        self._rest.setVisible(not self._asks and (shown is None or self._paused))
        if queue is None:
            self._rest.head(tr_("The waiting list is being read…"))
        elif self._paused and queue.hold is not None:
            reason = queue.hold.pause_reason
            words = tr_("Nobody is called to this desk; the line goes on at the others.")
            self._rest.head(tr_("The desk is paused"), "\n".join(p for p in (reason, words) if p))
        elif queue.left_over and not queue.waiting:
            count = len(queue.left_over)
            old = tr_plural(
                "{count} ticket of former days has no end: choose it from the list.",
                "{count} tickets of former days have no end: choose them from the list.",
                count,
            )
            self._rest.head(tr_("Nobody is waiting today"), old)
        elif queue.waiting:
            others = tr_("Those who wait are for other desks; they stand greyed in the list.")
            self._rest.head(tr_("Nobody waits for this desk"), others)
        else:
            self._rest.head(tr_("Nobody is waiting"), tr_("A new ticket is taken below."))

    def _standing(self, ticket: Ticket) -> str:
        queue = self.view.queue if self.view is not None else None
        turn = queue.in_turn if queue is not None else ()
        if turn and turn[0].id == ticket.id:
            return tr_("Next for this desk")
        if ticket in turn:
            before = turn.index(ticket)
            return tr_("Before their turn: {count} stand before", count=before)
        return tr_("Chosen from the list")

    def _small_acts(self, ticket: Ticket, queue: QueueView) -> tuple[tuple[str, str, str], ...]:
        acts = []
        if ticket.state is TicketState.PARKED:
            acts.append(("return", tr_("Back into the line"), "queue"))
        old = ticket in queue.left_over
        if old and queue.may_settle:
            acts.append((CARRY, tr_("Carry over to today"), "calendar"))
        if queue.may_settle:
            acts.append((END, tr_("End the ticket"), "cross"))
        if not old:
            acts.append(("reprint", tr_("Print the ticket again"), "printer"))
        return tuple(acts)

    # Whom it is about.

    @property
    def shown(self) -> Ticket | None:
        """The ticket on the card: the one chosen, else the first that this desk calls."""
        queue = self.view.queue if self.view is not None else None
        if queue is None or queue.hold is None:
            return None
        every = (*queue.waiting, *queue.absent, *queue.left_over)
        chosen = next((one for one in every if one.id == self._chosen), None)
        return chosen or next(iter(queue.in_turn), None)

    def show_ticket(self, ticket_id: str) -> None:
        """Put a ticket of the list on the card; empty shows the next one again."""
        self._chosen = ticket_id
        if self.view is not None:
            self.draw(self.view)
            self.forward_changed.emit()
        if self.shown is not None:
            announce(self, self.ticket.accessibleName())

    @property
    def _asks(self) -> bool:
        queue = self.view.queue if self.view is not None else None
        return queue is not None and queue.hold is None

    @property
    def _paused(self) -> bool:
        queue = self.view.queue if self.view is not None else None
        return queue is not None and paused(queue.hold)

    @property
    def _after(self) -> Ticket | None:
        """The one after the ticket on the card, among those in turn."""
        queue, shown = (self.view.queue if self.view is not None else None), self.shown
        turn = queue.in_turn if queue is not None else ()
        if shown not in turn:
            return None
        return next(iter(turn[turn.index(shown) + 1 :]), None) if shown is not None else None

    # What the operator does.

    def first_focus(self) -> QWidget | None:
        """Nothing asks for a field here: Enter means the filled button."""
        return None

    def forward(self) -> VerbItem:
        """Open the desk, take visitors again, or call the ticket on the card."""
        queue, shown = (self.view.queue if self.view is not None else None), self.shown
        verb, blocked = Verb.CONTINUE, ""
        if queue is not None and self._asks:
            return open_verbs(queue)[0]
        if self._paused:
            return VerbItem(verb=verb, label=tr_("Take visitors again"), primary=True)
        if shown is None or queue is None:
            nobody = queue is None or not queue.waiting
            blocked = tr_("nobody is waiting") if nobody else tr_("nobody waits for this desk")
            label = tr_("Call the next ticket")
            return VerbItem(verb=verb, label=label, blocked=blocked, primary=True)
        if shown.state is TicketState.ABSENT:
            return VerbItem(verb=verb, label=tr_("Back into the line"), primary=True)
        if shown.state is TicketState.WAITING and not self._serves(shown, queue):
            blocked = tr_("this ticket is for another desk")
        label = tr_("Call {number}", number=shown.number)
        return VerbItem(verb=verb, label=label, blocked=blocked, primary=True)

    def _serves(self, ticket: Ticket, queue: QueueView) -> bool:
        return ticket.id in queue.mine or ticket in queue.left_over

    def further(self) -> tuple[VerbItem, ...]:
        """The other answers: the plates of the desk, or skip and back."""
        queue = self.view.queue if self.view is not None else None
        if queue is not None and self._asks:
            return open_verbs(queue)[1:]
        if self.shown is None or self._paused:
            return ()
        items = []
        if self._after is not None:
            items.append(VerbItem(verb=Verb.SKIP, label=tr_("Skip")))
        if self._chosen:
            items.append(VerbItem(verb=Verb.BACK, label=tr_("Back")))
        return tuple(items)

    def pressed(self, verb: str) -> bool:
        """The answers of the card and of the question."""
        if verb == Verb.NEXT:
            self.submit()
        elif verb == Verb.SKIP and self.further():
            after = self._after
            self.show_ticket(after.id if after is not None else "")
        elif verb.startswith("plate:") and self._asks:
            self.intent.emit(open_desk(verb))
        else:
            return False
        return True

    def leave(self) -> bool:
        """Esc: back to the next one in line."""
        was, shown = bool(self._chosen), self.shown is not None
        if was:
            self.show_ticket("")
        return was and shown

    def submit(self) -> None:
        """Carry out what the filled button says, about the ticket on the card and no other."""
        forward, shown = self.forward(), self.shown
        if forward.blocked:
            self.said.emit(forward.blocked)
        elif self._asks:
            self.intent.emit(open_desk(""))
        elif self._paused:
            self.intent.emit(ResumeDesk())
        elif shown is not None and shown.state is TicketState.ABSENT:
            self.intent.emit(ReturnToLine(ticket=shown.number))
        elif shown is not None:
            self.intent.emit(Call(ticket=self._named(shown)))

    def _named(self, ticket: Ticket) -> str:
        """Its number; of a former day its id, since today's line may have the same number."""
        queue = self.view.queue if self.view is not None else None
        old = queue is not None and ticket in queue.left_over
        return ticket.id if old else ticket.number

    def _on_small_act(self, act: str) -> None:
        shown = self.shown
        if shown is None:
            return
        if act == "return":
            self.intent.emit(ReturnToLine(ticket=shown.number))
        elif act == "reprint":
            self.intent.emit(ReprintTicket(ticket=shown.number))
        else:
            self.verb_wanted.emit(f"{act}:{shown.id}")

    def _on_draft_chosen(self, draft_id: str) -> None:
        drafts = self.view.drafts if self.view is not None else ()
        draft = next((item for item in drafts if item.id == draft_id), None)
        queue = self.view.queue if self.view is not None else None
        if draft is None or queue is None:
            return
        waits = next((t for t in queue.waiting if t.number == draft.ticket), None)
        if waits is not None:
            self.show_ticket(waits.id)
        else:
            words = tr_(
                "Call the visitor by a ticket and identify them: the draft is offered then."
            )
            self.said.emit(words)

    # Codes of bookings and digital tickets.

    def heard(self, event: object) -> bool:
        """A ticket's code, and one that only the booking system may know, is checked in."""
        if not isinstance(event, CodeScanned) or self.view is None or "<" in event.text:
            return False
        seen = understand(event.text, self.view.branch.code)
        if isinstance(seen, CodeProblem):
            whole = event.text.isascii() and event.text.isprintable() and " " not in event.text
            ours = whole and seen.trouble in _ASKED_OUTSIDE
        else:
            ours = seen.kind is CodeKind.TICKET
        if ours:
            self.intent.emit(CheckIn(code=event.text.strip()))
        return ours

    def answered(self, word: str, outcome: Outcome) -> bool:
        """Where a shown code led."""
        if not outcome.ok:
            return False
        if word in ("call", "undo_call", "open_desk", "return_to_line"):
            self._chosen = ""
        if word != "check_in":
            return False
        if outcome.facts.get("known") == "ticket":
            self.show_ticket(outcome.facts["ticket_id"])
        self._answer.show_answer(outcome)
        return True

    def came_back(self, word: str, outcome: Outcome) -> bool:
        """The booking system answered to a code."""
        if word == "record_check_in":
            self._answer.show_came_back(outcome)
        return word == "record_check_in"
