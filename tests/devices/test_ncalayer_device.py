"""The slot of signatures on its lane: its light, one order after the other, a cancel in the middle."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, wait
from pathlib import Path

import pytest

from app.errors import Cancelled, DeviceFault
from app.lanes import InlineLane, ManualAlarm
from app.ports import signing_faults as faults
from app.ports.devices import DeviceEvent, DeviceState, SignatureAwaited, Slot, StatusChanged
from devices.catalog import fit
from devices.eds.certificates import signer_of
from devices.eds.ncalayer.driver import NcaLayerDevice
from devices.eds.simulator.lab import Lab
from devices.hub import RETRY_SECONDS, Hub
from devices.outfit import Outfit
from devices.watch import WATCH_SECONDS
from tests.fakes.device_rig import AT
from tests.fakes.nca_room import CALM, Room, free_port, nca_outfit, opened_room, ordered

PATIENCE = 20.0


def made_hub(outfit: Outfit, **other: object) -> tuple[Hub, list[DeviceEvent]]:
    """A hub with nothing but the slot of signatures, and what it tells."""
    told: list[DeviceEvent] = []
    device = NcaLayerDevice(outfit, CALM)
    hub = Hub({Slot.EDS: device}, now=lambda: AT, incident=repr, **other)  # type: ignore[arg-type]
    hub.listen(told.append)
    return hub, told


@pytest.fixture
def hub(room: Room, tmp_path: Path) -> Iterator[Hub]:
    made, _ = made_hub(room.outfit(tmp_path))
    yield made
    assert made.stop()


def light(hub: Hub) -> tuple[DeviceState, str, str]:
    now = hub.status(Slot.EDS)
    return now.state, now.code, now.product


def test_the_light_follows_ncalayer(lab: Lab, tmp_path: Path) -> None:
    port, alarm = free_port(), ManualAlarm()
    hub, told = made_hub(
        nca_outfit(tmp_path, lab.tls_root, port), lane=lambda name: InlineLane(name, alarm)
    )
    hub.start()
    assert light(hub) == (DeviceState.ABSENT, faults.NOT_RUNNING, "")
    with opened_room(lab, port) as room:
        alarm.advance(RETRY_SECONDS)
        assert light(hub) == (DeviceState.READY, "", "NCALayer 1.4")
        alarm.advance(WATCH_SECONDS)
        assert room.simulator.told.connections == 1, "a look is a heartbeat on the open link"
    alarm.advance(WATCH_SECONDS)
    assert light(hub) == (DeviceState.ABSENT, faults.NOT_RUNNING, "")
    with opened_room(lab, port) as room:
        room.say("product kaztoken")
        alarm.advance(RETRY_SECONDS)
        assert light(hub) == (DeviceState.FAULT, faults.OTHER_PRODUCT, "")
        room.say("product ncalayer")
        alarm.advance(RETRY_SECONDS)
        assert light(hub) == (DeviceState.READY, "", "NCALayer 1.4")
    assert hub.stop()
    assert all(isinstance(event, StatusChanged) for event in told)


@pytest.mark.requirement("R-129")
@pytest.mark.parametrize("order", ["next fail SIGNING_FAILURE", "signer colleague", "tokens none"])
def test_a_matter_of_the_key_leaves_the_light_on(room: Room, hub: Hub, order: str) -> None:
    room.say(order)
    with pytest.raises(DeviceFault):
        hub.sign(ordered()).result(PATIENCE)
    assert light(hub)[:2] == (DeviceState.READY, "")


def test_a_dropped_link_is_a_fault_of_the_slot(room: Room, hub: Hub) -> None:
    room.say("next drop")
    with pytest.raises(DeviceFault):
        hub.sign(ordered()).result(PATIENCE)
    assert light(hub)[:2] == (DeviceState.FAULT, faults.LOST)
    assert len(hub.sign(ordered()).result(PATIENCE)) == 1


def test_the_second_order_waits_for_the_first(room: Room, hub: Hub) -> None:
    room.say("next late")
    first, second = hub.sign(ordered(b"first")), hub.sign(ordered(b"second"))
    assert room.simulator.holding.wait(PATIENCE)
    assert not second.running()
    room.say("release")
    assert not wait((first, second), PATIENCE).not_done
    for future, content in ((first, b"first"), (second, b"second")):
        (signature,) = future.result()
        assert signer_of(signature, content)
    assert room.simulator.told.most_at_once == 1
    assert room.simulator.told.connections == 1


def test_how_many_documents_wait_for_the_pin_is_told(room: Room, tmp_path: Path) -> None:
    hub, told = made_hub(room.outfit(tmp_path))
    contents = tuple(b"document %d" % number for number in range(50))
    assert len(hub.sign(ordered(*contents)).result(PATIENCE)) == 50
    assert [event for event in told if isinstance(event, SignatureAwaited)] == [
        SignatureAwaited(50, AT)
    ]
    assert hub.stop()


@pytest.mark.requirement("R-129")
def test_a_cancel_in_the_middle_hangs_up_and_the_next_order_is_signed(room: Room, hub: Hub) -> None:
    room.say("next late")
    given_up = hub.sign(ordered(b"first"))
    assert room.simulator.holding.wait(PATIENCE)
    given_up.cancel()
    with pytest.raises((Cancelled, CancelledError)):
        given_up.result(PATIENCE)
    assert light(hub)[0] in (DeviceState.READY, DeviceState.BUSY)
    room.say("release")
    (signature,) = hub.sign(ordered(b"second")).result(PATIENCE)
    assert signer_of(signature, b"second")
    assert room.simulator.told.connections == 2


def test_closing_the_program_in_the_middle_leaves_nothing_behind(
    room: Room, tmp_path: Path
) -> None:
    hub, _ = made_hub(room.outfit(tmp_path))
    room.say("next silence")
    begun = threading.Event()
    hub.listen(lambda event: begun.set() if isinstance(event, SignatureAwaited) else None)
    waiting = hub.sign(ordered())
    assert begun.wait(PATIENCE)
    assert hub.stop()
    with pytest.raises((Cancelled, CancelledError)):
        waiting.result(PATIENCE)


def test_keys_are_offered_through_the_hub(room: Room, hub: Hub) -> None:
    (offered,) = hub.signing_keys().result(PATIENCE)
    assert (offered.id, offered.certificate) == ("AKKaztokenStore", None)
    looked = hub.look_at_key(offered.id).result(PATIENCE)
    assert looked.certificate is not None
    assert looked.certificate.for_signing


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({}, "device.option_missing"),
        ({"root": "x", "port": "0"}, "device.option_wrong"),
        ({"root": "x", "file_keys": "perhaps"}, "device.option_wrong"),
        ({"root": "x", "verify": "no"}, "device.option_unknown"),
    ],
)
def test_its_options(tmp_path: Path, options: dict[str, str], code: str) -> None:
    outfit = Outfit(now=lambda: AT, paper_folder=tmp_path, options={"eds": options})
    fitted = fit({"eds": "ncalayer"}, outfit)[Slot.EDS]
    assert isinstance(fitted, DeviceFault)
    assert fitted.code == code


def test_choosing_it_reads_no_library_yet() -> None:
    code = (
        "import sys, devices.eds.ncalayer.driver, devices.__main__;"
        "print([m for m in sys.modules if m.split('.')[0] in ('websockets', 'asn1crypto', "
        "'cryptography', 'ssl')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
