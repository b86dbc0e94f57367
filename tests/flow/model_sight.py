"""What lies in the store after a step, read from outside: the model judges what is there, not what
was answered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.desk.pullable_store import real_store
from app.domain.case import Case
from app.domain.custody import Unit
from app.domain.visit import Visit
from app.ports.storage import UnitOfWork
from app.robot.stage import DeskStage
from app.storage import SqlStore


@dataclass(frozen=True)
class Sight:
    """Everything that one look shows. ``log`` are the lines written since the look before."""

    cases: Mapping[str, Case]
    units: Mapping[str, Unit]
    visits: Mapping[str, Visit]
    outbox: Mapping[str, str]
    counts: Mapping[str, int]
    numbers: tuple[tuple[Any, ...], ...]
    asked: Mapping[str, int]
    log: tuple[Mapping[str, Any], ...] = ()
    lines: int = 0

    def same_but_for_the_log(self, other: "Sight") -> bool:
        """Whether nothing but the action log differs."""
        mine = (self.cases, self.units, self.visits, self.outbox, self.counts, self.numbers)
        theirs = (other.cases, other.units, other.visits, other.outbox, other.counts, other.numbers)
        return mine == theirs


_COUNTED = ("tickets", "papers", "ratings", "consultations", "registers", "answers", "persons")


@dataclass
class Eyes:
    """Looks at the store behind a stage; what did not change is not read again."""

    stage: DeskStage
    _cases: dict[str, Case] = field(default_factory=dict)
    _units: dict[str, Unit] = field(default_factory=dict)
    _visits: dict[str, Visit] = field(default_factory=dict)
    _lines: int = 0

    def look(self) -> Sight:
        """Read what changed since the last look."""
        store = real_store(self.stage.desk.place.store)
        assert isinstance(store, SqlStore)
        with store.engine.connect() as connection:

            def rows(sql: str) -> list[Any]:
                return list(connection.exec_driver_sql(sql))

            versions = {name: dict(rows(f"SELECT id, version FROM {name}")) for name in _KINDS}
            states = dict(rows("SELECT id, state || ' ' || case_id FROM outbox"))
            counts = {name: rows(f"SELECT count(*) FROM {name}")[0][0] for name in _COUNTED}
            counts["copies"] = rows("SELECT total(printed_copies) FROM papers")[0][0]
            numbers = tuple(map(tuple, rows("SELECT * FROM numbers ORDER BY series, desk, period")))
            log = rows(
                f"SELECT rowid, body FROM journal WHERE rowid > {self._lines} ORDER BY rowid"
            )
        with store.begin(writing=False) as unit:
            self._read(unit, versions)
        self._lines = log[-1][0] if log else self._lines
        return Sight(
            cases=dict(self._cases),
            units=dict(self._units),
            visits=dict(self._visits),
            outbox=states,
            counts=counts,
            numbers=numbers,
            asked={name: len(way.asked) for name, way in self.stage.practice.gateways.items()},
            log=tuple(json.loads(body) for _, body in log),
            lines=self._lines,
        )

    def _read(self, unit: UnitOfWork, versions: Mapping[str, Mapping[str, int]]) -> None:
        places = {"cases": unit.cases, "units": unit.units, "visits": unit.visits}
        known: dict[str, dict[str, Any]] = {
            "cases": self._cases, "units": self._units, "visits": self._visits,
        }  # fmt: skip
        for name, place in places.items():
            mine, there = known[name], versions[name]
            for id_ in set(mine) - set(there):
                del mine[id_]
            for id_, version in there.items():
                if id_ not in mine or mine[id_].version != version:
                    mine[id_] = place.get(id_)


_KINDS = ("cases", "units", "visits")
