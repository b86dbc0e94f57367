"""Keeps the history of the devices from the start and opens their sheet when it is wanted."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.binding.device_feed import DeviceFeed
from ui.binding.device_history import DeviceHistory
from ui.shell.station import Station

if TYPE_CHECKING:
    from ui.shell.devices_sheet import DevicesSheet


class DeviceReport(QObject):
    """The sheet is made when it is first wanted; the history began before it."""

    def __init__(self, station: Station, feed: DeviceFeed, parent: QObject) -> None:
        super().__init__(parent)
        self._station, self._feed = station, feed
        self._history = DeviceHistory(station.parts.devices, station.parts.now)

    @cached_property
    def sheet(self) -> "DevicesSheet":
        """The sheet of devices."""
        from ui.shell.devices_sheet import DevicesSheet  # noqa: PLC0415 - seldom wanted

        window, parts = self._station.window, self._station.parts
        sheet = DevicesSheet(
            window.work, parts.devices, self._history, desk=parts.number, now=parts.now
        )
        window.add_sheet(sheet)
        self._feed.status_changed.connect(sheet.draw_open)
        self._feed.happened.connect(sheet.draw_open)
        return sheet

    def open(self) -> None:
        """Show how the devices are now."""
        self.sheet.ask()

    def close(self) -> None:
        """Listen no more."""
        self._history.close()
        if "sheet" in self.__dict__:
            self.sheet.end()
