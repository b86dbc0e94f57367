"""The made-up branch, staff and people: whole, marked as such, with right check digits."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import resources
from app.catalogue.practice import PracticePerson, branches, practice
from app.domain.branch import DepartmentKind, Role
from app.domain.identification import AuthorityKind, Power
from app.domain.mrz import read_mrz
from app.domain.national_id import check_bin, check_iin
from app.domain.person import DocumentKind
from app.errors import InputInvalid

PRACTICE = practice()


def _numbers() -> dict[str, str]:
    found = {p.id: p.person.iin for p in PRACTICE.people.values() if p.person.iin}
    found |= {o.id: o.iin for o in PRACTICE.operators.values() if o.iin}
    found |= {key: o.bin for key, o in PRACTICE.organisations.items()}
    return found


@pytest.mark.parametrize(("who", "number"), sorted(_numbers().items()))
def test_every_number_has_a_right_check_digit(who: str, number: str) -> None:
    check = check_bin if who in PRACTICE.organisations else check_iin
    assert check(number).valid


def test_no_number_is_given_twice() -> None:
    numbers = list(_numbers().values())
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize(
    "person", [p for p in PRACTICE.people.values() if p.mrz], ids=lambda p: p.id
)
def test_mrz_agrees_with_the_document(person: PracticePerson) -> None:
    reading = read_mrz("\n".join(person.mrz), date(2026, 3, 6))
    document, fields = person.document, reading.fields
    assert reading.valid
    assert document is not None
    assert fields is not None
    assert fields.document_number == document.number
    assert fields.birth_date == person.person.birth_date
    assert fields.expiry == document.expires
    assert fields.iin == (person.person.iin or "")
    assert fields.nationality == person.person.citizenship


def test_everybody_is_marked_as_made_up() -> None:
    marks = ("Тест", "Сынақ", "TEST")
    for person in PRACTICE.people.values():
        assert any(mark in person.person.name.full for mark in marks), person.id
    for operator in PRACTICE.operators.values():
        assert any(mark in operator.name.full for mark in marks), operator.id
    for organisation in PRACTICE.organisations.values():
        assert "ойдан шығарылған" in organisation.name.kk
        assert "вымышленн" in organisation.name.ru


@pytest.mark.requirement("R-063")
def test_hard_names_and_persons_without_numbers_are_there() -> None:
    people = PRACTICE.people
    foreigner = people["foreigner"].person
    assert foreigner.iin is None
    assert foreigner.citizenship != "KAZ"
    assert foreigner.phone is None
    assert people["single_name"].person.name.parts == ("Сынақбай",)
    assert len(people["long_names"].person.name.full) > 80
    assert people["stateless"].person.citizenship == "XXA"


def test_parent_and_child_belong_together() -> None:
    child = PRACTICE.people["child"]
    assert child.person.minor_on(date(2026, 3, 6))
    assert not PRACTICE.people[child.parent].person.minor_on(date(2026, 3, 6))
    assert child.document is not None
    assert child.document.kind is DocumentKind.BIRTH_CERTIFICATE
    right = PRACTICE.authorities["parent_right"]
    assert (right.principal, right.representative) == ("child", child.parent)


def test_powers_differ_as_the_traps_need() -> None:
    powers = {key: entry.document for key, entry in PRACTICE.authorities.items()}
    assert powers["receive_only"].powers == {Power.RECEIVE}
    assert powers["simple_power"].kind is AuthorityKind.SIMPLE_POWER
    assert powers["expired_power"].valid_until == date(2025, 1, 11)
    assert Power.FILE in powers["full_power"].powers


def test_staff_fill_every_role_and_a_small_branch() -> None:
    operators = PRACTICE.operators
    assert {role for o in operators.values() for role in o.roles} == set(Role)
    assert operators["small_branch"].roles == {Role.OPR, Role.ISS, Role.HND}
    assert operators["operator_2"].name.patronymic == ""
    assert not any({Role.CAT, Role.CAP} <= o.roles for o in operators.values())


@pytest.mark.requirement("R-227")
def test_vetting_differs() -> None:
    day = date(2026, 3, 6)
    assert PRACTICE.operators["operator"].vetted_on(day)
    assert not PRACTICE.operators["trainee"].vetted_on(day)
    assert not PRACTICE.operators["vetting_ended"].vetted_on(day)


@pytest.mark.requirement("R-050")
def test_branches_are_practice_and_bilingual() -> None:
    assert {b.department for b in PRACTICE.branches.values()} == set(DepartmentKind)
    for branch in PRACTICE.branches.values():
        assert branch.practice
        assert branch.name.complete
        assert branch.address.complete
        assert branch.contact_centre == "1414"
        assert len(branch.code) == 4
        assert ZoneInfo(branch.zone).key == "Asia/Almaty"
        assert len({desk.number for desk in branch.desks}) == len(branch.desks)
    assert PRACTICE.branch(DepartmentKind.DUTY).code == "9901"


def test_cards_are_there_with_their_faults() -> None:
    cards = PRACTICE.cards
    sound = [card for card in cards.values() if not card.fault]
    assert len(sound) >= 8
    assert all(card.person and card.person.document for card in sound)
    assert cards["damaged"].person is None
    expired = cards["expired_card"].person
    assert expired is not None
    assert expired.document is not None
    assert not expired.document.valid_on(date(2026, 3, 6))


def _copy(target: Path) -> Path:
    for name in ("applicants.toml", "branch.toml", "cards.toml", "staff.toml"):
        (target / name).write_bytes(resources.path("practice", name).read_bytes())
    return target


@pytest.mark.parametrize(
    ("name", "addition", "problem"),
    [
        ("cards.toml", '\n[[card]]\nid = "x"\nread_seconds = 1.0\nperson = "nobody"\n', "nobody"),
        ("staff.toml", "\nthis is not TOML", "line"),
        ("branch.toml", '\n[[branch]]\ncode = "1"\n', "missing required field"),
        ("applicants.toml", '\n[[person]]\nid = "x"\nbirth_date = 2000-01-01\n', "name"),
        ("applicants.toml", '\n[[person]]\nid = "x"\nborn = 2000-01-01\n', "unknown field"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, name: str, addition: str, problem: str) -> None:
    folder = _copy(tmp_path)
    with (folder / name).open("a", encoding="utf-8") as handle:
        handle.write(addition)
    with pytest.raises(InputInvalid) as caught:
        practice(folder)
    assert caught.value.params["file"] == name
    assert problem in caught.value.params["problem"]


def test_a_missing_branch_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputInvalid) as caught:
        branches(tmp_path / "nowhere.toml")
    assert caught.value.params["file"] == "nowhere.toml"
