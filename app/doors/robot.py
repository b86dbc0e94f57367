"""``robot``: plays a scenario file through the Desk and prints one line a step."""

import json
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from dataclasses import fields
from pathlib import Path

from app.doors.answers import NO, YES
from app.papers.folder import PaperFolder
from app.robot.lines import line_of, papers_of, record_of
from app.robot.player import Played, Player
from app.robot.scenario import read_scenario, scenario_file
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
    scenario = read_scenario(scenario_file(arguments.file))
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
        stage.close()
    return YES if met else NO


def _print_step(played: Played, stage: DeskStage, papers: PaperFolder, *, as_json: bool) -> None:
    record = record_of(played, papers_of(played, stage, papers))
    text = json.dumps(record, ensure_ascii=False) + "\n" if as_json else line_of(record)
    sys.stdout.write(text)


def _print_words(*, as_json: bool) -> None:
    table = {name: [f.name for f in fields(word(name).command)] for name in words()}
    if as_json:
        sys.stdout.write(json.dumps(table, ensure_ascii=False) + "\n")
        return
    for name, arguments in table.items():
        sys.stdout.write(f"{name}: {', '.join(arguments) or '—'}\n")
