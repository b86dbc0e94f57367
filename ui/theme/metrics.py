"""Sizes of type, targets and zones at a text scale of 100 to 200 per cent."""

from dataclasses import dataclass
from enum import StrEnum

SCALES = (100, 125, 150, 175, 200)
GAP_SMALL, GAP, GAP_WIDE, GAP_ZONE = 8, 12, 16, 24
"""The gaps of the grid, in pixels; they do not grow, so that large text keeps its room."""


class TextRole(StrEnum):
    """What a piece of text is for; its size and weight follow from it."""

    SMALL = "small"
    BODY = "body"
    STRONG = "strong"
    HEADING = "heading"
    TITLE = "title"
    NUMBER = "number"
    TICKET = "ticket"
    SECTION = "section"
    APPLICANT = "applicant"
    APPLICANT_STRONG = "applicant_strong"
    APPLICANT_SMALL = "applicant_small"
    APPLICANT_TITLE = "applicant_title"
    APPLICANT_ANSWER = "applicant_answer"
    APPLICANT_HEAD = "applicant_head"


TYPE: dict[TextRole, tuple[int, int]] = {
    TextRole.SMALL: (12, 400),
    TextRole.BODY: (14, 400),
    TextRole.STRONG: (14, 600),
    TextRole.HEADING: (16, 600),
    TextRole.TITLE: (20, 600),
    TextRole.NUMBER: (22, 700),
    TextRole.TICKET: (32, 700),
    TextRole.SECTION: (12, 700),
    TextRole.APPLICANT: (26, 400),
    TextRole.APPLICANT_STRONG: (26, 600),
    TextRole.APPLICANT_SMALL: (22, 400),
    TextRole.APPLICANT_TITLE: (40, 700),
    TextRole.APPLICANT_ANSWER: (26, 700),
    TextRole.APPLICANT_HEAD: (22, 600),
}
"""Pixel size at 100 per cent and weight, by role."""

LARGEST: dict[TextRole, int] = {
    TextRole.APPLICANT_TITLE: 130,
    TextRole.APPLICANT_ANSWER: 150,
    TextRole.APPLICANT_HEAD: 100,
}
"""The scale at which a role stops to grow: what is large already leaves room for what is read."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """Sizes in pixels at ``scale`` per cent."""

    scale: int = 100

    def __post_init__(self) -> None:
        if not SCALES[0] <= self.scale <= SCALES[-1]:
            raise ValueError(f"text scale {self.scale} is outside 100 to 200 per cent")

    def px(self, value: float) -> int:
        """``value`` grown with the text."""
        return round(value * self.scale / 100)

    def font(self, role: TextRole) -> int:
        """The pixel size of a role's type."""
        return round(TYPE[role][0] * min(self.scale, LARGEST.get(role, self.scale)) / 100)

    def half(self, value: float) -> int:
        """``value`` grown half as much as the text: for targets, which are large enough already."""
        return round(value * (self.scale + 100) / 200)

    @property
    def target(self) -> int:
        """The least height of anything that can be pressed on the operator's window."""
        return self.half(36)

    @property
    def queue_width(self) -> int:
        """The width of the left zone."""
        return self.px(248)

    @property
    def side_width(self) -> int:
        """The width of the right zone."""
        return self.px(320)

    @property
    def least_centre(self) -> int:
        """The width under which a side zone folds into a drawer."""
        return self.px(520)
