"""Real windows of one branch on one store: a kiosk gives a ticket, a desk calls it, the board shows it."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.fakes.hall_processes import HallProcess

_SETTINGS = "[devices]\n"


@pytest.fixture
def env(screen: Mapping[str, str], tmp_path: Path) -> dict[str, str]:
    """A home of its own, with settings in which no device of this machine is named."""
    folder = tmp_path / "config" / "tereze"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text(_SETTINGS, encoding="utf-8")
    places = {
        f"XDG_{name.upper()}_HOME": str(tmp_path / name) for name in ("config", "data", "state")
    }
    return {**screen, **places, "HOME": str(tmp_path)}


@pytest.fixture
def begin(env: dict[str, str], tmp_path: Path) -> Iterator[Callable[[str], HallProcess]]:
    store = f"sqlite:///{tmp_path / 'branch.db'}"
    begun: list[HallProcess] = []

    def start(what: str) -> HallProcess:
        begun.append(HallProcess(what, store, tmp_path, env))
        begun[-1].hears("READY")
        return begun[-1]

    yield start
    codes = [process.ends() for process in begun]
    assert codes == [0] * len(begun)
    assert "".join(process.errors.read_text(encoding="utf-8") for process in begun) == ""


@pytest.mark.requirement("R-032", "R-033", "R-034")
def test_from_the_kiosk_over_the_desk_to_the_board(begin: Callable[[str], HallProcess]) -> None:
    desk, board, kiosk = begin("desk"), begin("board"), begin("kiosk")
    kiosk.say("press")
    ticket = kiosk.hears("TICKET")
    assert ticket.startswith("A8")
    desk.say(ticket)
    assert desk.hears("DONE") == ticket
    assert board.hears("CALL") == f"{ticket} 3"


def test_a_picture_of_a_screen_can_be_taken(env: dict[str, str], tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'branch.db'}"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "ui", "--surface", "board", "--store", store),
            *("--screenshots", str(tmp_path / "pictures")),
        ],
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "pictures" / "board.png").stat().st_size > 5_000
