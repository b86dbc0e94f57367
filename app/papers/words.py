"""The words of papers in the language of the paper, and data made ready to stand among them."""

from enum import StrEnum
from xml.sax.saxutils import escape

from app.domain.language import Lang
from app.papers.fonts import settled
from i18n import N_, text

UNKNOWN = N_("paper: not known")
LANGUAGES = {Lang.KK: N_("paper: Kazakh"), Lang.RU: N_("paper: Russian")}


def say(lang: Lang, message: str, /, **params: object) -> str:
    """``message`` in ``lang``, its values settled; plain text, not markup."""
    return text(lang, message, **{key: settled(str(value)) for key, value in params.items()})


def markup(data: str) -> str:
    """Any text made safe for a paragraph of reportlab."""
    return escape(settled(data))


def joined(*parts: str) -> str:
    """The parts that are there, with a comma between."""
    return ", ".join(part for part in parts if part.strip())


def name_of(lang: Lang, names: dict[StrEnum, str], value: StrEnum) -> str:
    """The word of an enumerated value, from a table of English message ids."""
    return say(lang, names[value])
