"""The thoughts of the kiosk, where back leads, how long each stays, and how keys walk among targets."""

from enum import StrEnum

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.binding.kiosk import PaperKind, TicketShown
from ui.displays.kiosk_words import KioskButton

TOUCHES = {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress}
"""Signs of life of a visitor."""
GROWN = (1.0, 1.2, 1.4)
"""How much the words grow at each touch of «A+»; after the last they are as before."""
ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left.value: (-1, 0),
    Qt.Key.Key_Right.value: (1, 0),
    Qt.Key.Key_Up.value: (0, -1),
    Qt.Key.Key_Down.value: (0, 1),
}
"""Where an arrow points: across and down."""


class KioskStep(StrEnum):
    """The thoughts of the kiosk."""

    LANGUAGE = "language"
    PURPOSE = "purpose"
    NEED = "need"
    CODE = "code"
    WAIT = "wait"
    DONE = "done"
    NOTICE = "notice"
    SHUT = "shut"


BACK = {
    KioskStep.PURPOSE: KioskStep.LANGUAGE,
    KioskStep.NEED: KioskStep.PURPOSE,
    KioskStep.NOTICE: KioskStep.LANGUAGE,
}
ASKING = (KioskStep.LANGUAGE, KioskStep.PURPOSE, KioskStep.NEED, KioskStep.CODE)
LANGUAGE_CHANGES = (
    *(step for step in ASKING if step is not KioskStep.LANGUAGE),
    KioskStep.DONE,
    KioskStep.NOTICE,
)
"""Steps at which the language can be changed."""
SECONDS: dict[KioskStep, int] = {
    **dict.fromkeys(ASKING, 45),
    KioskStep.WAIT: 60,
    KioskStep.DONE: 15,
    KioskStep.NOTICE: 25,
}
"""How long a step stays without a touch before the kiosk begins anew."""
SECONDS_TO_PHOTOGRAPH = 40
"""The same for a ticket of which there is no paper."""


def stops(window: QWidget, pane: QWidget) -> list[QWidget]:
    """Everything that keys reach now in the order of reading, the step first."""
    parts = [*window.findChildren(KioskButton), *window.findChildren(QLineEdit)]
    reached = [p for p in parts if p.isVisible() and p.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return sorted(reached, key=lambda p: (not pane.isAncestorOf(p), *_corner(p, window)))


def walk(window: QWidget, pane: QWidget, across: int, down: int) -> None:
    """Move the focus to the nearest target in that direction, those straight ahead first; to the
    first one when nothing has it."""
    reached, focus = stops(window, pane), window.focusWidget()
    if focus is None or focus not in reached:
        ahead = [(0, stop) for stop in reached[:1]]
    else:
        far = ((stop, _far(focus, stop, window)) for stop in reached if stop is not focus)
        ahead = [
            (x * across + y * down + 2 * (abs(x * down) + abs(y * across)), stop)
            for stop, (x, y) in far
            if x * across + y * down > 0
        ]
    if ahead:
        min(ahead, key=lambda found: found[0])[1].setFocus(Qt.FocusReason.TabFocusReason)


def patience(step: KioskStep, ticket: TicketShown | None) -> int:
    """For how many seconds a step stays without a touch."""
    if step is KioskStep.DONE and ticket is not None and ticket.paper is PaperKind.NONE:
        return SECONDS_TO_PHOTOGRAPH
    return SECONDS[step]


def _far(one: QWidget, other: QWidget, window: QWidget) -> tuple[int, int]:
    here, there = (part.mapTo(window, part.rect().center()) for part in (one, other))
    return there.x() - here.x(), there.y() - here.y()


def _corner(part: QWidget, window: QWidget) -> tuple[int, int]:
    corner = part.mapTo(window, part.rect().topLeft())
    return corner.y(), corner.x()
