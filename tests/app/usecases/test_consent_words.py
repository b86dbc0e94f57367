"""What a consent said and to whom: frozen words, one act for one application, own numbers, its end."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from app.domain.case import ConsentKind, ConsentState
from app.domain.identification import AuthorityKind, LegalGround, Power, RepresentationKind
from app.domain.language import Lang
from app.domain.papers import ConsentAnswer, DataConsent, ExtractConsent, WithdrawnConsent
from app.domain.passport_text import Clause
from app.papers.render import render
from app.papers.stored import paper_of
from app.usecases import consent_papers
from app.usecases.choose_service import ChooseService
from app.usecases.complete import RequestData
from app.usecases.consent import GiveConsent, RefuseConsent, RequestConsent, WithdrawConsent
from app.usecases.consent_list import ConsentItem, consents_of
from app.usecases.represent import Represent
from tests.fakes.intake_desk import IntakeDesk, on, people, rules_of
from tests.fakes.intake_passports import PASSPORTS

A, B, C = ConsentKind.A, ConsentKind.B, ConsentKind.C
_ATTORNEY = Represent(
    kind=RepresentationKind.ATTORNEY,
    authority=AuthorityKind.NOTARISED_POWER,
    authority_number="0901-2026",
    powers=(Power.FILE, Power.SIGN),
    iin="870412399019",
    surname="Сынақов",
    given="Асан",
    birth_date=on("1987-04-12"),
)


def _item(desk: IntakeDesk, kind: ConsentKind) -> ConsentItem:
    case = desk.case()
    items = desk.ask(lambda work: consents_of(case.id, work))
    return next(item for item in items if item.kind is kind)


@pytest.mark.requirement("R-080")
def test_a_given_consent_keeps_its_words_when_a_new_text_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = IntakeDesk().opened("secret", language=Lang.KK)
    desk.must(GiveConsent(kind=A))
    before, printed = _item(desk, A).text, render(paper_of(desk.papers()[-1]))
    monkeypatch.setitem(consent_papers._TEXTS, A, "another text")
    monkeypatch.setattr(consent_papers, "TEXT_VERSION", "2")
    assert _item(desk, A).text == before
    paper = paper_of(desk.papers()[-1])
    assert isinstance(paper, DataConsent)
    assert (paper.text, paper.text_version) == (before, "1")
    assert render(paper) == printed
    desk.must(WithdrawConsent(kind=A))
    assert _item(desk, A).text == "another text"


@pytest.mark.requirement("R-079")
def test_one_act_of_one_application_names_every_service_it_covers() -> None:
    desk = IntakeDesk().identified()
    desk.must(ChooseService(services=("plain", "shown"), language=Lang.RU))
    text = _item(desk, B).text
    desk.must(GiveConsent(kind=B))
    members = [case for case in desk.store.tables.cases.values() if case.parent_id]
    assert len(members) == 2
    for member in members:
        act = member.consent(B)
        assert act is not None
        assert act.text == text
        assert set(act.scope) == {"plain", "shown"}
        passport = next(one for one in PASSPORTS if one.id == member.service_id)
        assert passport.name.in_(Lang.RU) in text


@pytest.mark.requirement("R-079")
def test_a_second_case_of_the_same_person_asks_again() -> None:
    desk = IntakeDesk().opened("plain")
    desk.must(GiveConsent(kind=B))
    desk.must(ChooseService(service="shown", language=Lang.RU))
    assert desk.case().service_id == "shown"
    assert desk.case().consent(B) is None


def _asked(desk: IntakeDesk) -> dict[str, str]:
    order = msgspec.json.decode(desk.pending("consent")[-1].payload)
    return dict(order["personal"])


@pytest.mark.requirement("R-082")
def test_the_question_goes_to_the_principals_own_number_and_no_other() -> None:
    desk = IntakeDesk().identified("representative")
    own = people().people["representative"].person.phone
    assert own
    desk.must(replace(_ATTORNEY, phone=own.replace("+7", "8 ")))
    desk.must(ChooseService(service="electronic", language=Lang.RU))
    assert rules_of(desk.do(RequestConsent())) == {"consent.own_number"}
    assert not desk.pending("consent")
    other = IntakeDesk().identified("representative")
    other.must(replace(_ATTORNEY, phone="+77000000001"))
    other.must(ChooseService(service="electronic", language=Lang.RU))
    other.must(RequestConsent())
    assert _asked(other) == {"iin": "870412399019", "phone": "+77000000001"}


@pytest.mark.requirement("R-082")
def test_for_a_child_who_represents_by_law_is_asked() -> None:
    desk = IntakeDesk().identified("parent")
    child = Represent(
        kind=RepresentationKind.LEGAL_REPRESENTATIVE,
        authority=AuthorityKind.LEGAL_REPRESENTATION_DOCUMENT,
        authority_number="0000090",
        ground=LegalGround.PARENT,
        surname="Тестов",
        given="Алихан",
        birth_date=on("2016-05-20"),
    )
    desk.must(child)
    desk.must(ChooseService(service="electronic", language=Lang.RU))
    assert _item(desk, C).asked.role == "by_law"
    desk.must(RequestConsent())
    assert _asked(desk)["iin"] == people().people["parent"].person.iin


@pytest.mark.requirement("R-077", "R-073")
def test_a_question_may_run_out_of_time() -> None:
    desk = IntakeDesk().opened("electronic")
    desk.must(RequestConsent())
    desk.answer_consent(desk.pending("consent")[0], "expired")
    act = desk.case().consent(C)
    assert act is not None
    assert act.state is ConsentState.EXPIRED
    paper = paper_of(desk.papers()[-1])
    assert isinstance(paper, ExtractConsent)
    assert paper.answer is ConsentAnswer.EXPIRED


@pytest.mark.requirement("R-077")
def test_a_silent_question_is_asked_anew_and_its_late_answer_changes_nothing() -> None:
    desk = IntakeDesk().opened("electronic")
    desk.must(RequestConsent())
    (first,) = desk.pending("consent")
    desk.must(RequestConsent())
    assert len(desk.pending("consent")) == 1
    desk.must(RequestConsent(anew=True))
    assert len(desk.pending("consent")) == 2
    assert rules_of(desk.answer_consent(first, "granted")) == {"consent.answer_awaited"}
    act = desk.case().consent(C)
    assert act is not None
    assert act.state is ConsentState.REQUESTED


@pytest.mark.requirement("R-077", "R-078")
def test_who_says_no_while_the_service_is_silent_is_not_overruled_by_a_late_yes() -> None:
    desk = IntakeDesk().opened("electronic")
    desk.must(RequestConsent())
    (asked,) = desk.pending("consent")
    desk.must(RefuseConsent(kind=C, explained=True, choice="later"))
    assert rules_of(desk.answer_consent(asked, "granted")) == {"consent.answer_awaited"}
    act = desk.case().consent(C)
    assert act is not None
    assert act.state is ConsentState.REFUSED


@pytest.mark.requirement("R-081")
@pytest.mark.parametrize("lang", list(Lang))
def test_taking_back_gives_a_confirmation_that_names_what_was_given(lang: Lang) -> None:
    desk = IntakeDesk().opened("secret", language=lang)
    desk.must(GiveConsent(kind=A))
    desk.clock.at += timedelta(minutes=5)
    outcome = desk.must(WithdrawConsent(kind=A))
    assert [paper.kind for paper in outcome.papers] == ["withdrawn_consent"]
    paper = paper_of(desk.papers()[-1])
    assert isinstance(paper, WithdrawnConsent)
    assert paper.head.lang is lang
    assert paper.given_at + timedelta(minutes=5) <= paper.withdrawn_at
    assert paper.scope == (_named(desk, lang),)
    assert len(paper.consequences) == 2
    states = [act.state for act in desk.case().consents]
    assert states == [ConsentState.GIVEN, ConsentState.WITHDRAWN]


def _named(desk: IntakeDesk, lang: Lang) -> str:
    return next(one for one in PASSPORTS if one.id == desk.case().service_id).name.in_(lang)


@pytest.mark.requirement("R-075")
@pytest.mark.parametrize(("confirmed", "freed"), [(True, True), (False, False)])
def test_only_a_confirmed_clause_of_the_catalogue_frees_from_consent(
    confirmed: bool, freed: bool
) -> None:
    secret = next(one for one in PASSPORTS if one.id == "secret")
    clause = Clause(citation="law.20.6", confirmed=confirmed)
    rows = tuple(
        replace(row, without_consent=clause) if row.protected_secret else row
        for row in secret.documents
    )
    desk = IntakeDesk(passports=(replace(secret, id="freed", documents=rows),)).opened("freed")
    item = _item(desk, A)
    assert item.needed is not freed
    assert bool(item.by_law) is freed
    assert desk.do(RequestData(row="secret")).ok is freed
