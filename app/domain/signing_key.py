"""The keys that a signing device offers before the PIN, and what the desk demands of the one that signs."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.language import Lang
from app.domain.signing import SignerCertificate


class RoleOid(StrEnum):
    """The object identifiers by which a certificate of the national centre tells whose hand signs."""

    PERSON = "1.2.398.3.3.4.1.1"
    ORGANISATION = "1.2.398.3.3.4.1.2"
    HEAD = "1.2.398.3.3.4.1.2.1"
    SIGNATORY = "1.2.398.3.3.4.1.2.2"
    FINANCE = "1.2.398.3.3.4.1.2.3"
    PERSONNEL = "1.2.398.3.3.4.1.2.4"
    EMPLOYEE = "1.2.398.3.3.4.1.2.5"


SIGNING_USAGE = "1.3.6.1.5.5.7.3.4"
"""The usage that a certificate for signing has and one for entering a site has not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedKey:
    """A key that could sign; ``id`` is what the device finds it by, ``storage`` where it lies.

    ``certificate`` is ``None`` where the device tells it only after the PIN.
    """

    id: str
    storage: str
    certificate: SignerCertificate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDemand:
    """Whose key must sign: the person, the employer (empty: any) and the roles, all of them."""

    iin: str
    bin: str = ""
    roles: tuple[RoleOid, ...] = (RoleOid.EMPLOYEE,)

    @property
    def usages(self) -> tuple[str, ...]:
        """The object identifiers that the certificate must have."""
        return (SIGNING_USAGE, *(role.value for role in self.roles))


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningOrder:
    """The documents of one case to be signed under one PIN, each by a detached signature.

    ``key`` is the id of an offered key; empty: whichever meets the demand. ``about`` says in words
    what is signed, for whoever types the PIN. ``stamp`` asks for a time stamp with each. Raises
    ``ValueError`` when there is nothing to sign.
    """

    contents: tuple[bytes, ...] = field(repr=False)
    demand: KeyDemand = field(repr=False)
    key: str = ""
    lang: Lang = Lang.KK
    about: str = field(default="", repr=False)
    stamp: bool = False

    def __post_init__(self) -> None:
        if not self.contents or not all(self.contents):
            raise ValueError("an order has documents, and none of them is empty")

    @property
    def count(self) -> int:
        """How many documents one PIN signs."""
        return len(self.contents)


def key_troubles(
    certificate: SignerCertificate, demand: KeyDemand, at: datetime
) -> tuple[str, ...]:
    """What speaks against the certificate, as the codes of the rule ``own_official_certificate``."""
    roles = set(certificate.roles)
    found = {
        "of_another_person": certificate.iin != demand.iin,
        "of_another_organisation": bool(demand.bin) and certificate.bin != demand.bin,
        "not_official": not certificate.official or not roles.issuperset(demand.roles),
        "not_for_signing": not certificate.for_signing,
        "not_in_force": not certificate.valid_from <= at <= certificate.valid_until,
    }
    return tuple(code for code, speaks in found.items() if speaks)
