"""The great verbs: what stands under the page, and what pressing one of them asks of the Desk."""

from collections.abc import Callable

from app.domain.visit import Purpose, Visit, VisitOutcome
from app.rules.postpone import DRAFTS
from app.usecases.postpone import Postpone
from app.usecases.queue.call import Call, Recall
from app.usecases.queue.finish_visit import FinishVisit, Park
from app.usecases.views import CaseView
from ui.binding.present_findings import reason_of, title_of
from ui.binding.presentation import Verb, VerbItem
from ui.binding.session import Told
from ui.binding.texts import tr_
from ui.pages.step_page import StepPage
from ui.shell.pages import APPLICANT_SCREEN, OPENED_BY, PRACTICE_DEVICES, PRINT_TICKETS, SURFACE
from ui.shell.practice_sheet import PracticeSheet
from ui.shell.reason_sheet import ReasonSheet
from ui.shell.simulator_panel import SimulatorPanel
from ui.shell.station import Station

_OUT_OF_TURN = "call.in_order"


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
        self._ticket = ""
        self._reason: ReasonSheet | None = None
        self._hands: PracticeSheet | None = None
        self._acts: dict[str, Callable[[], object]] = {
            Verb.NEXT.value: self._next,
            Verb.AGAIN.value: lambda: station.submit(Recall()),
            Verb.PARK.value: lambda: station.submit(Park()),
            Verb.POSTPONE.value: lambda: station.submit(Postpone()),
            Verb.BACK.value: lambda: station.turn_to(""),
            PRACTICE_DEVICES: self._practice,
            APPLICANT_SCREEN: station.show_applicant_screen,
            PRINT_TICKETS: station.print_tickets,
        }

    def press(self, verb: str) -> None:
        """A verb was pressed by key, button or menu."""
        page = self._station.page
        if page is not None and page.pressed(verb):
            return
        if verb in OPENED_BY:
            word = OPENED_BY[verb]
            self._station.turn_to("" if self._station.opened == word else word)
        elif verb.startswith("page:"):
            self._station.turn_to(verb.removeprefix("page:"))
        elif verb.startswith(SURFACE):
            self._station.show_surface(verb.removeprefix(SURFACE))
        elif verb in self._acts:
            self._acts[verb]()

    def call_ticket(self, ticket_id: str) -> None:
        """A ticket of the list was chosen: it is called, when nobody is at the desk."""
        queue = self._station.session.queue
        if queue is None or self._station.session.visit is not None:
            self._station.window.focus_page()
            return
        chosen = next((t for t in queue.waiting if t.id == ticket_id), None)
        if chosen is not None:
            self._ticket = chosen.number
            self._station.submit(Call(ticket=chosen.number))

    def explain(self, told: Told) -> bool:
        """A call out of turn asks for its reason; ``True`` when there is nothing more to say."""
        found = [f for f in told.outcome.findings if f.rule == _OUT_OF_TURN]
        if told.word != "call" or not found or not self._ticket:
            return False
        if self._reason is None:
            self._reason = self._station.window.add_sheet(ReasonSheet(self._station.window.work))
            self._reason.given.connect(self._on_reason)
        self._reason.ask(
            tr_("Call {ticket} out of turn?", ticket=self._ticket),
            reason_of(tuple(found)),
            tr_("Call the ticket"),
        )
        return True

    def _next(self) -> None:
        visit, case = self._station.session.visit, self._station.session.case
        if visit is None:
            self._station.submit(Call())
            return
        finish = FinishVisit(outcome=outcome_of(visit.visit))
        if case is None or case.state not in DRAFTS:
            self._station.submit(finish)
            return
        self._asked = finish
        if not self._listens:
            self._listens = True
            self._station.window.confirm.confirmed.connect(self._on_confirmed)
        kept = tr_("The draft is no application yet. It is kept until closing and can be resumed.")
        words = tr_("Finish the visit")
        self._station.window.confirm.ask(tr_("Finish the visit?"), kept, words)

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

    def _on_reason(self, reason: str) -> None:
        self._station.submit(Call(ticket=self._ticket, reason=reason))

    def _on_confirmed(self) -> None:
        asked, self._asked = self._asked, None
        if asked is not None:
            self._station.submit(asked)
