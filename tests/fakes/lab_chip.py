"""Chips of a made-up country (Utopia): its signing certificate, its document signers, and what they sign."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from asn1crypto import core, keys
from cryptography.hazmat.primitives.asymmetric import ec

from app.domain.chip import ChipFiles
from app.signatures.chip import PassiveAuthentication
from app.signatures.countries import Countries
from app.signatures.crl import read_list
from tests.fakes.lab_authority import DAY, ISSUING, NOW, Authority, Holder, Wish, issued
from tests.fakes.lab_keys import SHA256, Identifier, LabKey, digest, ec_key
from tests.fakes.lab_message import Part, message

SECURITY_OBJECT = "2.23.136.1.1.1"
ZONE = (
    "I<UTOD231458907<<<<<<<<<<<<<<<",
    "7408122F3204159UTO<<<<<<<<<<<6",
    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
)
"""The specimen of Doc 9303-5 with a later last day; who is named there does not exist."""


class Country(Authority):
    """A country that signs: ``UT`` is Utopia."""

    def __init__(self, key: LabKey, code: str = "UT", **wish: Any) -> None:
        said: dict[str, Any] = {
            "usages": ISSUING,
            "purposes": (),
            "authority": True,
            "path_length": 0,
            "sources": False,
            "days": (NOW - 1000 * DAY, NOW + 5000 * DAY),
        }
        self.parts = [("country_name", code), ("common_name", f"CSCA TRIAL {code}")]
        self.code, self.key = code, key
        self.holder = issued(key, self.parts, None, Wish(**(said | wish)))

    def document_signer(self, key: LabKey, **wish: Any) -> Holder:
        """A certificate for a signer of documents."""
        said: dict[str, Any] = {
            "usages": ("digital_signature",),
            "purposes": (),
            "sources": False,
            "days": (NOW - 100 * DAY, NOW + 3700 * DAY),
        }
        parts = [("country_name", self.code), ("common_name", "DS TRIAL")]
        return issued(key, parts, self.holder, Wish(**(said | wish)))


def zone_group(lines: tuple[str, ...] = ZONE) -> bytes:
    """Data group 1 with these lines."""
    zone = "".join(lines).encode()
    return framed(b"\x61", b"\x5f\x1f" + bytes([len(zone)]) + zone)


def framed(tag: bytes, content: bytes) -> bytes:
    """A value with its length in the shortest form."""
    size = len(content)
    if size < 0x80:
        return tag + bytes([size]) + content
    width = (size.bit_length() + 7) // 8
    return tag + bytes([0x80 | width]) + size.to_bytes(width, "big") + content


def groups(**lines: tuple[str, ...]) -> dict[int, bytes]:
    """The groups of a card: the zone, and bytes in the place of a picture."""
    return {1: zone_group(lines.get("zone", ZONE)), 2: framed(b"\x75", b"picture" * 100)}


def security_object(
    signed: Mapping[int, bytes], oid: str = SHA256, *, doubled: bool = False
) -> bytes:
    """``LDSSecurityObject`` (DER) over these groups."""
    rows = []
    for number, content in sorted(signed.items()):
        row = core.Integer(number).dump() + core.OctetString(digest(oid, content)).dump()
        rows += [framed(b"\x30", row)] * (2 if doubled else 1)
    named = Identifier({"algorithm": oid}).dump()
    return framed(b"\x30", core.Integer(0).dump() + named + framed(b"\x30", b"".join(rows)))


@dataclass(kw_only=True)
class ChipWish:
    """What a chip shall be; everything sound unless told."""

    signed: dict[int, bytes] = field(default_factory=groups)
    shown: dict[int, bytes] | None = None
    oid: str = SHA256
    part: dict[str, Any] = field(default_factory=dict)
    certificates: list[bytes] | None = None
    content: bytes | None = None
    content_type: str = SECURITY_OBJECT
    spoil: Callable[[bytes], bytes] = bytes


def chip(signer: Holder, **wish: Any) -> ChipFiles:
    """The files of a chip that ``signer`` made."""
    said = ChipWish(**wish)
    content = said.content or security_object(said.signed, said.oid)
    part = Part(**({"holder": signer, "cades": False} | said.part), content_type=said.content_type)
    signed = message(
        content,
        [part],
        attached=True,
        certificates=said.certificates,
        content_type=said.content_type,
    )
    security = framed(b"\x77", said.spoil(signed))
    return ChipFiles(security, said.signed if said.shown is None else said.shown)


def judge(*installed: Country, lists: tuple[bytes, ...] = ()) -> PassiveAuthentication:
    """The judge at a desk where these countries are installed."""
    return PassiveAuthentication(
        Countries(
            certificates=tuple(one.holder.certificate for one in installed),
            lists=tuple(map(read_list, lists)),
        )
    )


@dataclass(frozen=True)
class Utopia:
    """A country with one signer, both of one kind of key."""

    country: Country
    signer: Holder


def utopia(key: Callable[[], LabKey] = ec_key, **wish: Any) -> Utopia:
    """Made anew; ``wish`` is about the signer's certificate."""
    country = Country(key())
    return Utopia(country, country.document_signer(key(), **wish))


_BRAINPOOL_256 = {
    "prime": 0xA9FB57DBA1EEA9BC3E660A909D838D726E3BF623D52620282013481D1F6E5377,
    "a": 0x7D5A0975FC2C3057EEF67530417AFFE7FB8055C126DC5C6CE94A4B44F330B5D9,
    "b": 0x26DC5C6CE94A4B44F330B5D9BBD77CBF958416295CF7E1CE6BCCDC18FF8C07B6,
    "x": 0x8BD2AEB9CB7E57CB2C4B482FFC81B7AFB9DE27E1E3BD23C23A4453BD9ACE3262,
    "y": 0x547EF835C3DAC4FD97F8461A14611DC9C27745132DED8E545C1D54C72F046997,
    "order": 0xA9FB57DBA1EEA9BC3E660A909D838D718C397AA3B561A6F7901E0E82974856A7,
}
"""RFC 5639, 3.4."""


def explicit_key(**other: int) -> LabKey:
    """ECDSA over brainpoolP256r1 whose curve is written out in full; ``other`` numbers spoil it."""
    made, said = ec_key(ec.BrainpoolP256R1()), _BRAINPOOL_256 | other
    whole = keys.PublicKeyInfo.load(made.public)
    sizes = {name: said[name].to_bytes(32, "big") for name in ("a", "b", "x", "y")}
    whole["algorithm"]["parameters"] = keys.ECDomainParameters(
        name="specified",
        value={
            "version": 1,
            "field_id": {"field_type": "prime_field", "parameters": core.Integer(said["prime"])},
            "curve": {"a": core.OctetString(sizes["a"]), "b": core.OctetString(sizes["b"])},
            "base": keys.ECPoint(b"\x04" + sizes["x"] + sizes["y"]),
            "order": said["order"],
            "cofactor": 1,
        },
    )
    return LabKey(whole.dump(force=True), made.algorithm, made.digest_oid, made.sign)
