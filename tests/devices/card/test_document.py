"""A whole reading: which way the chip is opened, what it says, and every kind of wrong answer."""

import secrets
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.chip import AccessKey, CardNumberKey, ChipAccess, ZoneKey
from app.domain.person import PersonName
from devices.card.bac import KeyRefusedError
from devices.card.document import (
    Document,
    KeyNeededError,
    UnsupportedError,
    read_document,
)
from devices.card.groups import face_picture, own_details, zone_lines
from devices.card.tlv import UnreadableError, elements, find, head_of, pack
from tests.fakes.virtual_passport import (
    CARD_ACCESS,
    SECURITY,
    MadeUp,
    VirtualPassport,
    details_group,
    face_group,
    pace_info,
    zone_group,
)

TODAY = date(2026, 3, 6)
SYNTHETIC = MadeUp()
PACE = {CARD_ACCESS: pace_info(2, 13)}
NUMBER = CardNumberKey("123456")
_STOPS = (KeyNeededError, KeyRefusedError, UnsupportedError, UnreadableError)


def chip(**how: object) -> VirtualPassport:
    files = SYNTHETIC.files() | how.pop("files", {})  # type: ignore[operator]
    return VirtualPassport(SYNTHETIC.zone, files, **how)  # type: ignore[arg-type]


def read(card: VirtualPassport, key: AccessKey | None = SYNTHETIC.zone) -> Document:
    return read_document(card.transmit, key, random=secrets.token_bytes, today=TODAY)


@pytest.mark.requirement("R-057", "R-058")
@pytest.mark.parametrize(
    ("card", "key", "access"),
    [
        (chip(), SYNTHETIC.zone, ChipAccess.BAC),
        (chip(files=PACE), SYNTHETIC.zone, ChipAccess.PACE),
        (chip(files=PACE, bac=False), NUMBER, ChipAccess.PACE),
        (chip(open_=True), None, ChipAccess.OPEN),
        (chip(open_=True), NUMBER, ChipAccess.OPEN),
        (chip(open_=True, bac=False), SYNTHETIC.zone, ChipAccess.OPEN),
    ],
)
def test_the_chip_is_opened_its_own_way_and_read_as_it_is(
    card: VirtualPassport, key: AccessKey | None, access: ChipAccess
) -> None:
    found = read(card, key)
    assert found.access is access
    assert (found.zone.surname, found.zone.document_number) == ("SYNAKOV", "012345678")
    assert found.zone.iin == "900101300017"
    assert found.details.name == PersonName("СЫНАҚОВ", "АСАН", "СЕРІКҰЛЫ")
    assert found.details.born == date(1990, 1, 1)
    assert found.picture == SYNTHETIC.picture
    assert found.files.security == card.files[SECURITY]
    assert dict(found.files.groups) == {n: card.files[0x100 + n] for n in (1, 2, 11)}


@pytest.mark.parametrize("head_counts", [True, False])
@pytest.mark.parametrize("files", [{}, PACE], ids=["bac", "pace"])
def test_a_long_photograph_is_read_beyond_fifteen_bits(
    files: dict[int, bytes], head_counts: bool
) -> None:
    """Chips differ in whether the head of a far piece is one of the bytes that were asked for."""
    picture = b"\xff\xd8\xff" + secrets.token_bytes(70_000)
    card = chip(files={0x0102: face_group(picture), **files}, head_counts=head_counts)
    assert read(card).picture == picture


def test_nothing_of_the_document_shows_in_a_text_of_it() -> None:
    said = repr(read(chip()))
    for personal in ("SYNAKOV", "СЫНАҚОВ", "900101300017", "012345678"):
        assert personal not in said
    assert "012345678" not in repr(SYNTHETIC.zone)


@pytest.mark.parametrize("files", [{}, PACE], ids=["bac", "pace"])
def test_without_its_key_a_chip_stays_shut(files: dict[int, bytes]) -> None:
    with pytest.raises(KeyNeededError):
        read(chip(files=files), None)
    with pytest.raises(KeyRefusedError):
        read(chip(files=files), ZoneKey("012345679", "900101", "300101"))


def test_the_number_opens_no_chip_that_knows_the_zone_alone() -> None:
    with pytest.raises(KeyNeededError):
        read(chip(), NUMBER)


def test_a_wrong_number_is_refused_and_not_tried_twice() -> None:
    card = chip(files=PACE)
    with pytest.raises(KeyRefusedError):
        read(card, CardNumberKey("654321"))
    tokens = card.heard
    assert tokens < 12


def test_another_card_is_no_identity_document() -> None:
    with pytest.raises(UnsupportedError):
        read_document(lambda _said: b"\x6a\x82", None, random=secrets.token_bytes, today=TODAY)


@pytest.mark.parametrize(
    ("command", "answer"),
    [("22C1A4", "6A80"), ("860000", "6F00"), ("860000027C00", "6985")],
)
def test_a_chip_that_does_not_keep_to_its_offer_is_opened_by_the_zone(
    command: str, answer: str
) -> None:
    card, asked = chip(files=PACE), bytes.fromhex(command)
    card.before = lambda said: bytes.fromhex(answer) if said[1:].startswith(asked) else None
    assert read(card).access is ChipAccess.BAC
    card.reset()
    with pytest.raises(KeyNeededError):
        read(card, NUMBER)


@pytest.mark.parametrize(
    "files",
    [
        {0x0101: b""},
        {0x0101: zone_group(SYNTHETIC.lines)[:40]},
        {0x0101: zone_group(SYNTHETIC.lines.replace("0123456784", "0123456785"))},
        {0x0101: zone_group("IDKAZ")},
        {0x0101: pack(0x61, pack(0x5F1F, b"\xff" * 90))},
        {0x0102: b"\x75\x82\xff\xff\x00"},
        {0x0102: b"\x75\x83\xff\xff\xff"},
    ],
)
def test_files_that_no_document_has(files: dict[int, bytes]) -> None:
    with pytest.raises(UnreadableError):
        read(chip(files=files))


def test_a_zone_of_another_document_in_the_chip_is_noticed() -> None:
    card = VirtualPassport(ZoneKey("912345678", "900101", "300101"), SYNTHETIC.files())
    with pytest.raises(UnreadableError):
        read(card, ZoneKey("912345678", "900101", "300101"))


def test_what_a_desk_is_not_shown_is_left_out() -> None:
    card = chip()
    for number in (0x0102, 0x010B, SECURITY):
        del card.files[number]
    found = read(card)
    assert (found.picture, found.details.name, found.files.security) == (b"", None, b"")
    assert set(found.files.groups) == {1}


# Pieces.


def test_a_picture_of_jpeg_2000_and_none() -> None:
    for sign in (b"\x00\x00\x00\x0cjP  \r\n", b"\xff\x4f\xff\x51\x00"):
        assert face_picture(face_group(sign + b"picture")) == sign + b"picture"
    assert face_picture(face_group(b"no picture")) == b""


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("СЫНАҚОВ<<АСАН<СЕРІКҰЛЫ", PersonName("СЫНАҚОВ", "АСАН", "СЕРІКҰЛЫ")),
        ("СЫНАҚОВА<<АЙ<", PersonName("СЫНАҚОВА", "АЙ", "")),
        ("МОНОНИМ", PersonName("МОНОНИМ", "", "")),
        ("<<", None),
    ],
)
def test_names_in_their_own_letters(written: str, name: PersonName | None) -> None:
    assert own_details(details_group(written)).name == name


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    readers: tuple[Callable[[bytes], object], ...] = (
        zone_lines, face_picture, own_details, head_of, lambda c: list(elements(c)),
        lambda c: find(c, 0x61),
    )  # fmt: skip
    for reader in readers:
        try:
            reader(content)
        except UnreadableError:
            continue


@given(st.integers(0, 0xFFFFFF).filter(lambda tag: tag & 0xFF), st.binary(max_size=400))
def test_what_is_packed_is_found(tag: int, value: bytes) -> None:
    tag = (0x5F00 | tag & 0x7F) if tag > 0xFF else tag
    if tag <= 0xFF and tag & 0x1F == 0x1F:
        tag = 0x5F1F
    assert find(pack(tag, value), tag) == value


@given(
    st.integers(0, 60),
    st.one_of(
        st.binary(max_size=60),
        st.sampled_from([b"\x90\x00", b"\x61\x00", b"\x6c\x01", b"", b"\x63\x00", b"\x69\x82"]),
    ),
    st.sampled_from(["bac", "pace"]),
    st.booleans(),
)
def test_one_garbled_answer_never_crashes_nor_hangs_the_reading(
    turn: int, answer: bytes, way: str, always: bool
) -> None:
    card = chip(files=PACE if way == "pace" else {})

    def garble(_said: bytes) -> bytes | None:
        assert card.heard < 3000, "the reading does not end"
        hit = card.heard > turn if always else card.heard == turn + 1
        return answer if hit else None

    card.before = garble
    try:
        found = read(card)
    except _STOPS:
        return
    assert found.zone.document_number == "012345678"


@given(st.integers(1, 90), st.integers(0, 7), st.sampled_from(["bac", "pace"]))
def test_one_flipped_bit_is_never_taken_for_the_document(turn: int, bit: int, way: str) -> None:
    card = chip(files=PACE if way == "pace" else {})
    inner = card.transmit

    def flipped(said: bytes) -> bytes:
        heard = inner(said)
        if card.heard == turn and len(heard) > 2:
            spoiled = bytearray(heard)
            spoiled[len(heard) // 2 - 1] ^= 1 << bit
            return bytes(spoiled)
        return heard

    try:
        found = read_document(flipped, SYNTHETIC.zone, random=secrets.token_bytes, today=TODAY)
    except _STOPS:
        return
    assert dict(found.files.groups) == {n: card.files[0x100 + n] for n in (1, 2, 11)}
