"""The talk with a chip, held by the worked example of Doc 9303-11, appendix D: BAC and what follows it."""

from collections.abc import Callable

import pytest

from app.domain.chip import ZoneKey
from devices.card.apdu import Answer, Command, Talk
from devices.card.bac import KeyRefusedError, open_by_zone, zone_seed
from devices.card.ciphers import AES_128, TRIPLE_DES, padded, unpadded
from devices.card.secure import SecureTalk
from devices.card.tlv import UnreadableError

ZONE = ZoneKey("L898902C<", "690806", "940623")
SECRET = bytes.fromhex("979EC13B1CBFE9DCD01AB0FED307EAE5")
CHECK = bytes.fromhex("F1CB1F1FB5ADF208806B89DC579DC1F8")
COUNTER = bytes.fromhex("887022120C06C226")


class Script:
    """A card that expects these commands, in this order, and gives these answers."""

    def __init__(self, *turns: tuple[str, str]) -> None:
        self._turns = [(bytes.fromhex(said), bytes.fromhex(answer)) for said, answer in turns]

    def __call__(self, said: bytes) -> bytes:
        expected, answer = self._turns.pop(0)
        assert said.hex() == expected.hex()
        return answer

    @property
    def done(self) -> bool:
        return not self._turns


def in_order(*numbers: str) -> Callable[[int], bytes]:
    """Numbers that are not random, one after another."""
    left = [bytes.fromhex(number) for number in numbers]

    def give(size: int) -> bytes:
        number = left.pop(0)
        assert len(number) == size
        return number

    return give


CHALLENGE = ("0084000008", "4608F919887022129000")
PROOF = (
    "008200002872C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F25F1448EEA8AD90A728"
)
ANSWERED = "46B9342A41396CD7386BF5803104D7CEDC122B9132139BAF2EEDC94EE178534F2F2D235D074D74499000"
RANDOM = ("781723860C06C226", "0B795240CB7049B01C19B33E32804F0B")


def test_the_seed_and_the_keys_of_the_zone() -> None:
    seed = zone_seed(ZONE)[:16]
    assert seed.hex().upper() == "239AB9CB282DAF66231DC5A4DF6BFBAE"
    parity = bytes.fromhex("AB94FDECF2674FDFB9B391F85D7F76F2")
    # The standard sets the parity of each byte of a DES key; the cipher does not heed it.
    derived = TRIPLE_DES.derive(seed, 1)
    assert [a | 1 for a in derived] == [b | 1 for b in parity]


@pytest.mark.requirement("R-058")
def test_the_worked_example_opens_and_reads() -> None:
    card = Script(
        CHALLENGE,
        (PROOF, ANSWERED),
        (
            "0CA4020C158709016375432908C044F68E08BF8B92D635FF24F800",
            "990290008E08FA855A5D4C50A8ED9000",
        ),
        (
            "0CB000000D9701048E08ED6705417E96BA5500",
            "8709019FF0EC34F9922651990290008E08AD55CC17140B2DED9000",
        ),
    )
    talk = open_by_zone(Talk(card), ZONE, in_order(*RANDOM))
    assert talk.say(Command(0xA4, 0x02, 0x0C, bytes.fromhex("011E"))).ok
    assert talk.say(Command(0xB0, 0, 0, expected=4)).data.hex().upper() == "60145F01"
    assert card.done


def test_the_keys_of_the_talk() -> None:
    shared = bytes.fromhex("0036D272F5C350ACAC50C3F572D23600")
    for purpose, key in ((1, SECRET), (2, CHECK)):
        assert [a | 1 for a in TRIPLE_DES.derive(shared, purpose)] == [b | 1 for b in key]


@pytest.mark.parametrize(
    "answers",
    [
        ("6D00",),
        ("46089000",),
        ("4608F919887022129000", "6300"),
        ("4608F919887022129000", "9000"),
        ("4608F919887022129000", "00" * 40 + "9000"),
        ("4608F919887022129000", ANSWERED.replace("46B9", "46B8")),
        ("",),
    ],
)
def test_whatever_is_no_proof_refuses(answers: tuple[str, ...]) -> None:
    left = [bytes.fromhex(answer) for answer in answers]
    with pytest.raises(KeyRefusedError):
        open_by_zone(Talk(lambda _said: left.pop(0)), ZONE, in_order(*RANDOM))


def secure(answer: str) -> SecureTalk:
    said = bytes.fromhex(answer)
    return SecureTalk(Talk(lambda _said: said), TRIPLE_DES, SECRET, CHECK, COUNTER)


@pytest.mark.parametrize(
    "answer",
    [
        "990290008E08FA855A5D4C50A8EE9000",
        "990290009000",
        "990290008E08" + "00" * 8 + "9000",
        "99026A828E08FA855A5D4C50A8ED9000",
        "99029000FF",
    ],
)
def test_an_answer_that_is_not_the_chips_is_found_out(answer: str) -> None:
    with pytest.raises(UnreadableError):
        secure(answer).say(Command(0xA4, 0x02, 0x0C, bytes.fromhex("011E")))


def test_a_chip_that_ends_the_protection_says_so_by_its_status() -> None:
    assert secure("6988").say(Command(0xB0, 0, 0, expected=4)) == Answer(b"", 0x6988)


@pytest.mark.parametrize("length", [0, 1, 7, 8, 15, 16, 17])
def test_padding_comes_off_as_it_went_on(length: int) -> None:
    for block in (8, 16):
        whole = padded(b"\x80" * length, block)
        assert len(whole) % block == 0
        assert unpadded(whole) == b"\x80" * length
    assert unpadded(b"\x01\x02") is None


@pytest.mark.parametrize(
    ("command", "wire"),
    [
        (Command(0xA4, 4, 12), "00A4040C"),
        (Command(0xB0, 0, 0, expected=256), "00B0000000"),
        (Command(0xA4, 4, 12, b"\xa0\x00"), "00A4040C02A000"),
        (Command(0x86, 0, 0, b"\x7c\x00", expected=256, cla=0x10), "10860000027C0000"),
        (Command(0xB0, 0, 0, expected=1000), "00B000000003E8"),
        (Command(0xB0, 0, 0, b"\x01", expected=65536), "00B00000000001010000"),
    ],
)
def test_commands_as_they_go_to_the_card(command: Command, wire: str) -> None:
    assert command.wire().hex().upper() == wire


def test_long_data_go_in_the_extended_form() -> None:
    said = Command(0x82, 0, 0, bytes(300), expected=256).wire()
    assert said[4:7] == b"\x00\x01\x2c"
    assert said[-2:] == b"\x01\x00"


def test_the_rest_of_an_answer_is_asked_for() -> None:
    card = Script(("00B0000010", "6C04"), ("00B0000004", "0102030461FF"), ("00C00000FF", "059000"))
    assert Talk(card).say(Command(0xB0, 0, 0, expected=16)).data == b"\x01\x02\x03\x04\x05"


def test_a_card_that_never_ends_is_left() -> None:
    endless = Talk(lambda _said: b"\x00\x61\x01")
    assert not endless.say(Command(0xB0, 0, 0, expected=16)).ok


def test_the_check_of_aes_is_that_of_the_standard() -> None:
    """NIST SP 800-38B, example of AES-128 with an empty message."""
    key = bytes.fromhex("2B7E151628AED2A6ABF7158809CF4F3C")
    assert AES_128.check(key, b"").hex().upper() == "BB1D6929E9593728"
