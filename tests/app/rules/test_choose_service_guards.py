"""What must stand before a draft is opened."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.case import Applicant
from app.domain.case_states import transition
from app.domain.identification import Power, RepresentationKind
from app.domain.language import Bilingual
from app.domain.notice import Notice
from app.domain.passport import Applicants, DocumentMode, Passport, PassportText
from app.rules import choose_service_guards as guards
from app.rules.facts import Facts
from tests.fakes.intake_desk import FILED, people
from tests.fakes.intake_facts import (
    SERVICES,
    draft,
    facts,
    represented,
    seen,
    speaks,
    subjects,
    visit,
    warns,
)
from tests.fakes.intake_passports import passport, row


def _opening(service: str | Passport = "plain", **other: object) -> Facts:
    chosen = SERVICES[service] if isinstance(service, str) else service
    case = draft(chosen.id, **other)
    at_desk = visit(representation=case.representation)
    return facts(passport=chosen, visit=at_desk, proposed_case=case)


@pytest.mark.requirement("R-091", "R-032")
def test_no_case_without_a_visit() -> None:
    assert speaks(guards.visit_open, replace(_opening(), visit=None))
    assert speaks(guards.visit_open, replace(_opening(), visit=visit(closed_at=FILED)))
    assert not speaks(guards.visit_open, _opening())


@pytest.mark.requirement("R-057", "R-091")
def test_no_case_without_an_identification_of_this_visit() -> None:
    assert speaks(guards.person_identified, replace(_opening(), visit=visit(identification=None)))
    old = seen(visit_id="another")
    assert speaks(
        guards.person_identified,
        replace(_opening(identification=old), visit=visit(identification=old)),
    )
    assert not speaks(guards.person_identified, _opening())


@pytest.mark.requirement("R-072")
def test_a_draft_cannot_carry_another_visitors_identity() -> None:
    other = _opening(identification=seen("second_citizen"))
    assert speaks(guards.person_identified, replace(other, visit=visit()))


@pytest.mark.requirement("R-065", "R-066")
def test_a_case_needs_a_right_that_covers_filing() -> None:
    receive = represented(powers=frozenset({Power.RECEIVE}))
    assert speaks(guards.person_identified, _opening(representation=receive))
    assert not speaks(guards.person_identified, _opening(representation=represented()))


@pytest.mark.requirement("R-087")
def test_the_language_is_chosen() -> None:
    assert speaks(guards.language_chosen, facts())
    assert speaks(guards.language_chosen, _opening(language=""))
    one_tongue = replace(passport("one_tongue"), name=PassportText(ru="Услуга"))
    assert speaks(guards.language_chosen, _opening(one_tongue))
    assert not speaks(guards.language_chosen, _opening())


@pytest.mark.requirement("R-004", "R-006")
def test_a_service_without_a_passport_is_not_opened() -> None:
    assert speaks(guards.service_open, replace(_opening(), passport=None))
    assert not speaks(guards.service_open, _opening())


@pytest.mark.requirement("R-063")
def test_a_foreigner_without_an_iin_is_served() -> None:
    foreigner = people().people["foreigner"].person
    opening = _opening(applicant=Applicant(person=foreigner))
    assert not speaks(guards.service_open, opening)


@pytest.mark.requirement("R-064")
def test_an_excluded_body_opens_no_case() -> None:
    for key, blocked in (("state_body", True), ("company", False)):
        body = people().organisations[key]
        opening = _opening(applicant=Applicant(organisation=body))
        assert speaks(guards.service_open, opening) is blocked


@pytest.mark.requirement("R-103")
def test_the_act_says_who_may_apply() -> None:
    people_only = passport("people", applicants=Applicants(kinds=("natural",)))
    body = Applicant(organisation=people().organisations["company"])
    assert speaks(guards.applicant_kind, _opening(people_only, applicant=body))
    assert not speaks(guards.applicant_kind, _opening(people_only))
    silent = passport("silent", applicants=Applicants())
    assert not speaks(guards.applicant_kind, _opening(silent, applicant=body))


def test_a_service_may_want_a_representative() -> None:
    wants = passport("wants", applicants=Applicants(representative_obligatory=True))
    assert subjects(guards.applicant_kind, _opening(wants)) == {"representative"}
    shown = represented(RepresentationKind.ATTORNEY)
    assert not speaks(guards.applicant_kind, _opening(wants, representation=shown))


@pytest.mark.requirement("R-108")
@pytest.mark.parametrize(
    ("social", "with_clause", "blocked"),
    [(False, True, True), (True, True, False), (True, False, True)],
)
def test_notarised_copies_only_by_the_exception(
    social: bool, with_clause: bool, blocked: bool
) -> None:
    wanted = row("copy", DocumentMode.COPY_RETAINED, notarised_required=True)
    if not with_clause:
        wanted = replace(wanted, clause=type(wanted.clause)())
    service = passport("notarised", wanted, social_protection=social)
    assert speaks(guards.notarised_by_exception, _opening(service)) is blocked
    assert speaks(guards.service_open, _opening(service)) is blocked


@pytest.mark.requirement("R-009")
def test_an_unread_change_blocks_from_its_day_and_warns_before_it() -> None:
    notice = Notice(
        id="changed",
        services=("plain",),
        act=Bilingual("Сынақ акті", "Тестовый акт"),
        summary=Bilingual("Тізім өзгерді", "Изменился перечень"),
        effective_on=FILED.date(),
        received_on=FILED.date() - timedelta(days=10),
        source="test",
    )
    tomorrow = replace(notice, effective_on=FILED.date() + timedelta(days=1))
    entry = guards.notice_acknowledged
    assert speaks(entry, replace(_opening(), unread_notices=(notice,)))
    assert warns(entry, replace(_opening(), unread_notices=(tomorrow,)))
    assert speaks(entry, replace(_opening(), unread_notices=(tomorrow, notice)))
    assert not list(entry.judge(_opening()))
    assert entry.id in transition(None, "choose_service").guards  # type: ignore[union-attr]
