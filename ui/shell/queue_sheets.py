"""The sheets of the queue: each is made when it is first wanted, asks, and hands a command on."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from app.domain.finding import Finding
from app.domain.visit import Ticket
from app.usecases.queue.call import Call
from app.usecases.queue.finish_visit import Park
from app.usecases.queue.open_desk import PauseDesk
from app.usecases.queue.return_to_line import CarryOver, EndTicket
from ui.binding.present_findings import reason_of
from ui.binding.presentation import Choice, Tone
from ui.binding.queue_words import CALL_REASONS, PARK_REASONS
from ui.binding.session import Told
from ui.binding.texts import tr_
from ui.shell.check_in_sheet import CheckInSheet
from ui.shell.desk_sheet import DeskSheet
from ui.shell.reason_sheet import ReasonSheet
from ui.shell.station import Station
from ui.shell.ticket_sheet import TicketSheet
from ui.shell.transfer_sheet import TransferSheet


class QueueSheets:
    """Opens the sheets over the window of ``station``."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._then: Callable[[str], object] | None = None
        station.session.told.connect(self._on_told)

    @cached_property
    def reason(self) -> ReasonSheet:
        """Why?"""
        window = self._station.window
        sheet = window.add_sheet(ReasonSheet(window.work))
        sheet.given.connect(self._on_reason)
        return sheet

    @cached_property
    def transfer_sheet(self) -> TransferSheet:
        """Where to?"""
        window = self._station.window
        sheet = window.add_sheet(TransferSheet(window.work))
        sheet.given.connect(self._station.submit)
        return sheet

    @cached_property
    def ticket_sheet(self) -> TicketSheet:
        """A new ticket."""
        window = self._station.window
        sheet = window.add_sheet(TicketSheet(window.work))
        sheet.wanted.connect(self._station.submit)
        return sheet

    @cached_property
    def check_in_sheet(self) -> CheckInSheet:
        """A code."""
        window = self._station.window
        sheet = window.add_sheet(CheckInSheet(window.work))
        sheet.wanted.connect(self._station.submit)
        return sheet

    @cached_property
    def desk_sheet(self) -> DeskSheet:
        """Another desk."""
        window = self._station.window
        sheet = window.add_sheet(DeskSheet(window.work))
        sheet.given.connect(self._station.keep_desk)
        return sheet

    # What is asked.

    def out_of_turn(self, asked: Call, number: str, found: tuple[Finding, ...]) -> None:
        """Why this ticket goes before its turn (R-033)."""
        title = tr_("Call {ticket} out of turn?", ticket=number)
        self._ask(
            title,
            reason_of(found),
            tr_("Call the ticket"),
            lambda reason: self._station.submit(Call(ticket=asked.ticket, reason=reason)),
            CALL_REASONS,
        )

    def park(self) -> None:
        """Why the ticket is put aside."""
        words = tr_("The draft is kept until closing; the ticket keeps its time of arrival.")
        act = tr_("Put the ticket aside")
        park = self._say(lambda reason: Park(reason=reason))
        self._ask(tr_("Put the ticket aside?"), words, act, park, PARK_REASONS)

    def pause(self) -> None:
        """Why the desk is paused."""
        words = tr_("Nobody is called to this desk; the line goes on at the others.")
        act = tr_("Pause the desk")
        pause = self._say(lambda reason: PauseDesk(reason=reason))
        self._ask(tr_("Pause the desk?"), words, act, pause)

    def settle(self, act: str, ticket: Ticket) -> None:
        """Carry a ticket of a former day over, or end one that nobody will come for."""
        number = ticket.number
        if act == "carry_over":
            words = tr_("The ticket stands in today's line with its old time of arrival.")
            carry = self._say(lambda reason: CarryOver(tickets=(number,), reason=reason))
            title = tr_("Carry {ticket} over to today?", ticket=number)
            self._ask(title, words, tr_("Carry over to today"), carry)
            return
        words = tr_("The ticket has its end and its reason; nobody calls it any more.")
        queue = self._station.session.queue
        old = queue is not None and ticket in queue.left_over
        named = ticket.id if old else number
        end = self._say(lambda reason: EndTicket(ticket=named, reason=reason))
        self._ask(tr_("End {ticket}?", ticket=number), words, tr_("End the ticket"), end)

    def transfer(self) -> None:
        """Where the visitor is sent on to."""
        queue = self._station.session.queue
        if queue is not None and queue.at_desk is not None:
            self.transfer_sheet.ask(queue.at_desk, queue)

    def take_ticket(self) -> None:
        """A ticket for somebody who has none."""
        queue = self._station.session.queue
        closed = queue is not None and not queue.open
        spare = queue is not None and queue.spare
        self.ticket_sheet.ask(tr_("the doors are closed") if closed else "", spare=spare)

    def check_in(self) -> None:
        """The code of a booking or a digital ticket; the page of the line takes it."""
        if self._station.session.visit is not None:
            words = tr_("Finish the visit first: a code is read while nobody is at the desk.")
            self._station.tell(words, Tone.WARN)
            return
        self._station.turn_to("")
        self.check_in_sheet.ask()

    def choose_desk(self) -> None:
        """Another desk of the branch."""
        parts, queue = self._station.parts, self._station.session.queue
        held = (
            frozenset(int(hold.desk) for hold in queue.desks) if queue is not None else frozenset()
        )
        numbers = tuple(desk.number for desk in parts.branch.desks)
        self.desk_sheet.ask(numbers, int(parts.number), held)

    # What came of it.

    def _say(self, command: Callable[[str], object]) -> Callable[[str], object]:
        return lambda reason: self._station.submit(command(reason))

    def _ask(
        self,
        title: str,
        words: str,
        act: str,
        then: Callable[[str], object],
        reasons: Mapping[Any, str] | None = None,
    ) -> None:
        self._then = then
        offered = (reasons or {}).items()
        choices = tuple(Choice(id=str(code.value), label=tr_(said)) for code, said in offered)
        self.reason.ask(title, words, act, choices)

    def _on_reason(self, reason: str) -> None:
        then, self._then = self._then, None
        if then is not None:
            then(reason)

    def _on_told(self, told: Told) -> None:
        if not told.outcome.ok:
            return
        if told.word == "take_ticket" and "ticket_sheet" in self.__dict__:
            self.ticket_sheet.show_taken(told.outcome)
        elif told.word == "check_in" and "check_in_sheet" in self.__dict__:
            self.check_in_sheet.dismiss()
