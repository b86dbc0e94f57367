"""Sets the receipt of refusal to accept: what is missing, what has expired, what can be done."""

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from app.domain.figures import day, moment
from app.domain.papers import IntakeRefusalReceipt
from app.papers.blocks import Column, Fact, Sheet
from app.papers.frame import next_copy
from app.papers.signs import acknowledgement, electronic_signature, signature_line
from app.papers.words import joined
from i18n import N_

REFUSAL_TITLE = N_("paper: Receipt of refusal to accept documents")

_COPY_MARKS = (
    N_("paper: Copy 1: for the applicant"),
    N_("paper: Copy 2: for the State Corporation"),
)


def intake_refusal_receipt(paper: IntakeRefusalReceipt) -> list[Flowable]:
    """The story of the refusal receipt, once, or twice with the marks of the two copies."""
    sheet = Sheet(paper.head.lang)
    if not paper.two_copies:
        return _copy(sheet, paper, "")
    first, second = (sheet.say(mark) for mark in _COPY_MARKS)
    return [*_copy(sheet, paper, first), *next_copy(), *_copy(sheet, paper, second)]


def _copy(sheet: Sheet, paper: IntakeRefusalReceipt, mark: str) -> list[Flowable]:
    say = sheet.say
    under = [mark] if mark else []
    return [
        *sheet.header(paper.head, say(REFUSAL_TITLE), under=under),
        sheet.facts(
            Fact(say(N_("paper: Applicant")), paper.applicant),
            Fact(say(N_("paper: Address")), paper.applicant_address),
            Fact(say(N_("paper: Visit number")), paper.case_number),
            Fact(say(N_("paper: Date and time of refusal")), moment(paper.refused_at)),
            *sheet.service(paper.service),
        ),
        *_reasons(sheet, paper),
        *_lists(sheet, paper),
        *_what_next(sheet, paper),
        *_signatures(sheet, paper, mark),
    ]


def _reasons(sheet: Sheet, paper: IntakeRefusalReceipt) -> list[Flowable]:
    """The decision with the clauses that apply, and its basis."""
    say = sheet.say
    department = say(N_("paper: Department № {number}"), number=paper.head.branch.department_number)
    clauses = []
    if paper.missing:
        clauses.append(say(N_("paper: the package of documents is not complete by the list")))
    if paper.expired:
        clauses.append(say(N_("paper: documents whose term of validity has ended were presented")))
    return [
        sheet.text(
            say(
                N_(
                    "paper: {department} ({address}) refuses to accept the application for the public "
                    "service named above. Reason:"
                ),
                department=department,
                address=paper.head.branch.address,
            )
        ),
        *sheet.bullets(clauses),
        Spacer(0, 1.5 * mm),
        sheet.facts(
            Fact(say(N_("paper: Basis")), paper.law_reference),
            Fact(say(N_("paper: Act that sets the list of documents")), paper.act_reference),
        ),
    ]


def _lists(sheet: Sheet, paper: IntakeRefusalReceipt) -> list[Flowable]:
    say = sheet.say
    story: list[Flowable] = []
    if paper.missing:
        columns = [
            Column(say(N_("paper: Document")), 0),
            Column(say(N_("paper: Clause of the act")), 48),
        ]
        story += [
            *sheet.heading(say(N_("paper: Missing documents"))),
            sheet.table(columns, ((d.name, d.clause) for d in paper.missing)),
        ]
    if paper.expired:
        columns = [
            Column(say(N_("paper: Document")), 0),
            Column(say(N_("paper: Clause of the act")), 48),
            Column(say(N_("paper: Valid until")), 30, "right"),
        ]
        story += [
            *sheet.heading(say(N_("paper: Documents whose term of validity has ended"))),
            sheet.table(columns, ((d.name, d.clause, day(d.expired_on)) for d in paper.expired)),
        ]
    return story


def _what_next(sheet: Sheet, paper: IntakeRefusalReceipt) -> list[Flowable]:
    say = sheet.say
    complaint = say(
        N_("paper: Whoever disagrees with the refusal may lodge a complaint: {reference}"),
        reference=paper.complaint_reference,
    )
    return [
        *sheet.heading(say(N_("paper: What can be done"))),
        *sheet.bullets(
            [
                say(
                    N_(
                        "paper: When the causes are removed, one may apply again, at any time and any "
                        "number of times."
                    )
                ),
                complaint,
            ]
        ),
    ]


def _signatures(sheet: Sheet, paper: IntakeRefusalReceipt, mark: str) -> list[Flowable]:
    say = sheet.say
    role = joined(say(N_("paper: Employee of the State Corporation")), paper.employee.position)
    lines: list[Flowable] = []
    if mark:
        lines += [
            sheet.text(
                say(N_("paper: Made in two copies, one for each party.")), sheet.styles.small
            )
        ]
    if paper.signature is not None:
        lines += [electronic_signature(sheet, paper.signature), Spacer(0, 2 * mm)]
    if paper.signature is None or mark:
        lines.append(signature_line(sheet, role, paper.employee.name.full))
    else:
        lines.append(sheet.facts(Fact(role, paper.employee.name.full, wide=True)))
    lines += [
        sheet.facts(
            Fact(say(N_("paper: Executor")), paper.executor),
            Fact(say(N_("paper: Phone")), paper.phone),
        ),
        *acknowledgement(sheet, say(N_("paper: Received")), paper.acknowledgement),
    ]
    return [Spacer(0, 3 * mm), KeepTogether(lines)]
