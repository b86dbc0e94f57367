"""Questions that a scenario asks without moving anything: dates, opening hours, the journal's seal."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from app.catalogue.complaints import complaint_law
from app.desk.practice import PracticeDesk
from app.domain.branch import DepartmentKind
from app.domain.finding import Finding
from app.domain.opening import Opening
from app.domain.passport_items import Carrier, TermUnit
from app.robot.scene import journal_verdict
from app.rules.complaint_terms import Addressee, TwoReadings, complaint_terms
from app.rules.opening import department_open
from app.rules.promises import TermAsk
from app.rules.terms import service_term
from app.usecases.exchange_list import exchange_now
from app.usecases.outcome import Outcome, Status

Question = Callable[[PracticeDesk, Mapping[str, Any]], Outcome]

QUESTIONS: Mapping[str, frozenset[str]] = {
    "verify_journal": frozenset(),
    "ask_exchange": frozenset(),
    "ask_open": frozenset({"at", "department"}),
    "ask_term": frozenset({"value", "unit", "carrier", "accepted", "intake_day", "one_day"}),
    "ask_complaint_term": frozenset({"registered", "addressee", "extended"}),
}
"""Every question with the names of its values."""

_STATED: Mapping[str, bool | None] = {"counted": True, "excluded": False, "": None}


def answered(practice: PracticeDesk, name: str, values: Mapping[str, Any]) -> Outcome:
    """The answer in ``facts``; ``blocked`` with the findings where there is none.

    Raises ``KeyError``, ``TypeError`` or ``ValueError`` for values that cannot be understood.
    """
    return _ANSWERS[name](practice, values)


def _answer(facts: Mapping[str, object], findings: Iterable[Finding]) -> Outcome:
    told = {name: _written(value) for name, value in facts.items()}
    found = tuple(findings)
    blocked = any(finding.blocks for finding in found)
    return Outcome(status=Status.BLOCKED if blocked else Status.OK, findings=found, facts=told)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else "none" if value is None else str(value)


def _verify_journal(practice: PracticeDesk, _values: Mapping[str, Any]) -> Outcome:
    return Outcome(facts=journal_verdict(practice))


def _exchange(practice: PracticeDesk, _values: Mapping[str, Any]) -> Outcome:
    """The first line on its way, the alarm of the first that is due, how many letters wait."""
    seen = practice.desk.ask(exchange_now).result()
    facts = {
        "on_their_way": len(seen.sending),
        "stage": seen.sending[0].stage.value if seen.sending else "none",
        "due": seen.due[0].watch.value if seen.due else "none",
        "letters": len(seen.letters),
        "stages_waiting": seen.stages_waiting,
    }
    return _answer(facts, ())


def _open(practice: PracticeDesk, values: Mapping[str, Any]) -> Outcome:
    place = practice.desk.place
    kind = DepartmentKind(values.get("department", place.branch.department))
    at: datetime = values["at"]
    opening = Opening(place.calendar, kind)
    state = opening.at(at)
    facts = {
        "open": state.open,
        "working_day": place.calendar.is_working(at.date()),
        "reason": state.reason,
    }
    return _answer(facts, department_open.judge((opening, at)))


def _term(practice: PracticeDesk, values: Mapping[str, Any]) -> Outcome:
    place = practice.desk.place
    term = service_term(
        TermAsk(
            value=values["value"],
            unit=TermUnit(values["unit"]),
            carrier=Carrier(values["carrier"]),
            accepted=values["accepted"],
            calendar=place.calendar,
            intake_day_counted=_STATED[values.get("intake_day", "")],
            department=place.branch.department,
            one_working_day=values.get("one_day"),
        )
    )
    facts = {
        "term_end": term.term_end,
        "issue_date": term.issue_date,
        "delivery_due": term.delivery_due,
    }
    return _answer(facts, term.findings)


def _complaint_term(practice: PracticeDesk, values: Mapping[str, Any]) -> Outcome:
    terms = complaint_terms(
        registered=values["registered"],
        addressee=Addressee(values["addressee"]),
        law=complaint_law(values["registered"]),
        calendar=practice.desk.place.calendar,
        extended=values.get("extended"),
    )
    facts = {
        "extension_allowed": terms.extension_allowed,
        **_readings("", terms.answer),
        **_readings("extended_", terms.extended),
        **_readings("notice_", terms.notice),
    }
    return _answer(facts, terms.findings)


def _readings(name: str, readings: TwoReadings | None) -> dict[str, object]:
    return {
        f"{name}control": readings.control if readings else None,
        f"{name}outer": readings.outer if readings else None,
    }


_ANSWERS: Mapping[str, Question] = {
    "verify_journal": _verify_journal,
    "ask_exchange": _exchange,
    "ask_open": _open,
    "ask_term": _term,
    "ask_complaint_term": _complaint_term,
}
