"""A queue display in memory: it holds a ticket number and a desk, and can hold nothing else."""

from app.ports.devices import Listener, Slot, TicketCall
from devices.outfit import Outfit
from devices.plug import Plug


class SimulatedDisplay:
    """A display whose board is read from :attr:`shown`."""

    slot = Slot.DISPLAY
    driver = "simulated"
    simulated = True

    def __init__(self, outfit: Outfit) -> None:
        self.plug = Plug(self.slot, outfit.pace)
        self._shown: TicketCall | None = None

    @property
    def shown(self) -> TicketCall | None:
        """The call on the board."""
        return self._shown

    def open(self, report: Listener) -> None:
        """Take the display; it starts empty."""
        self.plug.open(report)
        self._shown = None

    def probe(self) -> None:
        """Raises ``DeviceFault`` when the cable is out."""
        self.plug.take_time()

    def close(self) -> None:
        """Let the display go; nothing stays on it."""
        self.plug.close()
        self._shown = None

    def show_call(self, call: TicketCall) -> None:
        """Show the call."""
        self.plug.take_time()
        self._shown = call

    def clear(self) -> None:
        """Show nothing."""
        self.plug.take_time()
        self._shown = None
