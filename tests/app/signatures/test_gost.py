"""GOST 34.10-2015: the examples of the standard, a slow second arithmetic, another implementation."""

import os
import subprocess
from pathlib import Path

import pytest
from asn1crypto import core

from app.domain.elliptic import Curve
from app.signatures.gost import GostKey, read_key, stands
from app.signatures.gost_curves import PARAMETER_SET_256_A, PARAMETER_SET_512_A
from app.signatures.streebog import streebog
from tests.fakes.gost_signer import GostSecret, times

CURVES = [PARAMETER_SET_512_A, PARAMETER_SET_256_A]
_EXAMPLE_256 = Curve(
    p=0x8000000000000000000000000000000000000000000000000000000000000431,
    a=7,
    b=0x5FBFF498AA938CE739B8E022FBAFEF40563F6E6A3472FC2A514C0CE9DAE23B7E,
    q=0x8000000000000000000000000000000150FE8A1892976154C59CFC193ACCF5B3,
    x=2,
    y=0x08E2A8A0E65147D4BD6316030E16D19C85C97F0A9CA267122B96ABBCEA7E8FC8,
    size=32,
)
_EXAMPLE_512 = Curve(
    p=int(
        "4531ACD1FE0023C7550D267B6B2FEE80922B14B2FFB90F04D4EB7C09B5D2D15D"
        "F1D852741AF4704A0458047E80E4546D35B8336FAC224DD81664BBF528BE6373",
        16,
    ),
    a=7,
    b=int(
        "1CFF0806A31116DA29D8CFA54E57EB748BC5F377E49400FDD788B649ECA1AC43"
        "61834013B2AD7322480A89CA58E0CF74BC9E540C2ADD6897FAD0A3084F302ADC",
        16,
    ),
    q=int(
        "4531ACD1FE0023C7550D267B6B2FEE80922B14B2FFB90F04D4EB7C09B5D2D15D"
        "A82F2D7ECB1DBAC719905C5EECC423F1D86E25EDBE23C595D644AAF187E6E6DF",
        16,
    ),
    x=int(
        "24D19CC64572EE30F396BF6EBBFD7A6C5213B3B3D7057CC825F91093A68CD762"
        "FD60611262CD838DC6B60AA7EEE804E28BC849977FAC33B4B530F1B120248A9A",
        16,
    ),
    y=int(
        "2BB312A43BD2CE6E0D020613C857ACDDCFBF061E91E5F2C3F32447C259F39B2C"
        "83AB156D77F1496BF7EB3351E1EE4E43DC1A18B91B24640B6DBB92CB1ADD371E",
        16,
    ),
    size=64,
)
_EXAMPLES = [
    (
        _EXAMPLE_256,
        0x7A929ADE789BB9BE10ED359DD39A72C11B60961F49397EEE1D19CE9891EC3B28,
        0x2DFBC1B372D89A1188C09C52E0EEC61FCE52032AB1022E8E67ECE6672B043EE5,
        0x77105C9B20BCD3122823C8CF6FCC7B956DE33814E95B7FE64FED924594DCEAB3,
        0x41AA28D2F1AB148280CD9ED56FEDA41974053554A42767B83AD043FD39DC0493,
        0x01456C64BA4642A1653C235A98A60249BCD6D3F746B631DF928014F6C5BF9C40,
    ),
    (
        _EXAMPLE_512,
        int(
            "0BA6048AADAE241BA40936D47756D7C93091A0E8514669700EE7508E508B1020"
            "72E8123B2200A0563322DAD2827E2714A2636B7BFD18AADFC62967821FA18DD4",
            16,
        ),
        int(
            "3754F3CFACC9E0615C4F4A7C4D8DAB531B09B6F9C170C533A71D147035B0C591"
            "7184EE536593F4414339976C647C5D5A407ADEDB1D560C4FC6777D2972075B8C",
            16,
        ),
        int(
            "0359E7F4B1410FEACC570456C6801496946312120B39D019D455986E364F3658"
            "86748ED7A44B3E794434006011842286212273A6D14CF70EA3AF71BB1AE679F1",
            16,
        ),
        int(
            "2F86FA60A081091A23DD795E1E3C689EE512A3C82EE0DCC2643C78EEA8FCACD3"
            "5492558486B20F1C9EC197C90699850260C93BCBCD9C5C3317E19344E173AE36",
            16,
        ),
        int(
            "1081B394696FFE8E6585E7A9362D26B6325F56778AADBC081C0BFBE933D52FF5"
            "823CE288E8C4F362526080DF7F70CE406A6EEB1F56919CB92A9853BDE73E5B4A",
            16,
        ),
    ),
]
"""The two worked examples of GOST R 34.10-2012: curve, secret, digest as a number, k, r, s."""


def stored(*numbers: int, size: int) -> bytes:
    return b"".join(number.to_bytes(size, "little") for number in numbers)


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(("curve", "secret", "digest", "once", "r", "s"), _EXAMPLES)
def test_the_standards_worked_examples(
    curve: Curve, secret: int, digest: int, once: int, r: int, s: int
) -> None:
    at = times(curve, once, (curve.x, curve.y))
    assert at is not None
    assert at[0] % curve.q == r
    assert (r * secret + once * digest) % curve.q == s
    key = read_key(curve, GostSecret(curve, secret).public())
    said = stored(digest, size=curve.size)
    assert stands(key, said, stored(r, s, size=curve.size))
    assert not stands(key, said, stored(s, r, size=curve.size))
    assert not stands(key, said, stored(r, s ^ 1, size=curve.size))


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize("curve", CURVES)
def test_two_arithmetics_agree(curve: Curve) -> None:
    secret = GostSecret.made(curve)
    key = read_key(curve, secret.public())
    base = (curve.x, curve.y)
    assert times(curve, curve.q, base) is None
    assert curve.combined_x(curve.q, 0, key.x, key.y) is None
    for first, second in [(1, 1), (2, curve.q - 1), (curve.q - 1, 5), (12345, 0), (0, 9876)]:
        mine = times(curve, first * 1 + second * secret.number, base)
        assert curve.combined_x(first, second, key.x, key.y) == (mine[0] if mine else None)
    digest = streebog(b"text", 512 if curve.size == 64 else 256)
    assert stands(key, digest, secret.signature(digest))


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize("curve", CURVES)
def test_numbers_out_of_range_sign_nothing(curve: Curve) -> None:
    secret = GostSecret.made(curve)
    key, digest = read_key(curve, secret.public()), bytes(curve.size)
    good = secret.signature(digest)
    assert stands(key, digest, good), "a digest of zeros counts as one"
    r, s = (int.from_bytes(part, "little") for part in (good[: curve.size], good[curve.size :]))
    size = curve.size
    for wrong in [stored(0, s, size=size), stored(r, 0, size=size), stored(curve.q, s, size=size)]:
        assert not stands(key, digest, wrong)
    assert not stands(key, digest, good[:-1])
    assert not stands(key, digest, good + b"\0")
    # r + q fits into the same bytes, and is the same number, but not the same signature.
    if r + curve.q < 1 << (8 * size):
        assert not stands(key, digest, stored(r + curve.q, s, size=size))


@pytest.mark.parametrize("curve", CURVES)
def test_what_is_no_point_is_no_key(curve: Curve) -> None:
    good = GostSecret.made(curve).public()
    for wrong in [b"", good[:-1], good + b"\0", bytes(len(good)), bytes([good[0] ^ 1]) + good[1:]]:
        with pytest.raises(ValueError, match="not a point"):
            read_key(curve, wrong)
    assert not curve.holds(curve.p + curve.x, curve.y), "coordinates are reduced"


_SETTINGS = """openssl_conf = start
[start]
engines = engines
[engines]
gost = gost
[gost]
engine_id = gost
default_algorithms = ALL
"""


def _openssl(folder: Path, *words: str) -> bytes:
    done = subprocess.run(
        ["openssl", *words],
        cwd=folder,
        env={**os.environ, "OPENSSL_CONF": str(folder / "gost.cnf")},
        capture_output=True,
        check=True,
    )
    return done.stdout


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("curve", "kind", "parameters", "bits"),
    [
        (PARAMETER_SET_512_A, "gost2012_512", "A", 512),
        (PARAMETER_SET_256_A, "gost2012_256", "TCA", 256),
    ],
)
def test_another_implementation_signs_and_the_reversed_signature_stands(
    tmp_path: Path, curve: Curve, kind: str, parameters: str, bits: int
) -> None:
    """Russian messages store s‖r highest byte first: the whole turned round is the Kazakh form."""
    (tmp_path / "gost.cnf").write_text(_SETTINGS)
    (tmp_path / "text").write_bytes(b"application")
    choice = f"paramset:{parameters}"
    _openssl(tmp_path, "genpkey", "-algorithm", kind, "-pkeyopt", choice, "-out", "key.pem")
    public = _openssl(tmp_path, "pkey", "-in", "key.pem", "-pubout", "-outform", "DER")
    bare = core.Sequence.load(public)[1].contents[1:]
    key = read_key(curve, core.OctetString.load(bare).native)
    command = ("dgst", f"-md_gost12_{bits}", "-sign", "key.pem", "text")
    signature = _openssl(tmp_path, *command)
    digest = streebog(b"application", 512 if bits == 512 else 256)
    assert stands(key, digest, signature[::-1])
    assert not stands(key, digest, signature), "the other order does not pass by chance"
    assert not stands(GostKey(curve, key.x, curve.p - key.y), digest, signature[::-1])
