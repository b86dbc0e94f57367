"""The file of the queue's rules: dated editions, nothing unknown, no priority and no limit without an act."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from app.catalogue.queue_rules import load_queue_rules, queue_rules
from app.domain.queue_rules import TailRule
from app.errors import InputInvalid
from resources import path

SHIPPED = path("queue", "rules.toml").read_text(encoding="utf-8")
CATEGORY = """
[[priority]]
id = "first"
kk = "Санат"
ru = "Категория"
weight = 2
source = "Заң, 1-бап, 2026-01-01"
from = 2026-03-01
to = 2026-03-31
"""


def _file(folder: Path, text: str) -> Path:
    file = folder / "rules.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.requirement("R-041")
def test_no_priority_is_shipped() -> None:
    assert all(rules.priority == () for _, rules in load_queue_rules())
    assert "[[priority]]" in SHIPPED


def test_the_shipped_rules_hold_from_the_order_on() -> None:
    rules = queue_rules(date(2026, 3, 6))
    assert (rules.recall_limit, rules.recall_pause) == (3, timedelta(seconds=10))
    assert (rules.confirm_every, rules.tail) == (timedelta(hours=1), TailRule.SERVE)
    assert rules.wait_limit_minutes is None
    with pytest.raises(InputInvalid) as caught:
        queue_rules(date(2016, 1, 21))
    assert caught.value.code == "queue_rules.broken"


def test_editions_follow_each_other_by_their_days(tmp_path: Path) -> None:
    later = SHIPPED.replace("2016-01-22", "2026-04-01").replace(
        "recall_limit = 3", "recall_limit = 2"
    )
    file = _file(tmp_path, f"{later}\n{SHIPPED}")
    assert queue_rules(date(2026, 3, 31), file).recall_limit == 3
    assert queue_rules(date(2026, 4, 1), file).recall_limit == 2


@pytest.mark.requirement("R-041")
def test_a_category_holds_within_its_days_alone(tmp_path: Path) -> None:
    rules = queue_rules(date(2026, 3, 6), _file(tmp_path, SHIPPED + CATEGORY))
    for day, found in (("02-28", False), ("03-01", True), ("03-31", True), ("04-01", False)):
        category = rules.category("first", date.fromisoformat(f"2026-{day}"))
        assert (category is not None) is found
    assert rules.category("second", date(2026, 3, 6)) is None
    assert rules.priority[0].weight == 2


@pytest.mark.requirement("R-041")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('source = "Заң, 1-бап, 2026-01-01"', 'source = " "'),
        ('source = "Заң, 1-бап, 2026-01-01"\n', ""),
        ('kk = "Санат"', 'kk = ""'),
        ("weight = 2", "weight = 0"),
        ('id = "first"', 'id = "first"\nresidence = "Алматы"'),
        ('id = "first"', 'id = "first"\nstatus = "vip"'),
    ],
)
def test_a_category_needs_its_act_and_knows_no_person(
    tmp_path: Path, before: str, after: str
) -> None:
    file = _file(tmp_path, SHIPPED + CATEGORY.replace(before, after))
    with pytest.raises(InputInvalid) as caught:
        load_queue_rules(file)
    assert caught.value.params["file"] == "rules.toml"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("recall_limit = 3", "recall_limit = 3\nvip = true"),
        ("recall_limit = 3", ""),
        ("recall_limit = 3", "recall_limit = -1"),
        ("recall_limit = 3", 'recall_limit = "3"'),
        ('tail = "serve"', 'tail = "drop"'),
        ("load = [2, 4, 8]", "load = [2, 4]"),
        ("load = [2, 4, 8]", "load = [8, 4, 2]"),
        ("usual_minutes = 12", "usual_minutes = 12\nwait_limit_minutes = 20"),
        ("usual_minutes = 12", "usual_minutes = 12\nlunch_from = 13:00:00"),
        ("[[rules]]", "[[rule]]"),
        ("[[rules]]", "[[rules"),
    ],
)
def test_a_slip_in_the_file_is_named(tmp_path: Path, before: str, after: str) -> None:
    assert before in SHIPPED
    with pytest.raises(InputInvalid) as caught:
        load_queue_rules(_file(tmp_path, SHIPPED.replace(before, after, 1)))
    assert caught.value.code == "queue_rules.broken"
    assert caught.value.params["problem"]


@pytest.mark.requirement("R-023")
def test_no_break_can_be_set(tmp_path: Path) -> None:
    with pytest.raises(InputInvalid):
        load_queue_rules(_file(tmp_path, SHIPPED.replace("[[rules]]", "[[rules]]\nbreak = 60")))


def test_a_limit_of_waiting_comes_with_its_act(tmp_path: Path) -> None:
    given = 'usual_minutes = 12\nwait_limit_minutes = 20\nwait_limit_source = "Стандарт, 9-тармақ"'
    rules = queue_rules(
        date(2026, 3, 6), _file(tmp_path, SHIPPED.replace("usual_minutes = 12", given))
    )
    assert rules.wait_limit_minutes == 20


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputInvalid):
        load_queue_rules(tmp_path / "none.toml")
