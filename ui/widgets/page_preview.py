"""The page that is being made, as large as its place: live with the outline of the sheet, or taken."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ports.camera import Picture, Seen
from ui.theme.center import theme
from ui.widgets.picture_view import PictureView, fitting

_LEAST = QSize(260, 300)
_WANTED = QSize(560, 640)


class PagePreview(PictureView):
    """Takes all the room that its sheet has; keeps no copy and gives none away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._corners: tuple[tuple[float, float], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_seen(self, seen: Seen) -> None:
        """The live picture, with the outline of the sheet that is found in it."""
        self._corners = seen.corners
        self.show_picture(seen.picture)

    def show_page(self, picture: Picture) -> None:
        """A page that was taken."""
        self._corners = ()
        self.show_picture(picture, framed=True)

    def forget(self) -> None:
        """Nothing of the picture stays."""
        self._corners = ()
        super().forget()

    def sizeHint(self) -> QSize:
        """As large as there is room."""
        return _WANTED

    def minimumSizeHint(self) -> QSize:
        """Smaller than this nothing can be judged."""
        return _LEAST

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, then the outline over it."""
        super().paintEvent(event)
        picture = self.picture
        if picture is None or not self._corners:
            return
        place = fitting(picture.width, picture.height, QRectF(self.rect()).adjusted(1, 1, -1, -1))
        scale = place.width() / picture.width
        outline = QPolygonF(
            [QPointF(place.x() + x * scale, place.y() + y * scale) for x, y in self._corners]
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme().tokens.good), 3, Qt.PenStyle.SolidLine))
        painter.drawPolygon(outline)
        painter.end()
