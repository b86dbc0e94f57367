"""The package of an application: a ZIP whose bytes are the same whenever it is made (FORMAT.md)."""

import io
import json
from base64 import b64decode
from collections.abc import Mapping
from hashlib import sha256
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from app.errors import InputInvalid, declare
from app.ports.gateways import Request
from i18n import N_

MIMETYPE = "application/vnd.etsi.asic-e+zip"
"""The first member, uncompressed, so that the kind is told by the first bytes."""
MANIFEST, SIGNATURE, ENVELOPE = "manifest.json", "META-INF/signature.p7s", "envelope.json"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_FILE = 0o100644 << 16
_UNIX = 3
NOT_AS_SIGNED = declare(
    "exchange.not_as_signed",
    N_("A document of the package is not the one that was signed."),
    N_("Tell the supervisor and the administrator; nothing was sent."),
)


def package_of(request: Request) -> bytes:
    """The package of a message with an application.

    Raises ``InputInvalid`` when a document does not have the hash that stands in the signed manifest,
    or is lacking, or is one too many.
    """
    manifest = request.personal["manifest"].encode()
    documents = {
        path: content.encode()
        for path, content in json.loads(request.personal.get("documents", "{}")).items()
    }
    if listed_in(manifest) != {path: _hash(content) for path, content in documents.items()}:
        raise InputInvalid(NOT_AS_SIGNED, field="documents")
    envelope = {
        "version": 1,
        "message": request.id,
        "number": request.params.get("number", ""),
        "service": request.params.get("service", ""),
        "sha256": _hash(manifest),
        "at": request.asked_at.isoformat(),
    }
    return packed(
        {
            ENVELOPE: canonical(envelope),
            MANIFEST: manifest,
            SIGNATURE: b64decode(request.personal["cms"]),
            **documents,
        }
    )


def canonical(content: Mapping[str, object]) -> bytes:
    """JSON with keys in order, no spaces, UTF-8: the same content gives the same bytes."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def listed_in(manifest: bytes) -> dict[str, str]:
    """The documents that a manifest names, path to SHA-256. Raises ``ValueError`` when it is none."""
    told = json.loads(manifest)
    if not isinstance(told, dict) or not isinstance(told.get("files", []), list):
        raise ValueError("no manifest")
    listed: dict[str, str] = {}
    for one in told.get("files", []):
        if not isinstance(one, dict) or not all(
            isinstance(one.get(key), str) for key in ("path", "sha256")
        ):
            raise ValueError("no document")
        if one["path"] in listed:
            raise ValueError("a document named twice")
        listed[one["path"]] = one["sha256"]
    return listed


def packed(members: Mapping[str, bytes]) -> bytes:
    """A ZIP with the mimetype first and the rest in the order of their names; no member is
    compressed and all bear the same time, so that equal members give equal bytes."""
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for name, content in (("mimetype", MIMETYPE.encode()), *sorted(members.items())):
            entry = ZipInfo(name, _EPOCH)
            entry.create_system = _UNIX
            entry.external_attr = _FILE
            archive.writestr(entry, content)
    return target.getvalue()


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
