"""The short list of who takes part: who is awaited, whose consent is lacking, what each still lacks."""

import pytest
from PySide6.QtWidgets import QLabel

from app.domain.case import ConsentKind
from app.domain.language import Lang
from app.usecases.consent import GiveConsent
from tests.app.usecases.test_participants import SPOUSE, come, desk_with
from ui.binding.texts import ui_language
from ui.pages.people_card import PeopleCard, to_consent, to_identify

pytestmark = pytest.mark.usefixtures("dressed")


def _texts(card: PeopleCard) -> str:
    return " | ".join(one.text() for one in card.findChildren(QLabel))


@pytest.mark.requirement("R-057", "R-073")
def test_the_list_says_what_each_still_lacks() -> None:
    ui_language().choose(Lang.RU)
    desk, card = desk_with(SPOUSE), PeopleCard()
    card.show_people(desk.view(), "")
    assert "не идентифицирован" in _texts(card)
    assert (to_identify(desk.view()), to_consent(desk.view())) == ("spouse", "")
    come(desk, "spouse")
    card.show_people(desk.view(), "spouse")
    assert "не хватает согласий: B" in _texts(card)
    assert (to_identify(desk.view()), to_consent(desk.view())) == ("", "spouse")
    desk.must(GiveConsent(kind=ConsentKind.B, participant="spouse"))
    card.show_people(desk.view(), "spouse")
    assert "всё есть" in _texts(card)
    assert to_consent(desk.view()) == ""


def test_a_case_of_one_applicant_shows_no_list() -> None:
    card = PeopleCard()
    card.show_people(None, "")
    assert not card.isVisibleTo(None)
