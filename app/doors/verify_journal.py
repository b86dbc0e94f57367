"""``verify-journal``: whether the action log is as it was written, in a store or in an export."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from app.doors.answers import NO, YES, line, print_json, print_lines
from app.settings import load
from app.storage import open_store
from app.storage.journal_export import read_heads, verify_export
from app.storage.journal_format import FirstBad, Head, Verdict
from app.storage.verify import export_heads, export_store, verify_store
from app.wording import both, two
from i18n import N_

INTACT = N_("The journal is intact: {entries} lines of {chains} desks.")
NOT_INTACT = N_("The journal is not intact: desk «{chain}», line {sequence}: {reason}")
REASONS: dict[str, str] = {
    "sequence": N_("a line is missing here or stands in another place."),
    "hash": N_("the line or its hash was changed."),
    "form": N_("the line is not written as the program writes it."),
    "previous": N_("the line does not follow the one before it."),
    "place": N_("the line was moved here from another place."),
    "case": N_("the line was put to another case."),
    "personal": N_("the personal data kept with the line were changed."),
    "missing": N_("lines are missing from here on."),
    "surplus": N_("there are more lines than were written."),
    "head": N_("the last line is not the one that was written."),
    "no_head": N_("the mark of the end is missing."),
    "anchor": N_("the line differs from the heads kept elsewhere."),
}
"""Why a line is bad: the codes of the check, with their words."""


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--store", default="", metavar="URL")
    place.add_argument("--export", default="", metavar="FILE")
    parser.add_argument("--heads", default="", metavar="FILE")
    parser.add_argument("--write", default="", metavar="FILE")
    parser.add_argument("--write-heads", default="", metavar="FILE")


def run(args: Namespace) -> int:
    """Check, and write an export or the heads where asked; 0 when intact."""
    anchors = read_heads(Path(args.heads)) if args.heads else ()
    verdict = verify_export(Path(args.export), anchors) if args.export else _of_store(args, anchors)
    if args.json:
        print_json(_document(verdict))
    else:
        print_lines([_told(verdict)])
    return YES if verdict.intact else NO


def _of_store(args: Namespace, anchors: tuple[Head, ...]) -> Verdict:
    store = open_store(args.store or load().settings.store_url, migrate=False)
    try:
        verdict = verify_store(store, anchors)
        if args.write:
            export_store(store, Path(args.write))
        if args.write_heads:
            export_heads(store, Path(args.write_heads))
        return verdict
    finally:
        store.close()


def _document(verdict: Verdict) -> dict[str, object]:
    bad = verdict.first_bad
    return {
        "intact": verdict.intact,
        "entries": verdict.entries,
        "chains": len(verdict.heads),
        "first_bad": None if bad is None else _bad(bad),
        "erased": verdict.erased,
        "heads": [
            {"chain": head.chain, "count": head.count, "hash": head.hash} for head in verdict.heads
        ],
    }


def _bad(bad: FirstBad) -> dict[str, object]:
    return {
        "chain": bad.chain,
        "sequence": bad.sequence,
        "reason": bad.reason,
        "text": two(both(REASONS[bad.reason])),
    }


def _told(verdict: Verdict) -> str:
    bad = verdict.first_bad
    if bad is None:
        counts = {"entries": str(verdict.entries), "chains": str(len(verdict.heads))}
        return line(both(INTACT, counts))
    why = both(REASONS[bad.reason])
    params = {"chain": bad.chain, "sequence": str(bad.sequence)}
    return line(both(NOT_INTACT, params | {"reason_kk": why.kk, "reason_ru": why.ru}))
