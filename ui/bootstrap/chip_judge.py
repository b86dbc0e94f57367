"""The judge of chips for a workplace: by the folder of the settings, put together when it is needed."""

from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.chip import ChipFiles, ChipVerdict
from app.errors import AppError
from app.ports.chip import ChipJudge

if TYPE_CHECKING:
    from app.signatures.countries import Countries


def judge_for(folder: str) -> tuple[ChipJudge, AppError | None]:
    """The judge, and what the administrator should be told of the folder; empty: none is named."""
    if not folder.strip():
        return _WhenNeeded(), None
    countries, told = _countries(folder)
    return _judge_by(countries), told


class _WhenNeeded:
    """Without a folder the judge still sees altered data; it is read with the first chip."""

    _judge: ChipJudge | None = None

    def judge(self, files: ChipFiles, at: datetime) -> ChipVerdict:
        """As the judge of :mod:`app.signatures.chip`."""
        if self._judge is None:
            self._judge = _judge_by(_countries("")[0])
        return self._judge.judge(files, at)


def _countries(folder: str) -> "tuple[Countries, AppError | None]":
    from app.signatures.countries import read_countries  # noqa: PLC0415 - heavy, and seldom set

    return read_countries(folder)


def _judge_by(countries: "Countries") -> ChipJudge:
    from app.signatures.chip import PassiveAuthentication  # noqa: PLC0415 - waits for a chip

    return PassiveAuthentication(countries)
