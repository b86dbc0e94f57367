"""``python -m app catalogue``: what it answers, with which exit code, and what it refuses to take."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main
from resources import path

GOOD = "kindergarten_queue"
TEXT = path("services", f"{GOOD}.toml").read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A catalogue of two services."""
    found = tmp_path / "services"
    found.mkdir()
    for name in ("common", GOOD, "housing_aid"):
        (found / f"{name}.toml").write_bytes(path("services", f"{name}.toml").read_bytes())
    return found


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    code = main(["catalogue", *words, "--json"])
    out = capsys.readouterr().out
    return code, json.loads(out) if out else None


@pytest.mark.requirement("R-006")
def test_the_shipped_catalogue_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = run(capsys, "check")
    assert code == 0
    assert answer["ok"]
    assert answer["services"] == 35
    assert answer["by_status"]["published"] == 0
    assert answer["problems"] == []
    lacking = {entry["service"]: entry["findings"] for entry in answer["lacking"]}
    assert len(lacking) == 35
    finding = lacking["movable_pledge"][0]
    assert finding["id"] == "R-006"
    assert finding["text"]["kk"]
    assert finding["text"]["ru"]
    assert finding["citation"]["ru"].endswith("«О государственных услугах»")


@pytest.mark.requirement("R-009")
def test_a_broken_notice_beside_the_catalogue_is_named(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    assert run(capsys, "check", "--directory", str(folder))[0] == 0
    beside = folder.parent / "notices"
    beside.mkdir()
    (beside / "changed.toml").write_text("services = 1", "utf-8")
    code, answer = run(capsys, "check", "--directory", str(folder))
    assert code == 1
    assert [problem["file"] for problem in answer["problems"]] == ["changed.toml"]


def test_a_problem_has_file_line_field_and_words(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / f"{GOOD}.toml").write_text(TEXT.replace("value = 30", 'value = "?"'), "utf-8")
    code, answer = run(capsys, "check", "--directory", str(folder))
    assert code == 1
    assert not answer["ok"]
    problem = answer["problems"][0]
    assert (problem["file"], problem["field"]) == (f"{GOOD}.toml", "terms[0].value")
    assert TEXT.splitlines()[problem["line"] - 1] == "value = 30"
    assert f"{problem['line']}" in problem["text"]["ru"]
    assert problem["advice"]["kk"]
    assert main(["catalogue", "check", "--directory", str(folder)]) == 1
    assert "строка" in capsys.readouterr().out


def test_one_file_is_checked_for_what_it_claims(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "claim.toml"
    file.write_text(TEXT.replace('status = "practice"', 'status = "published"'), "utf-8")
    code, answer = run(capsys, "check", str(file))
    assert code == 1
    assert {finding["subject"] for finding in answer["findings"]} >= {"provider", "result"}
    file.write_text(TEXT, "utf-8")
    code, answer = run(capsys, "check", str(file))
    assert code == 0
    assert answer["findings"] == []
    assert answer["lacking"][0]["findings"]


@pytest.mark.requirement("R-008")
def test_the_difference_in_words(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "next.toml"
    second = TEXT.replace('edition = "1"', 'edition = "2"').replace("value = 30", "value = 20")
    file.write_text(second, "utf-8")
    code, answer = run(capsys, "diff", str(file))
    assert code == 0
    assert (answer["from"], answer["to"]) == ("1", "2")
    changes = {entry["field"]: entry for entry in answer["changes"]}
    assert set(changes) == {"edition", "terms.placing.value"}
    assert changes["terms.placing.value"]["after"] == "20"
    assert "«20»" in changes["terms.placing.value"]["text"]["kk"]
    assert main(["catalogue", "diff", str(file)]) == 0
    assert "стало «20»" in capsys.readouterr().out


@pytest.mark.requirement("R-008")
def test_a_new_edition_is_taken_in_beside_the_old(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "anything.toml"
    second = TEXT.replace('edition = "1"', 'edition = "2"\nvalid_from = 2027-01-01')
    file.write_text(second.replace('  "valid_from",\n', ""), "utf-8")
    code, answer = run(capsys, "import", str(file), "--directory", str(folder))
    assert (code, answer["imported"]) == (0, True)
    assert Path(answer["file"]).name == f"{GOOD}.2.toml"
    code, answer = run(capsys, "check", "--directory", str(folder))
    assert code == 0
    assert len(answer["lacking"]) == 3
    code, answer = run(capsys, "import", str(file), "--directory", str(folder))
    assert (code, answer["changes"]) == (0, [])
    names = sorted(entry.name for entry in folder.iterdir())
    assert names == ["common.toml", "housing_aid.toml", f"{GOOD}.2.toml", f"{GOOD}.toml"]


REFUSED = {
    "notarised copy": (
        TEXT.replace("shared_key =", "notarised_required = true\nshared_key =", 1),
        "R-108",
    ),
    "published in one language": (
        TEXT.replace('status = "practice"', 'status = "published"'),
        "R-006",
    ),
    "training without a term": (TEXT.replace("value = 30\n", ""), "R-006"),
    "no TOML": ("{", "catalogue.syntax"),
}


@pytest.mark.requirement("R-006", "R-108", "R-090")
@pytest.mark.parametrize(("text", "why"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_taken_in(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path, text: str, why: str
) -> None:
    before = {entry.name: entry.read_bytes() for entry in folder.iterdir()}
    file = tmp_path / "new.toml"
    file.write_text(text, "utf-8")
    code, answer = run(capsys, "import", str(file), "--directory", str(folder))
    assert code == 1
    assert not answer["imported"]
    assert why in json.dumps(answer)
    assert before == {entry.name: entry.read_bytes() for entry in folder.iterdir()}


def test_wrong_use(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for words in (
        ["diff"],
        ["import"],
        ["diff", str(tmp_path / "nothing.toml")],
        ["check", str(tmp_path)],
        ["destroy"],
        ["check", "--on", "tomorrow"],
    ):
        assert main(["catalogue", *words]) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert "/" in captured.err


def test_a_folder_that_takes_nothing(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "new.toml"
    file.write_text(TEXT.replace("value = 30", "value = 20"), "utf-8")
    (folder / f"{GOOD}.part").mkdir()
    assert main(["catalogue", "import", str(file), "--directory", str(folder)]) == 2
    assert str(folder) in capsys.readouterr().err
    assert (folder / f"{GOOD}.toml").read_text("utf-8") == TEXT


def test_an_empty_folder_says_what_is_missing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, answer = run(capsys, "check", "--directory", str(tmp_path))
    assert code == 1
    assert answer["problems"][0]["code"] == "catalogue.no_common"
    assert answer["services"] == 0
    file = tmp_path / "new.txt"
    file.write_text(TEXT, "utf-8")
    code, answer = run(capsys, "import", str(file), "--directory", str(tmp_path))
    assert code == 1
