"""What a pole display is sent: a ticket call as the bytes of one of two public command sets.

Sources: Partner Tech Corp, «CD5220 customer display, user's manual», chapter 6 «CD5220 standard mode
command list»; Epson, «DM-D110 specification», chapter 5 «Command details» (ESC/POS for customer
displays). Both describe two lines of twenty characters.
"""

from dataclasses import dataclass

from app.ports.devices import TicketCall

COLUMNS = 20

_ESC, _US, _CLEAR, _CR = b"\x1b", b"\x1f", b"\x0c", b"\r"
_INITIALISE = _ESC + b"@"
# Letters of the Kazakh alphabet that look like a Latin one, which every display can show.
_LOOKS_LIKE = str.maketrans("АВЕКМНОРСТХУІҺ", "ABEKMHOPCTXYIH")


class NotShowableError(ValueError):
    """The ticket number has a letter that the display lacks; nothing else is shown in its place."""


@dataclass(frozen=True, slots=True)
class CommandSet:
    """How a kind of display is spoken to; each part is bytes, a line comes between the two others."""

    start: bytes
    upper: tuple[bytes, bytes]
    lower: tuple[bytes, bytes]


COMMAND_SETS = {
    # CLR comes first: in its mode of whole lines the display heeds nothing else. Then the cursor
    # is switched off (ESC _ 0).
    "cd5220": CommandSet(
        start=_CLEAR + _INITIALISE + _ESC + b"_\x00",
        upper=(_ESC + b"QA", _CR),
        lower=(_ESC + b"QB", _CR),
    ),
    # Overwrite mode (US MD1), no cursor (US C 0); each line begins at its first column (US $ x y).
    "escpos": CommandSet(
        start=_INITIALISE + _US + b"\x01" + _US + b"C\x00",
        upper=(_US + b"$\x01\x01", b""),
        lower=(_US + b"$\x01\x02", b""),
    ),
}
"""The command sets by the name that the settings use."""


def started(protocol: str) -> bytes:
    """Bring the display to a known state, empty."""
    return COMMAND_SETS[protocol].start


def cleared() -> bytes:
    """Show nothing."""
    return _CLEAR


def shown(protocol: str, call: TicketCall) -> bytes:
    """Show the ticket number above and the desk's below, each in the middle of its line.

    Raises ``NotShowableError`` for a letter that no Latin one stands for.
    """
    codes = COMMAND_SETS[protocol]
    upper, lower = _line(call.ticket), _line(f"> {call.desk} <")
    return codes.upper[0] + upper + codes.upper[1] + codes.lower[0] + lower + codes.lower[1]


def _line(text: str) -> bytes:
    plain = text.translate(_LOOKS_LIKE)
    if not (plain.isascii() and plain.isprintable()) or len(plain) > COLUMNS:
        raise NotShowableError
    return plain.center(COLUMNS).encode("ascii")
