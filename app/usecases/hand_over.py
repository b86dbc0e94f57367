"""Hand sealed units to a provider by a register that both sides sign: scan 1."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.case import Case, Sending
from app.domain.codes import CodeKind
from app.domain.custody import Register, RegisterKind, RegisterLine, Unit
from app.domain.finding import Finding
from app.domain.language import Lang
from app.domain.papers import Discrepancy, HandoverRegister, HandoverRow, PaperHead
from app.domain.scan_run import RunKind
from app.errors import InputInvalid, declare
from app.ports.storage import PaperRecord
from app.rules.facts import Facts
from app.rules.registry import judge
from app.usecases.answer import case_done, run_done, step_done
from app.usecases.close_run import end_run, settle_run
from app.usecases.outcome import Outcome
from app.usecases.pack import RecordDiscrepancy, discrepancy_act, moved_unit, provider_of, typed
from app.usecases.papers import keep_paper, order_print, paper_head
from app.usecases.situation import case_meant, facts_of, note, passport_of, unit_meant
from app.usecases.transit import guards_of, move, obstacles, require, unit_obstacles
from app.usecases.work import Work
from i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Close a register of scanned units (word ``hand_over``). ``not_accepted`` units stay here.

    ``codes`` are all the units of the run. ``typed`` names those whose damaged code was typed; with a
    ``typed_reason`` and nothing named, all were. An empty ``provider`` is that of the units.
    """

    provider: str = ""
    codes: tuple[str, ...]
    received_by: str
    not_accepted: tuple[str, ...] = ()
    remark: str = ""
    courier: str = ""
    typed: tuple[str, ...] = ()
    typed_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack:
    """What the provider did not accept is in order again (word ``take_back``)."""

    code: str
    reason: str
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
NOT_ON_REGISTER = declare(
    "register.not_on_it",
    N_("What was not accepted does not stand on the register."),
    N_("Scan it first: the register names everything that was brought to the provider."),
)


def units_of_run(work: Work, codes: tuple[str, ...]) -> tuple[Unit, ...]:
    """The units of a run, each once. Raises ``InputInvalid`` for an empty or doubled list."""
    if not codes:
        raise InputInvalid(EMPTY_REGISTER, field="codes")
    if len(set(codes)) != len(codes):
        raise InputInvalid(TWICE_ON_REGISTER, field="codes")
    return tuple(unit_meant(work, code) for code in codes)


def whole_run(found: Iterable[tuple[Unit, Iterable[Finding]]]) -> None:
    """A run goes whole or not at all: raises ``Blocked`` with what each unit's rules found."""
    require(
        replace(finding, subject=finding.subject or unit.code)
        for unit, findings in found
        for finding in findings
    )


def typed_for(command_typed: tuple[str, ...], reason: str, code: str) -> str:
    """Why the code of this unit was typed; empty for one that was scanned."""
    return reason if not command_typed or code in command_typed else ""


def handle_hand_over(command: HandOver, work: Work) -> Outcome:
    """Scan 1 for every accepted unit of the run; what was not accepted stays with a reason."""
    units = units_of_run(work, command.codes)
    if not set(command.not_accepted) <= set(command.codes):
        raise InputInvalid(NOT_ON_REGISTER, field="not_accepted")
    head = paper_head(work, Lang.KK, kind=CodeKind.REGISTER)
    register = _register(command, work, units, head.number)
    situations = tuple(_facts(command, work, unit, register) for unit in units)
    whole_run((unit, _obstacles(facts)) for unit, facts in zip(units, situations, strict=True))
    run = settle_run(work, RunKind.TO_PROVIDER, units, command.remark)
    acts = tuple(_act(command, work, unit, register) for unit in _refused(command, units))
    register = replace(register, act_number=", ".join(act.number for act in acts))
    cases = tuple(_hand_over_one(work, facts) for facts in situations)
    record = keep_paper(work, _paper(command, work, head, register, cases))
    order_print(work, record)
    work.store.units.add_register(replace(register, paper_id=record.id))
    end_run(work, run, register.number)
    told = {
        "register": register.number,
        "units": str(len(units)),
        "not_accepted": str(len(acts)),
        **typed(command.typed_reason),
    }
    note(work, "hand_over", facts=told)
    return run_done(work, cases, (record, *acts), units, register.number)


def _refused(command: HandOver, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    return tuple(unit for unit in units if unit.code in command.not_accepted)


def _register(command: HandOver, work: Work, units: tuple[Unit, ...], number: str) -> Register:
    refused = set(command.not_accepted)
    return Register(
        id=work.new_id(),
        number=number,
        kind=RegisterKind.TO_PROVIDER,
        provider=command.provider or units[0].provider,
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


def _facts(command: HandOver, work: Work, unit: Unit, register: Register) -> Facts:
    return facts_of(
        work,
        case_meant(work, unit.case_id),
        unit=unit,
        register=register,
        scanned_code=unit.code,
        typed_reason=typed_for(command.typed, command.typed_reason, unit.code),
        reason=command.remark,
    )


def _obstacles(facts: Facts) -> tuple[Finding, ...]:
    case, unit = facts.case, facts.unit
    assert case is not None and unit is not None  # noqa: S101 - _facts() has just put them there
    one = judge(guards_of(("hand_over.one_provider",)), facts, facts.now.date())
    if not _accepted(facts):
        return (*one, *unit_obstacles("not_accepted", unit.state, facts))
    of_unit = unit_obstacles("hand_over", unit.state, facts)
    return (*one, *of_unit, *obstacles("hand_over", case.state, facts))


def _accepted(facts: Facts) -> bool:
    lines = facts.register.lines if facts.register is not None else ()
    return any(facts.unit and line.unit_id == facts.unit.id and line.accepted for line in lines)


def _hand_over_one(work: Work, facts: Facts) -> Case:
    case, unit, register = facts.case, facts.unit, facts.register
    assert case is not None and unit is not None and register is not None  # noqa: S101
    if not _accepted(facts):
        work.store.units.save(moved_unit(unit, "not_accepted", facts))
        note(work, "not_accepted", case, facts={"unit": unit.code, "register": register.number})
        return case
    before = case.sending or Sending(route="paper")
    # Both sides have signed the register: the provider has the package in its hands.
    sending = replace(before, sent_at=work.now, left_at=work.now, delivered_at=work.now)
    moved, _ = move(case, "hand_over", facts, sending=sending)
    held = moved_unit(
        unit, "hand_over", facts, holder=register.received_by, register_number=register.number
    )
    work.store.units.save(held)
    told = {
        "unit": unit.code,
        "scan": "1",
        "register": register.number,
        **typed(facts.typed_reason),
    }
    return step_done(work, "hand_over", work.store.cases.save(moved), told)


def _act(command: HandOver, work: Work, unit: Unit, register: Register) -> PaperRecord:
    """What the provider did not take is told in an act of both sides (R-159)."""
    found = RecordDiscrepancy(
        code=unit.code,
        kind=Discrepancy.NOT_ACCEPTED.value,
        explanation=command.remark,
        other_side=command.received_by,
    )
    record = keep_paper(work, discrepancy_act(work, unit, found, register.number), unit.case_id)
    order_print(work, record)
    return record


def _paper(
    command: HandOver, work: Work, head: PaperHead, register: Register, cases: tuple[Case, ...]
) -> HandoverRegister:
    return HandoverRegister(
        head=head,
        made_at=work.now,
        handed_by=work.actor.name_in(head.lang).full,
        received_by=command.received_by,
        differences=command.remark,
        act_number=register.act_number,
        provider=provider_on_paper(work, cases[0], head.lang),
        courier=command.courier,
        rows=tuple(
            HandoverRow(
                package_code=line.code,
                sheets=line.sheets,
                case_number=case.number,
                remark=line.remark,
            )
            for line, case in zip(register.lines, cases, strict=True)
        ),
    )


def provider_on_paper(work: Work, case: Case, lang: Lang) -> str:
    """The provider of the case as a paper in ``lang`` names it."""
    passport = passport_of(work, case)
    named = passport.provider.in_(lang) if passport is not None else ""
    return named or provider_of(work, case)


def handle_take_back(command: TakeBack, work: Work) -> Outcome:
    """What was not accepted is put in order and waits, sealed, for the next run."""
    unit = unit_meant(work, command.code)
    case = case_meant(work, unit.case_id)
    facts = facts_of(
        work,
        case,
        unit=unit,
        scanned_code=command.code,
        typed_reason=command.typed_reason,
        reason=command.reason,
    )
    work.store.units.save(moved_unit(unit, "take_back", facts))
    told = {"unit": unit.code, "reason": command.reason, **typed(command.typed_reason)}
    return case_done(work, "take_back", case, changes=("units",), facts=told, stage=False)
