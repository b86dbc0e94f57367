"""The file of a terminal that worked without the network, as scans for a run."""

from datetime import datetime

from app.usecases.scan_run import TerminalScan
from devices.scanner.offline_file import read_offline_file


def terminal_scans(content: bytes, now: datetime) -> tuple[TerminalScan, ...]:
    """Every line of the file; one that is no scan stands there without a code, at the time of the
    scan before it, so that it halts the run and is not passed over."""
    found = read_offline_file(content, now=now, zone=now.tzinfo or now.astimezone().tzinfo)  # type: ignore[arg-type]
    scans = [(one.line, one.scan.at, one.scan.text, one.doubt) for one in found.scans]
    times = {line: at for line, at, _, _ in scans}
    for broken in found.broken:
        before = [line for line in times if line < broken.line]
        at = times[max(before)] if before else now
        scans.append((broken.line, at, "", broken.code))
    return tuple(
        TerminalScan(code=code, at=at, doubt=doubt) for _, at, code, doubt in sorted(scans)
    )
