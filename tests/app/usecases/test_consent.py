"""Three consents as three acts, and the road of who gives none."""

import msgspec
import pytest

from app.domain.case import Case, ConsentForm, ConsentKind, ConsentState
from app.domain.case_states import CaseState, Mark
from app.domain.identification import AuthorityKind, Power, RepresentationKind
from app.domain.language import Lang
from app.domain.papers import CertificationConsent, DataConsent, ExtractConsent
from app.domain.passport import Carrier
from app.errors import InputInvalid
from app.papers.stored import paper_of
from app.usecases.choose_service import ChooseLanguage, ChooseService
from app.usecases.complete import (
    ConfirmText,
    FinishCheck,
    FormApplication,
    Present,
    RequestData,
)
from app.usecases.consent import (
    GiveConsent,
    Insist,
    RecordConsentAnswer,
    RefuseConsent,
    RequestConsent,
    WithdrawConsent,
)
from app.usecases.represent import Represent
from app.usecases.sign import Sign
from tests.fakes.intake_desk import IntakeDesk, on, rules_of

A, B, C = ConsentKind.A, ConsentKind.B, ConsentKind.C


def _state(case: Case, kind: ConsentKind) -> ConsentState | None:
    act = case.consent(kind)
    return act.state if act is not None else None


@pytest.mark.requirement("R-073", "R-074")
def test_consent_a_opens_queries_and_nothing_else() -> None:
    desk = IntakeDesk().opened("electronic_secret")
    assert rules_of(desk.do(RequestData(row="secret"))) == {"consent.before_protected_query"}
    assert not desk.pending("query")
    desk.must(GiveConsent(kind=A))
    desk.must(RequestData(row="secret"))
    assert len(desk.pending("query")) == 1
    desk.answer_query(desk.pending("query")[0])
    desk.must(FormApplication())
    blocked = desk.do(FinishCheck())
    assert {f.subject for f in blocked.findings if f.rule == "consent.given_as_needed"} == {
        "B",
        "C",
    }
    assert not desk.do(Sign()).ok


@pytest.mark.requirement("R-074")
def test_asking_for_everything_asks_no_protected_source() -> None:
    desk = IntakeDesk().opened("electronic_secret")
    assert rules_of(desk.do(RequestData())) == {"consent.before_protected_query"}
    assert not desk.store.tables.outbox


@pytest.mark.requirement("R-074", "R-081")
def test_an_answer_that_comes_after_the_withdrawal_is_not_kept() -> None:
    desk = IntakeDesk().opened("secret")
    desk.must(GiveConsent(kind=A))
    desk.must(RequestData(row="secret"))
    (asked,) = desk.pending("query")
    desk.must(WithdrawConsent(kind=A))
    late = desk.answer_query(asked, data={"income": "1"})
    assert "consent.before_protected_query" in rules_of(late)
    entry = desk.case().document("secret")
    assert entry is not None
    assert entry.data == {}


@pytest.mark.requirement("R-076", "R-080")
def test_each_consent_is_kept_as_its_own_paper_in_its_own_language() -> None:
    desk = IntakeDesk().opened("secret", language=Lang.KK)
    desk.must(GiveConsent(kind=A, form=ConsentForm.MOBILE, evidence="SMS-17"))
    desk.must(GiveConsent(kind=B, form=ConsentForm.EDS, evidence="СЕРТ-1"))
    desk.must(ChooseLanguage(language=Lang.RU))
    data, certification = (paper_of(record) for record in desk.papers())
    assert isinstance(data, DataConsent)
    assert isinstance(certification, CertificationConsent)
    assert data.head.lang is Lang.KK
    assert data.evidence == "SMS-17"
    assert "келісемін" in data.text
    assert data.systems == ("secret (сынақ)",)
    assert certification.signature is not None
    assert certification.operator.name.full in certification.text
    act = desk.case().consent(A)
    assert act is not None
    assert act.language is Lang.KK


@pytest.mark.requirement("R-076")
@pytest.mark.parametrize(
    ("kind", "form"), [(B, ConsentForm.MOBILE), (C, ConsentForm.WRITTEN), (A, ConsentForm.MOBILE)]
)
def test_a_form_that_does_not_fit_records_nothing(kind: ConsentKind, form: ConsentForm) -> None:
    desk = IntakeDesk().opened("plain")
    assert not desk.do(GiveConsent(kind=kind, form=form)).ok
    assert desk.case().consents == ()
    assert not desk.papers()


@pytest.mark.requirement("R-077", "R-082")
def test_the_state_service_asks_the_subject_on_their_own_number() -> None:
    desk = IntakeDesk().identified("representative")
    desk.must(
        Represent(
            kind=RepresentationKind.ATTORNEY,
            authority=AuthorityKind.NOTARISED_POWER,
            authority_number="0901-2026",
            powers=(Power.FILE,),
            iin="870412399019",
            surname="Сынақов",
            given="Асан",
            birth_date=on("1987-04-12"),
        )
    )
    desk.must(ChooseService(service="electronic", language=Lang.RU))
    assert rules_of(desk.do(GiveConsent(kind=B))) == {"consent.power_to_consent"}
    desk.must(RequestConsent())
    order = msgspec.json.decode(desk.pending("consent")[0].payload)
    assert order["personal"]["iin"] == "870412399019"


@pytest.mark.requirement("R-077")
@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("granted", ConsentState.GIVEN),
        ("refused", ConsentState.REFUSED),
        ("no_answer", ConsentState.NO_ANSWER),
    ],
)
def test_every_answer_is_recorded_and_silence_is_one(answer: str, state: ConsentState) -> None:
    desk = IntakeDesk().opened("electronic")
    desk.must(RequestConsent())
    desk.must(RequestConsent())
    (item,) = desk.pending("consent")
    assert desk.answer_consent(item, answer).ok
    assert _state(desk.case(), C) is state
    assert isinstance(paper_of(desk.papers()[-1]), ExtractConsent)
    assert rules_of(desk.answer_consent(item, "granted")) == {"consent.answer_awaited"}


@pytest.mark.requirement("R-077")
def test_an_answer_to_a_former_question_changes_nothing() -> None:
    desk = IntakeDesk().opened("electronic")
    desk.must(RequestConsent())
    (first,) = desk.pending("consent")
    desk.answer_consent(first, "no_answer")
    desk.must(RequestConsent())
    assert not desk.answer_consent(first, "granted").ok
    assert _state(desk.case(), C) is ConsentState.REQUESTED
    with pytest.raises(InputInvalid):
        desk.do(RecordConsentAnswer(case=desk.case().id, request="x", answer="perhaps"))


@pytest.mark.requirement("R-078")
def test_no_consent_is_a_branch_of_its_own() -> None:
    desk = IntakeDesk().checking("plain")
    assert rules_of(desk.do(RefuseConsent(kind=B))) == {"consent.explained"}
    desk.must(RefuseConsent(kind=B, explained=True, choice="later"))
    case = desk.case()
    assert case.state is CaseState.AWAITING_CONSENT
    assert case.consent_choice == "later"
    assert case.consent_explained_at is not None
    assert desk.view().verb("refuse_intake") is None
    desk.must(GiveConsent(kind=B))
    desk.must(FinishCheck())
    assert desk.case().state is CaseState.READY_TO_SIGN


@pytest.mark.requirement("R-078")
def test_in_a_draft_the_no_is_written_down_and_the_work_goes_on() -> None:
    desk = IntakeDesk().opened("secret")
    desk.must(RefuseConsent(kind=A, explained=True))
    assert desk.case().state is CaseState.DRAFT
    desk.must(Present(row="secret", voluntary=True))
    desk.must(FormApplication())


def _awaiting(service: str = "plain") -> IntakeDesk:
    desk = IntakeDesk().checking(service)
    desk.must(RefuseConsent(kind=B, explained=True, choice="insist"))
    return desk


@pytest.mark.requirement("R-078", "R-129", "R-132")
def test_who_insists_is_registered_on_paper_with_the_mark() -> None:
    desk = _awaiting()
    blocked = desk.do(Insist())
    assert rules_of(blocked) == {"consent.paper_application_signed"}
    outcome = desk.must(Insist(paper_application_signed=True))
    case = desk.case()
    assert case.state is CaseState.REGISTERED
    assert Mark.NO_CONSENT in case.marks
    assert case.signature is None
    assert case.carrier is Carrier.PAPER
    assert [paper.kind for paper in outcome.papers] == ["acceptance_receipt"]
    assert not desk.pending("query")


@pytest.mark.requirement("R-078", "R-104")
def test_insisting_needs_a_complete_package() -> None:
    desk = _awaiting("shown")
    assert "complete.every_row_present" in rules_of(desk.do(Insist(paper_application_signed=True)))
    assert desk.case().state is CaseState.AWAITING_CONSENT


@pytest.mark.requirement("R-078")
def test_where_the_act_has_no_paper_the_reason_is_told_and_nobody_is_refused() -> None:
    desk = _awaiting("electronic")
    desk.must(Present(row="held", voluntary=True))
    assert rules_of(desk.do(Insist(paper_application_signed=True))) == {"consent.route_exists"}
    assert desk.case().state is CaseState.AWAITING_CONSENT
    assert desk.view().verb("refuse_intake") is None


@pytest.mark.requirement("R-078", "R-126")
def test_with_every_consent_nobody_gets_round_the_signature() -> None:
    desk = _awaiting()
    desk.must(GiveConsent(kind=B))
    assert rules_of(desk.do(Insist(paper_application_signed=True))) == {"consent.refusal_stands"}


@pytest.mark.requirement("R-078", "R-077")
def test_restricted_data_do_not_travel_without_consent() -> None:
    desk = IntakeDesk().opened("secret")
    desk.must(GiveConsent(kind=A))
    desk.must(RequestData(row="secret"))
    desk.answer_query(desk.pending("query")[0])
    desk.must(FormApplication())
    desk.must(Present(row="certificate"))
    desk.must(RefuseConsent(kind=B, explained=True))
    insist = Insist(paper_application_signed=True)
    assert rules_of(desk.do(insist)) == {"consent.no_restricted_data_used"}
    desk.must(Present(row="secret", voluntary=True))
    desk.must(insist)


@pytest.mark.requirement("R-081")
def test_a_withdrawal_is_a_further_act_and_stops_what_it_guards() -> None:
    desk = IntakeDesk().ready()
    desk.must(WithdrawConsent(kind=B))
    case = desk.case()
    states = [act.state for act in case.consents if act.kind is B]
    assert states == [ConsentState.GIVEN, ConsentState.WITHDRAWN]
    assert "consent.given_as_needed" in rules_of(desk.do(Sign()))
    assert rules_of(desk.do(WithdrawConsent(kind=B))) == {"consent.given_before"}


@pytest.mark.requirement("R-126")
def test_a_consent_taken_after_the_signature_heals_nothing() -> None:
    signed = IntakeDesk().signed()
    assert rules_of(signed.do(GiveConsent(kind=B))) == {"complete.editable"}
    case = signed.case()
    consent = case.consent(B)
    assert consent is not None
    assert case.signature is not None
    assert consent.at < case.signature.at


@pytest.mark.requirement("R-073")
def test_the_facts_show_each_consent_with_its_state() -> None:
    desk = IntakeDesk().opened("electronic_secret")
    desk.must(GiveConsent(kind=B))
    shown = {fact.name: fact.value for fact in desk.view().facts}
    assert shown["consent_a"] == "needed"
    assert shown["consent_b"] == "given"
    assert shown["consent_c"] == "needed"


@pytest.mark.requirement("R-127")
def test_giving_a_consent_does_not_change_the_confirmed_text() -> None:
    desk = IntakeDesk().checking("plain")
    desk.must(ConfirmText())
    desk.must(GiveConsent(kind=B))
    assert desk.case().confirmation is not None
