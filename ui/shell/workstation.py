"""The conductor: joins window, session, pages, devices and the applicant's screen; decides no rule."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from app.domain.notice import Notice
from app.usecases.notice import unread_notices
from app.usecases.outcome import Status
from app.usecases.postpone import PurgeDrafts
from app.usecases.queue.check_in import FetchBookings
from app.usecases.store import RunTimers
from ui.binding.device_feed import DeviceFeed
from ui.binding.drafts import DraftItem, drafts_waiting
from ui.binding.present_findings import failure_notice, reason_of
from ui.binding.present_queue import counting
from ui.binding.presentation import FailureNotice, Tone
from ui.binding.session import CaseSession, Told
from ui.binding.texts import tr_, ui_language
from ui.pages.step_page import PageView, StepPage
from ui.shell.applicant_desk import ApplicantDesk
from ui.shell.companions import Companions
from ui.shell.frame import Around, Frame
from ui.shell.great_verbs import GreatVerbs
from ui.shell.hands import Hands
from ui.shell.keeping import Keeping
from ui.shell.lookups import Lookups
from ui.shell.main_window import MainWindow
from ui.shell.page_shelf import PageShelf
from ui.shell.pages import STAYS, has_page, why_not
from ui.shell.parts import Parts
from ui.shell.road import HOME, ROAD, page_of
from ui.shell.tellings import field_errors, told_of, tone_of

_SECOND = 1000
_PATIENCE = 250
"""Milliseconds after which an act that is still under way closes the page for input."""
_QUEUE_EVERY = 5
"""Seconds after which the line is read anew: other desks call from it too."""


class Workstation(QObject):
    """One desk at work. The page follows the road by itself; ``turn_to`` opens another beside it."""

    def __init__(self, window: MainWindow, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.window, self.parts = window, parts
        self.session = CaseSession(parts.desk, self)
        self.frame = Frame(window, parts, self.session)
        self.lookups = Lookups(self.session, parts.catalogue)
        self.verbs = GreatVerbs(self)
        self.applicant = ApplicantDesk(self, self)
        self.feed = DeviceFeed(parts.devices, self)
        self.hands = Hands(self, self.feed)
        self.companions = Companions(self, self.frame, self.feed, self)
        self.keeping = Keeping(self)
        self.drafts: tuple[DraftItem, ...] = ()
        self._shelf = PageShelf(
            self, self.lookups, self.keeping, self.hands, self.companions.copies.open
        )
        self._opened = self._shown = ""
        self._no: Told | None = None
        self._visited = False
        self._seconds = 0
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(lambda: window.set_busy(True))
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.timeout.connect(self.draw)
        self._beat = QTimer(self)
        self._beat.setInterval(_SECOND)
        self._beat.timeout.connect(self.tick)
        self._connect()

    # What happens to it.

    def start(self) -> None:
        """Begin: clear what is over, read what stands, draw, and keep the courier going."""
        for chore in (PurgeDrafts(), RunTimers()):
            self.parts.desk.submit(chore)
        self.session.refresh()
        self.read_drafts()
        self.session.ask(unread_notices, self._tell_notices)
        self.draw()
        self._beat.start()

    def prepare(self) -> None:
        """Make the pages of the road in quiet moments, before they are wanted."""
        self._shelf.prepare(ROAD)

    def stop(self) -> None:
        """End: nothing is heard or carried any more."""
        self._beat.stop()
        ui_language().changed.disconnect(self.draw_soon)
        self._waiting.stop()
        self.hands.close()
        self.companions.close()
        self.applicant.close()
        self.session.close()

    def tick(self) -> None:
        """A second went by: the courier goes round; now and then the waiting times are drawn."""
        self._seconds += 1
        self.session.carry()
        self.companions.tick(self._seconds)
        if self._seconds % _QUEUE_EVERY == 0:
            self.session.refresh_queue()
            self.companions.prints.look()
        if counting(self.session.visit, self.session.queue, self.parts.now()) and self.page:
            self.frame.draw_queue(self.page)
            self.page.ticked(self.parts.now())

    def submit(self, command: object) -> None:
        """Carry an intent to the Desk; while another one is under way nothing happens.

        An intent that names no case is about the case on the window, and never about another one.
        """
        shown = self.session.case
        if shown is not None and getattr(command, "case", None) == "":
            command = replace(command, case=shown.case.id)  # type: ignore[type-var]
        self.session.submit(command)

    def read_drafts(self) -> None:
        """Read anew which drafts wait."""
        self.session.ask(drafts_waiting, self._take_drafts)

    def turn_to(self, word: str) -> None:
        """Show a page beside the road; empty comes back to it."""
        reason = why_not(word, self.session) if word else ""
        if reason:
            self.window.tell(tr_(reason), Tone.WARN)
            return
        self._opened = word
        self._no = None
        self.draw()

    def companion(self, verb: str) -> bool:
        """Carry a verb that is about what goes along with the desk; whether it was one."""
        return self.companions.press(verb)

    def open_case(self, case_id: str) -> None:
        """Show another case of this branch."""
        self._opened = ""
        self.session.open_case(case_id)

    def keep_desk(self, number: int) -> None:
        """Take another desk at the next start."""
        self.keeping.keep_desk(number)

    def show_applicant_screen(self) -> None:
        """Put the applicant's screen up, on a second monitor if there is one."""
        self.applicant.open()

    @property
    def word(self) -> str:
        """The word of the page that belongs on the window now."""
        wanted = self._opened or page_of(self.session.visit, self.session.case)
        return wanted if has_page(wanted) else HOME

    @property
    def opened(self) -> str:
        """The word of the page that was opened beside the road; empty on the road."""
        return self._opened

    @property
    def page(self) -> StepPage | None:
        """The page on the window."""
        return self._shelf.peek(self._shown)

    def tell(self, words: str, tone: Tone = Tone.GOOD, *, stays: bool = False) -> None:
        """Say one line to the operator."""
        self.window.tell(words, tone, stays=stays)

    def tell_failure(self, notice: FailureNotice) -> None:
        """Say what failed and what to do."""
        number = tr_("Incident {number}", number=notice.incident) if notice.incident else ""
        words = " ".join(part for part in (notice.title, notice.advice, number) if part)
        self.window.tell(words, notice.tone, stays=True)

    # Drawing.

    def draw_soon(self, *_: object) -> None:
        """Draw once after everything that happens now."""
        if not self._waiting.isActive():
            self._waiting.start(0)

    def draw(self) -> None:
        """Draw page and frame from what is known now."""
        word = self.word
        page = self._shelf.take(word)
        held = self._held_by_page()
        turned = word != self._shown
        if turned:
            former = self.page
            self._shown = word
            self._no = None
            if former is not None:
                former.left()
        page.render(self.page_view())
        self.frame.offer(self.companions.entries())
        self.frame.draw(self._around(page))
        if turned:
            self.window.show_page(word)
            page.entered()
        elif (held and not self._held_by_page()) or self.window.focusWidget() in (None, page):
            # What had the focus went, or nothing could take it when the page was turned to.
            self.window.focus_page()
        self.applicant.follow()

    def draw_forward(self, page: StepPage) -> None:
        """The page's filled button changed: draw what stands under it."""
        if page is self.page:
            self.frame.draw_step(self._around(page))
            self.frame.draw_queue(page)

    def _held_by_page(self) -> bool:
        """Whether the focus is in the middle zone, on something that can be seen."""
        focus = self.window.focusWidget()
        return focus is not None and focus.isVisible() and self.window.step.isAncestorOf(focus)

    def page_view(self) -> PageView:
        """What the page may draw now."""
        session = self.session
        return PageView(
            now=self.parts.now(),
            branch=self.parts.branch,
            ui_language=ui_language().lang,
            queue=session.queue,
            visit=session.visit,
            case=session.case,
            findings=self._no.outcome.findings if self._no is not None else (),
            drafts=self.drafts,
            facts=self._facts(),
        )

    def _facts(self) -> dict[str, str]:
        seated, of = self.parts.operator(), ui_language().of
        return {
            "desk": self.parts.number,
            "rating": self.applicant.rating,
            "employee": seated.name_in(ui_language().lang).full,
            "position": of(seated.position),
            **self.companions.facts(),
        }

    def _around(self, page: StepPage) -> Around:
        said_no = self._no.outcome.findings if self._no is not None else ()
        note = self.applicant.note()
        return Around(page=page, opened=self._opened, said_no=said_no, note=note)

    # What the session says.

    def _on_told(self, told: Told) -> None:
        outcome, asker = told.outcome, self.page
        self._no = None if outcome.ok else told
        said = False
        if outcome.ok:
            self.frame.mark_saved()
            self._after(told)
            # The page that asked hears first: it may want to stay, or ask for the next act.
            said = asker is not None and asker.answered(told.word, outcome)
        self.draw()
        if outcome.ok:
            line = "" if said else told_of(told)
            if line:
                # A wrong call is taken back within seconds, from the line that tells of it.
                self.window.tell(line, tone_of(told), undo=told.word == "call")
        elif asker is not None and not asker.answered(told.word, outcome):
            self._tell_no(told, asker)

    def _after(self, told: Told) -> None:
        if "drafts" in told.outcome.changes or "visit" in told.outcome.changes:
            self.read_drafts()
        if told.word in {"postpone", "abandon"}:
            self.session.open_case("")
        if self._opened and told.word not in STAYS:
            self._opened = ""
        if told.word == "open_desk":
            self.parts.desk.submit(FetchBookings())
        self.applicant.after(told)

    def _tell_no(self, told: Told, page: StepPage) -> None:
        outcome = told.outcome
        if self.verbs.explain(told):
            self._no = None
            self.draw_soon()
            return
        if outcome.status is Status.BLOCKED:
            self.tell(reason_of(outcome.findings), Tone.STOP, stays=True)
            return
        if outcome.error is None or outcome.status is Status.CANCELLED:
            return
        errors = field_errors(outcome.error, page.fields)
        if errors:
            page.show_errors(errors)
            return
        self.tell_failure(failure_notice(outcome.error))

    def _on_happened(self, told: Told) -> None:
        page = self.page
        line = "" if page is not None and page.came_back(told.word, told.outcome) else told_of(told)
        if line:
            self.tell(line, tone_of(told))

    def _tell_notices(self, unread: tuple[Notice, ...]) -> None:
        if unread:
            self.tell(tr_("The act of a service was changed. F10, Notices of changes."), Tone.WARN)

    def _take_drafts(self, drafts: tuple[DraftItem, ...]) -> None:
        if drafts != self.drafts:
            self.drafts = drafts
            self.draw_soon()

    def _on_visit_changed(self, visit: object) -> None:
        seen = self.session.visit.visit.identification if self.session.visit is not None else None
        if visit is None and self._visited:
            # Pages of custody, which need no visitor, stay when the list is only read anew.
            self._opened = ""
            self.parts.forget()
        elif seen is not None:
            self.parts.hide((seen.person.name.full,))
        self._visited = visit is not None
        self.draw_soon()

    def _on_busy(self, busy: bool) -> None:
        # A quick answer must not take the focus away from what is being typed.
        if busy:
            self._patience.start(_PATIENCE)
        else:
            self._patience.stop()
            self.window.set_busy(False)

    # What the window says.

    def _connect(self) -> None:
        session, window = self.session, self.window
        session.told.connect(self._on_told)
        session.happened.connect(self._on_happened)
        session.lost.connect(lambda error: self.tell_failure(failure_notice(error)))
        session.case_changed.connect(self.draw_soon)
        session.queue_changed.connect(self.draw_soon)
        session.visit_changed.connect(self._on_visit_changed)
        session.busy_changed.connect(self._on_busy)
        self.feed.status_changed.connect(self.frame.draw_bar)
        window.intent.connect(self.submit)
        window.verb_pressed.connect(self.verbs.press)
        window.ticket_chosen.connect(self.verbs.choose_ticket)
        window.undone.connect(self.verbs.take_back)
        ui_language().changed.connect(self.draw_soon)
