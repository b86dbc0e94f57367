"""Random days of custody: whatever is scanned in whatever order, every thing has one holder and no scan
is lost. Walked over the plain store and over a database; over a server the same walk is drawn by dice."""

import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.domain.case import Case
from app.domain.custody import Unit
from app.domain.passport import ResultKind
from app.domain.scan_run import SCANS, Heard, Mark, RunKind, tally
from app.domain.unit_states import UNIT_TERMINAL, UNIT_TRANSITIONS, UnitKind, UnitState
from app.errors import AppError
from app.ports.storage import Store
from app.storage import open_store
from app.usecases.close_run import CloseCount
from app.usecases.hand_over import HandOver
from app.usecases.outcome import Outcome
from app.usecases.pack import CloseDiscrepancy, Pack, RecordDiscrepancy, Seal
from app.usecases.receive_result import ReceiveResult
from app.usecases.return_unclaimed import ReturnUnclaimed
from app.usecases.scan_run import AcknowledgeScan, OpenRun, ScanInRun, TurnLine, UndoScan
from app.usecases.store import RunTimers, ToIssuingSector
from app.usecases.transit import Blocked
from tests.fakes.custody_desk import CustodyDesk
from tests.fakes.held_desk import held

_WHO = "Тестов Т. Т."
_CELLS = ("A-1", "B-2")
_IN_A_CELL = (UnitState.IN_ISSUING_SECTOR, UnitState.RETURN_LISTED)
_SERVICES = ("academic_leave", "driver_licence", "funeral_payment")
_MOVING = (UnitState.SEALED, UnitState.RETURN_LISTED, UnitState.IN_ISSUING_SECTOR)
_NOT_WALKED = {"issue", "take_off_return_list", "give_back", "reopen", "take_back", "relabel"}
_RUBBISH = ("", "900101300123", "P99002600", "x" * 300, "P9900260030000141P9900260030000141")


class CustodyDay:
    """A branch whose desk does anything at any time; what may not be done changes nothing."""

    def __init__(self, store: Store | None = None) -> None:
        self.desk = CustodyDesk("supervisor")
        if store is not None:
            self.desk.store = store  # type: ignore[assignment]
            with store.begin(writing=True) as unit:
                unit.queue.save_hold(held(at=self.desk.clock.now()), None)
                unit.commit()
        self.scans: Counter[str] = Counter()
        self.cases = 0

    def try_(self, command: object) -> Outcome | None:
        try:
            return self.desk.do(command)
        except (Blocked, AppError):
            return None

    def all_units(self) -> list[Unit]:
        def read(work: Any) -> list[Unit]:
            found = (work.store.units.of_case(f"case-{n}") for n in range(1, self.cases + 1))
            return [unit for units in found for unit in units]

        return self.desk.ask(read)  # type: ignore[no-any-return]

    def all_cases(self) -> list[Case]:
        def read(work: Any) -> list[Case]:
            return [work.store.cases.get(f"case-{n}") for n in range(1, self.cases + 1)]

        return self.desk.ask(read)  # type: ignore[no-any-return]

    def pick(self, number: int, *states: UnitState) -> Unit | None:
        """Any unit, mostly one that stands in those states."""
        units = self.all_units()
        fit = [unit for unit in units if unit.state in states]
        among = fit if fit and number % 6 else units
        return among[number % len(among)] if among else None

    def open_run(self, number: int) -> str:
        runs = self.desk.ask(lambda work: work.store.runs.all_open())
        return runs[number % len(runs)].id if runs else ""

    # What may happen.

    def file(self, number: int) -> None:
        self.cases += 1
        self.desk.registered(self.cases, _SERVICES[number % len(_SERVICES)])
        self.try_(Pack(case=f"case-{self.cases}"))
        self.seal(number)

    def seal(self, number: int) -> None:
        unit = self.pick(number, UnitState.OPEN)
        if unit is not None:
            self.try_(Seal(code=unit.code, sheets=unit.sheets))

    def begin(self, number: int) -> None:
        unit, kind = self.pick(number, *_MOVING), tuple(RunKind)[number % len(RunKind)]
        if unit is not None:
            about = _CELLS[number % 2] if kind is RunKind.CELL else unit.provider
            self.try_(OpenRun(kind=kind, about=about))

    def scan(self, number: int, which: int) -> None:
        run, unit = self.open_run(which), self.pick(number, *_MOVING)
        code = unit.code if unit is not None and number % 9 else _RUBBISH[number % len(_RUBBISH)]
        if run and self.try_(ScanInRun(run=run, code=code)) is not None:
            self.scans[run] += 1

    def about_the_run(self, number: int, which: int) -> None:
        run, unit = self.open_run(which), self.pick(number)
        act = (AcknowledgeScan(run=run), AcknowledgeScan(run=run), AcknowledgeScan(run=run),
               UndoScan(run=run), CloseCount(run=run),
               CloseCount(run=run, explanation="жоқ", witness=_WHO))[number % 6]  # fmt: skip
        self.try_(act)
        if unit is not None and number % 5 == 0:
            self.try_(TurnLine(run=run, code=unit.code))

    def close(self, which: int, number: int) -> None:
        """Close a run by its register: as it was scanned, or with something that was not."""
        run_id = self.open_run(which)
        if not run_id:
            return
        run = self.desk.ask(lambda work: work.store.runs.get(run_id))
        lines = self.desk.ask(lambda work: work.store.runs.lines(run_id))
        codes = tally(lines).codes(Mark.SCANNED, Mark.NOT_ACCEPTED)
        stays = tally(lines).codes(Mark.NOT_ACCEPTED)
        stray = self.pick(number)
        if stray is not None and number % 3 == 0:
            codes = tuple(dict.fromkeys((*codes, stray.code)))
        if run.kind is RunKind.TO_PROVIDER:
            self.try_(HandOver(codes=codes, received_by=_WHO, not_accepted=stays, remark="себеп"))
        else:
            self.try_(ReturnUnclaimed(codes=codes, received_by=_WHO))

    def come_back(self, number: int) -> None:
        unit = self.pick(number, UnitState.WITH_PROVIDER)
        if unit is not None:
            self.try_(
                ReceiveResult(code=unit.code, kind=ResultKind.DOCUMENT, provider_number="SYN-1")
            )

    def lay(self, number: int) -> None:
        unit = self.pick(number, UnitState.AT_BRANCH)
        if unit is not None:
            self.try_(ToIssuingSector(code=unit.code, cell=_CELLS[number % 2]))

    def discrepancy(self, number: int) -> None:
        unit = self.pick(number)
        if unit is not None:
            self.try_(
                RecordDiscrepancy(
                    code=unit.code, kind="damaged", explanation="сынақ", other_side=_WHO
                )
            )
            if number % 8:
                self.try_(CloseDiscrepancy(code=unit.code))

    def days(self, number: int) -> None:
        self.desk.pass_days(number % 3 * 15)
        self.try_(RunTimers())

    def carry_back(self, number: int) -> None:
        """What nobody came for, scanned out one by one, as far as nothing halts."""
        listed = [one for one in self.all_units() if one.state is UnitState.RETURN_LISTED]
        about = listed[number % len(listed)].provider if listed else ""
        opened = self.try_(OpenRun(kind=RunKind.UNCLAIMED, about=about))
        if opened is None:
            return
        run = opened.facts["run"]
        for unit in listed:
            if self.try_(ScanInRun(run=run, code=unit.code)) is not None:
                self.scans[run] += 1
            self.try_(AcknowledgeScan(run=run))
        lines = self.desk.ask(lambda work: work.store.runs.lines(run))
        self.try_(ReturnUnclaimed(codes=tally(lines).codes(Mark.SCANNED), received_by=_WHO))

    # What always holds.

    def check(self) -> None:
        for unit in self.all_units():
            assert unit.holder
            assert unit.moves[-1].holder == unit.holder, "two holders at once"
            scans = [step.scan for step in unit.moves if step.scan]
            assert scans == sorted(set(scans)), "the four scans out of their order"
            assert scans in ([], [1]) if unit.kind is UnitKind.OUT else 1 not in scans
            assert not (unit.state in _IN_A_CELL and not unit.cell), "lies nowhere"
            assert not (unit.state in UNIT_TERMINAL and unit.cell), "is gone and lies in a cell"
            moments = [step.at for step in unit.moves]
            assert moments == sorted(moments)
        self._runs()

    def _runs(self) -> None:
        for run_id, made in self.scans.items():
            run = self.desk.ask(lambda work, run_id=run_id: work.store.runs.get(run_id))
            lines = self.desk.ask(lambda work, run_id=run_id: work.store.runs.lines(run_id))
            assert [line.sequence for line in lines] == list(range(1, run.last + 1))
            judged = sum(line.heard in SCANS and line.heard is not Heard.HELD for line in lines)
            assert judged + run.held == made, "a scan was lost"
            taken = [line.code for line in tally(lines).taken]
            assert len(taken) == len(set(taken)), "one thing was counted twice"
            assert run.open or not (run.halted or run.held), "closed over a wrong scan"


_NUMBERS = st.integers(min_value=0, max_value=59)


class _Walk(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.day = self.begin()

    def begin(self) -> CustodyDay:
        return CustodyDay()

    @rule(number=_NUMBERS)
    def file(self, number: int) -> None:
        self.day.file(number)

    @rule(number=_NUMBERS)
    def seal(self, number: int) -> None:
        self.day.seal(number)

    @rule(number=_NUMBERS)
    def begin_run(self, number: int) -> None:
        self.day.begin(number)

    @rule(number=_NUMBERS, which=_NUMBERS)
    def scan(self, number: int, which: int) -> None:
        self.day.scan(number, which)

    @rule(number=_NUMBERS, which=_NUMBERS)
    def about_the_run(self, number: int, which: int) -> None:
        self.day.about_the_run(number, which)

    @rule(number=_NUMBERS, which=_NUMBERS)
    def close(self, number: int, which: int) -> None:
        self.day.close(which, number)

    @rule(number=_NUMBERS)
    def come_back(self, number: int) -> None:
        self.day.come_back(number)

    @rule(number=_NUMBERS)
    def lay(self, number: int) -> None:
        self.day.lay(number)

    @rule(number=_NUMBERS)
    def discrepancy(self, number: int) -> None:
        self.day.discrepancy(number)

    @rule(number=_NUMBERS)
    def days(self, number: int) -> None:
        self.day.days(number)

    @rule(number=_NUMBERS)
    def carry_back(self, number: int) -> None:
        self.day.carry_back(number)

    @invariant()
    def holds(self) -> None:
        self.day.check()


class _StoredWalk(_Walk):
    def begin(self) -> CustodyDay:
        self.store = open_store("sqlite://")
        return CustodyDay(self.store)

    def teardown(self) -> None:
        self.store.close()


TestPlainCustody = pytest.mark.requirement("R-158", "R-165")(_Walk.TestCase)
TestPlainCustody.settings = settings(max_examples=25, stateful_step_count=40, deadline=None)
TestStoredCustody = pytest.mark.requirement("R-158", "R-165")(_StoredWalk.TestCase)
TestStoredCustody.settings = settings(max_examples=6, stateful_step_count=40, deadline=None)


@pytest.mark.requirement("R-158", "R-165")
@pytest.mark.parametrize("seed", [26, 52])
def test_a_day_on_the_server_of_a_branch(postgres_url: str, seed: int) -> None:
    store = open_store(postgres_url)
    dice, day = random.Random(seed), CustodyDay(store)
    _walk(day, dice, 80)
    store.close()


def _walk(day: CustodyDay, dice: random.Random, steps: int) -> None:
    acts = (day.file, day.seal, day.begin, day.come_back, day.lay, day.discrepancy, day.days,
            day.carry_back)  # fmt: skip
    for _ in range(steps):
        one, two = dice.randrange(60), dice.randrange(60)
        if dice.random() < 0.6:
            dice.choice((day.scan, day.scan, day.about_the_run, day.close))(one, two)
        else:
            dice.choice(acts)(one)
        day.check()


def test_the_walks_come_through_every_place() -> None:
    """A walk that stays at the door proves nothing."""
    seen: set[object] = set()
    for seed in range(12):
        day = CustodyDay()
        _walk(day, random.Random(seed), 200)
        for _ in range(3):
            day.days(2)
            day.carry_back(1)
            day.check()
        seen |= {step.verb for unit in day.all_units() for step in unit.moves}
        seen |= {line.heard for line in day.desk.store.tables.run_lines}
        seen |= {run.kind for run in day.desk.store.tables.runs.values() if not run.open}
    ways = {row.verb for row in UNIT_TRANSITIONS} - _NOT_WALKED
    assert seen >= {*Heard, *RunKind, *ways}
