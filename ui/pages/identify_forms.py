"""The four ways to identify, each a form of its own that makes the same command."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.identification import IdentitySource
from app.domain.person import DocumentKind, Person
from app.ports.storage import PersonHit
from app.usecases.identify import Identify
from app.usecases.work import Work
from i18n import N_
from ui.binding.present_devices import advice, trouble
from ui.binding.presentation import SearchHit, Tone
from ui.binding.texts import show_date, tr_
from ui.binding.words import FACT_VALUES
from ui.pages.blocks import Columns, Line, PickBox
from ui.pages.person_fields import PersonFields
from ui.theme.metrics import GAP, TextRole
from ui.widgets.date_edit import DateEdit
from ui.widgets.field import Field
from ui.widgets.roomy import is_enter
from ui.widgets.search_box import SearchBox
from ui.widgets.text import Label

_DOCUMENTS = (
    DocumentKind.IDENTITY_CARD,
    DocumentKind.PASSPORT,
    DocumentKind.FOREIGN_PASSPORT,
    DocumentKind.RESIDENCE_PERMIT,
    DocumentKind.STATELESS_CERTIFICATE,
    DocumentKind.BIRTH_CERTIFICATE,
)
_REASONS = (
    N_("the reader does not work"),
    N_("the document has no chip"),
    N_("the chip cannot be read"),
    N_("the document of a foreign state"),
)
_LEAST_WORDS = 2
_MOST_PEOPLE = 8
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
        if (is_enter(event) and (whole or not lines)) or event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
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


class TypedForm(SourceForm):
    """Everything typed from the document shown, with the reason; people seen before fill it."""

    def __init__(self) -> None:
        super().__init__()
        self._hits: tuple[PersonHit, ...] = ()
        self._search = SearchBox("")
        self._search.hits.setMaximumHeight(150)
        self._search.show_hits(())
        self._search.asked.connect(self._on_search)
        self._search.chosen.connect(self._on_hit)
        self.person = PersonFields()
        self._kind, self._number = PickBox(), QLineEdit()
        self._until = DateEdit()
        self._reason = QComboBox()
        self._reason.setEditable(True)
        self.fields = {
            **self.person.fields,
            "document_kind": Field("", self._kind),
            "document_number": Field("", self._number),
            "valid_until": Field("", self._until),
            "reason": Field("", self._reason),
        }
        self._until.noticed.connect(self.fields["valid_until"].set_feedback)
        self.box.addWidget(self._search)
        self.box.addWidget(self.person)
        names = ("document_kind", "document_number", "valid_until")
        self.box.addWidget(Columns(*(self.fields[name] for name in names)))
        self.box.addWidget(self.fields["reason"])
        self.person.changed.connect(self.changed)
        for edit in (self._number, self._until):
            edit.textChanged.connect(lambda _text: self.changed.emit())
        self._reason.editTextChanged.connect(lambda _text: self.changed.emit())

    def retranslate(self) -> None:
        """Name the fields."""
        self._search.name(
            tr_("People seen before"), tr_("surname or number, on either keyboard layout")
        )
        self.person.retranslate()
        self._kind.offer(tuple((kind.value, tr_(FACT_VALUES[kind.value])) for kind in _DOCUMENTS))
        labels = {
            "document_kind": tr_("Document"),
            "document_number": tr_("Number of the document"),
            "valid_until": tr_("Valid until"),
            "reason": tr_("Why the data are typed"),
        }
        for name, label in labels.items():
            self.fields[name].set_label(label)
        self.fields["valid_until"].set_hint(tr_("empty when the document knows no term"))
        self._until.retranslate()
        self._offer_reasons()

    def clear(self) -> None:
        """Forget everything."""
        self._hits = ()
        self._search.edit.clear()
        self._search.show_hits(())
        self.person.clear()
        self._number.clear()
        self._until.clear()
        self._kind.take(DocumentKind.IDENTITY_CARD)
        self._reason.setCurrentIndex(-1)
        self._reason.clearEditText()

    @property
    def touched(self) -> bool:
        """Whether anything is typed."""
        return self.person.touched or bool(self._number.text().strip())

    def lacking(self) -> str:
        """Name, birth, number and reason are needed."""
        if self.person.lacking():
            return self.person.lacking()
        if not self._number.text().strip():
            return tr_("the number of the document is not typed yet")
        return "" if self._reason.currentText().strip() else tr_("the reason is not given yet")

    def problems(self) -> dict[str, str]:
        """What is typed wrongly."""
        found = self.person.problems()
        if self._until.problem():
            found["valid_until"] = self._until.problem()
        return found

    def command(self) -> Identify:
        """The person as their document writes them."""
        person = self.person
        return Identify(
            source=IdentitySource.TYPED,
            iin=person.iin.digits,
            surname=person.surname.value(),
            given=person.given.value(),
            patronymic=person.patronymic.value(),
            birth_date=person.born.day(),
            citizenship=person.citizenship.text().strip(),
            document_kind=DocumentKind(self._kind.value()),
            document_number=self._number.text().strip(),
            valid_until=self._until.day(),
            reason=self._reason.currentText().strip(),
        )

    def first_focus(self) -> QWidget:
        """The number: it is checked while it is typed."""
        return self.person.iin

    def _offer_reasons(self) -> None:
        typed = self._reason.currentText()
        place = self._reason.currentIndex()
        self._reason.blockSignals(True)
        self._reason.clear()
        self._reason.addItems([tr_(reason) for reason in _REASONS])
        self._reason.setCurrentIndex(place)
        if place < 0:
            self._reason.setEditText(typed)
        self._reason.blockSignals(False)

    def _on_search(self, words: str) -> None:
        if len(words) < _LEAST_WORDS:
            self._search.show_hits(())
            return

        def find(work: Work) -> tuple[PersonHit, ...]:
            return tuple(work.store.persons.find(words, _MOST_PEOPLE))

        self.asked.emit(find, lambda hits: self._show(words, hits))

    def _show(self, words: str, hits: tuple[PersonHit, ...]) -> None:
        if words != self._search.words():
            return
        self._hits = hits
        lines = (
            SearchHit(id=hit.id, title=hit.person.name.full, hint=_born(hit.person)) for hit in hits
        )
        note = "" if hits else tr_("Nobody of that name was seen before.")
        self._search.show_hits(tuple(lines), note)

    def _on_hit(self, hit_id: str) -> None:
        hit = next((one for one in self._hits if one.id == hit_id), None)
        if hit is None:
            return
        self.person.take(hit.person)
        self._search.show_hits((), tr_("Compare with the document shown; nothing is taken unseen."))
        self._number.setFocus(Qt.FocusReason.OtherFocusReason)


def _born(person: Person) -> str:
    return tr_("born {date}", date=show_date(person.birth_date))
