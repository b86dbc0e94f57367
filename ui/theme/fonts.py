"""The shipped type: Noto Sans in three weights, and the proof that it has every letter."""

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

import resources

FAMILY = "Noto Sans"
FILES = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf", "NotoSans-Bold.ttf")
NEEDED = "ӘәҒғҚқҢңӨөҰұҮүҺһІі₸"
"""The Kazakh letters that Russian lacks, both cases, and the sign of the tenge."""


class FontMissingError(RuntimeError):
    """A shipped font cannot be read or lacks a needed letter; the text says which."""


def load_fonts() -> None:
    """Enter the shipped fonts into Qt, which draws silent boxes without them.

    Raises ``FontMissingError``.
    """
    for name in FILES:
        if QFontDatabase.addApplicationFont(str(resources.path("fonts", name))) < 0:
            raise FontMissingError(name)
    missing = missing_letters()
    if missing:
        raise FontMissingError(missing)


def missing_letters(family: str = FAMILY) -> str:
    """The needed letters that ``family`` lacks in one of its three weights; mostly empty."""
    weights = (QFont.Weight.Normal, QFont.Weight.DemiBold, QFont.Weight.Bold)
    lacking = ""
    for weight in weights:
        font = QFont(family, 14, weight)
        # Without this Qt would borrow the letter from another font and call it present.
        font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
        metrics = QFontMetrics(font)
        lacking += "".join(c for c in NEEDED if not metrics.inFontUcs4(ord(c)) and c not in lacking)
    return lacking
