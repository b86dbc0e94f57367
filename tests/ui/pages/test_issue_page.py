"""The page of the issue: fresh identity, the right to receive, the scan, the acknowledgement."""

from datetime import date, timedelta

import pytest

from app.domain.case_states import CaseState
from app.domain.identification import AuthorityKind, IdentitySource, Power, RepresentationKind
from app.domain.language import Lang
from app.domain.passport import Carrier, ResultKind
from app.domain.visit import Purpose
from app.usecases.identify import Identify
from app.usecases.issue import DeliverElectronically, Issue, NoteNotReady
from app.usecases.queue.call import Call
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.queue.take_ticket import TakeTicket
from app.usecases.receive_result import ReceiveResult
from app.usecases.represent import Represent
from app.usecases.store import ToIssuingSector
from tests.fakes.custody_desk import CustodyDesk, people
from tests.fakes.page_stand import PageStand, words_of
from ui.pages.issue import IssuePage

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def desk() -> CustodyDesk:
    return CustodyDesk()


def _ready(
    desk: CustodyDesk, number: int, service: str = "academic_leave", **result: object
) -> str:
    case = desk.sent(number, service, opened_by="another")
    values = {"kind": ResultKind.DOCUMENT, "code": case.registration.code} | result
    code = desk.do(ReceiveResult(case=case.number, **values)).facts["unit"]
    desk.do(ToIssuingSector(code=code or case.number, cell="A-1" if code else ""))
    return code


def _visitor(desk: CustodyDesk, who: str = "") -> None:
    desk.clock.at += timedelta(minutes=30)
    desk.do(TakeTicket(purpose=Purpose.ISSUE, language=Lang.KK))
    desk.do(Call())
    if who:
        desk.do(_identity(who))


def _identity(who: str) -> Identify:
    person, document = people().people[who].person, people().people[who].document
    return Identify(
        source=IdentitySource.CARD,
        iin=person.iin or "",
        surname=person.name.surname,
        given=person.name.given,
        patronymic=person.name.patronymic,
        birth_date=person.birth_date,
        citizenship=person.citizenship,
        document_kind=document.kind,
        document_number=document.number,
        valid_until=document.expires,
    )


def _stand(desk: CustodyDesk, case: str = "case-1") -> PageStand:
    stand = PageStand(IssuePage(), desk)
    stand.show(case)
    return stand


@pytest.mark.requirement("R-181", "R-182", "R-158")
def test_the_result_goes_into_the_applicants_hands(desk: CustodyDesk) -> None:
    code = _ready(desk, 1)
    _visitor(desk, "citizen")
    stand = _stand(desk)
    page = stand.page
    assert "отсканируйте" in page.forward().blocked
    stand.scan(code)
    assert "подтверждает" in page.forward().blocked
    page.form._render("signed", "")
    assert stand.go_on().ok
    assert stand.commands == [Issue(case="99-000001", code=code, acknowledgement="signed")]
    assert "Результат выдан" in words_of(page)
    assert isinstance(stand.page, IssuePage)
    stand.page.submit()
    assert isinstance(stand.commands[-1], FinishVisit)


@pytest.mark.requirement("R-181", "R-060")
def test_nobody_identified_receives_nothing(desk: CustodyDesk) -> None:
    code = _ready(desk, 1)
    _visitor(desk)
    stand = _stand(desk)
    stand.scan(code)
    stand.page.form._render("signed", "")
    assert stand.go_on() is None
    stand.page.rows.row_chosen.emit("identity")
    assert stand.turned == ["identify"]


@pytest.mark.requirement("R-181")
def test_another_person_receives_nothing(desk: CustodyDesk) -> None:
    code = _ready(desk, 1)
    _visitor(desk, "second_citizen")
    stand = _stand(desk)
    stand.scan(code)
    stand.page.form._render("signed", "")
    assert stand.go_on() is None
    rows = {row.id: row.blocks for row in stand.page.rows._rows}
    assert rows["authority"] is True


@pytest.mark.requirement("R-068")
def test_the_authority_shown_now_stands_on_the_page(desk: CustodyDesk) -> None:
    _ready(desk, 1)
    _visitor(desk, "representative")
    principal = people().people["citizen"].person
    desk.do(
        Represent(
            kind=RepresentationKind.CIVIL_LAW_AUTHORITY,
            authority=AuthorityKind.SIMPLE_POWER,
            authority_number="0903-2026",
            authority_issued_on=date(2026, 2, 2),
            authority_valid_until=date(2027, 2, 1),
            powers=(Power.RECEIVE,),
            iin=principal.iin or "",
            surname=principal.name.surname,
            given=principal.name.given,
            patronymic=principal.name.patronymic,
            birth_date=principal.birth_date,
        )
    )
    stand = _stand(desk)
    assert "0903-2026" in words_of(stand.page)
    assert stand.page.forward().blocked, "the document itself is still to be scanned"


@pytest.mark.requirement("R-182")
def test_the_code_of_another_result_is_not_taken(desk: CustodyDesk) -> None:
    _ready(desk, 1)
    other = _ready(desk, 2)
    _visitor(desk, "citizen")
    stand = _stand(desk)
    assert stand.scan(other)
    assert not stand.page.form.scan.code
    assert "другого результата" in words_of(stand.page)


@pytest.mark.requirement("R-188")
def test_a_refusal_is_explained_first(desk: CustodyDesk) -> None:
    code = _ready(
        desk,
        1,
        kind=ResultKind.REASONED_REFUSAL,
        refusal_ground="2",
        refusal_reasons="Талаптарға сай емес",
    )
    _visitor(desk, "citizen")
    stand = _stand(desk)
    stand.scan(code)
    page = stand.page
    page.form._render("declined", "")
    assert "объясните" in page.forward().blocked
    assert "Талаптарға сай емес" in words_of(page), "the reasons stand as the provider gave them"
    page.form.explained.tick.setChecked(True)
    assert stand.go_on().ok
    assert stand.commands[-1].explained is True


@pytest.mark.requirement("R-184", "R-183")
def test_a_message_goes_only_by_choice(desk: CustodyDesk) -> None:
    _ready(
        desk,
        1,
        "criminal_record",
        kind=ResultKind.ELECTRONIC_DOCUMENT,
        carrier=Carrier.ELECTRONIC,
        code="",
        signature_valid=True,
    )
    _visitor(desk, "citizen")
    stand = _stand(desk)
    page = stand.page
    assert page.form.by_cabinet()
    assert not page.form.sms.isChecked()
    page.submit()
    assert stand.commands == [DeliverElectronically(case="99-000001", sms=False)]


@pytest.mark.requirement("R-179")
def test_a_result_that_is_late_gets_its_note(desk: CustodyDesk) -> None:
    desk.sent(1)
    desk.on(date(2026, 3, 12))
    _visitor(desk, "citizen")
    stand = _stand(desk)
    assert stand.page.note.reason, "before the promised day there is nothing to note"
    desk.on(date(2026, 3, 13))
    stand.draw()
    stand.page.note.click()
    assert stand.commands == [NoteNotReady(case="99-000001")]
    assert stand.outcomes[-1].ok


@pytest.mark.requirement("R-177")
def test_a_returned_result_has_no_way_out(desk: CustodyDesk) -> None:
    desk.registered(1, state=CaseState.RETURNED)
    _visitor(desk, "citizen")
    stand = _stand(desk)
    assert "возвращён" in words_of(stand.page)
    assert stand.page.forward().label != "Выдать"


@pytest.mark.requirement("R-187", "R-049")
def test_the_recipients_cases_stand_beside_each_other(desk: CustodyDesk) -> None:
    _ready(desk, 1)
    desk.sent(2)
    _visitor(desk)
    stand = PageStand(IssuePage(), desk)
    stand.show()
    assert not stand.page.list.list.cards.cards
    desk.do(_identity("citizen"))
    stand.draw()
    assert [card.id for card in stand.page.list.list.cards.cards] == ["case-1", "case-2"]
    stand.page.list.chosen.emit("case-1")
    assert stand.opened == ["case-1"]


def test_enter_in_the_line_looks_up_and_does_not_go_on(desk: CustodyDesk) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    _visitor(desk, "citizen")
    stand = PageStand(IssuePage(), desk)
    asked: list[tuple[str, str]] = []
    stand.page.looked_up.connect(lambda kind, words: asked.append((kind, words)))
    stand.show()
    QTest.keyClicks(stand.page.search, "99-000001")
    QTest.keyClick(stand.page.search, Qt.Key.Key_Return)
    assert asked == [("case", "99-000001")]
    assert not stand.commands
