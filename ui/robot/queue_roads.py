"""The roads of the queue: the desk, tickets, calls, transfers and what stands outside the line."""

from PySide6.QtCore import Qt

from app.domain.desk_hold import Plate
from app.domain.visit import Purpose, Ticket, TicketState, VisitOutcome
from app.usecases.queue.arrive import Arrive, MarkInaccurate
from app.usecases.queue.call import Call, Recall, UndoCall
from app.usecases.queue.check_in import CheckIn, FetchBookings
from app.usecases.queue.finish_visit import FinishVisit, Park
from app.usecases.queue.open_desk import CloseDesk, OpenDesk, PauseDesk, ResumeDesk
from app.usecases.queue.return_to_line import CarryOver, EndTicket, ReturnToLine
from app.usecases.queue.take_ticket import ReprintTicket, TakeTicket
from app.usecases.queue.transfer import Transfer
from app.usecases.views import QueueView
from ui.binding.present_queue import paused
from ui.binding.presentation import Verb
from ui.binding.texts import tr_
from ui.pages.call import CARRY, END, CallPage
from ui.pages.called_card import CalledCard
from ui.robot.hands import NoWay
from ui.robot.ways import Ways, the
from ui.shell.great_verbs import outcome_of
from ui.shell.reason_sheet import OTHER, ReasonPart
from ui.shell.ticket_sheet import NO_NEED
from ui.shell.transfer_sheet import place_id


class QueueRoads(Ways):
    """What the home page, the left zone and the sheets of the queue do."""

    # The desk.

    def open_desk(self, command: OpenDesk) -> None:
        """One of the three answers to the question of the badge."""
        page = self._line_page()
        if page.shown is not None or self._queue().hold is not None:
            raise NoWay("the desk is open already")
        if command.badge:
            self.go_on_as(tr_("The badge is on"))
            return
        plates = {
            Plate.SCREEN: tr_("Show my nameplate on the applicant's screen"),
            Plate.PRINTED: tr_("Print my nameplate"),
        }
        if command.plate is None:
            raise NoWay("the window opens no desk without a name to be seen")
        self.hands.push(plates[command.plate], self.window.step.verbs)

    def pause_desk(self, command: PauseDesk) -> None:
        """Shift+F12 and the reason."""
        if not command.reason:
            raise NoWay("the window asks for the reason of a pause")
        if paused(self._queue().hold):
            raise NoWay("the desk is paused already")
        self.hands.verb(Verb.PAUSE)
        self._give(command.reason)

    def resume_desk(self, _command: ResumeDesk) -> None:
        """Shift+F12 once more."""
        if not paused(self._queue().hold):
            raise NoWay("the desk is not paused")
        self.hands.verb(Verb.PAUSE)

    def close_desk(self, _command: CloseDesk) -> None:
        """The entry of the menu."""
        self._by_entry(tr_("Close the desk"))

    # Tickets.

    def take_ticket(self, command: TakeTicket) -> None:
        """Shift+F7: what for, the language, a need, Enter."""
        if command.priority:
            raise NoWay("no category goes before others here")
        self.hands.verb(Verb.TICKET)
        sheet = self.station.verbs.sheets.ticket_sheet
        self.hands.choose(command.purpose.value, sheet.purposes)
        self.hands.choose(command.language.value, sheet.languages)
        self.hands.choose(command.need.value if command.need is not None else NO_NEED, sheet.needs)
        self.hands.tick(sheet.paper, on=command.paper)
        if command.former:
            if not sheet.former_field.isVisible():
                raise NoWay("the window asks for a former number while the line is the desk's own")
            self.hands.type_into(sheet.former, command.former)
        self.hands.push(tr_("Take a ticket"), sheet)

    def reprint_ticket(self, command: ReprintTicket) -> None:
        """The button on the card of the ticket."""
        self._on_card(command.ticket)
        self.hands.push(tr_("Print the ticket again"), self._line_page().ticket)

    def check_in(self, command: CheckIn) -> None:
        """Shift+F6, the code typed."""
        self._line_page()
        self.hands.verb(Verb.CHECK_IN)
        sheet = self.station.verbs.sheets.check_in_sheet
        self.hands.tick(sheet.paper, on=command.paper)
        self.hands.type_into(sheet.code, command.code)
        self.hands.press(Qt.Key.Key_Return)

    def fetch_bookings(self, _command: FetchBookings) -> None:
        """The entry of the menu."""
        self._by_entry(tr_("Ask for the bookings of the day"))

    def return_to_line(self, command: ReturnToLine) -> None:
        """The card of a ticket outside the line: Enter, or the button for one that was put aside."""
        ticket = self._on_card(command.ticket)
        if ticket.state is TicketState.ABSENT:
            self.go_on_as(tr_("Back into the line"))
        else:
            self.hands.push(tr_("Back into the line"), self._line_page().ticket)

    def carry_over(self, command: CarryOver) -> None:
        """One ticket of a former day by its card."""
        if len(command.tickets) != 1:
            raise NoWay("the window carries one ticket over at a time")
        self._settle(CARRY, command.tickets[0], command.reason)

    def end_ticket(self, command: EndTicket) -> None:
        """The card, the button, the reason."""
        self._settle(END, command.ticket, command.reason)

    def _settle(self, act: str, ticket: str, reason: str) -> None:
        if not reason:
            raise NoWay("the window asks for the reason")
        self._on_card(ticket)
        button = self._line_page().ticket.button(act)
        if button is None:
            raise NoWay("the card does not offer it")
        self.hands.go_to(button)
        self.hands.press(Qt.Key.Key_Space)
        self._give(reason)

    # Calls.

    def call(self, command: Call) -> None:
        """The ticket on the card by F2, another one from the list; out of turn with the reason."""
        if self.station.session.visit is not None:
            raise NoWay("somebody is at the desk")
        if command.ticket or command.purpose is not None:
            self._on_card(command.ticket or self._first_of(command.purpose))
        self.home()
        self.hands.verb(Verb.NEXT)
        if self._reason_open():
            if not command.reason:
                raise NoWay("a call out of turn needs a reason")
            self._give(command.reason)

    def recall(self, _command: Recall) -> None:
        """F3."""
        self.hands.verb(Verb.AGAIN)

    def undo_call(self, _command: UndoCall) -> None:
        """Shift+F3."""
        self.hands.verb(Verb.TAKE_BACK)

    def arrive(self, _command: Arrive) -> None:
        """The button on the card of the call."""
        page = self.station.page
        if page is None or self.station.session.visit is None:
            raise NoWay("nobody was called")
        self.hands.push(tr_("Has come"), the(CalledCard, page))

    def mark_inaccurate(self, command: MarkInaccurate) -> None:
        """The entry of the menu."""
        times = tr_("Do not count the times of this visit")
        self._by_entry(times if command.on else tr_("Count the times of this visit again"))

    def park(self, command: Park) -> None:
        """F4 and the reason."""
        if not command.reason:
            raise NoWay("F4 asks for the reason")
        self.hands.verb(Verb.PARK)
        self._give(command.reason)

    def transfer(self, command: Transfer) -> None:
        """Shift+F4: where to, why, the note, Enter."""
        if not command.reason:
            raise NoWay("a transfer needs a reason")
        self.hands.verb(Verb.TRANSFER)
        sheet = self.station.verbs.sheets.transfer_sheet
        if not sheet.isVisible():
            raise NoWay("nobody is at the desk")
        self.hands.choose(place_id(command.to_desk, command.to_purpose), sheet.where)
        self._choose_reason(sheet.part, command.reason)
        if command.note:
            self.hands.type_into(sheet.note, command.note)
        self.hands.press(Qt.Key.Key_Return)

    def finish_visit(self, command: FinishVisit) -> None:
        """F2, or Shift+F2 for somebody who did not come."""
        visit = self.station.session.visit
        if visit is None:
            raise NoWay("nobody is at the desk")
        if command.outcome is VisitOutcome.NO_SHOW:
            self.hands.verb(Verb.SKIP)
        elif command.outcome is outcome_of(visit.visit):
            self.home()
            if visit.visit.arrived_at is None:
                self.arrive(Arrive())
            self.hands.verb(Verb.NEXT)
        else:
            raise NoWay("the window ends a visit in another way")

    # What they share.

    def _queue(self) -> QueueView:
        queue = self.station.session.queue
        if queue is None:
            raise NoWay("the waiting list is not read yet")
        return queue

    def _first_of(self, purpose: Purpose | None) -> str:
        turn = self._queue().in_turn
        found = next((one.number for one in turn if purpose in (None, one.purpose)), "")
        if not found:
            raise NoWay("nobody waits for that purpose")
        return found

    def _line_page(self) -> CallPage:
        if self.station.session.visit is not None:
            raise NoWay("somebody is at the desk")
        self.home()
        page = self.page("call")
        assert isinstance(page, CallPage)  # noqa: S101 - the table of pages says so
        return page

    def _on_card(self, named: str) -> Ticket:
        """Have the ticket of that number or id on the card: it is there, or is chosen from the list."""
        page, queue = self._line_page(), self._queue()
        every = (*queue.waiting, *queue.absent, *queue.left_over)
        ticket = next((one for one in every if named in (one.number, one.id)), None)
        if ticket is None:
            raise NoWay("the list does not hold the ticket")
        if page.shown is None or page.shown.id != ticket.id:
            self.hands.verb(Verb.QUEUE)
            self.hands.open_card(self.window.queue.list.view, ticket.id)
        return ticket

    def _reason_open(self) -> bool:
        sheets = self.station.verbs.sheets
        return "reason" in sheets.__dict__ and sheets.reason.isVisible()

    def _give(self, reason: str) -> None:
        sheets = self.station.verbs.sheets
        if not self._reason_open():
            raise NoWay("the window did not ask for a reason")
        self._choose_reason(sheets.reason.part, reason)
        self.hands.press(Qt.Key.Key_Return)

    def _choose_reason(self, part: ReasonPart, reason: str) -> None:
        if self.offered(reason, part):
            self.hands.choose(reason, part)
            return
        if self.offered(OTHER, part):
            self.hands.choose(OTHER, part)
        self.hands.type_into(part.edit, reason)

    def _by_entry(self, label: str) -> None:
        self.hands.verb(Verb.MENU)
        self.hands.push(label, self.window.menu)
