"""``rules``: the register as it is, and the coverage read from the text of the tests."""

import json
from pathlib import Path

import pytest

from app.__main__ import main
from app.catalogue.requirements import all_requirements
from app.doors.requirement_marks import marked_tests
from app.errors import InputInvalid

TESTS = """
import pytest

pytestmark = pytest.mark.requirement("R-001")

@pytest.mark.requirement("R-002", "R-003")
def test_one(): ...

@pytest.mark.parametrize("x", [pytest.param(1, marks=pytest.mark.requirement("R-004"))])
async def test_two(x): ...

def helper(): ...

class TestThings:
    pytestmark = [pytest.mark.requirement("R-005")]

    @pytest.mark.requirement("R-006")
    def test_three(self): ...
"""


def _folder(tmp_path: Path, text: str = TESTS) -> Path:
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "test_sample.py").write_text(text, encoding="utf-8")
    return folder


def test_marks_are_read_from_functions_classes_and_modules(tmp_path: Path) -> None:
    one, two, three = (
        f"tests/test_sample.py::{name}"
        for name in ("test_one", "test_two", "TestThings::test_three")
    )
    assert marked_tests(_folder(tmp_path)) == {
        "R-001": [one, two, three],
        "R-002": [one],
        "R-003": [one],
        "R-004": [two],
        "R-005": [three],
        "R-006": [three],
    }


def test_no_tests_and_broken_tests_are_said(tmp_path: Path) -> None:
    with pytest.raises(InputInvalid):
        marked_tests(tmp_path)
    with pytest.raises(InputInvalid):
        marked_tests(_folder(tmp_path, "def broken("))


def test_coverage_lists_every_requirement(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = str(_folder(tmp_path))
    assert main(["rules", "--coverage", "--tests", folder, "--json"]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert len(rows) == 252
    assert rows["R-002"]["tests"] == ["tests/test_sample.py::test_one"]
    assert rows["R-160"]["covered"] is False
    assert "terms.intake_day" in rows["R-160"]["rules"]
    assert rows["R-160"]["priority"] == "must"
    assert main(["rules", "--coverage", "--strict", "--tests", folder]) == 1
    assert "R-160" in capsys.readouterr().out


@pytest.mark.requirement("R-021")
def test_the_register_of_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)
    for row in rows:
        assert row["requirements"], row["id"]
        assert row["citation"]["kk"], row["id"]
        assert row["citation"]["ru"], row["id"]
        assert row["in_force_from"], row["id"]
    assert main(["rules"]) == 0
    assert "terms.intake_day" in capsys.readouterr().out


def test_the_register_of_requirements_has_the_counts_of_its_chapters() -> None:
    counted = {"must": 0, "should": 0, "could": 0}
    for entry in all_requirements():
        counted[entry.priority] += 1
    assert counted == {"must": 153, "should": 70, "could": 29}
