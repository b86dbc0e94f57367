"""The act of registering: the number, the promised dates with their trace, and the receipt."""

from collections.abc import Iterable
from dataclasses import replace

from app.domain.case import Case, Registration
from app.domain.codes import CodeKind
from app.errors import InputInvalid, declare
from app.ports.gateways import Request
from app.ports.storage import PaperRecord
from app.rules.facts import Facts
from app.rules.register import RECEIPT_CHECKS, term_of
from app.rules.terms import ServiceTerm
from app.usecases.bundle import members_of
from app.usecases.draft_facts import passport_needed
from app.usecases.intake import Change, settle
from app.usecases.numbering import as_counted, next_number, printed_code
from app.usecases.outcome import Outcome
from app.usecases.papers import keep_paper
from app.usecases.receipts import acceptance_receipt, one_application_receipt
from app.usecases.situation import leave_for_courier
from app.usecases.transit import check, move
from app.usecases.work import Work
from i18n import N_

DELIVERIES = ("shown_on_screen", "cabinet", "sms", "email")
DELIVERY_UNKNOWN = declare(
    "receipt.delivery",
    N_("The receipt cannot be delivered in this way."),
    N_("Choose: shown on the screen, the cabinet, a message to the phone, e-mail."),
)


def register_case(work: Work, before: Case, base: Case, verb: str, facts: Facts) -> Change:
    """``base`` registered by ``verb``: number, server time, dates; a case of its own gets its
    receipt here. Raises ``Blocked``."""
    passport = passport_needed(work, base)
    check(RECEIPT_CHECKS, replace(facts, case=base))
    term = term_of(base, passport, facts, work.now)
    number, count = next_number(work, "case")
    code = printed_code(work, CodeKind.CASE, count)
    registration = _registration(work, base, term, number, code)
    moved, warnings = move(base, verb, facts, number=number, registration=registration)
    if moved.parent_id:
        return Change(before=before, after=moved, findings=warnings, facts={"number": number})
    receipt = keep_paper(work, acceptance_receipt(work, moved, passport, term, code), moved.id)
    return Change(
        before=before,
        after=with_receipt(moved, receipt),
        findings=warnings,
        papers=(receipt,),
        facts={"number": number},
    )


def _registration(
    work: Work, case: Case, term: ServiceTerm, number: str, code: str
) -> Registration:
    assert term.term_end is not None and term.issue_date is not None  # noqa: S101 - just checked
    lang = case.language
    return Registration(
        number=number,
        filed_at=work.now,
        term_end=term.term_end,
        issue_date=term.issue_date,
        delivery_due=term.delivery_due,
        calendar_version=term.calendar_version,
        trace=tuple(f"{day.date:%d.%m.%Y}: {day.reason.in_(lang)}" for day in term.days),
        code=code,
    )


def with_receipt(case: Case, receipt: PaperRecord) -> Case:
    """The case with its receipt named in its registration."""
    assert case.registration is not None  # noqa: S101 - it was made a line before
    return replace(case, registration=replace(case.registration, receipt_paper_id=receipt.id))


def settle_registered(
    work: Work,
    verb: str,
    addressed: Case,
    changes: Iterable[Change],
    delivery: str = DELIVERIES[0],
) -> Outcome:
    """Save what was registered, remember the applicant, deliver the receipt electronically (R-132).

    Raises ``InputInvalid`` for a delivery that does not exist.
    """
    if delivery not in DELIVERIES:
        raise InputInvalid(DELIVERY_UNKNOWN, field="delivery")
    done = tuple(changes)
    members = [change for change in done if change.after.parent_id]
    if members:
        done = _with_common_receipt(work, done)
    for change in done:
        for receipt in change.papers:
            _deliver(work, change.after, receipt, delivery)
        _remember(work, change.after)
    return settle(work, verb, addressed, done, lists=("papers", "drafts"))


def _with_common_receipt(work: Work, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """One receipt for the members of a bundle; a later one lists all that are registered by then
    and replaces the one before."""
    parent = work.store.cases.get(changes[0].after.parent_id)
    assert parent is not None  # noqa: S101 - a member has its parent
    number, code = _number_of(work, parent)
    if not parent.number:
        parent = work.store.cases.save(replace(parent, number=number))
    fresh = {change.after.id: change.after for change in changes}
    listed = [fresh.get(member.id, member) for member in members_of(work, parent)]
    registered = [(case, passport_needed(work, case)) for case in listed if case.registration]
    paper = one_application_receipt(work, parent, code, registered)
    before = [p for p in work.store.papers.of_case(parent.id) if p.kind == paper.kind.value]
    if before:
        last = before[-1]
        head = replace(
            paper.head,
            number=last.number,
            version=last.version + 1,
            replaces=f"{last.number}/{last.version}",
        )
        paper = replace(paper, head=head)
    receipt = keep_paper(work, paper, parent.id)
    marked = [replace(change, after=with_receipt(change.after, receipt)) for change in changes]
    return (replace(marked[0], papers=(*marked[0].papers, receipt)), *marked[1:])


def _number_of(work: Work, parent: Case) -> tuple[str, str]:
    """The number of the whole application and its code; a parent keeps the one it has."""
    if parent.number:
        return parent.number, printed_code(work, CodeKind.CASE, as_counted(parent.number))
    number, count = next_number(work, "case")
    return number, printed_code(work, CodeKind.CASE, count)


def _deliver(work: Work, case: Case, receipt: PaperRecord, delivery: str) -> None:
    """A message says the number, the branch and that it is accepted; nothing else (R-233)."""
    work.store.papers.mark_delivered(receipt.id, delivery)
    if delivery == DELIVERIES[0]:
        return
    person = case.applicant.person or case.identification.person
    request = Request(
        id=work.new_id(),
        system="notices",
        what="accepted",
        case_id=case.id,
        personal={"phone": person.phone or "", "iin": person.iin or ""},
        params={"number": case.number, "branch": work.branch.code, "way": delivery},
        asked_at=work.now,
    )
    leave_for_courier(work, "notice", request)


def _remember(work: Work, case: Case) -> None:
    """Only who has applied is remembered; of a draft that is given up nothing stays (R-101)."""
    if case.applicant.person is not None:
        work.store.persons.remember(case.applicant.person, work.now)
    if case.applicant.organisation is not None:
        work.store.persons.remember_organisation(case.applicant.organisation, work.now)
