"""One reading of an identity document: its chip opened, its files as they are, what they say."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from app.domain.chip import AccessKey, CardNumberKey, ChipAccess, ChipFiles, ZoneKey
from app.domain.mrz import MrzFields, read_mrz
from devices.card.apdu import NOT_ALLOWED, Talk, Transmit
from devices.card.bac import KeyRefusedError, open_by_zone
from devices.card.files import (
    CARD_ACCESS,
    SECURITY,
    AbsentError,
    Talking,
    choose_application,
    group_number,
    read_file,
)
from devices.card.groups import (
    FACE,
    MORE_ABOUT_THE_PERSON,
    ZONE,
    OwnDetails,
    face_picture,
    own_details,
    zone_lines,
)
from devices.card.pace import Way, open_by_password, ways
from devices.card.tlv import UnreadableError

Random = Callable[[int], bytes]


class KeyNeededError(Exception):
    """The chip opens to a key, and none is there that could open it."""


class UnsupportedError(Exception):
    """The card is not an electronic identity document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What the chip says, and the files it says it in. ``picture`` is JPEG or JPEG 2000, or empty."""

    access: ChipAccess
    zone: MrzFields = field(repr=False)
    details: OwnDetails = field(repr=False)
    picture: bytes = field(repr=False)
    files: ChipFiles = field(repr=False)


def read_document(
    transmit: Transmit, key: AccessKey | None, *, random: Random, today: date
) -> Document:
    """Open the chip and read it.

    Raises ``KeyNeededError``, ``KeyRefusedError``, ``UnsupportedError``, and ``UnreadableError`` for
    a chip that says what no document says; what ``transmit`` raises goes through.
    """
    talk = Talk(transmit)
    access, open_talk = _opened(talk, key, random)
    try:
        return _read(open_talk, access, key, today)
    except AbsentError as none:
        raise UnreadableError(f"a file cannot be read: {none}") from none


def _opened(talk: Talk, key: AccessKey | None, random: Random) -> tuple[ChipAccess, Talking]:
    offered = _ways_of(talk)
    if offered and key is not None:
        opened = _by_pace(talk, offered, key, random)
        if opened is not None:
            return ChipAccess.PACE, opened
    chosen = choose_application(talk)
    if not chosen.ok:
        if offered or chosen.status in NOT_ALLOWED:
            raise KeyNeededError
        raise UnsupportedError
    if key is None:
        return ChipAccess.OPEN, _open_without_key(talk)
    if isinstance(key, CardNumberKey):
        # An old chip knows the zone alone.
        return ChipAccess.OPEN, _open_without_key(talk)
    try:
        return ChipAccess.BAC, open_by_zone(talk, key, random)
    except KeyRefusedError:
        if _is_open(talk):
            return ChipAccess.OPEN, talk
        raise


def _ways_of(talk: Talk) -> tuple[Way, ...]:
    """The ways of PACE that chip and program both know; a chip without the file offers none."""
    try:
        return tuple(ways(read_file(talk, CARD_ACCESS)))
    except (AbsentError, UnreadableError):
        return ()


def _by_pace(
    talk: Talk, offered: tuple[Way, ...], key: AccessKey, random: Random
) -> Talking | None:
    """The opened talk; ``None`` when the chip does not keep to what it offers: BAC is left then."""
    for way in offered:
        try:
            opened = open_by_password(talk, way, key, random)
        except UnreadableError:
            continue
        if not choose_application(opened).ok:
            raise UnsupportedError
        return opened
    return None


def _open_without_key(talk: Talk) -> Talk:
    if not _is_open(talk):
        raise KeyNeededError
    return talk


def _is_open(talk: Talk) -> bool:
    """Whether the chip shows its zone to anybody, as the oldest documents do."""
    try:
        read_file(talk, group_number(ZONE))
    except AbsentError:
        return False
    return True


def _read(talk: Talking, access: ChipAccess, key: AccessKey | None, today: date) -> Document:
    security = _file_or_nothing(talk, SECURITY)
    groups = {ZONE: read_file(talk, group_number(ZONE))}
    zone = _zone_of(groups[ZONE], key, today)
    for number in (FACE, MORE_ABOUT_THE_PERSON):
        content = _file_or_nothing(talk, group_number(number))
        if content:
            groups[number] = content
    details, picture = OwnDetails(), b""
    if MORE_ABOUT_THE_PERSON in groups:
        details = own_details(groups[MORE_ABOUT_THE_PERSON])
    if FACE in groups:
        picture = face_picture(groups[FACE])
    return Document(
        access=access,
        zone=zone,
        details=details,
        picture=picture,
        files=ChipFiles(security, groups),
    )


def _file_or_nothing(talk: Talking, number: int) -> bytes:
    """A file that not every chip has, or that this one does not show to a desk."""
    try:
        return read_file(talk, number)
    except AbsentError:
        return b""


def _zone_of(group: bytes, key: AccessKey | None, today: date) -> MrzFields:
    reading = read_mrz(zone_lines(group), today)
    if reading.fields is None or reading.problems:
        raise UnreadableError("the zone in the chip is not sound")
    if isinstance(key, ZoneKey) and _number(key.number) != _number(reading.fields.document_number):
        raise UnreadableError("the chip holds another document's zone")
    return reading.fields


def _number(written: str) -> str:
    return written.replace("<", "")
