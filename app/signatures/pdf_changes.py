"""What later revisions did to a signed PDF: object by object, beside the revision that was signed."""

from io import BytesIO
from typing import Any

import pikepdf

_FREE_OF_CATALOGUE = frozenset({"/DSS", "/Extensions"})
_FREE_OF_FORM = frozenset({"/Fields", "/SigFlags"})
_GROWING = frozenset({"*"})
"""Of a list that may grow: how it grew is looked at by itself."""
_FRAMES = frozenset({"/XRef", "/ObjStm"})
"""Objects that only hold the file together; what they hold is compared by itself."""


def later_changes(signed: bytes, whole: bytes) -> str:
    """A reason code when anything but proof or an invisible signature was added; empty: nothing was.

    A revision that a strict reader cannot read counts as a change: different readers would show
    different documents.
    """
    try:
        with _opened(signed) as before, _opened(whole) as after:
            same = _same(before, after) and not (before.get_warnings() or after.get_warnings())
    except Exception:  # noqa: BLE001 - hostile bytes may break any parser; the answer is «changed»
        same = False
    return "" if same else "document_changed"


def _opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content), attempt_recovery=False, suppress_warnings=True)


def _same(before: pikepdf.Pdf, after: pikepdf.Pdf) -> bool:
    if before.Root.objgen != after.Root.objgen:
        return False
    if _written(before.trailer.get("/Info")) != _written(after.trailer.get("/Info")):
        return False
    added = _added_fields(before, after)
    if added is None:
        return False
    free = _places(before, added)
    return all(
        _equal(one, after.get_object(one.objgen), free.get(one.objgen, frozenset()))
        for one in before.objects
        if not _is_frame(one)
    ) and _lists_only_grew(before, after, added)


def _is_frame(one: Any) -> bool:
    return isinstance(one, pikepdf.Stream) and str(one.get("/Type", "")) in _FRAMES


def _written(value: Any) -> bytes:
    """An object as it would be written, references in it left as they are."""
    if isinstance(value, pikepdf.Stream):
        return (
            bytes(value.stream_dict.unparse(resolved=True)) + b"\n" + bytes(value.read_raw_bytes())
        )
    return (
        bytes(value.unparse(resolved=True))
        if isinstance(value, pikepdf.Object)
        else repr(value).encode()
    )


def _equal(one: Any, other: Any, free: frozenset[str]) -> bool:
    """Whether two forms of an object are alike but for the entries that may grow."""
    if free is _GROWING:
        return True
    if not free:
        return _written(one) == _written(other)
    if not isinstance(one, pikepdf.Dictionary) or not isinstance(other, pikepdf.Dictionary):
        return False
    left, right = set(one.keys()) - free, set(other.keys()) - free
    return left == right and all(_entry(one, key) == _entry(other, key) for key in left)


def _entry(owner: Any, key: str) -> bytes:
    return bytes(pikepdf.Dictionary({key: owner[key]}).unparse())


def _form(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root.get("/AcroForm", pikepdf.Dictionary())


def _added_fields(before: pikepdf.Pdf, after: pikepdf.Pdf) -> list[Any] | None:
    """The fields that came later, if each is an invisible signature; none when one is not."""
    known = [_written(field) for field in _form(before).get("/Fields", [])]
    fields = list(_form(after).get("/Fields", []))
    if [_written(field) for field in fields[: len(known)]] != known:
        return None
    added = fields[len(known) :]
    return added if all(map(_is_invisible_signature, added)) else None


def _is_invisible_signature(field: Any) -> bool:
    if str(field.get("/FT", "")) != "/Sig" or "/Kids" in field or "/A" in field or "/AA" in field:
        return False
    left, low, right, high = (float(number) for number in field.get("/Rect", [0, 0, 0, 0]))
    return left == right or low == high


def _places(before: pikepdf.Pdf, added: list[Any]) -> dict[tuple[int, int], frozenset[str]]:
    """The entries of which objects may differ: proof in the catalogue, and lists that may grow."""
    places: dict[tuple[int, int], frozenset[str]] = {}
    of_catalogue = _FREE_OF_CATALOGUE
    if added:
        form = before.Root.get("/AcroForm")
        if form is None or not form.is_indirect:
            of_catalogue |= {"/AcroForm"}
        else:
            places[form.objgen] = _FREE_OF_FORM
        lists = [_form(before).get("/Fields")]
        for page in before.pages:
            places[page.obj.objgen] = frozenset({"/Annots"})
            lists.append(page.obj.get("/Annots"))
        for one in lists:
            if one is not None and one.is_indirect:
                places[one.objgen] = _GROWING
    places[before.Root.objgen] = of_catalogue
    return places


def _lists_only_grew(before: pikepdf.Pdf, after: pikepdf.Pdf, added: list[Any]) -> bool:
    """The marks on the pages are those of before, and after them those of the added signatures."""
    if not added:
        return True
    names = {field.objgen for field in added}
    if not _form_only_grew(_form(before), _form(after)) or len(before.pages) != len(after.pages):
        return False
    for old, new in zip(before.pages, after.pages, strict=True):
        kept = [one.objgen for one in old.obj.get("/Annots", [])]
        now = [one.objgen for one in new.obj.get("/Annots", [])]
        if now[: len(kept)] != kept or not set(now[len(kept) :]) <= names:
            return False
    return True


def _form_only_grew(old: Any, new: Any) -> bool:
    return _equal(old, new, _FREE_OF_FORM)
