"""The passport itself: texts and proposals, which rows apply, free services, one working day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.domain.identification import RepresentationKind
from app.domain.language import Lang
from app.domain.passport import (
    Carrier,
    Channel,
    Condition,
    Fee,
    FeeItem,
    Grade,
    PassportText,
    PracticeValues,
    ResultKind,
    Retention,
    Term,
    TermRole,
    TermUnit,
    TreatyOverride,
)
from app.rules.passport_words import WORDS, word_of
from tests.app.rules.published_passport import both, published, row


@pytest.mark.requirement("R-090")
def test_a_proposal_is_shown_and_never_counts() -> None:
    text = PassportText("", "по-русски", "ұсыныс")
    assert text.in_(Lang.KK) == "ұсыныс"
    assert text.proposed
    assert not text.complete
    assert PassportText("қазақша", "по-русски", "ұсыныс").in_(Lang.KK) == "қазақша"
    assert PassportText("", "по-русски").in_(Lang.KK) == "по-русски"
    assert not PassportText().known


@pytest.mark.requirement("R-011", "R-104")
def test_rows_by_channel_category_condition_and_representation() -> None:
    passport = published(
        documents=(
            row("always"),
            row("portal", channels=(Channel.PORTAL,)),
            row("counter", channels=(Channel.CORPORATION,)),
            row("privileged", categories=("privileged",)),
            row("abroad", condition=Condition(key="abroad")),
            row("authority", representation=(RepresentationKind.ATTORNEY,)),
        )
    )

    def ids(**about: object) -> list[str]:
        return [found.id for found in passport.rows_for(**about)]  # type: ignore[arg-type]

    assert ids() == ["always", "counter"]
    assert ids(channel=Channel.CORPORATION_VIDEO) == ["always", "counter"]
    assert ids(channel=Channel.PORTAL) == ["always", "portal"]
    assert ids(category="privileged") == ["always", "counter", "privileged"]
    assert ids(conditions={"abroad"}) == ["always", "counter", "abroad"]
    assert ids(representation=RepresentationKind.ATTORNEY) == ["always", "counter", "authority"]
    assert ids(representation=RepresentationKind.LEGAL_REPRESENTATIVE) == ["always", "counter"]


@pytest.mark.requirement("R-019")
def test_a_treaty_removes_the_row_only_for_those_it_covers() -> None:
    override = TreatyOverride(treaty="Шарт", article="5", waives="paper", citizenships=("UTO",))
    passport = published(documents=(row(), row("other")), treaty_overrides=(override,))
    assert [r.id for r in passport.rows_for(citizenship="UTO")] == ["other"]
    assert [r.id for r in passport.rows_for(citizenship="KAZ")] == ["paper", "other"]
    assert [r.id for r in passport.rows_for()] == ["paper", "other"]


@pytest.mark.requirement("R-120")
def test_free_means_free_but_for_another_service() -> None:
    certificate = FeeItem(key="certificate", what=both("анықтама", "справка"))
    apostille = replace(certificate, key="apostille", separate_service=True)
    fee = Fee(free=True, items=(certificate, apostille))
    assert [fee.free_for(key) for key in ("", "certificate", "apostille", "unknown")] == [
        True, True, False, True,
    ]  # fmt: skip
    assert Fee().free_for() is None
    assert Fee(free=False).free_for("x") is False


@pytest.mark.requirement("R-118")
def test_the_price_of_the_day() -> None:
    old = FeeItem(
        key="duty", what=both("баж", "пошлина"), tenge=Decimal(10),
        valid_from=date(2025, 1, 1), valid_to=date(2025, 12, 31),
    )  # fmt: skip
    new = replace(old, tenge=Decimal(20), valid_from=date(2026, 1, 1), valid_to=None)
    fee = Fee(items=(old, new))

    def price(on: date) -> Decimal | None:
        item = fee.item("duty", on)
        return item.tenge if item else None

    assert price(date(2024, 12, 31)) is None
    assert price(date(2025, 12, 31)) == 10
    assert price(date(2026, 1, 1)) == 20
    assert fee.item("other", date(2026, 1, 1)) is None


@pytest.mark.requirement("R-161")
@pytest.mark.parametrize(
    ("value", "unit", "short"),
    [
        (1, TermUnit.WORKING_DAYS, True),
        (2, TermUnit.WORKING_DAYS, False),
        (540, TermUnit.MINUTES, True),
        (541, TermUnit.MINUTES, False),
        (9, TermUnit.HOURS, True),
        (10, TermUnit.HOURS, False),
        (1, TermUnit.CALENDAR_DAYS, False),
        (1, TermUnit.MONTHS, False),
        (None, TermUnit.MINUTES, False),
    ],
)
def test_within_one_working_day(value: int | None, unit: TermUnit, short: bool) -> None:
    passport = published(terms=(Term(key="a", value=value, unit=unit),))
    assert passport.ends_within_one_working_day() is short
    assert passport.ends_within_one_working_day("a") is short
    assert replace(passport, one_working_day=not short).ends_within_one_working_day() is not short


def test_terms_at_the_counter() -> None:
    terms = (
        Term(key="portal", channel=Channel.PORTAL),
        Term(key="here", channel=Channel.CORPORATION),
        Term(key="longer", role=TermRole.EXTENSION),
    )
    passport = published(terms=terms)
    assert [term.key for term in passport.counter_terms()] == ["here"]
    assert passport.term() is terms[1]
    assert passport.term("longer") is terms[2]
    assert passport.term("nothing") is None
    assert published(terms=()).term() is None


@pytest.mark.requirement("R-170", "R-174")
def test_a_refusal_is_no_identity_card() -> None:
    passport = published(retention=Retention.YEAR_ID)
    assert passport.retention_of(ResultKind.DOCUMENT) is Retention.YEAR_ID
    assert passport.retention_of(ResultKind.REASONED_REFUSAL) is Retention.MONTH
    social = published(retention=Retention.SOCIAL)
    assert social.retention_of(ResultKind.REASONED_REFUSAL) is Retention.SOCIAL


def test_practice_values_fill_only_what_is_unknown() -> None:
    invented = PracticeValues(intake_day_counted=True, carriers=(Carrier.PAPER,))
    known = published(practice=invented).for_practice()
    assert known.intake_day_counted is False
    assert known.carriers == (Carrier.PAPER, Carrier.ELECTRONIC)
    assert not known.provenance
    filled = published(practice=invented, intake_day_counted=None, carriers=()).for_practice()
    assert filled.intake_day_counted is True
    assert filled.carriers == (Carrier.PAPER,)
    assert {mark.grade for mark in filled.provenance.values()} == {Grade.PRACTICE}


@pytest.mark.requirement("R-001")
def test_every_member_of_the_lists_has_words_in_both_languages() -> None:
    kinds = {type(member) for member, _ in WORDS}
    assert len(WORDS) == sum(len(kind) for kind in kinds)
    for member, message in WORDS:
        said = word_of(member)
        assert said.complete
        assert message not in (said.kk, said.ru)
    assert word_of(Carrier.PAPER) != word_of(published().forms[1])
