"""The power shown last time beside the one of today: compared, never taken over (R-067)."""

from datetime import date
from typing import Any

import pytest

from app.domain.identification import AuthorityKind, Power, RepresentationKind
from app.domain.language import Lang
from app.domain.visit import VisitOutcome
from app.usecases.choose_service import ChooseService
from app.usecases.complete import ConfirmText, FinishCheck, FormApplication
from app.usecases.outcome import Outcome
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.register import Register as RegisterCase
from app.usecases.represent import Represent
from app.usecases.sign import Sign
from tests.fakes.intake_desk import IntakeDesk

pytestmark = pytest.mark.requirement("R-067")


def power(**other: Any) -> Represent:
    values: dict[str, Any] = {
        "kind": RepresentationKind.ATTORNEY,
        "authority": AuthorityKind.NOTARISED_POWER,
        "authority_number": "0901-2026",
        "authority_issued_on": date(2026, 1, 12),
        "authority_valid_until": date(2029, 1, 11),
        "powers": tuple(Power),
        "iin": "870412399019",
        "surname": "Сынақов",
        "given": "Асан",
        "birth_date": date(1987, 4, 12),
    }
    return Represent(**(values | other))


def _desk() -> IntakeDesk:
    return IntakeDesk().identified("representative")


def _open(desk: IntakeDesk) -> Outcome:
    return desk.do(ChooseService(service="plain", language=Lang.RU))


def _filed_before(desk: IntakeDesk) -> None:
    """A first visit of the same representative: filed by a notarised power, and finished."""
    desk.must(power())
    assert _open(desk).ok
    desk.consented()
    desk.must(FormApplication())
    desk.must(ConfirmText())
    desk.must(FinishCheck())
    desk.must(Sign())
    desk.come_back()
    desk.must(RegisterCase())
    desk.must(FinishVisit(outcome=VisitOutcome.SERVED))


def test_the_power_of_last_time_is_no_power_today() -> None:
    desk = _desk()
    _filed_before(desk)
    desk.identified("representative")
    assert _open(desk).ok
    assert desk.case().representation is None
    assert desk.case().applicant.person.name.surname == "Сынақова"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("change", "details"),
    [
        ({}, None),
        ({"authority_valid_until": date(2030, 1, 11)}, "срок"),
        ({"authority_number": "0999-2026", "powers": (Power.FILE,)}, "номер, полномочия"),
    ],
)
def test_what_was_shown_last_time_is_compared(change: dict[str, Any], details: str | None) -> None:
    desk = _desk()
    _filed_before(desk)
    desk.identified("representative")
    told = desk.must(power(**change))
    differs = [f.params["details_ru"] for f in told.findings if f.rule == "represent.as_last_time"]
    assert differs == ([details] if details else [])
    assert told.visit is not None
    before = {fact.name: fact for fact in told.visit.facts}["authority_before"]
    assert before.value == "№ 0901-2026, 12.01.2026 – 11.01.2029"
    assert before.source == "06.03.2026"
    assert "revocation" not in {fact.name for fact in told.visit.facts}  # today nobody looked


def test_another_representative_sees_nothing_of_it() -> None:
    desk = _desk()
    _filed_before(desk)
    desk.identified("second_citizen")
    told = desk.must(power())
    assert told.visit is not None
    assert "authority_before" not in {fact.name for fact in told.visit.facts}
