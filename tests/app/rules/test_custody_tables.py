"""The tables of cases and units in custody: each row goes, and each of its guards alone stops it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from app.domain.branch import Role
from app.domain.case import ConsentState
from app.domain.case_states import TERMINAL, TRANSITIONS, CaseState, Transition
from app.domain.passport import (
    Applicants,
    Carrier,
    Fee,
    Participant,
    PassportText,
    ResultKind,
    Retention,
    ServiceForm,
)
from app.domain.unit_states import (
    UNIT_TERMINAL,
    UNIT_TRANSITIONS,
    UnitKind,
    UnitState,
    UnitTransition,
    unit_transition,
)
from app.rules.facts import Facts
from app.rules.loading import every_rule
from app.usecases.transit import obstacles, unit_obstacles
from tests.fakes.custody_facts import (
    ELECTRONIC,
    FILED,
    PASSPORT,
    PEOPLE,
    YEAR,
    case,
    consent_c,
    facts,
    originals,
    package,
    register,
    result,
    seen,
    unit,
    visit,
)

every_rule()
INTAKE = {
    CaseState.DRAFT,
    CaseState.CHECKING,
    CaseState.DRAFT_PENDING_DATA,
    CaseState.AWAITING_CONSENT,
    CaseState.READY_TO_SIGN,
    CaseState.SIGNED,
    None,
}
ROWS = [row for row in TRANSITIONS if not set(row.sources) <= INTAKE]
ON_LINE = {"carrier": Carrier.ELECTRONIC, "result": result(**ELECTRONIC)}
PRESENT = replace(PASSPORT, forms=(ServiceForm.ELECTRONIC,))

# What the situation must be like for a verb, where it differs from an issue.
GOOD: Mapping[str, Callable[[CaseState], Facts]] = {
    "send": lambda state: facts(case=case(state, carrier=Carrier.ELECTRONIC)),
    "record_send_error": lambda state: facts(case=case(state, carrier=Carrier.ELECTRONIC)),
    "pack": lambda state: facts(case=case(state)),
    "hand_over": lambda state: facts(case=case(state), unit=package()),
    "record_provider_registration": lambda state: facts(case=case(state)),
    "mark_provider_overdue": lambda state: facts(case=case(state, result=None)),
    "receive_result": lambda state: facts(case=case(state, result=None)),
    "to_issuing_sector": lambda state: facts(case=case(state)),
    "keep": lambda state: facts(case=case(state)),
    "deliver_electronically": lambda state: facts(
        case=case(state, **ON_LINE), unit=None, passport=PRESENT
    ),
    "end_year_of_keeping": lambda state: facts(case=case(state), passport=YEAR),
    "withdraw": lambda state: facts(case=case(state, result=None)),
}


def good(verb: str, state: CaseState) -> Facts:
    return GOOD.get(verb, lambda one: facts(case=case(one)))(state)


def of_case(about: Facts, **changes: Any) -> Facts:
    assert about.case is not None
    return replace(about, case=replace(about.case, **changes))


def of_result(about: Facts, **changes: Any) -> Facts:
    return replace(about, proposed_result=result(**changes))


def too_early(about: Facts) -> Facts:
    return replace(about, now=FILED)


OWNER = Participant(key="owner", who=PassportText(ru="собственник"), must_consent=True)
SPOILERS: Mapping[str, Callable[[Facts], Facts]] = {
    "send.electronic_route": lambda f: of_case(f, carrier=Carrier.PAPER),
    "send.consent_c_confirmed": lambda f: of_case(f, consents=(consent_c(ConsentState.REFUSED),)),
    "participants.access_confirmed": lambda f: replace(
        f, passport=replace(f.passport, applicants=Applicants(participants=(OWNER,)))
    ),
    "send.same_content": lambda f: of_case(
        f, sending=replace(f.case.sending, content_sha256="b" * 64)
    ),
    "pack.paper_route": lambda f: of_case(f, carrier=Carrier.ELECTRONIC),
    "pack.case_registered": lambda f: of_case(f, registration=None),
    "pack.code_unique": lambda f: replace(f, units=(*f.units, replace(f.unit, id="another"))),
    "pack.code_scanned": lambda f: replace(f, scanned_code=""),
    "pack.sheets_match": lambda f: replace(f, reason="2"),
    "pack.reason_given": lambda f: replace(f, reason=" "),
    "pack.supervisor": lambda f: replace(f, role=facts().role),
    "pack.act_of_both_sides": lambda f: replace(f, acknowledgement=""),
    "hand_over.unit_sealed": lambda f: replace(f, unit=package(UnitState.OPEN)),
    "hand_over.code_scanned": lambda f: replace(f, scanned_code=""),
    "hand_over.register_acknowledged": lambda f: replace(
        f, register=register(package(), received_by="")
    ),
    "hand_over.discrepancy_act": lambda f: replace(f, reason=""),
    "receive_result.provider_number": lambda f: replace(f, reason=""),
    "receive_result.delivery_due_passed": too_early,
    "receive_result.linked_to_case": lambda f: replace(f, unit=unit(case_id="case-2")),
    "receive_result.kind_classified": lambda f: replace(f, proposed_result=None),
    "receive_result.kind_fits_carrier": lambda f: of_result(f, kind=ResultKind.ELECTRONIC_DOCUMENT),
    "receive_result.code_scanned": lambda f: replace(f, scanned_code=""),
    "receive_result.signature_valid": lambda f: of_result(
        f, **ELECTRONIC | {"signature_valid": None}
    ),
    "receive_result.condition_checked": lambda f: of_result(f, condition=""),
    "store.retention_known": lambda f: replace(f, passport=replace(PASSPORT, retention=None)),
    "store.code_scanned": lambda f: replace(f, scanned_code=""),
    "store.cell_assigned": lambda f: replace(f, reason=""),
    "store.damage_recorded": lambda f: of_case(f, result=result(condition="damaged")),
    "store.promised_date_passed": too_early,
    "store.class_year": lambda f: replace(f, passport=PASSPORT),
    "store.year_ended": lambda f: of_case(f, storage=replace(f.case.storage, until=None)),
    "issue.visit_open": lambda f: replace(f, visit=visit(closed_at=FILED)),
    "issue.fresh_identification": lambda f: replace(f, visit=visit(identification=None)),
    "issue.document_valid": lambda f: replace(
        f,
        visit=visit(identification=seen(document=PEOPLE.people["expired_card"].document)),
    ),
    "issue.authority_shown": lambda f: replace(
        f, visit=visit(identification=seen(person=PEOPLE.people["representative"].person))
    ),
    "issue.recipient_is_entitled": lambda f: replace(
        f, visit=visit(identification=seen(person=PEOPLE.people["parent"].person))
    ),
    "issue.paid_before_issue": lambda f: replace(
        f, passport=replace(PASSPORT, fee=Fee(free=False, pay_before_issue=True))
    ),
    "issue.unit_in_sector": lambda f: replace(f, unit=unit(UnitState.AT_BRANCH)),
    "issue.originals_with_result": lambda f: replace(
        f, units=(*f.units, originals(UnitState.AT_BRANCH))
    ),
    "issue.code_scanned": lambda f: replace(f, scanned_code=""),
    "issue.acknowledged": lambda f: replace(f, acknowledgement="yes"),
    "issue.refusal_explained": lambda f: replace(
        of_case(f, result=result(kind=ResultKind.REASONED_REFUSAL)), explained=False
    ),
    "issue.electronic_result": lambda f: of_case(
        f, result=result(**ELECTRONIC | {"signature_valid": None})
    ),
    "issue.flow_provides_cabinet": lambda f: replace(f, passport=PASSPORT),
    "issue.nothing_on_paper": lambda f: replace(f, units=(originals(),)),
    "return_unclaimed.class_month": lambda f: replace(
        f, passport=replace(PASSPORT, retention=Retention.SOCIAL)
    ),
    "return_unclaimed.paper_result": lambda f: of_case(f, result=result(**ELECTRONIC)),
    "return_unclaimed.month_ended": too_early,
    "return_unclaimed.code_scanned": lambda f: replace(f, scanned_code=""),
    "return_unclaimed.provider_acknowledged": lambda f: replace(
        f, register=register(unit(), received_by="")
    ),
    "withdraw.signed_statement": lambda f: replace(f, reason=""),
    "withdraw.by_applicant": lambda f: replace(
        f, visit=visit(identification=seen(person=PEOPLE.people["representative"].person))
    ),
    "withdraw.before_result": lambda f: of_case(f, result=result()),
    "withdraw.papers_scanned": lambda f: replace(f, scanned_code=""),
}
WARNS = {"issue.not_who_accepted"}


def each_way() -> list[tuple[Transition, CaseState]]:
    return [(row, state) for row in ROWS for state in row.sources if state is not None]


@pytest.mark.requirement("R-158", "R-007")
@pytest.mark.parametrize(
    ("row", "state"), each_way(), ids=lambda value: getattr(value, "number", str(value))
)
def test_every_row_goes_and_every_guard_alone_stops_it(row: Transition, state: CaseState) -> None:
    right = good(row.verb, state)
    assert [f.rule for f in obstacles(row.verb, state, right)] == []
    for guard in set(row.guards) - WARNS:
        spoiled = SPOILERS[guard](right)
        stopped = {f.rule for f in obstacles(row.verb, state, spoiled) if f.blocks}
        assert guard in stopped, (row.number, guard)


@pytest.mark.requirement("R-158", "R-177")
@pytest.mark.parametrize("state", CaseState)
def test_a_verb_without_a_row_is_no_way(state: CaseState) -> None:
    for verb in {row.verb for row in ROWS}:
        if any(state in row.sources for row in TRANSITIONS if row.verb == verb):
            continue
        stopped = obstacles(verb, state, good(verb, state))
        assert [f.rule for f in stopped] == ["step.not_from_here"]
    if state in TERMINAL:
        assert not any(state in row.sources for row in TRANSITIONS)


UNIT_GOOD: Mapping[str, Callable[[UnitState | None], Facts]] = {
    "pack": lambda state: facts(unit=None, units=()),
    "seal": lambda state: facts(unit=package(UnitState.OPEN), reason="3"),
    "reopen": lambda state: facts(unit=package(), role=Role.SUP),
    "hand_over": lambda state: facts(unit=package()),
    "not_accepted": lambda state: facts(unit=package()),
    "take_back": lambda state: facts(unit=package(UnitState.NOT_ACCEPTED)),
    "close_discrepancy": lambda state: facts(unit=package(UnitState.DISCREPANCY), role=Role.SUP),
    "give_back": lambda state: facts(unit=package(state or UnitState.OPEN)),
}


def unit_good(verb: str, state: UnitState | None) -> Facts:
    made = UNIT_GOOD.get(verb)
    return made(state) if made is not None else facts(unit=unit(state or UnitState.AT_BRANCH))


def each_move() -> list[tuple[UnitTransition, UnitState | None]]:
    return [(row, state) for row in UNIT_TRANSITIONS for state in row.sources]


@pytest.mark.requirement("R-157", "R-158")
@pytest.mark.parametrize(
    ("row", "state"), each_move(), ids=lambda value: getattr(value, "number", str(value))
)
def test_every_move_goes_and_every_guard_alone_stops_it(
    row: UnitTransition, state: UnitState | None
) -> None:
    right = unit_good(row.verb, state)
    assert unit_obstacles(row.verb, state, right) == ()
    for guard in row.guards:
        stopped = {f.rule for f in unit_obstacles(row.verb, state, SPOILERS[guard](right))}
        assert guard in stopped, (row.number, guard)


@pytest.mark.requirement("R-158")
def test_scans_go_in_their_order() -> None:
    """1 → 2 → 3 → 4; no scan twice, none left out."""
    order = ("hand_over", "receive_result", "to_issuing_sector", "issue")
    assert [unit_transition_scan(verb) for verb in order] == [1, 2, 3, 4]
    for state in UnitState:
        open_ = [row.scan for row in UNIT_TRANSITIONS if state in row.sources and row.scan]
        assert len(open_) <= 1, state


def unit_transition_scan(verb: str) -> int:
    return next(row.scan for row in UNIT_TRANSITIONS if row.verb == verb)


@pytest.mark.requirement("R-158")
@pytest.mark.parametrize("state", UnitState)
def test_a_unit_that_cannot_move_says_what_it_is_and_where(state: UnitState) -> None:
    for verb in {row.verb for row in UNIT_TRANSITIONS}:
        if unit_transition(state, verb) is not None:
            continue
        about = replace(unit_good(verb, state), unit=unit(state), units=(unit(state),))
        (said,) = unit_obstacles(verb, state, about)
        assert said.rule == "scanning.not_from_here"
        assert said.params["number"] == "03-2600001"
        assert said.params["where_kk"]
        assert said.params["where_ru"]
    if state in UNIT_TERMINAL:
        assert not any(state in row.sources for row in UNIT_TRANSITIONS)


@pytest.mark.requirement("R-158")
@pytest.mark.parametrize(
    ("verb", "wrong"),
    [
        ("to_issuing_sector", package(UnitState.AT_BRANCH)),
        ("issue", package(UnitState.IN_ISSUING_SECTOR)),
        ("give_back", unit(UnitState.SEALED)),
    ],
)
def test_a_unit_of_another_kind_is_not_moved(verb: str, wrong: Any) -> None:
    about = replace(facts(unit=wrong), reason="A-1")
    assert {f.rule for f in unit_obstacles(verb, wrong.state, about)} == {"scanning.not_from_here"}


@pytest.mark.requirement("R-158")
@pytest.mark.parametrize("row", UNIT_TRANSITIONS, ids=lambda row: row.number)
def test_a_unit_of_another_branch_never_moves(row: UnitTransition) -> None:
    for state in filter(None, row.sources):
        right = unit_good(row.verb, state)
        assert right.unit is not None
        kind = row.kinds[0] if right.unit.kind not in row.kinds else right.unit.kind
        foreign = replace(right.unit, branch_id="0214", kind=UnitKind(kind))
        stopped = unit_obstacles(row.verb, state, replace(right, unit=foreign))
        assert "scanning.of_this_branch" in {f.rule for f in stopped}


@pytest.mark.requirement("R-173", "R-174")
def test_nothing_but_an_issue_leads_out_of_keeping_for_the_social_class() -> None:
    ways = {row.verb for row in TRANSITIONS if CaseState.STORED in row.sources}
    assert ways == {"issue", "list_for_return", "end_year_of_keeping"}
    for verb in ("list_for_return", "end_year_of_keeping"):
        about = replace(
            good(verb, CaseState.STORED), passport=replace(PASSPORT, retention=Retention.SOCIAL)
        )
        assert any(f.blocks for f in obstacles(verb, CaseState.STORED, about))
