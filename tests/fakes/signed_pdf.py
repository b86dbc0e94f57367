"""Signed PDF files of the tests, written revision by revision: signatures, stamps, additions, forgeries."""

import re
from collections.abc import Callable
from io import BytesIO

import pikepdf

_ROOM = 6000
_PLACES = b"[0 0000000000 0000000000 0000000000]"


def paper(pages: int = 1) -> bytes:
    """An unsigned document."""
    made = pikepdf.new()
    for number in range(pages):
        made.add_blank_page(page_size=(200, 200))
        text = f"BT /F1 12 Tf 20 100 Td (page {number}) Tj ET".encode()
        made.pages[-1].Contents = made.make_stream(text)
    stored = BytesIO()
    made.save(stored, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return stored.getvalue()


class Revision:
    """One more revision of a document: changed and new objects, appended."""

    def __init__(self, before: bytes) -> None:
        self._before = before
        self._pdf = pikepdf.open(BytesIO(before))
        self._objects: dict[int, bytes] = {}
        self.next = int(self._pdf.trailer["/Size"])
        self.page_number = self._pdf.pages[0].obj.objgen[0]

    def root(self, **entries: bytes) -> None:
        """Change entries of the catalogue."""
        self._change(self._pdf.Root, entries)

    def page(self, **entries: bytes) -> None:
        """Change entries of the first page."""
        self._change(self._pdf.pages[0].obj, entries)

    def page_text(self, text: bytes) -> None:
        """Put another text on the first page."""
        number = self._pdf.pages[0].obj["/Contents"].objgen[0]
        self._objects[number] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text)

    def add(self, body: bytes) -> int:
        """A new object; its number."""
        number, self.next = self.next, self.next + 1
        self._objects[number] = body
        return number

    def refs(self, owner: str, name: str) -> list[bytes]:
        """The references in a list of the catalogue's form or of the first page."""
        place = (
            self._pdf.Root.get("/AcroForm", pikepdf.Dictionary())
            if owner == "form"
            else self._pdf.pages[0].obj
        )
        return [b"%d %d R" % one.objgen for one in place.get(name, [])]

    def _change(self, owner: pikepdf.Object, entries: dict[str, bytes]) -> None:
        kept = {key: owner[key] for key in sorted(owner.keys()) if key[1:] not in entries}
        body = bytes(pikepdf.Dictionary(kept).unparse()).rstrip()
        added = b"".join(b"/%s %s " % (key.encode(), value) for key, value in entries.items())
        self._objects[owner.objgen[0]] = body[:-2] + added + b">>"

    def written(self) -> bytes:
        """The document with this revision."""
        made = bytearray(self._before)
        if not made.endswith(b"\n"):
            made += b"\n"
        places: dict[int, int] = {}
        for number, body in self._objects.items():
            places[number] = len(made)
            made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        table = len(made)
        made += b"xref\n"
        for number in sorted(places):
            made += b"%d 1\n%010d 00000 n \n" % (number, places[number])
        previous = int(re.findall(rb"startxref\s+(\d+)", self._before)[-1])
        made += b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n" % (
            self.next,
            self._pdf.Root.objgen[0],
            previous,
        )
        made += b"startxref\n%d\n%%%%EOF\n" % table
        return bytes(made)


def signed(
    before: bytes,
    sign: Callable[[bytes], bytes],
    *,
    kind: bytes = b"/ETSI.CAdES.detached",
    rect: bytes = b"[0 0 0 0]",
    change: Callable[[Revision], None] = lambda _: None,
) -> bytes:
    """The document with one more signature; ``sign`` gives the message for the bytes it covers."""
    revision = Revision(before)
    change(revision)
    value = revision.add(
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter %s /ByteRange %s /Contents <%s> >>"
        % (kind, _PLACES, b"0" * _ROOM)
    )
    field = revision.add(
        b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (S%d) /V %d 0 R /Rect %s /F 132 /P %d 0 R >>"
        % (value, value, rect, revision.page_number)
    )
    own = b"%d 0 R" % field
    fields = b" ".join([*revision.refs("form", "/Fields"), own])
    revision.root(AcroForm=b"<< /Fields [%s] /SigFlags 3 >>" % fields)
    marks = b" ".join([*revision.refs("page", "/Annots"), own])
    revision.page(Annots=b"[%s]" % marks)
    return _sealed(revision.written(), sign)


def _sealed(made: bytes, sign: Callable[[bytes], bytes]) -> bytes:
    places = made.rindex(_PLACES)
    start = made.index(b"<", made.index(b"/Contents", places))
    end = start + _ROOM + 2
    rest = len(made) - end
    covered = b"[0 %010d %010d %010d]" % (start, end, rest)
    made = made[:places] + covered + made[places + len(covered) :]
    message = sign(made[:start] + made[end:]).hex().encode()
    return made[: start + 1] + message.ljust(_ROOM, b"0") + made[end - 1 :]
