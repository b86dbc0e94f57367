"""What a diligent operator does with cases that are accepted: out, back, into the sector, away."""

import random
from typing import TYPE_CHECKING, Any

from app.domain.case import Case
from app.domain.case_states import CaseState as S
from app.domain.custody import Unit
from app.domain.passport import Carrier
from app.domain.unit_states import UnitKind, UnitState
from tests.flow.model_acts import Act
from tests.flow.model_wicked import Wicked

if TYPE_CHECKING:
    from tests.flow.model_walker import Walk

WAITS_FOR_ITS_OWNER = (S.READY_FOR_ISSUE, S.STORED, S.RETURN_DUE, S.HELD_YEAR_EXPIRED)
_WHO = "Тестов Т. Т."


class Custody:
    """Chooses the next act for an accepted case."""

    def __init__(self, walk: "Walk", dice: random.Random, wicked: Wicked) -> None:
        self._walk = walk
        self._dice = dice
        self._pick = wicked.pick
        self._morning = wicked.morning
        self._provider = wicked.provider

    def act(self, case: Case) -> Act:
        """The next act for the case, wherever it stands."""
        name = self._walk.ref("cases", case.id)
        if self._dice.random() < 0.12:
            return self._out_of_turn(case, name)
        match case.state:
            case S.REGISTERED | S.SEND_ERROR:
                return Act("pack" if case.carrier is Carrier.PAPER else "send", {"case": name})
            case S.PACKAGED:
                return self._out(case)
            case S.SENT:
                values = {"case": name, "provider_number": "SYN-1"}
                return Act("record_provider_registration", values)
            case S.IN_WORK:
                return self._receive(case, name)
            case S.RESULT_RECEIVED:
                unit = self._unit(case, UnitState.AT_BRANCH)
                code = self._code(unit) if unit else self._walk.ref("cases", case.id, "number")
                return Act("to_issuing_sector", {"code": code, "cell": "A-1"})
            case S.RETURN_DUE:
                return self._return(case)
            case S.READY_FOR_ISSUE | S.STORED:
                return self._wait(name)
        return Act("run_timers")

    def _out_of_turn(self, case: Case, name: Any) -> Act:
        """Any step of the custody, whatever came before it."""
        mine = [unit for unit in self._walk.sight.units.values() if unit.case_id == case.id]
        code = self._code(self._pick(mine))
        run = {"provider": self._provider(case), "codes": [code], "received_by": _WHO}
        act: Act = self._pick(
            (
                Act("pack", {"case": name}),
                Act("send", {"case": name}),
                Act("withdraw_consent", {"case": name, "kind": "C"}),
                Act("withdraw", {"case": name, "statement": "SYN-1"}),
                Act("hand_over", run),
                Act("to_issuing_sector", {"code": code, "cell": "A-1"}),
                Act("issue", {"case": name, "code": code, "acknowledgement": "signed"}),
                Act("return_unclaimed", run),
                Act("refuse_intake", {"case": name, "explained": True}),
                Act("choose_language", {"case": name, "language": self._pick(("kk", "ru"))}),
                Act("present", {"case": name, "row": self._row(case)}),
                Act("mark_absent", {"case": name, "row": self._row(case)}),
                Act("fill_form", {"case": name, "fields": {"address": "Сынақ"}}),
            )
        )
        return act

    def _row(self, case: Case) -> str:
        view = self._walk.view(case.id)
        row = self._pick([row.row.id for row in view.rows]) if view is not None else None
        return row or ""

    def issue(self, case: Case) -> Act:
        """Hand the result to whoever stands at the desk."""
        unit = self._unit(case, UnitState.IN_ISSUING_SECTOR, UnitState.RETURN_LISTED)
        values: dict[str, Any] = {
            "case": self._walk.ref("cases", case.id),
            "explained": self._dice.random() < 0.9,
            "acknowledgement": self._pick(("signed", "declined", "signed", "")),
        }
        if unit is not None and self._dice.random() < 0.9:
            values["code"] = self._code(unit)
        return Act("issue", values)

    def _unit(self, case: Case, *states: UnitState) -> Unit | None:
        units = [unit for unit in self._walk.sight.units.values() if unit.case_id == case.id]
        return next((unit for unit in units if unit.state in states), None)

    def _code(self, unit: Unit | None) -> Any:
        return self._walk.ref("units", unit.id, "code") if unit is not None else ""

    def _out(self, case: Case) -> Act:
        unit = self._unit(case, UnitState.OPEN)
        if unit is not None:
            sheets = self._pick((unit.sheets, unit.sheets, unit.sheets, unit.sheets + 1))
            return Act("seal", {"code": self._code(unit), "sheets": sheets})
        sealed = self._unit(case, UnitState.SEALED)
        values = {"provider": self._provider(case), "codes": [self._code(sealed)]}
        return Act("hand_over", {**values, "received_by": _WHO})

    def _receive(self, case: Case, name: Any) -> Act:
        if case.carrier is Carrier.ELECTRONIC:
            values = {
                "kind": "electronic_document",
                "carrier": "electronic",
                "signature_valid": True,
            }
            return Act("receive_result", {"case": name, **values})
        sent = [u for u in self._walk.sight.units.values() if u.case_id == case.id]
        out = next((unit for unit in sent if unit.kind is UnitKind.OUT), None)
        code = self._code(out) if out and self._dice.random() < 0.3 else None
        values = {
            "code": code or self._walk.ref("cases", case.id, "code"),
            "kind": self._pick(("document", "document", "reasoned_refusal")),
            "handed_by": _WHO,
        }
        return Act("receive_result", {"case": name, **values})

    def _wait(self, name: Any) -> Act:
        chance = self._dice.random()
        if chance < 0.5:
            return Act("run_timers")
        if chance < 0.8:
            return self._morning(self._pick((5, 32, 32, 100)))
        return Act("deliver_electronically", {"case": name})

    def _return(self, case: Case) -> Act:
        unit = self._unit(case, UnitState.RETURN_LISTED)
        values = {"provider": self._provider(case), "codes": [self._code(unit)]}
        return Act("return_unclaimed", {**values, "received_by": _WHO})
