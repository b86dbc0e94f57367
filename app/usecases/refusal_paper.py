"""The receipt of refusal to accept: every document by its name, the Law's basis, how to go on."""

from app.domain.case import Case, IntakeRefusal, RefusedDocument
from app.domain.language import Lang
from app.domain.papers import (
    Acknowledgement,
    AcknowledgementState,
    ExpiredDocument,
    IntakeRefusalReceipt,
    MissingDocument,
)
from app.domain.passport import Passport
from app.usecases.consent_papers import subject_name
from app.usecases.draft_facts import passport_needed
from app.usecases.papers import paper_head, reference, worker
from app.usecases.receipts import service_of
from app.usecases.work import Work
from i18n import N_, text

_STATES = {
    "": AcknowledgementState.AWAITED,
    "signed": AcknowledgementState.RECEIVED,
    "declined": AcknowledgementState.DECLINED,
}


def refusal_receipt(
    work: Work, case: Case, refusal: IntakeRefusal, address: str
) -> IntakeRefusalReceipt:
    """The receipt in the language of the case, in two copies (D-05).

    Raises ``InputInvalid`` when a mandatory field is empty.
    """
    lang, passport = case.language, passport_needed(work, case)
    person = case.applicant.person
    known = address or (person.address if person is not None else "")
    return IntakeRefusalReceipt(
        head=paper_head(work, lang),
        case_number=case.draft_code,
        applicant=subject_name(case),
        applicant_address=known or text(lang, N_("receipt: not stated")),
        service=service_of(passport, lang),
        law_reference=reference("law.20.2", lang),
        act_reference=_act(passport, lang),
        refused_at=refusal.at,
        employee=worker(work, lang),
        executor=work.actor.name_in(lang).full,
        phone=next(iter(work.branch.reference_phones), work.branch.contact_centre),
        complaint_reference=reference("law.25", lang),
        acknowledgement=_acknowledgement(work, case, refusal),
        missing=tuple(
            MissingDocument(name=doc.name, clause=_clause(doc, lang)) for doc in refusal.missing
        ),
        expired=tuple(_expired(doc, lang) for doc in refusal.expired),
        two_copies=True,
    )


def _expired(document: RefusedDocument, lang: Lang) -> ExpiredDocument:
    assert document.expired_on is not None  # noqa: S101 - a guard has just proved it
    return ExpiredDocument(
        name=document.name, expired_on=document.expired_on, clause=_clause(document, lang)
    )


def _clause(document: RefusedDocument, lang: Lang) -> str:
    """The clause in words: a place of the service's act, or a provision of the table."""
    try:
        return reference(document.clause, lang)
    except KeyError:
        return document.clause


def _act(passport: Passport, lang: Lang) -> str:
    """The act of the service that sets the list; the Rules where the passport names none."""
    title = passport.act.title.in_(lang) if passport.act is not None else ""
    return title or reference("rules.15.6", lang)


def _acknowledgement(work: Work, case: Case, refusal: IntakeRefusal) -> Acknowledgement:
    state = _STATES[refusal.acknowledged]
    if state is AcknowledgementState.AWAITED:
        return Acknowledgement(state=state)
    received = state is AcknowledgementState.RECEIVED
    return Acknowledgement(
        state=state,
        name=case.identification.person.name.full if received else "",
        at=work.now,
        noted_by="" if received else work.actor.name_in(case.language).full,
    )
