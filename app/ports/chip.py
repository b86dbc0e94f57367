"""The judge of a chip: its files in, a verdict out. The devices read, the core judges."""

from datetime import datetime
from typing import Protocol

from app.domain.chip import ChipFiles, ChipVerdict


class ChipJudge(Protocol):
    """Passive authentication against the certificates of countries that are installed here."""

    def judge(self, files: ChipFiles, at: datetime) -> ChipVerdict:
        """The verdict; never raises, whatever the files hold."""
