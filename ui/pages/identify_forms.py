"""What the ways to identify have in common, and the digital document; each makes the same command."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.identification import IdentitySource
from app.domain.person import DocumentKind
from app.usecases.identify import Identify
from ui.binding.texts import tr_
from ui.pages.blocks import PickBox
from ui.pages.person_fields import PersonFields
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

    def command(self) -> Identify | None:
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


class DigitalForm(SourceForm):
    """A document of the digital documents service, by the number of its request."""

    def __init__(self) -> None:
        super().__init__()
        self._request = QLineEdit()
        self._request.textChanged.connect(lambda _text: self.changed.emit())
        self.person = PersonFields()
        self.person.changed.connect(self.changed)
        self.fields = {"digital_request": Field("", self._request), **self.person.fields}
        self.box.addWidget(self.fields["digital_request"])
        self.box.addWidget(self.person)

    def retranslate(self) -> None:
        """Name the fields."""
        self.fields["digital_request"].set_label(tr_("Number of the request to the service"))
        self.fields["digital_request"].set_hint(
            tr_("the applicant confirms it on their phone; a screenshot is no document")
        )
        self.person.retranslate()

    def clear(self) -> None:
        """Forget everything."""
        self._request.clear()
        self.person.clear()

    @property
    def touched(self) -> bool:
        """Whether anything is typed."""
        return bool(self._request.text().strip()) or self.person.touched

    def lacking(self) -> str:
        """The number and the person are needed."""
        if not self._request.text().strip():
            return tr_("the number of the request is not typed yet")
        return self.person.lacking()

    def problems(self) -> dict[str, str]:
        """What is typed wrongly."""
        return self.person.problems()

    def command(self) -> Identify:
        """The digital document as the service showed it."""
        person = self.person
        return Identify(
            source=IdentitySource.DIGITAL,
            document_kind=DocumentKind.DIGITAL,
            digital_request=self._request.text().strip(),
            iin=person.iin.digits,
            surname=person.surname.value(),
            given=person.given.value(),
            patronymic=person.patronymic.value(),
            birth_date=person.born.day(),
            citizenship=person.citizenship.text().strip(),
        )
