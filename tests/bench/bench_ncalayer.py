"""How much the way to NCALayer costs beside a bare echo, fifty documents at once, and its libraries.

The server is the simulator; for the way itself it answers with a signature that was made before, so
that its RSA is not counted.
"""

import json
import ssl
import statistics
import subprocess
import sys
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from websockets.sync.client import connect
from websockets.sync.server import ServerConnection, serve

from devices.eds.ncalayer import messages
from devices.eds.simulator.lab import Lab, Signer
from devices.eds.simulator.signature import armoured, detached
from tests.fakes.device_rig import AT
from tests.fakes.nca_room import Room, opened_room, ordered, server_trust, unheard

BUDGET_MS = 10.0
"""What our way may cost over a bare echo: it asks whether a token is in, and looks at what came back."""
ROUNDS = 60
CONTENT = b"x" * 16_384


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with opened_room(Lab(tmp_path_factory.mktemp("lab"), AT)) as opened:
        yield opened


def _ms(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


@contextmanager
def _echo(room: Room, question: str, answer: str) -> Iterator[Callable[[], object]]:
    """Asks a bare server over the same TLS; question and answer are as large as ours."""

    def reply(caller: ServerConnection) -> None:
        for _ in caller:
            caller.send(answer)

    trust = ssl.create_default_context(cafile=str(room.lab.tls_root))
    with serve(reply, "127.0.0.1", 0, ssl=server_trust(room.lab), compression=None) as server:
        thread = threading.Thread(target=server.serve_forever, name="echo")
        thread.start()
        address = f"wss://127.0.0.1:{server.socket.getsockname()[1]}/"
        with connect(address, ssl=trust, compression=None, proxy=None) as caller:

            def ask() -> None:
                caller.send(question)
                caller.recv()

            yield ask
        server.shutdown()
        thread.join()


@pytest.mark.bench
def test_a_signature_beside_a_bare_echo(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = detached(room.lab.pair(Signer.OPERATOR), CONTENT, AT)
    monkeypatch.setattr(room.simulator._answers, "_signed", lambda *_given: ready)
    order, client = ordered(CONTENT), room.client()
    question = messages.sign_request(order, messages.CARRIERS)
    answer = json.dumps({"status": True, "body": {"result": [armoured(ready)]}})
    took: dict[str, list[float]] = {"echo": [], "sign": [], "heartbeat": []}
    with _echo(room, question, answer) as ask:
        ways = {"echo": ask, "sign": lambda: client.sign(order, unheard), "heartbeat": client.check}
        for _ in range(ROUNDS):
            for name, act in ways.items():
                took[name].append(_ms(act))
    medians = {name: statistics.median(times[5:]) for name, times in took.items()}
    over = medians["sign"] - medians["echo"]
    print(f"\nbare echo of {len(question)} bytes {medians['echo']:.2f} ms", end="")
    print(f", our way to a signature {medians['sign']:.2f} ms", end="")
    print(f", heartbeat {medians['heartbeat']:.2f} ms")
    print(
        f"ratio {medians['sign'] / medians['echo']:.1f}, over it {over:.2f} ms (budget {BUDGET_MS})"
    )
    assert over <= BUDGET_MS


@pytest.mark.bench
def test_fifty_at_once_beside_fifty_in_a_row(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    client, pair = room.client(), room.lab.pair(Signer.OPERATOR)
    contents = tuple(b"%d " % number + CONTENT for number in range(50))
    ready = {b64encode(one).decode(): detached(pair, one, AT) for one in contents}
    monkeypatch.setattr(
        room.simulator._answers, "_signed", lambda document, _set_up: ready[document]
    )
    client.sign(ordered(*contents), unheard)
    at_once = _ms(lambda: client.sign(ordered(*contents), unheard))
    in_a_row = _ms(lambda: [client.sign(ordered(content), unheard) for content in contents])
    print(f"\nfifty at once {at_once:.0f} ms, one by one {in_a_row:.0f} ms", end="")
    print(f", a document {at_once / 50:.1f} and {in_a_row / 50:.1f} ms")
    assert at_once <= in_a_row


def _import_ms(module: str) -> float:
    code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    took = []
    for _ in range(5):
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).resolve().parents[2],
        )
        took.append(float(done.stdout) * 1000)
    return statistics.median(took)


@pytest.mark.bench
def test_the_libraries_are_read_when_needed() -> None:
    driver = _import_ms("devices.eds.ncalayer.driver")
    client = _import_ms("devices.eds.ncalayer.client")
    blocking = _import_ms("websockets.sync.client")
    print(f"\nimport: driver {driver:.0f} ms, client {client:.0f} ms", end="")
    print(f", websockets.sync alone {blocking:.0f} ms")
    assert driver < client
