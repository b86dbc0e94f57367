"""The shipped fonts, registered once, and what they can write."""

import unicodedata
from functools import cache

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

import resources

REGULAR = "NotoSans"
SEMIBOLD = "NotoSans-SemiBold"
_FILES = {REGULAR: "NotoSans-Regular.ttf", SEMIBOLD: "NotoSans-SemiBold.ttf"}


@cache
def registered() -> frozenset[int]:
    """Register the fonts, once; the code points that both of them can write."""
    rl_config.useA85 = 0
    covered: set[int] | None = None
    for name, file in _FILES.items():
        font = TTFont(name, str(resources.path("fonts", file)))
        pdfmetrics.registerFont(font)
        known = set(font.face.charToGlyph)
        covered = known if covered is None else covered & known
    return frozenset(covered or ())


def settled(text: str) -> str:
    """``text`` as it is printed: NFC, without invisible format characters, blanks run together.

    A no-break space stays; a line break becomes a space.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    shown = unicodedata.normalize("NFC", text)
    kept = "".join(c for c in shown if unicodedata.category(c) != "Cf")
    return " ".join(kept.replace("\u00a0", "\ue000").split()).replace("\ue000", "\u00a0")


def unwritable(text: str) -> str:
    """The first character that the fonts cannot write, or an empty string."""
    known = registered()
    return next((c for c in text if ord(c) not in known or unicodedata.category(c) == "Cc"), "")
