"""The screens of the hall by name: each with its window, which is light, and its conductor."""

from datetime import datetime
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from ui.binding.queue_watch import QueueWatch
    from ui.displays.desk_sign import DeskSign
    from ui.displays.display_window import DisplayWindow
    from ui.displays.hall_board import HallBoard
    from ui.displays.kiosk import KioskWindow
    from ui.shell.parts import Parts


class Surface(StrEnum):
    """What a window of the program may be."""

    DESK = "desk"
    BOARD = "board"
    SIGN = "sign"
    KIOSK = "kiosk"


_WINDOWS = {
    Surface.BOARD: ("ui.displays.hall_board", "HallBoard"),
    Surface.SIGN: ("ui.displays.desk_sign", "DeskSign"),
    Surface.KIOSK: ("ui.displays.kiosk", "KioskWindow"),
}
_CONDUCTORS = ("ui.shell.hall", "ui.shell.sign_desk", "ui.shell.kiosk_desk")


class Conductor(Protocol):
    """Feeds one window."""

    @property
    def watch(self) -> "QueueWatch":
        """Tells when something was read."""

    def start(self) -> None:
        """Begin."""

    def close(self) -> None:
        """Show nothing new."""


def make_window(surface: Surface) -> "DisplayWindow":
    """The window of a screen of the hall, not yet fed. Raises ``KeyError`` for the desk's own."""
    module, name = _WINDOWS[surface]
    made: DisplayWindow = getattr(import_module(module), name)()
    return made


def import_conductors() -> None:
    """Read what is heavy; on the thread that opens the workplace."""
    for module in _CONDUCTORS:
        import_module(module)


def conduct(
    surface: Surface, window: "DisplayWindow", parts: "Parts", *, own: bool, parent: QObject
) -> Conductor:
    """The conductor of a window that :func:`make_window` made, not yet started.

    ``own``: scanner, loudspeaker and courier of this program belong to that window.
    """
    practice = parts.branch.practice
    if surface is Surface.BOARD:
        from ui.shell.hall import HallConductor  # noqa: PLC0415

        options = parts.settings.board
        window.set_animations(options.animations)
        return HallConductor(
            cast("HallBoard", window),
            parts.desk,
            parts.now,
            feed=parts.feed,
            make_crier=parts.make_crier,
            languages=options.announced,
            practice=practice,
            parent=parent,
        )
    if surface is Surface.SIGN:
        from ui.shell.sign_desk import SignConductor  # noqa: PLC0415

        return SignConductor(
            cast("DeskSign", window),
            parts.desk,
            int(parts.number),
            feed=parts.feed,
            practice=practice,
            parent=parent,
        )
    from ui.shell.kiosk_desk import KioskConductor  # noqa: PLC0415

    kiosk = cast("KioskWindow", window)
    return KioskConductor(kiosk, parts, own=own, practice=practice, parent=parent)


def show_unreached(
    surface: Surface, window: "DisplayWindow", number: int, *, practice: bool
) -> None:
    """Say on a window without a workplace that nothing is known."""
    from ui.binding import present_board  # noqa: PLC0415 - heavy, and only when opening failed

    if surface is Surface.BOARD:
        board = cast("HallBoard", window)
        now = datetime.now().astimezone()
        board.show_state(present_board.stale_board(None, now, practice=practice))
    elif surface is Surface.SIGN:
        cast("DeskSign", window).show_state(present_board.stale_sign(number, practice=practice))
    else:
        cast("KioskWindow", window).show_hall(present_board.kiosk_away(practice=practice))


def put_up(window: "DisplayWindow", place: int | None) -> None:
    """Show the window: filling the screen of that number (from 1), or as a window for ``None``.

    A number that no screen has means the last one.
    """
    screens = QGuiApplication.screens()
    if place is None or not screens:
        window.show()
        return
    window.fill_screen(screens[min(place, len(screens)) - 1])


def second_screen() -> int | None:
    """The number of the second screen, if there is one."""
    return 2 if len(QApplication.screens()) > 1 else None
