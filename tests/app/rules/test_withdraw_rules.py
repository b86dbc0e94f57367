"""Withdrawal is the applicant's own act, before a result, never a clerk's short way."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.identification import (
    AuthorityDocument,
    AuthorityKind,
    Power,
    Representation,
    RepresentationKind,
)
from app.rules.facts import Facts
from app.rules.loading import every_rule
from tests.fakes.custody_facts import NOW, PEOPLE, blocks, case, facts, seen, visit

every_rule()
CITIZEN = PEOPLE.people["citizen"].person
FRIEND = PEOPLE.people["representative"].person


def shown(*powers: Power, until: date | None = None) -> Representation:
    return Representation(
        kind=RepresentationKind.ATTORNEY,
        authority=AuthorityDocument(
            kind=AuthorityKind.NOTARISED_POWER,
            number="5",
            powers=frozenset(powers),
            valid_until=until,
        ),
        principal=CITIZEN,
        at=NOW - timedelta(minutes=1),
        visit_id="v2",
    )


def by_friend(representation: Representation | None) -> Facts:
    return facts(visit=visit(identification=seen(person=FRIEND), representation=representation))


@pytest.mark.requirement("R-102")
def test_only_the_applicant_or_who_may_file_for_them_withdraws() -> None:
    assert not blocks("withdraw.by_applicant", facts())
    assert not blocks("withdraw.by_applicant", by_friend(shown(Power.FILE)))
    for about in (
        by_friend(None),
        by_friend(shown(Power.RECEIVE)),
        by_friend(shown(Power.FILE, until=date(2026, 4, 16))),
        by_friend(replace(shown(Power.FILE), principal=FRIEND)),
        facts(visit=None),
        facts(visit=visit(identification=None)),
        facts(visit=visit(closed_at=NOW)),
    ):
        assert blocks("withdraw.by_applicant", about)


@pytest.mark.requirement("R-102")
def test_a_statement_is_signed_and_no_result_exists() -> None:
    assert blocks("withdraw.signed_statement", facts(reason=" "))
    assert blocks("withdraw.before_result", facts())
    assert not blocks("withdraw.before_result", facts(case=case(result=None)))
