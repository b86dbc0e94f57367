"""The situation of a step: which case is meant, what the rules are given, what the journal is told."""

from typing import Any

import msgspec

from app.catalogue.queue_rules import queue_rules
from app.domain.case import Case
from app.domain.custody import Unit
from app.domain.desk_hold import HoldState
from app.domain.passport import Passport
from app.domain.visit import Visit
from app.errors import InputInvalid, declare
from app.ports.gateways import Request
from app.ports.storage import JournalEntry, OutboxItem
from app.rules.facts import Facts
from app.usecases.numbering import number_on_code
from app.usecases.scanned import unit_scanned
from app.usecases.work import Work
from i18n import N_

NO_CASE = declare(
    "case.unknown",
    N_("There is no such case."),
    N_("Scan the receipt or search by its number; without a name choose a service first."),
)


def visit_here(work: Work) -> Visit | None:
    """The visit that is open at this desk; none of another workplace that holds the same number."""
    visit = work.store.visits.open_at(work.desk)
    return None if visit is not None and _held_elsewhere(work) else visit


def _held_elsewhere(work: Work) -> bool:
    hold = work.store.queue.hold(work.desk)
    if hold is None or hold.session == work.session or hold.state is HoldState.CLOSED:
        return False
    lost_after = queue_rules(work.now.date()).hold_lost_after
    return not work.session_gone(hold.session) and not hold.silent(work.now, lost_after)


def find_case(work: Work, named: str) -> Case | None:
    """The case meant by an id, a registration number, a scanned code, the code of a draft, or the
    service of a case of this visit; empty means the last case of the visit at this desk."""
    cases = work.store.cases
    visit = visit_here(work)
    if not named:
        return cases.get(visit.case_ids[-1]) if visit is not None and visit.case_ids else None
    found = cases.get(named) or cases.by_number(named) or cases.by_code(named)
    if found is not None:
        return found
    unit = work.store.units.by_code(named)
    if unit is not None:
        return cases.get(unit.case_id)
    number = number_on_code(named, work.branch.code)
    return (cases.by_number(number) if number else None) or _draft(work, visit, named)


def _draft(work: Work, visit: Visit | None, named: str) -> Case | None:
    """A case of this visit or a draft of this desk, by its draft code, its ticket or its service."""
    mine = tuple(work.store.cases.of_visit(visit.id)) if visit is not None else ()
    for case in (*reversed(mine), *work.store.cases.unfinished(work.desk)):
        if named == case.draft_code or (case in mine and named == case.service_id):
            return case
    return next(
        (c for c in work.store.cases.unfinished(work.desk) if _ticket(work, c) == named), None
    )


def _ticket(work: Work, case: Case) -> str:
    visit = work.store.visits.get(case.visit_id)
    return visit.ticket_number if visit is not None else ""


def case_meant(work: Work, named: str) -> Case:
    """As :func:`find_case`. Raises ``InputInvalid`` when there is none."""
    case = find_case(work, named)
    if case is None:
        raise InputInvalid(NO_CASE, field="case")
    return case


def unit_meant(work: Work, code: str) -> Unit:
    """The unit with that code. Raises ``InputInvalid`` that says what the code is instead."""
    return unit_scanned(work, code)


def passport_of(work: Work, case: Case) -> Passport | None:
    """The passport in the edition under which the case was opened (R-008)."""
    return work.services.get(case.service_id, case.edition)


def facts_of(work: Work, case: Case | None = None, **more: Any) -> Facts:
    """What the rules of a step are given, with ``more`` of its fields filled."""
    return Facts(
        now=work.now,
        branch=work.branch,
        operator=work.actor,
        role=work.role,
        calendar=work.calendar,
        visit=more.pop("visit") if "visit" in more else visit_here(work),
        case=case,
        passport=more.pop("passport", passport_of(work, case) if case is not None else None),
        **more,
    )


def note(
    work: Work,
    verb: str,
    case: Case | None = None,
    *,
    facts: dict[str, str] | None = None,
    personal: dict[str, str] | None = None,
) -> None:
    """Write the step into the action log; ``personal`` is kept apart from the chain."""
    visit = visit_here(work)
    work.store.journal.append(
        JournalEntry(
            at=work.now,
            actor=work.actor.id,
            role=work.role.value,
            desk=work.desk,
            verb=verb,
            case_id=case.id if case is not None else "",
            visit_id=visit.id if visit is not None else "",
            key=work.key,
            facts=facts or {},
            personal=personal or {},
        )
    )


def leave_for_courier(work: Work, kind: str, request: Request, *, here: bool = False) -> None:
    """Put a question to an outside system into the outbox, in this transaction; with ``here``
    somebody waits at this desk's screen for the answer."""
    work.store.outbox.add(
        OutboxItem(
            id=work.new_id(),
            kind=kind,
            case_id=request.case_id,
            payload=msgspec.json.encode(request).decode(),
            due_at=work.now,
            made_at=work.now,
            desk=work.desk if here else "",
        )
    )


def tell_stage(work: Work, case: Case) -> None:
    """One stage event to the monitoring system for one change of state (R-163)."""
    request = Request(
        id=work.new_id(),
        system="monitoring",
        what="stage",
        case_id=case.id,
        params={"number": case.number, "state": case.state.value, "at": work.now.isoformat()},
        asked_at=work.now,
    )
    leave_for_courier(work, "monitoring", request)
