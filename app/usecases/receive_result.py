"""Receive a result from the provider: scan 2 for paper, a valid signature for an electronic one."""

import base64
from dataclasses import dataclass, replace
from datetime import date

from app.catalogue.grounds import grounds_on
from app.domain.case import Case, Result
from app.domain.case_states import CaseState, Mark
from app.domain.codes import CodeKind
from app.domain.custody import Register, RegisterKind, RegisterLine, Unit
from app.domain.finding import Finding
from app.domain.language import Lang
from app.domain.papers import ProviderReceiptRegister, ReceivedRow
from app.domain.passport import Carrier, ResultKind
from app.domain.refusal_grounds import ground_code
from app.domain.unit_states import UnitKind
from app.ports.gateways import Request
from app.ports.storage import PaperRecord
from app.rules.facts import Facts
from app.rules.receive_result import INTACT
from app.usecases.answer import case_done, step_done
from app.usecases.hand_over import provider_on_paper
from app.usecases.outcome import Outcome
from app.usecases.pack import label_of, new_unit, typed
from app.usecases.papers import keep_paper, order_print, paper_head
from app.usecases.send import registered_by_provider
from app.usecases.situation import case_meant, facts_of, find_case, leave_for_courier
from app.usecases.transit import check, move, require, unit_obstacles
from app.usecases.work import Work
from i18n import N_, text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveResult:
    """The provider's result for a case (word ``receive_result``).

    ``case`` is its number, id or code; empty: whose ``code`` it is. ``code`` is what was scanned: the
    case's code, or that of the package the application went out in. A result that bears a number
    alone is typed: ``code`` is the number, ``typed_reason`` says why, a supervisor confirms it. The
    result gets a label of its own. ``provider_number`` is wanted while the provider has not
    registered the application. ``originals`` are the rows of the checklist whose originals came back.

    ``content`` and ``cms`` (base64) are an electronic result and its signature; on a practice branch
    ``signature_valid`` may say the verdict instead. ``refusal_ground`` is ``1`` to ``6``, or ``0`` with
    ``refusal_law``. ``dated`` is the day on the document. ``condition``: ``intact`` or ``damaged``.
    """

    case: str = ""
    kind: ResultKind | None = None
    carrier: Carrier = Carrier.PAPER
    code: str = ""
    number: str = ""
    dated: date | None = None
    provider_number: str = ""
    handed_by: str = ""
    condition: str = INTACT
    sheets: int = 1
    originals: tuple[str, ...] = ()
    refusal_ground: str = ""
    refusal_law: str = ""
    refusal_reasons: str = ""
    signer: str = ""
    content: str = ""
    cms: str = ""
    signature_valid: bool | None = None
    typed_reason: str = ""


RESULT_WORDS = {
    ResultKind.DOCUMENT: N_("result: document"),
    ResultKind.ELECTRONIC_DOCUMENT: N_("result: electronic document"),
    ResultKind.INFORMATION: N_("result: information from an information system"),
    ResultKind.REASONED_REFUSAL: N_("result: reasoned refusal of the provider"),
}
CONDITION_WORDS = {"intact": N_("condition: whole"), "damaged": N_("condition: damaged")}
"""The kinds of result and how they look, in words, as English message ids."""
_OF_RESULT = (
    "receive_result.same_case",
    "receive_result.kind_classified",
    "receive_result.ground_of_law",
    "receive_result.ground_not_for_licences",
    "receive_result.originals_of_case",
)


def handle_receive_result(command: ReceiveResult, work: Work) -> Outcome:
    """Scan 2: the result is linked to its case, looked at, classified and on the register."""
    case = _at_provider(command, work, case_meant(work, command.case or command.code))
    result = _result(command, work)
    on_paper = command.carrier is Carrier.PAPER
    unit = _unit(command, work, case) if on_paper else None
    facts = _facts(command, work, case, unit, result)
    check(_OF_RESULT, facts)
    warnings = check(("receive_result.originals_back",), facts)
    defects = check(("receive_result.refusal_has_ground",), facts)
    taken = _taken_in(facts, unit, _originals(command, work, case)) if unit is not None else ()
    moved, more = move(
        case,
        "receive_result",
        facts,
        result=replace(result, unit_id=unit.id) if unit is not None and result else result,
        marks=case.marks | {Mark.DEFECTIVE_REFUSAL} if defects else case.marks,
        unit_ids=(*case.unit_ids, *(one.id for one in taken)),
    )
    if defects:
        _tell_defective(work, case, defects)
    papers = _papers(command, work, case, taken)
    told = {"unit": unit.code if unit is not None else "", "kind": str(command.kind or "")}
    return case_done(
        work,
        "receive_result",
        work.store.cases.save(moved),
        findings=(*defects, *warnings, *more),
        papers=papers,
        changes=("units", "papers"),
        facts={**told, **typed(command.typed_reason)},
    )


def _at_provider(command: ReceiveResult, work: Work, case: Case) -> Case:
    """The case registered by its provider: a result on paper may bring the number with it."""
    if case.state is not CaseState.SENT or case.children:
        return case
    moved = registered_by_provider(work, case, command.provider_number)
    saved = work.store.cases.save(moved)
    told = {"provider_number": command.provider_number}
    return step_done(work, "record_provider_registration", saved, told)


def _result(command: ReceiveResult, work: Work) -> Result | None:
    """What came; ``None`` while nobody has said what it is."""
    if command.kind is None:
        return None
    return Result(
        kind=command.kind,
        carrier=command.carrier,
        number=command.number,
        dated=command.dated,
        received_at=work.now,
        condition=command.condition,
        refusal_ground=ground_code(command.refusal_ground),
        refusal_law=command.refusal_law,
        refusal_reasons=command.refusal_reasons,
        signer=command.signer,
        signature_valid=_verified(command, work),
    )


def _verified(command: ReceiveResult, work: Work) -> bool | None:
    """Whether the signature stands over exactly this content; a bare word counts in practice only."""
    if not command.cms:
        return command.signature_valid if work.branch.practice else None
    try:
        content = base64.b64decode(command.content, validate=True)
        signature = base64.b64decode(command.cms, validate=True)
    except ValueError:  # not base64 at all
        return False
    return work.verifier.verify(content, signature, work.now).valid


def _unit(command: ReceiveResult, work: Work, case: Case) -> Unit:
    """The incoming unit: it gets a code of its own, whose label is laid on it when it comes in."""
    unit = new_unit(work, case, UnitKind.IN, "receive_result", command.sheets)
    return _with_reason(unit, command.typed_reason)


def _with_reason(unit: Unit, reason: str) -> Unit:
    return replace(unit, moves=(replace(unit.moves[-1], typed_code_reason=reason),))


def _originals(command: ReceiveResult, work: Work, case: Case) -> Unit | None:
    """The originals that the act retained and the provider gave back, as one unit of their own."""
    if not command.originals:
        return None
    sheets = {entry.row_id: max(entry.sheets, 1) for entry in case.documents}
    count = sum(sheets.get(row, 1) for row in command.originals)
    unit = new_unit(work, case, UnitKind.ORIG, "receive_result", count, command.originals)
    return _with_reason(unit, command.typed_reason)


def _facts(
    command: ReceiveResult, work: Work, case: Case, unit: Unit | None, result: Result | None
) -> Facts:
    other = find_case(work, command.code) if command.code else None
    return facts_of(
        work,
        case,
        unit=unit,
        proposed_result=result,
        scanned_code=_code_read(command, work, case, unit),
        scanned_number=other.number if other is not None and other.id != case.id else "",
        typed_reason=command.typed_reason,
        row_id=" ".join(command.originals),
        grounds=grounds_on(command.dated or work.now.date()),
    )


def _code_read(command: ReceiveResult, work: Work, case: Case, unit: Unit | None) -> str:
    """A result comes without a code of ours: the code read is that of its case or of the package it
    went out in, and stands for the unit made from it. A bare number is a typed code."""
    if unit is None:
        return command.code
    known = {outgoing.code for outgoing in work.store.units.of_case(case.id)}
    if case.registration is not None:
        known.add(case.registration.code)
    if command.typed_reason.strip():
        known.add(case.number)
    return unit.code if command.code in known else command.code


def _taken_in(facts: Facts, unit: Unit, originals: Unit | None) -> tuple[Unit, ...]:
    """What came in one cover, the result last. Raises ``Blocked``; one scan speaks for both."""
    require(unit_obstacles("receive_result", None, facts))
    return (unit,) if originals is None else (originals, unit)


def _papers(
    command: ReceiveResult, work: Work, case: Case, taken: tuple[Unit, ...]
) -> tuple[PaperRecord, ...]:
    """The register that both sides sign, and a label for each unit."""
    if not taken:
        return ()
    head = paper_head(work, Lang.KK, kind=CodeKind.REGISTER)
    named = [
        replace(unit, moves=(replace(unit.moves[-1], register_number=head.number),))
        for unit in taken
    ]
    for unit in named:
        work.store.units.add(unit)
    handed_by = command.handed_by or provider_on_paper(work, case, head.lang)
    paper = ProviderReceiptRegister(
        head=head,
        made_at=work.now,
        handed_by=handed_by,
        received_by=work.actor.name_in(head.lang).full,
        provider=provider_on_paper(work, case, head.lang),
        rows=tuple(_row(command, case, unit, head.lang) for unit in named),
    )
    record = keep_paper(work, paper, case.id)
    work.store.units.add_register(
        Register(
            id=work.new_id(),
            number=head.number,
            kind=RegisterKind.FROM_PROVIDER,
            provider=named[0].provider,
            made_at=work.now,
            made_by=work.actor.id,
            handed_by=handed_by,
            received_by=work.actor.name.full,
            lines=tuple(
                RegisterLine(unit_id=unit.id, code=unit.code, sheets=unit.sheets) for unit in named
            ),
            paper_id=record.id,
        )
    )
    labels = tuple(keep_paper(work, label_of(work, case, unit), case.id) for unit in named)
    for made in (record, *labels):
        order_print(work, made)
    return (record, *labels)


def _row(command: ReceiveResult, case: Case, unit: Unit, lang: Lang) -> ReceivedRow:
    if unit.kind is UnitKind.ORIG or command.kind is None:
        what = text(lang, N_("result: originals that were retained at intake"))
    else:
        what = text(lang, RESULT_WORDS[command.kind])
    return ReceivedRow(
        package_code=unit.code,
        sheets=unit.sheets,
        case_number=case.number,
        result_kind=what,
        condition=text(lang, CONDITION_WORDS[command.condition]),
    )


def _tell_defective(work: Work, case: Case, findings: tuple[Finding, ...]) -> None:
    """The provider and the supervisor are told of a refusal without ground or reasons (R-151)."""
    for system in ("provider", "notices"):
        request = Request(
            id=work.new_id(),
            system=system,
            what="defective_refusal",
            case_id=case.id,
            params={"number": case.number, "finding": findings[0].rule},
            asked_at=work.now,
        )
        leave_for_courier(work, "notice", request)
