"""Notices of changed acts: the shipped ones are whole; a broken file is left out and named."""

from datetime import date
from pathlib import Path

import pytest

from app.catalogue.notices import load_notices
from app.catalogue.services import load_catalogue
from app.domain.passport import PassportStatus

GOOD = """
id = "changed"
services = ["housing_aid"]
effective_on = 2026-03-02
received_on = 2026-02-16
source = "тексеру"

[act]
kk = "Акт"
ru = "Акт"

[summary]
kk = "Не өзгерді"
ru = "Что изменилось"
"""


@pytest.mark.requirement("R-009")
def test_the_shipped_notice_is_whole_and_made_up_for_a_practice_service() -> None:
    catalogue = load_catalogue(practice=True, on=date(2026, 3, 6))
    folder = load_notices(practice=True, services=catalogue.ids())
    assert folder.problems == ()
    (notice,) = folder.notices
    assert notice.practice
    assert notice.received_on < notice.effective_on
    (service,) = notice.services
    assert catalogue.get(service).status is PassportStatus.PRACTICE  # type: ignore[union-attr]


@pytest.mark.requirement("R-009")
def test_a_live_branch_never_sees_a_made_up_notice() -> None:
    folder = load_notices(practice=False)
    assert folder.notices == ()
    assert folder.problems == ()


BROKEN = {
    "no toml": ("[act\n", "catalogue.syntax", ""),
    "empty": ("", "catalogue.empty", ""),
    "unknown key": (
        GOOD.replace("source =", "sauce ="), "catalogue.unknown_key", "sauce",
    ),
    "no day": (
        GOOD.replace("effective_on = 2026-03-02\n", ""), "catalogue.missing_key", "effective_on",
    ),
    "a day in words": (
        GOOD.replace("2026-03-02", '"наурыз"'), "catalogue.wrong_value", "effective_on",
    ),
    "one language": (
        GOOD.replace('kk = "Не өзгерді"', 'kk = " "'), "catalogue.missing_key", "summary.kk",
    ),
    "no service": (
        GOOD.replace('["housing_aid"]', "[]"), "catalogue.wrong_value", "services",
    ),
    "a service that does not exist": (
        GOOD.replace("housing_aid", "hosing_aid"), "catalogue.unknown_name", "services",
    ),
}  # fmt: skip


@pytest.mark.requirement("R-009")
@pytest.mark.parametrize("kind", sorted(BROKEN))
def test_a_broken_file_is_left_out_and_named_and_the_others_stand(
    tmp_path: Path, kind: str
) -> None:
    text, code, field = BROKEN[kind]
    (tmp_path / "a_broken.toml").write_text(text, "utf-8")
    (tmp_path / "good.toml").write_text(GOOD, "utf-8")
    folder = load_notices(tmp_path, services=("housing_aid",))
    assert [notice.id for notice in folder.notices] == ["changed"]
    (problem,) = folder.problems
    assert (problem.file, problem.code, problem.field) == ("a_broken.toml", code, field)


def test_one_id_is_one_notice(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text(GOOD, "utf-8")
    folder = load_notices(tmp_path)
    assert len(folder.notices) == 1
    assert [(p.file, p.code) for p in folder.problems] == [("b.toml", "catalogue.duplicate")]
