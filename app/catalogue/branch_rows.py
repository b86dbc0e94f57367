"""The rows of a branch file: a department, its desks, its video cameras, what its comparison stands on."""

from datetime import date

import msgspec

from app.domain.branch import Branch, DepartmentKind, Desk, Role
from app.domain.language import Bilingual, Lang
from app.domain.webcam import FaceCheck


class Row(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One table of a file; an unknown field is a slip and is refused."""


class DeskRow(Row):
    """One desk."""

    number: int
    roles: frozenset[Role]
    languages: tuple[Lang, ...] = tuple(Lang)
    spare_ranges: tuple[int, ...] = ()


class BranchRow(Row):
    """One department."""

    code: str
    department_number: str
    department: DepartmentKind
    name_kk: str
    name_ru: str
    address_kk: str
    address_ru: str
    zone: str
    contact_centre: str
    desk: list[DeskRow]
    reference_phones: tuple[str, ...] = ()
    bin: str = ""
    practice: bool = False
    cameras: bool = False
    camera_operator_kk: str = ""
    camera_operator_ru: str = ""
    camera_contact: str = ""
    face_check_rules: str = ""
    face_check_consent_kk: str = ""
    face_check_consent_ru: str = ""


class BranchRows(Row):
    """The whole file. ``valid_from``: the day since which it is in force; a branch's own file has it."""

    branch: list[BranchRow]
    valid_from: date | None = None


def branch_of(row: BranchRow) -> Branch:
    """The department that the row tells of."""
    return Branch(
        code=row.code,
        name=Bilingual(row.name_kk, row.name_ru),
        department_number=row.department_number,
        department=row.department,
        address=Bilingual(row.address_kk, row.address_ru),
        desks=tuple(Desk(**msgspec.structs.asdict(desk)) for desk in row.desk),
        zone=row.zone,
        contact_centre=row.contact_centre,
        reference_phones=row.reference_phones,
        bin=row.bin,
        practice=row.practice,
        cameras=row.cameras,
        camera_operator=_words(row.camera_operator_kk, row.camera_operator_ru),
        camera_contact=row.camera_contact,
        face_check=_face_check(row),
    )


def _words(kk: str, ru: str) -> Bilingual | None:
    return Bilingual(kk, ru) if kk or ru else None


def _face_check(row: BranchRow) -> FaceCheck | None:
    consent = _words(row.face_check_consent_kk, row.face_check_consent_ru)
    if consent is None or not row.face_check_rules:
        return None
    return FaceCheck(rules_reference=row.face_check_rules, consent=consent)
