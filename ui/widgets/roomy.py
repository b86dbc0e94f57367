"""Buttons whose words are child labels, so that they wrap instead of being cut."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QPushButton, QRadioButton, QWidget

from ui.theme.center import theme

_ARROWS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right}


def is_enter(event: QKeyEvent) -> bool:
    """Whether the key is Enter, on the main row or on the number pad."""
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def _ignore_mouse(button: QWidget) -> None:
    for child in button.findChildren(QWidget):
        if not isinstance(child, QAbstractButton):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class RoomyBox(QBoxLayout):
    """A box that is never lower than ``least`` says.

    Qt asks the layout of a widget, not the widget itself, how high it becomes for a width.
    """

    def __init__(
        self,
        owner: QWidget,
        least: Callable[[], int],
        direction: QBoxLayout.Direction = QBoxLayout.Direction.LeftToRight,
    ) -> None:
        super().__init__(direction, owner)
        self._least = least

    def sizeHint(self) -> QSize:
        """As large as its items, and not lower than the least."""
        return super().sizeHint().expandedTo(QSize(0, self._least()))

    def minimumSize(self) -> QSize:
        """As small as its items can be, and not lower than the least."""
        return super().minimumSize().expandedTo(QSize(0, self._least()))

    def heightForWidth(self, width: int) -> int:
        """The height that the wrapped words need, and not less than the least."""
        return max(super().heightForWidth(width), self._least())

    def minimumHeightForWidth(self, width: int) -> int:
        """The same: words are never squeezed."""
        return self.heightForWidth(width)


class RoomyButton(QPushButton):
    """A push button as large as the layout inside it; Enter presses it as Space does."""

    _box: RoomyBox

    def take_layout(self, box: RoomyBox) -> None:
        """Size the button by ``box``, which holds its words."""
        self._box = box
        _ignore_mouse(self)

    def least_height(self) -> int:
        """The least height in pixels at the present scale."""
        return theme().metrics.target

    def sizeHint(self) -> QSize:
        """As large as its words."""
        self.ensurePolished()
        return self._box.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the longest word."""
        self.ensurePolished()
        return self._box.totalMinimumSize()

    def hasHeightForWidth(self) -> bool:
        """The words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that the wrapped words need."""
        return self._box.totalHeightForWidth(width)

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

    _box: RoomyBox

    def take_layout(self, box: RoomyBox) -> None:
        """Size the button by ``box``, which holds its words."""
        self._box = box
        _ignore_mouse(self)

    def least_height(self) -> int:
        """The least height in pixels at the present scale."""
        return theme().metrics.target

    def sizeHint(self) -> QSize:
        """As large as its words."""
        self.ensurePolished()
        return self._box.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the longest word."""
        self.ensurePolished()
        return self._box.totalMinimumSize()

    def hasHeightForWidth(self) -> bool:
        """The words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that the wrapped words need."""
        return self._box.totalHeightForWidth(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, then goes on."""
        if not is_enter(event):
            super().keyPressEvent(event)
        elif self.isChecked():
            event.ignore()
        elif not event.isAutoRepeat():
            self.click()
