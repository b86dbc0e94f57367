"""The certified copy: only where the act provides it, from the original, and counted when signed."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from app.domain.case import DocumentEntry, RowSource, RowState
from app.domain.certified_copy import MOST_PAGES, CopyOrigin, CopyPage
from app.domain.webcam import CameraEnd, CameraPurpose
from app.errors import InputInvalid
from app.papers.copy_file import pages_of_file
from app.papers.copy_pages import page_of
from app.usecases.case_view import case_view
from app.usecases.certified_copy import CertifyCopy, RecordCopySignature
from app.usecases.complete import (
    FinishCheck,
    MarkAbsent,
    MarkNotApplicable,
    Present,
    RequestData,
    ReturnOriginal,
)
from app.usecases.copy_orders import copy_order
from app.usecases.outcome import Outcome
from app.usecases.postpone import Abandon, Postpone
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.situation import find_case
from app.usecases.webcam import StartWebcam, StopWebcam
from tests.fakes.copy_files import picture_file, sheet
from tests.fakes.intake_desk import IntakeDesk, rules_of

PAGES = (page_of(sheet(1)), page_of(sheet(2)))


def _copy(row: str = "certified", **more: Any) -> CertifyCopy:
    given = {"pages": PAGES, "compared": True, "returned": True, "sheets": 2, **more}
    return CertifyCopy(row=row, **given)


def _entry(desk: IntakeDesk, row: str = "certified") -> DocumentEntry:
    found = desk.case().document(row)
    assert found is not None
    return found


def _orders(desk: IntakeDesk) -> list[Any]:
    return desk.pending("copy")


@pytest.mark.requirement("R-110", "R-113", "R-116", "R-131")
def test_a_copy_is_bound_to_its_row_and_not_certified_before_its_signature() -> None:
    desk = IntakeDesk().checking("kept")
    outcome = desk.must(_copy(number="СЫНАҚ-1"))
    entry = _entry(desk)
    assert (entry.source, entry.state) == (RowSource.CERTIFIED_COPY, RowState.NOT_VERIFIED)
    assert (entry.sheets, entry.copies, entry.returned) == (2, 1, True)
    assert entry.copy is not None
    assert not entry.copy.certified
    assert (entry.copy.pages, entry.copy.origin) == (2, CopyOrigin.CAMERA)
    assert outcome.facts["copy_sha256"] == entry.copy.sha256
    (item,) = _orders(desk)
    order = copy_order(item)
    assert order.sha256 == entry.copy.sha256
    assert order.paper.finished.startswith(b"%PDF-")
    assert order.paper.clause == "пункт 1 учебного акта"
    assert order.paper.case_number == desk.case().draft_code
    assert "complete.copies_certified" in rules_of(desk.do(FinishCheck()))
    assert "complete.every_row_present" not in {
        f.rule for f in desk.do(FinishCheck()).findings if f.subject == "certified"
    }


@pytest.mark.requirement("R-110")
def test_where_the_act_is_silent_nothing_is_copied() -> None:
    desk = IntakeDesk().checking("kept")
    assert "copy.provided_by_act" in rules_of(desk.do(_copy("kept")))
    assert "complete.row_in_list" in rules_of(desk.do(_copy("brand_new")))
    actions = {view.row.id: view.actions for view in desk.view().rows}
    assert "certify_copy" in actions["certified"]
    assert "certify_copy" not in actions["kept"]
    assert desk.case().documents == ()
    assert not _orders(desk)


@pytest.mark.requirement("R-106", "R-109", "R-110")
def test_what_the_state_holds_is_not_copied_unless_its_system_has_none() -> None:
    desk = IntakeDesk().checking("copied")
    held = _copy("held_or_copied")
    assert "copy.not_of_what_the_state_holds" in rules_of(desk.do(held))
    desk.must(RequestData(row="held_or_copied"))
    assert "copy.not_of_what_the_state_holds" in rules_of(desk.do(held))
    (item,) = (i for i in desk.pending("query") if "held_or_copied" in i.payload)
    desk.answer_query(item, "outage")
    assert "copy.not_of_what_the_state_holds" in rules_of(desk.do(held))
    desk.must(RequestData(row="held_or_copied"))
    (item,) = (i for i in desk.pending("query") if "held_or_copied" in i.payload)
    desk.answer_query(item, "not_found")
    desk.must(held)


@pytest.mark.requirement("R-109", "R-110")
@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"compared": False}, "complete.compared"),
        ({"from_image": True}, "complete.no_image"),
        ({"pages": ()}, "copy.is_made"),
    ],
)
def test_a_copy_is_made_from_the_original_alone(change: dict[str, Any], rule: str) -> None:
    desk = IntakeDesk().checking("kept")
    assert rules_of(desk.do(_copy(**change))) == {rule}
    assert not _orders(desk)


@pytest.mark.requirement("R-125", "R-110")
def test_nobody_certifies_by_a_key_of_somebody_else() -> None:
    desk = IntakeDesk().checking("kept")
    desk.key.changes = {"operator_id": "somebody"}
    assert rules_of(desk.do(_copy())) == {"sign.own_official_certificate"}
    assert not _orders(desk)


@pytest.mark.requirement("R-109")
def test_the_original_of_a_copy_goes_back_at_once_and_that_is_recorded() -> None:
    desk = IntakeDesk().checking("kept")
    desk.must(_copy(returned=False))
    assert "complete.originals_returned" in rules_of(desk.do(FinishCheck()))
    desk.must(ReturnOriginal(row="certified"))
    assert _entry(desk).returned
    assert "complete.originals_returned" not in rules_of(desk.do(FinishCheck()))


@pytest.mark.parametrize("size", ["pages", "bytes"])
def test_a_copy_has_bounds(size: str, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = IntakeDesk().checking("kept")
    pages = PAGES[:1] * (MOST_PAGES + 1)
    if size == "bytes":
        pages = tuple(replace(page, image=b"\0" * 7_000_000) for page in PAGES)
    with pytest.raises(InputInvalid):
        desk.do(_copy(pages=pages))


@pytest.mark.requirement("R-110")
@pytest.mark.parametrize(
    "otherwise",
    [
        MarkAbsent(row="certified"),
        Present(row="certified"),
        _copy(pages=PAGES[:1]),
        Abandon(),
    ],
)
def test_nothing_of_a_copy_stays_that_was_settled_otherwise(otherwise: Any) -> None:
    desk = IntakeDesk().checking("kept")
    desk.must(_copy())
    (first,) = _orders(desk)
    desk.must(otherwise)
    assert first.id not in {item.id for item in _orders(desk)}
    assert len(_orders(desk)) == isinstance(otherwise, CertifyCopy)
    former = copy_order(first)
    whole = repr(desk.store.tables)
    assert msgspec.json.encode(former.paper.finished).decode() not in whole
    late = RecordCopySignature(case=former.case, row=former.row, sha256=former.sha256, signed="")
    if not isinstance(otherwise, Abandon):
        assert "copy.awaited" in rules_of(desk.do(late))


@pytest.mark.requirement("R-110", "R-230")
def test_the_journal_names_the_copy_and_holds_no_picture() -> None:
    desk = IntakeDesk().checking("kept")
    desk.must(_copy(number="СЫНАҚ-1"))
    line = next(
        line.entry for line in desk.store.tables.journal if line.entry.verb == "certify_copy"
    )
    assert line.facts["row"] == "certified"
    assert line.facts["pages"] == "2"
    assert "СЫНАҚ-1" not in repr(line.facts)
    assert len(repr(line)) < 2000


def test_pages_of_a_scanned_file_make_a_copy_too() -> None:
    desk = IntakeDesk().checking("kept")
    pages: tuple[CopyPage, ...] = pages_of_file(picture_file("TIFF", pages=3))
    desk.must(_copy(pages=pages, origin=CopyOrigin.SCANNER_FILE))
    copy = _entry(desk).copy
    assert copy is not None
    assert (copy.pages, copy.origin) == (3, CopyOrigin.SCANNER_FILE)


def test_a_row_that_does_not_apply_needs_no_copy() -> None:
    desk = IntakeDesk().checking("kept")
    outcome: Outcome = desk.do(MarkNotApplicable(row="certified"))
    assert rules_of(outcome) == {"complete.depends_on_circumstance"}
    assert desk.ask(lambda work: case_view(find_case(work, ""), work)) is not None


@pytest.mark.requirement("R-085", "R-110")
def test_the_camera_looks_at_an_original_only_where_its_copy_is_provided_for() -> None:
    desk = IntakeDesk().checking("kept")
    look = StartWebcam(purpose=CameraPurpose.DOCUMENT_COPY, row="certified")
    outcome = desk.must(look)
    assert outcome.facts["purpose"] == "document_copy"
    line = desk.store.tables.journal[-1].entry
    assert (line.verb, line.facts["row"]) == ("start_webcam", "certified")
    assert line.case_id == desk.case().id
    desk.must(StopWebcam(visit=outcome.facts["webcam"], end=CameraEnd.COPY_CLOSED))
    for row, rule in (("kept", "copy.provided_by_act"), ("brand_new", "complete.row_in_list")):
        refused = desk.do(replace(look, row=row))
        assert rule in rules_of(refused)
    # A person is still looked at during the identification alone.
    assert rules_of(desk.do(StartWebcam())) == {"webcam.identification_only"}


@pytest.mark.requirement("R-085")
def test_nobody_at_the_desk_no_camera_for_a_copy() -> None:
    desk = IntakeDesk().checking("kept")
    case = desk.case().id
    desk.must(Postpone(reason="нет оригинала"))
    desk.must(FinishVisit())
    look = StartWebcam(purpose=CameraPurpose.DOCUMENT_COPY, case=case, row="certified")
    assert "call.its_visit" in rules_of(desk.do(look))
