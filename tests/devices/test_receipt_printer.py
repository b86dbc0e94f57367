"""The roll printer: what it is sent is decoded again, and a paper is out only when it said so."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import zxingcpp
from PIL import ImageChops

from app.errors import Cancelled, DeviceFault
from app.lanes import InlineLane, current_work
from app.ports.device_faults import (
    BAD_PAPER,
    COVER_OPEN,
    NOT_CONFIRMED,
    PAPER_OUT,
    PRINTER_ERROR,
    PRINTER_GARBLED,
    SILENT,
    TOO_WIDE,
    UNPLUGGED,
)
from app.ports.devices import Printed, PrintJob, Slot
from devices.outfit import Outfit
from devices.printer.raster import strips
from devices.printer.receipt import ReceiptPrinter
from tests.fakes.device_rig import AT
from tests.fakes.far_end import NetworkEnd, SerialEnd
from tests.fakes.roll_printer import RollPrinter
from tests.fakes.small_papers import BARS_SAY, SQUARES_SAY, sheet_job, ticket_job, ticket_pdf


@dataclass
class Bench:
    """A printer at the end of a real cable and the driver at this one."""

    far: SerialEnd | NetworkEnd
    device: RollPrinter
    options: dict[str, str]
    folder: Path
    made: list[ReceiptPrinter] = field(default_factory=list)

    def printer(self, **more: str) -> ReceiptPrinter:
        """The driver, opened."""
        outfit = Outfit(
            now=lambda: AT,
            paper_folder=self.folder,
            pace=self.far.pace,
            options={"tickets": {**self.options, **more}},
        )
        self.made.append(ReceiptPrinter(outfit, Slot.TICKETS))
        self.made[-1].open(lambda _event: None)
        return self.made[-1]

    def after(self, heard: int, act: Callable[[], object]) -> None:
        """Do it when the printer has heard so many bytes more."""
        until = len(self.far.heard) + heard
        hear = self.far.hear

        def listen(data: bytes) -> bytes:
            answer = hear(data)
            if len(self.far.heard) >= until:
                self.far.hear = hear
                act()
            return answer

        self.far.hear = listen

    def heard_until(self, wanted: Callable[[], bool]) -> bool:
        """Let the printer hear what is still under way, until that is so."""
        for _ in range(250):
            if wanted():
                return True
            self.far.pump(0.01)
        return False

    def put_away(self) -> None:
        """Close both ends."""
        for printer in self.made:
            printer.close()
        self.far.close()


def _serial(folder: Path) -> Bench:
    device = RollPrinter()
    far = SerialEnd(folder, device.hear)
    return Bench(far, device, {"connection": "serial", "address": far.address}, folder)


def _network(folder: Path) -> Bench:
    device = RollPrinter()
    far = NetworkEnd(device.hear)
    options = {"connection": "network", "address": "127.0.0.1", "port": str(far.port)}
    return Bench(far, device, options, folder)


def _file(folder: Path) -> Bench:
    bench = _serial(folder)
    bench.options |= {"connection": "file", "answers": "yes"}
    return bench


@pytest.fixture(params=[_serial, _network, _file], ids=["serial", "network", "file"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    made: Bench = request.param(tmp_path)
    yield made
    made.put_away()


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(DeviceFault) as caught:
        act()
    assert caught.value.slot == Slot.TICKETS
    return caught.value.code


def test_a_ticket_is_read_back_from_the_bytes(bench: Bench) -> None:
    printed = bench.printer().print_paper(ticket_job())
    assert printed == Printed(name="ticket-A105", place=bench.options["address"], at=AT)
    (paper,) = bench.device.papers
    assert {found.text for found in zxingcpp.read_barcodes(paper)} == {BARS_SAY, SQUARES_SAY}
    (drawn,) = strips(ticket_pdf(), 576)
    assert paper.size == drawn.size
    differing = ImageChops.difference(paper.convert("L"), drawn.convert("L")).histogram()[255]
    assert differing <= 20, "only lone dots that make no command"


def test_every_copy_is_cut_and_confirmed(bench: Bench) -> None:
    bench.printer().print_paper(ticket_job(copies=3))
    assert len(bench.device.papers) == 3


def test_a_narrow_roll(bench: Bench) -> None:
    bench.printer(paper="58").print_paper(ticket_job())
    (paper,) = bench.device.papers
    assert paper.width == 384
    assert {found.text for found in zxingcpp.read_barcodes(paper)} == {BARS_SAY, SQUARES_SAY}


def test_a_slow_printer_is_waited_for(bench: Bench) -> None:
    bench.far.piece = 700
    bench.printer().print_paper(ticket_job())
    assert len(bench.device.papers) == 1


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        ({"paper_rows": 0}, PAPER_OUT),
        ({"cover_open": True}, COVER_OPEN),
        ({"error": True}, PRINTER_ERROR),
    ],
    ids=["no paper", "cover open", "error"],
)
def test_trouble_is_named_before_anything_is_sent(
    bench: Bench, trouble: dict[str, object], code: str
) -> None:
    printer = bench.printer()
    sound = {name: getattr(bench.device, name) for name in trouble}
    for name, value in trouble.items():
        setattr(bench.device, name, value)
    assert code_of(printer.probe) == code
    assert code_of(lambda: printer.print_paper(ticket_job())) == code
    for name, value in sound.items():
        setattr(bench.device, name, value)
    printer.probe()
    printer.print_paper(ticket_job())
    assert len(bench.device.papers) == 1


def test_paper_that_ends_in_the_middle_makes_one_ticket_and_not_two(bench: Bench) -> None:
    printer = bench.printer()
    bench.device.paper_rows = 300
    assert code_of(lambda: printer.print_paper(ticket_job())) == PAPER_OUT
    assert bench.heard_until(lambda: bench.device.cleared == 1)
    bench.device.paper_rows = 100_000
    bench.device.work()
    assert bench.device.papers == [], "the rest of the first one does not come out by itself"
    printer.print_paper(ticket_job())
    assert len(bench.device.papers) == 1


def test_a_cable_cut_in_the_middle(bench: Bench) -> None:
    printer = bench.printer()
    bench.far.piece = 4096
    bench.after(9000, bench.far.cut)
    assert code_of(lambda: printer.print_paper(ticket_job())) == UNPLUGGED
    assert code_of(printer.probe) == UNPLUGGED
    assert bench.device.papers == []


def test_a_printer_that_is_switched_off_does_not_answer(bench: Bench) -> None:
    printer = bench.printer()
    bench.device.mute, bench.far.patience = True, 0.0
    assert code_of(printer.probe) == UNPLUGGED
    assert code_of(lambda: printer.print_paper(ticket_job())) == UNPLUGGED
    assert bench.device.papers == []


@pytest.mark.parametrize("rubbish", [b"\x00", b"\xff\xfe", b"HTTP/1.1 400\r\n", b"\x11\x13"])
def test_rubbish_is_no_status(tmp_path: Path, rubbish: bytes) -> None:
    bench = _serial(tmp_path)
    printer = bench.printer()
    bench.far.hear = lambda _data: rubbish
    assert code_of(printer.probe) == PRINTER_GARBLED
    bench.put_away()


def test_noise_after_the_paper_is_no_confirmation(tmp_path: Path) -> None:
    bench = _serial(tmp_path)
    printer = bench.printer()
    bench.after(1000, lambda: setattr(bench.far, "hear", lambda _data: b"\x00"))
    assert code_of(lambda: printer.print_paper(ticket_job())) == PRINTER_GARBLED
    bench.put_away()


def test_a_paper_that_nobody_confirms_is_not_called_printed(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("devices.printer.receipt.DONE_SECONDS", 3.0)
    printer = bench.printer()
    bench.device.deaf_to_ordered = True
    bench.after(1000, lambda: setattr(bench.far, "patience", 0.003))
    assert code_of(lambda: printer.print_paper(ticket_job())) == NOT_CONFIRMED


def test_a_printer_that_stops_taking_has_printed_nothing(bench: Bench) -> None:
    printer = bench.printer()
    bench.far.piece = 4096
    bench.after(1000, lambda: setattr(bench.far, "pump", lambda _seconds=0.0: None))
    # How much a kernel keeps for a printer that takes nothing more is its own matter.
    code = code_of(lambda: printer.print_paper(ticket_job()))
    assert code in (SILENT, UNPLUGGED, NOT_CONFIRMED)
    assert bench.device.papers == []


def test_a_cancel_ends_the_wait_and_the_printer_forgets(bench: Bench) -> None:
    printer = bench.printer()
    bench.device.paper_rows = 300
    bench.after(20_000, lambda: bench.far.meanwhile.append(lambda: current_work().stop()))
    printing = InlineLane("tickets").submit(printer.print_paper, ticket_job())
    assert isinstance(printing.exception(), Cancelled)
    assert bench.heard_until(lambda: bench.device.cleared == 1)
    bench.device.paper_rows = 100_000
    bench.device.work()
    assert bench.device.papers == []


def test_without_a_way_back_all_bytes_taken_is_enough(tmp_path: Path) -> None:
    bench = _serial(tmp_path)
    bench.device.mute = True
    printer = bench.printer(answers="no")
    printer.print_paper(ticket_job())
    assert bench.heard_until(lambda: len(bench.device.papers) == 1)
    bench.far.cut()
    assert code_of(printer.probe) == UNPLUGGED
    assert code_of(lambda: printer.print_paper(ticket_job())) == UNPLUGGED
    bench.put_away()


@pytest.mark.parametrize("place", ["plain", "null", "nowhere"])
def test_what_is_no_printer_prints_nothing(tmp_path: Path, place: str) -> None:
    (tmp_path / "plain").write_bytes(b"")
    address = {"null": "/dev/null"}.get(place, str(tmp_path / place))
    options = {"tickets": {"connection": "file", "address": address}}
    printer = ReceiptPrinter(
        Outfit(now=lambda: AT, paper_folder=tmp_path, options=options), Slot.TICKETS
    )
    assert code_of(lambda: printer.open(lambda _event: None)) == UNPLUGGED
    assert code_of(lambda: printer.print_paper(ticket_job())) == UNPLUGGED


def test_papers_that_cannot_be_put_on_a_roll_are_told(bench: Bench) -> None:
    printer = bench.printer()
    broken = PrintJob(name="broken", content=b"%PDF-1.7 nothing")
    assert code_of(lambda: printer.print_paper(broken)) == BAD_PAPER
    assert code_of(lambda: printer.print_paper(sheet_job())) == TOO_WIDE
    assert bench.device.papers == []


def test_a_network_printer_is_left_free_between_papers(tmp_path: Path) -> None:
    bench = _network(tmp_path)
    printer = bench.printer()
    printer.print_paper(ticket_job(copies=2))
    assert bench.far.calls == 3
    bench.put_away()
