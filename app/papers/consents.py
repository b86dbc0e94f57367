"""Sets the prints of the three consents; the text agreed to stands as it was frozen."""

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from app.domain.figures import moment
from app.domain.papers import (
    CertificationConsent,
    ConsentAnswer,
    ConsentPrintForm,
    DataConsent,
    ExtractConsent,
    WithdrawnConsent,
)
from app.papers.blocks import Fact, Sheet
from app.papers.signs import electronic_signature, signature_line, signing
from app.papers.words import LANGUAGES, joined
from i18n import N_

DATA_CONSENT_TITLE = N_("paper: Consent to the use of law-protected secret data")
CERTIFICATION_CONSENT_TITLE = N_(
    "paper: Consent to certification by the employee's digital signature"
)
EXTRACT_CONSENT_TITLE = N_("paper: Extract: answer of the personal-data access-control service")
WITHDRAWN_TITLE = N_("paper: Confirmation that a consent is taken back")

FORMS = {
    ConsentPrintForm.WRITTEN: N_("paper: in writing"),
    ConsentPrintForm.EDS: N_("paper: with an electronic digital signature"),
    ConsentPrintForm.MOBILE: N_("paper: by a mobile device"),
}
ANSWERS = {
    ConsentAnswer.CONFIRMED: N_("paper: access confirmed by the subject"),
    ConsentAnswer.REFUSED: N_("paper: access not confirmed by the subject"),
    ConsentAnswer.NO_ANSWER: N_("paper: no answer within the time set"),
    ConsentAnswer.EXPIRED: N_("paper: the time to answer ran out"),
}


def data_consent(paper: DataConsent) -> list[Flowable]:
    """The story of consent A."""
    sheet = Sheet(paper.head.lang)
    say = sheet.say
    return [
        *sheet.header(paper.head, say(DATA_CONSENT_TITLE)),
        sheet.facts(
            Fact(say(N_("paper: Subject of the data")), paper.subject),
            Fact(say(N_("paper: Representative")), paper.representative),
            Fact(say(N_("paper: Purpose")), paper.purpose, wide=True),
            Fact(say(N_("paper: Case number")), paper.case_number),
            Fact(say(N_("paper: Date and time of the consent")), moment(paper.given_at)),
        ),
        *sheet.heading(say(N_("paper: Information systems and data"))),
        *sheet.bullets(paper.systems),
        *_text(sheet, paper),
        sheet.facts(
            Fact(say(N_("paper: Form of the consent")), say(FORMS[paper.form])),
            Fact(say(N_("paper: Evidence")), paper.evidence),
            Fact(say(N_("paper: Basis")), paper.basis, wide=True),
        ),
        *_pen(sheet, paper),
    ]


def certification_consent(paper: CertificationConsent) -> list[Flowable]:
    """The story of consent B."""
    sheet = Sheet(paper.head.lang)
    say = sheet.say
    worker = paper.operator
    return [
        *sheet.header(paper.head, say(CERTIFICATION_CONSENT_TITLE)),
        sheet.facts(
            Fact(say(N_("paper: Applicant")), paper.subject),
            Fact(say(N_("paper: Representative")), paper.representative),
            Fact(say(N_("paper: Electronic request")), paper.request_title, wide=True, strong=True),
            Fact(
                say(N_("paper: Control sum of the request (SHA-256)")),
                paper.request_sha256,
                wide=True,
            ),
            Fact(say(N_("paper: Case number")), paper.case_number),
            Fact(say(N_("paper: Date and time of the consent")), moment(paper.given_at)),
            Fact(
                say(N_("paper: Employee who certifies the request")),
                joined(worker.name.full, worker.position),
            ),
            Fact(say(N_("paper: Form of the consent")), say(FORMS[paper.form])),
        ),
        *_text(sheet, paper),
        sheet.facts(Fact(say(N_("paper: Basis")), paper.basis, wide=True)),
        *_pen(sheet, paper),
    ]


def extract_consent(paper: ExtractConsent) -> list[Flowable]:
    """The story of the extract that stands for consent C."""
    sheet = Sheet(paper.head.lang)
    say = sheet.say
    return [
        *sheet.header(paper.head, say(EXTRACT_CONSENT_TITLE)),
        sheet.facts(
            Fact(say(N_("paper: Subject of the data")), paper.subject),
            Fact(say(N_("paper: Who receives the data")), paper.recipient),
            Fact(say(N_("paper: Request №")), paper.request_id),
            Fact(say(N_("paper: Case number")), paper.case_number),
            Fact(say(N_("paper: Purpose")), paper.purpose, wide=True),
        ),
        *sheet.heading(say(N_("paper: Data asked for"))),
        *sheet.bullets(paper.data),
        Spacer(0, 3 * mm),
        sheet.facts(
            Fact(say(N_("paper: Answer")), say(ANSWERS[paper.answer]), strong=True),
            Fact(say(N_("paper: Date and time of the answer")), moment(paper.answered_at)),
            Fact(say(N_("paper: Basis")), paper.basis, wide=True),
        ),
    ]


def withdrawn_consent(paper: WithdrawnConsent) -> list[Flowable]:
    """The story of the confirmation that a consent was taken back."""
    sheet = Sheet(paper.head.lang)
    say = sheet.say
    worker = joined(paper.worker.name.full, paper.worker.position)
    return [
        *sheet.header(paper.head, say(WITHDRAWN_TITLE)),
        sheet.facts(
            Fact(say(N_("paper: Subject of the data")), paper.subject),
            Fact(say(N_("paper: Representative")), paper.representative),
            Fact(
                say(N_("paper: Consent that is taken back")), paper.consent, wide=True, strong=True
            ),
            Fact(say(N_("paper: Case number")), paper.case_number),
            Fact(say(N_("paper: The consent was given")), moment(paper.given_at)),
            Fact(
                say(N_("paper: The consent is taken back")), moment(paper.withdrawn_at), strong=True
            ),
        ),
        *sheet.heading(say(N_("paper: Services that the consent spoke of"))),
        *sheet.bullets(paper.scope),
        *sheet.heading(say(N_("paper: What this changes"))),
        *sheet.bullets(paper.consequences),
        Spacer(0, 3 * mm),
        sheet.facts(
            Fact(say(N_("paper: Employee who took it")), worker),
            Fact(say(N_("paper: Basis")), paper.basis, wide=True),
        ),
        *signing(),
        KeepTogether(
            [
                signature_line(
                    sheet,
                    say(N_("paper: The consent is taken back by")),
                    paper.representative or paper.subject,
                    dated=True,
                )
            ]
        ),
    ]


def _text(sheet: Sheet, paper: DataConsent | CertificationConsent) -> list[Flowable]:
    """The frozen text with its version and language."""
    say = sheet.say
    version = say(
        N_("paper: Text version {version}, language: {language}"),
        version=paper.text_version,
        language=say(LANGUAGES[paper.head.lang]),
    )
    return [
        *sheet.heading(say(N_("paper: Text of the consent"))),
        *sheet.paragraphs(paper.text),
        sheet.text(version, sheet.styles.small),
        Spacer(0, 2 * mm),
    ]


def _pen(sheet: Sheet, paper: DataConsent | CertificationConsent) -> list[Flowable]:
    """A line for the pen of a written consent, the mark of a signed one."""
    if isinstance(paper, CertificationConsent) and paper.signature is not None:
        return [*signing(), electronic_signature(sheet, paper.signature)]
    if paper.form is not ConsentPrintForm.WRITTEN:
        return []
    signer = paper.representative or paper.subject
    role = sheet.say(N_("paper: Consent given by"))
    return [*signing(), KeepTogether([signature_line(sheet, role, signer, dated=True)])]
