"""Signatures inside a PDF: what they cover, and every way in which a document is changed after them."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.signature_verdict import Check, Outcome, SignedVerdict, Standing
from app.signatures.pdf import is_pdf, verify_pdf
from app.signatures.suitability import Demands
from tests.fakes.lab_authority import NOW
from tests.fakes.lab_keys import ec_key, gost_key, rsa_key
from tests.fakes.lab_message import stamper
from tests.fakes.lab_scene import Scene, make_scene, plain_scene, remarks, row_of
from tests.fakes.signed_pdf import Revision, paper, signed

PAPER = paper()


@pytest.fixture(scope="module")
def scene() -> Scene:
    return plain_scene()


@pytest.fixture(scope="module")
def sealed(scene: Scene) -> bytes:
    return signed(PAPER, scene.signed)


def judged(scene: Scene, content: bytes, **demands: object) -> SignedVerdict:
    return verify_pdf(content, scene.trust(), NOW, Demands(**demands))


def document(scene: Scene, content: bytes) -> tuple[Outcome, str]:
    row = row_of(judged(scene, content), Check.DOCUMENT)
    return row.outcome, row.reason


@pytest.mark.requirement("R-131")
@pytest.mark.parametrize("key", [rsa_key, ec_key, gost_key])
def test_a_signed_paper_stands(key: Callable[[], object]) -> None:
    scene = make_scene(key)
    verdict = judged(scene, signed(PAPER, scene.signed), signers=1)
    assert (verdict.standing, verdict.reasons) == (Standing.VALID, ())
    assert document(scene, signed(PAPER, scene.signed)) == (Outcome.OK, "")


@pytest.mark.requirement("R-131")
def test_a_paper_without_a_signature_proves_nothing(scene: Scene) -> None:
    assert is_pdf(PAPER)
    assert judged(scene, PAPER).reasons == ("no_signers",)


@pytest.mark.requirement("R-131")
def test_a_changed_byte_of_the_paper_is_seen(scene: Scene, sealed: bytes) -> None:
    for place in (
        PAPER.index(b"page 0"),
        PAPER.index(b"MediaBox") + 12,
        sealed.rindex(b"startxref") - 9,
    ):
        turned = bytearray(sealed)
        turned[place] ^= 1
        assert judged(scene, bytes(turned)).standing is not Standing.VALID, place


def later(change: Callable[[Revision], object]) -> Callable[[bytes], bytes]:
    def made(content: bytes) -> bytes:
        revision = Revision(content)
        change(revision)
        return revision.written()

    return made


def _over_the_page(revision: Revision) -> None:
    own = revision.add(
        b"<< /Type /Annot /Subtype /FreeText /Rect [0 0 200 200] /Contents (other) >>"
    )
    marks = b" ".join([*revision.refs("page", "/Annots"), b"%d 0 R" % own])
    revision.page(Annots=b"[%s]" % marks)


def _a_text_field(revision: Revision) -> None:
    own = revision.add(b"<< /FT /Tx /T (name) /V (other) /Rect [0 0 0 0] >>")
    fields = b" ".join([*revision.refs("form", "/Fields"), b"%d 0 R" % own])
    revision.root(AcroForm=b"<< /Fields [%s] /SigFlags 3 >>" % fields)


CHANGES = {
    "text of a page": lambda revision: revision.page_text(b"BT /F1 12 Tf (other) Tj ET"),
    "size of a page": lambda revision: revision.page(MediaBox=b"[0 0 10 10]"),
    "a note over the page": _over_the_page,
    "a field of text": _a_text_field,
    "an action on opening": lambda revision: revision.root(
        OpenAction=b"<< /S /JavaScript /JS (x) >>"
    ),
    "no fields any more": lambda revision: revision.root(AcroForm=b"<< /Fields [] >>"),
    "other pages": lambda revision: revision.root(
        Pages=b"%d 0 R" % revision.add(b"<< /Type /Pages /Kids [] /Count 0 >>")
    ),
}


@pytest.mark.requirement("R-131")
@pytest.mark.parametrize("name", CHANGES)
def test_a_change_after_the_signature_is_named(scene: Scene, sealed: bytes, name: str) -> None:
    changed = later(CHANGES[name])(sealed)
    verdict = judged(scene, changed)
    assert verdict.standing is Standing.INVALID
    assert verdict.reasons in (("document_changed",), ("no_signers",))


@pytest.mark.requirement("R-131")
def test_proof_for_later_may_be_added(scene: Scene, sealed: bytes) -> None:
    extended = later(lambda revision: revision.root(DSS=b"<< /Certs [] >>"))(sealed)
    verdict = judged(scene, extended)
    assert verdict.standing is Standing.VALID
    assert "document_extended" in remarks(verdict)


@pytest.mark.requirement("R-131")
def test_the_proof_that_a_paper_brings_along_counts(scene: Scene, sealed: bytes) -> None:
    bare = scene.trust(told=False)
    assert verify_pdf(sealed, bare, NOW).reasons == ("revocation_unavailable",)

    def store(revision: Revision) -> None:
        kept = [scene.answer(), b"noise"]
        numbers = [
            revision.add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(one), one))
            for one in kept
        ]
        refs = b" ".join(b"%d 0 R" % number for number in numbers)
        revision.root(DSS=b"<< /OCSPs [%s] >>" % refs)

    assert verify_pdf(later(store)(sealed), bare, NOW).standing is Standing.VALID


@pytest.mark.requirement("R-131")
def test_a_second_invisible_signature_leaves_the_first_one_standing(
    scene: Scene, sealed: bytes
) -> None:
    verdict = judged(scene, signed(sealed, scene.signed))
    assert (verdict.standing, len(verdict.signers)) == (Standing.VALID, 2)
    assert judged(scene, signed(sealed, scene.signed), signers=1).reasons == ("several_signers",)
    over = judged(scene, signed(sealed, scene.signed, rect=b"[0 0 200 200]"))
    assert over.reasons == ("document_changed",)
    hidden = judged(scene, signed(sealed, scene.signed, change=CHANGES["text of a page"]))
    assert hidden.reasons == ("document_changed",), "a change under the cover of a signature"


@pytest.mark.requirement("R-131")
def test_a_document_stamp_is_checked_over_the_bytes_it_covers(scene: Scene, sealed: bytes) -> None:
    stamp, kind = stamper(scene.centre.stamper(ec_key())), b"/ETSI.RFC3161"
    stamped = signed(sealed, stamp, kind=kind)
    assert judged(scene, stamped).standing is Standing.VALID
    wrong = signed(sealed, lambda covered: stamp(covered + b"!"), kind=kind)
    assert judged(scene, wrong).reasons == ("stamp_of_another_signature",)


@pytest.mark.requirement("R-131")
@pytest.mark.parametrize(
    "places",
    [
        lambda a, b, c: (1, a - 1, b, c),
        lambda a, b, c: (0, a - 1, b, c),
        lambda a, b, c: (0, a, b - 1, c),
        lambda a, b, c: (0, a, b, c - 1),
        lambda a, b, c: (0, a, b, c + 1),
        lambda a, b, c: (0, 0, 0, c),
    ],
)
def test_a_signature_covers_all_but_itself(
    scene: Scene, sealed: bytes, places: Callable[[int, int, int], tuple[int, ...]]
) -> None:
    at = sealed.rindex(b"/ByteRange [")
    end = sealed.index(b"]", at)
    _, a, b, c = (int(one) for one in sealed[at + 12 : end].split())
    told = b" ".join(b"%010d" % one for one in places(a, b, c))[-(end - at - 12) :]
    moved = sealed[: at + 12] + told.rjust(end - at - 12) + sealed[end:]
    assert judged(scene, moved).standing is Standing.INVALID


def test_another_kind_of_signature_is_not_guessed_at(scene: Scene) -> None:
    old = signed(PAPER, scene.signed, kind=b"/adbe.x509.rsa_sha1")
    assert "unsupported_algorithm" in judged(scene, old).reasons


@pytest.mark.requirement("R-131")
def test_poppler_agrees(tmp_path: Path) -> None:
    scene = make_scene(rsa_key)
    good = signed(PAPER, scene.signed)
    for content, word in [
        (good, "Signature is Valid"),
        (good.replace(b"page 0", b"page 9"), "Digest Mismatch"),
    ]:
        (tmp_path / "paper.pdf").write_bytes(content)
        done = subprocess.run(
            ["pdfsig", "-nocert", "paper.pdf"], cwd=tmp_path, capture_output=True, check=False
        )
        told = done.stdout.decode()
        assert "ETSI.CAdES.detached" in told
        assert word in told
        stands = judged(scene, content).standing is Standing.VALID
        assert stands is (word == "Signature is Valid")


@given(st.data())
@settings(max_examples=40)
def test_a_mangled_paper_is_judged_and_never_an_error(data: st.DataObject) -> None:
    scene = plain_scene()
    mangled = bytearray(_sealed_once())
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(mangled) - 1))
        mangled[start : start + data.draw(st.integers(1, 30))] = data.draw(st.binary(max_size=20))
    verdict = judged(scene, bytes(mangled))
    if verdict.standing is Standing.VALID:
        assert bytes(mangled).strip() == _sealed_once().strip()


_KEPT: list[bytes] = []


def _sealed_once() -> bytes:
    if not _KEPT:
        _KEPT.append(signed(PAPER, plain_scene().signed))
    return _KEPT[0]
