"""The issue beside the recipient: payment, scan, acknowledgement, the refusal and its card."""

from dataclasses import replace
from datetime import datetime

import pytest

from app.domain.branch import Role
from app.domain.case import PaymentCheck, PaymentState, StateChange
from app.domain.case_states import CaseState
from app.domain.finding import Severity
from app.domain.passport import Carrier, Fee, FeeItem, PassportText, ResultKind, ServiceResult
from app.domain.unit_states import UnitState
from app.rules.issue import NOT_READY, who_accepted
from app.rules.loading import every_rule
from tests.fakes.custody_facts import (
    ELECTRONIC,
    FILED,
    NOW,
    PASSPORT,
    PEOPLE,
    blocks,
    case,
    facts,
    found,
    originals,
    result,
    unit,
)
from tests.fakes.intake_passports import named
from tests.fakes.store_samples import ALMATY

every_rule()
LATER = replace(PASSPORT, fee=Fee(free=False, pay_before_issue=True))


def paid(state: PaymentState) -> PaymentCheck:
    return PaymentCheck(state=state, at=FILED)


@pytest.mark.requirement("R-119")
@pytest.mark.parametrize(
    ("state", "stopped"),
    [
        (PaymentState.PAID, False),
        (PaymentState.OVERPAID, False),
        (PaymentState.NOT_NEEDED, False),
        (PaymentState.DUE_LATER, True),
        (PaymentState.UNDERPAID, True),
        (PaymentState.WRONG_DETAILS, True),
        (PaymentState.MISSING, True),
    ],
)
def test_what_is_due_before_the_issue_is_paid_before_it(state: PaymentState, stopped: bool) -> None:
    about = facts(passport=LATER, case=case(payment=paid(state)))
    assert blocks("issue.paid_before_issue", about) is stopped


@pytest.mark.requirement("R-119", "R-120")
def test_no_payment_is_asked_where_the_act_asks_none() -> None:
    for fee in (None, Fee(free=True, pay_before_issue=True), Fee(free=False)):
        about = facts(passport=replace(PASSPORT, fee=fee))
        assert not blocks("issue.paid_before_issue", about)
    apostille = FeeItem(key="apostille", what=named("apostille"), separate_service=True)
    fee = Fee(free=True, pay_before_issue=True, items=(apostille,))
    about = facts(passport=replace(PASSPORT, fee=fee), case=case(fee_key="apostille"))
    assert blocks("issue.paid_before_issue", about)


@pytest.mark.requirement("R-182")
@pytest.mark.parametrize(
    ("said", "stopped"),
    [("signed", False), ("eds", False), ("declined", False), ("", True), ("oral", True)],
)
def test_the_receipt_is_acknowledged_in_one_of_three_forms(said: str, stopped: bool) -> None:
    assert blocks("issue.acknowledged", facts(acknowledgement=said)) is stopped


@pytest.mark.requirement("R-182", "R-158")
def test_a_typed_code_needs_a_supervisor_and_a_reason() -> None:
    typed = facts(typed_reason="код жыртылған")
    assert blocks("issue.code_scanned", typed)
    supervisor = PEOPLE.operators["supervisor"]
    assert not blocks("issue.code_scanned", replace(typed, operator=supervisor, role=Role.SUP))
    assert blocks("issue.code_scanned", facts(scanned_code="R9900260030000999"))


@pytest.mark.requirement("R-182", "R-158")
def test_the_code_of_another_thing_says_whose_it_is() -> None:
    other = unit(id="u-9", code="R9900260030000211", case_id="case-9")
    about = facts(scanned_code=other.code, scanned_unit=other, scanned_number="03-2600777")
    (said,) = found("scanning.this_unit", about)
    assert said.params["number"] == "03-2600777"
    assert not found("scanning.this_unit", facts(scanned_unit=unit()))


@pytest.mark.requirement("R-168")
@pytest.mark.parametrize("state", UnitState)
def test_a_paper_result_comes_out_of_the_sector_alone(state: UnitState) -> None:
    lying = state in (UnitState.IN_ISSUING_SECTOR, UnitState.RETURN_LISTED)
    assert blocks("issue.unit_in_sector", facts(unit=unit(state))) is not lying
    assert blocks("issue.unit_in_sector", facts(unit=unit(case_id="case-2")))


@pytest.mark.requirement("R-183")
def test_an_electronic_result_has_nothing_to_scan() -> None:
    about = facts(case=case(result=result(**ELECTRONIC)), unit=None)
    assert not blocks("issue.code_scanned", about)
    assert not blocks("issue.unit_in_sector", about)


@pytest.mark.requirement("R-188")
def test_a_refusal_is_issued_with_its_explanation() -> None:
    refused = case(result=result(kind=ResultKind.REASONED_REFUSAL))
    assert blocks("issue.refusal_explained", facts(case=refused, explained=False))
    assert not blocks("issue.refusal_explained", facts(case=refused))
    assert not blocks("issue.refusal_explained", facts(explained=False))


@pytest.mark.requirement("R-229")
def test_who_accepted_is_warned_before_issuing_and_never_stopped() -> None:
    colleague = facts()
    assert not found("issue.not_who_accepted", colleague)
    same = replace(colleague, operator=PEOPLE.operators["operator"])
    (said,) = found("issue.not_who_accepted", same)
    assert said.severity is Severity.WARN
    registered = case(
        history=(
            StateChange(state=CaseState.REGISTERED, verb="register", at=NOW, operator_id="issuer"),
        )
    )
    assert who_accepted(registered) == "issuer"
    assert who_accepted(case(history=())) == "operator"
    assert found("issue.not_who_accepted", facts(case=registered))


@pytest.mark.requirement("R-184", "R-007")
def test_the_cabinet_is_open_where_the_flow_knows_it() -> None:
    assert blocks("issue.flow_provides_cabinet", facts())
    by_result = ServiceResult(
        key="r", what=PassportText(kk="н", ru="р"), carriers=(Carrier.ELECTRONIC,)
    )
    about = facts(passport=replace(PASSPORT, results=(by_result,)))
    assert not blocks("issue.flow_provides_cabinet", about)
    assert blocks("issue.flow_provides_cabinet", facts(passport=None))


@pytest.mark.requirement("R-168", "R-181")
def test_originals_that_came_back_go_with_the_result() -> None:
    here = originals(UnitState.AT_BRANCH)
    about = facts(units=(unit(), here))
    assert [f.subject for f in found("issue.originals_with_result", about)] == [here.code]
    laid = facts(units=(unit(), originals()))
    assert not found("issue.originals_with_result", laid)
    assert blocks("issue.nothing_on_paper", laid)
    gone = facts(units=(unit(), originals(UnitState.WITH_APPLICANT)))
    assert not blocks("issue.nothing_on_paper", gone)


@pytest.mark.requirement("R-179")
@pytest.mark.parametrize("state", CaseState)
def test_a_note_of_non_readiness_is_for_what_is_not_ready_on_its_day(state: CaseState) -> None:
    on_the_day = facts(case=case(state), now=datetime(2026, 3, 16, 9, 1, tzinfo=ALMATY))
    assert blocks("issue.not_ready", on_the_day) is (state not in NOT_READY)
    before = replace(on_the_day, now=datetime(2026, 3, 13, 17, 0, tzinfo=ALMATY))
    assert blocks("issue.not_ready", before)
