"""Numbers shown to people and codes printed for machines, both from the range of this desk."""

from app.domain.codes import CodeKind, ScannedCode, understand
from app.domain.codes import printed_code as code_payload
from app.usecases.work import Work

_YEAR = 10**8
_DESK = 10**5


def next_number(work: Work, series: str) -> tuple[str, int]:
    """The next number of ``series`` as people read it (desk, year, count: ``07-2600231``) and as a
    code carries it."""
    number = work.store.numbers.next(series, work.desk, work.now.date())
    return as_read(number), number


def as_read(number: int) -> str:
    """A number of ten digits as people read it."""
    year, rest = divmod(number, _YEAR)
    desk, count = divmod(rest, _DESK)
    return f"{desk:02d}-{year:02d}{count:05d}"


def as_counted(number: str) -> int:
    """The ten digits of a number as people read it, fit for a printed code."""
    desk, rest = number.split("-")
    year, count = divmod(int(rest), _DESK)
    return year * _YEAR + int(desk) * _DESK + count


def number_on_code(text: str, branch: str) -> str:
    """The number of the case whose printed code was read; empty for any other text."""
    seen = understand(text, branch)
    is_case = isinstance(seen, ScannedCode) and seen.kind is CodeKind.CASE
    return as_read(seen.number) if is_case and isinstance(seen, ScannedCode) else ""


def printed_code(work: Work, kind: CodeKind, number: int) -> str:
    """The payload of a printed code of this branch."""
    return code_payload(kind, work.branch.code, number)
