"""Scan a run: each scan is judged, written down at once, and an error halts the run until somebody
has acknowledged it. Nothing moves here: the register that closes the run moves the units."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.codes import CodeProblem, understand
from app.domain.finding import Finding, Severity
from app.domain.scan_run import STOPS, Heard, Mark, RunKind, RunLine, ScanRun, tally, turned
from app.errors import InputInvalid, declare
from app.rules.registry import judge
from app.rules.scan_run import JUDGED
from app.usecases.outcome import Outcome
from app.usecases.scanned import unit_scanned
from app.usecases.situation import facts_of, note
from app.usecases.transit import guards_of
from app.usecases.work import Work
from i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRun:
    """Begin a run, or go on with the one that is open about the same (word ``open_run``).

    ``about`` is the provider, or of ``cell`` the cell.
    """

    kind: RunKind
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanInRun:
    """A code was read into the run (word ``scan_in_run``); empty for half a code or a bare noise."""

    run: str
    code: str
    typed_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeScan:
    """What halted the run was seen and laid aside; what was scanned meanwhile is judged now (word
    ``acknowledge_scan``)."""

    run: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoScan:
    """The last scan that was taken is taken back (word ``undo_scan``)."""

    run: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnLine:
    """A unit stays here, or was not accepted by the other side; once more: it does go after all
    (word ``turn_line``)."""

    run: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalScan:
    """One scan of a terminal that worked without the network, with its own true time. ``doubt`` is
    the code of the reason why that time may be wrong."""

    code: str
    at: datetime
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeScans:
    """The scans of a terminal's file go into the run in their true order (word ``merge_scans``)."""

    run: str
    scans: tuple[TerminalScan, ...]


NO_RUN = declare(
    "run.unknown",
    N_("There is no such open run."),
    N_("Choose the provider or the cell anew; a closed run takes no more scans."),
)
NO_CELL = declare(
    "run.about_nothing",
    N_("It is not said what is scanned."),
    N_("Choose the provider, or scan the cell."),
)
NOTHING_TO_UNDO = declare(
    "run.nothing_to_undo",
    N_("Nothing was scanned yet."),
    N_("Go on with the run."),
)


def open_run_meant(work: Work, run_id: str) -> ScanRun:
    """The open run of that id. Raises ``InputInvalid``."""
    run = work.store.runs.get(run_id)
    if run is None or not run.open:
        raise InputInvalid(NO_RUN, field="run")
    return run


def handle_open_run(command: OpenRun, work: Work) -> Outcome:
    """The run about that provider or cell: the one that is open, else a new one."""
    about = command.about.strip()
    if not about:
        raise InputInvalid(NO_CELL, field="about")
    run = work.store.runs.open_of(command.kind, about)
    if run is None:
        run = ScanRun(
            id=work.new_id(),
            kind=command.kind,
            about=about,
            desk=work.desk,
            opened_at=work.now,
            opened_by=work.actor.id,
        )
        work.store.runs.add(run)
        note(work, "open_run", facts={"run": run.id, "kind": run.kind.value})
    return Outcome(facts={"run": run.id, "scans": str(run.last)})


def handle_scan_in_run(command: ScanInRun, work: Work) -> Outcome:
    """The verdict on one scan. While the run is halted the scan is held, and judged afterwards."""
    run = open_run_meant(work, command.run)
    code = _sound(command.code, work)
    return _heard(work, run, _Scan(code, command.typed_reason, work.now, command.code))


@dataclass(frozen=True, slots=True)
class _Scan:
    """What was read, typed or acted upon; ``read`` is the raw text, which is never kept."""

    code: str
    typed_reason: str
    at: datetime
    read: str = ""
    doubt: str = ""


def _heard(work: Work, run: ScanRun, scan: _Scan) -> Outcome:
    """Hold the scan while the run is halted, else judge it."""
    if not (run.halted and scan.code):
        return _judged(work, run, scan)
    held = _written(work, replace(run, held=run.held + 1), Heard.HELD, scan, why=scan.doubt)
    return Outcome(facts={**_told(held), "heard": Heard.HELD.value, "code": scan.code})


def _sound(code: str, work: Work) -> str:
    """The code as it may be kept; empty for what is none of ours: it may be somebody's number."""
    seen = understand(code, work.branch.code)
    return "" if isinstance(seen, CodeProblem) and not seen.branch else code.strip()


def _judged(work: Work, run: ScanRun, scan: _Scan) -> Outcome:
    heard, why, findings = _verdict(work, run, scan)
    stop = run.last + 1 if heard in STOPS and not run.halted else run.halted
    mark = Mark.SCANNED if heard is Heard.TAKEN else None
    saved = _written(work, replace(run, halted=stop), heard, scan, why=why, mark=mark)
    facts = {**_told(saved), "heard": heard.value, "code": scan.code, "why": why}
    return Outcome(findings=findings, facts=facts)


def _verdict(work: Work, run: ScanRun, scan: _Scan) -> tuple[Heard, str, tuple[Finding, ...]]:
    if _mark(work, run, scan.code) in (Mark.SCANNED, Mark.NOT_ACCEPTED):
        return Heard.TWICE, "", ()
    if scan.doubt:
        return (Heard.STRANGER if scan.code else Heard.MISREAD), scan.doubt, ()
    try:
        unit = unit_scanned(work, scan.code or scan.read)
    except InputInvalid as error:
        return (Heard.STRANGER if scan.code else Heard.MISREAD), error.code, ()
    case = work.store.cases.get(unit.case_id)
    facts = facts_of(work, case, visit=None, unit=unit, run=run, typed_reason=scan.typed_reason)
    found = judge(guards_of(("scanning.of_this_branch", *JUDGED)), facts, work.now.date())
    told = tuple(replace(finding, severity=Severity.WARN) for finding in found[:1])
    return (Heard.STRANGER, told[0].rule, told) if told else (Heard.TAKEN, "", ())


def _mark(work: Work, run: ScanRun, code: str) -> Mark | None:
    """How the unit of that code stands in the run; ``None`` when nothing was said of it yet."""
    last = work.store.runs.last_of(run.id, code) if code else None
    return last.mark if last is not None else None


def _written(
    work: Work,
    run: ScanRun,
    heard: Heard,
    scan: _Scan,
    *,
    why: str = "",
    of: int = 0,
    mark: Mark | None = None,
) -> ScanRun:
    """One more line of the run, which is kept whatever comes after it."""
    line = RunLine(
        run_id=run.id,
        sequence=run.last + 1,
        code=scan.code,
        heard=heard,
        at=scan.at,
        operator_id=work.actor.id,
        why=why,
        typed_reason=scan.typed_reason,
        of=of,
        mark=mark or _mark(work, run, scan.code),
    )
    work.store.runs.add_line(line)
    return work.store.runs.save(replace(run, last=line.sequence, desk=work.desk))


def _told(run: ScanRun) -> dict[str, str]:
    halted = {"halted": str(run.halted), "held": str(run.held)} if run.halted else {}
    return {"run": run.id, "scan": str(run.last), **halted}


def handle_merge_scans(command: MergeScans, work: Work) -> Outcome:
    """Each scan of the file is judged as any other, at its own time and in the order of the times; one
    whose time is in doubt halts, and those behind it wait."""
    run = open_run_meant(work, command.run)
    heard: Counter[str] = Counter()
    # The order of the file is that of the terminal; only its own clock set back can break it.
    for scan in sorted(command.scans, key=lambda one: one.at):
        code = _sound(scan.code, work)
        outcome = _heard(work, run, _Scan(code, "", scan.at, scan.code, scan.doubt))
        heard[outcome.facts["heard"]] += 1
        run = open_run_meant(work, run.id)
    note(work, "merge_scans", facts={"run": run.id, "scans": str(heard.total())})
    return Outcome(facts={**_told(run), **{name: str(count) for name, count in heard.items()}})


def handle_acknowledge_scan(command: AcknowledgeScan, work: Work) -> Outcome:
    """Go on: the scans that were held are judged in their order, up to the next one that halts."""
    run = open_run_meant(work, command.run)
    if not run.halted:
        return Outcome(facts=_told(run))
    held = [x for x in work.store.runs.lines(run.id, run.judged) if x.heard is Heard.HELD]
    nothing = _Scan("", "", work.now)
    run = _written(work, replace(run, halted=0), Heard.ACKNOWLEDGED, nothing, of=run.halted)
    outcome = Outcome(facts=_told(run))
    for line in held:
        outcome = _judged(
            work,
            replace(run, held=run.held - 1, judged=line.sequence),
            _Scan(line.code, line.typed_reason, line.at, doubt=line.why),
        )
        run = open_run_meant(work, run.id)
        if run.halted:
            break
    return replace(outcome, facts={**outcome.facts, "acknowledged": "true"})


def handle_undo_scan(command: UndoScan, work: Work) -> Outcome:
    """The last taken scan is as if it had not been made; both lines stay on record."""
    run = open_run_meant(work, command.run)
    taken = tally(work.store.runs.lines(run.id)).taken
    if not taken:
        raise InputInvalid(NOTHING_TO_UNDO, field="run")
    last = taken[-1]
    scan = _Scan(last.code, "", work.now)
    saved = _written(work, run, Heard.UNDONE, scan, of=last.sequence, mark=Mark.AWAITED)
    return Outcome(facts={**_told(saved), "code": last.code})


def handle_turn_line(command: TurnLine, work: Work) -> Outcome:
    """Another word about one unit: it stays here, or was not accepted."""
    run = open_run_meant(work, command.run)
    code = unit_scanned(work, command.code).code
    mark = turned(_mark(work, run, code) or Mark.AWAITED)
    saved = _written(work, run, Heard.TURNED, _Scan(code, "", work.now), mark=mark)
    return Outcome(facts={**_told(saved), "code": code, "mark": mark.value})
