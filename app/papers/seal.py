"""Signs a paper inside its own file (PAdES): room is left for the signature, which comes from the port.

The key stays behind the port: what goes there are the bytes of the file around the room, what comes
back is a detached CMS. The same paper at the same moment gives the same bytes to be signed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from app.errors import InputInvalid, declare
from app.papers.update import NO_PAPER, Update
from i18n import N_

ROOM = 16 * 1024
"""Bytes for a signature with its certificates and a time stamp; the proof for later lies beside it."""
TOO_LARGE = declare(
    "seal.too_large",
    N_("The signature is larger than the room that the document leaves for it."),
    N_("Tell the administrator: the key brings more certificates along than it should."),
)
_RANGE = b"[0 0000000000 0000000000 0000000000]"
_KIND = b"/ETSI.CAdES.detached"
_PRINTED_AND_LOCKED = 132


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A paper with empty room for a signature from ``start`` to ``end``; ``content`` is to be signed."""

    pdf: bytes = field(repr=False)
    start: int
    end: int

    @property
    def content(self) -> bytes:
        """The exact bytes that the signature is over: all of the file but the room."""
        return self.pdf[: self.start] + self.pdf[self.end :]

    @property
    def content_sha256(self) -> str:
        """The hash of what is to be signed, in hexadecimal."""
        return sha256(self.content).hexdigest()

    def sealed(self, cms: bytes) -> bytes:
        """The signed paper. Raises ``InputInvalid`` (seal.too_large)."""
        return _filled(self.pdf, self.start, self.end, cms)


def prepared(pdf: bytes, at: datetime) -> Prepared:
    """Leave room in ``pdf`` for one more signature, which shows on no page, said to be made ``at``.

    A PDF/A stays one; signatures that are there already stay valid. Raises ``InputInvalid``
    (seal.no_paper).
    """
    update = Update(pdf)
    with update.pdf:
        page = update.pdf.pages[0].obj
        value = update.add(Dictionary(), _value(at))
        mark = update.add(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Sig,
                T=String(f"Signature{value.objgen[0]}"),
                V=value,
                Rect=Array([0, 0, 0, 0]),
                F=_PRINTED_AND_LOCKED,
                P=page,
            )
        )
        _into_form(update, mark)
        _onto_page(update, page, mark)
        made = update.written()
    return _ranged(made)


def sign_pdf(pdf: bytes, sign: Callable[[bytes], bytes], at: datetime) -> bytes:
    """The paper signed by ``sign``, which gives a detached CMS (DER) over the bytes it is handed.

    ``sign`` is the verb of the signing port with its operator and moment bound. Raises what it
    raises, and ``InputInvalid`` as :func:`prepared` and :meth:`Prepared.sealed`.
    """
    left = prepared(pdf, at)
    return left.sealed(sign(left.content))


def with_message(pdf: bytes, renewed: Callable[[bytes], bytes]) -> bytes:
    """The paper whose newest signature is replaced by what ``renewed`` makes of it (a stamp put in).

    The room is not part of what was signed, so nothing else changes. Raises ``InputInvalid``.
    """
    start = pdf.find(b"<", pdf.rfind(b"/ByteRange ["))
    end = pdf.find(b">", start) + 1
    if b"/ByteRange [" not in pdf or end - start != 2 * ROOM + 2:
        raise InputInvalid(NO_PAPER, field="paper")
    message = bytes.fromhex(pdf[start + 1 : end - 1].decode("ascii"))
    return _filled(pdf, start, end, renewed(message))


def with_proof(
    pdf: bytes,
    *,
    certificates: Iterable[bytes] = (),
    lists: Iterable[bytes] = (),
    answers: Iterable[bytes] = (),
) -> bytes:
    """The paper with what proves its signatures for later (``/DSS``; each DER) in a revision behind.

    Raises ``InputInvalid`` (seal.no_paper).
    """
    update = Update(pdf)
    with update.pdf:
        kept = {"Certs": certificates, "CRLs": lists, "OCSPs": answers}
        store = Dictionary(Type=Name.DSS)
        for name, proofs in kept.items():
            streams = [update.add_stream(one) for one in proofs]
            if streams:
                store[f"/{name}"] = Array(streams)
        update.pdf.Root.DSS = update.add(store)
        update.change(update.pdf.Root)
        return update.written()


def _value(at: datetime) -> bytes:
    """The value of the field: kind, time, and room for the range and the signature."""
    return (
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter %s /M (D:%s+00'00') /ByteRange %s"
        b" /Contents <%s> >>"
        % (_KIND, f"{at.astimezone(UTC):%Y%m%d%H%M%S}".encode(), _RANGE, b"00" * ROOM)
    )


def _into_form(update: Update, mark: pikepdf.Object) -> None:
    root = update.pdf.Root
    form = root.get("/AcroForm")
    if form is None:
        form = root.AcroForm = Dictionary(Fields=Array(), SigFlags=3)
    owner = form if form.is_indirect else root
    form.SigFlags = 3
    _append(update, form, "/Fields", mark)
    update.change(owner)


def _onto_page(update: Update, page: pikepdf.Object, mark: pikepdf.Object) -> None:
    _append(update, page, "/Annots", mark)
    update.change(page)


def _append(update: Update, owner: pikepdf.Object, name: str, mark: pikepdf.Object) -> None:
    listed = owner.get(name)
    if listed is None:
        owner[name] = Array([mark])
        return
    listed.append(mark)
    if listed.is_indirect:
        update.change(listed)


def _ranged(made: bytes) -> Prepared:
    """Write the range into its place: it is known only when everything else stands."""
    place = made.rindex(_RANGE)
    start = made.index(b"<", made.index(b"/Contents", place))
    end = start + 2 * ROOM + 2
    covered = b"[0 %010d %010d %010d]" % (start, end, len(made) - end)
    return Prepared(pdf=made[:place] + covered + made[place + len(_RANGE) :], start=start, end=end)


def _filled(pdf: bytes, start: int, end: int, cms: bytes) -> bytes:
    if len(cms) > ROOM:
        raise InputInvalid(TOO_LARGE, field="signature")
    return pdf[: start + 1] + cms.hex().encode().ljust(2 * ROOM, b"0") + pdf[end - 1 :]
