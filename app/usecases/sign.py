"""Certify the application with the operator's own official signature."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Have the canonical manifest signed (word ``sign``); the signature comes back by itself."""

    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSignature:
    """The signature that came back, base64 DER (word ``record_signature``)."""

    case: str
    manifest_sha256: str
    cms: str
