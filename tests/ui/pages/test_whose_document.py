"""Whose digital document it is: the applicant's own, or a child's with a date; no adult is offered."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from app.domain.language import Lang
from app.usecases.complete import Present
from tests.fakes.intake_desk import IntakeDesk
from tests.fakes.ui_checks import cut_words, nameless
from ui.binding.texts import ui_language
from ui.pages.row_sheet import RowSheet
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


@pytest.mark.parametrize("lang", list(Lang))
def test_the_sheet_of_a_row_hands_the_child_in_with_its_document(lang: Lang) -> None:
    ui_language().choose(lang)
    desk = IntakeDesk().checking("digital")
    row = next(view for view in desk.view().rows if view.row.id == "digital")
    host = QWidget()
    host.resize(900, 760)
    host.show()
    sheet = RowSheet(host)
    said: list[Present] = []
    sheet.intent.connect(said.append)
    sheet.open_row(row)
    _rows(sheet._whose)[1].click()
    sheet.apply()
    assert said == []
    assert sheet.fields["owner_birth_date"].control is sheet._whose._born
    sheet._whose._born.set_day(date(2016, 5, 20))
    sheet._request.setText("К-1")
    sheet.apply()
    assert [(one.owner_birth_date, one.request) for one in said] == [(date(2016, 5, 20), "К-1")]
    desk.must(said[0])
    sheet.open_row(row)
    sheet.apply()
    assert said[1].owner_birth_date is None
