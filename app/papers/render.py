"""One door of the room: a paper as data goes in, a PDF/A-2u comes out, the same bytes each time."""

from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
from reportlab.platypus import Flowable

from app.domain.paper_seal import PaperSeal
from app.domain.papers import (
    CertifiedCopyPaper,
    Paper,
    PaperKind,
    PassportPrintStatus,
    ServicePassportPrint,
)
from app.errors import InputInvalid, declare
from app.papers import (
    camera_sign,
    certified_copy,
    consents,
    issue,
    label,
    nameplate,
    ordinary_queue,
    queue_ticket,
    receipt,
    refusal,
    registers,
    service,
)
from app.papers.archive import archived
from app.papers.frame import DRAFT_SHORT, PRACTICE, PRACTICE_SHORT, Page, build_pages
from app.papers.proof import proofread
from app.papers.seal import prepared
from app.papers.stored import paper_of
from app.papers.words import say
from app.ports.store_records import PaperRecord
from i18n import N_

SEAL_MOVED = declare(
    "paper.seal_moved",
    N_("The pages of the signed paper do not come out as they were when it was signed."),
    N_("Do not give the paper out; tell the supervisor its number."),
)


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the register: its number there, its title (English message id), who sets it.

    ``story`` flows over common pages; ``page`` sets one page of its own size, with its mark.
    """

    number: str
    title: str
    story: Callable[[Any], list[Flowable]] | None = None
    page: Callable[[Any, str], bytes] | None = None


FORMS: dict[PaperKind, Form] = {
    PaperKind.ACCEPTANCE_RECEIPT: Form("9", receipt.RECEIPT_TITLE, receipt.acceptance_receipt),
    PaperKind.ONE_APPLICATION_RECEIPT: Form(
        "9-1", receipt.BUNDLE_TITLE, receipt.one_application_receipt
    ),
    PaperKind.INTAKE_REFUSAL_RECEIPT: Form(
        "10", refusal.REFUSAL_TITLE, refusal.intake_refusal_receipt
    ),
    PaperKind.PACKAGE_LABEL: Form("13", label.LABEL_TITLE, page=label.label_pages),
    PaperKind.HANDOVER_REGISTER: Form("14", registers.HANDOVER_TITLE, registers.handover_register),
    PaperKind.PROVIDER_RECEIPT_REGISTER: Form(
        "15", registers.RECEIVED_TITLE, registers.provider_receipt_register
    ),
    PaperKind.ISSUING_SECTOR_REGISTER: Form(
        "16", registers.SECTOR_TITLE, registers.issuing_sector_register
    ),
    PaperKind.DISCREPANCY_ACT: Form("17", registers.ACT_TITLE, registers.discrepancy_act),
    PaperKind.ISSUE_RECORD: Form("18", issue.ISSUE_TITLE, issue.issue_record),
    PaperKind.NON_READINESS_NOTE: Form("19", issue.NOTE_TITLE, issue.non_readiness_note),
    PaperKind.REFUSAL_EXPLANATION: Form("20", issue.CARD_TITLE, issue.refusal_explanation),
    PaperKind.UNCLAIMED_RETURN_REGISTER: Form(
        "21", registers.UNCLAIMED_TITLE, registers.unclaimed_return_register
    ),
    PaperKind.SERVICE_PASSPORT: Form("28", service.PASSPORT_TITLE, service.service_passport),
    PaperKind.MEMO: Form("29", service.MEMO_TITLE, service.memo),
    PaperKind.DATA_CONSENT: Form("6", consents.DATA_CONSENT_TITLE, consents.data_consent),
    PaperKind.CERTIFICATION_CONSENT: Form(
        "7", consents.CERTIFICATION_CONSENT_TITLE, consents.certification_consent
    ),
    PaperKind.EXTRACT_CONSENT: Form("8", consents.EXTRACT_CONSENT_TITLE, consents.extract_consent),
    PaperKind.WITHDRAWN_CONSENT: Form("8-1", consents.WITHDRAWN_TITLE, consents.withdrawn_consent),
    PaperKind.QUEUE_TICKET: Form("1", queue_ticket.TICKET_TITLE, page=queue_ticket.ticket_pages),
    PaperKind.FAILURE_ACT: Form("2", ordinary_queue.ACT_TITLE, ordinary_queue.failure_act),
    PaperKind.BLANK_JOURNAL: Form(
        "2-1", ordinary_queue.JOURNAL_TITLE, ordinary_queue.blank_journal
    ),
    PaperKind.CAMERA_SIGN: Form("4", camera_sign.SIGN_TITLE, page=camera_sign.sign_pages),
    PaperKind.NAMEPLATE: Form("3", nameplate.PLATE_TITLE, page=nameplate.plate_pages),
    PaperKind.CERTIFIED_COPY: Form("11", certified_copy.COPY_TITLE, certified_copy.certified_copy),
}
"""Every kind of paper with its form; the numbers are those of the list of papers."""


def render(paper: Paper) -> bytes:
    """The paper as PDF/A-2u in its own language.

    Raises ``InputInvalid`` for a text that cannot be printed whole, or an unknown form version.
    """
    if isinstance(paper, CertifiedCopyPaper) and paper.finished:
        # Signed: not one byte may be set anew.
        return paper.finished
    proofread(paper)
    head, form = paper.head, FORMS[paper.kind]
    title = say(head.lang, form.title)
    mark, ghost = _marks(paper)
    if form.page is not None:
        pages = form.page(paper, mark)
    else:
        assert form.story is not None  # noqa: S101 - a form has one or the other
        page = Page(
            head=head,
            title=title,
            form=f"{form.number}/{head.template}",
            mark=mark,
            ghost=ghost,
        )
        pages = build_pages(page, form.story(paper))
    numbered = say(head.lang, N_("paper: {title} № {number}"), title=title, number=head.number)
    return archived(pages, title=numbered, lang=head.lang, made_at=head.issued_at)


def render_record(record: PaperRecord) -> bytes:
    """A stored paper as PDF/A-2u, with its signature inside when it was signed.

    Raises ``InputInvalid`` as :func:`paper_of` and :func:`render`, and ``paper.seal_moved`` when the
    pages are not set as they were when they were signed.
    """
    pages = render(paper_of(record))
    if not record.signature:
        return pages
    seal = msgspec.json.decode(record.signature.encode(), type=PaperSeal)
    left = prepared(pages, seal.at)
    if left.content_sha256 != seal.content_sha256:
        raise InputInvalid(SEAL_MOVED, field="signature")
    return left.sealed(b64decode(seal.cms))


def _marks(paper: Paper) -> tuple[str, str]:
    """The band on top and the pale words behind of a paper that is not to be relied on."""
    lang = paper.head.lang
    practice = paper.head.practice
    if isinstance(paper, ServicePassportPrint):
        practice = practice or paper.status is PassportPrintStatus.PRACTICE
        if paper.status is PassportPrintStatus.DRAFT:
            draft = say(lang, DRAFT_SHORT)
            return (say(lang, PRACTICE) if practice else draft), draft
    return (say(lang, PRACTICE), say(lang, PRACTICE_SHORT)) if practice else ("", "")
