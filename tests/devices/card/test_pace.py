"""PACE, held by the worked example of Doc 9303-11, appendix G: ECDH with the generic mapping."""

from collections.abc import Iterator

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from app.domain.chip import CardNumberKey, ZoneKey
from devices.card.apdu import Talk
from devices.card.bac import KeyRefusedError, zone_seed
from devices.card.ciphers import AES_128
from devices.card.curves import CURVES
from devices.card.pace import Way, open_by_password, ways
from devices.card.tlv import UnreadableError, pack
from tests.fakes.virtual_passport import CARD_ACCESS, MadeUp, VirtualPassport, pace_info

ZONE = ZoneKey("T22000129", "640812", "101031")
OFFERED = pace_info(2, 13)
NONCE = "95A3A016522EE98D01E76CB6B98B42C3"
MINE_MAPPING = "7F4EF07B9EA82FD78AD689B38D0BC78CF21F249D953BC46F4C6E19259C010F99"
SHOWN_MAPPING = (
    "7ACF3EFC982EC45565A4B155129EFBC74650DCBFA6362D896FC70262E0C2CC5E"
    "544552DCB6725218799115B55C9BAA6D9F6BC3A9618E70C25AF71777A9C4922D"
)
CHIP_MAPPING = (
    "824FBA91C9CBE26BEF53A0EBE7342A3BF178CEA9F45DE0B70AA601651FBA3F57"
    "30D8C879AAA9C9F73991E61B58F4D52EB87A0A0C709A49DC63719363CCD13C54"
)
MINE_AGREEMENT = "A73FB703AC1436A18E0CFA5ABB3F7BEC7A070E7A6788486BEE230C4A22762595"
SHOWN_AGREEMENT = (
    "2DB7A64C0355044EC9DF190514C625CBA2CEA48754887122F3A5EF0D5EDD301C"
    "3556F3B3B186DF10B857B58F6A7EB80F20BA5DC7BE1D43D9BF850149FBB36462"
)
CHIP_AGREEMENT = (
    "9E880F842905B8B3181F7AF7CAA9F0EFB743847F44A306D2D28C1D9EC65DF6DB"
    "7764B22277A2EDDC3C265A9F018F9CB852E111B768B326904B59A0193776F094"
)
SECRET, CHECK = "F5F0E35C0D7161EE6724EE513A0D9A7F", "FE251C7858B356B24514B3BD5F4297D1"


def _said(tag: int, value: str) -> bytes:
    return pack(0x7C, pack(tag, bytes.fromhex(value)))


class ExampleChip:
    """The chip of the example: says what is printed there and hears what is printed there."""

    def __init__(self, **otherwise: bytes) -> None:
        turns = [
            ("choose", None, b""),
            ("nonce", pack(0x7C, b""), _said(0x80, NONCE)),
            ("mapping", _said(0x81, "04" + SHOWN_MAPPING), _said(0x82, "04" + CHIP_MAPPING)),
            ("agreement", _said(0x83, "04" + SHOWN_AGREEMENT), _said(0x84, "04" + CHIP_AGREEMENT)),
            ("token", _said(0x85, "C2B0BD78D94BA866"), _said(0x86, "3ABB9674BCE93C08")),
        ]
        self._turns = iter((name, heard, otherwise.get(name, said)) for name, heard, said in turns)

    def __call__(self, said: bytes) -> bytes:
        _name, expected, answer = next(self._turns)
        if expected is not None:
            assert said[5 : 5 + said[4]] == expected
        return answer if answer[-2:] == b"\x63\x00" else answer + b"\x90\x00"


def example_random() -> Iterator[bytes]:
    for number in (MINE_MAPPING, MINE_AGREEMENT):
        yield (int(number, 16) - 1).to_bytes(40, "big")


def opened(chip: ExampleChip) -> object:
    numbers = example_random()
    (way,) = ways(OFFERED)
    return open_by_password(Talk(chip), way, ZONE, lambda _size: next(numbers))


@pytest.mark.requirement("R-058")
def test_the_worked_example_opens() -> None:
    talk = opened(ExampleChip())
    assert (talk._secret.hex().upper(), talk._check.hex().upper()) == (SECRET, CHECK)  # type: ignore[attr-defined]


def test_the_key_of_the_password() -> None:
    seed = zone_seed(ZONE)
    assert seed.hex().upper() == "7E2D2A41C74EA0B38CD36F863939BFA8E9032AAD"
    assert AES_128.derive(seed, 3).hex().upper() == "89DED1B26624EC1E634C1989302849DD"


@pytest.mark.parametrize(
    ("turn", "answer"),
    [
        ("token", _said(0x86, "3ABB9674BCE93C09")),
        ("token", b"\x63\x00"),
    ],
)
def test_a_chip_that_does_not_prove_the_key_stays_shut(turn: str, answer: bytes) -> None:
    with pytest.raises(KeyRefusedError):
        opened(ExampleChip(**{turn: answer}))


@pytest.mark.parametrize(
    ("turn", "answer"),
    [
        ("mapping", _said(0x82, "04" + "11" * 64)),
        ("mapping", _said(0x82, "02" + CHIP_MAPPING)),
        ("mapping", b"\x63\x00"),
        ("nonce", b"\x63\x00"),
        ("choose", b"\x63\x00"),
        ("agreement", _said(0x84, "04" + SHOWN_AGREEMENT)),
        ("nonce", _said(0x80, "0102")),
        ("token", b"\x7c\x05"),
    ],
)
def test_a_chip_that_speaks_otherwise_is_told_from_a_wrong_key(turn: str, answer: bytes) -> None:
    with pytest.raises(UnreadableError):
        opened(ExampleChip(**{turn: answer}))


_NAMES = {
    8: ec.SECP192R1, 10: ec.SECP224R1, 12: ec.SECP256R1, 13: ec.BrainpoolP256R1, 15: ec.SECP384R1,
    16: ec.BrainpoolP384R1, 17: ec.BrainpoolP512R1, 18: ec.SECP521R1,
}  # fmt: skip


@pytest.mark.parametrize("number", sorted(CURVES))
def test_every_curve_holds_its_base_point_and_its_order(number: int) -> None:
    curve = CURVES[number]
    assert curve.holds(curve.x, curve.y)
    assert curve.times(curve.q, (curve.x, curve.y)) is None
    assert curve.times(curve.q - 1, (curve.x, curve.y)) == (curve.x, -curve.y % curve.p)


@pytest.mark.parametrize("number", sorted(_NAMES))
def test_the_curves_are_those_of_another_library(number: int) -> None:
    curve, secret = CURVES[number], 0xC0FFEE**3
    theirs = ec.derive_private_key(secret, _NAMES[number]()).public_key().public_numbers()
    assert curve.times(secret, (curve.x, curve.y)) == (theirs.x, theirs.y)
    assert curve.holds(theirs.x, theirs.y)
    assert curve.times(curve.q, (curve.x, curve.y)) is None


def test_the_known_ways_are_taken_in_the_chips_order() -> None:
    infos = [pace_info(4, 12), pace_info(2, 0), pace_info(2, 13, mapping=4), pace_info(2, 13, 6)]
    offered = pack(0x31, b"".join(info[2:] for info in infos))
    found = [(way.suite.name, way.parameters) for way in ways(offered)]
    assert found == [("aes-256", 12), ("aes-128", 13)]


@pytest.mark.parametrize("content", [b"", b"\x30\x00", b"\x31\x05\x30", b"\x31\x02\x30\x00"])
def test_an_offer_that_is_none(content: bytes) -> None:
    try:
        assert list(ways(content)) == []
    except UnreadableError:
        assert content[:1] != b"\x31" or len(content) == 3


@pytest.mark.parametrize("parameters", sorted(CURVES))
@pytest.mark.parametrize("ciphers", [1, 2, 3, 4])
def test_every_known_way_opens_to_the_zone_and_to_the_number(ciphers: int, parameters: int) -> None:
    made_up = MadeUp()
    (way,) = ways(pace_info(ciphers, parameters))
    assert isinstance(way, Way)
    for key in (made_up.zone, CardNumberKey("123456")):
        chip = VirtualPassport(made_up.zone, {CARD_ACCESS: b""})
        chip._inside = True
        assert open_by_password(Talk(chip.transmit), way, key, chip._random)
    with pytest.raises(KeyRefusedError):
        open_by_password(Talk(chip.transmit), way, CardNumberKey("123457"), chip._random)
