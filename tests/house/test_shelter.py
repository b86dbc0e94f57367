"""The shelter in which every test runs: no way out to the network, and a home that is lent."""

import os
import socket
import tempfile
from pathlib import Path

import pytest


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_no_way_out(host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as way, pytest.raises(AssertionError, match="reaches for"):
        way.connect((host, 80))


def test_no_name_is_looked_up() -> None:
    with pytest.raises(AssertionError, match="reaches for"):
        socket.getaddrinfo("example.org", 443)


def test_this_machine_can_be_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as caller,
        server.accept()[0] as answer,
    ):
        caller.sendall(b"!")
        assert answer.recv(1) == b"!"


def test_the_home_is_lent() -> None:
    lent = Path(tempfile.gettempdir())
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        assert Path(os.environ[name]).is_relative_to(lent)
    assert Path.home().is_relative_to(lent)
