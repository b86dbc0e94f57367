"""The package: filled, whole, in term, nothing pending, nothing left behind."""

from datetime import timedelta

import pytest

from app.domain.case import Applicant, FieldSource, Outage, RowSource, RowState
from app.domain.case_states import CaseState
from app.domain.passport import TreatyOverride
from app.rules import complete
from app.rules.postpone import DRAFTS
from tests.fakes.intake_desk import FILED, people
from tests.fakes.intake_facts import (
    authority,
    draft,
    entry,
    facts,
    filled,
    represented,
    seen,
    speaks,
    subjects,
    warns,
)
from tests.fakes.intake_passports import CERTIFICATE, KEPT, passport, row

_TODAY = FILED.date()


@pytest.mark.requirement("R-093")
def test_an_empty_field_is_named() -> None:
    assert subjects(complete.forms_filled, facts(draft(fields=()))) == {"applicant_name", "iin"}
    assert not speaks(complete.forms_filled, facts(draft()))


@pytest.mark.requirement("R-093", "R-094")
def test_only_what_the_act_demands_is_demanded() -> None:
    named = subjects(complete.forms_filled, facts(draft("with_account")))
    assert named == {"account"}
    wrong = draft("with_account", fields=(*draft().fields, filled("account", "12")))
    assert subjects(complete.forms_filled, facts(wrong)) == {"account"}
    right = draft("with_account", fields=(*draft().fields, filled("account", "KZ" + "1" * 18)))
    assert not speaks(complete.forms_filled, facts(right))


@pytest.mark.requirement("R-134")
def test_a_phone_is_not_demanded_without_a_clause() -> None:
    assert "phone" not in subjects(complete.forms_filled, facts(draft("with_account")))


@pytest.mark.requirement("R-063")
def test_no_iin_is_demanded_of_a_foreigner() -> None:
    foreigner = people().people["foreigner"].person
    fields = (filled("applicant_name", foreigner.name.full),)
    case = draft(applicant=Applicant(person=foreigner), fields=fields)
    assert not speaks(complete.forms_filled, facts(case))


@pytest.mark.requirement("R-103")
def test_fields_of_persons_are_not_demanded_of_organisations() -> None:
    body = Applicant(organisation=people().organisations["company"])
    named = subjects(complete.forms_filled, facts(draft(applicant=body, fields=())))
    assert named == {"organisation_name"}


@pytest.mark.requirement("R-095")
def test_what_the_system_formed_stands() -> None:
    touched = draft(fields=(filled("applicant_name", "Другой", FieldSource.SYSTEM),))
    assert subjects(complete.auto_fields_untouched, facts(touched)) == {"applicant_name"}
    assert not speaks(complete.auto_fields_untouched, facts(draft()))


@pytest.mark.requirement("R-104", "R-092", "R-144")
@pytest.mark.parametrize(
    ("state", "lacking"),
    [
        (RowState.OPEN, True),
        (RowState.ABSENT, True),
        (RowState.NOT_VERIFIED, True),
        (RowState.PRESENT, False),
    ],
)
def test_every_row_with_a_ground_is_there(state: RowState, lacking: bool) -> None:
    case = draft("shown", documents=(entry("certificate", state), entry("if_married")))
    assert ("certificate" in subjects(complete.every_row_present, facts(case))) is lacking


@pytest.mark.requirement("R-104", "R-011")
def test_a_row_whose_circumstance_does_not_hold_is_left_out() -> None:
    out = entry("if_married", RowState.NOT_APPLICABLE)
    case = draft("shown", documents=(entry("certificate"), out))
    assert not speaks(complete.every_row_present, facts(case))


@pytest.mark.requirement("R-005")
def test_a_row_without_a_clause_stops_nobody() -> None:
    assert warns(complete.every_row_present, facts(draft("loose")))


@pytest.mark.requirement("R-019")
def test_a_treaty_takes_a_row_away_for_its_citizens() -> None:
    treaty = TreatyOverride(
        treaty="Сынақ шарты", article="1", waives="certificate", citizenships=("DEU",)
    )
    service = passport("treaty", CERTIFICATE, treaty_overrides=(treaty,))
    foreigner = Applicant(person=people().people["foreigner"].person)
    assert not speaks(complete.every_row_present, facts(draft(applicant=foreigner), service))
    assert speaks(complete.every_row_present, facts(draft(), service))


@pytest.mark.requirement("R-106", "R-083")
def test_what_the_state_does_not_hold_and_nobody_shows_stops_nobody() -> None:
    none_ = entry("held", RowState.NOT_FOUND, not_found_at=FILED)
    shown = entry("held_or_shown")
    assert not speaks(complete.every_row_present, facts(draft("held", documents=(none_, shown))))


@pytest.mark.requirement("R-083")
def test_where_the_act_names_a_way_it_is_shown_then() -> None:
    obtained = entry("held", RowState.OBTAINED, source=RowSource.SYSTEM_DATA)
    none_ = entry("held_or_shown", RowState.NOT_FOUND, not_found_at=FILED)
    case = draft("held", documents=(obtained, none_))
    assert subjects(complete.every_row_present, facts(case)) == {"held_or_shown"}


@pytest.mark.requirement("R-105")
@pytest.mark.parametrize(("days", "expired"), [(0, False), (-1, True), (1, False)])
def test_validity_is_judged_on_the_filing_date(days: int, expired: bool) -> None:
    last = _TODAY + timedelta(days=days)
    documents = (
        entry("dated", valid_until=last),
        entry("from_issue", issued_on=_TODAY, source=RowSource.COPY_RETAINED),
    )
    case = draft("dated", documents=documents)
    assert speaks(complete.nothing_expired, facts(case)) is expired
    # An expired document is expired, not missing: only one of the two rules speaks of it.
    assert not speaks(complete.every_row_present, facts(case))


@pytest.mark.requirement("R-105")
@pytest.mark.parametrize(("age", "expired"), [(10, False), (11, True)])
def test_validity_counted_from_the_day_of_issue(age: int, expired: bool) -> None:
    issued = _TODAY - timedelta(days=age)
    copy = entry("from_issue", issued_on=issued, source=RowSource.COPY_RETAINED)
    case = draft("dated", documents=(entry("dated", valid_until=_TODAY), copy))
    assert speaks(complete.nothing_expired, facts(case)) is expired


@pytest.mark.requirement("R-061", "R-105")
def test_the_identity_document_and_the_power_are_judged_with_the_package() -> None:
    assert speaks(complete.nothing_expired, facts(draft(identification=seen("expired_card"))))
    past = represented(authority=authority(valid_until=_TODAY - timedelta(days=1)))
    assert speaks(complete.nothing_expired, facts(draft(representation=past)))
    assert not speaks(complete.nothing_expired, facts(draft(representation=represented())))


@pytest.mark.requirement("R-107")
@pytest.mark.parametrize("state", [RowState.REQUESTED, RowState.OUTAGE])
def test_a_silent_source_is_waited_for_and_is_no_absence(state: RowState) -> None:
    case = draft("held", documents=(entry("held", state), entry("held_or_shown")))
    assert subjects(complete.no_row_pending, facts(case)) == {"held"}
    assert not speaks(complete.every_row_present, facts(case))


@pytest.mark.requirement("R-107")
def test_an_outage_is_on_record_before_anybody_waits() -> None:
    silent = draft("held", documents=(entry("held", RowState.OUTAGE),))
    assert speaks(complete.outage_recorded, facts(silent))
    outage = Outage(system="egov_gateway", row_id="held", at=FILED)
    recorded = draft("held", documents=silent.documents, outages=(outage,))
    assert not speaks(complete.outage_recorded, facts(recorded))
    over = draft("held", documents=(entry("held"),), outages=(outage,))
    assert speaks(complete.outage_recorded, facts(over))


@pytest.mark.requirement("R-109")
def test_an_original_goes_back_at_once() -> None:
    here = draft("shown", documents=(entry("certificate", returned=False),))
    assert subjects(complete.originals_returned, facts(here)) == {"certificate"}
    back = draft("shown", documents=(entry("certificate"),))
    assert not speaks(complete.originals_returned, facts(back))


@pytest.mark.requirement("R-109")
def test_an_original_that_the_act_retains_does_not() -> None:
    retained = row("retained", KEPT.mode, retained_by_act=True)
    service = passport("retains", retained)
    held = entry("retained", returned=False)
    assert not speaks(complete.originals_returned, facts(draft(documents=(held,)), service))


@pytest.mark.requirement("R-091", "R-105")
@pytest.mark.parametrize("state", list(CaseState))
def test_after_the_signature_nothing_changes(state: CaseState) -> None:
    assert speaks(complete.editable, facts(draft(state=state))) is (state not in DRAFTS)


@pytest.mark.requirement("R-021")
def test_without_a_case_every_guard_blocks() -> None:
    guards = (
        complete.forms_filled,
        complete.auto_fields_untouched,
        complete.every_row_present,
        complete.outage_recorded,
        complete.editable,
    )
    assert all(speaks(guard, facts()) for guard in guards)
