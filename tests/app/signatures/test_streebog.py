"""The hash of GOST R 34.11-2012: the standard's own examples, and another implementation."""

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.signatures.streebog import streebog

FIRST = b"012345678901234567890123456789012345678901234567890123456789012"
SECOND = "Се ветри, Стрибожи внуци, веютъ с моря стрелами на храбрыя плъкы Игоревы".encode("cp1251")
"""The two messages of the standard (63 and 72 bytes)."""


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("message", "whole", "half"),
    [
        (
            FIRST,
            "1b54d01a4af5b9d5cc3d86d68d285462b19abc2475222f35c085122be4ba1ffa"
            "00ad30f8767b3a82384c6574f024c311e2a481332b08ef7f41797891c1646f48",
            "9d151eefd8590b89daa6ba6cb74af9275dd051026bb149a452fd84e5e57b5500",
        ),
        (
            SECOND,
            "1e88e62226bfca6f9994f1f2d51569e0daf8475a3b0fe61a5300eee46d961376"
            "035fe83549ada2b8620fcd7c496ce5b33f0cb9dddc2b6460143b03dabac9fb28",
            "9dd2fe4e90409e5da87f53976d7405b0c0cac628fc669a741d50063c557e8f50",
        ),
    ],
)
def test_the_standards_own_examples(message: bytes, whole: str, half: str) -> None:
    assert streebog(message, 512).hex() == whole
    assert streebog(message, 256).hex() == half


def by_engine(message: bytes, bits: int) -> str:
    """The digest that OpenSSL's GOST engine makes."""
    done = subprocess.run(
        ["openssl", "dgst", "-engine", "gost", f"-md_gost12_{bits}"],
        input=message,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().split()[-1]


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize("bits", [256, 512])
@pytest.mark.parametrize("length", [0, 1, 63, 64, 65, 127, 128, 1000])
def test_another_implementation_agrees(length: int, bits: int) -> None:
    message = bytes((7 * place + length) % 256 for place in range(length))
    assert streebog(message, 256 if bits == 256 else 512).hex() == by_engine(message, bits)


@given(st.binary(max_size=200), st.integers(0, 199), st.integers(0, 7))
@settings(max_examples=30)
def test_a_turned_bit_gives_another_digest(message: bytes, place: int, bit: int) -> None:
    turned = bytearray(message or b"\0")
    turned[place % len(turned)] ^= 1 << bit
    assert streebog(bytes(turned), 512) != streebog(message or b"\0", 512)
