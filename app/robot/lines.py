"""One played step as one line: the record that both robots print, with and without windows."""

from collections.abc import Iterable
from typing import Any

from app.papers.folder import PaperFolder
from app.robot.player import Played
from app.robot.stage import Stage
from app.wording import finding_entry


def papers_of(played: Played, stage: Stage, folder: PaperFolder) -> list[dict[str, str]]:
    """The papers that the step made, written into ``folder``."""
    desk = stage.practice.desk
    return [
        {"kind": paper.kind, "number": paper.number, "path": folder.write(desk, paper.id)}
        for paper in played.outcome.papers
    ]


def record_of(played: Played, papers: Iterable[dict[str, str]]) -> dict[str, Any]:
    """The step as the command lines promise it."""
    outcome = played.outcome
    return {
        "step": played.step.number,
        "do": played.step.do,
        "outcome": outcome.status.value,
        "findings": [finding_entry(finding) for finding in outcome.findings],
        "state": played.case.case.state.value if played.case else None,
        "papers": list(papers),
        "expected_met": played.expected_met,
        "unmet": list(played.unmet),
        "error": outcome.error.code if outcome.error else None,
        "case": played.case.case.number if played.case else None,
    }


def line_of(record: dict[str, Any], more: str = "") -> str:
    """The record as a person reads it; what was not met stands below."""
    sign = "✓" if record["expected_met"] else "✕"
    rules = [finding["rule"] for finding in record["findings"]]
    said = ", ".join(rules) or record["error"] or ""
    state = record["state"] or ""
    head = (
        f"{sign} {record['step']:>3} {record['do']:<24} {record['outcome']:<11} {state:<18} {said}"
    )
    below = "".join(f"\n      {problem}" for problem in record["unmet"])
    return f"{head}{more}{below}\n"
