"""Where a thing is, since when, and through whose hands it went: what one scan of its code tells."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.custody import Unit
from app.domain.language import Bilingual, Lang
from app.domain.scan_run import Heard, RunKind
from app.domain.unit_states import UnitKind, UnitState
from app.usecases.situation import find_case, passport_of
from app.usecases.work import Work

_NOBODY = Bilingual("", "")


class Holder(StrEnum):
    """Whose hands these are."""

    EMPLOYEE = "employee"
    SECTOR = "sector"
    PROVIDER = "provider"
    APPLICANT = "applicant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """One side of a move; ``name`` is a person of the staff or of the provider, empty otherwise."""

    holder: Holder
    name: Bilingual = _NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One move: what was done, when, by whom, from which hands into which, under which register.

    ``scan`` is the number of the scan that the law names, 0 where none is; ``typed`` says why the
    code was typed instead.
    """

    verb: str
    at: datetime
    given_by: Hands
    taken_by: Hands
    operator: Bilingual
    scan: int = 0
    register: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A scan of the code that moved nothing: in the count of a cell, in a run where it was foreign."""

    at: datetime
    kind: RunKind
    about: str
    foreign: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """A unit, where it is and in whose hands since when; ``passages`` are oldest first."""

    code: str
    kind: UnitKind
    state: UnitState
    case_id: str
    number: str
    service: Bilingual
    sheets: int
    cell: str
    hands: Hands
    since: datetime | None
    passages: tuple[Passage, ...] = ()
    sightings: tuple[Sighting, ...] = ()


def whereabouts(work: Work, named: str) -> tuple[Whereabouts, ...]:
    """What is known of the unit with that code, and of the other units of its case behind it; by the
    case's number or code all its units. Empty for what is unknown here."""
    units_here = work.store.units
    meant = (units_here.by_code(named) or units_here.once_bore(named)) if named else None
    case = find_case(work, named) if named and meant is None else None
    case_id = meant.case_id if meant is not None else (case.id if case is not None else "")
    units = work.store.units.of_case(case_id) if case_id else ()
    others = [unit for unit in units if meant is None or unit.id != meant.id]
    ordered = [*([meant] if meant is not None else []), *reversed(others)]
    return tuple(_of(work, unit) for unit in ordered)


def _of(work: Work, unit: Unit) -> Whereabouts:
    case = work.store.cases.get(unit.case_id)
    passport = passport_of(work, case) if case is not None else None
    bare = Bilingual(case.service_id, case.service_id) if case is not None else Bilingual("", "")
    return Whereabouts(
        code=unit.code,
        kind=unit.kind,
        state=unit.state,
        case_id=unit.case_id,
        number=case.number if case is not None else "",
        service=passport.name.shown if passport is not None else bare,
        sheets=unit.sheets,
        cell=unit.cell,
        hands=_hands(work, unit, unit.holder),
        since=_since(unit),
        passages=tuple(_passages(work, unit)),
        sightings=_sightings(work, (unit.code, *unit.former_codes)),
    )


def _since(unit: Unit) -> datetime | None:
    """When the present holder took it: the first of the last moves that left it in these hands."""
    moment = None
    for move in reversed(unit.moves):
        if move.holder != unit.holder:
            break
        moment = move.at
    return moment


def _passages(work: Work, unit: Unit) -> Iterable[Passage]:
    before = _before(work, unit)
    for move in unit.moves:
        after = _hands(work, unit, move.holder)
        given = before or after
        yield Passage(
            verb=move.verb,
            at=move.at,
            given_by=given,
            taken_by=after,
            operator=_name(work, move.operator_id),
            scan=move.scan,
            register=move.register_number,
            typed=move.typed_code_reason,
        )
        before = after


def _before(work: Work, unit: Unit) -> Hands | None:
    """Whose a unit was before its first move here: what came in came from its provider."""
    if unit.kind not in (UnitKind.IN, UnitKind.ORIG) or not unit.moves:
        return None
    register = work.store.units.register(unit.moves[0].register_number)
    name = register.handed_by if register is not None else unit.provider
    return Hands(holder=Holder.PROVIDER, name=Bilingual(name, name))


_OUTWARDS = ("hand_over", "return_unclaimed")


def _hands(work: Work, unit: Unit, holder: str) -> Hands:
    if holder == "sector":
        return Hands(holder=Holder.SECTOR)
    if holder == "applicant":
        return Hands(holder=Holder.APPLICANT)
    outside = any(step.holder == holder and step.verb in _OUTWARDS for step in unit.moves)
    if outside and holder not in work.staff:
        return Hands(holder=Holder.PROVIDER, name=Bilingual(holder, holder))
    return Hands(holder=Holder.EMPLOYEE, name=_name(work, holder))


def _name(work: Work, operator_id: str) -> Bilingual:
    known = work.staff.get(operator_id) or (work.actor if operator_id == work.actor.id else None)
    if known is None:
        return Bilingual(operator_id, operator_id)
    return Bilingual(known.name_in(Lang.KK).full, known.name_in(Lang.RU).full)


def _sightings(work: Work, codes: tuple[str, ...]) -> tuple[Sighting, ...]:
    found = []
    for line in (line for code in codes for line in work.store.runs.of_code(code)):
        if line.heard not in (Heard.TAKEN, Heard.STRANGER):
            continue
        run = work.store.runs.get(line.run_id)
        if run is not None and (run.kind is RunKind.CELL or line.heard is Heard.STRANGER):
            foreign = line.heard is Heard.STRANGER
            found.append(Sighting(at=line.at, kind=run.kind, about=run.about, foreign=foreign))
    return tuple(sorted(found, key=lambda one: one.at))
