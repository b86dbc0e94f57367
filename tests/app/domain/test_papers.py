"""A paper that lacks a mandatory field cannot be made, whoever asks."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any

import pytest

from app.domain.language import Lang
from app.domain.papers import (
    MEMO_BLOCKS,
    PAPER_TYPES,
    PASSPORT_ITEMS,
    Acknowledgement,
    AcknowledgementState,
    ConsentPrintForm,
    PaperKind,
    PassportPrintStatus,
    mandatory_fields,
)
from app.errors import InputInvalid
from tests.app.papers.paper_samples import Samples
from tests.app.papers.sample_receipts import FILED

SAMPLES = Samples(Lang.KK, long=True)


def _parts(part: Any) -> Iterator[Any]:
    """The part, and every part inside it."""
    yield part
    for field in fields(part):
        value = getattr(part, field.name)
        inside = value if isinstance(value, tuple) else (value,)
        for one in inside:
            if is_dataclass(one) and hasattr(one, "check"):
                yield from _parts(one)


def _empties(value: Any) -> tuple[Any, ...]:
    if isinstance(value, str):
        return ("", "  \n", None)
    return ((), None) if isinstance(value, tuple) else (None,)


def _cases() -> Iterator[Any]:
    seen = set()
    for kind in PaperKind:
        for part in _parts(SAMPLES.of(kind)):
            for name in mandatory_fields(type(part)):
                for number, empty in enumerate(_empties(getattr(part, name))):
                    label = f"{type(part).__name__}-{name}-{number}"
                    if label not in seen:
                        seen.add(label)
                        yield pytest.param(part, name, empty, id=label)


@pytest.mark.requirement("R-132", "R-146", "R-157", "R-159", "R-166", "R-182")
@pytest.mark.parametrize(("part", "name", "empty"), list(_cases()))
def test_each_mandatory_field_is_mandatory(part: Any, name: str, empty: Any) -> None:
    with pytest.raises(InputInvalid) as refused:
        replace(part, **{name: empty})
    assert refused.value.field == name


# The fields that the register of papers names, by kind: none of them may have a default.
_NAMED_BY_LAW = {
    PaperKind.ACCEPTANCE_RECEIPT: "case_number service applicant accepted accepted_by filed_at "
    "issue_date",
    PaperKind.ONE_APPLICATION_RECEIPT: "case_number applicant accepted accepted_by filed_at "
    "members",
    PaperKind.INTAKE_REFUSAL_RECEIPT: "case_number applicant applicant_address service "
    "law_reference act_reference refused_at employee executor phone complaint_reference "
    "acknowledgement",
    PaperKind.PACKAGE_LABEL: "case_number case_code provider_code sheets",
    PaperKind.CERTIFIED_COPY: "service case_number original sheets page_count clause certified_by",
    PaperKind.HANDOVER_REGISTER: "made_at provider rows handed_by",
    PaperKind.PROVIDER_RECEIPT_REGISTER: "made_at provider rows handed_by",
    PaperKind.ISSUING_SECTOR_REGISTER: "made_at rows handed_by",
    PaperKind.UNCLAIMED_RETURN_REGISTER: "made_at provider rows handed_by basis",
    PaperKind.DISCREPANCY_ACT: "unit_code discrepancy parties explanation measures",
    PaperKind.ISSUE_RECORD: "case_number recipient identity result_kind result_number issued_at "
    "operator acknowledgement",
    PaperKind.NON_READINESS_NOTE: "case_number promised_on reason next_information_on",
    PaperKind.REFUSAL_EXPLANATION: "case_number provider refused_on signer reapply_reference "
    "complaint_reference court_reference complaint_days authority_days",
    PaperKind.SERVICE_PASSPORT: "status name",
    PaperKind.MEMO: "service edition",
    PaperKind.DATA_CONSENT: "subject systems purpose text text_version form given_at evidence",
    PaperKind.CERTIFICATION_CONSENT: "subject request_title request_sha256 operator given_at",
    PaperKind.EXTRACT_CONSENT: "request_id subject recipient purpose data answer answered_at",
    PaperKind.WITHDRAWN_CONSENT: "case_number subject consent given_at withdrawn_at consequences",
    PaperKind.QUEUE_TICKET: "head purpose taken_at",
    PaperKind.CAMERA_SIGN: "system_operator contact",
    PaperKind.FAILURE_ACT: "head started_at cause declared_by",
    PaperKind.BLANK_JOURNAL: "head",
    PaperKind.NAMEPLATE: "name_kk position desk",
}


@pytest.mark.parametrize("kind", list(PaperKind))
def test_every_field_named_by_the_register_is_mandatory(kind: PaperKind) -> None:
    assert set(_NAMED_BY_LAW[kind].split()) <= set(mandatory_fields(PAPER_TYPES[kind]))
    assert PAPER_TYPES[kind].kind is kind


@pytest.mark.parametrize("kind", list(PaperKind))
def test_a_case_paper_carries_a_code_of_ours(kind: PaperKind) -> None:
    paper = SAMPLES.of(kind)
    if paper.needs_code:
        with pytest.raises(InputInvalid, match="field_missing"):
            replace(paper, head=replace(paper.head, code=""))
    for foreign in ("870412300123", "T0214260171234589"):
        with pytest.raises(InputInvalid, match="code_foreign"):
            replace(paper.head, code=foreign)


@pytest.mark.requirement("R-146")
def test_a_refusal_names_at_least_one_document() -> None:
    paper = SAMPLES.intake_refusal_receipt()
    assert replace(paper, missing=()).expired
    assert replace(paper, expired=()).missing
    with pytest.raises(InputInvalid):
        replace(paper, missing=(), expired=())


@pytest.mark.requirement("R-006")
def test_a_published_passport_has_all_ten_items() -> None:
    whole = replace(SAMPLES.service_passport(), status=PassportPrintStatus.PUBLISHED)
    assert len(PASSPORT_ITEMS) == 10
    for name in PASSPORT_ITEMS:
        with pytest.raises(InputInvalid) as refused:
            replace(whole, **{name: "" if name == "name" else ()})
        assert refused.value.field == name
    draft = replace(whole, status=PassportPrintStatus.DRAFT, grounds=(), act="")
    assert draft.grounds == ()


@pytest.mark.requirement("R-015")
@pytest.mark.parametrize("block", MEMO_BLOCKS)
def test_a_live_memo_has_all_seven_blocks(block: str) -> None:
    memo = SAMPLES.memo()
    live = replace(memo, head=replace(memo.head, practice=False))
    empty = "" if isinstance(getattr(memo, block), str) else ()
    assert replace(memo, **{block: empty}).head.practice
    with pytest.raises(InputInvalid) as refused:
        replace(live, **{block: empty})
    assert refused.value.field == block


@pytest.mark.requirement("R-076")
def test_a_written_consent_is_never_taken_by_telephone() -> None:
    paper = SAMPLES.certification_consent()
    with pytest.raises(InputInvalid):
        replace(paper, form=ConsentPrintForm.MOBILE)
    with pytest.raises(InputInvalid):
        replace(paper, form=ConsentPrintForm.EDS, signature=None)
    data = replace(SAMPLES.data_consent(), form=ConsentPrintForm.MOBILE)
    assert data.form is ConsentPrintForm.MOBILE


@pytest.mark.requirement("R-181")
def test_who_receives_for_another_shows_the_authority() -> None:
    paper = SAMPLES.issue_record()
    assert replace(paper, principal="", authority=None).authority is None
    with pytest.raises(InputInvalid):
        replace(paper, authority=None)


@pytest.mark.requirement("R-151")
def test_a_refusal_without_ground_passes_as_defective_only() -> None:
    paper = SAMPLES.refusal_explanation()
    for name in ("ground", "reasons"):
        with pytest.raises(InputInvalid):
            replace(paper, **{name: ""})
    assert replace(paper, defective=True, ground="", reasons="").defective


@pytest.mark.requirement("R-140")
def test_a_later_version_names_what_it_replaces() -> None:
    head = SAMPLES.head()
    with pytest.raises(InputInvalid):
        replace(head, version=2)
    with pytest.raises(InputInvalid):
        replace(head, version=0)
    assert replace(head, version=2, replaces="v1").version == 2


@pytest.mark.requirement("R-147")
@pytest.mark.parametrize(
    "given",
    [
        {"state": AcknowledgementState.RECEIVED, "name": "Сынақова"},
        {"state": AcknowledgementState.RECEIVED, "at": FILED},
        {"state": AcknowledgementState.DECLINED, "noted_by": "Тестов"},
        {"state": AcknowledgementState.DECLINED, "at": FILED},
    ],
)
def test_an_acknowledgement_is_whole(given: dict[str, Any]) -> None:
    with pytest.raises(InputInvalid):
        Acknowledgement(**given)


def test_counts_dates_and_times_make_sense() -> None:
    label = SAMPLES.package_label()
    row = SAMPLES.unclaimed_return_register().rows[0]
    accepted = SAMPLES.acceptance_receipt().accepted[0]
    handed = SAMPLES.handover_register().rows[0]
    card = SAMPLES.refusal_explanation()
    for part, change in (
        (label, {"sheets": 0}),
        (label, {"case_code": "12345"}),
        (accepted, {"sheets": -1}),
        (handed, {"sheets": 0}),
        (card, {"complaint_days": 0}),
        (row, {"stored_until": date(2026, 1, 1)}),
        (row, {"stored_from": date(2026, 1, 29)}),
        (SAMPLES.acceptance_receipt(), {"filed_at": datetime(2026, 3, 6, 11, 20)}),  # noqa: DTZ001
        (SAMPLES.discrepancy_act(), {"parties": SAMPLES.discrepancy_act().parties[:1]}),
    ):
        with pytest.raises(InputInvalid):
            replace(part, **change)
