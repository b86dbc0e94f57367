"""Thousands of random steps over a real desk: no guard is ever broken, no step ends in a bug.

A walk is told by its seed. TEREZE_MODEL_WALKS, TEREZE_MODEL_STEPS and TEREZE_MODEL_SEED make longer
runs; a fault is shown as the shortest road to it.
"""

import os
from pathlib import Path

import pytest

from tests.flow.model_walker import Script, Walk, replay, shortened, wander

WALKS = int(os.environ.get("TEREZE_MODEL_WALKS", "5"))
STEPS = int(os.environ.get("TEREZE_MODEL_STEPS", "500"))
SEED = int(os.environ.get("TEREZE_MODEL_SEED", "1"))


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.mark.requirement(
    "R-057", "R-068", "R-072", "R-073", "R-074", "R-077", "R-091", "R-092", "R-104", "R-105",
    "R-106", "R-107", "R-119", "R-120", "R-125", "R-126", "R-132", "R-144", "R-145", "R-150",
    "R-157", "R-158", "R-171", "R-173", "R-174", "R-181", "R-190", "R-228", "R-229",
)  # fmt: skip
@pytest.mark.parametrize("seed", range(SEED, SEED + WALKS))
def test_no_walk_breaks_a_guard(seed: int, keys: Path) -> None:
    walk = Walk(keys)
    found = wander(seed, STEPS, walk)
    script = list(walk.acts.items())
    walk.close()
    assert not found, _told(script, found, keys)


@pytest.mark.requirement("R-072", "R-091", "R-228")
def test_a_walk_goes_on_after_the_program_was_started_anew(keys: Path, tmp_path: Path) -> None:
    walk = Walk(keys, f"sqlite:///{tmp_path}/store.db")
    found = wander(SEED, STEPS // 2, walk)
    restarts = [act for act in walk.acts.values() if act.name == "restart"]
    walk.close()
    assert not found
    assert restarts


def _told(script: Script, found: list[str], keys: Path) -> str:
    """The shortest road to the fault, one act a line."""

    def again(shorter: Script) -> list[str]:
        walk = Walk(keys)
        try:
            return replay(shorter, walk)
        finally:
            walk.close()

    lines = [act.told(number) for number, act in shortened(script, found, again)]
    return "\n".join([*found, *lines])
