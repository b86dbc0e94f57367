"""The three zones beside each other; where there is no room, the outer ones become drawers."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from i18n import N_
from ui.shell.queue_pane import QueuePane
from ui.shell.side_pane import SidePane
from ui.shell.step_pane import StepPane
from ui.theme.center import theme

if TYPE_CHECKING:
    from ui.shell.drawer import Drawer
    from ui.widgets.sheet import Edge, Sheet

SheetKind = TypeVar("SheetKind", bound="Sheet")
QUEUE = N_("Queue")
SIDE = N_("In the way, and the facts")
_LEAST_STEP = 300
"""Pixels at 100 per cent under which the middle zone is never squeezed."""


class Zones:
    """Places queue, step and side; a folded zone lives in its drawer, whole and with its state."""

    def __init__(
        self,
        host: QWidget,
        zones: tuple[QueuePane, StepPane, SidePane],
        know: Callable[["Drawer"], object],
    ) -> None:
        self._host, self._know = host, know
        self._queue, self._step, self._side = zones
        self._drawers: list[Drawer] = []
        self._folded = {"queue": False, "side": False}
        self._box: QHBoxLayout | None = None

    @cached_property
    def queue_drawer(self) -> "Drawer":
        """Where the queue lives when it is folded."""
        from ui.widgets.sheet import Edge  # noqa: PLC0415 - read when a zone is first folded

        return self._drawer(QUEUE, 300, Edge.LEFT)

    @cached_property
    def side_drawer(self) -> "Drawer":
        """Where findings and facts live when they are folded."""
        from ui.widgets.sheet import Edge  # noqa: PLC0415

        return self._drawer(SIDE, 380, Edge.RIGHT)

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
        if queue is not self._folded["queue"]:
            self._folded["queue"] = queue
            self._move(self._queue, self.queue_drawer, queue, 0)
        if side is not self._folded["side"]:
            self._folded["side"] = side
            self._move(self._side, self.side_drawer, side, 2)
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
        for drawer in self._drawers:
            drawer.dismiss()

    def _drawer(self, message: str, width: int, edge: "Edge") -> "Drawer":
        from ui.shell.drawer import Drawer  # noqa: PLC0415

        drawer = Drawer(self._host, message, width=width, edge=edge)
        self._drawers.append(drawer)
        self._know(drawer)
        return drawer

    def _move(self, zone: QWidget, drawer: "Drawer", folded: bool, place: int) -> None:
        if self._box is None:
            return
        drawer.dismiss()
        if folded:
            self._box.removeWidget(zone)
            drawer.body.addWidget(zone, 1)
        else:
            drawer.body.removeWidget(zone)
            self._box.insertWidget(min(place, self._box.count()), zone)
        zone.setVisible(True)
