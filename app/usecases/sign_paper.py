"""Papers that the employee who made them signs: receipts, registers, acts (R-131)."""

from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime

import msgspec

from app.domain.paper_seal import PaperSeal
from app.domain.papers import PaperKind
from app.errors import InputInvalid, declare
from app.ports.storage import OutboxItem, PaperRecord
from app.rules.facts import Facts
from app.usecases.outcome import Outcome
from app.usecases.situation import note
from app.usecases.transit import check
from app.usecases.work import Work
from i18n import N_

SIGNED_KINDS = frozenset(
    {
        PaperKind.ACCEPTANCE_RECEIPT,
        PaperKind.ONE_APPLICATION_RECEIPT,
        PaperKind.INTAKE_REFUSAL_RECEIPT,
        PaperKind.HANDOVER_REGISTER,
        PaperKind.PROVIDER_RECEIPT_REGISTER,
        PaperKind.ISSUING_SECTOR_REGISTER,
        PaperKind.UNCLAIMED_RETURN_REGISTER,
        PaperKind.DISCREPANCY_ACT,
    }
)
PAPER_SIGNATURE_WRONG = declare(
    "paper.signature_wrong",
    N_("What came back is no signature of this paper that stands."),
    N_("The paper stays unsigned. Sign again; if it happens again, tell the administrator."),
)
_OWN_KEY = ("sign.own_official_certificate",)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPaperSignature:
    """The signature of a paper, base64 DER, over its file as left for it at that moment (word
    ``record_paper_signature``)."""

    paper: str
    cms: str
    at: datetime


def await_paper_signature(work: Work, record: PaperRecord) -> None:
    """Leave a paper of a signed kind for the key of whoever makes it, at this desk."""
    if not work.signs_papers or PaperKind(record.kind) not in SIGNED_KINDS:
        return
    order = {"paper": record.id, "operator": work.actor.id}
    work.store.outbox.add(
        OutboxItem(
            id=work.new_id(),
            kind="paper_signature",
            case_id=record.case_id,
            payload=msgspec.json.encode(order).decode(),
            due_at=work.now,
            made_at=work.now,
            desk=work.desk,
        )
    )


def handle_record_paper_signature(command: RecordPaperSignature, work: Work) -> Outcome:
    """Kept only when it stands over the paper's own file, by the maker's official key."""
    # The pages are set here once more: what is signed is what the store holds, and nothing else.
    from app.papers.render import render  # noqa: PLC0415 - reportlab waits for a paper
    from app.papers.seal import prepared  # noqa: PLC0415
    from app.papers.stored import paper_of  # noqa: PLC0415

    record = work.store.papers.get(command.paper)
    maker = work.staff.get(record.made_by, work.actor) if record is not None else work.actor
    try:
        cms = b64decode(command.cms, validate=True)
    except ValueError:
        cms = b""
    if record is None or record.signature:
        raise InputInvalid(PAPER_SIGNATURE_WRONG, field="paper")
    left = prepared(render(paper_of(record)), command.at)
    verdict = work.verifier.verify(left.content, cms, work.now)
    if not verdict.valid:
        raise InputInvalid(PAPER_SIGNATURE_WRONG, field="cms")
    facts = Facts(
        now=work.now,
        branch=work.branch,
        operator=maker,
        role=work.role,
        calendar=work.calendar,
        certificate=verdict.certificate,
    )
    check(_OWN_KEY, facts)
    seal = PaperSeal(cms=command.cms, at=command.at, content_sha256=left.content_sha256)
    work.store.papers.mark_signed(record.id, msgspec.json.encode(seal).decode())
    by = verdict.certificate
    told = {"paper": record.number, "certificate": by.serial if by is not None else ""}
    case = work.store.cases.get(record.case_id) if record.case_id else None
    note(work, "record_paper_signature", case, facts=told)
    changed = (f"case:{case.id}",) if case is not None else ()
    return Outcome(changes=(*changed, "papers", "outbox"), facts=told)
