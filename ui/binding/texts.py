"""The words of a surface in its present language, and the shapes of dates and money.

Each surface has a :class:`LanguageCenter` of its own: the operator's windows share
:func:`ui_language`, the applicant's screen keeps another. Papers have their language in the case.
"""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from PySide6.QtCore import QObject, Signal

import i18n
from app.domain.language import Bilingual, Lang


class LanguageCenter(QObject):
    """The language of one surface.

    Signals: ``changed`` after the language became another one.
    """

    changed = Signal()

    def __init__(self, lang: Lang = Lang.KK) -> None:
        super().__init__()
        self._lang = lang

    @property
    def lang(self) -> Lang:
        """The language spoken now."""
        return self._lang

    def choose(self, lang: Lang) -> None:
        """Speak ``lang`` from now on; the same language again is silent."""
        if lang is not self._lang:
            self._lang = lang
            self.changed.emit()

    def text(self, message: str, /, **params: object) -> str:
        """The words of an English message id, its named placeholders filled."""
        return i18n.text(self._lang.value, message, **params)

    def plural(self, one: str, many: str, count: int, /, **params: object) -> str:
        """The words for a number of things."""
        return i18n.plural(self._lang.value, one, many, count, **params)

    def of(self, words: Bilingual) -> str:
        """A text that exists in both languages, in this one."""
        return words.in_(self._lang)


@lru_cache(maxsize=1)
def ui_language() -> LanguageCenter:
    """The language of the operator's windows in this process."""
    return LanguageCenter()


def tr_(message: str, /, **params: object) -> str:
    """The words of ``message`` in the operator's language."""
    return ui_language().text(message, **params)


def tr_plural(one: str, many: str, count: int, /, **params: object) -> str:
    """The words for a number of things in the operator's language; ``{count}`` is filled."""
    return ui_language().plural(one, many, count, **params)


def show_date(day: date) -> str:
    """``dd.MM.yyyy``, the same in both languages."""
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


def show_time(moment: datetime) -> str:
    """``HH:mm`` of the moment in its own zone."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def show_clock(moment: datetime) -> str:
    """``HH:mm:ss`` of the moment in its own zone."""
    return f"{show_time(moment)}:{moment.second:02d}"


def show_moment(moment: datetime) -> str:
    """``dd.MM.yyyy HH:mm`` of the moment in its own zone."""
    return f"{show_date(moment.date())} {show_time(moment)}"


def show_formula(formula: str) -> str:
    """How a sum came about, with the decimal sign of our numbers."""
    return formula.replace(".", ",")


def show_money(amount: Decimal) -> str:
    """Tenge with a decimal comma, groups by no-break spaces and the sign after: ``3 932,50 ₸``."""
    whole, _, cents = f"{amount:,.2f}".partition(".")
    shown = whole.replace(",", "\u00a0") + (f",{cents}" if cents != "00" else "")
    return f"{shown}\u00a0₸"
