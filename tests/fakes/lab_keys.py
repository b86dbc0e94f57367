"""Keys of the tests' own certification centre: RSA, RSA-PSS, ECDSA, and GOST of both sizes."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from asn1crypto import algos, core
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from app.signatures.gost_curves import PARAMETER_SET_256_A, PARAMETER_SET_512_A
from app.signatures.streebog import streebog
from tests.fakes.gost_signer import GostSecret

SHA1, SHA256 = "1.3.14.3.2.26", "2.16.840.1.101.3.4.2.1"
SHA224, SHA384, SHA512 = (f"2.16.840.1.101.3.4.2.{end}" for end in (4, 2, 3))
_NAMES = {SHA1: "sha1", SHA224: "sha224", SHA256: "sha256", SHA384: "sha384", SHA512: "sha512"}
STREEBOG_512, STREEBOG_256 = "1.2.398.3.10.1.3.3", "1.2.398.3.10.1.3.2"


def digest(oid: str, content: bytes) -> bytes:
    """A digest by its object identifier."""
    if oid in (STREEBOG_512, STREEBOG_256):
        return streebog(content, 512 if oid == STREEBOG_512 else 256)
    return hashlib.new(_NAMES[oid], content).digest()


@dataclass(frozen=True)
class LabKey:
    """A key that signs: its public form (DER), its algorithm (DER) and the digest it goes with."""

    public: bytes
    algorithm: bytes
    digest_oid: str
    sign: Callable[[bytes], bytes]

    def identifier(self) -> algos.SignedDigestAlgorithm:
        """The algorithm as asn1crypto takes it."""
        return algos.SignedDigestAlgorithm.load(self.algorithm)

    def bits(self) -> bytes:
        """The bare bits of the public key."""
        return core.Sequence.load(self.public)[1].contents[1:]

    def key_id(self) -> bytes:
        """SHA-1 of the bare bits."""
        return hashlib.sha1(self.bits()).digest()


class Identifier(core.Sequence):
    """An algorithm with parameters of any kind."""

    _fields: ClassVar[list[Any]] = [
        ("algorithm", core.ObjectIdentifier),
        ("parameters", core.Any, {"optional": True}),
    ]


def identifier(oid: str, parameters: core.Asn1Value | None = None) -> bytes:
    """An algorithm identifier (DER)."""
    made = Identifier({"algorithm": oid})
    if parameters is not None:
        made["parameters"] = parameters
    return made.dump()


def _public(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(serialization.Encoding.DER, form)


@cache
def _rsa_secret(number: int, size: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, size)


def rsa_key(number: int = 0, size: int = 2048) -> LabKey:
    """RSA PKCS#1 v1.5 with SHA-256; each ``number`` is another key, made once a run."""
    key = _rsa_secret(number, size)
    return LabKey(
        _public(key),
        identifier("1.2.840.113549.1.1.11", core.Null()),
        SHA256,
        lambda content: key.sign(content, padding.PKCS1v15(), hashes.SHA256()),
    )


def pss_key(number: int = 0) -> LabKey:
    """RSA-PSS with SHA-256 and a salt of 32 bytes."""
    key = _rsa_secret(number, 2048)
    sha256 = {"algorithm": "sha256", "parameters": core.Null()}
    parameters = algos.RSASSAPSSParams(
        {
            "hash_algorithm": sha256,
            "mask_gen_algorithm": {"algorithm": "mgf1", "parameters": sha256},
            "salt_length": 32,
        }
    )
    scheme = padding.PSS(padding.MGF1(hashes.SHA256()), 32)
    return LabKey(
        _public(key),
        identifier("1.2.840.113549.1.1.10", parameters),
        SHA256,
        lambda content: key.sign(content, scheme, hashes.SHA256()),
    )


def ec_key(curve: ec.EllipticCurve | None = None) -> LabKey:
    """ECDSA with SHA-256, P-256 unless told."""
    key = ec.generate_private_key(curve or ec.SECP256R1())
    return LabKey(
        _public(key),
        identifier("1.2.840.10045.4.3.2"),
        SHA256,
        lambda content: key.sign(content, ec.ECDSA(hashes.SHA256())),
    )


def gost_key(bits: int = 512) -> LabKey:
    """GOST 34.10-2015 as the national centre writes it."""
    arc, digest_oid = (2, STREEBOG_512) if bits == 512 else (1, STREEBOG_256)
    secret = GostSecret.made(PARAMETER_SET_512_A if bits == 512 else PARAMETER_SET_256_A)
    parameters = core.SequenceOf(spec=core.ObjectIdentifier)
    parameters.append(f"1.2.398.3.10.1.1.2.{arc}.1")
    parameters.append(digest_oid)
    stored = core.BitString.load(_bit_string(core.OctetString(secret.public()).dump()))

    class Key(core.Sequence):
        _fields: ClassVar[list[Any]] = [("algorithm", Identifier), ("public_key", core.BitString)]

    public = Key(
        {
            "algorithm": Identifier.load(identifier(f"1.2.398.3.10.1.1.2.{arc}", parameters)),
            "public_key": stored,
        }
    )
    return LabKey(
        public.dump(),
        identifier(f"1.2.398.3.10.1.1.2.3.{arc}", core.Null()),
        digest_oid,
        lambda content: secret.signature(digest(digest_oid, content)),
    )


def _bit_string(content: bytes) -> bytes:
    return core.OctetBitString(content).dump()
