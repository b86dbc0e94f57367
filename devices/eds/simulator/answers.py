"""What the simulator says to a request: the real shapes of each module, without any socket."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from devices.eds.ncalayer.messages import BASICS, COMMON_UTILS, KAZTOKEN
from devices.eds.simulator.lab import Lab, Signer
from devices.eds.simulator.orders import MODULES, Act, Play, Set
from devices.eds.simulator.signature import armoured, detached

_MISSING = {"success": False, "errorCode": "MODULE_NOT_FOUND"}
_SHORT = {BASICS: "basics", COMMON_UTILS: "commonUtils"}
_METHODS = {
    BASICS: ("sign",),
    COMMON_UTILS: ("getKeyInfo", "createCAdESFromBase64", "createCMSSignatureFromBase64"),
}
_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it was read."""

    module: str = ""
    method: str = ""
    arguments: Any = field(default=None, repr=False)

    @property
    def documents(self) -> tuple[str, ...]:
        """What is to be signed, base64."""
        if self.module == BASICS:
            data = self.arguments.get("data")
            return tuple(data) if isinstance(data, list) else (data,)
        return (self.arguments[2],)


@dataclass(frozen=True, slots=True)
class SetUp:
    """What the simulator is now."""

    signer: Signer = Signer.OPERATOR
    tokens: tuple[str, ...] = ("AKKaztokenStore",)
    modules: tuple[str, ...] = MODULES
    product: str = "ncalayer"
    greeting: bool = True

    def changed(self, order: Set) -> "SetUp":
        """The same with one thing set."""
        words = order.words
        if order.what == "tokens":
            return replace(self, tokens=words)
        if order.what == "modules":
            return replace(self, modules=words)
        if order.what == "signer":
            return replace(self, signer=Signer(words[0]))
        if order.what == "product":
            return replace(self, product=words[0])
        return replace(self, greeting=words[0] == "on")

    def has(self, module: str) -> bool:
        """Whether that module is there."""
        return _SHORT.get(module) in self.modules

    def asks_person(self, request: Request) -> bool:
        """Whether the real one would show its window for this request."""
        return self.has(request.module) and request.method in _METHODS[request.module]


def read_request(text: str) -> Request | None:
    """The request in a text; ``None`` when it is none."""
    try:
        content = json.loads(text)
    except ValueError:
        return None
    if not isinstance(content, dict):
        return None
    return Request(
        str(content.get("module", "")), str(content.get("method", "")), content.get("args")
    )


class Answers:
    """Makes answers with the keys of a lab; ``now`` is the time of the signatures."""

    def __init__(self, lab: Lab, now: Callable[[], datetime]) -> None:
        self._lab = lab
        self._now = now

    def greeting(self, set_up: SetUp) -> str:
        """The first words of a connection."""
        version = "1.4" if set_up.product == "ncalayer" else "1.2"
        return json.dumps({"result": {"version": version}})

    def unreadable(self) -> str:
        """To a text that is no request."""
        return json.dumps({"success": False, "code": "COMMON_JSON_WRAPPING_EXCEPTION"})

    def to(self, request: Request, play: Play, set_up: SetUp) -> str:
        """To a request."""
        return json.dumps(self._content(request, play, set_up), ensure_ascii=False)

    def _content(self, request: Request, play: Play, set_up: SetUp) -> dict[str, Any]:
        if request.module == KAZTOKEN and set_up.product == "kaztoken":
            name = {"name": "KAZTOKENdesktop", "version": "1.2.758.648"}
            return {"code": "200", "responseObject": name}
        if not set_up.has(request.module):
            return _MISSING
        try:
            if request.module == BASICS:
                return self._basics(request, play, set_up)
            return self._common_utils(request, play, set_up)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            return _wrong_arguments(request)

    def _basics(self, request: Request, play: Play, set_up: SetUp) -> dict[str, Any]:
        if request.method != "sign":
            return {"status": False, "code": "INVOCATION_ERROR", "message": "", "details": ""}
        if play.act is Act.CANCEL:
            return {"status": True, "body": {}}
        if play.act is Act.CANCEL_CODE:
            return {"status": False, "code": "USER_CANCELED", "message": "", "details": ""}
        if play.act is Act.FAIL:
            return {"status": False, "code": play.word, "message": "simulated", "details": ""}
        signatures = [armoured(self._signed(one, set_up)) for one in request.documents]
        return {"status": True, "body": {"result": _swollen(signatures, play)}}

    def _common_utils(self, request: Request, play: Play, set_up: SetUp) -> dict[str, Any]:
        if request.method == "getActiveTokens":
            return {"code": "200", "responseObject": list(set_up.tokens)}
        if request.method not in _METHODS[COMMON_UTILS]:
            missing = f"NoSuchMethodException: {request.method}"
            return {"code": "500", "message": missing, "responseObject": ""}
        if play.act in (Act.CANCEL, Act.CANCEL_CODE):
            return {"code": "500", "message": "action.canceled", "responseObject": ""}
        if play.act is Act.FAIL:
            return {"code": "500", "message": play.word, "responseObject": ""}
        if request.method == "getKeyInfo":
            return {"code": "200", "responseObject": self._key_facts(set_up)}
        bare = b64encode(self._signed(request.documents[0], set_up)).decode()
        return {"code": "200", "responseObject": _swollen([bare], play)[0]}

    def _key_facts(self, set_up: SetUp) -> dict[str, Any]:
        pair = self._lab.pair(set_up.signer)
        certificate = pair.certificate
        return {
            "alias": format(certificate.serial_number, "x"),
            "keyId": format(certificate.serial_number, "x"),
            "algorithm": "RSA",
            "subjectDn": certificate.subject.rfc4514_string(),
            "issuerDn": certificate.issuer.rfc4514_string(),
            "serialNumber": str(certificate.serial_number),
            "certNotBefore": _shown(certificate.not_valid_before_utc),
            "certNotAfter": _shown(certificate.not_valid_after_utc),
            "pem": pair.pem,
        }

    def _signed(self, document: str, set_up: SetUp) -> bytes:
        content = b64decode(document, validate=True)
        return detached(self._lab.pair(set_up.signer), content, self._now())


def _swollen(signatures: list[str], play: Play) -> list[str]:
    """The signatures with so many mebibytes of blanks, which mean nothing in base64."""
    if play.act is not Act.HUGE:
        return signatures
    return [" " * int(play.amount * _MEBIBYTE) + signatures[0], *signatures[1:]]


def _shown(moment: datetime) -> str:
    return moment.strftime("%d.%m.%Y %H:%M:%S")


def _wrong_arguments(request: Request) -> dict[str, Any]:
    if request.module == BASICS:
        return {"status": False, "code": "INVALID_SIGNING_PARAMS", "message": "", "details": ""}
    wrong = f"java.lang.IllegalArgumentException: argument type mismatch. Method: {request.method}"
    return {"code": "500", "message": wrong, "responseObject": ""}
