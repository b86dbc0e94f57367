"""The hands at a practice desk: cables, outside systems, the time; nothing that is not simulated."""

import pytest

from app.domain.language import Lang
from app.ports.devices import DeviceState, DeviceStatus, Slot
from tests.fakes.page_stand import words_of
from tests.fakes.store_samples import MORNING
from tests.fakes.ui_checks import cut_words, nameless
from ui.binding.texts import ui_language
from ui.shell.simulator_panel import SimulatorPanel

pytestmark = pytest.mark.usefixtures("dressed")


class _Devices:
    def __init__(self, printer: str) -> None:
        self._printer = printer

    def status(self, slot: Slot) -> DeviceStatus:
        here = slot in (Slot.CARD, Slot.PRINTER)
        return DeviceStatus(
            slot=slot,
            state=DeviceState.READY if here else DeviceState.ABSENT,
            driver=self._printer if slot is Slot.PRINTER else "simulated",
            simulated=True,
        )


class _Simulation:
    def __init__(self) -> None:
        self.done: list[str] = []

    def __getattr__(self, name: str):
        return lambda *said: self.done.append(" ".join([name, *map(str, said)]))


class _Outside:
    def __init__(self) -> None:
        self.down: set[str] = set()

    def systems(self) -> tuple[str, ...]:
        return ("registers", "provider")

    def is_down(self, name: str) -> bool:
        return name in self.down

    def set_down(self, name: str, *, down: bool) -> None:
        (self.down.add if down else self.down.discard)(name)


def _panel(printer: str = "simulated") -> tuple[SimulatorPanel, _Simulation, _Outside]:
    simulation, outside = _Simulation(), _Outside()
    now = MORNING
    panel = SimulatorPanel(simulation, _Devices(printer), outside, lambda: now)
    panel.resize(420, 600)
    panel.show()
    return panel, simulation, outside


def test_cables_and_trays_are_in_the_hands(qtbot: object) -> None:
    panel, simulation, _ = _panel()
    panel.jam.click()
    panel.refill.click()
    panel.cables[Slot.CARD].setChecked(True)
    panel.cables[Slot.CARD].setChecked(False)
    assert simulation.done == [
        "jam_paper printer",
        "refill printer",
        "unplug card",
        "plug_in card",
    ]
    panel.deleteLater()


def test_a_system_falls_silent_and_comes_back(qtbot: object) -> None:
    panel, _, outside = _panel()
    assert set(panel.systems) == {"registers", "provider"}
    panel.systems["registers"].setChecked(True)
    assert outside.down == {"registers"}
    outside.down.clear()
    panel.retranslate()
    assert not panel.systems["registers"].isChecked()
    panel.deleteLater()


def test_a_printer_that_writes_files_has_no_tray(qtbot: object) -> None:
    panel, _, _ = _panel("folder")
    assert not panel.jam.isVisible()
    panel.deleteLater()


@pytest.mark.parametrize("lang", list(Lang))
def test_the_panel_is_whole_in_both_languages(lang: Lang, qtbot: object) -> None:
    ui_language().choose(lang)
    panel, _, _ = _panel()
    panel.retranslate()
    assert "06.03.2026 11:20" in words_of(panel)
    assert not cut_words(panel)
    assert not nameless(panel)
    panel.deleteLater()
