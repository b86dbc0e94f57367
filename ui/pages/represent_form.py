"""For whom the visitor acts, by what right, and by which document of authority."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.identification import (
    AuthorityKind,
    LegalGround,
    Power,
    Representation,
    RepresentationKind,
)
from app.usecases.represent import Represent
from i18n import N_
from ui.binding.presentation import Choice
from ui.binding.texts import tr_
from ui.binding.words import FACT_VALUES
from ui.pages.authority_fields import AuthorityFields, GroundField
from ui.pages.blocks import Columns, PickBox
from ui.pages.person_fields import PersonFields, bin_problem
from ui.theme.metrics import GAP, TextRole
from ui.widgets.choice import ChoiceList
from ui.widgets.date_edit import DateEdit
from ui.widgets.digits_edit import DigitsEdit
from ui.widgets.field import Field
from ui.widgets.text import Label
from ui.widgets.tick import Tick

SELF = "self"
_KINDS: dict[str, tuple[str, str]] = {
    SELF: (N_("For themselves"), ""),
    RepresentationKind.LEGAL_REPRESENTATIVE.value: (
        N_("Legal representative"),
        N_("parent, guardian: by a document, without a power of attorney"),
    ),
    RepresentationKind.ATTORNEY.value: (
        N_("By power of attorney"),
        N_("notarised, for the acts named in it"),
    ),
    RepresentationKind.HEAD_OF_ORGANISATION.value: (
        N_("Head of an organisation"),
        N_("by the register without a paper; where it is silent, by a document"),
    ),
    RepresentationKind.CIVIL_LAW_AUTHORITY.value: (
        N_("By another document of authority"),
        N_("under civil legislation, with the power to receive"),
    ),
}
_BY_LAW = RepresentationKind.LEGAL_REPRESENTATIVE.value
_AT_ISSUE = RepresentationKind.CIVIL_LAW_AUTHORITY.value
"""The wider choice is offered to those who come for a result."""
_UNDER_POWER = (RepresentationKind.ATTORNEY.value, _AT_ISSUE)
_AUTHORITIES: dict[str, tuple[AuthorityKind, ...]] = {
    RepresentationKind.LEGAL_REPRESENTATIVE.value: (AuthorityKind.LEGAL_REPRESENTATION_DOCUMENT,),
    RepresentationKind.ATTORNEY.value: (
        AuthorityKind.NOTARISED_POWER,
        AuthorityKind.SIMPLE_POWER,
    ),
    RepresentationKind.CIVIL_LAW_AUTHORITY.value: (
        AuthorityKind.CIVIL_LAW_DOCUMENT,
        AuthorityKind.SIMPLE_POWER,
        AuthorityKind.NOTARISED_POWER,
    ),
    RepresentationKind.HEAD_OF_ORGANISATION.value: (
        AuthorityKind.REGISTER_OF_HEADS,
        AuthorityKind.CIVIL_LAW_DOCUMENT,
    ),
}
_POWERS: dict[Power, str] = {
    Power.FILE: N_("to file the application"),
    Power.SIGN: N_("to sign"),
    Power.RECEIVE: N_("to receive the result"),
    Power.CONSENT: N_("to give consent"),
}
_PERSON, _BODY = "person", "organisation"


class RepresentForm(QWidget):
    """Signals: ``changed`` after every change."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kind = SELF
        self._at_issue = False
        self._kinds, self._whom = ChoiceList(beside=True), ChoiceList(beside=True)
        self._authority, self._number, self._notary = PickBox(), QLineEdit(), QLineEdit()
        self._issued, self._until = DateEdit(), DateEdit()
        self._powers = {power: Tick() for power in _POWERS}
        self._powers_title = Label("", TextRole.STRONG)
        self._hint = Label("", tone="muted")
        self.person = PersonFields()
        self._ground, self._more, self._phone = GroundField(), AuthorityFields(), QLineEdit()
        self._bin = DigitsEdit(length=12, groups=(6, 6), check=bin_problem)
        self._name_kk, self._name_ru = QLineEdit(), QLineEdit()
        self._edits = (self._number, self._notary, self._issued, self._until, self._bin,
                       self._phone, self._name_kk, self._name_ru)  # fmt: skip
        self.fields = {
            "ground": self._ground,
            "authority": Field("", self._authority),
            "authority_number": Field("", self._number),
            "authority_issued_on": Field("", self._issued),
            "authority_valid_until": Field("", self._until),
            "notary": Field("", self._notary),
            **self._more.fields,
            **self.person.fields,
            "phone": Field("", self._phone),
            "bin": Field("", self._bin),
            "organisation_kk": Field("", self._name_kk),
            "organisation_ru": Field("", self._name_ru),
        }
        self._lay_out()
        self._connect()
        self._shape()

    def _lay_out(self) -> None:
        fields = self.fields
        first = ("ground", "authority", "authority_number", "notary")
        self._paper = Columns(*(fields[name] for name in first))
        self._dates = Columns(fields["authority_issued_on"], fields["authority_valid_until"])
        self._ticks = Columns(*self._powers.values())
        self._body = Columns(*(fields[n] for n in ("bin", "organisation_kk", "organisation_ru")))
        self._whom_title = Label("", TextRole.STRONG)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        self._detail = QWidget()
        inner = QVBoxLayout(self._detail)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(GAP)
        parts = (
            self._paper,
            self._dates,
            self._more,
            self._powers_title,
            self._ticks,
            self._whom_title,
            self._whom,
            self.person,
            fields["phone"],
            self._body,
        )
        for part in parts:
            inner.addWidget(part)
        box.addWidget(self._kinds)
        box.addWidget(self._hint)
        box.addWidget(self._detail)

    def _connect(self) -> None:
        self._kinds.chosen.connect(self._on_kind)
        self._whom.chosen.connect(lambda _id: self._shape())
        self.person.changed.connect(self.changed)
        self._more.changed.connect(self.changed)
        self._authority.currentIndexChanged.connect(lambda _n: self._shape())
        self._ground.pick.currentIndexChanged.connect(lambda _n: self.changed.emit())
        for edit in self._edits:
            edit.textChanged.connect(lambda _text: self.changed.emit())
        for tick in self._powers.values():
            tick.toggled.connect(lambda _on: self.changed.emit())

    @property
    def kind(self) -> str:
        """``self`` or the kind of representation."""
        return self._kind

    def offer(self, *, at_issue: bool) -> None:
        """Offer the kinds for filing, or the wider choice for receiving."""
        self._at_issue = at_issue

    def retranslate(self) -> None:
        """Name everything in the present language."""
        self._kinds.setAccessibleName(tr_("For whom does the visitor act?"))
        choices = tuple(
            Choice(id=kind, label=tr_(label))
            for kind, (label, _) in _KINDS.items()
            if kind != _AT_ISSUE or self._at_issue
        )
        self._kinds.render_choices(choices, self._kind)
        labels = {
            "authority": tr_("Document of authority"),
            "authority_number": tr_("Its number"),
            "authority_issued_on": tr_("Issued on"),
            "authority_valid_until": tr_("Valid until, if a term is named"),
            "notary": tr_("Notary"),
            "phone": tr_("The applicant's own phone, if any"),
            "bin": tr_("BIN"),
            "organisation_kk": tr_("Name in Kazakh"),
            "organisation_ru": tr_("Name in Russian"),
        }
        for name, label in labels.items():
            self.fields[name].set_label(label)
        self._powers_title.setText(tr_("Powers named in the text"))
        for power, words in _POWERS.items():
            self._powers[power].setText(tr_(words))
            self._powers[power].setAccessibleName(tr_(words))
        self._whom_title.setText(tr_("The applicant"))
        self._whom.setAccessibleName(tr_("The applicant"))
        self._whom.render_choices(self._whom_choices(), self._whom.current_id() or _PERSON)
        self.person.retranslate()
        self._ground.retranslate()
        self._more.retranslate()
        for edit in (self._issued, self._until):
            edit.retranslate()
        self._shape()

    def clear(self) -> None:
        """Another visitor: for themselves until somebody says otherwise."""
        self._kind = SELF
        for edit in self._edits:
            edit.clear()
        self._more.clear()
        self._ground.pick.take(LegalGround.PARENT.value)
        for tick in self._powers.values():
            tick.setChecked(False)
        self.person.clear()
        self._whom.render_choices(self._whom_choices(), _PERSON)
        self.retranslate()

    def take(self, shown: Representation) -> None:
        """Show what was noted in this visit."""
        self._kind = shown.kind.value
        self.retranslate()
        self._authority.take(shown.authority.kind.value)
        self._number.setText(shown.authority.number)
        self._notary.setText(shown.authority.notary)
        self._issued.set_day(shown.authority.issued_on)
        self._until.set_day(shown.authority.valid_until)
        for power, tick in self._powers.items():
            tick.setChecked(power in shown.authority.powers)
        self._more.take(shown.authority)
        if shown.ground is not None:
            self._ground.pick.take(shown.ground.value)
        if shown.principal is not None:
            self._phone.setText(shown.principal.phone or "")
            self.person.take(shown.principal)
        if shown.organisation is not None:
            self._whom.render_choices(self._whom_choices(), _BODY)
            self._bin.set_digits(shown.organisation.bin)
            self._name_kk.setText(shown.organisation.name.kk)
            self._name_ru.setText(shown.organisation.name.ru)
        self._shape()

    def lacking(self) -> str:
        """Why it cannot be handed in yet; empty when it can."""
        if not self._by_register and not self._number.text().strip():
            return tr_("the number of the document of authority is not typed yet")
        if self._kind in _UNDER_POWER and self._more.lacking():
            return self._more.lacking()
        if self._for_body:
            return "" if self._bin.digits else tr_("the BIN is not typed yet")
        return self.person.lacking()

    def problems(self) -> dict[str, str]:
        """What is typed wrongly, by field."""
        found = {
            "authority_issued_on": self._issued.problem(),
            "authority_valid_until": self._until.problem(),
            "bin": self._bin.problem() if self._for_body else "",
        }
        if self._kind in _UNDER_POWER:
            found |= self._more.problems()
        if not self._for_body:
            found |= self.person.problems()
        return {name: words for name, words in found.items() if words}

    def command(self) -> Represent:
        """The authority as the document says it."""
        person, body = self.person, self._for_body
        powers = tuple(power for power, tick in self._powers.items() if tick.isChecked())
        more: dict[str, Any] = self._more.values() if self._kind in _UNDER_POWER else {}
        return Represent(
            kind=RepresentationKind(self._kind),
            authority=AuthorityKind(self._authority.value()),
            ground=self._ground.ground if self._kind == _BY_LAW else None,
            phone="" if body else self._phone.text().strip(),
            **more,
            authority_number="" if self._by_register else self._number.text().strip(),
            authority_issued_on=self._issued.day(),
            authority_valid_until=self._until.day(),
            notary=self._notary.text().strip(),
            powers=powers if self._kind in _UNDER_POWER else tuple(Power),
            iin="" if body else person.iin.digits,
            surname="" if body else person.surname.value(),
            given="" if body else person.given.value(),
            patronymic="" if body else person.patronymic.value(),
            birth_date=None if body else person.born.day(),
            citizenship=person.citizenship.text().strip(),
            bin=self._bin.digits if body else "",
            organisation_kk=self._name_kk.text().strip() if body else "",
            organisation_ru=self._name_ru.text().strip() if body else "",
        )

    def first_focus(self) -> QWidget:
        """The number of the document."""
        return self._number if self._number.isVisible() else self._bin

    @property
    def _by_register(self) -> bool:
        head = self._kind == RepresentationKind.HEAD_OF_ORGANISATION.value
        return head and self._authority.value() == AuthorityKind.REGISTER_OF_HEADS.value

    @property
    def _for_body(self) -> bool:
        head = self._kind == RepresentationKind.HEAD_OF_ORGANISATION.value
        return head or self._whom.current_id() == _BODY

    def _whom_choices(self) -> tuple[Choice, ...]:
        return (
            Choice(id=_PERSON, label=tr_("A person")),
            Choice(id=_BODY, label=tr_("An organisation")),
        )

    def _on_kind(self, kind: str) -> None:
        self._kind = kind
        self._shape()
        self.changed.emit()

    def _shape(self) -> None:
        """Ask only what this kind of representation needs: nothing more is ever demanded."""
        kind = self._kind
        attorney = kind in _UNDER_POWER
        self._detail.setVisible(kind != SELF)
        self._hint.setText(tr_(_KINDS[kind][1]) if _KINDS[kind][1] else "")
        self._hint.setVisible(bool(_KINDS[kind][1]))
        offered = _AUTHORITIES.get(kind, ())
        self._authority.offer(tuple((one.value, tr_(FACT_VALUES[one.value])) for one in offered))
        self.fields["authority"].setVisible(len(offered) > 1)
        self.fields["notary"].setVisible(attorney)
        for name in ("authority_number", "authority_issued_on", "authority_valid_until"):
            self.fields[name].setVisible(not self._by_register)
        self.fields["ground"].setVisible(kind == _BY_LAW)
        self._dates.setVisible(not self._by_register)
        self._more.setVisible(attorney)
        self.fields["phone"].setVisible(not self._for_body)
        under_power: tuple[QWidget, ...] = (
            self._powers_title,
            self._ticks,
            self._whom_title,
            self._whom,
        )
        for part in under_power:
            part.setVisible(attorney)
        self.person.setVisible(not self._for_body)
        self._body.setVisible(self._for_body)
        for columns in (self._paper, self._dates, self._ticks, self._body):
            columns.settle()
        self.changed.emit()
