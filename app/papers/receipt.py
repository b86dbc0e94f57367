"""Sets the acceptance receipt, for one service and for «one application»."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from app.domain.figures import count, day, moment, tenge
from app.domain.papers import (
    AcceptanceReceipt,
    AcceptedDocument,
    DocumentForm,
    OneApplicationReceipt,
    RetrievedData,
)
from app.papers.blocks import Column, Fact, Sheet
from app.papers.signs import electronic_signature, signing
from app.papers.words import joined
from i18n import N_

RECEIPT_TITLE = N_("paper: Receipt of acceptance of documents")
BUNDLE_TITLE = N_("paper: Receipt of acceptance of documents under the «one application» principle")

_FORMS = {
    DocumentForm.ORIGINAL: N_("paper: original"),
    DocumentForm.COPY: N_("paper: copy"),
    DocumentForm.ELECTRONIC_COPY: N_("paper: electronic copy from the original"),
    DocumentForm.ELECTRONIC_DOCUMENT: N_("paper: electronic document"),
}


def acceptance_receipt(paper: AcceptanceReceipt) -> list[Flowable]:
    """The story of a receipt for one service."""
    sheet = Sheet(paper.head.lang)
    say = sheet.say
    place = paper.issue_place or paper.head.branch.address
    return [
        *sheet.header(paper.head, say(RECEIPT_TITLE)),
        sheet.facts(
            *sheet.service(paper.service),
            *_facts(sheet, paper),
        ),
        Spacer(0, 1 * mm),
        sheet.hero(
            say(N_("paper: Date of issue of ready documents")),
            day(paper.issue_date),
            joined_label(say(N_("paper: Where")), place),
            paper.term_note,
        ),
        *_documents(sheet, paper),
    ]


def one_application_receipt(paper: OneApplicationReceipt) -> list[Flowable]:
    """The story of a receipt that names every member service with its own date."""
    sheet = Sheet(paper.head.lang)
    say = sheet.say
    columns = [
        Column(say(N_("paper: Public service")), 0),
        Column(say(N_("paper: Case number")), 36),
        Column(say(N_("paper: Date of issue of ready documents")), 34, "strong"),
    ]
    rows = [
        (
            f"{member.service} ({member.issue_place})" if member.issue_place else member.service,
            member.case_number,
            day(member.issue_date),
        )
        for member in paper.members
    ]
    return [
        *sheet.header(paper.head, say(BUNDLE_TITLE)),
        sheet.facts(*_facts(sheet, paper)),
        *sheet.heading(say(N_("paper: Services and their dates of issue"))),
        sheet.table(columns, rows),
        *_documents(sheet, paper),
    ]


def joined_label(label: str, value: str) -> str:
    """``Where: address``; nothing without a value."""
    return f"{label}: {value}" if value.strip() else ""


def _facts(sheet: Sheet, paper: AcceptanceReceipt | OneApplicationReceipt) -> list[Fact]:
    say = sheet.say
    filed = moment(paper.filed_at)
    if paper.filed_by_journal:
        filed = joined(filed, say(N_("paper: by the journal of the ordinary queue")))
    worker = paper.accepted_by
    return [
        Fact(say(N_("paper: Applicant")), paper.applicant),
        Fact(say(N_("paper: Representative")), paper.representative),
        Fact(say(N_("paper: Also take part")), "; ".join(paper.participants)),
        Fact(say(N_("paper: Case number")), paper.case_number),
        Fact(say(N_("paper: Date and time of filing")), filed),
        Fact(
            say(N_("paper: Employee who accepted the application")),
            joined(worker.name.full, worker.position),
        ),
        Fact(say(N_("paper: Paid")), _payment(paper)),
    ]


def _payment(paper: AcceptanceReceipt | OneApplicationReceipt) -> str:
    return "" if paper.paid is None else joined(tenge(paper.paid), paper.payment_document)


def _documents(sheet: Sheet, paper: AcceptanceReceipt | OneApplicationReceipt) -> list[Flowable]:
    say = sheet.say
    story = [
        *sheet.heading(say(N_("paper: List of documents accepted"))),
        _accepted(sheet, paper.accepted),
        Spacer(0, 1.5 * mm),
        sheet.text(
            say(
                N_("paper: Documents in all: {documents}, sheets: {sheets}"),
                documents=count(len(paper.accepted)),
                sheets=count(sum(document.sheets for document in paper.accepted)),
            ),
            sheet.styles.value,
        ),
    ]
    if paper.retrieved:
        story += [
            *sheet.heading(say(N_("paper: Data obtained from information systems"))),
            _retrieved(sheet, paper.retrieved),
            Spacer(0, 1.5 * mm),
            sheet.text(
                say(
                    N_(
                        "paper: Obtained by the Corporation; these are not among the accepted papers."
                    )
                ),
                sheet.styles.small,
            ),
        ]
    story += _what_next(sheet, paper)
    if paper.signature is not None:
        story += [*signing(), electronic_signature(sheet, paper.signature)]
    return story


def _accepted(sheet: Sheet, documents: Sequence[AcceptedDocument]) -> Flowable:
    say = sheet.say
    columns = [
        Column(say(N_("paper: Document")), 0),
        Column(say(N_("paper: Form")), 59),
        Column(say(N_("paper: Sheets")), 15, "right"),
    ]
    rows = ((d.name, say(_FORMS[d.form]), count(d.sheets)) for d in documents)
    return sheet.table(columns, rows)


def _retrieved(sheet: Sheet, data: Sequence[RetrievedData]) -> Flowable:
    say = sheet.say
    columns = [
        Column(say(N_("paper: Data")), 0),
        Column(say(N_("paper: Source")), 62),
        Column(say(N_("paper: Obtained")), 30, "right"),
    ]
    return sheet.table(columns, ((d.name, d.source, moment(d.obtained_at)) for d in data))


def _what_next(sheet: Sheet, paper: AcceptanceReceipt | OneApplicationReceipt) -> list[Flowable]:
    say = sheet.say
    return [
        *sheet.heading(say(N_("paper: How to receive the result"))),
        *sheet.bullets(
            [
                say(
                    N_(
                        "paper: Show an identity document or a digital document; a representative also "
                        "shows the document of authority."
                    )
                ),
                say(N_("paper: The code on this receipt helps to find the case faster.")),
                say(
                    N_("paper: The stage of the case can be learnt at the contact centre: {phone}"),
                    phone=paper.head.branch.contact_centre,
                ),
            ]
        ),
    ]
