"""A made-up certification centre on the loopback: time stamps, OCSP and a list, from keys made anew.

Practice and tests ask it as they would ask the real one; each service can be told to fail in a way
of its own. Never in the program's own run.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from asn1crypto import core, ocsp, tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

from devices.eds.simulator.lab import Lab, Pair
from devices.eds.simulator.signature import attached

_POLICY = "1.2.398.3.3.2.6.4"
_STAMP_INFO = "1.2.840.113549.1.9.16.1.4"
_DAY = timedelta(days=1)
_KINDS = {
    "/tsp": "application/timestamp-reply",
    "/ocsp": "application/ocsp-response",
    "/crl": "application/pkix-crl",
}
_HUGE = 40 * 1024 * 1024


class Mood(StrEnum):
    """How a service answers."""

    WELL = "well"
    DOWN = "down"
    REFUSES = "refuses"
    LATE = "late"
    DRIPS = "drips"
    GARBAGE = "garbage"
    HUGE = "huge"
    CUT = "cut"
    ELSEWHERE = "elsewhere"
    WRONG_NONCE = "wrong_nonce"
    OTHER = "other"
    """About something else than was asked."""
    STRANGER = "stranger"
    """Signed by a key that nobody vouches for."""
    SKEWED = "skewed"
    """An hour ahead."""


class State(StrEnum):
    """What the centre says of a certificate."""

    GOOD = "good"
    REVOKED = "revoked"
    ON_HOLD = "on_hold"
    UNKNOWN = "unknown"


@dataclass
class Centre:
    """The three services; ``moods`` by path (``/tsp``, ``/ocsp``, ``/crl``), ``states`` by serial.

    Raises ``OSError`` when it cannot listen.
    """

    lab: Lab
    now: Callable[[], datetime]
    port: int = 0
    moods: dict[str, Mood] = field(default_factory=dict)
    states: dict[int, State] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def start(self) -> None:
        """Listen on the loopback and answer on threads of its own."""
        self.stopping = Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), _handler(self))
        self._server.daemon_threads = True
        self.port = self._server.server_port
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def address(self, path: str) -> str:
        """Where a service is asked."""
        return f"http://127.0.0.1:{self.port}{path}"

    def say(self, certificate: bytes, state: State) -> None:
        """Say that of a certificate (DER) from now on."""
        self.states[x509.load_der_x509_certificate(certificate).serial_number] = state

    def answer(self, path: str, body: bytes) -> bytes:
        """What the service of that path says to ``body``."""
        mood = self.moods.get(path, Mood.WELL)
        if mood is Mood.GARBAGE:
            return b"\x30\x03garbage"
        if mood is Mood.HUGE:
            return b"\x30" * _HUGE
        if path == "/tsp":
            return _stamp(self, body, mood)
        if path == "/ocsp":
            return _state(self, body, mood)
        return _list(self, mood)


def _handler(centre: Centre) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self._serve(self.rfile.read(int(self.headers.get("Content-Length", "0"))))

        def do_GET(self) -> None:
            self._serve(b"")

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Say nothing."""

        def _serve(self, body: bytes) -> None:
            centre.asked.append(self.path)
            mood = centre.moods.get(self.path, Mood.WELL)
            if self.path not in ("/tsp", "/ocsp", "/crl"):
                self.send_error(HTTPStatus.NOT_FOUND)
            elif mood is Mood.DOWN:
                self.send_error(HTTPStatus.SERVICE_UNAVAILABLE)
            elif mood is Mood.ELSEWHERE:
                self.send_response(HTTPStatus.FOUND)
                self.send_header("Location", f"{self.path}?again")
                self.end_headers()
            elif mood is Mood.LATE:
                self.rfile.read(1)  # nothing more comes: until the other side hangs up
            else:
                self._send(mood, centre.answer(self.path, body))

        def _send(self, mood: Mood, content: bytes) -> None:
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", _KINDS[self.path])
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if mood is Mood.CUT:
                content = content[: len(content) // 2]
            try:
                if mood is not Mood.DRIPS:
                    self.wfile.write(content)
                    return
                for byte in content:
                    self.wfile.write(bytes([byte]))
                    if centre.stopping.wait(0.05):
                        return
            except OSError:
                return

    return Handler


def _signer(centre: Centre, own: Pair, mood: Mood) -> Pair:
    return centre.lab.stranger if mood is Mood.STRANGER else own


def _stamp(centre: Centre, body: bytes, mood: Mood) -> bytes:
    if mood is Mood.REFUSES:
        refused = tsp.PKIStatusInfo({"status": "rejection", "fail_info": {"bad_alg"}}).dump()
        return b"\x30" + bytes([len(refused)]) + bytes(refused)
    request = tsp.TimeStampReq.load(body)
    imprint = request["message_imprint"]
    if mood is Mood.OTHER:
        imprint = {
            "hash_algorithm": {"algorithm": "sha256"},
            "hashed_message": bytes(32),
        }
    at = centre.now() + (timedelta(hours=1) if mood is Mood.SKEWED else timedelta())
    nonce = request["nonce"].native
    info = tsp.TSTInfo(
        {
            "version": "v1",
            "policy": _POLICY,
            "message_imprint": imprint,
            "serial_number": secrets.randbits(63),
            "gen_time": at.replace(microsecond=0),
            "nonce": nonce + 1 if mood is Mood.WRONG_NONCE and nonce is not None else nonce,
        }
    )
    pair = _signer(centre, centre.lab.stamper, mood)
    token = attached(pair, info.dump(), at, _STAMP_INFO)
    said = {"status": {"status": "granted"}, "time_stamp_token": token}
    return bytes(tsp.TimeStampResp(said).dump())


def _status(state: State, at: datetime) -> ocsp.CertStatus:
    if state is State.GOOD:
        return ocsp.CertStatus(name="good", value=ocsp.StatusGood())
    if state is State.UNKNOWN:
        return ocsp.CertStatus(name="unknown", value=ocsp.StatusUnknown())
    reason = "certificate_hold" if state is State.ON_HOLD else "key_compromise"
    said = {"revocation_time": at, "revocation_reason": reason}
    return ocsp.CertStatus(name="revoked", value=said)


def _state(centre: Centre, body: bytes, mood: Mood) -> bytes:
    if mood is Mood.REFUSES:
        return bytes(ocsp.OCSPResponse({"response_status": "try_later"}).dump())
    at = centre.now().replace(microsecond=0)
    asked = ocsp.OCSPRequest.load(body)["tbs_request"]
    named = asked["request_list"][0]["req_cert"].copy()
    state = centre.states.get(named["serial_number"].native, State.GOOD)
    if mood is Mood.OTHER:
        named["serial_number"] = named["serial_number"].native + 1
    pair = _signer(centre, centre.lab.responder, mood)
    bits = pair.certificate.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.PKCS1
    )
    digest = hashes.Hash(hashes.SHA1())  # noqa: S303 - a name of the key, as the standard has it
    digest.update(bits)
    data = ocsp.ResponseData(
        {
            "responder_id": ocsp.ResponderId(name="by_key", value=digest.finalize()),
            "produced_at": at,
            "responses": [
                {
                    "cert_id": named,
                    "cert_status": _status(state, at - _DAY),
                    "this_update": at,
                    "next_update": at + _DAY,
                }
            ],
        }
    )
    nonce = _nonce_of(asked)
    if nonce is not None:
        value = core.OctetString(b"\0" + nonce[1:] if mood is Mood.WRONG_NONCE else nonce)
        data["response_extensions"] = [{"extn_id": "nonce", "critical": False, "extn_value": value}]
    basic = ocsp.BasicOCSPResponse(
        {
            "tbs_response_data": data,
            "signature_algorithm": {"algorithm": "sha256_rsa"},
            "signature": pair.key.sign(data.dump(), padding.PKCS1v15(), hashes.SHA256()),
            "certs": [_asn1(pair)],
        }
    )
    inner = {"response_type": "basic_ocsp_response", "response": basic}
    said = {"response_status": "successful", "response_bytes": inner}
    return bytes(ocsp.OCSPResponse(said).dump())


def _asn1(pair: Pair) -> Any:
    from asn1crypto import x509 as asn1  # noqa: PLC0415 - two libraries of that name

    return asn1.Certificate.load(pair.der)


def _nonce_of(asked: Any) -> bytes | None:
    for one in asked["request_extensions"] or ():
        if one["extn_id"].native == "nonce":
            return bytes(one["extn_value"].parsed.native)
    return None


def _list(centre: Centre, mood: Mood) -> bytes:
    at = centre.now()
    pair = _signer(centre, centre.lab.root, mood)
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(centre.lab.root.certificate.subject)
        .last_update(at - timedelta(hours=1))
        .next_update(at + _DAY)
        .add_extension(x509.CRLNumber(7), critical=False)
    )
    for serial, state in centre.states.items():
        if state in (State.REVOKED, State.ON_HOLD):
            held = state is State.ON_HOLD
            why = x509.ReasonFlags.certificate_hold if held else x509.ReasonFlags.key_compromise
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder()
                .serial_number(serial)
                .revocation_date(at - _DAY)
                .add_extension(x509.CRLReason(why), critical=False)
                .build()
            )
    made = builder.sign(pair.key, hashes.SHA256())
    return made.public_bytes(serialization.Encoding.DER)
