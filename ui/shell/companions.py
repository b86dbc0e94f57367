"""What goes along with the desk: its display, the screens of the hall, ticket prints, a lost store."""

from PySide6.QtCore import QObject

from ui.binding.device_feed import DeviceFeed
from ui.binding.presentation import VerbItem
from ui.shell.cut_off import CutOff
from ui.shell.desk_display import DeskDisplay
from ui.shell.frame import Frame
from ui.shell.hall_windows import HallWindows
from ui.shell.pages import PRINT_TICKETS, SURFACE
from ui.shell.station import Station
from ui.shell.surfaces import Surface
from ui.shell.ticket_prints import TicketPrints


class Companions(QObject):
    """Each looks after one thing beside the case; the conductor only gives them the time."""

    def __init__(self, station: Station, frame: Frame, feed: DeviceFeed, parent: QObject) -> None:
        super().__init__(parent)
        parts = station.parts
        self.display = DeskDisplay(station, feed, self)
        self.hall = HallWindows(parts, self)
        self.prints = TicketPrints(station, frame, feed, self)
        fallback = parts.fallback
        self.cut_off = CutOff(station, fallback, self) if fallback is not None else None

    def tick(self, seconds: int) -> None:
        """A second went by."""
        if self.cut_off is not None:
            self.cut_off.tick(seconds)

    def close(self) -> None:
        """End all of them."""
        self.display.close()
        self.hall.close()
        self.prints.close()
        if self.cut_off is not None:
            self.cut_off.close()

    def entries(self) -> tuple[VerbItem, ...]:
        """What the present trouble puts first into the menu."""
        return self.cut_off.entries() if self.cut_off is not None else ()

    def press(self, verb: str) -> bool:
        """Carry a verb of the menu; whether it was for one of these."""
        if verb == PRINT_TICKETS:
            self.prints.print_again()
        elif verb.startswith(SURFACE):
            self.hall.open(Surface(verb.removeprefix(SURFACE)))
        else:
            return self.cut_off is not None and self.cut_off.press(verb)
        return True
