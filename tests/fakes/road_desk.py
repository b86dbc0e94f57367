"""The second half of the road for tests: a practice desk that carries registered cases on."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import msgspec

from app.domain.case import Case, RowSource
from app.domain.custody import Unit
from app.domain.language import Lang
from app.domain.passport import Carrier, Passport, ResultKind, Retention, ServiceForm
from app.domain.unit_states import UnitKind
from app.domain.visit import Purpose
from app.rules.roles import role_for
from app.usecases.complete import ConfirmText, FinishCheck, FormApplication, Present
from app.usecases.hand_over import HandOver
from app.usecases.outcome import Outcome
from app.usecases.pack import Pack, Seal
from app.usecases.queue.call import Call
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.queue.take_ticket import TakeTicket
from app.usecases.receive_result import ReceiveResult
from app.usecases.register import Register
from app.usecases.registry import word_of
from app.usecases.send import RecordProviderRegistration, Send
from app.usecases.sign import Sign
from app.usecases.store import RunTimers, ToIssuingSector
from app.usecases.work import Work
from tests.fakes.intake_desk import FILED, IntakeDesk, identify_of, people
from tests.fakes.intake_passports import KEPT, named, passport

PAPER = (Carrier.PAPER,)
RECEIVER = "Сынақова А. Б."

LEAVE = passport("leave", carriers=PAPER)
IDENTITY_CARD = passport(
    "card", carriers=PAPER, retention=Retention.YEAR_ID, replaces_identity_document=True
)
ALLOWANCE = passport("allowance", carriers=PAPER, retention=Retention.SOCIAL)
LICENCE = passport("licence", carriers=PAPER, licence=True)
ORIGINALS = passport("originals", KEPT, carriers=PAPER)
UNKNOWN_CLASS = passport("unclassed", carriers=PAPER, retention=None)
OTHER_PROVIDER = passport("elsewhere", carriers=PAPER, provider=named("other_provider"))
ON_LINE = passport("on_line", carriers=(Carrier.ELECTRONIC,), forms=(ServiceForm.FULLY_AUTOMATED,))
PAIR = passport("pair", terms=(), carriers=(), members=("leave", "card"))
NO_CABINET = passport("no_cabinet", carriers=(Carrier.ELECTRONIC,), forms=(ServiceForm.PAPER,))

ROAD_PASSPORTS = (
    LEAVE,
    IDENTITY_CARD,
    ALLOWANCE,
    LICENCE,
    ORIGINALS,
    UNKNOWN_CLASS,
    OTHER_PROVIDER,
    ON_LINE,
    NO_CABINET,
    PAIR,
)


class RoadDesk(IntakeDesk):
    """Registered cases go on: sealed, handed over, received, kept, issued."""

    def __init__(
        self, operator: str = "small_branch", passports: tuple[Passport, ...] = ()
    ) -> None:
        super().__init__(operator, (*ROAD_PASSPORTS, *passports))
        self._word = ""

    def work(self, unit: Any) -> Work:
        stamp = role_for(self._word, self.operator, self.branch) or min(self.operator.roles)
        work = super().work(unit)
        return Work(**{name: getattr(work, name) for name in Work.__slots__} | {"role": stamp})

    def do(self, command: object) -> Outcome:
        self._word = word_of(type(command))
        return super().do(command)

    def sits(self, operator: str) -> "RoadDesk":
        """Another employee sits down."""
        self.operator = people().operators[operator]
        return self

    def as_supervisor(self, command: object) -> Outcome:
        """Carried out by the supervisor, who then leaves again."""
        mine = self.operator
        self.sits("supervisor")
        try:
            return self.do(command)
        finally:
            self.operator = mine

    def on_day(self, day: str, hour: int = 10) -> "RoadDesk":
        """Go to that day: the next act happens at exactly that hour."""
        moment = datetime.combine(
            date.fromisoformat(day), FILED.timetz().replace(hour=hour, minute=0)
        )
        self.clock.at = moment - timedelta(seconds=1)
        return self

    # ── the road, stair by stair; each returns the case ──

    def filed(self, service: str = "leave", person: str = "citizen", **other: Any) -> Case:
        """A registered case whose visit is over."""
        if service == "originals":
            self.opened(service, person=person, **other).consented()
            self.must(FormApplication())
            self.must(Present(row="kept", source=RowSource.PAPER_RETAINED, sheets=2))
            self._confirmed()
        else:
            self.registered(service, person=person, **other)
        case = self.case()
        self.must(FinishVisit())
        return self.case(case.id)

    def _confirmed(self) -> None:
        for step in (ConfirmText(), FinishCheck(), Sign()):
            self.must(step)
        self.come_back()
        self.must(Register())

    def packed(self, service: str = "leave", **other: Any) -> Case:
        case = self.filed(service, **other)
        self.must(Pack(case=case.id))
        return self.case(case.id)

    def sealed(self, service: str = "leave", **other: Any) -> Case:
        case = self.packed(service, **other)
        unit = self.unit(case, UnitKind.OUT)
        self.must(Seal(code=unit.code, sheets=unit.sheets))
        return self.case(case.id)

    def sent(self, service: str = "leave", **other: Any) -> Case:
        """Handed over on paper, or sent electronically where the service goes so."""
        if service in ("on_line", "no_cabinet"):
            case = self.filed(service, **other)
            self.must(Send(case=case.id))
            return self.case(case.id)
        case = self.sealed(service, **other)
        unit = self.unit(case, UnitKind.OUT)
        self.must(HandOver(codes=(unit.code,), received_by=RECEIVER))
        return self.case(case.id)

    def at_work(self, service: str = "leave", **other: Any) -> Case:
        """Registered by its provider."""
        case = self.sent(service, **other)
        self.must(RecordProviderRegistration(case=case.id, provider_number="SYN-1"))
        return self.case(case.id)

    def answered(self, service: str = "leave", **other: Any) -> Case:
        """The result has come."""
        said = {"kind": ResultKind.DOCUMENT} | other.pop("result", {})
        case = self.at_work(service, **other)
        if service in ("on_line", "no_cabinet"):
            said = {
                "kind": ResultKind.ELECTRONIC_DOCUMENT,
                "carrier": Carrier.ELECTRONIC,
                "signature_valid": True,
            } | other.pop("result", {})
            self.must(ReceiveResult(case=case.id, **said))
        else:
            assert case.registration is not None
            self.must(ReceiveResult(case=case.id, code=case.registration.code, **said))
        return self.case(case.id)

    def lying(self, service: str = "leave", **other: Any) -> Case:
        """In its cell of the issuing sector."""
        case = self.answered(service, **other)
        units = [unit for unit in self.units(case) if unit.kind is not UnitKind.OUT]
        for unit in units:
            self.must(ToIssuingSector(code=unit.code, cell="A-1"))
        if not units:
            self.must(ToIssuingSector(code=case.number))
        return self.case(case.id)

    def carry_on(self, case: Case) -> None:
        """A registered paper case, all the way into its cell."""
        self.must(Pack(case=case.id))
        self.seal_and_hand_over(case)
        unit = self.unit(case, UnitKind.OUT)
        result = {"provider_number": "SYN-2", "kind": ResultKind.DOCUMENT}
        self.must(ReceiveResult(case=case.id, code=unit.code, **result))
        self.must(ToIssuingSector(code=self.unit(case).code, cell="A-2"))

    def seal_and_hand_over(self, case: Case) -> None:
        """A packed case, into the provider's hands."""
        unit = self.unit(case, UnitKind.OUT)
        self.must(Seal(code=unit.code, sheets=unit.sheets))
        self.must(HandOver(codes=(unit.code,), received_by=RECEIVER))

    def timers(self, day: str, hour: int = 10) -> Outcome:
        """Let the timers run on that day."""
        self.on_day(day, hour)
        return self.must(RunTimers())

    def visitor(self, person: str = "citizen", purpose: Purpose = Purpose.ISSUE) -> "RoadDesk":
        """A ticket, a call, a fresh identification."""
        self.must(TakeTicket(purpose=purpose, language=Lang.RU))
        self.must(Call(purpose=purpose))
        self.must(identify_of(people().people[person]))
        return self

    # ── looking ──

    def units(self, case: Case) -> tuple[Unit, ...]:
        return tuple(self.ask(lambda work: work.store.units.of_case(case.id)))

    def unit(self, case: Case, kind: UnitKind = UnitKind.IN) -> Unit:
        return next(unit for unit in self.units(case) if unit.kind is kind)

    def again(self, case: Case) -> Case:
        """The case as it stands now."""
        return self.case(case.id)

    def orders(self, kind: str = "notice") -> list[dict[str, Any]]:
        """What waits for the courier, decoded."""
        return [msgspec.json.decode(item.payload) for item in self.pending(kind)]

    def verbs(self) -> list[str]:
        """The verbs of the journal, in their order."""
        return [line.entry.verb for line in self.store.tables.journal]


_KEPT: dict[tuple[str, str, str], tuple[Any, datetime, int, str]] = {}


def at(stair: str, service: str = "leave", **other: Any) -> tuple[RoadDesk, Case]:
    """A desk whose first case stands on that stair; each road is walked once and then copied."""
    key = (stair, service, repr(sorted(other.items())))
    if key not in _KEPT:
        desk = RoadDesk()
        case = getattr(desk, stair)(service, **other)
        _KEPT[key] = (desk.store.tables, desk.clock.at, next(desk._ids), case.id)
    tables, moment, number, case_id = _KEPT[key]
    desk = RoadDesk()
    desk.store.tables = tables.copied()
    desk.clock.at = moment
    desk._ids = count(number)
    return desk, desk.case(case_id)
