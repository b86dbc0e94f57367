"""Which page a situation asks for, and which pages can be opened beside the road."""

from types import SimpleNamespace
from typing import Any

import pytest

from app.domain.case_states import CaseState
from app.domain.steps import Step
from app.domain.visit import Purpose
from app.usecases.registry import words
from ui.pages.step_page import StepPage
from ui.shell.pages import IN_MENU, OPENED_BY, PAGES, STAYS, has_page, make_page, why_not
from ui.shell.road import page_of

pytestmark = pytest.mark.usefixtures("dressed")


def _visit(purpose: Purpose = Purpose.INTAKE, *, known: bool = True) -> Any:
    seen = object() if known else None
    return SimpleNamespace(visit=SimpleNamespace(purpose=purpose, identification=seen))


def _case(state: CaseState, step: Step = Step.COMPLETE) -> Any:
    return SimpleNamespace(state=state, present_step=step)


@pytest.mark.parametrize(
    ("visit", "case", "word"),
    [
        (None, None, "call"),
        (_visit(known=False), None, "identify"),
        (_visit(Purpose.CONSULTATION, known=False), None, "consult"),
        (_visit(), None, "choose_service"),
        (_visit(Purpose.ISSUE), None, "issue"),
        (_visit(), _case(CaseState.DRAFT, Step.CONSENT), "consent"),
        (_visit(), _case(CaseState.CHECKING), "complete"),
        (_visit(), _case(CaseState.CHECKING, Step.PAY), "pay"),
        (_visit(), _case(CaseState.READY_TO_SIGN, Step.SIGN), "sign"),
        (_visit(), _case(CaseState.SIGNED, Step.REGISTER), "register"),
        (_visit(), _case(CaseState.REGISTERED, Step.PACK), "register"),
        (_visit(), _case(CaseState.INTAKE_REFUSED, Step.REFUSE_INTAKE), "refuse_intake"),
        (_visit(), _case(CaseState.ISSUED, Step.RATE), "issue"),
    ],
)
def test_the_road_is_a_table(visit: Any, case: Any, word: str) -> None:
    assert page_of(visit, case) == word
    assert has_page(word)


@pytest.mark.parametrize("word", PAGES)
def test_every_page_can_be_made_and_bears_its_word(word: str) -> None:
    page = make_page(word)
    assert isinstance(page, StepPage)
    assert page.word == word


def test_the_menu_and_the_keys_open_pages_that_exist() -> None:
    assert {word for word, _ in IN_MENU} <= set(PAGES)
    assert set(OPENED_BY.values()) <= set(PAGES)


def test_a_page_that_cannot_be_opened_says_why() -> None:
    empty: Any = SimpleNamespace(case=None, visit=None)
    assert why_not("papers", empty)
    assert why_not("identify", empty)
    assert why_not("no_such_page", empty)
    assert not why_not("find", empty)


def test_acts_that_keep_a_page_open_are_words_of_commands() -> None:
    assert set(words()) >= STAYS
