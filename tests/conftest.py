"""What every test stands on: a home of its own, no network, no screen, no thread left behind."""

import os
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.fakes.postgres_server import PostgresServer

# Before anything of Qt or of the program is imported: no screen, and nobody's real home is touched.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_HOME = Path(tempfile.mkdtemp(prefix="tereze-tests-"))
for _name, _folder in {
    "HOME": ".",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "runtime",
}.items():
    (_HOME / _folder).mkdir(mode=0o700, exist_ok=True)
    os.environ[_name] = str(_HOME / _folder)

# Never the card service of this machine; a test that needs one starts its own there.
os.environ["PCSCLITE_CSOCK_NAME"] = str(_HOME / "run/pcscd/pcscd.comm")

settings.register_profile(
    "tereze",
    deadline=None,
    max_examples=60,
    database=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("tereze")

_REQUIREMENT = re.compile(r"R-(?!000)[0-2]\d\d")
_LAST_REQUIREMENT = "R-252"
_THREADS_MAY_END_IN = 2.0


def pytest_unconfigure() -> None:
    """The home of the tests goes with them."""
    shutil.rmtree(_HOME, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A requirement id that the register does not know carries nothing, so it ends the run."""
    for item in items:
        for marker in item.iter_markers("requirement"):
            for requirement in marker.args:
                known = isinstance(requirement, str) and _REQUIREMENT.fullmatch(requirement)
                if not known or requirement > _LAST_REQUIREMENT:
                    raise pytest.UsageError(f"{item.nodeid}: no requirement {requirement!r}")


class NetworkBlockedError(AssertionError):
    """A test tried to leave this machine."""


def _is_here(host: object) -> bool:
    if not isinstance(host, str | bytes):
        return host is None
    name = host.decode() if isinstance(host, bytes) else host
    if name in ("", "localhost"):
        return True
    try:
        return ip_address(name.split("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Only this machine's own sockets can be reached."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex
    getaddrinfo = socket.getaddrinfo

    def check(family: int, address: Any) -> None:
        if family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
            raise NetworkBlockedError(f"a test reaches for {address[0]}")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        check(self.family, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        check(self.family, address)
        return connect_ex(self, address)

    def guarded_getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        check(socket.AF_INET, (host,))
        return getaddrinfo(host, *args, **kwargs)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded_connect)
    patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    patch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _no_thread_left_behind() -> Iterator[None]:
    """A thread that a test started ends with it."""
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + _THREADS_MAY_END_IN
    left = [
        thread
        for thread in threading.enumerate()
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]
    for thread in left:
        thread.join(max(0.0, until - time.monotonic()))
    still = sorted(thread.name for thread in left if thread.is_alive())
    assert not still, f"threads left behind: {still}"


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """The environment of a process that shows real windows, on a virtual screen of its own."""
    server = shutil.which("Xvfb")
    assert server, "Xvfb is missing: packaging/test installs it"
    runtime = tmp_path_factory.mktemp("runtime")
    runtime.chmod(0o700)
    reader, writer = os.pipe()
    with (runtime / "xvfb.log").open("wb") as log:
        process = subprocess.Popen(
            [server, *f"-displayfd {writer} -screen 0 1366x768x24 -nolisten tcp -noreset".split()],
            pass_fds=[writer],
            stdout=log,
            stderr=log,
        )
    os.close(writer)
    with os.fdopen(reader) as answer:
        number = answer.readline().strip()
    assert number, (runtime / "xvfb.log").read_text()
    yield {
        **os.environ,
        "DISPLAY": f":{number}",
        "QT_QPA_PLATFORM": "xcb",
        "XDG_RUNTIME_DIR": str(runtime),
        "PYTHONPATH": str(Path(__file__).resolve().parents[1]),
    }
    process.terminate()
    process.wait(10)


@pytest.fixture(scope="session")
def postgres_server() -> "Iterator[PostgresServer]":
    """A server of this process's own, started when the first test asks for it."""
    from tests.fakes.postgres_server import PostgresServer

    server = PostgresServer()
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture(scope="session")
def _made_ready(postgres_server: "PostgresServer") -> Iterator[str]:
    """A database with our tables, of which every test gets a copy."""
    from app.storage import open_store

    with postgres_server.database() as name:
        open_store(postgres_server.url(name)).close()
        yield name


@pytest.fixture
def postgres_url(postgres_server: "PostgresServer", _made_ready: str) -> Iterator[str]:
    """The address of a database of this test's own, with our tables and nothing in them."""
    with postgres_server.database(_made_ready) as name:
        yield postgres_server.url(name)
