"""Hears the keys of every window for a scanner that types, and keeps its codes out of the fields."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from shiboken6 import isValid

from app.ports.keyed_scanner import KeyedScanner
from ui.binding.wedge_keys import Decision, Key, WedgeKeys

_MARGIN = 20
"""Milliseconds on top of the gap, in which a key may still be on its way from the screen's server."""

_REST = 300
"""Milliseconds after which the lines of a document are not going on."""

_HELD_WITH = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
    | Qt.KeyboardModifier.GroupSwitchModifier
)
_KEY_EVENTS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)

_Held = tuple[QWindow, QKeyEvent]


class WedgeWatch(QObject):
    """Stands before the keys of whichever window has the focus, until :meth:`stop`.

    Popups and sheets are no exception: their keys come to the window first. A filter on each window
    and not on the application, which would make every event of the program pass through here.
    """

    def __init__(self, scanner: KeyedScanner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scanner = scanner
        self._keys = WedgeKeys[_Held](scanner.framing.prefix, scanner.framing.suffix)
        self._watched: QWindow | None = None
        self._giving_back = False
        self._silence = self._timer(self._on_silence)
        self._last_look = self._timer(self._on_last_look)
        self._rest = self._timer(scanner.rest)
        application = QGuiApplication.instance()
        if not isinstance(application, QGuiApplication):
            raise TypeError("keys are heard by a running application only")
        self._application = application
        application.focusWindowChanged.connect(self._watch)
        self._watch(application.focusWindow())

    def stop(self) -> None:
        """Hear nothing any more; what is held goes on."""
        self._application.focusWindowChanged.disconnect(self._watch)
        self._follow(self._keys.silence())
        self._watch(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a key go on, or hold it until it is clear who pressed it."""
        if event.type() not in _KEY_EVENTS or self._giving_back:
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWindow):
            return False
        decision = self._keys.take(_key(event), (watched, event.clone()))
        self._follow(decision)
        return not decision.passes

    def _follow(self, decision: Decision[_Held]) -> None:
        self._give_back(decision.deliver)
        self._last_look.stop()
        if self._keys.holds:
            self._silence.start(self._keys.gap + _MARGIN)
        else:
            self._silence.stop()
        if decision.code:
            self._scanner.take(decision.code)
        if decision.half:
            self._scanner.broke_off()
        if decision.code or decision.half:
            self._rest.start(_REST)

    def _give_back(self, held: tuple[_Held, ...]) -> None:
        self._giving_back = True
        try:
            for window, event in held:
                if isValid(window):
                    QCoreApplication.sendEvent(window, event)
        finally:
            self._giving_back = False

    def _on_silence(self) -> None:
        # A window that stood still has keys waiting, and its timers may be told first.
        self._last_look.start(0)

    def _on_last_look(self) -> None:
        self._follow(self._keys.silence())

    def _watch(self, window: QWindow | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = window
        if window is not None:
            window.installEventFilter(self)

    def _timer(self, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(act)
        return timer


def _key(event: QKeyEvent) -> Key:
    held = event.modifiers()
    return Key(
        code=event.nativeScanCode(),
        at=event.timestamp(),
        shift=bool(held & Qt.KeyboardModifier.ShiftModifier),
        pressed=event.type() == QEvent.Type.KeyPress,
        plain=not held & _HELD_WITH,
        repeats=event.isAutoRepeat(),
    )
