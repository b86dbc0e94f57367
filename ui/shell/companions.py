"""What goes along with the desk: devices, display, camera, copies, hall, tickets, a lost store."""

from PySide6.QtCore import QObject

from ui.binding.device_feed import DeviceFeed
from ui.binding.presentation import VerbItem
from ui.shell.absence import Absence
from ui.shell.copy_desk import CopyDesk
from ui.shell.cut_off import CutOff
from ui.shell.desk_display import DeskDisplay
from ui.shell.desk_menu import DEVICES
from ui.shell.device_report import DeviceReport
from ui.shell.frame import Frame
from ui.shell.hall_windows import HallWindows
from ui.shell.pages import PRINT_TICKETS, SURFACE
from ui.shell.pin_counter import PinCounter
from ui.shell.station import Station
from ui.shell.surfaces import Surface
from ui.shell.ticket_prints import TicketPrints
from ui.shell.webcam_desk import WebcamDesk


class Companions(QObject):
    """Each looks after one thing beside the case; the conductor only gives them the time."""

    def __init__(self, station: Station, frame: Frame, feed: DeviceFeed, parent: QObject) -> None:
        super().__init__(parent)
        parts = station.parts
        self.display = DeskDisplay(station, feed, self)
        self.hall = HallWindows(parts, self)
        self.prints = TicketPrints(station, frame, feed, self)
        self.webcam = WebcamDesk(station, feed, self)
        self.devices = DeviceReport(station, feed, self)
        self.absence = Absence(station, feed, self, parts.settings.lock_after_seconds)
        self.pins = PinCounter(station, feed, self, self.absence.lock)
        self.copies = CopyDesk(station, self.webcam.state, self)
        self._station = station
        fallback = parts.fallback
        self.cut_off = CutOff(station, fallback, self) if fallback is not None else None

    def tick(self, seconds: int) -> None:
        """A second went by."""
        self.absence.tick()
        if self.cut_off is not None:
            self.cut_off.tick(seconds)

    def close(self) -> None:
        """End all of them."""
        self.display.close()
        self.hall.close()
        self.prints.close()
        self.webcam.close()
        self.devices.close()
        self.pins.close()
        self.absence.close()
        self.copies.close()
        if self.cut_off is not None:
            self.cut_off.close()

    def facts(self) -> dict[str, str]:
        """What a page may draw of them: the camera, and whether the visitor sees that it looks."""
        shown = "shown" if self._station.applicant.seen else ""
        return {"camera": self.webcam.state(), "visitor_screen": shown}

    def entries(self) -> tuple[VerbItem, ...]:
        """What the present trouble puts first into the menu."""
        return self.cut_off.entries() if self.cut_off is not None else ()

    def press(self, verb: str) -> bool:
        """Carry a verb of the menu; whether it was for one of these."""
        if verb == PRINT_TICKETS:
            self.prints.print_again()
        elif verb == DEVICES:
            self.devices.open()
        elif verb.startswith(SURFACE):
            self.hall.open(Surface(verb.removeprefix(SURFACE)))
        elif not self.copies.press(verb) and not self.webcam.press(verb):
            return self.cut_off is not None and self.cut_off.press(verb)
        return True
