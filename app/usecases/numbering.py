"""Numbers shown to people and codes printed for machines, both from the range of this desk."""

from app.domain.codes import CodeKind
from app.domain.codes import printed_code as code_payload
from app.usecases.work import Work

_DESK = 10**8
_YEAR = 10**6


def next_number(work: Work, series: str) -> tuple[str, int]:
    """The next number of ``series`` as people read it (``07-000231``) and as a code carries it."""
    count = work.store.numbers.next(series, work.desk, work.now.date())
    desk = int(work.desk)
    return f"{desk:02d}-{count:06d}", desk * _DESK + work.now.year % 100 * _YEAR + count


def printed_code(work: Work, kind: CodeKind, number: int) -> str:
    """The payload of a printed code of this branch."""
    return code_payload(kind, work.branch.code, number)
