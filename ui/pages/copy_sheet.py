"""Where a copy is made from an original: the preview fills the sheet, beside it the pages and the verbs.

All pictures live here and are gone with :meth:`CopySheet.forget`, which closing the sheet does.
"""

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.certified_copy import CopyOrigin, CopyPage
from app.ports.camera import Picture, Seen
from app.ports.copying import PageShot
from app.usecases.certified_copy import CertifyCopy
from app.usecases.views import RowView
from ui.binding.present_devices import advice, trouble
from ui.binding.presentation import Tone
from ui.binding.texts import tr_, ui_language
from ui.pages.copy_parts import CopyParts
from ui.widgets.roomy import is_enter


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyWanted:
    """The row whose original is to be copied, and what was written of the original already."""

    view: RowView
    details: dict[str, Any] = field(default_factory=dict)


class CopySheet(CopyParts):
    """Signals: ``camera_pressed`` on, take, live again; ``camera_off``; ``file_wanted(str)`` a path;
    ``file_sought``; ``turn_wanted(str, int)`` a page and quarters; ``page_wanted(str)`` a page to be
    shown; ``certified(object)`` the command."""

    camera_pressed = Signal()
    camera_off = Signal()
    file_wanted = Signal(str)
    file_sought = Signal()
    turn_wanted = Signal(str, int)
    page_wanted = Signal(str)
    certified = Signal(object)

    def __init__(self, host: QWidget) -> None:
        self._wanted: CopyWanted | None = None
        self._camera = self._fault = ""
        self._hints: tuple[str, ...] = ("",)
        self.looking = self.live = self._busy = False
        self._again = ""
        super().__init__(host)
        self._connect()
        self.closed.connect(self.forget)
        for area in (self._scroll, self._side):
            area.installEventFilter(self)

    def _connect(self) -> None:
        self.camera.clicked.connect(self.camera_pressed)
        self.off.clicked.connect(self.camera_off)
        self.read.clicked.connect(self._on_read)
        self.seek.clicked.connect(self.file_sought)
        self._list.chosen.connect(self._on_chosen)
        self.earlier.clicked.connect(lambda: self._move(-1))
        self.later.clicked.connect(lambda: self._move(1))
        self.left.clicked.connect(lambda: self._turn(-1))
        self.right.clicked.connect(lambda: self._turn(1))
        self.again.clicked.connect(self._on_again)
        self.remove.clicked.connect(self._on_remove)
        self.apply.clicked.connect(self.certify)
        for tick in (self.compared, self.returned):
            tick.toggled.connect(lambda _on: self._draw())

    # What the conductor says.

    def open_for(self, wanted: CopyWanted, camera: str) -> None:
        """Begin with no page. ``camera``: empty where there is none, ``ready``, or what is wrong."""
        self.forget()
        self._wanted, self._camera = wanted, camera
        self.retranslate()
        self.present()

    @property
    def row_id(self) -> str:
        """The row that a copy is made for; empty while the sheet is closed."""
        return self._wanted.view.row.id if self._wanted is not None and self.isVisible() else ""

    def begin_looking(self) -> None:
        """The camera was turned on; its first picture is on its way."""
        self.looking = self.live = True
        self.preview.forget()
        self._fault, self._hints = "", ("",)
        self._draw()

    def end_looking(self) -> None:
        """The camera is dark."""
        self.looking = self.live = False
        self._again = ""
        self._show_chosen()

    def show_fault(self, fault: str) -> None:
        """What is wrong with the camera; empty: it is well again."""
        self._fault = fault
        self._draw()

    def see(self, seen: Seen) -> None:
        """The newest picture; while a page is looked at it is not shown."""
        if not self.live:
            return
        fresh = seen.hints != self._hints
        self._hints, self._fault = seen.hints, ""
        self.preview.show_seen(seen)
        if fresh:
            self._draw()

    def look_live(self) -> None:
        """The live picture again, for the next page."""
        self.live = True
        self.preview.forget()
        self._draw()

    @property
    def busy(self) -> bool:
        """Whether a page is being made."""
        return self._busy

    def set_busy(self, busy: bool) -> None:
        """A page is being made."""
        self._busy = busy
        self._draw()

    def take(self, shot: PageShot) -> None:
        """A photographed page."""
        self.live = False
        self.pages.add(shot.page, CopyOrigin.CAMERA, shot.hints, instead=self._again)
        self._again = ""
        self._pages_changed()

    def take_file(self, pages: tuple[CopyPage, ...]) -> None:
        """The pages of a scanner's file."""
        self.live = False
        for page in pages:
            self.pages.add(page, CopyOrigin.SCANNER_FILE)
        self.path.clear()
        self._pages_changed()

    def turned(self, page_id: str, page: CopyPage) -> None:
        """A page that was turned."""
        self.pages.turn(page_id, page)
        self._pages_changed()

    def show_page(self, page_id: str, picture: Picture) -> None:
        """The chosen page as a picture."""
        if page_id == self.pages.chosen and not self.live:
            self.preview.show_page(picture)

    def refuse(self, words: str) -> None:
        """Say why something was not done."""
        self._busy = False
        self._draw()
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def forget(self) -> None:
        """Nothing of any page stays."""
        self.pages.clear()
        self.preview.forget()
        self.path.clear()
        self.compared.setChecked(False)
        self.returned.setChecked(False)
        self._wanted, self._fault, self._hints, self._again = None, "", ("",), ""
        self.looking = self.live = self._busy = False
        self._draw()

    # What the operator does.

    def first_focus(self) -> QWidget:
        """The camera where there is one, else the file of the scanner."""
        return self.camera if self.camera.isVisible() else self.path

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter certifies, or reads the file whose path is typed; the page keys move the page."""
        key = Qt.Key(event.key())
        if is_enter(event) and not event.isAutoRepeat():
            if self.path.hasFocus() and self.path.text().strip():
                self._on_read()
            else:
                self.certify()
        elif key == Qt.Key.Key_PageUp:
            self._move(-1)
        elif key == Qt.Key.Key_PageDown:
            self._move(1)
        elif key == Qt.Key.Key_Delete:
            self._on_remove()
        else:
            super().keyPressEvent(event)
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page keys move the page; the places that scroll would take them first."""
        inner = watched in (self._scroll, self._side)
        if inner and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def certify(self) -> None:
        """Hand the pages in."""
        wanted = self._wanted
        if wanted is None or self._busy or self._lacking():
            return
        self.refuse("")
        self.certified.emit(
            CertifyCopy(
                row=wanted.view.row.id,
                pages=tuple(taken.page for taken in self.pages),
                origin=self.pages.origin,
                compared=self.compared.isChecked(),
                returned=self.returned.isChecked(),
                **wanted.details,
            )
        )

    def _on_read(self) -> None:
        typed = self.path.text().strip()
        if typed and not self._busy:
            self.file_wanted.emit(typed)

    def _on_chosen(self, page_id: str) -> None:
        self.pages.chosen = page_id
        self.live, self._again = False, ""
        self._show_chosen()

    def _on_again(self) -> None:
        if self.looking and self.pages.chosen:
            self._again = self.pages.chosen
            self.look_live()

    def _on_remove(self) -> None:
        self.pages.remove()
        self._pages_changed()

    def _move(self, by: int) -> None:
        self.pages.move(by)
        self._pages_changed()

    def _turn(self, quarters: int) -> None:
        if self.pages.chosen and not self._busy:
            self.turn_wanted.emit(self.pages.chosen, quarters)

    def _pages_changed(self) -> None:
        self.refuse("")
        self._show_chosen()

    def _show_chosen(self) -> None:
        if self.pages.current is not None:
            self.page_wanted.emit(self.pages.chosen)
        elif not self.live:
            self.preview.forget()
        self._draw()

    # Drawing.

    def retranslate(self) -> None:
        """Say everything in the present language."""
        super().retranslate()
        self._draw()

    def _draw(self) -> None:
        wanted, of = self._wanted, ui_language().of
        if wanted is None:
            # Nothing is open, or the parts have no place yet: shown now they would be windows.
            return
        row = wanted.view.row
        self._name.setText(of(row.name.shown))
        clause = of(row.certified_copy.text.shown)
        self._clause.setText(tr_("Provided for by: {clause}", clause=clause) if clause else "")
        self._clause.setVisible(bool(self._clause.text()))
        self._draw_camera()
        self._draw_pages(looking=self.looking)
        self.problem.setVisible(bool(self.problem.text()))
        self.apply.set_blocked(self._lacking())
        self._why.setText(self._lacking())
        self._why.setVisible(bool(self._lacking()))

    def _draw_camera(self) -> None:
        if not self.looking:
            words = tr_("Turn the camera on")
        else:
            words = tr_("Take the page") if self.live else tr_("Next page")
        self.camera.setText(words)
        self.camera.setVisible(bool(self._camera))
        self.off.setVisible(self.looking)
        self.preview.set_words(self._empty_words())
        said, tone = self._hint_words()
        self._hint.say(said, "check" if tone is Tone.GOOD else "exclaim", tone)

    def _empty_words(self) -> str:
        if self.looking:
            return tr_("Waiting for the picture")
        return tr_("Photograph the pages one by one, or take them from a file of the scanner.")

    def _hint_words(self) -> tuple[str, Tone]:
        current = self.pages.current
        if self._fault:
            return f"{trouble(self._fault)} {advice(self._fault)}".strip(), Tone.WARN
        hints = self._hints if self.live else (current.hints if current is not None else ("",))
        if hints == ("",) or (not self.live and current is None):
            return "", Tone.INFO
        if hints:
            return " ".join(f"{trouble(hint)} {advice(hint)}" for hint in hints[:2]), Tone.WARN
        if self.live:
            return tr_("The sheet is found."), Tone.GOOD
        return tr_("Look whether everything can be read; you decide."), Tone.GOOD

    def _lacking(self) -> str:
        if not len(self.pages):
            return tr_("there is no page yet")
        if self._busy:
            return tr_("a page is being made")
        if not self.compared.isChecked():
            return tr_("tick that it was made from the original")
        return ""
