"""The great verbs: what stands under the page, and what pressing one of them asks of the Desk."""

from collections.abc import Callable
from datetime import timedelta

from app.domain.visit import AT_DESK, Purpose, Ticket, Visit, VisitOutcome
from app.ports.store_errors import STORE_TICKET_TAKEN
from app.rules.postpone import DRAFTS
from app.usecases.postpone import Postpone
from app.usecases.queue.arrive import Arrive, MarkInaccurate
from app.usecases.queue.call import Call, Recall, UndoCall
from app.usecases.queue.check_in import FetchBookings
from app.usecases.queue.facts import ticket_named
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.queue.open_desk import CloseDesk, ResumeDesk
from app.usecases.views import CaseView
from ui.binding.present_findings import title_of
from ui.binding.present_queue import paused
from ui.binding.presentation import Tone, Verb, VerbItem
from ui.binding.session import Told
from ui.binding.texts import tr_
from ui.pages.call import CARRY, CHOOSE_DESK, END, CallPage
from ui.pages.step_page import StepPage
from ui.shell.desk_menu import BOOKINGS, CLOSE_DESK, INACCURATE
from ui.shell.pages import APPLICANT_SCREEN, OPENED_BY, PRACTICE_DEVICES
from ui.shell.practice_sheet import PracticeSheet
from ui.shell.queue_sheets import QueueSheets
from ui.shell.simulator_panel import SimulatorPanel
from ui.shell.station import Station

_OUT_OF_TURN, _NOT_WAITING = "call.in_order", "call.somebody_waits"
_ONE_MOMENT = timedelta(seconds=2)
"""So soon after a call its key pressed again is the same press."""


def bar_of(page: StepPage, case: CaseView | None, *, opened: str) -> tuple[VerbItem, ...]:
    """What stands under the page: its filled button, its own verbs, then those of every draft."""
    forward = page.forward()
    items = [forward] if forward is not None else []
    items.extend(page.further())
    if opened:
        items.append(VerbItem(verb=Verb.BACK, label=tr_("Back to the step")))
    elif case is not None:
        items.extend(_of_the_case(case))
    return tuple(items)


def _of_the_case(view: CaseView) -> list[VerbItem]:
    items = []
    if view.state in DRAFTS:
        items.append(VerbItem(verb=Verb.POSTPONE, label=tr_("Postpone the case")))
    refuse = view.verb("refuse_intake")
    if refuse is not None:
        reason = "" if refuse.allowed else title_of(refuse.findings)
        label = tr_("Refuse to accept")
        items.append(VerbItem(verb=Verb.REFUSE, label=label, blocked=reason, danger=True))
    return items


def outcome_of(visit: Visit) -> VisitOutcome:
    """How a visit that ends now is written down."""
    if visit.purpose is Purpose.CONSULTATION and not visit.case_ids:
        return VisitOutcome.CONSULTED
    return VisitOutcome.SERVED


class GreatVerbs:
    """Turns the great verbs of the window into intents and pages."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._asked: object | None = None
        self._listens = False
        self._hands: PracticeSheet | None = None
        self.sheets = sheets = QueueSheets(station)
        self._acts: dict[str, Callable[[], object]] = {
            Verb.NEXT.value: self._next,
            Verb.SKIP.value: self._did_not_come,
            Verb.AGAIN.value: lambda: station.submit(Recall()),
            Verb.TAKE_BACK.value: lambda: station.submit(UndoCall()),
            Verb.PARK.value: sheets.park,
            Verb.TRANSFER.value: sheets.transfer,
            Verb.CHECK_IN.value: sheets.check_in,
            Verb.TICKET.value: sheets.take_ticket,
            Verb.PAUSE.value: self._pause,
            Verb.POSTPONE.value: lambda: station.submit(Postpone()),
            Verb.BACK.value: lambda: station.turn_to(""),
            CHOOSE_DESK: sheets.choose_desk,
            CLOSE_DESK: lambda: station.submit(CloseDesk()),
            INACCURATE: self._inaccurate,
            BOOKINGS: lambda: station.submit(FetchBookings()),
            PRACTICE_DEVICES: self._practice,
            APPLICANT_SCREEN: station.show_applicant_screen,
        }

    def press(self, verb: str) -> None:
        """A verb was pressed by key, button or menu."""
        page = self._station.page
        if page is not None and page.pressed(verb):
            return
        act, _, meant = verb.partition(":")
        if verb in OPENED_BY:
            word = OPENED_BY[verb]
            self._station.turn_to("" if self._station.opened == word else word)
        elif act == "page":
            self._station.turn_to(meant)
        elif verb in self._acts:
            self._acts[verb]()
        elif self._station.companion(verb):
            return
        elif act in (CARRY, END):
            self._settle(act, meant)

    def choose_ticket(self, ticket_id: str) -> None:
        """A ticket of the list was chosen: the home page shows it, when nobody is at the desk."""
        station = self._station
        if station.session.visit is None:
            station.turn_to("")
            station.window.zones.close_drawers()
            page = station.page
            if isinstance(page, CallPage):
                page.show_ticket(ticket_id)
        station.window.focus_page()

    def take_back(self) -> None:
        """«Undo» beside the line that told of a call."""
        visit = self._station.session.visit
        if visit is not None and visit.visit.arrived_at is None:
            self._station.submit(UndoCall())

    def explain(self, told: Told) -> bool:
        """A call out of turn asks for its reason, one that came too late says who was faster;
        ``True`` when there is nothing more to say."""
        asked, outcome = told.command, told.outcome
        if not isinstance(asked, Call) or not asked.ticket:
            return False
        raced = outcome.error is not None and outcome.error.code == STORE_TICKET_TAKEN
        if not raced and all(found.rule != _NOT_WAITING for found in outcome.findings):
            of_turn = tuple(found for found in outcome.findings if found.rule == _OUT_OF_TURN)
            if of_turn:
                self.sheets.out_of_turn(asked, of_turn[0].subject, of_turn)
            return bool(of_turn)
        session = self._station.session
        session.refresh_queue()
        session.ask(
            lambda work: ticket_named(work, asked.ticket),
            lambda ticket: self._tell_gone(ticket, asked.ticket),
        )
        return True

    def _tell_gone(self, ticket: Ticket | None, named: str) -> None:
        number = ticket.number if ticket is not None else named
        if ticket is not None and ticket.state in AT_DESK:
            words = tr_("{ticket} has just been called by desk {desk}.", **_of(ticket))
        else:
            words = tr_("{ticket} does not wait any more.", ticket=number)
        self._station.tell(words, Tone.WARN)

    def _next(self) -> None:
        station = self._station
        visit, case = station.session.visit, station.session.case
        if visit is None:
            self._call_from_beside()
            return
        if visit.visit.arrived_at is None:
            # A key pressed twice in one moment means one call.
            if station.parts.now() - visit.visit.called_at >= _ONE_MOMENT:
                station.submit(Arrive())
            return
        finish = FinishVisit(outcome=outcome_of(visit.visit))
        if case is None or case.state not in DRAFTS:
            station.submit(finish)
            return
        self._asked = finish
        if not self._listens:
            self._listens = True
            station.window.confirm.confirmed.connect(self._on_confirmed)
        kept = tr_("The draft is no application yet. It is kept until closing and can be resumed.")
        words = tr_("Finish the visit")
        station.window.confirm.ask(tr_("Finish the visit?"), kept, words)

    def _call_from_beside(self) -> None:
        """On a page beside the road the next one is called while it can be seen in the list."""
        queue = self._station.session.queue
        seen = self._station.window.queue.isVisible()
        if queue is not None and queue.in_turn and seen:
            self._station.submit(Call(ticket=queue.in_turn[0].number))
        else:
            self._station.turn_to("")

    def _did_not_come(self) -> None:
        if self._station.session.visit is not None:
            self._station.submit(FinishVisit(outcome=VisitOutcome.NO_SHOW))

    def _pause(self) -> None:
        queue = self._station.session.queue
        if queue is not None and paused(queue.hold):
            self._station.submit(ResumeDesk())
        else:
            self.sheets.pause()

    def _inaccurate(self) -> None:
        visit = self._station.session.visit
        self._station.submit(MarkInaccurate(on=visit is None or not visit.visit.inaccurate))

    def _settle(self, act: str, ticket_id: str) -> None:
        queue = self._station.session.queue
        every = (*queue.waiting, *queue.absent, *queue.left_over) if queue is not None else ()
        ticket = next((one for one in every if one.id == ticket_id), None)
        if ticket is not None:
            self.sheets.settle(act, ticket)

    def _practice(self) -> None:
        parts = self._station.parts
        if parts.simulation is None:
            return
        if self._hands is None:
            window = self._station.window
            around = SimulatorPanel(parts.simulation, parts.devices, parts.outside, parts.now)
            self._hands = window.add_sheet(PracticeSheet(window.work, parts.simulation, around))
        self._hands.retranslate()
        self._hands.present()

    def _on_confirmed(self) -> None:
        asked, self._asked = self._asked, None
        if asked is not None:
            self._station.submit(asked)


def _of(ticket: Ticket) -> dict[str, str]:
    return {"ticket": ticket.number, "desk": ticket.desk}
