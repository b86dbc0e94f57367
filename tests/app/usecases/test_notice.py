"""A changed act: whoever has not read its notice is warned before the day and stopped from it on."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.case_states import CaseState
from app.domain.finding import Severity
from app.domain.language import Bilingual, Lang
from app.domain.notice import Notice
from app.errors import InputInvalid
from app.usecases.choose_service import ChooseService
from app.usecases.notice import AcknowledgeNotice, notices_for, unread_notices
from app.usecases.postpone import Postpone, Resume
from app.usecases.work import Work
from tests.fakes.intake_desk import FILED, IntakeDesk, people, rules_of

RULE = "choose_service.notice_acknowledged"
TODAY = FILED.date()
CHANGED = Notice(
    id="changed",
    services=("plain",),
    act=Bilingual("Сынақ акті", "Тестовый акт"),
    summary=Bilingual("Тізім өзгерді", "Изменился перечень"),
    effective_on=TODAY,
    received_on=TODAY - timedelta(days=10),
    source="test",
)


class NoticeDesk(IntakeDesk):
    """A desk whose branch was given notices."""

    def __init__(self, *notices: Notice, operator: str = "operator") -> None:
        super().__init__(operator)
        self.notices = notices or (CHANGED,)

    def work(self, unit: Any) -> Work:
        return replace(super().work(unit), notices=self.notices)

    def sits(self, operator: str) -> "NoticeDesk":
        self.operator = people().operators[operator]
        return self

    def verbs(self) -> list[str]:
        return [line.entry.verb for line in self.store.tables.journal]


def _open(service: str = "plain") -> ChooseService:
    return ChooseService(service=service, language=Lang.RU)


@pytest.mark.requirement("R-009")
def test_of_two_operators_only_the_one_who_has_read_opens_the_service() -> None:
    desk = NoticeDesk().identified()
    desk.must(AcknowledgeNotice(notice="changed"))
    stopped = desk.sits("operator_2").do(_open())
    assert rules_of(stopped) == {RULE}
    assert stopped.findings[0].params == {
        "act_kk": "Сынақ акті",
        "act_ru": "Тестовый акт",
        "date": f"{TODAY:%d.%m.%Y}",
    }
    desk.sits("operator").must(_open())
    assert desk.case().state is CaseState.DRAFT


@pytest.mark.requirement("R-009")
def test_before_the_day_of_effect_it_only_warns() -> None:
    desk = NoticeDesk(replace(CHANGED, effective_on=TODAY + timedelta(days=1))).identified()
    outcome = desk.must(_open())
    assert [(f.rule, f.severity) for f in outcome.findings] == [(RULE, Severity.WARN)]


@pytest.mark.requirement("R-009")
def test_other_services_are_not_touched() -> None:
    assert desk_opens(NoticeDesk(replace(CHANGED, services=("shown",))))


@pytest.mark.requirement("R-009")
def test_what_has_not_come_yet_stops_nobody_and_cannot_be_read() -> None:
    later = replace(CHANGED, received_on=TODAY + timedelta(days=1))
    desk = NoticeDesk(later)
    assert desk.ask(notices_for) == ()
    with pytest.raises(InputInvalid) as slip:
        desk.do(AcknowledgeNotice(notice="changed"))
    assert slip.value.code == "notice.unknown"
    assert desk_opens(desk)


def desk_opens(desk: NoticeDesk) -> bool:
    return not desk.identified().must(_open()).findings


@pytest.mark.requirement("R-009")
def test_a_draft_of_another_is_not_taken_up_unread() -> None:
    desk = NoticeDesk().identified()
    desk.must(AcknowledgeNotice(notice="changed"))
    desk.must(_open())
    case = desk.case().id
    desk.must(Postpone())
    assert rules_of(desk.sits("operator_2").do(Resume(case=case))) == {RULE}
    desk.must(AcknowledgeNotice(notice="changed"))
    desk.must(Resume(case=case))


@pytest.mark.requirement("R-009")
def test_who_read_it_and_when_is_kept_once() -> None:
    desk = NoticeDesk()
    desk.must(AcknowledgeNotice(notice="changed"))
    read_at = desk.clock.at
    desk.must(AcknowledgeNotice(notice="changed"))
    (row,) = desk.store.tables.acknowledgements.values()
    assert (row.notice_id, row.operator_id, row.at) == ("changed", "operator", read_at)
    assert desk.verbs() == ["acknowledge_notice"]


@pytest.mark.requirement("R-009")
def test_the_unread_stand_first_in_the_order_of_effect() -> None:
    early = replace(CHANGED, id="early", effective_on=TODAY - timedelta(days=3))
    desk = NoticeDesk(early, CHANGED)
    assert [notice.id for notice in desk.ask(unread_notices)] == ["early", "changed"]
    desk.must(AcknowledgeNotice(notice="early"))
    views = desk.ask(lambda work: notices_for(work, "plain"))
    assert [(view.notice.id, view.read_at is None) for view in views] == [
        ("changed", True),
        ("early", False),
    ]
    assert views[0].in_effect
    assert all(name.complete for name in views[0].services)
    assert desk.ask(lambda work: notices_for(work, "shown")) == ()


def test_the_day_of_effect_is_the_first_on_which_it_applies() -> None:
    notice = replace(CHANGED, effective_on=date(2026, 3, 2))
    assert not notice.in_effect(date(2026, 3, 1))
    assert notice.in_effect(date(2026, 3, 2))
