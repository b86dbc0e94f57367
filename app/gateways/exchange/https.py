"""A way to a provider over HTTPS: both sides show certificates, and every answer has its bounds."""

import http.client
import json
import ssl
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote, urlsplit

from app.errors import Unavailable
from app.gateways.exchange.faults import REFUSED, SETTINGS, SILENT, UNTRUSTED
from app.gateways.exchange.letters import MOST_BYTES
from app.gateways.exchange.transport import Mail, Parcel

STEP_SECONDS = 10.0
WHOLE_SECONDS = 60.0
_PIECE = 64 * 1024
_MOST_ANSWER = 2 * MOST_BYTES
_MOST_LETTERS = 200
_FOLDERS = {Parcel.PACKAGE: "packages", Parcel.WORD: "words"}
_DONE = frozenset({200, 201, 202, 204})
_GONE = frozenset({404, 410})


class HttpsTransport:
    """``url`` is the base (https alone); ``ca`` the certificates that are trusted, ``certificate``
    and ``key`` those of the counter (PEM files). ``whole``: seconds in which an exchange must end.
    """

    def __init__(
        self,
        url: str,
        *,
        ca: Path,
        certificate: Path,
        key: Path,
        whole: float = WHOLE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.hostname or parts.query or parts.username:
            raise Unavailable(SETTINGS, field="url")
        self._host, self._port = parts.hostname, parts.port or 443
        self._base = parts.path.rstrip("/")
        self._whole, self._clock = whole, clock
        self._trust = _trust(ca, certificate, key)

    def put(self, parcel: Parcel, message: str, content: bytes) -> None:
        """Raises ``Unavailable``; after a lost answer the same message may safely go again."""
        place = f"{_FOLDERS[parcel]}/{quote(message, safe='')}"
        headers = {"Idempotency-Key": message, "Content-Type": "application/octet-stream"}
        self._ask("PUT", place, content, headers)

    def waiting(self) -> Sequence[Mail]:
        """Letters that lie on the server. Raises ``Unavailable``."""
        told = self._ask("GET", "letters")
        try:
            letters = json.loads(told)["letters"][:_MOST_LETTERS]
            return tuple(
                Mail(name=str(one["name"]), content=str(one["content"]).encode()) for one in letters
            )
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise Unavailable(REFUSED, status="no letters") from error

    def taken(self, name: str) -> None:
        """Raises ``Unavailable``; what is gone there is gone."""
        self._ask("DELETE", f"letters/{quote(name, safe='')}", passing=_DONE | _GONE)

    def _ask(
        self,
        method: str,
        place: str,
        content: bytes | None = None,
        headers: dict[str, str] | None = None,
        passing: frozenset[int] = _DONE,
    ) -> bytes:
        until = self._clock() + self._whole
        way = http.client.HTTPSConnection(
            self._host, self._port, timeout=min(STEP_SECONDS, self._whole), context=self._trust
        )
        try:
            way.request(method, f"{self._base}/{place}", content, headers or {})
            with way.getresponse() as answer:
                told = self._read(answer, until)
        except ssl.SSLError as error:
            raise Unavailable(UNTRUSTED) from error
        except (OSError, http.client.HTTPException) as error:
            raise Unavailable(SILENT) from error
        finally:
            way.close()
        if answer.status not in passing:
            raise Unavailable(REFUSED, status=str(answer.status))
        return told

    def _read(self, answer: http.client.HTTPResponse, until: float) -> bytes:
        """The body, piece by piece: neither endless nor dripping for ever."""
        pieces: list[bytes] = []
        size = 0
        while piece := answer.read1(_PIECE):
            size += len(piece)
            if size > _MOST_ANSWER or self._clock() > until:
                raise TimeoutError
            pieces.append(piece)
        return b"".join(pieces)


def _trust(ca: Path, certificate: Path, key: Path) -> ssl.SSLContext:
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trust.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        trust.load_verify_locations(cafile=str(ca))
    except (OSError, ssl.SSLError) as error:
        raise Unavailable(SETTINGS, field="ca") from error
    try:
        trust.load_cert_chain(str(certificate), str(key), password=lambda: b"")
    except (OSError, ssl.SSLError, ValueError) as error:
        raise Unavailable(SETTINGS, field="certificate, key") from error
    return trust
