"""F1: what this step is about, and every key of the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.binding.texts import tr_
from ui.shell.keys import KEYS, WALKING
from ui.theme.metrics import TextRole
from ui.widgets.sheet import Sheet
from ui.widgets.text import Label


class HelpSheet(Sheet):
    """The help of the present page above the key map."""

    def __init__(self, host: QWidget) -> None:
        self._about = Label("")
        self._about_title = Label("", TextRole.HEADING)
        self._keys_title = Label("", TextRole.HEADING)
        self._meanings: list[tuple[Label, Label, str, str]] = []
        super().__init__(host, width=460)
        keys = QWidget()
        grid = QGridLayout(keys)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        lines = [(key.sequence, key.meaning) for key in KEYS] + list(WALKING)
        for row, (shown, meaning) in enumerate(lines):
            cap, words = Label("", TextRole.SMALL, wrap=False), Label("")
            cap.setProperty("keycap", "true")
            grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
            grid.addWidget(words, row, 1)
            self._meanings.append((cap, words, shown, meaning))
        for part in (self._about_title, self._about, self._keys_title, keys):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.retranslate()

    def show_about(self, title: str, words: str) -> None:
        """Say what the present step is about; nothing hides that part."""
        self._about_title.setText(title)
        self._about.setText(words)
        for label in (self._about_title, self._about):
            label.setVisible(bool(words))

    def retranslate(self) -> None:
        """Say everything in the present language."""
        super().retranslate()
        self.set_title(tr_("Help and keys"))
        self._keys_title.setText(tr_("Keys"))
        for cap, words, shown, meaning in self._meanings:
            cap.setText(tr_(shown))
            words.setText(tr_(meaning))
