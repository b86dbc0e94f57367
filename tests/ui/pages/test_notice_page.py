"""Notices of changed acts at the window: read one by one; the service says why it waits."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.catalogue.services import load_catalogue
from app.domain.language import Bilingual, Lang
from app.domain.notice import Notice
from app.usecases.notice import AcknowledgeNotice
from app.usecases.work import Work
from tests.fakes.custody_desk import FILED, CustodyDesk
from tests.fakes.page_stand import PageStand, speak, words_of
from tests.fakes.ui_checks import cut_words, nameless, overlapping_words
from ui.pages.choose_service import ChooseServicePage
from ui.pages.notice import NoticePage
from ui.shell.pages import IN_MENU, make_page
from ui.theme.center import Appearance, theme

pytestmark = pytest.mark.usefixtures("dressed")

TODAY = FILED.date()
FIRST = Notice(
    id="first",
    services=("housing_aid",),
    act=Bilingual("Бірінші сынақ акті", "Первый тестовый акт"),
    summary=Bilingual("Тізімге жол қосылды", "В перечень добавлена строка"),
    effective_on=TODAY - timedelta(days=1),
    received_on=TODAY - timedelta(days=9),
    source="test",
    practice=True,
)
SECOND = replace(
    FIRST,
    id="second",
    act=Bilingual("Екінші сынақ акті", "Второй тестовый акт"),
    effective_on=TODAY + timedelta(days=9),
)


class NoticeDesk(CustodyDesk):
    """A desk whose branch was given two notices."""

    def work(self, unit: Any) -> Work:
        return replace(super().work(unit), notices=(FIRST, SECOND))


@pytest.fixture
def desk() -> NoticeDesk:
    return NoticeDesk()


def _service(stand: PageStand) -> ChooseServicePage:
    page = stand.page
    assert isinstance(page, ChooseServicePage)
    passport = load_catalogue(practice=True, on=TODAY).get("housing_aid")
    assert passport is not None
    page.show_passport(passport, ())
    stand.settle()
    return page


@pytest.mark.requirement("R-009")
def test_notices_are_read_one_by_one_and_then_the_step_goes_on(desk: NoticeDesk) -> None:
    stand = PageStand(NoticePage(), desk)
    stand.show()
    shown = words_of(stand.page)
    for words in (
        "Первый тестовый акт",
        "В перечень добавлена строка",
        f"{FIRST.effective_on:%d.%m.%Y}",
        "2 непрочитанных извещения",
        "Придумано для обучения",
    ):
        assert words in shown
    assert "Второй" not in shown
    stand.go_on()
    assert "Второй тестовый акт" in words_of(stand.page)
    assert stand.turned == []
    stand.go_on()
    assert stand.commands == [
        AcknowledgeNotice(notice="first"),
        AcknowledgeNotice(notice="second"),
    ]
    assert stand.turned == [""]
    assert "Непрочитанных извещений нет" in words_of(stand.page)
    assert stand.page.forward().blocked  # type: ignore[union-attr]


@pytest.mark.requirement("R-009")
def test_whoever_has_read_everything_stays_to_read_it_again(desk: NoticeDesk) -> None:
    for notice in (FIRST, SECOND):
        desk.do(AcknowledgeNotice(notice=notice.id))
    stand = PageStand(NoticePage(), desk)
    stand.show()
    assert stand.turned == []
    cards = stand.page.read_before.list.cards.cards  # type: ignore[attr-defined]
    assert [card.title for card in cards] == [FIRST.act.ru, SECOND.act.ru]


@pytest.mark.requirement("R-009")
def test_the_service_says_why_it_waits_and_leads_to_the_notice(desk: NoticeDesk) -> None:
    stand = PageStand(ChooseServicePage(), desk)
    stand.show()
    page = _service(stand)
    assert "Первый тестовый акт" in words_of(page)
    assert "извещение" in page.forward().blocked
    page._notice.acted.emit()
    assert stand.turned == ["notice"]
    desk.do(AcknowledgeNotice(notice="first"))
    page.entered()
    stand.settle()
    assert "Второй тестовый акт" in words_of(page), "it does not apply yet: said, but in no way"
    assert "язык" in page.forward().blocked
    desk.do(AcknowledgeNotice(notice="second"))
    page.entered()
    stand.settle()
    assert not page._notice.isVisible()


def test_an_answer_about_another_service_is_dropped(desk: NoticeDesk) -> None:
    held: list[tuple[Any, Any]] = []
    page = ChooseServicePage()
    stand = PageStand(page, desk)
    stand.show()
    page.asked.disconnect()
    page.asked.connect(lambda question, take: held.append((question, take)))
    _service(stand)
    page.leave()
    for question, take in held:
        take(desk.ask(question))
    assert page._unread == ()


def test_the_notices_speak_kazakh_and_stand_in_the_menu(desk: NoticeDesk) -> None:
    page = make_page("notice")
    assert "notice" in dict(IN_MENU)
    stand = PageStand(page, desk)
    speak(Lang.KK)
    try:
        stand.show()
        shown = words_of(page)
        assert "Бірінші сынақ акті" in shown
        assert page.title == "Өзгерістер туралы хабарламалар"
        assert page.forward().label == "Таныстым"  # type: ignore[union-attr]
    finally:
        speak(Lang.RU)


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("scale", [100, 150])
def test_nothing_is_cut_and_nothing_nameless(desk: NoticeDesk, lang: Lang, scale: int) -> None:
    speak(lang)
    theme().apply(Appearance(scale=scale))
    try:
        desk.do(AcknowledgeNotice(notice="first"))
        read = PageStand(NoticePage(), desk)
        read.show()
        chosen = PageStand(ChooseServicePage(), NoticeDesk())
        chosen.show()
        _service(chosen)
        for stand in (read, chosen):
            stand.settle()
            assert not cut_words(stand.host)
            assert not overlapping_words(stand.host)
            assert not nameless(stand.host)
    finally:
        speak(Lang.RU)
        theme().apply(Appearance())
