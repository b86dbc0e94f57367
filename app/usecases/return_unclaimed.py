"""Return unclaimed results of the one-month class to the provider by a signed register."""

from dataclasses import dataclass

from app.catalogue.law import citation
from app.domain.case import Case
from app.domain.codes import CodeKind
from app.domain.custody import Register, RegisterKind, RegisterLine, Unit
from app.domain.language import Lang
from app.domain.papers import UnclaimedReturnRegister, UnclaimedRow
from app.usecases.hand_over import units_of_run
from app.usecases.numbering import next_number, printed_code
from app.usecases.outcome import Outcome
from app.usecases.pack import moved_unit
from app.usecases.papers import keep_paper, paper_head, paper_ref
from app.usecases.situation import case_meant, facts_of, note, tell_stage
from app.usecases.transit import check, move
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnUnclaimed:
    """Close the register of unclaimed documents (word ``return_unclaimed``)."""

    provider: str
    codes: tuple[str, ...]
    received_by: str
    typed_reason: str = ""


def handle_return_unclaimed(command: ReturnUnclaimed, work: Work) -> Outcome:
    """Scan out everything on the register; one unit that may not go back stops the whole run."""
    units = units_of_run(work, command.codes)
    shown, number = next_number(work, "register")
    register = _register(command, work, units, shown)
    cases = [_return_one(command, work, unit, register) for unit in units]
    paper = _paper(command, work, cases, units, printed_code(work, CodeKind.REGISTER, number))
    record = keep_paper(work, paper)
    work.store.units.add_register(register)
    note(work, "return_unclaimed", facts={"register": shown, "units": str(len(units))})
    changes = ("units", "storage", "outbox", *(f"case:{case.id}" for case in cases))
    return Outcome(papers=(paper_ref(record),), changes=changes, facts={"register": shown})


def _register(
    command: ReturnUnclaimed, work: Work, units: tuple[Unit, ...], number: str
) -> Register:
    return Register(
        id=work.new_id(),
        number=number,
        kind=RegisterKind.UNCLAIMED,
        provider=command.provider,
        made_at=work.now,
        made_by=work.actor.id,
        handed_by=work.actor.name.full,
        received_by=command.received_by,
        lines=tuple(
            RegisterLine(unit_id=unit.id, code=unit.code, sheets=unit.sheets) for unit in units
        ),
    )


def _return_one(command: ReturnUnclaimed, work: Work, unit: Unit, register: Register) -> Case:
    case = case_meant(work, unit.case_id)
    facts = facts_of(
        work,
        case,
        visit=None,
        unit=unit,
        register=register,
        scanned_code=unit.code,
        typed_reason=command.typed_reason,
    )
    check(("return_unclaimed.class_month", "return_unclaimed.month_ended"), facts)
    moved, _ = move(case, "return_unclaimed", facts)
    returned = moved_unit(
        unit,
        "return_unclaimed",
        facts,
        holder=command.received_by,
        register_number=register.number,
    )
    work.store.units.save(returned)
    saved = work.store.cases.save(moved)
    note(work, "return_unclaimed", saved, facts={"unit": unit.code, "register": register.number})
    tell_stage(work, saved)
    return saved


def _paper(
    command: ReturnUnclaimed, work: Work, cases: list[Case], units: tuple[Unit, ...], code: str
) -> UnclaimedReturnRegister:
    lang = Lang.KK
    return UnclaimedReturnRegister(
        head=paper_head(work, lang, code=code),
        made_at=work.now,
        handed_by=work.actor.name_in(lang).full,
        received_by=command.received_by,
        provider=command.provider,
        basis=citation("rules.20.1").full.in_(lang),
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
