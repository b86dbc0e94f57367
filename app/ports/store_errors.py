"""Why the store does not do its work: codes with their words, for people who wait or can help."""

from app.errors import declare
from i18n import N_

STORE_STALE = declare(
    "store.stale",
    N_("This case was changed meanwhile at another place."),
    N_("Look at the case as it stands now and repeat the step."),
)
STORE_TICKET_TAKEN = declare(
    "store.ticket_taken",
    N_("This ticket was already taken at another desk."),
    N_("Call the next visitor; the list shows how it stands now."),
)
STORE_READ_ONLY = declare(
    "store.read_only",
    N_("The store cannot be written to."),
    N_("Ask the administrator to give write access to the data folder; nothing was changed."),
)
STORE_FULL = declare(
    "store.full",
    N_("The disk is full."),
    N_("Free some space and repeat the step; everything acknowledged before is kept."),
)
STORE_BUSY = declare(
    "store.busy",
    N_("The store is busy."),
    N_("Wait a moment and repeat the step."),
)
STORE_BROKEN = declare(
    "store.broken",
    N_("The store cannot be read: it is damaged or belongs to another program."),
    N_("Do not delete anything; tell the administrator."),
)
STORE_NEWER = declare(
    "store.newer",
    N_("The store was made by a newer version of the program."),
    N_("Update the program at this desk; nothing was changed."),
)
STORE_OLDER = declare(
    "store.older",
    N_("The store was made by an older version of the program."),
    N_("Ask the administrator to renew it by: python -m app migrate"),
)
STORE_UNREACHABLE = declare(
    "store.unreachable",
    N_("The store cannot be reached."),
    N_("Check the disk or the network; everything acknowledged before is kept."),
)
STORE_NUMBERS_USED_UP = declare(
    "store.numbers_used_up",
    N_("Desk {desk} has used up its numbers of this kind («{series}»)."),
    N_("Go on at another desk and tell the administrator."),
)
STORE_CLOCK_BEHIND = declare(
    "store.clock_behind",
    N_("The clock shows {now}, but work was already recorded at {latest}."),
    N_("Have the date and time of this computer set right before accepting applications."),
)
