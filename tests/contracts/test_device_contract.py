"""What every driver of every slot keeps: its name, its opening and closing, its silence when closed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.chip import AccessKey, Authenticity, CardNumberKey, ChipAccess, ZoneKey
from app.errors import ERROR_TEXTS, DeviceFault
from app.ports.camera import Camera
from app.ports.card_faults import CARD_KEY_NEEDED, CARD_KEY_WRONG
from app.ports.device_faults import (
    CARD_NONE,
    CARD_REMOVED,
    CARD_UNREADABLE,
    CODE_GARBAGE,
    CODE_HALF,
    UNPLUGGED,
)
from app.ports.devices import (
    CardPresent,
    CardReader,
    CardRemoved,
    CodeGarbled,
    CodeScanned,
    Device,
    DeviceEvent,
    DeviceTrouble,
    Printer,
    QueueDisplay,
    Slot,
    TicketCall,
    Voice,
)
from app.ports.signing_device import SigningDevice
from devices.card.simulated import SimulatedCardReader
from devices.catalog import DRIVERS, Driver, make
from devices.display.simulated import SimulatedDisplay
from devices.outfit import Outfit
from devices.plug import Plug
from devices.scanner.simulated import SimulatedScanner
from tests.fakes.device_rig import AT, CARDS, HandPace
from tests.fakes.hall_sound import SoundSystem, record
from tests.fakes.print_service import PrintService, print_service
from tests.fakes.real_ends import real_ends

_VERBS = {
    Slot.CARD: CardReader,
    Slot.PRINTER: Printer,
    Slot.TICKETS: Printer,
    Slot.DISPLAY: QueueDisplay,
    Slot.CAMERA: Camera,
    Slot.EDS: SigningDevice,
    Slot.VOICE: Voice,
}
Ready = Callable[[Driver], Outfit]


@pytest.fixture
def pace() -> HandPace:
    return HandPace()


@pytest.fixture
def outfit(tmp_path: Path, pace: HandPace, monkeypatch: pytest.MonkeyPatch) -> Outfit:
    SoundSystem(tmp_path / "home", monkeypatch)
    return Outfit(
        now=lambda: AT,
        paper_folder=tmp_path / "papers",
        cards=CARDS,
        pace=pace,
        voice_folder=record(tmp_path / "voice", {}),
    )


@pytest.fixture(scope="module")
def printing() -> Iterator[PrintService]:
    with print_service() as running:
        yield running


@pytest.fixture
def ready(
    tmp_path: Path,
    pace: HandPace,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Ready]:
    SoundSystem(tmp_path / "home", monkeypatch)
    recorded = record(tmp_path / "voice", {})

    def service() -> PrintService:
        running: PrintService = request.getfixturevalue("printing")
        return running

    with real_ends(lambda: AT, tmp_path, CARDS, pace, service, recorded) as outfits:
        yield outfits


@pytest.fixture
def told() -> list[DeviceEvent]:
    return []


@pytest.mark.parametrize("driver", DRIVERS, ids=lambda d: f"{d.slot}-{d.name}")
class TestEveryDriver:
    """Over every line of the table."""

    def test_is_what_the_table_says(self, driver: Driver, ready: Ready) -> None:
        device = make(driver.slot, driver.name, ready(driver))
        assert isinstance(device, Device)
        assert (device.slot, device.driver) == (driver.slot, driver.name)
        assert device.simulated is (driver.name == "simulated")
        assert isinstance(device, _VERBS.get(driver.slot, Device))

    def test_opens_probes_and_closes_twice(
        self, driver: Driver, ready: Ready, told: list[DeviceEvent]
    ) -> None:
        device = make(driver.slot, driver.name, ready(driver))
        device.close()
        for _ in range(2):
            device.open(told.append)
            device.probe()
            device.close()
            device.close()
        assert told == []


@pytest.mark.parametrize(
    "driver", [d for d in DRIVERS if d.name == "simulated"], ids=lambda d: str(d.slot)
)
def test_a_pulled_cable_is_told_once_and_may_come_back(
    driver: Driver, outfit: Outfit, told: list[DeviceEvent]
) -> None:
    device = make(driver.slot, driver.name, outfit)
    plug: Plug = device.plug
    device.open(told.append)
    plug.pull()
    plug.pull()
    assert told == [DeviceTrouble(UNPLUGGED)]
    for act in (device.probe, lambda: device.open(told.append)):
        with pytest.raises(DeviceFault) as caught:
            act()
        assert (caught.value.code, caught.value.slot) == (UNPLUGGED, driver.slot)
    plug.put()
    device.open(told.append)
    device.probe()


KEY = ZoneKey("000000901", "870412", "320515")
LOCKED = replace(
    CARDS[0],
    zone=KEY,
    number="240118",
    authenticity=Authenticity.ALTERED,
    cause="chip.data_changed",
)


@pytest.mark.requirement("R-058")
class TestCardReader:
    """The one reader there is; a real one joins the parameters of these tests."""

    @pytest.fixture
    def reader(self, outfit: Outfit, told: list[DeviceEvent]) -> SimulatedCardReader:
        made = SimulatedCardReader(outfit)
        made.open(told.append)
        return made

    def test_a_card_is_told_and_read_in_its_own_time(
        self, reader: SimulatedCardReader, told: list[DeviceEvent], pace: HandPace
    ) -> None:
        reader.insert(CARDS[0])
        assert told == [CardPresent(AT)]
        assert reader.read_identity() == CARDS[0].facts
        assert pace.asked == [1.2]

    def test_facts_of_a_simulated_card_say_so(self, reader: SimulatedCardReader) -> None:
        reader.insert(CARDS[0])
        assert reader.read_identity().simulated

    def test_no_card(self, reader: SimulatedCardReader) -> None:
        with pytest.raises(DeviceFault) as caught:
            reader.read_identity()
        assert caught.value.code == CARD_NONE

    def test_taken_out_in_the_middle(
        self, reader: SimulatedCardReader, told: list[DeviceEvent], pace: HandPace
    ) -> None:
        reader.insert(CARDS[0])
        pace.meanwhile.append(reader.remove)
        with pytest.raises(DeviceFault) as caught:
            reader.read_identity()
        assert caught.value.code == CARD_REMOVED
        assert told[-1] == CardRemoved(AT)

    def test_a_swap_in_the_middle_never_gives_either_person(
        self, reader: SimulatedCardReader, pace: HandPace
    ) -> None:
        reader.insert(CARDS[0])
        pace.meanwhile.append(lambda: reader.insert(CARDS[0]))
        with pytest.raises(DeviceFault) as caught:
            reader.read_identity()
        assert caught.value.code == CARD_REMOVED

    def test_a_damaged_card(self, reader: SimulatedCardReader) -> None:
        reader.insert(CARDS[2])
        with pytest.raises(DeviceFault) as caught:
            reader.read_identity()
        assert caught.value.code == CARD_UNREADABLE

    @pytest.mark.parametrize(
        ("key", "access"),
        [(KEY, ChipAccess.BAC), (CardNumberKey("240118"), ChipAccess.PACE)],
    )
    def test_a_locked_chip_opens_to_its_own_key_alone(
        self, reader: SimulatedCardReader, key: AccessKey, access: ChipAccess
    ) -> None:
        reader.insert(LOCKED)
        for wrong, code in (
            (None, CARD_KEY_NEEDED),
            (CardNumberKey("111111"), CARD_KEY_WRONG),
            (ZoneKey("000000902", "870412", "320515"), CARD_KEY_WRONG),
        ):
            with pytest.raises(DeviceFault) as caught:
                reader.read_identity(wrong)
            assert caught.value.code == code
        read = reader.read_identity(key)
        assert (read.access, read.person) == (access, CARDS[0].facts.person)  # type: ignore[union-attr]
        assert read.verdict is not None
        assert (read.verdict.authenticity, read.verdict.at) == (Authenticity.ALTERED, AT)

    def test_a_card_already_in_is_told_at_the_opening(
        self, outfit: Outfit, told: list[DeviceEvent]
    ) -> None:
        reader = SimulatedCardReader(outfit)
        reader.insert(CARDS[0])
        assert told == []
        reader.open(told.append)
        assert told == [CardPresent(AT)]

    def test_taking_out_nothing_tells_nothing(
        self, reader: SimulatedCardReader, told: list[DeviceEvent]
    ) -> None:
        reader.remove()
        assert told == []


class TestScanner:
    """The bytes of every scanner go through one decoder; the driver adds time and the cable."""

    @pytest.fixture
    def scanner(self, outfit: Outfit, told: list[DeviceEvent]) -> SimulatedScanner:
        made = SimulatedScanner(outfit)
        made.open(told.append)
        return made

    def test_whole_codes_with_letters_of_both_alphabets(
        self, scanner: SimulatedScanner, told: list[DeviceEvent]
    ) -> None:
        scanner.send("T0214260171234557")
        scanner.send("Ә-105")
        assert told == [CodeScanned("T0214260171234557", AT), CodeScanned("Ә-105", AT)]

    def test_half_a_code_is_told_without_its_text(
        self, scanner: SimulatedScanner, told: list[DeviceEvent]
    ) -> None:
        scanner.send_half("T0214260171234557")
        scanner.send("T0214260171234557")
        assert told == [CodeGarbled(CODE_HALF, AT), CodeScanned("T0214260171234557", AT)]

    def test_garbage(self, scanner: SimulatedScanner, told: list[DeviceEvent]) -> None:
        scanner.send_raw(b"\xff\xfe\r\n")
        assert told == [CodeGarbled(CODE_GARBAGE, AT)]

    def test_a_machine_readable_zone_is_one_code(
        self, scanner: SimulatedScanner, told: list[DeviceEvent]
    ) -> None:
        mrz = (
            "IDKAZ0000009014870412399019<<<\n8704120M3205150KAZ<<<<<<<<<<<7\n"
            + "TESTOV<<ERIK"
            + ("<" * 18)
        )
        scanner.send(mrz)
        assert told == [CodeScanned(mrz, AT)]

    def test_nothing_is_told_through_a_cable_that_came_back_unopened(
        self, scanner: SimulatedScanner, told: list[DeviceEvent]
    ) -> None:
        scanner.plug.pull()
        scanner.plug.put()
        scanner.send("T0214260171234557")
        assert told == [DeviceTrouble(UNPLUGGED)]

    def test_nothing_is_told_when_closed(
        self, scanner: SimulatedScanner, told: list[DeviceEvent]
    ) -> None:
        scanner.close()
        scanner.send("T0214260171234557")
        assert told == []


@pytest.mark.requirement("R-034")
class TestDisplay:
    """A display of calls, whatever it is made of."""

    def test_shows_the_last_call_and_nothing_after_it(self, outfit: Outfit) -> None:
        display = SimulatedDisplay(outfit)
        display.open(lambda _event: None)
        assert display.shown is None
        display.show_call(TicketCall("A105", 3))
        display.show_call(TicketCall("A106", 4))
        assert display.shown == TicketCall("A106", 4)
        display.clear()
        assert display.shown is None

    def test_nothing_of_yesterday_stays(self, outfit: Outfit) -> None:
        display = SimulatedDisplay(outfit)
        display.open(lambda _event: None)
        display.show_call(TicketCall("A105", 3))
        display.close()
        assert display.shown is None

    @pytest.mark.parametrize(
        "personal", ["870412399019", "Сынақов", "Тестова А.", "A105 Сынақов", "", "AB C12", "A"]
    )
    def test_no_person_can_be_put_on_it(self, personal: str) -> None:
        with pytest.raises(ValueError, match="ticket"):
            TicketCall(personal, 3)

    @pytest.mark.parametrize("ticket", ["A105", "Ә-012", "7", "AB-9999"])
    def test_ticket_numbers_can(self, ticket: str) -> None:
        assert TicketCall(ticket, 3).ticket == ticket


def test_every_cause_has_words() -> None:
    causes = (CARD_NONE, CARD_REMOVED, CARD_UNREADABLE, CODE_HALF, CODE_GARBAGE, UNPLUGGED)
    assert set(causes) <= set(ERROR_TEXTS)
