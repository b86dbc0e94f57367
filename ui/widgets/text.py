"""Words on the screen: wrapped, never cut, sized by their role."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextDocumentFragment
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.theme.metrics import TextRole

_READABLE = 90
"""The longest line that a reader follows without losing it, in average letters."""


def restyle(widget: QWidget, **properties: str | bool) -> None:
    """Set properties that the style sheet looks at, and take the new look."""
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if changed:
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
        for child in widget.findChildren(QLabel):
            style.unpolish(child)
            style.polish(child)
        widget.update()


def show_if(widget: QWidget, shown: bool) -> None:
    """Show or hide ``widget``. One that has no place yet is only marked: shown at once, it would
    flash up as a window of its own and take the focus from the one at work."""
    if shown and widget.parentWidget() is None:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
    else:
        widget.setVisible(shown)


def wraps(widget: QWidget, across: QSizePolicy.Policy = QSizePolicy.Policy.Preferred) -> None:
    """Let ``widget`` become higher when it is narrower. Fixed heights would cut wrapped words."""
    policy = QSizePolicy(across, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


class Label(QLabel):
    """A plain text that wraps. ``tone``: ``""``, muted, accent, good, warn, stop, bar."""

    def __init__(
        self,
        text: str = "",
        role: TextRole = TextRole.BODY,
        *,
        tone: str = "",
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role.value)
        if tone:
            self.setProperty("tone", tone)
        if role is TextRole.SECTION:
            font = QFont(self.font())
            font.setCapitalization(QFont.Capitalization.AllUppercase)
            self.setFont(font)
        self.setWordWrap(wrap)
        self.setText(text)
        if wrap:
            wraps(self)

    def set_tone(self, tone: str) -> None:
        """Colour the words anew."""
        restyle(self, tone=tone)

    def sizeHint(self) -> QSize:
        """One line while it is not too long; then as many as it takes."""
        if not self.wordWrap():
            return super().sizeHint()
        self.ensurePolished()
        metrics = QFontMetrics(self.font())
        lines = self._shown().split("\n")
        margins = self.contentsMargins()
        sides = margins.left() + margins.right()
        natural = max((metrics.horizontalAdvance(line) for line in lines), default=0) + 2 + sides
        width = min(natural, metrics.averageCharWidth() * _READABLE)
        return QSize(width, max(self.heightForWidth(width), metrics.height()))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the longest word, so that wrapping never cuts inside one."""
        hint = super().minimumSizeHint()
        if not self.wordWrap():
            return hint
        self.ensurePolished()
        metrics = QFontMetrics(self.font())
        widest = max((metrics.horizontalAdvance(word) for word in self._shown().split()), default=0)
        margins = self.contentsMargins()
        return QSize(widest + 2 + margins.left() + margins.right(), metrics.height())

    def _shown(self) -> str:
        if self.textFormat() is Qt.TextFormat.RichText:
            return QTextDocumentFragment.fromHtml(self.text()).toPlainText()
        upper = self.font().capitalization() is QFont.Capitalization.AllUppercase
        return self.text().upper() if upper else self.text()


class Rule(QFrame):
    """A thin line between groups."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "rule")
        self.setFixedHeight(1)
