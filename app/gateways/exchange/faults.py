"""What can be wrong with the way to a provider, each named for who can mend it."""

from app.errors import declare
from i18n import N_

GONE = declare(
    "exchange.folder_gone",
    N_("The exchange folder cannot be reached."),
    N_(
        "Ask the administrator to bring the share back; messages are kept here and leave by themselves."
    ),
)
READ_ONLY = declare(
    "exchange.folder_read_only",
    N_("Nothing can be written into the exchange folder."),
    N_("Ask the administrator for the right to write there; messages are kept here."),
)
FULL = declare(
    "exchange.folder_full",
    N_("There is no room left in the exchange folder."),
    N_("Ask the administrator to make room; messages are kept here and leave by themselves."),
)
SILENT = declare(
    "exchange.server_silent",
    N_("The exchange server of the providers does not answer."),
    N_("Messages are kept here and leave by themselves; tell the administrator if it lasts."),
)
UNTRUSTED = declare(
    "exchange.server_untrusted",
    N_("The exchange server and the counter do not trust each other's certificates."),
    N_("Ask the administrator to check the certificates in the settings; nothing was sent."),
)
REFUSED = declare(
    "exchange.server_refused",
    N_("The exchange server did not take the message (answer {status})."),
    N_("Messages are kept here and tried again; tell the administrator if it lasts."),
)
SETTINGS = declare(
    "exchange.settings",
    N_("The settings of the exchange with providers cannot be used: {field}."),
    N_("Ask the administrator to mend the section «exchange» of the settings."),
)
