"""What the README claims is so: its commands run, its paths stand, its keys are those of the window."""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_TEXT = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
_COMMANDS = re.findall(r"^\.venv/bin/python (-m (?:app|devices) .+)$", _TEXT, re.MULTILINE)
_YES_OR_NO = (0, 1)


@pytest.mark.parametrize("command", [line for line in _COMMANDS if "--store" not in line])
def test_its_commands_run(tree: Any, command: str) -> None:
    done = subprocess.run(
        [sys.executable, *shlex.split(command)], cwd=tree.root, capture_output=True, check=False
    )
    assert done.returncode in _YES_OR_NO, done.stderr.decode()
    assert done.stdout
    assert not done.stderr


def test_its_commands_are_found() -> None:
    assert len(_COMMANDS) >= 8


def test_its_paths_stand(tree: Any) -> None:
    named = set(re.findall(r"`((?:app|ui|devices|i18n|resources|tests|packaging)/[\w./]*)`", _TEXT))
    named |= set(re.findall(r"\]\(([\w./]+)", _TEXT))
    assert len(named) > 5
    assert not [path for path in named if not (tree.root / path).exists()]


def test_its_keys_are_those_of_the_window() -> None:
    from ui.shell.keys import KEYS

    told = set(re.findall(r"\| ((?:Shift\+)?F\d+) \|", _TEXT))
    assert told == {key.sequence for key in KEYS if re.fullmatch(r"(Shift\+)?F\d+", key.sequence)}
