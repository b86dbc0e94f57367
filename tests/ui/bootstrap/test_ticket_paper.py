"""A ticket goes to its printer in the form that the printer takes, under a name without a person."""

from concurrent.futures import Future
from datetime import datetime
from io import BytesIO

import pikepdf
import pytest

from app.domain.codes import CodeKind, printed_code
from app.domain.language import Lang
from app.domain.papers import PaperBranch, PaperHead, QueueTicketPaper
from app.domain.ticket_code import code_number
from app.domain.visit import Purpose
from app.errors import DeviceFault
from app.ports.device_faults import PAPER_OUT
from app.ports.devices import DeviceState, DeviceStatus, Printed, PrintJob, Slot
from tests.fakes.store_samples import MORNING
from ui.bootstrap.ticket_printer import TicketPrinter

_MM = 72 / 25.4


class Printers:
    """The slot of the ticket printer, with that driver in it."""

    def __init__(self, driver: str, fault: DeviceFault | None = None) -> None:
        self._driver, self._fault = driver, fault
        self.jobs: list[PrintJob] = []

    def status(self, slot: Slot) -> DeviceStatus:
        return DeviceStatus(slot=slot, state=DeviceState.READY, driver=self._driver)

    def print_ticket(self, job: PrintJob) -> Future[Printed]:
        self.jobs.append(job)
        answer: Future[Printed] = Future()
        if self._fault is not None:
            answer.set_exception(self._fault)
        else:
            answer.set_result(Printed(name=job.name, place="tray", at=MORNING))
        return answer


def ticket(copy: int = 0, at: datetime = MORNING) -> QueueTicketPaper:
    head = PaperHead(
        lang=Lang.KK,
        number="A8001",
        issued_at=at,
        branch=PaperBranch(
            department_number="1",
            name="Оқу бөлімшесі",
            address="Сынақ көшесі, 1",
            contact_centre="1414",
            code="9901",
        ),
        code=printed_code(CodeKind.TICKET, "9901", code_number("A8001", at.date())),
        practice=True,
    )
    return QueueTicketPaper(
        head=head, purpose=Purpose.INTAKE, taken_at=at, people_before=2, copy=copy
    )


def width_of(job: PrintJob) -> float:
    with pikepdf.open(BytesIO(job.content)) as pdf:
        return float(pdf.pages[0].mediabox[2]) / _MM


@pytest.mark.parametrize(
    ("driver", "options", "millimetres"),
    [("receipt", {}, 72), ("receipt", {"paper": "58"}, 48), ("folder", {"paper": "58"}, 105)],
)
def test_the_form_follows_the_printer(
    driver: str, options: dict[str, str], millimetres: int
) -> None:
    printers = Printers(driver)
    TicketPrinter(printers, options)(ticket())
    (job,) = printers.jobs
    assert job.name == "queue-ticket-A8001"
    assert width_of(job) == pytest.approx(millimetres, abs=0.5)


def test_a_copy_bears_another_name_and_a_fault_is_told() -> None:
    printers = Printers("receipt", DeviceFault(PAPER_OUT, slot="tickets"))
    with pytest.raises(DeviceFault) as told:
        TicketPrinter(printers)(ticket(copy=2))
    assert (told.value.code, printers.jobs[0].name) == (PAPER_OUT, "queue-ticket-A8001-copy2")
