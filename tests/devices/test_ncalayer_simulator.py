"""The simulator as it ships: its orders, its control port, its command, a signature that others verify."""

import json
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Cancelled, DeviceFault
from app.gateways.bounded_http import Question, ask
from devices.__main__ import main
from devices.eds.ncalayer.client import NcaLayer
from devices.eds.simulator.lab import Lab, Signer
from devices.eds.simulator.orders import Act, Always, Do, Next, OrderWrongError, Play, Set, parse
from devices.eds.simulator.signature import detached
from tests.fakes.device_rig import AT
from tests.fakes.nca_room import CALM, Room, ordered, stranger, unheard


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("next ok", Next(Play())),
        ("  always   cancel  # from now on", Always(Play(Act.CANCEL))),
        ("next fail SIGNING_FAILURE", Next(Play(Act.FAIL, "SIGNING_FAILURE"))),
        ("next garbage frame", Next(Play(Act.GARBAGE, "frame"))),
        ("next delay 2.5", Next(Play(Act.DELAY, amount=2.5))),
        ("always huge 8", Always(Play(Act.HUGE, amount=8.0))),
        ("signer colleague", Set("signer", ("colleague",))),
        ("tokens none", Set("tokens", ())),
        (
            "tokens AKKZIDCardStore AKKaztokenStore",
            Set("tokens", ("AKKZIDCardStore", "AKKaztokenStore")),
        ),
        ("modules commonUtils", Set("modules", ("commonUtils",))),
        ("product kaztoken", Set("product", ("kaztoken",))),
        ("greeting off", Set("greeting", ("off",))),
        ("release", Do("release")),
        ("stop", Do("stop")),
        ("", None),
        ("# a remark", None),
    ],
)
def test_orders(line: str, order: object) -> None:
    assert parse(line) == order


@pytest.mark.parametrize(
    "line",
    [
        "dance",
        "next",
        "next dance",
        "next ok now",
        "next fail",
        "next delay -1",
        "next delay nan",
        "next huge 1e9",
        "next garbage",
        "signer",
        "signer operator colleague",
        "tokens Pocket",
        "product ncalayer kaztoken",
        "stop now",
    ],
)
def test_what_is_no_order_says_what_could_be(line: str) -> None:
    with pytest.raises(OrderWrongError) as wrong:
        parse(line)
    assert str(wrong.value)


@given(st.text())
def test_no_line_breaks_the_orders(line: str) -> None:
    for one in (line, f"next {line}", f"tokens {line}"):
        try:
            parse(one)
        except OrderWrongError:
            continue


def commanded(port: int, *lines: str) -> list[dict[str, Any]]:
    with socket.create_connection(("127.0.0.1", port), 20) as control:
        stream = control.makefile("rw", encoding="utf-8")
        answers = []
        for line in lines:
            stream.write(line + "\n")
            stream.flush()
            answers.append(json.loads(stream.readline()))
        stream.close()
    return answers


def test_the_control_port_takes_an_order_a_line(room: Room) -> None:
    answers = commanded(room.simulator.control, "next cancel", "dance", "state")
    assert [answer["ok"] for answer in answers] == [True, False, True]
    assert "next" in answers[1]["could_be"]
    client = room.client()
    with pytest.raises(Cancelled):
        client.sign(ordered(), unheard)
    (state,) = commanded(room.simulator.control, "state")
    assert (state["connections"], state["documents"]) == (1, 1)


def test_both_ports_are_of_this_computer_alone(room: Room) -> None:
    for port in (room.simulator.port, room.simulator.control):
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.2", port), 20)


def test_a_browser_sees_a_page(room: Room) -> None:
    trust = ssl.create_default_context(cafile=str(room.lab.tls_root))
    called = socket.create_connection(("127.0.0.1", room.simulator.port), 20)
    with trust.wrap_socket(called, server_hostname="127.0.0.1") as channel:
        channel.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert b"simulator of practice" in channel.recv(65_536)


def test_a_text_that_is_no_request_is_answered(room: Room) -> None:
    client = room.client()
    client.check()
    with pytest.raises(DeviceFault) as caught:
        client._value(client._ask("{broken", CALM.answer), list)
    assert caught.value.params["reason"] == "COMMON_JSON_WRAPPING_EXCEPTION"


@pytest.mark.requirement("R-125")
def test_another_program_verifies_what_the_simulator_signs(lab: Lab, tmp_path: Path) -> None:
    signature, content = tmp_path / "signature.der", tmp_path / "content"
    content.write_bytes(b"certified text")
    signature.write_bytes(detached(lab.pair(Signer.OPERATOR), b"certified text", AT))
    verify = [
        *("openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", str(signature)),
        *("-content", str(content), "-CAfile", str(lab.signing_root), "-purpose", "any"),
        *("-attime", str(int(AT.timestamp())), "-out", str(tmp_path / "out")),
    ]
    assert subprocess.run(verify, check=False, capture_output=True, timeout=60).returncode == 0
    content.write_bytes(b"certified text!")
    assert subprocess.run(verify, check=False, capture_output=True, timeout=60).returncode != 0


def test_keys_of_the_server_are_its_own_alone(lab: Lab) -> None:
    assert lab.tls_leaf.stat().st_mode & 0o777 == 0o600
    assert {path.name for path in lab.tls_root.parent.iterdir()} == {
        "tls-root.pem",
        "tls-leaf.pem",
        "signing-root.pem",
    }


@pytest.fixture
def running(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    script = tmp_path / "script"
    script.write_text("# whoever asks first has given it up\nnext cancel\n", encoding="utf-8")
    words = ["--port", "0", "--cert", str(tmp_path / "cert"), "--script", str(script)]
    words += ["--centre", "0"]
    command = [sys.executable, "-m", "devices", "ncalayer-simulator", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def test_the_command_serves_until_it_is_stopped(running: "subprocess.Popen[str]") -> None:
    assert running.stdout is not None
    said = json.loads(running.stdout.readline())
    client = NcaLayer(Path(said["root"]), lambda: AT, port=said["port"], patience=CALM)
    with pytest.raises(Cancelled):
        client.sign(ordered(), unheard)
    looked = client.look_at("AKKaztokenStore").certificate
    assert looked is not None
    assert looked.practice
    client.close()
    assert Path(said["signing_root"]).is_file()
    assert ask(Question(service="CRL", address=said["crl"]))[:1] == b"\x30"
    assert commanded(said["control"], "stop")[0]["ok"]
    assert running.wait(30) == 0


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("next ok\nnext dance\n", ("2", "silence")),
        ("tokens Pocket", ("1", "AKKaztokenStore")),
    ],
)
def test_a_wrong_script_is_told_before_anything_begins(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], script: str, words: tuple[str, ...]
) -> None:
    file = tmp_path / "script"
    file.write_text(script, encoding="utf-8")
    folder = tmp_path / "cert"
    given = ["ncalayer-simulator", "--port", "0", "--cert", str(folder), "--script", str(file)]
    assert main(given) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 2
    assert all(word in said.err for word in words)
    assert not folder.exists()


def test_a_taken_port_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with stranger(None) as port:
        given = ["ncalayer-simulator", "--port", str(port), "--cert", str(tmp_path / "cert")]
        assert main(given) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2
