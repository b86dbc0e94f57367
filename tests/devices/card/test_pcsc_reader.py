"""The reader at a real card service: cards come and go, are torn out and swapped, the service dies."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from app.domain.chip import Authenticity, ChipAccess, ChipFiles, ChipVerdict, ZoneKey
from app.domain.person import DocumentKind, PersonName
from app.errors import Cancelled, DeviceFault
from app.lanes import Lane, ThreadAlarm
from app.ports.card_faults import (
    CARD_BROKEN,
    CARD_KEY_NEEDED,
    CARD_KEY_WRONG,
    CARD_UNSUPPORTED,
    READER_NONE,
    READER_SERVICE,
)
from app.ports.device_faults import CARD_NONE, CARD_REMOVED
from app.ports.devices import (
    CardFacts,
    CardPresent,
    CardRemoved,
    DeviceEvent,
    DeviceTrouble,
    Slot,
)
from devices.card.pcsc import PcscCardReader
from devices.outfit import Outfit
from tests.fakes.card_room import CardInReader, CardRoom, card_room
from tests.fakes.device_rig import AT
from tests.fakes.virtual_passport import CARD_ACCESS, MadeUp, VirtualPassport, pace_info

SYNTHETIC = MadeUp()
_PATIENCE = 20.0
pytestmark = pytest.mark.requirement("R-058")


class Judge:
    """Says that nobody vouches, and keeps what it was shown."""

    def __init__(self) -> None:
        self.shown: list[ChipFiles] = []

    def judge(self, files: ChipFiles, at: object) -> ChipVerdict:
        self.shown.append(files)
        return ChipVerdict(authenticity=Authenticity.NOT_CHECKED, at=AT)


class Desk:
    """The reader at the room, the cards in it, and what the reader told."""

    def __init__(self, room: CardRoom, folder: Path, **options: str) -> None:
        self.room, self.judge = room, Judge()
        self._told: list[DeviceEvent] = []
        self._news = threading.Condition()
        self.cards: list[CardInReader] = []
        outfit = Outfit(
            now=lambda: AT, paper_folder=folder, options={"card": options}, chip_judge=self.judge
        )
        self.reader = PcscCardReader(outfit)

    def hear(self, event: DeviceEvent) -> None:
        with self._news:
            self._told.append(event)
            self._news.notify_all()

    def told(self, *kinds: type) -> None:
        """Wait until the reader has told exactly these, in this order, and forget them."""
        with self._news:
            assert self._news.wait_for(lambda: len(self._told) >= len(kinds), _PATIENCE), self._told
            assert [type(event) for event in self._told] == list(kinds)
            self._told.clear()

    def insert(self, chip: VirtualPassport) -> CardInReader:
        self.cards.append(self.room.insert(chip))
        self.told(CardPresent)
        return self.cards[-1]

    def leave(self) -> None:
        self.reader.close()
        for card in self.cards:
            card.take_out()


@pytest.fixture(scope="module")
def room() -> Iterator[CardRoom]:
    with card_room() as standing:
        yield standing


@pytest.fixture
def desk(room: CardRoom, tmp_path: Path) -> Iterator[Desk]:
    standing = Desk(room, tmp_path)
    standing.reader.open(standing.hear)
    yield standing
    standing.leave()
    wait_until(lambda: not in_reader(standing), "the reader is not empty")


def in_reader(desk: Desk) -> bool:
    probe = PcscCardReader(Outfit(now=lambda: AT, paper_folder=Path()))
    seen: list[DeviceEvent] = []
    probe.open(seen.append)
    probe.close()
    return bool(seen)


def wait_until(condition: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + _PATIENCE
    while not condition():
        assert time.monotonic() < end, otherwise
        threading.Event().wait(0.05)


def chip(files: dict[int, bytes] | None = None) -> VirtualPassport:
    return VirtualPassport(SYNTHETIC.zone, SYNTHETIC.files() | (files or {}))


def fault(desk: Desk, key: ZoneKey | None = SYNTHETIC.zone) -> str:
    with pytest.raises(DeviceFault) as caught:
        desk.reader.read_identity(key)
    assert caught.value.slot == Slot.CARD
    return caught.value.code


@pytest.mark.requirement("R-057")
@pytest.mark.parametrize(
    ("files", "access"),
    [({}, ChipAccess.BAC), ({CARD_ACCESS: pace_info(2, 13)}, ChipAccess.PACE)],
    ids=["bac", "pace"],
)
def test_a_card_asks_for_its_key_and_then_names_its_holder(
    desk: Desk, files: dict[int, bytes], access: ChipAccess
) -> None:
    desk.insert(chip(files))
    assert fault(desk, None) == CARD_KEY_NEEDED
    assert fault(desk, ZoneKey("012345679", "900101", "300101")) == CARD_KEY_WRONG
    facts: CardFacts = desk.reader.read_identity(SYNTHETIC.zone)
    assert facts.person.name == PersonName("СЫНАҚОВ", "АСАН", "СЕРІКҰЛЫ")
    assert facts.person.latin_name == PersonName("SYNAKOV", "ASAN")
    assert (facts.person.iin, facts.person.citizenship) == ("900101300017", "KAZ")
    assert (facts.document.kind, facts.document.number) == (DocumentKind.IDENTITY_CARD, "012345678")
    assert (facts.access, facts.photo, facts.simulated) == (access, SYNTHETIC.picture, False)
    assert facts.verdict is not None
    (shown,) = desk.judge.shown
    assert shown.groups[1] == desk.cards[0].chip.files[0x0101]
    desk.cards[0].take_out()
    desk.told(CardRemoved)
    assert fault(desk) == CARD_NONE


def test_a_card_torn_out_in_the_middle_names_nobody(desk: Desk) -> None:
    torn = chip()
    card = desk.insert(torn)

    def pull(_said: bytes) -> None:
        if torn.heard == 30:
            card.take_out()

    torn.before = pull
    assert fault(desk) == CARD_REMOVED
    desk.told(CardRemoved)


def test_a_card_changed_for_another_in_the_middle_names_neither(desk: Desk) -> None:
    first = chip()
    card = desk.insert(first)
    changed = threading.Event()

    def change(_said: bytes) -> None:
        if first.heard == 30:
            card.take_out()
            wait_until(lambda: not desk.reader._standing().card, "the first card is still seen")
            desk.cards.append(desk.room.insert(chip()))
            changed.set()

    first.before = change
    assert fault(desk) == CARD_REMOVED
    assert changed.wait(_PATIENCE)
    desk.told(CardRemoved, CardPresent)
    assert desk.reader.read_identity(SYNTHETIC.zone).document.number == "012345678"


def test_garbage_and_other_cards_have_their_names(desk: Desk) -> None:
    other = chip()
    desk.insert(other)
    other.before = lambda _said: b"\x6a\x82"
    assert fault(desk) == CARD_UNSUPPORTED
    other.before = lambda said: b"\x01\x02\x03\x90\x00" if said[0] & 0x0C else None
    assert fault(desk) == CARD_BROKEN
    other.before = lambda _said: None
    assert desk.reader.read_identity(SYNTHETIC.zone).person.iin == "900101300017"


def test_a_slow_card_is_waited_for_and_a_cancel_ends_it(desk: Desk) -> None:
    slow, reached, go_on = chip(), threading.Event(), threading.Event()
    desk.insert(slow)

    def wait(_said: bytes) -> None:
        if slow.heard == 20:
            reached.set()
            assert go_on.wait(_PATIENCE)

    slow.before = wait
    alarm = ThreadAlarm("card-test-alarm")
    lane = Lane("card-test", alarm)
    reading: Future[CardFacts] = lane.submit_within(
        _PATIENCE, lambda: desk.reader.read_identity(SYNTHETIC.zone)
    )
    assert reached.wait(_PATIENCE)
    reading.cancel()
    go_on.set()
    lane.stop(drain=True)
    alarm.stop()
    with pytest.raises(Cancelled):
        reading.result(0)
    assert slow.heard < 60


def test_the_watch_goes_on_when_the_card_service_dies_and_comes_back(desk: Desk) -> None:
    desk.insert(chip())
    desk.room.stop_service()
    desk.told(CardRemoved, DeviceTrouble)
    with pytest.raises(DeviceFault) as caught:
        desk.reader.probe()
    assert caught.value.code == READER_SERVICE
    assert fault(desk) == READER_SERVICE
    desk.room.start_service()
    wait_until(lambda: not desk.reader._standing().trouble, "the reader does not come back")
    desk.reader.probe()
    desk.cards.append(desk.room.insert(chip()))
    desk.told(CardPresent)
    assert desk.reader.read_identity(SYNTHETIC.zone).document.number == "012345678"


def test_a_card_that_is_in_already_is_told_at_the_opening(desk: Desk, tmp_path: Path) -> None:
    desk.insert(chip())
    later = Desk(desk.room, tmp_path)
    later.reader.open(later.hear)
    later.told(CardPresent)
    assert later.reader.product == "Virtual PCD 00 00"
    later.reader.close()


def test_the_reader_is_chosen_by_a_part_of_its_name(room: CardRoom, tmp_path: Path) -> None:
    second = Desk(room, tmp_path, reader="00 01")
    second.reader.open(second.hear)
    assert second.reader.product == "Virtual PCD 00 01"
    second.reader.close()
    none = Desk(room, tmp_path, reader="no such reader")
    with pytest.raises(DeviceFault) as caught:
        none.reader.open(none.hear)
    assert caught.value.code == READER_NONE
    none.reader.close()


def test_ten_openings_leave_no_thread_and_no_handle(room: CardRoom, tmp_path: Path) -> None:
    before = threading.active_count()
    for _ in range(10):
        standing = Desk(room, tmp_path)
        standing.reader.open(standing.hear)
        standing.reader.close()
    assert threading.active_count() == before
