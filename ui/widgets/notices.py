"""What a place says when it has nothing to show, is waiting, or has failed; and bands above pages."""

from PySide6 import QtGui
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.binding.presentation import FailureNotice, FieldError, Tone
from ui.binding.texts import tr_, ui_language
from ui.theme.center import theme
from ui.theme.metrics import TextRole
from ui.widgets.chip import INKS, SIGNS
from ui.widgets.icon import Icon
from ui.widgets.key_button import KeyButton, LinkButton
from ui.widgets.text import Label, restyle, show_if


def announce(widget: QWidget, words: str) -> None:
    """Have assistive technology say ``words`` without moving the focus."""
    # Taken from the module: PySide reads these large classes when they are first named.
    QtGui.QAccessible.updateAccessibility(QtGui.QAccessibleAnnouncementEvent(widget, words))


class Banner(QFrame):
    """A band with sign and words. Signals: ``acted`` when its button was pressed."""

    acted = Signal()

    def __init__(
        self,
        text: str = "",
        tone: Tone = Tone.INFO,
        *,
        action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = Icon("info", "accent", 20)
        self._words = Label("")
        self._action = KeyButton(action)
        self._action.clicked.connect(self.acted)
        box = QHBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 10)
        box.setSpacing(10)
        box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._words, 1)
        box.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show_words(text, tone, action=action)

    def show_words(self, text: str, tone: Tone = Tone.INFO, *, action: str = "") -> None:
        """Say something else; an empty text hides the band."""
        self._words.setText(text)
        self._icon.show_icon(SIGNS[tone] or "info", INKS[tone])
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        show_if(self, bool(text))
        self.setProperty("surface", "finding")
        restyle(self, tone=tone.value)

    def first_focus(self) -> QWidget:
        """The button of the band."""
        return self._action


class EmptyState(QWidget):
    """Nothing is here, and what can be done about it. Signals: ``acted``."""

    acted = Signal()

    def __init__(
        self,
        title: str = "",
        text: str = "",
        *,
        icon: str = "tray",
        action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._title = Label("", TextRole.HEADING)
        self._text = Label("", tone="muted")
        for label in (self._title, self._text):
            label.setAlignment(centre)
        self._action = KeyButton(action)
        self._action.clicked.connect(self.acted)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 24)
        box.setSpacing(8)
        box.addStretch(1)
        box.addWidget(Icon(icon, "muted", 40), 0, centre)
        box.addWidget(self._title)
        box.addWidget(self._text)
        box.addWidget(self._action, 0, centre)
        box.addStretch(2)
        self.show_words(title, text, action=action)

    def show_words(self, title: str, text: str = "", *, action: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)


class LoadingState(QWidget):
    """Something is under way and can be called off. Signals: ``cancelled``."""

    cancelled = Signal()

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Label(text, TextRole.HEADING)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._stop = KeyButton(key="Esc")
        self._stop.clicked.connect(self.cancelled)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 24)
        box.setSpacing(12)
        box.addStretch(1)
        box.addWidget(self._words)
        box.addWidget(self._bar)
        box.addWidget(self._stop, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(2)
        self.show_progress(text)
        self.retranslate()
        ui_language().changed.connect(self.retranslate)

    def retranslate(self) -> None:
        """Name the button in the present language."""
        self._stop.setText(tr_("Stop waiting"))

    def show_progress(self, text: str, done: int = 0, total: int = 0) -> None:
        """Say what is under way; without a ``total`` the bar only moves."""
        self._words.setText(text)
        moves = total or not theme().appearance.animations
        self._bar.setRange(0, max(total, 1) if moves else 0)
        self._bar.setValue(done)
        self._bar.setAccessibleName(text)
        self.setAccessibleName(text)


class ErrorState(QWidget):
    """Something failed: what, what to do, the incident number. Signals: ``retried``."""

    retried = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Icon("warning", "stop", 40)
        self._title = Label("", TextRole.HEADING)
        self._advice = Label("")
        self._incident = Label("", TextRole.SMALL, tone="muted")
        self._retry = KeyButton(icon="refresh")
        self._retry.clicked.connect(self.retried)
        centre = Qt.AlignmentFlag.AlignHCenter
        for label in (self._title, self._advice, self._incident):
            label.setAlignment(centre)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 24)
        box.setSpacing(8)
        box.addStretch(1)
        box.addWidget(self._icon, 0, centre)
        for part in (self._title, self._advice, self._incident):
            box.addWidget(part)
        box.addWidget(self._retry, 0, centre)
        box.addStretch(2)
        self._notice = FailureNotice(title="", advice="")
        self.retranslate()
        ui_language().changed.connect(self.retranslate)

    def show_failure(self, notice: FailureNotice) -> None:
        """Show what failed."""
        self._notice = notice
        self._icon.show_icon("warning", INKS[notice.tone])
        self._title.setText(notice.title)
        self._advice.setText(notice.advice)
        self._retry.setVisible(notice.retry)
        self.setAccessibleName(notice.title)
        self.setAccessibleDescription(notice.advice)
        self.retranslate()
        announce(self, f"{notice.title} {notice.advice}")

    def retranslate(self) -> None:
        """Say the program's own words in the present language."""
        self._retry.setText(tr_("Try again"))
        number = self._notice.incident
        self._incident.setText(tr_("Incident {number}", number=number) if number else "")
        self._incident.setVisible(bool(number))


class ErrorSummary(QFrame):
    """All fields that cannot be taken, in one place above the form; each line leads to its field.

    Signals: ``field_asked(str)``.
    """

    field_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "finding")
        self.setProperty("tone", "stop")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = Label("", TextRole.STRONG)
        self._links: list[LinkButton] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(14, 10, 14, 10)
        self._box.setSpacing(2)
        self._box.addWidget(self._title)
        self.hide()
        self.retranslate()
        ui_language().changed.connect(self.retranslate)

    def retranslate(self) -> None:
        """Say the heading in the present language."""
        self._title.setText(tr_("Check what is typed"))
        self.setAccessibleName(self._title.text())

    def show_errors(self, errors: tuple[FieldError, ...]) -> None:
        """List ``errors`` and take the focus; none hides the summary."""
        for link in self._links:
            self._box.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._links = []
        for error in errors:
            link = LinkButton(error.text)
            link.clicked.connect(lambda _=False, key=error.field: self.field_asked.emit(key))
            self._box.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            self._links.append(link)
        self.setAccessibleDescription(". ".join(error.text for error in errors))
        self.setVisible(bool(errors))
        if errors:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
