"""One more revision of a PDF, appended: what stood before keeps its bytes, so what was signed still is."""

import re
from io import BytesIO
from typing import Any

import pikepdf

from app.errors import InputInvalid, declare
from i18n import N_

NO_PAPER = declare(
    "seal.no_paper",
    N_("This is no document that can be signed."),
    N_("Make the paper again; if it happens again, tell the administrator."),
)
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")


class Update:
    """New and changed objects over a document that is only read.

    ``pdf`` is open for changes; what was changed must be named (:meth:`change`), what is new is
    added (:meth:`add`). Raises ``InputInvalid`` (seal.no_paper) for what is no plain PDF.
    """

    def __init__(self, before: bytes) -> None:
        self.before = _classic(before)
        self.pdf = _opened(self.before)
        self._bodies: dict[tuple[int, int], bytes] = {}

    def change(self, owner: pikepdf.Object) -> None:
        """Write this object anew, as it stands now."""
        self._bodies[owner.objgen] = bytes(owner.unparse(resolved=True))

    def add(self, made: pikepdf.Object, body: bytes = b"") -> Any:
        """A new object and its reference; ``body``: its bytes, where they matter to the byte."""
        known = self.pdf.make_indirect(made)
        self._bodies[known.objgen] = body or bytes(known.unparse(resolved=True))
        return known

    def add_stream(self, content: bytes) -> Any:
        """A new stream that is written as it is."""
        body = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
        return self.add(pikepdf.Dictionary(), body)

    def written(self) -> bytes:
        """The document with this revision behind it."""
        made = bytearray(self.before)
        if not made.endswith(b"\n"):
            made += b"\n"
        places: dict[tuple[int, int], int] = {}
        for (number, generation), body in sorted(self._bodies.items()):
            places[number, generation] = len(made)
            made += b"%d %d obj\n%s\nendobj\n" % (number, generation, body)
        table = len(made)
        made += b"xref\n"
        for (number, generation), place in places.items():
            made += b"%d 1\n%010d %05d n \n" % (number, place, generation)
        made += b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (self._trailer(), table)
        return bytes(made)

    def _trailer(self) -> bytes:
        kept = {
            key: self.pdf.trailer[key]
            for key in ("/Root", "/Info", "/ID")
            if key in self.pdf.trailer
        }
        size = max(int(self.pdf.trailer["/Size"]), *(number + 1 for number, _ in self._bodies))
        said = {**kept, "/Size": size, "/Prev": _start(self.before)}
        return bytes(pikepdf.Dictionary(said).unparse())


def _opened(content: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(BytesIO(content), attempt_recovery=False)
    except pikepdf.PdfError as error:
        raise InputInvalid(NO_PAPER, field="paper") from error


def _start(content: bytes) -> int:
    found = _START.search(content[-64:])
    return int(found[1]) if found is not None else -1


def _classic(content: bytes) -> bytes:
    """The document with a plain table of its objects, to which another one can be appended.

    A file of another build is written anew while nobody has signed it; afterwards it may not be.
    """
    start = _start(content)
    if start >= 0 and content[start : start + 4] == b"xref":
        return content
    with _opened(content) as pdf:
        if "/AcroForm" in pdf.Root:
            raise InputInvalid(NO_PAPER, field="paper")
        target = BytesIO()
        pdf.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return target.getvalue()
