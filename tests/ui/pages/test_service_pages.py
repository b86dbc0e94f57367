"""Consultation without a name, search, papers, and the rating that the operator never sees."""

from dataclasses import fields

import pytest

from app.catalogue.services import load_catalogue
from app.domain.language import Lang
from app.domain.visit import Purpose
from app.usecases.consult import Consult, MakeMemo
from app.usecases.pack import Pack
from app.usecases.queue.call import Call
from app.usecases.queue.take_ticket import TakeTicket
from app.usecases.register import RequestPaper
from tests.fakes.custody_desk import FILED, CustodyDesk
from tests.fakes.page_stand import PageStand, speak, words_of
from ui.binding.presentation import SearchHit
from ui.pages.consult import ConsultPage
from ui.pages.find import FindPage
from ui.pages.papers import PapersPage
from ui.pages.rate import RatePage

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def desk() -> CustodyDesk:
    return CustodyDesk()


def _visitor(desk: CustodyDesk, purpose: Purpose = Purpose.CONSULTATION) -> None:
    desk.do(TakeTicket(purpose=purpose, language=Lang.KK))
    desk.do(Call())


@pytest.mark.requirement("R-046")
def test_a_consultation_asks_for_no_person(desk: CustodyDesk) -> None:
    _visitor(desk)
    stand = PageStand(ConsultPage(), desk)
    stand.show()
    page = stand.page
    assert "тему" in page.forward().blocked
    page._render_topics("appeal")
    page.topics.chosen.emit("appeal")
    assert stand.go_on().ok
    assert stand.commands == [Consult(topic="appeal", minutes=1)]
    assert {field.name for field in fields(Consult)} == {"topic", "service", "minutes"}
    assert page.forward().blocked, "one consultation is recorded once"


@pytest.mark.requirement("R-046", "R-047", "R-015")
def test_the_ten_items_are_told_at_once_and_printed(desk: CustodyDesk) -> None:
    _visitor(desk)
    stand = PageStand(ConsultPage(), desk)
    stand.show()
    page = stand.page
    passport = load_catalogue(practice=True, on=FILED.date()).get("academic_leave")
    page.show_passport(passport, ())
    stand.settle()
    shown = words_of(page)
    for words in ("Способы получения", "Срок", "Форма оказания", "Плата", "График работы"):
        assert words in shown
    assert "Заявление" in shown
    page.memo.click()
    page.passport.click()
    assert stand.commands == [
        MakeMemo(service="academic_leave", kind="memo"),
        MakeMemo(service="academic_leave", kind="passport"),
    ]
    assert all(outcome.papers for outcome in stand.outcomes)


def test_another_topic_needs_words(desk: CustodyDesk) -> None:
    stand = PageStand(ConsultPage(), desk)
    stand.show()
    page = stand.page
    page._render_topics("other")
    page.topics.chosen.emit("other")
    assert page.forward().blocked
    page.other.setText("Межевой суд туралы")
    page.minutes.set_digits("900")
    page.submit()
    assert not stand.commands
    assert page.fields["minutes"].error()
    page.minutes.set_digits("12")
    page.submit()
    assert stand.commands == [Consult(topic="Межевой суд туралы", minutes=12)]


def test_an_answer_to_an_older_question_is_dropped(desk: CustodyDesk) -> None:
    stand = PageStand(ConsultPage(), desk)
    stand.show()
    stand.page.search.edit.setText("водит")
    hit = SearchHit(id="x", title="Другая услуга")
    stand.page.show_hits("service", "вод", (hit,))
    assert not stand.page.search.hits.cards.cards
    stand.page.show_hits("service", "водит", (hit,))
    assert len(stand.page.search.hits.cards.cards) == 1


def test_a_person_is_found_with_their_cases(desk: CustodyDesk) -> None:
    case = desk.registered(1)
    with desk.store.begin(writing=True) as unit:
        unit.persons.remember(case.applicant.person, FILED)
        unit.commit()
    stand = PageStand(FindPage(), desk)
    stand.show()
    page = stand.page
    page._render_kinds("person")
    page.search.edit.setText("сынақов")
    stand.settle()
    (card,) = page.search.hits.cards.cards
    assert card.title == "Сынақов Асан Серікұлы"
    assert "870412399019" not in card.spoken, "a number is shown masked"
    page.submit()
    stand.settle()
    page.cases.chosen.emit(page.cases.list.cards.cards[0].id)
    assert stand.opened == [case.id]


@pytest.mark.requirement("R-072")
def test_the_search_keeps_nothing_of_anybody(desk: CustodyDesk) -> None:
    stand = PageStand(FindPage(), desk)
    stand.show()
    stand.page.search.edit.setText("Сынақов")
    stand.page.left()
    assert stand.page.search.edit.text() == ""


def test_a_scan_finds_its_case(desk: CustodyDesk) -> None:
    case = desk.registered(1)
    stand = PageStand(FindPage(), desk)
    asked: list[tuple[str, str]] = []
    stand.page.looked_up.connect(lambda kind, words: asked.append((kind, words)))
    stand.show()
    assert stand.scan(case.registration.code)
    assert asked == [("case", case.registration.code)]


@pytest.mark.requirement("R-133")
def test_a_paper_prints_on_request_and_says_so(desk: CustodyDesk) -> None:
    case = desk.registered(1)
    desk.do(Pack(case=case.id))
    stand = PageStand(PapersPage(), desk)
    stand.show(case.id)
    page = stand.page
    paper = desk.ask(lambda work: work.store.papers.of_case(case.id))[0]
    assert "на пути к принтеру" in page.list.list.cards.cards[0].spoken
    assert page.forward().blocked, "what is being printed is not ordered twice"
    page.open.click()
    assert stand.papers == [paper.id]
    with desk.store.begin(writing=True) as unit:
        for item in unit.outbox.pending():
            from dataclasses import replace

            unit.outbox.save(replace(item, state="done"))
        unit.papers.mark_printed(paper.id, 1)
        unit.commit()
    stand.draw()
    page.copies.set_digits("12")
    page.submit()
    assert page.fields["copies"].error()
    page.copies.set_digits("2")
    page.submit()
    assert stand.commands == [RequestPaper(case=case.id, paper=paper.id, copies=2)]


@pytest.mark.requirement("R-190", "R-192")
@pytest.mark.parametrize(("state", "words"), [("invited", "приглашён"), ("over", "окончено")])
def test_the_operator_sees_only_invited_or_over(desk: CustodyDesk, state: str, words: str) -> None:
    stand = PageStand(RatePage(), desk)
    stand.facts = {"rating": state}
    stand.show()
    assert words in words_of(stand.page)
    assert not stand.commands
    assert stand.page.forward().blocked, "nobody waits"
    desk.do(TakeTicket(purpose=Purpose.INTAKE, language=Lang.RU))
    stand.draw()
    stand.page.submit()
    assert stand.commands == [Call()], "the next ticket does not wait for a rating"


@pytest.mark.parametrize("page", [ConsultPage, FindPage, PapersPage, RatePage])
def test_another_language_takes_every_word(desk: CustodyDesk, page: type) -> None:
    stand = PageStand(page(), desk)
    stand.show()
    russian = words_of(stand.page)
    speak(Lang.KK)
    stand.settle()
    assert words_of(stand.page) != russian
