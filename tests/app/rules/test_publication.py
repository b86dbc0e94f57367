"""Publication: ten items in both languages, clauses, no forbidden demand; and what training needs."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from app.domain.finding import Severity
from app.domain.passport import (
    Carrier,
    Clause,
    Condition,
    DocumentMode,
    Fee,
    FeeItem,
    FormField,
    GoverningAct,
    Hours,
    Passport,
    PassportStatus,
    PassportText,
    PracticeValues,
    Procedure,
    RefusalGround,
    Restriction,
    Retention,
    Schedule,
    ServiceForm,
    ServiceKind,
    ServiceResult,
    Term,
    TermUnit,
    TreatyOverride,
)
from app.rules.publication import (
    Publication,
    import_findings,
    practice_findings,
    publication_findings,
)
from app.rules.publication_items import ITEMS
from i18n import LANGUAGES, text
from tests.app.rules.published_passport import HOURS, ON, both, published, row

RU_ONLY = PassportText("", "только по-русски", "ұсыныс қана")
KK_ONLY = PassportText("тек қазақша", "")


def found(passport: Passport, **changes: Any) -> list[tuple[str, str, str]]:
    facts = Publication(passport=passport, corporation_hours=HOURS, on=ON, **changes)
    return [(f.requirement, f.rule, f.subject) for f in publication_findings(facts)]


@pytest.mark.requirement("R-006")
def test_a_whole_passport_lacks_nothing() -> None:
    assert found(published()) == []


@pytest.mark.requirement("R-006", "R-090")
@pytest.mark.parametrize(
    ("item", "changes"),
    [
        ("name", {"name": RU_ONLY}),
        ("name", {"name": KK_ONLY}),
        ("provider", {"provider": PassportText()}),
        ("ways", {"channels": ()}),
        ("term", {"terms": ()}),
        ("term", {"terms": (Term(key="a", case=both("а", "а"), value=5),)}),
        ("term", {"terms": (Term(key="a", case=RU_ONLY, value=5, unit=TermUnit.WORKING_DAYS),)}),
        ("form", {"forms": ()}),
        ("form", {"forms": (ServiceForm.ELECTRONIC,)}),
        ("result", {"results": None}),
        ("result", {"results": (ServiceResult(key="r", what=both("а", "а")),)}),
        ("fee", {"fee": None}),
        ("fee", {"fee": Fee(free=False)}),
        ("fee", {"fee": Fee(free=True, methods=(RU_ONLY,))}),
        ("schedule", {"schedule": None}),
        ("schedule", {"schedule": Schedule(corporation=HOURS)}),
        ("documents", {"documents": (), "documents_known": False}),
        ("documents", {"documents": (row(name=RU_ONLY),)}),
        ("documents", {"documents": (row(condition=Condition(key="x", text=RU_ONLY)),)}),
        ("grounds", {"refusal_grounds": None}),
        ("grounds", {"refusal_grounds": (RefusalGround(text=RU_ONLY),)}),
    ],
)
def test_a_missing_item_is_named(item: str, changes: dict[str, Any]) -> None:
    assert ("R-006", "publication.item", item) in found(published(**changes))


def test_all_ten_items_have_a_negative_and_words() -> None:
    assert len(ITEMS) == 10
    for message in ITEMS.values():
        for lang in LANGUAGES:
            assert text(lang, message) != message


@pytest.mark.requirement("R-006")
def test_an_explicit_none_is_no_gap() -> None:
    passport = published(documents=(), refusal_grounds=(), fee=Fee(free=True))
    assert found(passport) == []


@pytest.mark.requirement("R-005", "R-021")
@pytest.mark.parametrize(
    "clause", [Clause(), Clause(text=both("1-тармақ", "пункт 1"), confirmed=False)]
)
def test_a_mandatory_row_needs_its_clause(clause: Clause) -> None:
    passport = published(documents=(row(clause=clause), row("other")))
    assert found(passport) == [("R-005", "publication.clause", "documents.paper")]
    assert row(clause=clause).enforceable is clause.known
    assert found(published(documents=(row(clause=clause, mandatory=False),))) == []
    asked = FormField(id="more", label=both("тағы", "ещё"), required=True)
    assert found(published(fields=(asked,))) == [("R-005", "publication.clause", "fields.more")]


@pytest.mark.requirement("R-108")
@pytest.mark.parametrize(
    ("social", "clause", "allowed"),
    [
        (False, Clause(citation="rules.22.2", confirmed=True), False),
        (True, Clause(), False),
        (True, Clause(citation="rules.22.2", confirmed=True), True),
    ],
)
def test_notarised_copies_only_in_the_exception(
    social: bool, clause: Clause, allowed: bool
) -> None:
    demanded = row(notarised_required=True, clause=clause)
    passport = published(social_protection=social, documents=(demanded,))
    rules = [rule for _, rule, _ in found(passport)]
    assert ("publication.notarised" not in rules) is allowed
    facts = Publication(passport=passport, corporation_hours=HOURS, on=ON)
    blocked = [f.requirement for f in import_findings(facts)]
    assert blocked == ([] if allowed else ["R-108"])


@pytest.mark.requirement("R-106")
def test_what_a_system_holds_is_no_demand() -> None:
    asked = row(obtainable_from="egov_gateway")
    assert found(published(documents=(asked,)))[0][0] == "R-106"
    held = replace(asked, mode=DocumentMode.STATE_HELD)
    assert found(published(documents=(held,))) == []
    nowhere = row(mode=DocumentMode.STATE_HELD)
    assert found(published(documents=(nowhere,)))[0][0] == "R-106"


@pytest.mark.requirement("R-022")
def test_the_hours_are_those_of_the_rules() -> None:
    late = replace(HOURS, duty_saturday=Hours(opens=time(9), closes=time(14)))
    schedule = published().schedule
    assert schedule is not None
    rules = [rule for _, rule, _ in found(published(schedule=replace(schedule, corporation=late)))]
    assert "publication.schedule" in rules


@pytest.mark.requirement("R-160")
def test_electronic_sending_must_say_if_the_intake_day_counts() -> None:
    silent = published(intake_day_counted=None)
    assert found(silent) == [("R-160", "publication.intake_day", "intake_day_counted")]
    assert found(published(intake_day_counted=None, carriers=(Carrier.PAPER,))) == []
    minutes = Term(key="a", case=both("а", "а"), value=30, unit=TermUnit.MINUTES)
    assert found(published(intake_day_counted=None, terms=(minutes,))) == []
    assert found(published(carriers=()))[0][1] == "publication.term"


@pytest.mark.requirement("R-170")
def test_a_storage_class_is_needed() -> None:
    assert found(published(retention=None)) == [("R-170", "publication.retention", "retention")]
    assert found(published(retention=Retention.SOCIAL)) == []


def procedure(name: str, days: int | None, *after: str) -> Procedure:
    title = both("рәсім", "процедура")
    return Procedure(id=name, name=title, duration=days, unit=TermUnit.WORKING_DAYS, after=after)


@pytest.mark.requirement("R-014")
def test_procedures_must_fit_into_the_term_side_by_side() -> None:
    parallel = (procedure("a", 3), procedure("b", 4))
    assert found(published(procedures=parallel)) == []
    in_a_row = (procedure("a", 3), procedure("b", 4, "a"))
    assert found(published(procedures=in_a_row)) == [
        ("R-014", "publication.durations", "procedures")
    ]
    assert found(published(procedures=(procedure("a", 2), procedure("b", 3, "a")))) == []


@pytest.mark.requirement("R-014")
@pytest.mark.parametrize(
    "unclear",
    [
        (procedure("a", 1, "b"), procedure("b", 1, "a")),
        (procedure("a", 1, "nobody"),),
        (procedure("a", None),),
        (replace(procedure("a", 1), unit=TermUnit.MONTHS),),
    ],
)
def test_unclear_durations_only_warn(unclear: tuple[Procedure, ...]) -> None:
    facts = Publication(passport=published(procedures=unclear), corporation_hours=HOURS, on=ON)
    findings = publication_findings(facts)
    assert [f.rule for f in findings] == ["publication.durations_unclear"]
    assert findings[0].severity is Severity.WARN


@pytest.mark.requirement("R-019")
@pytest.mark.parametrize(
    ("override", "good"),
    [
        (TreatyOverride(treaty="Шарт", article="5", waives="paper", citizenships=("UTO",)), True),
        (TreatyOverride(treaty="", article="5", waives="paper"), False),
        (TreatyOverride(treaty="Шарт", article=" ", waives="paper"), False),
        (TreatyOverride(treaty="Шарт", article="5", waives="nothing"), False),
    ],
)
def test_a_treaty_needs_its_reference(override: TreatyOverride, good: bool) -> None:
    assert (found(published(treaty_overrides=(override,))) == []) is good


@pytest.mark.requirement("R-063")
def test_a_restriction_needs_a_law() -> None:
    bare = Restriction(key="citizens_only", text=both("азаматтарға", "гражданам"))
    assert found(published(restrictions=(bare,)))[0][:2] == ("R-063", "publication.restriction")
    lawful = replace(bare, clause=Clause(citation="law.4.2", confirmed=True))
    assert found(published(restrictions=(lawful,))) == []


@pytest.mark.requirement("R-152", "R-017")
@pytest.mark.parametrize("changes", [{"licence": True}, {"kind": ServiceKind.QUASI_PUBLIC}])
def test_the_closed_grounds_are_not_for_licences_and_other_work(changes: dict[str, Any]) -> None:
    assert found(published(**changes)) == [
        ("R-152", "publication.grounds", "refusal_grounds.19-1.2.1")
    ]


@pytest.mark.requirement("R-120")
def test_a_free_service_has_no_price() -> None:
    price = FeeItem(key="duty", what=both("баж", "пошлина"), tenge=Decimal(5))
    assert found(published(fee=Fee(free=True, items=(price,)))) == [
        ("R-120", "publication.free", "fee.duty")
    ]
    beside = replace(price, separate_service=True)
    assert found(published(fee=Fee(free=True, items=(beside,)))) == []


@pytest.mark.requirement("R-005")
def test_invented_values_are_not_published() -> None:
    invented = PracticeValues(intake_day_counted=True)
    assert found(published(practice=invented)) == [
        ("R-005", "publication.practice_values", "practice")
    ]


@pytest.mark.requirement("R-004")
@pytest.mark.parametrize(
    "changes", [{"in_register": None}, {"register_code": None}, {"via_corporation": False}]
)
def test_the_register_must_know_it(changes: dict[str, Any]) -> None:
    assert found(published(**changes)) == [("R-004", "publication.register", "register_code")]


@pytest.mark.requirement("R-008")
@pytest.mark.parametrize("changes", [{"valid_from": None}, {"valid_to": date(2025, 12, 31)}])
def test_an_edition_has_its_days(changes: dict[str, Any]) -> None:
    assert found(published(**changes)) == [("R-008", "publication.edition", "valid_from")]


@pytest.mark.requirement("R-002", "R-005")
@pytest.mark.parametrize(
    "act",
    [
        None,
        GoverningAct(title=RU_ONLY, number="1", adopted=date(2025, 1, 1)),
        GoverningAct(title=both("а", "а"), number="", adopted=date(2025, 1, 1)),
        GoverningAct(
            title=both("а", "а"), number="1", adopted=date(2025, 1, 1), repealed=date(2026, 3, 6)
        ),
    ],
)
def test_the_act_is_named_and_in_force(act: GoverningAct | None) -> None:
    assert [rule for _, rule, _ in found(published(act=act))] == ["publication.act"]
    assert [s for *_, s in found(published(), dead_bases=("№ 126",))] == ["№ 126"]


def training(**changes: Any) -> list[str]:
    values = {"status": PassportStatus.PRACTICE, "name": RU_ONLY, **changes}
    facts = Publication(passport=published(**values), corporation_hours=HOURS, on=ON)
    return [f.subject for f in practice_findings(facts)]


@pytest.mark.requirement("R-006")
def test_what_training_needs() -> None:
    assert training() == []
    assert training(name=PassportText("", "по-русски")) == ["name"]
    assert training(terms=()) == ["terms"]
    assert training(carriers=()) == ["carriers"]
    assert training(intake_day_counted=None) == ["intake_day_counted"]
    assert training(intake_day_counted=None, practice=PracticeValues(intake_day_counted=True)) == []
    assert training(retention=None) == ["retention"]
    assert training(documents=()) == ["documents"]
    assert training(members=("a",), terms=()) == []
