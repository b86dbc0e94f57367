"""What a person would see at once and a layout never tells: words cut, words overlapping, no name."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QFontMetrics, QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)


def _visible(root: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [w for w in root.findChildren(kind) if w.isVisible() and w.window() is root.window()]


def _words(label: QLabel) -> str:
    text = label.text()
    if "<span" in text:
        text = QTextDocumentFragment.fromHtml(text).toPlainText()
    upper = label.font().capitalization() is label.font().Capitalization.AllUppercase
    return text.upper() if upper else text


def _path(widget: QWidget) -> str:
    names = []
    step: QWidget | None = widget
    while step is not None:
        names.append(type(step).__name__)
        step = step.parentWidget()
    return "/".join(reversed(names[:4]))


def cut_words(root: QWidget) -> list[str]:
    """Labels and boxes whose words do not fit into the room they were given."""
    found = []
    for label in _visible(root, QLabel):
        assert isinstance(label, QLabel)
        words = _words(label)
        if not words.strip():
            continue
        metrics = QFontMetrics(label.font())
        pieces = words.split() if label.wordWrap() else words.split("\n")
        widest = max(metrics.horizontalAdvance(piece) for piece in pieces)
        high = label.heightForWidth(label.width()) if label.wordWrap() else metrics.height()
        if widest > label.width() or high > label.height() + 1 or _hidden_part(label):
            room = f"{label.width()}×{label.height()}, needs {widest}×{high}"
            found.append(f"{_path(label)} «{words[:60]}» has {room}")
    for box in (*_visible(root, QCheckBox), *_visible(root, QComboBox)):
        if box.sizeHint().width() > box.width() + 1 or box.sizeHint().height() > box.height() + 1:
            found.append(f"{_path(box)} is smaller than its words")
    return found


def _hidden_part(label: QLabel) -> bool:
    """Whether an ancestor other than a scroll area cuts the label."""
    rect = QRect(QPoint(0, 0), label.size())
    step: QWidget = label
    parent = step.parentWidget()
    while parent is not None:
        rect = rect.translated(step.pos())
        if isinstance(parent.parentWidget(), QScrollArea):
            # Down it can be scrolled, sideways never.
            return rect.left() < -1 or rect.right() > parent.width()
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(rect):
            return True
        step, parent = parent, parent.parentWidget()
        if step.isWindow():
            return False
    return False


def overlapping_words(root: QWidget) -> list[str]:
    """Pairs of labels that lie over each other."""
    placed = []
    for label in _visible(root, QLabel):
        assert isinstance(label, QLabel)
        if _words(label).strip() and not label.visibleRegion().isEmpty():
            seen = label.visibleRegion().boundingRect()
            corner = label.mapTo(root.window(), seen.topLeft())
            placed.append((QRect(corner, seen.size()), label))
    found = []
    for place, (rect, label) in enumerate(placed):
        for other_rect, other in placed[place + 1 :]:
            if rect.adjusted(1, 1, -1, -1).intersects(other_rect.adjusted(1, 1, -1, -1)):
                found.append(f"«{_words(label)[:40]}» and «{_words(other)[:40]}»")
    return found


def nameless(root: QWidget) -> list[str]:
    """Controls that assistive technology could not call by a name."""
    kinds = (QAbstractButton, QLineEdit, QAbstractItemView, QComboBox)
    found = []
    for widget in _visible(root, QWidget):
        tabbed = widget.focusPolicy().value != 0 and not isinstance(widget, QScrollArea)
        if not tabbed and not isinstance(widget, kinds):
            continue
        if isinstance(widget.parentWidget(), QAbstractScrollArea):
            continue
        face = QAccessible.queryAccessibleInterface(widget)
        if face is None or not face.text(QAccessible.Text.Name).strip():
            found.append(_path(widget))
    return found
