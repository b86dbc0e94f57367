"""The rules of identification: what identifies, what only helps, what an expired document means."""

from datetime import timedelta

import pytest

from app.domain.chip import Authenticity, ChipAccess, ChipEvidence, ChipVerdict
from app.domain.identification import IdentitySource
from app.rules import identify
from tests.fakes.intake_desk import FILED, on
from tests.fakes.intake_facts import draft, facts, seen, speaks, visit, warns


@pytest.mark.requirement("R-057", "R-072")
def test_identification_belongs_to_a_visit() -> None:
    assert speaks(identify.visit_open, facts(visit=None))
    assert speaks(identify.visit_open, facts(visit=visit(closed_at=FILED)))
    assert not speaks(identify.visit_open, facts())


@pytest.mark.requirement("R-059")
@pytest.mark.parametrize("source", list(IdentitySource))
def test_an_image_identifies_nobody(source: IdentitySource) -> None:
    shown = seen(source=source, manual_reason="карты нет")
    assert speaks(identify.no_image, facts(proposed_identification=shown, from_image=True))
    assert not speaks(identify.no_image, facts(proposed_identification=shown))


@pytest.mark.requirement("R-059")
def test_a_digital_document_has_a_request_number() -> None:
    shown = seen(source=IdentitySource.DIGITAL)
    without = facts(proposed_identification=shown, digital_request=" ")
    assert speaks(identify.digital_confirmed, without)
    confirmed = facts(proposed_identification=shown, digital_request="ЦД-1")
    assert not speaks(identify.digital_confirmed, confirmed)
    assert not speaks(identify.digital_confirmed, facts(proposed_identification=seen()))


@pytest.mark.requirement("R-058")
def test_typing_needs_a_reason_and_nothing_else() -> None:
    typed = seen(source=IdentitySource.TYPED)
    assert speaks(identify.manual_reason, facts(proposed_identification=typed))
    with_reason = seen(source=IdentitySource.TYPED, manual_reason="считыватель не работает")
    situation = facts(proposed_identification=with_reason)
    for rule in (identify.manual_reason, identify.no_image, identify.digital_confirmed):
        assert not speaks(rule, situation)
    assert not speaks(identify.manual_reason, facts(proposed_identification=seen()))


@pytest.mark.requirement("R-072")
def test_a_visit_with_a_case_keeps_its_person() -> None:
    other = seen("second_citizen")
    with_case = visit(case_ids=("case",))
    assert speaks(identify.same_person, facts(visit=with_case, proposed_identification=other))
    assert not speaks(identify.same_person, facts(proposed_identification=other))
    again = seen(source=IdentitySource.MRZ)
    assert not speaks(identify.same_person, facts(visit=with_case, proposed_identification=again))


@pytest.mark.requirement("R-058")
@pytest.mark.parametrize("kind", [None, *Authenticity])
def test_a_chip_whose_data_were_altered_warns_and_blocks_nothing(kind: Authenticity | None) -> None:
    verdict = ChipVerdict(authenticity=kind, at=FILED) if kind is not None else None
    chip = ChipEvidence(access=ChipAccess.BAC, verdict=verdict)
    situation = facts(proposed_identification=seen(chip=chip))
    altered = kind is Authenticity.ALTERED
    assert warns(identify.chip_altered, situation) is altered
    assert not speaks(identify.chip_altered, facts(proposed_identification=seen()))


@pytest.mark.requirement("R-061")
def test_an_expired_document_is_seen_at_once() -> None:
    shown = facts(proposed_identification=seen("expired_card"))
    assert warns(identify.document_expired, shown)
    assert not warns(identify.document_expired, facts(proposed_identification=seen()))


@pytest.mark.requirement("R-061", "R-105")
def test_with_an_expired_document_nothing_is_accepted() -> None:
    expired = draft(identification=seen("expired_card"))
    assert speaks(identify.document_valid, facts(expired))


@pytest.mark.requirement("R-061")
def test_the_service_that_replaces_the_document_takes_it() -> None:
    expired = draft("replacement", identification=seen("expired_card"))
    assert not speaks(identify.document_valid, facts(expired))


@pytest.mark.requirement("R-061", "R-105")
def test_the_last_day_still_counts_and_a_later_end_does_not_matter() -> None:
    case = draft(identification=seen("expiring_card"))
    last = on("2026-03-13")
    for day, blocked in ((0, False), (1, True)):
        at = FILED.replace(day=last.day) + timedelta(days=day)
        assert speaks(identify.document_valid, facts(case, now=at)) is blocked
