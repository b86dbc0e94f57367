"""Units and registers as rows: a unit has one holder at every moment, and one version."""
# ruff: noqa: A002 - the ports call it id

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, func, insert, literal_column, select, update

from app.domain.custody import Register, Unit
from app.ports.storage import STORE_STALE
from app.storage.payloads import REGISTER, UNIT, encoded, moment_text, or_none
from app.storage.tables import DEAD_CODES, REGISTERS, UNITS
from app.storage.transaction import Transaction

_U = UNITS.c
_BY_ID = select(_U.payload).where(_U.id == bindparam("id"))
_BY_CODE = select(_U.payload).where(_U.code == bindparam("code"))
_OF_CASE = select(_U.payload).where(_U.case_id == bindparam("case")).order_by(_U.id)
_IN_CELL = (
    select(_U.payload)
    .where(_U.cell == bindparam("cell"), _U.cell != literal_column("''"))
    .order_by(_U.code)
)
_CELLS = (
    select(_U.cell, func.count().label("units"))
    .where(_U.cell != literal_column("''"))
    .group_by(_U.cell)
    .order_by(_U.cell)
)
_ADD = insert(UNITS)
_SAVE = update(UNITS).where(
    _U.id == bindparam("this_id"), _U.version == bindparam("expected_version")
)
_RELABEL = update(UNITS).where(_U.id == bindparam("this_id")).values(code=bindparam("new_code"))
_BURY = insert(DEAD_CODES)
_ONCE_BORE = (
    select(_U.payload)
    .join(DEAD_CODES, DEAD_CODES.c.unit_id == _U.id)
    .where(DEAD_CODES.c.code == bindparam("code"))
)
_ADD_REGISTER = insert(REGISTERS)
_REGISTER = select(REGISTERS.c.payload).where(REGISTERS.c.number == bindparam("number"))


class SqlUnits:
    """Units and registers of one unit of work."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def get(self, id: str) -> Unit | None:
        """The unit of that id."""
        return self._transaction.one(_BY_ID, {"id": id}, UNIT)

    def by_code(self, code: str) -> Unit | None:
        """The unit that carries that code."""
        return self._transaction.one(_BY_CODE, {"code": code}, UNIT)

    def of_case(self, case_id: str) -> Sequence[Unit]:
        """The units of a case, oldest first."""
        return self._transaction.every(_OF_CASE, {"case": case_id}, UNIT)

    def in_cell(self, cell: str) -> Sequence[Unit]:
        """The units that lie in that cell, by their codes."""
        return self._transaction.every(_IN_CELL, {"cell": cell}, UNIT)

    def cells(self) -> Mapping[str, int]:
        """How many units lie in each cell that is not empty."""
        rows = self._transaction.rows(_CELLS, {})
        return {str(cell): int(units) for cell, units in rows}

    def add(self, unit: Unit) -> None:
        """Write a new unit. Raises ``Unavailable(store.stale)`` for a code in use."""
        self._transaction.change(_ADD, _row(unit))

    def save(self, unit: Unit) -> Unit:
        """Write a changed unit. Raises ``Unavailable(store.stale)`` over another version."""
        changed = replace(unit, version=unit.version + 1)
        values = {
            "version": changed.version,
            "state": changed.state.value,
            "cell": changed.cell,
            "payload": encoded(changed),
            "this_id": unit.id,
            "expected_version": unit.version,
        }
        self._transaction.change_one(_SAVE, values, STORE_STALE)
        return changed

    def relabel(self, unit: Unit) -> Unit:
        """Write a unit under its new code, and its last former code among the dead."""
        saved = self.save(unit)
        self._transaction.change(_RELABEL, {"this_id": unit.id, "new_code": unit.code})
        self._transaction.change(_BURY, {"code": unit.former_codes[-1], "unit_id": unit.id})
        return saved

    def once_bore(self, code: str) -> Unit | None:
        """The unit on whose label that dead code stood."""
        return self._transaction.one(_ONCE_BORE, {"code": code}, UNIT)

    def add_register(self, register: Register) -> None:
        """Write a register; it is never written again."""
        row = {
            "number": register.number,
            "made_at": moment_text(register.made_at),
            "payload": encoded(register),
        }
        self._transaction.change(_ADD_REGISTER, row)

    def register(self, number: str) -> Register | None:
        """The register of that number."""
        return self._transaction.one(_REGISTER, {"number": number}, REGISTER)


def _row(unit: Unit) -> dict[str, Any]:
    return {
        "id": unit.id,
        "version": unit.version,
        "state": unit.state.value,
        "code": unit.code,
        "case_id": or_none(unit.case_id),
        "payload": encoded(unit),
        "cell": unit.cell,
    }
