"""However fast the camera is, the window gets the newest picture only, and none after the end."""

import gc
import threading
import weakref

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.ports.camera import Seen
from devices.camera.looking import picture_of
from tests.fakes.device_rig import AT
from ui.binding.camera_feed import CameraFeed


def seen(number: int) -> Seen:
    picture = picture_of(np.full((4, 4, 3), number, np.uint8))
    return Seen(picture=picture, number=number, at=AT)


@pytest.fixture
def told(feed: CameraFeed) -> list[int]:
    numbers: list[int] = []
    feed.came.connect(lambda one: numbers.append(one.number))
    return numbers


@pytest.fixture
def feed(qtbot: QtBot) -> CameraFeed:
    made = CameraFeed()
    made.begin()
    return made


def from_a_thread(feed: CameraFeed, *numbers: int) -> None:
    def show() -> None:
        for number in numbers:
            feed.take(seen(number))

    thread = threading.Thread(target=show)
    thread.start()
    thread.join()


def test_only_the_newest_is_told(feed: CameraFeed, told: list[int], qtbot: QtBot) -> None:
    from_a_thread(feed, 1, 2, 3)
    qtbot.waitUntil(lambda: told == [3])
    from_a_thread(feed, 4, 5)
    qtbot.waitUntil(lambda: told == [3, 5])


@pytest.mark.requirement("R-085")
def test_after_the_end_nothing_comes_and_nothing_is_held(
    feed: CameraFeed, told: list[int], qtbot: QtBot
) -> None:
    last = seen(1)
    gone = weakref.ref(last.picture)
    feed.take(last)
    feed.end()
    del last
    from_a_thread(feed, 2)
    qtbot.wait(0)
    gc.collect()
    assert told == []
    assert gone() is None


def test_before_the_beginning_nothing_comes(qtbot: QtBot) -> None:
    quiet, numbers = CameraFeed(), list[int]()
    quiet.came.connect(lambda one: numbers.append(one.number))
    quiet.take(seen(1))
    qtbot.wait(0)
    assert numbers == []
