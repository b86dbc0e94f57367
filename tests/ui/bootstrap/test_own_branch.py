"""The settings name a branch: the workplace stands in it, or says what is wrong with its file."""

from pathlib import Path

import pytest

from app.desk.practice import HandClock
from app.errors import InputInvalid
from app.lanes import InlineLane
from app.settings import Settings
from devices.outfit import no_pace
from tests.fakes.seat import DEVICES, MORNING
from ui.bootstrap.workplace import Surroundings, open_workplace

FILE = """
valid_from = 2016-01-22

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

[[branch.desk]]
number = 3
roles = ["OPR"]
"""


def around(folder: Path, **settings: object) -> Surroundings:
    store = f"sqlite:///{folder / 'tereze.db'}"
    return Surroundings(
        settings=Settings(store_url=store, devices=dict(DEVICES), **settings),  # type: ignore[arg-type]
        store_url=store,
        home=folder,
        papers=folder,
        clock=HandClock(MORNING),
        lanes=InlineLane,
        device_lane=InlineLane,
        pace=no_pace,
        people_wait=False,
    )


@pytest.mark.requirement("R-084")
def test_the_workplace_stands_in_the_branch_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "branch.toml"
    file.write_text(FILE, encoding="utf-8")
    workplace = open_workplace(around(tmp_path, branch_file=str(file), branch_code="7701"))
    try:
        branch = workplace.parts.branch
        assert (branch.code, branch.cameras, branch.practice) == ("7701", True, True)
    finally:
        workplace.close()


def test_without_a_file_it_is_the_practice_branch(tmp_path: Path) -> None:
    workplace = open_workplace(around(tmp_path))
    try:
        assert workplace.parts.branch.code == "9900"
    finally:
        workplace.close()


def test_a_missing_file_opens_nothing_and_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputInvalid) as raised:
        open_workplace(around(tmp_path, branch_file=str(tmp_path / "nowhere.toml")))
    assert raised.value.code == "branch_file.missing"
