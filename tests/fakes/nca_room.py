"""Around NCALayer in tests: a day, a clock by hand, orders, and strangers on its port."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.domain.signing_key import KeyDemand, SigningOrder
from app.ports.devices import Slot
from devices.eds.ncalayer.client import NcaLayer, Patience
from devices.eds.simulator.lab import OPERATOR_IIN, PRACTICE_BIN, Lab
from devices.eds.simulator.server import Simulator
from devices.outfit import Outfit
from tests.fakes.device_rig import AT

CALM = Patience(connect=20.0, greeting=20.0, answer=20.0, person=60.0)
"""So much that a slow machine is never taken for a silent NCALayer."""
OWN = KeyDemand(iin=OPERATOR_IIN, bin=PRACTICE_BIN)


def ordered(*contents: bytes, **other: object) -> SigningOrder:
    """An order of the practice employee."""
    return SigningOrder(contents=contents or (b"one document",), demand=OWN, **other)  # type: ignore[arg-type]


def unheard(_count: int) -> None:
    """Nobody listens how many documents wait."""


class LeapingClock:
    """Time stands still until it is told to leap: then every look at it takes a minute."""

    def __init__(self) -> None:
        self._now = 0.0
        self._step = 0.0

    def __call__(self) -> float:
        self._now += self._step
        return self._now

    def leap(self, _count: int = 0) -> None:
        """From now on a wait of minutes is over after some looks."""
        self._step = 60.0

    def stand(self) -> None:
        """Stand still again."""
        self._step = 0.0


class Room:
    """A running simulator and the ways to call it."""

    def __init__(self, lab: Lab, simulator: Simulator) -> None:
        self.lab = lab
        self.simulator = simulator
        self.clock = LeapingClock()
        self._opened: list[NcaLayer] = []

    def say(self, *lines: str) -> None:
        """Give orders to the simulator."""
        for line in lines:
            self.simulator.order(line)

    def client(self, *, file_keys: bool = False, patience: Patience = CALM) -> NcaLayer:
        """A client whose time stands still until the clock leaps."""
        made = NcaLayer(
            self.lab.tls_root,
            lambda: AT,
            port=self.simulator.port,
            file_keys=file_keys,
            patience=patience,
            clock=self.clock,
        )
        self._opened.append(made)
        return made

    def outfit(self, folder: Path) -> Outfit:
        """What the driver needs to find this simulator."""
        return nca_outfit(folder, self.lab.tls_root, self.simulator.port)

    def close(self) -> None:
        """Hang up and end the simulator."""
        for client in self._opened:
            client.close()
        self.simulator.stop()


def nca_outfit(folder: Path, root: Path, port: int) -> Outfit:
    """An outfit whose driver calls NCALayer at that port."""
    options = {"root": str(root), "port": str(port)}
    return Outfit(now=lambda: AT, paper_folder=folder, options={Slot.EDS.value: options})


@contextmanager
def opened_room(lab: Lab, port: int = 0) -> Iterator[Room]:
    """A room whose simulator ends with the block."""
    simulator = Simulator(lab, lambda: AT, port=port)
    simulator.start()
    room = Room(lab, simulator)
    try:
        yield room
    finally:
        room.close()


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


@contextmanager
def stranger(
    answer: bytes | None, trust: Callable[[], ssl.SSLContext] | None = None
) -> Iterator[int]:
    """A program that says ``answer`` to whoever calls and hangs up; ``None``: says nothing at all.

    ``trust`` makes the context of one that speaks TLS. Gives the port.
    """
    with socket.create_server(("127.0.0.1", 0)) as server:
        over = threading.Event()

        def serve() -> None:
            with suppress(OSError):
                called, _ = server.accept()
                with called:
                    called.settimeout(10)
                    if answer is None:
                        over.wait(10)
                        return
                    talk = trust().wrap_socket(called, server_side=True) if trust else called
                    with talk:
                        if trust is not None:
                            talk.recv(65_536)
                        talk.sendall(answer)

        thread = threading.Thread(target=serve, name="stranger")
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            over.set()
            with suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            thread.join()


def server_trust(lab: Lab) -> ssl.SSLContext:
    """The context of a TLS server with the lab's own leaf."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(lab.tls_leaf)
    return context
