"""The choice of a service: status and branch, register, day, channel, form, recipient."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.finding import Severity
from app.domain.language import Bilingual
from app.domain.passport import (
    Carrier,
    Channel,
    Clause,
    Passport,
    PassportStatus,
    PracticeValues,
    Restriction,
    ServiceForm,
    ServiceKind,
)
from app.domain.person import Organisation
from app.rules.choose_service import (
    CHOOSE_SERVICE_RULES,
    Choice,
    choose_service_findings,
    law_applies,
    may_open,
    result_forms,
)
from tests.app.rules.published_passport import ON, both, published

LIVE, TRAINING = False, True


def rules(passport: Passport, branch: bool = LIVE, **changes: Any) -> list[str]:
    values = {"passport": passport, "branch_is_practice": branch, "on": ON, **changes}
    found = choose_service_findings(Choice(**values))
    return [f.rule.removeprefix("choose_service.") for f in found if f.blocks]


@pytest.mark.requirement("R-006", "R-004")
@pytest.mark.parametrize(
    ("status", "live", "training"),
    [
        (PassportStatus.DRAFT, False, False),
        (PassportStatus.PRACTICE, False, True),
        (PassportStatus.PUBLISHED, True, True),
    ],
)
def test_only_published_ones_open_live_cases(
    status: PassportStatus, live: bool, training: bool
) -> None:
    passport = published(status=status)
    assert may_open(passport, LIVE, ON) is live
    assert may_open(passport, TRAINING, ON) is training
    assert (rules(passport) == ["status"]) is not live


@pytest.mark.requirement("R-005")
def test_invented_values_open_no_live_case() -> None:
    passport = published(practice=PracticeValues(intake_day_counted=True))
    assert rules(passport) == ["practice_values"]
    assert rules(passport, TRAINING) == []


@pytest.mark.requirement("R-004")
@pytest.mark.parametrize(
    ("changes", "live", "training"),
    [
        ({"in_register": False}, False, False),
        ({"in_register": None}, False, True),
        ({"via_corporation": False}, False, False),
    ],
)
def test_the_register_decides(changes: dict[str, Any], live: bool, training: bool) -> None:
    passport = published(**changes)
    assert may_open(passport, LIVE, ON) is live
    assert may_open(passport, TRAINING, ON) is training
    assert rules(passport) == ["register"]


@pytest.mark.requirement("R-008", "R-004")
@pytest.mark.parametrize(
    ("on", "open_"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_a_service_leaves_on_its_last_day(on: date, open_: bool) -> None:
    passport = published(valid_to=date(2026, 6, 30))
    assert may_open(passport, LIVE, on) is open_
    found = choose_service_findings(Choice(passport=passport, branch_is_practice=LIVE, on=on))
    assert [f.params["on"] for f in found] == ([] if open_ else [f"{on:%d.%m.%Y}"])


@pytest.mark.requirement("R-016")
@pytest.mark.parametrize("channel", tuple(Channel))
def test_only_the_counter_and_its_video_call_open_here(channel: Channel) -> None:
    everywhere = published(channels=tuple(Channel))
    at_counter = channel in (Channel.CORPORATION, Channel.CORPORATION_VIDEO)
    assert rules(everywhere, channel=channel) == ([] if at_counter else ["channel"])
    assert rules(published(channels=(Channel.PORTAL,)), channel=channel) == ["channel"]


@pytest.mark.requirement("R-017")
def test_other_kinds_of_work_are_marked_and_not_stopped() -> None:
    quasi = published(kind=ServiceKind.QUASI_PUBLIC)
    found = choose_service_findings(Choice(passport=quasi, branch_is_practice=LIVE, on=ON))
    assert [(f.rule, f.severity) for f in found] == [("choose_service.kind", Severity.INFO)]
    assert not law_applies(quasi)
    assert law_applies(published())


@pytest.mark.requirement("R-096")
def test_forms_that_the_act_allows() -> None:
    paper = published(carriers=(Carrier.PAPER,))
    assert rules(paper, carrier=Carrier.PAPER) == []
    assert rules(paper, carrier=Carrier.ELECTRONIC) == ["carrier"]
    assert result_forms(published()) == ("paper",)
    assert rules(published(), result_form="paper") == []
    assert rules(published(), result_form="electronic") == ["result_form"]
    assert rules(published(), result_form="by pigeon") == ["result_form"]
    assert rules(published(results=None), result_form="electronic") == []


@pytest.mark.requirement("R-064")
def test_state_bodies_are_no_recipients() -> None:
    company = Organisation(bin="123456789012", name=Bilingual("Сынақ ЖШС", "ТОО Тест"))
    assert rules(published(), organisation=company) == []
    assert rules(published(), organisation=replace(company, state_body=True)) == ["recipient"]


@pytest.mark.requirement("R-063")
def test_foreigners_are_equal_unless_a_law_says_otherwise() -> None:
    bare = Restriction(key="citizens_only", text=both("азаматтарға", "гражданам"))
    assert rules(published(restrictions=(bare,)), citizenship="UZB") == []
    lawful = replace(bare, clause=Clause(citation="law.4.2", confirmed=True))
    closed = published(restrictions=(lawful,))
    assert rules(closed, citizenship="UZB") == ["restriction"]
    assert rules(closed, citizenship="KAZ") == []


@pytest.mark.requirement("R-099")
def test_a_proactive_service_is_only_a_notice() -> None:
    passport = published(forms=(ServiceForm.PROACTIVE,))
    found = choose_service_findings(Choice(passport=passport, branch_is_practice=LIVE, on=ON))
    assert [(f.rule, f.blocks) for f in found] == [("choose_service.proactive", False)]


def test_every_finding_names_the_service_in_both_languages() -> None:
    draft = published(status=PassportStatus.DRAFT)
    found = choose_service_findings(Choice(passport=draft, branch_is_practice=LIVE, on=ON))
    assert found[0].subject == "test_service"
    assert found[0].params["name_kk"] == "Сынақ қызметі"
    assert found[0].params["name_ru"] == "Тестовая услуга"
    assert found[0].params["status_ru"] == "черновик"
    assert len({rule.id for rule in CHOOSE_SERVICE_RULES}) == len(CHOOSE_SERVICE_RULES)
