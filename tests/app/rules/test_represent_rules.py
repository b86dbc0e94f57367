"""The rules of representation: one test for filing, a wider one for receiving, none by habit."""

from datetime import timedelta

import pytest

from app.domain.identification import (
    AuthorityKind,
    Power,
    RepresentationKind,
    RevocationResult,
)
from app.rules import represent
from app.rules.facts import Facts
from tests.fakes.intake_desk import FILED, people
from tests.fakes.intake_facts import draft, facts, looked, represented, seen, speaks, visit, warns

_AT_DESK = visit(identification=seen("representative"))


def _shown(kind: RepresentationKind = RepresentationKind.ATTORNEY, **other: object) -> Facts:
    return facts(visit=_AT_DESK, proposed_representation=represented(kind, **other))


@pytest.mark.requirement("R-065", "R-057")
def test_the_representative_is_identified_too() -> None:
    nobody = facts(visit=visit(identification=None), proposed_representation=represented())
    assert speaks(represent.person_identified, nobody)
    assert not speaks(represent.person_identified, _shown())


@pytest.mark.requirement("R-065")
def test_nobody_represents_themselves() -> None:
    own = facts(visit=visit(), proposed_representation=represented())
    assert speaks(represent.not_self, own)
    assert not speaks(represent.not_self, _shown())


@pytest.mark.requirement("R-064")
def test_an_excluded_body_is_no_recipient() -> None:
    bodies = people().organisations
    for key, blocked in (("state_body", True), ("company", False)):
        shown = represented(
            RepresentationKind.HEAD_OF_ORGANISATION, principal=None, organisation=bodies[key]
        )
        assert speaks(represent.recipient, facts(proposed_representation=shown)) is blocked


@pytest.mark.requirement("R-065")
@pytest.mark.parametrize(
    ("kind", "paper", "fits"),
    [
        (
            RepresentationKind.LEGAL_REPRESENTATIVE,
            AuthorityKind.LEGAL_REPRESENTATION_DOCUMENT,
            True,
        ),
        (RepresentationKind.LEGAL_REPRESENTATIVE, AuthorityKind.NOTARISED_POWER, False),
        (RepresentationKind.ATTORNEY, AuthorityKind.NOTARISED_POWER, True),
        (RepresentationKind.ATTORNEY, AuthorityKind.SIMPLE_POWER, True),
        (RepresentationKind.ATTORNEY, AuthorityKind.LEGAL_REPRESENTATION_DOCUMENT, False),
        (RepresentationKind.CIVIL_LAW_AUTHORITY, AuthorityKind.CIVIL_LAW_DOCUMENT, True),
        (RepresentationKind.HEAD_OF_ORGANISATION, AuthorityKind.SIMPLE_POWER, False),
    ],
)
def test_the_paper_fits_the_right(
    kind: RepresentationKind, paper: AuthorityKind, fits: bool
) -> None:
    assert speaks(represent.document_fits, _shown(kind, kind_of_paper=paper)) is not fits


@pytest.mark.requirement("R-067")
def test_the_power_itself_is_on_the_desk() -> None:
    assert speaks(represent.document_shown, _shown(number=" "))
    assert not speaks(represent.document_shown, _shown())


@pytest.mark.requirement("R-069")
@pytest.mark.parametrize(("person", "blocked"), [("head", False), ("citizen", True)])
def test_the_head_by_the_register_needs_no_paper(person: str, blocked: bool) -> None:
    shown = represented(
        RepresentationKind.HEAD_OF_ORGANISATION,
        principal=None,
        organisation=people().organisations["company"],
        kind_of_paper=AuthorityKind.REGISTER_OF_HEADS,
        number="",
    )
    situation = facts(visit=visit(identification=seen(person)), proposed_representation=shown)
    assert not speaks(represent.document_shown, situation)
    assert speaks(represent.head_by_register, situation) is blocked


_TODAY = FILED.date()


@pytest.mark.requirement("R-066", "R-105")
@pytest.mark.parametrize(
    ("change", "blocked"),
    [
        ({}, False),
        ({"valid_until": _TODAY}, False),
        ({"valid_until": _TODAY - timedelta(days=1)}, True),
        ({"valid_until": None}, False),
        ({"issued_on": _TODAY + timedelta(days=1)}, True),
        ({"revocation": looked(RevocationResult.REVOKED)}, True),
        ({"revocation": looked(RevocationResult.NOT_REVOKED)}, False),
        ({"revocation": looked(RevocationResult.NO_ANSWER)}, False),
    ],
)
def test_the_power_is_in_force(change: dict[str, object], blocked: bool) -> None:
    assert speaks(represent.in_term, _shown(**change)) is blocked
    case = draft(representation=represented(**change))
    assert speaks(represent.in_term, facts(case)) is blocked


@pytest.mark.requirement("R-065")
@pytest.mark.parametrize(
    ("kind", "paper", "blocked"),
    [
        (RepresentationKind.ATTORNEY, AuthorityKind.NOTARISED_POWER, False),
        (RepresentationKind.ATTORNEY, AuthorityKind.SIMPLE_POWER, True),
        (RepresentationKind.CIVIL_LAW_AUTHORITY, AuthorityKind.CIVIL_LAW_DOCUMENT, True),
        (RepresentationKind.CIVIL_LAW_AUTHORITY, AuthorityKind.NOTARISED_POWER, True),
        (
            RepresentationKind.LEGAL_REPRESENTATIVE,
            AuthorityKind.LEGAL_REPRESENTATION_DOCUMENT,
            False,
        ),
    ],
)
def test_filing_knows_two_ways(
    kind: RepresentationKind, paper: AuthorityKind, blocked: bool
) -> None:
    shown = represented(kind, kind_of_paper=paper)
    assert speaks(represent.filing_authority, facts(draft(representation=shown))) is blocked
    said = facts(proposed_representation=shown)
    assert warns(represent.not_for_filing, said) is blocked


@pytest.mark.requirement("R-066")
def test_a_power_acts_for_what_it_names() -> None:
    receive = represented(powers=frozenset({Power.RECEIVE}))
    assert speaks(represent.power_to_file, facts(draft(representation=receive)))
    assert warns(represent.not_for_filing, facts(proposed_representation=receive))
    file = represented(powers=frozenset({Power.FILE}))
    assert not speaks(represent.power_to_file, facts(draft(representation=file)))


@pytest.mark.requirement("R-065", "R-066")
def test_a_parent_needs_no_power_named() -> None:
    parent = represented(
        RepresentationKind.LEGAL_REPRESENTATIVE,
        principal=people().people["child"].person,
        kind_of_paper=AuthorityKind.LEGAL_REPRESENTATION_DOCUMENT,
        powers=frozenset(),
        valid_until=None,
    )
    situation = facts(draft(representation=parent))
    assert not list(represent.fit_for_filing(situation))
    assert not list(represent.fit_for_filing(facts(draft())))
