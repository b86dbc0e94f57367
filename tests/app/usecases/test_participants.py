"""Who takes part beside the applicant: identified, consenting for themselves, named, never a refusal."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.case import ConsentKind, ConsentState
from app.domain.identification import AuthorityKind, Power, RepresentationKind
from app.domain.language import Lang
from app.domain.passport import Applicants, Participant, Passport, PassportText
from app.domain.visit import Purpose
from app.papers.stored import paper_of
from app.rules.recipient import recipient_is_entitled
from app.usecases.choose_service import ChooseService
from app.usecases.complete import ConfirmText, FinishCheck, FormApplication
from app.usecases.consent import GiveConsent, RequestConsent, WithdrawConsent
from app.usecases.consent_list import consents_of
from app.usecases.participants import ChooseParticipantLanguage
from app.usecases.register import Register
from app.usecases.represent import Represent
from app.usecases.sign import Sign
from app.usecases.situation import facts_of
from tests.fakes.intake_desk import IntakeDesk, identify_of, people, rules_of
from tests.fakes.intake_passports import PASSPORTS

A, B, C = ConsentKind.A, ConsentKind.B, ConsentKind.C
SPOUSE = Participant(
    key="spouse",
    who=PassportText(kk="екінші адам", ru="второе лицо"),
    applicant=True,
    must_consent=True,
)
OWNER = Participant(
    key="owner",
    who=PassportText(kk="меншік иесі", ru="собственник"),
    must_be_present=True,
    must_consent=True,
)


def passport(like: str, *participants: Participant) -> Passport:
    plain = next(entry for entry in PASSPORTS if entry.id == like)
    return replace(plain, id="together", applicants=Applicants(participants=participants))


def desk_with(*participants: Participant, like: str = "plain") -> IntakeDesk:
    desk = IntakeDesk(passports=(passport(like, *participants),)).opened("together").consented()
    desk.must(FormApplication())
    return desk


def come(desk: IntakeDesk, key: str, person: str = "second_citizen", **other: Any) -> Any:
    who = people().people[person]
    return desk.do(identify_of(who, participant=key, **other))


@pytest.mark.requirement("R-057", "R-078")
def test_nothing_is_signed_while_somebody_is_missing_and_nobody_is_refused() -> None:
    desk = desk_with(OWNER)
    blocked = desk.do(FinishCheck())
    assert rules_of(blocked) >= {"participants.present", "participants.consented"}
    missing = next(f for f in blocked.findings if f.rule == "participants.present")
    assert (missing.requirement, missing.params["who_ru"]) == ("R-057", "собственник")
    refusal = desk.view().verb("refuse_intake")
    assert refusal is not None
    assert not refusal.allowed


@pytest.mark.requirement("R-057", "R-073", "R-082")
def test_each_is_identified_and_consents_alone() -> None:
    desk = desk_with(SPOUSE)
    assert rules_of(desk.do(GiveConsent(kind=B, participant="spouse"))) == {
        "participants.identified"
    }
    assert come(desk, "spouse").ok
    one = desk.case().participant("spouse")
    assert one is not None
    assert one.identification.at == desk.clock.now()
    assert one.person.iin == people().people["second_citizen"].person.iin
    assert "participants.consented" in rules_of(desk.do(FinishCheck()))
    desk.must(GiveConsent(kind=B, participant="spouse"))
    own = desk.case().participant("spouse")
    assert own is not None
    assert [act.by_person for act in own.consents] == [one.person.name.full]
    assert own.consents[0].id not in {act.id for act in desk.case().consents}
    desk.must(FinishCheck())


@pytest.mark.requirement("R-057")
def test_one_person_takes_one_part() -> None:
    desk = desk_with(SPOUSE)
    assert rules_of(come(desk, "spouse", "citizen")) == {"participants.another_person"}
    assert rules_of(come(desk, "nobody")) == {"participants.known"}


@pytest.mark.requirement("R-061", "R-105")
def test_an_expired_document_of_a_participant_warns_and_then_stops() -> None:
    desk = desk_with(OWNER)
    seen = come(desk, "owner", "expired_card")
    assert seen.ok
    assert "identify.document_expired" in rules_of(seen)
    assert "participants.document_valid" in rules_of(desk.do(FinishCheck()))


@pytest.mark.requirement("R-057", "R-073")
def test_another_person_in_the_same_place_inherits_no_consent() -> None:
    desk = desk_with(SPOUSE)
    come(desk, "spouse")
    desk.must(GiveConsent(kind=B, participant="spouse"))
    come(desk, "spouse")
    assert len(desk.case().participant("spouse").consents) == 1  # type: ignore[union-attr]
    come(desk, "spouse", "parent")
    assert not desk.case().participant("spouse").consents  # type: ignore[union-attr]


@pytest.mark.requirement("R-080")
def test_a_participant_reads_and_consents_in_their_own_language() -> None:
    desk = desk_with(SPOUSE)
    come(desk, "spouse")
    other = Lang.KK if desk.case().language is Lang.RU else Lang.RU
    desk.must(ChooseParticipantLanguage(participant="spouse", language=other))
    items = desk.ask(lambda work: consents_of(desk.case().id, work, "spouse"))
    assert {item.language for item in items} == {other}
    outcome = desk.must(GiveConsent(kind=B, participant="spouse"))
    paper = paper_of(next(p for p in desk.papers() if p.id == outcome.papers[-1].id))
    assert paper.head.lang is other
    assert paper.subject == people().people["second_citizen"].person.name.full  # type: ignore[attr-defined]


@pytest.mark.requirement("R-077")
def test_the_answer_of_the_state_service_goes_to_whom_it_was_asked_about() -> None:
    desk = desk_with(OWNER, like="electronic_secret")
    come(desk, "owner")
    desk.must(RequestConsent(participant="owner"))
    question = desk.pending("consent")[-1]
    assert people().people["second_citizen"].person.iin in question.payload
    desk.answer_consent(question, "granted")
    act = desk.case().participant("owner").consent(C)  # type: ignore[union-attr]
    assert act is not None
    assert act.state is ConsentState.GIVEN
    assert act.request_id not in {one.request_id for one in desk.case().consents}


@pytest.mark.requirement("R-127", "R-137")
def test_the_text_and_the_receipt_name_everybody() -> None:
    desk = desk_with(SPOUSE)
    come(desk, "spouse")
    desk.must(GiveConsent(kind=B, participant="spouse"))
    name = people().people["second_citizen"].person.name.full
    assert name in desk.view().confirm_text
    for command in (FinishCheck(), ConfirmText(), Sign()):
        desk.must(command)
    desk.come_back()
    desk.must(Register())
    receipt = paper_of(desk.papers()[-1])
    assert any(name in line for line in receipt.participants)  # type: ignore[attr-defined]


@pytest.mark.requirement("R-127")
def test_who_comes_after_the_confirmation_undoes_it() -> None:
    optional = replace(SPOUSE, must_consent=False)
    desk = desk_with(optional)
    desk.must(FinishCheck())
    desk.must(ConfirmText())
    come(desk, "spouse")
    assert desk.case().confirmation is None


@pytest.mark.requirement("R-181")
@pytest.mark.parametrize(("row", "may"), [(SPOUSE, True), (OWNER, False)])
def test_only_who_applies_receives(row: Participant, may: bool) -> None:
    desk = desk_with(row)
    come(desk, row.key)
    case = desk.case()
    seen = replace(case.participants[0].identification, visit_id="issue")

    def judged(work: Any) -> list[Any]:
        facts = facts_of(work, case)
        assert facts.visit is not None
        visit = replace(facts.visit, purpose=Purpose.ISSUE, identification=seen)
        return list(recipient_is_entitled.judge(replace(facts, visit=visit)))

    assert (desk.ask(judged) == []) is may


@pytest.mark.requirement("R-065", "R-082")
def test_a_participant_is_represented_where_the_law_lets_them_be() -> None:
    desk = desk_with(SPOUSE)
    come(desk, "spouse", "parent")
    power = Represent(
        kind=RepresentationKind.ATTORNEY,
        authority=AuthorityKind.NOTARISED_POWER,
        authority_number="SYN-7",
        notary="Сынақов",
        powers=(Power.FILE, Power.SIGN),
        surname="Тестова",
        given="Әлия",
        birth_date=people().people["second_citizen"].person.birth_date,
        participant="spouse",
    )
    assert desk.do(replace(power, authority=AuthorityKind.SIMPLE_POWER)).findings
    outcome = desk.do(power)
    assert outcome.ok, outcome.findings
    one = desk.case().participant("spouse")
    assert one is not None
    assert one.person.name.given == "Әлия"
    assert "consent.power_to_consent" in rules_of(
        desk.do(GiveConsent(kind=B, participant="spouse"))
    )
    assert desk.case().representation is None


@pytest.mark.requirement("R-081", "R-077")
def test_a_consent_taken_back_by_a_participant_stops_the_way_on() -> None:
    desk = desk_with(SPOUSE)
    come(desk, "spouse")
    desk.must(GiveConsent(kind=B, participant="spouse"))
    desk.must(WithdrawConsent(kind=B, participant="spouse"))
    assert "participants.consented" in rules_of(desk.do(FinishCheck()))
    acts = desk.case().participant("spouse").consents  # type: ignore[union-attr]
    assert [act.state for act in acts] == [ConsentState.GIVEN, ConsentState.WITHDRAWN]


@pytest.mark.requirement("R-072")
def test_the_journal_names_the_part_and_keeps_the_name_apart() -> None:
    desk = desk_with(SPOUSE)
    come(desk, "spouse")
    lines = [line.entry for line in desk.store.tables.journal]
    told = [entry for entry in lines if entry.verb == "identify"][-1]
    assert told.facts["participant"] == "spouse"
    assert people().people["second_citizen"].person.name.full not in str(told.facts)


@pytest.mark.requirement("R-077", "R-063")
def test_a_question_without_any_address_is_not_sent() -> None:
    desk = IntakeDesk().called()
    desk.must(identify_of(people().people["foreigner"], phone=""))
    desk.must(ChooseService(service="electronic_secret", language=Lang.RU))
    stopped = desk.do(RequestConsent())
    assert rules_of(stopped) == {"consent.reachable"}
    assert not desk.pending("consent")
    desk.must(identify_of(people().people["foreigner"], phone="+77000000099"))
    desk.must(RequestConsent())
    assert len(desk.pending("consent")) == 1
