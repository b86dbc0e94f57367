"""Return unclaimed results of the one-month class to the provider by a signed register."""

from dataclasses import dataclass, replace

from app.domain.case import Case
from app.domain.codes import CodeKind
from app.domain.custody import Register, RegisterKind, RegisterLine, Unit
from app.domain.finding import Finding
from app.domain.language import Lang
from app.domain.papers import PaperHead, UnclaimedReturnRegister, UnclaimedRow
from app.domain.scan_run import RunKind
from app.rules.facts import Facts
from app.rules.registry import judge
from app.usecases.answer import run_done, step_done
from app.usecases.close_run import end_run, settle_run
from app.usecases.hand_over import provider_on_paper, typed_for, units_of_run, whole_run
from app.usecases.outcome import Outcome
from app.usecases.pack import moved_unit, typed
from app.usecases.papers import keep_paper, order_print, paper_head, reference
from app.usecases.situation import case_meant, facts_of, note
from app.usecases.transit import guards_of, move, obstacles, unit_obstacles
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnUnclaimed:
    """Close the register of unclaimed documents (word ``return_unclaimed``).

    ``typed`` names the units whose damaged code was typed; with a ``typed_reason`` and nothing named,
    all were. An empty ``provider`` is that of the units.
    """

    provider: str = ""
    codes: tuple[str, ...]
    received_by: str
    courier: str = ""
    typed: tuple[str, ...] = ()
    typed_reason: str = ""


_ALONE = (
    "hand_over.one_provider",
    "return_unclaimed.class_month",
    "return_unclaimed.month_ended",
    "return_unclaimed.goes_whole",
)


def handle_return_unclaimed(command: ReturnUnclaimed, work: Work) -> Outcome:
    """Scan out everything on the register; one unit that may not go back stops the whole run."""
    units = units_of_run(work, command.codes)
    head = paper_head(work, Lang.KK, kind=CodeKind.REGISTER)
    register = _register(command, work, units, head.number)
    situations = tuple(_facts(command, work, unit, register) for unit in units)
    whole_run((unit, _obstacles(facts)) for unit, facts in zip(units, situations, strict=True))
    run = settle_run(work, RunKind.UNCLAIMED, units)
    cases = _return_all(work, situations)
    record = keep_paper(work, _paper(command, work, head, register, cases, units))
    order_print(work, record)
    work.store.units.add_register(replace(register, paper_id=record.id))
    end_run(work, run, register.number)
    told = {
        "register": register.number,
        "units": str(len(units)),
        **typed(command.typed_reason),
    }
    note(work, "return_unclaimed", facts=told)
    return run_done(work, cases, (record,), units, register.number)


def _register(
    command: ReturnUnclaimed, work: Work, units: tuple[Unit, ...], number: str
) -> Register:
    return Register(
        id=work.new_id(),
        number=number,
        kind=RegisterKind.UNCLAIMED,
        provider=command.provider or units[0].provider,
        made_at=work.now,
        made_by=work.actor.id,
        handed_by=work.actor.name.full,
        received_by=command.received_by,
        lines=tuple(
            RegisterLine(unit_id=unit.id, code=unit.code, sheets=unit.sheets) for unit in units
        ),
    )


def _facts(command: ReturnUnclaimed, work: Work, unit: Unit, register: Register) -> Facts:
    return facts_of(
        work,
        case_meant(work, unit.case_id),
        visit=None,
        unit=unit,
        units=tuple(work.store.units.of_case(unit.case_id)),
        register=register,
        scanned_code=unit.code,
        typed_reason=typed_for(command.typed, command.typed_reason, unit.code),
    )


def _obstacles(facts: Facts) -> tuple[Finding, ...]:
    case, unit = facts.case, facts.unit
    assert case is not None and unit is not None  # noqa: S101 - _facts() has just put them there
    found = (
        *judge(guards_of(_ALONE), facts, facts.now.date()),
        *unit_obstacles("return_unclaimed", unit.state, facts),
        *obstacles("return_unclaimed", case.state, facts),
    )
    return tuple({(finding.rule, finding.subject): finding for finding in found}.values())


def _return_all(work: Work, situations: tuple[Facts, ...]) -> tuple[Case, ...]:
    """Each unit is on its way back, and each case with them, once."""
    gone: dict[str, Case] = {}
    for facts in situations:
        case, unit, register = facts.case, facts.unit, facts.register
        assert case is not None and unit is not None and register is not None  # noqa: S101
        returned = moved_unit(
            unit,
            "return_unclaimed",
            facts,
            holder=register.received_by,
            register_number=register.number,
            cell="",
        )
        work.store.units.save(returned)
        told = {"unit": unit.code, "register": register.number, **typed(facts.typed_reason)}
        if case.id in gone:
            note(work, "return_unclaimed", gone[case.id], facts=told)
            continue
        moved, _ = move(case, "return_unclaimed", facts)
        gone[case.id] = step_done(work, "return_unclaimed", work.store.cases.save(moved), told)
    return tuple(gone[facts.case.id] for facts in situations if facts.case is not None)


def _paper(
    command: ReturnUnclaimed,
    work: Work,
    head: PaperHead,
    register: Register,
    cases: tuple[Case, ...],
    units: tuple[Unit, ...],
) -> UnclaimedReturnRegister:
    return UnclaimedReturnRegister(
        head=head,
        made_at=register.made_at,
        handed_by=work.actor.name_in(head.lang).full,
        received_by=command.received_by,
        provider=provider_on_paper(work, cases[0], head.lang),
        courier=command.courier,
        basis=reference("rules.20.1", head.lang),
        rows=tuple(_row(case, unit) for case, unit in zip(cases, units, strict=True)),
    )


def _row(case: Case, unit: Unit) -> UnclaimedRow:
    storage, registration = case.storage, case.registration
    # The guards have just proved both: a month has passed since a promised date.
    assert storage is not None and registration is not None  # noqa: S101
    start = storage.starts_on or registration.issue_date
    return UnclaimedRow(
        package_code=unit.code,
        case_number=case.number,
        promised_on=registration.issue_date,
        stored_from=start,
        stored_until=storage.until or start,
    )
