"""The cells of the issuing sector as a map: how full each is, what the day asks there, where to lay."""

import re
from collections import Counter
from dataclasses import dataclass

from app.domain.scan_run import RunKind
from app.usecases.custody_lists import CustodyLine, MorningList, lines_of, morning_list
from app.usecases.run_view import awaited
from app.usecases.work import Work

_PARTS = re.compile(r"\d+|\D+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorCell:
    """One cell. ``today`` is promised for today, ``ending`` ends soon, ``leaving`` stands on the list
    for return, ``deciding`` waits for a decision after its year."""

    name: str
    units: int
    today: int = 0
    ending: int = 0
    leaving: int = 0
    deciding: int = 0


def sector_map(work: Work, lists: MorningList | None = None) -> tuple[SectorCell, ...]:
    """Every cell in which something lies, as people walk along them: A-2 before A-10."""
    morning = lists if lists is not None else morning_list(work)

    def count(lines: tuple[CustodyLine, ...]) -> Counter[str]:
        return Counter(line.cell for line in lines if line.cell)

    today, ending = count(morning.due_today), count(morning.to_remind)
    leaving, deciding = count(morning.listed_for_return), count(morning.year_ended)
    cells = (
        SectorCell(
            name=name,
            units=units,
            today=today[name],
            ending=ending[name],
            leaving=leaving[name],
            deciding=deciding[name],
        )
        for name, units in work.store.units.cells().items()
    )
    return tuple(sorted(cells, key=lambda cell: walking_order(cell.name)))


def walking_order(name: str) -> tuple[tuple[int, str], ...]:
    """Numbers by their size, letters by the alphabet."""
    parts = _PARTS.findall(name.upper())
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in parts)


def in_cell(work: Work, cell: str) -> tuple[CustodyLine, ...]:
    """What lies in that cell."""
    return lines_of(work, awaited(work, RunKind.CELL, cell))


def cell_for(work: Work, code: str) -> str:
    """Where the thing with that code is best laid: beside what belongs to the same case, else into the
    emptiest of the cells in use, the first of them on the way. Empty while no cell is in use."""
    unit = work.store.units.by_code(code) if code else None
    if unit is not None:
        beside = [one.cell for one in work.store.units.of_case(unit.case_id) if one.cell]
        if beside:
            return beside[0]
    cells = work.store.units.cells()
    return min(cells, key=lambda name: (cells[name], walking_order(name)), default="")
