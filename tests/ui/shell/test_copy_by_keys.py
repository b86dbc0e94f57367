"""A copy made at the real window: pages by camera and by file, certified by Enter; nothing stays behind."""

import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.case import DocumentEntry, RowState
from app.domain.certified_copy import CopyOrigin, CopyPage
from app.ports.camera import Picture, Seen
from app.ports.copying import PageShot
from app.ports.devices import Slot
from app.ports.simulation import CameraScene
from app.robot.scanned_document import scanned_file
from app.usecases.complete import MarkAbsent
from devices.camera.simulated import SimulatedCamera
from tests.fakes.journal_file import WrittenLine, written_lines
from tests.fakes.page_stand import words_of
from tests.fakes.seat import Seat
from ui.binding.presentation import Verb
from ui.pages.complete import CompletePage
from ui.pages.copy_sheet import CopySheet
from ui.widgets.checklist import RowButton

pytestmark = pytest.mark.usefixtures("dressed")
SeatMaker = Callable[..., Seat]
ROW = "training_certificate"
LONG = 20_000
"""Milliseconds: the first picture waits for OpenCV to be read."""


@pytest.fixture
def seat(seat_at: SeatMaker) -> Seat:
    """The documents of a service whose act provides for a copy."""
    made = seat_at(devices={"camera": "simulated"})
    made.press(Verb.NEXT)
    made.enter()
    made.card()
    made.find("practice_certified_copy")
    made.station.turn_to("complete")
    made.settle()
    made.enter()
    made.wait()
    return made


def page_of(seat: Seat) -> CompletePage:
    if seat.word != "complete":
        seat.station.turn_to("complete")
        seat.settle()
    page = seat.page
    assert isinstance(page, CompletePage)
    return page


def opened(seat: Seat, row: str = ROW) -> CopySheet:
    """The sheet of the copy, opened from its row."""
    page = page_of(seat)
    page.open_row(row)
    seat.settle()
    seat.hands.choose("certify_copy", page.sheet)
    seat.hands.press(Qt.Key.Key_Return)
    sheet = seat.station.companions.copies.sheet
    assert sheet.isVisible()
    return sheet


def taken(seat: Seat, sheet: CopySheet, qtbot: QtBot, pages: int = 1) -> None:
    """So many pages are photographed, by the camera's key alone."""
    for number in range(1, pages + 1):
        seat.place.simulation.lay_sheet(number)
        if not sheet.live:
            seat.press(Verb.CAMERA)
        qtbot.waitUntil(lambda: sheet.preview.picture is not None, timeout=LONG)
        seat.press(Verb.CAMERA)
        qtbot.waitUntil(lambda number=number: len(sheet.pages) == number, timeout=LONG)


def from_file(seat: Seat, sheet: CopySheet, name: str) -> None:
    seat.hands.type_into(sheet.path, str(scanned_file(name)))
    seat.hands.press(Qt.Key.Key_Return)
    seat.settle()


def entry_of(seat: Seat) -> DocumentEntry:
    found = seat.case.case.document(ROW)
    assert found is not None
    return found


def lines(seat: Seat) -> list[WrittenLine]:
    return written_lines(seat.home / "tereze.db")


def dark(seat: Seat) -> bool:
    camera = seat.place.hub._devices[Slot.CAMERA]
    assert isinstance(camera, SimulatedCamera)
    shown = "Камера включена" in words_of(seat.window.header)
    return camera._looking is None and camera._wanted is None and not shown


@pytest.mark.requirement("R-110", "R-113", "R-116", "R-131")
def test_two_pages_are_photographed_and_certified(seat: Seat, qtbot: QtBot) -> None:
    sheet = opened(seat)
    taken(seat, sheet, qtbot, 2)
    assert "Камера включена" in words_of(seat.window.header)
    assert sheet.apply.reason == "отметьте, что снято с оригинала"
    seat.hands.tick(sheet.compared)
    seat.hands.tick(sheet.returned)
    seat.hands.press(Qt.Key.Key_Return)
    seat.settle()
    assert not sheet.isVisible()
    assert dark(seat)
    entry = entry_of(seat)
    assert entry.state is RowState.PRESENT
    assert entry.returned
    assert entry.copy is not None
    assert entry.copy.certified
    assert (entry.copy.pages, entry.copy.origin) == (2, CopyOrigin.CAMERA)
    told = [(one.verb, one.facts.get("purpose", one.facts.get("end"))) for one in lines(seat)]
    assert ("start_webcam", "document_copy") in told
    assert ("stop_webcam", "copy_closed") in told


@pytest.mark.requirement("R-110")
def test_pages_are_put_in_order_by_keys(seat: Seat) -> None:
    sheet = opened(seat)
    from_file(seat, sheet, "certificate.pdf")
    first, second = (page.id for page in sheet.pages)
    assert sheet.pages.chosen == second
    seat.hands.press(Qt.Key.Key_PageUp)
    assert [page.id for page in sheet.pages] == [second, first]
    assert sheet.earlier.reason == "это первая"
    seat.hands.press(Qt.Key.Key_PageDown)
    assert [page.id for page in sheet.pages] == [first, second]
    high = sheet.pages.of(second)
    seat.hands.push("Повернуть вправо", sheet)
    seat.settle()
    lying = sheet.pages.of(second)
    assert high is not None
    assert lying is not None
    assert (lying.page.width, lying.page.height) == (high.page.height, high.page.width)
    seat.hands.press(Qt.Key.Key_Delete)
    assert [page.id for page in sheet.pages] == [first]
    assert sheet.pages.chosen == first


@pytest.mark.requirement("R-110")
def test_a_page_is_taken_again_in_its_place(seat: Seat, qtbot: QtBot) -> None:
    sheet = opened(seat)
    seat.place.simulation.show_camera(CameraScene.BLURRED)
    taken(seat, sheet, qtbot, 1)
    assert "Текст размыт." in words_of(sheet)
    seat.place.simulation.show_camera(CameraScene.WELL)
    (blurred,) = sheet.pages
    seat.hands.push("Снять заново", sheet)
    assert sheet.live
    # Two pictures further on nothing of the blurred ones is under way.
    for _ in range(3):
        former = sheet.preview.picture
        qtbot.waitUntil(lambda former=former: sheet.preview.picture not in (None, former))
    seat.press(Verb.CAMERA)
    qtbot.waitUntil(lambda: sheet.pages.of(blurred.id) is None)
    (sharp,) = sheet.pages
    assert sharp.hints == ()


@pytest.mark.requirement("R-110")
@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("broken.pdf", "Файл повреждён или неполон."),
        ("locked.pdf", "PDF защищён паролем."),
        ("acting.pdf", "то, что действует само"),
        ("nowhere.pdf", "Такого файла нет"),
    ],
)
def test_a_wrong_file_is_named_with_what_to_do(seat: Seat, file: str, words: str) -> None:
    sheet = opened(seat)
    from_file(seat, sheet, file)
    assert words in sheet.problem.text()
    assert len(sheet.pages) == 0
    assert sheet.apply.reason == "ещё нет ни одной страницы"
    from_file(seat, sheet, "certificate.tiff")
    assert sheet.problem.text() == ""
    assert len(sheet.pages) == 2


def test_no_paper_before_the_camera_is_said(seat: Seat, qtbot: QtBot) -> None:
    sheet = opened(seat)
    seat.place.simulation.lay_sheet(0)
    seat.press(Verb.CAMERA)
    qtbot.waitUntil(lambda: "Бумага на снимке не найдена." in words_of(sheet), timeout=LONG)
    seat.place.simulation.lay_sheet(1)
    qtbot.waitUntil(lambda: "Лист найден." in words_of(sheet))


@pytest.mark.requirement("R-110", "R-106")
def test_where_nothing_is_provided_for_the_act_is_not_offered(seat: Seat) -> None:
    page = page_of(seat)
    for row in ("training_contract", "held_certificate"):
        page.open_row(row)
        seat.settle()
        assert "Снять электронную копию" not in words_of(page.sheet)
        seat.hands.press(Qt.Key.Key_Escape)


@pytest.mark.requirement("R-110")
def test_a_copy_without_its_signature_is_shown_as_not_certified(seat: Seat) -> None:
    sheet = opened(seat)
    keys = seat.place.practice.desk.place.signing_key

    def no_key(*_: object) -> bytes:
        from app.errors import DeviceFault
        from app.ports.signing_faults import NO_TOKEN

        raise DeviceFault(NO_TOKEN, slot="eds")

    keys.sign = no_key  # type: ignore[method-assign]
    from_file(seat, sheet, "certificate.pdf")
    seat.hands.tick(sheet.compared)
    seat.hands.tick(sheet.returned)
    seat.hands.press(Qt.Key.Key_Return)
    seat.settle()
    assert entry_of(seat).copy_awaits
    row = next(b for b in page_of(seat).list.findChildren(RowButton) if b.row.id == ROW)
    assert row.row.state == "ещё не удостоверена"
    del keys.sign
    seat.wait()
    seat.wait()
    assert entry_of(seat).state is RowState.PRESENT


ENDS: dict[str, Callable[[Seat], None]] = {
    "closed": lambda seat: seat.hands.press(Qt.Key.Key_Escape),
    "locked": lambda seat: seat.press(Verb.LOCK),
    "visit_over": lambda seat: seat.station.session.visit_changed.emit(None),
    "program_closed": lambda seat: seat.station.companions.copies.close(),
}


def pictures() -> list[object]:
    """Every picture and page that is alive in this process."""
    gc.collect()
    kinds = Picture | Seen | PageShot | CopyPage
    return [one for one in gc.get_objects() if isinstance(one, kinds)]


class TestNothingIsKept:
    """R-085, R-110: what was photographed and not certified is nowhere."""

    @pytest.fixture
    def before(self) -> list[object]:
        """What other tests have left in this process is nothing of this sheet."""
        return pictures()

    @pytest.fixture(params=sorted(ENDS))
    def slices(
        self, request: pytest.FixtureRequest, before: list[object], seat: Seat, qtbot: QtBot
    ) -> list[bytes]:
        """Parts of the very pages that were taken, after the sheet has gone."""
        assert isinstance(before, list)
        sheet = opened(seat)
        taken(seat, sheet, qtbot, 1)
        from_file(seat, sheet, "certificate.tiff")
        kept = [page.page.image[5000:5040] for page in sheet.pages]
        ENDS[request.param](seat)
        seat.settle()
        assert dark(seat)
        assert len(sheet.pages) == 0
        assert sheet.preview.picture is None
        return kept

    def test_in_memory_and_in_the_log(
        self, seat: Seat, before: list[object], slices: list[bytes]
    ) -> None:
        known = {id(one) for one in before}
        assert [one for one in pictures() if id(one) not in known] == []
        about = [one for one in lines(seat) if one.verb.endswith("webcam")]
        assert [set(one.facts) for one in about] == [{"purpose", "row"}, {"end"}]

    def test_on_disk(self, seat: Seat, slices: list[bytes], tmp_path: Path) -> None:
        seat.leave()
        for file in (one for one in tmp_path.rglob("*") if one.is_file()):
            content = file.read_bytes()
            assert not any(part in content for part in slices), file.name
            assert b"JFIF" not in content, file.name


@pytest.mark.requirement("R-110")
def test_of_a_copy_that_waits_in_vain_nothing_stays_on_disk(seat: Seat, tmp_path: Path) -> None:
    sheet = opened(seat)
    keys = seat.place.practice.desk.place.signing_key
    keys.sign = lambda *_: b""  # type: ignore[method-assign]
    from_file(seat, sheet, "certificate.pdf")
    seat.hands.tick(sheet.compared)
    seat.hands.press(Qt.Key.Key_Return)
    seat.settle()
    seat.do(MarkAbsent(row=ROW, case=seat.case.case.id))
    seat.leave()
    content = (seat.home / "tereze.db").read_bytes()
    assert b"%PDF" not in content
    assert b'"finished":"JVBERi' not in content
