"""What there is to look at after a step: its outcome, the case, the papers, what outsiders were asked."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from app.desk.practice import PracticeDesk
from app.desk.pullable_store import real_store
from app.domain.visit import Ticket
from app.errors import Unavailable
from app.ports.storage import PaperRecord
from app.storage import SqlStore
from app.storage.verify import verify_store
from app.usecases.case_view import case_view
from app.usecases.outcome import Outcome
from app.usecases.queue.board import board_view
from app.usecases.situation import find_case
from app.usecases.views import CaseView
from app.usecases.work import Work

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSeen:
    """A paper as the store holds it: its kind, language, printed copies, and its fields by name."""

    id: str
    kind: str
    language: str
    printed: int
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One look at the stage after a step. ``papers`` are those of the case and of the step.

    ``asked`` counts the questions that each outside system was ever asked. ``tickets`` are those of
    today's line and those left from former days, by number; ``line`` and ``left_over`` are their
    numbers in order, ``board`` the calls that the hall sees, the newest first.
    """

    outcome: Outcome
    case: CaseView | None = None
    papers: tuple[PaperSeen, ...] = ()
    asked: Mapping[str, int] = field(default_factory=dict)
    waiting: int = 0
    tickets: Mapping[str, Ticket] = field(default_factory=dict)
    line: tuple[str, ...] = ()
    left_over: tuple[str, ...] = ()
    board: tuple[str, ...] = ()
    display_language: str = ""


def case_named(practice: PracticeDesk, named: str) -> CaseView | None:
    """The case by any of its names as it stands now, or ``None``."""

    def read(work: Work) -> CaseView | None:
        case = find_case(work, named)
        return case_view(case, work) if case is not None else None

    return _asked(practice, read, None) if named else None


def _asked(practice: PracticeDesk, question: Callable[[Work], T], nothing: T) -> T:
    """The answer of the desk; ``nothing`` while its store cannot be reached."""
    try:
        return practice.desk.ask(question).result()
    except Unavailable:
        return nothing


def look(practice: PracticeDesk, outcome: Outcome, case: CaseView | None) -> Scene:
    """Everything that an expectation may speak of."""
    wanted = [paper.id for paper in outcome.papers]
    asked = {name: len(gateway.asked) for name, gateway in practice.gateways.items()}

    def read(work: Work) -> Scene:
        records = {one.id: one for one in map(work.store.papers.get, wanted) if one is not None}
        if case is not None:
            records |= {one.id: one for one in work.store.papers.of_case(case.case.id)}
        visit = work.store.visits.open_at(work.desk)
        language = visit.display_language.value if visit is not None else ""
        visits, today = work.store.visits, work.now.date()
        line, left = visits.waiting(today), visits.left_before(today)
        return Scene(
            outcome=outcome,
            case=case,
            papers=tuple(map(_seen, records.values())),
            asked=asked,
            waiting=len(line),
            tickets={one.number: one for one in (*left, *visits.tickets_of(today))},
            line=tuple(one.number for one in line),
            left_over=tuple(one.number for one in left),
            board=tuple(call.ticket for call in board_view(work).calls),
            display_language=language,
        )

    return _asked(practice, read, Scene(outcome=outcome, case=case, asked=asked))


def _seen(record: PaperRecord) -> PaperSeen:
    return PaperSeen(
        id=record.id,
        kind=record.kind,
        language=record.language,
        printed=record.printed_copies,
        fields=json.loads(record.data),
    )


def journal_verdict(practice: PracticeDesk) -> dict[str, str]:
    """What ``verify-journal`` says of the store that this desk writes to."""
    store = real_store(practice.desk.branch_place.store)
    if not isinstance(store, SqlStore):
        return {"intact": "unknown"}
    verdict = verify_store(store)
    return {
        "intact": str(verdict.intact).lower(),
        "entries": str(verdict.entries),
        "chains": str(len(verdict.heads)),
    }
