"""A QR code as a picture, for a phone to read from the screen."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.center import theme

_QUIET = 4
"""Modules of white around the code: readers need them."""
_SIDE = 240


def qr_image(text: str) -> QImage:
    """The code of ``text``, one pixel a module, its white border with it."""
    import segno  # noqa: PLC0415 - read when the first code is wanted

    code = segno.make(text, micro=False)
    rows = [tuple(row) for row in code.matrix_iter(border=_QUIET)]
    image = QImage(len(rows[0]), len(rows), QImage.Format.Format_RGB32)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            image.setPixel(x, y, 0xFF000000 if dark else 0xFFFFFFFF)
    return image


class QrPicture(QWidget):
    """Black on white in every theme; each module a whole number of pixels. ``code`` is what is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = ""
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_code(self, text: str, name: str) -> None:
        """Show the code of ``text``; ``name`` says to assistive technology what it is."""
        self.code = text
        self._image = qr_image(text) if text else None
        self.setAccessibleName(name)
        self.setVisible(self._image is not None)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Square: whole modules near the wanted side."""
        if self._image is None:
            return QSize(0, 0)
        side = self._image.width() * max(1, theme().metrics.half(_SIDE) // self._image.width())
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw whole modules, nothing smoothed."""
        if self._image is None:
            return
        each = max(1, min(self.width(), self.height()) // self._image.width())
        side = each * self._image.width()
        place = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        painter.fillRect(place, Qt.GlobalColor.white)
        painter.drawImage(place, self._image)
        painter.end()
