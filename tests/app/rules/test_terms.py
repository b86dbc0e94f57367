"""The term of a service: the worked examples, the golden table, and what holds for every date."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from app.catalogue.calendar import load_calendar, shipped_calendar
from app.catalogue.law import citation
from app.domain.branch import DepartmentKind
from app.domain.calendar import Calendar, add_months
from app.domain.passport_items import Carrier, TermUnit
from app.rules.promises import TermAsk, calendar_alarm
from app.rules.terms import ServiceTerm, service_term

ZONE = timezone(timedelta(hours=5))
FIXTURE = Path(__file__).parents[2] / "data" / "HS-2026.toml"
SHIPPED = shipped_calendar()
CALENDARS = {"shipped": SHIPPED, "HS-2026": load_calendar(FIXTURE)}
EACH_CALENDAR = pytest.mark.parametrize("calendar", CALENDARS.values(), ids=list(CALENDARS))
DUTY = DepartmentKind.DUTY


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def _term(
    value: int,
    accepted: str,
    *,
    unit: TermUnit = TermUnit.WORKING_DAYS,
    counted: bool | None = None,
    calendar: Calendar = SHIPPED,
    department: DepartmentKind = DepartmentKind.ORDINARY,
    one_day: bool | None = None,
) -> ServiceTerm:
    """On paper, unless it is said whether the day of intake counts."""
    return service_term(
        TermAsk(
            value=value,
            unit=unit,
            carrier=Carrier.PAPER if counted is None else Carrier.ELECTRONIC,
            accepted=_at(accepted),
            calendar=calendar,
            intake_day_counted=counted,
            department=department,
            one_working_day=one_day,
        )
    )


def _counted(term: ServiceTerm) -> list[str]:
    return [f"{day.date:%d.%m}" for day in term.days if day.counted]


@pytest.mark.requirement("R-135", "R-160", "R-161")
@EACH_CALENDAR
def test_example_1_paper_over_a_moved_holiday(calendar: Calendar) -> None:
    term = _term(5, "2026-03-06T11:20", calendar=calendar)
    assert term.issue_date == date(2026, 3, 16)
    assert term.term_end == _at("2026-03-16T18:00")
    assert term.delivery_due == _at("2026-03-13T18:00")
    assert _counted(term) == ["10.03", "11.03", "12.03", "13.03", "16.03"]


@pytest.mark.requirement("R-135", "R-160")
@EACH_CALENDAR
def test_example_2_electronic_by_the_passport_only(calendar: Calendar) -> None:
    intake = "2026-03-20T10:00"
    assert _term(3, intake, counted=True, calendar=calendar).issue_date == date(2026, 3, 27)
    assert _term(3, intake, counted=False, calendar=calendar).issue_date == date(2026, 3, 30)


@pytest.mark.requirement("R-160")
def test_electronic_without_a_stated_intake_day_is_a_finding_and_no_date() -> None:
    ask = TermAsk(
        value=3,
        unit=TermUnit.WORKING_DAYS,
        carrier=Carrier.ELECTRONIC,
        accepted=_at("2026-03-20T10:00"),
        calendar=SHIPPED,
    )
    term = service_term(ask)
    assert (term.term_end, term.issue_date, term.delivery_due) == (None, None, None)
    assert [finding.rule for finding in term.findings] == ["terms.intake_day"]
    assert not term.promised


@pytest.mark.requirement("R-135", "R-161")
@EACH_CALENDAR
def test_example_3_delivery_rolls_back_over_a_holiday(calendar: Calendar) -> None:
    term = _term(10, "2026-04-22T12:00", calendar=calendar)
    assert term.issue_date == date(2026, 5, 8)
    assert term.delivery_due == _at("2026-05-06T18:00")


@pytest.mark.requirement("R-161")
@EACH_CALENDAR
def test_example_4_one_working_day_has_no_earlier_delivery(calendar: Calendar) -> None:
    term = _term(1, "2026-06-02T12:00", calendar=calendar)
    assert term.issue_date == date(2026, 6, 3)
    assert term.delivery_due is None
    assert term.delivery_exempt


@pytest.mark.requirement("R-028", "R-135")
@EACH_CALENDAR
def test_example_9_a_duty_saturday_takes_in_but_is_not_counted(calendar: Calendar) -> None:
    term = _term(3, "2026-06-06T12:55", calendar=calendar, department=DUTY)
    assert term.issue_date == date(2026, 6, 10)
    assert term.delivery_due == _at("2026-06-09T18:00")
    assert _counted(term) == ["08.06", "09.06", "10.06"]


@pytest.mark.requirement("R-135", "R-161")
@EACH_CALENDAR
def test_example_10_a_duty_evening_before_holidays(calendar: Calendar) -> None:
    term = _term(5, "2026-04-30T19:30", calendar=calendar, department=DUTY)
    assert term.issue_date == date(2026, 5, 12)
    assert term.delivery_due == _at("2026-05-08T18:00")


@pytest.mark.requirement("R-097", "R-135", "R-160")
@EACH_CALENDAR
def test_example_14_children_of_one_application_have_their_own_dates(calendar: Calendar) -> None:
    intake = "2026-06-03T10:00"
    assert _term(5, intake, calendar=calendar).issue_date == date(2026, 6, 10)
    child_b = _term(3, intake, counted=True, calendar=calendar)
    assert child_b.issue_date == date(2026, 6, 5)


@pytest.mark.requirement("R-135", "R-025")
@pytest.mark.parametrize(
    ("accepted", "value", "excluded", "counted"),
    [
        ("2026-05-06", 2, "2026-05-12", "2026-05-08"),
        ("2026-03-19", 7, "2026-04-02", "2026-04-01"),
        ("2026-04-24", 15, "2026-05-20", "2026-05-19"),
        ("2026-10-19", 7, "2026-10-29", "2026-10-28"),
        ("2026-11-20", 17, "2026-12-15", "2026-12-14"),
        ("2026-12-11", 10, "2026-12-28", "2026-12-25"),
        ("2026-12-31", 2, "2027-01-06", "2027-01-05"),
        ("2027-03-11", 6, "2027-03-25", "2027-03-19"),
        ("2027-04-30", 2, "2027-05-05", "2027-05-04"),
        ("2024-05-02", 6, "2024-05-14", "2024-05-13"),
        ("2024-12-30", 7, "2025-01-13", "2025-01-10"),
    ],
)
def test_the_golden_table(accepted: str, value: int, excluded: str, counted: str) -> None:
    intake = f"{accepted}T10:00"
    assert _term(value, intake).issue_date == date.fromisoformat(excluded)
    assert _term(value, intake, counted=False).issue_date == date.fromisoformat(excluded)
    assert _term(value, intake, counted=True).issue_date == date.fromisoformat(counted)


@pytest.mark.requirement("R-025")
def test_a_worked_saturday_counts_and_says_why() -> None:
    term = _term(2, "2024-05-02T10:00")
    saturday = next(day for day in term.days if day.date == date(2024, 5, 4))
    assert saturday.counted
    assert "08.05.2024" in saturday.reason.kk
    assert "08.05.2024" in saturday.reason.ru


@pytest.mark.requirement("R-135")
def test_every_day_of_the_trace_has_a_reason_in_both_languages() -> None:
    term = _term(10, "2026-04-22T12:00")
    dates = [day.date for day in term.days]
    assert dates == [date(2026, 4, 22) + timedelta(days=n) for n in range(17)]
    assert all(day.reason.complete for day in term.days)
    holiday = next(day for day in term.days if day.date == date(2026, 5, 1))
    assert "Праздник единства народа Казахстана" in holiday.reason.ru


def test_calendar_days_that_end_on_a_day_off_move_to_the_next_working_day() -> None:
    term = _term(15, "2026-11-20T10:00", unit=TermUnit.CALENDAR_DAYS)
    assert term.issue_date == date(2026, 12, 7)
    assert len(_counted(term)) == 15
    assert _term(
        15, "2026-11-20T10:00", unit=TermUnit.CALENDAR_DAYS, counted=True
    ).issue_date == date(2026, 12, 4)


def test_months_end_on_the_same_day_number_or_the_last_day() -> None:
    months = TermUnit.MONTHS
    assert _term(1, "2026-01-30T10:00", unit=months).issue_date == date(2026, 3, 2)
    assert _term(1, "2026-06-10T10:00", unit=months).issue_date == date(2026, 7, 10)
    assert _term(1, "2026-06-10T10:00", unit=months, counted=True).issue_date == date(2026, 7, 9)
    assert add_months(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert add_months(date(2025, 11, 30), 3) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("unit", "value", "accepted", "department", "end"),
    [
        (TermUnit.MINUTES, 30, "2026-06-05T10:00", DepartmentKind.ORDINARY, "2026-06-05T10:30"),
        (TermUnit.MINUTES, 30, "2026-06-05T17:45", DepartmentKind.ORDINARY, "2026-06-08T09:15"),
        (TermUnit.MINUTES, 30, "2026-06-05T17:45", DUTY, "2026-06-05T18:15"),
        (TermUnit.MINUTES, 30, "2026-06-05T19:45", DUTY, "2026-06-06T09:15"),
        (TermUnit.MINUTES, 30, "2026-06-05T17:30", DepartmentKind.ORDINARY, "2026-06-05T18:00"),
        (TermUnit.HOURS, 12, "2026-05-08T16:00", DepartmentKind.ORDINARY, "2026-05-13T10:00"),
    ],
)
def test_minutes_and_hours_run_in_opening_hours(
    unit: TermUnit, value: int, accepted: str, department: DepartmentKind, end: str
) -> None:
    term = _term(value, accepted, unit=unit, counted=True, department=department)
    assert term.term_end == _at(end)
    assert term.issue_date == _at(end).date()


def test_minutes_on_paper_begin_on_the_next_opening_day() -> None:
    term = _term(30, "2026-06-05T10:00", unit=TermUnit.MINUTES)
    assert term.term_end == _at("2026-06-08T09:30")


@pytest.mark.requirement("R-161")
def test_who_is_free_of_the_early_delivery() -> None:
    intake = "2026-06-05T10:00"
    assert _term(540, intake, unit=TermUnit.MINUTES, counted=True).delivery_due is None
    assert _term(541, intake, unit=TermUnit.MINUTES, counted=True).delivery_due is not None
    assert _term(3, intake, one_day=True).delivery_due is None
    assert _term(1, intake, one_day=False).delivery_due is None
    assert _term(2, intake).delivery_due == _at("2026-06-08T18:00")


def test_a_term_never_ends_before_it_began() -> None:
    term = _term(1, "2026-06-05T19:30", counted=True, department=DUTY)
    assert term.term_end == _at("2026-06-08T18:00")
    assert "08.06" not in _counted(term)


@pytest.mark.requirement("R-025")
@pytest.mark.parametrize(
    ("accepted", "value"),
    [("2027-12-30T10:00", 5), ("2028-01-10T10:00", 1), ("1900-01-01T10:00", 1)],
)
def test_nothing_is_promised_in_a_year_without_a_calendar(accepted: str, value: int) -> None:
    term = _term(value, accepted)
    assert term.issue_date is None
    assert [finding.rule for finding in term.findings] == ["terms.calendar"]
    assert term.findings[0].requirement == "R-025"
    assert not term.promised


@pytest.mark.requirement("R-025")
@pytest.mark.parametrize(
    ("today", "year"),
    [(date(2027, 11, 1), ""), (date(2027, 11, 2), "2028"), (date(2027, 12, 31), "2028")],
)
def test_the_alarm_comes_sixty_days_before_a_missing_year(today: date, year: str) -> None:
    found = [finding.subject for finding in calendar_alarm.judge((SHIPPED, today))]
    assert found == ([year] if year else [])


def test_a_date_beside_an_expected_holiday_is_provisional() -> None:
    assert _term(3, "2027-05-13T10:00").provisional
    assert _term(3, "2027-05-13T10:00").promised
    assert not _term(3, "2027-06-01T10:00").provisional


def test_what_is_not_stated_is_named_and_nonsense_is_refused() -> None:
    ask = TermAsk(
        value=None, unit=None, carrier=None, accepted=_at("2026-06-05T10:00"), calendar=SHIPPED
    )
    assert {finding.rule for finding in service_term(ask).findings} == {
        "terms.known",
        "terms.carrier",
    }
    with pytest.raises(ValueError, match="positive value"):
        _term(0, "2026-06-05T10:00")
    with pytest.raises(ValueError, match="aware moment"):
        service_term(
            TermAsk(
                value=1,
                unit=TermUnit.WORKING_DAYS,
                carrier=Carrier.PAPER,
                accepted=datetime(2026, 6, 5, 10),  # noqa: DTZ001 - the wrong thing on purpose
                calendar=SHIPPED,
            )
        )


@pytest.mark.requirement("R-135")
def test_the_version_of_the_calendar_is_kept_and_the_citations_exist() -> None:
    for calendar in CALENDARS.values():
        assert _term(3, "2026-06-05T10:00", calendar=calendar).calendar_version == calendar.version
    for counted in (None, True):
        for entry in _term(3, "2026-06-05T10:00", counted=counted).citations:
            assert citation(entry).full.complete
