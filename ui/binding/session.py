"""The one subscriber of intents and the one source of views: what the windows know of the Desk."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol, TypeVar
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from app.usecases.case_view import case_view
from app.usecases.outcome import ErrorInfo, Outcome, Status
from app.usecases.queries import queue_view
from app.usecases.registry import word_of
from app.usecases.situation import visit_here
from app.usecases.views import CaseView, QueueView, VisitView
from app.usecases.visit_view import visit_view
from app.usecases.work import Work
from ui.binding.relay import Relay

T = TypeVar("T")
_ENDS_VISIT = frozenset({"finish_visit", "park", "transfer", "undo_call"})
_OF_THE_QUEUE = frozenset({"record_check_in", "record_bookings"})
"""Answers from outside that concern the line and no case."""


class Counter(Protocol):
    """What the windows need of the Desk."""

    def submit(self, command: object, *, key: str = "") -> Future[Outcome]:
        """Hand in a command."""

    def ask(self, question: Callable[[Work], T]) -> Future[T]:
        """Read something."""

    def carry(self) -> Future[int]:
        """Let the courier do its round."""

    def hurry(self, kind: str) -> Future[int]:
        """Let the courier try once more now what this desk left undone of that kind."""

    def listen(self, listener: Callable[[str, Outcome], None]) -> None:
        """Hear of every command that changed something."""


@dataclass(frozen=True, slots=True)
class Told:
    """An outcome with the word that it answers; ``command`` is what this window had asked for."""

    word: str
    outcome: Outcome
    command: object = None


class CaseSession(QObject):
    """Carries intents to the Desk one at a time and views back; drops late answers by their number.

    Signals: ``told(Told)`` after every intent was answered; ``case_changed(CaseView | None)``,
    ``visit_changed(VisitView | None)``, ``queue_changed(QueueView)`` when there is something new to
    draw; ``busy_changed(bool)`` while an intent is under way; ``lost(ErrorInfo)`` when reading
    failed; ``happened(Told)`` for what came back from outside by itself.
    """

    told = Signal(object)
    case_changed = Signal(object)
    visit_changed = Signal(object)
    queue_changed = Signal(object)
    busy_changed = Signal(bool)
    lost = Signal(object)
    happened = Signal(object)
    _heard = Signal(object)

    def __init__(self, desk: Counter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._relay = Relay(self)
        self._busy = False
        self._carrying = self._closed = False
        self._asked = 0
        self._case_id = ""
        self._unanswered: tuple[object, str] | None = None
        self.case: CaseView | None = None
        self.visit: VisitView | None = None
        self.queue: QueueView | None = None
        self._heard.connect(self._on_heard)
        desk.listen(lambda word, outcome: self._heard.emit(Told(word, outcome)))

    @property
    def busy(self) -> bool:
        """Whether an intent is under way; a second click does nothing meanwhile."""
        return self._busy

    def submit(self, command: object, key: str = "") -> bool:
        """Hand an intent in. ``False`` when another one is still under way.

        An intent whose answer never came keeps its key, so that the same intent once more is the
        same act and not a second one.
        """
        if self._busy or self._closed:
            return False
        self._set_busy(busy=True)
        known = self._unanswered
        key = key or (known[1] if known is not None and known[0] == command else uuid4().hex)
        self._unanswered = (command, key)
        word = word_of(type(command))
        self._relay.bring(
            self._desk.submit(command, key=key),
            lambda outcome: self._on_answer(Told(word, outcome, command)),
            self._on_act_lost,
        )
        return True

    def hand_in(self, command: object, key: str, done: Callable[[Outcome], None]) -> None:
        """Hand a scan in beside whatever is under way, in the order of the calls; the same ``key``
        once more is the same act. ``done`` hears the outcome, the window does not."""
        if not self._closed:
            self._relay.bring(self._desk.submit(command, key=key), done, self._on_lost)

    def ask(self, question: Callable[[Work], T], done: Callable[[T], None]) -> None:
        """Read something; ``done`` is called on the windows' thread. A failed reading is ``lost``."""
        if not self._closed:
            self._relay.bring(self._desk.ask(question), done, self._on_lost)

    def bring(
        self,
        future: Future[T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Await something else on the windows' thread; a failure is ``lost`` unless it is taken."""
        self._relay.bring(future, done, failed or self._on_lost)

    def carry(self) -> None:
        """Let the courier do its round; what comes back is heard by itself."""
        if self._carrying or self._closed:
            return
        self._carrying = True
        self._relay.bring(self._desk.carry(), self._on_carried, self._on_carried)

    def _on_carried(self, _answer: object) -> None:
        # What could not be carried stays in the list and is tried again; it is shown as pending.
        self._carrying = False

    def open_case(self, case_id: str) -> None:
        """Show that case; empty closes the one that is shown."""
        self._case_id = case_id
        if case_id:
            self.refresh_case()
        else:
            self._show_case(None)

    def refresh(self) -> None:
        """Read everything anew: the queue, the visit at this desk and its last case."""
        self.refresh_queue()
        self.ask(_visit_here, self._show_visit)

    def refresh_queue(self) -> None:
        """Read the waiting list anew."""
        self.ask(queue_view, self._show_queue)

    def refresh_case(self) -> None:
        """Read the open case anew."""
        self._asked += 1
        number, case_id = self._asked, self._case_id

        def show(view: CaseView | None) -> None:
            if number == self._asked:
                self._show_case(view)

        self.ask(lambda work: _case(work, case_id), show)

    def close(self) -> None:
        """Hear nothing and ask nothing any more."""
        self._closed = True
        self._relay.close()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.busy_changed.emit(busy)

    def _on_answer(self, told: Told) -> None:
        self._set_busy(busy=False)
        if told.outcome.status is not Status.UNAVAILABLE:
            self._unanswered = None
        self._take(told.outcome)
        if told.outcome.ok and told.word in _ENDS_VISIT:
            self._show_visit(None)
        self.told.emit(told)
        if told.outcome.ok and "outbox" in told.outcome.changes:
            self.carry()

    def _on_heard(self, told: Told) -> None:
        """Something changed at the desk, by an intent of ours or from outside."""
        changes = told.outcome.changes
        if "queue" in changes or "visit" in changes:
            self.refresh()
        if self._watched() & set(changes) and told.word.startswith(("record_", "mark_", "run_")):
            self.refresh_case()
            self.happened.emit(told)
        elif told.word in _OF_THE_QUEUE:
            self.happened.emit(told)

    def _watched(self) -> set[str]:
        """The open case, and of «one application» its members."""
        members = self.case.children if self.case is not None else ()
        return {f"case:{self._case_id}", *(f"case:{case_id}" for case_id, _, _ in members)}

    def _take(self, outcome: Outcome) -> None:
        if outcome.visit is not None:
            self._show_visit(outcome.visit)
        if outcome.case is not None:
            self._asked += 1
            self._case_id = outcome.case.case.id
            self._show_case(outcome.case)

    def _show_case(self, view: CaseView | None) -> None:
        self.case = view
        self.case_changed.emit(view)

    def _show_visit(self, view: VisitView | None) -> None:
        before, self.visit = self.visit, view
        if view is None and before is not None:
            self.open_case("")  # nothing of the former visitor stays on the window
        elif view is not None and (before is None or before.visit.id != view.visit.id):
            self.open_case(view.visit.case_ids[-1] if view.visit.case_ids else "")
        self.visit_changed.emit(view)

    def _show_queue(self, view: QueueView) -> None:
        self.queue = view
        self.queue_changed.emit(view)

    def _on_act_lost(self, error: BaseException) -> None:
        self._set_busy(busy=False)
        self._on_lost(error)

    def _on_lost(self, error: BaseException) -> None:
        code = getattr(error, "code", "bug")
        self.lost.emit(ErrorInfo(code=str(code), params=dict(getattr(error, "params", {}))))


def _visit_here(work: Work) -> VisitView | None:
    visit = visit_here(work)
    return visit_view(visit, work) if visit is not None else None


def _case(work: Work, case_id: str) -> CaseView | None:
    case = work.store.cases.get(case_id) if case_id else None
    return case_view(case, work) if case is not None else None


def is_no(outcome: Outcome) -> bool:
    """Whether the answer is a «no» with findings rather than an error."""
    return outcome.status is Status.BLOCKED


__all__ = ["CaseSession", "Counter", "Told", "is_no"]
