"""The registration and its receipt: number, time, dates, two lists, paper when asked."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.domain.case import ConsentKind, RowSource
from app.domain.case_states import CaseState
from app.domain.codes import is_printed_code
from app.domain.language import Lang
from app.domain.papers import AcceptanceReceipt, DocumentForm
from app.domain.passport import Carrier, Term, TermUnit
from app.domain.person import PersonName
from app.errors import InputInvalid
from app.papers.stored import paper_of
from app.usecases.complete import (
    ConfirmText,
    FinishCheck,
    FormApplication,
    Present,
    RequestData,
)
from app.usecases.consent import GiveConsent
from app.usecases.queries import case_of, find_by_code, find_cases_of_person, find_persons
from app.usecases.register import MarkPrinted, Register, RequestPaper
from app.usecases.sign import Sign
from tests.fakes.intake_desk import FILED, IntakeDesk, rules_of
from tests.fakes.intake_passports import DATED, HELD, KEPT, SECRET, passport


def _receipt(desk: IntakeDesk) -> AcceptanceReceipt:
    registration = desk.case().registration
    assert registration is not None
    record = desk.ask(lambda work: work.store.papers.get(registration.receipt_paper_id))
    paper = paper_of(record)
    assert isinstance(paper, AcceptanceReceipt)
    return paper


@pytest.mark.requirement("R-132", "R-136", "R-137", "R-143")
def test_registering_gives_number_time_dates_and_receipt_at_once() -> None:
    desk = IntakeDesk().signed()
    outcome = desk.must(Register())
    case = desk.case()
    registration = case.registration
    assert registration is not None
    assert case.number == registration.number == "03-2600001"
    assert registration.filed_at == desk.clock.at
    assert registration.issue_date == date(2026, 3, 16)
    assert registration.delivery_due == datetime(2026, 3, 13, 18, tzinfo=FILED.tzinfo)
    assert registration.calendar_version
    assert is_printed_code(registration.code)
    assert [paper.kind for paper in outcome.papers] == ["acceptance_receipt"]
    receipt = _receipt(desk)
    assert receipt.case_number == case.number
    assert receipt.filed_at == registration.filed_at
    assert receipt.issue_date == registration.issue_date
    assert receipt.accepted_by.name == desk.operator.name_in(Lang.RU)
    assert receipt.applicant == "Сынақов Асан Серікұлы"
    assert receipt.head.code == registration.code
    assert receipt.head.practice


@pytest.mark.requirement("R-129")
@pytest.mark.parametrize("road", ["opened", "checking", "ready"])
def test_nothing_is_registered_before_the_signature(road: str) -> None:
    desk: IntakeDesk = getattr(IntakeDesk(), road)("plain")
    assert rules_of(desk.do(Register())) == {"step.not_from_here"}
    assert desk.case().number == ""
    assert not [paper for paper in desk.papers() if "receipt" in paper.kind]


@pytest.mark.requirement("R-139", "R-116", "R-107")
def test_the_receipt_lists_what_stays_and_what_was_retrieved() -> None:
    service = passport("all", DATED, KEPT, HELD)
    desk = IntakeDesk(passports=[service]).opened("all")
    desk.must(FormApplication())
    desk.must(Present(row="dated", valid_until=FILED.date()))
    desk.must(Present(row="kept", sheets=4))
    desk.must(RequestData())
    desk.answer_query(desk.pending("query")[0])
    desk.must(GiveConsent(kind=ConsentKind.B))
    desk.must(ConfirmText())
    desk.must(FinishCheck())
    desk.must(Sign())
    desk.come_back()
    desk.must(Register())
    receipt = _receipt(desk)
    assert [(doc.name, doc.sheets, doc.form) for doc in receipt.accepted] == [
        ("application (учебное)", 1, DocumentForm.ORIGINAL),
        ("kept (учебное)", 4, DocumentForm.ORIGINAL),
    ]
    assert [(data.name, data.source) for data in receipt.retrieved] == [
        ("held (учебное)", "egov_gateway")
    ]


@pytest.mark.requirement("R-139")
@pytest.mark.parametrize(("returned", "listed"), [(True, 0), (False, 1)])
def test_a_voluntary_paper_is_listed_when_it_stays(returned: bool, listed: int) -> None:
    desk = IntakeDesk(passports=[passport("own", SECRET)]).opened("own")
    desk.must(FormApplication())
    desk.must(Present(row="secret", voluntary=True, returned=returned))
    desk.must(GiveConsent(kind=ConsentKind.B))
    desk.must(ConfirmText())
    desk.must(FinishCheck())
    desk.must(Sign())
    desk.come_back()
    desk.must(Register())
    assert len(_receipt(desk).accepted) == 1 + listed


@pytest.mark.requirement("R-138", "R-088")
@pytest.mark.parametrize("lang", list(Lang))
def test_the_receipt_speaks_the_applicants_language(lang: Lang) -> None:
    desk = IntakeDesk().registered(language=lang)
    receipt = _receipt(desk)
    assert receipt.head.lang is lang
    other = {"kk": "учебное", "ru": "сынақ"}[lang]
    assert other not in f"{receipt.service.name} {receipt.accepted[0].name}"
    registration = desk.case().registration
    assert registration is not None
    assert all(("День" in line) is False for line in registration.trace if lang is Lang.KK)


@pytest.mark.requirement("R-137")
def test_an_employee_without_a_patronymic_has_no_blank_one() -> None:
    desk = IntakeDesk()
    desk.operator = replace(desk.operator, name=PersonName("Сынақова", "Айша"), name_ru=None)
    desk.registered()
    assert _receipt(desk).accepted_by.name.full == "Сынақова Айша"


@pytest.mark.requirement("R-135", "R-160")
@pytest.mark.parametrize(
    ("carrier", "counted", "issue"),
    [
        (Carrier.PAPER, True, date(2026, 3, 13)),
        (Carrier.ELECTRONIC, True, date(2026, 3, 12)),
        (Carrier.ELECTRONIC, False, date(2026, 3, 13)),
    ],
)
def test_the_carrier_decides_about_the_day_of_intake(
    carrier: Carrier, counted: bool, issue: date
) -> None:
    service = passport(
        "carried",
        carriers=(carrier,),
        intake_day_counted=counted,
        terms=(Term(key="ordinary", value=4, unit=TermUnit.WORKING_DAYS),),
    )
    desk = IntakeDesk(passports=[service]).registered("carried")
    view = desk.view()
    assert view.terms.promised
    assert view.terms.issue_date == issue
    assert view.terms.trace


@pytest.mark.requirement("R-135")
def test_before_the_registration_the_date_is_only_shown() -> None:
    view = IntakeDesk().checking("plain").view()
    assert not view.terms.promised
    assert view.terms.issue_date == date(2026, 3, 16)
    assert any("9" in line.ru or "09.03" in line.ru for line in view.terms.trace)


@pytest.mark.requirement("R-133")
def test_paper_only_when_asked_and_always_when_asked() -> None:
    desk = IntakeDesk().registered()
    assert not desk.pending("print")
    desk.must(RequestPaper())
    (order,) = desk.pending("print")
    assert '"copies":"1"' in order.payload
    case = desk.case()
    assert case.paper_requested_at is not None
    receipt = desk.view().papers[-1]
    assert receipt.pending
    desk.settle(order)
    desk.must(MarkPrinted(paper=receipt.id))
    printed = desk.view().papers[-1]
    assert (printed.printed_copies, printed.pending) == (1, False)
    desk.must(RequestPaper(paper=receipt.id, copies=2))


@pytest.mark.requirement("R-133")
@pytest.mark.parametrize(
    ("command", "field"),
    [
        (RequestPaper(copies=0), "copies"),
        (RequestPaper(copies=100), "copies"),
        (RequestPaper(paper="nothing"), "paper"),
        (MarkPrinted(paper="nothing"), "paper"),
    ],
)
def test_paper_that_is_not_there(command: object, field: str) -> None:
    desk = IntakeDesk().registered()
    with pytest.raises(InputInvalid) as slip:
        desk.do(command)
    assert slip.value.field == field


@pytest.mark.requirement("R-134", "R-233")
def test_the_receipt_is_delivered_electronically_and_says_little() -> None:
    desk = IntakeDesk().signed()
    with pytest.raises(InputInvalid):
        desk.do(Register(delivery="pigeon"))
    desk.must(Register(delivery="sms"))
    (notice,) = desk.pending("notice")
    assert "Сынақов" not in notice.payload
    receipt = next(paper for paper in desk.papers() if paper.kind == "acceptance_receipt")
    assert receipt.delivery == "sms"


@pytest.mark.requirement("R-134", "R-063")
def test_without_phone_and_iin_the_receipt_is_shown_on_the_screen() -> None:
    desk = IntakeDesk().registered(person="foreigner")
    receipt = next(paper for paper in desk.papers() if paper.kind == "acceptance_receipt")
    assert receipt.delivery == "shown_on_screen"
    assert not desk.pending("notice")


@pytest.mark.requirement("R-163")
def test_one_stage_event_for_one_change_of_state() -> None:
    desk = IntakeDesk().signed()
    assert not desk.pending("monitoring")
    desk.must(Register())
    desk.must(RequestPaper())
    (event,) = desk.pending("monitoring")
    assert "REGISTERED" in event.payload
    assert "Сынақов" not in event.payload


@pytest.mark.requirement("R-142")
def test_the_case_is_found_by_everything_that_names_it() -> None:
    desk = IntakeDesk().registered()
    case = desk.case()
    assert case.registration is not None
    for named in (case.id, case.number, case.registration.code, case.draft_code, "plain"):
        view = desk.ask(lambda work, named=named: case_of(named, work))
        assert view is not None, named
        assert view.case.id == case.id
    assert desk.ask(lambda work: find_by_code(case.registration.code, work)) is not None
    assert desk.ask(lambda work: find_by_code("", work)) is None
    assert desk.ask(lambda work: case_of("99-9999999", work)) is None


@pytest.mark.requirement("R-101")
def test_who_applied_is_found_again_and_who_did_not_is_not() -> None:
    desk = IntakeDesk().registered()
    (hit,) = desk.ask(lambda work: find_persons("асан сынақ", work))
    cases = desk.ask(lambda work: find_cases_of_person(hit, work))
    assert [case.number for case in cases] == ["03-2600001"]
    drafting = IntakeDesk().opened("plain")
    assert not drafting.ask(lambda work: find_persons("асан", work))


@pytest.mark.requirement("R-132")
def test_a_registered_case_is_registered_once() -> None:
    desk = IntakeDesk().registered()
    before = desk.case()
    assert rules_of(desk.do(Register())) == {"step.not_from_here"}
    assert desk.case() == before
    assert before.state is CaseState.REGISTERED
    assert RowSource.SYSTEM_DATA not in [entry.source for entry in before.documents]
