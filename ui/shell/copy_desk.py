"""Copies made from originals: leave for the camera, pages off the windows' thread, nothing kept after.

It looks after one sheet. When that closes, the visit ends or the window is locked, the camera rests,
that is noted, and every page is gone.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.domain.certified_copy import CopyPage
from app.domain.webcam import CameraEnd, CameraPurpose
from app.errors import AppError
from app.ports.camera import Leave, Picture
from app.ports.copying import PageShot
from app.usecases.outcome import Outcome
from app.usecases.webcam import StartWebcam, StopWebcam
from ui.binding.camera_feed import CameraFeed
from ui.binding.present_devices import advice, trouble
from ui.binding.present_findings import failure_notice, reason_of
from ui.binding.presentation import Verb
from ui.binding.relay import Relay
from ui.binding.session import Told
from ui.binding.texts import tr_
from ui.pages.copy_sheet import CopySheet, CopyWanted
from ui.shell.station import Station

_FILES = "*.pdf *.jpg *.jpeg *.png *.tif *.tiff"


class CopyDesk(QObject):
    """At most one copy is made at a time; every answer that comes after its end is dropped."""

    def __init__(
        self, station: Station, camera: Callable[[], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._station, self._camera_state = station, camera
        self._relay = Relay(self)
        self._pictures = CameraFeed(self)
        self._turn = 0
        self._visit = ""
        self._last = ""
        self._sheet: CopySheet | None = None
        station.session.told.connect(self._on_told)
        station.session.visit_changed.connect(self._on_visit)
        station.window.locked.connect(self._dismiss)

    @property
    def sheet(self) -> CopySheet:
        """The sheet over the window, made when a copy is first wanted."""
        if self._sheet is None:
            self._sheet = sheet = CopySheet(self._station.window)
            self._pictures.came.connect(sheet.see)
            sheet.camera_pressed.connect(self._pressed)
            sheet.camera_off.connect(self._rest)
            sheet.file_wanted.connect(self._read)
            sheet.file_sought.connect(self._seek)
            sheet.turn_wanted.connect(self._turn_page)
            sheet.page_wanted.connect(self._show)
            sheet.certified.connect(self._station.submit)
            sheet.closed.connect(self._over)
        return self._sheet

    def open(self, wanted: object) -> None:
        """Open the sheet for a row."""
        if isinstance(wanted, CopyWanted) and self._station.parts.copying is not None:
            self.sheet.open_for(wanted, self._camera_state())

    def press(self, verb: str) -> bool:
        """The camera's key, while the sheet is open; whether it was for it."""
        here = self._sheet is not None and self._sheet.isVisible() and verb == Verb.CAMERA
        if here:
            self._pressed()
        return here

    def close(self) -> None:
        """The program ends."""
        self._dismiss()
        self._relay.close()

    # The camera.

    def _pressed(self) -> None:
        sheet = self.sheet
        if sheet.busy:
            return
        if not sheet.looking:
            self._ask_leave()
        elif not sheet.live:
            sheet.look_live()
        elif (seen := sheet.preview.picture) is not None:
            self._work(self._copying.take(seen), self._on_shot)

    def _ask_leave(self) -> None:
        case = self._station.session.case
        if case is None or self._station.parts.webcam is None or not self._camera_state():
            return
        command = StartWebcam(
            purpose=CameraPurpose.DOCUMENT_COPY, case=case.case.id, row=self.sheet.row_id
        )
        asked = self._station.parts.desk.submit(command)
        self._relay.bring(asked, partial(self._on_leave, self._turn), self._on_lost)

    def _on_leave(self, turn: int, outcome: Outcome) -> None:
        webcam = self._station.parts.webcam
        visit = outcome.facts.get("webcam", "")
        if turn != self._turn or webcam is None:
            if outcome.ok:
                self._note_end(visit)
            return
        if not outcome.ok:
            self._refuse(outcome)
            return
        self._visit = visit
        self.sheet.begin_looking()
        self._pictures.begin()
        self._show_on(on=True)
        leave = Leave(visit_id=visit, purpose=CameraPurpose.DOCUMENT_COPY)
        self._relay.bring(webcam.look(leave, self._pictures.take), lambda _: None, self._on_lost)

    def _on_lost(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self.sheet.show_fault(error.code)

    def _on_shot(self, shot: PageShot) -> None:
        self.sheet.take(shot)

    def _rest(self) -> None:
        """The camera rests first; that is noted afterwards."""
        self._pictures.end()
        if not self._visit:
            return
        if self._station.parts.webcam is not None:
            self._station.parts.webcam.rest()
        self._show_on(on=False)
        visit, self._visit = self._visit, ""
        self._note_end(visit)
        self.sheet.end_looking()

    def _note_end(self, visit: str) -> None:
        self._station.parts.desk.submit(StopWebcam(visit=visit, end=CameraEnd.COPY_CLOSED))

    def _show_on(self, *, on: bool) -> None:
        self._station.window.header.show_camera(on)
        self._station.applicant.set_camera(on)

    # Files and pages.

    @property
    def _copying(self):  # type: ignore[no-untyped-def]
        return self._station.parts.copying

    def _read(self, typed: str) -> None:
        self._last = str(Path(typed).parent)
        self._work(self._copying.read_file(Path(typed).expanduser()), self.sheet.take_file)

    def _seek(self) -> None:
        """A window of its own, because it is not to hold up what happens meanwhile."""
        dialog = QFileDialog(self._station.window, tr_("File of the scanner"), self._last, _FILES)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.sheet.path.setText)
        dialog.fileSelected.connect(self._read)
        dialog.finished.connect(dialog.deleteLater)
        self.sheet.closed.connect(dialog.reject)
        dialog.open()

    def _turn_page(self, page_id: str, quarters: int) -> None:
        taken = self.sheet.pages.of(page_id)
        if taken is not None:
            turned = partial(self.sheet.turned, page_id)
            self._work(self._copying.turn(taken.page, quarters), turned)

    def _show(self, page_id: str) -> None:
        taken = self.sheet.pages.of(page_id)
        if taken is not None and self._copying is not None:
            shown = partial(self._on_picture, self._turn, page_id)
            self._relay.bring(self._copying.show(taken.page), shown, lambda _error: None)

    def _on_picture(self, turn: int, page_id: str, picture: Picture) -> None:
        if turn == self._turn:
            self.sheet.show_page(page_id, picture)

    def _work(self, future, done) -> None:  # type: ignore[no-untyped-def]
        """Something is being made: a second press does nothing meanwhile."""
        self.sheet.set_busy(True)
        self._relay.bring(
            future, partial(self._on_made, self._turn, done), partial(self._on_unmade, self._turn)
        )

    def _on_made(
        self, turn: int, done: Callable[[object], None], made: PageShot | tuple[CopyPage, ...]
    ) -> None:
        if turn == self._turn:
            self.sheet.set_busy(False)
            done(made)

    def _on_unmade(self, turn: int, error: BaseException) -> None:
        if turn == self._turn and isinstance(error, AppError):
            words = f"{trouble(error.code, **error.params)} {advice(error.code, **error.params)}"
            self.sheet.refuse(words.strip())
        elif turn == self._turn:
            raise error

    # Coming to an end.

    def _on_told(self, told: Told) -> None:
        sheet = self._sheet
        if told.word != "certify_copy" or sheet is None or not sheet.isVisible():
            return
        if told.outcome.ok:
            sheet.dismiss()
        else:
            self._refuse(told.outcome)

    def _refuse(self, outcome: Outcome) -> None:
        if outcome.findings:
            self.sheet.refuse(reason_of(outcome.findings))
        elif outcome.error is not None:
            notice = failure_notice(outcome.error)
            self.sheet.refuse(f"{notice.title} {notice.advice}".strip())

    def _on_visit(self, view: object) -> None:
        if view is None:
            self._dismiss()

    def _dismiss(self) -> None:
        if self._sheet is not None:
            self._sheet.dismiss()

    def _over(self) -> None:
        """The sheet was closed: what is still under way comes to nobody."""
        self._turn += 1
        self._rest()
