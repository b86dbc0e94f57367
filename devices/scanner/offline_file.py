"""The scans of a terminal that worked without the network: its file read, line by line.

The format is told in ``offline_file.md`` beside this file. Pure: bytes in, scans and named lines out.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from app.ports.devices import CodeScanned
from app.ports.scanner_faults import LINE_CODE, LINE_TIME, LINE_TOO_LONG, TIME_AHEAD, TIME_BACK
from devices.scanner.payload import LONGEST, plain

ALLOWED_AHEAD = timedelta(minutes=1)
"""Two clocks that were set well differ by less."""

_LINE_END = re.compile(rb"\r\n|\r|\n")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_HEADING = b"time;code"
_LONGEST_TIME = 40
_LONGEST_LINE = LONGEST + _LONGEST_TIME
# ``fromisoformat`` also takes a date alone and weeks; a scan has a clock's time.
_TIME = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class OfflineScan:
    """One scan with its own time, which carries an offset; ``doubt`` is why that may be wrong."""

    line: int
    scan: CodeScanned
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line that is no scan; ``code`` says why. Its text is not kept: it may be personal."""

    line: int
    code: str


@dataclass(frozen=True, slots=True)
class OfflineFile:
    """Everything that the file holds, in its order; every line is a scan or is named."""

    scans: tuple[OfflineScan, ...]
    broken: tuple[BrokenLine, ...]

    @property
    def doubtful(self) -> tuple[OfflineScan, ...]:
        """The scans whose time may be wrong."""
        return tuple(scan for scan in self.scans if scan.doubt)


def read_offline_file(content: bytes, *, now: datetime, zone: tzinfo) -> OfflineFile:
    """The scans of a terminal. Never raises for any content.

    ``now`` (with an offset) is the desk's time, ``zone`` that of times without an offset.
    """
    scans: list[OfflineScan] = []
    broken: list[BrokenLine] = []
    latest: datetime | None = None
    for number, line in _lines(content):
        found = _scan(line, zone)
        if isinstance(found, str):
            broken.append(BrokenLine(number, found))
            continue
        doubt = _doubt(found.at, latest, now)
        scans.append(OfflineScan(number, found, doubt))
        if doubt != TIME_AHEAD:
            latest = found.at if latest is None else max(latest, found.at)
    return OfflineFile(tuple(scans), tuple(broken))


def _lines(content: bytes) -> list[tuple[int, bytes]]:
    """The lines that are not empty, each with its number, which begins with 1."""
    lines = _LINE_END.split(content.removeprefix(_BYTE_ORDER_MARK))
    if lines[0].replace(b'"', b"").strip().lower() == _HEADING:
        lines[0] = b""
    return [(number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _scan(line: bytes, zone: tzinfo) -> CodeScanned | str:
    if len(line) > _LONGEST_LINE:
        return LINE_TOO_LONG
    time, _, code = line.partition(b";")
    at = _moment(_bare(time), zone)
    if at is None:
        return LINE_TIME
    text = plain(_bare(code))
    return CodeScanned(text, at) if text else LINE_CODE


def _bare(cell: bytes) -> bytes:
    cell = cell.strip(b" \t")
    quoted = len(cell) > 1 and cell.startswith(b'"') and cell.endswith(b'"')
    return cell[1:-1].replace(b'""', b'"') if quoted else cell


def _moment(written: bytes, zone: tzinfo) -> datetime | None:
    try:
        text = written.decode("ascii")
        at = datetime.fromisoformat(text) if _TIME.fullmatch(text) else None
    except ValueError:
        return None
    if at is None or at.tzinfo is not None:
        return at
    return at.replace(tzinfo=zone)


def _doubt(at: datetime, latest: datetime | None, now: datetime) -> str:
    if at - now > ALLOWED_AHEAD:
        return TIME_AHEAD
    return TIME_BACK if latest is not None and at < latest else ""
