"""A desk of devices for tests: time by hand, a folder of its own, two made-up cards, no threads."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from app.domain.person import DocumentKind, IdentityDocument, Person, PersonName
from app.lanes import InlineLane, ManualAlarm
from app.ports.devices import DeviceEvent, PrintJob, Slot
from app.ports.simulation import SimulatedCard
from devices.catalog import Fitting, fit
from devices.hub import Hub
from devices.outfit import Outfit, no_pace
from devices.simulation import SimulatedDesk
from devices.watch import WATCHED

AT = datetime(2026, 3, 6, 11, 20, tzinfo=timezone(timedelta(hours=5)))
ALL_SIMULATED = dict.fromkeys(("card", "scanner", "printer", "display", "tickets"), "simulated")
WATCHED_HERE = tuple(slot for slot in WATCHED if slot.value in ALL_SIMULATED)
PAPER = PrintJob(name="9900-0000000012", content=b"%PDF-1.7 first")


def card(card_id: str, given: str, fault: str = "") -> SimulatedCard:
    """A made-up person's card."""
    return SimulatedCard.of(
        card_id,
        Person(name=PersonName("Сынақов", given), birth_date=date(1987, 4, 12)),
        IdentityDocument(kind=DocumentKind.IDENTITY_CARD, number="000000901"),
        read_seconds=1.2,
        fault=fault,
    )


CARDS = (card("first", "Асан"), card("second", "Үсен"), card("bad", "Бөрі", "card.unreadable"))


class HandPace:
    """A pace that notes what it was asked for and does in the middle what the test wants."""

    def __init__(self) -> None:
        self.asked: list[float] = []
        self.meanwhile: list[Callable[[], None]] = []

    def __call__(self, seconds: float) -> None:
        """Let no time pass; do the next thing that was to happen meanwhile."""
        no_pace(seconds)
        self.asked.append(seconds)
        if self.meanwhile:
            self.meanwhile.pop(0)()


class Rig:
    """A hub over inline lanes with the hands at its simulated devices."""

    def __init__(self, folder: Path, choices: dict[str, str] | None = None) -> None:
        self.pace = HandPace()
        self.alarm = ManualAlarm()
        self.outfit = Outfit(now=lambda: AT, paper_folder=folder, cards=CARDS, pace=self.pace)
        self.fitted: dict[Slot, Fitting] = fit(choices or ALL_SIMULATED, self.outfit)
        self.bugs: list[BaseException] = []
        self.events: list[DeviceEvent] = []
        self.hub = Hub(
            self.fitted,
            now=lambda: AT,
            incident=self._incident,
            lane=lambda name: InlineLane(name, self.alarm),
        )
        self.hands = SimulatedDesk(self.fitted, CARDS)
        self.hub.listen(self.events.append)

    def _incident(self, error: BaseException) -> str:
        self.bugs.append(error)
        return "H260306-1120-TST"

    def started(self) -> "Rig":
        """Open everything and forget the events of the opening."""
        self.hub.start()
        self.events.clear()
        return self
