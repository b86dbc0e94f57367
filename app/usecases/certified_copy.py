"""Certify an electronic copy made from the original: its pages finished, its row bound, its signature."""

from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from app.domain.case import Case, DocumentEntry, RowSource, RowState
from app.domain.certified_copy import MOST_BYTES, MOST_PAGES, CopyOrigin, CopyPage, MadeCopy
from app.domain.papers import CertifiedCopyPaper
from app.domain.passport import Clause, DocumentRow
from app.errors import InputInvalid, declare
from app.rules.certified_copy import CERTIFY_RULES, KEY_RULES, RECORD_RULES
from app.rules.checklist import entry_of
from app.usecases.checklist import for_all_that_share, judged_row, row_act, row_of, shown_state
from app.usecases.complete import check_sheets
from app.usecases.copy_orders import CopyOrder, decoded, leave_copy, waiting_copy
from app.usecases.draft_facts import intake_facts, passport_needed
from app.usecases.intake import Change
from app.usecases.outcome import Outcome
from app.usecases.papers import keep_paper, paper_head, reference, worker
from app.usecases.person_input import LONGEST_NAME, plain
from app.usecases.receipts import service_of
from app.usecases.situation import case_meant
from app.usecases.transit import check
from app.usecases.work import Work
from i18n import N_

COPY_TOO_LONG = declare(
    "copy.too_long",
    N_("The copy has too many pages or is too large."),
    N_("At most {pages} pages and {size} MB go into one copy: make the rest a copy of its own."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifyCopy:
    """Make a certified copy of a row's original (word ``certify_copy``).

    ``pages`` in their order; ``compared``: they were made from the original in the employee's hands;
    ``returned``: the original is back with the applicant. ``from_image``: what lay there was itself
    a copy or a picture.
    """

    case: str = ""
    row: str
    pages: tuple[CopyPage, ...] = ()
    origin: CopyOrigin = CopyOrigin.CAMERA
    number: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    sheets: int = 1
    compared: bool = False
    returned: bool = False
    from_image: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCopySignature:
    """The copy that came back with the signature in it, base64 (word ``record_copy_signature``);
    ``sha256`` names the pages that were left for the key."""

    case: str
    row: str
    sha256: str
    signed: str


def handle_certify_copy(command: CertifyCopy, work: Work) -> Outcome:
    """Finish the pages and leave them for the key; until the signature was verified the row says
    that the copy is not certified yet (R-110)."""
    addressed = case_meant(work, command.case)
    check_sheets(command.sheets, 0)
    size = sum(len(page.image) for page in command.pages)
    if len(command.pages) > MOST_PAGES or size > MOST_BYTES:
        limits = {"pages": str(MOST_PAGES), "size": str(MOST_BYTES // 1_000_000)}
        raise InputInvalid(COPY_TOO_LONG, field="pages", **limits)

    def certify(case: Case) -> tuple[Change, ...]:
        return _certified(work, case, command)

    return row_act(work, "certify_copy", addressed, command.row, certify)


def _certified(work: Work, case: Case, command: CertifyCopy) -> tuple[Change, ...]:
    shown = row_of(work, case, command.row)
    before = entry_of(case, shown) if shown is not None else DocumentEntry(row_id=command.row)
    made = MadeCopy(
        number="", sha256="", pages=len(command.pages), origin=command.origin, made_at=work.now
    )
    entry = _entry(work, before, command, made)
    more = {"proposed_entry": entry, "compared": command.compared, "from_image": command.from_image}
    row, warnings = judged_row(work, case, command.row, CERTIFY_RULES, **more)
    check(
        KEY_RULES, intake_facts(work, case, certificate=work.signing_key.certificate(work.actor.id))
    )
    from app.papers.render import render  # noqa: PLC0415 - reportlab waits for a paper

    paper = copy_paper(work, case, row, entry, command.pages)
    finished = render(paper)
    made = replace(made, number=paper.head.number, sha256=sha256(finished).hexdigest())
    leave_copy(
        work,
        CopyOrder(
            case=case.id,
            row=row.id,
            operator=work.actor.id,
            sha256=made.sha256,
            paper=replace(paper, pages=(), finished=finished),
        ),
    )

    def turn(owner: Case, twin: DocumentRow) -> DocumentEntry:
        return _entry(work, entry_of(owner, twin), command, made)

    told = {"copy_sha256": made.sha256, "pages": str(made.pages), "origin": made.origin.value}
    first, *others = for_all_that_share(work, case, row, turn, **told)
    return (replace(first, findings=warnings), *others)


def _entry(
    work: Work, before: DocumentEntry, command: CertifyCopy, made: MadeCopy
) -> DocumentEntry:
    """The row while its copy waits for the signature; the original goes back before anything else."""
    return replace(
        before,
        state=RowState.NOT_VERIFIED,
        source=RowSource.CERTIFIED_COPY,
        document_number=plain(command.number)[:LONGEST_NAME],
        issued_on=command.issued_on,
        valid_until=command.valid_until,
        sheets=command.sheets,
        copies=1,
        returned=command.returned,
        owner_birth_date=None,
        data={},
        copy=made,
        at=work.now,
        operator_id=work.actor.id,
    )


def copy_paper(
    work: Work, case: Case, row: DocumentRow, entry: DocumentEntry, pages: tuple[CopyPage, ...]
) -> CertifiedCopyPaper:
    """The copy as a paper in the language of the case. Raises ``InputInvalid``."""
    lang = case.language
    return CertifiedCopyPaper(
        head=paper_head(work, lang),
        service=service_of(passport_needed(work, case), lang),
        case_number=case.number or case.draft_code,
        original=row.name.in_(lang),
        original_number=entry.document_number,
        original_date=entry.issued_on,
        sheets=max(entry.sheets, 1),
        page_count=len(pages),
        clause=_clause(row.certified_copy, case),
        certified_by=worker(work, lang),
        pages=pages,
    )


def _clause(clause: Clause, case: Case) -> str:
    if clause.text.known or not clause.citation:
        return clause.text.in_(case.language)
    return reference(clause.citation, case.language)


def handle_record_copy_signature(command: RecordCopySignature, work: Work) -> Outcome:
    """The signed copy, verified over exactly the pages that were left for the key: from here on it is
    a certified copy, and part of what the manifest names."""
    from app.usecases.copy_verdict import copy_verdict  # noqa: PLC0415 - as above

    case = case_meant(work, command.case)
    order = waiting_copy(work, case, command.sha256)
    signed = decoded(command.signed)
    unsigned = order.paper.finished if order is not None else b""
    verdict = copy_verdict(work, unsigned, signed)
    row, _ = judged_row(
        work,
        case,
        command.row,
        RECORD_RULES,
        reason=order.sha256 if order is not None else "",
        verdict=verdict,
        certificate=verdict.certificate,
    )
    assert order is not None  # noqa: S101 - copy.awaited has just proved it
    record = keep_paper(work, replace(order.paper, finished=signed), case.id)
    shown = verdict.certificate
    certified = {
        "paper": record.id,
        "signed_sha256": sha256(signed).hexdigest(),
        "certificate": shown.serial if shown is not None else "",
        "certified_at": work.now,
    }

    def turn(owner: Case, twin: DocumentRow) -> DocumentEntry:
        entry = entry_of(owner, twin)
        if entry.copy is None or entry.copy.sha256 != command.sha256:
            return entry
        bound = replace(entry.copy, **certified)  # type: ignore[arg-type]
        state = shown_state(twin, replace(entry, state=RowState.PRESENT), work.now, verified=True)
        return replace(entry, state=state, copy=bound)

    told = {"copy_sha256": str(certified["signed_sha256"]), "paper": record.number}
    first, *others = for_all_that_share(work, case, row, turn, **told)
    changes = (replace(first, papers=(record,)), *others)
    return row_act(work, "record_copy_signature", case, command.row, lambda _: changes)
