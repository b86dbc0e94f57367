"""The journal outside the store: an export that anybody can check, and its heads kept apart.

An export is UTF-8 text, one JSON object a line: a header, the lines by chain and sequence without
what is personal, and last the heads. The heads alone make a second, small file: kept elsewhere, it
shows later that nothing was cut off or written anew.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from app.errors import InputInvalid, declare
from app.storage.journal_format import FORMAT, FirstBad, Head, Line, Verdict, check
from i18n import N_

HEADS_FORMAT = "tereze-journal-heads-1"
EXPORT_UNREADABLE = declare(
    "journal.export",
    N_("The file «{file}» is not an export of the journal."),
    N_("Name a file written by: python -m app verify-journal --store URL --write FILE"),
)
HEADS_UNREADABLE = declare(
    "journal.heads",
    N_("The file «{file}» does not hold the heads of a journal."),
    N_("Name a file written by: python -m app verify-journal --store URL --write-heads FILE"),
)
NOT_WRITTEN = declare(
    "journal.not_written",
    N_("The file «{file}» cannot be written."),
    N_("Choose another place; the journal itself is not touched."),
)

_BROKEN_LINE = Line(chain="", sequence=0, body="", hash="")


def export_lines(lines: Iterable[Line], heads: Iterable[Head]) -> Iterator[str]:
    """The lines of an export."""
    yield _json({"format": FORMAT})
    for line in lines:
        yield _json(
            {
                "chain": line.chain,
                "sequence": line.sequence,
                "hash": line.hash,
                "body": line.body,
            }
        )
    yield _json({"heads": [_head(head) for head in heads]})


def write_export(file: Path, lines: Iterable[Line], heads: Iterable[Head]) -> None:
    """Write an export. Raises ``InputInvalid`` (journal.not_written)."""
    _write(file, export_lines(lines, heads))


def write_heads(file: Path, heads: Iterable[Head]) -> None:
    """Write the heads alone. Raises ``InputInvalid`` (journal.not_written)."""
    _write(file, [_json({"format": HEADS_FORMAT, "heads": [_head(head) for head in heads]})])


def read_heads(file: Path) -> tuple[Head, ...]:
    """The heads of such a file. Raises ``InputInvalid`` (journal.heads)."""
    try:
        said = json.loads(file.read_text("utf-8"))
        if said["format"] != HEADS_FORMAT:
            raise ValueError("another format")
        return _heads_of(said)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputInvalid(HEADS_UNREADABLE, field="heads", file=file.name) from error


def verify_export(file: Path, anchors: Iterable[Head] = ()) -> Verdict:
    """Check an export. Raises ``InputInvalid`` (journal.export) for a file that is none.

    A broken line inside an export is not unreadable input but a bad line.
    """
    try:
        with file.open(encoding="utf-8", errors="replace", newline="\n") as handle:
            rows = (row.removesuffix("\n") for row in handle)
            if _object(next(rows, "")).get("format") != FORMAT:
                raise InputInvalid(EXPORT_UNREADABLE, field="export", file=file.name)
            return _verify_rows(rows, anchors)
    except OSError as error:
        raise InputInvalid(EXPORT_UNREADABLE, field="export", file=file.name) from error


def _verify_rows(rows: Iterator[str], anchors: Iterable[Head]) -> Verdict:
    lines: list[Line] = []
    heads: tuple[Head, ...] | None = None
    for row in rows:
        said = _object(row)
        if "heads" in said:
            heads = _heads_or_none(said)
            break
        lines.append(_line_of(said))
    verdict = check(lines, heads or (), anchors, with_personal=False)
    end = "no_head" if heads is None else "surplus" if any(rows) else ""
    if end and verdict.intact:
        bad = FirstBad(chain="", sequence=len(lines) + 1, reason=end)
        return Verdict(entries=verdict.entries, heads=verdict.heads, first_bad=bad)
    return verdict


def _object(row: str) -> dict[str, Any]:
    try:
        said = json.loads(row)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _line_of(said: dict[str, Any]) -> Line:
    texts = [said.get(name) for name in ("chain", "hash", "body")]
    sequence = said.get("sequence")
    if not all(isinstance(text, str) for text in texts) or not isinstance(sequence, int):
        return _BROKEN_LINE
    chain, digest_, body = (str(text) for text in texts)
    return Line(chain=chain, sequence=sequence, body=body, hash=digest_)


def _heads_or_none(said: dict[str, Any]) -> tuple[Head, ...]:
    try:
        return _heads_of(said)
    except (KeyError, TypeError, ValueError):
        return ()


def _heads_of(said: dict[str, Any]) -> tuple[Head, ...]:
    return tuple(
        Head(chain=str(row["chain"]), count=int(row["count"]), hash=str(row["hash"]))
        for row in said["heads"]
    )


def _head(head: Head) -> dict[str, Any]:
    return {"chain": head.chain, "count": head.count, "hash": head.hash}


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _write(file: Path, rows: Iterable[str]) -> None:
    fresh = file.with_name(file.name + ".new")
    try:
        with fresh.open("w", encoding="utf-8", newline="\n") as handle:
            handle.writelines(f"{row}\n" for row in rows)
        fresh.replace(file)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise InputInvalid(NOT_WRITTEN, field="write", file=file.name) from error
