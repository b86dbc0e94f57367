"""The simulator at work: a TLS WebSocket server and a control port, both on this computer alone.

One thread with an event loop serves everything. The control port takes one order a line
(``orders.parse``) and answers one line of JSON to each.
"""

import asyncio
import json
import logging
import ssl
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from http import HTTPStatus

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request as HttpRequest
from websockets.http11 import Response

from devices.eds.ncalayer.messages import HEARTBEAT
from devices.eds.simulator.answers import Answers, Request, SetUp, read_request
from devices.eds.simulator.lab import Lab
from devices.eds.simulator.orders import (
    Act,
    Always,
    Next,
    Order,
    OrderWrongError,
    Play,
    Set,
    parse,
)

HOST = "127.0.0.1"
_LARGEST = 64 * 1024 * 1024
_STARTS_IN = 30.0
# The library tells frames to its log, and in the frames are the documents.
_SILENT = logging.Logger("ncalayer.simulator", logging.CRITICAL + 1)
_NOISE = ("{}", '{"result":{"version":"1.4"}}', HEARTBEAT, "<<no answer>>")
_GARBAGE: dict[str, str | bytes] = {
    "json": '{"status":true,"body":{"result":["-----BEGIN CMS',
    "binary": b"\x00\xff\x00\xff",
    "shape": '{"status":true,"body":{"result":[1,2,3]}}',
}


@dataclass(slots=True)
class Told:
    """What has happened so far, in numbers."""

    connections: int = 0
    requests: int = 0
    documents: int = 0
    at_once: int = 0
    most_at_once: int = 0
    held: int = 0


class Simulator:
    """A simulated NCALayer; ``port`` and ``control`` 0: any free one. Raises ``OSError`` at the
    start when a port is taken."""

    def __init__(
        self, lab: Lab, now: Callable[[], datetime], *, port: int = 0, control: int = 0
    ) -> None:
        self._lab = lab
        self._answers = Answers(lab, now)
        self.port, self.control = port, control
        self.told = Told()
        self.holding = threading.Event()
        """Set while an answer is held back by ``late``."""
        self._set_up = SetUp()
        self._always = Play()
        self._next: deque[Play] = deque()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()
        self._failed: BaseException | None = None
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="ncalayer-simulator")

    def start(self) -> None:
        """Listen; answer when both ports are open."""
        self._thread.start()
        if not self._ready.wait(_STARTS_IN) or self._failed is not None:
            self._thread.join(_STARTS_IN)
            raise self._failed or TimeoutError

    def order(self, line: str) -> str:
        """Give an order from another thread. Raises ``OrderWrongError``."""
        loop = self._loop
        if loop is None:
            raise RuntimeError("the simulator does not run")

        async def obey() -> str:
            return self._obey(line)

        return asyncio.run_coroutine_threadsafe(obey(), loop).result(_STARTS_IN)

    def wait(self) -> None:
        """Wait until somebody has given the order to stop."""
        self._ended.wait()

    def stop(self) -> None:
        """End everything; may be called twice."""
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # it has ended by itself
                loop.call_soon_threadsafe(self._stopping.set)
        if self._thread.ident is not None:
            self._thread.join(_STARTS_IN)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:  # noqa: BLE001 - whoever waits for the start must be told
            self._failed = error
        finally:
            self._loop = None
            self._ready.set()
            self._ended.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        # A client that hangs up in the middle of a handshake is a part of the play.
        self._loop.set_exception_handler(lambda _loop, _context: None)
        self._stopping, self._released = asyncio.Event(), asyncio.Event()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self._lab.tls_leaf)
        async with (
            serve(
                self._talk, HOST, self.port, ssl=context, max_size=_LARGEST, compression=None,
                ping_interval=None, close_timeout=0.2, process_request=_page, logger=_SILENT,
            ) as server,
            await asyncio.start_server(self._listen, HOST, self.control) as control,
        ):  # fmt: skip
            self.port = next(iter(server.sockets)).getsockname()[1]
            self.control = control.sockets[0].getsockname()[1]
            self._ready.set()
            await self._stopping.wait()
            self._released.set()
            self._ended.set()
            server.close(close_connections=True)

    # The connection of a client.

    async def _talk(self, client: ServerConnection) -> None:
        self.told.connections += 1
        with suppress(ConnectionClosed):
            if not self._set_up.greeting:
                await client.wait_closed()
                return
            await client.send(self._answers.greeting(self._set_up))
            async for text in client:
                await self._hear(client, text if isinstance(text, str) else "")

    async def _hear(self, client: ServerConnection, text: str) -> None:
        if text == HEARTBEAT:
            await client.send(HEARTBEAT)
            return
        request = read_request(text)
        if request is None:
            await client.send(self._answers.unreadable())
            return
        self.told.requests += 1
        self.told.at_once += 1
        self.told.most_at_once = max(self.told.most_at_once, self.told.at_once)
        try:
            await self._answer(client, request)
        finally:
            self.told.at_once -= 1

    async def _answer(self, client: ServerConnection, request: Request) -> None:
        play = self._play_for(request)
        if play.act is Act.SILENCE:
            await client.wait_closed()
        elif play.act is Act.DROP:
            client.transport.abort()
        elif play.act is Act.GARBAGE:
            await self._send_garbage(client, request, play)
        else:
            await self._hold(client, play)
            await client.send(self._answers.to(request, play, self._set_up))

    def _play_for(self, request: Request) -> Play:
        if not self._set_up.asks_person(request):
            return Play()
        with suppress(AttributeError, IndexError, KeyError, TypeError):
            self.told.documents += len(request.documents)
        return self._next.popleft() if self._next else self._always

    async def _hold(self, client: ServerConnection, play: Play) -> None:
        if play.act is Act.LATE:
            self.told.held += 1
            self._released.clear()
            self.holding.set()
            await self._released.wait()
            self.holding.clear()
        elif play.act is Act.DELAY:
            with suppress(TimeoutError):
                async with asyncio.timeout(play.amount):
                    await client.wait_closed()

    async def _send_garbage(self, client: ServerConnection, request: Request, play: Play) -> None:
        if play.word == "frame":
            client.transport.write(b"\x8f\xff\xff\xff")
            await client.wait_closed()
        elif play.word == "noise":
            for noise in _NOISE:
                await client.send(noise)
            await client.send(self._answers.to(request, Play(), self._set_up))
        else:
            await client.send(_GARBAGE[play.word])

    # The control port.

    async def _listen(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, ValueError):
            while line := await reader.readline():
                writer.write(self._replied(line.decode(errors="replace")).encode() + b"\n")
                await writer.drain()
        writer.close()

    def _replied(self, line: str) -> str:
        try:
            return self._obey(line)
        except OrderWrongError as wrong:
            return json.dumps({"ok": False, "could_be": str(wrong)})

    def _obey(self, line: str) -> str:
        order = parse(line)
        if order is not None:
            self._do(order)
        return json.dumps({"ok": True, **asdict(self.told)})

    def _do(self, order: Order) -> None:
        if isinstance(order, Next):
            self._next.append(order.play)
        elif isinstance(order, Always):
            self._always = order.play
        elif isinstance(order, Set):
            self._set_up = self._set_up.changed(order)
        elif order.what == "release":
            self._released.set()
        elif order.what == "stop":
            self._stopping.set()


def _page(client: ServerConnection, request: HttpRequest) -> Response | None:
    """A plain visit gets a page, as from the real one."""
    if "Upgrade" in request.headers:
        return None
    return client.respond(HTTPStatus.OK, "NCALayer simulator of practice\n")
