"""Into whose hands: the filing opens no door at the issue, a spouse or a mother even less."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.case import Applicant
from app.domain.identification import (
    AuthorityDocument,
    AuthorityKind,
    LegalGround,
    Power,
    Representation,
    RepresentationKind,
    RevocationResult,
    Substitution,
)
from app.domain.person import PersonName
from app.domain.visit import Purpose, Visit
from app.rules.facts import Facts
from app.rules.loading import every_rule
from tests.fakes.custody_facts import FILED, NOW, PEOPLE, blocks, case, facts, found, seen, visit
from tests.fakes.intake_facts import looked

every_rule()
MOTHER = PEOPLE.people["parent"].person
CHILD = PEOPLE.people["child"].person
COMPANY = PEOPLE.organisations["company"]
HEAD = PEOPLE.people["head"].person


def shown(**other: Any) -> Representation:
    """A simple power to receive, shown in this visit."""
    authority = {
        "kind": AuthorityKind.SIMPLE_POWER,
        "number": "7",
        "issued_on": date(2026, 4, 1),
        "powers": frozenset({Power.RECEIVE}),
    } | other.pop("authority", {})
    values: dict[str, Any] = {
        "kind": RepresentationKind.CIVIL_LAW_AUTHORITY,
        "authority": AuthorityDocument(**authority),
        "principal": PEOPLE.people["citizen"].person,
        "at": NOW - timedelta(minutes=1),
        "visit_id": "v2",
    }
    return Representation(**(values | other))


def by_representative(representation: Representation | None, **other: Any) -> Facts:
    return facts(
        visit=visit(
            identification=seen(person=PEOPLE.people["representative"].person),
            representation=representation,
        ),
        **other,
    )


def may_receive(about: Facts) -> bool:
    return not (
        blocks("issue.recipient_is_entitled", about) or blocks("issue.authority_shown", about)
    )


@pytest.mark.requirement("R-181", "R-060")
def test_the_applicant_receives_by_a_fresh_identification() -> None:
    assert may_receive(facts())
    assert not blocks("issue.fresh_identification", facts())


@pytest.mark.requirement("R-060", "R-181")
def test_what_served_the_filing_does_not_serve_the_issue() -> None:
    """Not that of another visit, and not that of the same one either."""
    other_visit = facts(visit=visit(identification=seen(visit_id="v1")))
    same_visit = facts(visit=visit(identification=seen(at=FILED - timedelta(minutes=5))))
    nobody = facts(visit=visit(identification=None))
    for about in (other_visit, same_visit, nobody, facts(visit=None)):
        assert blocks("issue.fresh_identification", about)


@pytest.mark.requirement("R-068", "R-060")
def test_who_filed_comes_without_a_paper_and_gets_nothing() -> None:
    """T-01: the authority of the filing is not inherited."""
    at_filing = shown(visit_id="v1", at=FILED - timedelta(minutes=3))
    about = by_representative(None, case=case(representation=at_filing))
    assert blocks("issue.recipient_is_entitled", about)
    assert blocks("issue.authority_shown", about)
    kept_open = by_representative(at_filing)
    assert blocks("issue.authority_shown", kept_open)
    same_visit = by_representative(shown(at=FILED - timedelta(minutes=3)))
    assert blocks("issue.authority_shown", same_visit)


@pytest.mark.requirement("R-068")
@pytest.mark.parametrize(
    "kind",
    [
        AuthorityKind.SIMPLE_POWER,
        AuthorityKind.CIVIL_LAW_DOCUMENT,
        AuthorityKind.NOTARISED_POWER,
    ],
)
def test_any_lawful_document_of_authority_is_enough_to_receive(kind: AuthorityKind) -> None:
    """T-02: nobody asks for a notary at the issue."""
    assert may_receive(by_representative(shown(authority={"kind": kind})))


@pytest.mark.requirement("R-066", "R-068")
@pytest.mark.parametrize(
    "spoiled",
    [
        {"powers": frozenset({Power.FILE, Power.SIGN})},
        {"valid_until": date(2026, 4, 16)},
        {"issued_on": date(2026, 4, 18)},
        {"revocation": looked(RevocationResult.REVOKED)},
        {"number": " "},
        {"kind": AuthorityKind.REGISTER_OF_HEADS},
    ],
)
def test_a_power_that_does_not_carry_is_no_power(spoiled: dict[str, Any]) -> None:
    assert blocks("issue.authority_shown", by_representative(shown(authority=spoiled)))


@pytest.mark.requirement("R-066")
def test_the_last_day_of_a_power_still_counts() -> None:
    assert may_receive(by_representative(shown(authority={"valid_until": NOW.date()})))


@pytest.mark.requirement("R-181")
def test_the_mother_of_an_adult_receives_nothing_without_authority() -> None:
    about = facts(visit=visit(identification=seen(person=MOTHER)))
    assert blocks("issue.recipient_is_entitled", about)


@pytest.mark.requirement("R-181", "R-068")
def test_a_power_for_somebody_else_opens_nothing() -> None:
    about = by_representative(shown(principal=MOTHER))
    assert blocks("issue.recipient_is_entitled", about)


@pytest.mark.requirement("R-181")
def test_a_parent_receives_for_the_child_by_the_birth_record() -> None:
    right = shown(
        kind=RepresentationKind.LEGAL_REPRESENTATIVE,
        principal=CHILD,
        authority={
            "kind": AuthorityKind.LEGAL_REPRESENTATION_DOCUMENT,
            "number": "12",
            "powers": frozenset(),
        },
    )
    child = case(applicant=Applicant(person=CHILD))
    there = visit(identification=seen(person=MOTHER), representation=right)
    assert may_receive(facts(case=child, visit=there))
    bare = replace(there, representation=None)
    assert not may_receive(facts(case=child, visit=bare))


@pytest.mark.requirement("R-181", "R-069")
def test_an_organisation_receives_through_its_head_or_an_authorised_person() -> None:
    body = case(applicant=Applicant(organisation=COMPANY))
    head = shown(
        kind=RepresentationKind.HEAD_OF_ORGANISATION,
        principal=None,
        organisation=COMPANY,
        authority={"kind": AuthorityKind.REGISTER_OF_HEADS, "number": "", "powers": frozenset()},
    )
    there = visit(identification=seen(person=HEAD), representation=head)
    assert may_receive(facts(case=body, visit=there))
    assert not may_receive(facts(case=body, visit=replace(there, representation=None)))
    other = replace(COMPANY, bin="000000000000")
    wrong = replace(there, representation=replace(head, organisation=other))
    assert not may_receive(facts(case=body, visit=wrong))


@pytest.mark.requirement("R-061", "R-181")
def test_an_expired_card_receives_only_its_own_replacement() -> None:
    old = PEOPLE.people["expired_card"].document
    about = facts(visit=visit(identification=seen(document=old)))
    assert blocks("issue.document_valid", about)
    assert about.passport is not None
    replaced = replace(about, passport=replace(about.passport, replaces_identity_document=True))
    assert not blocks("issue.document_valid", replaced)


@pytest.mark.requirement("R-181", "R-063")
def test_without_an_iin_name_and_birth_date_decide() -> None:
    foreigner = PEOPLE.people["foreigner"].person
    about = facts(
        case=case(applicant=Applicant(person=foreigner)),
        visit=visit(identification=seen(person=foreigner)),
    )
    assert may_receive(about)
    twin = replace(foreigner, name=PersonName("Сынақ", "Басқа", ""))
    assert not may_receive(replace(about, visit=visit(identification=seen(person=twin))))


@pytest.mark.requirement("R-180")
@pytest.mark.parametrize(
    ("there", "stopped"),
    [
        (visit(), False),
        (visit(purpose=Purpose.INTAKE), False),
        (visit(purpose=Purpose.CONSULTATION), True),
        (visit(purpose=Purpose.APPEAL), True),
        (visit(closed_at=NOW), True),
        (None, True),
    ],
)
def test_a_result_is_issued_within_a_called_visit(there: Visit | None, stopped: bool) -> None:
    assert blocks("issue.visit_open", facts(visit=there)) is stopped


@pytest.mark.requirement("R-181", "R-060")
def test_a_case_that_is_not_there_opens_nothing() -> None:
    about = facts(case=None)
    assert found("issue.recipient_is_entitled", about)
    assert found("issue.authority_shown", about)


@pytest.mark.requirement("R-068", "R-065")
@pytest.mark.parametrize(
    ("ground", "ended"),
    [(None, True), (LegalGround.PARENT, True), (LegalGround.GUARDIAN, False)],
)
def test_a_child_who_came_of_age_before_the_issue_comes_themselves(
    ground: LegalGround | None, ended: bool
) -> None:
    """The right that served the filing has ended with the birthday in between."""
    grown = replace(CHILD, birth_date=date(NOW.year - 18, NOW.month, NOW.day))
    right = shown(
        kind=RepresentationKind.LEGAL_REPRESENTATIVE,
        ground=ground,
        principal=grown,
        authority={"kind": AuthorityKind.LEGAL_REPRESENTATION_DOCUMENT},
    )
    about = facts(
        case=case(applicant=Applicant(person=grown)),
        visit=visit(identification=seen(person=MOTHER), representation=right),
    )
    assert blocks("issue.authority_shown", about) is ended


@pytest.mark.requirement("R-066", "R-068")
def test_a_power_passed_on_without_a_right_to_it_receives_nothing() -> None:
    first = Substitution(number="0001", allowed=False)
    spoiled = by_representative(shown(authority={"substitution": first}))
    assert blocks("issue.authority_shown", spoiled)
