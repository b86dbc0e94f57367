"""The left zone: how many wait, the tickets, and the verbs of the queue."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from ui.binding.presentation import QueueState, Tone, VerbItem
from ui.binding.texts import tr_, tr_plural, ui_language
from ui.shell.keys import printed_key
from ui.theme.metrics import GAP, GAP_SMALL, TextRole
from ui.widgets.chip import StatusChip
from ui.widgets.key_button import KeyButton
from ui.widgets.queue_list import QueueList
from ui.widgets.text import Label


class QueuePane(QFrame):
    """Signals: ``ticket_chosen(str)``; ``verb_pressed(str)``."""

    ticket_chosen = Signal(str)
    verb_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("zone", "queue")
        self._state = QueueState(waiting=0)
        self._title = Label("", TextRole.SECTION)
        self.list = QueueList()
        self.list.chosen.connect(self.ticket_chosen)
        self._verbs = QWidget()
        self._grid = QGridLayout(self._verbs)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP_SMALL)
        self._buttons: dict[str, KeyButton] = {}
        self._note = StatusChip()
        self._reason = Label("", tone="muted")
        self._reason.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(GAP, GAP, GAP, GAP)
        box.setSpacing(GAP_SMALL)
        box.addWidget(self._title)
        box.addWidget(self._note)
        box.addWidget(self.list, 1)
        box.addWidget(self._reason)
        box.addWidget(self._verbs)
        self.retranslate()
        ui_language().changed.connect(self.retranslate)

    def render_queue(self, state: QueueState) -> None:
        """Show ``state``."""
        before, self._state = self._state, state
        self._note.show_state(state.note, Tone.WARN)
        self.list.render_items(state.items, state.empty)
        if tuple(v.verb for v in before.verbs) != tuple(v.verb for v in state.verbs):
            self._rebuild(state.verbs)
        for item in state.verbs:
            self._buttons[item.verb].setText(item.label)
            self._buttons[item.verb].set_blocked(item.blocked)
        reasons = list(dict.fromkeys(item.blocked for item in state.verbs if item.blocked))
        self._reason.setText("\n".join(reasons))
        self._reason.setVisible(bool(reasons))
        self.retranslate()

    def item(self, verb: str) -> VerbItem | None:
        """The item shown for ``verb``, if any."""
        return next((item for item in self._state.verbs if item.verb == verb), None)

    def retranslate(self) -> None:
        """Say the heading in the present language."""
        waiting = tr_plural("{count} waiting", "{count} waiting", self._state.waiting)
        self._title.setText(f"{tr_('Queue')} · {waiting}")
        self.setAccessibleName(self._title.text())

    def _rebuild(self, verbs: tuple[VerbItem, ...]) -> None:
        for button in self._buttons.values():
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for place, item in enumerate(verbs):
            # The first verb has the whole row, the others share the next ones in pairs.
            row, column, span = (0, 0, 2) if place == 0 else ((place + 1) // 2, (place - 1) % 2, 1)
            if place and place == len(verbs) - 1 and column == 0:
                span = 2
            button = KeyButton(key=printed_key(item.verb), stacked=place > 0 and span == 1)
            button.clicked.connect(lambda _=False, key=item.verb: self.verb_pressed.emit(key))
            self._grid.addWidget(button, row, column, 1, span)
            self._buttons[item.verb] = button
