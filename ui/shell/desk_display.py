"""The desk's own queue display: the called ticket on it, and a word to the operator when it fails."""

from PySide6.QtCore import QObject

from app.log import logger
from app.ports.device_faults import NOT_FITTED
from app.ports.devices import DeviceState, Slot, TicketCall
from app.usecases.views import VisitView
from i18n import N_
from ui.binding.device_feed import DeviceFeed
from ui.binding.presentation import Tone
from ui.binding.relay import Relay
from ui.binding.texts import tr_
from ui.shell.station import Station

_ALOUD = N_("The desk's display does not work. Call out yourself: ticket {ticket}, desk {desk}.")
_LOST = (DeviceState.ABSENT, DeviceState.FAULT)
_Wanted = tuple[TicketCall, int]
_log = logger("display")


class DeskDisplay(QObject):
    """Shows what belongs there whenever that changes, and again when the display comes back.

    A display that fails stops nobody (R-035): the operator is told to call the ticket out.
    """

    def __init__(self, station: Station, feed: DeviceFeed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._relay = Relay(self)
        self._wanted: _Wanted | None = None
        self._told: _Wanted | None = None
        self._asked = self._lost = False
        station.session.visit_changed.connect(self._follow)
        feed.status_changed.connect(self._on_status)

    def close(self) -> None:
        """Show nothing new."""
        self._relay.close()

    def _follow(self, view: VisitView | None) -> None:
        wanted = None
        if view is not None:
            call = TicketCall(view.visit.ticket_number, int(self._station.parts.number))
            wanted = (call, view.ticket.recalls)
        if wanted != self._wanted or not self._asked:
            self._wanted, self._asked = wanted, True
            self._show()

    def _show(self) -> None:
        devices, wanted = self._station.parts.devices, self._wanted
        if not devices.status(Slot.DISPLAY).driver:
            return
        shown = devices.show_call(wanted[0]) if wanted is not None else devices.clear_display()
        self._relay.bring(shown, lambda _: None, lambda _: self._failed(wanted))

    def _failed(self, wanted: _Wanted | None) -> None:
        if wanted is not None and wanted == self._wanted:
            self._tell()

    def _tell(self) -> None:
        """Once for a call: the same words again would only be in the way."""
        wanted = self._wanted
        if wanted is None or wanted == self._told:
            return
        self._told = wanted
        call = wanted[0]
        words = tr_(_ALOUD, ticket=call.ticket, desk=str(call.desk))
        self._station.tell(words, Tone.WARN, stays=True)

    def _on_status(self) -> None:
        status = self._station.parts.devices.status(Slot.DISPLAY)
        lost = status.state in _LOST and status.code != NOT_FITTED
        if lost and not self._lost:
            self._lost = True
            _log.warning("the queue display is lost: %s", status.code)
            self._tell()
        elif self._lost and status.state is DeviceState.READY:
            self._lost = False
            _log.info("the queue display is back")
            self._told = None
            self._show()
