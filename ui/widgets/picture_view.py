"""A picture as large as its place allows, whole and upright; without one, words in its place."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ports.camera import Picture
from ui.theme.center import theme

_WIDE, _HIGH = 288, 216
"""Pixels at 100 per cent: two of them and their gap fit the middle zone at its narrowest."""
_GROWS = 1.25
"""A picture is no text: with large letters it grows less, so that two stay beside each other."""
_ROUND = 8.0
_MARGIN = 16


class PictureView(QWidget):
    """Shows what it was given until it is told to forget; keeps no copy and gives none away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: Picture | None = None
        self._image: QImage | None = None
        self._words = ""
        self._framed = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_picture(self, picture: Picture, *, framed: bool = False) -> None:
        """Show a picture; ``framed``: it is held still."""
        # Qt draws from the picture's own bytes, so the picture stays as long as its image.
        self._picture = picture
        self._image = QImage(
            picture.pixels,
            picture.width,
            picture.height,
            picture.stride,
            QImage.Format.Format_BGR888,
        )
        self._framed = framed
        self.update()

    def forget(self) -> None:
        """Nothing of the picture stays."""
        self._image = self._picture = None
        self._framed = False
        self.update()

    @property
    def picture(self) -> Picture | None:
        """What is shown now."""
        return self._picture

    def set_words(self, words: str) -> None:
        """What is said while there is no picture."""
        self._words = words
        self.update()

    def sizeHint(self) -> QSize:
        """The same for every picture, so that two beside each other are of one size."""
        scale = min(theme().metrics.px(100) / 100, _GROWS)
        return QSize(round(_WIDE * scale), round(_HIGH * scale))

    def minimumSizeHint(self) -> QSize:
        """A face must be seen: never smaller."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, or the words in its place, on a sunken ground."""
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        outline = QPainterPath()
        outline.addRoundedRect(ground, _ROUND, _ROUND)
        painter.fillPath(outline, QColor(tokens.sunken))
        if self._image is not None:
            painter.setClipPath(outline)
            size = self._image.size()
            painter.drawImage(fitting(size.width(), size.height(), ground), self._image)
            painter.setClipping(False)
        else:
            self._paint_words(painter, ground)
        ink, wide = (tokens.accent, 3) if self._framed else (tokens.line, 1)
        painter.setPen(QPen(QColor(ink), wide))
        painter.drawPath(outline)
        painter.end()

    def _paint_words(self, painter: QPainter, ground: QRectF) -> None:
        painter.setPen(QColor(theme().tokens.muted))
        place = ground.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(place, int(flags), self._words)


def fitting(width: int, height: int, ground: QRectF) -> QRectF:
    """Where the whole of a picture of that size goes, as large as it fits."""
    scale = min(ground.width() / width, ground.height() / height)
    wide, high = width * scale, height * scale
    centre = ground.center()
    return QRectF(centre.x() - wide / 2, centre.y() - high / 2, wide, high)
