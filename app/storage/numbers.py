"""Numbers shown to people, counted apart for each desk: the desk is a part of the number."""

from datetime import date

from sqlalchemy import bindparam, func, insert, select, update

from app.errors import Unavailable
from app.ports.storage import DAILY_SERIES
from app.ports.store_errors import STORE_NUMBERS_USED_UP
from app.storage.tables import NUMBERS
from app.storage.transaction import Transaction

_N = NUMBERS.c
_NEXT = (
    update(NUMBERS)
    .where(
        _N.series == bindparam("this_series"),
        _N.desk == bindparam("this_desk"),
        _N.period == bindparam("this_period"),
    )
    .values(last=_N.last + 1)
    .returning(_N.last)
)
_FIRST = insert(NUMBERS)
_GIVEN = select(func.coalesce(func.sum(_N.last), 0)).where(
    _N.series == bindparam("this_series"), _N.period == bindparam("this_period")
)

_DAILY_PLACES, _YEARLY_PLACES = 1_000, 100_000
_DESKS = 1_000
_LAST_DAILY_DESK = 99
"""A ticket is at most five digits."""
_SPARE_DAILY, _SPARE_YEARLY = 799, 89_999
"""The end of a desk's range is kept for its own store, which counts while the branch's cannot be
reached: what is given there never meets a number of the branch's store."""


class SqlNumbers:
    """The numbers of one unit of work."""

    def __init__(self, transaction: Transaction, *, spare: bool = False) -> None:
        self._transaction = transaction
        self._spare = spare

    def next(self, series: str, desk: str, day: date) -> int:
        """The next number of that series at that desk. Raises ``Unavailable`` when used up and
        ``ValueError`` for a desk that is no number of up to three digits (two for a daily one)."""
        daily = series in DAILY_SERIES
        place = _place_of(desk, _LAST_DAILY_DESK if daily else _DESKS - 1)
        period = day.isoformat() if daily else str(day.year)
        places = _DAILY_PLACES if daily else _YEARLY_PLACES
        kept = _SPARE_DAILY if daily else _SPARE_YEARLY
        count = self._count(series, str(place), period) + (kept if self._spare else 0)
        if count >= places or (count > kept and not self._spare):
            raise Unavailable(STORE_NUMBERS_USED_UP, desk=desk, series=series)
        year = 0 if daily else day.year % 100
        return (year * _DESKS + place) * places + count

    def given(self, series: str, day: date) -> int:
        """How many numbers of a daily series all desks together gave on that day."""
        key = {"this_series": series, "this_period": day.isoformat()}
        row = self._transaction.first(_GIVEN, key)
        return int(row[0]) if row is not None else 0

    def _count(self, series: str, desk: str, period: str) -> int:
        key = {"this_series": series, "this_desk": desk, "this_period": period}
        counted = self._transaction.answer(_NEXT, key)
        if counted is None:
            # Another desk may be counting the first one at this moment.
            self._transaction.hold("numbers", series, desk, period)
            counted = self._transaction.answer(_NEXT, key)
        if counted is not None:
            return int(counted[0])
        row = {"series": series, "desk": desk, "period": period, "last": 1}
        self._transaction.change(_FIRST, row)
        return 1


def _place_of(desk: str, last: int) -> int:
    if not (desk.isascii() and desk.isdigit() and int(desk) <= last):
        raise ValueError(f"desk {desk!r} has no range of numbers")
    return int(desk)
