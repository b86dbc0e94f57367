"""A whole Desk over the plain store: its lanes inline, its outside world simulated, its clock by hand."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from app.desk.counter import Desk
from app.desk.courier import PrintPaper
from app.desk.place import DeskPlace
from app.domain.case import Case
from app.gateways.simulated import practice_gateways
from app.lanes import InlineLane
from app.ports.storage import OutboxItem
from app.usecases.outcome import Outcome
from tests.fakes.road_desk import RoadDesk, at


class SomeIds:
    """Ids in the order in which they are made."""

    def __init__(self, start: int = 5000) -> None:
        self._next = start

    def new(self) -> str:
        self._next += 1
        return f"id-{self._next:05d}"


class WholeDesk:
    """Commands go through the Desk; ``road`` looks into the same store."""

    def __init__(self, road: RoadDesk, print_paper: PrintPaper | None = None, **parts: Any) -> None:
        self.road = road
        self.gateways = practice_gateways()
        values: dict[str, Any] = {
            "branch": road.branch,
            "desk": "3",
            "operator": road.operator,
            "store": road.store,
            "clock": road.clock,
            "ids": SomeIds(),
            "services": road.services,
            "calendar": road.work(None).calendar,
            "signing_key": road.key,
            "verifier": road.key,
            "gateways": self.gateways,
        }
        self.place = DeskPlace(**(values | parts))
        self.desk = Desk(
            self.place,
            lane=InlineLane("case"),
            courier_lane=InlineLane("courier"),
            print_paper=print_paper,
        )

    def do(self, command: object, key: str = "") -> Outcome:
        return self.desk.submit(command, key=key).result()

    def carry(self, **later: float) -> int:
        """Let that much time pass, then let the courier go round."""
        self.road.clock.at += timedelta(**later)
        return self.desk.carry().result()

    def items(self, kind: str = "") -> list[OutboxItem]:
        """Everything that was ever in the outbox, of that kind."""
        found = self.road.store.tables.outbox.values()
        return [item for item in found if kind in ("", item.kind)]

    def item(self, kind: str) -> OutboxItem:
        (one,) = self.items(kind)
        return one

    def settle_all(self) -> None:
        """Put aside what waits already: the test looks at what comes after."""
        for item in list(self.road.store.tables.outbox.values()):
            self.road.settle(item)

    @property
    def last_line(self) -> Any:
        return self.road.store.tables.journal[-1].entry


def whole(
    stair: str,
    service: str = "leave",
    prepare: Callable[[RoadDesk], Any] | None = None,
    **other: Any,
) -> tuple[WholeDesk, Case]:
    """A whole desk whose first case stands on that stair, with nothing under way outside."""
    road, case = at(stair, service)
    if prepare is not None:
        prepare(road)
    desk = WholeDesk(road, **other)
    desk.settle_all()
    return desk, case
