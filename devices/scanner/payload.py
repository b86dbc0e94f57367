"""What a scanner sends, made into whole codes: framing, doubled ends, halves, garbage and MRZ.

Pure: bytes in, readings out. Silence is told by the driver, which has a clock.
"""

import re
import unicodedata
from dataclasses import dataclass

from app.ports.device_faults import CODE_GARBAGE, CODE_HALF

ENDS = b"\r\n\t\x03"
"""CR, LF, TAB and ETX end a code; two of them in a row end it once."""

SUFFIXES = {"any": ENDS, "cr": b"\r", "lf": b"\n", "tab": b"\t", "etx": b"\x03", "none": b""}
"""What ends a code, by the word for it in the settings; ``none``: the silence after it."""

LONGEST = 4296
"""The most characters that a QR code holds; more is no code."""

_STX = b"\x02"
_GROUP = "\x1d"
# ISO/IEC 15424: ``]`` with the kind of symbol and a modifier, when the scanner is set to send it.
_SYMBOLOGY = re.compile(r"\][A-Za-z][0-9A-Za-z]")
# The categories of Unicode that no printed code holds: controls, formats, surrogates, private, none.
_NOT_TEXT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})

# A machine-readable zone comes line by line: two lines of 44 or 36, or three of 30 characters.
_MRZ_FIRST = re.compile(r"[ACIPV][A-Z0-9<][A-Z<]{3}[A-Z0-9<]{25}(?:[A-Z0-9<]{6}|[A-Z0-9<]{14})?")
_MRZ_LINE = re.compile(r"[A-Z0-9<]+")
_MRZ_LINES = {30: 3, 36: 2, 44: 2}


@dataclass(frozen=True, slots=True)
class Whole:
    """One whole code; an MRZ has ``\\n`` between its lines."""

    text: str


@dataclass(frozen=True, slots=True)
class Garbled:
    """Something of no use; ``code`` is scanner.half or scanner.garbage."""

    code: str


Reading = Whole | Garbled


class Decoder:
    """Turns the stream of one scanner into readings; ``prefix`` is what it is set to send first.

    ``ends`` are the bytes that end a code. A code of several lines comes as several codes where
    each of its lines may end one; where the scanner's suffix is named, it is one piece of garbage.
    """

    def __init__(self, prefix: bytes = b"", ends: bytes = ENDS) -> None:
        self._prefix = prefix
        self._ends = ends
        self._chunk = bytearray()
        self._too_long = False
        self._mrz: list[str] = []

    def feed(self, data: bytes) -> tuple[Reading, ...]:
        """The readings completed by these bytes, however they were split on the way."""
        readings: list[Reading] = []
        for byte in data:
            if byte in self._ends:
                readings.extend(self._end())
            elif len(self._chunk) < LONGEST:
                self._chunk.append(byte)
            else:
                self._too_long = True
        return tuple(readings)

    @property
    def waits(self) -> bool:
        """Whether something has begun that is not whole yet."""
        return bool(self._chunk) or bool(self._mrz)

    def silence(self) -> tuple[Reading, ...]:
        """Nothing came for a while: what lies here without an end will not be completed."""
        ended = () if self._ends else self._end()
        started = bool(self._chunk.strip(ENDS)) or bool(self._mrz)
        garbage = self._too_long
        self._clear()
        if not started:
            return ended
        return (*ended, Garbled(CODE_GARBAGE if garbage else CODE_HALF))

    def _clear(self) -> None:
        self._chunk.clear()
        self._too_long = False
        self._mrz.clear()

    def _end(self) -> tuple[Reading, ...]:
        chunk, too_long = bytes(self._chunk).strip(ENDS), self._too_long
        self._chunk.clear()
        self._too_long = False
        if too_long:
            return self._give_up_mrz(Garbled(CODE_GARBAGE))
        text = plain(chunk, self._prefix)
        if text is None:
            return self._give_up_mrz(Garbled(CODE_GARBAGE))
        return self._line(text) if text else ()

    def _line(self, text: str) -> tuple[Reading, ...]:
        if self._mrz:
            return self._next_mrz_line(text)
        if _MRZ_FIRST.fullmatch(text) and "<" in text:
            self._mrz.append(text)
            return ()
        return (Whole(text),)

    def _next_mrz_line(self, text: str) -> tuple[Reading, ...]:
        width = len(self._mrz[0])
        if len(text) != width or not _MRZ_LINE.fullmatch(text):
            self._mrz.clear()
            return (Garbled(CODE_HALF), *self._line(text))
        self._mrz.append(text)
        if len(self._mrz) < _MRZ_LINES[width]:
            return ()
        whole = Whole("\n".join(self._mrz))
        self._mrz.clear()
        return (whole,)

    def _give_up_mrz(self, reading: Reading) -> tuple[Reading, ...]:
        self._mrz.clear()
        return (reading,)


def plain(chunk: bytes, prefix: bytes = b"") -> str | None:
    """The text of one code without framing, prefix and symbology; ``None`` when it is no text."""
    chunk = chunk.removeprefix(_STX).removeprefix(prefix)
    try:
        text = chunk.decode("utf-8")
    except UnicodeDecodeError:
        return None
    text = _SYMBOLOGY.sub("", text, count=1) if text.startswith("]") else text
    if any(unicodedata.category(c) in _NOT_TEXT for c in text if c != _GROUP):
        return None
    return text.strip(" ")
