"""The watch over the keys of the windows: it holds, gives back and hands over, and then lets go."""

from collections.abc import Iterable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from pytestqt.qtbot import QtBot

from app.ports.devices import Listener, Slot
from app.ports.keyed_scanner import KeyFraming
from tests.fakes.us_keyboard import ENTER, F13, strokes
from ui.binding.wedge_keys import Key
from ui.shell.wedge import WedgeWatch

CODE = "T0214260171234588"


class Typed:
    """A driver that notes what it is told."""

    slot, driver, simulated = Slot.SCANNER, "wedge", False

    def __init__(self, prefix: str = "") -> None:
        self.framing = KeyFraming(prefix)
        self.codes: list[str] = []
        self.halves = self.rests = 0

    def open(self, report: Listener) -> None: ...

    def probe(self) -> None: ...

    def close(self) -> None: ...

    def take(self, text: str) -> None:
        self.codes.append(text)

    def broke_off(self) -> None:
        self.halves += 1

    def rest(self) -> None:
        self.rests += 1


class Ear(QWindow):
    """A window that notes the keys that reach it."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[int, bool]] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.heard.append((event.nativeScanCode(), True))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self.heard.append((event.nativeScanCode(), False))


@pytest.fixture
def ear(qtbot: QtBot) -> Iterator[Ear]:
    window = Ear()
    window.show()
    window.requestActivate()
    qtbot.waitUntil(window.isActive, timeout=5000)
    yield window
    window.close()


def event_of(key: Key) -> QKeyEvent:
    """The key as the window system sends it."""
    held = Qt.KeyboardModifier.ShiftModifier if key.shift else Qt.KeyboardModifier.NoModifier
    kind = QEvent.Type.KeyPress if key.pressed else QEvent.Type.KeyRelease
    event = QKeyEvent(kind, 0, held, key.code, 0, 0, "x", False, 1)
    event.setTimestamp(key.at)
    return event


def press(window: QWindow, keys: Iterable[Key]) -> list[tuple[int, bool]]:
    """Send the keys; answers what a window that is not watched would hear."""
    gone = []
    for key in keys:
        QCoreApplication.sendEvent(window, event_of(key))
        gone.append((key.code, key.pressed))
    return gone


@pytest.fixture
def typed() -> Typed:
    return Typed()


@pytest.fixture
def watch(ear: Ear, typed: Typed) -> Iterator[WedgeWatch]:
    made = WedgeWatch(typed)
    yield made
    made.stop()


def test_a_scan_is_handed_over_and_never_seen(
    ear: Ear, typed: Typed, watch: WedgeWatch, qtbot: QtBot
) -> None:
    press(ear, strokes(CODE, ENTER))
    assert typed.codes == [CODE]
    qtbot.waitUntil(lambda: typed.rests == 1, timeout=5000)
    assert ear.heard == []


def test_a_persons_keys_are_given_back_in_their_order(
    ear: Ear, typed: Typed, watch: WedgeWatch, qtbot: QtBot
) -> None:
    gone = press(ear, strokes("Ab1", gap=90))
    qtbot.waitUntil(lambda: ear.heard == gone, timeout=5000)
    assert typed.codes == []


def test_keys_that_wait_behind_a_due_timer_still_belong_to_their_scan(
    ear: Ear, typed: Typed, watch: WedgeWatch, qtbot: QtBot
) -> None:
    keys = list(strokes(CODE, ENTER))
    press(ear, keys[:9])
    for key in keys[9:]:
        QCoreApplication.postEvent(ear, event_of(key))
    watch._silence.timeout.emit()  # the window stood still, and its timer is told first
    qtbot.waitUntil(lambda: typed.codes == [CODE], timeout=5000)
    assert ear.heard == []


def test_a_key_that_was_only_sent_has_no_place_and_is_not_held(
    ear: Ear, typed: Typed, watch: WedgeWatch
) -> None:
    assert press(ear, [Key(code=0, at=0)]) == ear.heard


def test_a_broken_off_scan_is_told(ear: Ear, qtbot: QtBot) -> None:
    typed = Typed("f13")
    watch = WedgeWatch(typed)
    press(ear, [Key(code=F13, at=0), *strokes("0214", at=2)])
    qtbot.waitUntil(lambda: typed.halves == 1, timeout=5000)
    watch.stop()
    assert ear.heard == []


def test_what_is_held_at_the_end_goes_on_and_nothing_is_heard_after(
    ear: Ear, typed: Typed, qtbot: QtBot
) -> None:
    watch = WedgeWatch(typed)
    gone = press(ear, strokes("1"))
    assert ear.heard == []
    watch.stop()
    assert ear.heard == gone
    gone += press(ear, strokes(CODE, ENTER, at=900))
    assert ear.heard == gone
    assert typed.codes == []


def test_keys_of_a_window_that_has_gone_are_let_go(typed: Typed, qtbot: QtBot) -> None:
    from shiboken6 import delete

    window = Ear()
    window.show()
    window.requestActivate()
    qtbot.waitUntil(window.isActive, timeout=5000)
    watch = WedgeWatch(typed)
    press(window, strokes("1"))
    delete(window)
    watch.stop()
    assert typed.codes == []
