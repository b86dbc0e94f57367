"""The refusal to accept: two reasons, both from the checklist, each document by its name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.case import DocumentEntry, RefusedDocument
from app.domain.finding import Finding
from app.domain.language import Lang
from app.domain.passport import DocumentRow
from app.rules.checklist import (
    demandable,
    fills_itself,
    is_identity,
    lapsed,
    last_day,
    missing,
    rows_and_entries,
)
from app.rules.facts import Facts
from app.rules.registry import rule
from i18n import N_


class RefusalReason(StrEnum):
    """The two reasons that the Law knows; a third one does not exist (R-145)."""

    INCOMPLETE = "INCOMPLETE"
    EXPIRED = "EXPIRED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusable:
    """What a refusal would name today: documents that are missing, and those that have expired."""

    missing: tuple[RefusedDocument, ...] = ()
    expired: tuple[RefusedDocument, ...] = ()

    @property
    def reasons(self) -> tuple[RefusalReason, ...]:
        """The reasons that follow from the two lists."""
        found = ((RefusalReason.INCOMPLETE, self.missing), (RefusalReason.EXPIRED, self.expired))
        return tuple(reason for reason, documents in found if documents)


def refusable(facts: Facts) -> Refusable:
    """The two lists as the checklist gives them, in the language of the case (R-149)."""
    today = facts.now.date()
    replaced = facts.passport is not None and facts.passport.replaces_identity_document
    lang = facts.case.language if facts.case is not None else Lang.KK
    gone: list[RefusedDocument] = []
    past: list[RefusedDocument] = []
    for row, entry in rows_and_entries(facts):
        if missing(row, entry):
            gone.append(_named(row, lang))
        elif lapsed(row, entry, today) and not (replaced and is_identity(row)):
            past.append(_named(row, lang, last_day(row, entry)))
    return Refusable(missing=tuple(gone), expired=tuple(past))


def _named(row: DocumentRow, lang: Lang, last: date | None = None) -> RefusedDocument:
    clause = row.clause.text.in_(lang) or row.clause.citation
    return RefusedDocument(row_id=row.id, name=row.name.in_(lang), clause=clause, expired_on=last)


@rule(
    "refuse_intake.reason_exists",
    requirements=("R-092", "R-144", "R-145"),
    citation="law.20.2",
    title=N_("There is no reason to refuse"),
    message=N_("The package has no missing and no expired document, so it must be accepted."),
    advice=N_(
        "Accept the application. A doubt is written down for the provider; a lacking consent, a silent"
        " system or an empty field is no reason."
    ),
)
def reason_exists(facts: Facts) -> Iterator[Finding]:
    """Only an incomplete package or an expired document; with neither, refusal does not exist."""
    if not refusable(facts).reasons:
        yield reason_exists.finding()


@rule(
    "refuse_intake.only_applicants_rows",
    requirements=("R-106", "R-107", "R-145"),
    citation="rules.22.1",
    title=N_("This document is not the applicant's to bring"),
    message=N_("«{name}» is held by the state or filled at the counter; nobody is refused for it."),
    advice=N_("Request it, wait for its source, or finish that step."),
)
def only_applicants_rows(facts: Facts) -> Iterator[Finding]:
    """What the state holds never stands in the receipt of refusal."""
    named = refusable(facts)
    listed = {document.row_id for document in (*named.missing, *named.expired)}
    for row, entry in rows_and_entries(facts):
        if row.id in listed and not _of_the_applicant(row, entry):
            name = row.name.shown
            yield only_applicants_rows.finding(
                subject=row.id, name_kk=name.kk or name.ru, name_ru=name.ru or name.kk
            )


def _of_the_applicant(row: DocumentRow, entry: DocumentEntry) -> bool:
    """The applicant's own papers, the identity document and the authority among them."""
    return demandable(row, entry) and (not fills_itself(row) or entry.valid_until is not None)


@rule(
    "refuse_intake.receipt_names_documents",
    requirements=("R-146", "R-148"),
    citation="rules.15.6",
    title=N_("The receipt would name no document"),
    message=N_("A receipt of refusal names each document and the clause that asks for it."),
    advice=N_("The editor of the catalogue enters the official name and the clause of the row."),
)
def receipt_names_documents(facts: Facts) -> Iterator[Finding]:
    """No general phrase: every document by name, with its clause, an expired one with its date."""
    named = refusable(facts)
    documents = (*named.missing, *named.expired)
    whole = all(d.name.strip() and d.clause.strip() for d in documents)
    if not documents or not whole or any(d.expired_on is None for d in named.expired):
        yield receipt_names_documents.finding()


@rule(
    "refuse_intake.explained",
    requirements=("R-144",),
    citation="law.20.2",
    title=N_("The applicant was not told how to put it right"),
    message=N_("Before the refusal the applicant hears what is lacking and how to apply again."),
    advice=N_("Explain it, tick «explained», then confirm the refusal."),
)
def explained(facts: Facts) -> Iterator[Finding]:
    """The explanation comes before the refusal."""
    if not facts.explained:
        yield explained.finding()


@rule(
    "refuse_intake.was_refused",
    requirements=("R-147",),
    citation="law.20.2",
    title=N_("There is no refusal to acknowledge"),
    message=N_("This application was not refused."),
    advice=N_("Look at the state of the case."),
)
def was_refused(facts: Facts) -> Iterator[Finding]:
    """Only a refusal that stands is acknowledged."""
    if facts.case is None or facts.case.refusal is None:
        yield was_refused.finding()
