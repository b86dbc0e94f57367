"""A called ticket as a sentence to be said, in Kazakh and in Russian, and as names of recorded clips.

The number is said whole, as one numeral, and so stands on the board; why is told in
``devices/voice/DECISIONS.md``. Each sentence is a row of small parts; a part has words for a speaking
program and the name of a clip for a recorded voice, so that both say the same.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.domain.language import Lang

LAST_NUMBER = 99_999
LAST_DESK = 999

_TICKET = re.compile(r"([A-Za-z]{0,2})-?([0-9]{1,5})")

# As the categories of a driving licence are named in both languages; never the English names.
_LETTERS = {
    "A": "А",
    "B": "Бэ",
    "C": "Цэ",
    "D": "Дэ",
    "E": "Е",
    "F": "Эф",
    "G": "Гэ",
    "H": "Аш",
    "I": "И",
    "J": "Йот",
    "K": "Ка",
    "L": "Эль",
    "M": "Эм",
    "N": "Эн",
    "O": "О",
    "P": "Пэ",
    "Q": "Ку",
    "R": "Эр",
    "S": "Эс",
    "T": "Тэ",
    "U": "У",
    "V": "Вэ",
    "W": "Дубль-вэ",
    "X": "Икс",
    "Y": "Игрек",
    "Z": "Зэт",
}

_KK_UNITS = ["бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"]
_KK_TENS = ["он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"]
_KK_ORDINAL_UNITS = [
    "бірінші",
    "екінші",
    "үшінші",
    "төртінші",
    "бесінші",
    "алтыншы",
    "жетінші",
    "сегізінші",
    "тоғызыншы",
]
_KK_ORDINAL_TENS = [
    "оныншы",
    "жиырмасыншы",
    "отызыншы",
    "қырқыншы",
    "елуінші",
    "алпысыншы",
    "жетпісінші",
    "сексенінші",
    "тоқсаныншы",
]
_RU_UNITS = ["один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"]
_RU_TEENS = [
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
]
_RU_TENS = [
    "десять",
    "двадцать",
    "тридцать",
    "сорок",
    "пятьдесят",
    "шестьдесят",
    "семьдесят",
    "восемьдесят",
    "девяносто",
]
_RU_HUNDREDS = [
    "сто",
    "двести",
    "триста",
    "четыреста",
    "пятьсот",
    "шестьсот",
    "семьсот",
    "восемьсот",
    "девятьсот",
]


def _kazakh_words() -> dict[int, str]:
    words = {0: "нөл", 100: "жүз", 1000: "мың"}
    words |= dict(enumerate(_KK_UNITS, 1))
    words |= {ten * 10: word for ten, word in enumerate(_KK_TENS, 1)}
    words |= {count * 100: f"{words[count]} жүз" for count in range(2, 10)}
    words |= {count * 1000: f"{words[count]} мың" for count in (*range(2, 10), *range(10, 100, 10))}
    return words


def _russian_words() -> dict[int, str]:
    words = {0: "ноль", 1000: "одна тысяча", 2000: "две тысячи"}
    words |= dict(enumerate(_RU_UNITS, 1))
    words |= dict(enumerate(_RU_TEENS, 11))
    words |= {ten * 10: word for ten, word in enumerate(_RU_TENS, 1)}
    words |= {count * 1000: f"{words[count]} тысячи" for count in (3, 4)}
    words |= {
        count * 1000: f"{words[count]} тысяч" for count in (*range(5, 20), *range(20, 100, 10))
    }
    words |= {hundred * 100: word for hundred, word in enumerate(_RU_HUNDREDS, 1)}
    return words


def _kazakh_ordinals() -> dict[int, str]:
    words = {100: "жүзінші"}
    words |= dict(enumerate(_KK_ORDINAL_UNITS, 1))
    words |= {ten * 10: word for ten, word in enumerate(_KK_ORDINAL_TENS, 1)}
    words |= {count * 100: f"{_KK_UNITS[count - 1]} жүзінші" for count in range(2, 10)}
    return words


# The words of those numbers of which all others are put together.
_WORDS = {Lang.KK: _kazakh_words(), Lang.RU: _russian_words()}
_ORDINALS = _kazakh_ordinals()
_TALON = "Талон"
_DESK = {Lang.KK: "терезеге келіңіз", Lang.RU: "пройдите к окну номер"}


@dataclass(frozen=True, slots=True)
class SpokenCall:
    """One call in one language: the sentence, and the clips that say the same in their order."""

    lang: Lang
    text: str
    clips: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    clip: str
    words: str


def spoken_call(ticket: str, desk: int, lang: Lang) -> SpokenCall:
    """«Талон А үш мың бір, жетінші терезеге келіңіз» for ``A3001`` and desk 7.

    Raises ``ValueError`` for a ticket that is not at most two Latin letters and five digits, and
    for a desk outside 1 to 999.
    """
    said = _TICKET.fullmatch(ticket)
    if said is None or not 1 <= desk <= LAST_DESK:
        raise ValueError("only a ticket number and a desk number can be said")
    first = _ticket(said, lang)
    second = _to_desk(desk, lang)
    text = f"{_sentence(first)}, {_sentence(second)}"
    return SpokenCall(lang, text, tuple(part.clip for part in (*first, *second)))


def spoken_ticket(ticket: str, lang: Lang) -> str:
    """«Талон А үш мың бір» for ``A3001``: the number alone, for who has just taken it.

    Raises ``ValueError`` as :func:`spoken_call` does.
    """
    said = _TICKET.fullmatch(ticket)
    if said is None:
        raise ValueError("only a ticket number can be said")
    return _sentence(_ticket(said, lang))


def can_be_said(ticket: str, desk: int) -> bool:
    """Whether there are words for this ticket and this desk."""
    return _TICKET.fullmatch(ticket) is not None and 1 <= desk <= LAST_DESK


def cardinal(number: int, lang: Lang) -> str:
    """A number from 0 to 99 999 in words. Raises ``ValueError`` for another one."""
    return _sentence(_number(number, lang))


def kazakh_ordinal(number: int) -> str:
    """«он бірінші» for 11: a number from 1 to 999. Raises ``ValueError`` for another one."""
    return _sentence(_ordinal(number))


def clip_words(lang: Lang) -> Mapping[str, str]:
    """Every clip that a recorded voice of ``lang`` can need, and what is to be spoken into it."""
    words = {"talon": _TALON, "desk": _DESK[lang]}
    words |= {_letter(letter).clip: name for letter, name in _LETTERS.items()}
    words |= {f"n{number}": word for number, word in _WORDS[lang].items()}
    if lang is Lang.KK:
        words |= {f"ord{number}": word for number, word in _ORDINALS.items()}
    return MappingProxyType(words)


def _ticket(said: re.Match[str], lang: Lang) -> tuple[_Part, ...]:
    letters, digits = said.groups()
    return (_Part("talon", _TALON), *map(_letter, letters.upper()), *_digits(digits, lang))


def _sentence(parts: tuple[_Part, ...]) -> str:
    return " ".join(part.words for part in parts)


def _letter(letter: str) -> _Part:
    return _Part(f"letter_{letter.lower()}", _LETTERS[letter])


def _digits(digits: str, lang: Lang) -> tuple[_Part, ...]:
    # A zero in front stands on the board, so it is heard too.
    zeros = len(digits) - len(str(int(digits)))
    return (*(_atom(0, lang) for _ in range(zeros)), *_number(int(digits), lang))


def _to_desk(desk: int, lang: Lang) -> tuple[_Part, ...]:
    words = _Part("desk", _DESK[lang])
    return (*_ordinal(desk), words) if lang is Lang.KK else (words, *_number(desk, lang))


def _number(number: int, lang: Lang) -> tuple[_Part, ...]:
    return tuple(_atom(atom, lang) for atom in _atoms(number, lang))


def _ordinal(number: int) -> tuple[_Part, ...]:
    if not 1 <= number <= LAST_DESK:
        raise ValueError("ordinals are known from 1 to 999")
    *before, last = _atoms(number, Lang.KK)
    return (*(_atom(atom, Lang.KK) for atom in before), _Part(f"ord{last}", _ORDINALS[last]))


def _atom(number: int, lang: Lang) -> _Part:
    return _Part(f"n{number}", _WORDS[lang][number])


def _atoms(number: int, lang: Lang) -> tuple[int, ...]:
    if not 0 <= number <= LAST_NUMBER:
        raise ValueError("numbers are known from 0 to 99 999")
    if number == 0:
        return (0,)
    thousands, rest = divmod(number, 1000)
    hundreds, small = divmod(rest, 100)
    hundred = (hundreds * 100,) if hundreds else ()
    return (*_thousands(thousands, lang), *hundred, *_below_hundred(small, lang))


def _thousands(count: int, lang: Lang) -> tuple[int, ...]:
    if count == 0:
        return ()
    *before, last = _below_hundred(count, lang)
    if lang is Lang.KK and before and last == 1:
        return (*before, 1, 1000)  # «он бір мың», though 1000 alone is «мың»
    return (*before, last * 1000)


def _below_hundred(number: int, lang: Lang) -> tuple[int, ...]:
    if lang is Lang.RU and 10 < number < 20:
        return (number,)
    tens, unit = divmod(number, 10)
    return tuple(atom for atom in (tens * 10, unit) if atom)
