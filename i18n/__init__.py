"""The catalogues of words, kk and ru: gettext, English message ids, both languages live at once.

Each floor keeps its own pair of files, ``i18n/kk/<domain>.po`` and ``i18n/ru/<domain>.po``; here they
are merged into one catalogue a language. Compiled ``.mo`` files are used when they are newer than
their source, else the source itself is read (slower, never wrong).
"""

import gettext
import io
from functools import lru_cache
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


@lru_cache(maxsize=None)
def catalogue(lang: str) -> gettext.NullTranslations:
    """The merged catalogue of ``kk`` or ``ru``. Raises ``ValueError`` for another language."""
    if lang not in LANGUAGES:
        raise ValueError(f"no catalogue for {lang!r}")
    merged: gettext.GNUTranslations | None = None
    for source in sorted((_HERE / lang).glob("*.po")):
        part = _translations(source)
        if merged is None:
            merged = part
        else:
            merged._catalog.update(part._catalog)  # type: ignore[attr-defined]
    return merged if merged is not None else gettext.NullTranslations()


def text(lang: str, message: str, /, **params: object) -> str:
    """``message`` in ``lang`` with its named placeholders filled; unknown messages stay English."""
    words = catalogue(lang).gettext(message) if message else ""
    return words.format(**params) if params else words


def plural(lang: str, one: str, many: str, count: int, /, **params: object) -> str:
    """The right plural form in ``lang``; ``{count}`` is filled with ``count``."""
    return catalogue(lang).ngettext(one, many, count).format(count=count, **params)
