"""A queue ticket to whichever printer stands at this place, in the form which that printer takes."""

from collections.abc import Mapping
from concurrent.futures import Future
from typing import Protocol

from app.domain.papers import QueueTicketPaper
from app.ports.devices import DeviceStatus, Printed, PrintJob, Slot

_ON_ROLLS = frozenset({"receipt", "simulated"})
"""Drivers of printers with a roll; others put out sheets or files."""


class TicketSlot(Protocol):
    """Where a ticket printer stands: a part of :class:`app.ports.devices.Devices`."""

    def status(self, slot: Slot) -> DeviceStatus:
        """The slot now."""

    def print_ticket(self, job: PrintJob) -> Future[Printed]:
        """Put a queue ticket out."""


class TicketPrinter:
    """Puts a queue ticket out in the form that its printer takes; ``options`` are those of its
    driver in the settings (``paper``: the width of the roll)."""

    def __init__(self, devices: TicketSlot, options: Mapping[str, str] | None = None) -> None:
        self._devices = devices
        self._narrow = (options or {}).get("paper") == "58"

    def __call__(self, paper: QueueTicketPaper) -> None:
        """Wait until it is out. Raises ``DeviceFault`` when the printer did not do it."""
        from app.papers.queue_ticket import (  # noqa: PLC0415 - reportlab waits for a ticket
            TicketForm,
            render_ticket,
        )

        form = TicketForm.A6
        if self._devices.status(Slot.TICKETS).driver in _ON_ROLLS:
            form = TicketForm.ROLL_58 if self._narrow else TicketForm.ROLL_80
        content = render_ticket(paper, form)
        name = f"queue-ticket-{paper.number}" + (f"-copy{paper.copy}" if paper.copy else "")
        self._devices.print_ticket(PrintJob(name=name, content=content)).result()
