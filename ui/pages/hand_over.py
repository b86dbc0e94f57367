"""Hand over: sealed packages to their provider, by a register that both sides sign (scan 1)."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from app.domain.scan_run import Mark, RunKind
from app.usecases.custody_lists import Run, runs_out
from app.usecases.hand_over import HandOver
from app.usecases.work import Work
from ui.binding.texts import tr_
from ui.pages.run_page import RunPage
from ui.pages.step_page import PageView
from ui.widgets.field import Field


class HandOverPage(RunPage):
    """What the provider does not take stays here with a reason, and so does what is left out."""

    word = "hand_over"
    kind = RunKind.TO_PROVIDER
    acts = ("hand_over",)
    turns = True

    def __init__(self) -> None:
        super().__init__()
        self.remark = QLineEdit()
        self.remark.textChanged.connect(lambda _: self.forward_changed.emit())
        self.fields["remark"] = Field("", self.remark)
        self.body.addWidget(self.fields["remark"])
        self.body.addStretch(1)
        self.retranslate()

    def question(self) -> Callable[[Work], tuple[Run, ...]]:
        """The packages that wait for their run."""
        return runs_out

    def order(self) -> HandOver:
        """Close the register."""
        scanned = self.run.codes(Mark.SCANNED, Mark.NOT_ACCEPTED)
        return HandOver(
            provider=self.provider,
            codes=scanned,
            received_by=self.receiver.value(),
            not_accepted=self.run.codes(Mark.NOT_ACCEPTED),
            remark=self._remark(),
            courier=self.courier.value(),
            typed=self.run.typed_codes(),
            typed_reason=self.run.typed_reason,
        )

    def _remark(self) -> str:
        return " ".join(self.remark.text().split())

    def _stays(self) -> bool:
        return bool(self.run.codes(Mark.NOT_ACCEPTED, Mark.STAYS))

    def obstacle(self) -> str:
        """What stays here needs its reason."""
        return tr_("write why something stays here") if self._stays() and not self._remark() else ""

    def draw(self, view: PageView) -> None:
        """The line for the reason stands there while something stays."""
        super().draw(view)
        self.fields["remark"].setVisible(self._stays())

    def done(self, word: str, outcome: object) -> bool:
        """The next run has reasons of its own."""
        self.remark.clear()
        return super().done(word, outcome)  # type: ignore[arg-type]

    def retranslate(self) -> None:
        """Say the fixed words in the present language."""
        field = self.fields.get("remark")
        if field is not None:
            field.set_label(tr_("Why it stays here"))
            field.set_hint(tr_("The reason goes into the register and the act of both sides."))
        super().retranslate()

    def words(self) -> dict[str, str]:
        """The words of the run out."""
        return {
            "title": tr_("Packages to the provider"),
            "help": tr_(
                "Scan every package; each counts once. Space on a line marks what the provider did "
                "not take, or what stays here. The register names both sides; then the packages "
                "are at the provider."
            ),
            "provider": tr_("Provider"),
            "scan": tr_("Space on a line: it stays here, or the provider did not take it."),
            "list": tr_("The run"),
            "empty": tr_("No sealed package waits for a provider."),
            "receiver": tr_("Who receives for the provider"),
            "close": tr_("Close the register"),
        }

    def told(self, number: str) -> str:
        """The register is closed."""
        return tr_("Register {number} is closed, both sides are named.", number=number)
