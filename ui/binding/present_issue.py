"""What must be true before a result changes hands, row by row, as the page of the issue shows it."""

from app.domain.case_states import CaseState
from app.domain.finding import Finding
from app.domain.passport import Carrier, ResultKind
from app.domain.unit_states import UnitKind, UnitState
from app.usecases.views import CaseView, VerbView, VisitView
from i18n import N_
from ui.binding.present_findings import finding_item
from ui.binding.presentation import ChecklistRow, CitationItem, Tone
from ui.binding.texts import show_date, show_time, tr_, ui_language
from ui.binding.words import FACT_VALUES, SOURCES, STATES

IN_SECTOR = (
    CaseState.READY_FOR_ISSUE,
    CaseState.STORED,
    CaseState.RETURN_DUE,
    CaseState.HELD_YEAR_EXPIRED,
)
"""States from which a result can be handed over."""

GONE = (CaseState.ISSUED, CaseState.DELIVERED_ELECTRONICALLY, CaseState.RETURNED)

_ROWS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("identity", N_("Recipient's identity"),
     ("issue.visit_open", "issue.fresh_identification", "issue.document_valid")),
    ("authority", N_("Right to receive"), ("issue.recipient_is_entitled", "issue.authority_shown")),
    ("result", N_("Result in the sector"), ("issue.unit_in_sector",)),
    ("payment", N_("Payment before issue"), ("issue.paid_before_issue",)),
)  # fmt: skip
"""Row → its name and the rules that speak of it."""


def electronic(view: CaseView) -> bool:
    """Whether the result is an electronic one."""
    return view.case.result is not None and view.case.result.carrier is Carrier.ELECTRONIC


def is_refusal(view: CaseView) -> bool:
    """Whether the result is the provider's refusal."""
    result = view.case.result
    return result is not None and result.kind is ResultKind.REASONED_REFUSAL


def code_of_result(view: CaseView) -> str:
    """The code of the unit that carries the result; empty for an electronic one."""
    return next((code for code, kind, _ in reversed(view.units) if kind == UnitKind.IN.value), "")


def codes_of_originals(view: CaseView) -> tuple[str, ...]:
    """The codes of the retained originals that lie in the sector and go with the result."""
    here = (UnitState.IN_ISSUING_SECTOR.value, UnitState.RETURN_LISTED.value)
    return tuple(
        code for code, kind, state in view.units if kind == UnitKind.ORIG.value and state in here
    )


def issue_rows(view: CaseView, visit: VisitView | None) -> tuple[ChecklistRow, ...]:
    """Every condition of the issue, met or not; the first that is not met blocks."""
    verb = view.verb("issue") or VerbView(word="issue", allowed=False)
    open_ = {finding.rule: finding for finding in verb.findings}
    rows = []
    for row, name, rules in _ROWS:
        found = next((open_.pop(rule) for rule in rules if rule in open_), None)
        for rule in rules:
            open_.pop(rule, None)
        if row == "payment" and found is None and not view.fee.pay_before_issue:
            continue
        good, source = _good(row, view, visit)
        rows.append(_row(row, tr_(name), found, good=good, source=source))
    others = ((rule, finding) for rule, finding in open_.items() if finding.blocks)
    rows.extend(_row(rule, "", finding, good="", source="") for rule, finding in others)
    return tuple(rows)


def _row(row: str, name: str, found: Finding | None, *, good: str, source: str) -> ChecklistRow:
    if found is None:
        return ChecklistRow(id=row, name=name, state=good, tone=Tone.GOOD, source=source)
    item = finding_item(found)
    citation: CitationItem | None = item.citation
    return ChecklistRow(
        id=row,
        name=name or item.title,
        hint=item.advice,
        state=item.title if name else tr_("not met"),
        tone=item.tone,
        source=item.text,
        citation=citation,
        blocks=found.blocks,
    )


def _good(row: str, view: CaseView, visit: VisitView | None) -> tuple[str, str]:
    """The words of a condition that is met, and where that is known from."""
    if row == "identity":
        return _identity(visit)
    if row == "authority":
        return _authority(visit)
    if row == "result":
        storage = view.case.storage
        cell = tr_("cell {cell}", cell=storage.cell) if storage is not None and storage.cell else ""
        return (tr_("electronic") if electronic(view) else tr_("lies in the sector")), cell
    return tr_("paid"), ""


def _identity(visit: VisitView | None) -> tuple[str, str]:
    seen = visit.visit.identification if visit is not None else None
    if seen is None:
        return tr_("not identified"), ""
    source = tr_(SOURCES[seen.source.value]) if seen.source.value in SOURCES else ""
    words = tr_("in this visit, {time}", time=show_time(seen.at))
    return seen.person.name.short, ", ".join(part for part in (source, words) if part)


def _authority(visit: VisitView | None) -> tuple[str, str]:
    shown = visit.visit.representation if visit is not None else None
    if shown is None:
        return tr_("the applicant in person"), ""
    kind = FACT_VALUES.get(shown.authority.kind.value, shown.authority.kind.value)
    until = shown.authority.valid_until
    term = tr_("until {date}", date=show_date(until)) if until is not None else ""
    number = f"№ {shown.authority.number}" if shown.authority.number else ""
    source = " ".join(part for part in (tr_(kind), number, term) if part)
    return tr_("authority shown now"), source


def where_words(view: CaseView) -> str:
    """Where the result is while it cannot be issued."""
    case = view.case
    if case.state is CaseState.RETURNED:
        return tr_("The result was returned to the provider as unclaimed. Ask there: {provider}.",
                   provider=_provider(view))  # fmt: skip
    if case.issue is not None:
        return tr_("The result was issued on {date} at {time}.",
                   date=show_date(case.issue.at.date()), time=show_time(case.issue.at))  # fmt: skip
    if case.state is CaseState.DELIVERED_ELECTRONICALLY:
        return tr_("The electronic result is in the applicant's cabinet.")
    if case.state is CaseState.RESULT_RECEIVED:
        return tr_("The result has come, but it does not lie in the sector yet.")
    promised = view.terms.issue_date
    state = tr_(STATES[case.state])
    if promised is None:
        return tr_("There is nothing to be issued yet. State: {state}.", state=state)
    return tr_("The result has not come yet. State: {state}. Promised: {date}.",
               state=state, date=show_date(promised))  # fmt: skip


def _provider(view: CaseView) -> str:
    return ui_language().of(view.provider_name)
