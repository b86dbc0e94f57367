"""The parts of the sheet in which a copy is made: the preview, the pages beside it, the verbs, the words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.binding.present_devices import trouble
from ui.binding.presentation import Choice, Tone, Verb
from ui.binding.texts import tr_
from ui.pages.base import RING_ROOM
from ui.pages.blocks import Line
from ui.pages.copy_pages import CopyPages
from ui.pages.verb_keys import PRINTED
from ui.theme.center import theme
from ui.theme.metrics import GAP, GAP_SMALL, TextRole
from ui.widgets.choice import ChoiceList
from ui.widgets.field import Field
from ui.widgets.flow import FlowLayout
from ui.widgets.key_button import KeyButton, Variant
from ui.widgets.page_preview import PagePreview
from ui.widgets.reading_area import ReadingArea
from ui.widgets.sheet import Edge, Sheet
from ui.widgets.text import Label, wraps
from ui.widgets.tick import Tick

_WIDE, _SIDE = 1200, 430


class CopyParts(Sheet):
    """What is seen, and the pages; what the presses mean is said by the sheet itself."""

    def __init__(self, host: QWidget) -> None:
        self.pages = CopyPages()
        self.preview = PagePreview()
        self._hint = Line("check", Tone.GOOD, TextRole.STRONG)
        self._name, self._clause = Label("", TextRole.HEADING), Label("", tone="muted")
        self.camera = KeyButton(key=PRINTED[Verb.CAMERA], icon="camera")
        self.off = KeyButton(icon="cross")
        self.path = QLineEdit()
        self._path = Field("", self.path)
        self.read, self.seek = KeyButton(icon="document"), KeyButton(icon="search")
        self._list = ChoiceList()
        self.earlier, self.later = KeyButton(key="PgUp"), KeyButton(key="PgDn")
        self.left, self.right = KeyButton(), KeyButton()
        self.again, self.remove = KeyButton(), KeyButton(key="Del")
        self.compared, self.returned = Tick(), Tick()
        self.problem = Label("", TextRole.STRONG, tone="stop")
        self.apply = KeyButton(key="Enter", variant=Variant.PRIMARY)
        self._column, self._why = QWidget(), Label("", tone="muted")
        self._side = ReadingArea(self._column)
        super().__init__(host, width=_WIDE, edge=Edge.RIGHT)
        self._lay_out()
        theme().changed.connect(self.retranslate)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._column)
        column.setContentsMargins(RING_ROOM, RING_ROOM, 2 * RING_ROOM, RING_ROOM)
        column.setSpacing(GAP_SMALL)
        rows = (
            self._name, self._clause, _row(self.camera, self.off), self._path,
            _row(self.read, self.seek), self._list, _row(self.earlier, self.later, self.left,
            self.right, self.again, self.remove), self.compared, self.returned, self.problem,
        )  # fmt: skip
        for part in rows:
            column.addWidget(part)
        column.addWidget(self.apply, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._why)
        column.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(GAP_SMALL)
        left.addWidget(self.preview, 1)
        left.addWidget(self._hint)
        both = QHBoxLayout()
        both.setSpacing(GAP)
        both.addLayout(left, 1)
        both.addWidget(self._side)
        self.body.addLayout(both, 1)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        super().retranslate()
        self.set_title(tr_("Electronic copy from the original"))
        self._side.setFixedWidth(theme().metrics.half(_SIDE))
        self._path.set_label(tr_("File of the scanner"))
        words = (
            (self.off, tr_("Turn it off")), (self.read, tr_("Take its pages")),
            (self.seek, tr_("Choose a file")), (self.earlier, tr_("Earlier")),
            (self.later, tr_("Later")), (self.left, tr_("Turn left")),
            (self.right, tr_("Turn right")), (self.again, tr_("Take again")),
            (self.remove, tr_("Leave out")), (self.apply, tr_("Certify the copy")),
        )  # fmt: skip
        for button, said in words:
            button.setText(said)
        self.off.setAccessibleName(tr_("Turn the camera off"))
        self.compared.setText(tr_("Made from the original, which I hold and have compared"))
        self.returned.setText(tr_("The original is back in the applicant's hands"))
        self._list.setAccessibleName(tr_("Pages of the copy"))
        self.preview.setAccessibleName(tr_("Page of the copy"))

    def _draw_pages(self, *, looking: bool) -> None:
        choices = tuple(
            Choice(
                id=taken.id,
                label=tr_("Page {number}", number=number),
                hint=trouble(taken.hints[0]) if taken.hints else "",
            )
            for number, taken in enumerate(self.pages, start=1)
        )
        held = self._list.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._list.render_choices(choices, self.pages.chosen)
        self._list.setVisible(bool(choices))
        if held and (row := self._list.row_of(self.pages.chosen)) is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)
        some = bool(self.pages.chosen)
        for button in (self.earlier, self.later, self.left, self.right, self.again, self.remove):
            button.setVisible(some)
        self.earlier.set_blocked("" if self.pages.may_move(-1) else tr_("it is the first"))
        self.later.set_blocked("" if self.pages.may_move(1) else tr_("it is the last"))
        self.again.setVisible(some and looking)


def _row(*buttons: KeyButton) -> QWidget:
    """Buttons beside each other, on further rows where they do not fit."""
    box = QWidget()
    flow = FlowLayout(box, gap=GAP_SMALL)
    for button in buttons:
        flow.addWidget(button)
    wraps(box)
    return box
