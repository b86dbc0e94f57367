"""The conductor of the sign above a desk: the ticket called there, and the plate of who works there."""

from PySide6.QtCore import QObject

from app.ports.queue_feed import QueueFeed
from app.usecases.queue.desk_sign import SignView, desk_sign_view
from ui.binding.present_board import plate_state, sign_state, stale_sign
from ui.binding.queue_watch import QueueWatch, Reader
from ui.displays.desk_sign import DeskSign


class SignConductor(QObject):
    """One sign at work, for the desk of ``number``."""

    def __init__(
        self,
        sign: DeskSign,
        desk: Reader,
        number: int,
        *,
        feed: QueueFeed | None = None,
        practice: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.sign = sign
        self._number, self._practice = number, practice
        self._view: SignView | None = None
        self.watch = QueueWatch(desk, desk_sign_view, feed, self)
        self.watch.seen.connect(self._on_seen)
        self.watch.lost.connect(self._on_lost)

    def start(self) -> None:
        """Begin."""
        self.watch.start()

    def close(self) -> None:
        """Show nothing new."""
        self.watch.close()

    def _on_seen(self, view: SignView) -> None:
        self._view = view
        self.sign.show_state(sign_state(view))
        self.sign.show_plate(plate_state(view))

    def _on_lost(self) -> None:
        if self._view is not None:
            self.sign.show_state(sign_state(self._view, stale=True))
        else:
            self.sign.show_state(stale_sign(self._number, practice=self._practice))
