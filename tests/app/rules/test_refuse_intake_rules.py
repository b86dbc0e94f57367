"""The refusal to accept: two reasons of the Law, from the checklist alone, each document by name."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.case import (
    ConsentKind,
    ConsentState,
    DocumentEntry,
    IntakeRefusal,
    Note,
    RowSource,
    RowState,
)
from app.domain.language import Lang
from app.domain.passport import Clause, DocumentMode, PassportText
from app.rules import refuse_intake as refusal
from app.rules.facts import Facts
from tests.fakes.intake_desk import FILED
from tests.fakes.intake_facts import (
    authority,
    draft,
    entry,
    facts,
    given,
    represented,
    seen,
    speaks,
)
from tests.fakes.intake_passports import CERTIFICATE, passport, row

_TODAY = FILED.date()
_YESTERDAY = _TODAY - timedelta(days=1)


def _case(service: str, *documents: DocumentEntry, **other: object) -> Facts:
    return facts(draft(service, documents=documents, **other))


@pytest.mark.requirement("R-145")
def test_exactly_two_reasons_exist() -> None:
    assert [reason.value for reason in refusal.RefusalReason] == ["INCOMPLETE", "EXPIRED"]


@pytest.mark.requirement("R-092", "R-144")
def test_a_complete_package_cannot_be_refused() -> None:
    whole = _case("shown", entry("certificate"), entry("if_married"))
    assert speaks(refusal.reason_exists, whole)
    assert speaks(refusal.receipt_names_documents, whole)


@pytest.mark.requirement("R-144", "R-146")
def test_a_missing_document_is_named() -> None:
    lacking = _case("shown", entry("certificate", RowState.ABSENT))
    found = refusal.refusable(lacking)
    assert [doc.name for doc in found.missing] == ["certificate (учебное)"]
    assert found.reasons == (refusal.RefusalReason.INCOMPLETE,)
    for rule in (
        refusal.reason_exists,
        refusal.only_applicants_rows,
        refusal.receipt_names_documents,
    ):
        assert not speaks(rule, lacking)


@pytest.mark.requirement("R-105", "R-146")
def test_an_expired_document_is_named_with_its_last_day() -> None:
    past = entry("dated", RowState.EXPIRED, valid_until=_YESTERDAY)
    found = refusal.refusable(_case("dated", past))
    assert [(doc.row_id, doc.expired_on) for doc in found.expired] == [("dated", _YESTERDAY)]
    assert found.reasons == (refusal.RefusalReason.EXPIRED,)


@pytest.mark.requirement("R-145")
def test_both_reasons_may_stand_together() -> None:
    past = entry("dated", RowState.EXPIRED, valid_until=_YESTERDAY)
    both = _case("dated", past, entry("from_issue", RowState.ABSENT))
    assert refusal.refusable(both).reasons == tuple(refusal.RefusalReason)


@pytest.mark.requirement("R-061")
def test_the_expired_identity_document_is_named() -> None:
    expired = _case("plain", identification=seen("expired_card"))
    assert [doc.row_id for doc in refusal.refusable(expired).expired] == ["identity_document"]
    assert not speaks(refusal.only_applicants_rows, expired)
    replaced = _case("replacement", identification=seen("expired_card"))
    assert speaks(refusal.reason_exists, replaced)


@pytest.mark.requirement("R-066", "R-105")
def test_an_expired_power_is_named() -> None:
    past = represented(authority=authority(valid_until=_YESTERDAY))
    found = refusal.refusable(_case("plain", representation=past))
    assert [doc.row_id for doc in found.expired] == ["power_of_attorney"]


@pytest.mark.requirement("R-106", "R-107", "R-145")
@pytest.mark.parametrize(
    "state",
    [
        RowState.OPEN,
        RowState.REQUESTED,
        RowState.NOT_FOUND,
        RowState.OUTAGE,
        RowState.ABSENT,
        RowState.EXPIRED,
    ],
)
def test_nobody_is_refused_for_what_the_state_holds(state: RowState) -> None:
    held = entry("held", state, valid_until=_YESTERDAY)
    assert speaks(refusal.reason_exists, _case("held", held, entry("held_or_shown")))


@pytest.mark.requirement("R-083", "R-144")
def test_after_the_source_said_none_the_applicants_own_may_be_missing() -> None:
    lacking = entry("held_or_shown", RowState.ABSENT, not_found_at=FILED)
    assert not speaks(refusal.reason_exists, _case("held", lacking))
    never_asked = entry("held_or_shown", RowState.ABSENT)
    assert speaks(refusal.reason_exists, _case("held", never_asked))


@pytest.mark.requirement("R-107")
def test_an_expired_paper_shown_of_ones_own_will_during_an_outage_is_no_reason() -> None:
    own = entry(
        "held_or_shown", RowState.EXPIRED, source=RowSource.VOLUNTARY, valid_until=_YESTERDAY
    )
    assert speaks(refusal.reason_exists, _case("held", own))


@pytest.mark.requirement("R-078", "R-114", "R-093", "R-145")
def test_no_consent_no_doubt_no_empty_field_is_a_reason() -> None:
    doubt = Note(
        kind="doubt", row_id="certificate", text="подпись", at=FILED, operator_id="small_branch"
    )
    refused = given(ConsentKind.A, ConsentState.REFUSED)
    whole = _case(
        "shown",
        entry("certificate"),
        entry("if_married", RowState.NOT_APPLICABLE),
        consents=(refused,),
        notes=(doubt,),
        fields=(),
    )
    assert speaks(refusal.reason_exists, whole)


@pytest.mark.requirement("R-005", "R-144")
def test_a_row_without_a_clause_refuses_nobody() -> None:
    assert speaks(refusal.reason_exists, _case("loose", entry("without_clause", RowState.ABSENT)))


@pytest.mark.requirement("R-119")
def test_a_missing_payment_document_of_the_package_is_named() -> None:
    lacking = _case("paid", entry("payment", RowState.ABSENT))
    assert [doc.row_id for doc in refusal.refusable(lacking).missing] == ["payment"]


@pytest.mark.requirement("R-146", "R-148")
def test_a_receipt_without_a_name_is_not_given() -> None:
    nameless = replace(CERTIFICATE, name=PassportText())
    service = passport("nameless", nameless)
    absent = draft(documents=(entry("certificate", RowState.ABSENT),))
    assert speaks(refusal.receipt_names_documents, facts(absent, service))
    with_id = row("r", DocumentMode.COPY_RETAINED, clause=Clause(citation="rules.14"))
    case = draft(documents=(entry("r", RowState.ABSENT),))
    named = refusal.refusable(facts(case, passport("cited", with_id))).missing
    assert [doc.clause for doc in named] == ["rules.14"]


@pytest.mark.requirement("R-149")
@pytest.mark.parametrize(("lang", "word"), [(Lang.KK, "сынақ"), (Lang.RU, "учебное")])
def test_the_names_are_in_the_applicants_language(lang: Lang, word: str) -> None:
    lacking = _case("shown", entry("certificate", RowState.ABSENT), language=lang)
    assert word in refusal.refusable(lacking).missing[0].name


@pytest.mark.requirement("R-144")
def test_the_refusal_is_explained_first() -> None:
    assert speaks(refusal.explained, facts(draft()))
    assert not speaks(refusal.explained, facts(draft(), explained=True))


@pytest.mark.requirement("R-147")
def test_only_a_refusal_is_acknowledged() -> None:
    assert speaks(refusal.was_refused, facts(draft()))
    act = IntakeRefusal(
        number="1", missing=(), expired=(), at=FILED, operator_id="o", receipt_paper_id="p"
    )
    assert not speaks(refusal.was_refused, facts(draft(refusal=act)))
