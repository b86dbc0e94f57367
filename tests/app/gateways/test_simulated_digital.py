"""The practice service of digital documents: a holder's own document, after a while, or none."""

from datetime import datetime, timedelta

import pytest

from app.catalogue.practice import practice
from app.gateways.simulated_digital import SimulatedDigital
from app.ports.gateways import Answer, AnswerKind, Request
from tests.fakes.store_samples import ALMATY

pytestmark = pytest.mark.requirement("R-059")
ASKED = datetime(2026, 3, 6, 11, 0, tzinfo=ALMATY)


def answered(iin: str, after: timedelta = timedelta(minutes=1)) -> Answer | datetime:
    request = Request(
        id="q1",
        system="digital_documents",
        what="identity",
        case_id="",
        personal={"iin": iin},
        asked_at=ASKED,
    )
    return SimulatedDigital(practice()).ask(request, ASKED + after)


@pytest.mark.parametrize(
    "key", [key for key, one in practice().people.items() if one.person.iin and one.document]
)
def test_a_holder_of_practice_is_told_with_the_own_document(key: str) -> None:
    holder = practice().people[key]
    assert holder.document is not None
    answer = answered(holder.person.iin or "")
    assert isinstance(answer, Answer)
    assert answer.kind is AnswerKind.FOUND
    assert answer.facts["iin"] == holder.person.iin
    assert answer.facts["surname"] == holder.person.name.surname
    assert answer.facts["document_number"] == holder.document.number


def test_of_anybody_else_the_service_holds_nothing() -> None:
    answer = answered("990101300999")
    assert isinstance(answer, Answer)
    assert (answer.kind, answer.facts) == (AnswerKind.NOT_FOUND, {})


def test_nobody_confirms_at_once() -> None:
    assert answered("990101300999", timedelta(seconds=1)) == ASKED + timedelta(seconds=6)
