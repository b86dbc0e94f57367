"""Whether a PDF could do something when it is opened: run a script, start a program, open a file."""

from typing import Any

import pikepdf

_NAMES = frozenset(
    {
        "/JS",
        "/JavaScript",
        "/AA",
        "/XFA",
        "/EmbeddedFiles",
        "/EmbeddedFile",
        "/EF",
        "/RichMediaContent",
    }
)
_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/Rendition",
     "/Movie", "/Sound", "/RichMediaExecute", "/GoTo3DView", "/Thread", "/Trans"}
)  # fmt: skip
_NOTES = frozenset({"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"})
_MOST_OBJECTS, _MOST_DEPTH = 200_000, 40


def is_active(pdf: pikepdf.Pdf) -> bool:
    """Whether any object of the document acts. A document that is too large or too deep to be looked
    through counts as one that does."""
    seen = 0
    for entry in pdf.objects:
        waiting: list[tuple[Any, int]] = [(entry, 0)]
        while waiting:
            value, depth = waiting.pop()
            seen += 1
            if seen > _MOST_OBJECTS or depth > _MOST_DEPTH:
                return True
            if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
                if _acts(value):
                    return True
                inner = [value[key] for key in value.keys()]  # noqa: SIM118 - no mapping of Python
            elif isinstance(value, pikepdf.Array):
                inner = list(value)
            else:
                continue
            # What is indirect has its own turn.
            waiting += [(one, depth + 1) for one in inner if not _indirect(one)]
    return False


def _indirect(value: Any) -> bool:
    return isinstance(value, pikepdf.Object) and value.is_indirect


def _acts(entry: Any) -> bool:
    keys = set(entry.keys())
    if keys & _NAMES:
        return True
    subtype = entry.get("/Subtype")
    if isinstance(subtype, pikepdf.Name) and str(subtype) in _NOTES:
        return True
    kind = entry.get("/S")
    return isinstance(kind, pikepdf.Name) and str(kind) in _ACTIONS
