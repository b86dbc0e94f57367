"""Hand sealed units to a provider by a register that both sides sign: scan 1."""

from dataclasses import dataclass, replace

from app.domain.case import Case, Sending
from app.domain.codes import CodeKind
from app.domain.custody import Register, RegisterKind, RegisterLine, Unit
from app.domain.language import Lang
from app.domain.papers import HandoverRegister, HandoverRow
from app.errors import InputInvalid, declare
from app.ports.storage import PaperRecord
from app.usecases.numbering import next_number, printed_code
from app.usecases.outcome import Outcome
from app.usecases.pack import moved_unit
from app.usecases.papers import keep_paper, paper_head, paper_ref
from app.usecases.situation import case_meant, facts_of, note, tell_stage, unit_meant
from app.usecases.transit import check, move
from app.usecases.work import Work
from i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Close a register of scanned units (word ``hand_over``). ``not_accepted`` units stay here."""

    provider: str
    codes: tuple[str, ...]
    received_by: str
    not_accepted: tuple[str, ...] = ()
    remark: str = ""
    typed_reason: str = ""


EMPTY_REGISTER = declare(
    "register.empty",
    N_("The register is empty."),
    N_("Scan the packages first."),
)
TWICE_ON_REGISTER = declare(
    "register.twice",
    N_("One package stands twice on the register."),
    N_("Take the second line off; the package itself was counted once."),
)


def units_of_run(work: Work, codes: tuple[str, ...]) -> tuple[Unit, ...]:
    """The units of a run, each once. Raises ``InputInvalid`` for an empty or doubled list."""
    if not codes:
        raise InputInvalid(EMPTY_REGISTER, field="codes")
    if len(set(codes)) != len(codes):
        raise InputInvalid(TWICE_ON_REGISTER, field="codes")
    return tuple(unit_meant(work, code) for code in codes)


def handle_hand_over(command: HandOver, work: Work) -> Outcome:
    """Scan 1 for every accepted unit of the run; what was not accepted stays with a reason."""
    units = units_of_run(work, command.codes)
    shown, number = next_number(work, "register")
    register = _register(command, work, units, shown)
    cases: list[Case] = []
    for unit, line in zip(units, register.lines, strict=True):
        cases.append(_hand_over_one(command, work, unit, register, accepted=line.accepted))
    code = printed_code(work, CodeKind.REGISTER, number)
    record = _paper(command, work, register, cases, code)
    work.store.units.add_register(replace(register, paper_id=record.id))
    told = {
        "register": shown,
        "units": str(len(units)),
        "not_accepted": str(len(command.not_accepted)),
    }
    note(work, "hand_over", facts=told)
    changes = ("units", "outbox", *(f"case:{case.id}" for case in cases))
    return Outcome(papers=(paper_ref(record),), changes=changes, facts={"register": shown})


def _register(command: HandOver, work: Work, units: tuple[Unit, ...], number: str) -> Register:
    refused = set(command.not_accepted)
    return Register(
        id=work.new_id(),
        number=number,
        kind=RegisterKind.TO_PROVIDER,
        provider=command.provider,
        made_at=work.now,
        made_by=work.actor.id,
        handed_by=work.actor.name.full,
        received_by=command.received_by,
        differences=command.remark,
        lines=tuple(
            RegisterLine(
                unit_id=unit.id,
                code=unit.code,
                sheets=unit.sheets,
                accepted=unit.code not in refused,
                remark=command.remark if unit.code in refused else "",
            )
            for unit in units
        ),
    )


def _hand_over_one(
    command: HandOver, work: Work, unit: Unit, register: Register, *, accepted: bool
) -> Case:
    case = case_meant(work, unit.case_id)
    facts = facts_of(
        work,
        case,
        unit=unit,
        register=register,
        scanned_code=unit.code,
        typed_reason=command.typed_reason,
        reason=command.remark,
    )
    check(("hand_over.one_provider",), facts)
    if not accepted:
        work.store.units.save(moved_unit(unit, "not_accepted", facts))
        note(work, "not_accepted", case, facts={"unit": unit.code, "register": register.number})
        return case
    moved, _ = move(
        case,
        "hand_over",
        facts,
        sending=replace(case.sending or Sending(route="paper"), sent_at=work.now),
    )
    held = moved_unit(
        unit, "hand_over", facts, holder=command.received_by, register_number=register.number
    )
    work.store.units.save(held)
    saved = work.store.cases.save(moved)
    note(work, "hand_over", saved, facts={"unit": unit.code, "scan": "1"})
    tell_stage(work, saved)
    return saved


def _paper(
    command: HandOver, work: Work, register: Register, cases: list[Case], code: str
) -> PaperRecord:
    rows = tuple(
        HandoverRow(
            package_code=line.code,
            sheets=line.sheets,
            case_number=case.number,
            remark=line.remark,
        )
        for line, case in zip(register.lines, cases, strict=True)
    )
    paper = HandoverRegister(
        head=paper_head(work, Lang.KK, code=code),
        made_at=work.now,
        handed_by=register.handed_by,
        received_by=command.received_by,
        differences=command.remark,
        provider=command.provider,
        rows=rows,
    )
    return keep_paper(work, paper)
