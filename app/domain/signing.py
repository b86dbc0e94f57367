"""What a signature tells: whose certificate it was, and whether it stands over exactly these bytes."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerCertificate:
    """Whose key it is and what it is for, read before anything is signed.

    ``troubles`` are reason codes of the whole check of the certificate, where one was made: its chain,
    use, role, IIN, BIN and revocation.
    ``holder`` is the name as the certificate writes it, ``bin`` the number of the employer,
    ``roles`` the object identifiers of its usages, ``algorithm`` that of its key, ``der``
    the certificate itself where the device hands it out. Empty: the certificate does not say.
    """

    serial: str
    operator_id: str
    organisation: str
    official: bool
    practice: bool
    valid_from: datetime
    valid_until: datetime
    revoked: bool = False
    troubles: tuple[str, ...] = ()
    for_signing: bool = True
    holder: str = ""
    iin: str = ""
    bin: str = ""
    roles: tuple[str, ...] = ()
    algorithm: str = ""
    der: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureVerdict:
    """Whether a detached CMS stands over exactly these bytes; ``reasons`` are codes.

    ``signed_at`` is what the signer's clock or the stamp said, ``stamped_at`` the stamp alone.
    """

    valid: bool
    certificate: SignerCertificate | None
    signed_at: datetime | None
    reasons: tuple[str, ...] = ()
    stamped_at: datetime | None = None
