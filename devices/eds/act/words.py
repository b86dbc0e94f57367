"""What the driver and the process of an act say to each other: framed JSON, and once a bare PIN.

Both sides import this file and nothing heavy with it.
"""

import json
from base64 import b64decode, b64encode
from enum import StrEnum
from typing import Any

HEAD = 4
LONGEST = 64 * 1024 * 1024
"""More than that is no answer of ours."""


class Trouble(StrEnum):
    """Why the process could not do it, for the driver to put into its own words."""

    MODULE = "module"
    NO_KEY = "no_key"
    PIN_WRONG = "pin_wrong"
    PIN_LENGTH = "pin_length"
    PIN_LOCKED = "pin_locked"
    PIN_UNSET = "pin_unset"
    PIN_GIVEN_UP = "pin_given_up"
    REMOVED = "removed"
    SWAPPED = "swapped"
    ALGORITHM = "algorithm"
    UNREADABLE = "unreadable"
    FAILED = "failed"


class TroubleError(Exception):
    """Something went wrong at the key; ``reason`` is a word for the administrator, never a secret."""

    def __init__(self, trouble: Trouble, reason: str = "") -> None:
        super().__init__(trouble)
        self.trouble = trouble
        self.reason = reason


class MessageWrongError(Exception):
    """What came is no message of ours."""


def framed(body: bytes) -> bytes:
    """A body with its length before it."""
    return len(body).to_bytes(HEAD, "big") + body


def size_of(head: bytes) -> int:
    """How long the body is. Raises ``MessageWrongError``."""
    size = int.from_bytes(head, "big")
    if size > LONGEST:
        raise MessageWrongError
    return size


def packed(message: dict[str, Any]) -> bytes:
    """A message as a body."""
    return json.dumps(message, separators=(",", ":")).encode()


def read(body: bytes) -> dict[str, Any]:
    """The message in a body. Raises ``MessageWrongError``."""
    try:
        message = json.loads(body)
    except ValueError as error:
        raise MessageWrongError from error
    if not isinstance(message, dict):
        raise MessageWrongError
    return message


def text_of(content: bytes) -> str:
    """Bytes as a message holds them."""
    return b64encode(content).decode()


def bytes_of(text: object) -> bytes:
    """The bytes that a message holds. Raises ``MessageWrongError``."""
    try:
        return b64decode(text if isinstance(text, str) else "?", validate=True)
    except ValueError as error:
        raise MessageWrongError from error
