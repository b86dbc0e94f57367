"""A run to one provider: units are scanned one by one against the list, then a register is closed."""

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.scan_run import Mark
from app.domain.unit_states import UnitState
from app.usecases.custody_lists import CustodyLine, Run, line_of
from app.usecases.outcome import Outcome, PaperRef
from app.usecases.work import Work
from ui.binding.present_custody import provider_of, unit_chip
from ui.binding.presentation import Choice, Tone, Verb, VerbItem
from ui.binding.texts import tr_, tr_plural
from ui.pages.scan_page import ScanPage
from ui.pages.step_page import PageView
from ui.theme.metrics import GAP
from ui.widgets.choice import ChoiceList
from ui.widgets.field import Field
from ui.widgets.name_edit import NameEdit


class RunPage(ScanPage):
    """The base of the runs out and back; the register is asked for by :meth:`order`."""

    def __init__(self) -> None:
        super().__init__()
        self._runs: tuple[Run, ...] = ()
        self._closed: tuple[str, PaperRef | None] = ("", None)
        self.providers = ChoiceList()
        self.providers.chosen.connect(self.choose_provider)
        self.receiver = NameEdit()
        self.receiver.value_changed.connect(lambda _: self.forward_changed.emit())
        self.fields["received_by"] = Field("", self.receiver)
        self.courier = NameEdit()
        self.fields["courier"] = Field("", self.courier)
        self.notice.acted.connect(self._on_open_register)
        people = QWidget()
        beside = QHBoxLayout(people)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(GAP)
        for name in ("received_by", "courier"):
            beside.addWidget(self.fields[name], 1)
        self._people = people
        parts = (
            self.providers,
            self.counts,
            self.scan,
            self.verdict,
            self._undoing,
            self.file,
            self.list,
        )
        for part in (*parts, people):
            self.body.addWidget(part)

    # What a run says of itself.

    @abstractmethod
    def question(self) -> Callable[[Work], tuple[Run, ...]]:
        """The reading of the runs that wait."""

    @abstractmethod
    def order(self) -> object:
        """The command that closes the register."""

    @abstractmethod
    def words(self) -> dict[str, str]:
        """The words of this run: title, help, empty, provider, scan, list, receiver, close."""

    @abstractmethod
    def told(self, number: str) -> str:
        """What is said after the register of that number was closed."""

    def obstacle(self) -> str:
        """What else must be settled before the register is closed; empty when nothing."""
        return ""

    # What is read.

    def read_lists(self) -> None:
        """The runs that wait."""
        self.read(self.question(), self._take_runs)

    def _take_runs(self, runs: tuple[Run, ...]) -> None:
        self._runs = runs
        if self.about not in {run.provider for run in runs}:
            self.about = runs[0].provider if len(runs) == 1 else ""
            self.run.restart()
        self.run.follow(self._lines())
        self.read_run()
        self.draw_again()

    def _lines(self) -> tuple[CustodyLine, ...]:
        found = next((run for run in self._runs if run.provider == self.about), None)
        return found.lines if found is not None else ()

    @property
    def provider(self) -> str:
        """The provider of the run in hand."""
        return self.about

    def choose_provider(self, provider: str) -> None:
        """Another provider: its list, and what was scanned of it before."""
        if provider != self.about:
            self.about = provider
            self.run.restart()
            self.scan.clear()
            self.verdict.show_words("")
        self._closed = ("", None)
        self.run.follow(self._lines())
        self.read_run()
        self.draw_again()

    # What happens.

    def begin_by(self, code: str, reason: str) -> None:
        """The first scan chooses the provider, when its unit waits for a run."""
        self.read(lambda work: line_of(work, code), lambda line: self._begin(code, reason, line))

    def _begin(self, code: str, reason: str, line: CustodyLine | None) -> None:
        if not self.about:
            if line is None or all(line.provider != run.provider for run in self._runs):
                self.scan.show_wrong(_why_strange(line))
                return
            self.choose_provider(line.provider)
        self.take_code(code, reason)

    def taken(self, _code: str) -> None:
        """The next run is begun; after the last unit comes who receives."""
        self._closed = ("", None)
        if not self.run.count(Mark.AWAITED):
            self.focus_on(self.receiver)

    def done(self, _word: str, outcome: Outcome) -> bool:
        """The register is closed: its number and its paper; the next run may begin."""
        paper = outcome.papers[0] if outcome.papers else None
        self._closed = (outcome.facts.get("register", ""), paper)
        self.run.restart()
        self.scan.clear()
        self.verdict.show_words("")
        self.receiver.set_value("")
        self.courier.set_value("")
        self.draw_again()
        return True

    def _on_open_register(self) -> None:
        paper = self._closed[1]
        if paper is not None:
            self.paper_wanted.emit(paper.id)

    # What is drawn.

    def forward(self) -> VerbItem | None:
        """Close the register, with the reason when it cannot be closed yet."""
        if not self.about:
            return None
        label = self.words()["close"]
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=self._missing(), primary=True)

    def _missing(self) -> str:
        awaited = self.run.count(Mark.AWAITED)
        if self.run.halted or self.run.held:
            return tr_("lay the wrong thing aside and go on")
        if self.queue.waiting:
            return tr_("the last scans are being saved")
        if not self.run.codes(Mark.SCANNED, Mark.NOT_ACCEPTED):
            return tr_("scan the first code")
        if awaited:
            return tr_plural("{count} is not scanned", "{count} are not scanned", awaited)
        return self.obstacle() or ("" if self.receiver.value() else tr_("write who receives"))

    def submit(self) -> None:
        """Close the register."""
        if self.about and not self._missing():
            self.intent.emit(self.order())

    def leave(self) -> bool:
        """Esc: close the lines for typing."""
        return self.scan.leave()

    def first_focus(self) -> QWidget | None:
        """The list of the run, else the choice of the provider."""
        return super().first_focus() if self.about else self.providers.first_focus()

    def retranslate(self) -> None:
        """Say the fixed words in the present language."""
        words = self.words()
        self.providers.setAccessibleName(words["provider"])
        self.scan.set_label(tr_("Scan the codes one by one"), words["scan"])
        self.list.name(words["list"], words["empty"])
        self.fields["received_by"].set_label(words["receiver"])
        self.fields["courier"].set_label(tr_("Who carries, if it is not you"))
        super().retranslate()

    def draw(self, _view: PageView) -> None:
        """Providers, counts, the last scan, the list and who receives."""
        words = self.words()
        lines = self._lines()
        self.set_title(words["title"], provider_of(lines[0]) if lines else "")
        self.help = words["help"]
        self._draw_notice()
        self.providers.setVisible(len(self._runs) > 1)
        self.providers.render_choices(tuple(_choice(run) for run in self._runs), self.about)
        self.draw_run()
        self._people.setVisible(bool(self.about))
        self.scan.setVisible(bool(self._runs))
        self.list.setVisible(bool(self.about) or not self._runs)

    def _draw_notice(self) -> None:
        number, paper = self._closed
        action = tr_("Open the register") if paper is not None else ""
        told = self.told(number) if number else ""
        self.notice.show_words(told, Tone.GOOD, action=action if number else "")


def _why_strange(line: CustodyLine | None) -> str:
    if line is None or not line.code:
        return tr_("Nothing in this branch bears this code.")
    if line.unit_state in (UnitState.SEALED, UnitState.RETURN_LISTED):
        return tr_("This goes to «{provider}».", provider=provider_of(line))
    state, _tone = unit_chip(line.unit_state)
    return tr_("Not for this run: {state}.", state=state)


def _choice(run: Run) -> Choice:
    count = len(run.lines)
    return Choice(
        id=run.provider,
        label=provider_of(run.lines[0]),
        hint=tr_plural("{count} unit", "{count} units", count),
    )
