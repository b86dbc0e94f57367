"""Words on the screen: wrapped, never cut, sized by their role."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.theme.metrics import TextRole

_FLAGS = Qt.TextFlag.TextWordWrap


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
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def set_tone(self, tone: str) -> None:
        """Colour the words anew."""
        restyle(self, tone=tone)

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
        upper = self.font().capitalization() is QFont.Capitalization.AllUppercase
        return self.text().upper() if upper else self.text()


class Rule(QFrame):
    """A thin line between groups."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "rule")
        self.setFixedHeight(1)
