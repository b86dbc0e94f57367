"""The signature of a paper as it is kept: enough to make the signed file again, byte for byte."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSeal:
    """``cms`` is base64 DER, ``at`` the moment that the file tells, ``content_sha256`` the hash of the
    bytes that were signed."""

    cms: str = field(repr=False)
    at: datetime
    content_sha256: str
