"""The causes that a signing device can name, each with its plain words and the next step."""

from app.errors import declare
from app.ports.token_faults import OF_THE_CARRIER
from i18n import N_

NOT_RUNNING = declare(
    "eds.not_running",
    N_("NCALayer is not running."),
    N_("Start NCALayer from the menu of the system; it will be found by itself."),
)
STARTING = declare(
    "eds.starting",
    N_("NCALayer has taken the connection but is not ready yet."),
    N_("Wait a little: it is starting. If it takes longer than a minute, start it again."),
)
MUTE = declare(
    "eds.mute",
    N_("A program holds the port {port} of NCALayer and says nothing."),
    N_("Close NCALayer and start it again; if that does not help, call the administrator."),
)
OTHER_PROGRAM = declare(
    "eds.other_program",
    N_("Another program answers on the port {port} of NCALayer."),
    N_("Close that program and start NCALayer; the administrator can find out which one it is."),
)
OTHER_PRODUCT = declare(
    "eds.other_product",
    N_("«{product}» answers in place of NCALayer."),
    N_("Close it and start NCALayer: both use the same port."),
)
UNTRUSTED = declare(
    "eds.untrusted",
    N_("The connection certificate of NCALayer does not lead to the root that this desk trusts."),
    N_("Do not sign. Tell the administrator: either the root is old, or it is not NCALayer."),
)
ROOT_UNREADABLE = declare(
    "eds.root_unreadable",
    N_("The root certificate for the connection to NCALayer («{file}») cannot be used."),
    N_("The administrator puts the root certificate where the settings name it."),
)
LATE = declare(
    "eds.late",
    N_("NCALayer has not answered in time."),
    N_("Look whether its window waits behind the others, then sign again; the case is kept."),
)
LOST = declare(
    "eds.lost",
    N_("The connection to NCALayer broke off."),
    N_("Start NCALayer if it has closed, then sign again; the case is kept."),
)
GARBLED = declare(
    "eds.garbled",
    N_("NCALayer sent an answer that cannot be understood."),
    N_("Sign again; if it happens again, start NCALayer anew and tell the administrator."),
)
MODULE_MISSING = declare(
    "eds.module_missing",
    N_("This NCALayer has no part that can do this."),
    N_("The administrator renews NCALayer or adds its standard modules."),
)
FAILED = declare(
    "eds.failed",
    N_("NCALayer could not sign ({reason})."),
    N_("Sign again; if it happens again, tell the administrator the word in brackets."),
)
NO_TOKEN = declare(
    "eds.no_token",
    N_("There is no card or token with a key."),
    N_("Put your card into the reader or plug your token in, then sign again."),
)
NO_KEY = declare(
    "eds.no_key",
    N_("There is no fitting key on the card or token."),
    N_("Use the card or token with your key issued for official use."),
)
PIN_WRONG = declare(
    "eds.pin_wrong",
    N_("The PIN was wrong."),
    N_("Do not guess: after some wrong PINs the card is blocked. Sign again with the right one."),
)
STORAGE_UNREADABLE = declare(
    "eds.storage_unreadable",
    N_("The card, the token or the file with the key cannot be read."),
    N_("Take it out and put it in again, then sign again; the case is kept."),
)
OTHER_PERSON = declare(
    "eds.other_person",
    N_("The key belongs to another person than the employee who works here."),
    N_("Sign with your own key; nobody signs for another. Nothing was certified."),
)
OTHER_ORGANISATION = declare(
    "eds.other_organisation",
    N_("The key was issued for another organisation."),
    N_("Sign with the key that the Corporation issued to you. Nothing was certified."),
)
NOT_OFFICIAL = declare(
    "eds.not_official",
    N_("The key was not issued to an employee for official use."),
    N_("Sign with your key for official use, not with a personal one. Nothing was certified."),
)
NOT_FOR_SIGNING = declare(
    "eds.not_for_signing",
    N_("This key is for entering sites, not for signing."),
    N_("Choose the key for signing. Nothing was certified."),
)
NOT_IN_FORCE = declare(
    "eds.not_in_force",
    N_("The certificate of the key is not in force."),
    N_("Sign with a key in force; ask for a new one if yours has expired."),
)
SIGNATURE_WRONG = declare(
    "eds.signature_wrong",
    N_("What came back is no signature over these documents."),
    N_("Nothing was certified. Sign again; if it happens again, tell the administrator."),
)
NOT_LOOKED_AT = declare(
    "eds.not_looked_at",
    N_("It has not been seen yet whose key would sign."),
    N_("Have the key shown first; the PIN is asked for only after that."),
)
GIVEN_UP = declare(
    "eds.given_up",
    N_("The signing was given up in the window of the key."),
    N_("Nothing was certified and nothing is lost: sign when you are ready."),
)
OTHER_KEY = declare(
    "eds.other_key",
    N_("Another key has signed than the one that was shown."),
    N_("The signature was not used. Have the key shown again, then sign with it."),
)
UNFIT = declare(
    "eds.unfit",
    N_("The certificate of the key does not pass the check any more."),
    N_("Have the key shown again: what speaks against it is told there."),
)

OF_TROUBLE = {
    "of_another_person": OTHER_PERSON,
    "of_another_organisation": OTHER_ORGANISATION,
    "not_official": NOT_OFFICIAL,
    "not_for_signing": NOT_FOR_SIGNING,
    "not_in_force": NOT_IN_FORCE,
}
"""The fault of each code of ``app.domain.signing_key.key_troubles``."""

KEY_MATTERS = frozenset(
    {
        *OF_TROUBLE.values(),
        *OF_THE_CARRIER,
        FAILED,
        GIVEN_UP,
        NO_KEY,
        NO_TOKEN,
        NOT_LOOKED_AT,
        OTHER_KEY,
        PIN_WRONG,
        SIGNATURE_WRONG,
        STORAGE_UNREADABLE,
        UNFIT,
    }
)
"""Faults of the key, its carrier or one act: the device itself is well."""
