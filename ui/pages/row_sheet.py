"""What may be done with one row of the checklist: the act, the details that it asks for, Enter."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from app.domain.case import RowSource
from app.usecases.complete import (
    MarkAbsent,
    MarkNotApplicable,
    NoteDifference,
    NoteDoubt,
    Present,
    RequestData,
    ReturnOriginal,
)
from app.usecases.views import RowView
from ui.binding.present_rows import RowAct, row_acts, row_citation
from ui.binding.presentation import Choice
from ui.binding.texts import tr_, ui_language
from ui.pages.copy_sheet import CopyWanted
from ui.pages.whose_document import WhoseDocument
from ui.theme.metrics import TextRole
from ui.widgets.choice import ChoiceList
from ui.widgets.date_edit import DateEdit
from ui.widgets.field import Field
from ui.widgets.key_button import KeyButton, LinkButton, Variant
from ui.widgets.roomy import is_enter
from ui.widgets.sheet import Sheet
from ui.widgets.text import Label

_MOST_SHEETS = 999
_SIMPLE = {
    "request_data": RequestData,
    "mark_absent": MarkAbsent,
    "mark_not_applicable": MarkNotApplicable,
    "return_original": ReturnOriginal,
}


class RowSheet(Sheet):
    """Opens over the page. Signals: ``intent(object)``; ``copy_wanted(object)`` a
    copy is to be made from the row's original; ``norm_asked(object)``; ``closed``."""

    intent = Signal(object)
    copy_wanted = Signal(object)
    norm_asked = Signal(object)

    def __init__(self, host: QWidget) -> None:
        self._view: RowView | None = None
        self._all: tuple[RowAct, ...] = ()
        self._name = Label("", TextRole.HEADING)
        self._note = Label("", tone="muted")
        self._norm = LinkButton()
        self._acts = ChoiceList()
        self._number, self._request, self._text = QLineEdit(), QLineEdit(), QLineEdit()
        self._issued, self._until = DateEdit(), DateEdit()
        self._sheets, self._copies = QSpinBox(), QSpinBox()
        self._sheets.setRange(1, _MOST_SHEETS)
        self._copies.setRange(0, _MOST_SHEETS)
        self.fields = {
            "request": Field("", self._request),
            "valid_until": Field("", self._until),
            "issued_on": Field("", self._issued),
            "number": Field("", self._number),
            "sheets": Field("", self._sheets),
            "copies": Field("", self._copies),
            "text": Field("", self._text),
        }
        self._whose = WhoseDocument()
        self.fields["owner_birth_date"] = self._whose.born_field
        self.problem = Label("", TextRole.STRONG, tone="stop")
        self._apply = KeyButton(key="Enter", variant=Variant.PRIMARY)
        super().__init__(host, width=400)
        self._lay_out()

    def _lay_out(self) -> None:
        for part in (self._name, self._note, self._norm, self._acts, self._whose):
            self.body.addWidget(part)
        for name, field in self.fields.items():
            if name != "owner_birth_date":
                self.body.addWidget(field)
        self.body.addWidget(self.problem)
        self.body.addWidget(self._apply, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self._acts.chosen.connect(lambda _id: self._shape())
        self._apply.clicked.connect(self.apply)
        self._norm.clicked.connect(self._on_norm)
        for name in ("valid_until", "issued_on"):
            date = self.fields[name].control
            date.noticed.connect(self.fields[name].set_feedback)  # type: ignore[attr-defined]

    @property
    def row_id(self) -> str:
        """The row that the sheet is open for; empty while it is closed."""
        return self._view.row.id if self._view is not None and self.isVisible() else ""

    def open_row(self, view: RowView) -> None:
        """Offer what may be done with ``view``, the likeliest act taken."""
        self._view = view
        entry = view.entry
        self._number.setText(entry.document_number)
        self._request.clear()
        self._text.clear()
        self._issued.set_day(entry.issued_on)
        self._until.set_day(entry.valid_until)
        self._sheets.setValue(max(1, entry.sheets))
        self._copies.setValue(entry.copies)
        self.problem.setText("")
        for field in self.fields.values():
            field.set_error("")
        self._acts.render_choices((), "")
        self._whose.clear()
        self.retranslate()
        self.present()

    def refresh(self, view: RowView) -> None:
        """The row changed under the open sheet: offer what may be done now."""
        if self._view != view:
            self._view = view
            self.retranslate()

    def refuse(self, words: str) -> None:
        """Say why the act was not done."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def retranslate(self) -> None:
        """Say everything in the present language."""
        super().retranslate()
        self.set_title(tr_("Document"))
        labels = {
            "request": tr_("Number of the check in the service"),
            "valid_until": tr_("Valid until, if a term is named"),
            "issued_on": tr_("Issued on"),
            "number": tr_("Number, if there is one"),
            "sheets": tr_("Sheets"),
            "copies": tr_("Copies"),
            "text": tr_("Note"),
        }
        for name, label in labels.items():
            self.fields[name].set_label(label)
        for date in (self._issued, self._until):
            date.retranslate()
        self._whose.retranslate()
        self._apply.setText(tr_("Write down"))
        if self._view is not None:
            self._draw(self._view)

    def _draw(self, view: RowView) -> None:
        of = ui_language().of
        self._name.setText(of(view.row.name.shown))
        note = of(view.row.note.shown)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        norm = row_citation(view)
        self._norm.setText(norm.label if norm is not None else "")
        self._norm.setVisible(norm is not None)
        self._all = row_acts(view)
        choices = tuple(Choice(id=act.id, label=act.label, hint=act.hint) for act in self._all)
        taken = self._acts.current_id()
        if taken not in {choice.id for choice in choices}:
            taken = choices[0].id if choices else ""
        self._acts.setAccessibleName(tr_("What is done with the document"))
        self._acts.render_choices(choices, taken)
        self._shape()

    def first_focus(self) -> QWidget:
        """The act that is taken: Enter does it."""
        return self._acts.first_focus() or self.close_button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does the act that is taken."""
        if is_enter(event) and not event.isAutoRepeat():
            self.apply()
            event.accept()
        else:
            super().keyPressEvent(event)

    def apply(self) -> None:
        """Hand the act in; a date that cannot be is marked first."""
        act, view = self._act(), self._view
        if act is None or view is None or not self._details_right(act):
            return
        row = view.row.id
        if act.word in _SIMPLE:
            self.intent.emit(_SIMPLE[act.word](row=row))
        elif act.word == "note_doubt":
            self.intent.emit(NoteDoubt(row=row, text=self._text.text().strip()))
        elif act.word == "note_difference":
            self.intent.emit(NoteDifference(row=row, text=self._text.text().strip()))
        elif act.word == "certify_copy":
            self.copy_wanted.emit(CopyWanted(view=view, details=self._details(act)))
        else:
            self.intent.emit(self._showing(act, row))

    def _details(self, act: RowAct) -> dict[str, Any]:
        """What is written of the document, as far as the act asks for it."""
        asks = act.asks
        return {
            "number": self._number.text().strip(),
            "issued_on": self._issued.day() if "issued_on" in asks else None,
            "valid_until": self._until.day() if "valid_until" in asks else None,
            "sheets": self._sheets.value() if "sheets" in asks else 1,
        }

    def _showing(self, act: RowAct, row: str) -> Present:
        asks = act.asks
        return Present(
            row=row,
            source=act.source,
            request=self._request.text().strip() if "request" in asks else "",
            copies=self._copies.value() if "copies" in asks else 0,
            voluntary=act.source is RowSource.VOLUNTARY,
            owner_birth_date=self._whose.born() if "request" in asks else None,
            **self._details(act),
        )

    def _details_right(self, act: RowAct) -> bool:
        wrong = {"issued_on": self._issued.problem(), "valid_until": self._until.problem()}
        asked = {name: words for name, words in wrong.items() if name in act.asks}
        if "request" in act.asks:
            asked["owner_birth_date"] = self._whose.problem()
        for name, words in asked.items():
            self.fields[name].set_error(words)
        first = next((name for name, words in asked.items() if words), "")
        if first:
            self.fields[first].control.setFocus(Qt.FocusReason.OtherFocusReason)
        return not first

    def _act(self) -> RowAct | None:
        return next((act for act in self._all if act.id == self._acts.current_id()), None)

    def _shape(self) -> None:
        act = self._act()
        asks = act.asks if act is not None else ()
        self._whose.setVisible("request" in asks)
        for name, field in self.fields.items():
            if name != "owner_birth_date":
                field.setVisible(name in asks)
        self._apply.set_blocked("" if act is not None else tr_("nothing may be done now"))
        self.refuse("")

    def _on_norm(self) -> None:
        if self._view is not None:
            self.norm_asked.emit(row_citation(self._view))
