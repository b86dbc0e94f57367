"""The process of one act: hardened first, then it serves one driver until that hangs up.

Started as a fresh interpreter, never by a fork: a module is initialised once in its life and dies
with it, and so does the PIN. Whatever a module prints goes nowhere.
"""

import ctypes
import os
import resource
from contextlib import suppress
from importlib import import_module
from typing import Any, Protocol

from devices.eds.act.words import (
    HEAD,
    Trouble,
    TroubleError,
    bytes_of,
    framed,
    packed,
    read,
    size_of,
    text_of,
)

_KINDS = {
    "pkcs11": ("devices.eds.pkcs11.module", "Module"),
    "pkcs12": ("devices.eds.pkcs12.key_file", "KeyFile"),
}
_SET_DUMPABLE = 4
"""``PR_SET_DUMPABLE`` of ``prctl``: no dump, and no other process of this user may look inside."""


class Carrier(Protocol):
    """Where the keys lie, as the process serves it. Every verb raises ``TroubleError``."""

    def look(self) -> dict[str, Any]:
        """What is there without a PIN: ``product``, ``tokens``, ``keys``."""

    def open(self, key: str, pin: str, *, keypad: bool) -> bytes:
        """Open the key; its certificate (DER) as it is now."""

    def sign(self, content: bytes) -> bytes:
        """A signature over ``content``: PKCS#1 of its SHA-256, or ECDSA in DER."""

    def tries(self, key: str) -> str:
        """How many tries are left after a wrong PIN: ``low``, ``last``, ``locked`` or nothing."""

    def close(self) -> None:
        """Log out."""


class _Line:
    """The two ends of the driver's pipes."""

    def __init__(self, hears: int, says: int) -> None:
        self._hears, self._says = hears, says

    def hear(self) -> bytearray:
        """The next body. Raises ``EOFError`` when the driver has hung up."""
        body = bytearray(size_of(bytes(self._exactly(bytearray(HEAD)))))
        return self._exactly(body)

    def _exactly(self, into: bytearray) -> bytearray:
        place = memoryview(into)
        while place:
            count = os.readv(self._hears, [place])
            if not count:
                raise EOFError
            place = place[count:]
        return into

    def say(self, message: dict[str, Any]) -> None:
        """Say something."""
        left = memoryview(framed(packed(message)))
        while left:
            left = left[os.write(self._says, left) :]


def main() -> None:
    """Serve until the driver hangs up."""
    line = _hardened()
    with suppress(EOFError, BrokenPipeError):
        _serve(line)
    # Not through the interpreter's end: a broken module would hang in its last words.
    os._exit(0)


def _hardened() -> _Line:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)
    line = _Line(os.dup(0), os.dup(1))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for common in (0, 1, 2):
        os.dup2(nowhere, common)
    return line


def _serve(line: _Line) -> None:
    carrier: Carrier | None = None
    while True:
        asked = read(bytes(line.hear()))
        try:
            if carrier is None:
                carrier = _made(asked)
            _answer(line, carrier, asked)
        except TroubleError as error:
            line.say({"trouble": error.trouble, "reason": error.reason[:80]})
        except (EOFError, BrokenPipeError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever a module brings up, the driver is told
            line.say({"trouble": Trouble.FAILED, "reason": type(error).__name__})


def _made(asked: dict[str, Any]) -> Carrier:
    module, name = _KINDS[asked["kind"]]
    try:
        maker = getattr(import_module(module), name)
    except ImportError as error:
        raise TroubleError(Trouble.MODULE, str(error.name or module)) from error
    carrier: Carrier = maker(asked["place"])
    return carrier


def _answer(line: _Line, carrier: Carrier, asked: dict[str, Any]) -> None:
    match asked["do"]:
        case "look":
            line.say({"found": carrier.look()})
        case "open":
            line.say(_opened(line, carrier, asked))
        case "sign":
            for content in asked["contents"]:
                line.say({"signature": text_of(carrier.sign(bytes_of(content)))})
            carrier.close()
            line.say({"done": True})


def _opened(line: _Line, carrier: Carrier, asked: dict[str, Any]) -> dict[str, Any]:
    pin = line.hear()
    try:
        certificate = carrier.open(asked["key"], pin.decode(), keypad=asked["keypad"])
    except TroubleError as error:
        if error.trouble is not Trouble.PIN_WRONG:
            raise
        left = carrier.tries(asked["key"])
        if left == "locked":
            raise TroubleError(Trouble.PIN_LOCKED) from error
        raise TroubleError(Trouble.PIN_WRONG, left) from error
    finally:
        pin[:] = bytes(len(pin))
    return {"certificate": text_of(certificate)}
