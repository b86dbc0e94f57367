"""The catalogue as the pages look it up: found by words, read by id, bundles with their members."""

from datetime import date

from app.catalogue.search import ServiceIndex
from app.catalogue.services import ServiceCatalogue
from app.domain.language import Lang
from app.domain.passport import Passport, PassportStatus

_MOST = 40


class ServiceFinder:
    """The services that this branch may open on one day."""

    def __init__(self, catalogue: ServiceCatalogue, on: date, *, practice: bool) -> None:
        self._catalogue, self._on = catalogue, on
        usable = {PassportStatus.PUBLISHED} | ({PassportStatus.PRACTICE} if practice else set())
        passports = [entry for entry in catalogue.all_in_force(on) if entry.status in usable]
        self._index = ServiceIndex(passports)

    def get(self, service_id: str, edition: str = "") -> Passport | None:
        """That service; ``None`` when unknown."""
        return self._catalogue.get(service_id, edition)

    def find(self, words: str, lang: Lang) -> tuple[Passport, ...]:
        """The best services for these words; all by the alphabet for none."""
        return tuple(hit.passport for hit in self._index.find(words, lang, _MOST))

    def members(self, bundle: Passport) -> tuple[Passport, ...]:
        """The services of a bundle that are in force."""
        return self._catalogue.members(bundle, self._on)
