"""Complaints: two readings of each term, extension only where the Law gives it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.calendar import load_calendar, shipped_calendar
from app.catalogue.complaints import complaint_law, load_complaint_laws
from app.domain.calendar import Calendar
from app.rules.complaint_terms import (
    Addressee,
    TwoReadings,
    complaint_terms,
    information_update,
)

SHIPPED = shipped_calendar()
LAW = complaint_law(date(2026, 1, 1))
FIXTURE = Path(__file__).parents[2] / "data" / "HS-2026.toml"
EACH_CALENDAR = pytest.mark.parametrize(
    "calendar", [SHIPPED, load_calendar(FIXTURE)], ids=["shipped", "HS-2026"]
)


@pytest.mark.requirement("R-202")
@EACH_CALENDAR
def test_example_7_five_working_days_to_the_corporation(calendar: Calendar) -> None:
    terms = complaint_terms(
        registered=date(2026, 3, 17), addressee=Addressee.CORPORATION, calendar=calendar, law=LAW
    )
    assert terms.answer == TwoReadings(date(2026, 3, 26), date(2026, 3, 27))
    saturday = complaint_terms(
        registered=date(2026, 6, 13), addressee=Addressee.CORPORATION, calendar=calendar, law=LAW
    )
    assert saturday.answer == TwoReadings(date(2026, 6, 19), date(2026, 6, 19))


@pytest.mark.requirement("R-203", "R-204", "R-205")
@EACH_CALENDAR
def test_example_8_fifteen_days_extended_by_ten(calendar: Calendar) -> None:
    terms = complaint_terms(
        registered=date(2026, 4, 13),
        addressee=Addressee.AUTHORITY,
        calendar=calendar,
        law=LAW,
        extended=date(2026, 4, 30),
    )
    assert terms.answer == TwoReadings(date(2026, 5, 4), date(2026, 5, 5))
    assert terms.extended == TwoReadings(date(2026, 5, 20), date(2026, 5, 21))
    assert terms.notice == TwoReadings(date(2026, 5, 5), date(2026, 5, 6))
    assert terms.findings == ()


@pytest.mark.requirement("R-008")
@EACH_CALENDAR
def test_example_11_information_is_updated_in_three_working_days(calendar: Calendar) -> None:
    found = information_update(date(2026, 12, 9), LAW, calendar)
    assert found == TwoReadings(date(2026, 12, 11), date(2026, 12, 14))


@pytest.mark.requirement("R-204")
@pytest.mark.parametrize("addressee", [Addressee.CORPORATION, Addressee.PROVIDER])
def test_the_corporation_and_providers_never_extend(addressee: Addressee) -> None:
    terms = complaint_terms(
        registered=date(2026, 4, 13),
        addressee=addressee,
        calendar=SHIPPED,
        law=LAW,
        extended=date(2026, 4, 15),
    )
    assert not terms.extension_allowed
    assert (terms.extended, terms.notice) == (None, None)
    assert [finding.requirement for finding in terms.findings if finding.blocks] == ["R-204"]


@pytest.mark.requirement("R-204")
def test_a_late_extension_is_told_and_an_impossible_one_refused() -> None:
    terms = complaint_terms(
        registered=date(2026, 4, 13),
        addressee=Addressee.AUTHORITY,
        calendar=SHIPPED,
        law=LAW,
        extended=date(2026, 5, 6),
    )
    assert [finding.rule for finding in terms.findings] == ["complaints.extended_late"]
    with pytest.raises(ValueError, match="before the registration"):
        complaint_terms(
            registered=date(2026, 4, 13),
            addressee=Addressee.AUTHORITY,
            calendar=SHIPPED,
            law=LAW,
            extended=date(2026, 4, 12),
        )


@pytest.mark.requirement("R-025")
def test_a_year_without_a_calendar_gives_no_date() -> None:
    terms = complaint_terms(
        registered=date(2027, 12, 28), addressee=Addressee.CORPORATION, calendar=SHIPPED, law=LAW
    )
    assert terms.answer is None
    assert [finding.rule for finding in terms.findings] == ["terms.calendar"]


@pytest.mark.requirement("R-202", "R-203")
@given(st.dates(date(2024, 1, 2), date(2027, 10, 1)), st.sampled_from(Addressee))
def test_control_is_never_after_outer_and_at_most_a_working_day_before(
    registered: date, addressee: Addressee
) -> None:
    terms = complaint_terms(registered=registered, addressee=addressee, calendar=SHIPPED, law=LAW)
    assert terms.answer is not None
    control, outer = terms.answer.control, terms.answer.outer
    assert SHIPPED.is_working(control)
    assert SHIPPED.is_working(outer)
    working = SHIPPED.is_working(registered)
    assert outer == (SHIPPED.next_working_day(control) if working else control)


@pytest.mark.requirement("R-202", "R-203")
def test_the_terms_are_data_with_dates() -> None:
    longer = replace(LAW, answer={**LAW.answer, Addressee.CORPORATION: 7})
    terms = complaint_terms(
        registered=date(2026, 3, 17), addressee=Addressee.CORPORATION, calendar=SHIPPED, law=longer
    )
    assert terms.answer == TwoReadings(date(2026, 3, 30), date(2026, 3, 31))
    assert load_complaint_laws()[0].valid_from == date(2013, 4, 15)
    with pytest.raises(LookupError):
        complaint_law(date(2013, 4, 14))


@pytest.mark.requirement("R-204")
@pytest.mark.parametrize("addressee", [Addressee.CORPORATION, Addressee.PROVIDER])
def test_no_data_file_gives_the_corporation_an_extension(addressee: Addressee) -> None:
    with pytest.raises(ValueError, match="extend nothing"):
        replace(LAW, may_extend=LAW.may_extend | {addressee})
