"""The roads of the application: its form, and the documents of the closed list row by row."""

from PySide6.QtCore import Qt

from app.domain.case import RowSource
from app.domain.case_states import CaseState
from app.domain.language import Lang
from app.domain.passport import FormField
from app.rules.complete_rows import natural_source
from app.usecases.certified_copy import CertifyCopy
from app.usecases.complete import (
    FillForm,
    FinishCheck,
    FormApplication,
    MarkAbsent,
    MarkNotApplicable,
    NoteDifference,
    NoteDoubt,
    Present,
    RequestData,
    ReturnOriginal,
)
from ui.binding.texts import tr_
from ui.pages.complete import CompletePage
from ui.pages.whose_document import CHILD, OWN
from ui.robot.hands import NoWay, visible
from ui.robot.ways import Ways, said
from ui.widgets.checklist import RowButton

_PLAIN = (0, 1)
"""Counts that the window says by itself where a document asks for none."""


class DocumentRoads(Ways):
    """What the page «complete» does."""

    # The form.

    def _documents(self, case: str) -> CompletePage:
        self.take_case(case)
        page = self.road("complete")
        assert isinstance(page, CompletePage)  # noqa: S101
        return page

    def fill_form(self, command: FillForm) -> None:
        """The fields, then Enter, which also forms the application."""
        page = self._documents(command.case)
        if not page.form.fields:
            self.hands.push(tr_("Correct the application"), page)
        self._put_back(page, kept=frozenset(command.fields))
        view = self.station.session.case
        fields = {f.field.id: f.field for f in view.fields} if view is not None else {}
        lang = view.case.language if view is not None else Lang.KK
        self.hands.fill(
            page.form.fields,
            {name: _written(fields.get(name), said, lang) for name, said in command.fields.items()},
        )
        self.go_on_as(tr_("Form the application"), tr_("Keep the changes"))

    def _put_back(self, page: CompletePage, kept: frozenset[str] = frozenset()) -> None:
        """What was typed before and refused is corrected to what the case says."""
        view = self.station.session.case
        values = {f.field.id: f.value for f in view.fields} if view is not None else {}
        for name in page.form.typed():
            if name not in kept:
                self.hands.put(page.form.fields[name].control, values.get(name, ""))

    def form_application(self, command: FormApplication) -> None:
        """Enter on the form."""
        self._put_back(self._documents(command.case))
        view = self.station.session.case
        if view is None or view.case.state is not CaseState.DRAFT:
            raise NoWay("the form is formed already")
        self.go_on_as(tr_("Form the application"))

    # The documents.

    def request_data(self, command: RequestData) -> None:
        """Ask the system of one row."""
        if not command.row:
            raise NoWay("all systems at once are asked when the form is formed")
        self._row_act(command.case, command.row, "request_data")

    def present(self, command: Present) -> None:
        """A document as it is shown, with the details that its row asks for."""
        plainly = command.compared and command.returned and not command.from_image
        if not plainly:
            raise NoWay("the page writes a document down only as it is shown")
        page = self._on_row(command.case, command.row)
        self.hands.choose(self._showing(command), page.sheet)
        whose = CHILD if command.owner_birth_date is not None else OWN
        if self.offered(whose, page.sheet):
            self.hands.choose(whose, page.sheet)
        elif whose == CHILD:
            raise NoWay("only a digital document is a child's")
        names = ("request", "issued_on", "valid_until", "number", "sheets", "copies",
                 "owner_birth_date")  # fmt: skip
        wanted = said(command, *names)
        for name, field in page.sheet.fields.items():
            if not field.isVisible() and wanted.get(name) in _PLAIN:
                wanted.pop(name, None)
        self.hands.fill(page.sheet.fields, wanted)
        self.hands.press(Qt.Key.Key_Return)

    def certify_copy(self, command: CertifyCopy) -> None:
        """The row, the sheet of the copy, the scanner's file, the two ticks, Enter."""
        if not command.compared or command.from_image or not self.scanned:
            raise NoWay("the sheet copies an original that was compared, from the scanner's file")
        page = self._on_row(command.case, command.row)
        if not self.offered("certify_copy", page.sheet):
            raise NoWay("this row offers no copy")
        self.hands.choose("certify_copy", page.sheet)
        wanted = said(command, "number", "issued_on", "valid_until", "sheets")
        self.hands.fill(page.sheet.fields, wanted)
        self.hands.press(Qt.Key.Key_Return)
        sheet = self.station.companions.copies.sheet
        self.hands.type_into(sheet.path, self.scanned)
        self.hands.press(Qt.Key.Key_Return)
        for tick, on in ((sheet.compared, command.compared), (sheet.returned, command.returned)):
            self.hands.tick(tick, on=on)
        self.hands.press(Qt.Key.Key_Return)

    def mark_absent(self, command: MarkAbsent) -> None:
        """The applicant does not have it."""
        self._row_act(command.case, command.row, "mark_absent")

    def mark_not_applicable(self, command: MarkNotApplicable) -> None:
        """Not needed in these circumstances."""
        self._row_act(command.case, command.row, "mark_not_applicable")

    def return_original(self, command: ReturnOriginal) -> None:
        """The original is back in the applicant's hands."""
        self._row_act(command.case, command.row, "return_original")

    def note_doubt(self, command: NoteDoubt) -> None:
        """A doubt for the provider."""
        self._row_note(command.case, command.row, "note_doubt", command.text)

    def note_difference(self, command: NoteDifference) -> None:
        """The data of the system differ."""
        self._row_note(command.case, command.row, "note_difference", command.text)

    def _row_act(self, case: str, row: str, act: str) -> None:
        self.hands.choose(act, self._on_row(case, row).sheet)
        self.hands.press(Qt.Key.Key_Return)

    def _row_note(self, case: str, row: str, act: str, text: str) -> None:
        page = self._on_row(case, row)
        self.hands.choose(act, page.sheet)
        self.hands.fill(page.sheet.fields, {"text": text})
        self.hands.press(Qt.Key.Key_Return)

    def _on_row(self, case: str, row: str) -> CompletePage:
        """Open the sheet of a row."""
        page = self._documents(case)
        if not page.list.isVisible():
            raise NoWay("the documents follow the form")
        self._walk_to_row(page, row)
        self.hands.press(Qt.Key.Key_Space)
        if not page.sheet.isVisible():
            raise NoWay("this row is filled by another step")
        return page

    def _showing(self, command: Present) -> str:
        """The act that shows the document as the scenario says, or in the row's own way."""
        view = self.station.session.case
        rows = {row.row.id: row.row for row in view.rows} if view is not None else {}
        source = RowSource.VOLUNTARY if command.voluntary else command.source
        return f"present:{(source or natural_source(rows[command.row])).value}"

    def _walk_to_row(self, page: CompletePage, row: str) -> None:
        first = page.list.first_focus()
        if first is None:
            raise NoWay("there are no documents")
        if not page.list.hasFocusInside():
            current = next(
                (b for b in self._rows(page) if b.row.id == page.list.current_id()), first
            )
            self.hands.go_to(current)
        ids = [button.row.id for button in self._rows(page)]
        if row not in ids:
            raise NoWay("the list has no such document")
        for _ in range(len(ids)):
            here = page.list.current_id()
            if here == row:
                return
            down = ids.index(here) < ids.index(row)
            self.hands.press(Qt.Key.Key_Down if down else Qt.Key.Key_Up)

    def _rows(self, page: CompletePage) -> list[RowButton]:
        rows: list[RowButton] = visible(page.list, RowButton)
        return rows

    def finish_check(self, command: FinishCheck) -> None:
        """Enter when every row is settled."""
        self._documents(command.case)
        self.go_on_as(tr_("Go on"))


def _written(field: FormField | None, said: str, lang: Lang) -> str:
    """A choice that the scenario says in one language is taken in that of the papers."""
    choices = field.choices if field is not None else ()
    taken = next((c for c in choices if said in (c.shown.kk, c.shown.ru)), None)
    return taken.in_(lang) if taken is not None else said
