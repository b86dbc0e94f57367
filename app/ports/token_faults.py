"""The causes that a card, a token or a key file can name, each with its plain words and the next step."""

from app.errors import declare
from i18n import N_

MODULE_UNUSABLE = declare(
    "eds.module_unusable",
    N_("The module «{module}» for cards and tokens cannot be used."),
    N_("The administrator installs it and names its file in the settings."),
)
MODULE_CRASHED = declare(
    "eds.module_crashed",
    N_("The module «{module}» broke down in the middle of its work."),
    N_(
        "Nothing was certified and the case waits. Sign again; if it breaks again, tell the administrator."
    ),
)
MODULE_HANGS = declare(
    "eds.module_hangs",
    N_("The module «{module}» did not answer in time and was stopped."),
    N_("Take the card out and put it in again, then sign again; the case is kept."),
)
REMOVED = declare(
    "eds.removed",
    N_("The card or token with the key was taken out."),
    N_("Nothing was certified and the case waits. Put it in again and sign again."),
)
SWAPPED = declare(
    "eds.swapped",
    N_("Another key is in the reader than the one that was shown before the PIN."),
    N_("Nothing was certified. Put your own card in and sign again."),
)
PIN_LOCKED = declare(
    "eds.pin_locked",
    N_("The PIN of this card or token is blocked after wrong tries."),
    N_("It is unblocked with the PUK or where the key was issued. The case waits for you."),
)
PIN_UNSET = declare(
    "eds.pin_unset",
    N_("The PIN of this card or token must be set anew before it can sign."),
    N_("Set it with the program of the card, then sign again; the case waits."),
)
PIN_LATE = declare(
    "eds.pin_late",
    N_("Nobody typed the PIN in time."),
    N_("Nothing was certified. Sign again when you have the PIN at hand."),
)
NOBODY_TO_ASK = declare(
    "eds.nobody_to_ask",
    N_("There is no open window in which the PIN could be asked for."),
    N_("Open the window of the desk and sign there."),
)
ALGORITHM = declare(
    "eds.algorithm",
    N_("The key is of a kind with which this way does not sign ({kind})."),
    N_("Sign through NCALayer, or use a key of the kind RSA or ECDSA."),
)
CARRIER_FAILED = declare(
    "eds.carrier_failed",
    N_("The card or token could not sign ({reason})."),
    N_("Sign again; if it happens again, tell the administrator the word in brackets."),
)

OF_THE_CARRIER = frozenset(
    {
        REMOVED,
        SWAPPED,
        PIN_LOCKED,
        PIN_UNSET,
        PIN_LATE,
        NOBODY_TO_ASK,
        ALGORITHM,
        CARRIER_FAILED,
    }
)
"""Faults of the carrier or of one act: the module itself is well."""
