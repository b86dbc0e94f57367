"""Asking a person for the PIN of a key: what a driver tells of the act, and what comes back once."""

from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from app.domain.language import Lang
from app.domain.signing import SignerCertificate


class Tries(StrEnum):
    """How many wrong PINs the carrier still bears; it never tells a number."""

    ENOUGH = ""
    LOW = "low"
    LAST = "last"


class Refused(StrEnum):
    """Why the PIN that was typed before is asked for once more."""

    WRONG = "wrong"
    LENGTH = "length"


@dataclass(frozen=True, slots=True, kw_only=True)
class PinQuestion:
    """What the person must see before they type.

    ``certificate`` is ``None`` where the key tells it only after the PIN; ``carrier`` names the
    token or the file. ``count`` documents are signed by this PIN (0: the key is only looked at),
    ``about`` says what they are. ``keypad``: the PIN is typed on the reader and never comes here.
    ``password``: the key lies in a file.
    """

    certificate: SignerCertificate | None
    carrier: str
    count: int
    about: str = field(default="", repr=False)
    lang: Lang = Lang.KK
    tries: Tries = Tries.ENOUGH
    refused: Refused | None = None
    keypad: bool = False
    password: bool = False


@dataclass(frozen=True, slots=True)
class FactoryPin:
    """The key has just been opened by the PIN with which its carrier is sold."""

    at: datetime


@dataclass(frozen=True, slots=True)
class KeyTaken:
    """The employee has taken the card or token with their key out of the desk."""

    at: datetime


class PinDesk(Protocol):
    """Where a person sits who can be asked. Called on the device's own lane."""

    def ask(self, question: PinQuestion) -> Future[bytearray]:
        """Show the question. The Future brings the PIN (UTF-8), which its taker overwrites.

        It fails with ``Cancelled`` when the person gives it up, with ``DeviceFault`` when nobody
        answers. To cancel it takes the question back. With ``keypad`` it brings nothing: whoever
        asked cancels it when the reader is done.
        """
