"""The bar at the bottom: device lights, when the work was saved, help and menu."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from i18n import N_
from ui.binding.presentation import BarState, Tone, Verb
from ui.binding.texts import tr_, ui_language
from ui.shell.keys import printed_key
from ui.theme.center import theme
from ui.theme.metrics import TextRole
from ui.widgets.device_lights import DeviceLights
from ui.widgets.flow import FlowLayout
from ui.widgets.key_button import KeyButton, Variant
from ui.widgets.text import Label, wraps

_BUTTONS = (
    (Verb.HELP, N_("help and keys")),
    (Verb.MENU, N_("menu")),
    (Verb.LOCK, N_("lock")),
)
_TONES = {Tone.WARN: "bar_warn", Tone.STOP: "bar_stop"}


class BottomBar(QFrame):
    """Signals: ``verb_pressed(str)``."""

    verb_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("zone", "bar")
        self.lights = DeviceLights()
        self._saved = Label("", TextRole.SMALL, tone="bar")
        self._flow = FlowLayout(self, gap=16)
        self._flow.setContentsMargins(16, 2, 16, 2)
        self._flow.addWidget(self.lights)
        together = QWidget()
        right = FlowLayout(together, gap=8)
        right.addWidget(self._saved)
        wraps(together)
        self._buttons: dict[Verb, KeyButton] = {}
        for verb, _ in _BUTTONS:
            button = KeyButton(
                key=printed_key(verb), variant=Variant.BAR, role=TextRole.SMALL, key_first=True
            )
            button.clicked.connect(lambda _=False, key=verb: self.verb_pressed.emit(key.value))
            right.addWidget(button)
            self._buttons[verb] = button
        self._flow.addWidget(together)
        self._flow.set_spring(1)
        wraps(self)
        self.retranslate()
        ui_language().changed.connect(self.retranslate)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def render_bar(self, state: BarState) -> None:
        """Show ``state``."""
        self.lights.render_lights(state.lights)
        self._saved.setText(state.saved)
        self._saved.set_tone(_TONES.get(state.tone, "bar"))
        self._saved.setVisible(bool(state.saved))
        self._flow.invalidate()

    def retranslate(self) -> None:
        """Say the bar's own words in the present language."""
        for verb, message in _BUTTONS:
            self._buttons[verb].setText(tr_(message))
        self.setAccessibleName(tr_("Devices and saving"))
        self._flow.invalidate()

    def _on_theme_changed(self) -> None:
        self.setMinimumHeight(theme().metrics.px(32))
