"""Sizes of the screens of a hall, read from ten metres or touched: they follow the screen."""

from dataclasses import dataclass
from enum import StrEnum

NUMBER_SHARE = 0.2
"""The least height of the called number: its painted digits to the height of the screen; on an
upright screen, where a line of that height would not fit across, to its width."""
CAP = 0.714
"""The height of a digit of the shipped type, as a part of its size."""
LINE = 1.362
"""The height of a line of the shipped type, as a part of its size."""


class BoardRole(StrEnum):
    """What a piece of text on a board is for."""

    TITLE = "title"
    DATE = "date"
    CLOCK = "clock"
    LABEL = "label"
    MARK = "mark"
    NUMBER = "number"
    ROW_HEAD = "row_head"
    ROW = "row"
    COUNT = "count"
    PURPOSE = "purpose"
    BAND = "band"
    NOTICE = "notice"
    SIGN = "sign"
    SIGN_FOOT = "sign_foot"
    PRACTICE = "practice"
    NAME = "name"
    NAME_REST = "name_rest"
    POSITION = "position"
    ASK = "ask"
    ANSWER = "answer"
    SAY = "say"
    NOTE = "note"
    TOOL = "tool"
    KEY = "key"


BOARD_TYPE: dict[BoardRole, tuple[float, int]] = {
    BoardRole.TITLE: (0.038, 400),
    BoardRole.DATE: (0.038, 400),
    BoardRole.CLOCK: (0.048, 700),
    BoardRole.LABEL: (0.042, 400),
    BoardRole.MARK: (0.034, 600),
    BoardRole.NUMBER: (0.5, 700),
    BoardRole.ROW_HEAD: (0.03, 400),
    BoardRole.ROW: (0.088, 700),
    BoardRole.COUNT: (0.064, 700),
    BoardRole.PURPOSE: (0.028, 400),
    BoardRole.BAND: (0.036, 600),
    BoardRole.NOTICE: (0.075, 600),
    BoardRole.SIGN: (0.12, 600),
    BoardRole.SIGN_FOOT: (0.05, 600),
    BoardRole.PRACTICE: (0.026, 700),
    BoardRole.NAME: (0.2, 700),
    BoardRole.NAME_REST: (0.14, 600),
    BoardRole.POSITION: (0.1, 400),
    BoardRole.ASK: (0.06, 700),
    BoardRole.ANSWER: (0.046, 700),
    BoardRole.SAY: (0.036, 400),
    BoardRole.NOTE: (0.029, 400),
    BoardRole.TOOL: (0.029, 600),
    BoardRole.KEY: (0.042, 600),
}
"""The largest size as a part of the screen's shorter side, and the weight, by role."""


@dataclass(frozen=True, slots=True)
class BoardMetrics:
    """Sizes in pixels on a screen of ``width`` × ``height`` pixels."""

    width: int
    height: int

    @property
    def upright(self) -> bool:
        """Whether the screen is rather high than wide, so that things stand under each other."""
        return self.height > self.width

    @property
    def unit(self) -> int:
        """The side that everything is measured by: the shorter one, never under 240 pixels."""
        return max(min(self.width, self.height), 240)

    def px(self, share: float) -> int:
        """A part of the unit."""
        return round(self.unit * share)

    def font(self, role: BoardRole) -> int:
        """The largest pixel size of a role's type; a text that is too long for its place takes less."""
        return self.px(BOARD_TYPE[role][0])

    @property
    def margin(self) -> int:
        """What stays free along the edges."""
        return self.px(0.044)

    @property
    def gap(self) -> int:
        """What stays free between the parts."""
        return self.px(0.04)

    @property
    def least_number(self) -> int:
        """The least pixel size of the called number's type."""
        side = self.width if self.upright else self.height
        return -int(-side * NUMBER_SHARE // CAP)
