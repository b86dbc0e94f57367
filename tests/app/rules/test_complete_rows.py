"""What may be done with one row: shown, asked for, marked, given back."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.case import DocumentEntry, RowSource, RowState
from app.domain.passport import DocumentMode
from app.rules import complete_rows as rows
from app.rules.facts import Facts
from tests.fakes.intake_desk import FILED
from tests.fakes.intake_facts import draft, entry, facts, speaks, warns
from tests.fakes.intake_passports import DIGITAL, HELD, HELD_OR_SHOWN, KEPT, PAID, passport, row

_TODAY = FILED.date()


def _row(service: str, row_id: str, *documents: DocumentEntry, **other: Any) -> Facts:
    return facts(draft(service, documents=documents), row_id=row_id, **other)


def _shown(service: str, row_id: str, source: RowSource | None, **other: Any) -> Facts:
    before = other.pop("before", ())
    proposed = entry(row_id, source=source, **other.pop("entry", {}))
    return _row(service, row_id, *before, proposed_entry=proposed, **other)


@pytest.mark.requirement("R-104", "R-005")
@pytest.mark.parametrize(
    ("row_id", "listed"),
    [("certificate", True), ("other", False), ("held", False), ("", False)],
)
def test_nobody_adds_a_row(row_id: str, listed: bool) -> None:
    assert speaks(rows.row_in_list, _row("shown", row_id)) is not listed


@pytest.mark.requirement("R-011", "R-104")
def test_a_row_for_another_category_is_not_asked_for() -> None:
    service = passport("privileged", row("privilege", KEPT.mode, categories=("veteran",)))
    for category, listed in (("", False), ("veteran", True)):
        situation = facts(draft(category=category), service, row_id="privilege")
        assert speaks(rows.row_in_list, situation) is not listed


@pytest.mark.requirement("R-091")
@pytest.mark.parametrize("row_id", ["application", "identity_document"])
def test_rows_of_other_steps_are_not_touched(row_id: str) -> None:
    assert speaks(rows.filled_elsewhere, _row("shown", row_id))
    assert not speaks(rows.filled_elsewhere, _row("shown", "certificate"))


@pytest.mark.requirement("R-117")
def test_a_payment_document_is_checked_where_payments_are() -> None:
    paid = _shown("paid", "payment", RowSource.COPY_RETAINED)
    assert speaks(rows.filled_elsewhere, paid)
    assert not speaks(rows.filled_elsewhere, _row("paid", "payment"))


@pytest.mark.requirement("R-106")
def test_what_the_state_holds_is_not_demanded() -> None:
    assert speaks(rows.not_demanded, _shown("held", "held", RowSource.ORIGINAL_SHOWN))
    willing = _shown("held", "held", RowSource.VOLUNTARY, voluntary=True)
    assert not speaks(rows.not_demanded, willing)
    digital = _shown("held", "held", RowSource.DIGITAL_DOCUMENT)
    assert not speaks(rows.not_demanded, digital)
    own = _shown("shown", "certificate", RowSource.ORIGINAL_SHOWN)
    assert not speaks(rows.not_demanded, own)


@pytest.mark.requirement("R-083", "R-107")
@pytest.mark.parametrize(
    ("row_id", "state", "said", "demanded"),
    [
        ("held_or_shown", RowState.NOT_FOUND, FILED, True),
        ("held_or_shown", RowState.OUTAGE, None, False),
        ("held_or_shown", RowState.REQUESTED, None, False),
        ("held", RowState.NOT_FOUND, FILED, False),
    ],
)
def test_the_source_says_none_before_anybody_asks_the_applicant(
    row_id: str, state: RowState, said: Any, demanded: bool
) -> None:
    before = (entry(row_id, state, not_found_at=said),)
    shown = _shown(
        "held", row_id, RowSource.ORIGINAL_SHOWN, before=before, entry={"not_found_at": said}
    )
    assert speaks(rows.not_demanded, shown) is not demanded
    assert speaks(rows.absence_is_the_applicants, _row("held", row_id, *before)) is not demanded


@pytest.mark.requirement("R-113", "R-110", "R-005")
@pytest.mark.parametrize(
    ("service", "row_id", "source", "fits"),
    [
        ("shown", "certificate", RowSource.ORIGINAL_SHOWN, True),
        ("shown", "certificate", RowSource.MOBILE_RESULT, True),
        ("shown", "certificate", RowSource.PAPER_RETAINED, False),
        ("shown", "certificate", RowSource.DIGITAL_DOCUMENT, False),
        ("shown", "certificate", RowSource.SYSTEM_DATA, False),
        ("shown", "certificate", RowSource.CERTIFIED_COPY, False),
        ("kept", "certified", RowSource.CERTIFIED_COPY, True),
        ("kept", "certified", RowSource.ORIGINAL_SHOWN, False),
        ("kept", "kept", RowSource.PAPER_RETAINED, True),
        ("kept", "kept", RowSource.COPY_RETAINED, False),
        ("digital", "digital", RowSource.DIGITAL_DOCUMENT, True),
        ("digital", "digital", RowSource.ORIGINAL_SHOWN, False),
        ("held", "held", RowSource.VOLUNTARY, True),
    ],
)
def test_a_document_enters_as_the_act_lets_it(
    service: str, row_id: str, source: RowSource, fits: bool
) -> None:
    assert speaks(rows.source_fits, _shown(service, row_id, source)) is not fits


@pytest.mark.requirement("R-113")
@pytest.mark.parametrize(
    ("mode", "source"),
    [
        (DocumentMode.ORIGINAL_FOR_COMPARISON, RowSource.ORIGINAL_SHOWN),
        (DocumentMode.ORIGINAL_RETAINED, RowSource.PAPER_RETAINED),
        (DocumentMode.ORIGINAL_RETAINED_OR_SHOWN, RowSource.ORIGINAL_SHOWN),
        (DocumentMode.COPY_RETAINED, RowSource.COPY_RETAINED),
        (DocumentMode.DIGITAL, RowSource.DIGITAL_DOCUMENT),
    ],
)
def test_every_row_has_a_way_of_its_own(mode: DocumentMode, source: RowSource) -> None:
    asked = row("row", mode)
    assert rows.natural_source(asked) is source
    assert source in rows.sources_for(asked)


@pytest.mark.requirement("R-113")
def test_a_fallback_is_shown_in_its_own_way() -> None:
    assert rows.natural_source(HELD_OR_SHOWN) is RowSource.ORIGINAL_SHOWN
    assert RowSource.SYSTEM_DATA not in rows.sources_for(HELD)
    assert RowSource.SYSTEM_DATA not in rows.sources_for(DIGITAL)


@pytest.mark.requirement("R-059", "R-111")
def test_an_image_is_no_document() -> None:
    shown = _shown("digital", "digital", RowSource.DIGITAL_DOCUMENT, from_image=True)
    assert speaks(rows.no_image, shown)
    assert not speaks(rows.no_image, _shown("digital", "digital", RowSource.DIGITAL_DOCUMENT))


@pytest.mark.requirement("R-111")
def test_an_unverified_result_is_not_verified_and_not_absent() -> None:
    without = _shown("digital", "digital", RowSource.MOBILE_RESULT)
    assert warns(rows.electronically_verified, without)
    checked = _shown("digital", "digital", RowSource.MOBILE_RESULT, digital_request="К-1")
    assert not warns(rows.electronically_verified, checked)


@pytest.mark.requirement("R-062")
@pytest.mark.parametrize(
    ("born", "blocked"),
    [
        (None, False),
        (date(2016, 5, 20), False),
        (_TODAY.replace(year=_TODAY.year - 18), True),
        (_TODAY.replace(year=_TODAY.year - 18) + timedelta(days=1), False),
        (date(1990, 1, 13), True),
    ],
)
def test_digital_documents_of_oneself_and_of_minor_children(born: Any, blocked: bool) -> None:
    shown = _shown("digital", "digital", RowSource.DIGITAL_DOCUMENT, owner_birth_date=born)
    assert speaks(rows.digital_owner, shown) is blocked


@pytest.mark.requirement("R-109", "R-110")
@pytest.mark.parametrize("source", [RowSource.ORIGINAL_SHOWN, RowSource.CERTIFIED_COPY])
def test_the_original_is_compared(source: RowSource) -> None:
    assert speaks(rows.compared, _shown("kept", "certified", source, compared=False))
    assert not speaks(rows.compared, _shown("kept", "certified", source))


@pytest.mark.requirement("R-105")
@pytest.mark.parametrize(
    ("row_id", "dates", "lacking"),
    [
        ("dated", {}, True),
        ("dated", {"valid_until": _TODAY}, False),
        ("from_issue", {}, True),
        ("from_issue", {"issued_on": _TODAY}, False),
    ],
)
def test_a_term_needs_its_date(row_id: str, dates: dict[str, date], lacking: bool) -> None:
    shown = _shown("dated", row_id, RowSource.ORIGINAL_SHOWN, entry=dates)
    assert speaks(rows.date_known, shown) is lacking


@pytest.mark.requirement("R-105")
def test_an_expired_document_is_said_to_be_so() -> None:
    past = {"valid_until": _TODAY - timedelta(days=1)}
    shown = _shown("dated", "dated", RowSource.ORIGINAL_SHOWN, entry=past)
    assert warns(rows.shown_expired, shown)
    today = {"valid_until": _TODAY}
    shown = _shown("dated", "dated", RowSource.ORIGINAL_SHOWN, entry=today)
    assert not warns(rows.shown_expired, shown)


@pytest.mark.requirement("R-106", "R-083")
def test_only_what_a_system_holds_is_requested() -> None:
    assert speaks(rows.has_source, _row("shown", "certificate"))
    assert not speaks(rows.has_source, _row("held", "held"))


@pytest.mark.requirement("R-106", "R-107")
@pytest.mark.parametrize("state", [RowState.OPEN, RowState.REQUESTED, RowState.OUTAGE])
def test_what_the_state_holds_is_never_the_applicants_absence(state: RowState) -> None:
    assert speaks(rows.absence_is_the_applicants, _row("held", "held", entry("held", state)))
    assert not speaks(rows.absence_is_the_applicants, _row("shown", "certificate"))


@pytest.mark.requirement("R-119")
def test_a_payment_due_later_is_not_missing() -> None:
    assert not speaks(rows.absence_is_the_applicants, _row("paid", "payment"))
    later = passport("later", row("payment", DocumentMode.PAYMENT_PROOF), fee=PAID)
    for in_package, blocked in ((True, False), (False, True), (None, True)):
        fee = type(PAID)(free=False, in_package=in_package, items=PAID.items)
        service = passport("later", *later.documents[3:], fee=fee)
        situation = facts(draft(), service, row_id="payment")
        assert speaks(rows.absence_is_the_applicants, situation) is blocked


@pytest.mark.requirement("R-104")
def test_only_a_circumstance_leaves_a_row_out() -> None:
    assert speaks(rows.depends_on_circumstance, _row("shown", "certificate"))
    assert not speaks(rows.depends_on_circumstance, _row("shown", "if_married"))


@pytest.mark.requirement("R-109")
def test_only_an_original_at_the_desk_is_given_back() -> None:
    here = entry("certificate", returned=False)
    assert not speaks(rows.original_here, _row("shown", "certificate", here))
    assert speaks(rows.original_here, _row("shown", "certificate", entry("certificate")))


@pytest.mark.requirement("R-083", "R-107")
@pytest.mark.parametrize(
    ("state", "query", "awaited"),
    [
        (RowState.REQUESTED, "q-1", True),
        (RowState.REQUESTED, "q-2", False),
        (RowState.OBTAINED, "q-1", False),
        (RowState.OUTAGE, "q-1", False),
    ],
)
def test_only_the_awaited_answer_counts(state: RowState, query: str, awaited: bool) -> None:
    waiting = entry("held", state, query_id="q-1")
    situation = _row("held", "held", waiting, reason=query)
    assert speaks(rows.answer_awaited, situation) is not awaited
