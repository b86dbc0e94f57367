"""The results of the card service of the computer (PC/SC) as the causes that a reader can name."""

from collections.abc import Mapping

from app.ports.card_faults import CARD_BROKEN, READER_NONE, READER_SERVICE
from app.ports.device_faults import CARD_NONE, CARD_REMOVED, CARD_UNREADABLE, NO_ACCESS, TAKEN

DONE = 0
TIMEOUT = 0x8010000A
CANCELLED = 0x80100002
NO_READERS = 0x8010002E
LOST_READER = frozenset({0x80100009, 0x80100017})

_CAUSES: Mapping[int, str] = {
    0x8010000C: CARD_NONE,
    0x80100069: CARD_REMOVED,
    0x80100068: CARD_REMOVED,  # reset by another program: what was opened is shut again
    0x80100066: CARD_UNREADABLE,
    0x80100067: CARD_UNREADABLE,
    0x8010000F: CARD_UNREADABLE,
    0x80100065: CARD_UNREADABLE,
    0x80100016: CARD_BROKEN,
    0x8010002F: CARD_BROKEN,
    0x8010000B: TAKEN,
    0x8010006A: NO_ACCESS,
    0x80100027: NO_ACCESS,
    NO_READERS: READER_NONE,
    **dict.fromkeys(LOST_READER, READER_NONE),
}


def cause_of(result: int) -> str:
    """The cause behind a result; whatever is not of the card or the reader is of the service."""
    return _CAUSES.get(result & 0xFFFFFFFF, READER_SERVICE)
