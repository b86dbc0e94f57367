"""The explanation that comes before a «no» to a consent is written down, and the ways that are left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.case import ConsentKind
from i18n import N_
from ui.binding.presentation import Choice
from ui.binding.texts import tr_
from ui.theme.metrics import GAP_SMALL
from ui.widgets.choice import ChoiceList
from ui.widgets.key_button import KeyButton
from ui.widgets.text import Label
from ui.widgets.tick import Tick

_WITHOUT = {
    ConsentKind.A: N_("Without it protected sources are not asked. Own documents may be shown."),
    ConsentKind.B: N_("Without it the operator's signature does not certify the application."),
    ConsentKind.C: N_("Without it the application is not sent by its ordinary electronic road."),
}
WAYS = {
    "later": N_("will consent later, the draft is kept"),
    "own_documents": N_("will show own documents where the act allows it"),
    "self_service": N_("will file through self-service with an own EDS"),
    "leave": N_("leaves, the draft is erased"),
    "insist": N_("insists on filing without consent"),
}


class RefusalPanel(QWidget):
    """The explanation that comes before a «no» is written down, and what the applicant chooses.

    Signals: ``settled(str)`` the chosen way.
    """

    settled = Signal(str)

    def __init__(self, kind: ConsentKind) -> None:
        super().__init__()
        self._kind = kind
        self._what = Label("")
        self._never = Label("", tone="muted")
        self._ways = ChoiceList()
        self._told = Tick()
        self._done = KeyButton()
        self._ways.chosen.connect(lambda _id: self._shape())
        self._told.toggled.connect(lambda _on: self._shape())
        self._done.clicked.connect(lambda: self.settled.emit(self._ways.current_id()))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(GAP_SMALL)
        for part in (self._what, self._never, self._ways, self._told):
            box.addWidget(part)
        box.addWidget(self._done, 0, Qt.AlignmentFlag.AlignLeft)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        self._what.setText(tr_(_WITHOUT[self._kind]))
        self._never.setText(
            tr_("A missing consent is no ground to refuse intake. The applicant chooses:")
        )
        self._ways.setAccessibleName(tr_("What the applicant chooses"))
        self._ways.render_choices(self._offered(), self._ways.current_id())
        self._told.setText(tr_("I have explained what is no longer possible and what is"))
        self._done.setText(tr_("Write down that it is not given"))
        self._shape()

    def _offered(self) -> tuple[Choice, ...]:
        return tuple(Choice(id=way, label=tr_(words)) for way, words in WAYS.items())

    def clear(self) -> None:
        """Nothing was explained."""
        self._told.setChecked(False)
        self._ways.render_choices((), "")
        self.retranslate()

    def begin(self, noted: str) -> None:
        """Give the focus to the ways; ``noted`` is what the applicant chose before."""
        if noted in WAYS and not self._ways.current_id():
            self._ways.render_choices(self._offered(), noted)
            self._shape()
        first = self._ways.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _shape(self) -> None:
        if not self._ways.current_id():
            reason = tr_("choose what the applicant wants")
        else:
            reason = "" if self._told.isChecked() else tr_("explain it first")
        self._done.set_blocked(reason)
