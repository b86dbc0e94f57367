"""The words of findings and errors: both languages, every placeholder filled, nothing crashes."""

import re
from datetime import date, datetime, timedelta, timezone

import pytest

from app.catalogue.calendar import shipped_calendar
from app.domain.branch import DepartmentKind
from app.domain.finding import Finding
from app.domain.opening import Opening
from app.errors import ERROR_TEXTS, AppError, DeviceFault, InputInvalid
from app.rules.opening import department_open
from app.rules.promises import calendar_approved, calendar_firm
from app.wording import (
    PROBLEMS,
    both,
    citation_words,
    error_words,
    finding_words,
    problem_words,
)


@pytest.mark.requirement("R-021")
def test_a_finding_is_told_with_its_place_in_the_act() -> None:
    (finding,) = calendar_approved.judge(2031)
    words = finding_words(finding)
    assert "2031" in words.message.kk
    assert "2031" in words.message.ru
    assert words.advice.complete
    assert words.title.complete
    assert words.citation.ru.startswith("пункт 3 Правил")
    assert (words.citation_id, words.requirement) == ("rules.3", "R-025")


def test_values_that_differ_by_language_fill_their_own_text() -> None:
    day = shipped_calendar().day(date(2027, 5, 16))
    (finding,) = calendar_firm.judge((day,))
    words = finding_words(finding)
    assert day.reason.kk in words.message.kk
    assert day.reason.ru in words.message.ru


def test_a_missing_value_shows_as_a_dash_and_braces_in_values_do_no_harm() -> None:
    assert both("Closed: {reason}").ru.endswith("—")
    assert "{year}" in both("Closed: {reason}", {"reason": "{year} {0} %s"}).ru


def test_a_citation_nobody_knows_is_empty_and_not_an_error() -> None:
    assert not citation_words("law.99").complete
    assert citation_words("law.20.2").complete


def test_an_unknown_rule_is_an_error_of_ours() -> None:
    with pytest.raises(KeyError):
        finding_words(Finding(rule="no.such", requirement="R-001"))


def test_errors_are_told_with_field_or_slot() -> None:
    words = error_words(InputInvalid("door.date", field="--on", value="x"))
    assert "--on" in words.message.kk
    assert "«x»" in words.message.ru
    assert error_words(DeviceFault("no.such.code", slot="card")).message.complete
    assert "no.such.code" in error_words(AppError("no.such.code")).message.ru


def test_every_problem_of_a_number_or_zone_has_words() -> None:
    for problem in PROBLEMS:
        assert re.search("[а-я]", problem_words(problem).ru)  # type: ignore[arg-type]
        assert re.search("[а-яәғқңөұүһі]", problem_words(problem).kk)  # type: ignore[arg-type]


def test_the_closed_department_tells_when_it_opens() -> None:
    opening = Opening(shipped_calendar(), DepartmentKind.DUTY)
    moment = datetime(2026, 5, 9, 10, tzinfo=timezone(timedelta(hours=5)))
    (finding,) = department_open.judge((opening, moment))
    words = finding_words(finding)
    assert "День Победы" in words.message.ru
    assert "12.05.2026 09:00" in words.advice.kk


def test_every_declared_error_has_words_in_both_languages() -> None:
    for code in ("law.repealed", "law.not_in_force", "calendar.broken", "door.use", "bug"):
        entry = ERROR_TEXTS[code]
        for message in (entry.message, entry.advice):
            words = both(message)
            assert words.kk != message
            assert words.ru != message
