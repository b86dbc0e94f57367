"""The language of the papers: kept over the visit, proposed at the next, never taken from another."""

import pytest

from app.domain.language import Lang
from app.usecases.choose_service import ChooseLanguage, ChooseService
from app.usecases.known_language import KnownLanguage, known_language
from app.usecases.queue.finish_visit import FinishVisit
from tests.fakes.intake_desk import IntakeDesk

pytestmark = pytest.mark.requirement("R-087")


def _kept(language: Lang) -> KnownLanguage:
    return KnownLanguage(language=language, in_this_visit=True)


def test_what_was_chosen_in_the_visit_is_kept_over_it() -> None:
    desk = IntakeDesk().identified()
    assert desk.ask(known_language) is None
    desk.must(ChooseService(service="plain", language=Lang.KK))
    assert desk.ask(known_language) == _kept(Lang.KK)
    desk.must(ChooseLanguage(language=Lang.RU))
    assert desk.ask(known_language) == _kept(Lang.RU)
    desk.must(ChooseService(service="shown", language=Lang.KK))
    assert desk.ask(known_language) == _kept(Lang.KK)


def test_at_the_next_visit_it_is_only_proposed_and_to_the_same_person_alone() -> None:
    desk = IntakeDesk().registered("plain", language=Lang.KK)
    desk.must(FinishVisit())
    assert desk.ask(known_language) is None
    desk.identified("second_citizen")
    assert desk.ask(known_language) is None
    desk.must(FinishVisit())
    desk.identified("citizen")
    proposed = KnownLanguage(language=Lang.KK, in_this_visit=False)
    assert desk.ask(known_language) == proposed
