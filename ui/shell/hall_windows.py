"""Screens of the hall that are put up from the operator's menu, in the same program."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt

from ui.shell.parts import Parts
from ui.shell.surfaces import Conductor, Surface, conduct, make_window, put_up, second_screen

if TYPE_CHECKING:
    from ui.displays.display_window import DisplayWindow


class HallWindows(QObject):
    """One window of each kind at most; one that is closed is gone, and so is its conductor."""

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._up: dict[Surface, tuple[DisplayWindow, Conductor]] = {}

    def open(self, surface: Surface) -> None:
        """Put the window up, on a second monitor if there is one."""
        if surface not in self._up:
            window = make_window(surface)
            # The operator's window ends the program, and keeps the keys.
            window.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
            window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            window.installEventFilter(self)
            conductor = conduct(surface, window, self._parts, own=False, parent=self)
            self._up[surface] = (window, conductor)
            conductor.start()
        window, _ = self._up[surface]
        put_up(window, second_screen())
        window.raise_()

    def window(self, surface: Surface) -> "DisplayWindow | None":
        """The window of that kind that is up."""
        up = self._up.get(surface)
        return up[0] if up is not None else None

    def close(self) -> None:
        """Take everything down."""
        for window, _ in list(self._up.values()):
            window.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that is closed is fed no more."""
        if event.type() == QEvent.Type.Close:
            for surface, (window, conductor) in list(self._up.items()):
                if window is watched:
                    del self._up[surface]
                    window.removeEventFilter(self)
                    conductor.close()
                    window.deleteLater()
        return False
