"""Keeping and returning: the class of the passport, the calendar month, the year, never the social."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.domain.case import Storage
from app.domain.case_states import CaseState
from app.domain.custody import UnitMove
from app.domain.passport import ResultKind, Retention
from app.domain.unit_states import UnitState
from app.rules.loading import every_rule
from app.rules.rate import APPLICANT_SCREEN
from app.rules.retention import retention_class
from tests.fakes.custody_facts import (
    ELECTRONIC,
    FILED,
    NOW,
    PASSPORT,
    SOCIAL,
    YEAR,
    blocks,
    case,
    facts,
    found,
    originals,
    register,
    result,
    unit,
    visit,
)
from tests.fakes.store_samples import ALMATY

every_rule()


@pytest.mark.requirement("R-170", "R-174")
def test_the_class_is_the_passports_and_a_refusal_is_no_identity_card() -> None:
    assert retention_class(facts(passport=YEAR)) is Retention.YEAR_ID
    refused = case(result=result(kind=ResultKind.REASONED_REFUSAL))
    assert retention_class(facts(passport=YEAR, case=refused)) is Retention.MONTH
    assert retention_class(facts(passport=SOCIAL, case=refused)) is Retention.SOCIAL
    assert retention_class(facts(passport=None)) is None
    assert blocks("store.retention_known", facts(passport=replace(PASSPORT, retention=None)))


@pytest.mark.requirement("R-173", "R-172", "R-174")
@pytest.mark.parametrize("kept", [*Retention, None])
def test_only_the_class_of_a_month_goes_back(kept: Retention | None) -> None:
    about = facts(passport=replace(PASSPORT, retention=kept))
    assert blocks("return_unclaimed.class_month", about) is (kept is not Retention.MONTH)


@pytest.mark.requirement("R-171", "R-175")
@pytest.mark.parametrize(
    ("now", "stopped"), [("2026-04-16T19:59", True), ("2026-04-17T00:00", False)]
)
def test_the_month_is_over_on_the_first_day_after_it(now: str, stopped: bool) -> None:
    about = facts(now=datetime.fromisoformat(now).replace(tzinfo=ALMATY))
    assert blocks("return_unclaimed.month_ended", about) is stopped
    assert blocks("return_unclaimed.month_ended", facts(case=case(storage=None)))
    endless = Storage(cell="A-1", arrived_at=FILED)
    assert blocks("return_unclaimed.month_ended", facts(case=case(storage=endless)))


@pytest.mark.requirement("R-172")
def test_what_goes_back_is_a_paper_on_a_signed_register_and_goes_whole() -> None:
    electronic = facts(case=case(result=result(**ELECTRONIC)))
    assert blocks("return_unclaimed.paper_result", electronic)
    assert blocks("return_unclaimed.provider_acknowledged", facts(register=None))
    unsigned = facts(register=register(unit(), received_by=" "))
    assert blocks("return_unclaimed.provider_acknowledged", unsigned)
    beside = originals(UnitState.RETURN_LISTED)
    split = facts(units=(unit(UnitState.RETURN_LISTED), beside))
    assert [f.subject for f in found("return_unclaimed.goes_whole", split)] == [beside.code]
    together = replace(split, register=register(unit(), beside))
    assert not found("return_unclaimed.goes_whole", together)


@pytest.mark.requirement("R-171", "R-186")
@pytest.mark.parametrize(("day", "stopped"), [(15, True), (16, True), (17, False)])
def test_keeping_begins_after_the_promised_day(day: int, stopped: bool) -> None:
    about = facts(now=datetime(2026, 3, day, 12, 0, tzinfo=ALMATY))
    assert blocks("store.promised_date_passed", about) is stopped


@pytest.mark.requirement("R-174")
def test_the_year_is_for_identity_documents_and_ends_after_its_last_day() -> None:
    storage = Storage(cell="A-1", arrived_at=FILED, until=date(2027, 3, 16))
    kept = case(storage=storage)
    for now, stopped in ((date(2027, 3, 16), True), (date(2027, 3, 17), False)):
        moment = datetime.combine(now, NOW.timetz())
        about = facts(passport=YEAR, case=kept, now=moment)
        assert blocks("store.year_ended", about) is stopped
    for passport in (PASSPORT, SOCIAL):
        assert blocks("store.class_year", facts(passport=passport))


@pytest.mark.requirement("R-174")
def test_after_the_year_a_person_decides_in_writing() -> None:
    held = case(CaseState.HELD_YEAR_EXPIRED)
    assert not blocks("store.decision_after_year", facts(case=held))
    assert blocks("store.decision_after_year", facts(case=held, reason=" "))
    assert blocks("store.decision_after_year", facts())


@pytest.mark.requirement("R-166")
def test_damage_is_told_in_an_act_before_the_result_goes_on() -> None:
    damaged = case(result=result(condition="damaged"))
    assert blocks("store.damage_recorded", facts(case=damaged))
    closed = UnitMove(
        verb="close_discrepancy", scan=0, holder="x", at=NOW, operator_id="supervisor"
    )
    assert not blocks("store.damage_recorded", facts(case=damaged, unit=unit(moves=(closed,))))
    assert not blocks("store.damage_recorded", facts(case=damaged, unit=originals()))


@pytest.mark.requirement("R-168")
def test_a_paper_lies_in_a_named_cell() -> None:
    assert blocks("store.cell_assigned", facts(reason=" "))
    electronic = facts(case=case(result=result(**ELECTRONIC)), unit=None, reason="")
    assert not blocks("store.cell_assigned", electronic)
    assert not blocks("store.code_scanned", electronic)


@pytest.mark.requirement("R-190", "R-191")
def test_a_rating_comes_from_the_visitors_screen_by_invitation() -> None:
    assert not blocks("rate.applicants_screen", facts(reason=APPLICANT_SCREEN))
    for surface in ("", "operator", "desk", "Applicant_Screen"):
        assert blocks("rate.applicants_screen", facts(reason=surface))
    assert blocks("rate.invited", facts())
    assert blocks("rate.invited", facts(visit=None))
    assert not blocks("rate.invited", facts(visit=visit(rating_invited_at=NOW)))
