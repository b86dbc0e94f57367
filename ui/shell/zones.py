"""The three zones beside each other; where there is no room, the outer ones become drawers."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.binding.texts import tr_
from ui.shell.queue_pane import QueuePane
from ui.shell.side_pane import SidePane
from ui.shell.step_pane import StepPane
from ui.theme.center import theme
from ui.widgets.sheet import Edge, Sheet

_LEAST_STEP = 300
"""Pixels at 100 per cent under which the middle zone is never squeezed."""


class Drawer(Sheet):
    """A sheet that lends its place to a zone."""

    def __init__(self, host: QWidget, message: str, *, width: int, edge: Edge) -> None:
        self._message = message
        super().__init__(host, width=width, edge=edge)

    def retranslate(self) -> None:
        """Name the drawer in the present language."""
        super().retranslate()
        self.set_title(tr_(self._message))


class Zones:
    """Places queue, step and side; a folded zone lives in its drawer, whole and with its state."""

    def __init__(self, host: QWidget, queue: QueuePane, step: StepPane, side: SidePane) -> None:
        self._queue, self._step, self._side = queue, step, side
        self.queue_drawer = Drawer(host, "Queue", width=300, edge=Edge.LEFT)
        self.side_drawer = Drawer(host, "In the way, and the facts", width=380, edge=Edge.RIGHT)
        self._folded = {"queue": False, "side": False}
        self._box: QHBoxLayout | None = None

    def fill(self, box: QHBoxLayout) -> None:
        """Put the zones into the window's row."""
        self._box = box
        box.addWidget(self._queue)
        box.addWidget(self._step, 1)
        box.addWidget(self._side)

    def fold(self, width: int) -> tuple[bool, bool]:
        """Take the shape for a window of ``width``; which of queue and side are drawers now."""
        metrics = theme().metrics
        # Else the page's own least width would keep the window too wide to fold.
        self._step.setMinimumWidth(metrics.px(_LEAST_STEP))
        side = width - metrics.queue_width - metrics.side_width < metrics.least_centre
        queue = width - metrics.queue_width < metrics.least_centre
        self._move("queue", self._queue, self.queue_drawer, queue, 0)
        self._move("side", self._side, self.side_drawer, side, 2)
        for zone, folded, wide in (
            (self._queue, queue, metrics.queue_width),
            (self._side, side, metrics.side_width),
        ):
            zone.setMinimumWidth(0 if folded else wide)
            zone.setMaximumWidth(16_777_215 if folded else wide)
        return queue, side

    def open_side(self) -> None:
        """Show the right zone if it is folded; its first finding takes the focus either way."""
        if self._folded["side"]:
            self.side_drawer.present()
        first = self._side.first_finding()
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_queue(self) -> None:
        """Show the left zone if it is folded; the list takes the focus either way."""
        if self._folded["queue"]:
            self.queue_drawer.present()
        self._queue.list.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_drawers(self) -> None:
        """Put both drawers back."""
        self.queue_drawer.dismiss()
        self.side_drawer.dismiss()

    def _move(self, name: str, zone: QWidget, drawer: Drawer, folded: bool, place: int) -> None:
        if self._box is None or self._folded[name] == folded:
            return
        self._folded[name] = folded
        drawer.dismiss()
        if folded:
            self._box.removeWidget(zone)
            drawer.body.addWidget(zone, 1)
        else:
            drawer.body.removeWidget(zone)
            self._box.insertWidget(min(place, self._box.count()), zone)
        zone.setVisible(True)
