"""A card service of the tests' own with a reader and no plastic, in a network that nobody else hears.

Run as a program inside its namespace (``unshare -r -m -n``) it starts ``pcscd`` with the driver of a
virtual reader and carries cards in: each connection to its socket is one card, for as long as it lasts.
"""

import os
import select
import shutil
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn, Protocol

import pytest

_DRIVER = Path(sys.prefix) / "virtual-card/usr/lib/pcsc/drivers/serial/libifdvpcd.so"
_POWER_OFF, _POWER_ON, _RESET, _TELL_ATR = 0, 1, 2, 4
_READER_PORT = 0x8C7B
_MOST_WAIT = 20.0


def service_socket() -> Path:
    """Where this process looks for its card service: ``tests/conftest.py`` sets it once for all."""
    return Path(os.environ["PCSCLITE_CSOCK_NAME"])


class Chip(Protocol):
    """What a card of ours is to the reader."""

    answer_to_reset: bytes

    def reset(self) -> None: ...
    def transmit(self, said: bytes) -> bytes: ...


class CardInReader:
    """One card in the virtual reader: its chip answers on a thread of its own until it is taken out."""

    def __init__(self, room: "CardRoom", chip: Chip) -> None:
        self.chip = chip
        self._line = socket.socket(socket.AF_UNIX)
        self._line.connect(str(room.cards))
        self._thread = threading.Thread(target=self._answer, name="virtual-card", daemon=True)
        self._thread.start()

    def take_out(self) -> None:
        """Pull it, also in the middle of a word."""
        with suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)
        if threading.current_thread() is not self._thread:
            self._thread.join(_MOST_WAIT)
        self._line.close()

    def _answer(self) -> None:
        with suppress(OSError, EOFError):
            while True:
                said = _frame(self._line)
                if len(said) != 1:
                    _send(self._line, self.chip.transmit(said))
                elif said[0] == _TELL_ATR:
                    _send(self._line, self.chip.answer_to_reset)
                elif said[0] in (_POWER_OFF, _POWER_ON, _RESET):
                    self.chip.reset()


def _frame(line: socket.socket) -> bytes:
    (size,) = struct.unpack(">H", _exactly(line, 2))
    return _exactly(line, size)


def _exactly(line: socket.socket, size: int) -> bytes:
    content = b""
    while len(content) < size:
        piece = line.recv(size - len(content))
        if not piece:
            raise EOFError
        content += piece
    return content


def _send(line: socket.socket, content: bytes) -> None:
    line.sendall(struct.pack(">H", len(content)) + content)


class CardRoom:
    """The room from outside: cards go in and out, the service ends and begins anew."""

    def __init__(self, folder: Path, process: "subprocess.Popen[str]") -> None:
        self.cards = folder / "reader"
        self._process = process

    def insert(self, chip: Chip) -> CardInReader:
        """Put a card in."""
        return CardInReader(self, chip)

    def stop_service(self) -> None:
        """End the card service; cards fall out of it."""
        self._tell("stop")

    def start_service(self) -> None:
        """Start it again."""
        self._tell("start")

    def _tell(self, order: str) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(order + "\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline().strip() == order


def why_not() -> str:
    """Why there can be no card room here; empty when there can."""
    if not _DRIVER.exists():
        return "the driver of a virtual card is missing: packaging/test unpacks it"
    if shutil.which("pcscd", path=f"{os.environ['PATH']}:/usr/sbin") is None:
        return "the card service pcscd is missing: packaging/test installs it"
    tried = subprocess.run(["unshare", "-r", "-m", "-n", "true"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else "this system gives no namespaces to ordinary users"


def lacking(reason: str) -> NoReturn:
    """Leave the test with its reason where this machine lacks something; under CI it fails."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def card_room() -> Iterator[CardRoom]:
    """The room of this process, ready for cards; one at a time. Skips with its reason where there can
    be none; under CI that is a failure."""
    reason = why_not()
    if reason:
        lacking(reason)
    # Beside the service's own socket: the path of a socket must stay short.
    folder = service_socket().parents[2] / "cards"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    service_socket().parent.mkdir(parents=True, exist_ok=True)
    command = ["unshare", "-r", "-m", "-n", sys.executable, __file__, str(folder)]
    process = subprocess.Popen(
        [*command, str(service_socket().parent)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "start"
        yield CardRoom(folder, process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(_MOST_WAIT)
        assert process.stdout is not None
        process.stdout.close()


# Inside the namespace.


def _main(folder: Path, service_folder: Path) -> None:
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    subprocess.run(["mount", "--bind", str(service_folder.parent), "/run"], check=True)
    config = folder / "readers"
    config.mkdir(exist_ok=True)
    (config / "vpcd").write_text(
        f'FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:0x{_READER_PORT:X}\n'
        f"LIBPATH {_DRIVER}\nCHANNELID 0x{_READER_PORT:X}\n"
    )
    place = folder / "reader"
    door = socket.socket(socket.AF_UNIX)
    door.bind(str(place))
    door.listen()
    threading.Thread(target=_carry_in, args=(door,), daemon=True).start()
    service = _service(config)
    print("start", flush=True)
    for order in sys.stdin:
        if order.strip() == "stop":
            _end(service)
        else:
            service = _service(config)
        print(order.strip(), flush=True)
    _end(service)


def _service(config: Path) -> "subprocess.Popen[bytes]":
    place = Path("/run/pcscd/pcscd.comm")
    place.unlink(missing_ok=True)
    Path("/run/pcscd/pcscd.pid").unlink(missing_ok=True)
    program = shutil.which("pcscd", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program is not None
    service = subprocess.Popen(
        [program, "-f", "-C", "-c", str(config)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    end = time.monotonic() + _MOST_WAIT
    while not (place.exists() and _listens()) and time.monotonic() < end:
        time.sleep(0.02)
    return service


def _listens() -> bool:
    return f":{_READER_PORT:04X} " in Path("/proc/net/tcp").read_text()


def _end(service: "subprocess.Popen[bytes]") -> None:
    service.terminate()
    service.wait(_MOST_WAIT)


def _carry_in(door: socket.socket) -> None:
    while True:
        line, _ = door.accept()
        threading.Thread(target=_carry, args=(line,), daemon=True).start()


def _carry(line: socket.socket) -> None:
    reader = socket.socket()
    with line, reader, suppress(OSError):
        reader.connect(("127.0.0.1", _READER_PORT))
        while True:
            # Without it every word of the reader would wait for a late acknowledgement.
            reader.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            ready, _, _ = select.select([line, reader], [], [])
            for side in ready:
                piece = side.recv(65536)
                if not piece:
                    return
                (reader if side is line else line).sendall(piece)


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]))
