"""The plate of an employee without a badge: surname, given name, patronymic if any, and position."""

import time
from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

from app.domain.person import PersonName
from app.wording import both
from i18n import N_
from ui.binding.board import PlateState, in_one_line
from ui.displays.board_words import BoardLook, BoardWord, Slab
from ui.displays.display_window import DisplayWindow
from ui.theme.board_metrics import BoardRole
from ui.theme.tokens import ThemeName

_CENTRE = Qt.AlignmentFlag.AlignHCenter


class _PlateText(QWidget):
    """One language of the plate: the first part of the name, the rest of it, the position."""

    def __init__(self, look: BoardLook, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        ground = "surface"
        self.first = BoardWord(look, BoardRole.NAME, self, ground=ground, align=_CENTRE, wraps=True)
        self.rest = BoardWord(
            look, BoardRole.NAME_REST, self, ground=ground, align=_CENTRE, wraps=True
        )
        self.position = BoardWord(
            look, BoardRole.POSITION, self, ink="muted", ground=ground, align=_CENTRE, wraps=True
        )

    @property
    def words(self) -> tuple[BoardWord, ...]:
        """The lines that say something."""
        return tuple(w for w in (self.first, self.rest, self.position) if w.text())

    def say(self, name: PersonName | None, positions: tuple[str, ...]) -> None:
        """Show a name, or only the position."""
        first, *rest = name.parts if name is not None else ("",)
        self.first.setText(first)
        self.rest.setText(" ".join(rest))
        self.position.setText("\n".join(dict.fromkeys(said for said in positions if said.strip())))
        for word in (self.first, self.rest, self.position):
            word.setVisible(bool(word.text()))


class Nameplate(Slab):
    """The plate itself. It has no place for anything of an applicant.

    Kazakh and Russian stand beside each other, or under each other on an upright display; a name
    that is written the same in both stands once, over both positions.
    """

    def __init__(self, look: BoardLook, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.sides = (_PlateText(look, self), _PlateText(look, self))

    def show_plate(self, plate: PlateState) -> None:
        """Show whose place this is."""
        kk, ru = plate.name, plate.name_ru or plate.name
        left, right = self.sides
        if kk == ru:
            left.say(kk, (plate.position.kk, plate.position.ru))
        else:
            left.say(kk, (plate.position.kk or plate.position.ru,))
            right.say(ru, (plate.position.ru or plate.position.kk,))
        right.setVisible(kk != ru)
        said = [
            f"{name.full}, {at}" for name, at in ((kk, plate.position.kk), (ru, plate.position.ru))
        ]
        self.setAccessibleName(". ".join(dict.fromkeys(said)))
        self.arrange()

    def arrange(self) -> None:
        """Beside or under each other, whichever lets the names be larger."""
        shown = [side for side in self.sides if side.isVisibleTo(self)]
        if not shown or self.width() < 4 or self.height() < 4:
            return
        count = len(shown)
        beside = QSize(self.width() // count, self.height())
        under = QSize(self.width(), self.height() // count)
        scales = [self._scale(shown, room) for room in (beside, under)]
        room = beside if scales[0] >= scales[1] else under
        steps = (room.width(), 0) if room is beside else (0, room.height())
        heights = self._heights(shown, room, max(scales))
        for place, (side, high) in enumerate(zip(shown, heights, strict=True)):
            side.setGeometry(QRect(QPoint(*(place * step for step in steps)), room))
            self._set(side, high, max(scales))

    def _set(self, side: _PlateText, heights: list[int], scale: int) -> None:
        pad, gap = self._pad, self._gap(scale)
        top = (side.height() - sum(heights) - gap * (len(heights) - 1)) // 2
        for word, high in zip(side.words, heights, strict=True):
            place = QRect(pad, top, side.width() - 2 * pad, high)
            word.place(place, self._size(word, scale))
            top += high + gap

    @property
    def _pad(self) -> int:
        return self.metrics.px(0.035)

    def _gap(self, scale: int) -> int:
        return self.metrics.px(0.03) * scale // 100

    def _size(self, word: BoardWord, scale: int) -> int:
        return max(self.metrics.font(word.role) * scale // 100, 1)

    def _scale(self, shown: list[_PlateText], room: QSize) -> int:
        """How large the plate can be written in ``room``, in per cent of the largest."""
        for scale in range(100, 8, -2):
            if all(self._fits(side, room, scale) for side in shown):
                return scale
        return 8

    def _heights(self, shown: list[_PlateText], room: QSize, scale: int) -> list[list[int]]:
        """The heights of the lines; those of both languages stand level."""
        width = room.width() - 2 * self._pad
        heights = [
            [word.needs(self._size(word, scale), width).height() for word in side.words]
            for side in shown
        ]
        if len({len(lines) for lines in heights}) == 1:
            level = [max(lines) for lines in zip(*heights, strict=True)]
            return [level for _ in shown]
        return heights

    def _fits(self, side: _PlateText, room: QSize, scale: int) -> bool:
        width = room.width() - 2 * self._pad
        needs = [word.needs(self._size(word, scale), width) for word in side.words]
        high = sum(need.height() for need in needs) + self._gap(scale) * (len(needs) - 1)
        return high <= room.height() - 2 * self._pad and all(n.width() <= width for n in needs)


class NameplateWindow(DisplayWindow):
    """A display that shows the plate alone."""

    def __init__(
        self,
        *,
        colours: ThemeName = ThemeName.DARK,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(colours=colours, clock=clock)
        title = in_one_line(both(N_("Nameplate")))
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.plate = Nameplate(self.look, self)
        self.plate.hide()
        self.resize(1280, 400)

    def show_plate(self, plate: PlateState | None) -> None:
        """Show whose place this is, or nobody."""
        self.plate.setVisible(plate is not None)
        if plate is not None:
            self.plate.show_plate(plate)
            self.arrange()

    def arrange(self) -> None:
        """From edge to edge, a margin around."""
        margin = self.metrics.margin
        self.plate.take(self.metrics, self.rect().adjusted(margin, margin, -margin, -margin))
