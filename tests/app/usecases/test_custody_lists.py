"""The lists of custody: what is to be packed, carried, laid into cells, issued and returned."""

from datetime import date

import pytest

from app.domain.case_states import CaseState
from app.domain.codes import CodeKind, understand
from app.domain.passport import ResultKind, Retention
from app.domain.unit_states import UnitState
from app.usecases.custody_lists import (
    expected,
    for_recipient,
    in_sector,
    line_of,
    morning_list,
    packages,
    runs_back,
    runs_out,
    to_lay,
    to_pack,
)
from app.usecases.hand_over import HandOver
from app.usecases.pack import Pack, Seal
from app.usecases.receive_result import ReceiveResult
from app.usecases.store import RunTimers, ToIssuingSector
from tests.fakes.custody_desk import CustodyDesk


@pytest.fixture
def desk() -> CustodyDesk:
    return CustodyDesk()


def _packed(desk: CustodyDesk, number: int) -> str:
    case = desk.registered(number)
    told = desk.do(Pack(case=case.id)).facts
    desk.do(Seal(code=told["unit"], sheets=int(told["sheets"])))
    return told["unit"]


def _received(desk: CustodyDesk, number: int, service: str = "academic_leave") -> str:
    case = desk.sent(number, service)
    received = desk.do(
        ReceiveResult(case=case.number, kind=ResultKind.DOCUMENT, code=case.registration.code)
    )
    return received.facts["unit"]


@pytest.mark.requirement("R-157", "R-158")
def test_a_package_walks_from_list_to_list(desk: CustodyDesk) -> None:
    case = desk.registered(1)
    assert [line.number for line in desk.ask(to_pack)] == [case.number]
    told = desk.do(Pack(case=case.id)).facts
    (open_line,) = desk.ask(packages)
    assert (open_line.unit_state, open_line.sheets) == (UnitState.OPEN, 3)
    assert not desk.ask(runs_out)
    assert not desk.ask(to_pack)
    desk.do(Seal(code=told["unit"], sheets=3))
    (run,) = desk.ask(runs_out)
    assert [line.code for line in run.lines] == [told["unit"]]
    desk.do(HandOver(provider=run.provider, codes=(told["unit"],), received_by="Сынақова А."))
    assert not desk.ask(runs_out)
    assert [line.number for line in desk.ask(expected)] == [case.number]


@pytest.mark.requirement("R-159")
def test_runs_are_gathered_by_provider(desk: CustodyDesk) -> None:
    codes = {_packed(desk, 1), _packed(desk, 2)}
    (run,) = desk.ask(runs_out)
    assert {line.code for line in run.lines} == codes
    assert run.provider_name.ru


@pytest.mark.requirement("R-168", "R-169", "R-170")
def test_a_result_shows_initials_kind_promise_and_class(desk: CustodyDesk) -> None:
    code = _received(desk, 1)
    (line,) = desk.ask(to_lay)
    assert (line.code, line.initials, line.result_kind) == (
        code,
        "Сынақов А. С.",
        ResultKind.DOCUMENT,
    )
    assert line.promised == date(2026, 3, 13)
    desk.do(ToIssuingSector(code=code, cell="B-12"))
    (line,) = desk.ask(in_sector)
    assert (line.cell, line.retention, line.kept_from) == (
        "B-12",
        Retention.MONTH,
        date(2026, 3, 13),
    )
    assert line.kept_until == date(2026, 4, 13)


@pytest.mark.requirement("R-171", "R-172", "R-173", "R-174")
def test_the_morning_lists_know_the_classes(desk: CustodyDesk) -> None:
    month = _received(desk, 1)
    year = _received(desk, 2, "id_documents")
    social = _received(desk, 3, "funeral_payment")
    for cell, code in (("A-1", month), ("A-2", year), ("A-3", social)):
        desk.do(ToIssuingSector(code=code, cell=cell))
    desk.on(date(2026, 3, 13))
    assert len(desk.ask(morning_list).due_today) == 3
    desk.on(date(2026, 4, 6))
    desk.do(RunTimers())
    lists = desk.ask(morning_list)
    assert [line.code for line in lists.to_remind] == [month]
    assert [line.code for line in lists.social_held] == [social]
    assert not lists.listed_for_return
    desk.on(date(2026, 4, 14))
    desk.do(RunTimers())
    lists = desk.ask(morning_list)
    assert [line.code for line in lists.listed_for_return] == [month]
    (run,) = desk.ask(runs_back)
    assert [line.code for line in run.lines] == [month]
    desk.on(date(2027, 3, 17))
    desk.do(RunTimers())
    lists = desk.ask(morning_list)
    assert [line.code for line in lists.year_ended] == [year]
    assert [line.code for line in lists.social_held] == [social]


def test_a_provider_that_is_late_stands_on_the_list(desk: CustodyDesk) -> None:
    case = desk.sent(1)
    assert not desk.ask(morning_list).late_at_provider
    desk.pass_days(7)
    desk.do(RunTimers())
    assert [line.number for line in desk.ask(morning_list).late_at_provider] == [case.number]


def test_a_code_leads_to_its_line(desk: CustodyDesk) -> None:
    case = desk.registered(1)
    told = desk.do(Pack(case=case.id)).facts
    for named in (told["unit"], case.registration.code, case.number, case.id):
        line = desk.ask(lambda work, named=named: line_of(work, named))
        assert line.number == case.number
    assert desk.ask(lambda work: line_of(work, "")) is None
    assert desk.ask(lambda work: line_of(work, "P9900000000000000")) is None
    seen = understand(told["unit"], desk.branch.code)
    assert seen.kind is CodeKind.PACKAGE_OUT


@pytest.mark.requirement("R-049")
def test_nobody_identified_sees_no_cases(desk: CustodyDesk) -> None:
    desk.registered(1, state=CaseState.IN_WORK)
    assert desk.ask(for_recipient) == ()
