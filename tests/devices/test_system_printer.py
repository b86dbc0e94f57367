"""A printer of CUPS: a real service prints, fails, stops and forgets; only what is out is called out."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.errors import Cancelled, DeviceFault
from app.lanes import Lane, current_work
from app.ports.device_faults import (
    COVER_OPEN,
    JOB_FAILED,
    JOB_TAKEN_BACK,
    LIBRARY_MISSING,
    NOT_CONFIRMED,
    OPTION_WRONG,
    PAPER_OUT,
    QUEUE_REJECTS,
    QUEUE_STOPPED,
    QUEUE_UNKNOWN,
    SPOOLER_SILENT,
    UNPLUGGED,
)
from app.ports.devices import Printed, Slot
from devices.outfit import Outfit, real_pace
from devices.printer.ipp import NOT_FOUND, IppError, Service
from devices.printer.system import SystemPrinter
from tests.fakes.device_rig import AT
from tests.fakes.print_service import PrintService, print_service
from tests.fakes.small_papers import ticket_job, ticket_pdf

# The driver's half seconds pass fifty times as fast: the service here has nothing to wait for.
HURRY = 50


@pytest.fixture(scope="module")
def service() -> Iterator[PrintService]:
    with print_service() as running:
        yield running


def quick(seconds: float) -> None:
    real_pace(seconds / HURRY)


def printer(
    server: str, queue: str, pace: Callable[[float], None] = quick, slot: Slot = Slot.TICKETS
) -> SystemPrinter:
    options = {slot.value: {"queue": queue, "server": server}}
    return SystemPrinter(
        Outfit(now=lambda: AT, paper_folder=Path(), pace=pace, options=options), slot
    )


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(DeviceFault) as caught:
        act()
    assert caught.value.slot == Slot.TICKETS
    return caught.value.code


@pytest.mark.parametrize("copies", [1, 3])
def test_a_paper_is_printed_and_confirmed(service: PrintService, copies: int) -> None:
    out = service.keeper(f"Keeper{copies}")
    device = printer(service.server, f"Keeper{copies}")
    device.open(lambda _event: None)
    printed = device.print_paper(ticket_job(copies))
    assert printed == Printed(name="ticket-A105", place=f"Keeper{copies}", at=AT)
    papers = [file for file in out.iterdir() if file.name != "job"]
    assert [paper.read_bytes() for paper in papers] == [ticket_pdf()] * copies
    assert service.jobs(f"Keeper{copies}") == []


@pytest.mark.parametrize(("ends_with", "code"), [(1, JOB_FAILED), (5, JOB_TAKEN_BACK)])
def test_a_job_that_is_given_up_is_no_printed_paper(
    service: PrintService, ends_with: int, code: str
) -> None:
    queue = f"Fails{ends_with}"
    service.add(queue, f"give > /dev/null; exit {ends_with}")
    assert code_of(lambda: printer(service.server, queue).print_paper(ticket_job())) == code


def test_a_printer_that_stops_in_the_middle_keeps_nothing(service: PrintService) -> None:
    service.add("Stops", "give > /dev/null; exit 4", policy="stop-printer")
    device = printer(service.server, "Stops")
    assert code_of(lambda: device.print_paper(ticket_job())) == QUEUE_STOPPED
    assert service.jobs("Stops") == [], "the paper is printed again from here, not from there"
    assert code_of(device.probe) == QUEUE_STOPPED
    service.resume("Stops")
    device.probe()


@pytest.mark.parametrize(
    ("keyword", "code"),
    [
        ("media-empty-error", PAPER_OUT),
        ("media-needed", PAPER_OUT),
        ("cover-open", COVER_OPEN),
        ("connecting-to-device", UNPLUGGED),
    ],
)
def test_trouble_that_stays_is_named_and_the_job_is_taken_back(
    service: PrintService, keyword: str, code: str
) -> None:
    queue = f"Q-{keyword}"
    service.add(queue, f'echo "STATE: +{keyword}" >&2; exec sleep 60')
    device = printer(service.server, queue)
    assert code_of(lambda: device.print_paper(ticket_job())) == code
    assert service.jobs(queue) == []
    device.probe()


def test_yesterdays_trouble_does_not_stop_a_sound_printer(service: PrintService) -> None:
    out, once, go = (service.home / name for name in ("refilled", "once", "go"))
    service.add(
        "Refilled",
        f'[ -e {once} ] || echo "STATE: +media-empty-error" >&2; touch {once}\n'
        f"while [ ! -e {go} ]; do sleep 0.01; done; give > {out}",
    )

    def looked_at_twice(seconds: float) -> None:
        looks.append(seconds)
        quick(seconds)
        if len(looks) == 2:
            go.touch()
            while service.jobs("Refilled"):
                quick(seconds)

    device = printer(service.server, "Refilled", looked_at_twice)
    for _ in range(2):
        looks: list[float] = []
        device.print_paper(ticket_job())
        assert len(looks) >= 2
        assert "media-empty-error" in Service(service.server).printer("Refilled").reasons
        device.probe()
        assert out.read_bytes() == ticket_pdf()
        out.unlink()
        go.unlink()


def test_a_warning_is_no_trouble(service: PrintService) -> None:
    service.add("Low", 'echo "STATE: +media-empty-warning,toner-low-report" >&2; give > /dev/null')
    printer(service.server, "Low").print_paper(ticket_job())


def test_stopped_and_refusing_printers_are_told_before(service: PrintService) -> None:
    service.keeper("Paused")
    service.keeper("Closed")
    service.stop_queue("Paused")
    service.refuse_papers("Closed")
    for queue, code in (("Paused", QUEUE_STOPPED), ("Closed", QUEUE_REJECTS)):
        device = printer(service.server, queue)
        assert code_of(device.probe) == code
        assert code_of(lambda device=device: device.print_paper(ticket_job())) == code
        assert service.jobs(queue, "all") == []


def test_a_job_that_somebody_takes_back_is_told(service: PrintService) -> None:
    service.add("Taken", "exec sleep 60")
    done = threading.Event()

    def somebody(seconds: float) -> None:
        if not done.is_set():
            done.set()
            service.run("cancel", *service.jobs("Taken"))
        quick(seconds)

    device = printer(service.server, "Taken", somebody)
    assert code_of(lambda: device.print_paper(ticket_job())) == JOB_TAKEN_BACK


def test_a_cancel_takes_the_job_back(service: PrintService) -> None:
    service.add("Slow", "exec sleep 60")

    def changing_my_mind(_seconds: float) -> None:
        current_work().stop()
        current_work().check()

    lane = Lane("tickets")
    device = printer(service.server, "Slow", changing_my_mind)
    error = lane.submit(device.print_paper, ticket_job()).exception(60)
    assert isinstance(error, Cancelled)
    assert service.jobs("Slow") == []
    assert lane.stop()


def test_a_paper_that_came_out_after_all_is_not_printed_again(
    service: PrintService, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.keeper("Late")
    device = printer(service.server, "Late")

    def impatient(number: int) -> None:
        while Service(service.server).job_state("Late", number) != 9:
            quick(0.5)
        raise DeviceFault(PAPER_OUT, slot=Slot.TICKETS)

    monkeypatch.setattr(device, "_follow", impatient)
    assert device.print_paper(ticket_job()).place == "Late"


def test_a_service_that_forgets_a_job_has_not_printed_it(
    service: PrintService, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.keeper("Forgets")

    def forgotten(_self: object, _queue: str, _job: int) -> int:
        raise IppError(NOT_FOUND)

    monkeypatch.setattr(Service, "job_state", forgotten)
    device = printer(service.server, "Forgets")
    assert code_of(lambda: device.print_paper(ticket_job())) == NOT_CONFIRMED


def test_what_is_not_there_is_named(service: PrintService, tmp_path: Path) -> None:
    nobody = printer(service.server, "Nobody")
    assert code_of(lambda: nobody.open(lambda _event: None)) == QUEUE_UNKNOWN
    assert code_of(lambda: nobody.print_paper(ticket_job())) == QUEUE_UNKNOWN
    for server in (str(tmp_path / "no-socket"), "127.0.0.1:1"):
        silent = printer(server, "Nobody")
        assert code_of(silent.probe) == SPOOLER_SILENT
        assert code_of(lambda silent=silent: silent.print_paper(ticket_job())) == SPOOLER_SILENT


def test_without_the_programs_of_printing_the_part_is_named(
    service: PrintService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    device = printer(service.server, "Nobody")
    assert code_of(lambda: device.open(lambda _event: None)) == LIBRARY_MISSING


@pytest.mark.parametrize("queue", ["-d", "a b", "x/y", "$(id)", "a;b"])
def test_a_name_that_could_be_an_option_is_refused(queue: str) -> None:
    assert code_of(lambda: printer("127.0.0.1:1", queue)) == OPTION_WRONG
