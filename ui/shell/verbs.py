"""A row of great verbs: the filled button first, the refusal last, keys printed, reasons beside."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.binding.presentation import VerbItem
from ui.shell.keys import printed_key
from ui.theme.center import theme
from ui.widgets.flow import FlowLayout
from ui.widgets.key_button import KeyButton, Variant, VerbBox
from ui.widgets.text import wraps

_STACKED_UP_TO = 125


def _variant(item: VerbItem) -> Variant:
    if item.danger:
        return Variant.DANGER
    return Variant.PRIMARY if item.primary else Variant.OUTLINED


class VerbBar(QWidget):
    """Signals: ``pressed(str)`` the verb of a button that was pressed.

    ``spring`` pushes everything but the filled button to the right; ``stacked`` prints keys below.
    """

    pressed = Signal(str)

    def __init__(
        self, *, spring: bool = False, stacked: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._spring, self._stacked = spring, stacked
        self._items: tuple[VerbItem, ...] = ()
        self._drawn: tuple[tuple[str, Variant], ...] = ()
        self._boxes: dict[str, VerbBox] = {}
        self._flow = FlowLayout(self, gap=8, squeeze=True)
        wraps(self)
        theme().changed.connect(self._on_theme_changed)

    def render_verbs(self, items: tuple[VerbItem, ...]) -> None:
        """Draw ``items``; a button whose verb stays keeps its place and its focus."""
        if items == self._items:
            return
        self._items = items
        drawn = tuple((item.verb, _variant(item)) for item in items)
        if drawn != self._drawn:
            self._rebuild(drawn)
        for item in items:
            button = self._boxes[item.verb].button
            button.setText(item.label)
            button.set_blocked(item.blocked)
        self._flow.invalidate()
        self.updateGeometry()

    def item(self, verb: str) -> VerbItem | None:
        """The item shown for ``verb``, if any."""
        return next((item for item in self._items if item.verb == verb), None)

    def button(self, verb: str) -> KeyButton | None:
        """The button shown for ``verb``, if any."""
        box = self._boxes.get(verb)
        return box.button if box is not None else None

    def _rebuild(self, drawn: tuple[tuple[str, Variant], ...]) -> None:
        kept = {
            verb: self._boxes[verb] for verb, variant in drawn if (verb, variant) in self._drawn
        }
        for box in kept.values():
            self._flow.removeWidget(box)
        self._flow.clear()
        self._drawn = drawn
        stacked = self._stacked and theme().metrics.scale <= _STACKED_UP_TO
        self._boxes = {}
        for verb, variant in drawn:
            if verb not in kept:
                button = KeyButton(key=printed_key(verb), variant=variant, stacked=stacked)
                kept[verb] = VerbBox(button)
                kept[verb].chosen.connect(lambda key=verb: self.pressed.emit(key))
            self._boxes[verb] = kept[verb]
            self._flow.addWidget(kept[verb])
        primary = next((i for i, (_, v) in enumerate(drawn) if v is Variant.PRIMARY), -1)
        if self._spring:
            self._flow.set_spring(primary + 1 if primary >= 0 else 0)

    def _on_theme_changed(self) -> None:
        items, self._items, self._drawn = self._items, (), ()
        self.render_verbs(items)
