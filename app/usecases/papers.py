"""Making papers inside a step: the head that all share, the record that is kept, the order to print."""

from hashlib import sha256

import msgspec

from app.catalogue.law import citation
from app.domain.codes import CodeKind
from app.domain.language import Lang
from app.domain.papers import Paper, PaperBranch, PaperHead, PaperWorker
from app.ports.storage import OutboxItem, PaperRecord
from app.usecases.numbering import next_number, printed_code
from app.usecases.outcome import PaperRef
from app.usecases.sign_paper import await_paper_signature
from app.usecases.work import Work


def paper_head(
    work: Work,
    lang: Lang,
    *,
    code: str = "",
    coded: bool = True,
    kind: CodeKind = CodeKind.PAPER,
) -> PaperHead:
    """The head of a new paper: its own number, the server's time, the branch in that language.

    The number is printed as a code of ``kind`` too, unless ``code`` is given or none is wanted.
    """
    number, count = next_number(work, "paper")
    branch = work.branch
    return PaperHead(
        lang=lang,
        number=number,
        issued_at=work.now,
        branch=PaperBranch(
            department_number=branch.department_number,
            name=branch.name.in_(lang),
            address=branch.address.in_(lang),
            contact_centre=branch.contact_centre,
            code=branch.code,
        ),
        code=code or (printed_code(work, kind, count) if coded else ""),
        practice=branch.practice,
    )


def worker(work: Work, lang: Lang) -> PaperWorker:
    """The employee who does the step, as named on a paper in that language."""
    return PaperWorker(name=work.actor.name_in(lang), position=work.actor.position.in_(lang))


def reference(citation_id: str, lang: Lang) -> str:
    """The full reference of a provision in that language, with its act."""
    return citation(citation_id).full.in_(lang)


def keep_paper(work: Work, paper: Paper, case_id: str = "") -> PaperRecord:
    """Keep the paper's data in this transaction; it is rendered whenever it is wanted."""
    data = msgspec.json.encode(paper, order="deterministic").decode()
    record = PaperRecord(
        id=work.new_id(),
        kind=paper.kind.value,
        number=paper.head.number,
        version=paper.head.version,
        replaces=paper.head.replaces,
        language=paper.head.lang.value,
        case_id=case_id,
        data=data,
        sha256=sha256(data.encode()).hexdigest(),
        made_at=work.now,
        made_by=work.actor.id,
    )
    work.store.papers.add(record)
    await_paper_signature(work, record)
    return record


def paper_ref(record: PaperRecord) -> PaperRef:
    """What an outcome says of a paper."""
    return PaperRef(id=record.id, kind=record.kind, number=record.number)


def order_print(work: Work, record: PaperRecord, copies: int = 1) -> None:
    """Leave the order to print for the courier; it happens after the commit."""
    order = {"paper": record.id, "copies": str(copies)}
    work.store.outbox.add(
        OutboxItem(
            id=work.new_id(),
            kind="print",
            case_id=record.case_id,
            payload=msgspec.json.encode(order).decode(),
            due_at=work.now,
            made_at=work.now,
            desk=work.desk,
        )
    )
