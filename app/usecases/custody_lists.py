"""What is in custody, as lists that only read: to pack, to carry, to lay, in the sector, to return."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.case import Case
from app.domain.case_states import CaseState, Mark
from app.domain.custody import Unit
from app.domain.language import Bilingual
from app.domain.passport import Carrier, ResultKind, Retention
from app.domain.unit_states import UNIT_TERMINAL, UnitKind, UnitState
from app.ports.storage import person_key
from app.rules.receive_result import retained_originals
from app.rules.retention import retention_class
from app.usecases.pack import provider_of
from app.usecases.situation import facts_of, find_case, passport_of, visit_here
from app.usecases.work import Work

_IN_SECTOR = (
    CaseState.READY_FOR_ISSUE,
    CaseState.STORED,
    CaseState.RETURN_DUE,
    CaseState.HELD_YEAR_EXPIRED,
)
_WITH_PROVIDER = (CaseState.SENT, CaseState.IN_WORK)
_LAID = (UnitKind.IN, UnitKind.ORIG)
_REMIND = (7, 1)
"""Days before the end of keeping on which the applicant is reminded (R-171)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyLine:
    """One case and, where there is one, its unit, as the lists of the sector show them.

    ``initials`` is the applicant's short name; ``provider`` is the key by which runs are gathered.
    ``days_left`` counts to the last day of keeping, ``None`` where nothing ends.
    """

    case_id: str
    number: str
    state: CaseState
    marks: frozenset[Mark] = frozenset()
    service: Bilingual
    provider: str = ""
    provider_name: Bilingual
    initials: str = ""
    carrier: Carrier
    code: str = ""
    unit_state: UnitState | None = None
    unit_kind: UnitKind | None = None
    sheets: int = 0
    contents: int = 0
    holder: str = ""
    register: str = ""
    result_kind: ResultKind | None = None
    result_number: str = ""
    refusal: bool = False
    promised: date | None = None
    delivery_due: datetime | None = None
    cell: str = ""
    arrived_at: datetime | None = None
    kept_from: date | None = None
    kept_until: date | None = None
    return_from: date | None = None
    retention: Retention | None = None
    days_left: int | None = None
    decision: str = ""

    @property
    def late_at_provider(self) -> bool:
        """Whether the provider let its moment pass."""
        return Mark.OVERDUE_PROVIDER in self.marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Everything that waits for one provider, out or back."""

    provider: str
    provider_name: Bilingual
    lines: tuple[CustodyLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningList:
    """What the day asks of the issuing sector, each list in the order of its date."""

    due_today: tuple[CustodyLine, ...] = ()
    to_remind: tuple[CustodyLine, ...] = ()
    listed_for_return: tuple[CustodyLine, ...] = ()
    year_ended: tuple[CustodyLine, ...] = ()
    social_held: tuple[CustodyLine, ...] = ()
    late_at_provider: tuple[CustodyLine, ...] = ()


def to_pack(work: Work) -> tuple[CustodyLine, ...]:
    """Registered paper cases whose papers were not put into a package, the oldest first."""
    cases = work.store.cases.in_states((CaseState.REGISTERED,))
    return _lines(work, (case for case in cases if _goes_on_paper(case)), UnitKind.OUT)


def _goes_on_paper(case: Case) -> bool:
    return case.carrier is Carrier.PAPER or Mark.NO_CONSENT in case.marks


def packages(work: Work) -> tuple[CustodyLine, ...]:
    """Packages that are here: open, sealed, or under a discrepancy act."""
    return _lines(work, work.store.cases.in_states((CaseState.PACKAGED,)), UnitKind.OUT)


def runs_out(work: Work) -> tuple[Run, ...]:
    """Sealed packages, gathered by provider: what the next run should carry."""
    return _runs(line for line in packages(work) if line.unit_state is UnitState.SEALED)


def expected(work: Work) -> tuple[CustodyLine, ...]:
    """Cases that are with a provider, the one that is due first at the top."""
    return _by_promise(_lines(work, work.store.cases.in_states(_WITH_PROVIDER), UnitKind.OUT))


def to_lay(work: Work) -> tuple[CustodyLine, ...]:
    """Results that came back and have no cell yet, and the originals that came with them."""
    states = (CaseState.RESULT_RECEIVED, CaseState.READY_FOR_ISSUE)
    found = []
    for case in work.store.cases.in_states(states):
        units = [unit for unit in work.store.units.of_case(case.id) if unit.kind in _LAID]
        found += [_line(work, case, u) for u in units if u.state is UnitState.AT_BRANCH]
        if case.state is CaseState.RESULT_RECEIVED and not any(
            u.kind is UnitKind.IN for u in units
        ):
            found.append(_line(work, case, None))
    return tuple(found)


def in_sector(work: Work) -> tuple[CustodyLine, ...]:
    """Everything that lies in the issuing sector, in the order of the cells."""
    return _by_cell(_lines(work, work.store.cases.in_states(_IN_SECTOR), UnitKind.IN))


def runs_back(work: Work) -> tuple[Run, ...]:
    """What stands on the list of unclaimed documents, gathered by provider (R-172)."""
    listed = []
    for case in work.store.cases.in_states((CaseState.RETURN_DUE,)):
        units = work.store.units.of_case(case.id)
        listed += [_line(work, case, u) for u in units if u.state is UnitState.RETURN_LISTED]
    return _runs(listed)


def morning_list(work: Work) -> MorningList:
    """The lists of the day: due, to be reminded, to be returned, held, late (R-171 to R-174)."""
    today, cases = work.now.date(), work.store.cases

    def lines(found: Iterable[Case]) -> tuple[CustodyLine, ...]:
        return _by_cell(_lines(work, found, UnitKind.IN))

    ending = cases.due(CaseState.STORED, today, today + timedelta(days=max(_REMIND)))
    late = (c for c in cases.in_states(_WITH_PROVIDER) if Mark.OVERDUE_PROVIDER in c.marks)
    return MorningList(
        due_today=lines(cases.due(CaseState.READY_FOR_ISSUE, today, today)),
        to_remind=tuple(
            line
            for line in lines(ending)
            if line.days_left in _REMIND and line.retention is not Retention.SOCIAL
        ),
        listed_for_return=lines(cases.in_states((CaseState.RETURN_DUE,))),
        year_ended=lines(cases.in_states((CaseState.HELD_YEAR_EXPIRED,))),
        social_held=tuple(
            line
            for line in lines(cases.due(CaseState.STORED, None, None))
            if line.retention is Retention.SOCIAL
        ),
        late_at_provider=_by_promise(_lines(work, late, UnitKind.OUT)),
    )


def _by_cell(lines: Iterable[CustodyLine]) -> tuple[CustodyLine, ...]:
    return tuple(sorted(lines, key=lambda line: (line.cell, line.number)))


def _by_promise(lines: Iterable[CustodyLine]) -> tuple[CustodyLine, ...]:
    return tuple(sorted(lines, key=lambda line: (line.promised or date.max, line.number)))


def for_recipient(work: Work) -> tuple[CustodyLine, ...]:
    """The cases of whoever stands at the desk, or of whom they speak for: ready ones first.

    Nobody identified, no list: the stage of a case is nobody else's business (R-049).
    """
    visit = visit_here(work)
    if visit is None or visit.identification is None:
        return ()
    keys = [person_key(visit.identification.person)]
    shown = visit.representation
    if shown is not None and shown.principal is not None:
        keys.append(person_key(shown.principal))
    if shown is not None and shown.organisation is not None:
        keys.append(f"bin:{shown.organisation.bin}")
    found = {case.id: case for key in keys for case in work.store.cases.of_person(key)}
    lines = _lines(work, (case for case in found.values() if case.number), UnitKind.IN)
    return tuple(sorted(lines, key=lambda line: (line.state not in _IN_SECTOR, line.number)))


@dataclass(frozen=True, slots=True, kw_only=True)
class RetainedRow:
    """A row of the checklist whose original stayed with the case."""

    id: str
    name: Bilingual


def retained_rows(work: Work, case_id: str) -> tuple[RetainedRow, ...]:
    """The originals that the act kept with the case: they may come back with the result."""
    case = work.store.cases.get(case_id)
    passport = passport_of(work, case) if case is not None else None
    if case is None or passport is None:
        return ()
    rows = retained_originals(case, passport)
    return tuple(RetainedRow(id=row.id, name=row.name.shown) for row in rows)


def line_of(work: Work, named: str) -> CustodyLine | None:
    """The line of whatever ``named`` means: a unit's code, a case's code, number or id."""
    if not named:
        return None
    unit = work.store.units.by_code(named)
    case = work.store.cases.get(unit.case_id) if unit is not None else find_case(work, named)
    if case is None:
        return None
    return _line(
        work, case, unit or _unit(work, case, UnitKind.IN) or _unit(work, case, UnitKind.OUT)
    )


def lines_of(work: Work, units: Iterable[Unit]) -> tuple[CustodyLine, ...]:
    """The lines of those units, in their order."""
    found = ((unit, work.store.cases.get(unit.case_id)) for unit in units)
    return tuple(_line(work, case, unit) for unit, case in found if case is not None)


def _runs(lines: Iterable[CustodyLine]) -> tuple[Run, ...]:
    gathered: dict[str, list[CustodyLine]] = {}
    for line in lines:
        gathered.setdefault(line.provider, []).append(line)
    return tuple(
        Run(provider=key, provider_name=found[0].provider_name, lines=tuple(found))
        for key, found in sorted(gathered.items())
    )


def _lines(work: Work, cases: Iterable[Case], kind: UnitKind) -> tuple[CustodyLine, ...]:
    return tuple(_line(work, case, _unit(work, case, kind)) for case in cases)


def _unit(work: Work, case: Case, kind: UnitKind) -> Unit | None:
    """The unit of that kind that is still on its way, else the latest one."""
    units = [unit for unit in work.store.units.of_case(case.id) if unit.kind is kind]
    alive = (unit for unit in reversed(units) if unit.state not in UNIT_TERMINAL)
    return next(alive, units[-1] if units else None)


def _line(work: Work, case: Case, unit: Unit | None) -> CustodyLine:
    passport = passport_of(work, case)
    bare = Bilingual(case.service_id, case.service_id)
    provider = passport.provider if passport is not None else None
    person, body = case.applicant.person, case.applicant.organisation
    storage, result, filed = case.storage, case.result, case.registration
    until = storage.until if storage is not None else None
    return CustodyLine(
        case_id=case.id,
        number=case.number,
        state=case.state,
        marks=case.marks,
        service=passport.name.shown if passport is not None else bare,
        provider=unit.provider
        if unit is not None and unit.kind is UnitKind.OUT
        else provider_of(work, case),
        provider_name=provider.shown if provider is not None else Bilingual("", ""),
        initials=body.name.kk if body is not None else (person.name.short if person else ""),
        carrier=result.carrier if result is not None else case.carrier,
        code=unit.code if unit is not None else "",
        unit_state=unit.state if unit is not None else None,
        unit_kind=unit.kind if unit is not None else None,
        sheets=unit.sheets if unit is not None else 0,
        contents=len(unit.contents) if unit is not None else 0,
        holder=unit.holder if unit is not None else "",
        register=unit.moves[-1].register_number if unit is not None and unit.moves else "",
        result_kind=result.kind if result is not None else None,
        result_number=result.number if result is not None else "",
        refusal=result is not None and result.kind is ResultKind.REASONED_REFUSAL,
        promised=filed.issue_date if filed is not None else None,
        delivery_due=filed.delivery_due if filed is not None else None,
        cell=storage.cell if storage is not None else "",
        arrived_at=storage.arrived_at if storage is not None else None,
        kept_from=storage.starts_on if storage is not None else None,
        kept_until=until,
        return_from=storage.return_allowed_from if storage is not None else None,
        retention=retention_class(facts_of(work, case, visit=None)),
        days_left=(until - work.now.date()).days if until is not None else None,
        decision=storage.decision if storage is not None else "",
    )
