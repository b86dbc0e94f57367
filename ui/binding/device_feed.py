"""Brings what devices report from their threads to the thread of the windows, one event at a time."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from app.ports.devices import DeviceEvent, Devices, StatusChanged


class DeviceFeed(QObject):
    """Signals: ``happened(object)`` a card, a code or what went wrong with them;
    ``card_read(CardFacts)`` a chip that was opened with its key; ``status_changed`` after a
    slot has another status."""

    happened = Signal(object)
    card_read = Signal(object)
    status_changed = Signal()
    _came = Signal(object)

    def __init__(self, devices: Devices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)
        self._stop: Callable[[], None] | None = devices.listen(self._hand_on)

    def close(self) -> None:
        """Hear nothing any more."""
        if self._stop is not None:
            self._stop()
            self._stop = None

    def _hand_on(self, event: DeviceEvent) -> None:
        try:
            self._came.emit(event)
        except RuntimeError:
            # The window closed between the event and now: nobody is left to be told.
            self._stop = None

    def _on_came(self, event: object) -> None:
        if isinstance(event, StatusChanged):
            self.status_changed.emit()
        else:
            self.happened.emit(event)
