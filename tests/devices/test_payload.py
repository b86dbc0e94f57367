"""The bytes of a scanner become whole codes, whatever is done to them on the way."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ports.device_faults import CODE_GARBAGE, CODE_HALF
from devices.scanner.payload import LONGEST, Decoder, Garbled, Reading, Whole, plain

TD1 = (
    "IDKAZ0000009014870412399019<<<",
    "8704120M3205150KAZ<<<<<<<<<<<7",
    "SYNAKOV<<ASSAN<<<<<<<<<<<<<<<<",
)
TD3 = (
    "P<KAZTESTOV<<YERLAN<<<<<<<<<<<<<<<<<<<<<<<<<",
    "N000009014KAZ7911034M3303066791103399018<<56",
)
HALF, GARBAGE = Garbled(CODE_HALF), Garbled(CODE_GARBAGE)


def read(*pieces: bytes, prefix: bytes = b"") -> tuple[Reading, ...]:
    decoder = Decoder(prefix)
    readings = [reading for piece in pieces for reading in decoder.feed(piece)]
    return (*readings, *decoder.silence())


def lines(*texts: str) -> bytes:
    return b"".join(text.encode() + b"\r" for text in texts)


@pytest.mark.parametrize(
    ("sent", "readings"),
    [
        (b"A105\r\n", (Whole("A105"),)),
        (b"A105\r\r\n\n", (Whole("A105"),)),
        (b"A105\t", (Whole("A105"),)),
        (b"\x02A105\x03", (Whole("A105"),)),
        (b"]C0A105\r", (Whole("A105"),)),
        (b"]Q1]C0\r", (Whole("]C0"),)),
        (b" A105 \r", (Whole("A105"),)),
        (b"A105\rA106\r", (Whole("A105"), Whole("A106"))),
        (b"0104870200123456\x1d10AB\r", (Whole("0104870200123456\x1d10AB"),)),
        ("Ә-105\r".encode(), (Whole("Ә-105"),)),
        (b"\r\n\r\n", ()),
        (b"", ()),
        (b"A10", (HALF,)),
        (b"A105\rA1", (Whole("A105"), HALF)),
        (b"\xff\xfe\r", (GARBAGE,)),
        (b"A1\x0005\r", (GARBAGE,)),
        (b"A1\x1b[05\r", (GARBAGE,)),
        ("A\u202e105\r".encode(), (GARBAGE,)),
        ("Ә".encode()[:1] + b"\r", (GARBAGE,)),
    ],
)
def test_framing(sent: bytes, readings: tuple[Reading, ...]) -> None:
    assert read(sent) == readings


def test_the_prefix_that_the_scanner_is_set_to_is_taken_off() -> None:
    assert read(b"\x02#SC#A105\r", prefix=b"#SC#") == (Whole("A105"),)
    assert read(b"A105\r", prefix=b"#SC#") == (Whole("A105"),)


@pytest.mark.parametrize("mrz", [TD1, TD3], ids=["card", "passport"])
def test_the_lines_of_a_machine_readable_zone_come_together(mrz: tuple[str, ...]) -> None:
    assert read(lines(*mrz)) == (Whole("\n".join(mrz)),)
    assert read(lines("A105", *mrz, "A106")) == (
        Whole("A105"),
        Whole("\n".join(mrz)),
        Whole("A106"),
    )


def test_a_zone_that_breaks_off_is_half_a_code() -> None:
    assert read(lines(*TD1[:2])) == (HALF,)
    assert read(lines(TD1[0], "A105")) == (HALF, Whole("A105"))
    assert read(lines(TD1[0]) + b"\xff\r" + lines("A105")) == (GARBAGE, Whole("A105"))
    assert read(lines(TD1[0], *TD3)) == (HALF, Whole("\n".join(TD3)))


def test_a_code_of_thirty_characters_is_no_zone() -> None:
    code = "ABCDE" + "1" * 25
    assert read(lines(code)) == (Whole(code),)


def test_too_much_is_garbage_once_and_the_next_code_is_whole() -> None:
    assert read(b"1" * (LONGEST + 50) + b"\rA105\r") == (GARBAGE, Whole("A105"))
    assert read(b"1" * (LONGEST + 50)) == (GARBAGE,)
    assert read(b"1" * LONGEST + b"\r") == (Whole("1" * LONGEST),)


codes = st.text(
    st.characters(categories=["Lu", "Ll", "Nd", "Pd"], max_codepoint=0x52F), min_size=1
).filter(lambda text: not text.startswith("]"))


@given(st.lists(codes, max_size=5), st.data())
def test_it_does_not_matter_how_the_bytes_were_split(texts: list[str], data: st.DataObject) -> None:
    sent = b"".join(text.encode() + b"\r\n" for text in texts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=6)))
    edges = [0, *cuts, len(sent)]
    pieces = [sent[a:b] for a, b in pairwise(edges)]
    assert read(*pieces) == tuple(Whole(text) for text in texts)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_decoder_and_it_recovers(junk: bytes) -> None:
    decoder = Decoder()
    for reading in (*decoder.feed(junk), *decoder.silence()):
        if isinstance(reading, Whole):
            assert reading.text == reading.text.strip(" ")
            assert not any(c < " " and c not in "\x1d\n" for c in reading.text)
        else:
            assert reading in (HALF, GARBAGE)
    assert decoder.feed(b"A105\r") == (Whole("A105"),)


@given(st.text(max_size=50))
def test_plain_text_is_itself_or_no_text(text: str) -> None:
    assert plain(text.encode()) in (None, text.strip(" "), text[3:].strip(" "), text[1:].strip(" "))
