"""What the ways to identify have in common."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.binding.texts import tr_
from ui.pages.blocks import PickBox
from ui.theme.metrics import GAP
from ui.widgets.field import Field


class SourceForm(QWidget):
    """One way. Signals: ``changed`` when something was typed; ``asked`` as that of a page."""

    changed = Signal()
    asked = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 4, 0, 0)
        self.box.setSpacing(GAP)

    def retranslate(self) -> None:
        """Name everything in the present language."""

    def clear(self) -> None:
        """Forget what was typed."""

    @property
    def touched(self) -> bool:
        """Whether anything is typed."""
        return False

    def label(self) -> str:
        """What the filled button says while this way is chosen."""
        return tr_("Identify")

    def lacking(self) -> str:
        """Why it cannot be handed in yet; empty when it can."""
        return ""

    def problems(self) -> dict[str, str]:
        """What is typed wrongly, by field."""
        return {}

    def command(self) -> object | None:
        """What is handed in; ``None`` for a way that hands in by itself."""
        return None

    def first_focus(self) -> QWidget | None:
        """The first field."""
        return next((field.control for field in self.fields.values()), None)


class ReasonBox(PickBox):
    """A reason out of a few, or written; at first none is given."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__()
        self._reasons = reasons
        self.setEditable(True)

    def retranslate(self) -> None:
        """Offer the reasons in the present language; what is written stays."""
        typed, place = self.currentText(), self.currentIndex()
        self.blockSignals(True)
        self.clear()
        self.addItems([tr_(reason) for reason in self._reasons])
        self.setCurrentIndex(place)
        if place < 0:
            self.setEditText(typed)
        self.blockSignals(False)

    def empty(self) -> None:
        """Take the reason back."""
        self.setCurrentIndex(-1)
        self.clearEditText()

    def reason(self) -> str:
        """The reason that is given; empty while none is."""
        return self.currentText().strip()
