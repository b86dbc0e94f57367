"""The refusal to accept: only with a reason of the Law, only with its receipt, never for ever."""

from datetime import timedelta

import pytest

from app.domain.case import ConsentKind
from app.domain.case_states import CaseState
from app.domain.language import Lang
from app.domain.papers import AcknowledgementState, IntakeRefusalReceipt
from app.errors import InputInvalid
from app.papers.stored import paper_of
from app.usecases.choose_display_language import ChooseDisplayLanguage
from app.usecases.choose_service import ChooseService
from app.usecases.complete import MarkAbsent, MarkNotApplicable, NoteDoubt, Present
from app.usecases.consent import RefuseConsent
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.refuse_intake import AcknowledgeRefusal, RefuseIntake
from app.usecases.register import RequestPaper
from tests.fakes.intake_desk import FILED, IntakeDesk, rules_of

_REFUSE = RefuseIntake(explained=True)


def _receipt(desk: IntakeDesk) -> IntakeRefusalReceipt:
    record = next(paper for paper in desk.papers() if paper.kind == "intake_refusal_receipt")
    paper = paper_of(record)
    assert isinstance(paper, IntakeRefusalReceipt)
    return paper


def _lacking(**other: object) -> IntakeDesk:
    desk = IntakeDesk().checking("shown", **other)
    desk.must(MarkAbsent(row="certificate"))
    return desk


@pytest.mark.requirement("R-144", "R-145", "R-146", "R-148")
def test_the_refusal_names_each_document_and_its_clause() -> None:
    desk = _lacking()
    verb = desk.view().verb("refuse_intake")
    assert verb is not None
    assert verb.allowed
    outcome = desk.must(_REFUSE)
    assert outcome.facts["reasons"] == "INCOMPLETE"
    case = desk.case()
    assert case.state is CaseState.INTAKE_REFUSED
    assert case.number == ""
    assert case.registration is None
    receipt = _receipt(desk)
    assert [(doc.name, doc.clause) for doc in receipt.missing] == [
        ("certificate (учебное)", "пункт 1 учебного акта")
    ]
    assert receipt.expired == ()
    assert "20" in receipt.law_reference
    assert receipt.applicant == "Сынақов Асан Серікұлы"
    assert receipt.applicant_address
    assert receipt.case_number == case.draft_code
    assert receipt.executor
    assert receipt.phone
    assert receipt.two_copies
    assert receipt.acknowledgement.state is AcknowledgementState.AWAITED


@pytest.mark.requirement("R-092", "R-144")
def test_with_a_complete_package_the_refusal_does_not_exist() -> None:
    desk = IntakeDesk().checking("shown")
    desk.must(Present(row="certificate"))
    desk.must(MarkNotApplicable(row="if_married"))
    desk.must(NoteDoubt(row="certificate", text="похоже на подделку"))
    assert "refuse_intake.reason_exists" in rules_of(desk.do(_REFUSE))
    verb = desk.view().verb("refuse_intake")
    assert verb is not None
    assert not verb.allowed


@pytest.mark.requirement("R-144")
def test_when_the_missing_paper_comes_the_refusal_is_gone() -> None:
    desk = _lacking()
    desk.must(Present(row="certificate"))
    assert not desk.do(_REFUSE).ok
    assert desk.case().state is CaseState.CHECKING


@pytest.mark.requirement("R-105", "R-146")
def test_an_expired_document_is_named_with_its_day() -> None:
    desk = IntakeDesk().checking("dated")
    last = FILED.date() - timedelta(days=1)
    desk.must(Present(row="dated", valid_until=last))
    assert desk.must(_REFUSE).facts["reasons"] == "EXPIRED"
    assert [(doc.name, doc.expired_on) for doc in _receipt(desk).expired] == [
        ("dated (учебное)", last)
    ]


@pytest.mark.requirement("R-061")
def test_an_expired_card_refuses_and_the_service_that_replaces_it_does_not() -> None:
    desk = IntakeDesk().checking("plain", person="expired_card")
    desk.must(_REFUSE)
    assert [doc.name for doc in _receipt(desk).expired] == ["identity_document (учебное)"]
    replacing = IntakeDesk().checking("replacement", person="expired_card")
    assert "refuse_intake.reason_exists" in rules_of(replacing.do(_REFUSE))


@pytest.mark.requirement("R-078", "R-145")
def test_no_consent_is_no_reason() -> None:
    desk = IntakeDesk().checking("plain")
    desk.must(RefuseConsent(kind=ConsentKind.B, explained=True))
    assert rules_of(desk.do(_REFUSE)) == {"step.not_from_here"}
    assert desk.case().refusal is None


@pytest.mark.requirement("R-144")
def test_nobody_is_refused_without_an_explanation() -> None:
    desk = _lacking()
    assert rules_of(desk.do(RefuseIntake())) == {"refuse_intake.explained"}
    assert desk.case().state is CaseState.CHECKING
    assert not desk.papers()


@pytest.mark.requirement("R-149", "R-088")
@pytest.mark.parametrize("screen", list(Lang))
@pytest.mark.parametrize("lang", list(Lang))
def test_the_receipt_follows_the_applicant(lang: Lang, screen: Lang) -> None:
    desk = _lacking(language=lang)
    desk.must(ChooseDisplayLanguage(language=screen))
    desk.must(_REFUSE)
    receipt = _receipt(desk)
    assert receipt.head.lang is lang
    assert {"kk": "сынақ", "ru": "учебное"}[lang] in receipt.missing[0].name


@pytest.mark.requirement("R-147")
@pytest.mark.parametrize(
    ("given", "state"),
    [("signed", AcknowledgementState.RECEIVED), ("declined", AcknowledgementState.DECLINED)],
)
def test_two_copies_and_a_signature_that_may_be_declined(
    given: str, state: AcknowledgementState
) -> None:
    desk = _lacking()
    desk.must(RefuseIntake(explained=True, acknowledgement=given))
    assert _receipt(desk).acknowledgement.state is state
    assert len(desk.pending("print")) == 1
    refusal = desk.case().refusal
    assert refusal is not None
    assert refusal.acknowledged == given


@pytest.mark.requirement("R-147")
def test_the_acknowledgement_may_come_later() -> None:
    desk = _lacking()
    assert not desk.do(AcknowledgeRefusal(acknowledgement="signed")).ok
    desk.must(_REFUSE)
    desk.must(AcknowledgeRefusal(acknowledgement="declined"))
    refusal = desk.case().refusal
    assert refusal is not None
    assert refusal.acknowledged == "declined"
    with pytest.raises(InputInvalid):
        desk.do(AcknowledgeRefusal(acknowledgement="perhaps"))


@pytest.mark.requirement("R-146")
def test_without_an_address_the_receipt_is_given_all_the_same() -> None:
    desk = IntakeDesk().checking("shown", person="foreigner")
    desk.must(MarkAbsent(row="certificate"))
    desk.must(_REFUSE)
    assert _receipt(desk).applicant_address == "не указан"
    named = _lacking()
    named.must(RefuseIntake(explained=True, address="г. Сынақ, 1"))
    assert _receipt(named).applicant_address == "г. Сынақ, 1"


@pytest.mark.requirement("R-153")
def test_one_may_apply_again_at_once_and_any_number_of_times() -> None:
    desk = IntakeDesk().identified()
    former = ""
    for _ in range(3):
        desk.must(ChooseService(service="shown", language=Lang.RU, previous_case=former))
        former = desk.case().id
        desk.must(_form())
        desk.must(MarkAbsent(row="certificate"))
        desk.must(_REFUSE)
    assert desk.case().previous_case
    desk.must(FinishVisit())


def _form() -> object:
    from app.usecases.complete import FormApplication

    return FormApplication()


@pytest.mark.requirement("R-150")
def test_a_refused_case_goes_nowhere() -> None:
    desk = _lacking()
    desk.must(_REFUSE)
    before = desk.case()
    for command in (_REFUSE, _form(), Present(row="certificate")):
        assert not desk.do(command).ok
    assert desk.case() == before
    assert [verb.word for verb in desk.view().verbs if verb.allowed] == [
        "acknowledge_refusal",
        "request_paper",
    ]
    desk.must(RequestPaper())


@pytest.mark.requirement("R-163", "R-154")
def test_the_stage_and_the_log_know_the_refusal_without_a_person() -> None:
    desk = _lacking()
    desk.must(_REFUSE)
    (event,) = desk.pending("monitoring")
    assert "INTAKE_REFUSED" in event.payload
    line = desk.store.tables.journal[-1].entry
    assert line.facts["rows"] == "certificate"
    assert line.personal == {}
