"""An electronic copy made from an original: its pages while it is made, and what stays of it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

MOST_PAGES = 40
"""Pages of one copy; a thicker document is copied in parts, each with its own mark."""
LONGEST_SIDE = 2480
"""Dots of the longer side of a page: A4 at some 210 dots an inch, fine enough for small print."""
MOST_BYTES = 12_000_000
"""Bytes of all pages of one copy together."""


class CopyOrigin(StrEnum):
    """How the pages of a copy were taken from the original."""

    CAMERA = "camera"
    SCANNER_FILE = "scanner_file"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyPage:
    """One page: a JPEG without metadata, upright, with its size in dots. The picture stands in no
    text that a log could take."""

    image: bytes = field(repr=False)
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeCopy:
    """The copy that is bound to a row of the checklist.

    ``sha256`` is that of the finished pages as they were left for the key, ``signed_sha256`` that of
    the file with the signature in it (both hexadecimal). ``paper`` is the id of the kept paper; it
    and the certificate are there once the signature was verified.
    """

    number: str
    sha256: str
    pages: int
    origin: CopyOrigin
    made_at: datetime
    paper: str = ""
    signed_sha256: str = ""
    certificate: str = ""
    certified_at: datetime | None = None

    @property
    def certified(self) -> bool:
        """Whether its signature was verified: before that it is no certified copy (R-110)."""
        return self.certified_at is not None and bool(self.signed_sha256)
