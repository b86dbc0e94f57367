"""The sizes of a board follow its screen, and the shipped type is as high as they reckon."""

import pytest
from PySide6.QtGui import QFontMetricsF

from ui.displays.board_words import breadth, face
from ui.theme.board_metrics import BOARD_TYPE, CAP, LINE, NUMBER_SHARE, BoardMetrics, BoardRole


def test_the_shipped_type_is_as_high_as_reckoned_and_its_digits_are_of_one_width(
    dressed: None,
) -> None:
    for weight in {weight for _, weight in BOARD_TYPE.values()}:
        metrics = QFontMetricsF(face(1000, weight))
        assert metrics.capHeight() == pytest.approx(CAP * 1000, abs=1)
        assert metrics.height() == pytest.approx(LINE * 1000, abs=1)
        assert len({breadth(digit, weight) for digit in "0123456789"}) == 1


@pytest.mark.parametrize("size", [(1280, 720), (3840, 2160), (1080, 1920)], ids=str)
def test_the_least_number_has_digits_of_a_fifth(size: tuple[int, int]) -> None:
    least = BoardMetrics(*size).least_number
    assert least * CAP >= min(size) * NUMBER_SHARE > (least - 1) * CAP


def test_twice_the_screen_is_twice_the_type() -> None:
    small, large = BoardMetrics(1280, 720), BoardMetrics(2560, 1440)
    for role in BoardRole:
        assert large.font(role) == pytest.approx(2 * small.font(role), abs=1)
