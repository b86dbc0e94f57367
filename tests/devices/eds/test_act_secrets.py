"""The PIN after an act: in no argument, no environment, no log, no file, and in no memory that stays."""

import logging
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pkcs11
import pytest

from app.errors import DeviceFault
from app.log import start_log
from app.ports.pin import Tries
from devices.eds.act.process import ActProcess
from devices.eds.act.words import MessageWrongError, Trouble, TroubleError, bytes_of, read, size_of
from devices.eds.pkcs11 import module
from devices.eds.simulator.lab import Lab, Signer
from tests.fakes.device_rig import AT
from tests.fakes.token_room import Person, SoftToken, acts, ordered

BACKWARDS = "7193-lamrof-nip"
SECRET = BACKWARDS[::-1].encode()


def times_in_memory(process: int, wanted: bytes) -> int:
    """How often it stands in the writable memory of a process that we have started."""
    found = 0
    place = Path("/proc") / str(process)
    with (place / "mem").open("rb", 0) as memory:
        for line in (place / "maps").read_text().splitlines():
            span, rights = line.split()[:2]
            if "w" not in rights or "[v" in line:
                continue
            start, end = (int(one, 16) for one in span.split("-"))
            memory.seek(start)
            content = b""
            while len(content) < end - start:
                piece = memory.read(end - start - len(content))
                if not piece:
                    break
                content += piece
            found += content.count(wanted)
    return found


@pytest.fixture
def secret_token(tokens: Callable[..., SoftToken], lab: Lab) -> SoftToken:
    made, pair = tokens(pin=SECRET.decode()), lab.pair(Signer.OPERATOR)
    made.put(pair.key, pair.der)
    return made


@pytest.mark.requirement("R-128")
def test_it_is_in_no_argument_environment_or_standard_stream_of_the_process(
    secret_token: SoftToken, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []
    hand_over = ActProcess.hand_over

    def looked(process: ActProcess, pin: bytearray) -> None:
        hand_over(process, pin)
        assert process._process is not None
        place = Path(f"/proc/{process._process.pid}")
        seen.append((place / "cmdline").read_bytes())
        with suppress(PermissionError):  # whom the system does not let look is shut out already
            seen.append((place / "environ").read_bytes())
            ends = {str((place / "fd" / str(number)).readlink()) for number in (0, 1, 2)}
            assert ends == {"/dev/null"}
        limits = (place / "limits").read_text()
        core = next(line for line in limits.splitlines() if "core" in line)
        assert core.split()[4:6] == ["0", "0"], "it leaves no core behind"

    monkeypatch.setattr(ActProcess, "hand_over", looked)
    assert acts(secret_token.module, Person(SECRET.decode())).sign(ordered())
    assert seen
    assert not any(SECRET in one for one in seen)


@pytest.mark.requirement("R-128")
def test_it_is_in_no_log_and_no_file(
    secret_token: SoftToken, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    folder = tmp_path / "log"
    log = start_log(folder)
    person = Person(SECRET.decode())
    signing = acts(secret_token.module, person)
    assert signing.sign(ordered(b"first"))
    with pytest.raises(DeviceFault) as caught:
        signing.sign(ordered(key="nowhere/01"))
    log.bug("devices", caught.value, AT)
    log.close()
    assert SECRET.decode() not in caplog.text
    assert SECRET.decode() not in f"{caught.value!r} {caught.value.params}"
    for file in (path for path in tmp_path.rglob("*") if path.is_file()):
        assert SECRET not in file.read_bytes(), file


@pytest.mark.requirement("R-128")
@pytest.mark.parametrize("keeps", ["yes", "no"])
def test_it_is_in_no_memory_that_stays(secret_token: SoftToken, keeps: str) -> None:
    root = Path(__file__).parents[3]
    program = root / "tests/fakes/signing_program.py"
    process = subprocess.Popen(
        [sys.executable, str(program), str(secret_token.module), BACKWARDS, keeps],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == b"1\n"
        found = times_in_memory(process.pid, SECRET)
    finally:
        process.stdin.close()
        process.wait(60)
        process.stdout.close()
    assert bool(found) is (keeps == "yes"), "a copy that was kept is found, so the search works"


def test_a_limit_of_this_process_is_left_alone(secret_token: SoftToken) -> None:
    before = resource.getrlimit(resource.RLIMIT_CORE)
    acts(secret_token.module, Person(SECRET.decode())).look()
    assert resource.getrlimit(resource.RLIMIT_CORE) == before


def test_what_is_no_message_of_ours() -> None:
    for wrong in (b"{", b"[]", b"\xff"):
        with pytest.raises(MessageWrongError):
            read(wrong)
    for text in (None, 7, "no base64"):
        with pytest.raises(MessageWrongError):
            bytes_of(text)
    with pytest.raises(MessageWrongError):
        size_of(b"\xff\xff\xff\xff")


@pytest.mark.parametrize(
    ("flags", "tries"),
    [
        (pkcs11.TokenFlag.USER_PIN_COUNT_LOW, Tries.LOW),
        (pkcs11.TokenFlag.USER_PIN_COUNT_LOW | pkcs11.TokenFlag.USER_PIN_FINAL_TRY, Tries.LAST),
        (pkcs11.TokenFlag.USER_PIN_INITIALIZED, Tries.ENOUGH),
        (pkcs11.TokenFlag.USER_PIN_LOCKED | pkcs11.TokenFlag.USER_PIN_FINAL_TRY, "locked"),
    ],
)
def test_what_the_flags_of_a_token_say(flags: pkcs11.TokenFlag, tries: str) -> None:
    assert module._tries(SimpleNamespace(flags=flags)) == tries


@pytest.mark.parametrize(
    ("raw", "der"),
    [
        (b"\x00\x01\x00\x02", "3006020101020102"),
        (b"\x80\x00\x00\x00", "3008020300800002 0100".replace(" ", "")),
        (b"\xff" * 132, "30818a0243 00" + "ff" * 66 + "024300" + "ff" * 66),
    ],
)
def test_a_bare_ecdsa_signature_in_der(raw: bytes, der: str) -> None:
    assert module._ecdsa_der(raw).hex() == der.replace(" ", "")


def test_an_unfit_trouble_keeps_its_reason() -> None:
    error = TroubleError(Trouble.ALGORITHM, "GOSTR3410")
    assert (error.trouble, error.reason) == ("algorithm", "GOSTR3410")
