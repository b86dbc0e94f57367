"""Where the counter stands and who works there: branch, desks, operators and their roles."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.language import Bilingual, Lang
from app.domain.person import PersonName
from app.domain.webcam import FaceCheck


class Role(StrEnum):
    """The roles of the counter; each act is stamped with the role under which it was done."""

    OPR = "OPR"
    ISS = "ISS"
    HND = "HND"
    CNS = "CNS"
    VID = "VID"
    APC = "APC"
    SUP = "SUP"
    BRM = "BRM"
    TRN = "TRN"
    TRE = "TRE"
    CAT = "CAT"
    CAP = "CAP"
    QLT = "QLT"
    AUD = "AUD"
    ADM = "ADM"


class DepartmentKind(StrEnum):
    """An ordinary department, or the duty one with its longer hours."""

    ORDINARY = "ordinary"
    DUTY = "duty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One workplace of a department; ``number`` is on its sign and on the hall board.

    ``languages`` are those in which it can serve; ``spare_ranges`` are numbers of no other desk
    whose ranges its ticket printer goes on with when its own is used up.
    """

    number: int
    roles: frozenset[Role]
    languages: tuple[Lang, ...] = tuple(Lang)
    spare_ranges: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """An employee with a personal login. ``vetted_until``: no live work without it (R-227)."""

    id: str
    name: PersonName
    position: Bilingual
    roles: frozenset[Role]
    iin: str | None = None
    name_ru: PersonName | None = None
    vetted_until: date | None = None

    def name_in(self, lang: Lang) -> PersonName:
        """The name as the sign on the desk writes it in ``lang``."""
        return self.name_ru if lang is Lang.RU and self.name_ru is not None else self.name

    def may_act_as(self, role: Role) -> bool:
        """Whether the employee holds ``role``."""
        return role in self.roles

    def vetted_on(self, day: date) -> bool:
        """Whether a vetting record covers ``day``."""
        return self.vetted_until is not None and day <= self.vetted_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One department of a branch, as its file tells it.

    ``code`` stands in the numbers shown to people; ``zone`` is an IANA time zone name; ``bin`` is
    the employer's number, which must stand in the employees' official certificates (empty: any);
    ``practice`` marks a branch whose cases are exercises and must be shown as such everywhere.
    ``cameras``: the premises are watched by video cameras (R-084), run by ``camera_operator`` (none:
    the branch), who answers at ``camera_contact`` (empty: the phones of the branch). ``face_check``:
    on what a comparison of faces stands; ``None`` leaves it off (R-070).
    """

    code: str
    name: Bilingual
    department_number: str
    department: DepartmentKind
    address: Bilingual
    desks: tuple[Desk, ...]
    zone: str = "Asia/Almaty"
    contact_centre: str = "1414"
    reference_phones: tuple[str, ...] = ()
    bin: str = ""
    practice: bool = False
    cameras: bool = False
    camera_operator: Bilingual | None = None
    camera_contact: str = ""
    face_check: FaceCheck | None = None

    def desk(self, number: int) -> Desk:
        """The desk of that number. Raises ``KeyError`` when there is none."""
        for desk in self.desks:
            if desk.number == number:
                return desk
        raise KeyError(number)
