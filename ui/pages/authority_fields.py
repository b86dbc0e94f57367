"""What a power is asked beside its number: was it looked up, was it passed on, seen before, whose phone."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.identification import AuthorityDocument, LegalGround, RevocationResult
from i18n import N_
from ui.binding.texts import show_time, tr_
from ui.pages.blocks import Columns, PickBox
from ui.theme.metrics import GAP
from ui.widgets.date_edit import DateEdit
from ui.widgets.field import Field
from ui.widgets.text import Label
from ui.widgets.tick import Tick

GROUNDS: dict[LegalGround, str] = {
    LegalGround.PARENT: N_("parent"),
    LegalGround.ADOPTIVE_PARENT: N_("adoptive parent"),
    LegalGround.GUARDIAN: N_("guardian"),
    LegalGround.TRUSTEE: N_("trustee"),
}
_NOT_LOOKED = ""
RESULTS: dict[str, str] = {
    _NOT_LOOKED: N_("nobody has looked yet"),
    RevocationResult.NOT_REVOKED.value: N_("looked up: not revoked"),
    RevocationResult.REVOKED.value: N_("looked up: revoked"),
    RevocationResult.NO_ANSWER.value: N_("looked up: no answer"),
}


class GroundField(Field):
    """Why somebody is a legal representative."""

    def __init__(self) -> None:
        self.pick = PickBox()
        super().__init__("", self.pick)

    def retranslate(self) -> None:
        """Name it in the present language."""
        self.set_label(tr_("By what right"))
        self.pick.offer(tuple((ground.value, tr_(words)) for ground, words in GROUNDS.items()))

    @property
    def ground(self) -> LegalGround:
        """The ground that is taken."""
        return LegalGround(self.pick.value() or LegalGround.PARENT)


class AuthorityFields(QWidget):
    """The look-up of a revocation and the first power behind one that was passed on.

    Signals: ``changed`` after every change.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._result, self._source = PickBox(), QLineEdit()
        self._when = Label("", tone="muted")
        self._passed, self._allows = Tick(), Tick()
        self._first, self._first_until = QLineEdit(), DateEdit()
        self.fields = {
            "revocation": Field("", self._result),
            "revocation_source": Field("", self._source),
            "first_number": Field("", self._first),
            "first_valid_until": Field("", self._first_until),
        }
        self._looked = Columns(self.fields["revocation"], self.fields["revocation_source"])
        self._behind = Columns(self.fields["first_number"], self.fields["first_valid_until"])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        for part in (self._looked, self._when, self._passed, self._behind, self._allows):
            box.addWidget(part)
        self._result.currentIndexChanged.connect(lambda _n: self._shape())
        self._passed.toggled.connect(lambda _on: self._shape())
        self._allows.toggled.connect(lambda _on: self.changed.emit())
        for edit in (self._source, self._first, self._first_until):
            edit.textChanged.connect(lambda _text: self.changed.emit())
        self._shape()

    def retranslate(self) -> None:
        """Name everything in the present language."""
        labels = {
            "revocation": tr_("Was the power revoked?"),
            "revocation_source": tr_("Where it was looked up"),
            "first_number": tr_("Number of the first power"),
            "first_valid_until": tr_("The first power is valid until"),
        }
        for name, label in labels.items():
            self.fields[name].set_label(label)
        self._result.offer(tuple((value, tr_(words)) for value, words in RESULTS.items()))
        self._passed.setText(tr_("The power was passed on by another representative"))
        self._allows.setText(tr_("The first power names the right to pass it on"))
        for tick in (self._passed, self._allows):
            tick.setAccessibleName(tick.text())
        self._first_until.retranslate()

    def clear(self) -> None:
        """Nothing was looked up, nothing was passed on."""
        self._result.take(_NOT_LOOKED)
        for edit in (self._source, self._first, self._first_until):
            edit.clear()
        self._passed.setChecked(False)
        self._allows.setChecked(False)
        self._when.setText("")
        self._shape()

    def take(self, paper: AuthorityDocument) -> None:
        """Show what was noted in this visit."""
        looked, first = paper.revocation, paper.substitution
        self._result.take(looked.result.value if looked is not None else _NOT_LOOKED)
        self._source.setText(looked.source if looked is not None else "")
        self._show_when(looked.at if looked is not None else None)
        self._passed.setChecked(first is not None)
        self._first.setText(first.number if first is not None else "")
        self._first_until.set_day(first.valid_until if first is not None else None)
        self._allows.setChecked(first is not None and first.allowed)
        self._shape()

    def lacking(self) -> str:
        """Why it cannot be handed in yet; empty when it can."""
        if self._result.value() and not self._source.text().strip():
            return tr_("it is not typed where it was looked up")
        return ""

    def problems(self) -> dict[str, str]:
        """What is typed wrongly, by field."""
        return {"first_valid_until": self._first_until.problem()} if self._on else {}

    def values(self) -> dict[str, object]:
        """What the command takes of these fields."""
        result = self._result.value()
        until = self._first_until.day() if self._on else None
        return {
            "revocation": RevocationResult(result) if result else None,
            "revocation_source": self._source.text().strip() if result else "",
            "passed_on": self._on,
            "first_number": self._first.text().strip() if self._on else "",
            "first_valid_until": until,
            "first_allows": self._on and self._allows.isChecked(),
        }

    @property
    def _on(self) -> bool:
        return self._passed.isChecked()

    def _show_when(self, at: datetime | None) -> None:
        words = tr_("Looked up at {time}.", time=show_time(at)) if at is not None else ""
        self._when.setText(words)

    def _shape(self) -> None:
        self.fields["revocation_source"].setVisible(bool(self._result.value()))
        self._when.setVisible(bool(self._when.text()))
        self._behind.setVisible(self._on)
        self._allows.setVisible(self._on)
        self._looked.settle()
        self._behind.settle()
        self.changed.emit()
