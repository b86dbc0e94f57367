"""A desk whose settings name a token or a key file: from the hub over the window to the verifier."""

import io
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.errors import Cancelled, DeviceFault
from app.gateways.practice_signing import PracticeSigning
from app.lanes import Lane
from app.ports.devices import DeviceState, Slot
from app.ports.signing import KeyOnDevice
from app.ports.signing_faults import GIVEN_UP
from app.settings import SigningSettings
from devices.__main__ import main
from tests.fakes.page_stand import words_of
from tests.fakes.seat import MORNING, Seat
from tests.fakes.token_room import SoftToken, soft_tokens
from ui.shell.pin_sheet import PinSheet

pytestmark = pytest.mark.usefixtures("dressed")
PIN, PATIENCE = "240711", 40.0
Make = Callable[..., Seat]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose practice root stands already; the command dates by the morning of the seat."""

    class Morning:
        @staticmethod
        def now(_zone: object) -> object:
            return MORNING

    monkeypatch.setattr("devices.eds.practice_key.datetime", Morning)
    PracticeSigning(tmp_path / "keys", lambda: MORNING).certificate("small_branch")
    return tmp_path


@pytest.fixture
def practice_key(place: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def put(*where: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{PIN}\n"))
        who = ("--iin", "861201399331", "--name", "ТЕСТОВ НҰРЛАН")
        root = ("--root", str(place / "keys/root.pem"), "--trust", str(place / "trust"))
        assert main(("practice-key", *root, *who, *where)) == 0

    return put


@pytest.fixture
def seat_with(place: Path) -> Iterator[Make]:
    seats: list[Seat] = []

    def make(driver: str, **options: str) -> Seat:
        seat = Seat(
            place,
            devices={"eds": driver},
            options={"eds": options},
            signing=SigningSettings(trust=str(place / "trust")),
            device_lane=Lane,
        )
        seats.append(seat)
        return seat

    yield make
    for seat in seats:
        seat.leave()


@pytest.fixture
def token(tmp_path: Path, practice_key: Callable[..., None]) -> Iterator[SoftToken]:
    with soft_tokens(tmp_path / "soft") as made:
        one = made(pin=PIN)
        practice_key("--module", str(one.module), "--token", one.label)
        yield one


@pytest.fixture
def courier() -> Iterator[Lane]:
    """Waits for the key where the desk's own courier would: beside the windows."""
    lane = Lane("courier-of-the-test")
    yield lane
    assert lane.stop()


def ask(seat: Seat, courier: Lane, content: bytes) -> "Future[bytes]":
    """Have the key looked at and sign, as the sign page and the courier do."""
    place = seat.place.practice.desk.place
    assert isinstance(place.signing_key, KeyOnDevice)
    key, who = place.signing_key, place.operator.id

    def signed() -> bytes:
        key.look(who)
        return key.sign(who, content, MORNING)

    return courier.submit(signed)


def came(look: Callable[[], bool]) -> bool:
    """Whether it came while the window stayed awake."""
    until = time.monotonic() + PATIENCE
    while not look() and time.monotonic() < until:
        QTest.qWait(10)
    return look()


def shown(seat: Seat) -> PinSheet:
    sheet = seat.station.companions.pins.sheet
    assert came(sheet.isVisible)
    return sheet


def type_pin(sheet: PinSheet, pin: str) -> None:
    QTest.keyClicks(sheet.pin, pin)
    QTest.keyClick(sheet.pin, Qt.Key.Key_Return)


@pytest.mark.requirement("R-125", "R-128")
def test_a_token_signs_what_the_branch_takes(
    seat_with: Make, token: SoftToken, courier: Lane
) -> None:
    seat = seat_with("pkcs11", module=str(token.module))
    signing = ask(seat, courier, b"manifest")
    sheet = shown(seat)
    assert "ТЕСТОВ НҰРЛАН" in words_of(sheet)
    type_pin(sheet, "000000")
    assert came(lambda: "неверно" in words_of(sheet) and sheet.isVisible())
    type_pin(sheet, PIN)
    assert came(signing.done)
    signature = signing.result()
    verifier = seat.place.practice.desk.place.verifier
    assert verifier.verify(b"manifest", signature, MORNING).valid
    assert not verifier.verify(b"manifest.", signature, MORNING).valid
    status = seat.place.hub.status(Slot.EDS)
    assert (status.state, status.product) == (DeviceState.READY, "SoftHSM 2.6")


@pytest.mark.requirement("R-129")
def test_giving_up_at_the_window_ends_the_act(
    seat_with: Make, token: SoftToken, courier: Lane
) -> None:
    seat = seat_with("pkcs11", module=str(token.module))
    signing = ask(seat, courier, b"manifest")
    QTest.keyClick(shown(seat).pin, Qt.Key.Key_Escape)
    assert came(signing.done)
    with pytest.raises(DeviceFault) as caught:
        signing.result()
    assert caught.value.code == GIVEN_UP
    assert seat.place.hub.status(Slot.EDS).state is DeviceState.READY


@pytest.mark.requirement("R-128")
def test_closing_the_program_takes_an_open_question_along(
    seat_with: Make, token: SoftToken, courier: Lane
) -> None:
    seat = seat_with("pkcs11", module=str(token.module))
    signing = ask(seat, courier, b"manifest")
    QTest.keyClicks(shown(seat).pin, PIN)
    seat.leave()
    with pytest.raises((DeviceFault, Cancelled, CancelledError)):
        signing.result(PATIENCE)


def test_a_key_file_signs_as_well(
    seat_with: Make, place: Path, practice_key: Callable[..., None], courier: Lane
) -> None:
    file = place / "operator.p12"
    practice_key("--file", str(file))
    seat = seat_with("pkcs12", file=str(file), allowed="yes")
    signing = ask(seat, courier, b"manifest")
    sheet = shown(seat)
    assert "operator.p12" in words_of(sheet)
    assert "Чей это ключ" in words_of(sheet)
    type_pin(sheet, PIN)
    assert came(lambda: sheet.isVisible() and "Подпишите" in words_of(sheet))
    type_pin(sheet, PIN)
    assert came(signing.done)
    signature = signing.result()
    assert seat.place.practice.desk.place.verifier.verify(b"manifest", signature, MORNING).valid
