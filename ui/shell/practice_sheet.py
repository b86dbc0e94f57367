"""The hands at the practice devices: a card put in or taken out, a code held before the scanner."""

from PySide6.QtWidgets import QLineEdit, QWidget

from app.ports.simulation import SimulatedCard, Simulation
from ui.binding.present_devices import trouble
from ui.binding.texts import show_date, tr_
from ui.pages.blocks import Line
from ui.shell.simulator_panel import SimulatorPanel
from ui.widgets.card_list import Card
from ui.widgets.card_panel import CardPanel
from ui.widgets.field import Field
from ui.widgets.key_button import KeyButton
from ui.widgets.sheet import Sheet

_ROOM = 260


class PracticeSheet(Sheet):
    """Only on a practice branch: nobody there is a real person."""

    def __init__(self, host: QWidget, simulation: Simulation, around: SimulatorPanel) -> None:
        self._simulation = simulation
        self._around = around
        self._lead = Line("info")
        self._cards = CardPanel()
        self._cards.chosen.connect(self._on_card)
        self._out = KeyButton(icon="card")
        self._out.clicked.connect(self._on_out)
        self._code = QLineEdit()
        self._field = Field("", self._code)
        self._scan = KeyButton(icon="scanner")
        self._scan.clicked.connect(self._on_scan)
        self._code.returnPressed.connect(self._on_scan)
        super().__init__(host, width=460)
        parts = (self._lead, self._cards, self._out, self._field, self._scan, self._around)
        for part in parts:
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the present language."""
        super().retranslate()
        self.set_title(tr_("Practice devices"))
        self._lead.say(tr_("Made-up people: choosing a card puts it into the simulated reader."))
        self._cards.name(tr_("Cards at hand"), tr_("There are no cards."))
        self._cards.show_cards(tuple(_card(card) for card in self._simulation.cards()), room=_ROOM)
        self._out.setText(tr_("Take the card out"))
        self._field.set_label(tr_("A code or the lines of a zone"))
        self._field.set_hint(tr_("the lines of a zone are parted by a space"))
        self._scan.setText(tr_("Hold it before the scanner"))
        self._around.retranslate()

    def _on_card(self, card_id: str) -> None:
        self.dismiss()
        self._simulation.remove_card()
        self._simulation.insert_card(card_id)

    def _on_out(self) -> None:
        self.dismiss()
        self._simulation.remove_card()

    def _on_scan(self) -> None:
        text = self._code.text().strip()
        if not text:
            return
        self.dismiss()
        self._code.clear()
        self._simulation.scan("\n".join(text.split()) if "<" in text else text)


def _card(card: SimulatedCard) -> Card:
    if card.facts is None:
        words = trouble(card.fault) if card.fault else tr_("an empty card")
        return Card(id=card.id, title=tr_("A damaged card"), hint=words)
    person, document = card.facts.person, card.facts.document
    until = tr_("valid until {date}", date=show_date(document.expires)) if document.expires else ""
    born = tr_("born {date}", date=show_date(person.birth_date))
    printed = tr_("six digits on it: {digits}", digits=card.number) if card.number else ""
    hint = ", ".join(part for part in (born, printed) if part)
    return Card(id=card.id, title=person.name.full, hint=hint, note=until)
