"""A reader with a keypad of its own, and what a process may answer that no real module here does."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app.errors import Cancelled
from app.ports import signing_faults, token_faults
from devices.eds.act.acts import Acts, Patience
from devices.eds.simulator.lab import OPERATOR_IIN, PRACTICE_BIN, Lab, Signer
from tests.fakes import keypad_process
from tests.fakes.device_rig import AT
from tests.fakes.lab_authority import Authority, employee
from tests.fakes.lab_keys import gost_key
from tests.fakes.signature_judges import fault_of, openssl_says
from tests.fakes.token_room import Heard, Person, acts, ordered

Reader = Callable[[str], Path]


@pytest.fixture
def reader(lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    monkeypatch.setattr("devices.eds.act.process._START", keypad_process.START)
    pair = lab.pair(Signer.OPERATOR)
    folder = tmp_path / "reader"
    folder.mkdir()
    pem = pair.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(pem)
    (folder / "certificate.der").write_bytes(pair.der)

    def made(mode: str) -> Path:
        (folder / "mode").write_text(mode)
        return folder

    return made


@pytest.mark.requirement("R-128")
def test_the_pin_is_typed_on_the_reader_and_never_comes_here(
    reader: Reader, lab: Lab, tmp_path: Path
) -> None:
    person, folder = Person(), reader("keypad")
    (signature,) = acts(folder, person).sign(ordered(b"content"))
    assert openssl_says(signature, b"content", lab.signing_root, tmp_path)
    (question,) = person.asked
    assert question.keypad
    assert person.shown[0].cancelled(), "the window is told that the reader is done"
    assert (folder / "pin").read_bytes() == b""


def test_given_up_on_the_reader(reader: Reader) -> None:
    with pytest.raises(Cancelled):
        acts(reader("given_up"), Person()).sign(ordered())


def test_given_up_at_the_window_while_the_reader_waits(reader: Reader) -> None:
    with pytest.raises(Cancelled):
        acts(reader("nobody"), Person(None)).sign(ordered())


def test_nobody_comes_to_the_reader(reader: Reader) -> None:
    signing = acts(reader("nobody"), Person(), patience=Patience(keypad=0.3))
    assert fault_of(lambda: signing.sign(ordered())) == token_faults.MODULE_HANGS


def signing_at(folder: Path, *pins: str) -> Acts:
    return acts(folder, Person(*pins), Heard())


@pytest.mark.requirement("R-129")
def test_a_signature_over_something_else_is_none(reader: Reader) -> None:
    signing = signing_at(reader("spoilt"))
    assert fault_of(lambda: signing.sign(ordered())) == signing_faults.SIGNATURE_WRONG


def test_a_token_without_a_pin_asks_nobody(reader: Reader) -> None:
    person = Person()
    signing = acts(reader("unset"), person)
    assert fault_of(lambda: signing.sign(ordered())) == token_faults.PIN_UNSET
    assert person.asked == []


def test_a_gost_key_is_refused_before_the_pin(reader: Reader) -> None:
    folder, person = reader("typed"), Person("4711")
    authority = Authority(gost_key(), "ОҚУ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (GOST)")
    days = (AT - timedelta(days=1), AT + timedelta(days=1))
    holder = authority.issue(gost_key(), employee(OPERATOR_IIN, PRACTICE_BIN), days=days)
    (folder / "certificate.der").write_bytes(holder.der)
    assert fault_of(lambda: acts(folder, person).sign(ordered())) == token_faults.ALGORITHM
    assert person.asked == []
