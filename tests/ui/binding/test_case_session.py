"""The session: one act at a time under its own key, late answers dropped, changes from outside heard."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.usecases.outcome import ErrorInfo, Outcome, Status
from app.usecases.queue.call import Call
from app.usecases.queue.finish_visit import FinishVisit, Park
from ui.binding.session import CaseSession, Told


class SlowDesk:
    """A counter whose answers come when the test says so."""

    def __init__(self) -> None:
        self.acts: list[tuple[object, str, Future[Outcome]]] = []
        self.questions: list[Future[Any]] = []
        self.rounds: list[Future[int]] = []
        self.listener: Callable[[str, Outcome], None] = lambda _word, _outcome: None

    def submit(self, command: object, *, key: str = "") -> Future[Outcome]:
        self.acts.append((command, key, Future()))
        return self.acts[-1][2]

    def ask(self, _question: Callable[[Any], Any]) -> Future[Any]:
        self.questions.append(Future())
        return self.questions[-1]

    def carry(self) -> Future[int]:
        self.rounds.append(Future())
        return self.rounds[-1]

    def listen(self, listener: Callable[[str, Outcome], None]) -> None:
        self.listener = listener

    def answer(self, outcome: Outcome) -> None:
        self.acts[-1][2].set_result(outcome)
        settle()


@dataclass
class Stand:
    desk: SlowDesk
    session: CaseSession
    told: list[Told]


@pytest.fixture
def stand(qapp: object) -> Stand:
    desk = SlowDesk()
    session = CaseSession(desk)  # type: ignore[arg-type]
    told: list[Told] = []
    session.told.connect(told.append)
    return Stand(desk, session, told)


def settle() -> None:
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def view(case_id: str, children: tuple[tuple[str, str, str], ...] = ()) -> Any:
    return SimpleNamespace(case=SimpleNamespace(id=case_id), children=children)


@pytest.mark.requirement("R-221")
def test_a_second_click_does_nothing_while_the_first_is_under_way(stand: Stand) -> None:
    assert stand.session.submit(Call())
    assert stand.session.busy
    assert not stand.session.submit(Call())
    assert len(stand.desk.acts) == 1
    stand.desk.answer(Outcome())
    assert not stand.session.busy
    assert [told.word for told in stand.told] == ["call"]


@pytest.mark.requirement("R-221")
def test_the_same_act_keeps_its_key_until_it_is_answered(stand: Stand) -> None:
    stand.session.submit(Call())
    busy = Outcome(status=Status.UNAVAILABLE, error=ErrorInfo(code="store.busy", params={}))
    stand.desk.answer(busy)
    stand.session.submit(Call())
    stand.desk.answer(Outcome())
    stand.session.submit(Call())
    keys = [key for _, key, _ in stand.desk.acts]
    assert keys[0] == keys[1] != keys[2]


def test_another_act_has_another_key(stand: Stand) -> None:
    stand.session.submit(Call())
    stand.desk.answer(Outcome(status=Status.UNAVAILABLE))
    stand.session.submit(Park())
    assert stand.desk.acts[0][1] != stand.desk.acts[1][1]


def test_an_act_that_ended_in_a_bug_frees_the_window(stand: Stand) -> None:
    lost: list[ErrorInfo] = []
    stand.session.lost.connect(lost.append)
    stand.session.submit(Call())
    stand.desk.acts[-1][2].set_exception(RuntimeError("broken"))
    settle()
    assert not stand.session.busy
    assert [info.code for info in lost] == ["bug"]


def test_a_reading_that_failed_frees_nothing(stand: Stand) -> None:
    stand.session.submit(Call())
    stand.session.refresh_queue()
    stand.desk.questions[-1].set_exception(RuntimeError("broken"))
    settle()
    assert stand.session.busy


def test_an_older_reading_of_the_case_is_dropped(stand: Stand) -> None:
    stand.session.open_case("one")
    stand.session.open_case("two")
    first, second = stand.desk.questions[-2:]
    second.set_result(view("two"))
    settle()
    first.set_result(view("one"))
    settle()
    assert stand.session.case is not None
    assert stand.session.case.case.id == "two"


@pytest.mark.requirement("R-226")
def test_when_the_visit_ends_its_case_leaves_the_window(stand: Stand) -> None:
    stand.session._show_visit(SimpleNamespace(visit=SimpleNamespace(id="v", case_ids=())))  # type: ignore[arg-type]
    stand.session._show_case(view("one"))
    stand.session.submit(FinishVisit())
    stand.desk.answer(Outcome())
    assert stand.session.case is None
    assert stand.session.visit is None


@pytest.mark.parametrize(
    ("changes", "word", "heard"),
    [
        (("case:one",), "record_data", True),
        (("case:child",), "record_signature", True),
        (("case:other",), "record_data", False),
        (("case:one",), "sign", False),
    ],
)
def test_what_comes_from_outside_is_heard(
    stand: Stand, changes: tuple[str, ...], word: str, heard: bool
) -> None:
    happened: list[Told] = []
    stand.session.happened.connect(happened.append)
    stand.session.open_case("one")
    stand.desk.questions[-1].set_result(view("one", (("child", "service", "CHECKING"),)))
    settle()
    asked = len(stand.desk.questions)
    stand.desk.listener(word, Outcome(changes=changes))
    settle()
    assert bool(happened) is heard
    assert (len(stand.desk.questions) > asked) is heard


def test_one_round_of_the_courier_at_a_time(stand: Stand) -> None:
    stand.session.carry()
    stand.session.carry()
    assert len(stand.desk.rounds) == 1
    stand.desk.rounds[0].set_result(0)
    settle()
    stand.session.carry()
    assert len(stand.desk.rounds) == 2


def test_a_closed_session_asks_nothing(stand: Stand) -> None:
    stand.session.submit(Call())
    stand.session.close()
    stand.desk.answer(Outcome())
    assert not stand.told
    assert not stand.session.submit(Call())
    stand.session.refresh()
    stand.session.carry()
    assert not stand.desk.questions
    assert not stand.desk.rounds
