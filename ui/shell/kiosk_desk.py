"""The conductor of the ticket kiosk: wishes become tickets, codes find their place, and a printer, a
store or a system that fails sends nobody away.
"""

from concurrent.futures import Future
from typing import Any, Protocol
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.codes import is_printed_code, typed_code
from app.domain.language import Lang
from app.domain.spoken import spoken_ticket
from app.domain.visit import TicketOrigin
from app.ports.device_faults import NOT_FITTED
from app.ports.devices import CodeGarbled, CodeScanned, Devices, DeviceState, Slot
from app.ports.queue_feed import QueueFeed
from app.usecases.outcome import Outcome, Status
from app.usecases.queue.board import BoardView, board_view
from app.usecases.queue.check_in import CheckIn
from app.usecases.queue.take_ticket import TakeTicket
from ui.binding import kiosk_notices as notices
from ui.binding.device_feed import DeviceFeed
from ui.binding.kiosk import HallKind, KioskWish, PaperKind, TicketShown
from ui.binding.present_board import kiosk_away, kiosk_hall
from ui.binding.queue_watch import QueueWatch
from ui.binding.relay import Relay
from ui.binding.session import Counter
from ui.displays.kiosk import KioskWindow

PAPER_MS = 12_000
"""How long a paper may take before the screen is the ticket."""
ANSWER_MS = 21_000
"""How long the booking system may take before a ticket of today is offered."""
ROUND_MS = 1_000
"""How often the courier goes round: papers and questions that wait."""


class Place(Protocol):
    """What the kiosk needs of its workplace."""

    @property
    def desk(self) -> Counter:
        """Where wishes and codes are handed in."""

    @property
    def devices(self) -> Devices:
        """Ticket printer, scanner, loudspeaker."""

    @property
    def feed(self) -> QueueFeed | None:
        """What tells that the queue has moved, if anything does."""


class KioskConductor(QObject):
    """One kiosk at work. ``own``: scanner, loudspeaker and courier are the kiosk's own, not those of
    the desk in whose program it is shown."""

    _heard = Signal(str, object)

    def __init__(
        self,
        window: KioskWindow,
        place: Place,
        *,
        own: bool,
        practice: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.window, self._place, self._own, self._practice = window, place, own, practice
        self._relay = Relay(self)
        self._wish: KioskWish | None = None
        self._key = self._code = self._printing = ""
        self._owed = self._closed = False
        self.watch = QueueWatch(place.desk, board_view, place.feed, self)
        self.devices = DeviceFeed(place.devices, self)
        self.paper, self.answer = self._timer(PAPER_MS), self._timer(ANSWER_MS)
        self.round = QTimer(self)
        self.round.setInterval(ROUND_MS)
        self._connect()

    def start(self) -> None:
        """Begin."""
        self.watch.start()
        if self._own:
            self.round.start()
        self._on_status()

    def close(self) -> None:
        """Hear and ask nothing any more."""
        self._closed = True
        self.watch.close()
        self.devices.close()
        for timer in (self.paper, self.answer, self.round):
            timer.stop()
        self._relay.close()

    # A ticket.

    def _on_wish(self, wish: KioskWish) -> None:
        # A wish whose answer never came is asked again under its key: one visitor, one ticket.
        if wish != self._wish or not self._key:
            self._wish, self._key = wish, uuid4().hex
        command = TakeTicket(
            purpose=wish.purpose,
            language=wish.language,
            need=wish.need,
            paper=self._prints(),
            origin=TicketOrigin.KIOSK,
        )
        self._submit(command, self._key, self._on_taken)

    def _on_again(self) -> None:
        if self._wish is not None:
            self._on_wish(self._wish)
        else:
            self.window.begin_anew()

    def _on_taken(self, outcome: Outcome) -> None:
        if outcome.ok:
            self._key = ""
            self._show(outcome)
            return
        if outcome.status is Status.UNAVAILABLE:
            self.window.show_notice(notices.NOT_REACHED)
            self.watch.look()
            return
        self._key = ""
        self.window.show_notice(notices.refusal_of(outcome))
        self.watch.look()

    def _show(self, outcome: Outcome, *, known: bool = False) -> None:
        facts = outcome.facts
        ordered = not known and "outbox" in outcome.changes
        minutes = facts.get("minutes", "")
        shown = TicketShown(
            number=facts["ticket"],
            code=facts["code"],
            before=int(facts["before"]),
            minutes=int(minutes) if minutes else None,
            paper=PaperKind.COMING if ordered else PaperKind.NONE,
            journal=self.window.hall.kind is HallKind.ORDINARY,
            note=notices.note_of(outcome, known=known),
        )
        self.window.show_ticket(shown, Lang(facts["language"]))
        self._printing = shown.number if ordered else ""
        if ordered:
            self.paper.start()
            self._carry()

    # A code.

    def _on_code(self, text: str) -> None:
        plain = typed_code(text)
        code = plain if is_printed_code(plain) else "".join(_plain(sign) for sign in text)
        self._code = code
        self._submit(CheckIn(code=code, paper=self._prints()), uuid4().hex, self._on_checked)

    def _on_checked(self, outcome: Outcome) -> None:
        if outcome.ok and outcome.facts.get("asked"):
            self.answer.start()
            self._carry()
            return
        self._code = ""
        if outcome.ok:
            self._show(outcome, known=outcome.facts.get("known", "") != "")
        elif outcome.status is Status.UNAVAILABLE:
            self.window.show_notice(notices.AWAY)
        else:
            self.window.show_notice(notices.refusal_of(outcome))

    def _on_late(self) -> None:
        """The booking system is silent: nobody waits for it."""
        self._code = ""
        self.window.show_notice(notices.SILENT)

    def _on_event(self, event: object) -> None:
        if not self._own or not self.window.hall.gives_tickets:
            return
        if isinstance(event, CodeScanned):
            self.window.show_waiting()
            self._on_code(event.text)
        elif isinstance(event, CodeGarbled):
            self.window.show_notice(notices.GARBLED)

    # What comes back from outside.

    def _on_heard(self, word: str, outcome: Outcome) -> None:
        facts = outcome.facts
        if word == "mark_ticket_printed":
            self._owed = False
            self._out(facts.get("ticket", ""), PaperKind.OUT)
        elif word == "record_check_in" and self._code and facts.get("shown") == self._code:
            self._code = ""
            self.answer.stop()
            if facts.get("check_in") == "taken":
                self._show(outcome)
            else:
                self.window.show_notice(notices.refusal_of(outcome))

    def _out(self, number: str, paper: PaperKind) -> None:
        if number and number == self._printing:
            self._printing = ""
            self.paper.stop()
            self.window.show_paper(number, paper)

    def _on_no_paper(self) -> None:
        """The screen is the ticket; the paper that waits tells the staff."""
        self._owed = True
        self._out(self._printing, PaperKind.NONE)

    def _prints(self) -> bool:
        """Whether a paper is ordered: with a printer, and while it is out of order once only, so
        that no heap of old tickets comes out when it is filled."""
        status = self._place.devices.status(Slot.TICKETS)
        if status.code == NOT_FITTED or not status.driver:
            return False
        well = status.state not in (DeviceState.FAULT, DeviceState.ABSENT)
        return well or not self._owed

    def _on_status(self) -> None:
        if self._own:
            voice = self._place.devices.status(Slot.VOICE)
            self.window.set_voice(voice.state in (DeviceState.READY, DeviceState.BUSY))
        tickets = self._place.devices.status(Slot.TICKETS)
        if self._printing and tickets.state in (DeviceState.FAULT, DeviceState.ABSENT):
            self._on_no_paper()
        elif self._owed and tickets.state is DeviceState.READY:
            self._owed = False
            self._relay.bring(self._place.desk.hurry("ticket"), _nothing, _nothing)

    # Inside.

    def _submit(self, command: object, key: str, done: Any) -> None:
        asked: Future[Outcome] = self._place.desk.submit(command, key=key)
        self._relay.bring(asked, done, lambda _error: self.window.show_notice(notices.AWAY))

    def _carry(self) -> None:
        self._relay.bring(self._place.desk.carry(), _nothing, _nothing)

    def _on_seen(self, view: BoardView) -> None:
        self.window.show_hall(kiosk_hall(view))

    def _on_lost(self) -> None:
        self.window.show_hall(kiosk_away(practice=self._practice))

    def _on_read(self, number: str, lang: Lang) -> None:
        said = self._place.devices.say_text(spoken_ticket(number, lang), lang)
        self._relay.bring(said, _nothing, _nothing)

    def _on_begun_anew(self) -> None:
        self._wish, self._key, self._code, self._printing = None, "", "", ""
        self.paper.stop()
        self.answer.stop()

    def _hand_on(self, word: str, outcome: Outcome) -> None:
        if self._closed:
            return
        try:
            self._heard.emit(word, outcome)
        except RuntimeError:
            # The window closed between the commit and now: nobody is left to be told.
            self._closed = True

    def _connect(self) -> None:
        window = self.window
        window.ticket_wanted.connect(self._on_wish)
        window.again_wanted.connect(self._on_again)
        window.code_given.connect(self._on_code)
        window.read_wanted.connect(self._on_read)
        window.begun_anew.connect(self._on_begun_anew)
        self.watch.seen.connect(self._on_seen)
        self.watch.lost.connect(self._on_lost)
        self.devices.happened.connect(self._on_event)
        self.devices.status_changed.connect(self._on_status)
        self.paper.timeout.connect(self._on_no_paper)
        self.answer.timeout.connect(self._on_late)
        self.round.timeout.connect(self._carry)
        self._heard.connect(self._on_heard)
        self._place.desk.listen(self._hand_on)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        return timer


def _plain(sign: str) -> str:
    """One sign of a code that somebody typed on any layout; what stands between stays."""
    return typed_code(sign) or sign.strip()


def _nothing(_answer: object) -> None:
    """Nobody waits for it; what failed stays in the outbox and in the device's light."""


__all__ = ["KioskConductor", "Place"]
