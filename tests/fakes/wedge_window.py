"""A real window before a scanner that types: told by lines what to do, it tells by lines what came.

Run as a process of its own on a virtual screen; the scans go the product's way, from the watch
over the keys through driver and hub to the feed of the windows.
"""

import json
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from app.domain.language import Lang
from app.ports.devices import CodeGarbled, CodeScanned, Slot
from app.ports.keyed_scanner import KeyedScanner
from devices.catalog import fit
from devices.hub import Hub
from devices.outfit import Outfit
from ui.binding.device_feed import DeviceFeed
from ui.binding.texts import ui_language
from ui.shell.wedge import WedgeWatch
from ui.theme.center import Appearance, theme
from ui.widgets.date_edit import DateEdit
from ui.widgets.digits_edit import DigitsEdit
from ui.widgets.field import Field
from ui.widgets.scan_field import ScanField
from ui.widgets.sheet import ConfirmSheet

STALL = 0.4


def tell(**what: object) -> None:
    """One line to the test."""
    print(json.dumps(what, ensure_ascii=False), flush=True)


class Stand(QWidget):
    """Fields, buttons, a menu and a sheet, each of which counts what reaches it."""

    def __init__(self) -> None:
        super().__init__()
        self.line, self.button = QLineEdit(), QPushButton("OK")
        self.digits, self.date = DigitsEdit(length=12), DateEdit()
        self.number = Field("IIN", self.digits)
        self.digits.noticed.connect(self.number.set_feedback)
        self.scan = ScanField("Code")
        self.clicks = self.enters = self.widest_gap = 0
        self.button.clicked.connect(self._on_click)
        self.line.returnPressed.connect(self._on_enter)
        box = QVBoxLayout(self)
        for widget in (self.line, self.button, self.number, self.date, self.scan):
            box.addWidget(widget)
        self.menu = QMenu(self)
        self.menu.addAction(QAction("8", self, triggered=self._on_click))
        self.menu.addAction(QAction("T", self, triggered=self._on_click))
        self.sheet = ConfirmSheet(self)
        self.resize(900, 700)

    def _on_click(self) -> None:
        self.clicks += 1

    def _on_enter(self) -> None:
        self.enters += 1

    def tell_state(self) -> None:
        """What stands in the fields and what was pressed."""
        tell(
            state={
                "line": self.line.text(),
                "digits": self.digits.digits,
                "feedback": self.number._feedback.text(),
                "seen": self.number._feedback.isVisible(),
                "date": self.date.text(),
                "sheet": self.sheet.isVisible(),
                "menu": self.menu.isVisible(),
                "widest_gap": self.widest_gap,
                "clicks": self.clicks,
                "enters": self.enters,
            }
        )


class KeyLog(QObject):
    """Notes how far keys were apart, pressed and come; F9 tells that all before it is worked off."""

    def __init__(self, stand: Stand) -> None:
        super().__init__(stand)
        self._stand = stand
        self._last = (0, 0)
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell it after the key itself, and whatever covers the window."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(watched, QWindow):
            return False
        stand = self._stand
        if event.key() == Qt.Key.Key_F9:
            self._last = (0, 0)
            QTimer.singleShot(0, stand.tell_state)
        elif event.spontaneous() and event.key() != Qt.Key.Key_Shift:
            now = (event.timestamp(), time.monotonic_ns() // 1_000_000)
            if self._last[0]:
                gaps = (after - before for before, after in zip(self._last, now, strict=True))
                stand.widest_gap = max(stand.widest_gap, *gaps)
            self._last = now
        return False


class Orders(QObject):
    """Carries out what the test says, on the windows' thread."""

    came = Signal(str)

    def __init__(self, stand: Stand) -> None:
        super().__init__(stand)
        self._stand = stand
        self._stalls = QTimer(self)
        self._stalls.timeout.connect(lambda: time.sleep(STALL))
        self.came.connect(self._obey)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self.came.emit(line.strip())
        self.came.emit("quit")

    def _obey(self, order: str) -> None:
        stand = self._stand
        if order == "quit":
            QApplication.quit()
        elif order == "stall":
            self._stalls.start(50)
        elif order == "go on":
            self._stalls.stop()
        elif order == "clear":
            for field in (stand.line, stand.digits, stand.date):
                field.clear()
            stand.clicks = stand.enters = stand.widest_gap = 0
        elif order == "menu":
            stand.menu.popup(stand.mapToGlobal(stand.rect().center()))
            stand.menu.setActiveAction(stand.menu.actions()[0])
        elif order == "close":
            stand.menu.close()
            stand.sheet.dismiss()
        elif order == "sheet":
            stand.sheet.present()
        elif order == "state":
            stand.tell_state()
            return
        else:
            getattr(stand, order).setFocus()
        QTimer.singleShot(0, lambda: tell(done=order))


def main(folder: Path, options: dict[str, str]) -> int:
    """Show the window until the test ends it; ``options`` are those of the driver «wedge»."""
    application = QApplication([])
    theme().apply(Appearance())
    ui_language().choose(Lang.RU)

    def now() -> datetime:
        return datetime(2026, 3, 6, 6, 20, tzinfo=UTC)

    outfit = Outfit(now=now, paper_folder=folder, options={"scanner": options})
    fitted = fit({"scanner": "wedge"} if options.pop("on", "yes") == "yes" else {}, outfit)
    hub = Hub(fitted, now=now, incident=repr)
    feed, stand = DeviceFeed(hub), Stand()
    feed.happened.connect(
        lambda event: (
            tell(scan=event.text)
            if isinstance(event, CodeScanned)
            else tell(garbled=event.code)
            if isinstance(event, CodeGarbled)
            else tell(other=repr(event))
        )
    )
    feed.status_changed.connect(lambda: tell(scanner=str(hub.status(Slot.SCANNER).state)))
    hub.retry(Slot.SCANNER)
    scanner = fitted.get(Slot.SCANNER)
    application.focusWindowChanged.connect(lambda window: tell(focus=window is not None))
    watch = WedgeWatch(scanner) if isinstance(scanner, KeyedScanner) else None
    stand.show()
    stand.activateWindow()
    stand.line.setFocus()
    helpers = (Orders(stand), KeyLog(stand))
    application.exec()
    if watch is not None:
        watch.stop()
    feed.close()
    hub.stop()
    del helpers
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), dict(pair.split("=", 1) for pair in sys.argv[2:])))
