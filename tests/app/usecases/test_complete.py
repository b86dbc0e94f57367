"""The form and the checklist: filled, asked, shown, marked; every act undoes the confirmation."""

from datetime import timedelta
from hashlib import sha256

import pytest

from app.domain.case import ConsentKind, FieldSource, RowSource, RowState
from app.domain.case_states import CaseState
from app.domain.visit import VisitOutcome
from app.errors import InputInvalid
from app.usecases.complete import (
    ConfirmText,
    FillForm,
    FinishCheck,
    FormApplication,
    MarkAbsent,
    MarkNotApplicable,
    NoteDifference,
    NoteDoubt,
    Present,
    RecordData,
    RequestData,
    ReturnOriginal,
)
from app.usecases.consent import GiveConsent
from tests.fakes.intake_desk import FILED, IntakeDesk, rules_of
from tests.fakes.intake_passports import FIELDS, passport

_TODAY = FILED.date()
_ACCOUNT = "KZ" + "1" * 18


def _row(desk: IntakeDesk, row: str):  # type: ignore[no-untyped-def]
    return next(view for view in desk.view().rows if view.row.id == row)


@pytest.mark.requirement("R-093", "R-094")
def test_the_form_is_filled_field_by_field() -> None:
    desk = IntakeDesk().opened("with_account")
    assert rules_of(desk.do(FormApplication())) == {"complete.forms_filled"}
    desk.must(FillForm(fields={"account": f" {_ACCOUNT} "}))
    desk.must(FormApplication())
    assert desk.case().state is CaseState.CHECKING
    kept = {field.field_id: field for field in desk.case().fields}
    assert (kept["account"].value, kept["account"].source) == (_ACCOUNT, FieldSource.APPLICANT)
    desk.must(FillForm(fields={"account": ""}))
    assert "account" not in {field.field_id for field in desk.case().fields}


@pytest.mark.requirement("R-093", "R-094")
@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"account": "12"}, "account"),
        ({"phone": "x" * 10_000}, "phone"),
        ({"shoe_size": "43"}, "shoe_size"),
        ({"organisation_name": "ТОО"}, "organisation_name"),
    ],
)
def test_a_slip_in_the_form_names_its_field(fields: dict, field: str) -> None:
    desk = IntakeDesk().opened("with_account")
    before = desk.case()
    with pytest.raises(InputInvalid) as slip:
        desk.do(FillForm(fields=fields))
    assert slip.value.field == field
    assert desk.case() == before


@pytest.mark.requirement("R-095", "R-115")
def test_what_the_system_formed_is_not_overwritten() -> None:
    desk = IntakeDesk().opened("plain")
    outcome = desk.do(FillForm(fields={"applicant_name": "Тестов Иван"}))
    assert rules_of(outcome) == {"complete.auto_fields_untouched"}
    fields = {view.field.id: view for view in desk.view().fields}
    assert fields["applicant_name"].read_only
    desk.must(FillForm(fields={"applicant_name": "Сынақов Асан Серікұлы"}))


@pytest.mark.requirement("R-093")
def test_an_empty_field_offers_no_refusal() -> None:
    desk = IntakeDesk().opened("with_account")
    assert desk.view().verb("refuse_intake") is None
    blocked = desk.view().verb("form_application")
    assert blocked is not None
    assert {finding.subject for finding in blocked.findings} == {"account"}


@pytest.mark.requirement("R-106", "R-083")
def test_the_state_is_asked_and_nobody_is_asked_for_paper() -> None:
    desk = IntakeDesk().checking("held")
    row = _row(desk, "held")
    assert "request_data" in row.actions
    assert "mark_absent" not in row.actions
    assert not row.may_be_demanded
    assert rules_of(desk.do(Present(row="held"))) == {"complete.not_demanded"}
    assert "complete.absence_is_the_applicants" in rules_of(desk.do(MarkAbsent(row="held")))
    desk.must(RequestData())
    assert {view.entry.state for view in desk.view().rows if view.row.state_held} == {
        RowState.REQUESTED
    }
    for item in desk.pending("query"):
        desk.answer_query(item, "found", data={"number": "Э-1"})
    entry = desk.case().document("held")
    assert entry is not None
    assert (entry.state, entry.source) == (RowState.OBTAINED, RowSource.SYSTEM_DATA)
    assert entry.document_number == "Э-1"
    obtained = [fact for fact in desk.view().facts if fact.name == "obtained"]
    assert {fact.source for fact in obtained} == {"egov_gateway"}
    assert all(fact.at is not None for fact in obtained)


@pytest.mark.requirement("R-098", "R-106")
def test_the_applicant_is_asked_last_and_sent_nowhere() -> None:
    desk = IntakeDesk().checking("held")
    for row in ("held", "held_or_shown"):
        assert _row(desk, row).actions[0] == "request_data"
        assert "mark_absent" not in _row(desk, row).actions
    assert {outcome.value for outcome in VisitOutcome} == {
        "served",
        "consulted",
        "no_show",
        "moved",
        "undone",
    }


@pytest.mark.requirement("R-107")
def test_an_outage_keeps_the_draft_and_refuses_nobody() -> None:
    desk = IntakeDesk().checking("held")
    desk.must(RequestData(row="held"))
    desk.answer_query(desk.pending("query")[0], "outage")
    case = desk.case()
    assert case.state is CaseState.DRAFT_PENDING_DATA
    assert [outage.row_id for outage in case.outages] == ["held"]
    assert desk.view().verb("refuse_intake") is None
    assert desk.view().verb("finish_check") is None
    desk.must(RequestData(row="held"))
    desk.answer_query(desk.pending("query")[0], "found")
    case = desk.case()
    assert case.state is CaseState.CHECKING
    assert case.outages[0].until is not None


@pytest.mark.requirement("R-107")
def test_while_one_source_is_silent_another_may_answer() -> None:
    desk = IntakeDesk().checking("held")
    desk.must(RequestData())
    first, second = desk.pending("query")
    desk.answer_query(first, "outage")
    desk.answer_query(second, "found")
    assert desk.case().state is CaseState.DRAFT_PENDING_DATA


@pytest.mark.requirement("R-107", "R-106")
def test_a_paper_of_ones_own_will_ends_the_waiting_and_is_marked_so() -> None:
    desk = IntakeDesk().checking("held")
    desk.must(RequestData(row="held"))
    desk.answer_query(desk.pending("query")[0], "outage")
    desk.must(Present(row="held", voluntary=True, number="1"))
    entry = desk.case().document("held")
    assert entry is not None
    assert entry.source is RowSource.VOLUNTARY
    assert desk.case().state is CaseState.CHECKING


@pytest.mark.requirement("R-107")
def test_an_outage_before_the_form_stands_waits_after_it() -> None:
    desk = IntakeDesk().opened("held")
    desk.must(RequestData(row="held"))
    desk.answer_query(desk.pending("query")[0], "outage")
    assert desk.case().state is CaseState.DRAFT
    desk.must(FormApplication())
    assert desk.case().state is CaseState.DRAFT_PENDING_DATA


@pytest.mark.requirement("R-083")
def test_not_found_is_another_thing_than_silence() -> None:
    desk = IntakeDesk().checking("held")
    desk.must(RequestData())
    for item in desk.pending("query"):
        desk.answer_query(item, "not_found")
    assert desk.case().state is CaseState.CHECKING
    assert _row(desk, "held_or_shown").may_be_demanded
    assert not _row(desk, "held").may_be_demanded
    desk.must(Present(row="held_or_shown"))
    desk.must(GiveConsent(kind=ConsentKind.B))
    desk.must(FinishCheck())


@pytest.mark.requirement("R-105", "R-083")
def test_what_has_expired_in_the_register_opens_the_way_to_an_own_document() -> None:
    desk = IntakeDesk().checking("held")
    desk.must(RequestData())
    for item in desk.pending("query"):
        desk.answer_query(item, "found", valid_until=_TODAY - timedelta(days=1))
    assert "complete.nothing_expired" in rules_of(desk.do(FinishCheck()))
    assert _row(desk, "held_or_shown").may_be_demanded
    assert not _row(desk, "held").may_be_demanded


@pytest.mark.requirement("R-107")
def test_answers_that_nobody_awaits_change_nothing() -> None:
    desk = IntakeDesk().checking("held")
    desk.must(RequestData(row="held"))
    (item,) = desk.pending("query")
    assert desk.answer_query(item).ok
    before = desk.case()
    assert rules_of(desk.answer_query(item, "outage")) == {"complete.answer_awaited"}
    assert desk.case() == before
    with pytest.raises(InputInvalid):
        desk.do(RecordData(case=before.id, row="held", query="q", answer="maybe"))


@pytest.mark.requirement("R-074")
def test_a_second_click_asks_once() -> None:
    desk = IntakeDesk().checking("held")
    desk.must(RequestData(row="held"))
    desk.must(RequestData(row="held"))
    assert len(desk.pending("query")) == 1


@pytest.mark.requirement("R-105")
@pytest.mark.parametrize(("days", "state"), [(0, RowState.PRESENT), (-1, RowState.EXPIRED)])
def test_an_expired_document_is_never_written_down_as_presented(days: int, state: RowState) -> None:
    desk = IntakeDesk().checking("dated")
    desk.must(Present(row="dated", valid_until=_TODAY + timedelta(days=days)))
    entry = desk.case().document("dated")
    assert entry is not None
    assert entry.state is state


@pytest.mark.requirement("R-105")
def test_without_its_date_a_document_with_a_term_is_not_taken() -> None:
    desk = IntakeDesk().checking("dated")
    assert rules_of(desk.do(Present(row="dated"))) == {"complete.date_known"}


@pytest.mark.requirement("R-104")
@pytest.mark.parametrize("command", [Present, MarkAbsent, MarkNotApplicable, ReturnOriginal])
def test_no_act_adds_a_row(command: type) -> None:
    desk = IntakeDesk().checking("shown")
    assert "complete.row_in_list" in rules_of(desk.do(command(row="brand_new")))
    assert desk.case().documents == ()


@pytest.mark.requirement("R-113", "R-116")
def test_every_document_says_how_it_came() -> None:
    desk = IntakeDesk().checking("kept")
    desk.must(Present(row="kept", sheets=3, number="12"))
    kept = desk.case().document("kept")
    assert kept is not None
    assert (kept.source, kept.sheets, kept.returned) == (RowSource.PAPER_RETAINED, 3, False)


@pytest.mark.requirement("R-110")
def test_a_certified_copy_is_made_and_never_only_ticked() -> None:
    desk = IntakeDesk().checking("kept")
    copy = Present(row="certified", source=RowSource.CERTIFIED_COPY)
    assert rules_of(desk.do(copy)) == {"copy.is_made"}
    elsewhere = Present(row="kept", source=RowSource.CERTIFIED_COPY)
    assert rules_of(desk.do(elsewhere)) == {"complete.source_fits", "copy.is_made"}


@pytest.mark.requirement("R-111", "R-059")
def test_an_electronic_document_is_verified_or_stays_unverified() -> None:
    desk = IntakeDesk().checking("digital")
    assert rules_of(desk.do(Present(row="digital", from_image=True))) >= {"complete.no_image"}
    unverified = desk.must(Present(row="digital"))
    assert rules_of(unverified) == {"complete.electronically_verified"}
    assert _row(desk, "digital").entry.state is RowState.NOT_VERIFIED
    desk.must(Present(row="digital", request="К-1"))
    assert _row(desk, "digital").entry.state is RowState.PRESENT


@pytest.mark.requirement("R-062")
def test_a_childs_digital_document_and_not_a_spouses() -> None:
    desk = IntakeDesk().checking("digital")
    spouse = Present(row="digital", request="К-1", owner_birth_date=_TODAY.replace(year=1990))
    assert rules_of(desk.do(spouse)) == {"complete.digital_owner"}
    born = _TODAY.replace(year=2016)
    unconfirmed = desk.do(Present(row="digital", owner_birth_date=born))
    assert "complete.parent_confirmed" in rules_of(unconfirmed)
    later = Present(row="digital", request="К-1", owner_birth_date=_TODAY.replace(year=2027))
    assert "complete.owner_is_born" in rules_of(desk.do(later))
    desk.must(Present(row="digital", request="К-1", owner_birth_date=born))
    assert _row(desk, "digital").entry.owner_birth_date == born
    desk.must(Present(row="digital", request="К-1"))
    assert _row(desk, "digital").entry.owner_birth_date is None


@pytest.mark.requirement("R-109")
def test_the_package_waits_for_the_original_to_go_back() -> None:
    desk = IntakeDesk().checking("shown").consented()
    desk.must(Present(row="certificate", returned=False))
    desk.must(MarkNotApplicable(row="if_married"))
    assert rules_of(desk.do(FinishCheck())) == {"complete.originals_returned"}
    assert "return_original" in _row(desk, "certificate").actions
    desk.must(ReturnOriginal(row="certificate"))
    desk.must(FinishCheck())
    assert rules_of(desk.do(ReturnOriginal(row="certificate"))) == {"complete.original_here"}


@pytest.mark.requirement("R-114")
def test_a_doubt_travels_and_refuses_nobody() -> None:
    desk = IntakeDesk().checking("shown")
    desk.must(Present(row="certificate"))
    desk.must(MarkNotApplicable(row="if_married"))
    desk.must(NoteDoubt(row="certificate", text="печать размыта"))
    assert [note.kind for note in desk.case().notes] == ["doubt"]
    refuse = desk.view().verb("refuse_intake")
    assert refuse is not None
    assert not refuse.allowed
    for text in ("", "а" * 2001):
        with pytest.raises(InputInvalid):
            desk.do(NoteDoubt(row="certificate", text=text))


@pytest.mark.requirement("R-115")
def test_a_difference_is_told_to_the_owner_of_the_system() -> None:
    desk = IntakeDesk().checking("held")
    desk.must(RequestData(row="held"))
    desk.answer_query(desk.pending("query")[0], data={"surname": "Сынаков"})
    desk.must(NoteDifference(row="held", text="в оригинале Сынақов"))
    assert len(desk.pending("notice")) == 1
    entry = desk.case().document("held")
    assert entry is not None
    assert entry.data == {"surname": "Сынаков"}


@pytest.mark.requirement("R-127")
@pytest.mark.parametrize(
    "change",
    [
        FillForm(fields={"phone": "87000000001"}),
        Present(row="certificate"),
        MarkAbsent(row="certificate"),
        MarkNotApplicable(row="if_married"),
    ],
)
def test_any_change_after_the_confirmation_undoes_it(change: object) -> None:
    from tests.fakes.intake_passports import CERTIFICATE, IF_MARRIED, PHONE

    service = passport("changing", CERTIFICATE, IF_MARRIED, fields=(*FIELDS, PHONE))
    desk = IntakeDesk(passports=[service]).checking("changing")
    desk.must(ConfirmText())
    assert desk.case().confirmation is not None
    desk.must(change)
    assert desk.case().confirmation is None


@pytest.mark.requirement("R-127")
def test_what_was_shown_is_what_is_confirmed() -> None:
    desk = IntakeDesk().checking("plain")
    text = desk.view().confirm_text
    assert "Сынақов Асан Серікұлы" in text
    shown = sha256(text.encode()).hexdigest()
    assert rules_of(desk.do(ConfirmText(shown="0" * 64))) == {"sign.text_confirmed"}
    desk.must(ConfirmText(shown=shown))
    confirmation = desk.case().confirmation
    assert confirmation is not None
    assert confirmation.text_sha256 == shown


@pytest.mark.requirement("R-091")
def test_nothing_is_edited_after_the_signature() -> None:
    desk = IntakeDesk().signed("plain")
    before = desk.case()
    for command in (FillForm(fields={"iin": "1"}), ConfirmText(), RequestData(), FormApplication()):
        assert not desk.do(command).ok
    assert desk.case() == before


@pytest.mark.parametrize("sheets", [-1, 10_000])
@pytest.mark.requirement("R-116")
def test_sheets_are_counted_in_reason(sheets: int) -> None:
    desk = IntakeDesk().checking("kept")
    with pytest.raises(InputInvalid) as slip:
        desk.do(Present(row="kept", sheets=sheets))
    assert slip.value.field == "sheets"


@pytest.mark.requirement("R-091")
def test_without_a_case_there_is_nothing_to_complete() -> None:
    with pytest.raises(InputInvalid) as slip:
        IntakeDesk().identified().do(FormApplication())
    assert (slip.value.code, slip.value.field) == ("case.unknown", "case")
