"""Reading a package again: every member proved against the signed manifest, nothing written anywhere.

The archive comes from outside, so nothing that it says of itself is believed: names, sizes and hashes
are compared with what was read, and whatever is not expected ends the reading.
"""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from zipfile import ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from app.gateways.exchange.container import ENVELOPE, MANIFEST, MIMETYPE, SIGNATURE, listed_in

MOST_BYTES = 64 * 1024 * 1024
MOST_MEMBERS = 500
_FIXED = ("mimetype", ENVELOPE, MANIFEST, SIGNATURE)
_DOCUMENTS = "documents/"
_ENCRYPTED = 0x1

Verify = Callable[[bytes, bytes, datetime], bool]
"""Whether a detached CMS stands over a content at a moment."""


class PackageError(Exception):
    """The package cannot be taken; ``reason`` is a code that may be told and logged."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A package that was proved: who sent what about which case."""

    message: str
    number: str
    service: str
    manifest: bytes
    cms: bytes
    documents: dict[str, bytes]


def read_package(content: bytes, verify: Verify, at: datetime) -> Package:
    """The package, every hash and the signature proved.

    Raises ``PackageError``: ``too_big``, ``no_archive``, ``too_many``, ``bad_name``, ``twice``,
    ``compressed``, ``bad_size``, ``missing``, ``unexpected``, ``bad_envelope``, ``bad_manifest``,
    ``bad_hash``, ``bad_signature``.
    """
    members = _members(content)
    if any(name not in members for name in _FIXED):
        raise PackageError("missing")
    if members["mimetype"] != MIMETYPE.encode():
        raise PackageError("no_archive")
    documents = {name: held for name, held in members.items() if name not in _FIXED}
    manifest = members[MANIFEST]
    _prove_documents(manifest, documents)
    envelope = _envelope(members[ENVELOPE])
    if envelope["sha256"] != sha256(manifest).hexdigest():
        raise PackageError("bad_envelope")
    if not verify(manifest, members[SIGNATURE], at):
        raise PackageError("bad_signature")
    return Package(
        message=envelope["message"],
        number=envelope["number"],
        service=envelope["service"],
        manifest=manifest,
        cms=members[SIGNATURE],
        documents=documents,
    )


def _members(content: bytes) -> dict[str, bytes]:
    if len(content) > MOST_BYTES:
        raise PackageError("too_big")
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            return _contents(archive)
    except PackageError:
        raise
    except (BadZipFile, LargeZipFile, EOFError, ValueError, OSError,
            RuntimeError, UnicodeError, OverflowError) as error:  # fmt: skip
        raise PackageError("no_archive") from error


def _contents(archive: ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    if len(entries) > MOST_MEMBERS:
        raise PackageError("too_many")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise PackageError("too_big")
    found: dict[str, bytes] = {}
    for entry in entries:
        _look_at(entry)
        if entry.filename.casefold() in {name.casefold() for name in found}:
            raise PackageError("twice")
        with archive.open(entry) as stream:
            held = stream.read(entry.file_size + 1)
        if len(held) != entry.file_size:
            raise PackageError("bad_size")
        found[entry.filename] = held
    return found


def _look_at(entry: ZipInfo) -> None:
    """No name that could lead out of a folder, nothing packed tighter than it is, nothing locked."""
    name = entry.filename
    plain = name.isascii() and name.isprintable() and "\\" not in name and ":" not in name
    parts = name.split("/")
    if not plain or any(part in ("", ".", "..") for part in parts) or len(name) > 200:
        raise PackageError("bad_name")
    if name not in _FIXED and (not name.startswith(_DOCUMENTS) or len(parts) != 2):
        raise PackageError("bad_name")
    if entry.compress_type != ZIP_STORED or entry.compress_size != entry.file_size:
        raise PackageError("compressed")
    if entry.flag_bits & _ENCRYPTED:
        raise PackageError("compressed")


def _prove_documents(manifest: bytes, documents: dict[str, bytes]) -> None:
    try:
        listed = listed_in(manifest)
    except (ValueError, RecursionError) as error:
        raise PackageError("bad_manifest") from error
    if listed.keys() - documents.keys():
        raise PackageError("missing")
    if documents.keys() - listed.keys():
        raise PackageError("unexpected")
    for name, held in documents.items():
        if sha256(held).hexdigest() != listed[name]:
            raise PackageError("bad_hash")


def _envelope(content: bytes) -> dict[str, str]:
    wanted = ("message", "number", "service", "sha256")
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise PackageError("bad_envelope") from error
    if not isinstance(told, dict) or not all(isinstance(told.get(key), str) for key in wanted):
        raise PackageError("bad_envelope")
    return {key: told[key] for key in wanted}
