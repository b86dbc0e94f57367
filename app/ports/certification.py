"""The services of a certification centre as the counter needs them: stamps, and the state of certificates.

A signature is made without them (level B). They add what proves it later, and need no key for it.
"""

from datetime import datetime
from typing import Protocol

from app.errors import declare
from i18n import N_

SERVICE_DOWN = declare(
    "centre.down",
    N_("The service of the certification centre does not answer ({service})."),
    N_("It is asked again by itself; the signature and the case are kept."),
)
SERVICE_REFUSED = declare(
    "centre.refused",
    N_("The service of the certification centre refused to answer ({service}: {reason})."),
    N_("It is asked again by itself; if it goes on, tell the administrator the words in brackets."),
)
ANSWER_WRONG = declare(
    "centre.answer_wrong",
    N_("The answer of the certification centre does not stand ({service}: {reason})."),
    N_("It was not used. If it happens again, tell the administrator the words in brackets."),
)
CLOCKS_DIFFER = declare(
    "centre.clocks_differ",
    N_("The clock of this workplace differs from the time stamp by {minutes} min."),
    N_("Ask the administrator to set the clock; the stamp is asked for again by itself."),
)
ADDRESS_WRONG = declare(
    "centre.address_wrong",
    N_("The address of the service cannot be used ({service})."),
    N_("The administrator corrects it in the settings: http or https, a name, no password."),
)
STATE_UNKNOWN = declare(
    "centre.state_unknown",
    N_("Whether the certificate is revoked cannot be found out now."),
    N_("The case waits and nothing is lost; sign again when the certification centre answers."),
)


class SignatureUpgrade(Protocol):
    """Adds to a signature what proves it later."""

    @property
    def stamps(self) -> bool:
        """Whether a time-stamping service is set up at all."""

    def stamped(self, message: bytes, at: datetime) -> bytes:
        """The message (CMS) with a time stamp that was checked, by the desk's moment ``at``.

        Raises ``Unavailable`` (centre.…); the message is as good as before then.
        """

    def proven(self, message: bytes, at: datetime) -> bytes:
        """The message with the state of the certificates in it, as far as it is known."""
