"""What the menu offers about the desk itself: pause, close, the times of the visit, the bookings."""

from ui.binding.present_queue import paused
from ui.binding.presentation import Verb, VerbItem
from ui.binding.session import CaseSession
from ui.binding.texts import tr_

CLOSE_DESK, INACCURATE, BOOKINGS = "close_desk", "mark_inaccurate", "fetch_bookings"
"""Verbs of the menu, named as the words of the counter."""

DEVICES = "devices"
"""The verb of the sheet of devices."""


def desk_entries(session: CaseSession) -> tuple[VerbItem, ...]:
    """The entries; one that cannot be opened now says why."""
    queue, visit = session.queue, session.visit
    hold = queue.hold if queue is not None else None
    shut = "" if hold is not None else tr_("The desk is not open")
    pause = tr_("Take visitors again") if paused(hold) else tr_("Pause the desk")
    counted = visit is None or not visit.visit.inaccurate
    times = tr_("Do not count the times of this visit")
    return (
        VerbItem(verb=Verb.PAUSE, label=pause, blocked=shut),
        VerbItem(verb=CLOSE_DESK, label=tr_("Close the desk"), blocked=shut),
        VerbItem(
            verb=INACCURATE,
            label=times if counted else tr_("Count the times of this visit again"),
            blocked="" if visit is not None else tr_("nobody is at the desk"),
        ),
        VerbItem(verb=BOOKINGS, label=tr_("Ask for the bookings of the day")),
    )
