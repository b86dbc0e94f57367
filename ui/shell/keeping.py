"""Settings kept as they are chosen, the lock opened again, a paper opened as a file."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.domain.language import Lang
from app.errors import AppError
from app.settings import Theme
from app.usecases.outcome import ErrorInfo
from ui.binding.present_findings import failure_notice
from ui.binding.presentation import Tone
from ui.binding.texts import tr_
from ui.shell.station import Station
from ui.theme.center import Appearance


class Keeping:
    """What the window asks for that no case is changed by."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self.settings = station.parts.settings
        window = station.window
        window.asks_secret = station.parts.asks_secret
        window.language_chosen.connect(self._on_language)
        window.appearance_chosen.connect(self._on_appearance)
        window.unlock_asked.connect(self._on_unlock)

    def open_paper(self, paper_id: str) -> None:
        """Render the paper and open it with the program of this machine for such files."""
        self._station.session.bring(self._station.parts.paper_file(paper_id), self._show_file)

    def keep_desk(self, number: int) -> None:
        """Take another desk from the next start on."""
        if self._keep(desk=number):
            words = tr_(
                "Close the program and start it again: it opens as desk {desk}.", desk=number
            )
            self._station.tell(words, Tone.INFO, stays=True)

    def _show_file(self, place: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(place))):
            words = tr_("The paper lies here: {place}", place=place)
            self._station.tell(words, Tone.INFO, stays=True)

    def _on_language(self, lang: Lang) -> None:
        self._keep(language=lang)

    def _on_appearance(self, look: Appearance) -> None:
        self._keep(theme=Theme(look.theme.value), text_scale=look.scale)

    def _on_unlock(self, typed: str) -> None:
        if self._station.parts.unlock(typed):
            self._station.window.unlock()
        else:
            self._station.window.refuse_unlock(tr_("This does not open the window."))

    def _keep(self, **changes: object) -> bool:
        self.settings = msgspec.structs.replace(self.settings, **changes)
        try:
            self._station.parts.save(self.settings)
        except AppError as error:
            info = ErrorInfo(code=error.code, params=dict(error.params))
            self._station.tell_failure(failure_notice(info))
            return False
        return True
