"""Signing as the counter needs it: a certificate to look at first, a signature over bytes, a verdict."""

from datetime import datetime
from typing import Protocol, runtime_checkable

from app.domain.signing import SignatureVerdict, SignerCertificate


class SigningKey(Protocol):
    """The operator's key, wherever it lives."""

    def certificate(self, operator_id: str) -> SignerCertificate:
        """The certificate that would sign. Raises ``DeviceFault`` when there is none."""

    def sign(self, operator_id: str, content: bytes, at: datetime, about: str = "") -> bytes:
        """A detached CMS (DER) over ``content``; ``about`` says in words what it is, for whoever is
        asked for the PIN. Raises ``DeviceFault`` or ``Unavailable``."""


@runtime_checkable
class KeyOnDevice(SigningKey, Protocol):
    """A key that must be looked at before it may sign: a person may have to choose it."""

    def look(self, operator_id: str) -> SignerCertificate:
        """Find the key and what speaks against it. Raises ``DeviceFault``, ``Cancelled``.

        Never where cases are handled: it may take as long as a person does.
        """


class SignatureVerifier(Protocol):
    """The check that every signature passes before it counts."""

    def verify(self, content: bytes, cms: bytes, at: datetime) -> SignatureVerdict:
        """The verdict; never raises on bad input."""
