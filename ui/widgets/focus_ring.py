"""The focus ring: one bright line with a dark one inside, around whatever has the focus."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from ui.theme.center import theme

_WIDTH, _INNER, _OFFSET = 2, 1, 2
_REACH = _WIDTH + _INNER + _OFFSET
_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
    QEvent.Type.ParentChange,
}


class FocusRing(QWidget):
    """Lies over one window and follows its focus; takes no events and has no name."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._window = window
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        self.hide()

    @property
    def target(self) -> QWidget | None:
        """The widget that the ring is around."""
        return self._target

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow every move of the target and of what it stands in."""
        if event.type() in _MOVES:
            self._follow()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bright line outside, the dark line inside."""
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        whole = QRectF(self.rect())
        for colour, width, inset in (
            (tokens.focus, _WIDTH, _WIDTH / 2),
            (tokens.focus_inner, _INNER, _WIDTH + _INNER / 2),
        ):
            painter.setPen(QPen(QColor(colour), width))
            line = whole.adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(line, 8 - inset, 8 - inset)
        painter.end()

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        # A page that holds the focus because nothing on it can take it is no place to be shown.
        whole = now is not None and bool(now.property("whole_page"))
        inside = now not in (None, self._window) and not whole and self._window.isAncestorOf(now)
        self._target = now if inside else None
        step = self._target
        while step is not None and step is not self._window:
            step.installEventFilter(self)
            self._watched.append(step)
            if isinstance(step, QScrollArea | QAbstractItemView):
                step.verticalScrollBar().valueChanged.connect(
                    self._follow, Qt.ConnectionType.UniqueConnection
                )
            step = step.parentWidget()
        if isinstance(self._target, QAbstractItemView) and self._target.selectionModel():
            self._target.selectionModel().currentChanged.connect(
                self._follow, Qt.ConnectionType.UniqueConnection
            )
        self._follow()

    def _follow(self, *_: object) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        visible = self._clip(target)
        place = self._place(target)
        reach = QRect(place).adjusted(-_REACH, -_REACH, _REACH, _REACH)
        self.setGeometry(reach)
        shown = reach.intersected(visible)
        self.setMask(shown.translated(-reach.topLeft()))
        self.setVisible(not shown.isEmpty())
        self.raise_()

    def _place(self, target: QWidget) -> QRect:
        if isinstance(target, QAbstractItemView) and target.currentIndex().isValid():
            inner = target.visualRect(target.currentIndex()).adjusted(4, 4, -4, -10)
            return QRect(target.viewport().mapTo(self._window, inner.topLeft()), inner.size())
        return QRect(target.mapTo(self._window, QPoint(0, 0)), target.size())

    def _clip(self, target: QWidget) -> QRect:
        """The part of the window in which the target can be seen."""
        visible = self._window.rect()
        step = target.parentWidget()
        while step is not None and step is not self._window:
            if isinstance(step.parentWidget(), QScrollArea):
                corner = step.mapTo(self._window, QPoint(0, 0))
                room = QRect(corner, step.size()).adjusted(-_REACH, 0, _REACH, 0)
                visible = visible.intersected(room)
            step = step.parentWidget()
        if isinstance(target, QAbstractItemView):
            corner = target.mapTo(self._window, QPoint(0, 0))
            room = QRect(corner, target.size())
            visible = visible.intersected(room.adjusted(-_REACH, -_REACH, _REACH, _REACH))
        return visible
