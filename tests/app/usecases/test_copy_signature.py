"""The signature inside a copy: real practice keys, over exactly the pages that were left for the key."""

import io
import json
from base64 import b64encode
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.case import DocumentEntry, RowState
from app.domain.language import Lang
from app.domain.papers import CertifiedCopyPaper, PaperKind
from app.gateways.practice_signing import PracticeSigning
from app.papers.copy_pages import page_of
from app.papers.render import render_record
from app.papers.seal import sign_pdf
from app.papers.stored import paper_of
from app.signatures.pdf import lone_seal
from app.usecases.certified_copy import CertifyCopy, RecordCopySignature
from app.usecases.complete import ConfirmText, FinishCheck, Present
from app.usecases.copy_orders import CopyOrder, copy_order
from app.usecases.manifest import manifest_of
from app.usecases.outcome import Outcome
from tests.app.papers.sample_pages import sample_pdf
from tests.fakes.copy_files import sheet
from tests.fakes.intake_desk import FILED, IntakeDesk, rules_of
from tests.fakes.intake_passports import CERTIFIED, passport


@pytest.fixture
def desk(tmp_path: Path) -> IntakeDesk:
    made = IntakeDesk(passports=[passport("certified_only", CERTIFIED)])
    made.key = PracticeSigning(tmp_path / "keys", made.clock.now)  # type: ignore[assignment]
    made.checking("certified_only").consented()
    made.must(
        CertifyCopy(row="certified", pages=(page_of(sheet(1)),), compared=True, returned=True)
    )
    return made


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, PracticeSigning, datetime]:
    """A signed copy with its key, made once."""
    key = PracticeSigning(tmp_path_factory.mktemp("keys"), lambda: FILED)
    return _sample_signed_by(key), key, FILED


def _sample_signed_by(key: PracticeSigning) -> bytes:
    pdf = sample_pdf(PaperKind.CERTIFIED_COPY, Lang.KK, long=False)
    return sign_pdf(pdf, lambda content: key.sign("small_branch", content, FILED), FILED)


def _order(desk: IntakeDesk) -> CopyOrder:
    (item,) = desk.pending("copy")
    return copy_order(item)


def _signed(desk: IntakeDesk, by: str = "small_branch") -> bytes:
    order, now = _order(desk), desk.clock.now()
    return sign_pdf(order.paper.finished, lambda content: desk.key.sign(by, content, now), now)


def _record(desk: IntakeDesk, signed: bytes, **other: Any) -> Outcome:
    order = _order(desk)
    given = {"case": order.case, "row": order.row, "sha256": order.sha256, **other}
    return desk.do(RecordCopySignature(signed=b64encode(signed).decode(), **given))


def _entry(desk: IntakeDesk) -> DocumentEntry:
    found = desk.case().document("certified")
    assert found is not None
    return found


@pytest.mark.requirement("R-110", "R-131")
def test_a_verified_signature_makes_the_copy_certified(desk: IntakeDesk) -> None:
    signed = _signed(desk)
    outcome = _record(desk, signed)
    assert outcome.ok, outcome.findings
    entry = _entry(desk)
    assert entry.state is RowState.PRESENT
    assert entry.copy is not None
    assert entry.copy.certified
    assert entry.copy.signed_sha256 == sha256(signed).hexdigest()
    assert entry.copy.certificate
    (ref,) = outcome.papers
    assert (ref.kind, ref.number) == ("certified_copy", entry.copy.number)
    desk.must(ConfirmText())
    desk.must(FinishCheck())


@pytest.mark.requirement("R-110", "R-131")
def test_the_file_is_kept_byte_for_byte_and_names_nobody(desk: IntakeDesk) -> None:
    signed = _signed(desk)
    outcome = _record(desk, signed)
    record = desk.ask(lambda work: work.store.papers.get(outcome.papers[0].id))
    assert render_record(record) == signed
    paper = paper_of(record)
    assert isinstance(paper, CertifiedCopyPaper)
    assert paper.pages == ()
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert "<pdfaid:part>2</pdfaid:part>" in xmp
        assert "/Info" not in pdf.trailer
    for name in ("Сынақов", "Тестов", paper.certified_by.name.surname):
        assert name not in xmp
        assert name not in f"{record.kind}-{record.number}"


@pytest.mark.requirement("R-110")
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_one_byte_more_or_less_and_the_signature_falls(
    sealed: tuple[bytes, PracticeSigning, datetime], data: st.DataObject
) -> None:
    signed, key, at = sealed
    covered, message = lone_seal(signed) or (b"", b"")
    assert key.verify(covered, message, at).valid
    place = data.draw(st.integers(0, len(covered) - 1))
    changed = bytearray(covered)
    changed[place] ^= data.draw(st.integers(1, 255))
    assert not key.verify(bytes(changed), message, at).valid


@pytest.mark.requirement("R-110", "R-131")
@pytest.mark.parametrize("spoil", ["page", "behind", "none", "text", "other_paper"])
def test_what_is_no_signature_over_these_pages_certifies_nothing(
    desk: IntakeDesk, spoil: str
) -> None:
    signed = _signed(desk)
    if spoil == "page":
        place = signed.index(b"stream") + 40
        signed = signed[:place] + bytes((signed[place] ^ 1,)) + signed[place + 1 :]
    elif spoil == "behind":
        signed += b"\n%one more word\n"
    elif spoil == "none":
        signed = _order(desk).paper.finished
    elif spoil == "text":
        signed = b"no paper at all"
    else:
        signed = _sample_signed_by(desk.key)  # type: ignore[arg-type]
    assert "copy.signature_stands" in rules_of(_record(desk, signed))
    assert _entry(desk).state is RowState.NOT_VERIFIED
    assert _entry(desk).copy_awaits


@pytest.mark.requirement("R-125", "R-110")
def test_a_colleagues_key_certifies_nothing(desk: IntakeDesk) -> None:
    refused = _record(desk, _signed(desk, by="operator"))
    assert "sign.own_official_certificate" in rules_of(refused)
    assert _entry(desk).copy_awaits


@pytest.mark.requirement("R-110")
def test_an_answer_to_another_copy_changes_nothing(desk: IntakeDesk) -> None:
    signed = _signed(desk)
    assert "copy.awaited" in rules_of(_record(desk, signed, sha256="0" * 64))
    other = _record(desk, signed, row="brand_new")
    assert "complete.row_in_list" in rules_of(other)
    assert _record(desk, signed).ok
    again = RecordCopySignature(
        case=desk.case().id, row="certified", sha256=_entry(desk).copy.sha256,  # type: ignore[union-attr]
        signed=b64encode(signed).decode(),
    )  # fmt: skip
    assert "copy.awaited" in rules_of(desk.do(again))


@pytest.mark.requirement("R-110", "R-128", "R-113")
def test_the_manifest_names_the_signed_copy_by_its_hash(desk: IntakeDesk) -> None:
    def documents() -> list[dict[str, Any]]:
        case, at = desk.case(), desk.clock.now()
        made = manifest_of(
            case, desk.services.get(case.service_id), operator="x", text_sha256="y", at=at
        )  # type: ignore[arg-type]
        return [row for row in json.loads(made)["documents"] if row["row"] == "certified"]

    assert documents() == []
    assert _record(desk, _signed(desk)).ok
    (named,) = documents()
    copy = _entry(desk).copy
    assert copy is not None
    assert (named["source"], named["copy"]) == ("certified_copy", copy.signed_sha256)
    assert named["copy_number"] == copy.number
    desk.must(Present(row="certified"))
    (shown,) = documents()
    assert "copy" not in shown
