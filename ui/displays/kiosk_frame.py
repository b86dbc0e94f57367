"""What stands around every step of the kiosk: its name, larger words, contrast, language, the way back."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from app.domain.language import Lang
from app.wording import both
from i18n import N_
from ui.binding.kiosk import Tongue
from ui.displays.board_words import BoardLook, BoardWord
from ui.displays.kiosk_panes import OWN_NAMES, code_button
from ui.displays.kiosk_words import LEAST_TARGET, KioskButton
from ui.theme.board_metrics import BoardMetrics, BoardRole


class KioskHead(QWidget):
    """The name of the thing at the left, its tools at the right."""

    def __init__(self, look: BoardLook, parent: QWidget) -> None:
        super().__init__(parent)
        self._metrics, self._tongue, self._asked = BoardMetrics(0, 0), Tongue(), False
        self._title = BoardWord(look, BoardRole.TITLE, self, ink="muted")
        self.language = self._tool(look, "language", beside=True)
        self.larger, self.contrast = self._tool(look, ""), self._tool(look, "contrast")
        self.speak(Tongue())

    def speak(self, tongue: Tongue) -> None:
        """Speak these languages from now on."""
        self._tongue = tongue
        self._title.setText(" · ".join(tongue.of(both(N_("Electronic queue")))))
        larger, contrast = both(N_("Larger letters")), both(N_("High contrast"))
        self.larger.show_words(("A+",), name=" · ".join(tongue.of(larger)))
        self.contrast.show_words((), name=" · ".join(tongue.of(contrast)))
        other = Lang.RU if tongue.chosen is Lang.KK else Lang.KK
        self.language.show_words((OWN_NAMES[other],))
        self._show_language()

    def show_language(self, *, asked: bool) -> None:
        """Whether the language can be changed here."""
        self._asked = asked
        self._show_language()

    def take(self, metrics: BoardMetrics, rect: QRect) -> None:
        """Stand in ``rect``."""
        self._metrics = metrics
        self.setGeometry(rect)
        self.arrange()

    def arrange(self) -> None:
        """Tools from the right edge, the name in what is left."""
        m = self._metrics
        if self.width() < 4:
            return
        high, gap = max(m.px(0.085), LEAST_TARGET), m.px(0.015)
        top, right = (self.height() - high) // 2, self.width()
        for tool, wide in (
            (self.contrast, m.px(0.12)),
            (self.larger, m.px(0.12)),
            (self.language, m.px(0.26)),
        ):
            if not tool.isHidden():
                across = max(wide, LEAST_TARGET)
                tool.take(m, QRect(right - across, top, across, high))
                right -= across + gap
        self._title.place(QRect(0, 0, max(right - gap, 1), self.height()), m.font(BoardRole.TITLE))

    def _show_language(self) -> None:
        self.language.setVisible(self._asked and self._tongue.chosen is not None)
        self.arrange()

    def _tool(self, look: BoardLook, icon: str, *, beside: bool = False) -> KioskButton:
        return KioskButton(
            look, self, variant="quiet", icon=icon, role=BoardRole.TOOL, beside=beside
        )


class KioskFoot(QWidget):
    """The way back, and the way for who brings a code."""

    def __init__(self, look: BoardLook, parent: QWidget) -> None:
        super().__init__(parent)
        self._metrics = BoardMetrics(0, 0)
        self.back = KioskButton(
            look, self, variant="quiet", icon="back", role=BoardRole.SAY, beside=True
        )
        self.code = code_button(look, self)
        self._both = True
        self.show_step(back=False, code=False)
        self.speak(Tongue())

    def speak(self, tongue: Tongue) -> None:
        """Speak these languages from now on."""
        self._both = tongue.chosen is None
        self.back.show_words((" · ".join(tongue.of(both(N_("Back")))),))
        self.code.show_words(tongue.of(both(N_("I have a booking or a digital ticket"))))

    @property
    def has_something(self) -> bool:
        """Whether anything stands here now."""
        return not (self.back.isHidden() and self.code.isHidden())

    def show_step(self, *, back: bool, code: bool) -> None:
        """What the present step needs."""
        self.back.setVisible(back)
        self.code.setVisible(code)

    def take(self, metrics: BoardMetrics, rect: QRect) -> None:
        """Stand in ``rect``."""
        self._metrics = metrics
        self.setGeometry(rect)
        m = metrics
        high = max(rect.height() - m.px(0.03), LEAST_TARGET)
        wide = m.px(0.48 if self._both else 0.3)
        self.back.take(m, QRect(0, 0, wide, high))
        left = wide + m.gap
        self.code.take(m, QRect(left, 0, max(rect.width() - left, 1), high))
