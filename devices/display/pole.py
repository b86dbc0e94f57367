"""The pole display of a desk on a serial port: the called ticket and the desk, nothing else (R-034)."""

from app.errors import DeviceFault
from app.ports.device_faults import CANNOT_SHOW, UNPLUGGED
from app.ports.devices import Listener, Slot, TicketCall
from devices.display.pole_codes import COMMAND_SETS, NotShowableError, cleared, shown, started
from devices.outfit import Outfit
from devices.wire import Wire, open_serial

_PATIENCE = 3.0
_BAUDS = (1200, 115_200)


class PoleDisplay:
    """A two-line customer display. It never answers, so it is there as long as its port is.

    Options: ``address`` (``/dev/ttyUSB0``), ``baud`` (9600), ``protocol`` (``cd5220`` or
    ``escpos``), ``presence`` (``port``, or ``dsr`` for a display that holds the line DSR while
    it has power: then its own plug is noticed too, not the adapter's alone).
    """

    slot = Slot.DISPLAY
    driver = "pole"
    simulated = False

    def __init__(self, outfit: Outfit) -> None:
        options = outfit.options_of(
            self.slot, self.driver, ("address", "baud", "protocol", "presence")
        )
        self._address = options.word("address")
        self._baud = options.number("baud", *_BAUDS, usual=9600)
        self._protocol = options.choice("protocol", tuple(COMMAND_SETS), "cd5220")
        self._heeds_dsr = options.choice("presence", ("port", "dsr"), "port") == "dsr"
        self._pace = outfit.pace
        self._wire: Wire | None = None

    def open(self, report: Listener) -> None:  # noqa: ARG002 - the hub's probe finds the loss
        """Take the port and empty the display. Raises ``DeviceFault``."""
        self.close()
        self._wire = open_serial(
            self._address, self._baud, self.slot, self._pace, only_when_ready=self._heeds_dsr
        )
        self._send(started(self._protocol))

    def probe(self) -> None:
        """Raises ``DeviceFault`` (device.unplugged) when the port has gone."""
        self._open_wire().check()

    def close(self) -> None:
        """Let the port go."""
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    def show_call(self, call: TicketCall) -> None:
        """Show the call. Raises ``DeviceFault``; a call that cannot be shown leaves no other one."""
        try:
            codes = shown(self._protocol, call)
        except NotShowableError as error:
            self.clear()
            raise DeviceFault(CANNOT_SHOW, slot=self.slot) from error
        self._send(codes)

    def clear(self) -> None:
        """Show nothing. Raises ``DeviceFault``."""
        self._send(cleared())

    def _send(self, data: bytes) -> None:
        self._open_wire().send(data, _PATIENCE)

    def _open_wire(self) -> Wire:
        if self._wire is None:
            raise DeviceFault(UNPLUGGED, slot=self.slot)
        return self._wire
