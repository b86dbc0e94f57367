"""The catalogues of words, kk and ru: gettext, English message ids, both languages live at once.

Each floor keeps its own pair of files, ``i18n/kk/<domain>.po`` and ``i18n/ru/<domain>.po``; here they
are chained into one catalogue a language, and a file is read when no file before it knows the
message: the window, whose words come first, does not wait for those of the law. Compiled ``.mo``
files are used when they are newer than their source, else the source itself is read (slower, never
wrong).
"""

import gettext
import io
from functools import cache, cached_property
from pathlib import Path

_HERE = Path(__file__).resolve().parent
LANGUAGES = ("kk", "ru")


def N_(message: str) -> str:  # noqa: N802 - the customary name of the marker
    """Mark ``message`` for the catalogues and hand it back unchanged."""
    return message


def compile_po(source: Path) -> bytes:
    """The compiled form of one ``.po`` file. Fuzzy entries are left out."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - only paid when compiling
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with source.open(encoding="utf-8") as handle:
        catalogue = read_po(handle, locale=source.parent.name)
    target = io.BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def _translations(source: Path) -> gettext.GNUTranslations:
    compiled = source.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
        with compiled.open("rb") as handle:
            return gettext.GNUTranslations(handle)
    return gettext.GNUTranslations(io.BytesIO(compile_po(source)))


class _Chain(gettext.NullTranslations):
    """The files of one language, the last by name first; each is read when it is come to."""

    def __init__(self, sources: tuple[Path, ...]) -> None:
        super().__init__()
        self._sources = sources

    @cached_property
    def _first(self) -> gettext.NullTranslations:
        if not self._sources:
            return gettext.NullTranslations()
        first = _translations(self._sources[-1])
        first.add_fallback(_Chain(self._sources[:-1]))
        return first

    def gettext(self, message: str) -> str:
        """The words of ``message``; itself when no file knows it."""
        return self._first.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The words for ``n`` things."""
        return self._first.ngettext(msgid1, msgid2, n)


@cache
def catalogue(lang: str) -> gettext.NullTranslations:
    """The whole catalogue of ``kk`` or ``ru``. Raises ``ValueError`` for another language."""
    if lang not in LANGUAGES:
        raise ValueError(f"no catalogue for {lang!r}")
    return _Chain(tuple(sorted((_HERE / lang).glob("*.po"))))


def text(lang: str, message: str, /, **params: object) -> str:
    """``message`` in ``lang`` with its named placeholders filled; unknown messages stay English."""
    words = catalogue(lang).gettext(message) if message else ""
    return words.format(**params) if params else words


def plural(lang: str, one: str, many: str, count: int, /, **params: object) -> str:
    """The right plural form in ``lang``; ``{count}`` is filled with ``count``."""
    return catalogue(lang).ngettext(one, many, count).format(count=count, **params)
