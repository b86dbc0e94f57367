"""The hands at what surrounds a practice desk: the printer's tray, cables, outside systems, the time."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.ports.devices import Devices, DeviceState, Slot
from app.ports.simulation import CameraScene, Simulation
from app.ports.slot_words import SLOT_TEXTS
from i18n import N_
from ui.binding.texts import show_moment, tr_
from ui.pages.blocks import PickBox
from ui.shell.parts import Outside
from ui.theme.metrics import GAP_SMALL, TextRole
from ui.widgets.flow import FlowLayout
from ui.widgets.key_button import KeyButton
from ui.widgets.text import Label, wraps

_SYSTEMS: dict[str, str] = {
    "registers": N_("Information systems (registers)"),
    "access_control": N_("State service of access control"),
    "provider": N_("Providers"),
    "monitoring": N_("Monitoring"),
    "notices": N_("Notices"),
}


_SCENES: dict[CameraScene, str] = {
    CameraScene.WELL: N_("a visitor, well seen"),
    CameraScene.NOBODY: N_("nobody"),
    CameraScene.TWO_PEOPLE: N_("two people"),
    CameraScene.DARK: N_("too dark"),
    CameraScene.BLURRED: N_("out of focus"),
    CameraScene.UPSIDE_DOWN: N_("upside down"),
    CameraScene.BLACK: N_("the shutter is closed"),
    CameraScene.FROZEN: N_("a picture that stands still"),
    CameraScene.TAKEN: N_("taken by another program"),
}


class SimulatorPanel(QWidget):
    """Printer, cables and outside systems; what the desk does not simulate is not offered."""

    def __init__(
        self,
        simulation: Simulation,
        devices: Devices,
        outside: Outside | None,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._simulation, self._devices = simulation, devices
        self._outside, self._now = outside, now
        self._heads = [Label("", TextRole.SECTION) for _ in range(4)]
        self.scenes = PickBox()
        self.scenes.currentIndexChanged.connect(self._on_scene)
        self.jam, self.empty, self.refill = (KeyButton() for _ in range(3))
        # A click carries a flag of its own, which is no slot.
        self.jam.clicked.connect(lambda: simulation.jam_paper(Slot.PRINTER))
        self.empty.clicked.connect(lambda: simulation.take_paper(Slot.PRINTER))
        self.refill.clicked.connect(lambda: simulation.refill(Slot.PRINTER))
        self.cables = {slot: QCheckBox() for slot in Slot if self._simulated(slot)}
        for slot, box in self.cables.items():
            box.toggled.connect(lambda on, which=slot: self._on_cable(which, pulled=on))
        names = outside.systems() if outside is not None else ()
        self.systems = {name: QCheckBox() for name in _SYSTEMS if name in names}
        for name, box in self.systems.items():
            box.toggled.connect(lambda on, which=name: self._on_system(which, down=on))
        self._time = Label("", tone="muted")
        self._lay_out()
        self.retranslate()

    def _simulated(self, slot: Slot) -> bool:
        status = self._devices.status(slot)
        return status.simulated and status.state is not DeviceState.ABSENT

    def _lay_out(self) -> None:
        self._tray = QWidget()
        flow = FlowLayout(self._tray, gap=GAP_SMALL)
        for button in (self.jam, self.empty, self.refill):
            flow.addWidget(button)
        wraps(self._tray)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP_SMALL)
        groups = (
            (self._heads[0], (self._tray,)),
            (self._heads[3], (self.scenes,)),
            (self._heads[1], tuple(self.cables.values())),
            (self._heads[2], tuple(self.systems.values())),
        )
        for head, parts in groups:
            box.addWidget(head)
            for part in parts:
                box.addWidget(part)
        box.addWidget(self._time)
        printer = Slot.PRINTER in self.cables and not self._folder()
        self._heads[0].setVisible(printer)
        self._tray.setVisible(printer)
        camera = Slot.CAMERA in self.cables
        self._heads[3].setVisible(camera)
        self.scenes.setVisible(camera)
        self._heads[1].setVisible(bool(self.cables))
        self._heads[2].setVisible(bool(self.systems))

    def _folder(self) -> bool:
        """A printer that writes files has no tray to jam."""
        return self._devices.status(Slot.PRINTER).driver == "folder"

    def retranslate(self) -> None:
        """Say everything in the present language, as it stands now."""
        for head, words in zip(
            self._heads,
            (
                tr_("Printer"),
                tr_("Pulled cables"),
                tr_("Systems that do not answer"),
                tr_("What the camera sees"),
            ),
            strict=True,
        ):
            head.setText(words)
        self.scenes.setAccessibleName(tr_("What the camera sees"))
        self.scenes.offer(tuple((scene.value, tr_(words)) for scene, words in _SCENES.items()))
        self.jam.setText(tr_("Jam the paper"))
        self.empty.setText(tr_("Take the paper out"))
        self.refill.setText(tr_("Put paper in, clear the jam"))
        for slot, box in self.cables.items():
            box.setText(tr_(SLOT_TEXTS[slot]))
        for name, box in self.systems.items():
            box.setText(tr_(_SYSTEMS[name]))
            box.blockSignals(True)
            box.setChecked(self._outside is not None and self._outside.is_down(name))
            box.blockSignals(False)
        self._time.setText(
            tr_("Time of this desk: {moment}. A practice day is always a working one.",
                moment=show_moment(self._now()))
        )  # fmt: skip

    def _on_scene(self) -> None:
        if self.scenes.value() and Slot.CAMERA in self.cables:
            self._simulation.show_camera(CameraScene(self.scenes.value()))

    def _on_cable(self, slot: Slot, *, pulled: bool) -> None:
        if pulled:
            self._simulation.unplug(slot)
        else:
            self._simulation.plug_in(slot)

    def _on_system(self, name: str, *, down: bool) -> None:
        if self._outside is not None:
            self._outside.set_down(name, down=down)
