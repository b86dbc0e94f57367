"""The issuing sector in the words of its page: its lists, its cells, the result in hand."""

from app.usecases.custody_lists import CustodyLine
from app.usecases.sector_map import SectorCell
from i18n import N_
from ui.binding.present_custody import keeping_facts, kind_of, who
from ui.binding.presentation import FactGroup, FactItem, Tone
from ui.binding.texts import tr_, tr_plural
from ui.widgets.cell_map import CellTile

LAY = "lay"
SHORT: dict[str, str] = {
    LAY: N_("To lay"),
    "due_today": N_("Today"),
    "to_remind": N_("Ending"),
    "listed_for_return": N_("To return"),
    "year_ended": N_("Year over"),
    "social_held": N_("Payments"),
    "late_at_provider": N_("Late"),
    "all": N_("All"),
}
SHELVES: dict[str, str] = {
    LAY: N_("To be laid into cells"),
    "due_today": N_("Promised for today"),
    "to_remind": N_("Keeping ends soon"),
    "listed_for_return": N_("On the return list"),
    "year_ended": N_("The year is over, decision awaited"),
    "social_held": N_("Documents for payments, never returned"),
    "late_at_provider": N_("The provider is late"),
    "all": N_("Everything in the sector"),
}
EMPTY: dict[str, str] = {
    LAY: N_("Every result has its cell."),
    "due_today": N_("Nothing is promised for today."),
    "to_remind": N_("Nothing ends in a week or tomorrow."),
    "listed_for_return": N_("No document is to be returned today."),
    "year_ended": N_("No passport or identity card waits for a decision."),
    "social_held": N_("No document for a payment is kept beyond its date."),
    "late_at_provider": N_("No provider is late."),
    "all": N_("The sector is empty."),
}


def cell_tiles(cells: tuple[SectorCell, ...], offered: str = "") -> tuple[CellTile, ...]:
    """A tile for each cell; the fullest one is full."""
    most = max((cell.units for cell in cells), default=1)
    return tuple(_tile(cell, most, offered) for cell in cells)


def _tile(cell: SectorCell, most: int, offered: str) -> CellTile:
    count = tr_plural("{count} unit", "{count} units", cell.units)
    note, tone = _note(cell)
    offer = tr_("best laid here") if cell.name == offered else ""
    told = ", ".join(
        part for part in (tr_("cell {cell}", cell=cell.name), count, note, offer) if part
    )
    return CellTile(
        id=cell.name,
        name=cell.name,
        count=offer or count,
        filled=cell.units / most,
        number=str(cell.units),
        note=note if not offer else "",
        tone=tone if not offer else Tone.NEUTRAL,
        offered=bool(offer),
        spoken=told,
    )


def _note(cell: SectorCell) -> tuple[str, Tone]:
    """What asks for somebody first: a decision, a return, the day, the end of keeping."""
    for count, words, tone in (
        (cell.deciding, N_("decide: {count}"), Tone.STOP),
        (cell.leaving, N_("to return: {count}"), Tone.WARN),
        (cell.today, N_("today: {count}"), Tone.INFO),
        (cell.ending, N_("ending: {count}"), Tone.WARN),
    ):
        if count:
            return tr_(words, count=count), tone
    return "", Tone.NEUTRAL


def in_hand_group(line: CustodyLine | None) -> FactGroup | None:
    """The result in hand, with how it is kept."""
    if line is None:
        return None
    kind = kind_of(line)
    facts = (FactItem(label=tr_("Result"), value=kind),) if kind else ()
    return FactGroup(title=tr_("In hand"), lead=who(line), facts=(*facts, *keeping_facts(line)))
