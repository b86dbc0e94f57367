"""The card of a consent: whose it is, how long it is silent, what can be done meanwhile."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.domain.case import Consent, ConsentForm, ConsentKind, ConsentState
from app.domain.language import Bilingual, Lang
from app.rules.consent import FORMS
from app.rules.consent_subject import BY_LAW, SUBJECT, Asked
from app.usecases.consent_list import ConsentItem
from tests.fakes.intake_desk import FILED, people
from ui.binding.texts import ui_language
from ui.pages.consent_card import ConsentCard

pytestmark = pytest.mark.usefixtures("dressed")
_CITIZEN = people().people["citizen"].person


def _item(state: ConsentState | None, kind: ConsentKind = ConsentKind.C) -> ConsentItem:
    act = None
    if state is not None:
        act = Consent(
            id="c1",
            kind=kind,
            state=state,
            form=ConsentForm.STATE_SERVICE,
            language=Lang.RU,
            text_version="1",
            at=FILED,
            operator_id="op",
        )
    return ConsentItem(
        kind=kind,
        needed=True,
        text="текст",
        language=Lang.RU,
        forms=FORMS[kind],
        last=act,
        asked=Asked(person=_CITIZEN, role=SUBJECT),
    )


@pytest.fixture
def card() -> ConsentCard:
    ui_language().choose(Lang.RU)
    return ConsentCard(ConsentKind.C)


def _texts(card: ConsentCard) -> str:
    from PySide6.QtWidgets import QLabel

    return " | ".join(one.text() for one in card.findChildren(QLabel) if not one.isHidden())


@pytest.mark.requirement("R-082")
def test_whose_consent_it_is_and_the_end_of_the_number_alone(card: ConsentCard) -> None:
    card.render_item(_item(None), may_change=True)
    phone = _CITIZEN.phone or ""
    assert phone[-4:] in _texts(card)
    assert phone not in _texts(card)
    assert "сам заявитель" in _texts(card)
    by_law = replace(_item(None), asked=Asked(person=_CITIZEN, role=BY_LAW))
    card.render_item(by_law, may_change=True)
    assert "законный представитель" in _texts(card)


@pytest.mark.requirement("R-077")
@pytest.mark.parametrize(
    ("minutes", "said"),
    [(-1, "ответа нет 0 мин"), (0, "ответа нет 0 мин"), (7, "ответа нет 7 мин")],
)
def test_the_silence_of_the_service_is_counted(card: ConsentCard, minutes: int, said: str) -> None:
    card.render_item(_item(ConsentState.REQUESTED), may_change=True)
    now: datetime = FILED + timedelta(minutes=minutes)
    card.show_age(now)
    assert said in _texts(card)


@pytest.mark.requirement("R-077", "R-078")
def test_while_it_is_silent_it_is_asked_anew_or_declined(card: ConsentCard) -> None:
    heard: list[str] = []
    card.asked_anew.connect(lambda: heard.append("anew"))
    card.render_item(_item(ConsentState.REQUESTED), may_change=True)
    assert not card._no.isHidden()
    card._anew.click()
    assert heard == ["anew"]
    card.render_item(_item(ConsentState.GIVEN), may_change=True)
    assert card._anew.isHidden()
    assert card._no.isHidden()
    assert not card._back.isHidden()


@pytest.mark.requirement("R-075")
def test_a_clause_of_a_law_is_named_and_nothing_sets_it(card: ConsentCard) -> None:
    freed = replace(_item(None), by_law=(Bilingual("құжат: заң", "документ: закон"),))
    card.render_item(freed, may_change=True)
    assert "По закону согласие не нужно: документ: закон" in _texts(card)


@pytest.mark.requirement("R-073", "R-077")
@pytest.mark.parametrize("state", list(ConsentState))
def test_every_state_has_its_words(card: ConsentCard, state: ConsentState) -> None:
    card.render_item(_item(state), may_change=True)
    assert card._chip.text()
