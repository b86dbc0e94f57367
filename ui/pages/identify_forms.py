"""The four ways to identify, each a form of its own that makes the same command."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.identification import IdentitySource
from app.domain.person import DocumentKind
from app.usecases.identify import Identify
from ui.binding.present_devices import advice, trouble
from ui.binding.presentation import Tone
from ui.binding.texts import tr_
from ui.pages.blocks import Line
from ui.pages.person_fields import PersonFields
from ui.theme.metrics import GAP, TextRole
from ui.widgets.field import Field
from ui.widgets.roomy import is_enter
from ui.widgets.text import Label

_LEAST_LINE = 30


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


class CardForm(SourceForm):
    """The card reader: says what it does; a read card hands itself in."""

    def __init__(self) -> None:
        super().__init__()
        self._line = Line("card", role=TextRole.STRONG)
        self._note = Label("", tone="muted")
        self.box.addWidget(self._line)
        self.box.addWidget(self._note)
        self._reading, self._code = False, ""

    def show_waiting(self) -> None:
        """No card is in."""
        self._reading, self._code = False, ""
        self.retranslate()

    def show_reading(self) -> None:
        """A card is being read."""
        self._reading, self._code = True, ""
        self.retranslate()

    def show_trouble(self, code: str) -> None:
        """The card could not be read."""
        self._reading, self._code = False, code
        self.retranslate()

    def retranslate(self) -> None:
        """Say where the reader stands."""
        if self._code:
            self._line.say(trouble(self._code), "warning", Tone.WARN)
            self._note.setText(advice(self._code))
        elif self._reading:
            self._line.say(tr_("The card is being read…"), "clock", Tone.INFO)
            self._note.setText(tr_("Leave it in the reader."))
        else:
            self._line.say(tr_("Put the identity card into the reader"), "card", Tone.INFO)
            self._note.setText(tr_("Nothing has to be pressed: the person appears by itself."))

    def clear(self) -> None:
        """No card is in."""
        self.show_waiting()

    def lacking(self) -> str:
        """A card is read by itself, so there is never anything to press."""
        return tr_("put the card in or choose another way")


class _ZoneEdit(QPlainTextEdit):
    """Lines of a machine-readable zone; Enter goes on once the last line is as long as the first."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the window when the zone is whole."""
        lines = [line.strip() for line in self.toPlainText().splitlines() if line.strip()]
        whole = len(lines) > 1 and len(lines[0]) >= _LEAST_LINE and len(lines[-1]) == len(lines[0])
        if (is_enter(event) and (whole or not lines)) or event.key() in {
            Qt.Key.Key_Tab,
            Qt.Key.Key_Backtab,
        }:
            event.ignore()
        else:
            super().keyPressEvent(event)


class MrzForm(SourceForm):
    """The machine-readable zone, scanned or typed."""

    def __init__(self) -> None:
        super().__init__()
        self._zone = _ZoneEdit()
        self._zone.setTabChangesFocus(True)
        self._zone.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._zone.setFixedHeight(96)
        self._zone.textChanged.connect(self.changed)
        self.fields = {"mrz": Field("", self._zone)}
        self.box.addWidget(self.fields["mrz"])

    def retranslate(self) -> None:
        """Name the field."""
        self.fields["mrz"].set_label(tr_("Lines of the machine-readable zone"))
        self.fields["mrz"].set_hint(tr_("as printed: two or three lines, with every sign «<»"))

    def clear(self) -> None:
        """Forget the lines."""
        self._zone.clear()

    def take(self, text: str) -> None:
        """Put scanned lines in."""
        self._zone.setPlainText(text)

    @property
    def touched(self) -> bool:
        """Whether lines are typed."""
        return bool(self._zone.toPlainText().strip())

    def lacking(self) -> str:
        """Lines are needed."""
        return "" if self.touched else tr_("the zone is not scanned or typed yet")

    def command(self) -> Identify:
        """The zone as it stands; its check digits are judged where everything is judged."""
        lines = (line.strip().upper() for line in self._zone.toPlainText().splitlines())
        return Identify(source=IdentitySource.MRZ, mrz="\n".join(line for line in lines if line))


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
