"""The lights of the devices: a sign of its own for every state, with the word beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from i18n import N_
from ui.binding.presentation import DeviceLight, LightState
from ui.binding.texts import tr_, ui_language
from ui.theme.metrics import TextRole
from ui.widgets.flow import FlowLayout
from ui.widgets.icon import Icon
from ui.widgets.text import Label, wraps

_SIGN = {
    LightState.READY: ("dot", "bar_good"),
    LightState.BUSY: ("clock", "bar_warn"),
    LightState.CONNECTING: ("refresh", "bar_idle"),
    LightState.ATTENTION: ("warning", "bar_warn"),
    LightState.FAULT: ("cross", "bar_stop"),
    LightState.ABSENT: ("minus", "bar_idle"),
}
_WORD = {
    LightState.READY: N_("ready"),
    LightState.BUSY: N_("working"),
    LightState.CONNECTING: N_("connecting"),
    LightState.ATTENTION: N_("needs attention"),
    LightState.FAULT: N_("out of order"),
    LightState.ABSENT: N_("not connected"),
}


class _Light(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("dot", "bar_good", 16)
        self._words = Label("", TextRole.SMALL, tone="bar")
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(5)
        box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(self._words, 1)

    def show_light(self, light: DeviceLight) -> None:
        name, ink = _SIGN[light.state]
        self._icon.show_icon(name, ink)
        state = tr_(_WORD[light.state])
        silent = light.state is LightState.READY and not light.note
        said = light.note or state
        self._words.setText(light.label if silent else f"{light.label}: {said}")
        self.setAccessibleName(f"{light.label}: {said}")


class DeviceLights(QWidget):
    """All lights of the desk."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lights: tuple[DeviceLight, ...] = ()
        self._shown: list[_Light] = []
        self._flow = FlowLayout(self, gap=14)
        wraps(self)
        self.retranslate()
        ui_language().changed.connect(self.retranslate)

    def render_lights(self, lights: tuple[DeviceLight, ...]) -> None:
        """Draw ``lights``; the same again cost nothing."""
        if lights == self._lights:
            return
        self._lights = lights
        while len(self._shown) < len(lights):
            self._shown.append(_Light())
            self._flow.addWidget(self._shown[-1])
        self._draw()

    def retranslate(self) -> None:
        """Say the states in the present language."""
        self.setAccessibleName(tr_("Devices"))
        self._draw()

    def _draw(self) -> None:
        for index, shown in enumerate(self._shown):
            shown.setVisible(index < len(self._lights))
            if index < len(self._lights):
                shown.show_light(self._lights[index])
        self.updateGeometry()
