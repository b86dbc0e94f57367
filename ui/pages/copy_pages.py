"""The pages of a copy while it is made: their order, what is said of each; gone when the sheet is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from app.domain.certified_copy import MOST_PAGES, CopyOrigin, CopyPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One page with what is said of it. ``id`` names it on the sheet; ``turns`` counts its changes."""

    id: str
    page: CopyPage
    origin: CopyOrigin
    hints: tuple[str, ...] = ()
    turns: int = 0


class CopyPages:
    """Pages in their order, one of them chosen."""

    def __init__(self) -> None:
        self._pages: list[Taken] = []
        self._ids = count(1)
        self.chosen = ""

    def __iter__(self) -> Iterator[Taken]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)

    @property
    def full(self) -> bool:
        """Whether no further page may come."""
        return len(self._pages) >= MOST_PAGES

    @property
    def current(self) -> Taken | None:
        """The page that is chosen."""
        return self.of(self.chosen)

    @property
    def origin(self) -> CopyOrigin:
        """How the pages were taken; of both ways the camera is named."""
        camera = any(taken.origin is CopyOrigin.CAMERA for taken in self._pages)
        return CopyOrigin.CAMERA if camera or not self._pages else CopyOrigin.SCANNER_FILE

    def of(self, page_id: str) -> Taken | None:
        """The page of that id."""
        return next((taken for taken in self._pages if taken.id == page_id), None)

    def add(
        self, page: CopyPage, origin: CopyOrigin, hints: tuple[str, ...] = (), instead: str = ""
    ) -> None:
        """Put a page at the end, or in the place of the one it was taken ``instead`` of; it is chosen."""
        taken = Taken(id=f"page-{next(self._ids)}", page=page, origin=origin, hints=hints)
        place = next((n for n, one in enumerate(self._pages) if one.id == instead), None)
        if place is not None:
            self._pages[place] = taken
        elif not self.full:
            self._pages.append(taken)
        else:
            return
        self.chosen = taken.id

    def turn(self, page_id: str, page: CopyPage) -> None:
        """The page after it was turned."""
        self._pages = [
            replace(taken, page=page, turns=taken.turns + 1) if taken.id == page_id else taken
            for taken in self._pages
        ]

    def move(self, by: int) -> None:
        """Move the chosen page so many places."""
        place = self._place()
        target = place + by
        if place >= 0 and 0 <= target < len(self._pages):
            self._pages.insert(target, self._pages.pop(place))

    def remove(self) -> None:
        """Leave the chosen page out; its neighbour is chosen."""
        place = self._place()
        if place < 0:
            return
        del self._pages[place]
        rest = self._pages[min(place, len(self._pages) - 1)] if self._pages else None
        self.chosen = rest.id if rest is not None else ""

    def clear(self) -> None:
        """Nothing stays."""
        self._pages.clear()
        self.chosen = ""

    def may_move(self, by: int) -> bool:
        """Whether the chosen page has a place to move to."""
        place = self._place()
        return place >= 0 and 0 <= place + by < len(self._pages)

    def _place(self) -> int:
        return next((n for n, taken in enumerate(self._pages) if taken.id == self.chosen), -1)
