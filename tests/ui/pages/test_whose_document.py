"""Whose digital document it is: the applicant's own, or a child's with a date; no adult is offered."""

from datetime import date
from typing import Any

import pytest

from app.domain.language import Lang
from tests.fakes.ui_checks import cut_words, nameless
from ui.binding.texts import ui_language
from ui.pages.whose_document import CHILD, OWN, WhoseDocument

pytestmark = [pytest.mark.usefixtures("dressed"), pytest.mark.requirement("R-062")]


@pytest.mark.parametrize("lang", list(Lang))
def test_own_first_and_a_child_with_a_date(lang: Lang) -> None:
    ui_language().choose(lang)
    whose = WhoseDocument()
    whose.resize(380, 300)
    whose.clear()
    whose.show()
    assert (whose.owner, whose.born(), whose.problem()) == (OWN, None, "")
    assert not whose.born_field.isVisible()
    assert {choice.choice.id for choice in _rows(whose)} == {OWN, CHILD}
    _rows(whose)[1].click()
    assert whose.born_field.isVisible()
    assert whose.problem()
    whose._born.set_day(date(2016, 5, 20))
    assert (whose.born(), whose.problem()) == (date(2016, 5, 20), "")
    assert cut_words(whose) == []
    assert nameless(whose) == []
    whose.clear()
    assert (whose.owner, whose.born()) == (OWN, None)


def _rows(whose: WhoseDocument) -> list[Any]:
    return [whose._owner.row_of(OWN), whose._owner.row_of(CHILD)]
