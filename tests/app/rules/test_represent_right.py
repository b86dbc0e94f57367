"""What ends or narrows a right to act for another: a birthday, a look-up, a power passed on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.identification import (
    AuthorityKind,
    LegalGround,
    Power,
    Representation,
    RepresentationKind,
    RevocationResult,
    Substitution,
)
from app.rules import represent, represent_right
from app.rules.facts import Facts
from tests.fakes.intake_desk import FILED, people
from tests.fakes.intake_facts import draft, facts, looked, represented, speaks, warns

_CHILD = people().people["child"].person
_TODAY = FILED.date()
_EIGHTEEN_TODAY = date(_TODAY.year - 18, _TODAY.month, _TODAY.day)


def _by_law(born: date, ground: LegalGround | None = LegalGround.PARENT) -> Representation:
    shown = represented(
        RepresentationKind.LEGAL_REPRESENTATIVE,
        principal=replace(_CHILD, birth_date=born),
        kind_of_paper=AuthorityKind.LEGAL_REPRESENTATION_DOCUMENT,
        powers=frozenset(),
    )
    return replace(shown, ground=ground)


def _shown(**other: object) -> Facts:
    return facts(proposed_representation=represented(**other))  # type: ignore[arg-type]


@pytest.mark.requirement("R-065")
@pytest.mark.parametrize(
    ("born", "ground", "ended"),
    [
        (_EIGHTEEN_TODAY + timedelta(days=1), LegalGround.PARENT, False),
        (_EIGHTEEN_TODAY, LegalGround.PARENT, True),
        (_EIGHTEEN_TODAY, LegalGround.ADOPTIVE_PARENT, True),
        (_EIGHTEEN_TODAY, None, True),
        (_EIGHTEEN_TODAY, LegalGround.GUARDIAN, False),
        (_EIGHTEEN_TODAY, LegalGround.TRUSTEE, False),
    ],
)
def test_a_parents_right_ends_on_the_eighteenth_birthday(
    born: date, ground: LegalGround | None, ended: bool
) -> None:
    shown = _by_law(born, ground)
    assert speaks(represent_right.of_age, facts(proposed_representation=shown)) is ended
    assert speaks(represent.still_stands, facts(draft(representation=shown))) is ended


@pytest.mark.requirement("R-066")
@pytest.mark.parametrize(
    ("first", "stopped"),
    [
        (None, False),
        (Substitution(number="0001", allowed=True), False),
        (Substitution(number="0001", allowed=True, valid_until=_TODAY), False),
        (Substitution(number="0001", allowed=True, valid_until=_TODAY - timedelta(days=1)), True),
        (Substitution(number="0001", allowed=False), True),
        (Substitution(number=" ", allowed=True), True),
    ],
)
def test_a_power_that_was_passed_on_rests_on_the_first(
    first: Substitution | None, stopped: bool
) -> None:
    assert speaks(represent_right.passed_on, _shown(substitution=first)) is stopped
    case = draft(representation=represented(substitution=first))
    assert speaks(represent.still_stands, facts(case)) is stopped


@pytest.mark.requirement("R-066")
def test_a_look_up_names_its_place() -> None:
    there = looked(RevocationResult.NOT_REVOKED)
    assert not speaks(represent_right.revocation_place, _shown(revocation=there))
    nowhere = replace(there, source=" ")
    assert speaks(represent_right.revocation_place, _shown(revocation=nowhere))


@pytest.mark.requirement("R-066")
@pytest.mark.parametrize(
    ("result", "said"),
    [
        (None, True),
        (RevocationResult.NO_ANSWER, True),
        (RevocationResult.NOT_REVOKED, False),
        (RevocationResult.REVOKED, False),
    ],
)
def test_a_power_nobody_looked_up_is_only_spoken_of(
    result: RevocationResult | None, said: bool
) -> None:
    about = _shown(revocation=looked(result) if result is not None else None)
    assert warns(represent_right.revocation_looked_up, about) is said
    assert not speaks(represent_right.revocation_looked_up, about)


@pytest.mark.requirement("R-066")
def test_a_simple_power_stands_in_no_register() -> None:
    about = _shown(kind_of_paper=AuthorityKind.SIMPLE_POWER)
    assert not list(represent_right.revocation_looked_up.judge(about))


@pytest.mark.requirement("R-066")
def test_a_revocation_found_later_stops_the_case_that_stands_on_the_power() -> None:
    shown = represented(revocation=looked(RevocationResult.REVOKED))
    assert speaks(represent.still_stands, facts(draft(representation=shown)))


@pytest.mark.requirement("R-066")
@pytest.mark.parametrize(("powers", "stopped"), [(Power, False), ((Power.FILE,), True)])
def test_signing_is_a_power_of_its_own(powers: tuple[Power, ...], stopped: bool) -> None:
    case = draft(representation=represented(powers=frozenset(powers)))
    assert speaks(represent.power_to_sign, facts(case)) is stopped
