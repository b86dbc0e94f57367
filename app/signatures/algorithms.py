"""Which algorithms count, by their object identifiers, and the one question: does this signature stand."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, Literal

from asn1crypto import algos, core
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key

from app.signatures import gost
from app.signatures.encoding import UnreadableError, guarded
from app.signatures.explicit_curve import named
from app.signatures.streebog import streebog

SHA1 = "1.3.14.3.2.26"
SHA224 = "2.16.840.1.101.3.4.2.4"
SHA256 = "2.16.840.1.101.3.4.2.1"
_SHA2: dict[str, hashes.HashAlgorithm] = {
    SHA256: hashes.SHA256(),
    "2.16.840.1.101.3.4.2.2": hashes.SHA384(),
    "2.16.840.1.101.3.4.2.3": hashes.SHA512(),
}
_STREEBOG: dict[str, Literal[256, 512]] = {
    "1.2.398.3.10.1.3.2": 256,
    "1.2.398.3.10.1.3.3": 512,
}
_WEAK = frozenset({SHA1, "1.2.840.113549.2.5", "1.2.840.113549.2.2", "1.2.398.3.10.1.3.1"})
"""Digests that no longer bind: SHA-1, MD5, MD2, and the withdrawn 34.311-95."""
_RSA, _PSS, _EC = "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10", "1.2.840.10045.2.1"
_OF_RSA = {
    "1.2.840.113549.1.1.11": SHA256,
    "1.2.840.113549.1.1.12": "2.16.840.1.101.3.4.2.2",
    "1.2.840.113549.1.1.13": "2.16.840.1.101.3.4.2.3",
    "1.2.840.113549.1.1.14": SHA224,
    "1.2.840.113549.1.1.5": SHA1,
    "1.2.840.113549.1.1.4": "1.2.840.113549.2.5",
}
_OF_EC = {
    "1.2.840.10045.4.3.2": SHA256,
    "1.2.840.10045.4.3.3": "2.16.840.1.101.3.4.2.2",
    "1.2.840.10045.4.3.4": "2.16.840.1.101.3.4.2.3",
    "1.2.840.10045.4.3.1": SHA224,
    "1.2.840.10045.4.1": SHA1,
}
_OF_GOST = {
    "1.2.398.3.10.1.1.2.3.2": gost.GOST_2015_512,
    "1.2.398.3.10.1.1.2.3.1": gost.GOST_2015_256,
}
_GOST_DIGEST = {
    gost.GOST_2015_512: "1.2.398.3.10.1.3.3",
    gost.GOST_2015_256: "1.2.398.3.10.1.3.2",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """What is strong enough in one use: digests by their identifiers, least sizes of keys in bits."""

    digests: Mapping[str, hashes.HashAlgorithm]
    least_rsa: int
    least_ec: int


PAPERS = Measure(_SHA2, 2048, 256)
"""For signatures that are given today."""
CHIPS = Measure({SHA1: hashes.SHA1(), SHA224: hashes.SHA224(), **_SHA2}, 2048, 224)  # noqa: S303
"""For chips of identity documents: what Doc 9303 has listed since the first of them. Who signs is
the state, so nobody else could prepare two contents of one digest."""

NAMES = {
    _RSA: "RSA",
    _PSS: "RSA-PSS",
    _EC: "ECDSA",
    gost.GOST_2015_512: "GOST 34.10-2015 (512)",
    gost.GOST_2015_256: "GOST 34.10-2015 (256)",
}
"""How an algorithm of a key is called; none of these is a word of a language."""


@dataclass(frozen=True, slots=True)
class Algorithm:
    """An algorithm as it is written down: its object identifier and its parameters (DER or empty)."""

    oid: str
    parameters: bytes = b""


class UnfitAlgorithmError(Exception):
    """An algorithm that cannot be followed; ``reason`` is ``weak_algorithm`` or ``unsupported_…``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Bare(core.Sequence):  # type: ignore[misc]
    """An algorithm identifier with whatever parameters."""

    _fields: ClassVar[list[Any]] = [
        ("algorithm", core.ObjectIdentifier),
        ("parameters", core.Any, {"optional": True}),
    ]


class _BareKey(core.Sequence):  # type: ignore[misc]
    """A public key of any algorithm."""

    _fields: ClassVar[list[Any]] = [("algorithm", _Bare), ("public_key", core.BitString)]


class _GostParameters(core.Sequence):  # type: ignore[misc]
    """The parameter set of a GOST key; what follows it repeats the digest."""

    _fields: ClassVar[list[Any]] = [
        ("curve", core.ObjectIdentifier),
        ("digest", core.ObjectIdentifier, {"optional": True}),
    ]


def algorithm_of(identifier: Any) -> Algorithm:
    """The algorithm of an ``AlgorithmIdentifier`` of asn1crypto."""
    bare = _Bare.load(identifier.dump())
    given = bare["parameters"]
    parameters = b"" if isinstance(given, core.Void) else bytes(given.dump())
    # «None» is written by leaving them out or by NULL.
    return Algorithm(bare["algorithm"].dotted, b"" if parameters == b"\x05\x00" else parameters)


def digest(oid: str, content: bytes, measure: Measure = PAPERS) -> bytes:
    """The digest of ``content``. Raises :class:`UnfitAlgorithmError`."""
    if oid in _STREEBOG:
        return streebog(content, _STREEBOG[oid])
    return hashlib.new(_hash(oid, measure).name, content).digest()


@guarded
def key_name(key: bytes) -> str:
    """What a public key (SubjectPublicKeyInfo, DER) is called; its dotted identifier when unknown."""
    oid = _BareKey.load(key, strict=True)["algorithm"]["algorithm"].dotted
    return NAMES.get(oid, str(oid))


def trouble(
    key: bytes,
    algorithm: Algorithm,
    content: bytes,
    signature: bytes,
    *,
    digest_oid: str = "",
    measure: Measure = PAPERS,
) -> str:
    """What speaks against ``signature`` over ``content`` by the holder of ``key``; empty: nothing.

    ``digest_oid`` is the digest that the message names beside the algorithm, where it names one;
    ``measure`` says what is strong enough.
    Codes: ``bad_signature``, ``weak_algorithm``, ``weak_key``, ``unsupported_algorithm``,
    ``algorithms_disagree``.
    """
    try:
        return _trouble(key, algorithm, content, signature, digest_oid, measure)
    except UnfitAlgorithmError as error:
        return error.reason
    except Exception:  # noqa: BLE001 - hostile bytes may break any parser; the answer is «no»
        return "unsupported_algorithm"


def _trouble(
    key: bytes,
    algorithm: Algorithm,
    content: bytes,
    signature: bytes,
    told: str,
    measure: Measure,
) -> str:
    owner = _BareKey.load(key, strict=True)
    kind = owner["algorithm"]["algorithm"].dotted
    if kind in _GOST_DIGEST:
        return _gost_trouble(owner, kind, algorithm, content, signature, told)
    if kind in (_RSA, _PSS):
        return _rsa_trouble(key, algorithm, content, signature, told, measure)
    if kind == _EC:
        return _ec_trouble(key, algorithm, content, signature, told, measure)
    return "unsupported_algorithm"


def _agreed(meant: str, told: str) -> str:
    """The digest that the algorithm and the message mean, if they mean the same one."""
    if meant and told and meant != told:
        raise UnfitAlgorithmError("algorithms_disagree")
    return meant or told


def _hash(oid: str, measure: Measure) -> hashes.HashAlgorithm:
    if oid in measure.digests:
        return measure.digests[oid]
    raise UnfitAlgorithmError("weak_algorithm" if oid in _WEAK else "unsupported_algorithm")


@lru_cache(maxsize=64)
def _loaded(key: bytes) -> Any:
    try:
        return load_der_public_key(named(key))
    except (ValueError, UnsupportedAlgorithm):
        raise UnfitAlgorithmError("unsupported_algorithm") from None


def _rsa_trouble(
    key: bytes,
    algorithm: Algorithm,
    content: bytes,
    signature: bytes,
    told: str,
    measure: Measure,
) -> str:
    if algorithm.oid == _PSS:
        meant, scheme = _pss(algorithm.parameters, measure)
    elif algorithm.oid in _OF_RSA or algorithm.oid == _RSA:
        meant, scheme = _OF_RSA.get(algorithm.oid, ""), padding.PKCS1v15()
    else:
        return "algorithms_disagree"
    chosen = _hash(_agreed(meant, told), measure)
    public = _loaded(key)
    if not isinstance(public, rsa.RSAPublicKey):
        return "unsupported_algorithm"
    if public.key_size < measure.least_rsa:
        return "weak_key"
    try:
        public.verify(signature, content, scheme, chosen)
    except InvalidSignature:
        return "bad_signature"
    return ""


def _pss(parameters: bytes, measure: Measure) -> tuple[str, padding.AsymmetricPadding]:
    said = algos.RSASSAPSSParams.load(parameters or b"\x30\x00", strict=True)
    oid = said["hash_algorithm"]["algorithm"].dotted
    mask = said["mask_gen_algorithm"]
    if mask["algorithm"].dotted != "1.2.840.113549.1.1.8" or said["trailer_field"].native not in (
        1,
        "trailer_field_bc",
    ):
        raise UnfitAlgorithmError("unsupported_algorithm")
    inner = _hash(mask["parameters"]["algorithm"].dotted, measure)
    return oid, padding.PSS(padding.MGF1(inner), said["salt_length"].native)


def _ec_trouble(
    key: bytes,
    algorithm: Algorithm,
    content: bytes,
    signature: bytes,
    told: str,
    measure: Measure,
) -> str:
    if algorithm.oid not in _OF_EC and algorithm.oid != _EC:
        return "algorithms_disagree"
    chosen = _hash(_agreed(_OF_EC.get(algorithm.oid, ""), told), measure)
    public = _loaded(key)
    if not isinstance(public, ec.EllipticCurvePublicKey):
        return "unsupported_algorithm"
    if public.curve.key_size < measure.least_ec:
        return "weak_key"
    try:
        public.verify(signature, content, ec.ECDSA(chosen))
    except InvalidSignature:
        return "bad_signature"
    return ""


def _gost_trouble(
    owner: Any, kind: str, algorithm: Algorithm, content: bytes, signature: bytes, told: str
) -> str:
    if _OF_GOST.get(algorithm.oid, algorithm.oid) != kind:
        return "algorithms_disagree"
    oid = _agreed(_GOST_DIGEST[kind], told)
    said = _GostParameters.load(owner["algorithm"]["parameters"].dump(), strict=True)
    curve = gost.CURVES.get(said["curve"].dotted)
    if curve is None or curve.size * 8 != _STREEBOG[oid]:
        return "unsupported_algorithm"
    stored = core.OctetString.load(_bits(owner["public_key"]), strict=True).native
    try:
        key = gost.read_key(curve, stored)
    except ValueError:
        return "unsupported_algorithm"
    return "" if gost.stands(key, digest(oid, content), signature) else "bad_signature"


def _bits(stored: Any) -> bytes:
    """The bytes of a bit string, of which none may be left over."""
    if stored.contents[:1] != b"\0":
        raise UnreadableError("a key of odd bits")
    return bytes(stored.contents[1:])


@guarded
def key_bits(key: bytes) -> bytes:
    """The bare bits of a public key, of which responders and requests take a digest."""
    return _bits(_BareKey.load(key, strict=True)["public_key"])
