"""The texts of the consents, frozen in the language of the applicant, and the papers that keep them."""

from dataclasses import replace

from app.domain.case import Case, Consent, ConsentForm, ConsentKind, ConsentState
from app.domain.language import Lang
from app.domain.papers import (
    CertificationConsent,
    ConsentAnswer,
    ConsentPrintForm,
    DataConsent,
    ESignature,
    ExtractConsent,
)
from app.domain.passport import Passport
from app.ports.storage import PaperRecord
from app.rules.checklist import applicable_rows
from app.rules.consent import protected_rows
from app.usecases.application_text import application_hash
from app.usecases.papers import keep_paper, paper_head, reference, worker
from app.usecases.work import Work
from i18n import N_, text

TEXT_VERSION = "1"
_TEXTS = {
    ConsentKind.A: N_(
        "consent: I agree that the State Corporation uses, for the public service «{service}», the"
        " following data about me that are protected by law: {data}."
    ),
    ConsentKind.B: N_(
        "consent: I agree that my request for the public service «{service}» is certified by the"
        " electronic digital signature of the employee of the State Corporation {employee}."
    ),
    ConsentKind.C: N_(
        "consent: I agree to the access to my personal data that are needed for the public service"
        " «{service}», asked through the state service of access control to personal data."
    ),
}
_ANSWERS = {
    ConsentState.GIVEN: ConsentAnswer.CONFIRMED,
    ConsentState.REFUSED: ConsentAnswer.REFUSED,
    ConsentState.NO_ANSWER: ConsentAnswer.NO_ANSWER,
}


def subject_name(case: Case) -> str:
    """Whose consent it is: the applicant, whoever says it."""
    if case.applicant.organisation is not None:
        return case.applicant.organisation.name.in_(case.language)
    return case.applicant.person.name.full if case.applicant.person is not None else ""


def representative_name(case: Case) -> str:
    """Who says it for them; empty when they say it themselves."""
    return case.identification.person.name.full if case.representation is not None else ""


def data_names(case: Case, passport: Passport, kind: ConsentKind, lang: Lang) -> tuple[str, ...]:
    """The data that the consent speaks of, by their official names."""
    rows = protected_rows(case, passport)
    if kind is ConsentKind.C:
        rows = tuple(row for row in applicable_rows(case, passport) if row.state_held)
    return tuple(row.name.in_(lang) for row in rows) or (passport.name.in_(lang),)


def consent_text(work: Work, case: Case, passport: Passport, kind: ConsentKind) -> str:
    """The exact words, in the language of the case; once said they are kept as they are (R-080)."""
    lang = case.language
    return text(
        lang,
        _TEXTS[kind],
        service=passport.name.in_(lang),
        data="; ".join(data_names(case, passport, kind, lang)),
        employee=work.actor.name_in(lang).full,
    )


def consent_paper(work: Work, case: Case, passport: Passport, act: Consent) -> PaperRecord:
    """The paper of consent A or B."""
    if act.kind is ConsentKind.A:
        return keep_paper(work, _of_data(work, case, passport, act), case.id)
    return keep_paper(work, _of_certification(work, case, passport, act), case.id)


def _of_data(work: Work, case: Case, passport: Passport, act: Consent) -> DataConsent:
    lang = case.language
    return DataConsent(
        head=paper_head(work, lang),
        case_number=case.draft_code,
        subject=subject_name(case),
        representative=representative_name(case),
        systems=data_names(case, passport, act.kind, lang),
        purpose=passport.name.in_(lang),
        text=consent_text(work, case, passport, act.kind),
        text_version=act.text_version,
        form=ConsentPrintForm(act.form.value),
        given_at=act.at,
        evidence=act.evidence or text(lang, N_("consent: the signed paper")),
        basis=reference("law.20.6", lang),
    )


def _of_certification(
    work: Work, case: Case, passport: Passport, act: Consent
) -> CertificationConsent:
    lang = case.language
    signed = ESignature(
        signer=subject_name(case), certificate=act.evidence or "—", signed_at=act.at
    )
    return CertificationConsent(
        head=paper_head(work, lang),
        case_number=case.draft_code,
        subject=subject_name(case),
        representative=representative_name(case),
        request_title=passport.name.in_(lang),
        request_sha256=application_hash(case, passport),
        operator=worker(work, lang),
        text=consent_text(work, case, passport, act.kind),
        text_version=act.text_version,
        form=ConsentPrintForm(act.form.value),
        given_at=act.at,
        basis=reference("law.21.3", lang),
        signature=signed if act.form is ConsentForm.EDS else None,
    )


def answer_paper(work: Work, case: Case, passport: Passport, act: Consent) -> PaperRecord:
    """The extract of the answer of the state service (consent C)."""
    lang = case.language
    extract = ExtractConsent(
        head=paper_head(work, lang),
        case_number=case.number or case.draft_code,
        request_id=act.request_id,
        subject=subject_name(case),
        recipient=passport.provider.in_(lang) or passport.name.in_(lang),
        purpose=passport.name.in_(lang),
        data=data_names(case, passport, ConsentKind.C, lang),
        answer=_ANSWERS[act.state],
        answered_at=act.at,
        basis=reference("rules.8", lang),
    )
    return keep_paper(work, extract, case.id)


def with_act(case: Case, act: Consent) -> Case:
    """The case with one more act; the acts before it stay as they were."""
    return replace(case, consents=(*case.consents, act))
