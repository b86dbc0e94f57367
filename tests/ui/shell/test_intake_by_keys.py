"""A whole intake at the real window by keys alone: the good road, the «no», the pause, the refusal."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.domain.case_states import CaseState, Mark
from app.domain.language import Lang
from app.usecases.queries import queue_view
from tests.fakes.seat import Seat
from ui.binding.presentation import Verb
from ui.binding.texts import ui_language

pytestmark = pytest.mark.usefixtures("dressed")

ACCOUNT = "KZ86125KZT5004100100"
SeatMaker = Callable[..., Seat]


@pytest.fixture
def sit(tmp_path: Path) -> Iterator[SeatMaker]:
    """Makes seats; every one is left in the end."""
    seats: list[Seat] = []

    def make(**how: object) -> Seat:
        seats.append(Seat(tmp_path, **how))  # type: ignore[arg-type]
        return seats[-1]

    yield make
    for seat in seats:
        seat.leave()


def _to_the_form(seat: Seat, card: str = "citizen", service: str = "birth_care_allowance") -> None:
    seat.press(Verb.NEXT)
    seat.card(card)
    seat.find(service)
    seat.until("complete")


def _through_documents(seat: Seat) -> None:
    """Every document that is listed lies on the desk: Enter takes the next one."""
    for _ in range(40):
        if seat.word != "complete" or "Далее" in seat.filled:
            return
        seat.enter()
        seat.wait()


@pytest.mark.requirement("R-211", "R-053")
def test_a_card_holder_with_five_documents_takes_few_keys(sit: SeatMaker) -> None:
    seat = sit()
    seat.press(Verb.NEXT)
    seat.card()
    assert seat.word == "choose_service"
    seat.type("пособ рожд")
    seat.enter()
    assert "Назначение пособий на рождение" in seat.page._service.accessibleName()  # type: ignore[attr-defined]
    seat.enter()
    seat.enter()
    assert (seat.word, seat.case.case.language) == ("consent", Lang.KK)
    seat.enter()
    seat.enter()
    seat.wait()
    seat.enter()
    assert seat.word == "complete"
    seat.type(ACCOUNT)
    seat.enter()
    seat.wait()
    _through_documents(seat)
    seat.until("register")
    seat.enter()
    assert seat.case.state is CaseState.REGISTERED
    assert seat.case.case.number
    seat.enter()
    assert seat.word in {"rate", "call"}
    assert seat.hands.keys <= 25


@pytest.mark.requirement("R-078", "R-077")
def test_without_consent_the_applicant_may_insist(sit: SeatMaker) -> None:
    seat = sit()
    seat.press(Verb.NEXT)
    seat.card()
    seat.find("birth_care_allowance")
    _say_no(seat)
    assert seat.case.case.consent_choice == "insist"
    seat.until("complete")
    seat.type(ACCOUNT)
    seat.enter()
    seat.wait()
    for _ in range(20):
        if seat.word == "consent":
            break
        seat.enter()
        seat.wait()
    _say_no(seat)
    assert seat.case.state is CaseState.AWAITING_CONSENT
    signed = seat.page.first_focus()
    assert signed is not None
    seat.hands.tick(signed)  # type: ignore[arg-type]
    seat.hands.push("Зарегистрировать без согласия: заявитель настаивает", seat.page)
    seat.settle()
    assert seat.case.state is CaseState.REGISTERED
    assert Mark.NO_CONSENT in seat.case.case.marks


def _say_no(seat: Seat) -> None:
    card = seat.page.current()  # type: ignore[attr-defined]
    seat.hands.push("Заявитель не согласен", card)
    assert "Esc" in seat.lacking
    if not card._refusal._ways.current_id():
        seat.hands.choose("insist", card)
    seat.hands.tick(card._refusal._told)
    seat.hands.push("Записать: не дано", card)
    seat.settle()


def test_an_explanation_is_put_away_with_esc(sit: SeatMaker) -> None:
    seat = sit()
    seat.press(Verb.NEXT)
    seat.card()
    seat.find("birth_care_allowance")
    card = seat.page.current()  # type: ignore[attr-defined]
    seat.hands.push("Заявитель не согласен", card)
    seat.hands.press(Qt.Key.Key_Escape)
    assert not card.refusing
    assert seat.filled


@pytest.mark.requirement("R-145", "R-147", "R-150")
def test_an_incomplete_package_is_refused_in_two_steps(sit: SeatMaker) -> None:
    seat = sit()
    _to_the_form(seat)
    seat.type(ACCOUNT)
    seat.enter()
    seat.wait()
    seat.enter()
    sheet = seat.page.sheet  # type: ignore[attr-defined]
    assert sheet.isVisible()
    seat.hands.choose("mark_absent", sheet)
    seat.enter()
    seat.press(Verb.REFUSE)
    assert seat.word == "refuse_intake"
    assert not seat.filled
    seat.hands.tick(seat.page._explained)  # type: ignore[attr-defined]
    seat.enter()
    assert seat.case.state is CaseState.CHECKING
    seat.enter()
    assert seat.case.state is CaseState.INTAKE_REFUSED
    seat.enter()
    seat.enter()
    kinds = [paper.kind for paper in seat.place.practice.desk.ask(_papers).result()]
    assert [kind for kind in kinds if "consent" not in kind] == ["intake_refusal_receipt"]


def _papers(work: object) -> list[object]:
    cases = work.store.cases.in_states((CaseState.INTAKE_REFUSED,))  # type: ignore[attr-defined]
    return [p for case in cases for p in work.store.papers.of_case(case.id)]  # type: ignore[attr-defined]


@pytest.mark.requirement("R-101")
def test_a_draft_is_put_aside_and_taken_up_by_its_person(sit: SeatMaker) -> None:
    seat = sit(people=2)
    _to_the_form(seat)
    code = seat.case.case.draft_code
    seat.press(Verb.POSTPONE)
    assert (seat.word, seat.station.session.case) == ("choose_service", None)
    seat.press(Verb.NEXT)
    assert seat.word == "call"
    assert [draft.code for draft in seat.station.drafts] == [code]
    seat.press(Verb.NEXT)
    seat.card()
    seat.enter()
    assert seat.case.case.draft_code == code


@pytest.mark.requirement("R-101", "R-226")
def test_a_draft_of_another_person_is_not_offered(sit: SeatMaker) -> None:
    seat = sit(people=2)
    _to_the_form(seat)
    seat.press(Verb.POSTPONE)
    seat.press(Verb.NEXT)
    seat.press(Verb.NEXT)
    seat.card("second_citizen")
    assert not seat.page._drafts.isVisible()  # type: ignore[attr-defined]
    assert seat.page.first_focus() is seat.page._search.edit  # type: ignore[attr-defined]


@pytest.mark.requirement("R-221")
def test_after_a_kill_the_visit_goes_on_where_it_stood(sit: SeatMaker) -> None:
    seat = sit()
    _to_the_form(seat)
    seat.type(ACCOUNT)
    seat.enter()
    before = seat.case.case
    seat.leave()
    again = sit(people=0)
    assert again.word == "complete"
    assert again.case.case == before


@pytest.mark.requirement("R-221")
def test_a_second_click_is_harmless(sit: SeatMaker) -> None:
    seat = sit()
    seat.press(Verb.NEXT)
    seat.card()
    seat.find("birth_care_allowance")
    acts = len(seat.case.case.consents)
    seat.page.submit()
    seat.page.submit()
    seat.settle()
    assert len(seat.case.case.consents) <= acts + 2
    kinds = [consent.kind for consent in seat.case.case.consents]
    assert len(kinds) == len(set(kinds))


@pytest.mark.requirement("R-088")
def test_the_window_changes_its_language_and_the_papers_stay(sit: SeatMaker) -> None:
    seat = sit()
    seat.press(Verb.NEXT)
    seat.card()
    seat.find("birth_care_allowance", Lang.RU)
    assert "Согласие B" in seat.filled
    seat.window.language_chosen.emit(Lang.KK)
    ui_language().choose(Lang.KK)
    seat.settle()
    assert "келісімі" in seat.filled
    assert seat.case.case.language is Lang.RU
    assert seat.saved[-1].language is Lang.KK


def test_the_lock_hides_the_work_and_gives_it_back(sit: SeatMaker) -> None:
    seat = sit()
    seat.press(Verb.NEXT)
    seat.card()
    seat.press(Verb.LOCK)
    assert seat.window.is_locked
    seat.card("second_citizen")
    assert seat.window.is_locked
    seat.hands.press(Qt.Key.Key_Return)
    seat.settle()
    assert not seat.window.is_locked
    assert seat.word == "choose_service"


@pytest.mark.requirement("R-032")
def test_a_ticket_out_of_turn_is_called_with_a_reason(sit: SeatMaker) -> None:
    seat = sit(people=3)
    third = seat.place.practice.desk.ask(queue_view).result().waiting[2]
    seat.window.ticket_chosen.emit(third.id)
    seat.enter()
    assert seat.station.session.visit is None
    seat.hands.choose("other", seat.station.verbs.sheets.reason)
    seat.type("беременная женщина")
    seat.enter()
    visit = seat.station.session.visit
    assert visit is not None
    assert visit.ticket.number == third.number


@pytest.mark.requirement("R-117", "R-120")
def test_a_payment_that_does_not_agree_is_named_and_mended(sit: SeatMaker) -> None:
    seat = sit()
    seat.press(Verb.NEXT)
    seat.card("second_citizen")
    seat.find("driver_licence")
    seat.until("complete")
    for _ in range(30):
        if seat.word == "pay":
            break
        seat.enter()
        seat.wait()
    assert seat.word == "pay"
    seat.type("000123")
    amount = seat.page.fields["amount"].control
    seat.hands.type_into(amount, "1,00")
    seat.enter()
    assert seat.word == "pay"
    seat.hands.type_into(amount, f"{seat.case.fee.amount:f}".replace(".", ","))
    seat.enter()
    seat.until("register")


@pytest.mark.requirement("R-097", "R-141")
def test_one_application_is_walked_as_one_and_registered_as_three(sit: SeatMaker) -> None:
    seat = sit()
    seat.press(Verb.NEXT)
    seat.card("parent")
    seat.station.lookups.look_up(seat.page, "passport", "practice_child_bundle")
    seat.settle()
    seat.hands.choose("kk", seat.page._language[1])  # type: ignore[attr-defined]
    seat.hands.choose("paper", seat.page._questions["carrier"][1])  # type: ignore[attr-defined]
    seat.enter()
    seat.until("complete")
    seat.type(ACCOUNT)
    seat.enter()
    for _ in range(40):
        sheet = seat.page.sheet  # type: ignore[attr-defined]
        if sheet.isVisible() and sheet._acts.row_of("mark_not_applicable") is not None:
            seat.hands.choose("mark_not_applicable", sheet)
        seat.enter()
        seat.wait()
        if seat.word != "complete":
            break
    seat.until("register")
    seat.enter()
    assert [state for _, _, state in seat.case.children] == ["REGISTERED"] * 3
    assert len({member.case.number for member in seat.case.members}) == 3
    assert seat.page._members.isVisible()  # type: ignore[attr-defined]


@pytest.mark.requirement("R-064", "R-068")
def test_an_attorney_is_asked_for_the_authority(sit: SeatMaker) -> None:
    seat = sit()
    seat.press(Verb.NEXT)
    form = seat.page._represent  # type: ignore[attr-defined]
    seat.hands.choose("attorney", form)
    seat.card()
    assert (seat.word, seat.filled) == ("identify", "")
    second = seat.place.practice.people.cards["second_citizen"].person
    assert second is not None
    person = second.person
    today = seat.clock.now().date()
    seat.hands.fill(
        form.fields,
        {
            "authority_number": "Д-77",
            "authority_issued_on": today - timedelta(days=10),
            "authority_valid_until": today + timedelta(days=300),
            "iin": person.iin,
            "birth_date": person.birth_date,
            "surname": person.name.surname,
            "given": person.name.given,
        },
    )
    for tick in form._powers.values():
        seat.hands.tick(tick)
    seat.enter()
    assert seat.word == "choose_service"
    visit = seat.station.session.visit
    assert visit is not None
    assert visit.visit.representation is not None
