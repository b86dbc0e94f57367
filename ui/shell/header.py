"""The line at the top: desk, ticket and its clock, practice band, case, languages, person."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.domain.language import Lang
from i18n import N_
from ui.binding.presentation import HeaderState, Tone, Verb
from ui.binding.texts import tr_, ui_language
from ui.shell.keys import printed_key
from ui.theme.center import theme
from ui.theme.metrics import TextRole
from ui.widgets.chip import StatusChip
from ui.widgets.flow import FlowLayout
from ui.widgets.key_button import KeyButton
from ui.widgets.text import Label, restyle, wraps

_LANG_WORD = {Lang.KK: "Қаз", Lang.RU: "Рус"}
"""Each language calls itself by its own name, whatever the window speaks."""
_QUEUE = N_("Queue")
_SIDE = N_("In the way")


class HeaderBar(QFrame):
    """The top zone; it takes a second row when large text does not fit on one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("zone", "header")
        self._state: HeaderState | None = None
        self._desk = QFrame()
        self._desk.setProperty("chip", "desk")
        desk_box = QHBoxLayout(self._desk)
        desk_box.setContentsMargins(12, 3, 12, 3)
        self._desk_words = Label("", TextRole.STRONG, wrap=False)
        desk_box.addWidget(self._desk_words)
        self._desk_note = StatusChip("", Tone.WARN)
        self._ticket = Label("", TextRole.NUMBER, wrap=False)
        self._note = Label("", tone="muted")
        self._camera_on = False
        self._camera = StatusChip("", Tone.WARN)
        self._practice = StatusChip("", Tone.WARN)
        self._case = Label("")
        self._languages = Label("", tone="muted")
        self._person = Label("")
        self.queue_button = KeyButton(key=printed_key(Verb.QUEUE), icon="queue")
        self.side_button = KeyButton(key=printed_key(Verb.FACTS), icon="warning")
        self._flow = FlowLayout(self, gap=16, squeeze=True)
        self._flow.setContentsMargins(16, 4, 16, 4)
        left = (
            self._desk,
            self._desk_note,
            self.queue_button,
            self._ticket,
            self._camera,
            self._note,
        )
        right = (self.side_button, self._practice, self._case, self._languages, self._person)
        for widget in (*left, *right):
            self._flow.addWidget(widget)
        self._flow.set_spring(len(left))
        self.queue_button.hide()
        self.side_button.hide()
        wraps(self)
        self._counts = (0, 0)
        self._compact = False
        self.retranslate()
        ui_language().changed.connect(self.retranslate)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def render_header(self, state: HeaderState) -> None:
        """Show ``state``."""
        self._state = state
        for label, words in (
            (self._desk_words, state.desk),
            (self._ticket, state.ticket),
            (self._note, state.ticket_note),
            (self._person, state.person),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self._desk.setAccessibleName(state.desk)
        self._practice.show_state(state.practice, Tone.WARN)
        self._desk_note.show_state(state.desk_note, Tone.WARN)
        restyle(self, practice=bool(state.practice))
        self.retranslate()

    def show_camera(self, on: bool) -> None:
        """Say that the camera looks, on every page and for as long as it does."""
        self._camera_on = on
        self.retranslate()

    def show_counts(self, waiting: int, findings: int) -> None:
        """Keep the numbers of the folded zones in sight."""
        self._counts = (waiting, findings)
        self.retranslate()

    def fold(self, *, queue: bool, side: bool) -> None:
        """Show the buttons of the zones that are drawers now."""
        self.queue_button.setVisible(queue)
        self.side_button.setVisible(side)
        self._compact = queue and side
        self._show_details()

    def details(self) -> tuple[str, ...]:
        """What left the header for the drawer of the facts, so that nothing is lost."""
        labels = (self._note, self._languages, self._person) if self._compact else ()
        return tuple(label.text() for label in labels if label.text())

    def _show_details(self) -> None:
        for label in (self._note, self._languages, self._person):
            label.setVisible(bool(label.text()) and not self._compact)
        self._flow.invalidate()
        self.updateGeometry()

    def retranslate(self) -> None:
        """Say the header's own words in the present language."""
        waiting, findings = self._counts
        self.setAccessibleName(tr_("Desk, ticket and case"))
        self.queue_button.setText(f"{tr_(_QUEUE)} ·\u00a0{waiting}")
        self.side_button.setText(f"{tr_(_SIDE)} ·\u00a0{findings}")
        self._camera.show_state(tr_("The camera is on") if self._camera_on else "", Tone.WARN)
        state = self._state
        number = state.case_number if state else ""
        self._case.setText(tr_("Case {number}", number=number) if number else "")
        self._case.setVisible(bool(number))
        spoken = tr_("Interface: {lang}", lang=_LANG_WORD[ui_language().lang])
        paper = state.paper_lang if state else None
        if paper is not None:
            spoken += " · " + tr_("Papers: {lang}", lang=_LANG_WORD[paper])
        self._languages.setText(spoken)
        self._show_details()

    def _on_theme_changed(self) -> None:
        self.setMinimumHeight(theme().metrics.px(48))
