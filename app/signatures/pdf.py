"""Signatures inside a PDF (PAdES): what each covers, and what was done to the document after it.

A signature covers the file up to its own revision. Later revisions may only add what proves it longer
(certificates, answers, document time stamps) or a further invisible signature; everything else is a
change, and a change is never shown as signed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import Any

import pikepdf

from app.domain.signature_verdict import (
    Check,
    Row,
    SignedVerdict,
    SignerVerdict,
    TimeSource,
    failed,
    ok,
    warning,
)
from app.signatures.brought import Brought
from app.signatures.encoding import UnreadableError, guarded
from app.signatures.pdf_changes import later_changes
from app.signatures.suitability import Demands
from app.signatures.time_stamp import judge_stamp
from app.signatures.trust import Trust
from app.signatures.verify import NO_DEMANDS, unreadable, verify_message

_DETACHED = frozenset({"/ETSI.CAdES.detached", "/adbe.pkcs7.detached"})
_STAMP = "/ETSI.RFC3161"
_MOST_FIELDS, _MOST_DEPTH, _MOST_PROOFS = 2000, 20, 64


@dataclass(frozen=True, slots=True)
class _Seal:
    """One signature of a document: its kind, its bytes, and the range of the file that it covers."""

    kind: str
    message: bytes
    covered: tuple[int, ...]


def is_pdf(content: bytes) -> bool:
    """Whether the bytes are those of a PDF."""
    return content[:1024].lstrip().startswith(b"%PDF-")


def lone_seal(content: bytes) -> tuple[bytes, bytes] | None:
    """Of a PDF with one signature over the whole file: the bytes that it covers and the message (CMS)
    without its padding; ``None`` for anything else. Never raises on bad input."""
    try:
        seals, _ = _opened(content)
    except UnreadableError:
        return None
    if len(seals) != 1 or seals[0].kind not in _DETACHED:
        return None
    seal = seals[0]
    start, length, again, rest = seal.covered
    if _document_row(content, seal) != ok(Check.DOCUMENT):
        return None
    covered = content[start : start + length] + content[again : again + rest]
    return covered, _unpadded(seal.message)


def _unpadded(message: bytes) -> bytes:
    """A DER value without the zeros that fill its place; what is no such value stays as it is."""
    if len(message) < 2 or message[1] < 0x80:
        return message
    octets = message[1] & 0x7F
    return message[: 2 + octets + int.from_bytes(message[2 : 2 + octets])]


def verify_pdf(
    content: bytes, trust: Trust, at: datetime, demands: Demands = NO_DEMANDS
) -> SignedVerdict:
    """The verdict on a signed PDF: one signer for each signature in it. Never raises on bad input."""
    try:
        seals, brought = _opened(content)
    except UnreadableError:
        return unreadable()
    trust = brought.added_to(trust)
    rows: list[Row] = [ok(Check.FORM)]
    signers: list[SignerVerdict] = []
    for seal in seals:
        if seal.kind == _STAMP:
            rows.append(_stamp_row(content, seal, trust))
        else:
            signers += _judged(content, seal, trust, at, demands)
    rows.insert(1, _count_row(len(signers), demands.signers))
    return SignedVerdict(rows=tuple(rows), signers=tuple(signers))


def _count_row(found: int, wanted: int | None) -> Row:
    if not found:
        return failed(Check.SIGNERS, "no_signers")
    if wanted is not None and found != wanted:
        return failed(Check.SIGNERS, "several_signers" if found > wanted else "signers_missing")
    return ok(Check.SIGNERS)


def _judged(
    content: bytes, seal: _Seal, trust: Trust, at: datetime, demands: Demands
) -> Iterator[SignerVerdict]:
    """The verdict on one signature; the rows about its message and its document come first."""
    document = _document_row(content, seal)
    if seal.kind not in _DETACHED:
        document = failed(Check.DOCUMENT, "unsupported_algorithm")
    start, length, again, rest = seal.covered
    signed = content[start : start + length] + content[again : again + rest]
    each = replace(demands, signers=1)
    verdict = verify_message(seal.message, signed, trust, at, each, padded=True)
    stops = tuple(row for row in verdict.rows if row.reason)
    for signer in verdict.signers:
        yield replace(signer, rows=(*stops, document, *signer.rows))
    if not verdict.signers:
        yield SignerVerdict(rows=(*stops, document), judged_at=at, time_source=TimeSource.GIVEN)


def _document_row(content: bytes, seal: _Seal) -> Row:
    start, length, again, rest = seal.covered
    gap = content[length:again]
    try:
        whole = start == 0 and bytes.fromhex(gap[1:-1].decode("ascii")) == seal.message
    except ValueError:
        whole = False
    end = again + rest
    if not whole or gap[:1] + gap[-1:] != b"<>" or not length < again < end <= len(content):
        return failed(Check.DOCUMENT, "document_range")
    if not content[end:].strip(b"\r\n"):
        return ok(Check.DOCUMENT)
    if reason := later_changes(content[:end], content):
        return failed(Check.DOCUMENT, reason)
    return warning(Check.DOCUMENT, "document_extended")


def _stamp_row(content: bytes, seal: _Seal, trust: Trust) -> Row:
    """A document time stamp, which covers the file as a signature does."""
    document = _document_row(content, seal)
    start, length, again, rest = seal.covered
    covered = content[start : start + length] + content[again : again + rest]
    stamp = judge_stamp(seal.message.rstrip(b"\0"), covered, trust)
    if stamp.at is None:
        return failed(Check.DOCUMENT, stamp.reason)
    return document


@guarded
def _opened(content: bytes) -> tuple[list[_Seal], Brought]:
    """The signatures of a document, and the proof that it brings along for all of them."""
    with pikepdf.open(BytesIO(content), attempt_recovery=False) as pdf:
        form = pdf.Root.get("/AcroForm")
        fields: Any = form.get("/Fields", []) if form is not None else []
        brought = Brought()
        store: Any = pdf.Root.get("/DSS", {})
        for name, take in (
            ("/Certs", brought.certificate),
            ("/CRLs", brought.revocation_list),
            ("/OCSPs", brought.answer),
        ):
            for stream in list(store.get(name, []))[:_MOST_PROOFS]:
                take(stream.read_bytes())
        return [_seal(value) for value in _values(fields)], brought


def _values(fields: Any) -> Iterator[Any]:
    """The signature of every signature field; a tree of fields, as deep as it may be."""
    waiting = [(field, "", 0) for field in fields]
    seen = 0
    while waiting:
        field, kind, depth = waiting.pop(0)
        seen += 1
        if seen > _MOST_FIELDS or depth > _MOST_DEPTH:
            raise UnreadableError("too many fields")
        kind = str(field.get("/FT", kind))
        if kind == "/Sig" and isinstance(field.get("/V"), pikepdf.Dictionary):
            yield field["/V"]
        waiting += [(kid, kind, depth + 1) for kid in field.get("/Kids", [])]


def _seal(value: Any) -> _Seal:
    covered = tuple(int(number) for number in value["/ByteRange"])
    if len(covered) != 4 or min(covered) < 0:
        raise UnreadableError("no such range")
    return _Seal(str(value.get("/SubFilter", "")), bytes(value["/Contents"]), covered)
