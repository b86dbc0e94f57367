"""The step at which a code is held before the scanner or typed on large keys."""

from string import ascii_uppercase, digits

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.wording import both
from i18n import N_
from ui.binding.board import NO_WORDS
from ui.displays.board_words import BoardLook, face
from ui.displays.kiosk_panes import KioskPane
from ui.displays.kiosk_words import LEAST_TARGET, KioskButton
from ui.theme.board_metrics import BOARD_TYPE, BoardRole

LONGEST_CODE = 40
_KEYS = (*digits, *ascii_uppercase, "-")
_ACROSS_WIDE, _ACROSS_UPRIGHT = 13, 7


class CodePane(KioskPane):
    """Signals: ``given(str)`` a code that was typed."""

    given = Signal(str)

    def __init__(self, look: BoardLook, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.field = QLineEdit(self)
        self.field.setMaxLength(LONGEST_CODE)
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.returnPressed.connect(self._give)
        self.keys: list[KioskButton] = []
        for key in _KEYS:
            button = self._key(key)
            button.clicked.connect(lambda _=False, letter=key: self.field.insert(letter))
        self.erase = self._key("⌫")
        self.erase.clicked.connect(self.field.backspace)
        self.go_on = KioskButton(look, self, variant="primary")
        self.go_on.clicked.connect(self._give)
        self.retranslate()

    def clear(self) -> None:
        """Nothing of what was typed stays."""
        self.field.clear()

    def retranslate(self) -> None:
        """The question and the names."""
        more = both(N_("The code of a booking, of a digital ticket, or of your paper ticket."))
        # Both languages leave no room for more than the question.
        self.say(
            both(N_("Hold the code before the scanner, or type it")),
            more if self.tongue.chosen is not None else NO_WORDS,
        )
        self.field.setAccessibleName(" ".join(self.tongue.of(both(N_("Code")))))
        self.erase.setAccessibleName(" ".join(self.tongue.of(both(N_("Erase the last sign")))))
        self.go_on.show_words((" · ".join(self.tongue.of(both(N_("Go on")))),))

    def arrange(self) -> None:
        """Field, keys, and the way on."""
        m = self.metrics
        if self.width() < 4:
            return
        room = self.head(most=0.3 if m.upright else 0.2)
        gap, high = m.px(0.012), max(m.px(0.1), LEAST_TARGET)
        on = room.width() * (42 if m.upright else 32) // 100
        self._dress(m.font(BoardRole.ASK))
        self.field.setGeometry(0, room.top(), room.width() - on - 2 * gap, high)
        self.go_on.take(m, QRect(room.width() - on, room.top(), on, high), self.grown)
        across = _ACROSS_UPRIGHT if m.upright else _ACROSS_WIDE
        keys = [*self.keys, self.erase]
        rows = -(-len(keys) // across)
        top = room.top() + high + m.px(0.02)
        side = (room.width() - gap * (across - 1)) // across
        deep = min((room.bottom() + 1 - top - gap * (rows - 1)) // rows, m.px(0.13))
        for place, button in enumerate(keys):
            across_at, down = place % across, place // across
            where = QRect(across_at * (side + gap), top + down * (deep + gap), side, deep)
            if button is self.erase:
                where.setRight(room.width() - 1)
            button.take(m, where)

    def first_focus(self) -> QWidget:
        """The field: who has keys types, a scanner that types is heard."""
        return self.field

    def _key(self, letter: str) -> KioskButton:
        button = KioskButton(self.look, self, variant="quiet", role=BoardRole.KEY)
        button.show_words((letter,))
        # A touch leaves the focus in the field; the keys of a keyboard need no keys on the screen.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if letter in _KEYS:
            self.keys.append(button)
        return button

    def _dress(self, size: int) -> None:
        tokens = self.look.tokens
        self.field.setStyleSheet(
            f"QLineEdit {{ background: {tokens.surface}; color: {tokens.text};"
            f" border: {max(2, size // 16)}px solid {tokens.accent};"
            f" border-radius: {size // 3}px; padding: 0 {size // 2}px; min-height: 0; }}"
        )
        self.field.setFont(face(size, BOARD_TYPE[BoardRole.KEY][1]))

    def _give(self) -> None:
        if self.field.text().strip():
            self.given.emit(self.field.text())
