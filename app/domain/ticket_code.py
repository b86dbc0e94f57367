"""The number inside a ticket's printed code: its day, its letter, its count; old paper means nothing."""

from datetime import date, timedelta

_FIRST_DAY = date(2020, 1, 1)
_LETTERS = "?ABCDK"
_COUNTS = 100_000


def code_number(ticket: str, taken_on: date) -> int:
    """Up to ten digits: days since the start of 2020, one for the letter, five of the count.

    Raises ``ValueError`` for a ticket that is not one known letter and up to five digits.
    """
    letter, digits = ticket[:1], ticket[1:]
    place = _LETTERS.find(letter, 1)
    if place < 1 or not (digits.isascii() and digits.isdigit() and int(digits) < _COUNTS):
        raise ValueError("a ticket has a letter and up to five digits")
    return ((taken_on - _FIRST_DAY).days * 10 + place) * _COUNTS + int(digits)


def ticket_of_code(number: int) -> tuple[date, str] | None:
    """The day and the number of the ticket that bears that code; ``None`` for no ticket's code."""
    head, count = divmod(number, _COUNTS)
    days, place = divmod(head, 10)
    if not 0 < place < len(_LETTERS):
        return None
    return _FIRST_DAY + timedelta(days=days), f"{_LETTERS[place]}{count}"
