"""Lines of the paper journal, taken over one after the other with their true times."""

import datetime

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.language import Lang
from app.domain.visit import Purpose, TicketEnd
from app.usecases.queue.acts_view import ActsView
from app.usecases.queue.ordinary_queue import EnterArrival
from ui.binding.present_ordinary import end_choices
from ui.binding.presentation import Choice, Verb, VerbItem
from ui.binding.texts import tr_
from ui.binding.words import PURPOSES
from ui.pages.blocks import Card, Columns, PickBox
from ui.pages.branch_panel import BranchPanel
from ui.pages.ordinary_cards import line_card
from ui.widgets.card_panel import CardPanel
from ui.widgets.choice import ChoiceList
from ui.widgets.date_edit import DateEdit
from ui.widgets.digits_edit import DigitsEdit
from ui.widgets.field import Field
from ui.widgets.time_edit import TimeEdit

_NAMES = {Lang.KK: "Қазақша", Lang.RU: "Русский"}


class EntryPanel(BranchPanel[ActsView]):
    """Four digits and Enter are a line: purpose and language stay from the one before."""

    def __init__(self) -> None:
        super().__init__()
        self.form = Card()
        self.line = DigitsEdit()
        self.day, self.time = DateEdit(), TimeEdit()
        self.purposes, self.languages = ChoiceList(beside=True), ChoiceList(beside=True)
        self.ends = PickBox()
        self.link, self.reason = QLineEdit(), QLineEdit()
        self.fields = {
            "line": Field("", self.line),
            "day": Field("", self.day),
            "arrived_at": Field("", self.time),
            "purpose": Field("", self.purposes),
            "language": Field("", self.languages),
            "end": Field("", self.ends),
            "link": Field("", self.link),
            "reason": Field("", self.reason),
        }
        self._result = Columns(self.fields["link"], self.fields["reason"])
        self.form.add(
            Columns(*(self.fields[name] for name in ("line", "day", "arrived_at", "end"))),
            *(self.fields[name] for name in ("purpose", "language")),
            self._result,
        )
        self.list = CardPanel(goes_on=True)
        self.body.addWidget(self.form)
        self.body.addWidget(self.list)
        self.time.time_changed.connect(lambda _: self.changed.emit())
        self.day.day_changed.connect(lambda _: self.changed.emit())
        for edit in (self.link, self.reason):
            edit.setMaxLength(200)
            edit.textChanged.connect(lambda _: self.changed.emit())
        for choices in (self.purposes, self.languages):
            choices.chosen.connect(lambda _: self.draw_again())
        self.ends.currentIndexChanged.connect(lambda _: self.draw_again())
        self.purposes.render_choices(_purposes(), Purpose.INTAKE.value)
        self.languages.render_choices(_languages(), Lang.KK.value)
        self._offer_ends()

    def first_focus(self) -> QWidget | None:
        """The time: the one thing that every line has of its own."""
        return self.time

    def draw(self, seen: ActsView) -> None:
        """The form, and the lines that were taken over last."""
        act = seen.act.act if seen.act is not None else None
        self.form.setVisible(act is not None)
        self.form.head(
            tr_("A line of the paper journal"),
            tr_("The time is that of the paper; when it was entered stands beside it."),
        )
        labels = {
            "line": tr_("Number on the sheet"),
            "day": tr_("Day of arrival"),
            "arrived_at": tr_("Time of arrival"),
            "purpose": tr_("column: purpose"),
            "language": tr_("Language of the visitor"),
            "end": tr_("How the visit ended"),
            "link": tr_("Number of the case"),
            "reason": tr_("Appeal, consultation, issue, or why none"),
        }
        for name, label in labels.items():
            self.fields[name].set_label(label)
        self.fields["reason"].set_hint(tr_("A few words, no personal data."))
        self.purposes.render_choices(_purposes(), self.purposes.current_id())
        self.languages.render_choices(_languages(), self.languages.current_id())
        self._offer_ends()
        several = act is not None and act.started_at.date() != seen.now.date()
        self.fields["day"].setVisible(several)
        if several and act is not None and not self.day.text():
            self.day.set_day(act.started_at.date())
        ended = bool(self.ends.value())
        self._result.setVisible(ended)
        self._draw_list(seen)

    def _offer_ends(self) -> None:
        self.ends.offer(tuple((one.id, one.label) for one in end_choices(still=True)))

    def _draw_list(self, seen: ActsView) -> None:
        lines = seen.act.lines if seen.act is not None else ()
        paper = [one for one in lines if one.entered_at is not None]
        paper.sort(key=lambda one: one.entered_at or seen.now, reverse=True)
        empty = (
            tr_("No line was taken over from paper yet.")
            if seen.act is not None
            else tr_("There is no act to which lines could be written.")
        )
        self.list.name(tr_("Taken over from paper, the last first"), empty)
        self.list.show_cards(tuple(line_card(one, seen.now) for one in paper), 320)

    def forward(self) -> VerbItem | None:
        """Take the line over."""
        if self.seen is None or self.seen.act is None:
            return None
        label = tr_("Take the line over")
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=self._missing(), primary=True)

    def _missing(self) -> str:
        forbidden = self.not_yours("enter_arrival")
        wrong = self.time.problem() or self.day.problem()
        if forbidden or wrong:
            return forbidden or wrong
        if self._moment() is None:
            return tr_("write the time of arrival")
        told = self.link.text().strip() or self.reason.text().strip()
        return tr_("name the case or the reason") if self.ends.value() and not told else ""

    def _moment(self) -> datetime.datetime | None:
        """The true time of the line, with the zone of the branch."""
        at = self.time.typed()
        if at is None or self.seen is None:
            return None
        day = self.day.day() if self.fields["day"].isVisibleTo(self) else None
        now = self.seen.now
        return datetime.datetime.combine(day or now.date(), at, tzinfo=now.tzinfo)

    def order(self) -> object | None:
        """One line with its true time."""
        moment = self._moment()
        act = self.seen.act if self.seen is not None else None
        if moment is None or act is None or self._missing():
            return None
        end = self.ends.value()
        return EnterArrival(
            arrived_at=moment,
            purpose=Purpose(self.purposes.current_id()),
            language=Lang(self.languages.current_id()),
            line=int(self.line.digits or "0"),
            act=act.act.number,
            end=TicketEnd(end) if end else None,
            link=self.link.text().strip() if end else "",
            reason=self.reason.text().strip() if end else "",
        )

    def done(self, word: str) -> None:
        """On to the next line: the time is new, the number goes on, the rest stays."""
        if word != "enter_arrival":
            return
        if self.line.digits:
            self.line.set_digits(str(int(self.line.digits) + 1))
        self.time.clear()
        self.link.clear()
        self.reason.clear()
        self.time.setFocus()


def _purposes() -> tuple[Choice, ...]:
    return tuple(Choice(id=one.value, label=tr_(PURPOSES[one])) for one in Purpose)


def _languages() -> tuple[Choice, ...]:
    return tuple(Choice(id=lang.value, label=name) for lang, name in _NAMES.items())
