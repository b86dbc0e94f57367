"""Buttons whose words are child labels, so that they wrap instead of being cut."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLayout, QPushButton, QRadioButton, QWidget

from ui.theme.center import theme

_ARROWS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right}


def is_enter(event: QKeyEvent) -> bool:
    """Whether the key is Enter, on the main row or on the number pad."""
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def _ignore_mouse(button: QWidget) -> None:
    for child in button.findChildren(QWidget):
        if not isinstance(child, QAbstractButton):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class RoomyButton(QPushButton):
    """A push button as large as the layout inside it; Enter presses it as Space does."""

    _box: QLayout

    def take_layout(self, box: QLayout) -> None:
        """Size the button by ``box``, which holds its words."""
        self._box = box
        _ignore_mouse(self)

    def least_height(self) -> int:
        """The least height in pixels at the present scale."""
        return theme().metrics.target

    def sizeHint(self) -> QSize:
        """As large as its words."""
        self.ensurePolished()
        hint = self._box.totalSizeHint()
        return QSize(hint.width(), max(hint.height(), self.least_height()))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the longest word."""
        self.ensurePolished()
        hint = self._box.totalMinimumSize()
        return QSize(hint.width(), max(hint.height(), self.least_height()))

    def hasHeightForWidth(self) -> bool:
        """The words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that the wrapped words need."""
        return max(self._box.totalHeightForWidth(width), self.least_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a focused button."""
        if not is_enter(event):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()


class RoomyRow(RoomyButton):
    """A row that Space acts on; Enter is left to the window, where it means «go on»."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter and the arrows through: the list walks, the window goes on."""
        if is_enter(event) or event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class RoomyRadio(QRadioButton):
    """A radio button as large as the layout inside it.

    Enter chooses it; once it is chosen, Enter is left to the window, where it means «go on».
    """

    _box: QLayout

    def take_layout(self, box: QLayout) -> None:
        """Size the button by ``box``, which holds its words."""
        self._box = box
        _ignore_mouse(self)

    def sizeHint(self) -> QSize:
        """As large as its words."""
        self.ensurePolished()
        hint = self._box.totalSizeHint()
        return QSize(hint.width(), max(hint.height(), theme().metrics.target))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the longest word."""
        self.ensurePolished()
        hint = self._box.totalMinimumSize()
        return QSize(hint.width(), max(hint.height(), theme().metrics.target))

    def hasHeightForWidth(self) -> bool:
        """The words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that the wrapped words need."""
        return max(self._box.totalHeightForWidth(width), theme().metrics.target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, then goes on."""
        if not is_enter(event):
            super().keyPressEvent(event)
        elif self.isChecked():
            event.ignore()
        elif not event.isAutoRepeat():
            self.click()
