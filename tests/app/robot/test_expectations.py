"""An expectation that is not met is told in words; a step that expects nothing must be done."""

import pytest

from app.domain.finding import Finding, Severity
from app.domain.visit import TicketEnd, TicketState
from app.robot.expectations import EXPECTATIONS, unmet
from app.robot.scene import PaperSeen, Scene
from app.usecases.outcome import ErrorInfo, Outcome, PaperRef, Status
from tests.fakes.store_samples import LATER, MORNING, ticket

BLOCK = Finding(rule="issue.authority_shown", requirement="R-068")
WARN = Finding(rule="issue.document_valid", requirement="R-061", severity=Severity.WARN)
PAPER = PaperSeen(
    id="p", kind="memo", language="kk", printed=2, fields={"head": {"lang": "kk"}, "rows": ["a"]}
)
STOPPED = Scene(outcome=Outcome(status=Status.BLOCKED, findings=(BLOCK, WARN)))
WRONG = Scene(outcome=Outcome(status=Status.INVALID, error=ErrorInfo(code="x.y", place="iin")))
DONE = Scene(
    outcome=Outcome(papers=(PaperRef(id="p", kind="memo", number="1"),), facts={"open": "true"}),
    papers=(PAPER,),
    asked={"registers": 3},
    waiting=2,
    tickets={
        "A3001": ticket(number="A3001", taken_at=MORNING.replace(microsecond=7)),
        "A3003": ticket(number="A3003", state=TicketState.CLOSED, end=TicketEnd.SERVED),
    },
    line=("A3002", "A3001"),
    left_over=("B3001",),
    board=("A3003",),
    display_language="ru",
)


@pytest.mark.parametrize(
    ("scene", "expect"),
    [
        (STOPPED, {"findings": ["R-068"]}),
        (STOPPED, {"findings": ["R-060", "issue.authority_shown"], "warnings": "R-061"}),
        (STOPPED, {"outcome": "blocked"}),
        (WRONG, {"error": "x.y", "field": "iin"}),
        (DONE, {}),
        (DONE, {"papers": ["memo"], "paper": "memo", "no_paper": "acceptance_receipt"}),
        (DONE, {"printed": {"memo": 2}, "paper_language": {"memo": "kk"}}),
        (DONE, {"paper_field": {"memo": {"head.lang": "kk", "rows.#": 1, "rows.0": "a"}}}),
        (DONE, {"paper_says": {"memo": "lang"}, "paper_silent": {"memo": ["Сынақов"]}}),
        (DONE, {"asked": {"registers": 3}, "waiting": 2, "display_language": "ru"}),
        (DONE, {"facts": {"open": True}}),
        (DONE, {"line": ["A3002", "A3001"], "left_over": ["B3001"], "board": "A3003"}),
        (DONE, {"ticket_state": {"A3001": "waiting", "A3003": "served"}}),
        (DONE, {"arrived": {"A3001": MORNING}}),
    ],
)
def test_what_came_is_met(scene: Scene, expect: dict[str, object]) -> None:
    assert list(unmet(expect, scene)) == []


@pytest.mark.parametrize(
    ("scene", "expect", "words"),
    [
        (STOPPED, {}, "outcome"),
        (STOPPED, {"findings": ["R-061"]}, "R-061 expected"),
        (STOPPED, {"outcome": "blocked", "warnings": "R-068"}, "warnings"),
        (STOPPED, {"outcome": "blocked", "no_findings": "R-068"}, "no_findings"),
        (WRONG, {"error": "x.z"}, "error"),
        (DONE, {"findings": ["R-068"]}, "outcome"),
        (DONE, {"state": "DRAFT"}, "state"),
        (DONE, {"marks": ["PRACTICE"]}, "marks"),
        (DONE, {"marks": ["NO_SUCH"]}, "cannot be expected"),
        (DONE, {"issue_date": "soon"}, "cannot be expected"),
        (DONE, {"papers": []}, "papers"),
        (DONE, {"printed": {"memo": 1}}, "printed"),
        (DONE, {"paper_field": {"memo": {"head.number": "1"}}}, "no field number"),
        (DONE, {"paper_silent": {"memo": "lang"}}, "paper_silent"),
        (DONE, {"asked": {"moon": 0}}, "no such system"),
        (DONE, {"facts": {"open": False}}, "facts.open"),
        (DONE, {"line": ["A3001", "A3002"]}, "line"),
        (DONE, {"left_over": []}, "left_over"),
        (DONE, {"board": ["A3003", "A3001"]}, "board"),
        (DONE, {"ticket_state": {"A3003": "closed"}}, "ticket_state A3003"),
        (DONE, {"ticket_state": {"A3009": "waiting"}}, "no such ticket"),
        (DONE, {"arrived": {"A3001": LATER}}, "arrived A3001"),
        (DONE, {"row": {"x": "present"}}, "no such row"),
        (DONE, {"verb": {"issue": True}}, "verb issue"),
        (DONE, {"consents": {"A": "given"}}, "consent A"),
    ],
)
def test_what_did_not_come_is_told(scene: Scene, expect: dict[str, object], words: str) -> None:
    assert any(words in problem for problem in unmet(expect, scene))


@pytest.mark.parametrize("name", EXPECTATIONS)
def test_every_expectation_can_fail(name: str) -> None:
    """What cannot be there is never met, whatever the expectation."""
    impossible = {"жоқ": "жоқ"} if name in _TABLES else ["жоқ"]
    scene = Scene(outcome=Outcome(findings=(BLOCK,)))
    if name in ("no_findings", "no_paper", "not_marks"):
        return
    assert list(unmet({name: impossible}, scene))


_TABLES = frozenset(
    {"facts", "asked", "printed", "paper_language", "row", "demandable", "fields", "refused",
     "verb", "unit_state", "children", "ticket_state", "arrived"}
)  # fmt: skip
