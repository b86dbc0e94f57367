"""A document shown at the desk: how it came, what its date says, who else waits for the same paper."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.case import Case, DocumentEntry, RowSource, RowState
from app.domain.passport import DocumentRow
from app.ports.gateways import Request
from app.rules.checklist import entry_of
from app.rules.complete_rows import PRESENT_RULES, natural_source
from app.usecases.checklist import for_all_that_share, row_of, shown_state
from app.usecases.draft_facts import intake_facts
from app.usecases.intake import Change
from app.usecases.situation import leave_for_courier
from app.usecases.transit import check
from app.usecases.work import Work

_ELECTRONIC = (RowSource.DIGITAL_DOCUMENT, RowSource.MOBILE_RESULT)
_SHOWN_ONLY = (RowSource.ORIGINAL_SHOWN, RowSource.CERTIFIED_COPY, RowSource.VOLUNTARY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """How a document was shown. ``source`` of ``None`` is the row's own way."""

    source: RowSource | None
    number: str
    request: str
    issued_on: date | None
    valid_until: date | None
    sheets: int
    copies: int
    compared: bool
    returned: bool
    voluntary: bool
    from_image: bool
    owner_birth_date: date | None


def show(work: Work, case: Case, row_id: str, shown: Showing) -> tuple[Change, ...]:
    """The document written into its row, and into that of every member that shares the paper.

    Raises ``Blocked``.
    """
    row = row_of(work, case, row_id)
    entry = _entry(work, case, row, shown) if row is not None else DocumentEntry(row_id=row_id)
    facts = intake_facts(
        work,
        case,
        row_id=entry.row_id,
        proposed_entry=entry,
        from_image=shown.from_image,
        digital_request=shown.request,
        compared=shown.compared,
        voluntary=shown.voluntary,
        owner_birth_date=shown.owner_birth_date,
    )
    warnings = check(PRESENT_RULES, facts)
    assert row is not None  # noqa: S101 - complete.row_in_list has just proved it

    def turn(owner: Case, twin: DocumentRow) -> DocumentEntry:
        return _written(work, owner, twin, entry, shown)

    source = entry.source.value if entry.source is not None else ""
    first, *others = for_all_that_share(work, case, row, turn, source=source)
    return (replace(first, findings=warnings), *others)


def _entry(work: Work, case: Case, row: DocumentRow, shown: Showing) -> DocumentEntry:
    before = entry_of(case, row)
    source = RowSource.VOLUNTARY if shown.voluntary else shown.source or natural_source(row)
    return replace(
        before,
        state=RowState.PRESENT,
        source=source,
        document_number=shown.number,
        issued_on=shown.issued_on,
        valid_until=shown.valid_until,
        sheets=shown.sheets,
        copies=shown.copies,
        owner_birth_date=shown.owner_birth_date if source in _ELECTRONIC else None,
        returned=shown.returned if source in _SHOWN_ONLY else source in _ELECTRONIC,
        data={},
        at=work.now,
        operator_id=work.actor.id,
    )


def _written(
    work: Work, owner: Case, twin: DocumentRow, entry: DocumentEntry, shown: Showing
) -> DocumentEntry:
    """The same document in the owner's own row, judged by that row's own validity."""
    before = entry_of(owner, twin)
    own = replace(
        entry,
        row_id=twin.id,
        query_id=before.query_id,
        attempts=before.attempts,
        not_found_at=before.not_found_at,
    )
    verified = entry.source not in _ELECTRONIC or bool(shown.request)
    return replace(own, state=shown_state(twin, own, work.now, verified=verified))


def tell_owner(work: Work, case: Case, row: DocumentRow) -> None:
    """The owner of the system hears that its data differ; the applicant is sent nowhere (R-115)."""
    request = Request(
        id=work.new_id(),
        system="notices",
        what="data_differ",
        case_id=case.id,
        params={"row": row.id, "source": row.obtainable_from, "case": case.draft_code},
        asked_at=work.now,
    )
    leave_for_courier(work, "notice", request)
