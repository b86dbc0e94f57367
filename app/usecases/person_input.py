"""A person, an organisation and a document from what was typed or read; every slip names its field."""

import unicodedata
from datetime import date, timedelta

from app.catalogue.bodies import known_body
from app.domain.language import Bilingual
from app.domain.mrz import MrzFields, read_mrz
from app.domain.national_id import check_bin, check_iin
from app.domain.person import (
    KAZAKHSTAN,
    DocumentKind,
    IdentityDocument,
    Organisation,
    Person,
    PersonName,
)
from app.errors import InputInvalid, declare
from app.wording import problem_words
from i18n import N_

NAME_WRONG = declare(
    "person.name",
    N_("The name cannot be taken: it is empty, too long or holds signs that no name has."),
    N_("Write the name as it stands in the document; any of its parts may be absent."),
)
IIN_WRONG = declare(
    "person.iin",
    N_("The IIN cannot be right: {problem}."),
    N_("Compare it with the document digit by digit. Foreigners may have none: leave it empty."),
)
BIN_WRONG = declare(
    "person.bin",
    N_("The BIN cannot be right: {problem}."),
    N_("Compare it with the document of the organisation digit by digit."),
)
BIRTH_WRONG = declare(
    "person.birth_date",
    N_("The birth date is missing or cannot be right."),
    N_("Enter the date as it stands in the document, with four digits of the year."),
)
NUMBER_WRONG = declare(
    "person.document_number",
    N_("The number of the document is missing or cannot be right."),
    N_("Enter the number as it stands in the document."),
)
DATE_WRONG = declare(
    "person.document_date",
    N_("A date of the document cannot be right."),
    N_("Enter the date as it stands in the document, with four digits of the year."),
)
MRZ_WRONG = declare(
    "person.mrz",
    N_("The machine-readable zone cannot be taken: {problem}."),
    N_("Scan it again or correct it by the document; otherwise type the data."),
)
ORGANISATION_UNKNOWN = declare(
    "person.organisation",
    N_("The name of the organisation is missing."),
    N_("Enter the name as it stands in the document of the organisation."),
)

LONGEST_NAME = 120
LONGEST_NUMBER = 40
LONGEST_ADDRESS = 500
_OLDEST = timedelta(days=366 * 120)
_FURTHEST = timedelta(days=366 * 50)
_NAME_SIGNS = frozenset(" -'’ʼ.‐‑")
_NUMBER_SIGNS = frozenset("-/ №.")


def plain(value: str) -> str:
    """The text as it was given, in one Unicode form and with single spaces (R-089)."""
    return " ".join(unicodedata.normalize("NFC", value).split())


def name_of(surname: str, given: str, patronymic: str, field: str = "surname") -> PersonName:
    """The name; any part may be absent. Raises ``InputInvalid`` naming the field."""
    parts = [plain(part) for part in (surname, given, patronymic)]
    fields = (field, "given", "patronymic")
    for part, place in zip(parts, fields, strict=True):
        if len(part) > LONGEST_NAME or not all(map(_in_name, part)):
            raise InputInvalid(NAME_WRONG, field=place)
    if not any(parts):
        raise InputInvalid(NAME_WRONG, field=field)
    return PersonName(*parts)


def _in_name(character: str) -> bool:
    return character in _NAME_SIGNS or unicodedata.category(character)[0] in "LM"


def iin_of(value: str) -> str | None:
    """The IIN, or ``None`` for who has none (R-063). Raises ``InputInvalid``."""
    check = check_iin(value)
    if not check.number:
        return None
    if not check.valid:
        words = problem_words(check.problems[0])
        raise InputInvalid(IIN_WRONG, field="iin", problem_kk=words.kk, problem_ru=words.ru)
    return check.number


def birth_of(value: date | None, today: date) -> date:
    """The birth date. Raises ``InputInvalid`` for none, a future or an impossibly early one."""
    if value is None or not today - _OLDEST <= value <= today:
        raise InputInvalid(BIRTH_WRONG, field="birth_date")
    return value


def number_of(value: str) -> str:
    """The number of an identity document. Raises ``InputInvalid``."""
    number = plain(value)
    fits = all(c.isalnum() or c in _NUMBER_SIGNS for c in number)
    if not number or len(number) > LONGEST_NUMBER or not fits:
        raise InputInvalid(NUMBER_WRONG, field="document_number")
    return number


def dates_in_reach(issued: date | None, until: date | None, today: date) -> None:
    """Raises ``InputInvalid`` for dates of an authority that no paper of the living has."""
    if issued is not None and not today - _OLDEST <= issued <= today + _FURTHEST:
        raise InputInvalid(DATE_WRONG, field="authority_issued_on")
    if until is not None and not today - _OLDEST <= until <= today + _FURTHEST:
        raise InputInvalid(DATE_WRONG, field="authority_valid_until")


def dates_fit(issued: date | None, expires: date | None, today: date) -> None:
    """Raises ``InputInvalid`` for dates that no document has."""
    if issued is not None and not today - _OLDEST <= issued <= today:
        raise InputInvalid(DATE_WRONG, field="issued_on")
    if expires is not None and not today - _OLDEST <= expires <= today + _FURTHEST:
        raise InputInvalid(DATE_WRONG, field="valid_until")
    if issued is not None and expires is not None and expires < issued:
        raise InputInvalid(DATE_WRONG, field="valid_until")


def mrz_of(text: str, today: date) -> MrzFields:
    """What a sound machine-readable zone says. Raises ``InputInvalid`` with the first problem."""
    reading = read_mrz(text, today)
    if reading.fields is None or reading.problems:
        words = problem_words(reading.problems[0])
        raise InputInvalid(MRZ_WRONG, field="mrz", problem_kk=words.kk, problem_ru=words.ru)
    return reading.fields


def organisation_of(bin_: str, name: Bilingual, *, practice: bool) -> Organisation:
    """The organisation of that BIN: as the registers at hand know it, else as it was typed.

    Raises ``InputInvalid`` for a BIN that cannot be right or a nameless organisation.
    """
    check = check_bin(bin_)
    if not check.valid:
        words = problem_words(check.problems[0])
        raise InputInvalid(BIN_WRONG, field="bin", problem_kk=words.kk, problem_ru=words.ru)
    known = known_body(check.number, practice=practice)
    if known is not None:
        return known
    given = Bilingual(plain(name.kk), plain(name.ru))
    if not (given.kk or given.ru) or len(given.kk + given.ru) > 2 * LONGEST_ADDRESS:
        raise InputInvalid(ORGANISATION_UNKNOWN, field="organisation_kk")
    return Organisation(bin=check.number, name=given)


def person_of(
    name: PersonName,
    birth_date: date,
    *,
    iin: str | None,
    citizenship: str,
    latin: PersonName | None = None,
    phone: str = "",
    address: str = "",
) -> Person:
    """A person with a clean phone and address; neither is ever demanded (R-134)."""
    return Person(
        name=name,
        birth_date=birth_date,
        iin=iin,
        citizenship=(citizenship or KAZAKHSTAN).upper()[:3],
        latin_name=latin,
        phone=plain(phone)[:LONGEST_NUMBER] or None,
        address=plain(address)[:LONGEST_ADDRESS],
    )


def document_of(
    kind: DocumentKind, number: str, issued: date | None, expires: date | None, issuer: str
) -> IdentityDocument:
    """An identity document; the issuer is kept as it was read."""
    by = plain(issuer)[:LONGEST_ADDRESS]
    return IdentityDocument(
        kind=kind,
        number=number,
        issued=issued,
        expires=expires,
        issuer=Bilingual(by, by) if by else None,
    )
