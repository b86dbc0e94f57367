"""A page that scans a list: each verdict is told in words, colour and sound; an error halts."""

from abc import abstractmethod
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.codes import CodeProblem, ScannedCode
from app.domain.scan_run import Heard, Mark, RunKind
from app.ports.devices import CodeGarbled, CodeScanned
from app.usecases.custody_lists import CustodyLine, line_of
from app.usecases.outcome import Outcome, Status
from app.usecases.run_view import RunView, run_by_id, run_view
from app.usecases.scan_run import (
    AcknowledgeScan,
    MergeScans,
    OpenRun,
    ScanInRun,
    TerminalScan,
    TurnLine,
    UndoScan,
)
from i18n import N_
from ui.binding.present_custody import code_words, error_said, service_of, sheets_of, unit_chip, who
from ui.binding.present_findings import finding_items
from ui.binding.presentation import Tone
from ui.binding.scan_run import ScanQueue, ScanRun
from ui.binding.scan_sounds import sound
from ui.binding.texts import show_time, tr_, ui_language
from ui.pages.custody_cards import joined
from ui.pages.custody_page import CustodyPage
from ui.widgets.card_list import Card
from ui.widgets.card_panel import CardPanel
from ui.widgets.count_row import Count, CountRow
from ui.widgets.key_button import KeyButton, LinkButton, VerbBox
from ui.widgets.notices import Banner
from ui.widgets.scan_field import ScanField

CHIPS: dict[Mark, tuple[str, Tone]] = {
    Mark.AWAITED: (N_("to be scanned"), Tone.NEUTRAL),
    Mark.SCANNED: (N_("scanned"), Tone.GOOD),
    Mark.STAYS: (N_("stays here"), Tone.WARN),
    Mark.NOT_ACCEPTED: (N_("not accepted, stays here"), Tone.WARN),
}


class ScanPage(CustodyPage):
    """The base of every run: what it is about is told by :attr:`kind` and ``about``."""

    kind: RunKind
    turns = False
    """Whether a line may be marked as staying or not accepted."""

    def __init__(self) -> None:
        super().__init__()
        self.about = ""
        self.run = ScanRun()
        self.queue = ScanQueue(self.handed_in.emit, self._take_answer)
        self.counts = CountRow()
        self.scan = ScanField()
        self.scan.typed.connect(self.take_code)
        self.verdict = Banner()
        self.verdict.acted.connect(self.acknowledge)
        self.undo = KeyButton()
        self._undoing = VerbBox(self.undo)
        self._undoing.chosen.connect(self.take_back)
        self.file = LinkButton()
        self.file.clicked.connect(lambda _=False: self._on_file())
        self.list = CardPanel(goes_on=True)
        self.list.chosen.connect(self._on_line_chosen)
        self._cards: dict[str, tuple[object, Card]] = {}

    @abstractmethod
    def begin_by(self, code: str, reason: str) -> None:
        """A code was read before it was said what is scanned."""

    def twice_words(self) -> str:
        """What is told of a code that was read before."""
        return tr_("Already counted: a code is counted once.")

    # What happens.

    def heard(self, event: object) -> bool:
        """As any page of custody; half a code halts the run as a wrong one does."""
        if isinstance(event, CodeGarbled) and self.about and self.run.id:
            self.take_code("", "")
            return True
        return super().heard(event)

    def scanned(self, seen: ScannedCode) -> bool:
        """A code was read into the run."""
        self.take_code(seen.text, "")
        return True

    def misread(self, words: str) -> bool:
        """Before anything is scanned a wrong code is only told."""
        self.scan.show_wrong(words)
        return True

    def not_ours(self, event: CodeScanned, problem: CodeProblem) -> bool:
        """A wrong code goes into the run as it was read; its text is judged and not kept."""
        if not (self.about and self.run.id):
            return super().not_ours(event, problem)
        self.take_code(event.text, "")
        return True

    def take_code(self, code: str, reason: str) -> None:
        """A code was read, or typed with a reason."""
        if not self.about:
            self.begin_by(code, reason)
            return
        if not self.run.id and not self.queue.waiting:
            about = self.about
            self.queue.put(lambda: OpenRun(kind=self.kind, about=about))
        self.queue.put(lambda: ScanInRun(run=self.run.id, code=code, typed_reason=reason))

    def acknowledge(self) -> None:
        """The wrong thing was laid aside: the scans behind it are judged."""
        if self.run.halted:
            self.queue.put(lambda: AcknowledgeScan(run=self.run.id))

    def take_back(self) -> None:
        """The last scan is taken back."""
        if self.run.id:
            self.queue.put(lambda: UndoScan(run=self.run.id))

    def _on_file(self) -> None:
        """The file of a terminal: its scans go in as if they were made here."""
        name, _ = QFileDialog.getOpenFileName(self, tr_("File of a terminal"), "", "*.txt *.csv")
        if name:
            self.file_given.emit(Path(name).read_bytes(), self.merge)

    def merge(self, scans: tuple[TerminalScan, ...]) -> None:
        """Let the scans of a file go into the run, in their true order."""
        about = self.about
        if not self.run.id and not self.queue.waiting:
            self.queue.put(lambda: OpenRun(kind=self.kind, about=about))
        self.queue.put(lambda: MergeScans(run=self.run.id, scans=scans))

    def _on_line_chosen(self, code: str) -> None:
        if not self.turns or self.run.halted:
            return
        if not self.run.id and not self.queue.waiting:
            about = self.about
            self.queue.put(lambda: OpenRun(kind=self.kind, about=about))
        self.queue.put(lambda: TurnLine(run=self.run.id, code=code))

    def _take_answer(self, command: object, outcome: Outcome) -> None:
        if outcome.status is Status.UNAVAILABLE:
            sound(Tone.STOP)
            words = tr_("Not saved yet: {count}. It is tried again by itself.",
                        count=self.queue.waiting)  # fmt: skip
            self.verdict.show_words(words, Tone.STOP)
            return
        if not outcome.ok:
            self._tell_no(outcome)
        elif isinstance(command, OpenRun):
            self.run.id = outcome.facts["run"]
        elif isinstance(command, ScanInRun):
            self._tell_verdict(command, outcome)
        elif isinstance(command, TurnLine):
            self.run.marks[outcome.facts["code"]] = Mark(outcome.facts["mark"])
            self.draw_again()
            self.list.walk_to(outcome.facts["code"])
        else:
            self._read_run_anew(outcome)

    def _tell_no(self, outcome: Outcome) -> None:
        sound(Tone.STOP)
        said = [f"{item.title}: {item.text}" for item in finding_items(outcome.findings)]
        words = " ".join(said) or error_said(
            outcome.error.code if outcome.error is not None else "bug"
        )
        self.verdict.show_words(words, Tone.STOP)
        self.draw_again()

    def _tell_verdict(self, command: ScanInRun, outcome: Outcome) -> None:
        at = self.view.now if self.view is not None else None
        if at is None:
            return
        heard = self.run.hear(outcome.facts, at, command.typed_reason)
        code = outcome.facts["code"]
        if heard is Heard.TAKEN:
            self.scan.show_code(code, command.typed_reason)
            self._say(tr_("Scanned: {what}.", what=self._what(code)), Tone.GOOD)
            self.taken(code)
        elif heard is Heard.TWICE:
            self._say(f"{self.twice_words()} {self._what(code)}", Tone.WARN)
        elif heard is Heard.HELD:
            self._say(self._stopped(), Tone.STOP)
        else:
            self._ask_why(outcome, code)
        self.draw_again()
        self.list.walk_to(code)
        if self.run.halted:
            self.focus_on(self.verdict.first_focus())

    def taken(self, code: str) -> None:
        """One more is counted."""

    def _what(self, code: str) -> str:
        line = self.run.line(code)
        return joined(code_words(code), who(line), service_of(line)) if line is not None else (
            code_words(code)
        )  # fmt: skip

    def _ask_why(self, outcome: Outcome, code: str) -> None:
        """A wrong code: what it is, in words, from its finding or its error."""
        items = finding_items(outcome.findings)
        why = f"{items[0].title}. {items[0].text}" if items else error_said(outcome.facts["why"])
        self._why = joined(code_words(code), why)
        self._say(self._stopped(), Tone.STOP)
        if code and not items:
            self.read(lambda work: line_of(work, code), lambda line: self._strange(code, line))

    _why = ""

    def _strange(self, code: str, line: CustodyLine | None) -> None:
        if line is not None and line.code:
            self._why = joined(code_words(code), _place(line))
            self._say(self._stopped(), Tone.STOP, quiet=True)

    def _stopped(self) -> str:
        held = tr_("Scans that wait: {count}.", count=self.run.held) if self.run.held else ""
        return " ".join(part for part in (tr_("Stop."), f"{self._why.rstrip('.')}.", held) if part)

    def _say(self, words: str, tone: Tone, *, quiet: bool = False) -> None:
        action = tr_("Laid aside, go on (Space)") if self.run.halted else ""
        self.verdict.show_words(words, tone, action=action)
        if not quiet:
            sound(tone)

    # What is read.

    def read_run(self) -> None:
        """The open run about what is in hand, taken up where it was left."""
        kind, about = self.kind, self.about
        if about:
            self.read_last(lambda work: run_view(work, kind, about), self._take_view)

    def _read_run_anew(self, outcome: Outcome) -> None:
        """After an acknowledgement or an undoing the whole run is read."""
        run_id = outcome.facts.get("run", self.run.id)
        self.read(lambda work: run_by_id(work, run_id), self._take_view)

    def _take_view(self, view: RunView | None) -> None:
        if view is None or view.about != self.about:
            return
        self.run.take(view)
        if view.halted is not None:
            why = view.halted
            told = _place(why.line) if why.line is not None else error_said(why.why)
            self._why = joined(code_words(why.code), told)
            self._say(self._stopped(), Tone.STOP, quiet=True)
        elif view.latest:
            self._say(tr_("Last scan: {time}. The run goes on where it was left.",
                          time=show_time(view.latest[0].at)), Tone.INFO, quiet=True)  # fmt: skip
        else:
            self.verdict.show_words("")
        self.draw_again()

    def ticked(self, now: object) -> None:
        """What could not be saved is tried again."""
        super().ticked(now)  # type: ignore[arg-type]
        self.queue.go_on()

    # What is drawn.

    def draw_run(self) -> None:
        """Counts, the button to take back, the list."""
        begun = bool(self.about)
        for part in (self.counts, self.scan):
            part.setVisible(begun)
        self.file.setText(tr_("Read the file of a terminal"))
        self.file.setVisible(begun)
        self.undo.setText(tr_("Take back the last scan"))
        self._undoing.setVisible(begun and bool(self.run.last or self.run.at))
        self.counts.show_counts(self._counts())
        self.list.show_cards(tuple(self._kept_card(line) for line in self.run.lines))

    def _counts(self) -> tuple[Count, ...]:
        run = self.run
        stays = len(run.codes(Mark.STAYS, Mark.NOT_ACCEPTED))
        scanned = len(run.codes(Mark.SCANNED, Mark.NOT_ACCEPTED))
        counts = [
            Count(id="expected", label=tr_("expected"), number=len(run.lines)),
            Count(id="scanned", label=tr_("scanned"), number=scanned, tone=Tone.GOOD),
            Count(id="unknown", label=tr_("foreign"), number=run.wrong, tone=Tone.STOP),
            Count(id="twice", label=tr_("read twice"), number=run.twice, tone=Tone.INFO),
        ]  # fmt: skip
        if self.turns:
            counts.append(Count(id="stays", label=tr_("stay here"), number=stays, tone=Tone.WARN))
        return tuple(counts)

    def _kept_card(self, line: CustodyLine) -> Card:
        """The card as it was drawn before, while nothing of it has changed: a run may be long."""
        code = line.code
        now = (id(line), self.run.mark(code), self.run.at.get(code), ui_language().lang)
        former = self._cards.get(code)
        if former is None or former[0] != now:
            self._cards[code] = former = (now, self._card(line))
        return former[1]

    def _card(self, line: CustodyLine) -> Card:
        mark = self.run.mark(line.code)
        words, tone = CHIPS[mark]
        at = self.run.at.get(line.code)
        chip = tr_(words)
        if mark is Mark.SCANNED and at is not None:
            chip = tr_("scanned {time}", time=show_time(at))
        return Card(
            id=line.code,
            title=code_words(line.code),
            hint=joined(who(line), sheets_of(line), service_of(line)),
            chip=chip,
            tone=tone,
        )

    def first_focus(self) -> QWidget | None:
        """What halts the run first, else its list."""
        if self.run.halted:
            return self.verdict.first_focus()
        return self.list.first_focus() or self.scan.first_focus()


def _place(line: CustodyLine) -> str:
    """Whose a thing is and where it belongs by the books."""
    state, _tone = unit_chip(line.unit_state)
    cell = tr_("cell {cell}", cell=line.cell) if line.cell else ""
    return joined(who(line), state, cell)
