"""One question over HTTP with bounds: so many bytes, so many seconds, this address and no other."""

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from app.errors import InputInvalid, Unavailable
from app.ports.certification import ADDRESS_WRONG, SERVICE_DOWN, SERVICE_REFUSED

MOST_BYTES = 32 * 1024 * 1024
"""A full list of revoked certificates; everything else is far smaller."""
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked. ``service`` names it in an error; without a ``body`` it is a GET."""

    service: str
    address: str
    body: bytes = field(default=b"", repr=False)
    kind: str = ""
    seconds: float = 10.0
    most: int = MOST_BYTES


def ask(question: Question) -> bytes:
    """The body of the answer.

    A redirect is a no: the address is the administrator's word. Raises ``Unavailable``
    (centre.down, centre.refused), ``InputInvalid`` (centre.address_wrong).
    """
    place = _place(question)
    connection = _connection(place, question.seconds)
    try:
        connection.connect()
        with _alarm(connection.sock, question.seconds):
            return _exchange(connection, place, question)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unavailable(SERVICE_DOWN, service=question.service) from error
    finally:
        connection.close()


@contextmanager
def _alarm(line: socket.socket, seconds: float) -> Iterator[None]:
    """Hang up after that time: each socket call has its own patience, and a server may drip."""
    alarm = threading.Timer(seconds, _hang_up, [line])
    alarm.daemon = True
    alarm.start()
    try:
        yield
    finally:
        alarm.cancel()
        alarm.join()


def _exchange(
    connection: http.client.HTTPConnection, place: SplitResult, question: Question
) -> bytes:
    path = (place.path or "/") + (f"?{place.query}" if place.query else "")
    headers = {"Content-Type": question.kind} if question.kind else {}
    connection.request(
        "POST" if question.body else "GET",
        path,
        question.body or None,
        {**headers, "Accept": "*/*"},
    )
    with connection.getresponse() as answer:
        if answer.status != http.client.OK:
            raise Unavailable(SERVICE_REFUSED, service=question.service, reason=str(answer.status))
        content = bytearray()
        while piece := answer.read(_CHUNK):
            content += piece
            if len(content) > question.most:
                raise Unavailable(SERVICE_REFUSED, service=question.service, reason="size")
        if answer.length:
            raise http.client.IncompleteRead(bytes(content), answer.length)
        return bytes(content)


def _place(question: Question) -> SplitResult:
    try:
        place = urlsplit(question.address)
        fits = place.scheme in ("http", "https") and bool(place.hostname) and place.port != 0
    except ValueError:
        fits = False
    if not fits or place.username is not None or place.password is not None:
        raise InputInvalid(ADDRESS_WRONG, field="address", service=question.service)
    return place


def _connection(place: SplitResult, seconds: float) -> http.client.HTTPConnection:
    host = place.hostname or ""
    if place.scheme == "https":
        trusted = ssl.create_default_context()
        return http.client.HTTPSConnection(host, place.port, timeout=seconds, context=trusted)
    return http.client.HTTPConnection(host, place.port, timeout=seconds)


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
