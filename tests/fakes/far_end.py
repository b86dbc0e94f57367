"""The far end of a cable: a pseudo-terminal or a loopback port behind which a test plays the device.

Nothing runs beside the test: the driver's own waits (its pace) let the device do its next piece.
"""

import os
import select
import socket
import tty
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.lanes import current_work

STEP = 0.01


class SerialEnd:
    """A serial device at ``address``, a name that stays when the cable is put back."""

    def __init__(self, folder: Path, hear: Callable[[bytes], bytes] = lambda _data: b"") -> None:
        self.address = str(folder / "tty")
        self.hear = hear
        self.heard = b""
        self.piece = 65_536
        self.patience = STEP
        self.meanwhile: list[Callable[[], None]] = []
        self._ends: list[int] = []
        self.plug_in()

    def plug_in(self) -> None:
        """Put the cable in, or back."""
        master, slave = os.openpty()
        tty.setraw(slave)
        os.set_blocking(master, False)
        self._ends = [master, slave]
        place = Path(self.address)
        place.unlink(missing_ok=True)
        place.symlink_to(os.ttyname(slave))

    def cut(self) -> None:
        """Pull the cable, whatever is under way."""
        for end in self._ends:
            os.close(end)
        self._ends = []
        Path(self.address).unlink(missing_ok=True)

    def pace(self, _seconds: float) -> None:
        """Let the device do its next piece; the driver waits meanwhile."""
        current_work().check()
        if self.meanwhile:
            self.meanwhile.pop(0)()
        self.pump(self.patience)

    def pump(self, seconds: float = 0.0) -> None:
        """Hear what has come and answer it."""
        for master in self._ends[:1]:
            if select.select([master], [], [], seconds)[0]:
                with suppress(OSError):
                    data = os.read(master, self.piece)
                    self.heard += data
                    self.say(self.hear(data))

    def say(self, data: bytes) -> None:
        """Send these bytes, whatever they are."""
        if data and self._ends:
            os.write(self._ends[0], data)

    def pour(self, data: bytes) -> None:
        """Send all of it, as fast as the other end takes it."""
        left = memoryview(data)
        while left:
            assert select.select([], self._ends[:1], [], 20)[1], "nobody reads at the other end"
            left = left[os.write(self._ends[0], left[:512]) :]

    def until(self, wanted: Callable[[], bool]) -> bool:
        """Hear on until that is so: the kernel hands bytes over in its own time."""
        for _ in range(250):
            if wanted():
                return True
            self.pump(STEP)
        return False

    def close(self) -> None:
        """Put everything away."""
        self.cut()


class NetworkEnd:
    """A network device on a port of this machine; it serves one caller at a time."""

    def __init__(self, hear: Callable[[bytes], bytes]) -> None:
        self.hear = hear
        self.heard = b""
        self.piece = 65_536
        self.patience = STEP
        self.meanwhile: list[Callable[[], None]] = []
        self.calls = 0
        self._caller: socket.socket | None = None
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.setblocking(False)
        self.port = self._server.getsockname()[1]

    def pace(self, _seconds: float) -> None:
        """Let the device do its next piece; the driver waits meanwhile."""
        current_work().check()
        if self.meanwhile:
            self.meanwhile.pop(0)()
        self.pump(self.patience)

    def pump(self, seconds: float = 0.0) -> None:
        """Take a call, hear what has come and answer it."""
        ways = [self._server, *([self._caller] if self._caller else [])]
        for way in select.select(ways, [], [], seconds)[0]:
            if way is self._server:
                self._hang_up()
                self._caller, _ = self._server.accept()
                self.calls += 1
            elif self._caller is way:
                self._listen(way)

    def _listen(self, way: socket.socket) -> None:
        try:
            data = way.recv(self.piece)
        except OSError:
            data = b""
        self.heard += data
        if data:
            self.say(self.hear(data))
        else:
            self._hang_up()

    def say(self, data: bytes) -> None:
        """Send these bytes, whatever they are."""
        if data and self._caller is not None:
            with suppress(OSError):
                self._caller.sendall(data)

    def _hang_up(self) -> None:
        if self._caller is not None:
            self._caller.close()
            self._caller = None

    def cut(self) -> None:
        """Switch the device off, whatever is under way."""
        self._hang_up()
        self._server.close()

    def close(self) -> None:
        """Put everything away."""
        self.cut()
