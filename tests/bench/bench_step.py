"""What a whole step costs, from the command to its acknowledgement, beside the raw driver's commit."""

import sqlite3
import statistics
import time
from collections import defaultdict
from pathlib import Path

import pytest

import resources
from app.desk import Desk
from app.robot.player import Player
from app.robot.scenario import read_scenario
from app.robot.stage import DeskStage, practice_desk
from app.usecases.outcome import Outcome

BUDGET = 6.0
WALKS = 12
_OUTSIDE = {"Sign", "RecordSignature"}
"""Steps that compute a signature: their time is the key's, not the store's."""

pytestmark = pytest.mark.bench


class _RawCommit:
    """One journal-like row and one payload of a case, by the bare driver, in the same way durable."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            self._connection.execute(f"PRAGMA {pragma}").close()
        self._connection.execute("CREATE TABLE cases (id PRIMARY KEY, payload)")
        self._connection.execute("CREATE TABLE journal (n INTEGER PRIMARY KEY, body)")
        self._connection.execute("INSERT INTO cases VALUES ('c1', ?)", ("x" * 4_000,))

    def __call__(self) -> float:
        start = time.perf_counter()
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("SELECT payload FROM cases WHERE id = 'c1'").fetchone()
        self._connection.execute("UPDATE cases SET payload = ? WHERE id = 'c1'", ("y" * 4_000,))
        self._connection.execute("INSERT INTO journal(body) VALUES (?)", ("z" * 500,))
        self._connection.execute("COMMIT")
        return (time.perf_counter() - start) * 1000

    def close(self) -> None:
        self._connection.close()


def test_whole_step_beside_the_raw_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = _RawCommit(tmp_path / "raw.db")
    steps: dict[str, list[float]] = defaultdict(list)
    floor: list[float] = []
    handle = Desk._handle

    def timed(desk: Desk, command: object, *rest: object) -> Outcome:
        floor.append(raw())
        start = time.perf_counter()
        outcome = handle(desk, command, *rest)  # type: ignore[arg-type]
        steps[type(command).__name__].append((time.perf_counter() - start) * 1000)
        return outcome

    monkeypatch.setattr(Desk, "_handle", timed)
    scenario = read_scenario(resources.path("scenarios", "road-electronic.toml"))
    for walk in range(WALKS):
        folder = tmp_path / str(walk)
        folder.mkdir()
        stage = DeskStage(practice_desk(scenario, folder))
        assert all(played.expected_met for played in Player(scenario, stage).play())
        stage.close()
        if walk == 1:  # everything is loaded and compiled now
            steps.clear()
            floor.clear()
    raw.close()
    mine = [spent for name, times in steps.items() if name not in _OUTSIDE for spent in times]
    bare = statistics.median(floor)
    ratio = statistics.median(mine) / bare
    slow = sorted(((statistics.median(times), name) for name, times in steps.items()), reverse=True)
    print(
        f"\nwhole step: {statistics.median(mine):.2f} ms (p95 {sorted(mine)[len(mine) * 19 // 20]:.2f}), "
        f"raw commit {bare:.2f} ms, ratio {ratio:.1f} (budget {BUDGET}); slowest: "
        + ", ".join(f"{name} {spent:.1f}" for spent, name in slow[:5])
    )
    assert ratio <= BUDGET
