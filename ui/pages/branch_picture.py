"""The day as a picture: how full each purpose is, the curve, the desks, the calls out of turn."""

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.usecases.queue.branch_day import BranchDay, PurposeNow
from app.usecases.queue.branch_day import DeskState as DeskStanding
from ui.binding.present_branch import (
    LIGHTS,
    call_line,
    desk_line,
    desk_name,
    desk_state,
    hour_of,
    load_words,
    point_words,
    waiting_words,
)
from ui.binding.texts import show_time, tr_
from ui.binding.words import PURPOSES
from ui.pages.blocks import Card
from ui.pages.branch_panel import BranchPanel
from ui.theme.metrics import GAP_SMALL, TextRole
from ui.widgets.day_curve import CurveState, CurveStop, DayCurve
from ui.widgets.desk_tile import DeskRow, DeskState
from ui.widgets.figure_table import FigureRow, FigureTable
from ui.widgets.key_button import KeyButton
from ui.widgets.load_card import LoadRow, LoadState
from ui.widgets.text import Label

_SHOWN_CALLS = 6
_USUAL = (9, 18)


class PicturePanel(BranchPanel[BranchDay]):
    """Looked at, not worked in; Space on the curve turns it into a table and back."""

    def __init__(self) -> None:
        super().__init__()
        self._as_table = False
        self.loads = LoadRow()
        self.curve_card = Card()
        self.curve = DayCurve()
        self.table = FigureTable()
        self.turn = KeyButton(key="", icon="board")
        self._legend = Label("", TextRole.SMALL, tone="muted")
        below = QWidget()
        line = QHBoxLayout(below)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP_SMALL)
        line.addWidget(self._legend, 1)
        line.addWidget(self.turn)
        self.curve_card.add(self.curve, self.table, below)
        self.curve.table_asked.connect(self._on_turned)
        self.turn.clicked.connect(self._on_turned)
        self._desks_name = Label("", TextRole.SECTION)
        self.desks = DeskRow()
        self._closed = Label("", tone="muted")
        self.calls = Card()
        self._calls = Label("")
        self.calls.add(self._calls)
        desks = (self._desks_name, self.desks, self._closed)
        for part in (self.loads, self.curve_card, *desks, self.calls):
            self.body.addWidget(part)

    def first_focus(self) -> QWidget | None:
        """The picture, whose quarter hours can be walked."""
        return self.table if self._as_table else self.curve

    def _on_turned(self) -> None:
        inside = self.curve.hasFocus() or self.table.hasFocus()
        self._as_table = not self._as_table
        if self.seen is not None:
            self.draw(self.seen)
        focus = self.first_focus()
        if inside and focus is not None:
            focus.setFocus()
        self.changed.emit()

    def draw(self, day: BranchDay) -> None:
        """Everything anew."""
        self.loads.show_states(tuple(map(load_state, day.purposes)))
        self._draw_curve(day)
        self._desks_name.setText(tr_("tab: desks"))
        self.desks.show_desks(
            tuple(
                DeskState(
                    id=desk.desk,
                    name=desk_name(desk.desk),
                    state=desk_state(desk)[0],
                    tone=desk_state(desk)[1],
                    line=desk_line(desk),
                )
                for desk in day.desks
                if desk.state is not DeskStanding.CLOSED or desk.ticket
            )
        )
        closed = [one.desk for one in day.desks if one.state is DeskStanding.CLOSED]
        shut = tr_("Closed desks: {numbers}", numbers=", ".join(closed)) if closed else ""
        self._closed.setText(shut)
        self._closed.setVisible(bool(closed))
        calls = day.figures.out_of_turn
        more = len(calls) - _SHOWN_CALLS
        note = tr_("{count} more earlier", count=more) if more > 0 else ""
        self.calls.head(tr_("Called out of turn today"), note)
        lines = "\n".join(call_line(call) for call in reversed(calls[-_SHOWN_CALLS:]))
        self._calls.setText(lines or tr_("Nobody was called out of turn."))
        self._calls.set_tone("" if lines else "muted")

    def _draw_curve(self, day: BranchDay) -> None:
        self.curve_card.head(tr_("The day by quarter hours"))
        self.curve.setAccessibleName(tr_("The curve of who waited; arrows walk it"))
        self.curve.show_state(curve_state(day))
        self._draw_table(day)
        self.curve.setVisible(not self._as_table)
        self.table.setVisible(self._as_table)
        self._legend.setText(
            tr_("Line: waiting. Columns below: called in a quarter hour. Space: as a table.")
        )
        self._legend.setVisible(not self._as_table)
        self.turn.setText(tr_("As a picture") if self._as_table else tr_("As a table"))

    def _draw_table(self, day: BranchDay) -> None:
        if not self._as_table:
            return
        shown = [one.purpose for one in day.purposes]
        columns = (
            tr_("column: time"),
            *(tr_(PURPOSES[purpose]) for purpose in shown),
            tr_("column: all"),
            tr_("column: called"),
        )
        rows = tuple(
            FigureRow(
                name=show_time(point.at),
                cells=(
                    *(str(point.waiting[purpose]) for purpose in shown),
                    str(point.all),
                    str(point.called),
                ),
            )
            for point in day.figures.curve
        )
        self.table.show_rows(tr_("Waiting by quarter hours"), columns, rows)


def load_state(one: PurposeNow) -> LoadState:
    """One purpose as its card."""
    word, tone, level = LIGHTS[one.light]
    warning, lines = load_words(one)
    return LoadState(
        id=one.purpose.value,
        name=tr_(PURPOSES[one.purpose]),
        waiting=one.waiting,
        waiting_words=waiting_words(one.waiting),
        level=level,
        word=tr_(word),
        tone=tone,
        lines=lines,
        warning=warning,
    )


def curve_state(day: BranchDay) -> CurveState:
    """The curve of a day with its axis from opening to closing, wider where more happened."""
    figures = day.figures
    stops = tuple(
        CurveStop(
            hour=hour_of(point.at),
            waiting=point.all,
            called=point.called,
            words=point_words(point),
        )
        for point in figures.curve
    )
    hours = [hour_of(at) for at in (figures.opens, figures.closes, day.now) if at is not None]
    spread = [*(hours or map(float, _USUAL)), *(stop.hour for stop in stops)]
    return CurveState(
        stops=stops,
        first=int(min(spread)),
        last=min(24, -int(-max(spread) // 1)),
        now=hour_of(day.now) if figures.day == day.now.date() else None,
        now_label=tr_("now {time}", time=show_time(day.now)),
        closing=_hour(figures.closes),
        closing_label=tr_("closing {time}", time=show_time(figures.closes))
        if figures.closes is not None
        else "",
        empty=tr_("Nobody has come yet."),
    )


def _hour(moment: datetime | None) -> float | None:
    return hour_of(moment) if moment is not None else None
