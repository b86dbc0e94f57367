"""The number inside a ticket's code: its day, letter and count come back, and no two are the same."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.codes import CodeKind, ScannedCode, printed_code, understand
from app.domain.ticket_code import code_number, ticket_of_code

LETTERS = st.sampled_from("ABCDK")
COUNTS = st.integers(1, 99_999)
DAYS = st.dates(date(2020, 1, 1), date(2046, 12, 31))
TICKETS = st.builds(lambda letter, count: f"{letter}{count}", LETTERS, COUNTS)


@given(TICKETS, DAYS)
def test_the_day_and_the_number_come_back_through_the_printed_code(ticket: str, day: date) -> None:
    printed = printed_code(CodeKind.TICKET, "9900", code_number(ticket, day))
    seen = understand(printed, "9900")
    assert isinstance(seen, ScannedCode)
    assert ticket_of_code(seen.number) == (day, ticket)


@given(st.lists(st.tuples(TICKETS, DAYS), unique=True, min_size=2, max_size=40))
def test_no_two_tickets_share_a_code(tickets: list[tuple[str, date]]) -> None:
    assert len({code_number(*one) for one in tickets}) == len(tickets)


@given(st.integers(0, 10**10 - 1))
def test_any_number_is_a_ticket_of_a_day_or_none(number: int) -> None:
    told = ticket_of_code(number)
    if told is not None:
        assert code_number(told[1], told[0]) == number


@pytest.mark.parametrize("ticket", ["", "A", "E3001", "?3001", "A-1", "A１２", "A100000", "3001"])
def test_what_is_no_ticket_has_no_code(ticket: str) -> None:
    with pytest.raises(ValueError, match="a ticket has"):
        code_number(ticket, date(2026, 3, 6))


def test_the_code_fits_for_the_next_twenty_years() -> None:
    last = code_number("K99999", date(2026, 3, 6) + timedelta(days=365 * 20))
    assert printed_code(CodeKind.TICKET, "9900", last)
