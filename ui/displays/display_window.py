"""A window that the hall looks at: full screen or not, its own colours, a pointer that hides."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QScreen,
    QShowEvent,
)
from PySide6.QtWidgets import QStyle, QWidget

from ui.displays.board_words import BoardLook
from ui.theme.board_metrics import BoardMetrics
from ui.theme.center import theme
from ui.theme.tokens import THEMES, ThemeName

POINTER_RESTS = 3.0
"""Seconds without a move after which the pointer hides."""
_TICK_MS = 250
_CLOSING = (
    QKeySequence.StandardKey.Close,
    QKeySequence.StandardKey.Quit,
    QKeySequence.StandardKey.Cancel,
)


class DisplayWindow(QWidget):
    """Dark unless told otherwise; F11 fills the screen, Escape or a closing key gives it back.

    ``clock`` tells monotonic seconds.
    """

    def __init__(
        self,
        *,
        colours: ThemeName = ThemeName.DARK,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self.look = BoardLook(THEMES[colours])
        self.clock = clock
        self._moves = True
        self._windowed = self.geometry()
        self._moved_at = clock()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def metrics(self) -> BoardMetrics:
        """The sizes of this window now."""
        return BoardMetrics(self.width(), self.height())

    def set_colours(self, name: ThemeName) -> None:
        """Take the colours of another theme."""
        self.look.tokens = THEMES[name]
        for part in (self, *self.findChildren(QWidget)):
            part.update()

    def set_animations(self, on: bool) -> None:
        """Let new calls move, or have everything stand still."""
        self._moves = on

    @property
    def moves(self) -> bool:
        """Whether things may move: this display's setting, the program's, and the desktop's."""
        lasts = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self)
        return self._moves and theme().appearance.animations and lasts > 0

    def fill_screen(self, screen: QScreen | None = None) -> None:
        """Take a whole screen; without ``screen`` the one where the window is."""
        if not self.isFullScreen():
            self._windowed = self.geometry()
        # A screen without a window manager resizes nobody, so the size is taken here.
        self.setGeometry((screen or self.screen()).geometry())
        self.showFullScreen()

    def leave_screen(self) -> None:
        """Be the window again that it was before."""
        self.showNormal()
        self.setGeometry(self._windowed)

    def tick(self) -> None:
        """Time went by; called four times a second while the window is shown."""
        if self.clock() - self._moved_at >= POINTER_RESTS:
            self.setCursor(Qt.CursorShape.BlankCursor)

    def arrange(self) -> None:
        """Put everything to its place."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F11, Escape and the closing keys."""
        closing = any(event.matches(key) for key in _CLOSING)
        if event.key() == Qt.Key.Key_F11:
            self.leave_screen() if self.isFullScreen() else self.fill_screen()
        elif closing and self.isFullScreen():
            self.leave_screen()
        elif closing and not event.matches(QKeySequence.StandardKey.Cancel):
            self.close()
        else:
            super().keyPressEvent(event)

    def wake_pointer(self) -> None:
        """The pointer is wanted: show it again."""
        self._moved_at = self.clock()
        self.unsetCursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Somebody moves the pointer."""
        self.wake_pointer()
        super().mouseMoveEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Count the time only while somebody can look."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._timer.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything follows the size of the screen."""
        super().resizeEvent(event)
        self.arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.look.colour("background"))
        painter.end()
