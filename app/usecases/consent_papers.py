"""The texts of the consents, frozen in the language of the applicant, and the papers that keep them."""

from dataclasses import replace

from app.domain.case import Case, Consent, ConsentForm, ConsentKind, ConsentState, SendingStage
from app.domain.language import Lang
from app.domain.papers import (
    CertificationConsent,
    ConsentAnswer,
    ConsentPrintForm,
    DataConsent,
    ESignature,
    ExtractConsent,
    WithdrawnConsent,
)
from app.domain.passport import Passport
from app.ports.storage import PaperRecord
from app.rules.checklist import applicable_rows
from app.rules.consent import needed_consents, protected_rows
from app.rules.postpone import DRAFTS
from app.usecases.bundle import members_of
from app.usecases.papers import keep_paper, paper_head, reference, worker
from app.usecases.situation import passport_of
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
    ConsentState.EXPIRED: ConsentAnswer.EXPIRED,
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
    """The exact words, in the language of the case; once said they are kept as they are (R-080).

    Of «one application» the text names every service that the act is recorded for (R-079).
    """
    lang = case.language
    pairs = covered(work, case, passport, kind)
    names = dict.fromkeys(one.name.in_(lang) for _, one in pairs)
    data = dict.fromkeys(name for pair in pairs for name in data_names(*pair, kind, lang))
    return text(
        lang,
        _TEXTS[kind],
        service="», «".join(names),
        data="; ".join(data),
        employee=work.actor.name_in(lang).full,
    )


def covered(
    work: Work, case: Case, passport: Passport, kind: ConsentKind
) -> tuple[tuple[Case, Passport], ...]:
    """The cases that one act speaks of: the case alone, or the drafts of its application that need
    this consent, in their order."""
    parent = work.store.cases.get(case.parent_id) if case.parent_id else None
    if parent is None:
        return ((case, passport),)
    found = []
    for member in members_of(work, parent):
        known = passport if member.id == case.id else passport_of(work, member)
        if known is None or (member.id != case.id and member.state not in DRAFTS):
            continue
        if member.id == case.id or kind in needed_consents(member, known):
            found.append((member, known))
    return tuple(found)


def consent_paper(
    work: Work, case: Case, passport: Passport, act: Consent, request_sha256: str
) -> PaperRecord:
    """The paper of consent A or B; ``request_sha256`` is the hash of the request that B speaks of."""
    if act.kind is ConsentKind.A:
        return keep_paper(work, _of_data(work, case, passport, act), case.id)
    paper = _of_certification(work, case, passport, act, request_sha256)
    return keep_paper(work, paper, case.id)


def _of_data(work: Work, case: Case, passport: Passport, act: Consent) -> DataConsent:
    lang = case.language
    return DataConsent(
        head=paper_head(work, lang),
        case_number=case.draft_code,
        subject=subject_name(case),
        representative=representative_name(case),
        systems=data_names(case, passport, act.kind, lang),
        purpose=passport.name.in_(lang),
        text=act.text,
        text_version=act.text_version,
        form=ConsentPrintForm(act.form.value),
        given_at=act.at,
        evidence=act.evidence or text(lang, N_("consent: the signed paper")),
        basis=reference("law.20.6", lang),
    )


def _of_certification(
    work: Work, case: Case, passport: Passport, act: Consent, request_sha256: str
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
        request_sha256=request_sha256,
        operator=worker(work, lang),
        text=act.text,
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


_TAKEN_BACK = {
    ConsentKind.A: N_("consent: The sources of data protected by law are asked no more."),
    ConsentKind.B: N_(
        "consent: The employee's signature does not certify the application any more."
    ),
    ConsentKind.C: N_("consent: The application is not sent by its ordinary electronic road."),
}
_NAMES = {
    ConsentKind.A: N_("consent: A. Use of data protected by law"),
    ConsentKind.B: N_("consent: B. Certification by the employee's signature"),
    ConsentKind.C: N_("consent: C. Access to personal data through the state service"),
}
_STAYS = N_("consent: What was done lawfully before stays on record and is not erased.")
_TOLD = {
    SendingStage.KEPT_HERE: N_("consent: The word of it follows the application to the provider."),
    SendingStage.ON_ITS_WAY: N_("consent: The word of it follows the application to the provider."),
    SendingStage.DELIVERED: N_(
        "consent: The provider, who has the application already, is told of it."
    ),
    SendingStage.REGISTERED: N_(
        "consent: The provider, who has the application already, is told of it."
    ),
}
"""No more than is proved: of a message that was rejected the provider knows nothing."""


def stopped_by(kind: ConsentKind) -> str:
    """What stops when that consent is taken back, as a message id."""
    return _TAKEN_BACK[kind]


def cannot_undo(case: Case) -> tuple[str, ...]:
    """What a withdrawal leaves as it is, as message ids: what was done, and who has it already."""
    follows = _TOLD.get(case.sending.stage) if case.sending is not None else None
    return (_STAYS, *((follows,) if follows else ()))


def withdrawal_paper(work: Work, case: Case, given: Consent, act: Consent) -> PaperRecord:
    """The confirmation for the hands of the applicant that a consent was taken back (R-081)."""
    lang = case.language
    told = (stopped_by(act.kind), *cannot_undo(case))
    found = (work.services.get(service, "") for service in given.scope)
    names = tuple(one.name.in_(lang) for one in found if one is not None)
    own = passport_of(work, case)
    paper = WithdrawnConsent(
        head=paper_head(work, lang),
        case_number=case.number or case.draft_code,
        subject=subject_name(case),
        representative=representative_name(case),
        consent=text(lang, _NAMES[act.kind]),
        given_at=given.at,
        withdrawn_at=act.at,
        scope=names or ((own.name.in_(lang),) if own is not None else given.scope),
        consequences=tuple(text(lang, words) for words in told),
        worker=worker(work, lang),
        basis=reference("law.19-1.2.6", lang),
    )
    return keep_paper(work, paper, case.id)


def with_act(case: Case, act: Consent) -> Case:
    """The case with one more act; the acts before it stay as they were."""
    return replace(case, consents=(*case.consents, act))
