"""The keys that buttons inside a page print; the table of keys of the window says the same."""

from ui.binding.presentation import Verb

PRINTED: dict[Verb, str] = {
    Verb.NEXT: "F2",
    Verb.SKIP: "Shift+F2",
    Verb.TAKE_BACK: "Shift+F3",
    Verb.CAMERA: "Shift+F5",
    Verb.CHECK_IN: "Shift+F6",
    Verb.TICKET: "Shift+F7",
    Verb.PAUSE: "Shift+F12",
}
