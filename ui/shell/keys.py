"""The one table of keys: every great act of the window, its key, and what it means in words.

Function keys only, besides Enter and Esc: the Kazakh layout has no digits on its main row and no
Latin letters, so a digit or a letter is never a shortcut.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from i18n import N_
from ui.binding.presentation import Verb


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the table. ``sequence`` is Qt's portable name, printed as it stands."""

    verb: Verb
    sequence: str
    meaning: str


KEYS: tuple[Key, ...] = (
    Key(Verb.HELP, "F1", N_("Help and keys")),
    Key(Verb.NEXT, "F2", N_("Call the next ticket; the visitor has come; finish the visit")),
    Key(Verb.SKIP, "Shift+F2", N_("Skip the ticket; the visitor did not come")),
    Key(Verb.AGAIN, "F3", N_("Call the same ticket again")),
    Key(Verb.TAKE_BACK, "Shift+F3", N_("Take a wrong call back")),
    Key(Verb.PARK, "F4", N_("Put the ticket aside")),
    Key(Verb.TRANSFER, "Shift+F4", N_("Send the visitor to another desk or purpose")),
    Key(Verb.IDENTIFY, "F5", N_("Identify the person")),
    Key(Verb.CAMERA, "Shift+F5", N_("Turn the camera on, hold its picture still")),
    Key(Verb.FIND, "F6", N_("Find a case, a service or a person")),
    Key(Verb.CHECK_IN, "Shift+F6", N_("Read a booking or a digital ticket")),
    Key(Verb.PAPERS, "F7", N_("Papers of the case")),
    Key(Verb.TICKET, "Shift+F7", N_("Take a ticket for a visitor")),
    Key(Verb.REFUSE, "F8", N_("Refuse intake (the legal act)")),
    Key(Verb.POSTPONE, "F9", N_("Postpone the case")),
    Key(Verb.MENU, "F10", N_("Menu and settings")),
    Key(Verb.FACTS, "F11", N_("What is in the way, and the facts")),
    Key(Verb.QUEUE, "Shift+F11", N_("Queue")),
    Key(Verb.LOCK, "F12", N_("Lock the window")),
    Key(Verb.PAUSE, "Shift+F12", N_("Pause the desk, take visitors again")),
    Key(Verb.CONTINUE, "Enter", N_("Go on")),
    Key(Verb.BACK, "Esc", N_("Go back, close")),
)

WALKING: tuple[tuple[str, str], ...] = (
    ("Tab", N_("To the next control; with Shift to the one before")),
    (N_("Up, Down"), N_("Walk a list")),
    (N_("Space"), N_("Act on the row of a list")),
)
"""Keys that work inside a page, for the help alone."""

_BY_VERB = {key.verb.value: key for key in KEYS}


def printed_key(verb: str) -> str:
    """What is printed on the button of ``verb``; empty for one without a key."""
    key = _BY_VERB.get(verb)
    return key.sequence if key else ""


def bind_keys(window: QWidget, press: Callable[[str], None]) -> None:
    """Have the function keys press their verbs; Enter and Esc belong to the control with the focus."""
    for key in KEYS:
        if key.verb in {Verb.CONTINUE, Verb.BACK}:
            continue
        shortcut = QShortcut(QKeySequence(key.sequence), window)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(lambda verb=key.verb.value: press(verb))
