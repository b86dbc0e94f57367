"""An icon in the colours of the theme; decoration, the word beside it carries the meaning."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.center import theme
from ui.theme.icons import renderer


class Icon(QWidget):
    """One icon; ``colour`` is the name of a token, ``size`` pixels at 100 per cent."""

    def __init__(
        self, name: str, colour: str = "text", size: int = 20, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._colour, self._size = name, colour, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, colour: str) -> None:
        """Draw another icon or another colour."""
        if (name, colour) != (self._name, self._colour):
            self._name, self._colour = name, colour
            self.update()

    def sizeHint(self) -> QSize:
        """Square, grown with the text."""
        side = theme().metrics.px(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """The same: an icon is never squeezed."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw in the colour that the theme gives now."""
        if not self._name:
            return
        colour = getattr(theme().tokens, self._colour if self.isEnabled() else "muted")
        side = min(self.width(), self.height())
        left, top = (self.width() - side) / 2, (self.height() - side) / 2
        painter = QPainter(self)
        renderer(self._name, colour).render(painter, QRectF(left, top, side, side))
        painter.end()
