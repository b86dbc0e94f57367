"""Small papers for printers of rolls: a ticket with its number, a Code 128 and a QR code."""

import io

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.papers.fonts import SEMIBOLD, registered
from app.papers.symbols import bars_width, draw_bars, draw_qr
from app.ports.devices import PrintJob

BARS_SAY, SQUARES_SAY = "T0214260171234557", "https://queue.example/t/A105"


def ticket_pdf(width_mm: float = 72, height_mm: float = 90, margin_mm: float = 4) -> bytes:
    """A ticket of that size; bars of 0.375 mm where they fit, squares of 0.5 mm."""
    registered()
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(width_mm * mm, height_mm * mm), invariant=1)
    canvas.setFont(SEMIBOLD, 48)
    canvas.drawCentredString(width_mm * mm / 2, (height_mm - 20) * mm, "A105")
    if bars_width(BARS_SAY) <= (width_mm - 2 * margin_mm) * mm:
        draw_bars(canvas, BARS_SAY, margin_mm * mm, (height_mm - 40) * mm, 14 * mm, 0.375 * mm)
    draw_qr(canvas, SQUARES_SAY, margin_mm * mm, (height_mm - 75) * mm, 0.5 * mm)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def ticket_job(copies: int = 1) -> PrintJob:
    """The ticket as a job."""
    return PrintJob(name="ticket-A105", content=ticket_pdf(), copies=copies)


def sheet_job() -> PrintJob:
    """A paper of a full sheet, with ink at both edges."""
    registered()
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(210 * mm, 297 * mm), invariant=1)
    for left in (20, 180):
        canvas.rect(left * mm, 200 * mm, 10 * mm, 10 * mm, 0, 1)
    canvas.save()
    return PrintJob(name="sheet", content=target.getvalue())
