"""Broken service files: each is left out, named with its line and field, and the others work on."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.service_file import FileDefectError, read_common, read_passport, read_toml
from app.catalogue.services import ServiceCatalogue, load_catalogue
from app.catalogue.toml_place import line_of, parse_path
from app.domain.passport import PassportStatus
from resources import path

GOOD = "kindergarten_queue"
TEXT = path("services", f"{GOOD}.toml").read_text("utf-8")
COMMON = path("services", "common.toml").read_bytes()


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., ServiceCatalogue]:
    """A catalogue of one good service and the given files."""
    (tmp_path / "common.toml").write_bytes(COMMON)
    (tmp_path / "housing_aid.toml").write_bytes(path("services", "housing_aid.toml").read_bytes())

    def loaded(**files: str | bytes) -> ServiceCatalogue:
        for name, content in files.items():
            raw = content.encode() if isinstance(content, str) else content
            (tmp_path / f"{name.replace('__', '.')}.toml").write_bytes(raw)
        found = load_catalogue(tmp_path)
        assert found.get("housing_aid") is not None, "a broken file must not take others down"
        return found

    return loaded


def line_with(text: str, piece: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), start=1) if piece in line)


BROKEN = {
    "no toml": ("[name\nru = 1", "catalogue.syntax", "", "[name"),
    "empty": ("  \n\n", "catalogue.empty", "", None),
    "unknown key": (
        TEXT.replace("retention =", "retentoin ="),
        "catalogue.unknown_key", "retentoin", "retentoin",
    ),
    "unknown key in a row": (
        TEXT.replace('shared_key = "child', 'shard_key = "child'),
        "catalogue.unknown_key", "documents[1].shard_key", "shard_key",
    ),
    "wrong kind": (
        TEXT.replace("value = 30", 'value = "thirty"'),
        "catalogue.wrong_value", "terms[0].value", '"thirty"',
    ),
    "a word outside the list": (
        TEXT.replace('unit = "minutes"', 'unit = "moments"'),
        "catalogue.wrong_value", "terms[0].unit", "moments",
    ),
    "no id": (TEXT.replace(f'id = "{GOOD}"\n', ""), "catalogue.missing_key", "id", None),
    "a row without a mode": (
        TEXT.replace('mode = "identification"\n', ""),
        "catalogue.missing_key", "documents[1].mode", None,
    ),
    "rows that are no list": (
        TEXT.replace("[[documents]]", "[documents]", 1).split("[[documents]]")[0],
        "catalogue.wrong_value", "documents", "[documents]",
    ),
    "an unknown common row": (
        TEXT.replace('common = "application"', 'common = "applcation"'),
        "catalogue.wrong_value", "documents[0].common", "applcation",
    ),
    "a source that is not there": (
        TEXT.replace('key = "gov_3042"', 'key = "gov_9"'),
        "catalogue.unknown_name", "provenance.name.kk", None,
    ),
    "no provenance": (
        TEXT.replace('fee = { grade', '"fee.free" = { grade'),
        "catalogue.no_provenance", "fee", "[fee]",
    ),
    "known and unknown": (
        TEXT.replace("channels = { grade", "other = { grade").replace('"legacy",', '"legacy", "channels",'),
        "catalogue.both_ways", "channels", "channels = [",
    ),
    "two rows of one id": (
        TEXT.replace('"teacher_work_certificate"', '"military_work_certificate"'),
        "catalogue.duplicate", "documents", None,
    ),
    "a citation of nothing": (
        TEXT.replace("confirmed = false", 'confirmed = false\ncitation = "law.999"'),
        "catalogue.unknown_citation", "documents.child_birth_certificate", None,
    ),
    "an id with a way out": (
        TEXT.replace('edition = "1"', 'edition = "../1"'),
        "catalogue.wrong_value", "edition", "../1",
    ),
    "a date that is none": (TEXT.replace("2020-06-19", "2020-06-31"), "catalogue.syntax", "", None),
}  # fmt: skip


@pytest.mark.requirement("R-006")
@pytest.mark.parametrize(("text", "code", "field", "piece"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_left_out_and_named(
    load: Callable[..., ServiceCatalogue], text: str, code: str, field: str, piece: str | None
) -> None:
    found = load(**{GOOD: text})
    assert found.get(GOOD) is None
    problem = found.problems[0]
    assert (problem.file, problem.code, problem.field) == (f"{GOOD}.toml", code, field)
    if piece is not None:
        assert problem.line == line_with(text, piece)


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00binary\x00", b"a" * 1_000_001])
def test_a_file_that_is_no_text(load: Callable[..., ServiceCatalogue], raw: bytes) -> None:
    found = load(**{GOOD: raw})
    assert [problem.code for problem in found.problems] == ["catalogue.unreadable"]


def test_a_folder_in_place_of_a_file(load: Callable[..., ServiceCatalogue], tmp_path: Path) -> None:
    (tmp_path / f"{GOOD}.toml").mkdir()
    assert [problem.code for problem in load().problems] == ["catalogue.unreadable"]


def test_deep_nesting_is_a_defect_and_no_crash(load: Callable[..., ServiceCatalogue]) -> None:
    found = load(**{GOOD: "id = " + "[" * 20_000 + "]" * 20_000})
    assert [problem.code for problem in found.problems] == ["catalogue.syntax"]


def test_no_common_file_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    found = load_catalogue(tmp_path)
    assert found.passports == ()
    assert [problem.code for problem in found.problems] == ["catalogue.no_common"]
    (tmp_path / "common.toml").write_text("documents = 5", "utf-8")
    found = load_catalogue(tmp_path)
    assert [problem.file for problem in found.problems] == ["common.toml"]


def test_the_name_of_the_file_is_the_id(load: Callable[..., ServiceCatalogue]) -> None:
    found = load(kindergarten=TEXT)
    assert [problem.code for problem in found.problems] == ["catalogue.wrong_name"]


@pytest.mark.requirement("R-108")
def test_a_notarised_copy_outside_the_exception_keeps_the_file_out(
    load: Callable[..., ServiceCatalogue],
) -> None:
    piece = 'mode = "original_for_comparison"\n'
    found = load(**{GOOD: TEXT.replace(piece, piece + "notarised_required = true\n", 1)})
    assert found.get(GOOD) is None
    problem = found.problems[0]
    assert (problem.code, problem.params["name"]) == ("catalogue.forbidden", "R-108")
    assert problem.line == line_with(TEXT, 'id = "military') - 1
    pension = path("services", "pension.toml").read_text("utf-8")
    taken = load(pension=pension.replace(piece, piece + "notarised_required = true\n", 1))
    row = next(r for r in taken.get("pension").documents if r.notarised_required)  # type: ignore[union-attr]
    assert row.clause.known


@pytest.mark.requirement("R-006", "R-090")
def test_a_claim_that_is_not_met_lowers_the_status(load: Callable[..., ServiceCatalogue]) -> None:
    found = load(**{GOOD: TEXT.replace('status = "practice"', 'status = "published"')})
    passport = found.get(GOOD)
    assert passport is not None
    assert passport.status is PassportStatus.DRAFT
    assert [problem.code for problem in found.problems] == ["catalogue.status_lowered"]
    no_term = TEXT.replace("value = 30\n", "")
    found = load(**{GOOD: no_term})
    passport = found.get(GOOD)
    assert passport is not None
    assert passport.status is PassportStatus.DRAFT


@pytest.mark.requirement("R-008")
def test_editions_by_day(load: Callable[..., ServiceCatalogue]) -> None:
    first = TEXT.replace("as_of =", "valid_to = 2026-12-31\nas_of =", 1).replace(
        '"valid_from",', ""
    )
    second = TEXT.replace('edition = "1"', 'edition = "2"\nvalid_from = 2027-01-01')
    second = second.replace('"valid_from"', '"valid_to"').replace("value = 30", "value = 20")
    found = load(**{GOOD: first, f"{GOOD}__2": second})
    assert found.problems == ()
    old, new = found.in_force(GOOD, date(2026, 12, 31)), found.in_force(GOOD, date(2027, 1, 1))
    assert old is not None
    assert new is not None
    assert (old.edition, new.edition) == ("1", "2")
    assert found.get(GOOD) == new
    assert found.get(GOOD, "1") == old
    assert found.get(GOOD, "3") is None
    assert found.editions(GOOD) == (old, new)
    assert found.file_of(new) == f"{GOOD}.2.toml"
    again = load(**{f"{GOOD}__3": second})
    assert [problem.code for problem in again.problems] == ["catalogue.duplicate"]


def test_a_bundle_of_what_is_not_there(load: Callable[..., ServiceCatalogue]) -> None:
    bundle = path("services", "practice_child_bundle.toml").read_text("utf-8")
    found = load(practice_child_bundle=bundle)
    problem = found.problems[0]
    assert (problem.code, problem.field) == ("catalogue.unknown_name", "members")
    assert problem.line == line_with(bundle, "members")
    assert found.get("practice_child_bundle") is None


@given(st.binary(max_size=400))
def test_any_bytes_are_a_defect_or_a_passport(raw: bytes) -> None:
    common = read_common(read_toml("common.toml", COMMON))
    try:
        read_passport(read_toml("x.toml", raw), common)
    except FileDefectError as error:
        assert error.problems
        assert all(problem.file == "x.toml" for problem in error.problems)


def test_places_in_a_file() -> None:
    assert parse_path("$.documents[2].condition.text.kk") == (
        "documents", 2, "condition", "text", "kk",
    )  # fmt: skip
    text = 'a = 1\n[b]\nc.d = 2\n[[e]]\nf = 3\n[[e]]\nf = 4\n[e.g]\nh = 5\n"i j" = 6\n'
    for where, line in {
        "a": 1, "b": 2, "b.c.d": 3, "e[0].f": 5, "e[1].f": 7, "e[1].g.h": 9,
        "e[1].nothing": 6, "nothing": 1,
    }.items():  # fmt: skip
        assert line_of(text, parse_path(where)) == line, where
