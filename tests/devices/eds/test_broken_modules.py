"""Modules of vendors that crash, hang, talk, or are none: each is one named fault, and the desk lives on."""

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.errors import Cancelled
from app.ports import token_faults
from app.ports.devices import DeviceEvent, DeviceState, Slot
from devices.eds.act.acts import Patience
from devices.eds.act.process import ActProcess
from devices.eds.pkcs11.driver import Pkcs11Device
from devices.hub import Hub
from tests.fakes.device_rig import AT
from tests.fakes.signature_judges import fault_of
from tests.fakes.token_room import (
    CALM,
    Person,
    SoftToken,
    acts,
    compiled,
    ordered,
    outfit_for,
)

HANGS = "int C_GetFunctionList(void **list) { for (;;) sleep(1); }"
CRASHES = "int C_GetFunctionList(void **list) { return *(volatile int *)0; }"
LEAVES = "int C_GetFunctionList(void **list) { _exit(0); }"
REFUSES = "int C_GetFunctionList(void **list) { return 5; }"
EMPTY = "int something_else(void) { return 0; }"
TALKS = """int C_GetFunctionList(void **list) {
  for (int i = 0; i < 200000; i++) { write(1, "garbage", 7); write(2, "garbage", 7); }
  return 5; }"""
PATIENCE = 30.0


@pytest.mark.requirement("R-129")
@pytest.mark.parametrize(
    ("body", "code"),
    [
        (CRASHES, token_faults.MODULE_CRASHED),
        (LEAVES, token_faults.MODULE_CRASHED),
        (REFUSES, token_faults.MODULE_UNUSABLE),
        (EMPTY, token_faults.MODULE_UNUSABLE),
        (TALKS, token_faults.MODULE_UNUSABLE),
    ],
)
def test_a_bad_module_is_named(tmp_path: Path, body: str, code: str) -> None:
    module = compiled(tmp_path, "vendor", body)
    assert fault_of(lambda: acts(module, Person()).look()) == code
    assert fault_of(lambda: acts(module, Person()).sign(ordered())) == code


def test_a_module_that_hangs_is_stopped(tmp_path: Path) -> None:
    module = compiled(tmp_path, "vendor", HANGS)
    slow = acts(module, Person(), patience=Patience(look=0.3))
    assert fault_of(slow.look) == token_faults.MODULE_HANGS


@pytest.mark.parametrize("content", [None, b"", b"no module\n" * 100])
def test_a_path_that_is_no_module(tmp_path: Path, content: bytes | None) -> None:
    module = tmp_path / "vendor.so"
    if content is not None:
        module.write_bytes(content)
    assert fault_of(lambda: acts(module, Person()).look()) == token_faults.MODULE_UNUSABLE


@pytest.mark.parametrize("said", ["ffffffff", "000000027b7b", "000000025b5d"])
def test_a_process_that_talks_nonsense_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    speaks = f"import os; os.write(1, bytes.fromhex('{said}')); input()"
    monkeypatch.setattr("devices.eds.act.process._START", speaks)
    assert fault_of(lambda: acts(tmp_path, Person()).look()) == token_faults.MODULE_CRASHED


@contextmanager
def hub_at(module: Path, folder: Path, person: Person) -> Iterator[tuple[Hub, Pkcs11Device]]:
    device = Pkcs11Device(outfit_for(folder, person, module=str(module)), CALM)
    hub = Hub({Slot.EDS: device}, now=lambda: AT, incident=repr)
    yield hub, device
    assert hub.stop()


@pytest.mark.requirement("R-129")
def test_the_light_of_the_slot(tmp_path: Path, token: SoftToken) -> None:
    module = compiled(tmp_path, "vendor", CRASHES)
    with hub_at(module, tmp_path, Person()) as (hub, _):
        assert fault_of(lambda: hub.signing_keys().result(PATIENCE)) == token_faults.MODULE_CRASHED
        status = hub.status(Slot.EDS)
        assert (status.state, status.code) == (DeviceState.FAULT, token_faults.MODULE_CRASHED)
        # The vendor's new edition is put in its place.
        module.write_bytes(token.module.read_bytes())
        (key,) = hub.signing_keys().result(PATIENCE)
        assert key.storage == "OPERATOR"
        status = hub.status(Slot.EDS)
        assert (status.state, status.product) == (DeviceState.READY, "SoftHSM 2.6")


def test_a_cancel_takes_the_question_back(tmp_path: Path, token: SoftToken) -> None:
    person, shown = Person(), threading.Event()
    with hub_at(token.module, tmp_path, person) as (hub, _):
        told: list[DeviceEvent] = []
        hub.listen(told.append)
        ask = person.ask

        def asked(question: object) -> object:
            future = ask(question)  # type: ignore[arg-type]
            shown.set()
            return future

        person.ask = asked  # type: ignore[method-assign, assignment]
        signing = hub.sign(ordered())
        assert shown.wait(PATIENCE)
        signing.cancel()
        with pytest.raises((Cancelled, CancelledError)):
            signing.result(PATIENCE)
        assert hub.signing_keys().result(PATIENCE), "the next act finds the desk free"
        assert person.shown[0].cancelled()
        assert hub.status(Slot.EDS).state is DeviceState.READY


def test_a_process_killed_from_outside_is_a_fault(token: SoftToken) -> None:
    signing = acts(token.module, Person("4711"))
    kill = ActProcess.hand_over

    def killed(process: ActProcess, pin: bytearray) -> None:
        assert process._process is not None
        os.kill(process._process.pid, signal.SIGKILL)
        process._process.wait()
        kill(process, pin)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ActProcess, "hand_over", killed)
        assert fault_of(lambda: signing.sign(ordered())) == token_faults.MODULE_CRASHED
