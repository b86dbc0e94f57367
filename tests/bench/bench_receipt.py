"""How long a warm acceptance receipt takes beside a bare reportlab page of the same content."""

import gc
import io
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from app.domain.codes import CodeKind, printed_code
from app.domain.figures import day, moment
from app.domain.language import Lang
from app.domain.papers import AcceptanceReceipt
from app.papers.fonts import REGULAR, SEMIBOLD, registered
from app.papers.render import render
from app.papers.symbols import Bars, Squares
from tests.app.papers.paper_samples import Samples

BUDGET = 1.4
ROUNDS = 60


def _numbered(number: int) -> AcceptanceReceipt:
    """A receipt with a number and a code of its own, so that nothing can be kept from the last."""
    paper = Samples(Lang.KK, practice=False).acceptance_receipt()
    code = printed_code(CodeKind.CASE, "214", 2_601_700_000 + number)
    name = f"Сынақова Ұлжан Іңкәрқызы {number}"
    head = replace(paper.head, code=code, number=f"0214-26-017-{number:05d}")
    return replace(paper, head=head, applicant=name, case_number=head.number)


def _bare(paper: AcceptanceReceipt) -> bytes:
    """The same words, rows and codes by reportlab as it comes: no frame of ours, no archive form."""
    body = ParagraphStyle("body", fontName=REGULAR, fontSize=9.5, leading=13)
    small = ParagraphStyle("small", fontName=REGULAR, fontSize=7.5, leading=10)
    bold = ParagraphStyle("bold", fontName=SEMIBOLD, fontSize=11, leading=14)

    def table(rows: Iterable[Iterable[str]], widths: list[float]) -> Table:
        return Table([[Paragraph(cell, body) for cell in row] for row in rows], widths)

    branch = paper.head.branch
    facts = [
        ("Мемлекеттік көрсетілетін қызмет", paper.service.name),
        ("Көрсетілетін қызметті алушы", paper.applicant),
        ("Істің нөмірі", paper.case_number),
        ("Өтініш беру күні мен уақыты", moment(paper.filed_at)),
        ("Өтінішті қабылдаған қызметкер", paper.accepted_by.name.full),
        ("Төленді", paper.payment_document),
        ("Дайын құжаттарды беру күні", day(paper.issue_date)),
        ("Берілетін орны", branch.address),
        ("Мерзімнің есебі", paper.term_note),
    ]
    accepted = [("№", "Құжат", "Нысаны", "Парақ")]
    accepted += [(str(n), d.name, d.form, str(d.sheets)) for n, d in enumerate(paper.accepted, 1)]
    retrieved = [("№", "Мәлімет", "Дереккөз", "Алынған уақыты")]
    retrieved += [
        (str(n), d.name, d.source, moment(d.obtained_at)) for n, d in enumerate(paper.retrieved, 1)
    ]
    widths = [8 * mm, 80 * mm, 54 * mm, 30 * mm]
    story: list[Flowable] = [
        Paragraph("«Азаматтарға арналған үкімет» мемлекеттік корпорациясы", bold),
        Paragraph(f"{branch.name} · № {branch.department_number} бөлім", small),
        Paragraph(branch.address, small),
        Bars(paper.head.code, 9.5 * mm, caption=paper.head.code, font=REGULAR),
        Paragraph("Құжаттарды қабылдау туралы қолхат", bold),
        Paragraph(f"№ {paper.head.number} · {moment(paper.head.issued_at)}", small),
        *(
            part
            for label, value in facts
            for part in (Paragraph(label, small), Paragraph(value, body))
        ),
        Paragraph("Қабылданған құжаттардың тізбесі", bold),
        table(accepted, widths),
        Paragraph("Ақпараттық жүйелерден алынған мәліметтер", bold),
        table(retrieved, widths),
        Paragraph("Нәтижені қалай алуға болады", bold),
        *(Paragraph(line, body, bulletText="•") for line in _ADVICE),
        Spacer(0, 3 * mm),
        Squares(paper.head.code),
        Paragraph(f"№ {paper.head.number} · Нысан 9/1, Бірыңғай байланыс орталығы: 1414", small),
    ]
    target = io.BytesIO()
    SimpleDocTemplate(target, pagesize=A4, initialFontName=REGULAR).build(story)
    return target.getvalue()


_ADVICE = (
    "Жеке басты куәландыратын құжатты немесе цифрлық құжатты көрсетіңіз; өкіл өкілеттігін "
    "растайтын құжатты да көрсетеді.",
    "Осы қолхаттағы код істі тезірек табуға көмектеседі.",
    "Қызмет көрсетудің сатысын Бірыңғай байланыс орталығынан білуге болады: 1414",
)


def _one(make: Callable[[AcceptanceReceipt], bytes], paper: AcceptanceReceipt) -> float:
    start = time.perf_counter()
    make(paper)
    return (time.perf_counter() - start) * 1000


@pytest.mark.bench
def test_receipt_beside_a_bare_page() -> None:
    registered()
    render(_numbered(1))
    _bare(_numbered(1))
    gc.collect()
    ours, bare = [], []
    for number in range(2, ROUNDS + 2):
        paper = _numbered(number)
        bare.append(_one(_bare, paper))
        ours.append(_one(render, paper))
    mine, floor = statistics.median(ours), statistics.median(bare)
    ratio = mine / floor
    size = len(render(_numbered(1))) / 1024
    print(
        f"\nreceipt, warm: {mine:.1f} ms (p95 {sorted(ours)[int(ROUNDS * 0.95)]:.1f}), "
        f"bare reportlab {floor:.1f} ms, ratio {ratio:.2f} (budget {BUDGET}), {size:.0f} KiB"
    )
    assert ratio <= BUDGET
