"""Scan 4: into the right hands, in the visit's language, with the refusal explained."""

from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest

from app.domain.case import Case
from app.domain.case_states import CaseState
from app.domain.identification import AuthorityKind, Power, RepresentationKind
from app.domain.language import Lang
from app.domain.passport import ResultKind
from app.domain.unit_states import UnitKind, UnitState
from app.domain.visit import Purpose
from app.errors import InputInvalid
from app.usecases.issue import DeliverElectronically, Issue, NoteNotReady
from app.usecases.pack import RecordDiscrepancy
from app.usecases.queue.call import Call
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.queue.take_ticket import TakeTicket
from app.usecases.represent import Represent
from tests.fakes.intake_desk import identify_of, people, rules_of
from tests.fakes.road_desk import RECEIVER, RoadDesk, at

SIGNED = {"acknowledgement": "signed"}
REFUSED = {
    "kind": ResultKind.REASONED_REFUSAL,
    "refusal_ground": "2",
    "refusal_reasons": "мәліметтер расталмады",
    "number": "BAS-5",
    "dated": date(2026, 3, 6),
}


def paper_of(desk: RoadDesk, kind: str) -> dict[str, Any]:
    record = next(paper for paper in reversed(desk.papers()) if paper.kind == kind)
    return msgspec.json.decode(record.data) | {"language": record.language}


@pytest.mark.requirement("R-181", "R-182", "R-189", "R-186")
def test_the_applicant_receives_and_the_record_tells_it() -> None:
    desk, case = at("lying")
    code = desk.unit(case).code
    done = desk.visitor().must(Issue(code=code, **SIGNED))
    issued, unit = desk.again(case), desk.unit(case)
    assert (issued.state, unit.state, unit.holder) == (
        CaseState.ISSUED,
        UnitState.WITH_APPLICANT,
        "applicant",
    )
    assert (unit.moves[-1].scan, unit.cell) == (4, "")
    assert issued.issue.recipient.same_as(case.applicant.person)
    assert issued.issue.language is Lang.RU
    record = paper_of(desk, "issue_record")
    assert record["language"] == "ru"
    assert record["recipient"] == case.applicant.person.name.full
    assert record["identity"]["kind"] == "удостоверение личности"
    assert record["result_number"] == case.number
    assert record["acknowledgement"]["state"] == "received"
    assert [paper.kind for paper in done.papers] == ["issue_record"]
    assert not [o for o in desk.orders("print") if o["paper"] == done.papers[0].id]


@pytest.mark.requirement("R-060", "R-181")
def test_the_receipt_alone_opens_nothing_and_is_not_needed() -> None:
    desk, case = at("lying")
    desk.must(TakeTicket(purpose=Purpose.ISSUE, language=Lang.KK))
    desk.must(Call())
    by_receipt = desk.do(Issue(case=case.registration.code, code=desk.unit(case).code, **SIGNED))
    assert "issue.fresh_identification" in rules_of(by_receipt)
    desk.must(identify_of(people().people["citizen"]))
    desk.must(Issue(code=desk.unit(case).code, **SIGNED))


@pytest.mark.requirement("R-180", "R-181")
def test_without_a_visit_nothing_is_issued() -> None:
    desk, case = at("lying")
    stopped = desk.do(Issue(code=desk.unit(case).code, **SIGNED))
    assert {"issue.visit_open", "issue.fresh_identification"} <= rules_of(stopped)
    assert desk.again(case).state is CaseState.READY_FOR_ISSUE
    assert desk.unit(case).state is UnitState.IN_ISSUING_SECTOR


@pytest.mark.requirement("R-158", "R-182")
def test_no_issue_without_its_own_scan_and_an_acknowledgement() -> None:
    desk, case = at("lying")
    desk.visitor()
    bare = desk.do(Issue(case=case.number))
    assert {"issue.code_scanned", "issue.acknowledged"} <= rules_of(bare)
    receipt = desk.do(Issue(case=case.number, code=case.registration.code, **SIGNED))
    assert "issue.code_scanned" in rules_of(receipt)
    assert desk.must(Issue(case=case.number, code=desk.unit(case).code, **SIGNED)).ok


@pytest.mark.requirement("R-158", "R-182")
def test_the_document_of_another_case_is_named_and_stays() -> None:
    desk, case = at("lying")
    other = desk.lying()
    code = desk.unit(other).code
    stopped = desk.visitor().do(Issue(case=case.number, code=code, **SIGNED))
    (said,) = [f for f in stopped.findings if f.rule == "scanning.this_unit"]
    assert (said.subject, said.params["number"]) == (code, other.number)
    assert said.params["where_kk"] == "құжаттарды беру секторында"
    assert {desk.again(one).state for one in (case, other)} == {CaseState.READY_FOR_ISSUE}


@pytest.mark.requirement("R-168", "R-158")
def test_after_the_second_scan_alone_nothing_is_issued() -> None:
    desk, case = at("answered")
    stopped = desk.visitor().do(Issue(code=desk.unit(case).code, **SIGNED))
    assert "step.not_from_here" in rules_of(stopped)


@pytest.mark.requirement("R-166", "R-158")
def test_what_is_under_an_act_is_not_issued() -> None:
    desk, case = at("lying")
    code = desk.unit(case).code
    desk.must(RecordDiscrepancy(code=code, kind="damaged", explanation="x", other_side=RECEIVER))
    stopped = desk.visitor().do(Issue(code=code, **SIGNED))
    assert "issue.unit_in_sector" in rules_of(stopped)


@pytest.mark.requirement("R-068", "R-060", "R-181")
def test_a_representative_shows_the_power_now_and_the_record_names_it() -> None:
    """T-01 and T-02: a simple power is enough, none at all is not."""
    desk, case = at("lying")
    order = Issue(code=desk.unit(case).code, **SIGNED)
    desk.visitor("representative")
    assert {"issue.authority_shown", "issue.recipient_is_entitled"} <= rules_of(desk.do(order))
    person = case.applicant.person
    desk.must(
        Represent(
            kind=RepresentationKind.CIVIL_LAW_AUTHORITY,
            authority=AuthorityKind.SIMPLE_POWER,
            authority_number="7",
            authority_issued_on=date(2026, 3, 2),
            powers=(Power.RECEIVE,),
            iin=person.iin,
            surname=person.name.surname,
            given=person.name.given,
            patronymic=person.name.patronymic,
            birth_date=person.birth_date,
        )
    )
    desk.must(order)
    record = paper_of(desk, "issue_record")
    assert record["principal"] == person.name.full
    assert record["authority"]["kind"] == "доверенность в простой письменной форме"
    assert record["authority"]["powers"] == ["получить результат"]
    assert desk.again(case).issue.representation is not None


@pytest.mark.requirement("R-182")
def test_who_declines_to_sign_still_receives_with_a_note() -> None:
    desk, case = at("lying")
    desk.visitor().must(Issue(code=desk.unit(case).code, acknowledgement="declined"))
    said = paper_of(desk, "issue_record")["acknowledgement"]
    assert (said["state"], said["noted_by"]) == ("declined", desk.operator.name_in(Lang.RU).full)


@pytest.mark.requirement("R-229")
def test_who_accepted_alone_is_warned_and_the_log_tells_it() -> None:
    desk, case = at("lying")
    done = desk.visitor().must(Issue(code=desk.unit(case).code, **SIGNED))
    assert rules_of(done) == {"issue.not_who_accepted"}
    assert desk.store.tables.journal[-1].entry.facts["alone"] == "true"
    desk, case = at("lying")
    desk.visitor().sits("issuer")
    done = desk.must(Issue(code=desk.unit(case).code, **SIGNED))
    assert done.findings == ()
    assert "alone" not in desk.store.tables.journal[-1].entry.facts


@pytest.mark.requirement("R-188", "R-151", "R-152", "R-153", "R-203", "R-202")
def test_a_refusal_is_handed_over_with_its_card() -> None:
    desk, case = at("lying", result=REFUSED)
    order = Issue(code=desk.unit(case).code, **SIGNED)
    assert rules_of(desk.visitor().do(order)) == {
        "issue.refusal_explained",
        "issue.not_who_accepted",
    }
    done = desk.must(replace(order, explained=True))
    assert [paper.kind for paper in done.papers] == ["issue_record", "refusal_explanation"]
    card = paper_of(desk, "refusal_explanation")
    assert (card["complaint_days"], card["authority_days"]) == (5, 15)
    assert "несоответствие услугополучателя" in card["ground"]
    assert card["reasons"] == REFUSED["refusal_reasons"]
    assert (card["refusal_number"], card["refused_on"]) == ("BAS-5", "2026-03-06")
    assert card["defective"] is False
    assert desk.again(case).issue.refusal_explained
    assert desk.again(case).refusal is None


@pytest.mark.requirement("R-151", "R-188")
def test_a_defective_refusal_is_issued_and_called_so() -> None:
    said = {"kind": ResultKind.REASONED_REFUSAL}
    desk, case = at("lying", result=said)
    desk.visitor().must(Issue(code=desk.unit(case).code, explained=True, **SIGNED))
    card = paper_of(desk, "refusal_explanation")
    assert (card["defective"], card["ground"]) == (True, "")


@pytest.mark.requirement("R-153")
def test_three_times_again_on_the_same_day() -> None:
    desk, case = at("lying", result=REFUSED)
    desk.visitor().must(Issue(code=desk.unit(case).code, explained=True, **SIGNED))
    desk.must(FinishVisit())
    numbers = {desk.filed().number for _ in range(3)}
    assert len(numbers) == 3


@pytest.mark.requirement("R-168", "R-181")
def test_retained_originals_go_with_the_result() -> None:
    desk, case = at("lying", "originals", result={"originals": ("kept",)})
    code, beside = desk.unit(case).code, desk.unit(case, UnitKind.ORIG).code
    desk.visitor()
    alone = desk.do(Issue(code=code, **SIGNED))
    assert ("issue.code_scanned", beside) in {(f.rule, f.subject) for f in alone.findings}
    desk.must(Issue(code=code, originals=(beside,), **SIGNED))
    given = {unit.state for unit in desk.units(case) if unit.kind is not UnitKind.OUT}
    assert given == {UnitState.WITH_APPLICANT}


@pytest.mark.requirement("R-187", "R-097")
def test_one_application_is_issued_member_by_member() -> None:
    desk, parent = at("filed", "pair")
    first, second = map(desk.case, parent.children)
    desk.carry_on(first)
    desk.visitor().must(Issue(code=desk.unit(first).code, **SIGNED))
    assert desk.again(first).state is CaseState.ISSUED
    assert desk.again(second).state is CaseState.REGISTERED
    assert desk.again(parent).state is CaseState.REGISTERED
    desk.must(FinishVisit())
    desk.carry_on(second)
    desk.visitor().must(Issue(code=desk.unit(second).code, **SIGNED))
    assert desk.again(parent).state is CaseState.ISSUED


def online(**other: Any) -> tuple[RoadDesk, Case]:
    return at("lying", "on_line", **other)


@pytest.mark.requirement("R-183", "R-184")
def test_an_electronic_result_goes_to_the_cabinet_and_by_choice_a_message() -> None:
    desk, case = online()
    desk.must(DeliverElectronically(case=case.number))
    assert desk.again(case).state is CaseState.DELIVERED_ELECTRONICALLY
    ways = [order["what"] for order in desk.orders()]
    assert (ways.count("cabinet"), ways.count("sms")) == (1, 0)
    desk, case = online()
    desk.must(DeliverElectronically(case=case.number, sms=True))
    ways = [order["what"] for order in desk.orders()]
    assert (ways.count("cabinet"), ways.count("sms")) == (1, 1)
    sms = next(order for order in desk.orders() if order["what"] == "sms")
    assert sms["params"].keys() == {"number", "branch", "text"}


@pytest.mark.requirement("R-184")
def test_no_message_without_a_number() -> None:
    desk, case = online(person="stateless")
    with pytest.raises(InputInvalid) as error:
        desk.do(DeliverElectronically(case=case.number, sms=True))
    assert error.value.code == "notice.no_phone"
    assert desk.again(case).state is CaseState.READY_FOR_ISSUE


@pytest.mark.requirement("R-183", "R-007")
def test_paper_or_an_unfit_flow_never_goes_to_the_cabinet() -> None:
    desk, case = at("lying")
    assert "issue.electronic_result" in rules_of(desk.do(DeliverElectronically(case=case.id)))
    desk, case = at("lying", "no_cabinet")
    assert rules_of(desk.do(DeliverElectronically(case=case.id))) == {"issue.flow_provides_cabinet"}


@pytest.mark.requirement("R-183")
def test_an_electronic_result_can_be_given_at_the_counter() -> None:
    desk, case = online()
    desk.visitor().must(Issue(case=case.number, **SIGNED))
    assert desk.again(case).state is CaseState.ISSUED


@pytest.mark.requirement("R-179", "R-049")
def test_the_note_of_non_readiness_is_dated_and_for_the_applicant_alone() -> None:
    desk, case = at("at_work")
    desk.on_day("2026-03-13")
    early = desk.visitor().do(NoteNotReady(case=case.number))
    assert rules_of(early) == {"issue.not_ready"}
    desk, case = at("at_work")
    desk.on_day("2026-03-16").visitor("second_citizen")
    stranger = desk.do(NoteNotReady(case=case.number))
    assert "issue.recipient_is_entitled" in rules_of(stranger)
    desk, case = at("at_work")
    desk.on_day("2026-03-16").visitor()
    done = desk.must(NoteNotReady(case=case.number))
    assert done.facts["reason"] == "provider_not_delivered"
    note = paper_of(desk, "non_readiness_note")
    assert (note["promised_on"], note["language"]) == ("2026-03-16", "ru")
    assert note["next_information_on"] == "2026-03-17"
    assert desk.again(case).registration == case.registration
    assert desk.verbs()[-1] == "note_not_ready"


@pytest.mark.requirement("R-179")
def test_the_note_says_when_the_branch_itself_is_behind() -> None:
    desk, case = at("answered")
    desk.on_day("2026-03-16").visitor()
    assert desk.must(NoteNotReady(case=case.number)).facts["reason"] == "branch_delay"
