"""Lanes: one named worker thread with a queue each; work goes in as calls and comes out as Futures.

A task has a deadline and can be cancelled. Cooperative code asks :func:`current_work` and waits
through it, so that a cancel or a deadline ends the wait at once. :class:`InlineLane` runs the same
tasks in the caller's thread and keeps time by hand: for scenarios without threads and for tests.
"""

from app.lanes.alarm import Alarm, ManualAlarm, ThreadAlarm
from app.lanes.inline import InlineLane
from app.lanes.lane import AnyLane, Lane
from app.lanes.work import LATE, STOPPED, LaneFuture, Work, current_work

__all__ = [
    "LATE",
    "STOPPED",
    "Alarm",
    "AnyLane",
    "InlineLane",
    "Lane",
    "LaneFuture",
    "ManualAlarm",
    "ThreadAlarm",
    "Work",
    "current_work",
]
