"""Changes of single rows of the checklist, and of the state that follows from them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from app.domain.case import Case, DocumentEntry, Outage, RowSource, RowState
from app.domain.case_states import CaseState
from app.domain.finding import Finding
from app.domain.passport import DocumentRow, Passport
from app.rules.checklist import applicable_row, entry_of, expired, rows_and_entries
from app.rules.consent import lacking_consents
from app.rules.facts import Facts
from app.rules.form import with_formed_values
from app.rules.registry import judge
from app.usecases.bundle import members_of, sharing
from app.usecases.draft_facts import intake_facts, passport_needed
from app.usecases.intake import Change, settle, unconfirmed
from app.usecases.outcome import Outcome
from app.usecases.situation import passport_of
from app.usecases.transit import check, guards_of, move
from app.usecases.work import Work

Turn = Callable[[Case, DocumentRow], DocumentEntry]
_WITH_COPY = (RowState.PRESENT, RowState.EXPIRED, RowState.NOT_VERIFIED)
_UNANSWERED = (RowState.OUTAGE, RowState.REQUESTED)


def with_entry(case: Case, entry: DocumentEntry, passport: Passport | None = None) -> Case:
    """The case with that row's entry in place of the former one; the confirmation falls (R-127).

    With a ``passport`` the fields formed by the systems are formed anew.
    """
    others = tuple(old for old in case.documents if old.row_id != entry.row_id)
    if entry.copy is not None and not _holds_copy(entry):
        entry = replace(entry, copy=None)
    changed = unconfirmed(case, documents=(*others, entry))
    if passport is None:
        return changed
    return replace(changed, fields=with_formed_values(changed, passport))


def _holds_copy(entry: DocumentEntry) -> bool:
    """A copy belongs to its row as long as the row stands by it."""
    return entry.source is RowSource.CERTIFIED_COPY and entry.state in _WITH_COPY


def row_act(
    work: Work, verb: str, addressed: Case, row_id: str, act: Callable[[Case], tuple[Change, ...]]
) -> Outcome:
    """An act on a row of the case; of a bundle, on the first member whose list has the row (the
    members that share the paper follow by themselves)."""
    case = addressed
    if addressed.children:
        members = members_of(work, addressed)
        case = next((m for m in members if row_of(work, m, row_id) is not None), members[0])
    return settle(work, verb, addressed, act(case))


def row_of(work: Work, case: Case, row_id: str) -> DocumentRow | None:
    """The row of the closed list, by its id or by the key of the paper that several rows share."""
    passport = passport_of(work, case)
    found = applicable_row(case, passport, row_id)
    if found is None and passport is not None:
        rows = (row for row, _ in rows_and_entries(intake_facts(work, case)))
        found = next((row for row in rows if row.shared_key and row.shared_key == row_id), None)
    return found


def judged_row(
    work: Work, case: Case, row_id: str, rules: Iterable[str], **more: Any
) -> tuple[DocumentRow, tuple[Finding, ...]]:
    """The row meant, after ``rules`` let the act through, with what they warn of. Raises
    ``Blocked``; the rules must hold ``complete.row_in_list``."""
    row = row_of(work, case, row_id)
    named = row.id if row is not None else row_id
    warnings = check(rules, intake_facts(work, case, row_id=named, **more))
    assert row is not None  # noqa: S101 - complete.row_in_list has just proved it
    return row, warnings


def turned(work: Work, case: Case, row: DocumentRow, turn: Turn, **told: str) -> Change:
    """The change of one row with the state that follows from it."""
    passport = passport_needed(work, case)
    after = settled(work, with_entry(case, turn(case, row), passport))
    entry = entry_of(after, row)
    return Change(before=case, after=after, facts={"row": row.id, "row_state": entry.state, **told})


def for_all_that_share(
    work: Work, case: Case, row: DocumentRow, turn: Turn, **told: str
) -> tuple[Change, ...]:
    """One paper for the case and for every member of the application that waits for the same one."""
    pairs = ((case, row), *sharing(work, case, row))
    return tuple(turned(work, owner, twin, turn, **told) for owner, twin in pairs)


def settled(work: Work, case: Case) -> Case:
    """The case in the state that its rows put it into: waiting for a silent source, or checking.

    ``case`` holds the changed rows; its state is still the one before. What was ready and turns out
    to lack something is checked again.
    """
    facts = intake_facts(work, case)
    if _turned_incomplete(case, facts):
        case, _ = move(case, "check_again", facts)
        facts = intake_facts(work, case)
    states = {entry.state for row, entry in rows_and_entries(facts) if row.mandatory}
    if case.state is CaseState.CHECKING and RowState.OUTAGE in states:
        moved, _ = move(case, "record_outage", facts)
        return moved
    if case.state is CaseState.DRAFT_PENDING_DATA and not states & set(_UNANSWERED):
        moved, _ = move(case, "record_data", facts)
        return moved
    return case


def _turned_incomplete(case: Case, facts: Facts) -> bool:
    """Whether only the check can go on: ready to sign, or every consent given, and something lacks."""
    waits_for_it = case.state is CaseState.AWAITING_CONSENT and not lacking_consents(facts)
    if case.state is not CaseState.READY_TO_SIGN and not waits_for_it:
        return False
    found = judge(guards_of(_PACKAGE), facts, facts.now.date())
    return any(finding.blocks for finding in found)


_PACKAGE = (
    "complete.every_row_present",
    "complete.nothing_expired",
    "complete.no_row_pending",
    "complete.copies_certified",
    "pay.payment_in_package",
)


def with_outage(case: Case, row: DocumentRow, at: datetime) -> Case:
    """The case with one more silence of that row's source on record (R-107)."""
    outage = Outage(system=row.obtainable_from or row.id, row_id=row.id, at=at)
    return replace(case, outages=(*case.outages, outage))


def with_source_back(case: Case, row: DocumentRow, at: datetime) -> Case:
    """The case with the open silences of that row's source ended."""
    ended = tuple(
        replace(outage, until=at) if outage.row_id == row.id and outage.until is None else outage
        for outage in case.outages
    )
    return replace(case, outages=ended)


def shown_state(
    row: DocumentRow, entry: DocumentEntry, now: datetime, *, verified: bool
) -> RowState:
    """How a shown document is written down: never as presented when it has expired (R-105)."""
    if expired(row, entry, now.date()):
        return RowState.EXPIRED
    return RowState.PRESENT if verified else RowState.NOT_VERIFIED
