"""What stands around the page: header, queue, staircase, verbs, findings and facts, lights, menu."""

from dataclasses import dataclass, replace

from app.domain.finding import Finding
from ui.binding.present_case import intake_done, side_of_case, side_of_visit, stairs
from ui.binding.present_devices import lights
from ui.binding.present_findings import finding_items
from ui.binding.present_queue import header_state, queue_state
from ui.binding.present_ticket import groups_of_day, groups_of_ticket
from ui.binding.presentation import BarState, SideState, StepItem, StepPaneState, Tone, VerbItem
from ui.binding.session import CaseSession
from ui.binding.texts import show_clock, tr_
from ui.pages.step_page import StepPage
from ui.shell.great_verbs import bar_of
from ui.shell.main_window import MainWindow
from ui.shell.pages import menu_of
from ui.shell.parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the frame is told beside the session: the page, what was opened, the last «no», the
    applicant's screen."""

    page: StepPage
    opened: str = ""
    said_no: tuple[Finding, ...] = ()
    note: str = ""


class Frame:
    """Feeds the zones of the window from the session."""

    def __init__(self, window: MainWindow, parts: Parts, session: CaseSession) -> None:
        self._window, self._parts, self._session = window, parts, session
        self._menu: tuple[VerbItem, ...] = ()
        self._saved = self._prints = ""
        self._extra: tuple[VerbItem, ...] = ()
        self._offered: tuple[VerbItem, ...] = ()

    def mark_saved(self) -> None:
        """Something was written for good just now."""
        self._saved = tr_("Saved {time}", time=show_clock(self._parts.now()))

    def offer(self, items: tuple[VerbItem, ...]) -> None:
        """Put what the present trouble asks for first in the menu."""
        self._offered = items

    def draw(self, around: Around) -> None:
        """Draw every zone."""
        session, parts, window = self._session, self._parts, self._window
        visit, case = session.visit, session.case
        desk = tr_("Desk {number}", number=parts.number)
        operator = parts.operator()
        window.show_header(header_state(parts.branch, desk, operator, visit, case, session.queue))
        self.draw_queue(around.page)
        self.draw_step(around)
        window.show_side(self._side(around))
        self.draw_bar()
        practice = parts.branch.practice and parts.simulation is not None
        items = (*self._offered, *self._extra, *menu_of(session, practice=practice))
        if items != self._menu:
            self._menu = items
            window.show_menu_items(items)

    def draw_queue(self, page: StepPage) -> None:
        """Draw the list and the verbs of the queue."""
        session, now = self._session, self._parts.now()
        if session.queue is not None:
            shown = page.ticket_shown if session.visit is None else ""
            self._window.show_queue(queue_state(session.queue, now, session.visit, shown))

    def draw_step(self, around: Around) -> None:
        """Draw staircase and verbs."""
        case = self._session.case
        steps: tuple[StepItem, ...] = ()
        if case is not None:
            steps = intake_done(case) if self._just_registered(around) else stairs(case)
        verbs = bar_of(around.page, case, opened=around.opened)
        self._window.show_step(StepPaneState(steps=steps, verbs=verbs))

    def show_prints(self, words: str, items: tuple[VerbItem, ...]) -> None:
        """Say what the ticket printers owe; it stands in place of the line of saving."""
        self._prints, self._extra = words, items
        self.draw_bar()

    def draw_bar(self) -> None:
        """Draw the lights and the line of saving, or what was not printed."""
        statuses = self._parts.devices.statuses()
        tone = Tone.WARN if self._prints else Tone.NEUTRAL
        saved = self._prints or self._saved
        self._window.show_bar(BarState(lights=lights(statuses), saved=saved, tone=tone))

    def _side(self, around: Around) -> SideState:
        case, visit = self._session.case, self._session.visit
        if case is not None:
            side = side_of_case(case, around.note)
            if self._just_registered(around):
                # What custody lacks later is not in the way of this visitor.
                side = replace(side, findings=())
        elif visit is not None:
            side = side_of_visit(visit, around.note)
        else:
            queue = self._session.queue
            day = groups_of_day(queue, self._parts.now()) if queue is not None else ()
            side = SideState(applicant_note=around.note, groups=day)
        if visit is not None:
            told = groups_of_ticket(visit.ticket)
            side = replace(side, groups=(*told, *side.groups))
        said_no = finding_items(around.said_no)
        known = {item.id for item in said_no}
        rest = tuple(item for item in side.findings if item.id not in known)
        return replace(side, findings=said_no + rest)

    def _just_registered(self, around: Around) -> bool:
        case = self._session.case
        return case is not None and bool(case.case.number) and around.page.word == "register"
