"""What is done with one row of the checklist: the choice of the act and the details it needs."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

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
from ui.binding.texts import tr_, ui_language
from ui.pages.complete_rows import action_choices, source_choices, voluntary
from ui.theme.metrics import GAP, TextRole
from ui.widgets.choice import ChoiceList
from ui.widgets.date_edit import DateEdit
from ui.widgets.field import Field
from ui.widgets.key_button import KeyButton, Variant
from ui.widgets.text import Label

_NOTES = ("note_doubt", "note_difference")


class RowPanel(QFrame):
    """The panel below the checklist. Signals: ``intent(object)``; ``closed`` without an act."""

    intent = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self._view: RowView | None = None
        self._name = Label("", TextRole.STRONG)
        self._acts, self._sources = ChoiceList(beside=True), ChoiceList(beside=True)
        self._number, self._text = QLineEdit(), QLineEdit()
        self._issued, self._until, self._sheets = DateEdit(), DateEdit(), QSpinBox()
        self._sheets.setRange(1, 999)
        self.fields = {
            "number": Field("", self._number),
            "issued_on": Field("", self._issued),
            "valid_until": Field("", self._until),
            "sheets": Field("", self._sheets),
        }
        self.note = Field("", self._text)
        self._apply = KeyButton("", variant=Variant.PRIMARY)
        self._close = KeyButton("", variant=Variant.QUIET)
        self._lay_out()
        self._acts.chosen.connect(lambda _word: self._show_details())
        self._apply.clicked.connect(self.apply)
        self._close.clicked.connect(self.closed)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 14)
        box.setSpacing(GAP)
        for part in (self._name, self._acts, self._sources):
            box.addWidget(part)
        self._details = QWidget()
        grid = QGridLayout(self._details)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        for place, shown in enumerate(self.fields.values()):
            grid.addWidget(shown, place // 2, place % 2)
        box.addWidget(self._details)
        box.addWidget(self.note)
        row = QGridLayout()
        row.addWidget(self._apply, 0, 0)
        row.addWidget(self._close, 0, 1)
        row.setColumnStretch(2, 1)
        box.addLayout(row)

    @property
    def row_id(self) -> str:
        """The row that the panel is about; empty while it is closed."""
        return self._view.row.id if self._view is not None else ""

    def open_row(self, view: RowView) -> None:
        """Offer what may be done with ``view``; typed details of another row are forgotten."""
        fresh = view.row.id != self.row_id
        self._view = view
        if fresh:
            self._number.clear()
            self._text.clear()
            self._issued.set_day(None)
            self._until.set_day(view.entry.valid_until)
            self._sheets.setValue(max(1, view.entry.sheets))
        choices = action_choices(view)
        chosen = "" if fresh else self._acts.current_id()
        if not any(choice.id == chosen for choice in choices):
            chosen = choices[0].id if choices else ""
        self._acts.render_choices(choices, chosen)
        sources = source_choices(view)
        kept = "" if fresh else self._sources.current_id()
        self._sources.render_choices(sources, kept or sources[0].id)
        self.retranslate()
        self._show_details()

    def close_row(self) -> None:
        """The panel is about nothing."""
        self._view = None
        self.hide()

    def retranslate(self) -> None:
        """Set every word anew."""
        if self._view is not None:
            self._name.setText(ui_language().of(self._view.row.name.shown))
        labels = {
            "number": tr_("Document number"),
            "issued_on": tr_("Date of issue of the document"),
            "valid_until": tr_("Valid until"),
            "sheets": tr_("Sheets"),
        }
        for name, label in labels.items():
            self.fields[name].set_label(label)
        self.note.set_label(tr_("Note"))
        self._apply.setText(tr_("Record"))
        self._close.setText(tr_("Close"))

    def first_focus(self) -> QWidget | None:
        """The act that is chosen."""
        return self._acts.first_focus()

    def _show_details(self) -> None:
        act = self._acts.current_id()
        self._sources.setVisible(act == "present")
        self._details.setVisible(act == "present")
        self.note.setVisible(act in _NOTES)

    def apply(self) -> None:
        """Hand the chosen act in; a date that is not whole is marked first."""
        view, act = self._view, self._acts.current_id()
        if view is None:
            return
        simple = {
            "request_data": RequestData,
            "mark_absent": MarkAbsent,
            "mark_not_applicable": MarkNotApplicable,
            "return_original": ReturnOriginal,
        }
        notes = {"note_doubt": NoteDoubt, "note_difference": NoteDifference}
        if act in simple:
            self.intent.emit(simple[act](row=view.row.id))
        elif act in notes:
            self.intent.emit(notes[act](row=view.row.id, text=self._text.text().strip()))
        elif act == "present" and self._dates_right():
            self.intent.emit(self._present(view))

    def _dates_right(self) -> bool:
        wrong = {"issued_on": self._issued.problem(), "valid_until": self._until.problem()}
        for name, problem in wrong.items():
            self.fields[name].set_error(problem)
        return not any(wrong.values())

    def _present(self, view: RowView) -> Present:
        source = RowSource(self._sources.current_id())
        free = voluntary(view)
        return Present(
            row=view.row.id,
            source=RowSource.VOLUNTARY if free else source,
            number=self._number.text().strip(),
            issued_on=self._issued.day(),
            valid_until=self._until.day(),
            sheets=self._sheets.value(),
            voluntary=free,
        )
