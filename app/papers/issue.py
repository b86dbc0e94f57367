"""Sets the papers of issue: the record, the note of non-readiness, the card beside a refusal."""

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from app.domain.figures import day, moment
from app.domain.papers import IssueRecord, NonReadiness, NonReadinessNote, RefusalExplanation
from app.papers.blocks import Fact, Sheet
from app.papers.signs import acknowledgement, signature_line, signing
from app.papers.words import joined
from i18n import N_

ISSUE_TITLE = N_("paper: Record of issue of the result")
NOTE_TITLE = N_("paper: Note that the result is not ready on the promised date")
CARD_TITLE = N_("paper: Explanation to the provider's refusal")

REASONS = {
    NonReadiness.PROVIDER_NOT_DELIVERED: N_(
        "paper: the provider has not delivered the result to the State Corporation"
    ),
    NonReadiness.BRANCH_DELAY: N_("paper: the result is still being made ready in the department"),
}


def issue_record(paper: IssueRecord) -> list[Flowable]:
    """The story of the record that the recipient acknowledges."""
    sheet = Sheet(paper.head.lang)
    say = sheet.say
    worker = paper.operator
    story: list[Flowable] = [
        *sheet.header(paper.head, say(ISSUE_TITLE)),
        sheet.facts(
            *sheet.service(paper.service),
            Fact(say(N_("paper: Case number")), paper.case_number),
            Fact(say(N_("paper: Date and time of issue")), moment(paper.issued_at)),
            Fact(say(N_("paper: Kind of result")), paper.result_kind),
            Fact(say(N_("paper: Number of the result")), paper.result_number),
        ),
        *sheet.heading(say(N_("paper: Recipient"))),
        sheet.facts(
            Fact(say(N_("paper: Full name")), paper.recipient),
            Fact(say(N_("paper: Identified by")), _identity(paper)),
        ),
        *_authority(sheet, paper),
        *signing(20 * mm),
    ]
    role = joined(say(N_("paper: Issued by")), worker.position)
    signs: list[Flowable] = [
        signature_line(sheet, role, worker.name.full),
        *acknowledgement(sheet, say(N_("paper: Result received")), paper.acknowledgement),
    ]
    return [*story, KeepTogether(signs)]


def _identity(paper: IssueRecord) -> str:
    return joined(f"{paper.identity.kind} № {paper.identity.number}", paper.identity.issued)


def _authority(sheet: Sheet, paper: IssueRecord) -> list[Flowable]:
    if paper.authority is None:
        return []
    say = sheet.say
    authority = paper.authority
    return [
        *sheet.heading(say(N_("paper: Authority of the representative"))),
        sheet.facts(
            Fact(say(N_("paper: Represented person")), paper.principal),
            Fact(say(N_("paper: Document of authority")), f"{authority.kind} № {authority.number}"),
            Fact(say(N_("paper: Date of the document")), day(authority.issued_on)),
            Fact(say(N_("paper: Powers")), joined(*authority.powers)),
        ),
    ]


def non_readiness_note(paper: NonReadinessNote) -> list[Flowable]:
    """The story of the note given on request when the promised day came without a result."""
    sheet = Sheet(paper.head.lang)
    say = sheet.say
    worker = paper.employee
    return [
        *sheet.header(paper.head, say(NOTE_TITLE)),
        sheet.facts(
            *sheet.service(paper.service),
            Fact(say(N_("paper: Case number")), paper.case_number),
            Fact(say(N_("paper: Promised date")), day(paper.promised_on)),
            Fact(say(N_("paper: Reason")), say(REASONS[paper.reason]), wide=True),
        ),
        Spacer(0, 1 * mm),
        sheet.hero(
            say(N_("paper: Next information")),
            day(paper.next_information_on),
            say(N_("paper: Contact centre: {phone}"), phone=paper.head.branch.contact_centre),
        ),
        *sheet.heading(say(N_("paper: What this note means"))),
        *sheet.bullets(
            [
                say(N_("paper: The promised date is not moved; the delay is recorded.")),
                say(N_("paper: The time of storage does not run until the result has come.")),
                say(N_("paper: Basis: {reference}"), reference=paper.basis),
            ]
        ),
        *signing(),
        signature_line(
            sheet,
            joined(say(N_("paper: Employee of the State Corporation")), worker.position),
            worker.name.full,
        ),
    ]


def refusal_explanation(paper: RefusalExplanation) -> list[Flowable]:
    """The story of the card: the refusal itself is handed over unchanged beside it."""
    sheet = Sheet(paper.head.lang)
    say = sheet.say
    not_given = say(N_("paper: not given in the refusal"))
    story: list[Flowable] = [
        *sheet.header(paper.head, say(CARD_TITLE)),
        sheet.facts(
            *sheet.service(paper.service),
            Fact(say(N_("paper: Case number")), paper.case_number),
            Fact(say(N_("paper: Provider")), paper.provider),
            Fact(
                say(N_("paper: Refusal № and date")),
                joined(paper.refusal_number, day(paper.refused_on)),
            ),
            Fact(say(N_("paper: Signed by")), paper.signer),
        ),
        *sheet.heading(say(N_("paper: Ground named by the provider"))),
        *sheet.paragraphs(paper.ground or not_given),
        *sheet.heading(say(N_("paper: Reasons named by the provider"))),
        *sheet.paragraphs(paper.reasons or not_given),
    ]
    if paper.defective:
        defect = say(
            N_(
                "paper: The refusal does not name its ground and reasons as the Law demands; the provider "
                "has been told. The right to a complaint stands."
            )
        )
        story += [Spacer(0, 1 * mm), sheet.text(defect)]
    return [*story, *_ways(sheet, paper)]


def _ways(sheet: Sheet, paper: RefusalExplanation) -> list[Flowable]:
    say = sheet.say
    ways = (
        (
            N_("paper: Apply again"),
            say(
                N_(
                    "paper: When the causes of the refusal are removed, one may apply again for the "
                    "service; there is no waiting time."
                )
            ),
            paper.reapply_reference,
        ),
        (
            N_("paper: Lodge a complaint"),
            say(
                N_(
                    "paper: The provider or the State Corporation considers it within {days} working "
                    "days, the authorised body for quality within {authority_days} working days, "
                    "from the day of registration."
                ),
                days=paper.complaint_days,
                authority_days=paper.authority_days,
            ),
            paper.complaint_reference,
        ),
        (
            N_("paper: Go to court"),
            say(N_("paper: The decision may be challenged in court as the legislation provides.")),
            paper.court_reference,
        ),
    )
    story: list[Flowable] = []
    for title, text, reference in ways:
        basis = say(N_("paper: Basis: {reference}"), reference=reference)
        story += [
            *sheet.heading(say(title)),
            sheet.text(text),
            sheet.text(basis, sheet.styles.small),
        ]
    return story
