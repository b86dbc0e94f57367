"""The drawer of a zone for which the window has no room beside the others."""

from PySide6.QtWidgets import QWidget

from ui.binding.texts import tr_
from ui.widgets.sheet import Edge, Sheet


class Drawer(Sheet):
    """A sheet that lends its place to a zone."""

    def __init__(self, host: QWidget, message: str, *, width: int, edge: Edge) -> None:
        self._message = message
        super().__init__(host, width=width, edge=edge)

    def retranslate(self) -> None:
        """Name the drawer in the present language."""
        super().retranslate()
        self.set_title(tr_(self._message))
