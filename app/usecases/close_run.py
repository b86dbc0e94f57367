"""Close a run of scans: nothing that was awaited is left unsaid, and only then the register stands."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.custody import Unit
from app.domain.papers import Discrepancy
from app.domain.scan_run import Mark, RunKind, ScanRun, tally
from app.errors import InputInvalid, declare
from app.ports.storage import PaperRecord
from app.usecases.outcome import Outcome
from app.usecases.pack import RecordDiscrepancy, handle_record_discrepancy
from app.usecases.papers import paper_ref
from app.usecases.run_view import awaited
from app.usecases.scan_run import open_run_meant
from app.usecases.situation import facts_of, note
from app.usecases.transit import check
from app.usecases.work import Work
from i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCount:
    """End the count of a cell (word ``close_count``). What is missing goes into a discrepancy act
    on the spot: ``explanation`` and the second person, ``witness``. Nothing else changes (R-178)."""

    run: str
    explanation: str = ""
    witness: str = ""


RUN_HALTED = declare(
    "run.halted",
    N_("The run stands still at a wrong scan."),
    N_("Look at what was scanned, lay it aside and acknowledge; then close the run."),
)
RUN_DIFFERS = declare(
    "run.differs",
    N_("The register does not hold what was scanned."),
    N_("Read the run anew and close it as it was scanned."),
)
NO_COUNT = declare(
    "run.no_count",
    N_("This run is not the count of a cell."),
    N_("A run to a provider is closed by its register."),
)


def standing_still(run: ScanRun) -> None:
    """Raise ``InputInvalid`` while something wrong was not acknowledged or a scan not judged."""
    if run.halted or run.held:
        raise InputInvalid(RUN_HALTED, field="run")


def settle_run(
    work: Work, kind: RunKind, units: Iterable[Unit], reason: str = ""
) -> ScanRun | None:
    """The open run about the provider of ``units``, when there is one: it must say what the register
    says, and what it still awaits needs a ``reason``. Raises ``InputInvalid`` or ``Blocked``."""
    brought = {unit.code: unit for unit in units}
    provider = next((unit.provider for unit in brought.values()), "")
    run = work.store.runs.open_of(kind, provider)
    if run is None:
        return None
    standing_still(run)
    found = tally(work.store.runs.lines(run.id))
    if set(found.codes(Mark.SCANNED, Mark.NOT_ACCEPTED)) != set(brought):
        raise InputInvalid(RUN_DIFFERS, field="codes")
    left = tuple(u for u in awaited(work, kind, provider) if u.code not in brought)
    check(("scan_run.reconciled",), facts_of(work, visit=None, units=left, reason=reason))
    return run


def end_run(work: Work, run: ScanRun | None, closed_by: str) -> None:
    """The run ended with that register or act; it takes no more scans."""
    if run is not None:
        work.store.runs.save(replace(run, closed_at=work.now, closed_by=closed_by))


def handle_close_count(command: CloseCount, work: Work) -> Outcome:
    """The cell was counted: what is there is there, what is missing stands in acts."""
    run = open_run_meant(work, command.run)
    if run.kind is not RunKind.CELL:
        raise InputInvalid(NO_COUNT, field="run")
    standing_still(run)
    found = tally(work.store.runs.lines(run.id))
    seen = set(found.codes(Mark.SCANNED))
    missing = tuple(unit for unit in awaited(work, run.kind, run.about) if unit.code not in seen)
    facts = facts_of(
        work,
        visit=None,
        units=missing,
        reason=command.explanation,
        acknowledgement=command.witness,
    )
    check(("scan_run.reconciled", "scan_run.both_sides"), facts)
    acts = tuple(_act(work, unit, command) for unit in missing)
    end_run(work, run, ", ".join(act.number for act in acts) or "reconciled")
    told = {
        "run": run.id,
        "cell": run.about,
        "scanned": str(len(seen)),
        "missing": str(len(missing)),
        "foreign": str(len(found.wrong)),
    }
    note(work, "close_count", facts=told)
    return Outcome(
        papers=tuple(paper_ref(act) for act in acts),
        changes=("units", "storage", *(("papers", "outbox") if acts else ())),
        facts=told,
    )


def _act(work: Work, unit: Unit, command: CloseCount) -> PaperRecord:
    """The act of both sides about one missing unit, which stays under it until it is closed."""
    found = RecordDiscrepancy(
        code=unit.code,
        kind=Discrepancy.MISSING_UNIT.value,
        explanation=command.explanation,
        other_side=command.witness,
    )
    made = handle_record_discrepancy(found, work).papers[0]
    record = work.store.papers.get(made.id)
    assert record is not None  # noqa: S101 - it has just been written
    return record
