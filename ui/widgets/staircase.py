"""The staircase of a case: every step with its sign, its word and its colour."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from i18n import N_
from ui.binding.presentation import StepItem, StepState
from ui.binding.texts import tr_, ui_language
from ui.theme.metrics import TextRole
from ui.widgets.flow import FlowLayout
from ui.widgets.icon import Icon
from ui.widgets.text import Label, restyle, wraps

_SIGN = {
    StepState.DONE: ("check", "good"),
    StepState.CURRENT: ("", "on_accent"),
    StepState.AHEAD: ("", "muted"),
    StepState.BLOCKED: ("cross", "stop"),
    StepState.NOT_NEEDED: ("minus", "muted"),
}
_WORD = {
    StepState.DONE: N_("done"),
    StepState.CURRENT: N_("current step"),
    StepState.AHEAD: N_("to do"),
    StepState.BLOCKED: N_("stopped"),
    StepState.NOT_NEEDED: N_("not needed"),
}


class StepTile(QFrame):
    """One step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Icon("", "good", 14)
        self._words = Label("", TextRole.SMALL)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QHBoxLayout(self)
        box.setContentsMargins(8, 4, 8, 4)
        box.setSpacing(4)
        box.addStretch(1)
        box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(self._words)
        box.addStretch(1)
        wraps(self)

    def show_step(self, step: StepItem, place: int, count: int) -> None:
        """Show ``step``, the ``place``-th of ``count``."""
        name, ink = _SIGN[step.state]
        self._icon.show_icon(name, ink)
        self._icon.setVisible(bool(name))
        self._words.setText(step.label)
        self.setAccessibleName(step.label)
        self.setAccessibleDescription(
            tr_(
                "Step {place} of {count}: {state}",
                place=place,
                count=count,
                state=tr_(_WORD[step.state]),
            )
        )
        restyle(self, step=step.state.value)


class Staircase(QWidget):
    """All steps of the present road; the tiles share the width and wrap when it is too narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[StepItem, ...] = ()
        self._tiles: list[StepTile] = []
        self._flow = FlowLayout(self, gap=4, equal=True)
        wraps(self)
        self.retranslate()
        ui_language().changed.connect(self.retranslate)

    def render_steps(self, steps: tuple[StepItem, ...]) -> None:
        """Draw ``steps``; the same steps again cost nothing."""
        if steps == self._steps:
            return
        self._steps = steps
        while len(self._tiles) < len(steps):
            tile = StepTile()
            self._tiles.append(tile)
            self._flow.addWidget(tile)
        self._draw()

    def retranslate(self) -> None:
        """Say the states in the present language."""
        self.setAccessibleName(tr_("Steps of the case"))
        self._draw()

    def _draw(self) -> None:
        for index, tile in enumerate(self._tiles):
            tile.setVisible(index < len(self._steps))
            if index < len(self._steps):
                tile.show_step(self._steps[index], index + 1, len(self._steps))
        self._flow.invalidate()
        self.updateGeometry()
