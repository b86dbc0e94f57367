"""Where a desk works: at the branch's store, or on its own while that cannot be reached."""

from enum import StrEnum


class Standing(StrEnum):
    """Where the desk works. ``cut_off``: the branch's store does not answer, nothing is chosen yet;
    ``reachable``: gone over, and the branch's store answers again."""

    ELECTRONIC = "electronic"
    CUT_OFF = "cut_off"
    ORDINARY = "ordinary"
    REACHABLE = "reachable"
