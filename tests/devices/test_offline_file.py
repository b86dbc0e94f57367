"""The file of an offline terminal: true times, named doubts, numbered broken lines, nothing lost."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.codes import CodeKind, printed_code
from app.errors import ERROR_TEXTS
from app.ports.devices import CodeScanned
from app.ports.scanner_faults import LINE_CODE, LINE_TIME, LINE_TOO_LONG, TIME_AHEAD, TIME_BACK
from devices.scanner.offline_file import ALLOWED_AHEAD, BrokenLine, OfflineFile, read_offline_file
from devices.scanner.payload import LONGEST

ALMATY = timezone(timedelta(hours=5))
NOW = datetime(2026, 3, 6, 18, 0, tzinfo=ALMATY)
CODE = "P0214260171234545"


def read(content: str | bytes) -> OfflineFile:
    raw = content.encode() if isinstance(content, str) else content
    return read_offline_file(raw, now=NOW, zone=ALMATY)


def at(hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 3, 6, hour, minute, second, tzinfo=ALMATY)


def test_fifty_scans_come_whole_in_their_order_with_their_own_times() -> None:
    wanted = [
        CodeScanned(printed_code(CodeKind.PACKAGE_OUT, "214", n), at(11) + timedelta(seconds=4 * n))
        for n in range(1, 51)
    ]
    lines = [f"{scan.at.isoformat()};{scan.text}" for scan in wanted]
    found = read("time;code\n" + "\n".join(lines))
    assert [one.scan for one in found.scans] == wanted
    assert [one.line for one in found.scans] == list(range(2, 52))
    assert found.broken == found.doubtful == ()


@pytest.mark.parametrize(
    "line",
    [
        f"2026-03-06T11:20:00+05:00;{CODE}",
        f"2026-03-06 11:20:00+0500;{CODE}",
        f"2026-03-06T11:20+05:00;{CODE}",
        f"2026-03-06T06:20:00Z;{CODE}",
        f"2026-03-06T06:20:00.000000Z;{CODE}",
        f"2026-03-06T11:20:00;{CODE}",
        f'"2026-03-06T11:20:00+05:00";"{CODE}"',
        f" 2026-03-06T11:20:00+05:00 ; {CODE} ",
        f"\ufeff2026-03-06T11:20:00+05:00;{CODE}",
    ],
)
@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\r", "\n\n"])
def test_one_scan_may_be_written_in_many_ways(line: str, end: str) -> None:
    (scan,) = read(line + end).scans
    assert scan.scan == CodeScanned(CODE, at(11, 20))
    assert (scan.line, scan.doubt) == (1, "")


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        (CODE, LINE_TIME),
        (f";{CODE}", LINE_TIME),
        (f"06.03.2026 11:20;{CODE}", LINE_TIME),
        (f"2026-03-06;{CODE}", LINE_TIME),
        (f"2026-02-30T11:20:00+05:00;{CODE}", LINE_TIME),
        (f"2026-03-06T24:20:00+05:00;{CODE}", LINE_TIME),
        (f"2026-03-06T11:20:00+99:00;{CODE}", LINE_TIME),
        (f"٢٠٢٦-03-06T11:20:00;{CODE}", LINE_TIME),
        ("2026-03-06T11:20:00+05:00", LINE_CODE),
        ("2026-03-06T11:20:00+05:00;", LINE_CODE),
        ('2026-03-06T11:20:00+05:00;""', LINE_CODE),
        ("2026-03-06T11:20:00+05:00;A\x00B", LINE_CODE),
        (b"2026-03-06T11:20:00+05:00;\xff\xfe", LINE_CODE),
        ("1" * (LONGEST + 100), LINE_TOO_LONG),
    ],
)
def test_a_broken_line_is_named_and_costs_itself_alone(line: str | bytes, cause: str) -> None:
    raw = line.encode() if isinstance(line, str) else line
    good = f"2026-03-06T11:20:00+05:00;{CODE}".encode()
    found = read(good + b"\n\n" + raw + b"\n" + good)
    assert found.broken == (BrokenLine(3, cause),)
    assert [one.line for one in found.scans] == [1, 4]
    assert CODE not in repr(found.broken)


def test_a_clock_that_is_fast_is_named_and_its_time_is_kept() -> None:
    allowed, ahead = NOW + ALLOWED_AHEAD, NOW + ALLOWED_AHEAD + timedelta(seconds=1)
    found = read("\n".join(f"{time.isoformat()};{CODE}" for time in (allowed, ahead, at(11))))
    assert [one.scan.at for one in found.scans] == [allowed, ahead, at(11)]
    assert [one.doubt for one in found.scans] == ["", TIME_AHEAD, TIME_BACK]


def test_a_clock_that_was_set_back_is_named_and_nothing_is_sorted() -> None:
    times = [at(11), at(12), at(11, 30), at(11, 59), at(12), at(13)]
    found = read("\n".join(f"{time.isoformat()};{CODE}" for time in times))
    assert [one.scan.at for one in found.scans] == times
    assert [one.line for one in found.doubtful] == [3, 4]
    assert {one.doubt for one in found.doubtful} == {TIME_BACK}


def test_one_scan_from_the_future_throws_no_doubt_on_the_others() -> None:
    times = [at(11), at(11).replace(year=2031), at(11, 1), at(11, 2)]
    found = read("\n".join(f"{time.isoformat()};{CODE}" for time in times))
    assert [(one.line, one.doubt) for one in found.doubtful] == [(2, TIME_AHEAD)]


def test_the_same_code_twice_is_two_scans() -> None:
    line = f"2026-03-06T11:20:00+05:00;{CODE}\n"
    assert len(read(line * 2).scans) == 2


@pytest.mark.parametrize("content", ["", "\n\n", "time;code", "\ufeffTime;Code\r\n"])
def test_an_empty_file_holds_nothing(content: str) -> None:
    assert read(content) == OfflineFile((), ())


def test_every_cause_has_its_words() -> None:
    assert {LINE_CODE, LINE_TIME, LINE_TOO_LONG, TIME_AHEAD, TIME_BACK} <= set(ERROR_TEXTS)


_codes = st.text(
    st.characters(categories=["Lu", "Nd", "Pd"], max_codepoint=0x52F), min_size=1, max_size=30
)
_times = st.timedeltas(timedelta(0), timedelta(days=2000)).map(
    lambda before: NOW.astimezone(UTC) - before
)


@given(st.lists(st.tuples(_times, _codes), max_size=20))
def test_what_was_written_is_what_is_read(scans: list[tuple[datetime, str]]) -> None:
    found = read("".join(f"{time.isoformat()};{code}\r\n" for time, code in scans))
    assert [(one.scan.at, one.scan.text) for one in found.scans] == scans
    assert found.broken == ()
    doubts = [one.doubt for one in found.scans]
    earlier = [any(before > time for before, _ in scans[:n]) for n, (time, _) in enumerate(scans)]
    assert doubts == [TIME_BACK if back else "" for back in earlier]


@given(st.binary(max_size=300) | st.text('2026-0TZ:+;"\r\n5AP', max_size=200).map(str.encode))
def test_every_line_of_any_file_is_a_scan_or_is_named(content: bytes) -> None:
    found = read(content)
    numbers = sorted([one.line for one in found.scans] + [one.line for one in found.broken])
    body = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    wanted = [number for number, line in enumerate(body.split(b"\n"), 1) if line.strip()]
    assert numbers == wanted
    for one in found.scans:
        assert one.scan.at.tzinfo is not None
