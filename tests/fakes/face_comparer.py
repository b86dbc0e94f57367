"""A comparer of faces that always says one word, and a camera that shows what the test tells it to."""

from concurrent.futures import Future

import numpy as np

from app.ports.camera import Leave, Likeness, Picture, Seen, SeenListener
from devices.camera.looking import picture_of
from tests.fakes.device_rig import AT


class FixedComparer:
    """Stands where the models would; notes how often it was asked, and keeps no picture."""

    def __init__(self, word: Likeness) -> None:
        self.word = word
        self.asked = 0

    def compare(self, live: Picture, photo: Picture) -> Likeness:
        self.asked += 1
        return self.word


class QuietCamera:
    """The verbs of a hub's camera; pictures come when the test shows them, after a rest too."""

    def __init__(self) -> None:
        self.listener: SeenListener | None = None
        self.leaves: list[Leave] = []
        self.rested = 0

    def look(self, leave: Leave, listener: SeenListener) -> Future[None]:
        self.leaves.append(leave)
        self.listener = listener
        return _done()

    def rest(self) -> Future[None]:
        self.rested += 1
        return _done()

    def show(self, number: int, hints: tuple[str, ...] = ()) -> None:
        """A picture comes; a careless camera sends it after the rest too."""
        if self.listener is not None:
            picture = picture_of(np.full((48, 64, 3), number, np.uint8))
            self.listener(Seen(picture=picture, number=number, at=AT, hints=hints))


def _done() -> Future[None]:
    done: Future[None] = Future()
    done.set_result(None)
    return done
