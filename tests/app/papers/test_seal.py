"""Papers signed inside their own file: the program's verifier and a stranger's agree, yes and no alike."""

import io
import subprocess
from datetime import timedelta
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from app.domain.language import Lang
from app.domain.papers import PaperKind
from app.domain.signature_verdict import Check, Outcome, Standing
from app.errors import InputInvalid
from app.papers.seal import ROOM, prepared, sign_pdf, with_message, with_proof
from app.signatures.pdf import verify_pdf
from tests.app.papers.sample_pages import sample_pdf
from tests.fakes.lab_authority import NOW
from tests.fakes.lab_keys import ec_key, gost_key, rsa_key
from tests.fakes.lab_message import stamper
from tests.fakes.lab_scene import Scene, make_scene, plain_scene, row_of
from tests.fakes.signed_pdf import paper

_SIGNED_BY_EMPLOYEES = [
    PaperKind.ACCEPTANCE_RECEIPT,
    PaperKind.INTAKE_REFUSAL_RECEIPT,
    PaperKind.HANDOVER_REGISTER,
    PaperKind.ISSUE_RECORD,
]


@cache
def page(kind: PaperKind = PaperKind.ACCEPTANCE_RECEIPT) -> bytes:
    return sample_pdf(kind, Lang.KK, long=True)


def sealed(scene: Scene, content: bytes) -> bytes:
    return sign_pdf(content, lambda covered: scene.signed(covered, claimed=None), NOW)


def pdfsig(folder: Path, content: bytes) -> str:
    (folder / "paper.pdf").write_bytes(content)
    done = subprocess.run(
        ["pdfsig", "paper.pdf"], cwd=folder, capture_output=True, check=False, timeout=60
    )
    return done.stdout.decode(errors="replace")


@pytest.mark.requirement("R-131")
@pytest.mark.parametrize("kind", _SIGNED_BY_EMPLOYEES)
def test_a_signed_paper_stands_before_us_and_before_a_stranger(
    kind: PaperKind, tmp_path: Path
) -> None:
    scene = plain_scene()
    made = sealed(scene, page(kind))
    verdict = verify_pdf(made, scene.trust(), NOW)
    assert (verdict.standing, verdict.reasons) == (Standing.VALID, ())
    assert row_of(verdict, Check.DOCUMENT).outcome is Outcome.OK
    told = pdfsig(tmp_path, made)
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told


@pytest.mark.requirement("R-131")
@pytest.mark.parametrize("key", [rsa_key, gost_key, ec_key])
def test_keys_of_every_family_sign_papers(key: object) -> None:
    scene = make_scene(key)
    assert verify_pdf(sealed(scene, page()), scene.trust(), NOW).standing is Standing.VALID


@pytest.mark.requirement("R-131")
def test_one_changed_byte_is_found_by_both(tmp_path: Path) -> None:
    scene = plain_scene()
    made = sealed(scene, page())
    for place in (page().index(b"/MediaBox") + 14, made.rindex(b"/Rect") + 8):
        turned = bytearray(made)
        turned[place] ^= 1
        assert verify_pdf(bytes(turned), scene.trust(), NOW).standing is Standing.INVALID
        assert "Signature is Valid" not in pdfsig(tmp_path, bytes(turned))


@pytest.mark.requirement("R-131")
def test_a_signed_paper_keeps_the_form_of_an_archive() -> None:
    with pikepdf.open(io.BytesIO(sealed(plain_scene(), page())), attempt_recovery=False) as pdf:
        assert not pdf.check_pdf_syntax()
        assert b"<pdfaid:part>2</pdfaid:part>" in pdf.Root.Metadata.read_bytes()
        assert len(pdf.trailer.ID) == 2
        assert "/Info" not in pdf.trailer
        assert "/NeedAppearances" not in pdf.Root.AcroForm
        (mark,) = pdf.Root.AcroForm.Fields
        # ISO 19005-2, 6.3.2: printed, not hidden; without a size it needs no appearance.
        assert int(mark.F) & 0b111 == 0b100
        assert [float(number) for number in mark.Rect] == [0, 0, 0, 0]
        assert mark.objgen in {one.objgen for one in pdf.pages[0].obj.Annots}


@pytest.mark.requirement("R-131")
def test_a_second_signature_leaves_the_first_one_whole(tmp_path: Path) -> None:
    scene = plain_scene()
    twice = sealed(scene, sealed(scene, page()))
    verdict = verify_pdf(
        twice,
        scene.trust(),
        NOW,
    )
    assert (len(verdict.signers), verdict.standing) == (2, Standing.VALID)
    assert pdfsig(tmp_path, twice).count("Signature is Valid") == 2


@pytest.mark.requirement("R-131")
def test_a_stamp_and_proof_come_later_without_the_key(tmp_path: Path) -> None:
    scene = plain_scene()
    stamp = stamper(scene.centre.stamper(ec_key()), at=NOW)
    kept: list[bytes] = []

    def sign(covered: bytes) -> bytes:
        kept.append(covered)
        return scene.signed(covered, claimed=None)

    made = sign_pdf(page(), sign, NOW)
    stamped = with_message(made, lambda _: scene.signed(kept[0], claimed=None, stamp=stamp))
    later = NOW + timedelta(days=400)
    proven = with_proof(
        stamped, certificates=[scene.centre.der], answers=[scene.answer(until=NOW + timedelta(1))]
    )
    verdict = verify_pdf(proven, scene.trust(told=False), later)
    assert (verdict.standing, verdict.signers[0].stamped_at) == (Standing.VALID, NOW)
    assert "Signature is Valid" in pdfsig(tmp_path, proven)
    assert verify_pdf(made, scene.trust(told=False), later).standing is Standing.INVALID


@pytest.mark.requirement("R-131")
def test_the_same_paper_at_the_same_moment_is_the_same_to_be_signed() -> None:
    assert prepared(page(), NOW).content == prepared(page(), NOW).content
    assert prepared(page(), NOW).content != prepared(page(), NOW + timedelta(seconds=1)).content


@pytest.mark.requirement("R-131")
def test_a_file_of_another_build_is_written_anew_before_it_is_signed() -> None:
    scene = plain_scene()
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        pdf.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    made = sealed(scene, packed.getvalue())
    assert verify_pdf(made, scene.trust(), NOW).standing is Standing.VALID


def test_what_is_no_paper_and_what_has_no_room_is_told() -> None:
    with pytest.raises(InputInvalid, match=r"seal\.no_paper"):
        prepared(b"%PDF-1.7 no paper", NOW)
    with pytest.raises(InputInvalid, match=r"seal\.no_paper"):
        with_message(page(), bytes)
    with pytest.raises(InputInvalid, match=r"seal\.too_large"):
        prepared(page(), NOW).sealed(b"\0" * (ROOM + 1))
