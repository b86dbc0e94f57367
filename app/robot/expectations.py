"""What a scenario may expect of a step, each compared with what came out and told in words."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from app.domain.finding import Finding, Severity
from app.usecases.outcome import Outcome
from app.usecases.views import CaseView

Check = Callable[[Any, Outcome, CaseView | None], Iterator[str]]


def _names(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.requirement for finding in findings} | {finding.rule for finding in findings}


def _as_tuple(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _differs(what: str, wanted: object, got: object) -> Iterator[str]:
    if wanted != got:
        yield f"{what}: expected {wanted!s}, got {got!s}"


def _outcome(wanted: Any, outcome: Outcome, _case: CaseView | None) -> Iterator[str]:
    return _differs("outcome", wanted, outcome.status.value)


def _findings(wanted: Any, outcome: Outcome, _case: CaseView | None) -> Iterator[str]:
    blocking = tuple(f for f in outcome.findings if f.severity is Severity.BLOCK)
    for name in _as_tuple(wanted):
        if name not in _names(blocking):
            yield f"findings: {name} expected, got {sorted(_names(blocking))}"


def _warnings(wanted: Any, outcome: Outcome, _case: CaseView | None) -> Iterator[str]:
    for name in _as_tuple(wanted):
        if name not in _names(outcome.findings):
            yield f"warnings: {name} expected, got {sorted(_names(outcome.findings))}"


def _no_findings(wanted: Any, outcome: Outcome, case: CaseView | None) -> Iterator[str]:
    seen = outcome.findings + (case.findings if case is not None else ())
    for name in _as_tuple(wanted):
        if name in _names(seen):
            yield f"no_findings: {name} came all the same"


def _state(wanted: Any, _outcome: Outcome, case: CaseView | None) -> Iterator[str]:
    return _differs("state", wanted, case.case.state.value if case else None)


def _marks(wanted: Any, _outcome: Outcome, case: CaseView | None) -> Iterator[str]:
    got = {mark.value for mark in case.case.marks} if case else set()
    for mark in _as_tuple(wanted):
        if mark not in got:
            yield f"marks: {mark} expected, got {sorted(got)}"


def _not_marks(wanted: Any, _outcome: Outcome, case: CaseView | None) -> Iterator[str]:
    got = {mark.value for mark in case.case.marks} if case else set()
    for mark in _as_tuple(wanted):
        if mark in got:
            yield f"not_marks: {mark} is there"


def _error(wanted: Any, outcome: Outcome, _case: CaseView | None) -> Iterator[str]:
    return _differs("error", wanted, outcome.error.code if outcome.error else None)


def _field(wanted: Any, outcome: Outcome, _case: CaseView | None) -> Iterator[str]:
    return _differs("field", wanted, outcome.error.place if outcome.error else None)


def _papers(wanted: Any, outcome: Outcome, _case: CaseView | None) -> Iterator[str]:
    return _differs("papers", sorted(_as_tuple(wanted)), sorted(p.kind for p in outcome.papers))


def _paper(wanted: Any, _outcome: Outcome, case: CaseView | None) -> Iterator[str]:
    kinds = [paper.kind for paper in case.papers] if case else []
    for kind in _as_tuple(wanted):
        if kind not in kinds:
            yield f"paper: {kind} expected, the case has {kinds}"


def _moment(value: object) -> object:
    if isinstance(value, str):
        parsed: object = msgspec.convert(value, datetime if "T" in value else date)
        return parsed
    return value


def _issue_date(wanted: Any, _outcome: Outcome, case: CaseView | None) -> Iterator[str]:
    return _differs("issue_date", _moment(wanted), case.terms.issue_date if case else None)


def _delivery_due(wanted: Any, _outcome: Outcome, case: CaseView | None) -> Iterator[str]:
    got = case.terms.delivery_due if case else None
    if wanted == "none":
        return _differs("delivery_due", None, got)
    return _differs("delivery_due", _moment(wanted), got)


def _storage_until(wanted: Any, _outcome: Outcome, case: CaseView | None) -> Iterator[str]:
    got = case.case.storage.until if case and case.case.storage else None
    return _differs("storage_until", None if wanted == "never" else _moment(wanted), got)


def _return_allowed_from(wanted: Any, _outcome: Outcome, case: CaseView | None) -> Iterator[str]:
    got = case.case.storage.return_allowed_from if case and case.case.storage else None
    return _differs("return_allowed_from", None if wanted == "never" else _moment(wanted), got)


def _numbered(wanted: Any, _outcome: Outcome, case: CaseView | None) -> Iterator[str]:
    return _differs("numbered", wanted, bool(case and case.case.number))


def _row(wanted: Any, _outcome: Outcome, case: CaseView | None) -> Iterator[str]:
    for row_id, state in dict(wanted).items():
        entry = case.case.document(row_id) if case else None
        yield from _differs(f"row {row_id}", state, entry.state.value if entry else None)


def _verb(wanted: Any, _outcome: Outcome, case: CaseView | None) -> Iterator[str]:
    for word, allowed in dict(wanted).items():
        view = case.verb(word) if case else None
        yield from _differs(f"verb {word}", allowed, bool(view and view.allowed))


def _facts(wanted: Any, outcome: Outcome, _case: CaseView | None) -> Iterator[str]:
    for name, value in dict(wanted).items():
        yield from _differs(f"facts.{name}", str(value), outcome.facts.get(name))


def _waiting(wanted: Any, outcome: Outcome, _case: CaseView | None) -> Iterator[str]:
    return _differs("waiting", str(wanted), outcome.facts.get("waiting"))


def _pending(wanted: Any, _outcome: Outcome, case: CaseView | None) -> Iterator[str]:
    got = sorted({item.kind for item in case.pending}) if case else []
    return _differs("pending", sorted(_as_tuple(wanted)), got)


def _unit_state(wanted: Any, _outcome: Outcome, case: CaseView | None) -> Iterator[str]:
    got = {kind: state for _code, kind, state in case.units} if case else {}
    for kind, state in dict(wanted).items():
        yield from _differs(f"unit {kind}", state, got.get(kind))


def _children(wanted: Any, _outcome: Outcome, case: CaseView | None) -> Iterator[str]:
    return _differs("children", wanted, len(case.children) if case else 0)


_CHECKS: Mapping[str, Check] = {
    "outcome": _outcome,
    "findings": _findings,
    "warnings": _warnings,
    "no_findings": _no_findings,
    "state": _state,
    "marks": _marks,
    "not_marks": _not_marks,
    "error": _error,
    "field": _field,
    "papers": _papers,
    "paper": _paper,
    "issue_date": _issue_date,
    "delivery_due": _delivery_due,
    "storage_until": _storage_until,
    "return_allowed_from": _return_allowed_from,
    "numbered": _numbered,
    "row": _row,
    "verb": _verb,
    "facts": _facts,
    "waiting": _waiting,
    "pending": _pending,
    "unit_state": _unit_state,
    "children": _children,
}


def unmet(expect: Mapping[str, Any], outcome: Outcome, case: CaseView | None) -> Iterator[str]:
    """Every expectation that was not met, in words. A step that expects nothing must be ``ok``."""
    wanted = expect or {"outcome": "ok"}
    if "findings" in wanted and "outcome" not in wanted:
        wanted = {"outcome": "blocked", **wanted}
    if "outcome" not in wanted and "error" not in wanted:
        wanted = {"outcome": "ok", **wanted}
    for name, value in wanted.items():
        yield from _CHECKS[name](value, outcome, case)
