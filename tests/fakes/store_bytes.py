"""What a file of the store holds after a few steps at a practice desk, byte by byte."""

from collections.abc import Iterable
from pathlib import Path

from app.desk import SystemIds
from app.desk.practice import HandClock, PracticeChoice, open_practice_desk
from tests.fakes.store_samples import MORNING


def bytes_after(commands: Iterable[object], folder: Path) -> bytes:
    """Say the commands at desk 3, close the store, and read all that it left in its folder."""
    home = folder / "store"
    home.mkdir()
    practice = open_practice_desk(
        PracticeChoice(
            store_url=f"sqlite:///{home / 'store.db'}",
            keys=folder / "keys",
            clock=HandClock(MORNING),
            ids=SystemIds(),
        )
    )
    for command in commands:
        outcome = practice.desk.submit(command).result()
        assert outcome.ok, [finding.rule for finding in outcome.findings]
    practice.close()
    return b"".join(path.read_bytes() for path in sorted(home.iterdir()))
