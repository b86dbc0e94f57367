"""How long a warm queue ticket takes: a person waits for it at the printer."""

import gc
import io
import statistics
import time
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, SimpleDocTemplate

from app.domain.codes import CodeKind, grouped, printed_code
from app.domain.figures import moment
from app.domain.language import Lang
from app.domain.papers import QueueTicketPaper
from app.papers.fonts import REGULAR, SEMIBOLD, registered
from app.papers.queue_ticket import TicketForm, render_ticket
from app.papers.render import render
from app.papers.symbols import Bars, Squares
from tests.app.papers.paper_samples import Samples

BUDGET = 1.0
"""Never slower than the same words by reportlab as it comes."""
ROUNDS = 100


def _numbered(number: int) -> QueueTicketPaper:
    """A ticket with a number and a code of its own, so that nothing can be kept from the last."""
    paper = Samples(Lang.KK, practice=False).queue_ticket(people_before=number)
    code = printed_code(CodeKind.TICKET, "214", 2_601_700_000 + number)
    return replace(paper, head=replace(paper.head, number=f"A{number}", code=code))


def _bare(paper: QueueTicketPaper) -> bytes:
    """The same words and codes in a flow of paragraphs."""
    body = ParagraphStyle("body", fontName=REGULAR, fontSize=9, leading=12)
    bold = ParagraphStyle("bold", fontName=SEMIBOLD, fontSize=17, leading=21)
    huge = ParagraphStyle("huge", fontName=SEMIBOLD, fontSize=70, leading=74)
    branch = paper.head.branch
    words = [
        (branch.name, body),
        (f"№ {branch.department_number} бөлім. {branch.address}", body),
        ("Электрондық кезек талоны", body),
        (paper.number, huge),
        ("Құжаттарды қабылдау", bold),
        ("Сізден бұрын кезекте", body),
        (f"{paper.people_before} адам", bold),
        ("Күту уақыты, шамамен", body),
        (f"{paper.expected_minutes} минут", bold),
        ("Талон алынған сәттегі жағдай бойынша.", body),
        ("Күту уақыты – болжам, ол өзгеруі мүмкін.", body),
        (moment(paper.taken_at), bold),
        ("Қызмет көрсету тілі: қазақ тілі", body),
        ("Сізді осы нөмірмен шақырады.", body),
    ]
    story = [Paragraph(said, style) for said, style in words]
    story += [Squares(paper.code), Bars(paper.code, 10 * mm), Paragraph(grouped(paper.code), body)]
    target = io.BytesIO()
    margin = 4 * mm
    SimpleDocTemplate(
        target, pagesize=(72 * mm, 160 * mm), initialFontName=REGULAR, leftMargin=margin,
        rightMargin=margin, topMargin=margin, bottomMargin=margin,
    ).build(story)  # fmt: skip
    return target.getvalue()


def _roll(paper: QueueTicketPaper) -> bytes:
    return render_ticket(paper, TicketForm.ROLL_80)


def _rastered(paper: QueueTicketPaper) -> bytes:
    """The ticket as a print head of 576 dots gets it."""
    document = pypdfium2.PdfDocument(_roll(paper))
    page = document[0]
    image = page.render(scale=576 / page.get_width(), grayscale=True).to_pil()
    page.close()
    document.close()
    return image.convert("L").point(lambda value: 255 if value > 127 else 0, mode="1").tobytes()


def _one(make: Callable[[QueueTicketPaper], bytes], paper: QueueTicketPaper) -> float:
    start = time.perf_counter()
    make(paper)
    return (time.perf_counter() - start) * 1000


@pytest.mark.bench
def test_ticket_beside_a_bare_page() -> None:
    registered()
    ways: dict[str, Callable[[QueueTicketPaper], bytes]] = {
        "bare reportlab": _bare,
        "roll": _roll,
        "roll in dots": _rastered,
        "sheet as PDF/A": render,
    }
    for make in ways.values():
        make(_numbered(1))
    gc.collect()
    took: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(2, ROUNDS + 2):
        paper = _numbered(number)
        for name, make in ways.items():
            took[name].append(_one(make, paper))
    for name, times in took.items():
        p95 = sorted(times)[int(ROUNDS * 0.95)]
        print(f"\nticket, warm, {name}: {statistics.median(times):.1f} ms (p95 {p95:.1f})", end="")
    ratio = statistics.median(took["roll"]) / statistics.median(took["bare reportlab"])
    print(f"\nratio of the roll to bare reportlab {ratio:.2f} (budget {BUDGET})")
    assert ratio <= BUDGET
