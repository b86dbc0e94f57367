"""The catalogue of services: every file read and checked, editions by day, broken files left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.catalogue.service_checks import (
    DUPLICATE,
    UNKNOWN_NAME,
    check_passport,
    read_checked,
)
from app.catalogue.service_file import (
    UNREADABLE,
    Common,
    FileDefectError,
    Problem,
    ServiceText,
    read_common,
    read_toml,
)
from app.domain.passport import Passport
from app.errors import declare
from i18n import N_
from resources import path

COMMON_FILE = "common.toml"
NO_COMMON = declare(
    "catalogue.no_common",
    N_("{file}: the common file of the catalogue is missing, no service can be read."),
    N_("Restore the file from the installation and start again."),
)


@dataclass(frozen=True, slots=True)
class ServiceCatalogue:
    """Every usable edition, and the problems of the files that were left out or lowered.

    With ``practice`` the passports come with their practice values put where no source speaks.
    """

    passports: tuple[Passport, ...]
    problems: tuple[Problem, ...] = ()
    practice: bool = False
    common: Common | None = None
    _by_id: Mapping[str, tuple[Passport, ...]] = field(default_factory=dict, repr=False)
    _files: Mapping[tuple[str, str], str] = field(default_factory=dict, repr=False)

    def get(self, service_id: str, edition: str = "") -> Passport | None:
        """That service in that edition, or the newest one; ``None`` when unknown."""
        editions = self._by_id.get(service_id, ())
        if not edition:
            return editions[-1] if editions else None
        return next((entry for entry in editions if entry.edition == edition), None)

    def in_force(self, service_id: str, on: date) -> Passport | None:
        """The edition in force on that day, the latest to begin; ``None`` when there is none."""
        found = [entry for entry in self._by_id.get(service_id, ()) if entry.in_force(on)]
        return found[-1] if found else None

    def all_in_force(self, on: date) -> tuple[Passport, ...]:
        """The edition in force of every service, by id."""
        found = (self.in_force(service_id, on) for service_id in sorted(self._by_id))
        return tuple(entry for entry in found if entry is not None)

    def editions(self, service_id: str) -> tuple[Passport, ...]:
        """Every edition of a service, the earliest first."""
        return self._by_id.get(service_id, ())

    def members(self, bundle: Passport, on: date) -> tuple[Passport, ...]:
        """The services of a bundle in their order; one not in force that day is left out."""
        found = (self.in_force(member, on) for member in bundle.members)
        return tuple(entry for entry in found if entry is not None)

    def file_of(self, passport: Passport) -> str:
        """The name of the file that holds this edition; empty when none does."""
        return self._files.get((passport.id, passport.edition), "")

    def ids(self) -> tuple[str, ...]:
        """Every service id, in order."""
        return tuple(sorted(self._by_id))


def catalogue_of(
    passports: Iterable[Passport],
    problems: Sequence[Problem] = (),
    *,
    practice: bool = False,
    common: Common | None = None,
    files: Mapping[tuple[str, str], str] | None = None,
) -> ServiceCatalogue:
    """A catalogue of passports already at hand (tests and importers use it too)."""
    chosen = tuple(entry.for_practice() if practice else entry for entry in passports)
    by_id: dict[str, list[Passport]] = {}
    for entry in sorted(chosen, key=lambda found: (found.valid_from or date.min, found.edition)):
        by_id.setdefault(entry.id, []).append(entry)
    index = {service_id: tuple(editions) for service_id, editions in by_id.items()}
    return ServiceCatalogue(chosen, tuple(problems), practice, common, index, files or {})


def load_catalogue(
    directory: Path | None = None, *, practice: bool = False, on: date | None = None
) -> ServiceCatalogue:
    """Read every service file of ``directory`` (the shipped catalogue by default).

    ``on`` is the day by which repealed acts are judged; without it only the table of acts speaks.
    A file that cannot be used is left out and stands in ``problems``; nothing is raised.
    """
    folder = directory or path("services")
    try:
        common = read_common(read_toml(COMMON_FILE, (folder / COMMON_FILE).read_bytes()))
    except OSError:
        return catalogue_of((), [Problem(file=COMMON_FILE, code=NO_COMMON)], practice=practice)
    except FileDefectError as error:
        return catalogue_of((), error.problems, practice=practice)
    return _load(folder, common, practice=practice, on=on or date.max)


def _load(folder: Path, common: Common, *, practice: bool, on: date) -> ServiceCatalogue:
    passports: list[Passport] = []
    problems: list[Problem] = []
    texts: dict[tuple[str, str], ServiceText] = {}
    for file in sorted(folder.glob("*.toml")):
        if file.name == COMMON_FILE:
            continue
        try:
            source = read_toml(file.name, file.read_bytes())
            passport, lowered = check_passport(source, common, on)
        except OSError as error:
            problems.append(Problem(file=file.name, code=UNREADABLE, detail=str(error)))
            continue
        except FileDefectError as error:
            problems.extend(error.problems)
            continue
        key = (passport.id, passport.edition)
        if key in texts:
            problems.append(source.problem(DUPLICATE, "edition", name=" ".join(key)))
            continue
        texts[key] = source
        passports.append(passport)
        problems.extend(lowered)
    kept, orphaned = _without_orphans(passports, texts)
    files = {key: source.file for key, source in texts.items()}
    return catalogue_of(kept, [*problems, *orphaned], practice=practice, common=common, files=files)


def _without_orphans(
    passports: Sequence[Passport], texts: Mapping[tuple[str, str], ServiceText]
) -> tuple[list[Passport], list[Problem]]:
    """A bundle whose members are not all there is left out."""
    known = {entry.id for entry in passports}
    kept: list[Passport] = []
    problems: list[Problem] = []
    for entry in passports:
        lost = [name for name in entry.members if name not in known]
        if lost:
            source = texts[(entry.id, entry.edition)]
            problems.append(source.problem(UNKNOWN_NAME, "members", name=", ".join(lost)))
        else:
            kept.append(entry)
    return kept, problems


def read_one(file: str, content: bytes, catalogue: ServiceCatalogue, on: date) -> Passport:
    """A file from outside as a passport, checked against this catalogue's common rows and services.

    Raises :class:`FileDefectError`.
    """
    if catalogue.common is None:
        raise FileDefectError(*catalogue.problems)
    source = read_toml(file, content)
    passport = read_checked(source, catalogue.common, on)
    lost = [name for name in passport.members if not catalogue.editions(name)]
    if lost:
        raise FileDefectError(source.problem(UNKNOWN_NAME, "members", name=", ".join(lost)))
    return passport
