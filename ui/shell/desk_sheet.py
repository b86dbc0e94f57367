"""Another desk for this workplace: chosen among those of the branch, taken at the next start."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.binding.presentation import Choice
from ui.binding.texts import tr_
from ui.widgets.choice import ChoiceList
from ui.widgets.key_button import KeyButton, Variant, VerbBox
from ui.widgets.sheet import BACK, Edge, Sheet
from ui.widgets.text import Label


class DeskSheet(Sheet):
    """Signals: ``given(int)`` the number of the desk."""

    given = Signal(int)

    def __init__(self, host: QWidget) -> None:
        self._lead = Label("")
        self.desks = ChoiceList(beside=True)
        self._act = KeyButton(variant=Variant.PRIMARY)
        super().__init__(host, width=520, edge=Edge.CENTRE)
        self.body.addWidget(self._lead)
        self.body.addWidget(self.desks)
        self.body.addWidget(VerbBox(self._act))
        self._act.clicked.connect(self._on_act)
        self.desks.chosen.connect(lambda _id: self._shape())

    def retranslate(self) -> None:
        """The way out is «back»."""
        self.close_button.setText(tr_(BACK))

    def ask(self, numbers: tuple[int, ...], now: int, held: frozenset[int]) -> None:
        """Offer the desks of the branch; the one of now and those that are held say so."""
        self.set_title(tr_("Which desk is this?"))
        self._lead.setText(
            tr_(
                "The number stands on the sign of the desk. It is taken when the program starts anew."
            )
        )
        taken, mine = tr_("held by another workplace"), tr_("the number set now")
        self.desks.setAccessibleName(tr_("Which desk is this?"))
        self.desks.render_choices(
            tuple(
                Choice(
                    id=str(number),
                    label=tr_("Desk {number}", number=number),
                    blocked=mine if number == now else taken if number in held else "",
                )
                for number in numbers
            )
        )
        self._act.setText(tr_("Keep this number"))
        self._shape()
        self.present()

    def _shape(self) -> None:
        chosen = bool(self.desks.current_id())
        self._act.set_blocked("" if chosen else tr_("choose the desk first"))

    def _on_act(self) -> None:
        self.dismiss()
        self.given.emit(int(self.desks.current_id()))
