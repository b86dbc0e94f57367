"""What can be wrong with the lines of an offline terminal's file, in plain words with the next step."""

from app.errors import declare
from i18n import N_

LINE_TIME = declare(
    "offline.time",
    N_("The line has no time that can be read."),
    N_("Find the paper in question and scan it here."),
)
LINE_CODE = declare(
    "offline.code",
    N_("The line has a time, but no code that can be read."),
    N_("Find out what was scanned at that time and scan it here."),
)
LINE_TOO_LONG = declare(
    "offline.too_long",
    N_("The line is too long for a time and a code."),
    N_("Find the paper in question and scan it here."),
)
TIME_AHEAD = declare(
    "offline.ahead",
    N_("The time of the scan is still to come: the clock of the terminal is fast."),
    N_("Set the clock of the terminal and check the times of its scans before they count."),
)
TIME_BACK = declare(
    "offline.back",
    N_("The time of the scan is earlier than that of the line before it."),
    N_("Check whether the clock of the terminal was changed meanwhile."),
)
