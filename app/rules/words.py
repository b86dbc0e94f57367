"""A message of the catalogues in both languages at once, for traces that explain an answer."""

from collections.abc import Mapping

from app.domain.language import Bilingual, Lang
from i18n import text

_UNKNOWN_VALUE = "—"


class _Values(dict[str, str]):
    """The values of one text in one language; a value nobody gave shows as a dash."""

    def __missing__(self, key: str) -> str:
        return _UNKNOWN_VALUE


def _fill(lang: Lang, message: str, params: Mapping[str, str]) -> str:
    suffix = f"_{lang}"
    values = _Values(params)
    for key, value in params.items():
        if key.endswith(suffix):
            values[key.removesuffix(suffix)] = value
    return text(lang, message).format_map(values)


def both(message: str, params: Mapping[str, str] | None = None) -> Bilingual:
    """An English message id in Kazakh and Russian with its named values.

    A value that differs by language comes as two parameters: ``name_kk`` and ``name_ru`` fill
    ``{name}``.
    """
    named = params or {}
    return Bilingual(_fill(Lang.KK, message, named), _fill(Lang.RU, message, named))
