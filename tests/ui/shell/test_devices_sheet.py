"""The devices of the desk: what each says, another try, the keys at hand, a report without a person."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.signing import SignerCertificate
from app.domain.signing_key import OfferedKey
from app.errors import Cancelled, DeviceFault
from app.ports.devices import CardInserted, CodeScanned, DeviceState, DeviceStatus, Slot
from app.ports.signing_faults import NO_TOKEN
from tests.fakes.device_rig import AT, CARDS, Rig
from tests.fakes.page_stand import words_of
from tests.fakes.seat import Seat
from tests.fakes.ui_checks import cut_words, nameless
from ui.binding.device_history import DeviceHistory
from ui.shell.desk_menu import DEVICES
from ui.shell.devices_sheet import DevicesSheet

pytestmark = pytest.mark.usefixtures("dressed")
KEY = SignerCertificate(
    serial="01",
    operator_id="op-1",
    organisation="Практика",
    official=True,
    practice=True,
    valid_from=AT - timedelta(days=100),
    valid_until=AT + timedelta(days=100),
    holder="СЫНАҚОВА АЙГҮЛ",
    iin="870412399019",
    bin="160440007161",
)


class Stand:
    """The sheet over a real hub with simulated devices."""

    def __init__(self, folder: Path) -> None:
        self.rig = Rig(folder).started()
        self.hub = self.rig.hub
        self.history = DeviceHistory(self.hub, lambda: AT)
        self.host = QWidget()
        self.host.resize(1366, 700)
        self.host.show()
        self.sheet = DevicesSheet(self.host, self.hub, self.history, desk="3", now=lambda: AT)

    @property
    def words(self) -> str:
        return words_of(self.sheet)


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    return Stand(tmp_path)


@pytest.mark.requirement("R-129")
def test_each_device_tells_its_state_its_cause_and_the_next_step(stand: Stand) -> None:
    stand.rig.hands.unplug(Slot.PRINTER)
    stand.hub.retry(Slot.PRINTER)
    stand.sheet.ask()
    words = stand.words
    assert "Принтер: Не подключено" in words
    assert "Считыватель удостоверений личности: Готово" in words
    assert "На этом рабочем месте не настроено: " in words
    status = stand.hub.status(Slot.PRINTER)
    assert status.code
    assert not nameless(stand.sheet)


def test_another_try_brings_a_mended_device_back(stand: Stand) -> None:
    stand.rig.hands.unplug(Slot.PRINTER)
    stand.hub.retry(Slot.PRINTER)
    stand.sheet.ask()
    card = stand.sheet.card(Slot.PRINTER)
    assert card.again.isVisible()
    stand.rig.hands.plug_in(Slot.PRINTER)
    card.again.click()
    stand.sheet.draw_open()
    assert stand.hub.status(Slot.PRINTER).state is DeviceState.READY
    assert not card.again.isVisible()


def test_what_a_card_or_a_code_said_is_never_kept(stand: Stand) -> None:
    stand.rig.hands.insert_card("first")
    stand.rig.hands.scan("870412399019")
    stand.rig.hands.remove_card()
    lines = "\n".join(stand.history.lines())
    assert "прочитан код" in lines
    assert "карта вынута" in lines
    stand.sheet.ask()
    stand.sheet.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert "прочитан код" in copied
    for told in (lines, copied, stand.words):
        assert "870412399019" not in told
        assert "Сынақов" not in told


def test_the_history_keeps_events_of_the_kinds_it_names_alone(stand: Stand) -> None:
    facts = CARDS[0].facts
    assert facts is not None
    before = stand.history.lines()
    for event in (CardInserted(facts, AT), CodeScanned("secret", AT)):
        stand.history.take(event)
    assert len(stand.history.lines()) == len(before) + 1
    assert "secret" not in repr(vars(stand.history))
    stand.history.close()
    stand.rig.hands.scan("870412399019")
    assert len(stand.history.lines()) == len(before) + 1


class Signing:
    """A hub whose signature device answers what the test says."""

    def __init__(self) -> None:
        self.asked: list[Future[tuple[OfferedKey, ...]]] = []

    def statuses(self) -> tuple[DeviceStatus, ...]:
        return (DeviceStatus(slot=Slot.EDS, state=DeviceState.READY, driver="ncalayer"),)

    def listen(self, _listener: object) -> Callable[[], None]:
        return lambda: None

    def retry(self, _slot: Slot) -> None:
        """Nothing is out of order here."""

    def signing_keys(self) -> Future[tuple[OfferedKey, ...]]:
        self.asked.append(Future())
        return self.asked[-1]


@pytest.fixture
def signing() -> Signing:
    return Signing()


@pytest.fixture
def keys_sheet(signing: Signing) -> DevicesSheet:
    host = QWidget()
    host.resize(1366, 700)
    host.show()
    history = DeviceHistory(signing, lambda: AT)  # type: ignore[arg-type]
    sheet = DevicesSheet(host, signing, history, desk="3", now=lambda: AT)  # type: ignore[arg-type]
    sheet.host = host  # type: ignore[attr-defined]
    sheet.ask()
    sheet.card(Slot.EDS).keys.click()
    return sheet


@pytest.mark.requirement("R-125")
def test_the_keys_tell_whose_they_are_and_hide_most_of_the_number(
    qtbot: object, signing: Signing, keys_sheet: DevicesSheet
) -> None:
    assert "Запрашивается устройство подписи…" in keys_sheet.keys_said
    other = OfferedKey(id="2", storage="AKKaztokenStore")
    signing.asked[0].set_result((OfferedKey(id="1", storage="PKCS12", certificate=KEY), other))
    QGuiApplication.processEvents()
    said = keys_sheet.keys_said
    assert (
        "файл с ключом: СЫНАҚОВА АЙГҮЛ, ИИН …9019, БИН 160440007161, действует до 14.06.2026"
        in said
    )
    assert "KAZTOKEN: сертификат станет известен только после ПИН-кода" in said
    keys_sheet.copy_button.click()
    assert "СЫНАҚОВА" not in QGuiApplication.clipboard().text()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (DeviceFault(NO_TOKEN, slot="eds"), "Вставьте свою карту"),
        (Cancelled(), ""),
    ],
)
def test_a_device_that_shows_no_key_says_why(
    signing: Signing, keys_sheet: DevicesSheet, error: Exception, said: str
) -> None:
    signing.asked[0].set_exception(error)
    QGuiApplication.processEvents()
    assert said in keys_sheet.keys_said
    assert bool(keys_sheet.keys_said) is bool(said)


@pytest.mark.requirement("R-129")
def test_the_menu_opens_it_and_it_follows_the_devices(seat_at: Callable[..., Seat]) -> None:
    seat = seat_at()
    seat.station.verbs.press(DEVICES)
    sheet = seat.station.companions.devices.sheet
    assert sheet.isVisible()
    simulation = seat.station.parts.simulation
    assert simulation is not None
    simulation.unplug(Slot.CARD)
    seat.station.parts.devices.retry(Slot.CARD)
    seat.settle()
    assert "Считыватель удостоверений личности: Не подключено" in words_of(sheet)
    sheet.settle()
    seat.settle()
    assert not cut_words(seat.window)
