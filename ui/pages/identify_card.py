"""The card reader on the page of identification: it waits, reads, asks for a key, or shows a doubt.

A card that opens by itself is handed in by itself. Only a chip whose data were altered waits for the
employee, who looks at the document and says why they go on (R-058).
"""

from enum import Enum, auto

from PySide6.QtWidgets import QWidget

from app.domain.chip import CardNumberKey
from app.ports.card_faults import CARD_KEY_WRONG
from app.ports.devices import CardFacts
from app.usecases.card_identity import identify_by_card
from app.usecases.identify import Identify
from i18n import N_
from ui.binding.present_devices import advice, trouble
from ui.binding.presentation import Tone
from ui.binding.texts import tr_
from ui.pages.blocks import Line
from ui.pages.identify_forms import ReasonBox, SourceForm
from ui.theme.metrics import TextRole
from ui.widgets.digits_edit import DigitsEdit
from ui.widgets.field import Field
from ui.widgets.text import Label

DIGITS = 6
_REASONS = (
    N_("the document itself shows no sign of forgery"),
    N_("another document of the same person agrees"),
    N_("the register has the same data"),
)


class _State(Enum):
    WAITING = auto()
    READING = auto()
    LOCKED = auto()
    TROUBLE = auto()
    DOUBTED = auto()


class CardForm(SourceForm):
    """Says where the reader stands; has a field for the six digits, and one for a reason."""

    def __init__(self) -> None:
        super().__init__()
        self._line = Line("card", role=TextRole.STRONG)
        self._note = Label("", tone="muted")
        self.number = DigitsEdit(length=DIGITS)
        self.number.setMaximumWidth(220)
        self.reason = ReasonBox(_REASONS)
        self._fields = {
            "card_number": Field("", self.number),
            "reason": Field("", self.reason),
        }
        self.number.noticed.connect(self._fields["card_number"].set_feedback)
        for part in (self._line, self._note, *self._fields.values()):
            self.box.addWidget(part)
        self.number.textChanged.connect(lambda _text: self.changed.emit())
        self.reason.editTextChanged.connect(lambda _text: self.changed.emit())
        self._state, self._code = _State.WAITING, ""
        self._facts: CardFacts | None = None
        self._take(_State.WAITING)

    # Where the reader stands.

    def show_waiting(self) -> None:
        """No card is in."""
        self._take(_State.WAITING)

    def show_reading(self) -> None:
        """A card is being read."""
        self._take(_State.READING)

    def show_trouble(self, code: str) -> None:
        """The card could not be read."""
        self._take(_State.TROUBLE, code)

    def show_locked(self, code: str) -> None:
        """The chip waits for its key; what was typed stays, so that one digit can be corrected."""
        self._take(_State.LOCKED, code)

    def hold(self, facts: CardFacts) -> None:
        """The chip is read and its data are not as signed: the employee decides."""
        code = facts.verdict.code if facts.verdict is not None else ""
        self._take(_State.DOUBTED, code)
        self._facts = facts
        self.changed.emit()

    @property
    def locked(self) -> bool:
        """Whether a chip waits for its key."""
        return self._state is _State.LOCKED

    @property
    def reading(self) -> bool:
        """Whether a card is being read."""
        return self._state is _State.READING

    @property
    def doubted(self) -> bool:
        """Whether a read card waits for the employee's decision."""
        return self._state is _State.DOUBTED

    def key(self) -> CardNumberKey | None:
        """The typed number as a key, once it is whole and a chip waits for it."""
        whole = self.locked and len(self.number.digits) == DIGITS
        return CardNumberKey(self.number.digits) if whole else None

    # What every form says.

    def retranslate(self) -> None:
        """Say where the reader stands."""
        words, icon, tone, note = self._words()
        self._line.say(words, icon, tone)
        self._note.setText(note)
        self._fields["card_number"].set_label(tr_("The six digits printed on the document"))
        self._fields["reason"].set_label(tr_("Why you go on with this document"))
        self.reason.retranslate()

    def _words(self) -> tuple[str, str, Tone, str]:
        if self._state is _State.READING:
            return (
                tr_("The card is being read…"),
                "clock",
                Tone.INFO,
                tr_("Leave it in the reader."),
            )
        if self._state is _State.LOCKED and self._code != CARD_KEY_WRONG:
            return tr_("The chip waits for its key"), "lock", Tone.INFO, advice(self._code)
        if self._code:
            stop = self._state is _State.DOUBTED
            tone, icon = (Tone.STOP, "cross") if stop else (Tone.WARN, "warning")
            return trouble(self._code), icon, tone, advice(self._code)
        waiting = tr_("Nothing has to be pressed: the person appears by itself.")
        return tr_("Put the identity card into the reader"), "card", Tone.INFO, waiting

    def forget(self) -> None:
        """What was typed for one card says nothing of another."""
        self.number.clear()
        self.reason.empty()

    def clear(self) -> None:
        """No card is in, nothing is typed."""
        self.forget()
        self.show_waiting()

    @property
    def touched(self) -> bool:
        """Whether the employee has something to hand in here."""
        return self.doubted or (self.locked and bool(self.number.digits))

    def label(self) -> str:
        """The number opens the chip; then the person is there."""
        return tr_("Open the chip") if self.locked else super().label()

    def lacking(self) -> str:
        """A card is read by itself; a locked one wants its key, a doubted one a reason."""
        if self.locked:
            return "" if self.key() is not None else tr_("scan the zone or type the six digits")
        if self.doubted:
            return (
                ""
                if self.reason.reason()
                else tr_("choose or write why you go on with this document")
            )
        return tr_("put the card in or choose another way")

    def command(self) -> Identify | None:
        """The doubted card with the reason; every other hands itself in."""
        if self._facts is None:
            return None
        return identify_by_card(self._facts, self.reason.reason())

    def first_focus(self) -> QWidget | None:
        """What is awaited of the employee now."""
        if self.locked:
            return self.number
        return self.reason if self.doubted else None

    def _take(self, state: _State, code: str = "") -> None:
        self._state, self._code, self._facts = state, code, None
        self._fields["card_number"].setVisible(state is _State.LOCKED)
        self._fields["reason"].setVisible(state is _State.DOUBTED)
        shown = {_State.LOCKED: "card_number", _State.DOUBTED: "reason"}.get(state)
        self.fields = {shown: self._fields[shown]} if shown is not None else {}
        self.retranslate()
