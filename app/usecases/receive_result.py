"""Receive a result from the provider: scan 2 for paper, a valid signature for an electronic one."""

from dataclasses import dataclass, replace

from app.domain.case import Case, Result
from app.domain.case_states import Mark
from app.domain.codes import CodeKind
from app.domain.custody import Register, RegisterKind, RegisterLine, Unit, UnitMove
from app.domain.finding import Finding
from app.domain.language import Lang
from app.domain.papers import ProviderReceiptRegister, ReceivedRow
from app.domain.passport import Carrier, ResultKind
from app.domain.unit_states import UnitKind, UnitState
from app.ports.gateways import Request
from app.ports.storage import PaperRecord
from app.rules.facts import Facts
from app.usecases.answer import case_done
from app.usecases.numbering import next_number, printed_code
from app.usecases.outcome import Outcome
from app.usecases.papers import keep_paper, order_print, paper_head
from app.usecases.situation import case_meant, facts_of, leave_for_courier
from app.usecases.transit import check, move, require, unit_obstacles
from app.usecases.work import Work
from i18n import N_, text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveResult:
    """The provider's result for a case (word ``receive_result``). ``case`` is its number, id or code.

    ``code`` is the scanned code of the returned unit or of the receipt; a paper result without its
    own code gets one here.
    """

    case: str
    kind: ResultKind
    carrier: Carrier = Carrier.PAPER
    code: str = ""
    number: str = ""
    handed_by: str = ""
    condition: str = "intact"
    sheets: int = 1
    refusal_ground: str = ""
    refusal_reasons: str = ""
    signer: str = ""
    signature_valid: bool | None = None
    typed_reason: str = ""


RESULT_WORDS = {
    ResultKind.DOCUMENT: N_("document"),
    ResultKind.ELECTRONIC_DOCUMENT: N_("electronic document"),
    ResultKind.INFORMATION: N_("information from an information system"),
    ResultKind.REASONED_REFUSAL: N_("reasoned refusal of the provider"),
}
"""The kinds of result in words, as English message ids."""


def handle_receive_result(command: ReceiveResult, work: Work) -> Outcome:
    """Scan 2: the result is linked to its case, looked at, classified and on the register."""
    case = case_meant(work, command.case)
    result = _result(command, work)
    unit = _unit(command, work, case) if result.carrier is Carrier.PAPER else None
    facts = facts_of(
        work,
        case,
        unit=unit,
        proposed_result=result,
        scanned_code=_code_read(command, case, unit),
        typed_reason=command.typed_reason,
    )
    warnings = check(("receive_result.refusal_has_ground",), facts)
    papers: tuple[PaperRecord, ...] = ()
    if unit is not None:
        unit, papers = _take_in(command, work, case, unit, facts)
        result = replace(result, unit_id=unit.id)
    marks = case.marks | {Mark.DEFECTIVE_REFUSAL} if warnings else case.marks
    moved, more = move(
        case,
        "receive_result",
        facts,
        result=result,
        marks=marks,
        unit_ids=(*case.unit_ids, unit.id) if unit is not None else case.unit_ids,
    )
    if warnings:
        _tell_defective(work, case, warnings)
    told = {"unit": unit.code if unit is not None else "", "kind": result.kind.value}
    saved = work.store.cases.save(moved)
    return case_done(
        work,
        "receive_result",
        saved,
        findings=(*warnings, *more),
        papers=papers,
        changes=("units", "papers"),
        facts=told,
    )


def _result(command: ReceiveResult, work: Work) -> Result:
    return Result(
        kind=command.kind,
        carrier=command.carrier,
        number=command.number,
        received_at=work.now,
        condition=command.condition,
        refusal_ground=command.refusal_ground,
        refusal_reasons=command.refusal_reasons,
        signer=command.signer,
        signature_valid=command.signature_valid,
    )


def _unit(command: ReceiveResult, work: Work, case: Case) -> Unit:
    """The incoming unit: it gets a code of its own, which is laid on it when it comes in."""
    _, number = next_number(work, "unit")
    return Unit(
        id=work.new_id(),
        code=printed_code(work, CodeKind.RESULT_IN, number),
        kind=UnitKind.IN,
        state=UnitState.AT_BRANCH,
        case_id=case.id,
        branch_id=work.branch.code,
        provider=command.handed_by or case.service_id,
        sheets=command.sheets,
        holder=work.actor.id,
    )


def _code_read(command: ReceiveResult, case: Case, unit: Unit | None) -> str:
    """A result comes without a code of ours: the code read is that of its case or of the package
    it went out in, and stands for the unit made from it."""
    if unit is None:
        return command.code
    known = {case.registration.code} if case.registration is not None else set()
    return unit.code if command.code in known or command.code == case.number else command.code


def _take_in(
    command: ReceiveResult, work: Work, case: Case, unit: Unit, facts: Facts
) -> tuple[Unit, tuple[PaperRecord, ...]]:
    outgoing = next((u for u in work.store.units.of_case(case.id) if u.code == command.code), None)
    if outgoing is not None:
        facts = replace(facts, scanned_code=unit.code)
    require(unit_obstacles("receive_result", None, facts))
    shown, _ = next_number(work, "register")
    step = UnitMove(
        verb="receive_result",
        scan=2,
        holder=work.actor.id,
        at=work.now,
        operator_id=work.actor.id,
        register_number=shown,
        typed_code_reason=command.typed_reason,
    )
    taken = replace(unit, moves=(step,))
    work.store.units.add(taken)
    record = _register(command, work, case, taken, shown)
    order_print(work, record)
    return taken, (record,)


def _register(
    command: ReceiveResult, work: Work, case: Case, unit: Unit, number: str
) -> PaperRecord:
    lang = Lang.KK
    handed_by = command.handed_by or unit.provider
    paper = ProviderReceiptRegister(
        head=paper_head(work, lang),
        made_at=work.now,
        handed_by=handed_by,
        received_by=work.actor.name_in(lang).full,
        provider=unit.provider,
        rows=(
            ReceivedRow(
                package_code=unit.code,
                sheets=unit.sheets,
                case_number=case.number,
                result_kind=text(lang, RESULT_WORDS[command.kind]),
                condition=command.condition,
            ),
        ),
    )
    record = keep_paper(work, paper, case.id)
    work.store.units.add_register(
        Register(
            id=work.new_id(),
            number=number,
            kind=RegisterKind.FROM_PROVIDER,
            provider=unit.provider,
            made_at=work.now,
            made_by=work.actor.id,
            handed_by=handed_by,
            received_by=work.actor.name.full,
            lines=(RegisterLine(unit_id=unit.id, code=unit.code, sheets=unit.sheets),),
            paper_id=record.id,
        )
    )
    return record


def _tell_defective(work: Work, case: Case, findings: tuple[Finding, ...]) -> None:
    """The provider and the supervisor are told of a refusal without ground or reasons (R-151)."""
    request = Request(
        id=work.new_id(),
        system="provider",
        what="defective_refusal",
        case_id=case.id,
        params={"number": case.number, "finding": findings[0].rule},
        asked_at=work.now,
    )
    leave_for_courier(work, "notice", request)
