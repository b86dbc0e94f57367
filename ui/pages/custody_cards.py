"""Lines of custody as cards of a list."""

from collections.abc import Callable, Iterable
from datetime import date

from app.usecases.custody_lists import CustodyLine
from ui.binding.present_custody import (
    code_words,
    due_chip,
    keeping_chip,
    kind_of,
    service_of,
    sheets_of,
    unit_chip,
    who,
)
from ui.binding.presentation import Tone
from ui.binding.texts import show_date, tr_
from ui.widgets.card_list import Card

CardOf = Callable[[CustodyLine], Card]


def cards_of(lines: Iterable[CustodyLine], card: CardOf) -> tuple[Card, ...]:
    """Every line as a card."""
    return tuple(card(line) for line in lines)


def joined(*parts: str) -> str:
    """Parts in one line, the empty ones left out."""
    return " · ".join(part for part in parts if part)


def to_pack_card(line: CustodyLine) -> Card:
    """A case whose papers wait for a package."""
    due = tr_("promised {date}", date=show_date(line.promised)) if line.promised else ""
    return Card(
        id=line.case_id,
        title=who(line),
        hint=joined(service_of(line), due),
        chip=tr_("no package yet"),
        tone=Tone.WARN,
    )


def package_card(line: CustodyLine) -> Card:
    """A package that is here."""
    chip, tone = unit_chip(line.unit_state)
    return Card(
        id=line.code,
        title=code_words(line.code),
        hint=joined(who(line), sheets_of(line), service_of(line)),
        chip=chip,
        tone=tone,
    )


def expected_card(today: date) -> CardOf:
    """A case that is with its provider."""

    def card(line: CustodyLine) -> Card:
        chip, tone = due_chip(line, today)
        return Card(id=line.number, title=who(line), hint=service_of(line), chip=chip, tone=tone)

    return card


def to_lay_card(line: CustodyLine) -> Card:
    """A result without a cell."""
    chip, tone = unit_chip(line.unit_state)
    return Card(
        id=line.code or line.number,
        title=who(line),
        hint=joined(kind_of(line), code_words(line.code), service_of(line)),
        chip=chip or tr_("electronic, needs no cell"),
        tone=tone or Tone.INFO,
    )


def sector_card(line: CustodyLine) -> Card:
    """A result in its cell."""
    chip, tone = keeping_chip(line)
    until = tr_("kept until {date}", date=show_date(line.kept_until)) if line.kept_until else ""
    cell = tr_("cell {cell}", cell=line.cell) if line.cell else ""
    return Card(
        id=line.case_id,
        title=joined(cell, who(line)),
        hint=joined(kind_of(line), until, service_of(line)),
        chip=chip,
        tone=tone,
    )
