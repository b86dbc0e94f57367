"""What devices report arrives on the windows' thread, in order, until the window is gone."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.ports.devices import (
    CodeScanned,
    DeviceEvent,
    DeviceState,
    DeviceStatus,
    Slot,
    StatusChanged,
)
from ui.binding.device_feed import DeviceFeed

AT = datetime(2026, 11, 20, 5, 41, tzinfo=UTC)


class Reports:
    """Devices that report what the test says."""

    def __init__(self) -> None:
        self.listener: Callable[[DeviceEvent], None] | None = None

    def listen(self, listener: Callable[[DeviceEvent], None]) -> Callable[[], None]:
        self.listener = listener

        def stop() -> None:
            self.listener = None

        return stop


@pytest.fixture
def reports(qapp: object) -> Reports:
    return Reports()


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def test_events_come_to_the_windows_thread_in_their_order(reports: Reports) -> None:
    feed = DeviceFeed(reports)  # type: ignore[arg-type]
    came: list[tuple[Any, int]] = []
    feed.happened.connect(lambda event: came.append((event, threading.get_ident())))
    scans = [CodeScanned(f"T{number}", AT) for number in range(5)]

    def report() -> None:
        for scan in scans:
            assert reports.listener is not None
            reports.listener(scan)

    thread = threading.Thread(target=report)
    thread.start()
    thread.join()
    assert not came
    settle()
    assert [event for event, _ in came] == scans
    assert {ident for _, ident in came} == {threading.get_ident()}


def test_a_status_is_no_event_of_the_visitor(reports: Reports) -> None:
    feed = DeviceFeed(reports)  # type: ignore[arg-type]
    came: list[Any] = []
    changed: list[bool] = []
    feed.happened.connect(came.append)
    feed.status_changed.connect(lambda: changed.append(True))
    assert reports.listener is not None
    reports.listener(StatusChanged(DeviceStatus(slot=Slot.CARD, state=DeviceState.READY)))
    settle()
    assert changed
    assert not came


def test_a_closed_feed_hears_nothing(reports: Reports) -> None:
    feed = DeviceFeed(reports)  # type: ignore[arg-type]
    feed.close()
    feed.close()
    assert reports.listener is None
