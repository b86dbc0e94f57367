"""The folder of country certificates in the settings: who judges chips here, and what is told of it."""

from pathlib import Path

import pytest

from app.domain.chip import Authenticity
from app.errors import ERROR_TEXTS
from tests.fakes.lab_authority import NOW
from tests.fakes.lab_chip import chip, groups, utopia
from ui.bootstrap.chip_judge import judge_for

pytestmark = pytest.mark.requirement("R-058")


def test_without_a_folder_it_is_said_that_none_are_installed() -> None:
    judge, told = judge_for("")
    files = chip(utopia().signer)
    for _ in range(2):
        verdict = judge.judge(files, NOW)
        assert verdict.authenticity is Authenticity.NOT_CHECKED
        assert verdict.code == "chip.no_countries"
    altered = chip(utopia().signer, shown=groups() | {2: b"another picture"})
    assert judge.judge(altered, NOW).authenticity is Authenticity.ALTERED
    assert told is None


def test_the_certificates_of_the_folder_judge(tmp_path: Path) -> None:
    land = utopia()
    (tmp_path / "ut.cer").write_bytes(land.country.der)
    judge, told = judge_for(str(tmp_path))
    assert judge.judge(chip(land.signer), NOW).authenticity is Authenticity.GENUINE
    assert told is None


def test_a_missing_folder_is_told_to_the_administrator(tmp_path: Path) -> None:
    judge, told = judge_for(str(tmp_path / "gone"))
    assert told is not None
    assert told.code in ERROR_TEXTS
    assert judge.judge(chip(utopia().signer), NOW).code == "chip.countries_unreadable"
