"""A key of practice put on a token or into a file signs what the practice branch takes, and nothing else."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from app.gateways.practice_signing import PracticeSigning
from devices.__main__ import main
from devices.eds.act.acts import Acts
from tests.fakes.device_rig import AT
from tests.fakes.token_room import PIN, Person, SoftToken, acts, ordered

CAPTURE = pytest.CaptureFixture[str]
PERSON = ("--iin", "861201399331", "--name", "ТЕСТОВ НҰРЛАН", "--bin", "990140000017")


def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command dates its certificate by the day of the tests."""

    class Day:
        @staticmethod
        def now(_zone: object) -> object:
            return AT

    monkeypatch.setattr("devices.eds.practice_key.datetime", Day)


@pytest.fixture
def branch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PracticeSigning:
    today(monkeypatch)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PIN}\n" * 2))
    signing = PracticeSigning(tmp_path / "keys", lambda: AT)
    signing.certificate("small_branch")
    return signing


def root(folder: Path) -> tuple[str, ...]:
    return ("practice-key", "--root", str(folder / "keys/root.pem"), *PERSON)


def judged(branch: PracticeSigning, signing: Acts) -> None:
    (signature,) = signing.sign(ordered(b"manifest"))
    verdict = branch.verify(b"manifest", signature, AT)
    assert verdict.valid, verdict.reasons
    assert verdict.certificate is not None
    assert verdict.certificate.practice
    assert verdict.certificate.iin == "861201399331"


def test_on_a_token(
    branch: PracticeSigning, tokens: Callable[..., SoftToken], tmp_path: Path
) -> None:
    token = tokens()
    where = ("--module", str(token.module), "--token", token.label)
    assert main((*root(tmp_path), *where)) == 0
    judged(branch, acts(token.module, Person(PIN)))


def test_in_a_file(branch: PracticeSigning, tmp_path: Path, capsys: CAPTURE) -> None:
    file = tmp_path / "key.p12"
    assert main((*root(tmp_path), "--file", str(file))) == 0
    assert file.stat().st_mode & 0o777 == 0o600
    judged(branch, acts(file, Person(PIN), kind="pkcs12"))
    assert main((*root(tmp_path), "--file", str(file))) == 2, "nothing is written over"
    assert "FileExistsError" in capsys.readouterr().err


@pytest.mark.parametrize("content", [None, b"no key", b"-----BEGIN PRIVATE KEY-----\n"])
def test_a_root_that_is_none(tmp_path: Path, capsys: CAPTURE, content: bytes | None) -> None:
    file = tmp_path / "root.pem"
    if content is not None:
        file.write_bytes(content)
    words = ("practice-key", "--root", str(file), *PERSON, "--file", str(tmp_path / "key.p12"))
    assert main(words) == 2
    assert "«root.pem»" in capsys.readouterr().err


def test_a_token_that_is_not_there(
    branch: PracticeSigning, tokens: Callable[..., SoftToken], tmp_path: Path, capsys: CAPTURE
) -> None:
    module = str(tokens().module)
    assert main((*root(tmp_path), "--module", module, "--token", "ANOTHER")) == 2
    assert "NoSuchToken" in capsys.readouterr().err
