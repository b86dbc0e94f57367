"""The practice key and its verifier, read when the first signature is wanted: a start needs neither."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.signing import SignatureVerdict, SignerCertificate

if TYPE_CHECKING:
    from app.gateways.cms_verifier import CmsVerifier
    from app.gateways.practice_key import PracticeKeys


class PracticeSigning:
    """Signs with the practice keys of ``folder`` and verifies against their root."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self._folder = folder
        self._now = now

    @cached_property
    def _keys(self) -> "PracticeKeys":
        from app.gateways.practice_key import PracticeKeys  # noqa: PLC0415 - costs memory and time

        return PracticeKeys(self._folder, self._now)

    @cached_property
    def _verifier(self) -> "CmsVerifier":
        from app.gateways.cms_verifier import CmsVerifier  # noqa: PLC0415 - costs memory and time

        return CmsVerifier(lambda: (self._keys.root(),))

    def certificate(self, operator_id: str) -> SignerCertificate:
        """The operator's practice certificate. Raises ``DeviceFault`` when it cannot be made."""
        return self._keys.certificate(operator_id)

    def sign(self, operator_id: str, content: bytes, at: datetime, about: str = "") -> bytes:
        """A detached CMS (DER) over ``content`` by the operator's practice key."""
        return self._keys.sign(operator_id, content, at, about)

    def verify(self, content: bytes, cms: bytes, at: datetime) -> SignatureVerdict:
        """The verdict on a detached CMS; never raises on bad input."""
        return self._verifier.verify(content, cms, at)
