"""The machine-readable zone of identity documents (ICAO Doc 9303): read, checked, a repair offered.

A repair is one other character with which every check digit agrees. It is only offered: the person
at the counter looks at the document and decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from string import ascii_uppercase, digits

from app.domain.chip import ZoneKey

FILLER = "<"
_ALPHABET = frozenset(ascii_uppercase + digits + FILLER)
_WEIGHTS = (7, 3, 1)
_VALUES = {char: value for value, char in enumerate(digits + ascii_uppercase)} | {FILLER: 0}
_SHAPES = {(3, 30): "TD1", (2, 36): "TD2", (2, 44): "TD3"}
_LOOKALIKES = (
    "0OQDC", "1IL7", "2Z", "3B", "4A", "5S", "6GC", "8B", "9G", "UV", "MN", "K<", "C<", "L<", "VY"
)  # fmt: skip
_MOST_REPAIRS = 5


class MrzProblem(StrEnum):
    """What is wrong with a zone, or with one of its fields."""

    SHAPE = "shape"
    CHARACTER = "character"
    DOCUMENT_NUMBER_CHECK = "document_number_check"
    BIRTH_DATE_CHECK = "birth_date_check"
    EXPIRY_CHECK = "expiry_check"
    OPTIONAL_CHECK = "optional_check"
    COMPOSITE_CHECK = "composite_check"
    BIRTH_DATE = "birth_date"
    EXPIRY = "expiry"
    SEX = "sex"
    ISSUER = "issuer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One offered character: ``line`` and ``position`` count from 1."""

    line: int
    position: int
    found: str
    offered: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MrzFields:
    """What the zone says. Dates are ``None`` where the zone leaves them out or they are no dates.

    ``sex`` is ``M``, ``F`` or empty. ``iin`` is the number in the optional data of a Kazakhstan
    document, as it stands there, unchecked.
    """

    document_code: str
    issuer: str
    document_number: str
    nationality: str
    birth_date: date | None
    sex: str
    expiry: date | None
    surname: str
    given_names: str
    optional: str
    iin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MrzReading:
    """The verdict on a zone; ``form`` is TD1, TD2, TD3 or empty for an unknown shape."""

    form: str
    lines: tuple[str, ...]
    fields: MrzFields | None
    problems: tuple[MrzProblem, ...]
    repairs: tuple[Repair, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether the zone has a known shape and every check agrees."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class _Raw:
    """The pieces of a zone before they are judged; a check is (field, digit, problem)."""

    code: str
    issuer: str
    number: str
    nationality: str
    birth: str
    sex: str
    expiry: str
    names: str
    optional: str
    checks: tuple[tuple[str, str, MrzProblem], ...]


def check_digit(field: str) -> int:
    """The check digit of a field: weights 7, 3, 1; letters from 10; the filler is 0."""
    return sum(_VALUES[c] * _WEIGHTS[i % 3] for i, c in enumerate(field)) % 10


def read_mrz(text: str, today: date) -> MrzReading:
    """Read a zone from its lines; ``today`` tells the century of its two-digit years."""
    lines = tuple(line.replace(" ", "").upper() for line in text.splitlines() if line.strip())
    lengths = {len(line) for line in lines}
    form = _SHAPES.get((len(lines), lengths.pop()), "") if len(lengths) == 1 else ""
    if not form:
        return MrzReading(form="", lines=lines, fields=None, problems=(MrzProblem.SHAPE,))
    if any(char not in _ALPHABET for line in lines for char in line):
        return MrzReading(form=form, lines=lines, fields=None, problems=(MrzProblem.CHARACTER,))
    raw = _cut(form, lines)
    fields = _fields(raw, today)
    problems = tuple(_problems(raw, fields))
    return MrzReading(
        form=form,
        lines=lines,
        fields=fields,
        problems=problems,
        repairs=tuple(_repairs(form, lines, today)) if problems else (),
    )


def zone_key(reading: MrzReading) -> ZoneKey | None:
    """What opens the chip of the document that the zone stands on (ICAO Doc 9303-11, 4.3).

    The number has its fillers, a long one of TD1 or TD2 is whole; ``None`` for a zone with problems.
    """
    if not reading.valid:
        return None
    raw = _cut(reading.form, reading.lines)
    return ZoneKey(raw.number, raw.birth, raw.expiry)


def _cut(form: str, lines: tuple[str, ...]) -> _Raw:
    if form == "TD1":
        return _cut_td1(*lines)
    return _cut_two_lines(form, *lines)


def _number(field: str, digit: str, optional: str) -> tuple[str, str, str]:
    """Document number, its digit and the optional data left; long numbers run on into them."""
    if digit != FILLER:
        return field, digit, optional
    more, _, rest = optional.partition(FILLER)
    if not more:
        return field, digit, optional
    return field + more[:-1], more[-1], rest


def _cut_td1(first: str, second: str, third: str) -> _Raw:
    number, digit, optional = _number(first[5:14], first[14], first[15:30])
    composite = first[5:30] + second[0:7] + second[8:15] + second[18:29]
    return _Raw(
        first[0:2],
        first[2:5],
        number,
        second[15:18],
        second[0:6],
        second[7],
        second[8:14],
        third,
        optional.rstrip(FILLER) or second[18:29].strip(FILLER),
        (
            (number, digit, MrzProblem.DOCUMENT_NUMBER_CHECK),
            (second[0:6], second[6], MrzProblem.BIRTH_DATE_CHECK),
            (second[8:14], second[14], MrzProblem.EXPIRY_CHECK),
            (composite, second[29], MrzProblem.COMPOSITE_CHECK),
        ),
    )


def _cut_two_lines(form: str, first: str, second: str) -> _Raw:
    passport = form == "TD3"
    end = 42 if passport else 35
    number, digit, optional = second[0:9], second[9], second[28:end]
    if not passport:
        number, digit, optional = _number(number, digit, optional)
    last = second[28:43] if passport else second[28:35]
    checks = [
        (number, digit, MrzProblem.DOCUMENT_NUMBER_CHECK),
        (second[13:19], second[19], MrzProblem.BIRTH_DATE_CHECK),
        (second[21:27], second[27], MrzProblem.EXPIRY_CHECK),
        (
            second[0:10] + second[13:20] + second[21:28] + last,
            second[-1],
            MrzProblem.COMPOSITE_CHECK,
        ),
    ]
    if passport and not (second[42] == FILLER and not optional.strip(FILLER)):
        checks.append((optional, second[42], MrzProblem.OPTIONAL_CHECK))
    return _Raw(
        first[0:2],
        first[2:5],
        number,
        second[10:13],
        second[13:19],
        second[20],
        second[21:27],
        first[5:],
        optional.rstrip(FILLER),
        tuple(checks),
    )


def _fields(raw: _Raw, today: date) -> MrzFields:
    surname, _, given = raw.names.rstrip(FILLER).partition(FILLER * 2)
    kazakhstan = raw.issuer == "KAZ" and len(raw.optional) == 12 and raw.optional.isdigit()
    return MrzFields(
        document_code=raw.code.rstrip(FILLER),
        issuer=raw.issuer.rstrip(FILLER),
        document_number=raw.number.rstrip(FILLER),
        nationality=raw.nationality.rstrip(FILLER),
        birth_date=_birth(raw.birth, today),
        sex=raw.sex.replace(FILLER, ""),
        expiry=_day(raw.expiry, 2000),
        surname=surname.replace(FILLER, " ").strip(),
        given_names=" ".join(given.replace(FILLER, " ").split()),
        optional=raw.optional,
        iin=raw.optional if kazakhstan else "",
    )


def _birth(text: str, today: date) -> date | None:
    """A birth date lies in the past hundred years."""
    found = _day(text, 2000)
    return _day(text, 1900) if found is None or found > today else found


def _day(text: str, century: int) -> date | None:
    if not text.isdigit():
        return None
    try:
        return date(century + int(text[0:2]), int(text[2:4]), int(text[4:6]))
    except ValueError:
        return None


def _problems(raw: _Raw, fields: MrzFields) -> Iterator[MrzProblem]:
    for field, digit, problem in raw.checks:
        if digit != str(check_digit(field)):
            yield problem
    if fields.birth_date is None and FILLER not in raw.birth:
        yield MrzProblem.BIRTH_DATE
    if fields.expiry is None and FILLER not in raw.expiry:
        yield MrzProblem.EXPIRY
    if raw.sex not in "MF<":
        yield MrzProblem.SEX
    if not raw.issuer.rstrip(FILLER).isalpha():
        yield MrzProblem.ISSUER


def _repairs(form: str, lines: tuple[str, ...], today: date) -> list[Repair]:
    """The single characters with which everything agrees, at most a few: look-alikes first, and among
    them a digit in the place of a letter, since zones hold far more digits."""
    offers = []
    for row, column in _judged_places(form, lines):
        line, found = lines[row], lines[row][column]
        for offered in sorted(_ALPHABET - {found}):
            mended = line[:column] + offered + line[column + 1 :]
            raw = _cut(form, (*lines[:row], mended, *lines[row + 1 :]))
            if next(_problems(raw, _fields(raw, today)), None) is None:
                offers.append(
                    Repair(line=row + 1, position=column + 1, found=found, offered=offered)
                )
    offers.sort(key=_unlikely)
    return offers[:_MOST_REPAIRS]


def _unlikely(offer: Repair) -> tuple[bool, bool]:
    digit_for_letter = offer.found.isalpha() and offer.offered.isdigit()
    return not _alike(offer.found, offer.offered), not digit_for_letter


def _judged_places(form: str, lines: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where a change can alter the verdict: names carry no check."""
    for row, line in enumerate(lines):
        names_from = 0 if row == 2 else 5 if row == 0 and form != "TD1" else len(line)
        yield from ((row, column) for column in range(min(names_from, len(line))))


def _alike(one: str, other: str) -> bool:
    return any(one in group and other in group for group in _LOOKALIKES)
