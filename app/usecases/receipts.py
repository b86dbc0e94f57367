"""The receipts of acceptance: what was accepted, what was retrieved, by whom, when, and the date."""

from collections.abc import Iterable, Iterator

from app.domain.case import Case, DocumentEntry, RowSource, RowState
from app.domain.figures import day
from app.domain.language import Lang
from app.domain.papers import (
    AcceptanceReceipt,
    AcceptedDocument,
    DocumentForm,
    ESignature,
    MemberService,
    OneApplicationReceipt,
    PaperService,
    RetrievedData,
)
from app.domain.passport import Carrier, DocumentMode, DocumentRow, Passport
from app.rules.checklist import applicable_rows, entry_of, fills_itself
from app.rules.pay import SETTLED
from app.rules.terms import ServiceTerm
from app.usecases.application_text import participant_lines
from app.usecases.consent_papers import representative_name, subject_name
from app.usecases.papers import paper_head, worker
from app.usecases.work import Work
from i18n import N_, text

_FORMS = {
    RowSource.PAPER_RETAINED: DocumentForm.ORIGINAL,
    RowSource.COPY_RETAINED: DocumentForm.COPY,
    RowSource.VOLUNTARY: DocumentForm.COPY,
    RowSource.CERTIFIED_COPY: DocumentForm.ELECTRONIC_COPY,
    RowSource.DIGITAL_DOCUMENT: DocumentForm.ELECTRONIC_DOCUMENT,
    RowSource.MOBILE_RESULT: DocumentForm.ELECTRONIC_DOCUMENT,
}
_NOTED_DAYS = 12


def kept_form(entry: DocumentEntry) -> DocumentForm | None:
    """In what form the document stays with the case; ``None`` for what was shown and returned."""
    if entry.state is not RowState.PRESENT or entry.source is None:
        return None
    if entry.source is RowSource.VOLUNTARY and entry.returned:
        return None
    return _FORMS.get(entry.source)


def accepted_documents(case: Case, passport: Passport) -> Iterator[AcceptedDocument]:
    """The application, then every document that stays with the case (R-139)."""
    lang = case.language
    rows = applicable_rows(case, passport)
    form = next((row for row in rows if row.mode is DocumentMode.APPLICATION), None)
    on_paper = case.carrier is Carrier.PAPER
    yield AcceptedDocument(
        name=form.name.in_(lang) if form is not None else text(lang, N_("receipt: Application")),
        sheets=1,
        form=DocumentForm.ORIGINAL if on_paper else DocumentForm.ELECTRONIC_DOCUMENT,
    )
    for row in rows:
        entry = entry_of(case, row)
        kept = kept_form(entry) if not fills_itself(row) else None
        if kept is not None:
            sheets = max(entry.sheets, 1)
            yield AcceptedDocument(name=row.name.in_(lang), sheets=sheets, form=kept)


def retrieved_data(case: Case, passport: Passport) -> Iterator[RetrievedData]:
    """What was taken from systems: listed as retrieved, never as accepted papers."""
    for row in applicable_rows(case, passport):
        entry = entry_of(case, row)
        if entry.state is RowState.OBTAINED and entry.at is not None:
            yield RetrievedData(
                name=row.name.in_(case.language), source=source_name(row), obtained_at=entry.at
            )


def source_name(row: DocumentRow) -> str:
    """The system that holds the row, by the name the passport gives it."""
    return row.obtainable_from or row.id


def term_note(term: ServiceTerm, lang: Lang) -> str:
    """How the date came about: the days that were left out, each with its reason (R-135)."""
    skipped = [entry for entry in term.days if not entry.counted]
    said = [f"{day(entry.date)}: {entry.reason.in_(lang)}" for entry in skipped[:_NOTED_DAYS]]
    more = ["…"] if len(skipped) > _NOTED_DAYS else []
    return "; ".join([*said, *more])


def participants_on_paper(case: Case, passport: Passport) -> tuple[str, ...]:
    """«Owner of the dwelling: name», one for each who takes part beside the applicant."""
    return tuple(f"{who}: {name}" for who, name in participant_lines(case, passport))


def service_of(passport: Passport, lang: Lang) -> PaperService:
    """The service by its full name and its code in the register, where it is known."""
    return PaperService(name=passport.name.in_(lang), register_code=passport.register_code or "")


def e_signature(work: Work, case: Case) -> ESignature | None:
    """The mark of the employee's signature; none where the applicant signed by hand (D-14)."""
    if case.signature is None:
        return None
    return ESignature(
        signer=work.actor.name_in(case.language).full,
        certificate=case.signature.certificate_serial,
        signed_at=case.signature.at,
    )


def acceptance_receipt(
    work: Work, case: Case, passport: Passport, term: ServiceTerm, code: str
) -> AcceptanceReceipt:
    """The receipt of one case. Raises ``InputInvalid`` when a mandatory field is empty."""
    lang, promised = case.language, term.issue_date
    assert promised is not None  # noqa: S101 - register.term_computable has just proved it
    paid = case.payment if case.payment is not None and case.payment.state in SETTLED else None
    return AcceptanceReceipt(
        head=paper_head(work, lang, code=code),
        case_number=case.number,
        applicant=subject_name(case),
        representative=representative_name(case),
        participants=participants_on_paper(case, passport),
        accepted=tuple(accepted_documents(case, passport)),
        retrieved=tuple(retrieved_data(case, passport)),
        accepted_by=worker(work, lang),
        filed_at=work.now,
        paid=paid.paid if paid is not None else None,
        payment_document=paid.document_number if paid is not None else "",
        signature=e_signature(work, case),
        service=service_of(passport, lang),
        issue_date=promised,
        issue_place=work.branch.address.in_(lang),
        term_note=term_note(term, lang),
    )


def one_application_receipt(
    work: Work, parent: Case, code: str, members: Iterable[tuple[Case, Passport]]
) -> OneApplicationReceipt:
    """One receipt for all members, each with its own number and its own date (R-141)."""
    cases = tuple(members)
    lang = parent.language
    first = cases[0][0]
    accepted = {doc.name: doc for c, p in cases for doc in accepted_documents(c, p)}
    retrieved = {item.name: item for c, p in cases for item in retrieved_data(c, p)}
    return OneApplicationReceipt(
        head=paper_head(work, lang, code=code),
        case_number=parent.number,
        applicant=subject_name(first),
        representative=representative_name(first),
        participants=tuple(
            dict.fromkeys(line for pair in cases for line in participants_on_paper(*pair))
        ),
        accepted=tuple(accepted.values()),
        retrieved=tuple(retrieved.values()),
        accepted_by=worker(work, lang),
        filed_at=work.now,
        signature=e_signature(work, first),
        members=tuple(_member(work, case, passport, lang) for case, passport in cases),
    )


def _member(work: Work, case: Case, passport: Passport, lang: Lang) -> MemberService:
    assert case.registration is not None  # noqa: S101 - only registered members are listed
    return MemberService(
        service=passport.name.in_(lang),
        case_number=case.number,
        issue_date=case.registration.issue_date,
        issue_place=work.branch.address.in_(lang),
    )
