"""What a person in the hall would see of a display at once: words cut, overlapping, weak or small."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QWidget

from ui.displays.board_words import BoardWord
from ui.displays.display_window import DisplayWindow
from ui.theme.tokens import contrast


def shown_words(window: QWidget) -> list[BoardWord]:
    """Every text on the display."""
    words = [word for word in window.findChildren(BoardWord) if word.isVisible() and word.text()]
    labels = [label for label in window.findChildren(QLabel) if label.isVisible()]
    assert {id(w) for w in words} == {id(label) for label in labels if label.text()}
    return words


def place_of(word: QWidget) -> QRect:
    """Where the word stands in its window."""
    return QRect(word.mapTo(word.window(), QPoint(0, 0)), word.size())


def cut_words(window: QWidget) -> list[str]:
    """Words that are not whole, or that something cuts off."""
    found = []
    for word in shown_words(window):
        rect, parent = QRect(word.pos(), word.size()), word.parentWidget()
        while parent is not None and parent.rect().contains(rect):
            rect, parent = rect.translated(parent.pos()), parent.parentWidget()
        if parent is not None or not word.fits(word.size_px, word.size()):
            found.append(f"«{word.text()}» {word.size_px}px in {place_of(word)}")
    return found


def overlapping_words(window: QWidget) -> list[str]:
    """Pairs of words that lie over each other."""
    placed = [(place_of(word), word.text()) for word in shown_words(window)]
    return [
        f"«{text}» and «{other}»"
        for place, (rect, text) in enumerate(placed)
        for other_rect, other in placed[place + 1 :]
        if rect.intersects(other_rect)
    ]


def weak_words(window: DisplayWindow) -> list[str]:
    """Words whose colour does not reach 4.5 to 1 on their ground."""
    colours = window.look.tokens.as_mapping()
    return [
        f"«{word.text()}»: {word.ink} on {word.ground}"
        for word in shown_words(window)
        if contrast(colours[word.ink], colours[word.ground]) < 4.5
    ]


def painted_height(window: DisplayWindow, word: BoardWord) -> int:
    """From the first to the last row of pixels in the colour of the word's ink."""
    picture = window.grab(place_of(word)).toImage()
    ink = QColor(getattr(window.look.tokens, word.ink)).rgb()
    rows = [
        row
        for row in range(picture.height())
        if any(picture.pixel(column, row) == ink for column in range(0, picture.width(), 2))
    ]
    return rows[-1] - rows[0] + 1 if rows else 0
