"""Results and refusals as they come: classified, verified, with a ground that the Law knows."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from app.catalogue.grounds import ground_words, grounds_on, load_grounds
from app.domain.finding import Severity
from app.domain.language import Lang
from app.domain.passport import Carrier, ResultKind
from app.domain.refusal_grounds import OTHER_LAW, ground_code, ground_of
from app.rules.loading import every_rule
from tests.fakes.custody_facts import (
    ELECTRONIC,
    PASSPORT,
    blocks,
    case,
    facts,
    found,
    result,
    unit,
)
from tests.fakes.store_samples import ALMATY

every_rule()
REFUSED = {"kind": ResultKind.REASONED_REFUSAL, "refusal_reasons": "мәліметтер расталмады"}


def refused(**other: Any) -> Any:
    return facts(proposed_result=result(**REFUSED | other))


@pytest.mark.requirement("R-168")
def test_a_result_answers_a_case_registered_here() -> None:
    assert not blocks("receive_result.linked_to_case", facts())
    assert blocks("receive_result.linked_to_case", facts(case=case(registration=None)))
    assert blocks("receive_result.linked_to_case", facts(unit=unit(case_id="case-2")))
    (said,) = found("receive_result.same_case", facts(scanned_number="03-2600777"))
    assert said.params == {"number": "03-2600777"}
    assert not found("receive_result.same_case", facts())


@pytest.mark.requirement("R-169")
def test_an_unclassified_result_is_not_received() -> None:
    assert blocks("receive_result.kind_classified", facts(proposed_result=None))
    assert not blocks("receive_result.kind_classified", facts())


@pytest.mark.requirement("R-169", "R-183")
@pytest.mark.parametrize(
    ("kind", "carrier", "stopped"),
    [
        (ResultKind.DOCUMENT, Carrier.PAPER, False),
        (ResultKind.DOCUMENT, Carrier.ELECTRONIC, True),
        (ResultKind.ELECTRONIC_DOCUMENT, Carrier.ELECTRONIC, False),
        (ResultKind.ELECTRONIC_DOCUMENT, Carrier.PAPER, True),
        (ResultKind.INFORMATION, Carrier.PAPER, False),
        (ResultKind.INFORMATION, Carrier.ELECTRONIC, False),
        (ResultKind.REASONED_REFUSAL, Carrier.PAPER, False),
        (ResultKind.REASONED_REFUSAL, Carrier.ELECTRONIC, False),
    ],
)
def test_a_printout_is_not_passed_off_as_the_document(
    kind: ResultKind, carrier: Carrier, stopped: bool
) -> None:
    about = facts(proposed_result=result(kind=kind, carrier=carrier))
    assert blocks("receive_result.kind_fits_carrier", about) is stopped


@pytest.mark.requirement("R-168")
@pytest.mark.parametrize(("verdict", "stopped"), [(True, False), (False, True), (None, True)])
def test_an_electronic_result_counts_when_its_signature_was_verified(
    verdict: bool | None, stopped: bool
) -> None:
    about = facts(proposed_result=result(**ELECTRONIC | {"signature_valid": verdict}), unit=None)
    assert blocks("receive_result.signature_valid", about) is stopped
    assert not blocks("receive_result.code_scanned", about)
    assert not blocks("receive_result.signature_valid", facts())


@pytest.mark.requirement("R-168", "R-166")
@pytest.mark.parametrize(
    ("said", "stopped"), [("intact", False), ("damaged", False), ("", True), ("жақсы", True)]
)
def test_the_condition_is_one_of_two_words(said: str, stopped: bool) -> None:
    about = facts(proposed_result=result(condition=said))
    assert blocks("receive_result.condition_checked", about) is stopped


@pytest.mark.requirement("R-151")
@pytest.mark.parametrize(
    "lacking",
    [
        {"refusal_ground": ""},
        {"refusal_ground": "2", "refusal_reasons": " "},
        {"refusal_ground": OTHER_LAW},
    ],
)
def test_a_refusal_without_ground_or_reasons_is_defective_and_still_comes(
    lacking: dict[str, str],
) -> None:
    (said,) = found("receive_result.refusal_has_ground", refused(**lacking))
    assert said.severity is Severity.WARN


@pytest.mark.requirement("R-151", "R-152")
@pytest.mark.parametrize("code", ["1", "2", "3", "4", "5", "6", "0"])
def test_the_catalogue_knows_six_grounds_and_another_law(code: str) -> None:
    about = refused(refusal_ground=code, refusal_law="Кодекстің нормасы")
    assert not found("receive_result.ground_of_law", about)
    assert not found("receive_result.refusal_has_ground", about)
    assert not found("receive_result.ground_of_law", facts())


@pytest.mark.requirement("R-152", "R-151")
def test_no_other_ground_exists() -> None:
    assert [ground.code for ground in load_grounds()] == ["1", "2", "3", "4", "5", "6", "0"]
    for code in ("7", "кезек жабылды", "no consent"):
        (said,) = found("receive_result.ground_of_law", refused(refusal_ground=code))
        assert said.params == {"ground": code}


@pytest.mark.requirement("R-152")
def test_a_licence_is_refused_on_grounds_of_its_own_law_alone() -> None:
    licence = replace(PASSPORT, licence=True)
    for ground in load_grounds():
        about = replace(refused(refusal_ground=ground.code, refusal_law="x"), passport=licence)
        stopped = blocks("receive_result.ground_not_for_licences", about)
        assert stopped is (ground.code != OTHER_LAW)
        ordinary = replace(about, passport=PASSPORT)
        assert not blocks("receive_result.ground_not_for_licences", ordinary)


@pytest.mark.requirement("R-152")
def test_a_ground_has_its_official_words_in_each_language_and_its_dates() -> None:
    for ground in load_grounds():
        words = ground_words(ground)
        assert len(words.in_(Lang.KK)) > 60
        assert len(words.in_(Lang.RU)) > 60
    last = ground_of("6", load_grounds())
    assert last is not None
    assert "келісімі болмауы" in ground_words(last).kk
    assert "отсутствие согласия" in ground_words(last).ru
    before = grounds_on(datetime(2022, 3, 1, tzinfo=ALMATY).date())
    assert "6" not in {ground.code for ground in before}


@pytest.mark.requirement("R-152")
@pytest.mark.parametrize(
    ("said", "code"),
    [("2", "2"), ("19-1.2.2", "2"), ("law.19-1.2.6", "6"), (" 0 ", "0"), ("x", "x")],
)
def test_a_ground_is_understood_however_it_is_cited(said: str, code: str) -> None:
    assert ground_code(said) == code


@pytest.mark.requirement("R-166", "R-168")
def test_originals_are_those_that_the_act_retained() -> None:
    (extra,) = found("receive_result.originals_of_case", facts(row_id="kept passport"))
    assert extra.subject == "passport"
    assert not found("receive_result.originals_of_case", facts(row_id="kept"))
    (missing,) = found("receive_result.originals_back", facts())
    assert (missing.severity, missing.subject) == (Severity.WARN, "kept")
    assert not found("receive_result.originals_back", facts(row_id="kept"))


@pytest.mark.requirement("R-161", "R-162")
@pytest.mark.parametrize(
    ("now", "late"),
    [("2026-03-13T18:00", False), ("2026-03-13T18:01", True), ("2026-03-16T09:00", True)],
)
def test_the_provider_is_late_after_its_moment(now: str, late: bool) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=ALMATY)
    about = facts(now=moment, case=case(result=None))
    assert blocks("receive_result.delivery_due_passed", about) is not late


@pytest.mark.requirement("R-161")
def test_a_service_of_one_day_knows_no_earlier_delivery() -> None:
    filed = case().registration
    assert filed is not None
    one_day = case(result=None, registration=replace(filed, delivery_due=None))
    assert blocks("receive_result.delivery_due_passed", facts(case=one_day))


@pytest.mark.requirement("R-156")
def test_the_provider_has_a_number_of_its_own() -> None:
    assert blocks("receive_result.provider_number", facts(reason=" "))
    assert not blocks("receive_result.provider_number", facts(reason="SYN-1"))
