"""Every scenario file is played through a real Desk without windows, and every trap has its file."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import resources
from app.papers.folder import PaperFolder
from app.robot.player import Player
from app.robot.scenario import Scenario, read_scenario
from app.robot.scene import journal_verdict
from app.robot.stage import DeskStage, practice_desk
from app.usecases.outcome import Status

FILES = sorted(resources.path("scenarios").glob("*.toml"))
SCENARIOS = [read_scenario(path) for path in FILES]
ROADS = [scenario for scenario in SCENARIOS if scenario.name.startswith("road")]
TRAPS = {f"T-{number:02d}" for number in range(1, 26)}


@pytest.fixture
def stage(scenario: Scenario, tmp_path: Path) -> Iterator[DeskStage]:
    printer = PaperFolder(tmp_path / "papers")
    made = DeskStage(practice_desk(scenario, tmp_path, print_paper=printer.print_paper))
    yield made
    made.close()


@pytest.mark.requirement(
    "R-002", "R-009", "R-015", "R-022", "R-023", "R-024", "R-026", "R-028", "R-029", "R-032",
    "R-033", "R-034", "R-035", "R-036", "R-037", "R-038", "R-039", "R-040", "R-042", "R-043", "R-044",
    "R-045", "R-046",
    "R-057", "R-058", "R-059", "R-060", "R-061", "R-063",
    "R-064", "R-065", "R-066", "R-067", "R-068", "R-069", "R-070", "R-072", "R-073", "R-074", "R-076",
    "R-077", "R-078", "R-079", "R-080", "R-081", "R-082", "R-083", "R-084", "R-085", "R-087",
    "R-088", "R-089",
    "R-091", "R-092", "R-093", "R-094", "R-095", "R-097", "R-099", "R-101", "R-102", "R-103",
    "R-104", "R-105", "R-106", "R-107", "R-108", "R-109", "R-110", "R-113", "R-114", "R-115",
    "R-116", "R-117",
    "R-118", "R-119", "R-120", "R-126", "R-127", "R-129", "R-131", "R-132", "R-133", "R-134", "R-135",
    "R-136", "R-138", "R-141", "R-142", "R-144", "R-145", "R-146", "R-147", "R-148", "R-149",
    "R-150", "R-151", "R-153", "R-156", "R-157", "R-158", "R-159", "R-160", "R-161", "R-162", "R-163",
    "R-166", "R-178",
    "R-168", "R-169", "R-170", "R-171", "R-172", "R-173", "R-174", "R-175", "R-176", "R-177",
    "R-180", "R-181", "R-182", "R-184", "R-186", "R-187", "R-188", "R-189", "R-190", "R-191",
    "R-192", "R-196", "R-203", "R-204", "R-205", "R-226", "R-228", "R-229", "R-233", "R-235", "R-242",
)  # fmt: skip
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_every_expectation_of_a_scenario_is_met(scenario: Scenario, stage: DeskStage) -> None:
    _is_met(scenario, stage)


@pytest.mark.parametrize("scenario", ROADS, ids=lambda scenario: scenario.name)
def test_the_roads_are_walked_on_the_server_of_a_branch(
    scenario: Scenario, tmp_path: Path, postgres_url: str
) -> None:
    printer = PaperFolder(tmp_path / "papers")
    made = practice_desk(scenario, tmp_path, store=postgres_url, print_paper=printer.print_paper)
    with closing(made):
        _is_met(scenario, DeskStage(made))


def _is_met(scenario: Scenario, stage: DeskStage) -> None:
    unmet = []
    for played in Player(scenario, stage).play():
        where = f"step {played.step.number} {played.step.do}"
        unmet += [f"{where}: {problem}" for problem in played.unmet]
        if played.outcome.status is Status.BUG:
            unmet.append(f"{where}: an error of the program")
    assert not unmet, "\n".join(unmet)
    assert journal_verdict(stage.practice)["intact"] == "true"


def test_every_trap_of_the_register_has_a_scenario() -> None:
    covered = {trap for scenario in SCENARIOS for trap in scenario.traps}
    assert covered >= TRAPS


def test_every_trap_has_a_naive_act_that_is_stopped() -> None:
    """The trap is walked into somewhere: findings, or a value that may not be."""
    expected: dict[str, bool] = dict.fromkeys(TRAPS, False)
    for scenario in SCENARIOS:
        stopped = any(
            "findings" in step.expect
            or step.expect.get("verb")
            or "not_marks" in step.expect
            or step.expect.get("outcome") == "invalid"
            for step in scenario.steps
        )
        for trap in scenario.traps:
            expected[trap] = expected.get(trap, False) or stopped
    assert [trap for trap in sorted(TRAPS) if not expected[trap]] == []


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_a_scenario_names_itself_and_its_requirements(scenario: Scenario) -> None:
    assert scenario.title.kk.strip()
    assert scenario.title.ru.strip()
    assert scenario.requirements
    assert scenario.steps
    assert all(bool(step.say.kk) is bool(step.say.ru) for step in scenario.steps)


def test_the_requirements_of_the_files_stand_on_the_test() -> None:
    """The mark above is read from the text, so it names exactly what the files carry."""
    marks = test_every_expectation_of_a_scenario_is_met.pytestmark
    marked = {name for mark in marks if mark.name == "requirement" for name in mark.args}
    assert marked == {name for scenario in SCENARIOS for name in scenario.requirements}
