"""The thirty-three services against what was read in their sources: nothing lost, nothing guessed."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.catalogue.services import ServiceCatalogue, load_catalogue
from app.domain.passport import (
    Channel,
    DocumentMode,
    Grade,
    Passport,
    PassportStatus,
    Retention,
    TermRole,
)
from app.rules.publication import intake_day_missing

READ: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "data" / "services_read.json").read_text("utf-8")
)
BY_ID = {entry["id"]: entry for entry in READ}
FIELDS = {
    "name_kk": "name.kk", "name_ru": "name.ru", "registry_code": "register_code",
    "term": "terms", "form": "forms", "result": "results", "max_wait_min": "legacy",
    "max_service_min": "legacy",
}  # fmt: skip
STATE_HELD_WORDS = "нет в ИС"


@pytest.fixture(scope="module")
def catalogue() -> ServiceCatalogue:
    return load_catalogue()


@pytest.fixture(params=sorted(BY_ID))
def pair(request: pytest.FixtureRequest, catalogue: ServiceCatalogue) -> tuple[Any, Passport]:
    passport = catalogue.get(request.param)
    assert passport is not None
    return BY_ID[request.param], passport


@pytest.mark.requirement("R-004", "R-006")
def test_all_are_carried_and_nothing_is_broken(catalogue: ServiceCatalogue) -> None:
    assert catalogue.problems == ()
    assert len(READ) == 33
    made_up = {entry.id for entry in catalogue.passports if entry.id.startswith("practice_")}
    assert made_up == {"practice_certified_copy", "practice_child_bundle"}
    assert {entry.id for entry in catalogue.passports} - made_up == set(BY_ID)


def test_names_and_codes(pair: tuple[Any, Passport]) -> None:
    read, passport = pair
    assert passport.name.ru == read["name_ru"]
    assert passport.name.kk == read.get("name_kk", "")
    if not passport.name.kk:
        assert passport.name.kk_proposed == read["name_kk_proposed"]
        assert passport.name.proposed
    assert passport.register_code == read.get("registry_code")
    assert passport.confidence == read["confidence"]
    assert Channel.CORPORATION in passport.channels


def test_provider_result_applicants_schedule(pair: tuple[Any, Passport]) -> None:
    read, passport = pair
    assert passport.provider.ru == read.get("provider", "")
    assert passport.provider.kk == read.get("provider_kk", "")
    results = passport.results or ()
    assert [result.what.ru for result in results] == [read[k] for k in ("result",) if k in read]
    applicants = passport.applicants.text.ru if passport.applicants else ""
    assert applicants == read.get("applicants", "")
    assert passport.schedule is not None
    assert passport.schedule.note.ru == read.get("schedule", "")


def test_terms(pair: tuple[Any, Passport]) -> None:
    read, passport = pair
    assert passport.term_text.ru == read.get("term_text", "")
    found = [
        [term.case.ru, term.value, term.unit and str(term.unit), term.counting.ru or None]
        for term in passport.terms
    ]
    assert sorted(found, key=str) == sorted(read.get("terms", []), key=str)
    assert passport.intake_day_counted is (False if read.get("intake_excluded") else None)
    assert passport.early_delivery.known is bool(read.get("early"))


def test_fees(pair: tuple[Any, Passport]) -> None:
    read, passport = pair
    fee = passport.fee
    assert (fee.free if fee else None) is read.get("free")
    items = fee.items if fee else ()
    assert [item.what.ru for item in items] == [row[0] for row in read.get("fee", [])]
    for item, (_, rate, tenge, year) in zip(items, read.get("fee", []), strict=True):
        assert item.mci_rate == (None if rate is None else Decimal(rate))
        shown = item.tenge if rate is None else item.printed_tenge
        assert (shown or Decimal(0)) == Decimal(tenge or 0)
        assert (item.valid_from and item.valid_from.year) == year
        assert item.grade in (Grade.OFFICIAL, Grade.PRESS)
    methods = [method.ru for method in fee.methods] if fee else []
    assert methods == read.get("methods", [])
    assert read.get("fee_note", "") in (passport.provenance["fee"].note if fee else "")


@pytest.mark.requirement("R-106", "R-104")
def test_documents(pair: tuple[Any, Passport]) -> None:
    read, passport = pair
    assert passport.documents_known is ("documents" in read)
    rows = {row.name.ru: row for row in passport.documents}
    fields = {entry.label.ru: entry for entry in passport.fields}
    for name, name_kk, mode, condition in read.get("documents", []):
        if mode == "data":
            assert fields[name].required
            continue
        row = rows[name]
        assert row.name.kk == (name_kk or "") or row.id in ("application", "power_of_attorney")
        if condition == STATE_HELD_WORDS:
            assert row.mode is DocumentMode.STATE_HELD
            assert row.fallback is DocumentMode.ORIGINAL_FOR_COMPARISON
            assert row.note.ru == condition
        elif condition and row.id != "power_of_attorney":
            assert row.condition is not None
            assert row.condition.text.ru == condition
    assert [text.ru for text in passport.must_not_demand] == read.get("must_not_demand", [])


def test_grounds_notes_and_conflicts(pair: tuple[Any, Passport]) -> None:
    read, passport = pair
    grounds = passport.refusal_grounds or ()
    if "refusal_codes" in read:
        assert [ground.code for ground in grounds] == read["refusal_codes"]
        assert all(ground.text.complete for ground in grounds)
    else:
        assert [ground.text.ru for ground in grounds] == [
            read[key] for key in ("refusal_grounds",) if key in read
        ]
    assert list(passport.notes) == read.get("notes", [])
    assert list(passport.conflicts) == read.get("conflicts", [])


@pytest.mark.requirement("R-010")
def test_old_minutes_are_internal_norms(pair: tuple[Any, Passport]) -> None:
    read, passport = pair
    legacy = passport.legacy
    found = [
        legacy.max_wait_min, legacy.provider_max_wait_min,
        legacy.max_service_min, legacy.provider_max_service_min,
    ]  # fmt: skip
    assert found == read.get("wait", [None] * 4)


def test_every_field_says_where_it_was_read(pair: tuple[Any, Passport]) -> None:
    read, passport = pair
    marks = passport.provenance
    for name in read["read"]:
        mark = marks[FIELDS.get(name, name)]
        assert mark.grade in (Grade.LAW, Grade.OFFICIAL, Grade.PRESS), name
        assert mark.sources, name
    for name in read["inferred"]:
        assert marks[FIELDS.get(name, name)].grade is Grade.ANALYST, name
    assert len(passport.sources) >= len({source.key for source in passport.sources}) > 0
    assert len(passport.sources) - 1 <= read["sources"]


def test_the_unknown_is_named_and_empty(catalogue: ServiceCatalogue) -> None:
    assert catalogue.get("movable_pledge") is not None
    for passport in catalogue.passports:
        for name, mark in passport.provenance.items():
            if mark.grade is Grade.NONE and "." not in name:
                value = getattr(passport, name)
                empty = value in (None, (), "") or name in ("documents", "legacy", "provider")
                empty = empty or name == "schedule"
                assert empty, (passport.id, name)


def test_none_is_published_and_the_draft_opens_nothing(catalogue: ServiceCatalogue) -> None:
    statuses = {entry.status for entry in catalogue.passports}
    assert statuses == {PassportStatus.DRAFT, PassportStatus.PRACTICE}


@pytest.mark.requirement("R-170", "R-173", "R-174")
def test_the_storage_class_of_every_service(catalogue: ServiceCatalogue) -> None:
    social = {
        "pension", "birth_care_allowance", "childcare_income_loss", "large_family_allowance",
        "child_disability_care", "state_special_allowance", "special_state_allowance",
        "disability_allowance", "breadwinner_loss", "funeral_payment", "housing_aid",
    }  # fmt: skip
    for service_id in BY_ID:
        passport = catalogue.get(service_id)
        assert passport is not None
        expected = Retention.SOCIAL if service_id in social else Retention.MONTH
        if service_id == "id_documents":
            expected = Retention.YEAR_ID
        assert passport.retention is expected


ARCHETYPES = {
    "instant": "kindergarten_queue",
    "electronic working days": "large_family_allowance",
    "paper, early delivery": "academic_leave",
    "calendar days": "archive_certificates",
    "term by place, year_id, index and tenge": "id_documents",
    "one application": "criminal_record",
    "proactive, never returned": "birth_care_allowance",
    "nothing may be demanded": "unemployed_registration",
    "owner present": "residence_registration",
    "payment in the package": "driver_licence",
    "answer by message": "individual_assistant",
    "one working day": "death_registration",
    "closed grounds": "housing_aid",
    "bundle": "practice_child_bundle",
}


@pytest.mark.parametrize("service_id", ARCHETYPES.values(), ids=ARCHETYPES.keys())
def test_every_archetype_can_be_walked_in_training(service_id: str) -> None:
    catalogue = load_catalogue(practice=True)
    passport = catalogue.in_force(service_id, date(2026, 3, 6))
    assert passport is not None
    assert passport.status is PassportStatus.PRACTICE
    walked = catalogue.members(passport, date(2026, 3, 6)) or (passport,)
    for entry in walked:
        assert any(term.known for term in entry.counter_terms())
        assert entry.carriers
        assert entry.retention is not None
        assert not intake_day_missing(entry)
        assert all(row.name.shown.complete for row in entry.documents)


def test_what_the_archetypes_stand_on() -> None:
    catalogue = load_catalogue()

    def one(service_id: str) -> Passport:
        found = catalogue.get(service_id)
        assert found is not None
        return found

    paper = one("academic_leave")
    assert paper.carriers == ("paper",)
    assert paper.legacy.max_wait_min == 15
    assert not paper.ends_within_one_working_day()
    assert one("death_registration").ends_within_one_working_day()
    assert one("kindergarten_queue").ends_within_one_working_day()
    place = one("id_documents")
    assert [term.value for term in place.counter_terms()] == [15, 1, 3, 3, 5, 7]
    licence = one("driver_licence")
    assert licence.fee is not None
    assert licence.fee.in_package
    assert place.fee is not None
    assert place.fee.in_package is False
    family = one("large_family_allowance")
    assert family.in_register
    roles = [term.role for term in family.terms]
    assert roles == [TermRole.SERVICE, TermRole.COMPLETION, TermRole.NOTICE]
    assert one("practice_child_bundle").one_application


@pytest.mark.requirement("R-005")
def test_invented_values_stay_out_of_the_plain_catalogue() -> None:
    plain, practice = load_catalogue(), load_catalogue(practice=True)
    for passport in plain.passports:
        exercised = practice.get(passport.id)
        assert exercised is not None
        if passport.practice.intake_day_counted is not None:
            assert passport.intake_day_counted is None
            assert exercised.intake_day_counted is passport.practice.intake_day_counted
            assert exercised.provenance["intake_day_counted"].grade is Grade.PRACTICE
        else:
            assert exercised.intake_day_counted is passport.intake_day_counted


@pytest.mark.requirement("R-097")
def test_the_bundle_asks_shared_papers_once() -> None:
    catalogue = load_catalogue(practice=True)
    bundle = catalogue.get("practice_child_bundle")
    assert bundle is not None
    members = catalogue.members(bundle, date(2026, 6, 3))
    assert [entry.id for entry in members] == list(bundle.members)
    rows = [row for entry in members for row in entry.documents if row.shared_key]
    once = {row.one_paper for row in rows}
    assert {"child_birth_certificate", "kandas_certificate", "identity_document"} <= once
    assert len(rows) > len(once)
