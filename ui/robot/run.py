"""The command: plays one scenario file through the windows, prints a line a step, leaves screenshots."""

import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from PySide6.QtWidgets import QApplication, QWidget

from app.errors import InputInvalid
from app.papers.folder import PaperFolder
from app.robot.lines import line_of, papers_of, record_of
from app.robot.player import Played, Player
from app.robot.questions import QUESTIONS
from app.robot.scenario import Scenario, read_scenario, scenario_file
from app.settings import Settings
from app.wording import error_words
from ui.binding.texts import ui_language
from ui.bootstrap.options import Options, dress
from ui.robot.stage import How, WindowStage, speak

MET, NOT_MET, UNREADABLE = 0, 1, 2


@dataclass
class Keys:
    """Keys pressed by case: those before a case was opened belong to the one that follows."""

    before: int = 0
    loose: int = 0
    of_case: dict[str, int] = field(default_factory=dict)

    def step(self, pressed: int, case: str) -> tuple[int, int]:
        """The keys of this step, and of the case so far."""
        now, self.before = pressed - self.before, pressed
        if not case:
            self.loose += now
            return now, self.loose
        self.of_case[case] = self.of_case.get(case, 0) + now + self.loose
        self.loose = 0
        return now, self.of_case[case]


def play(options: Options) -> int:
    """Play ``options.robot``. 0: every expectation was met, 1: one was not, 2: unreadable."""
    application = cast("QApplication", QApplication.instance() or QApplication(sys.argv[:1]))
    application.setQuitOnLastWindowClosed(False)
    try:
        scenario = read_scenario(scenario_file(options.robot))
    except InputInvalid as error:
        said = error_words(error)
        sys.stderr.write(f"{said.message.kk}\n{said.message.ru}\n")
        return UNREADABLE
    words = dress(Settings(), options.lang)
    speak(scenario, options.lang)
    with tempfile.TemporaryDirectory(prefix="tereze-robot-") as folder:
        met = True
        for record, how in perform(scenario, Path(folder), options):
            met = met and bool(record["expected_met"])
            more = f"  [{how.by}]" + (f" {how.why}" if how.why else "")
            text = json.dumps(record, ensure_ascii=False) + "\n"
            sys.stdout.write(text if options.json else line_of(record, more))
            sys.stdout.flush()
    del words
    return MET if met else NOT_MET


def perform(
    scenario: Scenario, folder: Path, options: Options
) -> Iterator[tuple[dict[str, Any], How]]:
    """Every step as its record and how it was done; the windows are closed at the end."""
    shots = options.screenshots
    papers = (shots or folder) / "papers"
    stage = WindowStage(scenario, folder, papers, options.store)
    keys, paper_folder = Keys(), PaperFolder(papers)
    try:
        for played in Player(scenario, stage).play():
            record = _record(played, stage, paper_folder, keys)
            if shots is not None:
                record["screenshots"] = _shoot(stage, shots, played)
            yield record, stage.how
    finally:
        stage.close()


def _record(played: Played, stage: WindowStage, folder: PaperFolder, keys: Keys) -> dict[str, Any]:
    record = record_of(played, papers_of(played, stage, folder))
    case = played.case.case.id if played.case is not None else ""
    now, so_far = keys.step(stage.hands.keys, case)
    looks = played.step.do == "note" or played.step.do in QUESTIONS
    how = stage.how = How(by="look") if looks else stage.how
    return {
        **record,
        "by": how.by,
        "why": how.why,
        "differs": list(how.differs),
        "keys": now,
        "keys_of_case": so_far,
        "language": ui_language().lang.value,
    }


def _shoot(stage: WindowStage, folder: Path, played: Played) -> list[str]:
    """The windows as they stand after the step."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{played.step.number:03d}-{played.step.do}"
    files: list[tuple[QWidget, Path]] = [(stage.window, folder / f"{name}.png")]
    screen = stage.station.applicant.window
    if screen is not None and screen.isVisible():
        files.append((screen, folder / f"{name}-applicant.png"))
    for window, file in files:
        window.grab().save(str(file))
    return [str(file) for _, file in files]
