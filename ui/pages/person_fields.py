"""The fields of a natural person, as several pages ask for them: number, names, birth, citizenship."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.national_id import check_bin, check_iin
from app.domain.person import KAZAKHSTAN, Person
from app.wording import problem_words
from ui.binding.texts import tr_, ui_language
from ui.pages.blocks import Columns
from ui.theme.metrics import GAP
from ui.widgets.date_edit import DateEdit
from ui.widgets.digits_edit import DigitsEdit
from ui.widgets.field import Field
from ui.widgets.name_edit import NameEdit

_EARLIEST = date(1900, 1, 1)


def iin_problem(digits: str) -> str:
    """What is wrong with an IIN, in words; empty when nothing is."""
    check = check_iin(digits)
    return "" if check.valid else ui_language().of(problem_words(check.problems[0]))


def bin_problem(digits: str) -> str:
    """What is wrong with a BIN, in words; empty when nothing is."""
    check = check_bin(digits)
    return "" if check.valid else ui_language().of(problem_words(check.problems[0]))


class PersonFields(QWidget):
    """Names stay as they are typed. Signals: ``changed`` after every change."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.iin = DigitsEdit(length=12, groups=(6, 6), check=iin_problem)
        self.surname, self.given, self.patronymic = NameEdit(), NameEdit(), NameEdit()
        self.born = DateEdit(earliest=_EARLIEST)
        self.citizenship = QLineEdit(KAZAKHSTAN)
        self.citizenship.setMaxLength(3)
        self.fields: dict[str, Field] = {
            "iin": Field("", self.iin),
            "birth_date": Field("", self.born),
            "surname": Field("", self.surname),
            "given": Field("", self.given),
            "patronymic": Field("", self.patronymic),
            "citizenship": Field("", self.citizenship),
        }
        for name in ("iin", "birth_date", "surname", "given", "patronymic"):
            field = self.fields[name]
            field.control.noticed.connect(field.set_feedback)  # type: ignore[attr-defined]
        for edit in (self.iin, self.born, self.surname, self.given, self.patronymic):
            edit.textChanged.connect(lambda _text: self.changed.emit())
        self.citizenship.textChanged.connect(lambda _text: self.changed.emit())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        box.addWidget(Columns(*(self.fields[n] for n in ("iin", "birth_date", "citizenship"))))
        box.addWidget(Columns(*(self.fields[n] for n in ("surname", "given", "patronymic"))))

    def retranslate(self) -> None:
        """Name the fields in the present language."""
        labels = {
            "iin": tr_("IIN"),
            "birth_date": tr_("Date of birth"),
            "surname": tr_("Surname"),
            "given": tr_("Given name"),
            "patronymic": tr_("Patronymic, if any"),
            "citizenship": tr_("Citizenship"),
        }
        for name, label in labels.items():
            self.fields[name].set_label(label)
        self.fields["iin"].set_hint(tr_("empty for a foreigner without one"))
        self.fields["birth_date"].set_hint(tr_("day, month, year"))
        self.fields["citizenship"].set_hint(tr_("three letters: KAZ, RUS, UZB"))
        self.born.retranslate()

    def clear(self) -> None:
        """Empty every field."""
        for edit in (self.iin, self.born, self.surname, self.given, self.patronymic):
            edit.clear()
        self.citizenship.setText(KAZAKHSTAN)

    def take(self, person: Person) -> None:
        """Put a person in, as their document wrote them."""
        self.iin.set_digits(person.iin or "")
        self.surname.set_value(person.name.surname)
        self.given.set_value(person.name.given)
        self.patronymic.set_value(person.name.patronymic)
        self.born.set_day(person.birth_date)
        self.citizenship.setText(person.citizenship)

    @property
    def touched(self) -> bool:
        """Whether anything is typed."""
        edits = (self.iin, self.born, self.surname, self.given, self.patronymic)
        return any(edit.text().strip() for edit in edits)

    def lacking(self) -> str:
        """What is still to be typed, in a few words; empty when the person can be handed in."""
        if not any(e.value() for e in (self.surname, self.given, self.patronymic)):
            return tr_("the name is not typed yet")
        return "" if self.born.text() else tr_("the date of birth is not typed yet")

    def problems(self) -> dict[str, str]:
        """What cannot be handed in, by field."""
        found = {"birth_date": self.born.problem()}
        if self.iin.digits:
            found["iin"] = self.iin.problem()
        return {name: words for name, words in found.items() if words}
