"""Copies that wait for the employee's key: left in the outbox with their pages, dropped with their row."""

from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec

from app.domain.case import Case
from app.domain.papers import CertifiedCopyPaper
from app.ports.storage import OutboxItem
from app.rules.postpone import DRAFTS
from app.usecases.work import Work

COPY = "copy"
"""The kind of these items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyOrder:
    """What the courier carries to the key. ``paper`` holds the finished pages without a signature,
    ``sha256`` is their hash; ``row`` is that of ``case``."""

    case: str
    row: str
    operator: str
    sha256: str
    paper: CertifiedCopyPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hash:
    """As much of an order as tells which copy it is: its pages are not unpacked."""

    sha256: str = ""


def leave_copy(work: Work, order: CopyOrder) -> None:
    """Leave a copy for the key of whoever made it, at the desk where it was made."""
    work.store.outbox.add(
        OutboxItem(
            id=work.new_id(),
            kind=COPY,
            case_id=order.case,
            payload=msgspec.json.encode(order).decode(),
            due_at=work.now,
            made_at=work.now,
            desk=work.desk,
        )
    )


def copy_order(item: OutboxItem) -> CopyOrder:
    """The order of an item of this kind."""
    return msgspec.json.decode(item.payload.encode(), type=CopyOrder)


def waiting_copy(work: Work, case: Case, sha256: str) -> CopyOrder | None:
    """The copy of that hash which waits for the key."""
    item = next(_waiting(work, case, {sha256}), None)
    return copy_order(item) if item is not None else None


def drop_copies(work: Work, before: Case, after: Case) -> None:
    """Nothing of a copy stays that its row no longer waits for: its pages go with the order."""
    open_ = {e.copy.sha256 for e in after.documents if e.copy is not None}
    kept = open_ if after.state in DRAFTS else set()
    made = {e.copy.sha256 for e in before.documents if e.copy is not None and e.copy_awaits}
    if gone := made - kept:
        for item in tuple(_waiting(work, before, gone)):
            work.store.outbox.save(replace(item, state="dropped"))


def decoded(text: str) -> bytes:
    """The bytes of a base64 text; none when it is no such text."""
    try:
        return b64decode(text, validate=True)
    except ValueError:
        return b""


def _waiting(work: Work, case: Case, hashes: set[str]) -> Iterator[OutboxItem]:
    for item in work.store.outbox.of_case(case.id):
        if item.kind == COPY:
            shown = msgspec.json.decode(item.payload.encode(), type=_Hash)
            if shown.sha256 in hashes:
                yield item
