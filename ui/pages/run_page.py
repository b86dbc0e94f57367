"""A run to one provider: units are scanned one by one against the list, then a register is closed."""

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.codes import ScannedCode
from app.domain.unit_states import UnitState
from app.usecases.custody_lists import CustodyLine, Run, line_of
from app.usecases.outcome import Outcome, PaperRef
from app.usecases.work import Work
from i18n import N_
from ui.binding.present_custody import (
    code_words,
    provider_of,
    service_of,
    sheets_of,
    unit_chip,
    who,
)
from ui.binding.presentation import Choice, Tone, Verb, VerbItem
from ui.binding.scan_run import Heard, ScanRun, Seen
from ui.binding.texts import show_time, tr_, tr_plural
from ui.pages.custody_cards import joined
from ui.pages.custody_page import CustodyPage
from ui.pages.step_page import PageView
from ui.theme.metrics import GAP
from ui.widgets.card_list import Card
from ui.widgets.card_panel import CardPanel
from ui.widgets.choice import ChoiceList
from ui.widgets.count_row import Count, CountRow
from ui.widgets.field import Field
from ui.widgets.name_edit import NameEdit
from ui.widgets.scan_field import ScanField

STRANGER_HINT = N_("Space lays it aside: it stays in the branch, outside this run.")
_CHIPS: dict[Seen, tuple[str, Tone]] = {
    Seen.AWAITED: (N_("to be scanned"), Tone.NEUTRAL),
    Seen.SCANNED: (N_("scanned"), Tone.GOOD),
    Seen.STAYS: (N_("stays here"), Tone.WARN),
    Seen.NOT_ACCEPTED: (N_("not accepted, stays here"), Tone.WARN),
    Seen.STRANGER: (N_("does not belong here"), Tone.STOP),
}


class RunPage(CustodyPage):
    """The base of the runs out and back; the register is asked for by :meth:`order`."""

    turns = False
    """Whether a line may be marked as staying or not accepted."""

    def __init__(self) -> None:
        super().__init__()
        self._runs: tuple[Run, ...] = ()
        self._provider = ""
        self._closed: tuple[str, PaperRef | None] = ("", None)
        self.run = ScanRun()
        self.providers = ChoiceList()
        self.providers.chosen.connect(self.choose_provider)
        self.counts = CountRow()
        self.scan = ScanField()
        self.scan.typed.connect(self._on_code)
        self.list = CardPanel(goes_on=True)
        self.list.chosen.connect(self._on_line_chosen)
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
        for part in (self.providers, self.counts, self.scan, self.list, people):
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
        known = {run.provider for run in runs}
        if self._provider not in known:
            self._provider = runs[0].provider if len(runs) == 1 else ""
            self.run.restart()
        self.run.follow(self._lines())
        self.draw_again()

    def _lines(self) -> tuple[CustodyLine, ...]:
        found = next((run for run in self._runs if run.provider == self._provider), None)
        return found.lines if found is not None else ()

    @property
    def provider(self) -> str:
        """The provider of the run in hand."""
        return self._provider

    def choose_provider(self, provider: str) -> None:
        """Another provider: its list, nothing scanned yet."""
        if provider != self._provider:
            self._provider = provider
            self.run.restart()
            self.scan.clear()
        self._closed = ("", None)
        self.run.follow(self._lines())
        self.draw_again()

    # What happens.

    def scanned(self, seen: ScannedCode) -> bool:
        """A code was read into the run."""
        self._on_code(seen.text, "")
        return True

    def misread(self, words: str) -> bool:
        """Say why the scan moved nothing."""
        self.scan.show_wrong(words)
        return True

    def _on_code(self, code: str, reason: str) -> None:
        if not self._provider:
            self.read_last(
                lambda work: line_of(work, code), lambda line: self._begin_by(code, line)
            )
            return
        heard = self.run.scan(code, self.view.now, reason) if self.view else Heard.UNKNOWN
        if heard is Heard.UNKNOWN:
            self.read_last(lambda work: line_of(work, code), lambda line: self._strange(code, line))
            return
        if heard is Heard.TWICE:
            self.scan.show_wrong(tr_("Already counted: a code is counted once."))
        else:
            self.scan.show_code(code, reason)
            self._closed = ("", None)
        self.draw_again()
        self.list.walk_to(code)
        if not self.run.count(Seen.AWAITED):
            self.focus_on(self.receiver)

    def _begin_by(self, code: str, line: CustodyLine | None) -> None:
        """The first scan chooses the provider, when its unit waits for a run."""
        if line is not None and any(line.provider == run.provider for run in self._runs):
            self.choose_provider(line.provider)
            self._on_code(code, "")
        else:
            self.scan.show_wrong(self._why_strange(line))

    def _strange(self, code: str, line: CustodyLine | None) -> None:
        words = self._why_strange(line)
        self.run.strange(code, words)
        self.scan.show_wrong(words)
        self.draw_again()

    def _why_strange(self, line: CustodyLine | None) -> str:
        if line is None or not line.code:
            return tr_("Nothing in this branch bears this code.")
        if line.unit_state in (UnitState.SEALED, UnitState.RETURN_LISTED):
            return tr_("This goes to «{provider}».", provider=provider_of(line))
        state, _tone = unit_chip(line.unit_state)
        return tr_("Not for this run: {state}.", state=state)

    def _on_line_chosen(self, code: str) -> None:
        if self.turns or code in self.run.strangers:
            self.run.turn(code)
            self.draw_again()
            self.list.walk_to(code)

    def done(self, _word: str, outcome: Outcome) -> bool:
        """The register is closed: its number and its paper; the next run may begin."""
        paper = outcome.papers[0] if outcome.papers else None
        self._closed = (outcome.facts.get("register", ""), paper)
        self.run.restart()
        self.scan.clear()
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
        if not self._provider:
            return None
        label = self.words()["close"]
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=self._missing(), primary=True)

    def _missing(self) -> str:
        awaited, strange = self.run.count(Seen.AWAITED), self.run.count(Seen.STRANGER)
        if not self.run.codes(Seen.SCANNED, Seen.NOT_ACCEPTED):
            return tr_("scan the first code")
        if strange:
            return tr_plural(
                "{count} foreign code in the run", "{count} foreign codes in the run", strange
            )
        if awaited:
            return tr_plural("{count} is not scanned", "{count} are not scanned", awaited)
        return self.obstacle() or ("" if self.receiver.value() else tr_("write who receives"))

    def submit(self) -> None:
        """Close the register."""
        if self._provider and not self._missing():
            self.intent.emit(self.order())

    def leave(self) -> bool:
        """Esc: close the lines for typing."""
        return self.scan.leave()

    def first_focus(self) -> QWidget | None:
        """The list of the run, else the choice of the provider."""
        if not self._provider:
            return self.providers.first_focus()
        return self.list.first_focus() or self.scan.first_focus()

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
        self.providers.render_choices(tuple(_choice(run) for run in self._runs), self._provider)
        begun = bool(self._provider)
        for part in (self.counts, self.scan, self._people):
            part.setVisible(begun or (part is self.scan and bool(self._runs)))
        self.counts.show_counts(self._counts())
        self.list.setVisible(begun or not self._runs)
        self.list.show_cards(self._cards())

    def _draw_notice(self) -> None:
        number, paper = self._closed
        action = tr_("Open the register") if paper is not None else ""
        told = self.told(number) if number else ""
        self.notice.show_words(told, Tone.GOOD, action=action if number else "")

    def _counts(self) -> tuple[Count, ...]:
        run = self.run
        stays = len(run.codes(Seen.STAYS, Seen.NOT_ACCEPTED))
        scanned = len(run.codes(Seen.SCANNED, Seen.NOT_ACCEPTED))
        counts = [
            Count(id="expected", label=tr_("expected"), number=len(run.lines)),
            Count(id="scanned", label=tr_("scanned"), number=scanned, tone=Tone.GOOD),
            Count(id="unknown", label=tr_("foreign"), number=run.count(Seen.STRANGER), tone=Tone.STOP),
            Count(id="twice", label=tr_("read twice"), number=run.twice, tone=Tone.INFO),
        ]  # fmt: skip
        if self.turns:
            counts.append(Count(id="stays", label=tr_("stay here"), number=stays, tone=Tone.WARN))
        return tuple(counts)

    def _cards(self) -> tuple[Card, ...]:
        run = self.run
        strangers = tuple(
            Card(
                id=code,
                title=code_words(code),
                hint=f"{why} {tr_(STRANGER_HINT)}",
                chip=tr_(_CHIPS[Seen.STRANGER][0]),
                tone=Tone.STOP,
            )
            for code, why in run.strangers.items()
        )
        return strangers + tuple(self._card(line) for line in run.lines)

    def _card(self, line: CustodyLine) -> Card:
        mark = self.run.mark(line.code)
        words, tone = _CHIPS[mark]
        at = self.run.at.get(line.code)
        chip = tr_(words)
        if mark is Seen.SCANNED and at is not None:
            chip = tr_("scanned {time}", time=show_time(at))
        return Card(
            id=line.code,
            title=code_words(line.code),
            hint=joined(who(line), sheets_of(line), service_of(line)),
            chip=chip,
            tone=tone,
        )


def _choice(run: Run) -> Choice:
    count = len(run.lines)
    return Choice(
        id=run.provider,
        label=provider_of(run.lines[0]),
        hint=tr_plural("{count} unit", "{count} units", count),
    )
