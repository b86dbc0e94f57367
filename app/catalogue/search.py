"""Search for a service by words of its name or documents, in any order and on either keyboard."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.folding import fold, folded_words, sort_key
from app.domain.language import Lang
from app.domain.passport import Passport, PassportText

MOST_WORDS = 12
MOST_SIGNS = 200
"""A query longer than this is cut: nobody types more, and a stuck key must not stop the desk."""

_CODE, _WHOLE_NAME_WORD, _NAME_WORD, _NEAR_NAME_WORD, _DOCUMENT_WORD = 8, 5, 4, 3, 1

_ENDING = 2
_LEAST_STEM = 5
"""«Пособие» must find «пособия»: of a long word the last letters may differ, they are its ending."""


@dataclass(frozen=True, slots=True)
class ServiceHit:
    """One found service; a higher ``score`` is a better one. ``in_documents``: only there."""

    passport: Passport
    score: int
    in_documents: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    passport: Passport
    codes: tuple[str, ...]
    names: frozenset[str]
    documents: frozenset[str]


class ServiceIndex:
    """The words of some passports, folded once; finding is then a walk over short lists."""

    def __init__(self, passports: Iterable[Passport]) -> None:
        self._entries = tuple(_entry(passport) for passport in passports)

    def find(self, text: str, lang: Lang, limit: int = 20) -> tuple[ServiceHit, ...]:
        """The best services for ``text``, every word of which must be met by the start of a word
        (of a long one the ending may differ).

        An empty text gives all services by the alphabet. The order is total: score, then the name
        in ``lang`` by the Kazakh alphabet, then the id.
        """
        words = folded_words(text[:MOST_SIGNS])[:MOST_WORDS]
        if not words and text.strip():
            return ()
        found = (_hit(entry, words) for entry in self._entries)
        hits = [hit for hit in found if hit is not None]
        hits.sort(key=lambda hit: (-hit.score, _by_name(hit.passport, lang), hit.passport.id))
        return tuple(hits[: max(limit, 0)])


def _by_name(passport: Passport, lang: Lang) -> tuple[tuple[int, int], ...]:
    return sort_key(passport.name.in_(lang))


def _entry(passport: Passport) -> _Entry:
    code = fold(passport.register_code or "")
    rows = (row.name for row in passport.documents)
    return _Entry(
        passport,
        tuple(part for part in (code, fold(passport.id.replace("_", " "))) if part),
        frozenset(_words([passport.name])),
        frozenset(_words(rows)),
    )


def _words(texts: Iterable[PassportText]) -> Iterator[str]:
    for text in texts:
        for part in (text.kk, text.ru, text.kk_proposed):
            yield from folded_words(part)


def _hit(entry: _Entry, words: tuple[str, ...]) -> ServiceHit | None:
    total = 0
    in_documents = bool(words)
    for word in words:
        score = _score(entry, word)
        if score == 0:
            return None
        total += score
        in_documents = in_documents and score == _DOCUMENT_WORD
    return ServiceHit(entry.passport, total, in_documents)


def _score(entry: _Entry, word: str) -> int:
    """How well one word meets one service; 0 when it does not."""
    if any(code.startswith(word) for code in entry.codes):
        return _CODE
    if word in entry.names:
        return _WHOLE_NAME_WORD
    if any(name.startswith(word) for name in entry.names):
        return _NAME_WORD
    stem = word[: max(len(word) - _ENDING, _LEAST_STEM)]
    if len(stem) >= _LEAST_STEM and any(name.startswith(stem) for name in entry.names):
        return _NEAR_NAME_WORD
    return _DOCUMENT_WORD if any(name.startswith(word) for name in entry.documents) else 0
