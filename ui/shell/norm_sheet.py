"""The text of a norm, Kazakh and Russian beside each other."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.language import Lang
from ui.binding.presentation import CitationItem
from ui.binding.texts import tr_
from ui.theme.metrics import TextRole
from ui.widgets.flow import FlowLayout
from ui.widgets.sheet import Edge, Sheet
from ui.widgets.text import Label

_LANGUAGES = {Lang.KK: "Қазақша", Lang.RU: "Русский"}


class NormSheet(Sheet):
    """Shows one citation in both languages; what is not known in one of them says so."""

    def __init__(self, host: QWidget) -> None:
        self._source = Label("", TextRole.SMALL, tone="muted")
        self._item: CitationItem | None = None
        super().__init__(host, width=860, edge=Edge.CENTRE)
        columns = QWidget()
        flow = FlowLayout(columns, gap=16, equal=True, squeeze=True)
        self._titles: dict[Lang, Label] = {}
        self._texts: dict[Lang, Label] = {}
        for lang, name in _LANGUAGES.items():
            flow.addWidget(self._column(lang, name))
        self.body.addWidget(columns)
        self.body.addWidget(self._source)

    def show_norm(self, item: CitationItem) -> None:
        """Open the norm."""
        self._item = item
        self.retranslate()
        self.present()

    def retranslate(self) -> None:
        """Say the sheet's own words in the present language; the norm itself stays as it is."""
        super().retranslate()
        item = self._item
        if item is None:
            return
        self.set_title(item.label)
        unknown = tr_("The text is not held in this language")
        for lang in _LANGUAGES:
            title = item.title.kk if lang is Lang.KK else item.title.ru
            text = item.text.kk if lang is Lang.KK else item.text.ru
            self._titles[lang].setText(title or unknown)
            self._texts[lang].setText(text)
            self._texts[lang].setVisible(bool(text))
        self._source.setText(item.source)
        self._source.setVisible(bool(item.source))

    def _column(self, lang: Lang, name: str) -> QFrame:
        card = QFrame()
        card.setProperty("surface", "card")
        card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        card.setAccessibleName(name)
        card.setMinimumWidth(320)
        box = QVBoxLayout(card)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        self._titles[lang], self._texts[lang] = Label("", TextRole.STRONG), Label("")
        box.addWidget(Label(name, TextRole.SECTION))
        box.addWidget(self._titles[lang])
        box.addWidget(self._texts[lang])
        box.addStretch(1)
        return card
