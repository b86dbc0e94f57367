"""The connection to NCALayer: WebSocket over TLS to this computer itself, every wait with an end.

Nothing here has a thread: the socket is waited for in short steps, between which a cancel of the
running task is noticed. A link that has failed in any way is of no more use.
"""

import logging
import select
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from typing import Any, TypeVar

from websockets.client import ClientProtocol
from websockets.frames import Opcode
from websockets.protocol import State
from websockets.uri import parse_uri

from app.lanes import current_work

HOST = "127.0.0.1"
LARGEST_ANSWER = 64 * 1024 * 1024
"""In bytes; a longer message is not read to its end."""
STEP_SECONDS = 0.05
_AT_ONCE = float("-inf")
_PIECE = 65_536
_TEXT, _MORE, _BINARY = Opcode.TEXT, Opcode.CONT, Opcode.BINARY

Clock = Callable[[], float]
T = TypeVar("T")

# The library tells every frame to its log, and in the frames are the documents.
_SILENT = logging.Logger("ncalayer.frames", logging.CRITICAL + 1)


class Trouble(Enum):
    """Why a link is of no more use."""

    NOBODY = auto()
    """Nothing listens on the port."""
    MUTE = auto()
    """The port takes the call, and no word comes."""
    STRANGER = auto()
    """What answers speaks another protocol."""
    UNTRUSTED = auto()
    """The certificate does not lead to the root."""
    LATE = auto()
    """The time is over."""
    LOST = auto()
    """The other side has gone."""
    GARBLED = auto()
    """What came is no text, or one without end."""


class LinkError(Exception):
    """A link that has failed."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.name)
        self.trouble = trouble


def trusting(root: Path) -> ssl.SSLContext:
    """The trust in one root and no other. Raises ``OSError`` (``ssl.SSLError`` is one)."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(cafile=root)
    return context


class Link:
    """An open connection; every verb raises :class:`LinkError`, or what a cancel raises."""

    def __init__(self, channel: ssl.SSLSocket, port: int, clock: Clock) -> None:
        self._channel = channel
        self._clock = clock
        self._protocol = ClientProtocol(
            parse_uri(f"wss://{HOST}:{port}/"), max_size=LARGEST_ANSWER, logger=_SILENT
        )
        self._message: list[bytes] = []
        self._texts: list[str] = []
        self._secure = False
        self._over = False

    def agree(self, until: float) -> None:
        """Do both handshakes."""
        self._step(self._channel.do_handshake, until)
        self._secure = True
        self._protocol.send_request(self._protocol.connect())
        self._flush(until)
        while self._protocol.state is State.CONNECTING:
            if self._protocol.handshake_exc is not None:
                raise LinkError(Trouble.STRANGER)
            self._take_in(until)
        if self._protocol.handshake_exc is not None or self._protocol.state is not State.OPEN:
            raise LinkError(Trouble.STRANGER)

    def send(self, text: str, until: float) -> None:
        """Send a text to its end."""
        if self._over or self._protocol.state is not State.OPEN:
            raise LinkError(Trouble.LOST)
        self._protocol.send_text(text.encode())
        self._flush(until)

    def receive(self, until: float) -> str:
        """The next text, in the order in which they came."""
        while not self._texts:
            self._alive()
            self._take_in(until)
        return self._texts.pop(0)

    def forget(self) -> None:
        """Read and drop what nobody asked for; tells a link whose other side has gone."""
        try:
            while True:
                self._alive()
                self._take_in(_AT_ONCE)
        except LinkError as error:
            if error.trouble is not Trouble.LATE:
                raise
        self._texts.clear()

    def close(self) -> None:
        """Hang up without waiting; never raises."""
        with suppress(Exception):
            if self._protocol.state is State.OPEN:
                self._protocol.send_close(1000)
            self._channel.send(b"".join(self._protocol.data_to_send()))
        with suppress(OSError):
            self._channel.close()

    def _alive(self) -> None:
        if self._over or self._protocol.state is not State.OPEN:
            raise LinkError(Trouble.LOST)

    def _take_in(self, until: float) -> None:
        self._hear(self._step(lambda: self._channel.recv(_PIECE), until))
        if self._protocol.parser_exc is not None and not self._over:
            raise LinkError(Trouble.GARBLED)
        try:
            self._flush(until)
        except LinkError:
            # The answer is here; that the other side hangs up after it takes nothing away.
            if not self._texts:
                raise

    def _hear(self, data: bytes) -> None:
        if not data:
            self._over = True
            self._protocol.receive_eof()
            return
        self._protocol.receive_data(data)
        for event in self._protocol.events_received():
            opcode = getattr(event, "opcode", None)
            if opcode is _BINARY:
                raise LinkError(Trouble.GARBLED)
            if opcode in (_TEXT, _MORE):
                self._gather(event.data, whole=event.fin)  # type: ignore[union-attr]

    def _gather(self, data: Any, *, whole: bool) -> None:
        self._message.append(bytes(data))
        if whole:
            text, self._message = b"".join(self._message), []
            try:
                self._texts.append(text.decode())
            except UnicodeDecodeError as error:
                raise LinkError(Trouble.GARBLED) from error

    def _flush(self, until: float) -> None:
        left = memoryview(b"".join(self._protocol.data_to_send()))
        while left:
            sent = self._step(lambda: self._channel.send(left[:_PIECE]), until)  # noqa: B023 - called at once
            left = left[sent:]

    def _step(self, act: Callable[[], T], until: float) -> T:
        """Do an act of the channel as soon as it can be done."""
        while True:
            try:
                return act()
            except ssl.SSLWantReadError:
                self._wait(select.POLLIN, until)
            except ssl.SSLWantWriteError:
                self._wait(select.POLLOUT, until)
            except ssl.SSLCertVerificationError as error:
                raise LinkError(Trouble.UNTRUSTED) from error
            except OSError as error:
                # Before there is a channel: whoever hangs up then does not speak TLS.
                gone = Trouble.LOST if self._secure else Trouble.STRANGER
                raise LinkError(gone) from error

    def _wait(self, event: int, until: float) -> None:
        current_work().check()
        left = until - self._clock()
        if left <= 0:
            raise LinkError(Trouble.LATE)
        poll = select.poll()
        poll.register(self._channel, event)
        poll.poll(max(1, int(min(left, STEP_SECONDS) * 1000)))


def call(port: int, trust: ssl.SSLContext, until: float, clock: Clock) -> Link:
    """Call NCALayer on this computer and agree on the protocol."""
    try:
        called = socket.create_connection((HOST, port), timeout=max(0.05, until - clock()))
    except OSError as error:
        raise LinkError(_why_nobody(error)) from error
    called.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    called.setblocking(False)
    try:
        channel = trust.wrap_socket(called, server_hostname=HOST, do_handshake_on_connect=False)
    except OSError as error:
        called.close()
        raise LinkError(Trouble.STRANGER) from error
    link = Link(channel, port, clock)
    try:
        link.agree(until)
    except LinkError as error:
        link.close()
        if error.trouble is Trouble.LATE:
            raise LinkError(Trouble.MUTE) from error
        raise
    except BaseException:
        link.close()
        raise
    return link


def _why_nobody(error: OSError) -> Trouble:
    return Trouble.MUTE if isinstance(error, TimeoutError) else Trouble.NOBODY
