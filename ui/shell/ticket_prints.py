"""Tickets that were not printed, in the operator's sight; tried again when the printer is back."""

from PySide6.QtCore import QObject

from app.ports.devices import DeviceState, Slot
from app.usecases.queue.unprinted import TICKET, Unprinted, unprinted
from ui.binding.device_feed import DeviceFeed
from ui.binding.present_devices import trouble
from ui.binding.presentation import VerbItem
from ui.binding.relay import Relay
from ui.binding.session import Told
from ui.binding.texts import tr_, tr_plural, ui_language
from ui.shell.frame import Frame
from ui.shell.pages import PRINT_TICKETS
from ui.shell.station import Station


class TicketPrints(QObject):
    """Reads what the ticket printers owe and says it in the bar at the bottom."""

    def __init__(
        self, station: Station, frame: Frame, feed: DeviceFeed, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._station, self._frame = station, frame
        self._relay = Relay(self)
        self._owed: tuple[Unprinted, ...] = ()
        self._lost = False
        feed.status_changed.connect(self._on_status)
        station.session.told.connect(self._on_told)
        ui_language().changed.connect(self._draw)

    def close(self) -> None:
        """Ask nothing any more."""
        self._relay.close()
        ui_language().changed.disconnect(self._draw)

    def look(self) -> None:
        """Read anew what is owed."""
        self._station.session.ask(unprinted, self._take)

    def print_again(self) -> None:
        """Try every ticket of this desk once more now."""
        hurried = self._station.parts.desk.hurry(TICKET)
        self._relay.bring(hurried, lambda _: self.look(), lambda _: self.look())

    def _take(self, owed: tuple[Unprinted, ...]) -> None:
        if owed != self._owed:
            self._owed = owed
            self._draw()

    def _draw(self) -> None:
        here = [one for one in self._owed if one.desk == self._station.parts.number]
        label = tr_("Print the waiting tickets again")
        self._frame.show_prints(
            _words(self._owed[0]) if self._owed else "",
            (VerbItem(verb=PRINT_TICKETS, label=label),) if here else (),
        )
        self._station.draw_soon()

    def _on_told(self, told: Told) -> None:
        if "outbox" in told.outcome.changes:
            self.look()

    def _on_status(self) -> None:
        state = self._station.parts.devices.status(Slot.TICKETS).state
        if state in (DeviceState.FAULT, DeviceState.ABSENT):
            if not self._lost:
                self._lost = True
                self.look()
        elif self._lost and state is DeviceState.READY:
            self._lost = False
            if self._owed:
                self.print_again()


def _words(owed: Unprinted) -> str:
    count = tr_plural("{count} ticket not printed", "{count} tickets not printed", owed.count)
    reason = trouble(owed.code)
    return tr_(
        "Ticket printer {number}: {count}. {reason}", number=owed.desk, count=count, reason=reason
    )
