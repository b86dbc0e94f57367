"""The figures of the day: what became of who came, the hours with their medians, how good they are."""

from PySide6.QtWidgets import QWidget

from app.domain.visit import TicketEnd
from app.usecases.queue.branch_day import BranchDay
from ui.binding.present_branch import HOUR_COLUMNS, figure_cells, quality_group
from ui.binding.presentation import Tone
from ui.binding.texts import tr_
from ui.binding.words import PURPOSES
from ui.pages.branch_panel import BranchPanel
from ui.widgets.count_row import Count, CountRow
from ui.widgets.fact_card import FactCard
from ui.widgets.figure_table import FigureRow, FigureTable


class HoursPanel(BranchPanel[BranchDay]):
    """Read from top to bottom; nobody's speed is ranked here."""

    def __init__(self) -> None:
        super().__init__()
        self.counts = CountRow()
        self.hours = FigureTable()
        self.purposes = FigureTable()
        self.quality = FactCard()
        for part in (self.counts, self.hours, self.purposes, self.quality):
            self.body.addWidget(part)

    def first_focus(self) -> QWidget | None:
        """The table, read row by row."""
        return self.hours

    def draw(self, day: BranchDay) -> None:
        """Everything anew."""
        figures = day.figures
        self.counts.show_counts(_counts(day))
        columns = tuple(map(tr_, HOUR_COLUMNS))
        hours = tuple(
            FigureRow(name=f"{hour:02d}:00", cells=figure_cells(one))
            for hour, one in figures.hours.items()
        )
        total = FigureRow(name=tr_("Whole day"), cells=figure_cells(figures.total), strong=True)
        note = tr_("Times are medians in minutes: half of the visitors had less.")
        self.hours.show_rows(tr_("By hours"), columns, (*hours, total), note)
        named = (tr_("column: purpose"), *columns[1:])
        rows = tuple(
            FigureRow(name=tr_(PURPOSES[purpose]), cells=figure_cells(one))
            for purpose, one in figures.purposes.items()
        )
        self.purposes.show_rows(tr_("By purposes"), named, rows)
        self.quality.show_group(quality_group(figures))


def _counts(day: BranchDay) -> tuple[Count, ...]:
    total = day.figures.total
    served = total.ends.get(TicketEnd.SERVED, 0) + total.ends.get(TicketEnd.CONSULTED, 0)
    away = total.left + total.ends.get(TicketEnd.NO_SHOW, 0)
    return (
        Count(id="came", label=tr_("have come"), number=total.arrivals),
        Count(id="served", label=tr_("are served"), number=served, tone=Tone.GOOD),
        Count(id="unfinished", label=tr_("wait or are at a desk"), number=total.unfinished),
        Count(id="away", label=tr_("went away"), number=away, tone=Tone.WARN),
        Count(id="rebooked", label=tr_("are rebooked"), number=total.rebooked, tone=Tone.INFO),
    )
