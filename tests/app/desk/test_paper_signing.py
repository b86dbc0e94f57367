"""Papers that their maker signs: made again from the store they are the very files that were signed."""

import subprocess
from base64 import b64encode
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.signature_verdict import Standing
from app.errors import DeviceFault, InputInvalid
from app.gateways.practice_signing import PracticeSigning
from app.papers.render import render_record
from app.ports.signing_faults import NOT_LOOKED_AT
from app.ports.storage import PaperRecord
from app.signatures.certificate import read_certificate
from app.signatures.encoding import unarmoured
from app.signatures.pdf import verify_pdf
from app.signatures.trust import Trust, trust_in
from app.usecases.register import Register
from app.usecases.sign import Sign
from app.usecases.sign_paper import RecordPaperSignature
from tests.fakes.intake_desk import people
from tests.fakes.lab_scene import remarks
from tests.fakes.road_desk import RoadDesk
from tests.fakes.whole_desk import WholeDesk


class Stand:
    """A case that is registered with practice keys at a desk that signs its papers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.road = RoadDesk()
        self.road.ready("plain")
        key = PracticeSigning(folder, self.road.clock.now)
        self.road.key = key  # type: ignore[assignment]
        self.desk = WholeDesk(self.road, signs_papers=True, staff=people().operators)
        self.id = self.road.case().id
        assert self.desk.do(Sign(case=self.id)).ok
        self.desk.carry()
        assert self.desk.do(Register(case=self.id)).ok

    @property
    def receipt(self) -> PaperRecord:
        registered = self.road.case(self.id).registration
        assert registered is not None
        found = self.desk.desk.ask(
            lambda work: work.store.papers.get(registered.receipt_paper_id)
        ).result()
        assert isinstance(found, PaperRecord)
        return found

    def trust(self) -> Trust:
        (root, *_) = [
            block
            for block in unarmoured((self.folder / "root.pem").read_bytes())
            if block[:1] == b"\x30"
        ][-1:]
        return trust_in([read_certificate(root)])


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    return Stand(tmp_path)


@pytest.mark.requirement("R-131", "R-140")
def test_the_receipt_is_signed_by_itself_and_stands_everywhere(
    stand: Stand, tmp_path: Path
) -> None:
    assert stand.receipt.signature == ""
    assert stand.desk.item("paper_signature").desk == "3"
    stand.desk.carry()
    assert stand.desk.item("paper_signature").state == "done"
    made = render_record(stand.receipt)
    assert made == render_record(stand.receipt)
    verdict = verify_pdf(made, stand.trust(), stand.road.clock.now())
    assert (verdict.standing, verdict.reasons) == (Standing.VALID, ())
    assert "plain_cms" not in remarks(verdict)  # the certificate is bound in: PAdES and no less
    (tmp_path / "paper.pdf").write_bytes(made)
    told = subprocess.run(
        ["pdfsig", "paper.pdf"], cwd=tmp_path, capture_output=True, check=False, timeout=60
    ).stdout.decode()
    assert "Signature is Valid" in told and "Total document signed" in told
    assert "record_paper_signature" in stand.road.verbs()


@pytest.mark.requirement("R-131")
def test_a_signature_over_something_else_is_not_kept(stand: Stand) -> None:
    paper, now = stand.receipt, stand.road.clock.now()
    other = b64encode(stand.road.key.sign("small_branch", b"other", now)).decode()
    for cms in ("", "!", other):
        outcome = stand.desk.do(RecordPaperSignature(paper=paper.id, cms=cms, at=now))
        assert outcome.error is not None and outcome.error.code == "paper.signature_wrong"
    assert stand.receipt.signature == ""


@pytest.mark.requirement("R-131", "R-129")
def test_without_the_key_the_paper_waits_and_nothing_else_does(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unseen(*_: object) -> bytes:
        raise DeviceFault(NOT_LOOKED_AT, slot="eds")

    with monkeypatch.context() as without:
        without.setattr(stand.road.key, "sign", unseen)
        stand.desk.carry(minutes=5)
    waiting = stand.desk.item("paper_signature")
    assert (waiting.state, waiting.last_error) == ("pending", NOT_LOOKED_AT)
    assert stand.receipt.signature == ""
    stand.desk.desk.hurry("paper_signature").result()
    assert stand.receipt.signature


@pytest.mark.requirement("R-131")
def test_pages_that_come_out_otherwise_are_not_given_out(stand: Stand) -> None:
    stand.desk.carry()
    signed = stand.receipt
    seal = signed.signature.replace('"content_sha256":"', '"content_sha256":"0')
    with pytest.raises(InputInvalid, match=r"paper\.seal_moved"):
        render_record(replace(signed, signature=seal))
