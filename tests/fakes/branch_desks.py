"""Several desks of one practice branch on one store, each with its own lanes run inline."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from app.desk.practice import HandClock, PracticeChoice, PracticeDesk, open_practice_desk
from app.desk.system import SystemIds

ALMATY = ZoneInfo("Asia/Almaty")
MIDDAY = datetime(2026, 3, 10, 12, 0, tzinfo=ALMATY)
"""A Tuesday within opening hours."""


class BranchDesks:
    """Opens desks on the store in ``folder``; all share one clock."""

    def __init__(self, folder: Path, start: datetime = MIDDAY) -> None:
        self.folder = folder
        self.clock = HandClock(start)
        self._open: list[PracticeDesk] = []

    @property
    def store_url(self) -> str:
        return f"sqlite:///{self.folder / 'branch.db'}"

    def desk(self, number: str = "3", **other: Any) -> PracticeDesk:
        choice = {
            "store_url": self.store_url,
            "keys": self.folder / "keys",
            "clock": self.clock,
            "ids": SystemIds(),
            "desk": number,
        }
        opened = open_practice_desk(PracticeChoice(**(choice | other)))
        self._open.append(opened)
        return opened

    def close(self) -> None:
        for desk in self._open:
            desk.close()
