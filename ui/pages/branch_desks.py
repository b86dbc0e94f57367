"""The desks one by one; a silent one is set free for another workplace, with the reason."""

from PySide6.QtWidgets import QLineEdit, QWidget

from app.usecases.queue.branch_day import BranchDay, DeskNow, DeskState
from app.usecases.queue.open_desk import ReleaseDesk
from ui.binding.present_branch import desk_line, desk_name, desk_purposes, desk_state
from ui.binding.presentation import Verb, VerbItem
from ui.binding.texts import tr_
from ui.pages.branch_panel import BranchPanel
from ui.pages.custody_cards import joined
from ui.widgets.card_list import Card
from ui.widgets.card_panel import CardPanel
from ui.widgets.field import Field

_ROOM = 640


class DesksPanel(BranchPanel[BranchDay]):
    """Space on a desk takes it in hand; the filled button sets it free."""

    def __init__(self) -> None:
        super().__init__()
        self._chosen = ""
        self.list = CardPanel(goes_on=True)
        self.list.chosen.connect(self._on_chosen)
        self.reason = QLineEdit()
        self.reason.setMaxLength(200)
        self.reason.textChanged.connect(lambda _: self.changed.emit())
        self.fields["reason"] = Field("", self.reason)
        self.body.addWidget(self.list)
        self.body.addWidget(self.fields["reason"])

    def first_focus(self) -> QWidget | None:
        """The reason of the desk in hand, else the list."""
        return self.reason if self._in_hand() else self.list.first_focus()

    def _in_hand(self) -> DeskNow | None:
        desks = self.seen.desks if self.seen is not None else ()
        return next((one for one in desks if one.desk == self._chosen and one.releasable), None)

    def _on_chosen(self, desk: str) -> None:
        self._chosen = "" if desk == self._chosen else desk
        if self.seen is not None:
            self.draw(self.seen)
        if self._in_hand():
            self.reason.setFocus()
        self.changed.emit()

    def draw(self, day: BranchDay) -> None:
        """The list, and the reason for the desk in hand."""
        self.list.name(tr_("Desks of the department"), "")
        self.list.show_cards(tuple(self._card(desk) for desk in day.desks), _ROOM)
        field = self.fields["reason"]
        field.set_label(tr_("Why the desk is set free"))
        field.set_hint(tr_("A few words, no personal data."))
        field.setVisible(self._in_hand() is not None)

    def _card(self, desk: DeskNow) -> Card:
        word, tone = desk_state(desk)
        return Card(
            id=desk.desk,
            title=desk_name(desk.desk),
            note=desk_line(desk),
            hint=joined(desk_purposes(desk)),
            chip=word,
            tone=tone,
            current=desk.desk == self._chosen and desk.releasable,
        )

    def forward(self) -> VerbItem | None:
        """Set the desk in hand free."""
        desk = self._in_hand()
        number = desk.desk if desk is not None else ""
        label = tr_("Set desk {number} free", number=number) if number else tr_("Set a desk free")
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=self._missing(desk), primary=True)

    def _missing(self, desk: DeskNow | None) -> str:
        forbidden = self.not_yours("release_desk")
        if forbidden or desk is None:
            return forbidden or tr_("choose a desk that is held: Space on its row")
        return "" if self.reason.text().strip() else tr_("write a reason first")

    def order(self) -> object | None:
        """The word to the workplace that cannot let go by itself."""
        desk = self._in_hand()
        if desk is None or self._missing(desk):
            return None
        return ReleaseDesk(desk=desk.desk, reason=self.reason.text())

    def done(self, word: str) -> None:  # noqa: ARG002 - every act here uses the same fields
        """The desk is free."""
        self._chosen = ""
        self.reason.clear()


def silent_desks(day: BranchDay) -> int:
    """How many desks give no sign of life."""
    return sum(1 for desk in day.desks if desk.state is DeskState.SILENT)
