"""The security object of a chip (EF.SOD, ICAO Doc 9303-10, 4.6.2) taken apart; nothing is judged here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from asn1crypto import core, x509

from app.signatures.algorithms import Algorithm, algorithm_of
from app.signatures.encoding import UnreadableError, guarded, parts, plain
from app.signatures.message import Message, Signer, read_message

SECURITY_OBJECT = "2.23.136.1.1.1"
_MOST_BYTES = 256 * 1024
_FILE_TAG, _ZONE_FILE, _ZONE = b"\x77", 0x61, b"\x5f\x1f"
_MOST_GROUPS = 16
_ALREADY_BARE = b"\x30"


@dataclass(frozen=True, slots=True, kw_only=True)
class Security:
    """A chip's signature: the message, its one signer, and the digests that it signs by group."""

    message: Message
    signer: Signer
    content: bytes
    digest_oid: str
    digests: Mapping[int, bytes]


class _GroupDigest(core.Sequence):  # type: ignore[misc]
    _fields: ClassVar[list[Any]] = [("number", core.Integer), ("digest", core.OctetString)]


class _GroupDigests(core.SequenceOf):  # type: ignore[misc]
    _child_spec = _GroupDigest


class _Algorithm(core.Sequence):  # type: ignore[misc]
    _fields: ClassVar[list[Any]] = [
        ("algorithm", core.ObjectIdentifier),
        ("parameters", core.Any, {"optional": True}),
    ]


class _SecurityObject(core.Sequence):  # type: ignore[misc]
    """``LDSSecurityObject``; its version 1 tells the version of the data too."""

    _fields: ClassVar[list[Any]] = [
        ("version", core.Integer),
        ("hash_algorithm", _Algorithm),
        ("digests", _GroupDigests),
        ("versions", core.Any, {"optional": True}),
    ]


@guarded
def read_security(file: bytes) -> Security:
    """The signature in EF.SOD. Raises :class:`UnreadableError`."""
    if len(file) > _MOST_BYTES:
        raise UnreadableError("too large")
    message = read_message(_inside(file), padded=True)
    if message.content_type != SECURITY_OBJECT or message.content is None:
        raise UnreadableError("no security object")
    if len(message.signers) != 1:
        raise UnreadableError("not one signer")
    said = _SecurityObject.load(plain(message.content), strict=True)
    algorithm: Algorithm = algorithm_of(said["hash_algorithm"])
    return Security(
        message=message,
        signer=message.signers[0],
        content=message.content,
        digest_oid=algorithm.oid,
        digests=_digests(said["digests"]),
    )


def _inside(file: bytes) -> bytes:
    """The message in the file's own frame; some chips have been written without the frame."""
    if file[:1] == _ALREADY_BARE:
        return file
    if file[:1] != _FILE_TAG:
        raise UnreadableError("not the file of the signature")
    (inner,) = parts(plain(file, padded=True))
    return inner


def _digests(listed: Any) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    for one in listed:
        number = int(one["number"].native)
        if not 1 <= number <= _MOST_GROUPS or number in found:
            raise UnreadableError("a group that is none, or twice")
        found[number] = bytes(one["digest"].native)
    return found


@guarded
def country_of(name: bytes) -> str:
    """The country in a name (DER) as two capital letters; empty where it names none."""
    said = x509.Name.load(name, strict=True).native.get("country_name", "")
    return said.strip().upper() if isinstance(said, str) else ""


@guarded
def authority_of(name: bytes) -> str:
    """The country and the common name of a name (DER), for the eye."""
    said = x509.Name.load(name, strict=True).native
    words = (said.get(part) for part in ("country_name", "organization_name", "common_name"))
    return ", ".join(word for word in words if isinstance(word, str))


def issuing_state(zone_file: bytes) -> str:
    """The state that the zone in data group 1 names (``KAZ``); empty where none can be read."""
    try:
        if zone_file[0] != _ZONE_FILE:
            return ""
        at = zone_file.index(_ZONE, 1)
        length = zone_file[at + 2]
        zone = zone_file[at + 3 : at + 3 + length]
        return zone[2:5].decode("ascii").rstrip("<")
    except (IndexError, ValueError):
        return ""
