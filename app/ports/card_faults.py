"""The causes that a reader of identity documents can name, each with its plain words and the next step."""

from app.errors import declare
from i18n import N_

CARD_KEY_NEEDED = declare(
    "card.key_needed",
    N_("The chip opens only to who has the document before their eyes."),
    N_("Scan the machine-readable zone of the document, or type the six digits printed on it."),
)
CARD_KEY_WRONG = declare(
    "card.key_wrong",
    N_("The chip does not open to this zone or number: it belongs to another document."),
    N_("Scan the zone of the very document that lies in the reader."),
)
CARD_UNSUPPORTED = declare(
    "card.unsupported",
    N_("The card is not an identity document that this program can read."),
    N_("Look whether it is the right card; otherwise type the data from the document."),
)
CARD_BROKEN = declare(
    "card.broken",
    N_("The chip answers with something that an identity document does not say."),
    N_("Put the document in once more; if it answers so again, type the data from the document."),
)
READER_NONE = declare(
    "card.reader_none",
    N_("No card reader is connected."),
    N_("Check the reader's cable. It will be found again by itself; type the data until then."),
)
READER_SERVICE = declare(
    "card.service_down",
    N_("The card service of the computer does not answer."),
    N_("It is found again by itself; if it stays silent, ask the administrator to start it."),
)

CHIP_MATTERS = frozenset({CARD_KEY_NEEDED, CARD_KEY_WRONG, CARD_UNSUPPORTED, CARD_BROKEN})
"""Causes that are the matter of a chip or of one act; the reader is well."""
