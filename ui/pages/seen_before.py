"""Records of people seen before beside the one identified: to be compared by eye, never merged."""

from collections.abc import Callable

from app.domain.person import Person
from app.usecases.outcome import Outcome
from app.usecases.seen_before import Alike, alike
from app.usecases.work import Work
from i18n import N_
from ui.binding.presentation import FactGroup, FactItem
from ui.binding.texts import show_date, tr_, tr_plural
from ui.pages.custody_cards import joined
from ui.widgets.fact_card import FactCard

_DIFFERENCES = {
    "name": N_("the name is written otherwise"),
    "iin": N_("another IIN, or none"),
    "birth_date": N_("another date of birth"),
    "citizenship": N_("another citizenship"),
}


class SeenBeforeCard(FactCard):
    """Hidden while there is nothing to compare."""

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Alike, ...] = ()

    def show_found(self, found: tuple[Alike, ...]) -> None:
        """Show these records."""
        self._found = found
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the present language."""
        if not self._found:
            self.show_group(None)
            return
        facts = tuple(
            FactItem(
                label=one.name,
                value=joined(tr_("born {date}", date=show_date(one.born)), one.masked_iin),
                source=joined(
                    *(tr_(_DIFFERENCES[name]) for name in one.differs),
                    tr_("seen last on {date}", date=show_date(one.last_seen.date())),
                    tr_plural("{count} case", "{count} cases", one.cases),
                ),
            )
            for one in self._found
        )
        self.show_group(
            FactGroup(
                title=tr_("Perhaps the same person, seen before"),
                facts=facts,
                note=tr_("Compare with the document shown. The records stay apart."),
            )
        )


def line_about(outcome: Outcome) -> str:
    """A line that such records are there; empty for none, or when a warning needs the line."""
    count = int(outcome.facts.get("seen_before", "0"))
    if not count or outcome.findings:
        return ""
    return tr_plural(
        "{count} record of perhaps the same person: F5 compares.",
        "{count} records of perhaps the same person: F5 compares.",
        count,
    )


def question_about(person: Person) -> Callable[[Work], tuple[Alike, ...]]:
    """What is asked of the store about ``person``."""
    return lambda work: alike(person, work)
