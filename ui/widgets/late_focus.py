"""Gives the focus to a control as soon as it is on the screen."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget


def give_focus(
    widget: QWidget | None, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
) -> None:
    """Now, or, for a control that was made in this very moment, when Qt comes round to show it."""
    if widget is None:
        return
    if widget.isVisible():
        widget.setFocus(reason)
    else:
        QTimer.singleShot(0, widget, partial(widget.setFocus, reason))
