"""A service of the shipped catalogue for the doors: found by its id, in force on a day."""

from datetime import date

from app.catalogue.services import load_catalogue
from app.domain.passport import Passport
from app.errors import InputInvalid, declare
from i18n import N_

NO_SERVICE = declare(
    "door.service",
    N_("The catalogue has no service «{service}» in force on {on}."),
    N_("The ids are the names of the files in resources/services."),
)
NO_CASE = declare(
    "door.case",
    N_("The service has no case «{case}»."),
    N_("Choose one of: {words}."),
)


def service_on(service_id: str, on: date, *, practice: bool = False) -> Passport:
    """The edition in force on that day. Raises ``InputInvalid`` for an unknown service."""
    found = load_catalogue(practice=practice, on=on).in_force(service_id, on)
    if found is None:
        raise InputInvalid(
            NO_SERVICE, field="--service", service=service_id[:60], on=f"{on:%d.%m.%Y}"
        )
    return found


def no_case(key: str, known: list[str]) -> InputInvalid:
    """The error of a case key that the service does not have."""
    return InputInvalid(NO_CASE, field="--case", case=key[:60], words=", ".join(known) or "—")


def source_words(passport: Passport, keys: tuple[str, ...]) -> str:
    """The titles of the sources of those keys, as one line."""
    titles = {source.key: source.title for source in passport.sources}
    return "; ".join(titles.get(key, key) for key in keys)
