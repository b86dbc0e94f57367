"""A whole road through a real Desk on a SQLite file: from the ticket to the hands of the recipient.

Each step has a key of its own, so a second walk over the same folder takes up where the first one
died. What is acknowledged is what a person would have been told: the number, the ticket, the code.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.desk import SystemIds
from app.desk.practice import HandClock, PracticeChoice, PracticeDesk, open_practice_desk
from app.domain.case_states import TRANSITIONS, CaseState
from app.robot.scene import case_named, journal_verdict
from app.robot.stage import command_of
from app.usecases.outcome import Outcome
from app.usecases.views import CaseView

START = datetime.fromisoformat("2026-01-28T11:20:00+05:00")
_WHO = "Тестов Т. Т."
_STATES = list(CaseState)
_A_STEP = timedelta(minutes=6)
"""Long enough for every simulated answer to have come."""
_A_WHILE = timedelta(minutes=1)
Road = Callable[[Path, Callable[[str], None]], None]

Said = tuple[str, str, dict[str, Any]]

PAPER: tuple[Said, ...] = (
    ("ticket", "take_ticket", {"language": "kk"}),
    ("call", "call", {}),
    ("identify", "identify", {"card": "citizen"}),
    ("choose", "choose_service", {"service": "housing_aid", "carrier": "paper", "language": "kk"}),
    ("form", "form_application", {}),
    ("consent a", "give_consent", {"kind": "A"}),
    ("consent b", "give_consent", {"kind": "B"}),
    ("ask", "request_data", {"row": "family_income"}),
    ("show", "present", {"row": "utility_bills"}),
    ("check", "finish_check", {}),
    ("confirm", "confirm_text", {}),
    ("sign", "sign", {}),
    ("register", "register", {}),
    ("paper", "request_paper", {}),
    ("finish", "finish_visit", {}),
    ("pack", "pack", {"case": "$case"}),
    ("seal", "seal", {"code": "$unit_out", "sheets": 1}),
    ("hand over", "hand_over", {"codes": ["$unit_out"], "received_by": _WHO}),
    ("provider", "record_provider_registration", {"case": "$case", "provider_number": "SYN-1"}),
    ("receive", "receive_result", {"case": "$case", "code": "$code", "kind": "document"}),
    ("sector", "to_issuing_sector", {"code": "$unit_in", "cell": "A-1"}),
    ("ticket 2", "take_ticket", {"language": "ru", "purpose": "issue"}),
    ("call 2", "call", {}),
    ("identify 2", "identify", {"card": "citizen"}),
    ("issue", "issue", {"case": "$case", "code": "$unit_in", "acknowledgement": "signed"}),
    ("finish 2", "finish_visit", {}),
)
_RESULT = {"kind": "electronic_document", "carrier": "electronic", "signature_valid": True}
ELECTRONIC: tuple[Said, ...] = (
    ("ticket", "take_ticket", {"language": "ru"}),
    ("call", "call", {}),
    ("identify", "identify", {"card": "second_citizen"}),
    ("choose", "choose_service", {"service": "unemployed_registration", "language": "ru"}),
    ("consent a", "give_consent", {"kind": "A"}),
    ("ask", "request_data", {"row": "state_data"}),
    ("consent b", "give_consent", {"kind": "B"}),
    ("consent c", "request_consent", {}),
    ("form", "form_application", {}),
    ("check", "finish_check", {}),
    ("confirm", "confirm_text", {}),
    ("sign", "sign", {}),
    ("register", "register", {}),
    ("send", "send", {}),
    ("finish", "finish_visit", {}),
    ("receive", "receive_result", {"case": "$case", **_RESULT}),
    ("sector", "to_issuing_sector", {"code": "$number", "cell": ""}),
    ("deliver", "deliver_electronically", {"case": "$case"}),
)
ROADS = {"paper": PAPER, "electronic": ELECTRONIC}


def steps_from(steps: Sequence[Said], first: int, count: int, *, later: bool = False) -> Road:
    """The road that walks ``count`` steps from the ``first``; ``later`` is after a crash.

    It raises ``AssertionError`` for what is half done when it is opened.
    """

    def road(folder: Path, acknowledge: Callable[[str], None]) -> None:
        clock = HandClock(START + first * _A_STEP + (_A_WHILE if later else timedelta()))
        practice = open_at(folder, clock)
        look_whole(practice)
        known = _remembered(practice)
        for key, word, values in steps[first : first + count]:
            outcome = submit(practice, key, word, values, known)
            assert outcome.ok, (key, outcome.status, outcome.findings, outcome.error)
            acknowledge(f"{key}: {_told(outcome)}")
            practice.advance(_A_STEP)
            practice.desk.carry().result()
        look_whole(practice)
        look_settled(practice)
        practice.close()

    return road


def _remembered(practice: PracticeDesk) -> dict[str, str]:
    """What an operator finds again on the screen: the one case of the road, by whatever names it."""
    known: dict[str, str] = {}
    cases = practice.desk.ask(lambda work: tuple(work.store.cases.in_states(_STATES))).result()
    view = case_named(practice, cases[0].id) if cases else None
    if view is not None:
        _learn(view, known)
    return known


def open_at(folder: Path, clock: HandClock) -> PracticeDesk:
    """The desk over the data in ``folder``."""
    return open_practice_desk(
        PracticeChoice(
            store_url=f"sqlite:///{folder}/store.db",
            keys=folder / "keys",
            clock=clock,
            ids=SystemIds(),
            print_paper=lambda _paper, _copies: None,
        )
    )


def submit(
    practice: PracticeDesk, key: str, word: str, values: dict[str, Any], known: dict[str, str]
) -> Outcome:
    """Say the word under its key; what it made is ``known`` to later steps by ``$name``."""
    filled = {name: _filled(value, known) for name, value in values.items()}
    command = practice.card(filled["card"]) if "card" in filled else command_of(word, filled)
    assert not isinstance(command, Outcome), command
    outcome = practice.desk.submit(command, key=key).result()
    view = outcome.case or case_named(practice, known.get("case", ""))
    if view is not None:
        _learn(view, known)
    return outcome


def _filled(value: Any, known: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_filled(item, known) for item in value]
    return known.get(value[1:], "") if isinstance(value, str) and value[:1] == "$" else value


def _learn(view: CaseView, known: dict[str, str]) -> None:
    known["case"] = view.case.id
    known["number"] = view.case.number
    known["code"] = view.case.registration.code if view.case.registration else ""
    known |= {f"unit_{kind.lower()}": code for code, kind, _state in view.units}


def _told(outcome: Outcome) -> str:
    facts = [
        f"{name}={outcome.facts[name]}"
        for name in ("ticket", "number", "unit")
        if outcome.facts.get(name)
    ]
    return " ".join([*facts, *(paper.number for paper in outcome.papers)])


def look_whole(practice: PracticeDesk) -> None:
    """Nothing is half done: histories end where the case stands, numbers have receipts, the log is
    whole."""
    cases = practice.desk.ask(lambda work: tuple(work.store.cases.in_states(_STATES))).result()
    ways = {(row.verb, row.target) for row in TRANSITIONS}
    for case in cases:
        assert case.history[-1].state is case.state
        assert all((step.verb, step.state) in ways for step in case.history)
        assert bool(case.number) is (case.registration is not None)
        if case.registration is not None:
            receipt = case.registration.receipt_paper_id
            assert practice.desk.ask(lambda work, id_=receipt: work.store.papers.get(id_)).result()
    assert len(cases) <= 1
    assert journal_verdict(practice)["intact"] == "true"


def look_settled(practice: PracticeDesk) -> None:
    """What had to happen outside has happened: nothing waits when every answer has come."""
    practice.desk.carry().result()
    assert practice.desk.ask(lambda work: tuple(work.store.outbox.pending())).result() == ()
