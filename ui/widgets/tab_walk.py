"""Tab in the order of reading: as the layouts place things, whenever these were made.

Qt walks in the order of creation, which is wrong as soon as buttons and rows come and go.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLayout,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QWidget,
)


def stops(root: QWidget) -> list[QWidget]:
    """Everything inside ``root`` that Tab reaches, in the order of reading."""
    found: list[QWidget] = []
    _collect(root, found)
    return [widget for widget in found if not _passed_over(widget, found)]


def walk(root: QWidget, *, forward: bool) -> QWidget | None:
    """Move the focus to the next stop of ``root``, round and round; the widget that got it."""
    reachable = stops(root)
    if not reachable:
        return None
    focus = QApplication.focusWidget()
    here = _place_of(focus, reachable) if focus is not None else None
    if here is None:
        target = reachable[0 if forward else -1]
    else:
        target = reachable[(here + (1 if forward else -1)) % len(reachable)]
    reason = Qt.FocusReason
    target.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
    return target


def _collect(widget: QWidget | None, found: list[QWidget]) -> None:
    if widget is None or widget.isHidden() or not widget.isEnabled():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        found.append(widget)
    if isinstance(widget, QStackedWidget):
        _collect(widget.currentWidget(), found)
    elif isinstance(widget, QScrollArea):
        _collect(widget.widget(), found)
    else:
        layout = widget.layout()
        if layout is not None:
            _collect_layout(layout, found)


def _collect_layout(layout: QLayout, found: list[QWidget]) -> None:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            _collect(widget, found)
        elif inner is not None:
            _collect_layout(inner, found)


def _passed_over(widget: QWidget, found: list[QWidget]) -> bool:
    """Of choices that exclude each other Tab reaches the one taken; the arrows walk the others."""
    if not isinstance(widget, QRadioButton) or widget.isChecked() or widget.group() is None:
        return False
    group = [b for b in widget.group().buttons() if b in found]
    taken = widget.group().checkedButton()
    return taken in group if taken is not None else group[0] is not widget


def _place_of(focus: QWidget, reachable: list[QWidget]) -> int | None:
    if focus in reachable:
        return reachable.index(focus)
    # A row that Tab does not reach belongs to the stop beside it, a dead button to its group.
    group = focus.group() if isinstance(focus, QAbstractButton) else None
    for place, stop in enumerate(reachable):
        if isinstance(stop, QAbstractButton) and group is not None and stop.group() is group:
            return place
        if stop.isAncestorOf(focus) or focus.isAncestorOf(stop):
            return place
    return None
