"""The causes that the judge of chips can name, each with its plain words and the next step.

A verdict informs and never decides (R-058): each advice leads back to the document and the employee.
"""

from collections.abc import Mapping

from app.domain.chip import Authenticity, ChipAccess
from app.errors import declare
from i18n import N_

_BY_THE_DOCUMENT = N_("Identify by the document itself, as without a chip.")

NO_COUNTRIES = declare(
    "chip.no_countries",
    N_("No country certificates are installed here, so the authenticity was not checked."),
    N_("Look at the document itself. The administrator may name a folder of them in the settings."),
)
COUNTRIES_UNREADABLE = declare(
    "chip.countries_unreadable",
    N_("The folder of country certificates cannot be read, so the authenticity was not checked."),
    N_("Look at the document itself, and tell the administrator."),
)
NO_COUNTRY = declare(
    "chip.no_country",
    N_("No certificate of the country that signed is installed here: it was not checked."),
    N_("Look at the document itself. The administrator may install that country's certificate."),
)
UNREADABLE = declare(
    "chip.unreadable",
    N_("The signature of the chip cannot be read."),
    _BY_THE_DOCUMENT,
)
NO_DATA = declare(
    "chip.no_data",
    N_("The chip gave no data that a signature could vouch for."),
    _BY_THE_DOCUMENT,
)
ALGORITHM = declare(
    "chip.algorithm",
    N_("The chip is signed in a way that this program cannot follow or does not count."),
    _BY_THE_DOCUMENT,
)
SIGNER_MISSING = declare(
    "chip.signer_missing",
    N_("The certificate of who signed the chip is not in it."),
    _BY_THE_DOCUMENT,
)
SIGNER_UNTRUSTED = declare(
    "chip.signer_untrusted",
    N_("Who signed the chip is not vouched for by the certificates of that country."),
    N_("Look at the document with care; tell the administrator if it happens with many."),
)
SIGNER_USE = declare(
    "chip.signer_use",
    N_("The chip is signed by a key that is not for signing documents."),
    N_("Look at the document with care and decide by it."),
)
SIGNER_EXPIRED = declare(
    "chip.signer_expired",
    N_("The certificate of who signed the chip has expired."),
    _BY_THE_DOCUMENT,
)
SIGNER_NOT_YET = declare(
    "chip.signer_not_yet",
    N_("The certificate of who signed the chip is not in force yet."),
    N_("Look at the date of this computer, then identify by the document itself."),
)
SIGNED_OUTSIDE = declare(
    "chip.signed_outside",
    N_("The chip was signed outside the term of the certificate of who signed it."),
    N_("Look at the document with care and decide by it."),
)
SIGNER_REVOKED = declare(
    "chip.signer_revoked",
    N_("The country has revoked the certificate of who signed the chip."),
    N_("Look at the document with care and decide by it."),
)
OTHER_COUNTRY = declare(
    "chip.other_country",
    N_("The chip is signed by another country than the one that its data name."),
    N_("Look at the document with care and decide by it."),
)
DATA_CHANGED = declare(
    "chip.data_changed",
    N_("The data in the chip are not those that were signed."),
    N_("Look at the document with care: compare the person, the picture and every line by eye."),
)
DATA_NOT_SIGNED = declare(
    "chip.data_not_signed",
    N_("The chip holds data that its signature does not cover."),
    N_("Look at the document with care: compare the person, the picture and every line by eye."),
)
SIGNATURE_WRONG = declare(
    "chip.signature_wrong",
    N_("The signature of the chip is wrong."),
    N_("Look at the document with care: compare the person, the picture and every line by eye."),
)

AUTHENTICITY: Mapping[Authenticity, str] = {
    Authenticity.GENUINE: N_("authenticity: confirmed by the country's signature"),
    Authenticity.NOT_CHECKED: N_("authenticity: not checked"),
    Authenticity.UNTRUSTED: N_("authenticity: nobody vouches for the signature"),
    Authenticity.ALTERED: N_("authenticity: the data are not as they were signed"),
}
ACCESS: Mapping[ChipAccess, str] = {
    ChipAccess.OPEN: N_("chip access: opened without a key"),
    ChipAccess.BAC: N_("chip access: opened by the printed zone"),
    ChipAccess.PACE: N_("chip access: opened by the protected exchange"),
}
