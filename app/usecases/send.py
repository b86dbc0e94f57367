"""Send the certified application electronically, and record how far it got."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """Send by the electronic route (word ``send``)."""

    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSendError:
    """The other side rejected the message technically (word ``record_send_error``)."""

    case: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordProviderRegistration:
    """The provider registered the application (word ``record_provider_registration``)."""

    case: str
    provider_number: str
