"""Answers come to the thread of the windows, in order, and not to those who left."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from pytestqt.qtbot import QtBot

from app.errors import Cancelled, Unavailable
from ui.binding.relay import Relay


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def test_the_answer_comes_on_the_thread_of_the_windows(
    pool: ThreadPoolExecutor, qtbot: QtBot
) -> None:
    relay, came = Relay(), []
    relay.bring(
        pool.submit(threading.get_ident),
        lambda ident: came.append((ident, threading.get_ident())),
        lambda error: came.append((0, 0)),
    )
    qtbot.waitUntil(lambda: bool(came))
    there, here = came[0]
    assert here == threading.get_ident()
    assert there != here


def test_an_answer_that_is_there_already_still_waits_its_turn(qtbot: QtBot) -> None:
    relay, came = Relay(), []
    ready: Future[int] = Future()
    ready.set_result(1)
    relay.bring(ready, came.append, came.append)
    assert came == []
    qtbot.waitUntil(lambda: came == [1])


def test_errors_and_calling_off_come_by_the_other_door(qtbot: QtBot) -> None:
    relay = Relay()
    done: list[object] = []
    failed: list[BaseException] = []
    broken: Future[int] = Future()
    called_off: Future[int] = Future()
    for future in (broken, called_off):
        relay.bring(future, done.append, failed.append)
    broken.set_exception(Unavailable("store.locked"))
    called_off.cancel()
    qtbot.waitUntil(lambda: len(failed) == 2)
    assert [type(error) for error in failed] == [Unavailable, Cancelled]
    assert done == []


def test_who_left_hears_nothing(qtbot: QtBot) -> None:
    relay, other = Relay(), Relay()
    came: list[int] = []
    heard: list[int] = []
    before: Future[int] = Future()
    before.set_result(1)
    late: Future[int] = Future()
    relay.bring(before, came.append, lambda _: None)
    relay.bring(late, came.append, lambda _: None)
    relay.close()
    late.set_result(2)
    last: Future[int] = Future()
    last.set_result(3)
    other.bring(last, heard.append, lambda _: None)
    qtbot.waitUntil(lambda: heard == [3])
    assert came == []


def test_an_answer_after_the_window_is_gone_breaks_nothing() -> None:
    import shiboken6

    relay = Relay()
    late: Future[int] = Future()
    relay.bring(late, lambda _: None, lambda _: None)
    shiboken6.delete(relay)
    late.set_result(1)
    assert late.result() == 1
