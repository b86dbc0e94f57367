"""Questions to a print service by IPP: what a job has come to and how a printer is.

Source: RFC 8010 (encoding and transport) and RFC 8011 (operations and states). Only asked here is what
``lpstat`` does not tell: whether a finished job was printed or given up.
"""

import http.client
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from urllib.parse import quote

GET_JOB, GET_PRINTER = 0x0009, 0x000B
NOT_FOUND = 0x0406
_SECONDS = 5.0
_MOST_BYTES = 1_000_000
_LOCAL_PORT = 631
_CHARSET, _LANGUAGE, _URI, _NAME, _KEYWORD = 0x47, 0x48, 0x45, 0x42, 0x44
_INTEGER, _BOOLEAN, _ENUM = 0x21, 0x22, 0x23
_BEGIN, _END, _FIRST_VALUE_TAG = 0x01, 0x03, 0x10
_FAILED = 0x0100

Value = int | str


class JobState(IntEnum):
    """What has become of a job (RFC 8011, 5.3.7)."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


IDLE, PROCESSING, STOPPED = 3, 4, 5
"""What a printer is doing (RFC 8011, 5.4.11)."""


class IppError(Exception):
    """The service does not answer, or not in IPP; ``status`` is its own refusal, 0 for none."""

    def __init__(self, status: int = 0) -> None:
        super().__init__(f"IPP status {status:#06x}")
        self.status = status


@dataclass(frozen=True, slots=True)
class PrinterNow:
    """A printer now: its state, the keywords of its troubles, whether it takes jobs."""

    state: int
    reasons: frozenset[str]
    accepts: bool


class Service:
    """A print service at a socket's path or at ``host`` or ``host:port``."""

    def __init__(self, server: str) -> None:
        self._server = server

    def job_state(self, queue: str, job: int) -> int:
        """One of :class:`JobState`. Raises ``IppError``."""
        told = self._ask(GET_JOB, queue, ("job-state",), job)
        return _number(told, "job-state")

    def printer(self, queue: str) -> PrinterNow:
        """The printer behind a queue now. Raises ``IppError`` (``NOT_FOUND``: no such queue)."""
        wanted = ("printer-state", "printer-state-reasons", "printer-is-accepting-jobs")
        told = self._ask(GET_PRINTER, queue, wanted)
        reasons = frozenset(str(one) for one in told.get(wanted[1], ()))
        return PrinterNow(
            state=_number(told, wanted[0]),
            reasons=reasons - {"none"},
            accepts=_number(told, wanted[2]) != 0,
        )

    def _ask(
        self, operation: int, queue: str, wanted: tuple[str, ...], job: int | None = None
    ) -> Mapping[str, tuple[Value, ...]]:
        uri = f"ipp://localhost/printers/{quote(queue, safe='')}"
        status, told = decode(self._post(encode(operation, uri, wanted, job)))
        if status >= _FAILED:
            raise IppError(status)
        return told

    def _post(self, request: bytes) -> bytes:
        way = self._way()
        try:
            way.request("POST", "/", request, {"Content-Type": "application/ipp"})
            answer = way.getresponse()
            if answer.status != http.client.OK:
                raise IppError
            return answer.read(_MOST_BYTES)
        except (OSError, http.client.HTTPException) as error:
            raise IppError from error
        finally:
            way.close()

    def _way(self) -> http.client.HTTPConnection:
        if self._server.startswith("/"):
            return _SocketConnection(self._server)
        host, _, port = self._server.partition(":")
        number = int(port) if port.isdecimal() else _LOCAL_PORT
        return http.client.HTTPConnection(host, number, timeout=_SECONDS)


class _SocketConnection(http.client.HTTPConnection):
    """HTTP over a socket of this computer."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=_SECONDS)
        self._path = path

    def connect(self) -> None:
        """Connect to the socket's path."""
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(_SECONDS)
        self.sock.connect(self._path)


def encode(operation: int, uri: str, wanted: tuple[str, ...], job: int | None = None) -> bytes:
    """A request for the ``wanted`` attributes of the printer at ``uri``, or of one of its jobs."""
    parts = [
        struct.pack(">BBHIB", 1, 1, operation, 1, _BEGIN),
        _attribute(_CHARSET, "attributes-charset", b"utf-8"),
        _attribute(_LANGUAGE, "attributes-natural-language", b"en"),
        _attribute(_URI, "printer-uri", uri.encode()),
    ]
    if job is not None:
        parts.append(_attribute(_INTEGER, "job-id", struct.pack(">i", job)))
    parts.append(_attribute(_NAME, "requesting-user-name", b"tereze"))
    for number, name in enumerate(wanted):
        parts.append(
            _attribute(_KEYWORD, "requested-attributes" if number == 0 else "", name.encode())
        )
    return b"".join((*parts, bytes((_END,))))


def _attribute(tag: int, name: str, value: bytes) -> bytes:
    called = name.encode()
    return struct.pack(">BH", tag, len(called)) + called + struct.pack(">H", len(value)) + value


def decode(answer: bytes) -> tuple[int, dict[str, tuple[Value, ...]]]:
    """The status and the attributes of an answer, all groups together.

    Raises ``IppError`` for bytes that are no answer.
    """
    try:
        _, _, status, _ = struct.unpack_from(">BBHI", answer)
        return status, _attributes(answer, 8)
    except (struct.error, IndexError) as error:
        raise IppError from error


def _attributes(answer: bytes, at: int) -> dict[str, tuple[Value, ...]]:
    found: dict[str, tuple[Value, ...]] = {}
    name = ""
    while (tag := answer[at]) != _END:
        at += 1
        if tag < _FIRST_VALUE_TAG:
            continue
        called, at = _counted(answer, at)
        value, at = _counted(answer, at)
        if called:
            name = called.decode("utf-8", "replace")
            found[name] = ()
        found[name] = (*found.get(name, ()), _value(tag, value))
    return found


def _counted(answer: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", answer, at)
    end = at + 2 + length
    if end > len(answer):
        raise IndexError
    return answer[at + 2 : end], end


def _value(tag: int, value: bytes) -> Value:
    if tag in (_INTEGER, _ENUM):
        return int(struct.unpack(">i", value)[0])
    if tag == _BOOLEAN:
        return int(struct.unpack(">?", value)[0])
    return value.decode("utf-8", "replace")


def _number(told: Mapping[str, tuple[Value, ...]], name: str) -> int:
    values = told.get(name, ())
    if not values or not isinstance(values[0], int):
        raise IppError
    return values[0]
