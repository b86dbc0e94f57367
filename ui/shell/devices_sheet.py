"""The devices of the desk: what each says, try again, the keys for signing, a report to hand on."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.signing_key import OfferedKey
from app.errors import AppError
from app.ports.devices import Devices, DeviceState, Slot
from ui.binding.device_history import DeviceHistory
from ui.binding.failures import notice_of
from ui.binding.present_device_report import (
    DeviceNote,
    device_notes,
    key_lines,
    not_chosen,
    report_text,
)
from ui.binding.presentation import Tone
from ui.binding.relay import Relay
from ui.binding.texts import tr_
from ui.pages.blocks import Line
from ui.theme.metrics import TextRole
from ui.widgets.key_button import KeyButton
from ui.widgets.sheet import Sheet
from ui.widgets.text import Label

_SHOWN_EVENTS = 12


class DeviceCard(QFrame):
    """One device; ``again`` is offered where it is not well, ``keys`` at one that signs."""

    def __init__(self, retry: Callable[[Slot], None], slot: Slot) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._title = Line(role=TextRole.HEADING)
        self._what, self._cause, self._step = (Label("") for _ in range(3))
        self.again = KeyButton(icon="refresh")
        self.again.clicked.connect(lambda: retry(slot))
        self.keys = KeyButton(icon="pen")
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 12)
        box.setSpacing(6)
        for part in (self._title, self._what, self._cause, self._step, self.again, self.keys):
            box.addWidget(part)

    def show_note(self, note: DeviceNote, *, well: bool) -> None:
        """Say what the device says now."""
        self._title.say(note.title, note.icon, note.tone)
        for label, words in (
            (self._what, note.what),
            (self._cause, note.cause),
            (self._step, note.step),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self.again.setText(tr_("Try again"))
        self.again.setAccessibleName(f"{tr_('Try again')}: {note.title}")
        self.again.setVisible(not well)
        self.keys.setText(tr_("Show the keys at hand"))
        self.keys.setVisible(well and note.slot is Slot.EDS)
        self.setAccessibleName(". ".join(note.lines))


class DevicesSheet(Sheet):
    """Drawn anew at every change of a device while it is open."""

    def __init__(
        self,
        host: QWidget,
        devices: Devices,
        history: DeviceHistory,
        *,
        desk: str,
        now: Callable[[], datetime],
    ) -> None:
        self._devices, self._history = devices, history
        self._desk, self._now = desk, now
        self._relay = Relay()
        self._cards: dict[Slot, DeviceCard] = {}
        self._rest = Label("", tone="muted")
        self._keys = Line("pen")
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._events_title, self._events = Label("", TextRole.HEADING), Label("", TextRole.SMALL)
        self.copy_button = KeyButton(icon="note")
        self._copied = Line("check", Tone.GOOD)
        super().__init__(host, width=520)
        self.body.addLayout(self._list)
        for part in (self._rest, self._events_title, self._events, self.copy_button, self._copied):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.copy_button.clicked.connect(self._on_copy)
        self.retranslate()

    def ask(self) -> None:
        """Show how the devices are now."""
        self._keys.say("")
        self._copied.say("")
        self.draw()
        self.present()

    def retranslate(self) -> None:
        """Say everything in the present language."""
        super().retranslate()
        self.set_title(tr_("Devices of the desk"))
        self._events_title.setText(tr_("What they reported lately"))
        self.copy_button.setText(tr_("Copy the report for the administrator"))
        self.draw_open()

    def end(self) -> None:
        """Take no late answer any more."""
        self._relay.close()

    def draw_open(self, *_: object) -> None:
        """Draw anew while somebody looks."""
        if self.isVisible():
            self.draw()

    def draw(self) -> None:
        """Say what every device says now."""
        statuses = self._devices.statuses()
        well = {one.slot for one in statuses if one.state is DeviceState.READY}
        for note in device_notes(statuses):
            self.card(note.slot).show_note(note, well=note.slot in well)
        rest = not_chosen(statuses)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        lines = self._history.lines()[:_SHOWN_EVENTS]
        self._events.setText("\n".join(lines) or tr_("nothing yet"))

    @property
    def keys_said(self) -> str:
        """What was said of the keys last."""
        return self._keys.words()

    def card(self, slot: Slot) -> DeviceCard:
        """The card of a device."""
        if slot not in self._cards:
            card = DeviceCard(self._devices.retry, slot)
            card.keys.clicked.connect(self._on_keys)
            self._cards[slot] = card
            self._list.addWidget(card)
            if slot is Slot.EDS:
                self._list.addWidget(self._keys)
        return self._cards[slot]

    def _on_keys(self) -> None:
        self._keys.say(tr_("The signature device is asked…"), "clock")
        self._relay.bring(self._devices.signing_keys(), self._on_told, self._on_failed)

    def _on_told(self, keys: tuple[OfferedKey, ...]) -> None:
        self._keys.say("\n".join(key_lines(keys, self._now())), "pen")

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, AppError):
            raise error
        notice = notice_of(error)
        words = f"{notice.title} {notice.advice}" if notice is not None else ""
        self._keys.say(words, "warning", Tone.WARN)

    def _on_copy(self) -> None:
        text = report_text(
            self._devices.statuses(),
            desk=self._desk,
            at=self._now(),
            events=self._history.lines(),
        )
        QGuiApplication.clipboard().setText(text)
        self._copied.say(tr_("Copied: no name, number or code of a person stands in it."))
