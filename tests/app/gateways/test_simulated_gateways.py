"""The simulated outside world: late, silent, refusing or down, on command, and never twice."""

from datetime import datetime, timedelta

import pytest

from app.errors import Unavailable
from app.gateways.simulated import (
    PROVIDER,
    Behaviour,
    SimulatedGateway,
    SimulatedProvider,
    practice_gateways,
)
from app.ports.gateways import Answer, AnswerKind, Request
from tests.fakes.store_samples import ALMATY

ASKED = datetime(2026, 3, 6, 11, 0, tzinfo=ALMATY)
LATER = ASKED + timedelta(minutes=10)


def question(id_: str = "q1", what: str = "held") -> Request:
    return Request(id=id_, system="x", what=what, case_id="c1", asked_at=ASKED)


@pytest.mark.requirement("R-235")
def test_an_answer_comes_in_its_time_and_not_before() -> None:
    gateway = SimulatedGateway("x", Behaviour(AnswerKind.FOUND, timedelta(seconds=2)))
    ready = gateway.ask(question(), ASKED + timedelta(seconds=1))
    assert ready == ASKED + timedelta(seconds=2)
    answer = gateway.ask(question(), ASKED + timedelta(seconds=2))
    assert isinstance(answer, Answer)
    assert (answer.kind, answer.request_id, answer.at) == (
        AnswerKind.FOUND,
        "q1",
        ASKED + timedelta(seconds=2),
    )
    assert len(gateway.asked) == 1


@pytest.mark.requirement("R-235", "R-107")
def test_down_is_an_outage_and_silence_is_an_answer() -> None:
    gateway = SimulatedGateway("x", Behaviour(AnswerKind.FOUND))
    gateway.go_down()
    with pytest.raises(Unavailable) as outage:
        gateway.ask(question(), LATER)
    assert (outage.value.code, outage.value.params) == ("gateway.down", {"system": "x"})
    assert not gateway.asked
    gateway.come_back()
    gateway.behave(Behaviour(None))
    silent = gateway.ask(question(), LATER)
    assert isinstance(silent, Answer)
    assert silent.kind is AnswerKind.NO_ANSWER


@pytest.mark.requirement("R-235")
def test_one_question_may_be_answered_otherwise_than_the_rest() -> None:
    gateway = SimulatedGateway("x", Behaviour(AnswerKind.FOUND))
    special = Behaviour(AnswerKind.NOT_FOUND, facts={"echo": "{request}"})
    gateway.behave(special, what="held")
    answers = [gateway.ask(question(what, what), LATER) for what in ("held", "other")]
    kinds = [answer.kind for answer in answers if isinstance(answer, Answer)]
    assert kinds == [AnswerKind.NOT_FOUND, AnswerKind.FOUND]
    assert isinstance(answers[0], Answer)
    assert answers[0].facts == {"echo": "held"}
    gateway.behave(Behaviour(AnswerKind.REFUSED))
    again = gateway.ask(question("q3"), LATER)
    assert isinstance(again, Answer)
    assert again.kind is AnswerKind.REFUSED


@pytest.mark.requirement("R-156")
def test_a_provider_gives_each_application_a_number_of_its_own() -> None:
    provider = SimulatedProvider(PROVIDER, Behaviour(AnswerKind.ACCEPTED, timedelta(0)))
    one, same, other = (
        provider.ask(question(id_), LATER) for id_ in ("id-0001", "id-0001", "id-0002")
    )
    assert isinstance(one, Answer)
    assert isinstance(same, Answer)
    assert isinstance(other, Answer)
    assert one.facts == same.facts
    assert one.facts["provider_number"] != other.facts["provider_number"]
    assert ASKED < datetime.fromisoformat(one.facts["delivered_at"]) <= LATER
    provider.behave(Behaviour(AnswerKind.REJECTED))
    rejected = provider.ask(question("id-0003"), LATER)
    assert isinstance(rejected, Answer)
    assert rejected.facts == {}


@pytest.mark.requirement("R-235")
def test_the_practice_world_is_in_good_health() -> None:
    world = practice_gateways()
    assert set(world) == {"registers", "access_control", "provider", "monitoring", "notices"}
    for name, gateway in world.items():
        answer = gateway.ask(question(name), LATER)
        assert isinstance(answer, Answer)
        assert answer.kind in (AnswerKind.FOUND, AnswerKind.GRANTED, AnswerKind.ACCEPTED)
