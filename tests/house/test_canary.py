"""A canary: a binding that loses references to True and None soon ends the whole program."""

import sys

from PySide6.QtCore import QObject, Signal

_TIMES = 300
_SLACK = 100


class _Bell(QObject):
    rung = Signal(bool)


def test_signals_keep_the_references_of_true_and_none() -> None:
    bell = _Bell()
    heard: list[bool] = []
    bell.rung.connect(heard.append)
    before = {value: sys.getrefcount(value) for value in (True, False, None)}
    for _ in range(_TIMES):
        bell.rung.emit(True)
    lost = {
        value: before[value] - sys.getrefcount(value)
        for value in before
        if before[value] - sys.getrefcount(value) >= _SLACK
    }
    assert len(heard) == _TIMES
    assert not lost
