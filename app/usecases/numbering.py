"""Numbers shown to people and codes printed for machines, both from the range of this desk."""

from app.domain.codes import CodeKind
from app.domain.codes import printed_code as code_payload
from app.usecases.work import Work

_YEAR = 10**8
_DESK = 10**5


def next_number(work: Work, series: str) -> tuple[str, int]:
    """The next number of ``series`` as people read it (desk, year, count: ``07-2600231``) and as a
    code carries it."""
    number = work.store.numbers.next(series, work.desk, work.now.date())
    year, rest = divmod(number, _YEAR)
    desk, count = divmod(rest, _DESK)
    return f"{desk:02d}-{year:02d}{count:05d}", number


def printed_code(work: Work, kind: CodeKind, number: int) -> str:
    """The payload of a printed code of this branch."""
    return code_payload(kind, work.branch.code, number)
