"""The simulated provider behind HTTPS on this computer: it asks every counter for its certificate."""

import json
import ssl
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any
from urllib.parse import unquote

from app.gateways.exchange.practice_office import PracticeOffice
from app.gateways.exchange.reading import MOST_BYTES

_SECONDS = 10.0


class PracticeServer:
    """Serves ``office`` on the loopback, on a port of its own choosing. ``fail_next`` makes it answer
    so many times with 503 before it takes anything; ``drop_next`` take it and then hang up."""

    def __init__(
        self,
        office: PracticeOffice,
        now: Callable[[], datetime],
        *,
        ca: Path,
        certificate: Path,
        key: Path,
    ) -> None:
        self.office, self.now = office, now
        self.fail_next = self.drop_next = 0
        self.words: dict[str, bytes] = {}
        self._letters: dict[str, str] = {}
        self._count = 0
        self._lock = Lock()
        trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trust.load_cert_chain(str(certificate), str(key))
        trust.load_verify_locations(cafile=str(ca))
        trust.verify_mode = ssl.CERT_REQUIRED
        self._http = _Quiet(("127.0.0.1", 0), _handler_of(self))
        self._http.socket = trust.wrap_socket(
            self._http.socket, server_side=True, do_handshake_on_connect=False
        )
        self._thread = Thread(target=self._http.serve_forever, name="practice-exchange")

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"https://localhost:{self._http.server_address[1]}/exchange"

    def start(self) -> None:
        """Begin to serve."""
        self._thread.start()

    def stop(self) -> None:
        """End; no thread of its own is left."""
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def put(self, folder: str, message: str, content: bytes) -> int:
        """A message comes in; the HTTP status."""
        with self._lock:
            if self.fail_next:
                self.fail_next -= 1
                return 503
            if folder == "packages":
                self.office.receive(message, content, self.now())
            else:
                self.words.setdefault(message, content)
            return 201

    def hangs_up(self) -> bool:
        """Whether the answer to this message is to be lost."""
        with self._lock:
            lost = self.drop_next > 0
            self.drop_next -= int(lost)
            return lost

    def letters(self) -> bytes:
        """Everything that waits for the counter."""
        with self._lock:
            for content in self.office.due(self.now()):
                self._count += 1
                self._letters[f"letter-{self._count:06}"] = content.decode()
            waiting = [{"name": name, "content": one} for name, one in self._letters.items()]
        return json.dumps({"letters": waiting}, ensure_ascii=False).encode()

    def drop(self, name: str) -> int:
        """A letter is written down at the counter; the HTTP status."""
        with self._lock:
            return 204 if self._letters.pop(name, None) is not None else 404


class _Quiet(ThreadingHTTPServer):
    daemon_threads = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A counter that is not trusted is turned away without a word."""


def _handler_of(server: PracticeServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = _SECONDS

        def do_PUT(self) -> None:
            folder, message = self._place()
            size = int(self.headers.get("Content-Length", "0"))
            if (
                folder not in ("packages", "words")
                or size > MOST_BYTES
                or self.headers.get("Idempotency-Key") != message
            ):
                self._say(400)
            else:
                status = server.put(folder, message, self.rfile.read(size))
                if server.hangs_up():
                    self.close_connection = True
                else:
                    self._say(status)

        def do_GET(self) -> None:
            known = self._place() == ("", "letters")
            self._say(200 if known else 404, server.letters() if known else b"")

        def do_DELETE(self) -> None:
            folder, name = self._place()
            self._say(server.drop(name) if folder == "letters" else 404)

        def _place(self) -> tuple[str, str]:
            parts = self.path.removeprefix("/exchange/").split("/")
            return "/".join(parts[:-1]), unquote(parts[-1])

        def _say(self, status: int, content: bytes = b"") -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(content)

        def log_message(self, *_told: Any) -> None:
            """Nothing is told: a path names a case."""

    return Handler
