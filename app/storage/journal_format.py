"""The journal's lines as bytes, their hashes, and the check of a chain: no database in here.

The format is told in JOURNAL.md, so that anybody can check an export with a few lines of their own.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from typing import Any

import msgspec

FORMAT = "tereze-journal-1"
BEFORE_FIRST = "0" * 64
"""What the first line of a chain names as the hash before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line as stored: the exact text that is hashed, its hash, and its place.

    ``personal`` is what was kept apart, as (salt, text); ``None`` when nothing was, when it was
    erased, or when it is not shown here.
    """

    chain: str
    sequence: int
    body: str
    hash: str
    case_id: str | None = None
    personal: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How far a chain goes: how many lines, and the hash of the last."""

    chain: str
    count: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstBad:
    """The first line, by chain and sequence, that is not as it was written, and why."""

    chain: str
    sequence: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a check found. ``erased`` lines had personal content that is gone, as the law demands."""

    entries: int
    heads: tuple[Head, ...]
    erased: int = 0
    first_bad: FirstBad | None = None

    @property
    def intact(self) -> bool:
        """Whether every line is as it was written, and none is missing."""
        return self.first_bad is None


class _Said(msgspec.Struct):
    """The fields of a body that the check compares."""

    format: str
    chain: str
    sequence: int
    previous: str
    case: str
    personal: str


_SAID = msgspec.json.Decoder(_Said)


def canonical(value: Mapping[str, Any]) -> str:
    """The one way to write it: JSON, keys sorted, no spaces, letters as they are (RFC 8785)."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "replace").decode()


def digest(text: str) -> str:
    """SHA-256 over the UTF-8 bytes, in small hexadecimal digits."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()


def personal_digest(salt: str, text: str) -> str:
    """What the chain says of personal content: the hash of salt and text, one after the other."""
    return digest(salt + text)


@dataclass(slots=True)
class _Count:
    entries: int = 0
    erased: int = 0
    heads: list[Head] = field(default_factory=list)
    bad: list[FirstBad] = field(default_factory=list)


def check(
    lines: Iterable[Line],
    heads: Iterable[Head],
    anchors: Iterable[Head] = (),
    *,
    with_personal: bool,
) -> Verdict:
    """Check whole chains against their heads, and against ``anchors`` kept elsewhere earlier.

    ``lines`` must be sorted by chain; within a chain they stand as stored. ``with_personal`` tells
    whether personal content would be shown here if it were still there.
    """
    expected = {head.chain: head for head in heads}
    earlier: dict[str, list[Head]] = {}
    for anchor in anchors:
        earlier.setdefault(anchor.chain, []).append(anchor)
    count = _Count()
    for chain, of_chain in groupby(lines, key=attrgetter("chain")):
        _check_chain(chain, of_chain, expected.pop(chain, None), earlier.pop(chain, []), count)
    lost = [*expected.values(), *(anchor for anchors_ in earlier.values() for anchor in anchors_)]
    count.bad += [
        FirstBad(chain=head.chain, sequence=1, reason="missing") for head in lost if head.count > 0
    ]
    first = min(count.bad, key=attrgetter("chain", "sequence"), default=None)
    erased = count.erased if with_personal else 0
    return Verdict(entries=count.entries, heads=tuple(count.heads), erased=erased, first_bad=first)


def _check_chain(
    chain: str, lines: Iterator[Line], head: Head | None, anchors: list[Head], count: _Count
) -> None:
    """Walk one chain to its end; note its first bad line and where it really ends."""
    marks = {anchor.count: anchor.hash for anchor in anchors}
    previous, walked, reason = BEFORE_FIRST, 0, ""
    for line in lines:
        walked += 1
        count.entries += 1
        if reason:
            continue
        said = _said(line.body)
        reason = _wrong(line, said, walked, previous) or _off_anchor(line, marks)
        if reason:
            count.bad.append(FirstBad(chain=chain, sequence=walked, reason=reason))
        elif line.personal is None and said is not None:
            count.erased += bool(said.personal)
        previous = line.hash
    count.heads.append(Head(chain=chain, count=walked, hash=previous))
    if reason:
        return
    reason, place = _wrong_end(walked, previous, head, marks)
    if reason:
        count.bad.append(FirstBad(chain=chain, sequence=place, reason=reason))


def _off_anchor(line: Line, marks: Mapping[int, str]) -> str:
    return "anchor" if marks.get(line.sequence, line.hash) != line.hash else ""


def _wrong_end(
    walked: int, last: str, head: Head | None, marks: Mapping[int, str]
) -> tuple[str, int]:
    """Why the end of a chain is not where it was, and the sequence meant."""
    if head is None:
        return "no_head", walked
    if head.count > walked or any(place > walked for place in marks):
        return "missing", walked + 1
    if head.count < walked:
        return "surplus", head.count + 1
    return ("head", walked) if head.hash != last else ("", 0)


def _wrong(line: Line, said: _Said | None, place: int, previous: str) -> str:
    """Why a line is not the one that stood at ``place`` after ``previous``; empty when it is."""
    if line.sequence != place:
        return "sequence"
    if digest(line.body) != line.hash:
        return "hash"
    if said is None or said.format != FORMAT:
        return "form"
    if said.previous != previous:
        return "previous"
    if said.chain != line.chain or said.sequence != line.sequence:
        return "place"
    if line.case_id is not None and said.case != line.case_id:
        return "case"
    if line.personal is not None and personal_digest(*line.personal) != said.personal:
        return "personal"
    return ""


def _said(body: str) -> _Said | None:
    """What of a body the check needs; ``None`` when it is not such a body."""
    try:
        return _SAID.decode(body.encode("utf-8", "replace"))
    except msgspec.DecodeError:
        return None
