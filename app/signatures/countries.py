"""The certificates of countries that are installed at this desk: who may sign chips, and what is revoked."""

from dataclasses import dataclass
from pathlib import Path

from app.errors import AppError, InputInvalid, declare
from app.rules.chip_words import COUNTRIES_UNREADABLE, NO_COUNTRIES
from app.signatures.certificate import Certificate
from app.signatures.chip_security import country_of
from app.signatures.crl import RevocationList
from app.signatures.encoding import UnreadableError
from app.signatures.trust import read_trust
from i18n import N_

UNUSABLE = declare(
    "countries.unusable",
    N_("The country certificates in «{name}» cannot be used, so chips are not checked."),
    N_(
        "Name a folder in the settings that holds certificates of countries"
        " (.cer, .crt, .pem, .der), and start the program again."
    ),
)


@dataclass(frozen=True, slots=True)
class Countries:
    """Country signing certificates with their lists. ``missing`` is the cause when there are none."""

    certificates: tuple[Certificate, ...] = ()
    signers: tuple[Certificate, ...] = ()
    lists: tuple[RevocationList, ...] = ()
    missing: str = NO_COUNTRIES

    def of(self, country: str) -> tuple[Certificate, ...]:
        """Those of a country (two capital letters)."""
        return tuple(one for one in self.certificates if _country(one) == country)


def _country(certificate: Certificate) -> str:
    try:
        return country_of(certificate.subject_der)
    except UnreadableError:
        return ""


def read_countries(folder: str) -> tuple[Countries, AppError | None]:
    """What a folder holds, and what the administrator should be told; never raises.

    Empty: none are installed. Files as in ``app.signatures.trust``. Every certificate of an authority
    is believed for having been put there, also one that follows another (a link certificate);
    certificates of document signers help only where a chip leaves its own out.
    """
    if not folder.strip():
        return Countries(), None
    try:
        trust = read_trust(Path(folder))
    except InputInvalid as error:
        name = error.params.get("name", "")
        told = InputInvalid(UNUSABLE, field="country_certificates", name=name)
        return Countries(missing=COUNTRIES_UNREADABLE), told
    known = (*trust.roots, *trust.others)
    return (
        Countries(
            certificates=tuple(one for one in known if one.authority),
            signers=tuple(one for one in known if not one.authority),
            lists=trust.lists,
        ),
        None,
    )
