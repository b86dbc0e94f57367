"""What every printer keeps: it answers only for a paper that is out, and names its trouble."""

import errno
import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.errors import DeviceFault
from app.ports.device_faults import DISK_FULL, FOLDER_FAILED, FOLDER_READ_ONLY, PAPER_JAM, PAPER_OUT
from app.ports.devices import DeviceEvent, DeviceTrouble, Printer, PrintJob, Slot
from devices.outfit import Outfit, real_pace
from devices.printer.folder import FolderPrinter
from devices.printer.receipt import ReceiptPrinter
from devices.printer.simulated import FULL_TRAY, SimulatedPrinter
from devices.printer.system import SystemPrinter
from tests.fakes.device_rig import AT, PAPER, HandPace
from tests.fakes.far_end import SerialEnd
from tests.fakes.print_service import PrintService, print_service
from tests.fakes.roll_printer import RollPrinter

OTHER = PrintJob(name="9900-0000000013", content=b"%PDF-1.7 second")


def drawn(job: PrintJob, height_mm: int) -> PrintJob:
    """The same paper with something to draw: a black field so high."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(72 * mm, 60 * mm), invariant=1)
    canvas.rect(0, (60 - height_mm) * mm, 30 * mm, height_mm * mm, 0, 1)
    canvas.save()
    return PrintJob(name=job.name, content=target.getvalue())


DRAWN, OTHER_DRAWN = drawn(PAPER, 20), drawn(OTHER, 40)
_HEIGHTS = {160: PAPER.name, 320: OTHER.name}


@dataclass
class PrinterRig:
    """A printer with what its surroundings show of it."""

    printer: Printer
    papers_out: Callable[[], list[str]]
    trouble: Callable[[], None]
    mend: Callable[[], None]
    code: str
    put_away: Callable[[], None] = lambda: None


Patch = pytest.MonkeyPatch
Service = Callable[[], PrintService]


def _folder_rig(folder: Path, pace: HandPace, patch: Patch, _service: Service) -> PrinterRig:
    printer = FolderPrinter(Outfit(now=lambda: AT, paper_folder=folder, pace=pace))

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    real = os.fsync
    return PrinterRig(
        printer=printer,
        papers_out=lambda: sorted(file.stem for file in folder.iterdir()),
        trouble=lambda: patch.setattr(os, "fsync", full),
        mend=lambda: patch.setattr(os, "fsync", real),
        code=DISK_FULL,
    )


def _simulated_rig(folder: Path, pace: HandPace, _patch: Patch, _service: Service) -> PrinterRig:
    printer = SimulatedPrinter(Outfit(now=lambda: AT, paper_folder=folder, pace=pace))
    return PrinterRig(
        printer=printer,
        papers_out=lambda: sorted(printer.printed),
        trouble=printer.jam,
        mend=printer.refill,
        code=PAPER_JAM,
    )


def _receipt_rig(folder: Path, _pace: HandPace, _patch: Patch, _service: Service) -> PrinterRig:
    device = RollPrinter()
    far = SerialEnd(folder.parent, device.hear)
    options = {"printer": {"connection": "serial", "address": far.address}}
    printer = ReceiptPrinter(
        Outfit(now=lambda: AT, paper_folder=folder, pace=far.pace, options=options)
    )

    def put_away() -> None:
        printer.close()
        far.close()

    return PrinterRig(
        printer=printer,
        papers_out=lambda: sorted(_HEIGHTS[paper.height] for paper in device.papers),
        trouble=lambda: setattr(device, "paper_rows", 0),
        mend=lambda: setattr(device, "paper_rows", 10_000),
        code=PAPER_OUT,
        put_away=put_away,
    )


def _system_rig(folder: Path, _pace: HandPace, _patch: Patch, service: Service) -> PrinterRig:
    folder.mkdir()
    running, empty, queue = service(), folder.parent / "empty", f"rig{len(folder.as_posix())}"
    running.add(
        queue,
        f'[ -e {empty} ] && echo "STATE: +media-empty-error" >&2 && exec sleep 60\n'
        f'echo "STATE: -media-empty-error" >&2; give > {folder}/"$3"',
    )
    options = {"printer": {"queue": queue, "server": running.server}}
    printer = SystemPrinter(
        Outfit(
            now=lambda: AT,
            paper_folder=folder,
            pace=lambda seconds: real_pace(seconds / 50),
            options=options,
        )
    )
    return PrinterRig(
        printer=printer,
        papers_out=lambda: sorted(file.name for file in folder.iterdir()),
        trouble=empty.touch,
        mend=empty.unlink,
        code=PAPER_OUT,
    )


@pytest.fixture
def pace() -> HandPace:
    return HandPace()


@pytest.fixture(scope="module")
def printing() -> Iterator[PrintService]:
    with print_service() as running:
        yield running


@pytest.fixture(
    params=[_folder_rig, _simulated_rig, _receipt_rig, _system_rig],
    ids=["folder", "simulated", "receipt", "system"],
)
def rig(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    pace: HandPace,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[PrinterRig]:
    def service() -> PrintService:
        running: PrintService = request.getfixturevalue("printing")
        return running

    made: PrinterRig = request.param(tmp_path / "papers", pace, monkeypatch, service)
    made.printer.open(lambda _event: None)
    yield made
    made.put_away()


class TestEveryPrinter:
    """Over all of them."""

    def test_a_paper_is_out_when_it_says_so(self, rig: PrinterRig) -> None:
        printed = rig.printer.print_paper(DRAWN)
        assert (printed.name, printed.at) == (PAPER.name, AT)
        assert printed.place
        assert rig.papers_out() == [PAPER.name]

    def test_trouble_is_named_and_nothing_is_out(self, rig: PrinterRig) -> None:
        rig.printer.print_paper(OTHER_DRAWN)
        rig.trouble()
        with pytest.raises(DeviceFault) as caught:
            rig.printer.print_paper(DRAWN)
        assert (caught.value.code, caught.value.slot) == (rig.code, "printer")
        assert rig.papers_out() == [OTHER.name]

    def test_after_mending_the_same_paper_comes_out_once(self, rig: PrinterRig) -> None:
        rig.trouble()
        with pytest.raises(DeviceFault):
            rig.printer.print_paper(DRAWN)
        rig.mend()
        rig.printer.probe()
        rig.printer.print_paper(DRAWN)
        assert rig.papers_out() == [PAPER.name]


class TestJob:
    """What may be given to a printer at all."""

    @pytest.mark.requirement("R-225")
    @pytest.mark.parametrize(
        "name", ["870412399019", "receipt-870412399019", "Сынақов", "../x", "", ".hidden", "a/b"]
    )
    def test_no_personal_or_wandering_name(self, name: str) -> None:
        with pytest.raises(ValueError, match="name of a paper"):
            PrintJob(name=name, content=b"%PDF")

    def test_the_code_of_a_paper_may_be_its_name(self) -> None:
        assert PrintJob(name="D9900000000001297", content=b"%PDF").name == "D9900000000001297"

    @pytest.mark.parametrize(("content", "copies"), [(b"", 1), (b"%PDF", 0)])
    def test_no_empty_paper(self, content: bytes, copies: int) -> None:
        with pytest.raises(ValueError, match="content"):
            PrintJob(name="x", content=content, copies=copies)

    def test_the_content_is_not_in_its_description(self) -> None:
        assert "first" not in repr(PAPER)


class TestFolder:
    """The folder alone."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        return tmp_path / "papers"

    @pytest.fixture
    def printer(self, folder: Path) -> FolderPrinter:
        made = FolderPrinter(Outfit(now=lambda: AT, paper_folder=folder))
        made.open(lambda _event: None)
        return made

    def test_the_file_holds_the_paper_for_its_owner(
        self, printer: FolderPrinter, folder: Path
    ) -> None:
        place = Path(printer.print_paper(PAPER).place)
        assert place == folder / f"{PAPER.name}.pdf"
        assert place.read_bytes() == PAPER.content
        assert place.stat().st_mode & 0o777 == 0o600

    def test_a_repeated_order_makes_no_second_paper(
        self, printer: FolderPrinter, folder: Path
    ) -> None:
        places = {printer.print_paper(PAPER).place for _ in range(3)}
        assert len(places) == 1
        assert len(list(folder.iterdir())) == 1

    def test_another_content_never_overwrites(self, printer: FolderPrinter, folder: Path) -> None:
        printer.print_paper(PAPER)
        again = PrintJob(name=PAPER.name, content=b"%PDF another")
        assert Path(printer.print_paper(again).place).name == f"{PAPER.name}-2.pdf"
        assert (folder / f"{PAPER.name}.pdf").read_bytes() == PAPER.content

    def test_everything_is_on_the_disk_before_the_answer(
        self, printer: FolderPrinter, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        synced: list[str] = []
        real = os.fsync

        def watch(handle: int) -> None:
            synced.append("folder" if os.fstat(handle).st_mode & 0o040000 else "file")
            if synced[-1] == "folder":
                assert (folder / f"{PAPER.name}.pdf").read_bytes() == PAPER.content
            real(handle)

        monkeypatch.setattr(os, "fsync", watch)
        printer.print_paper(PAPER)
        assert synced == ["file", "folder"]

    def test_what_a_power_cut_left_is_cleared_and_its_name_used(
        self, printer: FolderPrinter, folder: Path
    ) -> None:
        (folder / ".tereze-paper-abc").write_bytes(b"half of a person's paper")
        (folder / f"{PAPER.name}.pdf").touch()
        printer.open(lambda _event: None)
        printer.print_paper(PAPER)
        assert [file.name for file in folder.iterdir()] == [f"{PAPER.name}.pdf"]
        assert (folder / f"{PAPER.name}.pdf").read_bytes() == PAPER.content

    @pytest.mark.parametrize(
        ("number", "code"),
        [
            (errno.EROFS, FOLDER_READ_ONLY),
            (errno.EACCES, FOLDER_READ_ONLY),
            (errno.EPERM, FOLDER_READ_ONLY),
            (errno.ENOSPC, DISK_FULL),
            (errno.EDQUOT, DISK_FULL),
            (errno.EIO, FOLDER_FAILED),
            (errno.ENOENT, FOLDER_FAILED),
        ],
    )
    def test_each_fault_of_the_disk_is_named(
        self, printer: FolderPrinter, monkeypatch: pytest.MonkeyPatch, number: int, code: str
    ) -> None:
        def fail(*_args: object, **_kwargs: object) -> None:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr("tempfile.mkstemp", fail)
        with pytest.raises(DeviceFault) as caught:
            printer.print_paper(PAPER)
        assert caught.value.code == code

    def test_tickets_lie_beside_papers_and_neither_clears_what_the_other_writes(
        self, printer: FolderPrinter, folder: Path
    ) -> None:
        tickets = FolderPrinter(Outfit(now=lambda: AT, paper_folder=folder), Slot.TICKETS)
        (folder / ".tereze-paper-now").write_bytes(b"being written")
        (folder / ".tereze-ticket-old").write_bytes(b"left by a power cut")
        tickets.open(lambda _event: None)
        ticket = PrintJob(name="ticket-A105", content=b"%PDF ticket")
        assert Path(tickets.print_paper(ticket).place) == folder / "ticket-A105.pdf"
        assert sorted(file.name for file in folder.iterdir()) == [
            ".tereze-paper-now",
            "ticket-A105.pdf",
        ]

    def test_a_fault_names_the_slot_of_the_tickets(self, folder: Path) -> None:
        folder.write_text("in the way")
        tickets = FolderPrinter(Outfit(now=lambda: AT, paper_folder=folder), Slot.TICKETS)
        with pytest.raises(DeviceFault) as caught:
            tickets.open(lambda _event: None)
        assert caught.value.slot == Slot.TICKETS

    def test_a_file_in_the_place_of_the_folder(self, folder: Path) -> None:
        folder.write_text("in the way")
        printer = FolderPrinter(Outfit(now=lambda: AT, paper_folder=folder))
        with pytest.raises(DeviceFault) as caught:
            printer.open(lambda _event: None)
        assert caught.value.code == FOLDER_FAILED

    def test_a_disk_nearly_full_is_told_before_the_paper(
        self, printer: FolderPrinter, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Nearly:
            free = 999_999

        monkeypatch.setattr("shutil.disk_usage", lambda _folder: Nearly)
        with pytest.raises(DeviceFault) as caught:
            printer.probe()
        assert caught.value.code == DISK_FULL


class TestSimulated:
    """The simulated printer alone."""

    @pytest.fixture
    def told(self) -> list[DeviceEvent]:
        return []

    @pytest.fixture
    def printer(self, tmp_path: Path, pace: HandPace, told: list[DeviceEvent]) -> SimulatedPrinter:
        made = SimulatedPrinter(Outfit(now=lambda: AT, paper_folder=tmp_path, pace=pace))
        made.open(told.append)
        return made

    def test_it_runs_out_in_the_end(self, printer: SimulatedPrinter) -> None:
        printer.print_paper(PrintJob(name="all", content=b"%PDF", copies=FULL_TRAY))
        with pytest.raises(DeviceFault) as caught:
            printer.print_paper(PAPER)
        assert caught.value.code == PAPER_OUT
        printer.refill()
        printer.print_paper(PAPER)

    def test_a_jam_in_the_middle(self, printer: SimulatedPrinter, pace: HandPace) -> None:
        pace.meanwhile.append(printer.jam)
        with pytest.raises(DeviceFault) as caught:
            printer.print_paper(PAPER)
        assert caught.value.code == PAPER_JAM
        assert printer.printed == ()

    def test_each_copy_takes_its_time(self, printer: SimulatedPrinter, pace: HandPace) -> None:
        printer.plug.delay(3.0)
        printer.print_paper(PrintJob(name="two", content=b"%PDF", copies=2))
        assert pace.asked == [4.5, 4.5]

    def test_trouble_is_told_at_once(
        self, printer: SimulatedPrinter, told: list[DeviceEvent]
    ) -> None:
        printer.jam()
        printer.take_paper()
        assert told == [DeviceTrouble(PAPER_JAM), DeviceTrouble(PAPER_OUT)]
