"""The map of the cells and the place that is offered for the next thing."""

import pytest

from app.usecases.sector_map import SectorCell, cell_for, in_cell, sector_map, walking_order
from app.usecases.store import ToIssuingSector
from tests.fakes.road_desk import at


@pytest.mark.requirement("R-168", "R-171")
def test_the_map_tells_how_full_each_cell_is_and_what_the_day_asks_there() -> None:
    desk, case = at("lying")
    for cell in ("A-10", "A-2", "A-2"):
        other = desk.answered("leave")
        desk.must(ToIssuingSector(code=desk.unit(other).code, cell=cell))
    assert desk.ask(sector_map) == (
        SectorCell(name="A-1", units=1),
        SectorCell(name="A-2", units=2),
        SectorCell(name="A-10", units=1),
    )
    registration = desk.again(case).registration
    assert registration is not None
    desk.on_day(registration.issue_date.isoformat())
    assert [cell.today for cell in desk.ask(sector_map)] == [1, 2, 1]
    desk.timers("2026-03-20")
    desk.timers("2026-12-01")
    assert [(cell.today, cell.leaving) for cell in desk.ask(sector_map)] == [(0, 1), (0, 2), (0, 1)]
    assert [line.cell for line in desk.ask(lambda work: in_cell(work, "A-2"))] == ["A-2", "A-2"]


@pytest.mark.requirement("R-168")
def test_the_next_thing_goes_beside_its_own_case_or_into_the_emptiest_cell() -> None:
    desk, _ = at("lying")
    assert desk.ask(lambda work: cell_for(work, "")) == "A-1"
    for cell in ("A-1", "A-2"):
        other = desk.answered("leave")
        desk.must(ToIssuingSector(code=desk.unit(other).code, cell=cell))
    new = desk.answered("leave")
    assert desk.ask(lambda work: cell_for(work, desk.unit(new).code)) == "A-2"
    pair = desk.answered("originals", result={"originals": ("kept",)})
    first, second = (unit for unit in desk.units(pair) if unit.kind.value != "OUT")
    desk.must(ToIssuingSector(code=first.code, cell="B-9"))
    assert desk.ask(lambda work: cell_for(work, second.code)) == "B-9"


def test_cells_are_walked_in_the_order_of_their_numbers() -> None:
    names = ["B-1", "A-10", "A-2", "a-1", "12"]
    assert sorted(names, key=walking_order) == ["a-1", "A-2", "A-10", "B-1", "12"]
