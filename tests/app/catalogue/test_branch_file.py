"""The branch's own file: read when it is named, and told about by name when it is missing or wrong."""

from datetime import date
from pathlib import Path

import pytest

from app.catalogue.branch_file import own_branch
from app.domain.language import Lang
from app.errors import ERROR_TEXTS, InputInvalid
from i18n import text

TODAY = date(2026, 4, 13)
FILE = """
valid_from = 2026-04-01

[[branch]]
code = "7701"
department_number = "77"
department = "ordinary"
name_kk = "Сынақ бөлімі"
name_ru = "Пробный отдел"
address_kk = "Сынақ көшесі"
address_ru = "Пробная улица"
zone = "Asia/Almaty"
contact_centre = "1414"
cameras = true
camera_operator_kk = "Сынақ күзет"
camera_operator_ru = "Пробная охрана"
face_check_rules = "№ 1 сынақ"
face_check_consent_kk = "Келісемін"
face_check_consent_ru = "Согласен"

[[branch.desk]]
number = 3
roles = ["OPR"]
"""
SECOND = FILE.split("\n", 3)[3].replace("7701", "7702")


def written(folder: Path, content: str = FILE) -> Path:
    file = folder / "branch.toml"
    file.write_text(content, encoding="utf-8")
    return file


@pytest.mark.requirement("R-084", "R-070")
def test_the_declarations_of_the_file_reach_the_branch(tmp_path: Path) -> None:
    branch = own_branch(written(tmp_path), "7701", TODAY, 3)
    assert (branch.code, branch.cameras) == ("7701", True)
    assert branch.face_check is not None
    assert branch.face_check.consent.ru == "Согласен"
    assert branch.camera_operator is not None


def test_the_only_department_needs_no_code(tmp_path: Path) -> None:
    assert own_branch(written(tmp_path), "", TODAY).code == "7701"
    both_there = written(tmp_path, FILE + SECOND)
    assert own_branch(both_there, "7702", TODAY).code == "7702"
    with pytest.raises(InputInvalid, match=r"^branch_file\.code_unknown$"):
        own_branch(both_there, "", TODAY)


@pytest.mark.parametrize(
    ("content", "code", "desk", "error"),
    [
        (FILE, "7709", None, "code_unknown"),
        (FILE, "7701", 4, "desk_unknown"),
        (FILE.replace("valid_from = 2026-04-01", ""), "7701", 3, "undated"),
        (FILE.replace("2026-04-01", "2026-05-01"), "7701", 3, "not_in_force"),
        (FILE.replace('face_check_consent_kk = "Келісемін"', ""), "7701", 3, "face_check_half"),
        (FILE.replace("Asia/Almaty", "Asia/Nowhere"), "7701", 3, "zone_unknown"),
        (FILE.replace("cameras = true", "kameras = true"), "7701", 3, "broken"),
        (FILE.replace("[[branch.desk]]", "[[branch.desk"), "7701", 3, "broken"),
    ],
)
def test_a_wrong_file_is_named(
    tmp_path: Path, content: str, code: str, desk: int | None, error: str
) -> None:
    with pytest.raises(InputInvalid) as raised:
        own_branch(written(tmp_path, content), code, TODAY, desk)
    assert raised.value.code == f"branch_file.{error}"
    words = ERROR_TEXTS[raised.value.code]
    for message in (words.message, words.advice):
        assert len({text(lang, message) for lang in Lang} | {message}) == 3
    assert raised.value.params["file"] == "branch.toml"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputInvalid, match=r"^branch_file\.missing$"):
        own_branch(tmp_path / "nowhere.toml", "", TODAY)
