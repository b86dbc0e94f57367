"""``python -m app``: the list of commands, unknown ones, errors that are ours."""

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from app.__main__ import COMMANDS, main
from app.doors import open_hours

ROOT = Path(__file__).parents[3]


def test_every_command_has_a_module_that_configures_and_runs() -> None:
    for command in COMMANDS.values():
        module = import_module(f"app.doors.{command.module}")
        assert callable(module.configure)
        assert callable(module.run)


@pytest.mark.parametrize("words", [["--help"], ["-h"]])
def test_help_lists_the_commands_in_both_languages(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert main(words) == 0
    out = capsys.readouterr().out
    for name in COMMANDS:
        assert name in out
    assert out.count(" / ") >= len(COMMANDS)


def test_no_command_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "term" in capsys.readouterr().out


def test_help_of_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["term", "--help"])
    assert caught.value.code == 0
    assert "--intake-day" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["nonsense", "app.doors.term", "../term", "😀" * 500, ""])
def test_an_unknown_command_is_said(capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main([name]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert len(err) < 600


def test_an_error_of_ours_gives_a_number_and_no_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_args: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(open_hours, "run", broken)
    assert main(["open", "--at", "2026-05-09T10:00+05:00"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "ZeroDivisionError" in err
    assert "Traceback" not in err


@pytest.mark.requirement("R-135")
def test_a_process_of_its_own_answers_in_one_document() -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "app", "term", "--value", "5", "--unit", "working_days"),
            *("--carrier", "paper", "--accepted", "2026-03-06T11:20+05:00", "--json"),
        ],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("utf-8"))["issue_date"] == "2026-03-16"
