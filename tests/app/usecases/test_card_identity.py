"""What a read card leads to: nothing of it is lost, nothing is added."""

from datetime import UTC, datetime

import pytest

from app.domain.chip import Authenticity, ChipAccess, ChipVerdict
from app.domain.identification import IdentitySource
from app.ports.devices import CardFacts
from app.usecases.card_identity import identify_by_card
from tests.fakes.device_rig import CARDS

AT = datetime(2026, 11, 20, 5, 41, tzinfo=UTC)


@pytest.fixture
def facts() -> CardFacts:
    facts = CARDS[0].facts
    assert facts is not None
    return facts


@pytest.mark.requirement("R-057")
def test_a_card_becomes_an_identification_as_it_stands(facts: CardFacts) -> None:
    command = identify_by_card(facts)
    assert command.source is IdentitySource.CARD
    assert (command.surname, command.given) == (facts.person.name.surname, facts.person.name.given)
    assert (command.iin, command.birth_date) == (
        facts.person.iin or "",
        facts.person.birth_date,
    )
    assert command.document_number == facts.document.number
    assert command.valid_until == facts.document.expires


@pytest.mark.requirement("R-058")
def test_the_verdict_on_the_chip_and_the_reason_go_along(facts: CardFacts) -> None:
    verdict = ChipVerdict(authenticity=Authenticity.ALTERED, at=AT, code="chip.altered")
    seen = CardFacts(
        person=facts.person, document=facts.document, access=ChipAccess.PACE, verdict=verdict
    )
    command = identify_by_card(seen, reason="known in person")
    assert command.chip is not None
    assert (command.chip.access, command.chip.verdict) == (ChipAccess.PACE, verdict)
    assert command.reason == "known in person"
