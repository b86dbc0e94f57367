"""Who stands on NCALayer's port: nobody, a mute one, a stranger, one not trusted, another product."""

import ssl
from pathlib import Path

import pytest

from app.errors import DeviceFault
from app.ports import signing_faults as faults
from devices.eds.ncalayer.client import NcaLayer, Patience
from devices.eds.ncalayer.link import trusting
from devices.eds.simulator.lab import Lab
from tests.fakes.device_rig import AT
from tests.fakes.nca_room import CALM, Room, free_port, server_trust, stranger

HASTY = Patience(connect=0.2, greeting=0.2, answer=20, person=60)


def fault_at(lab: Lab, port: int, patience: Patience = CALM, root: Path | None = None) -> str:
    client = NcaLayer(root or lab.tls_root, lambda: AT, port=port, patience=patience)
    with pytest.raises(DeviceFault) as caught:
        client.check()
    client.close()
    assert caught.value.slot == "eds"
    return caught.value.code


def test_nobody(lab: Lab) -> None:
    assert fault_at(lab, free_port()) == faults.NOT_RUNNING


def test_one_that_says_nothing(lab: Lab) -> None:
    with stranger(None) as port:
        assert fault_at(lab, port, HASTY) == faults.MUTE


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00\xff\x00garbage\r\n",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_one_that_speaks_another_language(lab: Lab, answer: bytes) -> None:
    with stranger(answer) as port:
        assert fault_at(lab, port) == faults.OTHER_PROGRAM


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"no HTTP at all\r\n\r\n",
        b"HTTP/1.1 403 Forbidden\r\nContent-Length: 22\r\n\r\nYou shall not pass! :-)",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: bm90IG91cnM=\r\n\r\n",
    ],
)
def test_a_trusted_one_that_is_no_web_socket(lab: Lab, answer: bytes) -> None:
    with stranger(answer, lambda: server_trust(lab)) as port:
        assert fault_at(lab, port) == faults.OTHER_PROGRAM


def test_a_certificate_of_another_root_ends_the_call(
    room: Room, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Lab(tmp_path_factory.mktemp("other"), AT)
    for root in (other.tls_root, room.lab.signing_root):
        assert fault_at(room.lab, room.simulator.port, root=root) == faults.UNTRUSTED
    assert room.simulator.told.connections == 0, "nothing was said to it"


@pytest.mark.parametrize("content", [None, "", "no certificate"])
def test_a_root_that_cannot_be_read_is_no_reason_to_trust(
    room: Room, tmp_path: Path, content: str | None
) -> None:
    root = tmp_path / "root.pem"
    if content is not None:
        root.write_text(content)
    assert fault_at(room.lab, room.simulator.port, root=root) == faults.ROOT_UNREADABLE


def test_the_check_of_the_certificate_cannot_be_switched_off(lab: Lab) -> None:
    trust = trusting(lab.tls_root)
    assert trust.verify_mode is ssl.CERT_REQUIRED
    assert trust.check_hostname


def test_one_that_is_still_starting(room: Room) -> None:
    room.say("greeting off")
    client = room.client(patience=HASTY)
    with pytest.raises(DeviceFault) as caught:
        NcaLayer(
            room.lab.tls_root,
            lambda: AT,
            port=room.simulator.port,
            patience=Patience(connect=20, greeting=0.1),
        ).check()
    assert caught.value.code == faults.STARTING
    room.say("greeting on")
    client.check()
    assert client.version == "1.4"


def test_another_product(room: Room) -> None:
    room.say("product kaztoken")
    with pytest.raises(DeviceFault) as caught:
        room.client().check()
    assert caught.value.code == faults.OTHER_PRODUCT
    assert caught.value.params["product"] == "KAZTOKENdesktop 1.2.758.648"
