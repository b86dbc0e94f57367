"""The made-up branch, staff, people and cards of practice, read from resources/practice."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

import resources
from app.catalogue.branch_rows import BranchRows, Row, branch_of
from app.domain.branch import Branch, DepartmentKind, Operator, Role
from app.domain.chip import Authenticity
from app.domain.identification import AuthorityDocument, AuthorityKind, Power
from app.domain.language import Bilingual
from app.domain.person import (
    KAZAKHSTAN,
    DocumentKind,
    IdentityDocument,
    Organisation,
    Person,
    PersonName,
)
from app.errors import InputInvalid, declare
from i18n import N_

BROKEN_FILE = declare(
    "practice.broken_file",
    N_("The file «{file}» of the practice branch cannot be used: {problem}."),
    N_("Put the file of the installation back; the work already done is kept."),
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticePerson:
    """A made-up person with the document they show; ``mrz`` are its lines, ``parent`` an id."""

    id: str
    person: Person
    document: IdentityDocument | None = None
    mrz: tuple[str, ...] = ()
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeAuthority:
    """A made-up power or right; ``principal`` and ``representative`` are ids of persons."""

    id: str
    principal: str
    representative: str
    document: AuthorityDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeCard:
    """A card of the simulated reader: whose, how slow, and the cause when it is no good; ``locked``
    opens to the zone of its document or to ``number``; ``authenticity`` and ``cause`` are played."""

    id: str
    person: PracticePerson | None
    read_seconds: float
    fault: str = ""
    locked: bool = False
    number: str = ""
    authenticity: Authenticity | None = None
    cause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """All of practice, by id (branches by code)."""

    branches: dict[str, Branch]
    operators: dict[str, Operator]
    people: dict[str, PracticePerson]
    organisations: dict[str, Organisation]
    authorities: dict[str, PracticeAuthority]
    cards: dict[str, PracticeCard]

    def branch(self, kind: DepartmentKind = DepartmentKind.ORDINARY) -> Branch:
        """The first branch of that kind. Raises ``KeyError`` when there is none."""
        for branch in self.branches.values():
            if branch.department is kind:
                return branch
        raise KeyError(kind)


class _Operator(Row):
    id: str
    position_kk: str
    position_ru: str
    roles: frozenset[Role]
    surname: str = ""
    given: str = ""
    patronymic: str = ""
    surname_ru: str = ""
    given_ru: str = ""
    patronymic_ru: str = ""
    iin: str | None = None
    vetted_until: date | None = None


class _Staff(Row):
    operator: list[_Operator]


class _Document(Row):
    kind: DocumentKind
    number: str
    issuer_kk: str
    issuer_ru: str
    issued: date | None = None
    expires: date | None = None
    mrz: tuple[str, ...] = ()


class _Person(Row):
    id: str
    birth_date: date
    surname: str = ""
    given: str = ""
    patronymic: str = ""
    latin_surname: str = ""
    latin_given: str = ""
    iin: str | None = None
    citizenship: str = KAZAKHSTAN
    phone: str | None = None
    address: str = ""
    parent: str = ""
    document: _Document | None = None


class _Organisation(Row):
    id: str
    bin: str
    name_kk: str
    name_ru: str
    head: str = ""
    state_body: bool = False


class _Authority(Row):
    id: str
    principal: str
    representative: str
    kind: AuthorityKind
    number: str
    issued: date
    powers: frozenset[Power]
    expires: date | None = None
    notary: str = ""


class _Applicants(Row):
    person: list[_Person]
    organisation: list[_Organisation] = msgspec.field(default_factory=list)
    authority: list[_Authority] = msgspec.field(default_factory=list)


class _Card(Row):
    id: str
    read_seconds: float
    person: str = ""
    fault: str = ""
    locked: bool = False
    number: str = ""
    authenticity: Authenticity | None = None
    cause: str = ""


class _Cards(Row):
    card: list[_Card]


def branches(file: Path | None = None) -> dict[str, Branch]:
    """The branches of a branch file by code; the practice file when none is named.

    Raises ``InputInvalid`` (practice.broken_file) for a file that is missing or wrong.
    """
    source = file if file is not None else resources.path("practice", "branch.toml")
    return {row.code: branch_of(row) for row in _read(source, BranchRows).branch}


def practice(folder: Path | None = None) -> Practice:
    """All of practice. Raises ``InputInvalid`` (practice.broken_file) naming the file."""
    home = folder if folder is not None else resources.path("practice")
    with _naming(home / "applicants.toml") as file:
        rows = _read(file, _Applicants)
        people = {row.id: _person(row) for row in rows.person}
        organisations = {row.id: _organisation(row, people) for row in rows.organisation}
        authorities = {row.id: _authority(row, people) for row in rows.authority}
    with _naming(home / "staff.toml") as file:
        operators = {row.id: _operator(row) for row in _read(file, _Staff).operator}
    with _naming(home / "cards.toml") as file:
        cards = {row.id: _card(row, people) for row in _read(file, _Cards).card}
    return Practice(
        branches=branches(home / "branch.toml"),
        operators=operators,
        people=people,
        organisations=organisations,
        authorities=authorities,
        cards=cards,
    )


@contextmanager
def _naming(file: Path) -> Iterator[Path]:
    """Turn a reference to nobody, or a value that cannot be, into an error naming the file."""
    try:
        yield file
    except KeyError as error:
        raise _broken(file, f"unknown name {error}") from error
    except ValueError as error:
        raise _broken(file, str(error)) from error


def _broken(file: Path, problem: str) -> InputInvalid:
    return InputInvalid(BROKEN_FILE, field=file.name, file=file.name, problem=problem)


def _read(file: Path, shape: type[T]) -> T:
    try:
        return msgspec.toml.decode(file.read_bytes(), type=shape)
    except (OSError, ValueError) as error:  # msgspec's and tomllib's errors are ValueErrors
        raise _broken(file, str(error)) from error


def _operator(row: _Operator) -> Operator:
    ru = (row.surname_ru, row.given_ru, row.patronymic_ru)
    return Operator(
        id=row.id,
        name=PersonName(row.surname, row.given, row.patronymic),
        name_ru=PersonName(*ru) if any(ru) else None,
        position=Bilingual(row.position_kk, row.position_ru),
        roles=row.roles,
        iin=row.iin,
        vetted_until=row.vetted_until,
    )


def _person(row: _Person) -> PracticePerson:
    latin = (row.latin_surname, row.latin_given)
    document = row.document
    return PracticePerson(
        id=row.id,
        person=Person(
            name=PersonName(row.surname, row.given, row.patronymic),
            birth_date=row.birth_date,
            iin=row.iin,
            citizenship=row.citizenship,
            latin_name=PersonName(*latin) if any(latin) else None,
            phone=row.phone,
            address=row.address,
        ),
        document=_document(document) if document is not None else None,
        mrz=document.mrz if document is not None else (),
        parent=row.parent,
    )


def _document(row: _Document) -> IdentityDocument:
    return IdentityDocument(
        kind=row.kind,
        number=row.number,
        issued=row.issued,
        expires=row.expires,
        issuer=Bilingual(row.issuer_kk, row.issuer_ru),
    )


def _organisation(row: _Organisation, people: dict[str, PracticePerson]) -> Organisation:
    return Organisation(
        bin=row.bin,
        name=Bilingual(row.name_kk, row.name_ru),
        head_iin=people[row.head].person.iin if row.head else None,
        state_body=row.state_body,
    )


def _authority(row: _Authority, people: dict[str, PracticePerson]) -> PracticeAuthority:
    return PracticeAuthority(
        id=row.id,
        principal=people[row.principal].id,
        representative=people[row.representative].id,
        document=AuthorityDocument(
            kind=row.kind,
            number=row.number,
            issued_on=row.issued,
            valid_until=row.expires,
            notary=row.notary,
            powers=row.powers,
        ),
    )


def _card(row: _Card, people: dict[str, PracticePerson]) -> PracticeCard:
    whose = people[row.person] if row.person else None
    return PracticeCard(**msgspec.structs.asdict(row) | {"person": whose})
