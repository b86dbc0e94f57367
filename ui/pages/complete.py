"""The form and the checklist: what the state holds comes first, what the applicant shows after it."""

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from app.domain.case import RowState
from app.domain.case_states import CaseState
from app.usecases.complete import FillForm, FinishCheck, FormApplication, RequestData
from app.usecases.outcome import Outcome
from app.usecases.views import CaseView, FieldView, RowView
from ui.binding.present_findings import title_of
from ui.binding.presentation import Verb, VerbItem
from ui.binding.texts import tr_, ui_language
from ui.pages.complete_panel import RowPanel
from ui.pages.complete_rows import checklist_row
from ui.pages.step_page import PageView, StepPage
from ui.theme.metrics import GAP, TextRole
from ui.widgets.checklist import Checklist
from ui.widgets.field import Field
from ui.widgets.text import Label


class CompletePage(StepPage):
    """The page of the step «complete»: Space on a row opens what may be done with it."""

    word = "complete"

    def __init__(self) -> None:
        super().__init__()
        self._form = QWidget()
        self._grid = QGridLayout(self._form)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._form_title = Label("", TextRole.HEADING)
        self._list_title = Label("", TextRole.HEADING)
        self._list, self._panel = Checklist(), RowPanel()
        self._panel.close_row()
        self._drawn: tuple[str, ...] = ()
        self._formed_next = False
        self._list.row_chosen.connect(self._on_row)
        self._list.norm_asked.connect(self.norm_asked)
        self._panel.intent.connect(self.intent)
        self._panel.closed.connect(self._on_closed)
        for part in (self._form_title, self._form, self._list_title, self._list, self._panel):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def begin(self, view: PageView) -> None:  # noqa: ARG002
        """Another case: nothing is typed, no row is open."""
        self._formed_next = False
        self._panel.close_row()
        self._rebuild_form(())

    def draw(self, view: PageView) -> None:
        """Show the form with what is in it, and the rows as they stand."""
        case = view.case
        if case is None:
            return
        self.set_title(tr_("Documents by the list"), ui_language().of(case.service_name))
        self._form_title.setText(tr_("Application"))
        self._list_title.setText(tr_("Documents and data"))
        self._draw_form(case)
        self._list.render_rows(tuple(checklist_row(row) for row in case.rows))
        opened = next((row for row in case.rows if row.row.id == self._panel.row_id), None)
        if opened is not None and opened.actions:
            self._panel.open_row(opened)
        elif self._panel.row_id:
            self._panel.close_row()

    def _draw_form(self, case: CaseView) -> None:
        ids = tuple(view.field.id for view in case.fields)
        if ids != self._drawn:
            self._rebuild_form(case.fields)
        self._form.setVisible(bool(ids))
        self._form_title.setVisible(bool(ids))
        for view in case.fields:
            shown = self.fields[view.field.id]
            shown.set_label(ui_language().of(view.field.label.shown))
            shown.set_hint(tr_("formed by the system") if view.read_only else "")
            control = shown.control
            if isinstance(control, QLineEdit):
                control.setReadOnly(view.read_only or case.case.state is not CaseState.DRAFT)
                if not control.isModified():
                    control.setText(view.value)

    def _rebuild_form(self, fields: tuple[FieldView, ...]) -> None:
        for shown in self.fields.values():
            self._grid.removeWidget(shown)
            shown.deleteLater()
        self.fields = {}
        for place, view in enumerate(fields):
            shown = Field("", self._control(view))
            self.fields[view.field.id] = shown
            self._grid.addWidget(shown, place // 2, place % 2)
        self._drawn = tuple(view.field.id for view in fields)

    def _control(self, view: FieldView) -> QWidget:
        if not view.field.choices:
            return QLineEdit()
        box = QComboBox()
        for choice in view.field.choices:
            box.addItem(ui_language().of(choice.shown), choice.ru or choice.kk)
        box.setCurrentIndex(box.findData(view.value))
        return box

    def _typed(self) -> dict[str, str]:
        """What was typed and is not in the case yet."""
        typed: dict[str, str] = {}
        case = self.view.case if self.view is not None else None
        for view in case.fields if case is not None else ():
            control = self.fields[view.field.id].control
            value = view.value
            if isinstance(control, QLineEdit) and control.isModified():
                value = control.text().strip()
            elif isinstance(control, QComboBox):
                value = str(control.currentData() or "")
            if value != view.value and not view.read_only:
                typed[view.field.id] = value
        return typed

    def _on_row(self, row_id: str) -> None:
        row = self._row(row_id)
        if row is None:
            return
        if not row.actions:
            self.said.emit(tr_("This row is filled by another step."))
            return
        if row.actions[0] == "request_data" and row.entry.state is RowState.OPEN:
            self.intent.emit(RequestData(row=row_id))
            return
        self._panel.open_row(row)
        self._panel.show()
        self.focus_on(self._panel.first_focus())

    def _row(self, row_id: str) -> RowView | None:
        case = self.view.case if self.view is not None else None
        rows = case.rows if case is not None else ()
        return next((row for row in rows if row.row.id == row_id), None)

    def _on_closed(self) -> None:
        row_id = self._panel.row_id
        self._panel.close_row()
        self._list.focus_row(row_id)

    def leave(self) -> bool:
        """Esc closes the panel of a row first."""
        if not self._panel.row_id:
            return False
        self._on_closed()
        return True

    def first_focus(self) -> QWidget | None:
        """The first empty field of a draft, else the row that blocks."""
        case = self.view.case if self.view is not None else None
        if case is not None and case.case.state is CaseState.DRAFT:
            empty = (v for v in case.fields if v.field.required and not v.value)
            first = next(empty, None)
            if first is not None:
                return self.fields[first.field.id].control
        return self._list.first_focus()

    def _to_obtain(self) -> bool:
        case = self.view.case if self.view is not None else None
        rows = case.rows if case is not None else ()
        return any("request_data" in r.actions and r.entry.state is RowState.OPEN for r in rows)

    def forward(self) -> VerbItem:
        """Form the application, obtain what the state holds, then go on."""
        case = self.view.case if self.view is not None else None
        if case is None:
            return VerbItem(verb=Verb.CONTINUE, label=tr_("Go on"), primary=True)
        if case.case.state is CaseState.DRAFT:
            return VerbItem(verb=Verb.CONTINUE, label=tr_("Form the application"), primary=True)
        if self._to_obtain():
            label = tr_("Obtain what the state holds")
            return VerbItem(verb=Verb.CONTINUE, label=label, primary=True)
        verb = case.verb("finish_check")
        reason = "" if verb is None or verb.allowed else title_of(verb.findings)
        return VerbItem(verb=Verb.CONTINUE, label=tr_("Go on"), blocked=reason, primary=True)

    def submit(self) -> None:
        """Enter: the panel's act while it is open, else what the filled button says."""
        case = self.view.case if self.view is not None else None
        if self._panel.row_id:
            self._panel.apply()
        elif case is not None and case.case.state is CaseState.DRAFT:
            typed = self._typed()
            self._formed_next = bool(typed)
            self.intent.emit(FillForm(fields=typed) if typed else FormApplication())
        elif self._to_obtain():
            self.intent.emit(RequestData())
        elif case is not None and not self.forward().blocked:
            self.intent.emit(FinishCheck())

    def answered(self, word: str, outcome: Outcome) -> bool:
        """After the typed fields are kept, the application is formed; a done row closes its panel."""
        if word == "fill_form" and outcome.ok and self._formed_next:
            self._formed_next = False
            for shown in self.fields.values():
                if isinstance(shown.control, QLineEdit):
                    shown.control.setModified(False)
            self.intent.emit(FormApplication())
            return True
        if outcome.ok and self._panel.row_id and word in {"present", "mark_absent", "request_data"}:
            self._on_closed()
        return False
