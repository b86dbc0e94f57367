"""The texts that go to NCALayer and come from it: made and read here, without any socket.

Two of its modules sign: ``basics`` (all documents of an order under one PIN) and the older
``commonUtils`` (one by one). Their answers differ in shape and from version to version; all are read
into the same few values.
"""

import binascii
import json
import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.domain.language import Lang
from app.domain.signing_key import SigningOrder

PORT = 13579
"""The one port on this computer at which NCALayer, and whatever is like it, is called."""
HEARTBEAT = "--heartbeat--"
"""Sent by either side and answered with itself; it is no JSON."""
BASICS = "kz.gov.pki.knca.basics"
COMMON_UTILS = "kz.gov.pki.knca.commonUtils"
KAZTOKEN = "kz.digiflow.mobile.extensions"
CARRIERS = (
    "AKKZIDCardStore",
    "AKKaztokenStore",
    "AKEToken72KStore",
    "AKEToken5110Store",
    "AKJaCartaStore",
    "AKAKEYStore",
)
"""The stores on cards and tokens, as NCALayer calls them."""
KEY_FILE = "PKCS12"
"""The store of a key in a file; it is never among the active tokens."""

_MISSING = "MODULE_NOT_FOUND"
_STOPPED = frozenset({"USER_CANCELED", "USER_CANCELLED", "ACTION_CANCELED", "ACTION.CANCELED"})
_NO_SUCH = re.compile(r"NoSuchMethod|ClassNotFound|argument type mismatch")
_WORD = re.compile(r"[^A-Za-z0-9_.]")
_ARMOUR = re.compile(r"-----(BEGIN|END) [A-Z0-9 ]+-----")
_SEQUENCE = 0x30


class MessageWrongError(Exception):
    """A text that nobody who speaks for NCALayer would send; nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class Greeting:
    """The first words of a connection, sometimes repeated."""

    version: str


@dataclass(frozen=True, slots=True)
class Noise:
    """Nothing to be answered: a heartbeat, a sign of life."""


@dataclass(frozen=True, slots=True)
class Done:
    """It was done; what came of it, as it stood in the JSON."""

    value: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class Stopped:
    """The person gave it up in NCALayer's own window."""


@dataclass(frozen=True, slots=True)
class Missing:
    """This NCALayer has no such module or no such method in it."""


@dataclass(frozen=True, slots=True)
class Failed:
    """It could not be done; ``reason`` is NCALayer's word for the cause, letters and digits only."""

    reason: str


Heard = Greeting | Noise | Done | Stopped | Missing | Failed


def sign_request(order: SigningOrder, stores: Sequence[str]) -> str:
    """One request for all documents of an order; ``stores`` empty: any store that is found.

    The switches that would let an expired or revoked key sign are for tests and are never sent.
    """
    documents = [b64encode(content).decode() for content in order.contents]
    signing: dict[str, Any] = {"decode": True, "encapsulate": False, "digested": False}
    if order.stamp:
        signing["tsaProfile"] = {}
    demand = order.demand
    arguments: dict[str, Any] = {
        "format": "cms",
        "data": documents if len(documents) > 1 else documents[0],
        "signingParams": signing,
        "signerParams": {
            "extKeyUsageOids": list(demand.usages),
            "iin": demand.iin,
            "bin": demand.bin,
            "serialNumber": "",
            "chain": None,
        },
        "locale": _locale(order.lang),
    }
    if stores:
        # An empty list means nothing certain to NCALayer, so it is left out.
        arguments["allowedStorages"] = list(stores)
    return _request(BASICS, "sign", arguments)


def tokens_request() -> str:
    """Which cards and tokens are in; a key in a file is never told."""
    return json.dumps({"module": COMMON_UTILS, "method": "getActiveTokens"})


def key_request(storage: str) -> str:
    """Which key the person chooses in that store, in NCALayer's window."""
    return _request(COMMON_UTILS, "getKeyInfo", [storage])


def cades_request(storage: str, content: bytes, *, stamp: bool) -> str:
    """One document for the older module."""
    method = "createCMSSignatureFromBase64" if stamp else "createCAdESFromBase64"
    document = b64encode(content).decode()
    return _request(COMMON_UTILS, method, [storage, "SIGNATURE", document, False])


def product_request() -> str:
    """A question that KAZTOKEN desktop answers with its name and NCALayer with «no such module»."""
    return json.dumps({"module": KAZTOKEN, "method": "getVersion"})


def _request(module: str, method: str, arguments: Any) -> str:
    return json.dumps({"module": module, "method": method, "args": arguments}, ensure_ascii=False)


def _locale(lang: Lang) -> str:
    return "ru" if lang is Lang.RU else "kk"


def read(text: str) -> Heard:
    """What a text says. Raises ``MessageWrongError`` for one that begins as an answer and is none."""
    stripped = text.strip()
    if not stripped.startswith(("{", "[")):
        return Noise()
    try:
        content = json.loads(stripped)
    except (ValueError, RecursionError) as error:
        raise MessageWrongError from error
    if not isinstance(content, dict):
        raise MessageWrongError
    return _meant(content) if content else Noise()


def _meant(content: dict[str, Any]) -> Heard:
    words = {_word(content.get(name)) for name in ("code", "errorCode")}
    if _MISSING in words:
        return Missing()
    if set(content) == {"result"} and isinstance(content["result"], dict):
        return Greeting(_version(content["result"]))
    if content.get("success") is False:
        return Failed(max(words) or "UNKNOWN")
    if isinstance(content.get("status"), bool):
        return _of_basics(content)
    if "code" in content:
        return _of_common_utils(content)
    if "errorCode" in content:
        return _of_applet(content)
    raise MessageWrongError


def _of_basics(content: dict[str, Any]) -> Heard:
    if content["status"]:
        body = content.get("body")
        result = body.get("result") if isinstance(body, dict) else None
        value = content.get("responseObject") if result is None else result
        return Stopped() if value is None else Done(value)
    return _failed(_word(content.get("code")), content.get("message"))


def _of_common_utils(content: dict[str, Any]) -> Heard:
    code = _word(content["code"])
    if code == "200":
        return Done(content.get("responseObject"))
    return _failed(code, content.get("message"))


def _of_applet(content: dict[str, Any]) -> Heard:
    code = _word(content["errorCode"])
    return Done(content.get("result")) if code == "NONE" else _failed(code, None)


def _failed(code: str, message: Any) -> Heard:
    said = message if isinstance(message, str) else ""
    if code.upper() in _STOPPED or said.strip().upper() in _STOPPED:
        return Stopped()
    if _NO_SUCH.search(said):
        return Missing()
    # The message is free text of another program: it may name a person and goes nowhere.
    return Failed(code or "UNKNOWN")


def _word(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return _WORD.sub("", str(value)[:40])


def _version(result: dict[str, Any]) -> str:
    return _word(result.get("version"))


def signatures_in(value: Any, count: int) -> tuple[bytes, ...]:
    """The signatures (DER) in what was done, one for each document.

    Raises ``MessageWrongError`` when there are more or fewer, or one is no ASN.1 at all.
    """
    if isinstance(value, dict):
        value = value.get("signatures")
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or len(found) != count:
        raise MessageWrongError
    return tuple(_bare(one) for one in found)


def _bare(signature: Any) -> bytes:
    """A signature without its armour, with or without which it may come."""
    if not isinstance(signature, str):
        raise MessageWrongError
    try:
        der = b64decode("".join(_ARMOUR.sub("", signature).split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise MessageWrongError from error
    if not der or der[0] != _SEQUENCE:
        raise MessageWrongError
    return der


def tokens_in(value: Any) -> tuple[str, ...]:
    """The stores that are in. Raises ``MessageWrongError``."""
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise MessageWrongError
    return tuple(name for one in value if (name := _word(one)))


def certificate_in(value: Any) -> bytes:
    """The certificate (DER) of a key that was asked for. Raises ``MessageWrongError``."""
    return _bare(value.get("pem") if isinstance(value, dict) else None)


def product_in(value: Any) -> str:
    """The name and version of another product. Raises ``MessageWrongError``."""
    if not isinstance(value, dict):
        raise MessageWrongError
    return f"{_word(value.get('name'))} {_version(value)}".strip()
