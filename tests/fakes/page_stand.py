"""A page on a stand: fed with views and readings of a made-up desk, its intents carried out there."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.desk.answers import ended
from app.domain.language import Lang
from app.errors import AppError
from app.ports.devices import CodeScanned
from app.usecases.case_view import case_view
from app.usecases.outcome import Outcome, Status
from app.usecases.queries import queue_view
from app.usecases.registry import word_of
from app.usecases.transit import Blocked
from app.usecases.visit_view import visit_view
from app.usecases.work import Work
from tests.fakes.custody_desk import CustodyDesk
from ui.binding.texts import ui_language
from ui.pages.step_page import PageView, StepPage


class PageStand(QObject):
    """Holds one page as the window would: as wide as the middle zone, answered at once."""

    def __init__(self, page: StepPage, desk: CustodyDesk, *, width: int = 750) -> None:
        super().__init__()
        self.page, self.desk = page, desk
        self.said: list[str] = []
        self.turned: list[str] = []
        self.opened: list[str] = []
        self.papers: list[str] = []
        self.commands: list[object] = []
        self.outcomes: list[Outcome] = []
        self.case_id = ""
        self.facts: dict[str, str] = {}
        self.host = QWidget()
        box = QVBoxLayout(self.host)
        box.addWidget(page)
        page.asked.connect(lambda question, done: done(self.desk.ask(question)))
        page.handed_in.connect(self.hand_in)
        page.intent.connect(self.carry_out)
        page.said.connect(self.said.append)
        page.turned_to.connect(self.turned.append)
        page.opened.connect(self.opened.append)
        page.paper_wanted.connect(self.papers.append)
        self.host.resize(width, 560)

    def show(self, case_id: str = "") -> None:
        """Turn to the page, about that case."""
        self.case_id = case_id or self.case_id
        self.draw()
        self.host.show()
        self.page.entered()
        self.settle()

    def draw(self) -> None:
        """Draw the page from what the desk knows now."""
        self.page.render(self.desk.ask(self._view))
        self.settle()

    def settle(self) -> None:
        """Let layouts take their place and what was let go be gone."""
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.sendPostedEvents()

    def scan(self, code: str) -> bool:
        """Hold a code before the scanner."""
        heard = self.page.heard(CodeScanned(code, self.desk.clock.now()))
        self.settle()
        return heard

    def go_on(self) -> Outcome | None:
        """Press the filled button, as the window does: only when nothing stands in the way."""
        forward = self.page.forward()
        if forward is None or forward.blocked:
            return None
        self.page.submit()
        self.settle()
        return self.outcomes[-1] if self.outcomes else None

    def hand_in(self, command: object, _key: str, done: Callable[[Outcome], None]) -> None:
        """Carry a scan out and tell what was heard."""
        done(self._outcome_of(command))

    def carry_out(self, command: object) -> None:
        """Carry an intent out and tell the page how it ended."""
        self.commands.append(command)
        outcome = self._outcome_of(command)
        self.outcomes.append(outcome)
        self.draw()
        self.page.answered(word_of(type(command)), outcome)
        self.settle()

    def _view(self, work: Work) -> PageView:
        visit = work.store.visits.open_at(work.desk)
        case = work.store.cases.get(self.case_id) if self.case_id else None
        return PageView(
            now=work.now,
            branch=work.branch,
            ui_language=ui_language().lang,
            queue=queue_view(work),
            visit=visit_view(visit, work) if visit is not None else None,
            case=case_view(case, work) if case is not None else None,
            facts=self.facts,
        )

    def _outcome_of(self, command: object) -> Outcome:
        try:
            return self.desk.do(command)
        except Blocked as blocked:
            return Outcome(status=Status.BLOCKED, findings=blocked.findings)
        except AppError as error:
            return ended(error)


def speak(lang: Lang) -> None:
    """Let the windows speak ``lang``."""
    ui_language().choose(lang)


def words_of(widget: QWidget) -> str:
    """Everything that is written on a widget now."""
    from PySide6.QtWidgets import QLabel

    found: list[Any] = [label for label in widget.findChildren(QLabel) if label.isVisible()]
    return " ".join(label.text() for label in found)
