"""The small set of own-drawn icons, recoloured to the theme and sharp at every pixel ratio."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources


@cache
def _source(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def renderer(name: str, colour: str) -> QSvgRenderer:
    """The drawing of one icon in one colour. Raises ``FileNotFoundError`` for an unknown name."""
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon as pixels: ``size`` logical pixels a side."""
    picture = QPixmap(QSize(size, size) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer(name, colour).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def icon(name: str, colour: str, size: int, ratio: float = 1.0) -> QIcon:
    """The icon for a button that Qt paints itself."""
    return QIcon(pixmap(name, colour, size, ratio))


def names() -> tuple[str, ...]:
    """Every icon that ships."""
    return tuple(sorted(entry.stem for entry in resources.path("icons").glob("*.svg")))
