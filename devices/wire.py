"""Bytes to and from a device: a serial port, a network printer or a device file, all alike.

Nothing here blocks: what cannot be written or read at once is waited for by the desk's pace, so that
a cancel ends the wait, and patience is counted in the pace's own time. A port that has gone is told
by every verb, and never by a notifier that fires for ever.
"""

import fcntl
import os
import select
import socket
import stat
import struct
import termios
from collections.abc import Callable
from contextlib import suppress
from errno import EACCES, EAGAIN, EBUSY, EPERM

import serial

from app.errors import DeviceFault
from app.ports.device_faults import NO_ACCESS, SILENT, TAKEN, UNPLUGGED
from app.ports.devices import Slot
from devices.outfit import Pace

STEP_SECONDS = 0.02
CONNECT_SECONDS = 4.0
_PIECE = 4096
_MEMORY_DEVICES = 1
# Also told by a network printer that has closed its end.
_GONE = select.POLLHUP | select.POLLERR | select.POLLNVAL | getattr(select, "POLLRDHUP", 0)


def _always() -> bool:
    return True


class Wire:
    """An open way to a device. Every verb raises ``DeviceFault`` (device.unplugged) when it is cut.

    ``handle`` is a file descriptor that does not block; ``present`` tells whether the device at
    the far end is there, where the port can know.
    """

    def __init__(
        self,
        handle: int,
        slot: Slot,
        pace: Pace,
        close: Callable[[], None],
        present: Callable[[], bool] = _always,
    ) -> None:
        self._handle = handle
        self._slot = slot
        self._pace = pace
        self._close = close
        self._present = present

    def check(self) -> None:
        """Look whether the device is still there."""
        poll = select.poll()
        poll.register(self._handle, select.POLLIN | getattr(select, "POLLRDHUP", 0))
        try:
            gone = any(event & _GONE for _, event in poll.poll(0))
            if gone or not self._present():
                raise DeviceFault(UNPLUGGED, slot=self._slot)
        except OSError as error:
            raise DeviceFault(UNPLUGGED, slot=self._slot) from error

    def send(self, data: bytes, patience: float) -> None:
        """Write everything and see it leave the computer.

        ``patience`` is how many seconds may pass without any progress. Raises ``DeviceFault``
        (device.silent) after that.
        """
        left = memoryview(data)
        waited = 0.0
        while left:
            taken = self._write(left[:_PIECE])
            left = left[taken:]
            waited = 0.0 if taken else self._wait(waited, patience)
        self._settle(patience)

    def _write(self, piece: memoryview) -> int:
        self.check()
        try:
            return os.write(self._handle, piece)
        except BlockingIOError:
            return 0
        except OSError as error:
            raise DeviceFault(UNPLUGGED, slot=self._slot) from error

    def _settle(self, patience: float) -> None:
        waited, before = 0.0, 0
        while left := self._still_here():
            self.check()
            waited = self._wait(waited if left == before else 0.0, patience)
            before = left
        self.check()

    def _still_here(self) -> int:
        """How many bytes the computer still holds; a device file that cannot tell holds none."""
        try:
            answer = fcntl.ioctl(self._handle, termios.TIOCOUTQ, b"\0" * 4)
        except OSError:
            return 0
        return int(struct.unpack("i", answer)[0])

    def _wait(self, waited: float, patience: float) -> float:
        if waited >= patience:
            raise DeviceFault(SILENT, slot=self._slot)
        self._pace(STEP_SECONDS)
        return waited + STEP_SECONDS

    def fileno(self) -> int:
        """The handle to wait on; whoever waits must ``receive``, which tells of a cut wire."""
        return self._handle

    def receive(self) -> bytes:
        """What has come until now; empty when nothing has."""
        try:
            data = os.read(self._handle, _PIECE)
        except BlockingIOError:
            data = b""
        except OSError as error:
            raise DeviceFault(UNPLUGGED, slot=self._slot) from error
        if not data:
            self.check()
        return data

    def close(self) -> None:
        """Let the device go; never raises."""
        with suppress(OSError):
            self._close()


def open_serial(
    port: str, baud: int, slot: Slot, pace: Pace, *, only_when_ready: bool = False
) -> Wire:
    """Take a serial port for this program alone, 8 bits, no parity, one stop bit.

    ``only_when_ready`` heeds the line DSR, by which a device tells that it is switched on. Raises
    ``DeviceFault`` (device.unplugged, device.no_access, device.taken).
    """
    try:
        opened = serial.Serial(port, baud, timeout=0, write_timeout=0, exclusive=True)
    except (OSError, ValueError) as error:
        raise DeviceFault(_cause(error), slot=slot) from error
    if not only_when_ready:
        return Wire(opened.fileno(), slot, pace, opened.close)
    return Wire(opened.fileno(), slot, pace, opened.close, lambda: bool(opened.dsr))


def open_network(host: str, port: int, slot: Slot, pace: Pace) -> Wire:
    """Call a network printer. Raises ``DeviceFault`` (device.unplugged)."""
    try:
        called = socket.create_connection((host, port), timeout=CONNECT_SECONDS)
    except OSError as error:
        raise DeviceFault(UNPLUGGED, slot=slot) from error
    # A question of three bytes must not wait for company.
    called.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    called.setblocking(False)
    return Wire(called.fileno(), slot, pace, called.close)


def open_file(path: str, slot: Slot, pace: Pace) -> Wire:
    """Take a device file. Raises ``DeviceFault`` (device.unplugged, device.no_access, …).

    A plain file and the null device are no printers: what is written there is not printed.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError as error:
        raise DeviceFault(_cause(error), slot=slot) from error
    found = os.fstat(handle)
    if not stat.S_ISCHR(found.st_mode) or os.major(found.st_rdev) == _MEMORY_DEVICES:
        os.close(handle)
        raise DeviceFault(UNPLUGGED, slot=slot)
    return Wire(handle, slot, pace, lambda: os.close(handle))


def _cause(error: Exception) -> str:
    number = getattr(error, "errno", None)
    if number in (EACCES, EPERM):
        return NO_ACCESS
    # pyserial tells of a port that another program holds without a number of its own.
    if number in (EBUSY, EAGAIN) or "exclusively lock" in str(error):
        return TAKEN
    return UNPLUGGED
