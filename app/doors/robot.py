"""``robot``: plays a scenario file through the Desk and prints one line a step."""

import json
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from dataclasses import fields
from pathlib import Path
from typing import Any

import resources
from app.doors.answers import NO, YES
from app.papers.folder import PaperFolder
from app.robot.player import Played, Player
from app.robot.scenario import read_scenario
from app.robot.stage import DeskStage, practice_desk
from app.usecases.registry import word, words


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", nargs="?", help="resources/scenarios/….toml")
    parser.add_argument("--store", default="", help="sqlite:///FILE")
    parser.add_argument("--papers", default="", help="DIR")
    parser.add_argument("--words", action="store_true")


def run(arguments: Namespace) -> int:
    """Play the file. 0: every expectation was met; 1: one was not; 2: the file cannot be read."""
    if arguments.words or not arguments.file:
        _print_words(as_json=arguments.json)
        return YES
    scenario = read_scenario(_found(arguments.file))
    with tempfile.TemporaryDirectory(prefix="tereze-robot-") as folder:
        place = Path(folder)
        papers = PaperFolder(Path(arguments.papers) if arguments.papers else place / "papers")
        stage = DeskStage(
            practice_desk(scenario, place, store=arguments.store, print_paper=papers.print_paper)
        )
        met = True
        for played in Player(scenario, stage).play():
            met = met and played.expected_met
            _print_step(played, stage, papers, as_json=arguments.json)
        stage.practice.close()
    return YES if met else NO


def _found(name: str) -> Path:
    """The file as named, or the shipped scenario of that name."""
    shipped = resources.path("scenarios", f"{name.removesuffix('.toml')}.toml")
    return Path(name) if Path(name).exists() or not shipped.exists() else shipped


def _line(played: Played, papers: list[dict[str, str]]) -> dict[str, Any]:
    outcome = played.outcome
    return {
        "step": played.step.number,
        "do": played.step.do,
        "outcome": outcome.status.value,
        "findings": [finding.requirement for finding in outcome.findings],
        "rules": [finding.rule for finding in outcome.findings],
        "state": played.case.case.state.value if played.case else None,
        "papers": papers,
        "expected_met": played.expected_met,
        "unmet": list(played.unmet),
        "error": outcome.error.code if outcome.error else None,
        "case": played.case.case.number if played.case else None,
    }


def _print_step(played: Played, stage: DeskStage, papers: PaperFolder, *, as_json: bool) -> None:
    made = [
        {"kind": paper.kind, "number": paper.number, "path": papers.write(stage.desk, paper.id)}
        for paper in played.outcome.papers
    ]
    line = _line(played, made)
    if as_json:
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        return
    sign = "✓" if played.expected_met else "✕"
    said = ", ".join(line["rules"]) or line["error"] or ""
    sys.stdout.write(
        f"{sign} {line['step']:>3} {line['do']:<24} {line['outcome']:<11} {line['state'] or '':<18} {said}\n"
    )
    for problem in played.unmet:
        sys.stdout.write(f"      {problem}\n")


def _print_words(*, as_json: bool) -> None:
    table = {name: [f.name for f in fields(word(name).command)] for name in words()}
    if as_json:
        sys.stdout.write(json.dumps(table, ensure_ascii=False) + "\n")
        return
    for name, arguments in table.items():
        sys.stdout.write(f"{name}: {', '.join(arguments) or '—'}\n")
