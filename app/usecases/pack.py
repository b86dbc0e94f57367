"""Seal the accepted papers of a case into a unit with its own code."""

from dataclasses import dataclass, replace

from app.domain.case import Case, RowSource, RowState
from app.domain.codes import CodeKind
from app.domain.custody import Unit, UnitMove
from app.domain.language import Lang
from app.domain.papers import Discrepancy, DiscrepancyAct, PackageLabel, PaperKind, Party
from app.domain.unit_states import UnitKind, UnitState, unit_transition
from app.errors import InputInvalid, declare
from app.rules.facts import Facts
from app.usecases.answer import case_done
from app.usecases.numbering import next_number, printed_code
from app.usecases.outcome import Outcome
from app.usecases.papers import keep_paper, order_print, paper_head
from app.usecases.situation import case_meant, facts_of, unit_meant
from app.usecases.transit import move, require, unit_obstacles
from app.usecases.work import Work
from i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Open a unit for the case's papers and print its label (word ``pack``)."""

    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """Close the unit: label scanned, sheets as counted (word ``seal``)."""

    code: str
    sheets: int
    typed_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen:
    """Open a sealed unit again with a reason; supervisor (word ``reopen``)."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDiscrepancy:
    """Something is missing, damaged or extra: the act of both sides (word ``record_discrepancy``)."""

    code: str
    kind: str
    explanation: str
    other_side: str
    measures: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDiscrepancy:
    """The act of that number is closed, or the unit's last one; supervisor (word
    ``close_discrepancy``)."""

    code: str
    act: str = ""


KEPT = frozenset({RowSource.PAPER_RETAINED, RowSource.COPY_RETAINED, RowSource.VOLUNTARY})
UNKNOWN_DISCREPANCY = declare(
    "unit.discrepancy_kind",
    N_("This kind of discrepancy is not known."),
    N_("Choose: missing papers, damaged, extra papers."),
)
NO_SUCH_ACT = declare(
    "unit.act_unknown",
    N_("There is no such discrepancy act about this unit."),
    N_("Enter the number of the act that both sides signed."),
)


def kept_papers(case: Case) -> tuple[tuple[str, int], ...]:
    """The papers that stay with the case, by row and sheets: what a package must hold (R-116)."""
    return tuple(
        (entry.row_id, max(entry.sheets, 1))
        for entry in case.documents
        if entry.state is RowState.PRESENT
        and entry.source in KEPT
        and not (entry.source is RowSource.VOLUNTARY and entry.returned)
    )


def moved_unit(unit: Unit, verb: str, facts: Facts, **changes: object) -> Unit:
    """The unit after ``verb``: its row in the table, every guard silent, the move in its history.

    Raises ``Blocked``.
    """
    require(unit_obstacles(verb, unit.state, facts))
    row = unit_transition(unit.state, verb)
    target = row.target if row is not None and row.target else unit.state_before_discrepancy
    holder = str(changes.pop("holder", unit.holder))
    step = UnitMove(
        verb=verb,
        scan=row.scan if row is not None else 0,
        holder=holder,
        at=facts.now,
        operator_id=facts.operator.id,
        register_number=str(changes.pop("register_number", "")),
        typed_code_reason=facts.typed_reason,
    )
    return replace(
        unit,
        state=target or unit.state,
        holder=holder,
        moves=(*unit.moves, step),
        **changes,  # type: ignore[arg-type]
    )


def handle_pack(command: Pack, work: Work) -> Outcome:
    """Open the outgoing unit of a registered paper case and make its label."""
    case = case_meant(work, command.case)
    facts = facts_of(work, case)
    require(unit_obstacles("pack", None, facts))
    contents = kept_papers(case)
    application_sheet = 1
    sheets = application_sheet + sum(count for _, count in contents)
    unit = new_unit(work, case, UnitKind.OUT, "pack", sheets, tuple(row for row, _ in contents))
    moved, warnings = move(case, "pack", facts, unit_ids=(*case.unit_ids, unit.id))
    work.store.units.add(unit)
    label = keep_paper(work, label_of(work, moved, unit), case.id)
    order_print(work, label)
    saved = work.store.cases.save(moved)
    return case_done(
        work,
        "pack",
        saved,
        findings=warnings,
        papers=(label,),
        changes=("units", "papers"),
        facts={"unit": unit.code, "sheets": str(unit.sheets)},
    )


LETTERS = {
    UnitKind.OUT: CodeKind.PACKAGE_OUT,
    UnitKind.IN: CodeKind.RESULT_IN,
    UnitKind.ORIG: CodeKind.KEPT_ORIGINALS,
}


def new_unit(
    work: Work, case: Case, kind: UnitKind, verb: str, sheets: int, contents: tuple[str, ...] = ()
) -> Unit:
    """A unit of the case with a code that no other one ever had, as the table lets it begin."""
    row = unit_transition(None, verb)
    _, number = next_number(work, "unit")
    return Unit(
        id=work.new_id(),
        code=printed_code(work, LETTERS[kind], number),
        kind=kind,
        state=row.target if row is not None and row.target else UnitState.OPEN,
        case_id=case.id,
        branch_id=work.branch.code,
        provider=provider_of(work, case),
        sheets=sheets,
        contents=contents,
        holder=work.actor.id,
        label_printed=True,
        moves=(
            UnitMove(
                verb=verb,
                scan=row.scan if row is not None else 0,
                holder=work.actor.id,
                at=work.now,
                operator_id=work.actor.id,
            ),
        ),
    )


def provider_of(work: Work, case: Case) -> str:
    """The provider's name by which runs are gathered: the service's own, as its passport has it."""
    passport = work.services.get(case.service_id, case.edition)
    return (
        passport.provider.ru if passport is not None and passport.provider.ru else case.service_id
    )


def label_of(work: Work, case: Case, unit: Unit) -> PackageLabel:
    """The label: two codes, sheets, and no name."""
    return PackageLabel(
        head=paper_head(work, case.language, code=unit.code),
        case_number=case.number,
        case_code=case.registration.code if case.registration is not None else "",
        provider_code=case.service_id,  # no source gives codes of providers
        sheets=unit.sheets,
        reprint=len(unit.former_codes),
    )


def handle_seal(command: Seal, work: Work) -> Outcome:
    """The label was scanned and the sheets counted: the unit is closed."""
    unit = unit_meant(work, command.code)
    case = case_meant(work, unit.case_id)
    facts = facts_of(
        work,
        case,
        unit=unit,
        units=tuple(work.store.units.of_case(case.id)),
        scanned_code=command.code,
        typed_reason=command.typed_reason,
        reason=str(command.sheets),
    )
    work.store.units.save(moved_unit(unit, "seal", facts))
    told = {"unit": unit.code, **typed(command.typed_reason)}
    return case_done(work, "seal", case, changes=("units",), facts=told, stage=False)


def typed(reason: str) -> dict[str, str]:
    """What the log is told of a code that was typed instead of scanned."""
    return {"typed": reason} if reason.strip() else {}


def handle_reopen(command: Reopen, work: Work) -> Outcome:
    """A sealed unit that was not handed over is opened again, with a reason, by the supervisor."""
    unit = unit_meant(work, command.code)
    case = case_meant(work, unit.case_id)
    facts = facts_of(work, case, unit=unit, scanned_code=command.code, reason=command.reason)
    work.store.units.save(moved_unit(unit, "reopen", facts))
    told = {"unit": unit.code, "reason": command.reason}
    return case_done(work, "reopen", case, changes=("units",), facts=told, stage=False)


def handle_record_discrepancy(command: RecordDiscrepancy, work: Work) -> Outcome:
    """The act of both sides about a unit that is not as it should be."""
    unit = unit_meant(work, command.code)
    case = case_meant(work, unit.case_id)
    facts = facts_of(
        work,
        case,
        unit=unit,
        scanned_code=command.code,
        reason=command.explanation,
        acknowledgement=command.other_side,
    )
    changed = moved_unit(unit, "record_discrepancy", facts, state_before_discrepancy=unit.state)
    act = keep_paper(work, discrepancy_act(work, unit, command), case.id)
    order_print(work, act)
    work.store.units.save(changed)
    told = {"unit": unit.code, "act": act.number}
    return case_done(
        work, "record_discrepancy", case, papers=(act,), changes=("units",), facts=told, stage=False
    )


def discrepancy_act(
    work: Work, unit: Unit, command: RecordDiscrepancy, register: str = ""
) -> DiscrepancyAct:
    """The act about one unit, found at the closing of ``register`` where one was open.

    Raises ``InputInvalid`` for a kind that does not exist.
    """
    try:
        kind = Discrepancy(command.kind)
    except ValueError:
        raise InputInvalid(UNKNOWN_DISCREPANCY, field="kind") from None
    lang = Lang.KK
    return DiscrepancyAct(
        head=paper_head(work, lang),
        unit_code=unit.code,
        discrepancy=kind,
        description=command.explanation,
        parties=(
            Party(name=work.actor.name_in(lang).full, side=work.branch.name.in_(lang)),
            Party(name=command.other_side, side=unit.provider),
        ),
        explanation=command.explanation,
        measures=command.measures or command.explanation,
        found_at=work.now,
        register_number=register,
    )


def handle_close_discrepancy(command: CloseDiscrepancy, work: Work) -> Outcome:
    """The supervisor closes the act; the unit is again where it was."""
    unit = unit_meant(work, command.code)
    case = case_meant(work, unit.case_id)
    facts = facts_of(work, case, unit=unit, scanned_code=command.code, reason=command.act)
    changed = moved_unit(unit, "close_discrepancy", facts, state_before_discrepancy=None)
    act = _act_of(work, unit, command.act)
    work.store.units.save(changed)
    told = {"unit": unit.code, "act": act}
    return case_done(work, "close_discrepancy", case, changes=("units",), facts=told, stage=False)


def _act_of(work: Work, unit: Unit, number: str) -> str:
    """The number of the act about ``unit``: the one named, else the last one.

    Raises ``InputInvalid`` when no such act is about this unit.
    """
    acts = [
        paper.number
        for paper in work.store.papers.of_case(unit.case_id)
        if paper.kind == PaperKind.DISCREPANCY_ACT and unit.code in paper.data
    ]
    if not acts or (number and number not in acts):
        raise InputInvalid(NO_SUCH_ACT, field="act")
    return number or acts[-1]
