"""Questions to the systems that hold documents, and what their answers make of a row."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from app.domain.case import Case, ConsentKind, DocumentEntry, RowSource, RowState
from app.domain.finding import Finding
from app.domain.passport import DocumentRow
from app.errors import InputInvalid, declare
from app.ports.gateways import Request
from app.rules.checklist import entry_of, expired, rows_and_entries
from app.rules.complete_rows import ANSWER_RULES, REQUEST_RULES
from app.rules.consent import stands
from app.usecases.bundle import sharing
from app.usecases.checklist import judged_row, settled, with_entry, with_outage, with_source_back
from app.usecases.draft_facts import intake_facts, passport_needed
from app.usecases.intake import Change
from app.usecases.person_input import plain
from app.usecases.situation import leave_for_courier
from app.usecases.transit import Blocked, check
from app.usecases.work import Work
from i18n import N_

FOUND, NOT_FOUND, OUTAGE = "found", "not_found", "outage"
ANSWER_UNKNOWN = declare(
    "data.answer_unknown",
    N_("The source answered «{answer}», which is not known."),
    N_("Ask again; if it answers so once more, tell the administrator."),
)
_ASK_AGAIN = (
    RowState.OPEN,
    RowState.NOT_FOUND,
    RowState.OUTAGE,
    RowState.EXPIRED,
    RowState.NOT_VERIFIED,
    RowState.ABSENT,
)


def request_rows(work: Work, case: Case, row_id: str) -> tuple[Change, ...]:
    """Ask for one row, or for every row of the case that the state holds and that is still open.

    Raises ``Blocked`` when nothing may be asked.
    """
    if row_id:
        row, warnings = judged_row(work, case, row_id, REQUEST_RULES)
        if entry_of(case, row).state not in _ASK_AGAIN:
            return (Change(before=case, after=case, findings=warnings),)
        return _ask(work, case, row)
    return _ask_all(work, case)


def _ask_all(work: Work, case: Case) -> tuple[Change, ...]:
    facts = intake_facts(work, case)
    check(("complete.editable",), facts)
    changes: list[Change] = []
    stopped: list[Finding] = []
    for row, entry in rows_and_entries(facts):
        if not row.state_held or entry.state is not RowState.OPEN:
            continue
        current = work.store.cases.get(case.id) or case
        try:
            check(REQUEST_RULES, intake_facts(work, current, row_id=row.id))
        except Blocked as blocked:
            stopped.extend(blocked.findings)
            continue
        if entry_of(current, row).state is RowState.OPEN:
            changes.extend(_ask(work, current, row))
    if stopped and not changes:
        raise Blocked(stopped)
    return tuple(changes) or (Change(before=case, after=case),)


def merged(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Several kept changes of the same case as one: the last of them, with what all of them told."""
    by_case: dict[str, Change] = {}
    for change in changes:
        earlier = by_case.get(change.after.id)
        if earlier is None:
            by_case[change.after.id] = change
            continue
        rows = f"{earlier.facts.get('row', '')} {change.facts.get('row', '')}".strip()
        by_case[change.after.id] = replace(
            change,
            findings=(*earlier.findings, *change.findings),
            facts={**change.facts, "row": rows},
        )
    return tuple(by_case.values())


def _ask(work: Work, case: Case, row: DocumentRow) -> tuple[Change, ...]:
    """One question; the members that share the paper wait for the same answer. Each is saved at
    once, so that the next question starts from it."""
    query = work.new_id()
    pairs = [(case, row), *(pair for pair in sharing(work, case, row) if _may_share(*pair))]
    leave_for_courier(work, "query", _question(work, case, row, query))
    return tuple(_requested(work, owner, twin, query) for owner, twin in pairs)


def _may_share(case: Case, row: DocumentRow) -> bool:
    """Whether the member waits for the row and, if it is protected, has its own consent A (R-079)."""
    waits = entry_of(case, row).state in _ASK_AGAIN
    return waits and (not row.wants_consent or stands(case, ConsentKind.A))


def _requested(work: Work, case: Case, row: DocumentRow, query: str) -> Change:
    before = entry_of(case, row)
    entry = replace(
        before,
        state=RowState.REQUESTED,
        query_id=query,
        attempts=before.attempts + 1,
        at=work.now,
        operator_id=work.actor.id,
    )
    saved = work.store.cases.save(with_entry(case, entry))
    return Change(before=saved, after=saved, facts={"row": row.id, "query": query})


def _question(work: Work, case: Case, row: DocumentRow, query: str) -> Request:
    person, body = case.applicant.person, case.applicant.organisation
    return Request(
        id=query,
        system=row.obtainable_from or "registers",
        what=row.id,
        case_id=case.id,
        personal={
            "iin": (person.iin or "") if person is not None else "",
            "bin": body.bin if body is not None else "",
            "name": person.name.full if person is not None else "",
        },
        params={"row": row.id, "service": case.service_id},
        asked_at=work.now,
    )


def record_answer(
    work: Work,
    case: Case,
    row_id: str,
    query: str,
    answer: str,
    data: dict[str, str],
    valid_until: date | None,
) -> tuple[Change, ...]:
    """The answer in the row that asked, and in those of the members that wait for it.

    Raises ``InputInvalid`` for an unknown answer, ``Blocked`` for one that nobody awaits.
    """
    if answer not in (FOUND, NOT_FOUND, OUTAGE):
        raise InputInvalid(ANSWER_UNKNOWN, field="answer", answer=plain(answer)[:40])
    row, _ = judged_row(work, case, row_id, ANSWER_RULES, reason=query)
    waiting = [
        (owner, twin)
        for owner, twin in sharing(work, case, row)
        if entry_of(owner, twin).query_id == query
    ]
    values = {name: plain(value) for name, value in data.items()}
    return tuple(
        _answered(work, owner, twin, answer, values, valid_until)
        for owner, twin in ((case, row), *waiting)
    )


def _answered(
    work: Work,
    case: Case,
    row: DocumentRow,
    answer: str,
    data: dict[str, str],
    valid_until: date | None,
) -> Change:
    before = replace(entry_of(case, row), at=work.now)
    told = {"row": row.id, "answer": answer}
    if answer == OUTAGE:
        silent = with_entry(case, replace(before, state=RowState.OUTAGE))
        after = settled(work, with_outage(silent, row, work.now))
        return Change(before=case, after=after, facts=told)
    entry = _found(work, row, before, data, valid_until) if answer == FOUND else _none(work, before)
    back = with_source_back(with_entry(case, entry, passport_needed(work, case)), row, work.now)
    return Change(before=case, after=settled(work, back), facts=told)


def _found(
    work: Work,
    row: DocumentRow,
    before: DocumentEntry,
    data: dict[str, str],
    valid_until: date | None,
) -> DocumentEntry:
    """What the source holds; a document that has expired there opens the way to an own one."""
    entry = replace(
        before,
        state=RowState.OBTAINED,
        source=RowSource.SYSTEM_DATA,
        document_number=data.get("number", ""),
        valid_until=valid_until,
        data=data,
        returned=True,
    )
    past = expired(row, entry, work.now.date())
    return replace(entry, not_found_at=work.now) if past else entry


def _none(work: Work, before: DocumentEntry) -> DocumentEntry:
    return replace(before, state=RowState.NOT_FOUND, source=None, not_found_at=work.now)
