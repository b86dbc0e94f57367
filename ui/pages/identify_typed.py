"""Identification typed from the document shown, with the reason; people seen before fill it in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.identification import IdentitySource
from app.domain.person import DocumentKind, Person
from app.ports.storage import PersonHit
from app.usecases.identify import Identify
from app.usecases.work import Work
from i18n import N_
from ui.binding.presentation import SearchHit
from ui.binding.texts import show_date, tr_
from ui.binding.words import FACT_VALUES
from ui.pages.blocks import Columns, PickBox
from ui.pages.identify_forms import ReasonBox, SourceForm
from ui.pages.person_fields import PersonFields
from ui.widgets.date_edit import DateEdit
from ui.widgets.field import Field
from ui.widgets.search_box import SearchBox

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
        self._reason = ReasonBox(_REASONS)
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
            "valid_until": tr_("Valid until, if a term is named"),
            "reason": tr_("Why the data are typed"),
        }
        for name, label in labels.items():
            self.fields[name].set_label(label)
        self._until.retranslate()
        self._reason.retranslate()

    def clear(self) -> None:
        """Forget everything."""
        self._hits = ()
        self._search.edit.clear()
        self._search.show_hits(())
        self.person.clear()
        self._number.clear()
        self._until.clear()
        self._kind.take(DocumentKind.IDENTITY_CARD)
        self._reason.empty()

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
        return "" if self._reason.reason() else tr_("the reason is not given yet")

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
            reason=self._reason.reason(),
        )

    def take_number(self, iin: str) -> None:
        """A scanned number: people of that number who were seen before are offered, none is taken."""
        self.person.iin.set_digits(iin)
        self._search.edit.setText(iin)
        self._search.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget:
        """The number: it is checked while it is typed."""
        return self.person.iin

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
