"""The questions to a print service: bytes by the RFC, and no answer that can break the program."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.printer.ipp import (
    GET_JOB,
    GET_PRINTER,
    NOT_FOUND,
    IppError,
    JobState,
    PrinterNow,
    Service,
    decode,
    encode,
)

_HEAD = struct.pack(">BBHI", 1, 1, 0, 1)


def attribute(tag: int, name: str, value: bytes) -> bytes:
    return (
        bytes((tag,))
        + len(name).to_bytes(2, "big")
        + name.encode()
        + len(value).to_bytes(2, "big")
        + value
    )


PRINTER = (
    _HEAD
    + b"\x01"
    + attribute(0x47, "attributes-charset", b"utf-8")
    + b"\x04"
    + attribute(0x23, "printer-state", struct.pack(">i", 4))
    + attribute(0x44, "printer-state-reasons", b"media-empty-error")
    + attribute(0x44, "", b"toner-low-report")
    + attribute(0x22, "printer-is-accepting-jobs", b"\x01")
    + b"\x03"
)


@contextmanager
def answering(answer: bytes) -> Iterator[str]:
    """A service that gives this one answer to whoever calls."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        heard: list[bytes] = []

        def serve() -> None:
            caller, _ = server.accept()
            with caller:
                heard.append(caller.recv(65_536))
                caller.sendall(answer)

        thread = threading.Thread(target=serve, name="print-service")
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        thread.join()


def http(content: bytes, status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content


def test_a_request_is_that_of_the_rfc() -> None:
    asked = encode(GET_JOB, "ipp://localhost/printers/Q", ("job-state",), 7)
    assert asked[:9] == b"\x01\x01\x00\x09\x00\x00\x00\x01\x01"
    assert asked.endswith(attribute(0x44, "requested-attributes", b"job-state") + b"\x03")
    assert attribute(0x21, "job-id", b"\0\0\0\7") in asked
    two = encode(GET_PRINTER, "ipp://localhost/printers/Q", ("a", "b"))
    assert two.endswith(attribute(0x44, "", b"b") + b"\x03")
    assert b"job-id" not in two


def test_a_printer_is_told_of() -> None:
    with answering(http(PRINTER)) as server:
        assert Service(server).printer("Q") == PrinterNow(
            state=4, reasons=frozenset({"media-empty-error", "toner-low-report"}), accepts=True
        )


def test_a_job_is_told_of() -> None:
    job = _HEAD + b"\x02" + attribute(0x23, "job-state", struct.pack(">i", 9)) + b"\x03"
    with answering(http(job)) as server:
        assert Service(server).job_state("Q", 7) == JobState.COMPLETED


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (http(struct.pack(">BBHI", 1, 1, NOT_FOUND, 1) + b"\x03"), NOT_FOUND),
        (http(PRINTER, "401 Unauthorized"), 0),
        (http(b""), 0),
        (http(PRINTER[:40]), 0),
        (http(_HEAD + b"\x03"), 0),
        (http(_HEAD + b"\x02" + attribute(0x44, "printer-state", b"idle") + b"\x03"), 0),
        (b"SSH-2.0-OpenSSH\r\n", 0),
        (b"", 0),
    ],
)
def test_what_is_no_answer_is_an_error(answer: bytes, status: int) -> None:
    with answering(answer) as server, pytest.raises(IppError) as caught:
        Service(server).printer("Q")
    assert caught.value.status == status


@given(st.binary(max_size=200))
def test_no_bytes_break_the_decoder(junk: bytes) -> None:
    for answer in (junk, _HEAD + junk):
        try:
            status, told = decode(answer)
        except IppError:
            continue
        assert 0 <= status <= 0xFFFF
        assert all(isinstance(values, tuple) for values in told.values())


@given(st.dictionaries(st.text("abc-", min_size=1), st.lists(st.text(), min_size=1), max_size=4))
def test_what_a_service_says_is_understood(said: dict[str, list[str]]) -> None:
    parts = [_HEAD, b"\x02"]
    for name, values in said.items():
        for number, value in enumerate(values):
            parts.append(attribute(0x44, "" if number else name, value.encode()))
    _, told = decode(b"".join((*parts, b"\x03")))
    assert told == {name: tuple(values) for name, values in said.items()}
