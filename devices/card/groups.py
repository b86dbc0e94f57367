"""What the data groups of a chip say: the zone, the photograph, the name in its own letters (Doc 9303-10)."""

from dataclasses import dataclass
from datetime import date

from app.domain.person import PersonName
from devices.card.tlv import UnreadableError, elements, find, find_or_none

ZONE, FACE, MORE_ABOUT_THE_PERSON = 1, 2, 11
_ZONE_SHAPES = {90: 30, 72: 36, 88: 44}
_JPEG, _JPEG_2000 = b"\xff\xd8\xff", (b"\x00\x00\x00\x0cjP  ", b"\xff\x4f\xff\x51")
_FACE_RECORD = b"FAC\x00"
_LONGEST = 200


def zone_lines(group: bytes) -> str:
    """The printed lines of data group 1, with line feeds. Raises ``UnreadableError``."""
    content = find(group, 0x61, 0x5F1F)
    width = _ZONE_SHAPES.get(len(content))
    if width is None:
        raise UnreadableError("the zone has another shape")
    try:
        text = content.decode("ascii")
    except UnicodeDecodeError:
        raise UnreadableError("the zone has other letters") from None
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def face_picture(group: bytes) -> bytes:
    """The photograph of data group 2, JPEG or JPEG 2000; empty for a record of another kind.

    Raises ``UnreadableError``.
    """
    template = find(group, 0x75, 0x7F61, 0x7F60)
    record = find_or_none(template, 0x5F2E) or find_or_none(template, 0x7F2E)
    if record is None or not record.startswith(_FACE_RECORD):
        return b""
    begins = [at for sign in (_JPEG, *_JPEG_2000) if (at := record.find(sign)) > 0]
    return record[min(begins) :] if begins else b""


@dataclass(frozen=True, slots=True)
class OwnDetails:
    """Data group 11: the name in the letters of its country, the personal number, the birth date."""

    name: PersonName | None = None
    number: str = ""
    born: date | None = None
    address: str = ""


def own_details(group: bytes) -> OwnDetails:
    """What data group 11 says; what cannot be read in it is left out."""
    content = find(group, 0x6B)
    found = {tag: value for tag, value in elements(content) if tag != 0xA0}
    return OwnDetails(
        name=_name(_text(found.get(0x5F0E, b""))),
        number=_text(found.get(0x5F10, b"")),
        born=_day(found.get(0x5F2B, b"")),
        address=_text(found.get(0x5F42, b"")).replace("<", ", "),
    )


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8").strip().strip("<")[:_LONGEST]
    except UnicodeDecodeError:
        return ""


def _name(text: str) -> PersonName | None:
    """``SURNAME<<GIVEN<PATRONYMIC``: a filler parts names, two part the surname from the others."""
    surname, _, others = text.partition("<<")
    given, _, patronymic = others.partition("<")
    parts = [part.replace("<", " ").strip() for part in (surname, given, patronymic)]
    return PersonName(*parts) if any(parts) else None


def _day(value: bytes) -> date | None:
    """Eight digits as text or in four bytes."""
    digits = value.hex() if len(value) == 4 else value.decode("ascii", "replace")
    try:
        return date(int(digits[0:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
